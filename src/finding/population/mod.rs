//! What criteria count over whole registers (DESIGN 7): every row is seen once, whoever is
//! reviewed, and nothing but counts and places is kept. A part whose register or columns are
//! not there is not evaluated, never a deviation.

mod persons;
mod rows;
mod tally;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::texts;
use crate::frame;
use crate::identity::Identity;
use crate::lang::Text;
use crate::plan::{ExportRef, Plan};
use crate::problem::{Place, Result};
use crate::register::{self, Ask, Linked, Locator, Sources, Value};
use crate::template::population::{Counted, Over, Population, Values};
use crate::template::{
    BLANK, CriterionRef, FieldRef, Link, Parameters, Profile, RegisterRef, Template,
};
use tally::{Counter, Tally};

/// What one criterion counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The criterion.
    pub criterion: CriterionRef,
    /// What is counted.
    pub counted: Counted,
    /// How many it is about.
    pub rows: u64,
    /// How many deviate.
    pub gaps: u64,
    /// The first of those, in the order of the rows.
    pub places: Vec<Place>,
    /// The field by which the groups are made.
    pub by: Option<FieldRef>,
    /// How many and how many deviate, by the field's values.
    pub groups: BTreeMap<String, (u64, u64)>,
    /// The parts, where there are several: title, how many, how many deviate.
    pub parts: Vec<(Text, u64, u64)>,
}

/// What all criteria count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Populations {
    /// In the order of the catalogue.
    pub counts: Vec<Counts>,
    /// Criteria that count something and could not be evaluated, with the reason.
    pub not_evaluated: Vec<(CriterionRef, Text)>,
}

/// Counts over the latest export of every register that a criterion asks for.
pub fn count(plan: &Plan, template: &Template, sources: Sources<'_>) -> Result<Populations> {
    let mut jobs = jobs(plan, template);
    let mut places: BTreeMap<RegisterRef, Locator> = BTreeMap::new();
    let mut links: HashMap<(FieldRef, Identity), Identity> = HashMap::new();
    for (register, export) in order(plan, template, &jobs) {
        let reading = Reading {
            plan,
            template,
            register,
            export,
            links: &mut links,
        };
        places.insert(register, reading.read(&mut jobs, sources)?);
    }
    Ok(finish(jobs, template, &places))
}

/// One part of a criterion on its way.
struct Job<'a> {
    criterion: CriterionRef,
    part: &'a Population,
    counter: Box<dyn Counter + 'a>,
    /// Why it cannot be evaluated.
    lacking: Option<Text>,
}

fn jobs<'a>(plan: &'a Plan, template: &'a Template) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for (at, criterion) in template.criteria.iter().enumerate() {
        let parameters = super::parameters_of(plan, template, CriterionRef(at));
        let fixed = plan.changed_in(CriterionRef(at)).contains(&"age");
        for part in &criterion.population {
            let missing = registers_of(part)
                .into_iter()
                .any(|register| plan.evidence_export(register).is_none());
            let known_until = |register| {
                let export = plan.evidence_export(register).map(|at| plan.export(at));
                export
                    .and_then(|export| export.as_of)
                    .unwrap_or(plan.reference_date)
            };
            let until = registers_of(part).into_iter().map(known_until).min();
            let clock = Clock {
                until: until
                    .unwrap_or(plan.reference_date)
                    .min(plan.reference_date),
                reference: plan.reference_date,
            };
            jobs.push(Job {
                criterion: CriterionRef(at),
                part,
                counter: counter(part, parameters, (&criterion.profiles, fixed), clock),
                lacking: missing.then(texts::no_source),
            });
        }
    }
    jobs
}

/// Up to which day anything is known.
#[derive(Clone, Copy)]
struct Clock {
    until: Date,
    reference: Date,
}

fn counter<'a>(
    part: &'a Population,
    parameters: &'a Parameters,
    profiles: (&'a [Profile], bool),
    clock: Clock,
) -> Box<dyn Counter + 'a> {
    match &part.condition {
        Over::Problem { .. }
        | Over::Blank { .. }
        | Over::Order { .. }
        | Over::Pairs { .. }
        | Over::Age { .. } => Box::new(rows::Rows::new(
            &part.condition,
            parameters,
            profiles,
            clock,
        )),
        Over::Together { key, day, time } => Box::new(rows::Together::new(
            key,
            *day,
            *time,
            parameters.seconds.unwrap_or(0),
        )),
        Over::Unmatched { only, filled, .. } => Box::new(persons::Unmatched::new(only, filled)),
        Over::Repeats { counting, on } => {
            Box::new(persons::Repeats::new(counting, *on, parameters))
        }
        Over::Returns { ended, began } => Box::new(persons::Returns::new(
            *ended,
            *began,
            parameters.months.unwrap_or(0),
            clock.until,
        )),
        Over::Months {
            month,
            checked,
            only,
        } => Box::new(persons::Months::new(
            month,
            checked.field,
            only,
            clock.until,
        )),
    }
}

