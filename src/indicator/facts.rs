//! From kept rows to facts: the same order of sources as evidence has, and the same rule for
//! which of several rows speaks. A row of another register that knows only the person belongs
//! to the case during which it happened, or which it led to.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::cases::{Cases, is_time};
use super::clock::{self, Day, NO_DAY};
use super::kept::{BLANK, Codes, Kept, Number};
use crate::problem::Problems;
use crate::template::indicator::{DayOf, Fact, Population};
use crate::template::{FieldRef, Link, Pick, RegisterRef, Source, Template};

/// How many months are kept as bits.
const MONTHS: i64 = 64;

/// What is at hand of one population.
struct Gather<'a> {
    template: &'a Template,
    own: &'a Kept,
    others: &'a BTreeMap<RegisterRef, Kept>,
    codes: &'a Codes,
    starts: Vec<Day>,
    ends: Vec<Day>,
}

pub(super) fn gather(
    population: &Population,
    template: &Template,
    mut own: Kept,
    others: &BTreeMap<RegisterRef, Kept>,
    codes: Codes,
    until: Date,
) -> Cases {
    let day_of = |fact: usize, kept: &Kept| -> Vec<Day> {
        let Fact::Day(day) = &population.facts[fact] else {
            return vec![NO_DAY; kept.len()];
        };
        let bare = Gather {
            template,
            own: kept,
            others,
            codes: &codes,
            starts: Vec::new(),
            ends: Vec::new(),
        };
        (0..kept.len())
            .map(|case| bare.own_day(day, case))
            .collect()
    };
    let starts = day_of(population.start, &own);
    let ends = population.end.map(|end| day_of(end, &own));
    let order = order(&own, &codes, &starts, ends.as_deref());
    let sorted = |days: Vec<Day>| order.iter().map(|at| days[*at]).collect::<Vec<Day>>();
    own.sort(&order);
    let starts = sorted(starts);
    let ends = ends.map_or_else(|| vec![NO_DAY; own.len()], sorted);
    let gather = Gather {
        template,
        own: &own,
        others,
        codes: &codes,
        starts,
        ends,
    };
    let mut values = Vec::new();
    let mut months = Vec::new();
    let mut known = Vec::new();
    let last_month = clock::month_number(until);
    for fact in &population.facts {
        let all = 0..own.len();
        let (mut numbers, mut bits) = (Vec::new(), Vec::new());
        match fact {
            Fact::Day(day) => numbers = all.map(|case| gather.day(day, case)).collect(),
            Fact::Value(field) => numbers = all.map(|case| gather.value(*field, case)).collect(),
            Fact::Months { field, only } => {
                let of = |case| gather.months(*field, only, case, last_month);
                bits = all.map(of).collect();
            }
        }
        values.push(numbers);
        months.push(bits);
        known.push(gather.is_known(fact));
    }
    Cases {
        persons: own.keys.clone(),
        values,
        months,
        known,
        start: population.start,
        end: population.end,
        until: clock::number(until),
        status: None,
        problems: Problems::new(),
        codes,
    }
}

/// Person by person, each person's cases by their start. Where two began on one day, their
/// content decides, so that the order of rows never matters.
fn order(own: &Kept, codes: &Codes, starts: &[Day], ends: Option<&[Day]>) -> Vec<usize> {
    let end = |case: usize| match ends.map(|ends| ends[case]) {
        None | Some(NO_DAY) => Day::MAX,
        Some(day) => day,
    };
    let mut order: Vec<usize> = (0..own.len()).collect();
    order.sort_by(|a, b| {
        let one = |case: usize| (own.keys[case], starts[case], end(case));
        one(*a).cmp(&one(*b)).then_with(|| {
            let columns = own.columns.values();
            let words = |case: usize| {
                let columns = columns.clone();
                columns.map(move |column| (codes.text(column[case]), column[case]))
            };
            // Codes are numbered as they are met; their words are not.
            let plain = |(word, number): (&str, Number)| {
                if word.is_empty() {
                    (String::new(), number)
                } else {
                    (word.to_owned(), 0)
                }
            };
            words(*a).map(plain).cmp(words(*b).map(plain))
        })
    });
    order
}

