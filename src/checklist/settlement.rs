//! Where two readings differ, the reviewers agree on a joint answer: a workbook with a line
//! for each difference and room for what they agreed on. Until it is filled in the first
//! reading counts; what both first answered is kept for the figures on agreement.

use std::collections::BTreeSet;

use super::answers::Answers;
use super::ledger::{self, Key, Ledger};
use super::read::Frame;
use super::read::gather::{Given, Note, Raw, text, understand};
use super::readings::Disagreement;
use super::write::rules::{self, Lists};
use super::{Occasion, texts, value};
use crate::lang::Lang;
use crate::problem::{Error, Fault, Place, Problems, Result};
use crate::table::{Cell, Grid, letters};
use crate::template::Template;
use crate::workbook::{Book, Face, Print, Sheet, Style, fit};

pub(super) const FAMILY: &str = "stickprov/settlement/";
const SCHEMA: &str = "stickprov/settlement/1";
const FORM: ledger::Form<'_> = ledger::Form {
    family: FAMILY,
    schema: SCHEMA,
    command: "stickprov agreement",
};

/// The stem of the workbooks' names.
pub const STEM: &str = "avstamning";

/// A workbook with a line for each disagreement.
pub fn workbook(
    template: &Template,
    occasion: Occasion<'_>,
    answers: &Answers,
    disagreements: &[&Disagreement],
) -> Result<Vec<u8>> {
    let lang = occasion.lang;
    let mut book = Book::new(texts::settlement().get(lang));
    let lists = Lists::new(
        disagreements
            .iter()
            .map(|one| template.question(one.question)),
        lang,
    );
    let sheet = book.sheet(texts::settlement().get(lang));
    heading(sheet, occasion);
    for (place, (row, one)) in (HEADERS + 1..).zip(disagreements).enumerate() {
        let question = template.question(one.question);
        let first = answers.original(&one.id, one.question);
        let first = first.map(|answer| value::shown(question, &answer.value, lang));
        let second: Vec<String> = answers
            .second
            .get(&(one.id.clone(), one.question))
            .into_iter()
            .flatten()
            .map(|(_, answer)| value::shown(question, &answer.value, lang))
            .collect();
        let asked = question.text.get(lang);
        let written = [
            one.id.clone(),
            question.id.clone(),
            asked.to_owned(),
            first.unwrap_or_default(),
            second.join("\n"),
        ];
        for (column, text) in (0..).zip(&written) {
            let face = if column < 2 {
                Face::Strong
            } else {
                Face::Plain
            };
            sheet.text(row, column, text, Style::WRAPPED.border().face(face));
        }
        sheet.blank(row, JOINT, rules::style(question));
        sheet.blank(row, JOINT + 1, Style::ANSWER);
        sheet.blank(row, JOINT + 2, Style::ANSWER);
        let cell = format!("{}{}", letters(usize::from(JOINT)), row + 1);
        let rule = rules::validation(question, place, &lists, &cell, lang);
        sheet.validate((row, JOINT), (row, JOINT), &rule);
        let lines = fit::lines(asked, WIDTHS[2]).max(2);
        sheet.height(row, fit::height(lines, 0) + 3.0);
    }
    sheet.freeze(HEADERS + 1, 2);
    sheet.protect();
    sheet.show_first();
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((HEADERS, HEADERS)),
        footer: &format!("{} · {}", occasion.title, occasion.draw_id),
        ..Print::default()
    });
    let keys = disagreements.iter().map(|one| Key {
        id: one.id.clone(),
        code: template.question(one.question).id.clone(),
        ours: one.first.clone(),
    });
    let ledger = Ledger {
        schema: SCHEMA,
        draw_id: occasion.draw_id.to_owned(),
        recipient: String::new(),
        keys: keys.collect(),
    };
    ledger.write(&mut book, lists.in_cells());
    book.bytes()
}

const WIDTHS: [f64; 8] = [11.0, 11.0, 44.0, 20.0, 20.0, 20.0, 16.0, 30.0];
const JOINT: u16 = 5;
const HEADERS: u32 = 4;

fn heading(sheet: &mut Sheet, occasion: Occasion<'_>) {
    let lang = occasion.lang;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.width(column, width);
    }
    sheet.text(0, 0, texts::settlement().get(lang), Style::TITLE);
    sheet.height(0, 26.0);
    let below = format!("{} · {}", occasion.title, occasion.draw_id);
    sheet.text(1, 0, &below, Style::PLAIN.face(Face::Small));
    let how = texts::settlement_how();
    let width: f64 = WIDTHS.iter().sum();
    sheet.merged((2, 0), (2, JOINT + 2), how.get(lang), Style::WRAPPED);
    sheet.height(2, fit::height(fit::lines(how.get(lang), width), 0) + 4.0);
    let [id, code] = ledger::headers();
    let headers = [
        id,
        code,
        texts::asked(),
        texts::first_reading(),
        texts::other_reading(),
        texts::joint_answer(),
        texts::reference(),
        texts::comment(),
    ];
    for (column, header) in (0..).zip(&headers) {
        sheet.text(HEADERS, column, header.get(lang), Style::HEADER);
    }
    sheet.height(HEADERS, 32.0);
}

/// The joint answers of a workbook that came back.
pub(super) fn gather(
    file: &str,
    grids: &[Grid],
    frame: Frame<'_>,
    problems: &mut Problems,
) -> Result<Vec<Given>> {
    let columns = [texts::joint_answer(), texts::reference(), texts::comment()];
    let draw_id = &frame.protocol.draw_id;
    let back = ledger::read(file, grids, FORM, draw_id, &columns)?;
    problems.append(back.problems);
    let mut faults = Vec::new();
    let mut raw = Vec::new();
    for line in back.lines {
        let [(answer, place), reference, comment] = line.cells.as_slice() else {
            unreachable!("as many cells are read as there are headers");
        };
        let known = frame.protocol.unit(&line.key.id).is_some();
        match frame.template.question_by_id(&line.key.code) {
            Some(question) if known => raw.push((
                (line.key.id.clone(), question),
                Raw {
                    answer: answer.clone(),
                    reference: note(reference),
                    comment: note(comment),
                    place: place.clone(),
                },
            )),
            Some(_) | None => faults.push(Fault {
                what: texts::unknown_question(),
                place: Some(place.clone()),
                hint: Some(texts::unknown_question_hint()),
            }),
        }
    }
    let nobody = |_: &str, _: &Raw, _: usize| String::new();
    let mut given = understand(raw, &nobody, false, frame, &mut faults, problems);
    for one in &mut given {
        one.joint = true;
    }
    Error::all(faults).map(|()| given)
}

fn note((cell, place): &(Cell<'static>, Place)) -> Note {
    Note {
        text: text(cell),
        place: place.clone(),
    }
}

/// What a workbook asks to settle, by löpnummer and code.
pub(super) fn asks(
    file: &str,
    grids: &[Grid],
    frame: Frame<'_>,
) -> Result<BTreeSet<(String, String)>> {
    let draw_id = &frame.protocol.draw_id;
    let back = ledger::read(file, grids, FORM, draw_id, &[])?;
    Ok(back
        .lines
        .into_iter()
        .map(|line| (line.key.id, line.key.code))
        .collect())
}

/// The words in a CSV's column of reviewers for the answer that both agreed on.
pub(super) fn is_joint(reviewer: &str) -> bool {
    let reviewer = reviewer.to_lowercase();
    [Lang::Sv, Lang::En]
        .iter()
        .any(|lang| reviewer == texts::joint_reviewer().get(*lang))
}