/// The registers a part goes through: its own, and the one it is set against.
fn registers_of(part: &Population) -> Vec<RegisterRef> {
    let other = match &part.condition {
        Over::Unmatched { other, .. } => Some(*other),
        Over::Months { checked, .. } => Some(checked.register),
        Over::Problem { .. }
        | Over::Blank { .. }
        | Over::Order { .. }
        | Over::Pairs { .. }
        | Over::Age { .. }
        | Over::Repeats { .. }
        | Over::Returns { .. }
        | Over::Together { .. } => None,
    };
    std::iter::once(part.register).chain(other).collect()
}

/// The exports to read: those through which others reach their persons first.
fn order(plan: &Plan, template: &Template, jobs: &[Job<'_>]) -> Vec<(RegisterRef, ExportRef)> {
    let mut registers: BTreeSet<RegisterRef> = BTreeSet::new();
    for job in jobs.iter().filter(|job| job.lacking.is_none()) {
        registers.extend(registers_of(job.part));
    }
    let through: Vec<RegisterRef> = registers
        .iter()
        .filter_map(|register| match template.register(*register).link {
            Link::Via { other, .. } => Some(other.register),
            Link::Identity(_) => None,
        })
        .collect();
    registers.extend(through);
    let mut order: Vec<(RegisterRef, ExportRef)> = registers
        .into_iter()
        .filter_map(|register| Some((register, plan.evidence_export(register)?)))
        .collect();
    order.sort_by_key(|(register, _)| {
        let via = matches!(template.register(*register).link, Link::Via { .. });
        (via, *register)
    });
    order
}

struct Reading<'a, 'l> {
    plan: &'a Plan,
    template: &'a Template,
    register: RegisterRef,
    export: ExportRef,
    links: &'l mut HashMap<(FieldRef, Identity), Identity>,
}

impl Reading<'_, '_> {
    fn read(self, jobs: &mut [Job<'_>], sources: Sources<'_>) -> Result<Locator> {
        let Linked {
            mut opened,
            field: link,
            via,
        } = register::open_linked(self.plan, self.template, self.export, sources)?;
        let locator = opened.locator();
        let mut fields: BTreeSet<usize> = BTreeSet::new();
        for job in jobs.iter_mut().filter(|job| job.lacking.is_none()) {
            let profiles = &self.template.criterion(job.criterion).profiles;
            let asked = asked(job.part, profiles, self.register, self.template);
            let missing = asked.missing(&|field| opened.has(field));
            job.lacking = missing.map(|field| {
                let field = FieldRef {
                    register: self.register,
                    field,
                };
                texts::no_column(&self.template.field_name(field))
            });
            if asked.everything {
                let all = 0..self.template.register(self.register).fields.len();
                fields.extend(all.filter(|field| opened.has(*field)));
            }
            fields.extend(asked.fields().filter(|field| opened.has(*field)));
        }
        let linking = self.linking(jobs);
        fields.extend(linking.iter().copied().filter(|field| opened.has(*field)));
        fields.extend(self.plan.scope.iter().filter_map(|line| {
            let own = line.field.register == self.register && opened.has(line.field.field);
            own.then_some(line.field.field)
        }));
        let mut asks = vec![Ask::identity(link)];
        asks.extend(fields.iter().map(|field| Ask::value(*field)));
        let at: BTreeMap<usize, usize> =
            (1..).zip(&fields).map(|(at, field)| (*field, at)).collect();
        let links = self.links;
        let (plan, register) = (self.plan, self.register);
        opened.records(&asks, &mut |record| {
            let identity = match &record.values[0] {
                Value::Identity(identity, _) => Some(identity),
                Value::Missing
                | Value::Text(_)
                | Value::Date(_)
                | Value::Integer(_)
                | Value::YesNo(_) => None,
            };
            let person = match via {
                None => identity.cloned(),
                Some(other) => {
                    identity.and_then(|number| links.get(&(other, number.clone())).cloned())
                }
            };
            let row = Row {
                number: record.row,
                person: person.as_ref(),
                nameless: identity.is_none(),
                values: record.values,
                faults: record.faults,
                fields: &asks,
                at: &at,
            };
            for field in &linking {
                let field = FieldRef {
                    register,
                    field: *field,
                };
                if let (Some(number), Some(person)) = (number(row.value(field.field)), &person) {
                    links.insert((field, number), person.clone());
                }
            }
            let in_scope = frame::in_scope(&plan.scope, |field| row.value(field));
            for job in jobs.iter_mut().filter(|job| job.lacking.is_none()) {
                if job.part.register == register {
                    let scoped = !job.part.in_scope || in_scope;
                    if scoped && selected(job.part, &row) {
                        let group = job.part.by.map(|field| shown(row.value(field)));
                        job.counter.own(&row, group.as_deref());
                    }
                }
                if registers_of(job.part)[1..].contains(&register) {
                    job.counter.other(&row);
                }
            }
            Ok(())
        })?;
        Ok(locator)
    }

    /// The fields of this register through which others that are asked reach their persons.
    fn linking(&self, jobs: &[Job<'_>]) -> Vec<usize> {
        let asked: BTreeSet<RegisterRef> = jobs
            .iter()
            .filter(|job| job.lacking.is_none())
            .flat_map(|job| registers_of(job.part))
            .collect();
        let fields: BTreeSet<usize> = asked
            .into_iter()
            .filter_map(|register| match self.template.register(register).link {
                Link::Via { other, .. } if other.register == self.register => Some(other.field),
                Link::Via { .. } | Link::Identity(_) => None,
            })
            .collect();
        fields.into_iter().collect()
    }
}

fn number(value: &Value<'_>) -> Option<Identity> {
    match value {
        Value::Identity(identity, _) => Some(identity.clone()),
        Value::Missing | Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => {
            Identity::from_text(&value.shown())
        }
    }
}

/// A row of a register, as the counters see it.
struct Row<'a> {
    number: u64,
    /// The person it is about, where that is known.
    person: Option<&'a Identity>,
    /// Whether it names nobody.
    nameless: bool,
    values: &'a [Value<'a>],
    faults: &'a [(usize, &'static str)],
    fields: &'a [Ask],
    at: &'a BTreeMap<usize, usize>,
}

