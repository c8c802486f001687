//! The units of a population, sixteen bytes each: a register may have ten million persons.
//! A key of twelve digits or of a few letters is its own number; longer ones stand once in a
//! store of their own and are meant by their place in it.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash as _, Hasher};

use zeroize::Zeroize as _;

use crate::identity::Identity;

/// One unit of the population.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its identity.
    pub key: Identity,
    /// Its stratum, by its place in [`Frame::strata`](super::Frame::strata).
    pub stratum: usize,
    /// The row that speaks for it.
    pub row: u64,
    /// The person of that row, where the unit is not the person.
    pub person: Option<Identity>,
}

impl Unit {
    /// The person whom the unit's registers and files are about.
    pub fn person(&self) -> &Identity {
        self.person.as_ref().unwrap_or(&self.key)
    }
}

/// The units in an order of no meaning, which the order of rows has no part in.
#[derive(Debug, Clone, Default)]
pub struct Units {
    held: Vec<Held>,
    /// For each unit, where units are not persons.
    persons: Vec<u64>,
    keys: Keys,
}

/// A unit as it is held.
#[derive(Debug, Clone, Copy)]
struct Held {
    key: u64,
    place: RowAndStratum,
}

/// The row in the upper bits, the stratum in the lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowAndStratum(u64);

const STRATUM_BITS: u32 = 26;
/// How many bits of their hash units are sought by.
const SOUGHT_BITS: u32 = 12;

impl RowAndStratum {
    pub(super) fn new(row: u64, stratum: usize) -> Self {
        let stratum = u64::try_from(stratum).expect("a place in memory fits");
        assert!(
            stratum < 1 << STRATUM_BITS && row < 1 << (u64::BITS - STRATUM_BITS),
            "no register has 67 million strata or 275 thousand million rows"
        );
        Self(row << STRATUM_BITS | stratum)
    }

    pub(super) fn row(self) -> u64 {
        self.0 >> STRATUM_BITS
    }

    pub(super) fn stratum(self) -> usize {
        usize::try_from(self.0 & ((1 << STRATUM_BITS) - 1)).expect("a place in memory fits")
    }
}

impl Units {
    /// Room for so many units with these keys.
    pub(super) fn with_room(units: usize, keys: Keys) -> Self {
        Self {
            held: Vec::with_capacity(units),
            persons: Vec::new(),
            keys,
        }
    }

    /// Adds a unit; its person by number where units are not persons.
    pub(super) fn push(&mut self, key: u64, place: RowAndStratum, person: Option<u64>) {
        self.held.push(Held { key, place });
        self.persons.extend(person);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The unit at a place.
    pub fn get(&self, at: usize) -> Unit {
        let held = self.held[at];
        Unit {
            key: self.keys.identity(held.key),
            stratum: held.place.stratum(),
            row: held.place.row(),
            person: self
                .persons
                .get(at)
                .map(|person| self.keys.identity(*person)),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Unit> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The stratum of the unit at a place.
    pub fn stratum(&self, at: usize) -> usize {
        self.held[at].place.stratum()
    }

    /// The key of the unit at a place.
    #[inline]
    pub fn key(&self, at: usize) -> Identity {
        self.keys.identity(self.held[at].key)
    }

    /// The units of some keys, as far as they are there.
    pub fn find<'k>(&self, keys: impl Iterator<Item = &'k Identity>) -> BTreeMap<Identity, Unit> {
        let mut sought: Vec<u64> = keys.filter_map(|key| self.keys.known(key)).collect();
        sought.sort_unstable();
        // Nearly all units are settled by some bits of their key's hash.
        let mut may_be = vec![false; 1 << SOUGHT_BITS];
        for key in &sought {
            may_be[hash_bits(*key, SOUGHT_BITS)] = true;
        }
        (self.held.iter().enumerate())
            .filter(|(_, held)| {
                may_be[hash_bits(held.key, SOUGHT_BITS)] && sought.binary_search(&held.key).is_ok()
            })
            .map(|(at, _)| self.get(at))
            .map(|unit| (unit.key.clone(), unit))
            .collect()
    }

    /// How many units each of so many strata has.
    pub(super) fn count_strata(&self, strata: usize) -> Vec<u64> {
        let mut counts = vec![0; strata];
        for held in &self.held {
            counts[held.place.stratum()] += 1;
        }
        counts
    }

    /// Leaves out the units that are not to be kept.
    pub(super) fn retain(&mut self, keeps: impl Fn(&Unit) -> bool) {
        let kept: Vec<bool> = self.iter().map(|unit| keeps(&unit)).collect();
        let mut at = kept.iter();
        self.held.retain(|_| at.next() == Some(&true));
        let mut at = kept.iter();
        self.persons.retain(|_| at.next() == Some(&true));
    }

    /// Gives every unit the stratum that its own has become.
    pub(super) fn move_strata(&mut self, place_of: &[usize]) {
        for held in &mut self.held {
            let stratum = place_of[held.place.stratum()];
            held.place = RowAndStratum::new(held.place.row(), stratum);
        }
    }
}

impl FromIterator<Unit> for Units {
    fn from_iter<I: IntoIterator<Item = Unit>>(units: I) -> Self {
        let mut made = Self::default();
        for unit in units {
            let key = made.keys.number(&unit.key);
            let person = unit.person.map(|person| made.keys.number(&person));
            made.push(key, RowAndStratum::new(unit.row, unit.stratum), person);
        }
        made
    }
}

/// What stood in memory is overwritten when it is no longer needed.
impl Drop for Units {
    fn drop(&mut self) {
        for held in &mut self.held {
            held.key.zeroize();
        }
        self.persons.zeroize();
    }
}

/// Keys as numbers: equal keys have equal numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Keys that are no number themselves.
    long: Vec<Identity>,
    /// By their hash, where they stand.
    places: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// Those whose hash another has.
    others: BTreeMap<Identity, u32>,
}

/// The highest byte of a key's number says what it is: nothing for twelve digits, the number
/// of letters of a short text with this bit, or this alone for a place in the store.
const SHORT: u64 = 1 << 63;
const LONG: u64 = 1 << 62;
/// How many letters a short text has at most.
const LETTERS: usize = 7;

impl Keys {
    /// The number of a key.
    pub(super) fn number(&mut self, key: &Identity) -> u64 {
        if let Some(number) = short(key) {
            return number;
        }
        let next = u32::try_from(self.long.len())
            .expect("a register has fewer units than four thousand million");
        let mut at = *self.places.entry(mark(key)).or_insert(next);
        if at != next && self.long[place(at)] != *key {
            at = *self.others.entry(key.clone()).or_insert(next);
        }
        if at == next {
            self.long.push(key.clone());
        }
        LONG | u64::from(at)
    }

