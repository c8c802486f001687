//! `checklists/*.toml`.

use super::faults::{Faults, Spot};
use super::field_ref;
use crate::lang::Text;
use crate::template::{
    AnswerOption, AskedIf, Checklist, CriterionRef, FileStatus, Head, MissingMeans, Question,
    QuestionKind, Template, texts, wire,
};

pub(super) fn resolve(
    name: &str,
    wire: wire::Checklist,
    criteria: &[String],
    template: &Template,
    faults: &mut Faults,
) -> Option<Checklist> {
    let file = format!("checklists/{name}.toml");
    let recipient = wire
        .recipient
        .as_ref()
        .and_then(|field| field_ref(field, template, &file, faults));
    let person = wire
        .name
        .as_ref()
        .and_then(|field| field_ref(field, template, &file, faults));
    let mut questions: Vec<Question> = Vec::new();
    let mut dated_by: Vec<Option<String>> = Vec::new();
    for mut question in wire.questions {
        dated_by.push(question.dated_by.take());
        let limit_of = question.limit_of.take();
        let limit_of = limit_of.and_then(|id| limit_of_criterion(&id, criteria, &file, faults));
        let question = Question {
            limit_of,
            ..one(question, &wire.option_sets, &questions, &file, faults)
        };
        let known = |id: &str| template.question_by_id(id).is_some();
        if known(&question.id) || questions.iter().any(|q| q.id == question.id) {
            faults.at(&file, Spot::Again(&question.id), texts::twice(&question.id));
        }
        questions.push(question);
    }
    let ids: Vec<String> = questions
        .iter()
        .map(|question| question.id.clone())
        .collect();
    for (at, named) in dated_by.into_iter().enumerate() {
        questions[at].dated_by = dating(&ids, at, named, &file, faults);
    }
    let mut find = |id: &str| {
        let at = ids.iter().position(|known| known == id);
        if at.is_none() {
            faults.unknown(&file, id, "questions", &ids);
        }
        at
    };
    let status = find(&wire.head.status);
    let reason = find(&wire.head.reason);
    let reviewer = find(&wire.head.reviewer);
    let date = find(&wire.head.date);
    let exists = wire.head.exists.as_deref().and_then(&mut find);
    let head = Head {
        status: status?,
        reason: reason?,
        reviewer: reviewer?,
        date: date?,
        exists,
    };
    Some(Checklist {
        id: name.to_owned(),
        title: wire.title,
        file: wire.file,
        files: wire.files,
        instructions: wire.instructions,
        recipient,
        name: person,
        responsible: wire.responsible,
        responsible_name: wire.responsible_name,
        head,
        questions,
    })
}

/// The criterion whose limit a question names.
fn limit_of_criterion(
    id: &str,
    criteria: &[String],
    file: &str,
    faults: &mut Faults,
) -> Option<CriterionRef> {
    let at = criteria.iter().position(|known| known == id);
    if at.is_none() {
        faults.unknown(file, id, "limit_of", criteria);
    }
    at.map(CriterionRef)
}

/// The part of a question that answers are dated by has the end the parts of a date have.
const DATE_PART: &str = ".datum";

/// The question that dates the answer to another: the one named, or its own date part.
fn dating(
    ids: &[String],
    at: usize,
    named: Option<String>,
    file: &str,
    faults: &mut Faults,
) -> Option<usize> {
    let own = format!("{}{DATE_PART}", ids[at]);
    let Some(named) = named else {
        return ids.iter().position(|id| *id == own);
    };
    let found = ids.iter().position(|id| *id == named);
    if found.is_none() {
        faults.unknown(file, &named, "questions", ids);
    }
    found
}

fn one(
    wire: wire::Question,
    sets: &std::collections::BTreeMap<String, Vec<wire::AnswerOption>>,
    before: &[Question],
    file: &str,
    faults: &mut Faults,
) -> Question {
    let options = match wire.options {
        wire::Options::Own(options) => options.into_iter().map(option).collect(),
        wire::Options::Named(names) => names
            .iter()
            .flat_map(|name| match (standard(name), sets.get(name)) {
                (_, Some(set)) => set.iter().cloned().map(option).collect(),
                (Some(standard), None) => vec![standard],
                (None, None) => {
                    faults.at(file, Spot::Word(name), texts::option_set(name));
                    Vec::new()
                }
            })
            .collect(),
    };
    let asked_if = wire.asked_if.and_then(|asked| {
        let question = before
            .iter()
            .position(|question| question.id == asked.question);
        let Some(question) = question else {
            let what = texts::later_question(&asked.question);
            faults.at(file, Spot::Word(&asked.question), what);
            return None;
        };
        for code in &asked.is {
            if !before[question]
                .options
                .iter()
                .any(|option| option.code == *code)
            {
                let spot = Spot::Beside {
                    by: &asked.question,
                    word: code,
                };
                faults.at(file, spot, texts::no_option(code, &before[question].id));
            }
        }
        Some(AskedIf {
            question,
            is: asked.is,
        })
    });
    let kind = match wire.kind {
        wire::QuestionKind::Coded => QuestionKind::Coded,
        wire::QuestionKind::CodedMany => QuestionKind::CodedMany,
        wire::QuestionKind::Date => QuestionKind::Date,
        wire::QuestionKind::DateList => QuestionKind::DateList,
        wire::QuestionKind::Integer => QuestionKind::Integer,
        wire::QuestionKind::Text => QuestionKind::Text,
    };
    Question {
        id: wire.id,
        text: wire.text,
        help: wire.help,
        section: wire.section,
        kind,
        options,
        judgement: wire.judgement,
        asked_if,
        dated_by: None,
        limit_of: None,
    }
}

fn option(wire: wire::AnswerOption) -> AnswerOption {
    AnswerOption {
        code: wire.code,
        label: wire.label,
        aliases: wire.aliases,
        status: wire.status.map(|status| match status {
            wire::FileStatus::Ordered => FileStatus::Ordered,
            wire::FileStatus::Reviewed => FileStatus::Reviewed,
            wire::FileStatus::Missing => FileStatus::Missing,
            wire::FileStatus::NotExpected => FileStatus::NotExpected,
        }),
        missing: wire.missing.map(|missing| match missing {
            wire::MissingMeans::Gap => MissingMeans::Gap,
            wire::MissingMeans::NotAssessable => MissingMeans::NotAssessable,
        }),
    }
}

/// The words for one of the answer codes that every checklist knows.
pub fn standard_label(code: &str) -> Option<Text> {
    standard(code).map(|option| option.label)
}

/// The answer codes that every checklist knows, with the other ways people write them
/// (DOMAIN 3c and 4).
fn standard(code: &str) -> Option<AnswerOption> {
    let (label, aliases): (Text, &[&str]) = match code {
        "J" => (texts::yes(), &["1", "X", "SANT", "SANN", "TRUE", "Y"]),
        "N" => (texts::no(), &["0", "FALSKT", "FALSK", "FALSE"]),
        "D" => (texts::partly(), &["Partially"]),
        "FE" => (
            texts::not_shown(),
            &["?", "ej dokumenterat", "framgår inte", "not shown"],
        ),
        "ET" => (
            texts::not_applicable(),
            &["E/T", "ej aktuellt", "inte tillämpligt", "n/a", "NA"],
        ),
        "AS" => (
            texts::missing(),
            &["saknas", "akt saknas", "handling saknas"],
        ),
        _ => return None,
    };
    Some(AnswerOption {
        code: code.to_owned(),
        label,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        status: None,
        missing: None,
    })
}
