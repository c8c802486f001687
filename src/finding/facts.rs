//! What a fact-check asks: for every deviation the answers it rests on, each with the board
//! that holds the file. What rests on registers alone is asked of the board that answers for
//! the criterion.

use std::collections::BTreeMap;

use super::condition::evaluate;
use super::evidence::{Asked, Unit};
use super::status::file_status;
use super::{Case, Finding, Findings, Outcome, texts};
use crate::checklist::value;
use crate::factcheck::Item;
use crate::lang::{Lang, Text};
use crate::template::{
    Condition, Criterion, CriterionRef, EvidenceRef, FileStatus, Parameters, QuestionRef, Record,
    Source,
};

/// What is asked, file by file in the order of the draw, a file's questions in their order and
/// its registers last. Descriptive criteria and those that divide another ask nothing.
pub fn facts(case: Case<'_>, findings: &Findings) -> Vec<Item> {
    let mut items = Vec::new();
    for unit in case.protocol.reviewed() {
        let Some(decided) = findings.units.get(&unit.id) else {
            continue;
        };
        let unit = Unit {
            id: &unit.id,
            case,
            judging: true,
        };
        items.extend(of_unit(unit, decided));
    }
    items
}

/// The deviations that rest on an answer: their names, and how many more a missing file makes.
#[derive(Default)]
struct Resting {
    named: Vec<Text>,
    for_want_of_file: usize,
}

fn of_unit(unit: Unit<'_>, decided: &BTreeMap<CriterionRef, Finding>) -> Vec<Item> {
    let template = unit.case.template;
    let mut asked: BTreeMap<QuestionRef, Resting> = BTreeMap::new();
    let mut registers = Vec::new();
    for (at, finding) in decided {
        let criterion = template.criterion(*at);
        let deviates = matches!(finding.outcome, Outcome::Gap | Outcome::Explained);
        if !deviates || criterion.descriptive || criterion.part_of.is_some() {
            continue;
        }
        if let Record::Checklist(checklist) = criterion.record
            && file_status(template, unit.case.answers, unit.id, checklist) == FileStatus::Missing
        {
            let question = template.checklists[checklist].head.status;
            let status = QuestionRef {
                checklist,
                question,
            };
            asked.entry(status).or_default().for_want_of_file += 1;
            continue;
        }
        let parameters = unit.case.plan.parameters(unit.case.template, *at);
        let definition = &criterion.definitions[criterion.headline(parameters)];
        let mut questions = Vec::new();
        rests_on(
            unit,
            &definition.condition,
            parameters,
            false,
            &mut questions,
        );
        questions.sort_unstable();
        questions.dedup();
        let name = named(criterion, finding);
        if questions.is_empty() {
            registers.push(in_registers(unit, criterion, finding, name.clone()));
        }
        for question in questions {
            asked.entry(question).or_default().named.push(name.clone());
        }
    }
    let mut items: Vec<Item> = asked
        .into_iter()
        .map(|(question, resting)| in_file(unit, question, resting))
        .collect();
    items.extend(registers);
    items
}

/// The questions whose answers make a condition hold.
fn rests_on(
    unit: Unit<'_>,
    condition: &Condition,
    parameters: &Parameters,
    reversed: bool,
    out: &mut Vec<QuestionRef>,
) {
    let pieces = |of: &[EvidenceRef], out: &mut Vec<QuestionRef>| {
        out.extend(of.iter().flat_map(|piece| shown_by(unit, *piece)));
    };
    match condition {
        Condition::Answer { question, .. } => out.push(*question),
        Condition::Months { done, of, .. } => out.extend([*done, *of]),
        Condition::Absent { of, .. } | Condition::Present { of } => pieces(of, out),
        Condition::Late { exists, .. } => {
            out.extend(
                parameters
                    .from
                    .into_iter()
                    .flat_map(|at| shown_by(unit, at)),
            );
            out.extend(day_or_thing(unit, parameters.to, *exists));
        }
        Condition::Due { event, exists, .. } => {
            out.extend(day_or_thing(unit, Some(*event), *exists));
        }
        Condition::Recurs { event, .. } => pieces(&[*event], out),
        Condition::Before { first, then } => pieces(&[*first, *then], out),
        Condition::Disagrees { one, other } => pieces(&[*one, *other], out),
        Condition::Contradicted { claim, .. } => pieces(&[*claim], out),
        Condition::Aged { dated, .. } => pieces(&[*dated], out),
        Condition::Value { .. } => {}
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                let holds = evaluate(unit, part, parameters)
                    .is_some_and(|verdict| verdict.outcome == Outcome::Gap);
                if holds != reversed {
                    rests_on(unit, part, parameters, reversed, out);
                }
            }
        }
        Condition::Not(inner) => rests_on(unit, inner, parameters, !reversed, out),
    }
}

