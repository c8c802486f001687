//! Checklists filled in by LibreOffice: every answer, date, reference and text comes back
//! from XLSX and from ODS, locked cells stay locked, and what is left is counted by its
//! formulas as we count it. A machine without LibreOffice can only say that it did not look;
//! CI installs it and demands it with `STICKPROV_NEEDS_SOFFICE=1`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod filling;
mod office;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use stickprov::checklist::answers::Value;
use stickprov::checklist::books::{Standing, Wanted, plan};
use stickprov::checklist::read::{self, Frame};
use stickprov::checklist::{Arrangement, Case, Filled, Occasion, is_asked, write};
use stickprov::lang::Lang;
use stickprov::protocol::{Protocol, Role, Status, Unit};
use stickprov::table::{Cell, Direct, Grid, grids};
use stickprov::template::{
    self, Checklist, FileStatus, Question, QuestionKind, QuestionRef, Template,
};

const DRAW_ID: &str = "0123456789ab";
/// Characters that a program could lose or change on the way.
const TEXT: &str = "åäö ÅÄÖ “citat” – 5 § =1+1 1/2";

/// What a cell is given, what must come back, and the reference beside it.
struct Entry {
    question: usize,
    typed: Typed,
    value: Value,
    reference: String,
}

enum Typed {
    Text(String),
    Number(f64),
}

#[test]
fn what_libreoffice_saves_is_read_back() {
    if !office::is_here() {
        return;
    }
    let template = template::builtin("jobbtorg").unwrap();
    let cases = cases();
    let folder = tempfile::tempdir().unwrap();
    let mut jobs = Vec::new();
    let mut expected = Vec::new();
    for arrangement in Arrangement::ALL {
        let lang = if arrangement == Arrangement::Rows {
            Lang::En
        } else {
            Lang::Sv
        };
        let occasion = Occasion {
            title: "Jobbtorg Stockholm & åäö",
            draw_id: DRAW_ID,
            lang,
        };
        let planned = plan(
            &template,
            occasion,
            &cases,
            &Wanted::default(),
            &Standing::default(),
        );
        let none = Filled::default();
        let books = write::workbooks(&template, occasion, arrangement, &planned, &none).unwrap();
        for (planned, (name, bytes)) in planned.iter().zip(books) {
            let stem = format!("{}-{}", arrangement.name(), name.trim_end_matches(".xlsx"));
            let input = folder.path().join(format!("{stem}-tom.xlsx"));
            std::fs::write(&input, bytes).unwrap();
            let empty = grids(&input, "tom", &Direct).unwrap().unwrap();
            let checklist = &template.checklists[planned.checklist];
            let mut cells = Vec::new();
            let mut entries = BTreeMap::new();
            for (number, case) in cases.iter().enumerate() {
                for entry in entries_of(checklist, number, lang) {
                    let code = &checklist.questions[entry.question].id;
                    let (sheet, row, column) = locate(&empty, arrangement, &case.id, code);
                    cells.push(cell(&sheet, row, column, &entry.typed));
                    let reference = Typed::Text(entry.reference.clone());
                    cells.push(cell(&sheet, row, column + 1, &reference));
                    entries.insert((case.id.clone(), entry.question), entry);
                }
            }
            let outputs =
                ["xlsx", "ods"].map(|ending| folder.path().join(format!("{stem}.{ending}")));
            jobs.push(serde_json::json!({"input": input, "cells": cells, "outputs": outputs}));
            expected.push((planned.checklist, outputs, entries));
        }
    }
    filling::fill(folder.path(), &serde_json::Value::Array(jobs));
    for (checklist, outputs, entries) in expected {
        for output in outputs {
            check(&output, &template, checklist, &cases, &entries);
        }
    }
}

