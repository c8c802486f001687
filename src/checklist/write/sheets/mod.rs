//! The sheets of answers: questions and files with a cell for each answer and one beside it
//! for where it was seen. Only these cells can be written in.

mod downwards;
mod rows;

use super::front::TITLE_HEIGHT;
use super::{Page, Writing, rules};
use crate::checklist::answers::Value;
use crate::checklist::layout::{Key, Layout, Part};
use crate::checklist::{Arrangement, Case, asked, texts, value};
use crate::table::letters;
use crate::template::QuestionRef;
use crate::workbook::{Align, Face, Sheet, Style};

/// What the first sheet needs to know of a sheet of answers.
pub(super) struct Tab {
    pub(super) name: String,
    /// The cells with what is left of each file.
    range: String,
    /// What is left of each file now.
    pub(super) left: Vec<usize>,
}

impl Tab {
    /// The cells with what is left, as another sheet names them.
    pub(super) fn left_cells(&self) -> String {
        format!("'{}'!{}", self.name.replace('\'', "''"), self.range)
    }
}

const CODE: Style = Style::PLAIN.face(Face::Strong).border();
const QUESTION: Style = Style::PLAIN.wrap().border();
const CENTERED: Style = Style::HEADER.align(Align::Center);
const SMALL: Style = Style::NOTE.border().align(Align::Center);
const REFERENCE: Style = Style::ANSWER.face(Face::Small);

/// Writes a sheet of answers.
pub(super) fn answers(sheet: &mut Sheet, writing: &Writing<'_>, page: &Page<'_>) -> Tab {
    let ids: Vec<&str> = page.cases.iter().map(|case| case.id.as_str()).collect();
    let layout = Layout::new(writing.arrangement, &ids, writing.checklist);
    heading(sheet, writing, page);
    let tab = match writing.arrangement {
        Arrangement::Across | Arrangement::PerFile => {
            downwards::write(sheet, writing, page, &layout)
        }
        Arrangement::Rows => rows::write(sheet, writing, page, &layout),
    };
    cells(sheet, writing, page, &layout);
    validations(sheet, writing, &layout);
    sheet.protect();
    tab
}

fn heading(sheet: &mut Sheet, writing: &Writing<'_>, page: &Page<'_>) {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    let name = match (writing.arrangement, page.number) {
        (Arrangement::PerFile, _) | (_, (_, 1)) => page.place.clone(),
        (_, (number, all)) => format!("{} ({number}/{all})", page.place),
    };
    // The place comes first: on a printed page a long title may be cut.
    let title = format!("{name} – {}", checklist.title.get(lang));
    sheet.text(0, 0, &title, Style::TITLE);
    sheet.height(0, TITLE_HEIGHT);
    let mut below = format!(
        "{} · {} {}",
        writing.occasion.title,
        texts::draw().get(lang),
        writing.occasion.draw_id
    );
    if writing.planned.second {
        below = format!("{below} · {}", texts::second_reading().get(lang));
    }
    sheet.text(1, 0, &below, Style::PLAIN.face(Face::Small));
}

/// The address of a cell.
fn address(row: u32, column: u16) -> String {
    format!("{}{}", letters(usize::from(column)), row + 1)
}

/// The row or column of a question's answers.
fn row_of(layout: &Layout, code: &str) -> u32 {
    let found = layout.rows.iter().find_map(|(key, row)| match key {
        Key::Question(known) if known == code => Some(*row),
        Key::Question(_) | Key::File(_) | Key::Comment => None,
    });
    found.expect("the layout was made from the questions of the same checklist")
}

fn column_of(layout: &Layout, key: &Key) -> u16 {
    let found = layout
        .columns
        .iter()
        .find(|column| column.key == *key && column.part == Part::Answer);
    found
        .expect("the layout was made from the same files and questions")
        .at
}

