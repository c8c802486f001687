//! A made-up template with one checklist of every kind of question, a draw of files at two
//! places, and the way of a workbook through a file, for the tests.

use std::collections::BTreeMap;
use std::io::Write as _;

use jiff::civil::date;

use super::books::{Planned, Standing, Wanted, plan};
use super::read::{Frame, Source, open};
use super::{Arrangement, Case, Filled, Occasion, write};
use crate::lang::Lang;
use crate::protocol::{Protocol, Role, Status, Unit};
use crate::table::Direct;
use crate::template::{QuestionRef, Template, TemplateFile, load};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "Register A", en = "Register A" }
link = "pnr"
fields = [{ id = "pnr", title = { sv = "Pnr", en = "Pnr" }, type = "personnummer" }]
"#;

const CHECKLIST: &str = r#"
title = { sv = "Checklista för akten", en = "Checklist for the file" }
file = { sv = "akt", en = "file" }
files = { sv = "akter", en = "files" }
instructions = { sv = "Läs akten.\nSvara.", en = "Read the file.\nAnswer." }
responsible = "enhet"
head = { status = "Q0.status", reason = "Q0.orsak", reviewer = "Q0.vem", date = "Q0.dag", exists = "Q1" }

[[questions]]
id = "Q0.status"
section = { sv = "Akten", en = "The file" }
text = { sv = "Status?", en = "Status?" }
type = "coded"
options = [
  { code = "B", label = { sv = "Beställd, ej här", en = "Ordered, not here" }, status = "ordered" },
  { code = "G", label = { sv = "Granskad", en = "Reviewed" }, status = "reviewed" },
  { code = "S", label = { sv = "Saknas", en = "Missing" }, status = "missing" },
]
[[questions]]
id = "Q0.orsak"
text = { sv = "Varför?", en = "Why?" }
type = "coded"
asked_if = { question = "Q0.status", is = ["S"] }
options = [{ code = "U", label = { sv = "Utlånad", en = "On loan" }, missing = "not_assessable" }]
[[questions]]
id = "Q0.vem"
text = { sv = "Vem?", en = "Who?" }
type = "text"
[[questions]]
id = "Q0.dag"
text = { sv = "När?", en = "When?" }
type = "date"
[[questions]]
id = "Q1"
section = { sv = "Frågor", en = "Questions" }
text = { sv = "Finns akten?", en = "Is there a file?" }
help = { sv = "Se efter.", en = "Look." }
type = "coded"
options = ["J", "N", "FE"]
[[questions]]
id = "Q2"
text = { sv = "Vilken dag?", en = "Which day?" }
type = "date"
options = ["FE", "ET"]
asked_if = { question = "Q1", is = ["J"] }
[[questions]]
id = "Q3"
text = { sv = "Vilka dagar?", en = "Which days?" }
type = "date_list"
[[questions]]
id = "Q4"
text = { sv = "Hur många?", en = "How many?" }
type = "integer"
options = ["FE"]
[[questions]]
id = "Q5"
text = { sv = "Vilka mål?", en = "Which goals?" }
type = "coded_many"
options = [
  { code = "A", label = { sv = "Arbete/praktik", en = "Work/trainee" } },
  { code = "S", label = { sv = "Studier, vuxna", en = "Studies, adult" } },
]
[[questions]]
id = "Q6"
text = { sv = "Anteckning", en = "Note" }
type = "text"
asked_if = { question = "Q5", is = ["A"] }
"#;

pub(super) const DRAW_ID: &str = "0123456789ab";

pub(super) fn template() -> Template {
    let title = "title = { sv = \"Påhittad\", en = \"Made up\" }";
    let files = [
        ("template.toml", title),
        ("registers.toml", REGISTERS),
        ("evidence.toml", "evidence = []"),
        ("checklists/lista.toml", CHECKLIST),
    ]
    .map(|(path, text)| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    load("made_up", &files).unwrap()
}

/// `A-01` … at one place, `B-01` … at another.
pub(super) fn cases(first: usize, second: usize) -> Vec<Case> {
    let case = |letter: &str, number: usize, place: &str| Case {
        id: format!("{letter}-{number:02}"),
        stratum: format!("Stratum {letter}"),
        place: BTreeMap::from([(0, place.to_owned())]),
    };
    let first = (1..=first).map(|number| case("A", number, "Östra enheten"));
    let second = (1..=second).map(|number| case("B", number, "Västra / norra"));
    first.chain(second).collect()
}

pub(super) fn protocol(cases: &[Case]) -> Protocol {
    let units = cases.iter().zip(1..).map(|(case, rank)| Unit {
        id: case.id.clone(),
        stratum: case.id[..1].to_owned(),
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

pub(super) fn occasion(lang: Lang) -> Occasion<'static> {
    Occasion {
        title: "Granskning 1 & 2",
        draw_id: DRAW_ID,
        lang,
    }
}

pub(super) fn frame<'a>(protocol: &'a Protocol, template: &'a Template) -> Frame<'a> {
    Frame {
        protocol,
        template,
        reference_date: date(2009, 11, 30),
    }
}

/// The question with a code.
pub(super) fn question(template: &Template, code: &str) -> QuestionRef {
    template.question_by_id(code).unwrap()
}

/// The workbooks of a plan without wishes, opened again.
pub(super) fn written(
    template: &Template,
    cases: &[Case],
    arrangement: Arrangement,
    lang: Lang,
    filled: &Filled,
) -> Vec<Source> {
    let occasion = occasion(lang);
    let wanted = Wanted::default();
    let planned = plan(template, occasion, cases, &wanted, &Standing::default());
    books(template, occasion, arrangement, &planned, filled)
}

/// Planned workbooks, written and opened again.
pub(super) fn books(
    template: &Template,
    occasion: Occasion<'_>,
    arrangement: Arrangement,
    planned: &[Planned<'_>],
    filled: &Filled,
) -> Vec<Source> {
    write::workbooks(template, occasion, arrangement, planned, filled)
        .unwrap()
        .into_iter()
        .map(|(name, bytes)| file(&name, &bytes))
        .collect()
}

/// A file with these bytes, opened.
pub(super) fn file(name: &str, bytes: &[u8]) -> Source {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    open(file.path(), name, &Direct).unwrap()
}
