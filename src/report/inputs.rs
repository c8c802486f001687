//! What a report is built from, and what the answers say of every file: received or not,
//! missing and why, and which questions are still blank.

use std::collections::BTreeMap;

use super::sources::Source;
use crate::checklist::answers::{Answers, Changed, Value};
use crate::checklist::is_asked;
use crate::checklist::readings::Readings;
use crate::estimate::Gaps;
use crate::factcheck::{FactCheck, Item};
use crate::finding::{Case, Findings, NotedOtherwise, file_status, missing_means};
use crate::lang::{Lang, Text};
use crate::plan::Plan;
use crate::problem::Problems;
use crate::protocol::Protocol;
use crate::protocol::paper::Replaced;
use crate::template::{
    Checklist, CriterionRef, FileStatus, MissingMeans, QuestionKind, QuestionRef, Template,
};

/// What a report is built from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The language.
    pub lang: Lang,
    /// The plan.
    pub plan: &'a Plan,
    /// The template.
    pub template: &'a Template,
    /// The draw.
    pub protocol: &'a Protocol,
    /// Every outcome with its evidence.
    pub findings: &'a Findings,
    /// Rates with intervals.
    pub gaps: &'a Gaps,
    /// The rates under the template's own parameters, where the plan changed some.
    pub unchanged: Option<&'a Gaps>,
    /// Files whose own reason for a deviation is another than the rule's.
    pub noted: &'a [NotedOtherwise],
    /// What each criterion gives under other ways to count.
    pub sensitivity: &'a [Sensitivity],
    /// What is wrong in the data.
    pub problems: &'a Problems,
    /// Every file of every unit that was ever to be reviewed ([`states`]).
    pub files: &'a [FileState],
    /// The units that a reserve replaced.
    pub replacements: &'a [Replaced],
    /// What people did around the checklists.
    pub people: &'a People,
    /// Where every file is kept ([`places`]).
    pub places: &'a Places,
    /// The files that the numbers come from ([`sources`](super::sources())).
    pub sources: &'a [Source],
}

/// The value of each field that says where files are kept, by `register.field`, for every
/// unit that is reviewed.
pub type Places = BTreeMap<String, BTreeMap<String, String>>;

/// Where every file is kept, for the fields that the registers have.
pub fn places(case: Case<'_>) -> Places {
    let fields = case.template.checklists.iter().filter_map(|c| c.recipient);
    fields
        .filter(|field| case.dossiers.has(*field))
        .map(|field| {
            let units = case.protocol.reviewed();
            let of = |id: &str| (id.to_owned(), case.dossiers.own(id, field));
            let values = units.map(|unit| of(&unit.id)).collect();
            (case.template.field_name(field), values)
        })
        .collect()
}

/// What people did around the checklists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People {
    /// Answers that gave way to others, in the order of the changes.
    pub changed: Vec<Changed>,
    /// What the boards said of the deviations.
    pub fact_check: FactCheck,
    /// What a fact-check asks now.
    pub facts: Vec<Item>,
    /// How well second readings agree with the first.
    pub readings: Readings,
}

/// One criterion under parameters that the plan could have chosen instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensitivity {
    /// The criterion, by its place in the template.
    pub criterion: CriterionRef,
    /// What is different, in words: "arbetsdagar", "från inskrivningen".
    pub what: Text,
    /// Whether this is how the criterion is counted in the report.
    pub headline: bool,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The löpnummer.
    pub id: String,
    /// The checklist, by its place in the template.
    pub checklist: usize,
    /// As the head says, or as the other answers show.
    pub status: FileStatus,
    /// Why it is missing.
    pub reason: Option<MissingReason>,
    /// Questions that are asked of a reviewed file and are blank.
    pub blank: Vec<QuestionRef>,
}

/// Why a file is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingReason {
    /// In words, where the reviewer gave a reason.
    pub label: Option<Text>,
    /// What it means for the criteria.
    pub means: MissingMeans,
}

/// What the answers say of every file of every unit that is reviewed.
pub fn states(template: &Template, protocol: &Protocol, answers: &Answers) -> Vec<FileState> {
    let mut states = Vec::new();
    for unit in protocol.reviewed() {
        for at in 0..template.checklists.len() {
            states.push(state(template, &unit.id, at, answers));
        }
    }
    states
}

fn state(template: &Template, id: &str, at: usize, answers: &Answers) -> FileState {
    let status = file_status(template, answers, id, at);
    let checklist = &template.checklists[at];
    let blank = match status {
        FileStatus::Reviewed => blank(id, at, checklist, answers),
        FileStatus::Ordered | FileStatus::Missing | FileStatus::NotExpected => Vec::new(),
    };
    let reason = match status {
        FileStatus::Missing => Some(MissingReason {
            label: reason_label(id, at, checklist, answers),
            means: missing_means(template, answers, id, at),
        }),
        FileStatus::Ordered | FileStatus::Reviewed | FileStatus::NotExpected => None,
    };
    FileState {
        id: id.to_owned(),
        checklist: at,
        status,
        reason,
        blank,
    }
}

/// Questions that are asked and not answered, as the checklist itself counts them; what hangs
/// on a blank question waits for its answer. Free text and the reason for a missing file may
/// always be blank.
fn blank(id: &str, at: usize, checklist: &Checklist, answers: &Answers) -> Vec<QuestionRef> {
    let reference = |question| QuestionRef {
        checklist: at,
        question,
    };
    let answer = |question: usize| Some(&answers.get(id, reference(question))?.value);
    let asked = |question: usize| {
        let on = &checklist.questions[question].asked_if;
        let is_told = on.as_ref().is_none_or(|on| answer(on.question).is_some());
        is_told && is_asked(checklist, question, &answer)
    };
    (0..checklist.questions.len())
        .filter(|question| *question != checklist.head.reason)
        .filter(|question| checklist.questions[*question].kind != QuestionKind::Text)
        .filter(|question| asked(*question) && answer(*question).is_none())
        .map(reference)
        .collect()
}

/// The reason for a missing file in words; none where the reviewer gave none.
fn reason_label(id: &str, at: usize, checklist: &Checklist, answers: &Answers) -> Option<Text> {
    let question = checklist.head.reason;
    let answer = answers.get(
        id,
        QuestionRef {
            checklist: at,
            question,
        },
    )?;
    let Value::Code(code) = &answer.value else {
        return None;
    };
    checklist.questions[question]
        .options
        .iter()
        .find(|option| option.code == *code)
        .map(|option| option.label.clone())
}
