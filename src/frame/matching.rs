//! Who of one register is found in another. Identities are compared by numbers of 64 bits, which
//! cost eight bytes a person; the counts are given, never the persons.

use std::collections::BTreeMap;

use super::build::rows_of_parts;
use super::protected::Marks;
use super::strangers::{Gathered, PLACES_KEPT, Strangers, Told};
use super::units::mark;
use super::{Frame, NO_IDENTITY, Reason, Reconciliation, Unit, Units};
use crate::identity::Identity;
use crate::plan::{Export, ExportRef, Plan};
use crate::problem::{Place, Problem, Result};
use crate::register::{self, Ask, Linked, Locator, Reading, Sources, Value};
use crate::template::{Link, RegisterRef, Template};

use super::texts;

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
    /// Persons of the unit register that are found in it, also outside the scope.
    pub persons_matched: u64,
    /// Units of the frame that are found in it.
    pub units_matched: u64,
    /// Units of the frame that are not.
    pub units_unmatched: u64,
    /// The first rows of the unit register whose unit is not found in it.
    pub unit_places: Vec<Place>,
    /// Who stands in it and not in the unit register.
    pub strangers: Strangers,
    /// The rows of the units that are not found in it, in order, and where they stand.
    unmatched: Vec<u64>,
    unit_rows: Locator,
}

impl Matching {
    /// Leaves units out that are left out of the frame, by their rows, in order.
    pub(super) fn without(&mut self, left_out: &[u64]) {
        let before = self.unmatched.len();
        self.unmatched
            .retain(|row| left_out.binary_search(row).is_err());
        let count = |n: usize| u64::try_from(n).expect("a count of units fits");
        let unmatched = before - self.unmatched.len();
        self.units_unmatched = count(self.unmatched.len());
        self.units_matched -= count(left_out.len() - unmatched);
        self.unit_places = first_places(&self.unmatched, &self.unit_rows);
    }
}

/// Everybody in the unit register, also outside the scope, and the numbers by which other
/// registers name them.
#[derive(Default)]
pub(super) struct Known {
    persons: Vec<u64>,
    sorted: bool,
    /// By field of the unit register: hash of its value and hash of the person.
    links: BTreeMap<usize, Vec<(u64, u64)>>,
}

impl Known {
    /// The fields of the unit register through which other exports of the plan reach its
    /// persons.
    pub(super) fn linking_fields(plan: &Plan, template: &Template) -> Vec<usize> {
        let register = plan.export(plan.unit.export).register;
        let via = |other: RegisterRef| match template.register(other).link {
            Link::Via { other, .. } if other.register == register => Some(other.field),
            Link::Via { .. } | Link::Identity(_) => None,
        };
        let exports = plan.registers.iter().map(|export| export.register);
        let mut fields: Vec<usize> = exports.filter_map(via).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    pub(super) fn person(&mut self, key: &Identity) {
        self.persons.push(mark(key));
    }

    pub(super) fn link(&mut self, field: usize, value: &Value<'_>, key: &Identity) {
        if let Some(number) = mark_of(value) {
            let links = self.links.entry(field).or_default();
            links.push((number, mark(key)));
        }
    }

    fn sort(&mut self) {
        if !self.sorted {
            self.persons.sort_unstable();
            self.persons.dedup();
            for links in self.links.values_mut() {
                // Of two persons with one number the later in the order of hashes counts:
                // the order of rows decides nothing.
                links.sort_unstable();
                links.dedup();
            }
            self.sorted = true;
        }
    }

    fn has(&self, person: u64) -> bool {
        self.persons.binary_search(&person).is_ok()
    }

    /// The persons whom a number of a field stands for, in the order of their hashes.
    fn linked(&self, field: usize, number: u64) -> impl DoubleEndedIterator<Item = u64> {
        let links = self.links.get(&field).map_or(&[][..], Vec::as_slice);
        let start = links.partition_point(|(seen, _)| *seen < number);
        let end = links.partition_point(|(seen, _)| *seen <= number);
        links[start..end].iter().map(|(_, person)| *person)
    }
}

/// Another register, read.
pub(super) struct Matcher {
    pub(super) read: Reading,
    with_identity: u64,
    rows_matched: u64,
    found: Vec<u64>,
    strangers: Strangers,
    /// Of whom some row says that the person's data are protected.
    pub(super) protected: Vec<u64>,
    /// Whether the register has a field that says so.
    pub(super) tells_protection: bool,
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
        let rows_stand = opened.locator();
        let register = template.register(plan.export(at).register);
        let told = Told::of(plan, template, register, &|field| opened.has(field));
        let mut asks = vec![Ask::identity(field)];
        let mut place_of = |field: Option<usize>| {
            field.map(|field| {
                asks.push(Ask::value(field));
                asks.len() - 1
            })
        };
        let (place, awaited) = (place_of(told.place), place_of(told.awaited));
        let marks = Marks::ask(register, &opened, &mut asks);
        let mut protected = Vec::new();
        let (mut with_identity, mut rows_matched) = (0, 0);
        let mut found: Vec<u64> = Vec::new();
        let mut strangers = Gathered::default();
        let mut nameless: Vec<u64> = Vec::new();
        let mut read = opened.records(&asks, &mut |record| {
            let Some(number) = mark_of(&record.values[0]) else {
                nameless.push(record.row);
                return Ok(());
            };
            with_identity += 1;
            let person = match through {
                None => Some(number),
                Some(other) => known.linked(other.field, number).next_back(),
            };
            if marks.protect(record.values) {
                match through {
                    None => protected.push(number),
                    Some(other) => protected.extend(known.linked(other.field, number)),
                }
            }
            if let Some(person) = person.filter(|person| known.has(*person)) {
                rows_matched += 1;
                found.push(person);
            } else {
                let value = |at: Option<usize>| at.map(|at| &record.values[at]);
                strangers.row(number, &told, value(awaited), value(place), || {
                    rows_stand.place(record.row, None)
                });
            }
            Ok(())
        })?;
        for row in nameless {
            let place = rows_stand.place(row, None);
            let what = texts::no_identity();
            read.problems.add(Problem {
                code: "no-identity",
                what,
                place,
            });
        }
        found.sort_unstable();
        found.dedup();
        Ok(Self {
            read,
            with_identity,
            rows_matched,
            found,
            strangers: strangers.count(&told, register),
            protected,
            tells_protection: marks.any(),
        })
    }