impl Row<'_> {
    /// The value of a field; missing where it was not asked for or has no column.
    fn value(&self, field: usize) -> &Value<'_> {
        self.at
            .get(&field)
            .map_or(&Value::Missing, |at| &self.values[*at])
    }

    fn day(&self, field: usize) -> Option<Date> {
        self.value(field).day()
    }

    fn has(&self, field: usize, values: &[String]) -> bool {
        values.contains(&self.value(field).shown())
    }

    fn has_all(&self, values: &Values) -> bool {
        values
            .iter()
            .all(|(field, values)| self.has(*field, values))
    }

    /// Whether a field says something other than no.
    fn is_filled(&self, field: usize) -> bool {
        match self.value(field) {
            Value::Missing | Value::YesNo(false) => false,
            Value::Text(text) => register::is_yes(text) != Some(false),
            Value::Date(_) | Value::Integer(_) | Value::YesNo(true) | Value::Identity(..) => true,
        }
    }
}

fn selected(part: &Population, row: &Row<'_>) -> bool {
    let excepted = part
        .except
        .iter()
        .any(|(field, values)| row.has(*field, values));
    let filled = part
        .filled
        .iter()
        .all(|field| *row.value(*field) != Value::Missing);
    row.has_all(&part.only) && !excepted && filled
}

/// A value that tells things apart; an identity too, which is never shown.
fn identified(value: &Value<'_>) -> String {
    match value {
        Value::Identity(identity, _) => identity.expose().to_owned(),
        Value::Missing | Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => {
            value.shown()
        }
    }
}

/// A value as a group.
fn shown(value: &Value<'_>) -> String {
    let shown = value.shown();
    if shown.is_empty() {
        BLANK.to_owned()
    } else {
        shown
    }
}

/// The fields a part asks of a register.
#[derive(Default)]
struct Asked {
    /// Without each of these it cannot be evaluated.
    needed: Vec<usize>,
    /// Without any of these it cannot be evaluated.
    one_of: Vec<usize>,
    /// It can do without these.
    wanted: Vec<usize>,
    /// It looks at every field there is.
    everything: bool,
}

impl Asked {
    fn fields(&self) -> impl Iterator<Item = usize> {
        let all = self.needed.iter().chain(&self.one_of).chain(&self.wanted);
        all.copied()
    }

    fn missing(&self, has: &dyn Fn(usize) -> bool) -> Option<usize> {
        let needed = self.needed.iter().find(|field| !has(**field));
        let none = !self.one_of.iter().any(|field| has(*field));
        needed.or(self.one_of.first().filter(|_| none)).copied()
    }
}

