//! Whom a register is about: how many persons on how many rows, of what kind their
//! identities are, and whether one person is written in several ways. Counts only.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use serde::Serialize;
use stickprov::identity::IdentityClass;
use stickprov::register::Value;

/// Beyond so many persons they are no longer told apart.
const MOST: usize = 1_000_000;

/// What the identities of a register are.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Persons {
    /// Different persons; `None` when there are too many to tell apart.
    pub(super) distinct: Option<u64>,
    /// Persons on more than one row.
    pub(super) several_rows: u64,
    /// Persons whose identity is written in more than one way.
    pub(super) several_spellings: u64,
    /// Rows without an identity.
    pub(super) blank: u64,
    pub(super) personnummer: u64,
    pub(super) samordningsnummer: u64,
    pub(super) interim: u64,
    pub(super) bad_check_digit: u64,
    pub(super) other: u64,
}

/// The persons of a register while it is read.
#[derive(Default)]
pub(super) struct Seen {
    counts: Persons,
    persons: HashMap<u64, One>,
    too_many: bool,
}

struct One {
    spelling: u64,
    again: bool,
    otherwise: bool,
}

impl Seen {
    /// Counts an identity; whether its person was written in another way before.
    pub(super) fn see(&mut self, value: &Value<'_>, text: &str) -> bool {
        let Value::Identity(identity, class) = value else {
            self.counts.blank += 1;
            return false;
        };
        let count = match class {
            IdentityClass::Personnummer => &mut self.counts.personnummer,
            IdentityClass::Samordningsnummer => &mut self.counts.samordningsnummer,
            IdentityClass::Interim => &mut self.counts.interim,
            IdentityClass::BadCheckDigit => &mut self.counts.bad_check_digit,
            IdentityClass::Rounded | IdentityClass::Other => &mut self.counts.other,
        };
        *count += 1;
        if self.too_many {
            return false;
        }
        let spelling = hash(text.trim());
        let Some(one) = self.persons.get_mut(&hash(identity)) else {
            self.too_many = self.persons.len() >= MOST;
            let one = One {
                spelling,
                again: false,
                otherwise: false,
            };
            self.persons.insert(hash(identity), one);
            return false;
        };
        if !one.again {
            one.again = true;
            self.counts.several_rows += 1;
        }
        let differs = one.spelling != spelling;
        if differs && !one.otherwise {
            one.otherwise = true;
            self.counts.several_spellings += 1;
        }
        differs
    }

    pub(super) fn counts(mut self) -> Persons {
        let distinct = u64::try_from(self.persons.len()).ok();
        self.counts.distinct = distinct.filter(|_| !self.too_many);
        self.counts
    }
}

fn hash(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
