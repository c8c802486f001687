//! Who of one register is found in another. Identities are compared by 64-bit hashes, which
//! cost eight bytes a person; the counts are given, never the persons.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{Frame, NO_IDENTITY, Reason, Reconciliation, Unit};
use crate::identity::Identity;
use crate::plan::{Export, ExportRef, Plan};
use crate::problem::{Place, Problem, Result};
use crate::register::{self, Ask, Linked, Sources, Value};
use crate::table::Read;
use crate::template::{Link, RegisterRef, Template};

use super::texts;

/// How many places of unmatched rows are kept.
const PLACES_KEPT: usize = 20;

/// Who is found in a register besides the unit register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// The plan's id of the register.
    pub register: String,
    /// Its file.
    pub file: String,
    /// Its rows with an identity.
    pub rows: u64,
    /// Of those, rows of somebody who is in the unit register.
    pub rows_matched: u64,
    /// Units of the frame that are found in it.
    pub units_matched: u64,
    /// Units of the frame that are not.
    pub units_unmatched: u64,
    /// The first rows of somebody who is not in the unit register.
    pub places: Vec<Place>,
}

/// Everybody in the unit register, also outside the scope, and the numbers by which other
/// registers name them.
#[derive(Default)]
pub(super) struct Known {
    persons: Vec<u64>,
    sorted: bool,
    /// By field of the unit register: hash of its value → hash of the person.
    links: BTreeMap<usize, BTreeMap<u64, u64>>,
}

impl Known {
    /// The fields of a register through which other registers reach its persons.
    pub(super) fn linking_fields(template: &Template, register: RegisterRef) -> Vec<usize> {
        let mut fields: Vec<usize> = template
            .registers
            .iter()
            .filter_map(|other| match other.link {
                Link::Via { other, .. } if other.register == register => Some(other.field),
                Link::Via { .. } | Link::Identity(_) => None,
            })
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    pub(super) fn person(&mut self, key: &Identity) {
        self.persons.push(hash(key));
    }

    pub(super) fn link(&mut self, field: usize, value: &Value<'_>, key: &Identity) {
        if let Some(number) = hash_of(value) {
            self.links
                .entry(field)
                .or_default()
                .insert(number, hash(key));
        }
    }

    fn sort(&mut self) {
        if !self.sorted {
            self.persons.sort_unstable();
            self.persons.dedup();
            self.sorted = true;
        }
    }

    fn has(&self, person: u64) -> bool {
        self.persons.binary_search(&person).is_ok()
    }
}

/// Another register, read.
pub(super) struct Matcher {
    pub(super) read: Read,
    with_identity: u64,
    rows_matched: u64,
    found: Vec<u64>,
    places: Vec<Place>,
}

impl Matcher {
    pub(super) fn read(
        plan: &Plan,
        template: &Template,
        at: ExportRef,
        known: &mut Known,
        sources: Sources<'_>,
    ) -> Result<Self> {
        known.sort();
        let Linked {
            mut opened,
            field,
            via: through,
        } = register::open_linked(plan, template, at, sources)?;
        let description = opened.describe().clone();
        let mut matcher = Self {
            read: Read::default(),
            with_identity: 0,
            rows_matched: 0,
            found: Vec::new(),
            places: Vec::new(),
        };
        let mut nameless: Vec<u64> = Vec::new();
        let mut read = opened.records(&[Ask::identity(field)], &mut |record| {
            let Some(number) = hash_of(&record.values[0]) else {
                nameless.push(record.row);
                return Ok(());
            };
            matcher.with_identity += 1;
            let person = match through {
                None => Some(number),
                Some(other) => known
                    .links
                    .get(&other.field)
                    .and_then(|links| links.get(&number))
                    .copied(),
            };
            match person.filter(|person| known.has(*person)) {
                Some(person) => {
                    matcher.rows_matched += 1;
                    matcher.found.push(person);
                }
                None if matcher.places.len() < PLACES_KEPT => {
                    matcher.places.push(description.place(record.row, None));
                }
                None => {}
            }
            Ok(())
        })?;
        for row in nameless {
            let place = description.place(row, None);
            let what = texts::no_identity();
            read.problems.add(Problem {
                code: "no-identity",
                what,
                place,
            });
        }
        matcher.found.sort_unstable();
        matcher.found.dedup();
        matcher.read = read;
        Ok(matcher)
    }

    pub(super) fn reconcile(&self, export: &Export) -> Reconciliation {
        let rejected = self.read.rows - self.with_identity;
        Reconciliation {
            register: export.id.clone(),
            read: self.read.rows,
            kept: self.with_identity,
            excluded: Vec::new(),
            rejected: vec![Reason {
                reason: NO_IDENTITY.to_owned(),
                count: rejected,
            }],
        }
    }

    pub(super) fn matching(&self, export: &Export, units: &[Unit], known: &Known) -> Matching {
        debug_assert!(
            known.sorted,
            "the persons were sorted before the first register was read"
        );
        let matched = units
            .iter()
            .filter(|unit| self.found.binary_search(&hash(unit.person())).is_ok())
            .count();
        let matched = u64::try_from(matched).expect("a count of units fits");
        let all = u64::try_from(units.len()).expect("a count of units fits");
        Matching {
            register: export.id.clone(),
            file: export.file.clone(),
            rows: self.with_identity,
            rows_matched: self.rows_matched,
            units_matched: matched,
            units_unmatched: all - matched,
            places: self.places.clone(),
        }
    }
}

impl Frame {
    /// How many units there are.
    pub fn population(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.population).sum()
    }
}

fn hash(key: &Identity) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The hash of an identity, or of a number read as a text, so that both sides of a link agree.
fn hash_of(value: &Value<'_>) -> Option<u64> {
    match value {
        Value::Identity(identity, _) => Some(hash(identity)),
        Value::Text(text) => Identity::from_text(text).map(|identity| hash(&identity)),
        Value::Integer(_) => Identity::from_text(&value.shown()).map(|identity| hash(&identity)),
        Value::Missing | Value::Date(_) | Value::YesNo(_) => None,
    }
}
