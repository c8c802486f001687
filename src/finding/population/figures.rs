//! Criteria that go by figures which are computed already: an indicator's groups against each
//! other, and the published tables of the plan against the register.

use std::collections::BTreeMap;

use super::tally::PLACES_KEPT;
use super::{Compared, Counts, Populations, texts};
use crate::indicator::{self, Cell, Choice, Control, Outcome, Role, Table};
use crate::lang::Text;
use crate::plan::Plan;
use crate::problem::Result;
use crate::register::Sources;
use crate::template::population::{Counted, Over, Population};
use crate::template::{CriterionRef, RegisterRef, Template};

/// Adds what these criteria count, each in its place in the catalogue.
pub(super) fn add(
    plan: &Plan,
    template: &Template,
    sources: Sources<'_>,
    populations: &mut Populations,
) -> Result<()> {
    let mut indicators: Vec<(CriterionRef, &Population, &str, &str)> = Vec::new();
    let mut controls: Vec<(CriterionRef, &Population)> = Vec::new();
    for (at, criterion) in template.criteria.iter().enumerate() {
        for part in &criterion.population {
            let at = CriterionRef(at);
            if let Over::Indicator { id, column } = &part.condition {
                indicators.push((at, part, id, column));
            } else if part.condition == Over::ControlTotal {
                controls.push((at, part));
            }
        }
    }
    let is_there = |part: &Population| plan.evidence_export(part.register).is_some();
    let ids: Vec<String> = indicators
        .iter()
        .filter(|(_, part, ..)| is_there(part))
        .map(|(_, _, id, _)| (*id).to_owned())
        .collect();
    let outcome = outcome(plan, template, sources, ids)?;
    for (criterion, _, id, column) in indicators {
        let limit = plan.parameters(template, criterion).days;
        match outcome.tables.iter().find(|table| table.id == id) {
            Some(table) => populations
                .counts
                .push(compared(criterion, table, column, limit)),
            None => populations
                .not_evaluated
                .push((criterion, left_out(&outcome, id))),
        }
    }
    for (criterion, part) in controls {
        match controlled(criterion, part.register, plan, &outcome.controls) {
            Some(counts) => populations.counts.push(counts),
            None => populations
                .not_evaluated
                .push((criterion, texts::no_control_totals())),
        }
    }
    populations.counts.sort_by_key(|counts| counts.criterion);
    populations.not_evaluated.sort_by_key(|(at, _)| *at);
    Ok(())
}

/// The indicators that are asked for, and the published tables of the plan.
fn outcome(
    plan: &Plan,
    template: &Template,
    sources: Sources<'_>,
    ids: Vec<String>,
) -> Result<Outcome> {
    if ids.is_empty() {
        return Ok(Outcome {
            controls: indicator::control(plan, template, sources)?,
            ..Outcome::default()
        });
    }
    let choice = Choice {
        ids,
        ..Choice::default()
    };
    indicator::compute(plan, template, &choice, sources)
}

/// Why an indicator could not be computed.
fn left_out(outcome: &Outcome, id: &str) -> Text {
    let found = outcome.left_out.iter().find(|one| one.id == id);
    found.map_or_else(texts::no_source, |one| one.reason.clone())
}

fn counts(criterion: CriterionRef, counted: Counted) -> Counts {
    Counts {
        criterion,
        counted,
        rows: 0,
        gaps: 0,
        places: Vec::new(),
        by: None,
        groups: BTreeMap::new(),
        parts: Vec::new(),
        compared: None,
    }
}

/// The groups of an indicator that have a figure, against the lowest of them.
fn compared(criterion: CriterionRef, table: &Table, column: &str, limit: Option<i64>) -> Counts {
    let at = table.column(column);
    let groups = table.rows.iter().filter(|row| row.role == Role::Group);
    let figures: Vec<(Text, f64)> = groups
        .filter_map(|row| {
            let Some(Cell::Label(name)) = row.cells.first() else {
                return None;
            };
            Some((name.clone(), row.cells.get(at?)?.value()?))
        })
        .collect();
    let values = figures.iter().map(|(_, value)| *value);
    let lowest = values.clone().reduce(f64::min);
    let highest = values.clone().reduce(f64::max);
    let above = |value: &f64| {
        let over = limit.zip(lowest);
        // Whole days: what is half a day over a limit in a median of two is over it.
        #[allow(
            clippy::cast_precision_loss,
            reason = "a limit is at most a century in days"
        )]
        over.is_some_and(|(limit, lowest)| value - lowest > limit as f64)
    };
    Counts {
        rows: length(figures.len()),
        gaps: length(values.filter(above).count()),
        compared: Some(Compared {
            limit,
            spread: highest
                .zip(lowest)
                .map(|(highest, lowest)| highest - lowest),
            figures,
        }),
        ..counts(criterion, Counted::Groups)
    }
}

/// The figures of the published tables that are set against exports of a register; `None`
/// where the plan names no such table.
fn controlled(
    criterion: CriterionRef,
    register: RegisterRef,
    plan: &Plan,
    controls: &[Control],
) -> Option<Counts> {
    let of_register = |control: &&Control| {
        let export = plan.registers.iter().find(|one| one.id == control.register);
        export.is_some_and(|export| export.register == register)
    };
    let controls: Vec<&Control> = controls.iter().filter(of_register).collect();
    if controls.is_empty() {
        return None;
    }
    let differences = controls.iter().flat_map(|control| &control.differences);
    let places = differences.clone().map(|one| one.place.clone());
    Some(Counts {
        rows: controls.iter().map(|control| control.figures()).sum(),
        gaps: length(differences.clone().count()),
        places: places.take(PLACES_KEPT).collect(),
        ..counts(criterion, Counted::Figures)
    })
}

fn length(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
