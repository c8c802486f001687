//! The built-in checklists as workbooks: within what Excel takes, in both languages and all
//! arrangements; and the life of a checklist, from the first workbook over more files to
//! new workbooks with the old answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use jiff::civil::date;
use stickprov::checklist::answers::Value;
use stickprov::checklist::books::{Planned, Standing, Wanted, plan};
use stickprov::checklist::read::{self, Frame, Source};
use stickprov::checklist::{Arrangement, Case, Filled, Occasion, write};
use stickprov::lang::Lang;
use stickprov::protocol::{Protocol, Role, Status, Unit};
use stickprov::table::Direct;
use stickprov::template::{self, Template};

const OCCASION: Occasion<'static> = Occasion {
    title: "Jobbtorg Stockholm",
    draw_id: "0123456789ab",
    lang: Lang::Sv,
};

fn jobbtorg() -> Template {
    template::builtin("jobbtorg").unwrap()
}

fn cases(count: usize) -> Vec<Case> {
    (1..=count)
        .map(|number| Case {
            id: format!("A-{number:02}"),
            stratum: "Övrig, över 24 år / Södermalm".to_owned(),
            place: BTreeMap::from([(0, "JS Farsta".to_owned()), (1, "Södermalm".to_owned())]),
        })
        .collect()
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
        draw_id: OCCASION.draw_id.to_owned(),
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

/// Each part of a workbook whose name begins so, as text.
fn parts(bytes: &[u8], start: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let wanted = names.into_iter().filter(|name| name.starts_with(start));
    wanted
        .map(|name| {
            let mut text = String::new();
            let mut part = archive.by_name(&name).unwrap();
            part.read_to_string(&mut text).unwrap();
            text
        })
        .collect()
}

/// What stands between two marks, as often as they occur.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open)
        .skip(1)
        .filter_map(|rest| rest.split(close).next())
        .collect()
}

/// A cell's formula holds 8192 characters, a validation's 255; Excel repairs a workbook that
/// goes beyond, and takes the formulas away.
#[test]
fn every_workbook_stays_within_what_excel_takes() {
    let template = jobbtorg();
    let cases = cases(12);
    for arrangement in Arrangement::ALL {
        for lang in [Lang::Sv, Lang::En] {
            let occasion = Occasion { lang, ..OCCASION };
            let (wanted, standing) = (Wanted::default(), Standing::default());
            let planned = plan(&template, occasion, &cases, &wanted, &standing);
            let none = Filled::default();
            let books = write::workbooks(&template, occasion, arrangement, &planned, &none);
            for (name, bytes) in books.unwrap() {
                let mut longest = 0;
                let mut rules = 0;
                for sheet in parts(&bytes, "xl/worksheets/sheet") {
                    for formula in between(&sheet, "<f>", "</f>") {
                        longest = longest.max(formula.replace("&quot;", "\"").len());
                    }
                    for rule in between(&sheet, "<formula1>", "</formula1>") {
                        rules += 1;
                        let length = rule.replace("&gt;", ">").replace("&lt;", "<");
                        assert!(length.chars().count() <= 257, "{name}: {rule}");
                    }
                }
                assert!(longest > 100 && longest <= 8192, "{name}: {longest}");
                assert!(rules > 30, "{name}: {rules}");
            }
        }
    }
}

/// What names a workbook in Excel's own words stands nowhere in it twice.
#[test]
fn the_first_sheet_says_what_it_is_and_the_last_is_out_of_sight() {
    let template = jobbtorg();
    let cases = cases(12);
    let (wanted, standing) = (Wanted::default(), Standing::default());
    let planned = plan(&template, OCCASION, &cases, &wanted, &standing);
    let none = Filled::default();
    let books = write::workbooks(&template, OCCASION, Arrangement::Across, &planned, &none);
    let (name, bytes) = books.unwrap().swap_remove(0);
    assert_eq!(name, "personakt.xlsx");
    let custom = parts(&bytes, "docProps/custom.xml").swap_remove(0);
    assert!(custom.contains("draw_id") && custom.contains(OCCASION.draw_id));
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "Läs först",
            "Vägledning",
            "JS Farsta 1",
            "JS Farsta 2",
            "stickprov"
        ]
    );
    let first = book.worksheet_range("Läs först").unwrap();
    let words: Vec<String> = first
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    for wanted in [
        OCCASION.title,
        OCCASION.draw_id,
        "Framgår ej",
        "JS Farsta 2",
    ] {
        assert!(words.iter().any(|word| word.contains(wanted)), "{wanted}");
    }
}

