//! What is held of every unit while its register is read: the row that speaks for it so far,
//! its stratum, and where its key is found again. Small, as a register may have ten million.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use crate::calendar::written::Written;
use crate::identity::Identity;
use crate::register::{Record, Value};

/// The row that speaks for a unit so far; ten million of them are held, so they are small.
pub(super) struct Candidate {
    pub(super) key: Identity,
    pub(super) person: Option<Box<Identity>>,
    /// By its place in [`Strata`].
    pub(super) stratum: u32,
    pub(super) row: u64,
    /// What orders the rows of one unit: a day, or a number alone; none sorts first.
    pub(super) order: i64,
}

/// No order: before every day and number.
pub(super) const NO_ORDER: i64 = i64::MIN;

/// The strata as they are met.
#[derive(Default)]
pub(super) struct Strata {
    /// By their values, joined; the values themselves in the order they were met.
    places: HashMap<String, u32>,
    pub(super) values: Vec<Vec<String>>,
    joined: String,
}

impl Strata {
    /// The stratum of a record.
    pub(super) fn of(&mut self, places: &[usize], record: &Record<'_>) -> u32 {
        self.joined.clear();
        for at in places {
            record.values[*at].show_in(&mut self.joined);
            // No export can hold it in a cell that is read as text.
            self.joined.push('\0');
        }
        if let Some(at) = self.places.get(&self.joined) {
            return *at;
        }
        let at = u32::try_from(self.values.len()).expect("there are fewer strata than rows");
        self.places.insert(self.joined.clone(), at);
        let values = places.iter().map(|at| record.values[*at].shown());
        self.values.push(values.collect());
        at
    }

    pub(super) fn values(&self, at: u32) -> &[String] {
        &self.values[place(at)]
    }
}

pub(super) fn place(at: u32) -> usize {
    usize::try_from(at).expect("a place in memory fits")
}

/// Where the row of a unit stands among the candidates. Keys are found by their hash, which
/// costs a quarter of the keys themselves; the rare ones that share one are kept apart.
#[derive(Default)]
pub(super) struct ByKey {
    places: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    others: BTreeMap<Identity, u32>,
}

/// A hash is its own hash.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl ByKey {
    /// The place of a key, which is `next` where the key is new.
    pub(super) fn place(
        &mut self,
        key: &Identity,
        hash: u64,
        next: usize,
        units: &[Candidate],
    ) -> usize {
        let next =
            u32::try_from(next).expect("a register has fewer units than four thousand million");
        let at = *self.places.entry(hash).or_insert(next);
        let is_same = at == next || units[place(at)].key == *key;
        place(if is_same {
            at
        } else {
            *self.others.entry(key.clone()).or_insert(next)
        })
    }
}

/// What orders the rows of one unit; a month comes before its days.
pub(super) fn order(value: &Value<'_>) -> i64 {
    let day = |year: i16, month: i8, day: i8| {
        i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)
    };
    match value {
        Value::Date(Written::Day(date)) => day(date.year(), date.month(), date.day()),
        Value::Date(Written::Month(year, month)) => day(*year, *month, 0),
        Value::Integer(number) => *number,
        Value::Missing | Value::Text(_) | Value::YesNo(_) | Value::Identity(..) => NO_ORDER,
    }
}
