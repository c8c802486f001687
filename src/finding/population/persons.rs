//! Counts of persons, and of their months: what is kept of each is the row that speaks for
//! the person, and what the condition needs.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::Row;
use super::tally::{Counter, Tally};
use crate::calendar;
use crate::identity::Identity;
use crate::template::Parameters;
use crate::template::population::Values;

/// The row of a person that says where and to which group the person belongs: the first.
struct Speaker {
    row: u64,
    group: Option<String>,
}

impl Speaker {
    fn of(row: &Row<'_>, group: Option<&str>) -> Self {
        Self {
            row: row.number,
            group: group.map(str::to_owned),
        }
    }
}

/// In the order of rows, so that no order of a hash table shows.
fn sorted<T>(persons: HashMap<Identity, T>, row: impl Fn(&T) -> u64) -> Vec<(Identity, T)> {
    let mut persons: Vec<(Identity, T)> = persons.into_iter().collect();
    persons.sort_by_key(|(_, person)| row(person));
    persons
}

/// Persons without a row in another register.
pub(super) struct Unmatched<'a> {
    only: &'a Values,
    filled: &'a [usize],
    persons: HashMap<Identity, Speaker>,
    others: HashSet<Identity>,
}

impl<'a> Unmatched<'a> {
    pub(super) fn new(only: &'a Values, filled: &'a [usize]) -> Self {
        Self {
            only,
            filled,
            persons: HashMap::new(),
            others: HashSet::new(),
        }
    }
}

impl Counter for Unmatched<'_> {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        if let Some(person) = row.person
            && !self.persons.contains_key(person)
        {
            self.persons.insert(person.clone(), Speaker::of(row, group));
        }
    }

    fn other(&mut self, row: &Row<'_>) {
        let filled = self.filled.iter().all(|field| row.is_filled(*field));
        if let Some(person) = row.person.filter(|_| filled && row.has_all(self.only)) {
            self.others.insert(person.clone());
        }
    }

    fn finish(self: Box<Self>) -> Tally {
        let mut tally = Tally::default();
        for (person, speaker) in sorted(self.persons, |speaker| speaker.row) {
            let deviates = !self.others.contains(&person);
            tally.add(speaker.group.as_deref(), deviates, (speaker.row, None));
        }
        tally
    }
}

/// Persons with several rows, near each other where a span is set.
pub(super) struct Repeats<'a> {
    counting: &'a Values,
    on: Option<usize>,
    times: usize,
    months: Option<i64>,
    persons: HashMap<Identity, (Speaker, Vec<Dated>)>,
}

/// A row with its day.
type Dated = (Option<Date>, u64);

impl<'a> Repeats<'a> {
    pub(super) fn new(counting: &'a Values, on: Option<usize>, parameters: &Parameters) -> Self {
        let times = parameters.times.unwrap_or(2).max(1);
        Self {
            counting,
            on,
            times: usize::try_from(times).unwrap_or(usize::MAX),
            months: parameters.months,
            persons: HashMap::new(),
        }
    }

    /// The row that completes the number, where one does.
    fn repeated(&self, rows: &mut [Dated]) -> Option<u64> {
        rows.sort_unstable();
        let Some(months) = self.months else {
            return rows.get(self.times - 1).map(|(_, row)| *row);
        };
        let dated: Vec<(Date, u64)> = rows
            .iter()
            .filter_map(|(day, row)| Some(((*day)?, *row)))
            .collect();
        let mut spans = dated.windows(self.times);
        spans.find_map(|span| {
            let (first, last) = (span.first()?, span.last()?);
            (last.0 <= calendar::plus_months(first.0, months)).then_some(last.1)
        })
    }
}

impl Counter for Repeats<'_> {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        let Some(person) = row.person else { return };
        let (_, rows) = self
            .persons
            .entry(person.clone())
            .or_insert_with(|| (Speaker::of(row, group), Vec::new()));
        if row.has_all(self.counting) {
            rows.push((self.on.and_then(|on| row.day(on)), row.number));
        }
    }

    fn finish(mut self: Box<Self>) -> Tally {
        let mut tally = Tally::default();
        let persons = std::mem::take(&mut self.persons);
        for (_, (speaker, mut rows)) in sorted(persons, |(speaker, _)| speaker.row) {
            let repeated = self.repeated(&mut rows);
            let row = repeated.unwrap_or(speaker.row);
            tally.add(speaker.group.as_deref(), repeated.is_some(), (row, self.on));
        }
        tally
    }
}

