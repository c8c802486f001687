//! What a written workbook holds, read back as cells: every file and question once, nothing
//! that was not asked for, and the same bytes twice.

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::*;
use crate::checklist::answers::Value;
use crate::checklist::books::{Standing, Wanted, plan};
use crate::checklist::fixture::{self, cases, frame, occasion, protocol, question, written};
use crate::checklist::read::Old;
use crate::checklist::{asked, read};
use crate::lang::Lang;

fn bytes(count: usize, arrangement: Arrangement, lang: Lang, filled: &Filled) -> Vec<u8> {
    let template = fixture::template();
    let cases = cases(count, 2);
    let wanted = Wanted::default();
    let planned = plan(
        &template,
        occasion(lang),
        &cases,
        &wanted,
        &Standing::default(),
    );
    let books = workbooks(&template, occasion(lang), arrangement, &planned, filled).unwrap();
    assert_eq!(books.len(), 1);
    assert_eq!(books[0].0, "lista.xlsx");
    books.into_iter().next().unwrap().1
}

fn tabs(bytes: &[u8]) -> Vec<String> {
    let book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    book.sheet_names()
}

#[test]
fn two_runs_give_the_same_bytes() {
    for arrangement in Arrangement::ALL {
        let once = bytes(11, arrangement, Lang::Sv, &Filled::default());
        assert!(once == bytes(11, arrangement, Lang::Sv, &Filled::default()));
    }
}

#[test]
fn a_sheet_per_place_at_most_ten_files_across() {
    let none = Filled::default();
    // Ö is the last letter, and a tab cannot hold a slash.
    assert_eq!(
        tabs(&bytes(11, Arrangement::Across, Lang::Sv, &none)),
        [
            "Läs först",
            "Vägledning",
            "Västra - norra",
            "Östra enheten 1",
            "Östra enheten 2",
            "stickprov"
        ]
    );
    assert_eq!(
        tabs(&bytes(11, Arrangement::Rows, Lang::En, &none)),
        [
            "Read first",
            "Guidance",
            "Västra - norra",
            "Östra enheten",
            "stickprov"
        ]
    );
    assert_eq!(
        tabs(&bytes(1, Arrangement::PerFile, Lang::Sv, &none)),
        [
            "Läs först",
            "Vägledning",
            "B-01",
            "B-02",
            "A-01",
            "stickprov"
        ]
    );
}

#[test]
fn every_file_and_question_stands_where_the_layout_says() {
    let template = fixture::template();
    let checklist = &template.checklists[0];
    let codes: Vec<String> = checklist.questions.iter().map(|q| q.id.clone()).collect();
    for arrangement in Arrangement::ALL {
        for lang in [Lang::Sv, Lang::En] {
            let cases = cases(3, 0);
            let none = Filled::default();
            let mut sources = written(&template, &cases, arrangement, lang, &none);
            let ids: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
            let mut seen = Vec::new();
            for grid in sources[0].grids() {
                use crate::checklist::layout::Layout;
                let Some(found) = Layout::find(grid, arrangement, &ids, &codes) else {
                    continue;
                };
                let on_sheet: Vec<&str> = match arrangement {
                    Arrangement::PerFile => vec![grid.name.as_str()],
                    Arrangement::Across | Arrangement::Rows => {
                        ids.iter().map(String::as_str).collect()
                    }
                };
                assert_eq!(found, Layout::new(arrangement, &on_sheet, checklist));
                seen.extend(found.spots().map(|spot| {
                    let code = spot.question.map(str::to_owned);
                    (spot.id.to_owned(), code, spot.part)
                }));
            }
            let parts = if arrangement == Arrangement::PerFile {
                3
            } else {
                2
            };
            // Every question with its parts, and one comment, for each of three files.
            assert_eq!(seen.len(), 3 * (codes.len() * parts + 1));
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 3 * (codes.len() * parts + 1));
        }
    }
}

#[test]
fn what_is_left_is_counted_without_a_calculating_program() {
    let template = fixture::template();
    let at = |code| question(&template, code);
    let old = |value: Value| Old {
        value,
        text: String::new(),
        reference: String::new(),
        comment: String::new(),
    };
    let mut filled = Filled::default();
    let code = |code: &str| old(Value::Code(code.to_owned()));
    filled
        .answers
        .insert(("A-01".to_owned(), at("Q0.status")), code("G"));
    filled
        .answers
        .insert(("A-01".to_owned(), at("Q1")), code("N"));
    filled
        .answers
        .insert(("B-01".to_owned(), at("Q0.status")), code("S"));
    let cells = bytes(1, Arrangement::Across, Lang::Sv, &filled);
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(cells)).unwrap();
    let mut left = |tab: &str, column: u32| {
        let range = book.worksheet_range(tab).unwrap();
        range
            .get_value((crate::checklist::layout::Layout::LEFT_ROW, column))
            .cloned()
    };
    // Ten questions; Q6 is free text and need not be answered. A-01: status and Q1 are
    // answered, the reason is not asked of a reviewed file, Q2 not after no. 9 − 2 − 2 = 5.
    assert_eq!(left("Östra enheten", 2), Some(Data::Float(5.0)));
    // A missing file: the reason. The rest of it is left blank, as the instructions say.
    assert_eq!(left("Västra - norra", 2), Some(Data::Float(1.0)));
    assert_eq!(left("Västra - norra", 4), Some(Data::Float(9.0)));
}