    pub(super) fn reconcile(&self, export: &Export) -> Reconciliation {
        let rejected = self.read.rows - self.with_identity;
        Reconciliation {
            register: export.id.clone(),
            read: self.read.rows,
            parts: rows_of_parts(&self.read),
            kept: self.with_identity,
            excluded: Vec::new(),
            rejected: vec![Reason {
                reason: NO_IDENTITY.to_owned(),
                count: rejected,
            }],
        }
    }

    /// What was found, for the units of the frame; `unit` is where their rows stand.
    pub(super) fn matching(&mut self, export: &Export, units: &Units, unit: &Locator) -> Matching {
        let is_missing = |unit: &Unit| self.found.binary_search(&mark(unit.person())).is_err();
        let missing = units.iter().filter(is_missing);
        let mut rows: Vec<u64> = missing.map(|unit| unit.row).collect();
        let matched = units.len() - rows.len();
        rows.sort_unstable();
        let count = |n: usize| u64::try_from(n).expect("a count of units fits");
        Matching {
            register: export.id.clone(),
            file: export.name(),
            rows: self.with_identity,
            rows_matched: self.rows_matched,
            persons_matched: count(self.found.len()),
            units_matched: count(matched),
            units_unmatched: count(rows.len()),
            unit_places: first_places(&rows, unit),
            strangers: std::mem::take(&mut self.strangers),
            unmatched: rows,
            unit_rows: unit.clone(),
        }
    }
}

impl Frame {
    /// How many units there are.
    pub fn population(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.population).sum()
    }
}

fn first_places(rows: &[u64], stand: &Locator) -> Vec<Place> {
    let rows = rows.iter().take(PLACES_KEPT);
    rows.map(|row| stand.place(*row, None)).collect()
}

/// The mark of an identity, or of a number read as a text, so that both sides of a link agree.
fn mark_of(value: &Value<'_>) -> Option<u64> {
    match value {
        Value::Identity(identity, _) => Some(mark(identity)),
        Value::Text(text) => Identity::from_text(text).map(|identity| mark(&identity)),
        Value::Integer(_) => Identity::from_text(&value.shown()).map(|identity| mark(&identity)),
        Value::Missing | Value::Date(_) | Value::YesNo(_) => None,
    }
}
