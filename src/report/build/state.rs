//! Draft or final: what must be settled before the report is.

use std::collections::BTreeSet;

use super::Context;
use crate::factcheck::Standing;
use crate::finding::{Finding, Outcome};
use crate::report::blank::blank_questions;
use crate::report::model::State;
use crate::report::texts::{people as texts, prose};
use crate::template::FileStatus;

/// How many löpnummer are named before the rest are only counted.
const NAMED: usize = 12;

/// What is outstanding and what should be looked at.
pub(super) fn state(context: &Context) -> State {
    let inputs = context.inputs;
    let mut outstanding = Vec::new();
    for (at, checklist) in inputs.template.checklists.iter().enumerate() {
        let files = checklist.files.get(context.lang);
        let of_kind = || inputs.files.iter().filter(move |file| file.checklist == at);
        let ordered: Vec<&str> = of_kind()
            .filter(|file| file.status == FileStatus::Ordered)
            .map(|file| file.id.as_str())
            .collect();
        if !ordered.is_empty() {
            let text = prose::not_received(files, ordered.len(), &named(context, &ordered));
            outstanding.push(context.say(text));
        }
    }
    outstanding.extend(blank_questions(inputs.template, inputs.files, context.lang));
    outstanding.extend(unsettled(context));
    outstanding.extend(fact_check(context));
    let mut reminders = Vec::new();
    let people = inputs.people;
    let not_asked = people.fact_check.not_asked(&people.facts).len();
    if !people.fact_check.is_empty() && not_asked > 0 {
        reminders.push(context.say(texts::not_asked(not_asked)));
    }
    let unreferenced = without_reference(context);
    if !unreferenced.is_empty() {
        let units: BTreeSet<&str> = unreferenced.iter().map(|(id, _)| *id).collect();
        let units: Vec<&str> = units.into_iter().collect();
        let text = prose::no_reference(unreferenced.len(), &named(context, &units));
        reminders.push(context.say(text));
    }
    State {
        outstanding,
        reminders,
    }
}

/// Readings that differ and have no joint answer.
fn unsettled(context: &Context) -> Option<String> {
    let differ: Vec<&str> = context
        .inputs
        .people
        .readings
        .unsettled()
        .map(|one| one.id.as_str())
        .collect();
    let units: BTreeSet<&str> = differ.iter().copied().collect();
    let units: Vec<&str> = units.into_iter().collect();
    (!differ.is_empty())
        .then(|| context.say(texts::unsettled(differ.len(), &named(context, &units))))
}

/// What went out to be checked and is not answered, or answered and not decided.
fn fact_check(context: &Context) -> Vec<String> {
    let people = context.inputs.people;
    let open = people.fact_check.open(&people.facts);
    let with = |wanted: Standing| {
        open.iter()
            .filter(move |(_, standing)| *standing == wanted)
            .map(|(item, _)| *item)
    };
    let mut said = Vec::new();
    let boards: BTreeSet<&str> = with(Standing::Unanswered)
        .map(|item| item.board.as_str())
        .collect();
    if !boards.is_empty() {
        let boards: Vec<&str> = boards.into_iter().collect();
        let count = with(Standing::Unanswered).count();
        let text = texts::unanswered(count, &named(context, &boards));
        said.push(context.say(text));
    }
    let units: BTreeSet<&str> = with(Standing::Contested)
        .map(|item| item.id.as_str())
        .collect();
    if !units.is_empty() {
        let units: Vec<&str> = units.into_iter().collect();
        let count = with(Standing::Contested).count();
        let text = texts::contested(count, &named(context, &units));
        said.push(context.say(text));
    }
    said
}

/// `A-01, A-02 …`
fn named(context: &Context, ids: &[&str]) -> String {
    let mut text = ids
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(rest) = ids.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        text.push_str(&context.say(prose::and_more(rest)));
    }
    text
}

/// Deviations that rest on an answer without a reference to where in the file it shows.
fn without_reference<'a>(context: &Context<'a>) -> Vec<(&'a str, &'a Finding)> {
    let inputs = context.inputs;
    let from_answer = |finding: &Finding| {
        finding
            .evidence
            .iter()
            .any(|seen| inputs.template.question_by_id(&seen.source).is_some())
    };
    inputs
        .findings
        .units
        .iter()
        .flat_map(|(id, decided)| decided.iter().map(move |(at, finding)| (id, *at, finding)))
        .filter(|(_, at, finding)| {
            matches!(finding.outcome, Outcome::Gap | Outcome::Explained)
                && !inputs.template.criterion(*at).descriptive
                && from_answer(finding)
                && finding
                    .evidence
                    .iter()
                    .all(|seen| seen.reference.is_empty())
        })
        .map(|(id, _, finding)| (id.as_str(), finding))
        .collect()
}