fn check(
    path: &Path,
    template: &Template,
    checklist: usize,
    cases: &[Case],
    entries: &BTreeMap<(String, usize), Entry>,
) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = [read::open(path, &name, &Direct).unwrap()];
    let protocol = protocol(cases);
    let frame = Frame {
        protocol: &protocol,
        template,
        reference_date: date(2009, 11, 30),
    };
    let (answers, _) = read::read(&source, frame).unwrap_or_else(|error| {
        panic!("{}", error.in_words(Lang::En));
    });
    let filled = read::filled(&source, frame).unwrap();
    assert_eq!(answers.first.len(), entries.len(), "{name}");
    for ((id, question), entry) in entries {
        let at = QuestionRef {
            checklist,
            question: *question,
        };
        let code = &template.question(at).id;
        let answer = answers
            .get(id, at)
            .unwrap_or_else(|| panic!("{name} {id} {code}"));
        assert_eq!(answer.value, entry.value, "{name} {id} {code}");
        assert_eq!(answer.reference, entry.reference, "{name} {id} {code}");
        if entry.value == Value::Text {
            assert_eq!(
                filled.answers[&(id.clone(), at)].text,
                TEXT,
                "{name} {id} {code}"
            );
        }
    }
    assert!(read::holds_answers(&source[0], template));
    left_is_counted(path, &template.checklists[checklist], cases, entries);
}

/// `LibreOffice` recalculated the formulas; the first sheet's totals are those we count.
fn left_is_counted(
    path: &Path,
    checklist: &Checklist,
    cases: &[Case],
    entries: &BTreeMap<(String, usize), Entry>,
) {
    let left: Vec<usize> = cases
        .iter()
        .map(|case| {
            let answer = |question: usize| {
                let entry = entries.get(&(case.id.clone(), question));
                entry.map(|entry| &entry.value)
            };
            let needed = |at: &usize| {
                let is_text = checklist.questions[*at].kind == QuestionKind::Text;
                !is_text || *at == checklist.head.reviewer
            };
            // Of a file that was not reviewed only its status and the reason are waited for.
            let head = &checklist.head;
            let mut options = checklist.questions[head.status].options.iter();
            let not_reviewed = options.any(|option| {
                answer(head.status) == Some(&Value::Code(option.code.clone()))
                    && option.status != Some(FileStatus::Reviewed)
            });
            let waited_for = |at: &usize| !not_reviewed || [head.status, head.reason].contains(at);
            (0..checklist.questions.len())
                .filter(needed)
                .filter(waited_for)
                .filter(|at| answer(*at).is_none() && is_asked(checklist, *at, &answer))
                .count()
        })
        .collect();
    let sheets = grids(path, "x", &Direct).unwrap().unwrap();
    let first = &sheets[0];
    let totals = ["Totalt", "In all"];
    let (row, _) = first
        .cells
        .iter()
        .find(|(_, cell)| totals.contains(&cell.text().as_ref()))
        .map(|(at, _)| *at)
        .unwrap();
    let number = |column: u16| first.cells[&(row, column)].text().into_owned();
    let done = left.iter().filter(|left| **left == 0).count();
    assert_eq!(number(2), cases.len().to_string(), "{}", path.display());
    assert_eq!(number(3), done.to_string(), "{}", path.display());
    assert_eq!(
        number(4),
        left.iter().sum::<usize>().to_string(),
        "{}",
        path.display()
    );
}

fn cases() -> Vec<Case> {
    (1..=12)
        .map(|number| {
            let place = if number < 12 {
                "JS Farsta"
            } else {
                "JS Kista-Kista"
            };
            Case {
                id: format!("A-{number:02}"),
                stratum: "Övrig, över 24 år / Södermalm".to_owned(),
                place: BTreeMap::from([(0, place.to_owned()), (1, "Södermalm".to_owned())]),
            }
        })
        .collect()
}

