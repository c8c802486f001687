//! What is held of every row in scope while the unit register is read, and how of several
//! rows of one unit the one is found that speaks for it. Small, as a register may have ten
//! million; in parts by key, so that the rows of a unit are found by sorting a part that fits
//! into a processor's cache instead of by looking into all of memory for each.

use std::collections::HashMap;
use std::thread;

use zeroize::Zeroize as _;

use super::units::{RowAndStratum, hash_bits};
use crate::calendar::written::Written;
use crate::plan::IfSeveral;
use crate::register::{Record, Value};
use crate::template::Recent;

/// A row in scope.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// The unit's key, as [`Keys`](super::units::Keys) numbers it.
    pub(super) key: u64,
    /// The lower, the rather it speaks for the unit.
    pub(super) rank: i64,
    pub(super) place: RowAndStratum,
}

/// No order: after every day and number, whichever way they go.
const NO_RANK: i64 = i64::MAX;

/// The rank of a row by the value that orders the rows of a unit.
pub(super) fn rank(rule: IfSeveral, order: Option<i64>) -> i64 {
    match (rule, order) {
        (_, None) => NO_RANK,
        (IfSeveral::Latest | IfSeveral::Error, Some(order)) => !order,
        (IfSeveral::Earliest, Some(order)) => order,
    }
}

/// The rows in scope, in parts.
pub(super) struct Candidates {
    parts: Vec<Part>,
    /// Whether every row of a unit is needed, also those that cannot speak for it.
    keeps_all: bool,
    /// Rows that gave way while others were read.
    gone: u64,
}

/// Rows whose keys fall into one part.
#[derive(Default)]
struct Part {
    rows: Vec<Candidate>,
    /// How many rows there may be before those that cannot speak any more go.
    room: usize,
}

/// How many bits of a key's hash choose its part.
const PART_BITS: u32 = 8;
/// So many rows are worth a second thread.
const MANY: usize = if cfg!(test) { 8 } else { 50_000 };
/// A part with fewer rows is let be.
const FEWEST: usize = 4096;
/// A part grows by a fourth, not to its double: memory counts for more than moving does.
const GROWTH: usize = 4;

impl Candidates {
    pub(super) fn new(keeps_all: bool) -> Self {
        Self {
            parts: (0..1 << PART_BITS).map(|_| Part::default()).collect(),
            keeps_all,
            gone: 0,
        }
    }

    pub(super) fn push(&mut self, candidate: Candidate) {
        let part = &mut self.parts[hash_bits(candidate.key, PART_BITS)];
        if part.rows.len() == part.rows.capacity() {
            if !self.keeps_all && part.rows.len() >= part.room.max(FEWEST) {
                self.gone += part.tidy();
            }
            part.rows.reserve_exact(part.rows.len() / GROWTH + 16);
        }
        part.rows.push(candidate);
    }

    /// Sorts every part; where there are many rows, another thread sorts half of them.
    fn sort(&mut self) {
        let rows: usize = self.parts.iter().map(|part| part.rows.len()).sum();
        let middle = self.parts.len() / 2;
        let sort = |parts: &mut [Part]| parts.iter_mut().for_each(Part::sort);
        let (first, rest) = self.parts.split_at_mut(middle);
        let beside = rows >= MANY
            && thread::scope(|scope| {
                let beside = thread::Builder::new().spawn_scoped(scope, || sort(rest));
                sort(first);
                beside.is_ok()
            });
        if !beside {
            sort(&mut self.parts);
        }
    }

    /// Every unit's rows that are left, those that speak for it rather first, and those of one
    /// rank by their row; the units in an order that the order of rows has no part in.
    pub(super) fn each_unit(mut self, each: &mut dyn FnMut(&[Candidate])) -> u64 {
        self.sort();
        for part in &self.parts {
            for rows in part.rows.chunk_by(|a, b| a.key == b.key) {
                each(rows);
            }
        }
        self.gone
    }
}

impl Part {
    fn sort(&mut self) {
        self.rows
            .sort_unstable_by_key(|row| (row.key, row.rank, row.place));
    }

