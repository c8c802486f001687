//! Answers from CSV: `id,question,answer[,reference][,comment][,reviewer]`, one row an
//! answer, with the headers in either language and the columns in any order.

use std::collections::BTreeMap;
use std::path::Path;

use super::Frame;
use super::gather::{Gathered, Note, Raw, text, understand};
use crate::checklist::{settlement, texts};
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Problems, Result};
use crate::table::{self, Cell, Description, Legacy, Wanted};
use crate::template::{QuestionRef, plain};

/// A file of answers, one a row.
pub(super) struct Lines {
    description: Description,
    columns: Columns,
    rows: Vec<(u64, Vec<Cell<'static>>)>,
    problems: Problems,
}

/// The columns, by their places.
struct Columns {
    id: usize,
    question: usize,
    answer: usize,
    reference: Option<usize>,
    comment: Option<usize>,
    reviewer: Option<usize>,
    draw_id: Option<usize>,
}

const ID: [&str; 5] = ["id", "löpnummer", "löpnr", "lopnummer", "serial number"];
const QUESTION: [&str; 5] = ["question", "fråga", "fraga", "kod", "code"];
const ANSWER: [&str; 2] = ["answer", "svar"];
const REFERENCE: [&str; 4] = ["reference", "hänvisning", "hanvisning", "referens"];
const COMMENT: [&str; 2] = ["comment", "kommentar"];
const REVIEWER: [&str; 2] = ["reviewer", "granskare"];
const DRAW_ID: [&str; 2] = ["draw_id", "urval"];

fn is_one_of(names: &[&str], header: &str) -> bool {
    names.contains(&plain(header).to_lowercase().as_str())
}

fn is_known(header: &str) -> bool {
    let all: [&[&str]; 7] = [
        &ID, &QUESTION, &ANSWER, &REFERENCE, &COMMENT, &REVIEWER, &DRAW_ID,
    ];
    all.iter().any(|names| is_one_of(names, header))
}

impl Lines {
    pub(super) fn open(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Self> {
        let wanted = Wanted {
            recognises: &is_known,
            ..Wanted::anything()
        };
        let mut table = table::open(path, shown_as, &wanted, legacy)?;
        let description = table.describe().clone();
        let find = |names: &[&str]| {
            let headers = &description.headers;
            headers.iter().position(|header| is_one_of(names, header))
        };
        let (Some(id), Some(question), Some(answer)) = (find(&ID), find(&QUESTION), find(&ANSWER))
        else {
            let place = Place::file(shown_as);
            return Err(Error::at(place, texts::not_answers()).hint(texts::foreign_hint()));
        };
        let columns = Columns {
            id,
            question,
            answer,
            reference: find(&REFERENCE),
            comment: find(&COMMENT),
            reviewer: find(&REVIEWER),
            draw_id: find(&DRAW_ID),
        };
        let mut rows = Vec::new();
        let read = table.rows(&mut |row| {
            let cells = row.cells.iter().map(Cell::into_owned);
            rows.push((row.number, cells.collect()));
            Ok(())
        })?;
        Ok(Self {
            description,
            columns,
            rows,
            problems: read.problems,
        })
    }

    /// Whether every line says which draw it belongs to, or there is none.
    pub(super) fn say_their_draw(&self) -> bool {
        self.columns.draw_id.is_some() || self.rows.is_empty()
    }

    pub(super) fn gather(&self, file: &str, frame: Frame<'_>) -> Result<Gathered> {
        let mut faults = Vec::new();
        let mut problems = self.problems.clone();
        let mut raw: Vec<((String, QuestionRef), Raw)> = Vec::new();
        // Who reviewed a file is said in the row itself, or once as its own answer.
        let mut reviewers: BTreeMap<(String, usize), String> = BTreeMap::new();
        let mut by_row: BTreeMap<u64, String> = BTreeMap::new();
        for (number, cells) in &self.rows {
            let mut fault = |what: Text, hint: Text, column: usize| {
                faults.push(Fault {
                    what,
                    place: Some(self.description.place(*number, Some(column))),
                    hint: Some(hint),
                });
            };
            let at = |column: Option<usize>| {
                let cell = column.and_then(|column| cells.get(column));
                cell.map(text).unwrap_or_default()
            };
            let note = |column: Option<usize>| Note {
                text: at(column),
                place: self.description.place(*number, column),
            };
            let columns = &self.columns;
            if let Some(column) = columns.draw_id
                && at(columns.draw_id) != frame.protocol.draw_id
            {
                let what = texts::row_of_other_draw(&frame.protocol.draw_id);
                fault(what, texts::other_draw_hint(), column);
                continue;
            }
            let wanted = at(Some(columns.id)).to_uppercase();
            let Some(unit) = frame.protocol.unit(&wanted) else {
                fault(texts::unknown_id(), texts::unknown_id_hint(), columns.id);
                continue;
            };
            let code = at(Some(columns.question));
            let Some(question) = question_by_code(frame, &code) else {
                let hint = texts::unknown_question_hint();
                fault(texts::unknown_question(), hint, columns.question);
                continue;
            };
            let cell = Raw {
                answer: cells[columns.answer].clone(),
                reference: note(columns.reference),
                comment: note(columns.comment),
                place: self.description.place(*number, Some(columns.answer)),
            };
            let checklist = &frame.template.checklists[question.checklist];
            let said = text(&cell.answer);
            if question.question == checklist.head.reviewer && !said.is_empty() {
                reviewers.insert((unit.id.clone(), question.checklist), said);
            }
            by_row.insert(*number, at(columns.reviewer));
            raw.push(((unit.id.clone(), question), cell));
        }
        let reviewer = |id: &str, raw: &Raw, checklist: usize| {
            let own = raw.place.row.and_then(|row| by_row.get(&row)).cloned();
            let said = || reviewers.get(&(id.to_owned(), checklist)).cloned();
            own.filter(|own| !own.is_empty())
                .or_else(said)
                .unwrap_or_default()
        };
        let mut given = understand(raw, &reviewer, false, frame, &mut faults, &mut problems);
        for one in &mut given {
            one.joint = settlement::is_joint(&one.reviewer);
        }
        debug_assert_eq!(file, self.description.file);
        Error::all(faults).map(|()| Gathered {
            given,
            comments: BTreeMap::new(),
            problems: vec![problems],
        })
    }
}

/// A question by its code, whatever the case.
fn question_by_code(frame: Frame<'_>, code: &str) -> Option<QuestionRef> {
    frame.template.question_by_id(code).or_else(|| {
        let folded = code.to_lowercase();
        let lists = frame.template.checklists.iter().enumerate();
        lists
            .flat_map(|(checklist, list)| {
                list.questions
                    .iter()
                    .enumerate()
                    .map(move |(question, q)| (checklist, question, q))
            })
            .find(|(_, _, question)| question.id.to_lowercase() == folded)
            .map(|(checklist, question, _)| QuestionRef {
                checklist,
                question,
            })
    })
}