    /// The number of a key that has one already.
    fn known(&self, key: &Identity) -> Option<u64> {
        short(key).or_else(|| {
            let at = *self.places.get(&mark(key))?;
            let at = if self.long[place(at)] == *key {
                at
            } else {
                *self.others.get(key)?
            };
            Some(LONG | u64::from(at))
        })
    }

    fn identity(&self, number: u64) -> Identity {
        if number & SHORT != 0 {
            let bytes = number.to_be_bytes();
            let length = usize::from(bytes[0] & 0x7f);
            let text = std::str::from_utf8(&bytes[8 - length..]).expect("it was a text before");
            return Identity::from_text(text).expect("a key is never empty");
        }
        match u32::try_from(number & !LONG) {
            Ok(at) if number & LONG != 0 => self.long[place(at)].clone(),
            Ok(_) | Err(_) => Identity::of_number(number),
        }
    }
}

/// The upper bits of a number's hash: Fibonacci hashing, the product with 2^64 divided by the
/// golden ratio.
pub(super) fn hash_bits(number: u64, bits: u32) -> usize {
    let hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(hash >> (u64::BITS - bits)).expect("a few bits")
}

/// The number of twelve digits or of a few letters.
fn short(key: &Identity) -> Option<u64> {
    key.number().or_else(|| {
        let text = key.expose().as_bytes();
        let length = u64::try_from(text.len()).ok()?;
        let letters = || text.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        (text.len() <= LETTERS).then(|| SHORT | length << 56 | letters())
    })
}

fn place(at: u32) -> usize {
    usize::try_from(at).expect("a place in memory fits")
}

/// By what the identities of two registers are compared: twelve digits are their own number,
/// anything else has a hash of 64 bits.
pub(super) fn mark(key: &Identity) -> u64 {
    key.number().unwrap_or_else(|| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish() | SHORT
    })
}

/// A hash is its own hash.
#[derive(Debug, Clone, Default)]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(key: &str, stratum: usize, row: u64, person: Option<&str>) -> Unit {
        Unit {
            key: Identity::from_text(key).unwrap(),
            stratum,
            row,
            person: person.and_then(Identity::from_text),
        }
    }

    /// Keys of every length come back as they were, each beside its row, stratum and person.
    #[test]
    fn units_come_back_as_they_were() {
        let keys = [
            "1",
            "å",
            "ABCDEFG",
            "\u{e5}\u{e4}\u{f6}",
            "ABCDEFGH",
            "199012102399",
            "000000000000",
            "19901210-2390",
            "a key that is longer than what stands in place",
            "0",
            "00",
        ];
        let made: Units = (0_u64..)
            .zip(keys)
            .map(|(row, key)| unit(key, keys.len(), row * 1_000_000_000, Some("199012102399")))
            .collect();
        assert_eq!(made.len(), keys.len());
        for (at, key) in keys.iter().enumerate() {
            let seen = made.get(at);
            assert_eq!(seen.key.expose(), *key);
            assert_eq!(seen.stratum, keys.len());
            assert_eq!(seen.row, u64::try_from(at).unwrap() * 1_000_000_000);
            assert_eq!(seen.person().expose(), "199012102399");
        }
    }

    /// Equal keys have one number, different keys never.
    #[test]
    fn a_number_stands_for_one_key() {
        let mut keys = Keys::default();
        let texts = [
            "1",
            "01",
            "AAAAAAAA",
            "AAAAAAAB",
            "199012102399",
            "199012102390",
        ];
        let number = |keys: &mut Keys, text| keys.number(&Identity::from_text(text).unwrap());
        let first = texts.map(|text| number(&mut keys, text));
        assert_eq!(first, texts.map(|text| number(&mut keys, text)));
        let different: std::collections::BTreeSet<u64> = first.into_iter().collect();
        assert_eq!(different.len(), texts.len());
    }

    #[test]
    fn some_leave_and_the_others_move() {
        let mut units: Units = [
            unit("a", 0, 1, None),
            unit("b", 1, 2, None),
            unit("c", 2, 3, None),
        ]
        .into_iter()
        .collect();
        units.retain(|unit| unit.key.expose() != "b");
        units.move_strata(&[0, 0, 1]);
        let left: Vec<(String, usize, u64)> = units
            .iter()
            .map(|unit| (unit.key.expose().to_owned(), unit.stratum, unit.row))
            .collect();
        assert_eq!(left, [("a".to_owned(), 0, 1), ("c".to_owned(), 1, 3)]);
    }
}