impl Gather<'_> {
    /// A day from the case's own row alone.
    fn own_day(&self, day: &DayOf, case: usize) -> Day {
        match day {
            DayOf::First(sources) => sources
                .iter()
                .map(|source| self.own_source(source, case))
                .find(|day| *day != NO_DAY)
                .unwrap_or(NO_DAY),
            DayOf::Earliest(days) => earliest(days.iter().map(|day| self.own_day(day, case))),
            DayOf::Next | DayOf::Born => NO_DAY,
        }
    }

    fn own_source(&self, source: &Source, case: usize) -> Day {
        match source {
            Source::Field { field, only, .. } if field.register == self.own.register => {
                self.cell(self.own, field.field, only, case)
            }
            Source::Together(sources) => {
                earliest(sources.iter().map(|source| self.own_source(source, case)))
            }
            Source::Field { .. } | Source::Question(_) => NO_DAY,
        }
    }

    fn day(&self, day: &DayOf, case: usize) -> Day {
        match day {
            DayOf::First(sources) => sources
                .iter()
                .map(|source| self.of_source(source, case))
                .find(|day| *day != NO_DAY)
                .unwrap_or(NO_DAY),
            DayOf::Earliest(days) => earliest(days.iter().map(|day| self.day(day, case))),
            DayOf::Next => self.next(case).unwrap_or(NO_DAY),
            DayOf::Born => self.own.born.get(case).copied().unwrap_or(NO_DAY),
        }
    }

    /// The start of the same person's next case that begins later.
    fn next(&self, case: usize) -> Option<Day> {
        let person = self.own.keys[case];
        (case + 1..self.own.len())
            .take_while(|at| self.own.keys[*at] == person)
            .map(|at| self.starts[at])
            .find(|start| *start > self.starts[case])
    }

    fn of_source(&self, source: &Source, case: usize) -> Day {
        let (field, only, pick) = match source {
            Source::Field { field, only, pick } => (field, only, pick),
            Source::Question(_) => return NO_DAY,
            // Sources of equal standing: the first of their days.
            Source::Together(sources) => {
                return earliest(sources.iter().map(|source| self.of_source(source, case)));
            }
        };
        if field.register == self.own.register {
            return self.cell(self.own, field.field, only, case);
        }
        let Some(kept) = self.others.get(&field.register) else {
            return NO_DAY;
        };
        let rows = self.rows(kept, *field, case);
        if self.template.register(field.register).pick.is_some() {
            let speaking = self.speaking(kept, &rows);
            return speaking.map_or(NO_DAY, |row| self.cell(kept, field.field, only, row));
        }
        let days = rows
            .iter()
            .map(|row| self.cell(kept, field.field, only, *row))
            .filter(|day| *day != NO_DAY);
        match pick {
            Pick::First | Pick::Each => days.min(),
            Pick::Last => days.max(),
        }
        .unwrap_or(NO_DAY)
    }

    fn value(&self, field: FieldRef, case: usize) -> Number {
        let nothing = if is_time(self.template.field(field).kind) {
            NO_DAY
        } else {
            BLANK
        };
        if field.register == self.own.register {
            let column = self.own.columns.get(&field.field);
            return column.map_or(nothing, |column| column[case]);
        }
        let Some(kept) = self.others.get(&field.register) else {
            return nothing;
        };
        let rows = self.rows(kept, field, case);
        let row = self.speaking(kept, &rows).or(rows.first().copied());
        let column = kept.columns.get(&field.field);
        row.zip(column).map_or(nothing, |(row, column)| column[row])
    }

    /// The person's months, the last bit for the month of the last day.
    fn months(
        &self,
        field: FieldRef,
        only: &[(FieldRef, Vec<String>)],
        case: usize,
        last: i64,
    ) -> u64 {
        let (kept, rows) = if field.register == self.own.register {
            (self.own, self.own_rows(case))
        } else {
            let Some(kept) = self.others.get(&field.register) else {
                return 0;
            };
            (kept, self.reached(kept, case))
        };
        let mut bits = 0;
        for row in rows {
            let month = self.cell(kept, field.field, only, row);
            let back = last - i64::from(month);
            if month != NO_DAY && (0..MONTHS).contains(&back) {
                bits |= 1 << (MONTHS - 1 - back);
            }
        }
        bits
    }

    /// All the cases of a case's person.
    fn own_rows(&self, case: usize) -> Range<usize> {
        let person = self.own.keys[case];
        let before = (0..case)
            .rev()
            .take_while(|at| self.own.keys[*at] == person);
        let after = (case..self.own.len()).take_while(|at| self.own.keys[*at] == person);
        case - before.count()..case + after.count()
    }

    /// The rows of another register that reach a case.
    fn reached(&self, kept: &Kept, case: usize) -> Range<usize> {
        if kept.by_person {
            return kept.rows_of(self.own.keys[case]);
        }
        let Link::Via { other, .. } = self.template.register(kept.register).link else {
            return 0..0;
        };
        let number = self.own.links.get(&other.field).map(|column| column[case]);
        number
            .filter(|number| *number != 0)
            .map_or(0..0, |number| kept.rows_of(number))
    }

    /// Of the rows that reach a case, those of its own time: after the case before it ended,
    /// and no later than its own end where another case follows.
    fn rows(&self, kept: &Kept, field: FieldRef, case: usize) -> Vec<usize> {
        let reached = self.reached(kept, case);
        let person = self.own.keys[case];
        let same = |at: usize| self.own.keys.get(at) == Some(&person);
        let follows = same(case + 1);
        let precedes = case > 0 && same(case - 1);
        if !kept.by_person || !follows && !precedes {
            return reached.collect();
        }
        let after = if precedes {
            let (end, start) = (self.ends[case - 1], self.starts[case - 1]);
            if end == NO_DAY { start } else { end }
        } else {
            NO_DAY
        };
        let before = if follows {
            let end = self.ends[case];
            if end == NO_DAY {
                self.starts[case + 1] - 1
            } else {
                end
            }
        } else {
            Day::MAX
        };
        let pick = self.template.register(kept.register).pick;
        let by = pick.map_or(field.field, |pick| pick.field);
        let dates = kept.columns.get(&by);
        let inside = |row: &usize| {
            let day = dates.map_or(NO_DAY, |dates| dates[*row]);
            day == NO_DAY || day > after && day <= before
        };
        reached.filter(inside).collect()
    }

    /// The row that speaks for the person, in registers where one does.
    fn speaking(&self, kept: &Kept, rows: &[usize]) -> Option<usize> {
        let pick = self.template.register(kept.register).pick?;
        let dates = kept.columns.get(&pick.field);
        let day = |row: &usize| dates.map_or(NO_DAY, |dates| dates[*row]);
        let dated = rows.iter().filter(|row| day(row) != NO_DAY);
        let chosen = match pick.pick {
            Pick::First => dated.min_by_key(|row| (day(row), **row)),
            Pick::Last => dated.max_by_key(|row| (day(row), std::cmp::Reverse(**row))),
            Pick::Each => return None,
        };
        chosen.or(rows.first()).copied()
    }

    /// A day or month of a row, where the row has the values.
    fn cell(
        &self,
        kept: &Kept,
        field: usize,
        only: &[(FieldRef, Vec<String>)],
        row: usize,
    ) -> Number {
        let holds = |(of, values): &(FieldRef, Vec<String>)| {
            let column = kept.columns.get(&of.field);
            column.is_some_and(|column| {
                let seen = column[row];
                values
                    .iter()
                    .any(|value| self.codes.known(value) == Some(seen))
            })
        };
        if !only.iter().all(holds) {
            return NO_DAY;
        }
        kept.columns
            .get(&field)
            .map_or(NO_DAY, |column| column[row])
    }

    /// Whether any register could tell a fact.
    fn is_known(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Value(field) | Fact::Months { field, .. } => self.has(*field),
            Fact::Day(day) => self.day_is_known(day),
        }
    }

    fn day_is_known(&self, day: &DayOf) -> bool {
        match day {
            DayOf::Next | DayOf::Born => true,
            DayOf::Earliest(days) => days.iter().any(|day| self.day_is_known(day)),
            DayOf::First(sources) => {
                let mut single = sources.iter().flat_map(Source::single);
                single.any(|source| match source {
                    Source::Field { field, .. } => self.has(*field),
                    Source::Question(_) | Source::Together(_) => false,
                })
            }
        }
    }

    fn has(&self, field: FieldRef) -> bool {
        let kept = if field.register == self.own.register {
            Some(self.own)
        } else {
            self.others.get(&field.register)
        };
        kept.is_some_and(|kept| kept.columns.contains_key(&field.field))
    }
}

/// The earliest of the days that there are.
fn earliest(days: impl Iterator<Item = Day>) -> Day {
    days.filter(|day| *day != NO_DAY).min().unwrap_or(NO_DAY)
}
