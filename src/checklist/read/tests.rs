//! What goes out comes back; what was altered, does not belong or cannot be is refused with
//! its place, and never with what stood there.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::checklist::answers::{Answer, Because};
use crate::checklist::fixture::{self, cases, file, frame, protocol, question, written};
use crate::checklist::{Arrangement, Case};
use crate::lang::Lang;
use crate::table::Cell;

fn day() -> impl Strategy<Value = Date> {
    (1950_i16..2090, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

/// An answer to one of the fixture's questions, by its place.
fn answer() -> impl Strategy<Value = (usize, Value, String)> {
    let code = |at: usize, codes: &'static [&'static str]| {
        proptest::sample::select(codes)
            .prop_map(move |code| (at, Value::Code(code.to_owned()), String::new()))
    };
    // Words with letters of all kinds; a text of blanks is none.
    let words = "[a-zåäöA-Z0-9=+@'/,;:. -]{0,30}[a-zåäö]";
    prop_oneof![
        code(0, &["B", "G", "S"]),
        code(1, &["U"]),
        words.prop_map(|text| (2, Value::Text, text)),
        day().prop_map(|day| (3, Value::Date(day), String::new())),
        code(4, &["J", "N", "FE"]),
        day().prop_map(|day| (5, Value::Date(day), String::new())),
        code(5, &["FE", "ET"]),
        proptest::collection::btree_set(day(), 1..4).prop_map(|days| (
            6,
            Value::Dates(days.into_iter().collect()),
            String::new()
        )),
        (0_u64..5000).prop_map(|number| (7, Value::Integer(number), String::new())),
        code(7, &["FE"]),
        Just((
            8,
            Value::Codes(vec!["A".to_owned(), "S".to_owned()]),
            String::new()
        )),
        Just((8, Value::Codes(vec!["S".to_owned()]), String::new())),
        words.prop_map(|text| (9, Value::Text, text)),
    ]
}

fn filled_by(entries: Vec<(usize, (usize, Value, String), String)>, cases: &[Case]) -> Filled {
    let mut filled = Filled::default();
    for (file, (question, value, text), reference) in entries {
        let at = QuestionRef {
            checklist: 0,
            question,
        };
        let old = Old {
            value,
            text: text.trim().to_owned(),
            reference: reference.trim().to_owned(),
            comment: String::new(),
        };
        let id = cases[file % cases.len()].id.clone();
        filled
            .comments
            .insert((id.clone(), 0), "Kommentar".to_owned());
        filled.answers.insert((id, at), old);
    }
    filled
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_is_the_identity(
        entries in proptest::collection::vec((0_usize..5, answer(), "[a-z0-9 =-]{0,12}"), 0..30),
        arrangement in proptest::sample::select(Arrangement::ALL.to_vec()),
        lang in proptest::sample::select(vec![Lang::Sv, Lang::En]),
    ) {
        let template = fixture::template();
        let cases = cases(3, 2);
        let filled = filled_by(entries, &cases);
        let sources = written(&template, &cases, arrangement, lang, &filled);
        let protocol = protocol(&cases);
        let frame = frame(&protocol, &template);
        prop_assert_eq!(&super::filled(&sources, frame).unwrap(), &filled);
        let (answers, _) = read(&sources, frame).unwrap();
        prop_assert_eq!(answers.first.len(), filled.answers.len());
        for (key, answer) in &answers.first {
            prop_assert_eq!(&answer.value, &filled.answers[key].value);
            prop_assert_eq!(&answer.reference, &filled.answers[key].reference);
        }
        prop_assert_eq!(
            answers.commented.keys().collect::<Vec<_>>(),
            filled.comments.keys().collect::<Vec<_>>()
        );
        prop_assert_eq!(holds_answers(&sources[0], &template), !filled.answers.is_empty());
    }
}

/// One workbook for three files, and how to change it.
struct Desk {
    template: Template,
    protocol: Protocol,
    sources: Vec<Source>,
}

impl Desk {
    fn new() -> Self {
        let template = fixture::template();
        let cases = cases(3, 0);
        let none = Filled::default();
        let sources = written(&template, &cases, Arrangement::Across, Lang::Sv, &none);
        Self {
            protocol: protocol(&cases),
            template,
            sources,
        }
    }

    /// The sheet of answers of a workbook.
    fn sheet(&mut self, book: usize) -> &mut Grid {
        let grids = self.sources[book].grids();
        let at = grids.iter().position(|grid| grid.name == "Östra enheten");
        &mut grids[at.unwrap()]
    }

    /// Puts text in a cell as a person counts: `C8`.
    fn put(&mut self, book: usize, cell: &str, text: &str) {
        let column = u16::from(cell.as_bytes()[0] - b'A');
        let row: u32 = cell[1..].parse().unwrap();
        let value = Cell::Text(text.to_owned().into());
        self.sheet(book).cells.insert((row - 1, column), value);
    }

    fn second_book(&mut self, name: &str) {
        let mut other = Self::new().sources.remove(0);
        name.clone_into(&mut other.file);
        self.sources.push(other);
    }

    fn csv(&mut self, name: &str, text: &[u8]) {
        self.sources.push(file(name, text));
    }

    fn read(&self) -> Result<(Answers, Problems)> {
        read(&self.sources, frame(&self.protocol, &self.template))
    }

    fn value(&self, id: &str, code: &str) -> Option<Value> {
        let (answers, _) = self.read().unwrap();
        let question = question(&self.template, code);
        answers.get(id, question).map(|answer| answer.value.clone())
    }

    fn faults(&self) -> String {
        self.read().unwrap_err().in_words(Lang::Sv)
    }
}

// The sheet the fixture gives: row 7 is a heading, row 8 asks Q0.status, row 13 asks Q1,
// row 14 Q2; C, E and G hold the answers of.

#[test]
fn answers_have_places_and_references() {
    let mut desk = Desk::new();
    desk.put(0, "C13", " ja ");
    desk.put(0, "D13", "blad 3");
    desk.put(0, "E14", "4 maj 2009");
    desk.put(0, "D14", "ingen svarade");
    let (answers, problems) = desk.read().unwrap();
    let answer = answers.get("A-01", question(&desk.template, "Q1")).unwrap();
    assert_eq!(answer.value, Value::Code("J".to_owned()));
    assert_eq!(answer.reference, "blad 3");
    assert_eq!(
        answer.place.in_words(Lang::Sv),
        "lista.xlsx, blad Östra enheten, rad 13, kolumn C"
    );
    assert_eq!(
        desk.value("A-02", "Q2"),
        Some(Value::Date(date(2009, 5, 4)))
    );
    assert_eq!(problems.count("reference-without-answer"), 1);
    assert!(!answers.any("A-03", 0));
}

#[test]
fn rows_and_columns_that_moved_are_found_by_their_labels() {
    let mut desk = Desk::new();
    desk.put(0, "E13", "Nej");
    let sheet = desk.sheet(0);
    let moved = sheet.cells.iter().map(|((row, column), cell)| {
        let row = if *row >= 12 { row + 3 } else { *row };
        let column = if *column >= 4 { column + 2 } else { *column };
        ((row, column), cell.clone())
    });
    sheet.cells = moved.collect();
    assert_eq!(desk.value("A-02", "Q1"), Some(Value::Code("N".to_owned())));
}

#[test]
fn wrong_answers_are_all_told_at_once_and_never_repeated() {
    let mut desk = Desk::new();
    desk.put(0, "C13", "Anna Andersson");
    desk.put(0, "E14", "maj 2009");
    let faults = desk.faults();
    assert_eq!(
        faults,
        "lista.xlsx, blad Östra enheten, rad 13, kolumn C: svaret på fråga Q1 för A-01 är \
         inget av dem som kan väljas\n  möjliga svar: Ja (J) · Nej (N) · Framgår ej (FE)\n\
         lista.xlsx, blad Östra enheten, rad 14, kolumn E: svaret på fråga Q2 för A-02 är \
         inget av dem som kan väljas\n  möjliga svar: ÅÅÅÅ-MM-DD · Framgår ej (FE) · Ej \
         tillämpligt (ET)"
    );
}

#[test]
fn a_workbook_of_another_draw_or_none_is_refused() {
    let mut desk = Desk::new();
    desk.protocol.draw_id = "ffffffffffff".to_owned();
    assert!(
        desk.faults()
            .starts_with("lista.xlsx: checklistan hör till ett annat urval (0123456789ab)")
    );
    let mut desk = Desk::new();
    desk.sources[0].grids().pop();
    assert!(desk.faults().contains("ingen checklista från stickprov"));
    assert!(holds_answers(&desk.sources[0], &desk.template));
}

#[test]
fn missing_and_doubled_labels_are_an_altered_layout() {
    let mut desk = Desk::new();
    desk.sheet(0).cells.remove(&(12, 0));
    assert!(desk.faults().contains("fråga Q1 saknas för A-01"));

    let mut desk = Desk::new();
    desk.sheet(0).cells.remove(&(2, 4));
    let faults = desk.faults();
    assert!(faults.contains("löpnummer A-02 saknas"), "{faults}");
    assert!(holds_answers(&desk.sources[0], &desk.template));

    let mut desk = Desk::new();
    desk.put(0, "E3", "A-01");
    let faults = desk.faults();
    assert!(faults.contains("står två gånger"), "{faults}");
    assert!(faults.contains("löpnummer A-02 saknas"), "{faults}");
}

#[test]
fn the_same_answer_twice_is_fine_and_two_different_ones_are_not() {
    let mut desk = Desk::new();
    desk.second_book("lista-2.xlsx");
    desk.put(0, "C13", "Ja");
    desk.put(1, "C13", "j");
    desk.put(1, "D13", "blad 3");
    let (answers, _) = desk.read().unwrap();
    let at = question(&desk.template, "Q1");
    assert_eq!(answers.get("A-01", at).unwrap().reference, "blad 3");
    assert!(answers.second.is_empty());

    desk.put(1, "C13", "Nej");
    let faults = desk.faults();
    assert!(faults.starts_with("lista-2.xlsx, blad Östra enheten, rad 13, kolumn C: A-01 har ett annat svar på samma fråga i lista.xlsx, blad Östra enheten, rad 13, kolumn C"), "{faults}");
}

#[test]
fn another_reviewers_answer_is_a_second_reading() {
    let mut desk = Desk::new();
    desk.second_book("lista-2.xlsx");
    for (book, reviewer, answer) in [(0, "Eva", "Ja"), (1, "Thomas", "Nej")] {
        desk.put(book, "C10", reviewer);
        desk.put(book, "C13", answer);
    }
    let (answers, _) = desk.read().unwrap();
    let at = question(&desk.template, "Q1");
    let key = ("A-01".to_owned(), at);
    assert_eq!(answers.first[&key].value, Value::Code("J".to_owned()));
    let (reviewer, second) = &answers.second[&key][0];
    assert_eq!(reviewer, "Thomas");
    assert_eq!(second.value, Value::Code("N".to_owned()));
}

#[test]
fn an_answer_to_a_question_not_asked_is_told() {
    let mut desk = Desk::new();
    desk.put(0, "C13", "Nej");
    desk.put(0, "C14", "2009-05-04");
    let (mut answers, _) = desk.read().unwrap();
    let told = |answers: &Answers| {
        let mut problems = Problems::new();
        not_asked(answers, &desk.template, &mut problems);
        problems.count("answer-not-asked")
    };
    assert_eq!(told(&answers), 1);
    // Once a fact-check was accepted the question is asked, and its answer is in place.
    let at = question(&desk.template, "Q1");
    let after = Answer {
        value: Value::Code("J".to_owned()),
        ..answers.get("A-01", at).unwrap().clone()
    };
    answers.change("A-01", at, after.clone(), Because::FactCheck);
    assert_eq!(told(&answers), 0);
    // The other way round the reviewer was right to answer it.
    let no = Answer {
        value: Value::Code("N".to_owned()),
        ..after.clone()
    };
    let mut settled = answers.clone();
    settled.changed.clear();
    settled.change("A-01", at, no, Because::Settled);
    assert_eq!(told(&settled), 0);
}

/// One answer merged over two files: Excel keeps it in the first cell alone, and whom it was
/// meant for is not to be guessed. What another program keeps under a merge is seen by nobody.
#[test]
fn merged_answers_count_where_they_stand_and_the_rest_is_told() {
    let mut desk = Desk::new();
    let clean = desk.read().unwrap().1;
    assert_eq!(clean.count("merged-answers"), 0, "our own merged comments");
    desk.put(0, "C13", "Ja");
    desk.put(0, "E13", "Nej");
    desk.put(0, "C17", "Studier, vuxna");
    // C13:F13, two files and their references; C17:D17, an answer and its reference;
    // C15:C16, two questions.
    let sheet = desk.sheet(0);
    sheet.merge((12, 2), (12, 5));
    sheet.merge((16, 2), (16, 3));
    sheet.merge((14, 2), (15, 2));
    assert_eq!(desk.value("A-01", "Q1"), Some(Value::Code("J".to_owned())));
    assert_eq!(desk.value("A-02", "Q1"), None);
    assert_eq!(desk.value("A-03", "Q1"), None);
    let (_, problems) = desk.read().unwrap();
    let told: Vec<_> = problems
        .iter()
        .filter(|(code, _)| *code == "merged-answers")
        .collect();
    let [(_, kind)] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(
        kind.what
            .get(Lang::Sv)
            .starts_with("svarsceller är sammanfogade (Östra enheten C13:F13, C15:C16): "),
        "{:?}",
        kind.what
    );
    let cells: Vec<String> = kind
        .places
        .iter()
        .map(|place| place.in_words(Lang::En))
        .collect();
    assert_eq!(
        cells,
        [
            "lista.xlsx, sheet Östra enheten, row 13, column E",
            "lista.xlsx, sheet Östra enheten, row 13, column F",
            "lista.xlsx, sheet Östra enheten, row 16, column C",
        ]
    );
    desk.sheet(0)
        .cells
        .retain(|at, _| ![(12, 2), (16, 2)].contains(at));
    assert!(
        holds_answers(&desk.sources[0], &desk.template),
        "what is hidden"
    );
}

/// The reference date is 2009-11-30: what is dated after 2011-11-30 cannot be.
#[test]
fn dates_far_after_the_reference_date_are_told_by_place() {
    let mut desk = Desk::new();
    for (column, day) in [
        ("C", "2009-05-04"),
        ("E", "2011-11-30"),
        ("G", "2099-05-04"),
    ] {
        desk.put(0, &format!("{column}13"), "Ja");
        desk.put(0, &format!("{column}14"), day);
    }
    desk.put(0, "C15", "2009-05-04/2109-05-04");
    let (answers, problems) = desk.read().unwrap();
    let told: Vec<String> = problems
        .iter()
        .filter(|(code, _)| *code == "date-far-ahead")
        .flat_map(|(_, kind)| &kind.places)
        .map(|place| place.in_words(Lang::Sv))
        .collect();
    assert_eq!(
        told,
        [
            "lista.xlsx, blad Östra enheten, rad 15, kolumn C",
            "lista.xlsx, blad Östra enheten, rad 14, kolumn G",
        ]
    );
    let answer = answers.get("A-03", question(&desk.template, "Q2")).unwrap();
    assert_eq!(answer.value, Value::Date(date(2099, 5, 4)));
}

/// As in a register: what a program writes for no day is a blank, and told with its place.
#[test]
fn a_day_that_stands_for_none_is_no_answer_and_told() {
    let mut desk = Desk::new();
    for (column, day) in [
        ("C", "1900-01-01"),
        ("E", "9999-12-31"),
        ("G", "2009-05-04"),
    ] {
        desk.put(0, &format!("{column}13"), "Ja");
        desk.put(0, &format!("{column}14"), day);
    }
    desk.put(0, "C15", "2009-05-04/9999-12-31");
    let (_, problems) = desk.read().unwrap();
    assert_eq!(problems.count("placeholder-date"), 3);
    assert_eq!(problems.count("date-far-ahead"), 0);
    assert_eq!(desk.value("A-01", "Q2"), None);
    assert_eq!(desk.value("A-02", "Q2"), None);
    let day = date(2009, 5, 4);
    assert_eq!(desk.value("A-03", "Q2"), Some(Value::Date(day)));
    assert_eq!(desk.value("A-01", "Q3"), Some(Value::Dates(vec![day])));
}

#[test]
fn csv_in_either_language_encoding_and_delimiter() {
    let expected = Some(Value::Code("FE".to_owned()));
    for text in [
        "id,question,answer\nA-01,Q1,framgår ej\n".as_bytes(),
        "\u{feff}Löpnummer;Fråga;Svar;Hänvisning\r\na-01;q1;FE;blad 3\r\n".as_bytes(),
        b"svar\tfr\xe5ga\tl\xf6pnummer\nFramg\xe5r ej\tQ1\tA-01\n",
        b"draw_id,id,question,answer\n0123456789ab,A-01,Q1,fe\n",
    ] {
        let mut desk = Desk::new();
        desk.csv("svar.csv", text);
        assert_eq!(desk.value("A-01", "Q1"), expected);
    }
}

#[test]
fn csv_faults_have_line_and_column() {
    let mut desk = Desk::new();
    desk.csv(
        "svar.csv",
        b"id,question,answer\nA-99,Q1,J\nA-01,Q99,J\nA-01,Q1,kanske\n",
    );
    let faults = desk.faults();
    for fault in [
        "svar.csv, rad 2, kolumn id: löpnumret finns inte i urvalet",
        "svar.csv, rad 3, kolumn question: frågan finns inte",
        "svar.csv, rad 4, kolumn answer: svaret på fråga Q1 för A-01",
    ] {
        assert!(faults.contains(fault), "{faults}");
    }
    assert!(!faults.contains("A-99") && !faults.contains("Q99") && !faults.contains("kanske"));

    let mut desk = Desk::new();
    desk.csv("svar.csv", b"draw_id,id,question,answer\nffff,A-01,Q1,J\n");
    assert!(desk.faults().contains("raden hör till ett annat urval"));
}

#[test]
fn csv_names_its_reviewers_row_by_row() {
    let mut desk = Desk::new();
    desk.put(0, "C10", "Eva");
    desk.put(0, "C13", "Ja");
    desk.csv(
        "svar.csv",
        b"id,question,answer,reviewer\nA-01,Q1,J,eva\nA-01,Q1,N,Thomas\n",
    );
    let (answers, _) = desk.read().unwrap();
    let key = ("A-01".to_owned(), question(&desk.template, "Q1"));
    assert_eq!(answers.second[&key].len(), 1);
}

#[test]
fn a_csv_without_the_columns_is_refused() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, b"a,b\n1,2\n").unwrap();
    let opened = open(file.path(), "svar.csv", &table::Direct);
    let Err(error) = opened else {
        panic!("a file without the columns was taken");
    };
    assert!(error.in_words(Lang::Sv).contains("svar.csv: filen saknar"));
}

#[test]
fn lock_files_are_not_read_and_files_come_in_their_order() {
    assert!(!is_checklist_file("~$lista.xlsx"));
    assert!(!is_checklist_file(".~lock.lista.ods#"));
    assert!(!is_checklist_file("anteckningar.docx"));
    assert!(is_checklist_file("lista-2.XLSX"));
    let mut names = ["lista-10.xlsx", "lista-2.xlsx", "lista.xlsx", "Annan.csv"];
    names.sort_by_key(|name| name_order(name));
    assert_eq!(
        names,
        ["Annan.csv", "lista.xlsx", "lista-2.xlsx", "lista-10.xlsx"]
    );
}
