//! Counts of rows: each is judged by itself, or against the rows of the same minute.

use std::collections::HashMap;

use jiff::civil::Date;

use super::row::identified;
use super::tally::{Counter, Tally};
use super::{Clock, Row};
use crate::calendar;
use crate::finding::criterion::within;
use crate::identity::{self, Identity};
use crate::register::Value;
use crate::template::population::{Over, Pair};
use crate::template::{Parameters, Profile};

/// Rows that are judged one by one.
pub(super) struct Rows<'a> {
    condition: &'a Over,
    parameters: &'a Parameters,
    profiles: &'a [Profile],
    /// The plan sets the age: no profile changes it.
    fixed: bool,
    clock: Clock,
    tally: Tally,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        condition: &'a Over,
        parameters: &'a Parameters,
        (profiles, fixed): (&'a [Profile], bool),
        clock: Clock,
    ) -> Self {
        Self {
            condition,
            parameters,
            profiles,
            fixed,
            clock,
            tally: Tally::default(),
        }
    }

    /// Whether the row is one of those counted (`None`: it is not), and the field that shows
    /// that it deviates, where it does.
    fn judge(&self, row: &Row<'_>) -> Option<Judged> {
        match self.condition {
            Over::Problem { codes } => Some(problem(row, codes)),
            Over::Blank { field, or } => {
                let value = row.value(*field).shown();
                let blank = value.is_empty() || or.contains(&value);
                Some(Judged::of(blank, Some(*field)))
            }
            Over::Order { chains } => out_of_order(row, chains, self.clock.until),
            Over::Pairs {
                of,
                with,
                on,
                pairs,
            } => {
                let day = on
                    .and_then(|on| row.day(on))
                    .unwrap_or(self.clock.reference);
                let valid = |pair: &&Pair| within(pair.valid, day);
                let value = row.value(*of).shown();
                let mut known = pairs.iter().filter(|pair| pair.of == value).filter(valid);
                let first = known.next()?;
                let agrees = std::iter::once(first)
                    .chain(known)
                    .any(|pair| row.has(*with, &pair.with));
                Some(Judged::of(!agrees, Some(*with)))
            }
            Over::Age {
                group,
                on,
                born,
                at_most,
                over,
            } => {
                let age = age(row, *born, row.day(*on)?)?;
                let bound = self.age_bound(row, row.day(*on)?)?;
                let deviates = if row.has(*group, at_most) {
                    age > bound
                } else if row.has(*group, over) {
                    age <= bound
                } else {
                    return None;
                };
                Some(Judged::of(deviates, Some(*group)))
            }
            Over::Fewer { field } => match row.value(*field) {
                Value::Integer(number) => {
                    let fewest = self.parameters.times.unwrap_or(0);
                    Some(Judged::of(*number < fewest, Some(*field)))
                }
                Value::Missing
                | Value::Text(_)
                | Value::Date(_)
                | Value::YesNo(_)
                | Value::Identity(..) => None,
            },
            Over::Unmatched { .. }
            | Over::Indicator { .. }
            | Over::ControlTotal
            | Over::Repeats { .. }
            | Over::Returns { .. }
            | Over::Together { .. }
            | Over::Months { .. } => None,
        }
    }
}

impl Rows<'_> {
    /// The age that parts the groups, by the profile that holds for the row's values.
    fn age_bound(&self, row: &Row<'_>, day: Date) -> Option<i64> {
        let holds = |profile: &&Profile| {
            within(profile.valid, day)
                && profile
                    .only_for
                    .iter()
                    .all(|(field, values)| row.has(field.field, values))
        };
        let profile = self.profiles.iter().find(holds);
        let set = profile.and_then(|profile| profile.age);
        set.filter(|_| !self.fixed).or(self.parameters.age)
    }
}

/// What was found of one row.
struct Judged {
    deviates: bool,
    field: Option<usize>,
}

