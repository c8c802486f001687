//! The cases of a population: its register's rows person by person, each with the facts that
//! the indicators ask for, gathered from all registers that know something of the person.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::clock::{self, Day, NO_DAY};
use super::facts;
use super::kept::{Codes, Kept, Number, Persons, Wanted};
use crate::plan::{ExportRef, Plan};
use crate::problem::{Problems, Result};
use crate::register::Sources;
use crate::template::indicator::{DayOf, Fact, Population};
use crate::template::{FieldKind, FieldRef, Link, RegisterRef, Source, Template};

/// The cases of one population, those of a person beside each other in the order in which
/// they began.
pub(super) struct Cases {
    /// Whose case, as a hash.
    pub(super) persons: Vec<u64>,
    /// By fact: days and codes; empty for months.
    pub(super) values: Vec<Vec<Number>>,
    /// By fact: months as bits, the last one for the month of `until`.
    pub(super) months: Vec<Vec<u64>>,
    /// By fact: whether any register could say.
    pub(super) known: Vec<bool>,
    /// When a case begins, by fact.
    pub(super) start: usize,
    /// When a case ends.
    pub(super) end: Option<usize>,
    pub(super) codes: Codes,
    /// How far the export reaches.
    pub(super) until: Day,
    /// The last month that the export says it was made for, as its last day.
    pub(super) status: Option<Day>,
    /// What was odd in the files.
    pub(super) problems: Problems,
}

/// Reads a population from its export and from the other registers of the plan.
pub(super) fn read(
    plan: &Plan,
    template: &Template,
    population: &Population,
    export: ExportRef,
    sources: Sources<'_>,
) -> Result<Cases> {
    let mut codes = Codes::new();
    let mut wanted: BTreeMap<RegisterRef, Wanted> = BTreeMap::new();
    wanted.insert(population.register, Wanted::default());
    for fact in &population.facts {
        want(fact, population, template, &mut wanted);
    }
    if let Some(field) = population.status_month {
        keep(&mut wanted, population.register, field);
    }
    let ways = Ways::of(plan, template, population, &mut wanted);
    let persons = ways.persons(plan, template, &mut codes, sources)?;
    let own = &wanted[&population.register];
    let mut own = Kept::read(plan, template, export, own, &persons, &mut codes, sources)?;
    let mut problems = std::mem::take(&mut own.read.problems);
    let mut others = BTreeMap::new();
    for (register, wanted) in &wanted {
        let Some(export) = plan.evidence_export(*register) else {
            continue;
        };
        if *register == population.register {
            continue;
        }
        let mut kept = Kept::read(
            plan, template, export, wanted, &persons, &mut codes, sources,
        )?;
        problems.append(std::mem::take(&mut kept.read.problems));
        kept.sort_by_key();
        others.insert(*register, kept);
    }
    let status = population
        .status_month
        .and_then(|field| own.columns.get(&field))
        .and_then(|months| months.iter().copied().filter(|m| *m != NO_DAY).max())
        .map(last_day_of);
    let until = plan.export(export).as_of.unwrap_or(plan.reference_date);
    let mut cases = facts::gather(population, template, own, &others, codes, until);
    cases.status = status;
    cases.problems = problems;
    Ok(cases)
}

/// The last day of a month that is counted from January 1970.
fn last_day_of(month: Number) -> Day {
    clock::months_later(
        clock::number(jiff::civil::date(1970, 1, 1)),
        i64::from(month) + 1,
    ) - 1
}

/// Notes the fields that a fact needs.
fn want(
    fact: &Fact,
    population: &Population,
    template: &Template,
    wanted: &mut BTreeMap<RegisterRef, Wanted>,
) {
    match fact {
        Fact::Value(field) => {
            keep(wanted, field.register, field.field);
            keep_pick(wanted, template, field.register);
        }
        Fact::Months { field, only } => {
            keep(wanted, field.register, field.field);
            for (field, _) in only {
                keep(wanted, field.register, field.field);
            }
        }
        Fact::Day(day) => want_day(day, population, template, wanted),
    }
}

