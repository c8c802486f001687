//! One file's cells as answers, each still by itself: read against its question, refused
//! with the place and what may stand there.

use std::collections::BTreeMap;

use super::Frame;
use crate::checklist::answers::Value;
use crate::checklist::persons::Words;
use crate::checklist::{texts, value};
use crate::problem::{Fault, Place, Problem, Problems};
use crate::table::Cell;
use crate::template::{QuestionKind, QuestionRef, plain};
use crate::workbook::clean;

/// What one place in a file says about one question of one unit.
#[derive(Default, Clone)]
pub(in crate::checklist) struct Raw {
    pub(in crate::checklist) answer: Cell<'static>,
    pub(in crate::checklist) reference: Note,
    pub(in crate::checklist) comment: Note,
    pub(in crate::checklist) place: Place,
}

/// A text beside an answer, with its own place.
#[derive(Default, Clone)]
pub(in crate::checklist) struct Note {
    pub(in crate::checklist) text: String,
    pub(in crate::checklist) place: Place,
}

/// An answer that was understood.
pub(in crate::checklist) struct Given {
    pub(in crate::checklist) id: String,
    pub(in crate::checklist) question: QuestionRef,
    pub(in crate::checklist) value: Value,
    /// Free text, where the answer is that.
    pub(in crate::checklist) text: String,
    pub(in crate::checklist) reference: String,
    pub(in crate::checklist) comment: String,
    pub(in crate::checklist) place: Place,
    /// As they call themselves; empty where it is not said.
    pub(in crate::checklist) reviewer: String,
    pub(in crate::checklist) second: bool,
    /// Whether it is what two reviewers agreed on.
    pub(in crate::checklist) joint: bool,
}

/// All answers of one or more files.
#[derive(Default)]
pub(in crate::checklist) struct Gathered {
    pub(in crate::checklist) given: Vec<Given>,
    /// Comments on whole files, by löpnummer and checklist.
    pub(in crate::checklist) comments: BTreeMap<(String, usize), (String, Place)>,
    pub(in crate::checklist) problems: Vec<Problems>,
}

impl Gathered {
    pub(in crate::checklist) fn append(&mut self, other: Self) {
        self.given.extend(other.given);
        for (key, (text, place)) in other.comments {
            let ours = self
                .comments
                .entry(key)
                .or_insert_with(|| (String::new(), place));
            if ours.0.is_empty() {
                ours.0 = text;
            } else if ours.0 != text {
                ours.0 = format!("{}\n{text}", ours.0);
            }
        }
        self.problems.extend(other.problems);
    }
}

/// Reads the cells of one file. `reviewer` says who gave a unit's answers on a checklist.
pub(in crate::checklist) fn understand(
    raw: Vec<((String, QuestionRef), Raw)>,
    reviewer: &dyn Fn(&str, &Raw, usize) -> String,
    second: bool,
    frame: Frame<'_>,
    faults: &mut Vec<Fault>,
    problems: &mut Problems,
) -> Vec<Given> {
    let mut given = Vec::new();
    let words = Words::new(frame.template, frame.reference_date);
    for ((id, at), raw) in raw {
        let question = frame.template.question(at);
        let head = frame.template.checklists[at.checklist].head;
        // Who reviewed is named by their own answer, and by nothing else.
        let typed = question.kind == QuestionKind::Text && at.question != head.reviewer;
        let typed = typed.then(|| Note {
            text: text(&raw.answer),
            place: raw.place.clone(),
        });
        for note in [&raw.reference, &raw.comment].into_iter().chain(&typed) {
            if words.name_person(&note.text) {
                problems.add(seems_to_name(note.place.clone()));
            }
        }
        if value::says_no_day(question, &raw.answer, frame.reference_date) {
            problems.add(Problem {
                code: "placeholder-date",
                what: texts::placeholder_date(),
                place: raw.place.clone(),
            });
        }
        match value::read(question, &raw.answer, frame.reference_date) {
            Err(value::NotAllowed) => {
                let allowed = value::allowed(question);
                faults.push(Fault {
                    what: texts::not_allowed(&id, &question.id),
                    place: Some(raw.place),
                    hint: Some(texts::allowed_are(&allowed)),
                });
            }
            Ok(None) => {
                if !raw.reference.text.is_empty() || !raw.comment.text.is_empty() {
                    problems.add(Problem {
                        code: "reference-without-answer",
                        what: texts::reference_without_answer(),
                        place: raw.place,
                    });
                }
            }
            Ok(Some(value)) => given.push(Given {
                reviewer: reviewer(&id, &raw, at.checklist),
                text: match value {
                    Value::Text => plain(&raw.answer.text()),
                    Value::Code(_)
                    | Value::Codes(_)
                    | Value::Date(_)
                    | Value::Dates(_)
                    | Value::Integer(_) => String::new(),
                },
                id,
                question: at,
                value,
                reference: raw.reference.text,
                comment: raw.comment.text,
                place: raw.place,
                second,
                joint: false,
            }),
        }
    }
    given
}

/// What is said where a text beside an answer seems to name a person: the place alone.
pub(in crate::checklist) fn seems_to_name(place: Place) -> Problem {
    Problem {
        code: "seems-to-name-person",
        what: texts::seems_to_name(),
        place,
    }
}

/// A cell's text as it is kept: trimmed, without what cannot be seen.
pub(in crate::checklist) fn text(cell: &Cell<'_>) -> String {
    if cell.is_blank() {
        return String::new();
    }
    clean(&plain(&cell.text())).into_owned()
}
