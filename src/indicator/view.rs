//! The cases as one definition and one period see them, and whether a case passes a test.
//! What is not known does not pass.

use std::ops::Range;

use super::cases::Cases;
use super::clock::{self, Day, WorkingDays};
use crate::calendar;
use crate::template::indicator::{DayCount, Member, Span, Spot, Test};

/// One definition and one period.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) cases: &'a Cases,
    pub(super) clock: &'a WorkingDays,
    /// What `from` and `to` mean, by fact.
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
    pub(super) count: DayCount,
    /// First and last day.
    pub(super) period: (Day, Day),
}

impl View<'_> {
    pub(super) fn day(&self, spot: Spot, case: usize) -> Option<Day> {
        let fact = match spot {
            Spot::Fact(fact) => fact,
            Spot::From => self.from?,
            Spot::To => self.to?,
        };
        self.cases.day(fact, case)
    }

    fn in_period(&self, day: Day) -> bool {
        (self.period.0..=self.period.1).contains(&day)
    }

    /// Whether a case belongs to the period.
    pub(super) fn is_member(&self, member: Member, case: usize) -> bool {
        let cases = self.cases;
        match member {
            Member::On(spot) => self.day(spot, case).is_some_and(|day| self.in_period(day)),
            Member::Begun => cases
                .day(cases.start, case)
                .is_some_and(|day| day <= self.period.1),
            Member::Active => {
                let end = cases.end.and_then(|end| cases.day(end, case));
                cases
                    .day(cases.start, case)
                    .is_some_and(|day| day <= self.period.1)
                    && end.is_none_or(|day| day >= self.period.0)
            }
        }
    }

    /// Days from one to the other, where both are known.
    pub(super) fn days(&self, span: Span, case: usize) -> Option<i64> {
        let (from, to) = (self.day(span.from, case)?, self.day(span.to, case)?);
        let count = span.count.unwrap_or(self.count);
        Some(self.clock.between(from, to, count))
    }

    pub(super) fn passes_all(&self, tests: &[Test], case: usize, person: &[usize]) -> bool {
        tests.iter().all(|test| self.passes(test, case, person))
    }

    /// Whether a case passes; `person` holds the person's cases in the period.
    pub(super) fn passes(&self, test: &Test, case: usize, person: &[usize]) -> bool {
        let cases = self.cases;
        match test {
            Test::Is(fact, values) => {
                let seen = cases.codes.text(cases.values[*fact][case]);
                values.iter().any(|value| value == seen)
            }
            Test::Known(spot) => self.day(*spot, case).is_some(),
            Test::InPeriod(spot) => self.day(*spot, case).is_some_and(|day| self.in_period(day)),
            Test::Open => {
                let end = cases.end.and_then(|end| cases.day(end, case));
                let begun = cases.day(cases.start, case);
                begun.is_some_and(|day| day <= self.period.1)
                    && end.is_none_or(|day| day > self.period.1)
            }
            Test::Days { span, least, most } => self.in_days(*span, *least, *most, case),
            Test::Months { from, to, most } => {
                let (from, to) = (self.day(*from, case), self.day(*to, case));
                from.zip(to)
                    .is_some_and(|(from, to)| to >= from && to <= clock::months_later(from, *most))
            }
            Test::Followed { from, months } => self
                .day(*from, case)
                .is_some_and(|day| clock::months_later(day, *months) <= cases.until),
            Test::Due {
                from,
                days,
                count,
                closed,
            } => {
                let closed = closed.and_then(|closed| self.day(closed, case));
                self.day(*from, case).is_some_and(|day| {
                    let limit = WorkingDays::limit(day, *days, count.unwrap_or(self.count));
                    limit <= cases.until && closed.is_none_or(|closed| closed > limit)
                })
            }
            Test::Age { born, on, from, to } => {
                let (born, on) = (self.day(*born, case), self.day(*on, case));
                born.zip(on).is_some_and(|(born, on)| {
                    let age = age(born, on);
                    from.is_none_or(|from| age >= from) && to.is_none_or(|to| age <= to)
                })
            }
            Test::MonthAfter { months, after, by } => self.day(*after, case).is_some_and(|day| {
                let month = clock::month_number(clock::day(day)) + by;
                self.has_month(cases.months[*months][case], month)
            }),
            Test::MonthsIn { months, least } => {
                let first = clock::month_number(clock::day(self.period.0));
                let last = clock::month_number(clock::day(self.period.1));
                let bits = cases.months[*months][case];
                let there = (first..=last).filter(|month| self.has_month(bits, *month));
                i64::try_from(there.count()).is_ok_and(|count| count >= *least)
            }
            Test::Times { of, least } => {
                let passing = person.iter().filter(|at| self.passes_all(of, **at, person));
                passing.count() >= *least
            }
            Test::Places { of, least } => {
                let values = &cases.values[*of];
                let mut seen: Vec<i32> = person.iter().map(|at| values[*at]).collect();
                seen.retain(|value| !cases.codes.text(*value).is_empty());
                seen.sort_unstable();
                seen.dedup();
                seen.len() >= *least
            }
            Test::Not(tests) => !tests.iter().any(|test| self.passes(test, case, person)),
            Test::Any(tests) => tests.iter().any(|test| self.passes(test, case, person)),
            Test::All(tests) => self.passes_all(tests, case, person),
        }
    }

    fn in_days(&self, span: Span, least: Option<i64>, most: Option<i64>, case: usize) -> bool {
        let (Some(from), Some(to)) = (self.day(span.from, case), self.day(span.to, case)) else {
            return false;
        };
        let count = span.count.unwrap_or(self.count);
        let over = |days: i64| !self.clock.within(from, to, days, count);
        most.is_none_or(|most| !over(most)) && least.is_none_or(|least| over(least - 1))
    }

    fn has_month(&self, bits: u64, month: i64) -> bool {
        let back = clock::month_number(clock::day(self.cases.until)) - month;
        (0..64).contains(&back) && bits >> (63 - back) & 1 == 1
    }

    /// The cases of a person that belong to the period and pass.
    pub(super) fn members(
        &self,
        member: Member,
        only: &[Test],
        person: Range<usize>,
        found: &mut Vec<usize>,
    ) {
        found.clear();
        found.extend(person.filter(|case| self.is_member(member, *case)));
        if !only.is_empty() && !found.is_empty() {
            let all = found.clone();
            found.retain(|case| self.passes_all(only, *case, &all));
        }
    }
}

/// Age in whole years.
fn age(born: Day, on: Day) -> i64 {
    calendar::full_years(clock::day(born), clock::day(on))
}
