//! What criteria count over whole registers (DESIGN 7): every row is seen once, whoever is
//! reviewed, and nothing but counts and places is kept. A part whose register or columns are
//! not there is not evaluated, never a deviation.

mod asked;
mod figures;
mod persons;
mod row;
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
use crate::template::population::{Counted, Over, Population};
use crate::template::{CriterionRef, FieldRef, Link, Parameters, Profile, RegisterRef, Template};
use asked::asked;
use row::{Row, number, selected, shown};
use tally::{Counter, Tally};

/// What one criterion counts.
#[derive(Debug, Clone, PartialEq)]
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
    /// The figures that were compared, where it goes by those of an indicator.
    pub compared: Option<Compared>,
}

/// The figures of an indicator's groups beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// How much above the lowest is accepted; `None`: nothing was set.
    pub limit: Option<i64>,
    /// The largest less the smallest; `None` where no group has a figure.
    pub spread: Option<f64>,
    /// Each group with its figure.
    pub figures: Vec<(Text, f64)>,
}

/// What all criteria count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Populations {
    /// In the order of the catalogue.
    pub counts: Vec<Counts>,
    /// Criteria that count something and could not be evaluated, with the reason.
    pub not_evaluated: Vec<(CriterionRef, Text)>,
}

/// Counts over the latest export of every register that a criterion asks for.
pub fn count(plan: &Plan, template: &Template, sources: Sources<'_>) -> Result<Populations> {
    let mut jobs = jobs(plan, template, sources);
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
    let mut populations = finish(jobs, &places);
    figures::add(plan, template, sources, &mut populations)?;
    Ok(populations)
}

/// One part of a criterion on its way.
struct Job<'a> {
    criterion: CriterionRef,
    part: &'a Population,
    counter: Box<dyn Counter + 'a>,
    /// Why it cannot be evaluated.
    lacking: Option<Text>,
}

fn jobs<'a>(plan: &'a Plan, template: &'a Template, sources: Sources<'_>) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for (at, criterion) in template.criteria.iter().enumerate() {
        let parameters = plan.parameters(template, CriterionRef(at));
        let fixed = plan.changed_in(CriterionRef(at)).contains(&"age");
        let by_row = criterion.population.iter();
        for part in by_row.filter(|part| !part.condition.is_of_figures()) {
            let lacking = registers_of(part)
                .into_iter()
                .find_map(|register| not_there(plan, template, register, sources));
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
                lacking,
            });
        }
    }
    jobs
}

/// Why a register cannot be gone through: the plan does not have it, or it is a list that the
/// reviewers fill in and nobody has begun.
fn not_there(
    plan: &Plan,
    template: &Template,
    register: RegisterRef,
    sources: Sources<'_>,
) -> Option<Text> {
    let Some(at) = plan.evidence_export(register) else {
        return Some(texts::no_source());
    };
    let export = plan.export(at);
    let is_list = template.register(register).form.is_some();
    let is_there = || {
        export
            .files()
            .all(|file| sources.folder.join(file).exists())
    };
    (is_list && !is_there()).then(|| texts::list_not_written(&export.name()))
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
        | Over::Age { .. }
        | Over::Fewer { .. }
        // Of these no row is judged: see `figures`.
        | Over::Indicator { .. }
        | Over::ControlTotal => Box::new(rows::Rows::new(
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
        | Over::Fewer { .. }
        | Over::Indicator { .. }
        | Over::ControlTotal
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

/// The parts of a criterion together. One that cannot be evaluated leaves the criterion open.
fn finish(jobs: Vec<Job<'_>>, places: &BTreeMap<RegisterRef, Locator>) -> Populations {
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
        populations.counts.push(counts(criterion, parts, places));
    }
    populations
}

fn counts(
    criterion: CriterionRef,
    parts: Vec<Job<'_>>,
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
        compared: None,
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
    all
}
