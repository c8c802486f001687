//! The numbers for `rapport.json`.

use super::Context;
use super::missing::counts_as_gap;
use super::{parameters, people};
use crate::factcheck::Standing;
use crate::protocol::recipe;
use crate::report::json::{
    Draw, Machine, MissingFile, Outstanding, ProblemRecord, RecordCounts, ReplacedUnit, SCHEMA,
    Sentence, StratumRecord,
};
use crate::report::model::State;
use crate::template::FileStatus;

/// The whole record.
pub(super) fn machine(context: &Context, state: &State) -> Machine {
    let inputs = context.inputs;
    let (plan, protocol, gaps) = (inputs.plan, inputs.protocol, inputs.gaps);
    Machine {
        schema: SCHEMA.to_owned(),
        program: protocol.program.clone(),
        language: context.lang,
        title: plan.title.clone(),
        reference: plan.reference.clone(),
        template: plan.template.clone(),
        reference_date: plan.reference_date,
        announced: plan.announced,
        draft: state.is_draft(),
        outstanding: outstanding(context),
        draw: Some(Draw {
            draw_id: protocol.draw_id.clone(),
            method: protocol.method.clone(),
            seed: protocol.seed.clone(),
            selection_sha256: protocol.selection_sha256.clone(),
            plan_sha256: protocol.plan_sha256.clone(),
            coordination: protocol.coordination.clone(),
            recipe: recipe::recipe(plan, inputs.template, protocol, context.lang),
        }),
        inputs: inputs.sources.to_vec(),
        reconciliation: protocol.reconciliation.clone(),
        strata: protocol
            .strata
            .iter()
            .map(|stratum| StratumRecord {
                letter: stratum.letter.clone(),
                name: stratum.name.clone(),
                population: stratum.population,
                sample: counted(
                    protocol
                        .reviewed()
                        .filter(|unit| unit.stratum == stratum.letter)
                        .count(),
                ),
            })
            .collect(),
        records: records(context),
        missing: Some(missing(context)),
        replaced: Some(
            inputs
                .replacements
                .iter()
                .map(|replaced| ReplacedUnit {
                    id: replaced.replaced.clone(),
                    by: replaced.by.clone(),
                    reason: replaced.reason.clone(),
                })
                .collect(),
        ),
        over_coverage: inputs.gaps.over_coverage.clone(),
        fact_check: people::fact_check_boards(context),
        readings: inputs
            .people
            .readings
            .questions
            .iter()
            .map(|one| people::record(context, one))
            .collect(),
        changed_answers: inputs
            .people
            .changed
            .iter()
            .map(|change| people::changed_answer(context, change))
            .collect(),
        parameters: parameters::machine(context),
        criteria: gaps.criteria.clone(),
        files: gaps.files.clone(),
        population: gaps.population.clone(),
        indicators: Vec::new(),
        not_evaluated: gaps.not_evaluated.clone(),
        contrasts: gaps.contrasts.clone(),
        noted_otherwise: gaps.noted_otherwise.clone(),
        sentences: context
            .judged
            .iter()
            .filter_map(|judged| {
                Some(Sentence {
                    id: judged.result.id.clone(),
                    text: context.sentence(judged)?,
                })
            })
            .collect(),
        problems: inputs
            .problems
            .iter()
            .map(|(code, kind)| ProblemRecord {
                code: code.to_owned(),
                what: kind.what.get(context.lang).to_owned(),
                count: kind.count,
                places: kind.places.clone(),
            })
            .collect(),
    }
}

fn counted(count: usize) -> u64 {
    u64::try_from(count).expect("a count fits")
}

fn outstanding(context: &Context) -> Vec<Outstanding> {
    let inputs = context.inputs;
    let mut outstanding = Vec::new();
    for (at, checklist) in inputs.template.checklists.iter().enumerate() {
        let files = || inputs.files.iter().filter(move |file| file.checklist == at);
        let ordered = files().filter(|file| file.status == FileStatus::Ordered);
        let blank: usize = files().map(|file| file.blank.len()).sum();
        for (what, count) in [("ordered", ordered.count()), ("unanswered", blank)] {
            if count > 0 {
                outstanding.push(Outstanding {
                    what: what.to_owned(),
                    record: checklist.id.clone(),
                    count: counted(count),
                });
            }
        }
    }
    let people = inputs.people;
    let open = people.fact_check.open(&people.facts);
    let of = |wanted| {
        open.iter()
            .filter(|(_, standing)| *standing == wanted)
            .count()
    };
    for (what, count) in [
        ("unsettled", people.readings.unsettled().count()),
        ("fact_check_unanswered", of(Standing::Unanswered)),
        ("fact_check_undecided", of(Standing::Contested)),
    ] {
        if count > 0 {
            outstanding.push(Outstanding {
                what: what.to_owned(),
                record: "cross".to_owned(),
                count: counted(count),
            });
        }
    }
    outstanding
}

fn records(context: &Context) -> Vec<RecordCounts> {
    let inputs = context.inputs;
    inputs
        .template
        .checklists
        .iter()
        .enumerate()
        .map(|(at, checklist)| {
            let with = |status| {
                let files = inputs.files.iter();
                counted(
                    files
                        .filter(|file| file.checklist == at && file.status == status)
                        .count(),
                )
            };
            RecordCounts {
                record: checklist.id.clone(),
                ordered: with(FileStatus::Ordered),
                reviewed: with(FileStatus::Reviewed),
                missing: with(FileStatus::Missing),
                not_expected: with(FileStatus::NotExpected),
            }
        })
        .collect()
}

fn missing(context: &Context) -> Vec<MissingFile> {
    let inputs = context.inputs;
    inputs
        .files
        .iter()
        .filter(|file| file.status == FileStatus::Missing)
        .map(|file| MissingFile {
            id: file.id.clone(),
            record: inputs.template.checklists[file.checklist].id.clone(),
            reason: file
                .reason
                .as_ref()
                .and_then(|reason| reason.label.as_ref())
                .map(|label| label.get(context.lang).to_owned()),
            counts_as: if counts_as_gap(context, file) {
                "gap"
            } else {
                "not_assessable"
            }
            .to_owned(),
        })
        .collect()
}
