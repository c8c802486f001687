//! From exports to the frame, in one pass over each file.

use std::collections::BTreeMap;

use super::alike;
use super::given::Given;
use super::matching::Matcher;
use super::own::Foreseen;
use super::population::Population;
use super::{Frame, Input, Reconciliation, RowsOfPart, texts};
use crate::lang::Text;
use crate::plan::{ExportRef, Plan};
use crate::problem::{Error, Fault, Place, Problem, Result};
use crate::register::{PartRead, Reading, Sources};
use crate::template::Template;

/// Reads every export of the plan and builds the frame from the unit register.
pub fn build(plan: &Plan, template: &Template, sources: Sources<'_>) -> Result<Frame> {
    build_for(plan, template, None, sources)
}

/// The same, keeping what will be asked for of the units that are drawn.
pub fn build_for(
    plan: &Plan,
    template: &Template,
    foreseen: Option<Foreseen<'_>>,
    sources: Sources<'_>,
) -> Result<Frame> {
    let mut population = Population::read(plan, template, foreseen, sources)?;
    let mut problems = std::mem::take(&mut population.read.problems);
    let mut inputs = BTreeMap::new();
    let mut reconciliation = BTreeMap::new();
    let mut matching = BTreeMap::new();
    inputs.insert(
        plan.unit.export,
        inputs_of(plan, plan.unit.export, &population.read),
    );
    reconciliation.insert(plan.unit.export, population.reconcile(plan, template));
    if population.units.is_empty() {
        return Err(population.nobody(plan, template));
    }
    let mut known = std::mem::take(&mut population.known);
    let places = std::mem::take(&mut population.read.places);
    let kept = std::mem::take(&mut population.kept);
    let mut protected = std::mem::take(&mut population.protected);
    let rows_stand = population.rows_stand.clone();
    let (strata, units) = population.strata();
    alike::notice(&strata, plan, template, &mut problems);
    for at in (0..plan.registers.len())
        .map(ExportRef)
        .filter(|at| *at != plan.unit.export)
        .filter(|at| template.register(plan.export(*at).register).persons)
    {
        let mut matcher = Matcher::read(plan, template, at, &mut known, sources)?;
        inputs.insert(at, inputs_of(plan, at, &matcher.read));
        reconciliation.insert(at, matcher.reconcile(plan.export(at)));
        matching.insert(at, matcher.matching(plan.export(at), &units, &rows_stand));
        protected.told_by(matcher.tells_protection);
        protected.add(matcher.protected);
        problems.append(matcher.read.problems);
    }
    protected.finish();
    matching_faults(&matching, plan)?;
    for (at, matching) in &matching {
        if matching.strangers.persons > 0
            && let Some(what) = parts_apart(plan, *at)
        {
            problems.add(Problem {
                code: "parts-apart",
                what,
                place: Place::file(&matching.file),
            });
        }
    }
    let mut inputs: Vec<Input> = inputs.into_values().flatten().collect();
    let given = Given::read(plan, template, sources, &units, &mut problems)?;
    let given = given.map(|(given, input)| {
        inputs.push(input);
        given
    });
    let reconciliation: Vec<Reconciliation> = reconciliation.into_values().collect();
    assert!(
        reconciliation.iter().all(Reconciliation::adds_up),
        "every row is kept, excluded or rejected"
    );
    Ok(Frame {
        strata,
        units,
        inputs,
        reconciliation,
        matching: matching.into_values().collect(),
        given,
        earlier: None,
        places,
        kept,
        protected,
        problems,
    })
}

/// One for each part of an export.
pub(super) fn inputs_of(plan: &Plan, at: ExportRef, read: &Reading) -> Vec<Input> {
    let export = plan.export(at);
    let of = |part: &PartRead| Input {
        register: export.id.clone(),
        file: part.file.clone(),
        sheet: part.sheet.clone(),
        sha256: part.sha256.clone(),
        rows: part.rows,
    };
    read.parts.iter().map(of).collect()
}

/// The rows of each part, where there are several.
pub(super) fn rows_of_parts(read: &Reading) -> Vec<RowsOfPart> {
    let of = |part: &PartRead| RowsOfPart {
        file: part.file.clone(),
        sheet: part.sheet.clone(),
        read: part.rows,
    };
    let parts: &[PartRead] = match read.parts.as_slice() {
        [_] => &[],
        parts => parts,
    };
    parts.iter().map(of).collect()
}

/// A register that shares nobody with the unit register is the wrong file or the wrong column.
fn matching_faults(matching: &BTreeMap<ExportRef, super::Matching>, plan: &Plan) -> Result<()> {
    let unit_register = &plan.export(plan.unit.export).id;
    let strangers = matching
        .iter()
        .filter(|(_, m)| m.rows > 0 && m.rows_matched == 0);
    let faults = strangers
        .map(|(at, m)| Fault {
            what: texts::nobody_in_common(&m.register, unit_register),
            place: Some(Place::file(&m.file)),
            hint: Some(parts_apart(plan, *at).unwrap_or_else(texts::nobody_in_common_hint)),
        })
        .collect();
    Error::all(faults)
}

/// That an export may be a part of the frame's register: it is of the same kind, and does not say
/// that it is a later one.
fn parts_apart(plan: &Plan, at: ExportRef) -> Option<Text> {
    let (unit, export) = (plan.export(plan.unit.export), plan.export(at));
    if export.register != unit.register || export.as_of.is_some() {
        return None;
    }
    let (key, parts) = unit.as_one_with(export);
    let quoted: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
    let line = format!("{key} = [{}]", quoted.join(", "));
    Some(texts::parts_apart(&export.id, &line))
}
