//! The lines of the scope against a row (DESIGN 4): a row counts under the first line it
//! fails, both ends of a range belong to it, and a blank value fails.

use jiff::civil::Date;

use crate::calendar::written::Written;
use crate::plan::{Plan, ScopeLine, ScopeRule};
use crate::register::{self, Record, Value, ValueFault};

/// The first line that a row does not fulfil, by its place in the plan.
pub(super) fn first_failing(
    scope: &[ScopeLine],
    places: &[usize],
    record: &Record<'_>,
) -> Option<usize> {
    scope
        .iter()
        .zip(places)
        .position(|(line, at)| !holds(&line.rule, &record.values[*at]))
}

/// Whether a row that fails a line may have been within it for all its value says: a month that is
/// partly inside, or that something was done on a day that is not told.
pub(super) fn is_undecided(line: &ScopeLine, value: &Value<'_>) -> bool {
    let ScopeRule::Days { from, to } = &line.rule else {
        return false;
    };
    match value {
        Value::YesNo(done) => *done,
        Value::Date(Written::Month(year, month)) => {
            Date::new(*year, *month, 1).is_ok_and(|first| {
                from.is_none_or(|from| first.last_of_month() >= from)
                    && to.is_none_or(|to| first <= to)
            })
        }
        Value::Date(Written::Day(_))
        | Value::Missing
        | Value::Text(_)
        | Value::Integer(_)
        | Value::Identity(..) => false,
    }
}

/// Whether a row of the unit register fulfils every line; `value` gives its fields.
pub fn in_scope<'v>(scope: &[ScopeLine], value: impl Fn(usize) -> &'v Value<'v>) -> bool {
    scope
        .iter()
        .all(|line| holds(&line.rule, value(line.field.field)))
}

/// Whether a row's value is one that the plan lists; a blank one is none.
fn is(listed: &str, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => listed == &**text,
        Value::YesNo(yes) => register::is_yes(listed) == Some(*yes),
        Value::Date(_) | Value::Integer(_) => *listed == value.shown(),
        Value::Missing | Value::Identity(..) => false,
    }
}

/// The values that the scope lists, and those that the template knows, against all rows: one
/// that no row has may be misspelt, or an office that goes by another name now.
pub(super) struct Listed<'p> {
    lines: Vec<ListedLine<'p>>,
}

struct ListedLine<'p> {
    /// The line's place in the plan.
    line: usize,
    /// Where its field stands in a record.
    at: usize,
    /// What no row has had so far.
    unseen: Vec<&'p str>,
}

impl<'p> Listed<'p> {
    pub(super) fn new(plan: &'p Plan, places: &[usize]) -> Self {
        let lines = plan.scope.iter().zip(places).enumerate();
        let listed = lines.filter_map(|(line, (of, at))| match &of.rule {
            ScopeRule::OneOf(values) => Some(ListedLine {
                line,
                at: *at,
                unseen: values.iter().map(String::as_str).collect(),
            }),
            ScopeRule::Days { .. } | ScopeRule::Numbers { .. } => None,
        });
        Self {
            lines: listed.collect(),
        }
    }

    /// Sees a row.
    pub(super) fn row(&mut self, record: &Record<'_>) {
        for one in &mut self.lines {
            let value = &record.values[one.at];
            one.unseen.retain(|listed| !is(listed, value));
        }
    }

    /// Whether a row that fails a line has a value there that the template does not know.
    pub(super) fn fails_unknown(&self, line: usize, record: &Record<'_>) -> bool {
        let of = self.lines.iter().find(|one| one.line == line);
        of.is_some_and(|one| {
            let unknown = (one.at, ValueFault::UnknownCode.code());
            record.faults.contains(&unknown)
        })
    }

    /// What no row has: the line's place in the plan, and the value.
    pub(super) fn unseen(&self) -> impl Iterator<Item = (usize, &'p str)> {
        let lines = self.lines.iter();
        lines.flat_map(|one| one.unseen.iter().map(|value| (one.line, *value)))
    }
}

/// Whether a value is in scope; a blank one is not.
fn holds(rule: &ScopeRule, value: &Value<'_>) -> bool {
    let inside = |from: Option<Date>, to: Option<Date>, first: Date, last: Date| {
        from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to)
    };
    match (rule, value) {
        (ScopeRule::OneOf(values), _) => values.iter().any(|one| is(one, value)),
        (ScopeRule::Days { from, to }, Value::Date(Written::Day(day))) => {
            inside(*from, *to, *day, *day)
        }
        (ScopeRule::Days { from, to }, Value::Date(Written::Month(year, month))) => {
            Date::new(*year, *month, 1)
                .is_ok_and(|day| inside(*from, *to, day, day.last_of_month()))
        }
        (ScopeRule::Numbers { from, to }, Value::Integer(number)) => {
            from.is_none_or(|from| *number >= from) && to.is_none_or(|to| *number <= to)
        }
        (
            ScopeRule::Days { .. },
            Value::Missing
            | Value::Text(_)
            | Value::Integer(_)
            | Value::YesNo(_)
            | Value::Identity(..),
        )
        | (
            ScopeRule::Numbers { .. },
            Value::Missing
            | Value::Text(_)
            | Value::Date(_)
            | Value::YesNo(_)
            | Value::Identity(..),
        ) => false,
    }
}