/// Persons whose case ended, and began anew.
pub(super) struct Returns {
    ended: usize,
    began: usize,
    months: i64,
    until: Date,
    persons: HashMap<Identity, (Speaker, Vec<Spell>)>,
}

/// One row: when it began and ended.
struct Spell {
    began: Option<Date>,
    ended: Option<Date>,
    row: u64,
}

impl Returns {
    pub(super) fn new(ended: usize, began: usize, months: i64, until: Date) -> Self {
        Self {
            ended,
            began,
            months,
            until,
            persons: HashMap::new(),
        }
    }
}

impl Counter for Returns {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        let Some(person) = row.person else { return };
        let (_, spells) = self
            .persons
            .entry(person.clone())
            .or_insert_with(|| (Speaker::of(row, group), Vec::new()));
        spells.push(Spell {
            began: row.day(self.began),
            ended: row.day(self.ended),
            row: row.number,
        });
    }

    fn finish(mut self: Box<Self>) -> Tally {
        let mut tally = Tally::default();
        let persons = std::mem::take(&mut self.persons);
        for (_, (speaker, spells)) in sorted(persons, |(speaker, _)| speaker.row) {
            let ends: Vec<(Date, Date, u64)> = spells
                .iter()
                .filter_map(|spell| {
                    let ended = spell.ended?;
                    Some((ended, calendar::plus_months(ended, self.months), spell.row))
                })
                .filter(|(_, last, _)| *last <= self.until)
                .collect();
            // Nobody can be said to have stayed away who could not be followed so long.
            if ends.is_empty() {
                continue;
            }
            let mut anew: Vec<(Date, u64)> = spells
                .iter()
                .filter_map(|spell| Some((spell.began?, spell.row)))
                .filter(|(began, row)| {
                    ends.iter()
                        .any(|(ended, last, of)| row != of && began >= ended && began <= last)
                })
                .collect();
            anew.sort_unstable();
            let row = anew.first().map_or(speaker.row, |(_, row)| *row);
            tally.add(
                speaker.group.as_deref(),
                !anew.is_empty(),
                (row, Some(self.began)),
            );
        }
        tally
    }
}

/// Months of persons without a row in another register.
pub(super) struct Months<'a> {
    month: &'a [usize],
    checked: usize,
    only: &'a Values,
    until: Date,
    seen: HashMap<(Identity, Month), Speaker>,
    done: HashSet<(Identity, Month)>,
}

type Month = (i16, i8);

impl<'a> Months<'a> {
    pub(super) fn new(month: &'a [usize], checked: usize, only: &'a Values, until: Date) -> Self {
        Self {
            month,
            checked,
            only,
            until,
            seen: HashMap::new(),
            done: HashSet::new(),
        }
    }
}

impl Counter for Months<'_> {
    fn own(&mut self, row: &Row<'_>, group: Option<&str>) {
        let found = self
            .month
            .iter()
            .find_map(|field| row.value(*field).month());
        let (Some(person), Some((year, month))) = (row.person, found) else {
            return;
        };
        // A month that is not over, or that the registers do not reach, is not due.
        let over = Date::new(year, month, 1).is_ok_and(|day| day.last_of_month() <= self.until);
        if over {
            let key = (person.clone(), (year, month));
            self.seen
                .entry(key)
                .or_insert_with(|| Speaker::of(row, group));
        }
    }

    fn other(&mut self, row: &Row<'_>) {
        let found = row
            .value(self.checked)
            .month()
            .filter(|_| row.has_all(self.only));
        if let (Some(person), Some(month)) = (row.person, found) {
            self.done.insert((person.clone(), month));
        }
    }

    fn finish(self: Box<Self>) -> Tally {
        let mut tally = Tally::default();
        let mut months: Vec<((Identity, Month), Speaker)> = self.seen.into_iter().collect();
        months.sort_by_key(|((_, month), speaker)| (speaker.row, *month));
        for (key, speaker) in months {
            let deviates = !self.done.contains(&key);
            tally.add(speaker.group.as_deref(), deviates, (speaker.row, None));
        }
        tally
    }
}