impl Judged {
    fn of(deviates: bool, field: Option<usize>) -> Self {
        Self { deviates, field }
    }
}

impl Counter for Rows<'_> {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        if let Some(judged) = self.judge(row) {
            self.tally
                .add(group, judged.deviates, (row.number, judged.field));
        }
    }

    fn finish(self: Box<Self>) -> Tally {
        self.tally
    }
}

fn problem(row: &Row<'_>, codes: &[String]) -> Judged {
    let named = |code: &str| codes.iter().any(|one| one == code);
    if row.nameless && named("no-identity") {
        return Judged::of(true, Some(row.fields[0].field));
    }
    let fault = row.faults.iter().find(|(_, code)| named(code));
    Judged::of(
        fault.is_some(),
        fault.map(|(ask, _)| row.fields[*ask].field),
    )
}

/// Rows with any of the dates; the first later step that is dated before an earlier one, or
/// after the day to which the register reaches.
fn out_of_order(row: &Row<'_>, chains: &[Vec<usize>], until: Date) -> Option<Judged> {
    let mut seen = false;
    for chain in chains {
        let mut last: Option<Date> = None;
        for field in chain {
            let Some(day) = row.day(*field) else { continue };
            seen = true;
            if last.is_some_and(|last| day < last) || day > until {
                return Some(Judged::of(true, Some(*field)));
            }
            last = Some(day);
        }
    }
    seen.then(|| Judged::of(false, None))
}

/// Full years on a day, by the date of birth or the personnummer.
fn age(row: &Row<'_>, born: Option<usize>, on: Date) -> Option<i64> {
    let by_number = || {
        row.person
            .and_then(|person| identity::birth_date(person.expose()))
    };
    let born = born.and_then(|field| row.day(field)).or_else(by_number)?;
    Some(calendar::full_years(born, on))
}

/// Rows of different persons with the same key at almost the same time.
pub(super) struct Together<'a> {
    key: &'a [usize],
    day: usize,
    time: usize,
    seconds: i64,
    seen: HashMap<(Date, Vec<String>), Vec<Registered>>,
}

struct Registered {
    second: i64,
    person: Identity,
    row: u64,
    group: Option<String>,
}

impl<'a> Together<'a> {
    pub(super) fn new(key: &'a [usize], day: usize, time: usize, seconds: i64) -> Self {
        Self {
            key,
            day,
            time,
            seconds,
            seen: HashMap::new(),
        }
    }
}

impl Counter for Together<'_> {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        let key: Vec<String> = self
            .key
            .iter()
            .map(|field| identified(row.value(*field)))
            .collect();
        let (Some(person), Some(day)) = (row.person, row.day(self.day)) else {
            return;
        };
        let Some(second) = calendar::written::second_of_day(&row.value(self.time).shown()) else {
            return;
        };
        if key.iter().any(String::is_empty) {
            return;
        }
        self.seen.entry((day, key)).or_default().push(Registered {
            second,
            person: person.clone(),
            row: row.number,
            group: group.map(str::to_owned),
        });
    }

    fn finish(self: Box<Self>) -> Tally {
        let mut tally = Tally::default();
        let mut all: Vec<Vec<Registered>> = self.seen.into_values().collect();
        // The order in which keys are gone through decides nothing; it is fixed all the same.
        all.sort_by_key(|rows| rows.first().map(|first| first.row));
        for mut rows in all {
            rows.sort_by_key(|one| (one.second, one.row));
            for (at, one) in rows.iter().enumerate() {
                let before = rows[..at].iter().rev();
                let before = before.take_while(|other| one.second - other.second <= self.seconds);
                let after = rows[at..].iter();
                let after = after.take_while(|other| other.second - one.second <= self.seconds);
                // A row stands among those after itself, and is the same person's.
                let deviates = before.chain(after).any(|other| other.person != one.person);
                tally.add(one.group.as_deref(), deviates, (one.row, Some(self.time)));
            }
        }
        tally
    }
}