fn want_day(
    day: &DayOf,
    population: &Population,
    template: &Template,
    wanted: &mut BTreeMap<RegisterRef, Wanted>,
) {
    match day {
        DayOf::Next => {}
        DayOf::Born => wanted.entry(population.register).or_default().born = true,
        DayOf::Earliest(days) => {
            for day in days {
                want_day(day, population, template, wanted);
            }
        }
        DayOf::First(sources) => {
            for source in sources.iter().flat_map(Source::single) {
                let Source::Field { field, only, .. } = source else {
                    continue;
                };
                keep(wanted, field.register, field.field);
                for (field, _) in only {
                    keep(wanted, field.register, field.field);
                }
                keep_pick(wanted, template, field.register);
            }
        }
    }
}

/// The field that says which row of a register speaks for the person.
fn keep_pick(
    wanted: &mut BTreeMap<RegisterRef, Wanted>,
    template: &Template,
    register: RegisterRef,
) {
    if let Some(pick) = template.register(register).pick {
        keep(wanted, register, pick.field);
    }
}

fn keep(wanted: &mut BTreeMap<RegisterRef, Wanted>, register: RegisterRef, field: usize) {
    let fields = &mut wanted.entry(register).or_default().fields;
    if !fields.contains(&field) {
        fields.push(field);
    }
}

/// How rows that hold a number reach their person.
struct Ways {
    /// Fields outside the population's register that tie numbers to persons.
    outside: Vec<FieldRef>,
}

impl Ways {
    /// Finds the numbers that are needed; those in the population's own register are kept
    /// with its rows, so that what hangs on one case stays with that case.
    fn of(
        plan: &Plan,
        template: &Template,
        population: &Population,
        wanted: &mut BTreeMap<RegisterRef, Wanted>,
    ) -> Self {
        let mut outside = Vec::new();
        let registers: Vec<RegisterRef> = wanted.keys().copied().collect();
        for register in registers {
            let Link::Via { other, .. } = template.register(register).link else {
                continue;
            };
            if other.register == population.register {
                let links = &mut wanted.entry(population.register).or_default().links;
                if !links.contains(&other.field) {
                    links.push(other.field);
                }
            } else if plan.evidence_export(other.register).is_some() {
                outside.push(other);
            }
        }
        outside.sort_unstable();
        outside.dedup();
        Self { outside }
    }

    fn persons(
        &self,
        plan: &Plan,
        template: &Template,
        codes: &mut Codes,
        sources: Sources<'_>,
    ) -> Result<Persons> {
        let mut persons = Persons::new();
        for field in &self.outside {
            let Some(export) = plan.evidence_export(field.register) else {
                continue;
            };
            let wanted = Wanted {
                links: vec![field.field],
                ..Wanted::default()
            };
            let none = Persons::new();
            let kept = Kept::read(plan, template, export, &wanted, &none, codes, sources)?;
            let numbers = kept.links.get(&field.field).cloned().unwrap_or_default();
            persons.insert(*field, numbers.into_iter().zip(kept.keys).collect());
        }
        Ok(persons)
    }
}

/// Whether a field's values are kept as days or months, which have no code.
pub(super) fn is_time(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Date | FieldKind::Month => true,
        FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Code
        | FieldKind::Codes
        | FieldKind::YesNo
        | FieldKind::Integer
        | FieldKind::Text => false,
    }
}

impl Cases {
    /// The day of a fact.
    pub(super) fn day(&self, fact: usize, case: usize) -> Option<Day> {
        let day = self.values[fact][case];
        (day != NO_DAY).then_some(day)
    }

    /// The cases of each person.
    pub(super) fn by_person(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            let person = *self.persons.get(start)?;
            while self.persons.get(at) == Some(&person) {
                at += 1;
            }
            Some(start..at)
        })
    }

    /// The last day that indicators are about.
    pub(super) fn last_day(&self, reference: Date) -> Day {
        self.status.unwrap_or_else(|| {
            let end = reference.last_of_month();
            clock::number(end)
        })
    }
}
