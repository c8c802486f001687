//! The lines of the scope against a row (DESIGN 4): a row counts under the first line it
//! fails, both ends of a range belong to it, and a blank value fails.

use jiff::civil::Date;

use crate::calendar::written::Written;
use crate::plan::{ScopeLine, ScopeRule};
use crate::register::{self, Record, Value};

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

/// Whether a row of the unit register fulfils every line; `value` gives its fields.
pub fn in_scope<'v>(scope: &[ScopeLine], value: impl Fn(usize) -> &'v Value<'v>) -> bool {
    scope
        .iter()
        .all(|line| holds(&line.rule, value(line.field.field)))
}

/// Whether a value is in scope; a blank one is not.
fn holds(rule: &ScopeRule, value: &Value<'_>) -> bool {
    let inside = |from: Option<Date>, to: Option<Date>, first: Date, last: Date| {
        from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to)
    };
    match (rule, value) {
        (ScopeRule::OneOf(values), Value::Text(text)) => {
            values.iter().any(|value| value.as_str() == &**text)
        }
        (ScopeRule::OneOf(values), Value::YesNo(yes)) => values
            .iter()
            .any(|value| register::is_yes(value) == Some(*yes)),
        (ScopeRule::OneOf(values), Value::Date(_) | Value::Integer(_)) => {
            values.contains(&value.shown())
        }
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
        (ScopeRule::OneOf(_), Value::Missing | Value::Identity(..))
        | (
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