/// Where no day is asked for, it is whether the thing is there at all.
fn day_or_thing(
    unit: Unit<'_>,
    day: Option<EvidenceRef>,
    thing: Option<EvidenceRef>,
) -> Vec<QuestionRef> {
    let of = |piece: Option<EvidenceRef>| piece.map_or_else(Vec::new, |at| shown_by(unit, at));
    let days = of(day);
    if days.is_empty() { of(thing) } else { days }
}

/// The questions that showed a piece of evidence, or where nothing did the first that could
/// have; none where a register showed it.
fn shown_by(unit: Unit<'_>, piece: EvidenceRef) -> Vec<QuestionRef> {
    let template = unit.case.template;
    let seen = unit.find(piece).seen;
    let sources = template.evidence(piece).sources.iter();
    let mut questions = sources
        .flat_map(Source::single)
        .filter_map(|source| match source {
            Source::Question(question) => Some(*question),
            Source::Field { .. } | Source::Together(_) => None,
        });
    if seen.is_empty() {
        let first = questions.find(|question| unit.asked(*question) != Asked::No);
        return first.into_iter().collect();
    }
    questions
        .filter(|question| {
            let code = &template.question(*question).id;
            seen.iter().any(|seen| seen.source == *code)
        })
        .collect()
}

/// A deviation by its code and name, with what says how grave it is here.
fn named(criterion: &Criterion, finding: &Finding) -> Text {
    let more = match (&finding.reason, finding.days) {
        (Some(reason), _) => Some(reason.clone()),
        (None, Some(1)) => Some(texts::took_one()),
        (None, Some(days)) => Some(texts::took(days)),
        (None, None) if finding.never => Some(texts::never()),
        (None, None) => None,
    };
    let words = |lang: Lang| {
        let name = format!("{} {}", criterion.id, criterion.title.get(lang));
        match &more {
            Some(more) => format!("{name} ({})", more.get(lang)),
            None => name,
        }
    };
    Text {
        sv: words(Lang::Sv),
        en: words(Lang::En),
    }
}

fn in_file(unit: Unit<'_>, question: QuestionRef, resting: Resting) -> Item {
    let template = unit.case.template;
    let of = template.question(question);
    let checklist = &template.checklists[question.checklist];
    let answer = unit.case.answers.get(unit.id, question);
    let shown = |lang: Lang| match answer {
        Some(answer) => value::shown(of, &answer.value, lang),
        None => texts::no_answer().get(lang).to_owned(),
    };
    let mut findings = resting.named;
    if resting.for_want_of_file > 0 {
        findings.push(texts::file_not_received(resting.for_want_of_file));
    }
    Item {
        id: unit.id.to_owned(),
        code: of.id.clone(),
        question: Some(question),
        board: checklist
            .recipient
            .and_then(|field| unit.own(field))
            .unwrap_or_default(),
        ours: answer
            .map(|answer| answer.value.codes())
            .unwrap_or_default(),
        answer: Text {
            sv: shown(Lang::Sv),
            en: shown(Lang::En),
        },
        reference: answer
            .map(|answer| answer.reference.clone())
            .unwrap_or_default(),
        findings,
    }
}

fn in_registers(unit: Unit<'_>, criterion: &Criterion, finding: &Finding, name: Text) -> Item {
    let template = unit.case.template;
    let board = template
        .checklists
        .iter()
        .find(|list| list.responsible == criterion.responsible)
        .and_then(|list| list.recipient)
        .and_then(|field| unit.own(field))
        .unwrap_or_default();
    let shown = |lang: Lang| {
        let seen: Vec<String> = finding
            .evidence
            .iter()
            .map(|seen| format!("{}: {}", seen.what.get(lang), seen.value))
            .collect();
        seen.join("; ")
    };
    Item {
        id: unit.id.to_owned(),
        code: criterion.id.clone(),
        question: None,
        board,
        ours: String::new(),
        answer: Text {
            sv: shown(Lang::Sv),
            en: shown(Lang::En),
        },
        reference: String::new(),
        findings: vec![name],
    }
}