/// A workbook and what is opened from it.
fn made(
    template: &Template,
    planned: &[Planned<'_>],
    filled: &Filled,
    folder: &tempfile::TempDir,
) -> Vec<Source> {
    let books = write::workbooks(template, OCCASION, Arrangement::Across, planned, filled);
    books
        .unwrap()
        .into_iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(&name);
            std::fs::write(&path, bytes).unwrap();
            read::open(&path, &name, &Direct).unwrap()
        })
        .collect()
}

#[test]
fn more_files_go_into_new_workbooks_and_old_answers_can_follow() {
    let template = jobbtorg();
    let folder = tempfile::tempdir().unwrap();
    let all = cases(5);
    let protocol = protocol(&all);
    let frame = Frame {
        protocol: &protocol,
        template: &template,
        reference_date: date(2009, 11, 30),
    };
    let names = |planned: &[Planned<'_>]| -> Vec<String> {
        planned
            .iter()
            .map(|p| format!("{} {}", p.file_name, p.cases.len()))
            .collect()
    };

    // The first three files, and answers to them as CSV.
    let planned = plan(
        &template,
        OCCASION,
        &all[..3],
        &Wanted::default(),
        &Standing::default(),
    );
    assert_eq!(names(&planned), ["personakt.xlsx 3", "sol-akt.xlsx 3"]);
    let mut sources = made(&template, &planned, &Filled::default(), &folder);
    assert!(
        sources
            .iter()
            .all(|source| !read::holds_answers(source, &template))
    );

    // Two more were drawn: only they are written, beside the first.
    let standing = read::standing(&sources, frame).unwrap();
    let planned = plan(&template, OCCASION, &all, &Wanted::default(), &standing);
    assert_eq!(names(&planned), ["personakt-2.xlsx 2", "sol-akt-2.xlsx 2"]);
    sources.extend(made(&template, &planned, &Filled::default(), &folder));
    let standing = read::standing(&sources, frame).unwrap();
    assert!(plan(&template, OCCASION, &all, &Wanted::default(), &standing).is_empty());

    // New workbooks for all five, with the answers so far.
    let csv = folder.path().join("svar.csv");
    std::fs::write(
        &csv,
        "id;question;answer;reference\nA-01;P05;nej;blad 2\nA-05;P02;4 maj 2009;\n",
    )
    .unwrap();
    sources.push(read::open(&csv, "svar.csv", &Direct).unwrap());
    let old = read::filled(&sources, frame).unwrap();
    let again = Wanted {
        again: true,
        ..Wanted::default()
    };
    let standing = read::standing(&sources, frame).unwrap();
    let planned = plan(&template, OCCASION, &all, &again, &standing);
    assert_eq!(names(&planned), ["personakt-3.xlsx 5", "sol-akt-3.xlsx 5"]);
    let new = made(&template, &planned, &old, &folder);
    assert!(read::holds_answers(&new[0], &template));
    assert_eq!(read::filled(&new, frame).unwrap(), old);

    // Old and new together: the same answer twice is fine.
    sources.extend(new);
    let (answers, _) = read::read(&sources, frame).unwrap();
    let question = template.question_by_id("P05").unwrap();
    let answer = answers.get("A-01", question).unwrap();
    assert_eq!(answer.value, Value::Code("N".to_owned()));
    assert_eq!(answer.reference, "blad 2");
    assert!(answers.second.is_empty());
}
