//! Who stands in a register and not in the unit register: how many, in which rows, and under
//! which value of the register's place. Where the register awaits its persons in the frame's
//! register, the frame is short of them (under-coverage). Counts and places, never persons.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::plan::{Plan, ScopeRule};
use crate::problem::Place;
use crate::register::Value;
use crate::template::{FieldKind, Register, Template};

/// How many places of unmatched rows are kept.
pub(super) const PLACES_KEPT: usize = 20;

/// The persons of a register who are not in the unit register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strangers {
    /// How many persons, each once.
    pub persons: u64,
    /// Their first rows.
    pub places: Vec<Place>,
    /// The field that says where they belong, if the register has one that the unit register
    /// has too.
    pub field: Option<String>,
    /// How many persons by its values, in their order; a blank one is empty.
    pub by: Vec<(String, u64)>,
    /// What that means for the frame, in a register that awaits its persons there.
    pub coverage: Option<Coverage>,
}

/// Persons that the frame's register should have and has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Awaited on or before the day the unit register reaches to, or on no known day.
    pub missing: u64,
    /// Of those, persons whose place is in scope; `None` where the scope says nothing of it.
    pub missing_in_scope: Option<u64>,
    /// Awaited only after that day: not missing yet.
    pub later: u64,
    /// That day.
    pub until: Date,
}

/// Which fields of a register tell where a person belongs and when one is awaited.
pub(super) struct Told {
    pub(super) place: Option<usize>,
    pub(super) awaited: Option<usize>,
    until: Date,
    /// The values of the place that are in scope.
    in_scope: Option<Vec<String>>,
}

impl Told {
    /// What a register tells, as far as its export `has` the fields.
    pub(super) fn of(
        plan: &Plan,
        template: &Template,
        register: &Register,
        has: &dyn Fn(usize) -> bool,
    ) -> Self {
        let unit = plan.export(plan.unit.export);
        let shared = shared_place(plan, template.register(unit.register), register, has);
        let in_scope = shared.and_then(|(_, theirs)| {
            let mut lines = plan.scope.iter().filter(|line| line.field.field == theirs);
            lines.find_map(|line| match &line.rule {
                ScopeRule::OneOf(values) => Some(values.clone()),
                ScopeRule::Days { .. } | ScopeRule::Numbers { .. } => None,
            })
        });
        Self {
            place: shared.map(|(own, _)| own),
            awaited: register.awaited.filter(|field| has(*field)),
            until: unit.as_of.unwrap_or(plan.reference_date),
            in_scope,
        }
    }
}

/// The first field with the same list of values as a field of the unit register, one that the
/// scope or the strata use before others: its own place in the register, and in the unit's.
fn shared_place(
    plan: &Plan,
    unit: &Register,
    register: &Register,
    has: &dyn Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let used = plan.scope.iter().map(|line| line.field);
    let used = used.chain(plan.strata.iter().copied());
    let theirs = used.map(|field| field.field).chain(0..unit.fields.len());
    let same = |theirs: usize| {
        let values = &unit.fields[theirs].values;
        let own = register.fields.iter().enumerate().find(|(at, field)| {
            field.kind == FieldKind::Code
                && !values.is_empty()
                && field.values == *values
                && has(*at)
        });
        own.map(|(own, _)| (own, theirs))
    };
    theirs.filter(|at| *at < unit.fields.len()).find_map(same)
}

/// The strangers of a register while it is read.
#[derive(Default)]
pub(super) struct Gathered {
    places: Vec<Place>,
    values: BTreeMap<String, u32>,
    /// Person, whether awaited only later, value: eight bytes and a few for every row.
    rows: Vec<(u64, bool, u32)>,
}

impl Gathered {
    /// A row of somebody who is not in the unit register.
    pub(super) fn row(
        &mut self,
        person: u64,
        told: &Told,
        awaited: Option<&Value<'_>>,
        value: Option<&Value<'_>>,
        place: impl FnOnce() -> Place,
    ) {
        if self.places.len() < PLACES_KEPT {
            self.places.push(place());
        }
        let value = value.map(Value::shown).unwrap_or_default();
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let value = *self.values.entry(value).or_insert(next);
        let is_later = awaited
            .and_then(Value::day)
            .is_some_and(|day| day > told.until);
        self.rows.push((person, is_later, value));
    }

    /// Every person once, under the value that sorts first: the order of rows decides nothing.
    pub(super) fn count(mut self, told: &Told, register: &Register) -> Strangers {
        let mut rank = vec![0_u32; self.values.len()];
        let names: Vec<String> = self.values.keys().cloned().collect();
        for (at, seen) in self.values.values().enumerate() {
            if let (Ok(seen), Ok(at)) = (usize::try_from(*seen), u32::try_from(at)) {
                rank[seen] = at;
            }
        }
        for row in &mut self.rows {
            row.2 = usize::try_from(row.2).map_or(0, |seen| rank[seen]);
        }
        self.rows.sort_unstable();
        self.rows.dedup_by_key(|(person, _, _)| *person);
        let mut counts = vec![0_u64; names.len()];
        let (mut later, mut in_scope) = (0, 0);
        for (_, is_later, value) in &self.rows {
            let value = usize::try_from(*value).unwrap_or(0);
            counts[value] += 1;
            later += u64::from(*is_later);
            let is_in = |values: &Vec<String>| values.contains(&names[value]);
            in_scope += u64::from(!is_later && told.in_scope.as_ref().is_some_and(is_in));
        }
        let persons = u64::try_from(self.rows.len()).expect("a count of persons fits");
        Strangers {
            persons,
            places: self.places,
            field: told.place.map(|at| register.fields[at].id.clone()),
            by: match told.place {
                Some(_) => names.into_iter().zip(counts).collect(),
                None => Vec::new(),
            },
            coverage: told.awaited.map(|_| Coverage {
                missing: persons - later,
                missing_in_scope: told.in_scope.as_ref().map(|_| in_scope),
                later,
                until: told.until,
            }),
        }
    }
}