fn asked(
    part: &Population,
    profiles: &[Profile],
    register: RegisterRef,
    template: &Template,
) -> Asked {
    let mut asked = Asked::default();
    if part.register == register {
        let of = |values: &Values| values.iter().map(|(field, _)| *field).collect::<Vec<_>>();
        asked.needed.extend(of(&part.only));
        asked.needed.extend(&part.filled);
        asked.wanted.extend(of(&part.except));
        asked.wanted.extend(part.by);
        asked.wanted.extend(profiles.iter().flat_map(|profile| {
            let fields = profile.only_for.iter().map(|(field, _)| field);
            fields
                .filter(|field| field.register == register)
                .map(|field| field.field)
        }));
        // What says which of a person's rows speaks for the person.
        asked
            .wanted
            .extend(template.register(register).pick.map(|pick| pick.field));
        match &part.condition {
            Over::Problem { .. } => asked.everything = true,
            Over::Blank { field, .. } => asked.needed.push(*field),
            Over::Order { chains } => asked.one_of.extend(chains.iter().flatten()),
            Over::Pairs { of, with, on, .. } => {
                asked.needed.extend([of, with]);
                asked.wanted.extend(on);
            }
            Over::Age {
                group, on, born, ..
            } => {
                asked.needed.extend([group, on]);
                asked.wanted.extend(born);
            }
            Over::Unmatched { .. } => {}
            Over::Repeats { counting, on } => {
                asked.needed.extend(of(counting));
                asked.needed.extend(on);
            }
            Over::Returns { ended, began } => asked.needed.extend([ended, began]),
            Over::Together { key, day, time } => {
                asked.needed.extend(key.iter().chain([day, time]));
            }
            Over::Months { month, .. } => asked.one_of.extend(month),
        }
    }
    match &part.condition {
        Over::Unmatched {
            other,
            only,
            filled,
        } if *other == register => {
            asked.needed.extend(only.iter().map(|(field, _)| *field));
            asked.needed.extend(filled);
        }
        Over::Months { checked, only, .. } if checked.register == register => {
            asked.needed.extend(only.iter().map(|(field, _)| *field));
            asked.needed.push(checked.field);
        }
        Over::Problem { .. }
        | Over::Blank { .. }
        | Over::Order { .. }
        | Over::Pairs { .. }
        | Over::Age { .. }
        | Over::Unmatched { .. }
        | Over::Repeats { .. }
        | Over::Returns { .. }
        | Over::Together { .. }
        | Over::Months { .. } => {}
    }
    asked
}

/// The parts of a criterion together. One that cannot be evaluated leaves the criterion open.
fn finish(
    jobs: Vec<Job<'_>>,
    template: &Template,
    places: &BTreeMap<RegisterRef, Locator>,
) -> Populations {
    let mut populations = Populations::default();
    let mut jobs = jobs.into_iter().peekable();
    while let Some(job) = jobs.next() {
        let criterion = job.criterion;
        let mut parts = vec![job];
        while let Some(next) = jobs.next_if(|next| next.criterion == criterion) {
            parts.push(next);
        }
        if let Some(reason) = parts.iter().find_map(|part| part.lacking.clone()) {
            populations.not_evaluated.push((criterion, reason));
            continue;
        }
        populations
            .counts
            .push(counts(criterion, parts, template, places));
    }
    populations
}

fn counts(
    criterion: CriterionRef,
    parts: Vec<Job<'_>>,
    template: &Template,
    places: &BTreeMap<RegisterRef, Locator>,
) -> Counts {
    let first = parts[0].part;
    let mut all = Counts {
        criterion,
        counted: first.condition.counted(),
        rows: 0,
        gaps: 0,
        places: Vec::new(),
        by: first.by.map(|field| FieldRef {
            register: first.register,
            field,
        }),
        groups: BTreeMap::new(),
        parts: Vec::new(),
    };
    let several = parts.len() > 1;
    for job in parts {
        let tally: Tally = job.counter.finish();
        all.rows += tally.rows;
        all.gaps += tally.gaps;
        let locator = &places[&job.part.register];
        let room = tally::PLACES_KEPT.saturating_sub(all.places.len());
        let found = tally.places().take(room);
        all.places
            .extend(found.map(|(row, field)| locator.place(row, field)));
        if job.part.by == first.by && job.part.register == first.register {
            for (group, (rows, gaps)) in &tally.groups {
                let sum = all.groups.entry(group.clone()).or_default();
                sum.0 += rows;
                sum.1 += gaps;
            }
        }
        if several {
            all.parts
                .push((job.part.title.clone(), tally.rows, tally.gaps));
        }
    }
    let _ = template;
    all
}