/// What stands on the first sheet about how to fill it in, by its layout.
#[test]
fn the_first_sheet_says_where_a_file_stands() {
    for (arrangement, lang, said) in [
        (Arrangement::Across, Lang::Sv, "Varje kolumn är en akt"),
        (Arrangement::Rows, Lang::Sv, "Varje rad är en akt"),
        (Arrangement::PerFile, Lang::Sv, "Varje blad är en akt"),
        (Arrangement::Across, Lang::En, "Each column is one file"),
        (Arrangement::Rows, Lang::En, "Each row is one file"),
        (Arrangement::PerFile, Lang::En, "Each sheet is one file"),
    ] {
        let cells = bytes(1, arrangement, lang, &Filled::default());
        let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(cells)).unwrap();
        let first = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&first).unwrap();
        let texts: Vec<String> = range.used_cells().map(|(_, _, c)| c.to_string()).collect();
        let of_layout =
            |text: &&String| text.contains(" är en akt") || text.contains(" is one file");
        let found: Vec<&String> = texts.iter().filter(of_layout).collect();
        assert!(found.len() == 1 && found[0].starts_with(said), "{found:?}");
    }
    // The templates' own paragraphs fit every layout.
    let names = crate::template::builtin_names().into_iter();
    for file in names.flat_map(|name| crate::template::builtin_files(name).unwrap()) {
        for word in [
            "kolumn är",
            "column is",
            "akts kolumn",
            "file's column",
            "uppifrån",
        ] {
            let is_list = file.path.starts_with("checklists/");
            assert!(
                !is_list || !file.text.contains(word),
                "{}: {word}",
                file.path
            );
        }
    }
}

#[test]
fn formulas_stay_within_what_a_sheet_takes() {
    let template = fixture::template();
    let checklist = &template.checklists[0];
    let formula = asked::left_formula(checklist, Lang::Sv, &|at| format!("C{}", at + 7));
    // The status first, then the reason only for a missing file …
    assert!(
        formula.starts_with("=(C7=\"\")+(C8=\"\")*NOT(AND(C7<>\"\",C7<>\"Saknas\",C7<>\"S\"))"),
        "{formula}"
    );
    // … and the rest only for a reviewed one.
    assert!(
        formula.contains(
            "+NOT(AND(C7<>\"\",C7<>\"Granskad\",C7<>\"G\"))*((TRIM(C9)=\"\")+(C10=\"\")+"
        ),
        "{formula}"
    );
}

#[test]
fn a_second_reading_is_blind() {
    let template = fixture::template();
    let cases = cases(4, 0);
    let mut filled = Filled::default();
    for case in &cases {
        filled.answers.insert(
            (case.id.clone(), question(&template, "Q1")),
            Old {
                value: Value::Code("J".to_owned()),
                text: String::new(),
                reference: "blad 3".to_owned(),
                comment: String::new(),
            },
        );
    }
    let wanted = Wanted {
        double: 2,
        ..Wanted::default()
    };
    let planned = plan(
        &template,
        occasion(Lang::Sv),
        &cases,
        &wanted,
        &Standing::default(),
    );
    let names: Vec<&str> = planned.iter().map(|p| p.file_name.as_str()).collect();
    assert_eq!(names, ["lista.xlsx", "lista-andra.xlsx"]);
    let arrangement = Arrangement::Across;
    let sources = fixture::books(
        &template,
        occasion(Lang::Sv),
        arrangement,
        &planned,
        &filled,
    );
    assert!(read::holds_answers(&sources[0], &template));
    assert!(!read::holds_answers(&sources[1], &template));
    let protocol = protocol(&cases);
    let standing = read::standing(&sources, frame(&protocol, &template)).unwrap();
    assert_eq!(
        standing
            .files
            .iter()
            .filter(|(_, second, _)| *second)
            .count(),
        2
    );
}

/// The fixture's J, N, FE and ET occur in one to three questions, S and the rest are a
/// question's own: the guidance explains those.
#[test]
fn every_code_known_by_heart_stands_on_the_first_sheet() {
    let bytes = bytes(1, Arrangement::Across, Lang::Sv, &Filled::default());
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Läs först").unwrap();
    let text = |cell: &Data| cell.to_string();
    let rows: Vec<(String, String)> = sheet
        .rows()
        .map(|row| (text(&row[0]), text(&row[1])))
        .skip_while(|(first, _)| first != "Svarskoder")
        .skip(1)
        .take_while(|(_, second)| !second.starts_with("Svar som bara"))
        .collect();
    let expected = [
        ("J", "Ja"),
        ("N", "Nej"),
        ("FE", "Framgår ej"),
        ("ET", "Ej tillämpligt"),
    ];
    assert_eq!(
        rows,
        expected.map(|(code, label)| (code.to_owned(), label.to_owned()))
    );
}