/// The answer that is filled in already: an old one, or who was asked to review.
fn prefilled(writing: &Writing<'_>, case: &Case, question: usize) -> Option<(Value, String)> {
    let checklist = writing.checklist;
    let at = QuestionRef {
        checklist: writing.at,
        question,
    };
    if let Some(old) = writing.filled.answers.get(&(case.id.clone(), at)) {
        let text = match old.value {
            Value::Text => old.text.clone(),
            Value::Code(_)
            | Value::Codes(_)
            | Value::Date(_)
            | Value::Dates(_)
            | Value::Integer(_) => value::shown(
                &checklist.questions[question],
                &old.value,
                writing.occasion.lang,
            ),
        };
        return Some((old.value.clone(), text));
    }
    let reviewer = &writing.planned.reviewer;
    (question == checklist.head.reviewer && !reviewer.is_empty())
        .then(|| (Value::Text, reviewer.clone()))
}

/// How much is left of a file as it is written.
fn left_now(writing: &Writing<'_>, case: &Case) -> usize {
    let values: Vec<Option<Value>> = (0..writing.checklist.questions.len())
        .map(|question| prefilled(writing, case, question).map(|(value, _)| value))
        .collect();
    asked::left(writing.checklist, &|question| values[question].as_ref())
}

/// Every cell that can be filled in, with what is filled in already.
fn cells(sheet: &mut Sheet, writing: &Writing<'_>, page: &Page<'_>, layout: &Layout) {
    for spot in layout.spots() {
        let case = page
            .cases
            .iter()
            .find(|case| case.id == spot.id)
            .expect("the layout was made from the page's files");
        let (row, column) = (spot.row, spot.column);
        let Some(code) = spot.question else {
            let comments = &writing.filled.comments;
            let text = comments.get(&(case.id.clone(), writing.at));
            let text = text.map_or("", String::as_str);
            // With questions downwards the comment has the width of the file.
            let wide = match writing.arrangement {
                Arrangement::Across => 1,
                Arrangement::PerFile => 2,
                Arrangement::Rows => 0,
            };
            sheet.merged((row, column), (row, column + wide), text, Style::ANSWER);
            continue;
        };
        let question = writing
            .checklist
            .question_by_id(code)
            .expect("the layout was made from the questions of the same checklist");
        let at = QuestionRef {
            checklist: writing.at,
            question,
        };
        let old = writing.filled.answers.get(&(case.id.clone(), at));
        match spot.part {
            Part::Answer => {
                let style = rules::style(&writing.checklist.questions[question]);
                match prefilled(writing, case, question) {
                    None => sheet.blank(row, column, style),
                    Some((Value::Date(day), _)) => sheet.date(row, column, day, style),
                    Some((Value::Integer(number), _)) => {
                        sheet.integer(row, column, number, style);
                    }
                    Some((
                        Value::Code(_) | Value::Codes(_) | Value::Dates(_) | Value::Text,
                        text,
                    )) => sheet.text(row, column, &text, style),
                }
            }
            Part::Reference => {
                let text = old.map_or("", |old| old.reference.as_str());
                sheet.text(row, column, text, REFERENCE);
            }
            Part::Comment => {
                let text = old.map_or("", |old| old.comment.as_str());
                sheet.text(row, column, text, REFERENCE);
            }
        }
    }
}

/// One rule per question for all its answers on the sheet.
fn validations(sheet: &mut Sheet, writing: &Writing<'_>, layout: &Layout) {
    let lang = writing.occasion.lang;
    for (at, question) in writing.checklist.questions.iter().enumerate() {
        let cells: Vec<(u32, u16)> = layout
            .spots()
            .filter(|spot| spot.question == Some(&question.id) && spot.part == Part::Answer)
            .map(|spot| (spot.row, spot.column))
            .collect();
        let Some((row, column)) = cells.first().copied() else {
            continue;
        };
        let first = address(row, column);
        let rule = rules::validation(question, at, writing.lists, &first, lang);
        sheet.validate_cells(&cells, &rule);
    }
}