/// What a reviewer answers about one file: everything about some, on both sheets of a place
/// with more than ten files; a missing file, one only begun; nothing about the rest.
fn entries_of(checklist: &Checklist, number: usize, lang: Lang) -> Vec<Entry> {
    let option = |question: usize, at: usize| {
        let option = &checklist.questions[question].options[at];
        (
            Typed::Text(option.label.get(lang).to_owned()),
            Value::Code(option.code.clone()),
        )
    };
    let entry = |question: usize, (typed, value): (Typed, Value)| Entry {
        question,
        typed,
        value,
        reference: format!("blad {number}, {TEXT}"),
    };
    let head = &checklist.head;
    // The options of the status question stand in the order ordered, reviewed, missing.
    match number {
        1 => vec![entry(head.status, option(head.status, 2))],
        2 => vec![entry(head.status, option(head.status, 1))],
        0 | 10 | 11 => checklist
            .questions
            .iter()
            .enumerate()
            .map(|(at, question)| {
                if at == head.status {
                    entry(at, option(at, 1))
                } else {
                    entry(at, answer(question, at + number, lang))
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn answer(question: &Question, turn: usize, lang: Lang) -> (Typed, Value) {
    let options = &question.options;
    let coded = || {
        let option = &options[turn % options.len()];
        // Some type the code, or small letters.
        let typed = match turn % 3 {
            0 => option.label.get(lang).to_owned(),
            1 => option.code.to_lowercase(),
            _ => format!(" {} ", option.label.get(lang).to_uppercase()),
        };
        (Typed::Text(typed), Value::Code(option.code.clone()))
    };
    let beside = !options.is_empty() && turn.is_multiple_of(4);
    match question.kind {
        QuestionKind::Coded => coded(),
        QuestionKind::Date | QuestionKind::Integer | QuestionKind::DateList if beside => coded(),
        QuestionKind::CodedMany => {
            let both = &options[..2];
            let labels: Vec<&str> = both.iter().map(|option| option.label.get(lang)).collect();
            let codes = both.iter().map(|option| option.code.clone()).collect();
            (Typed::Text(labels.join("/")), Value::Codes(codes))
        }
        QuestionKind::Date => {
            let day = i32::try_from(turn % 28).unwrap() + 1;
            let day = date(2009, 5, i8::try_from(day).unwrap());
            let typed = if turn.is_multiple_of(2) {
                Typed::Number(serial(day))
            } else {
                Typed::Text(format!("{} maj 2009", day.day()))
            };
            (typed, Value::Date(day))
        }
        QuestionKind::DateList => (
            Typed::Text("2009-09-03/2009-06-04".to_owned()),
            Value::Dates(vec![date(2009, 6, 4), date(2009, 9, 3)]),
        ),
        QuestionKind::Integer => {
            let number = u32::try_from(turn).unwrap();
            (
                Typed::Number(f64::from(number)),
                Value::Integer(u64::from(number)),
            )
        }
        QuestionKind::Text => (Typed::Text(TEXT.to_owned()), Value::Text),
    }
}

/// The number by which a sheet keeps a day.
fn serial(day: Date) -> f64 {
    f64::from((day - date(1899, 12, 30)).get_days())
}

fn cell(sheet: &str, row: u32, column: u16, typed: &Typed) -> serde_json::Value {
    match typed {
        Typed::Text(text) => {
            serde_json::json!({"sheet": sheet, "row": row, "column": column, "text": text})
        }
        Typed::Number(number) => {
            serde_json::json!({"sheet": sheet, "row": row, "column": column, "number": number})
        }
    }
}

/// Where a person sees the answer's cell: in the file's column and the question's row, or
/// the other way round.
fn locate(sheets: &[Grid], arrangement: Arrangement, id: &str, code: &str) -> (String, u32, u16) {
    let of = |sheet: &Grid, text: &str| {
        let found = sheet.cells.iter();
        let found = found.filter(|(_, cell)| matches!(cell, Cell::Text(t) if t == text));
        found.map(|(at, _)| *at).next()
    };
    sheets
        .iter()
        // The second sheet is the guidance, which has the codes but no files.
        .skip(2)
        .find_map(|sheet| {
            let (file, question) = (of(sheet, id)?, of(sheet, code)?);
            let (row, column) = match arrangement {
                Arrangement::Across | Arrangement::PerFile => (question.0, file.1),
                Arrangement::Rows => (file.0, question.1),
            };
            Some((sheet.name.clone(), row, column))
        })
        .unwrap_or_else(|| panic!("{id} and {code} stand on no sheet together"))
}

fn protocol(cases: &[Case]) -> Protocol {
    let units = cases.iter().zip(1..).map(|(case, rank)| Unit {
        id: case.id.clone(),
        stratum: "A".to_owned(),
        role: Role::Sample,
        rank,
        status: Status::Drawn,
    });
    Protocol {
        schema: String::new(),
        program: String::new(),
        draw_id: DRAW_ID.to_owned(),
        plan_sha256: String::new(),
        method: String::new(),
        seed: String::new(),
        inputs: Vec::new(),
        reconciliation: Vec::new(),
        coordination: None,
        criteria: BTreeMap::new(),
        strata: Vec::new(),
        selection_sha256: String::new(),
        units: units.collect(),
    }
}