    /// Lets go of the rows that another of their unit goes before; how many.
    fn tidy(&mut self) -> u64 {
        self.sort();
        let before = self.rows.len();
        let mut first: Option<(u64, i64)> = None;
        self.rows.retain(|row| match first {
            Some((key, rank)) if key == row.key => rank == row.rank,
            Some(_) | None => {
                first = Some((row.key, row.rank));
                true
            }
        });
        let gone = before - self.rows.len();
        // Where few go, it is tried again only when there are many more.
        let many = gone * 4 > before;
        self.room = self.rows.len() * if many { 2 } else { 4 };
        u64::try_from(gone).expect("a count of rows fits")
    }
}

/// What stood in memory is overwritten when it is no longer needed.
impl Drop for Part {
    fn drop(&mut self) {
        for row in &mut self.rows {
            row.key.zeroize();
        }
    }
}

/// The strata as they are met.
#[derive(Default)]
pub(super) struct Strata {
    /// By their values, joined; the values themselves in the order they were met.
    places: HashMap<String, usize>,
    pub(super) values: Vec<Vec<String>>,
    joined: String,
    recent: Recent<usize>,
}

impl Strata {
    /// The stratum of a record.
    pub(super) fn of(&mut self, places: &[usize], record: &Record<'_>) -> usize {
        self.joined.clear();
        for at in places {
            record.values[*at].show_in(&mut self.joined);
            // No export can hold it in a cell that is read as text.
            self.joined.push('\0');
        }
        if let Some(at) = self.recent.get(&self.joined) {
            return at;
        }
        if let Some(at) = self.places.get(&self.joined) {
            self.recent.keep(&self.joined, *at);
            return *at;
        }
        let at = self.values.len();
        self.places.insert(self.joined.clone(), at);
        let values = places.iter().map(|at| record.values[*at].shown());
        self.values.push(values.collect());
        at
    }

    pub(super) fn values(&self, at: usize) -> &[String] {
        &self.values[at]
    }
}

/// What orders the rows of one unit; a month comes before its days.
pub(super) fn order(value: &Value<'_>) -> Option<i64> {
    let day = |year: i16, month: i8, day: i8| {
        i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)
    };
    match value {
        Value::Date(Written::Day(date)) => Some(day(date.year(), date.month(), date.day())),
        Value::Date(Written::Month(year, month)) => Some(day(*year, *month, 0)),
        Value::Integer(number) => Some(*number),
        Value::Missing | Value::Text(_) | Value::YesNo(_) | Value::Identity(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of one unit as (order, row), and what is left of them: the rank of each by the rule.
    fn left(rule: IfSeveral, keeps_all: bool, rows: &[(Option<i64>, u64)]) -> (Vec<u64>, u64) {
        let mut candidates = Candidates::new(keeps_all);
        for (order, row) in rows {
            candidates.push(Candidate {
                key: 199_012_102_399,
                rank: rank(rule, *order),
                place: RowAndStratum::new(*row, 0),
            });
        }
        let mut left = Vec::new();
        let gone = candidates.each_unit(&mut |rows| {
            left.extend(rows.iter().map(|row| row.place.row()));
        });
        (left, gone)
    }

    #[test]
    fn the_row_that_speaks_stands_first() {
        let rows = [
            (Some(2), 2),
            (None, 3),
            (Some(9), 4),
            (Some(9), 5),
            (Some(1), 6),
        ];
        assert_eq!(left(IfSeveral::Latest, true, &rows).0, [4, 5, 2, 6, 3]);
        assert_eq!(left(IfSeveral::Earliest, true, &rows).0, [6, 2, 4, 5, 3]);
    }

    /// However many rows one unit has, those of the best rank stay and the others are counted.
    #[test]
    fn rows_that_cannot_speak_any_more_go_and_are_counted() {
        let many = i64::try_from(FEWEST * 5).unwrap();
        let rows: Vec<(Option<i64>, u64)> = (0..many)
            .map(|n| (Some(n / 2), u64::try_from(n).unwrap()))
            .collect();
        let (left, gone) = left(IfSeveral::Latest, false, &rows);
        let best = u64::try_from(many).unwrap() - 2;
        assert_eq!(left[..2], [best, best + 1]);
        assert_eq!(u64::try_from(left.len()).unwrap() + gone, best + 2);
        assert!(left.len() < FEWEST * 3);
    }
}
