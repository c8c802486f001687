//! Answers in the checklists' workbooks.

use super::*;

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
    // One line for the file, not one for each of its questions.
    assert_eq!(faults.matches("står två gånger").count(), 1, "{faults}");
    assert!(faults.contains("A-01 står två gånger"), "{faults}");
    assert!(faults.contains("löpnummer A-02 saknas"), "{faults}");

    // A question's code typed over another's stands twice for both files, and is one line.
    let mut desk = Desk::new();
    desk.put(0, "A14", "Q1");
    let faults = desk.faults();
    assert_eq!(faults.matches("står två gånger").count(), 1, "{faults}");
    assert!(faults.contains("Q1 står två gånger"), "{faults}");
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
