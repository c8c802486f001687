//! Which facts an indicator cannot do without, and what is said where no register of the plan
//! has them. An alternative that is not there does not stop the others.

use super::build::Ground;
use super::cases::Cases;
use crate::lang::Text;
use crate::template::Template;
use crate::template::indicator::{
    Content, DayOf, Fact, Indicator, Measure, Member, Population, Span, Spot, Test,
};
use crate::template::{FieldRef, Source};

/// What is missing for an indicator as a whole: its members or its groups cannot be told, or
/// none of its columns can be measured. `register.field` of each.
pub(super) fn missing(
    template: &Template,
    population: &Population,
    cases: &Cases,
    indicator: &Indicator,
) -> Vec<String> {
    let mut facts = vec![population.start];
    match indicator.member {
        Member::On(spot) => facts.extend(fact(spot)),
        Member::Active => facts.extend(population.end),
        Member::Begun => {}
    }
    facts.extend(indicator.rows.by.iter().map(|(_, fact)| *fact));
    facts.extend(needed_all(&indicator.only, cases));
    for line in &indicator.rows.list {
        facts.extend(needed_all(&line.when, cases));
    }
    if let Content::Curve(curve) = &indicator.content {
        facts.extend(fact(curve.from));
        facts.extend(fact(curve.to));
    }
    for days in [&indicator.vary.from, &indicator.vary.to] {
        if !days.is_empty() && days.iter().all(|day| !cases.known[day.fact]) {
            facts.push(days[0].fact);
        }
    }
    facts.retain(|fact| !cases.known[*fact]);
    let columns = indicator.columns();
    if facts.is_empty() && !columns.is_empty() {
        let of = |measure: &Measure| needed_by(measure, cases);
        let each = columns.iter().map(|column| of(&column.measure));
        let lacking: Vec<Vec<usize>> = each
            .map(|facts| {
                facts
                    .into_iter()
                    .filter(|fact| !cases.known[*fact])
                    .collect()
            })
            .collect();
        // Shares follow the columns they are made of, and a count of all needs nothing.
        let measured = columns.iter().zip(&lacking).filter(|(column, _)| {
            !matches!(&column.measure, Measure::Share { .. })
                && !matches!(&column.measure, Measure::Count(tests) if tests.is_empty())
        });
        let measured: Vec<&Vec<usize>> = measured.map(|(_, lacking)| lacking).collect();
        if !measured.is_empty() && measured.iter().all(|lacking| !lacking.is_empty()) {
            facts = lacking.into_iter().flatten().collect();
        }
    }
    facts.sort_unstable();
    facts.dedup();
    let mut names: Vec<String> = facts
        .into_iter()
        .filter_map(|at| name(template, &population.facts[at]))
        .collect();
    names.dedup();
    names
}

impl Ground<'_> {
    /// Which columns can be measured.
    pub(super) fn known_columns(&self, indicator: &Indicator) -> Vec<bool> {
        let mut known: Vec<bool> = Vec::new();
        for column in indicator.columns() {
            let facts = needed_by(&column.measure, self.cases);
            let mut is_known = facts.iter().all(|fact| self.cases.known[*fact]);
            if let Measure::Share { of, per, .. } = &column.measure {
                is_known &= of
                    .iter()
                    .chain(per.iter().map(|(at, _)| at))
                    .all(|at| known[*at]);
            }
            known.push(is_known);
        }
        known
    }
}

fn fact(spot: Spot) -> Option<usize> {
    match spot {
        Spot::Fact(fact) => Some(fact),
        Spot::From | Spot::To => None,
    }
}

fn span(span: Span) -> Vec<usize> {
    fact(span.from).into_iter().chain(fact(span.to)).collect()
}

fn needed_by(measure: &Measure, cases: &Cases) -> Vec<usize> {
    match measure {
        Measure::Count(tests) => needed_all(tests, cases),
        Measure::Share { .. } => Vec::new(),
        Measure::Percentile(_, days, tests) | Measure::Mean(days, tests) => {
            let mut facts = span(*days);
            facts.extend(needed_all(tests, cases));
            facts
        }
        Measure::Load(fact, _, tests) => {
            let mut facts = needed_all(tests, cases);
            facts.push(*fact);
            facts
        }
    }
}

fn needed_all(tests: &[Test], cases: &Cases) -> Vec<usize> {
    tests.iter().flat_map(|test| needed(test, cases)).collect()
}

fn needed(test: &Test, cases: &Cases) -> Vec<usize> {
    match test {
        Test::Is(fact, _) | Test::Places { of: fact, .. } | Test::MonthsIn { months: fact, .. } => {
            vec![*fact]
        }
        Test::Known(spot) | Test::InPeriod(spot) | Test::Followed { from: spot, .. } => {
            fact(*spot).into_iter().collect()
        }
        Test::Open => cases.end.into_iter().collect(),
        Test::Days { span: days, .. } => span(*days),
        Test::Months { from, to, .. } => fact(*from).into_iter().chain(fact(*to)).collect(),
        Test::Due { from, closed, .. } => {
            let closed = closed.and_then(fact);
            fact(*from).into_iter().chain(closed).collect()
        }
        Test::Age { born, on, .. } => fact(*born).into_iter().chain(fact(*on)).collect(),
        Test::MonthAfter { months, after, .. } => {
            fact(*after).into_iter().chain([*months]).collect()
        }
        Test::Times { of, .. } | Test::Not(of) | Test::All(of) => needed_all(of, cases),
        Test::Any(tests) => {
            let each: Vec<Vec<usize>> = tests.iter().map(|test| needed(test, cases)).collect();
            let one_is_known = |facts: &Vec<usize>| facts.iter().all(|fact| cases.known[*fact]);
            if each.iter().any(one_is_known) {
                Vec::new()
            } else {
                each.into_iter().flatten().collect()
            }
        }
    }
}

/// The first field that would give a fact.
fn name(template: &Template, fact: &Fact) -> Option<String> {
    let field = match fact {
        Fact::Value(field) | Fact::Months { field, .. } => Some(*field),
        Fact::Day(day) => first_field(day),
    };
    field.map(|field| template.field_name(field))
}

fn first_field(day: &DayOf) -> Option<FieldRef> {
    match day {
        DayOf::Next | DayOf::Born => None,
        DayOf::Earliest(days) => days.iter().find_map(first_field),
        DayOf::First(sources) => {
            let mut single = sources.iter().flat_map(Source::single);
            single.find_map(|source| match source {
                Source::Field { field, .. } => Some(*field),
                Source::Question(_) | Source::Together(_) => None,
            })
        }
    }
}

/// That an indicator was left out, and why.
pub(super) fn reason(missing: &[String]) -> Text {
    super::texts::no_source(&missing.join(", "))
}
