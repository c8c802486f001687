//! A fact-check whose answers are more than a code: a change that opens further questions, and
//! a board that answers in words of its own; and words that name somebody.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod boards;
#[path = "../examples/make_examples/fill.rs"]
#[allow(dead_code, reason = "a test that fills in needs no look at all rows")]
mod fill;
mod folders;
mod program;

use std::path::Path;

use boards::{close, fill_in, json, opened, unchecked};
use program::run;
use serde_json::Value;

/// A-04 has a second plan after all, so its date is asked for. It is named wherever something
/// is said to be unanswered, and its answer belongs to a question that is asked.
#[test]
fn a_question_that_an_accepted_change_opens_is_named_and_may_be_answered() {
    let home = unchecked("bortfall");
    let folder = home.path.as_path();
    std::fs::create_dir_all(folder.join("faktakontroll")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    let told = |word: &str| {
        let gaps = run(folder, "gaps");
        (
            gaps.stdout.contains(word),
            gaps.stderr.contains("inte ställs"),
        )
    };
    assert_eq!(told("P25.datum"), (false, false));
    write(
        "faktakontroll/svar.csv",
        "id;question;answer;position\nA-04;P25;J;accepted\n",
    );
    assert_eq!(told("A-04: P25.datum"), (true, false));
    let refused = run(folder, "report --final").refused();
    assert!(refused.contains("A-04: P25.datum"), "{refused}");
    assert!(refused.contains("checklistor/"), "{refused}");
    let page = json(folder, "explain JP-09 --file A-04 --format json");
    assert_eq!(page["file"]["blank"], serde_json::json!(["P25.datum"]));
    let page = run(folder, "explain JP-09 --file A-04").stdout;
    assert!(page.contains("P25.datum"), "{page}");
    write(
        "checklistor/tillagg.csv",
        "id;question;answer\nA-04;P25.datum;2009-10-09\n",
    );
    assert_eq!(told("P25.datum"), (false, false));
}

/// The board answers in words of its own, and names a person where the document is asked for.
/// Undecided that is told by its cell, refused it is the board's word, and nothing stops.
#[test]
fn a_board_may_answer_in_words_of_its_own() {
    let home = unchecked("bortfall");
    let folder = home.path.as_path();
    json(folder, "factcheck --format json");
    let mut book = opened(folder, "js-farsta.xlsx");
    let line = [("Löpnummer", "B-07"), ("Fråga", "P05")];
    let own = ("Rätt svar enligt er", "det gjordes per telefon");
    fill_in(&mut book, "B-07", "P05", &[own]);
    let named = ("Handling som visar det", "20010104-2380");
    let refused = ("Ställningstagande", "Godtas inte");
    fill_in(&mut book, "B-07", "P06", &[own, named, refused]);
    let (row, _) = book.find(&line, own.0).unwrap();
    let (named_row, column) = book
        .find(&[("Löpnummer", "B-07"), ("Fråga", "P06")], named.0)
        .unwrap();
    close(folder, "js-farsta.xlsx", book);
    let ran = run(folder, "gaps --format json");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let counts = &serde_json::from_str::<Value>(&ran.stdout).unwrap()["fact_check"];
    assert_eq!(
        (&counts["contested"], &counts["refused"]),
        (&1.into(), &1.into())
    );
    let told: Vec<&str> = ran.stderr.lines().collect();
    let place = |words: &str| {
        let at = told.iter().position(|line| line.contains(words));
        told[at.unwrap_or_else(|| panic!("{}", ran.stderr)) + 1]
    };
    let undecided = place("egna ord");
    assert!(
        undecided.ends_with(&format!("rad {}", row + 1)),
        "{undecided}"
    );
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    let named = place("tycks innehålla");
    assert!(
        named.ends_with(&format!("kolumn {letter}, rad {}", named_row + 1)),
        "{named}"
    );
    assert!(!ran.stderr.contains("telefon") && !ran.stderr.contains("2380"));
    for command in ["factcheck", "report"] {
        assert_eq!(run(folder, command).status, 0, "{command}");
    }
}

/// Every text of a workbook that goes out.
fn texts(folder: &Path, name: &str) -> Vec<String> {
    use calamine::{Data, Reader as _, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(folder.join("faktakontroll").join(name)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, range)| range.used_cells());
    let cells = cells.filter(|(_, _, cell)| matches!(cell, Data::String(_)));
    cells.map(|(_, _, cell)| cell.to_string()).collect()
}

/// Where a place in the file was noted by somebody's name or number, it stays with the auditors;
/// 880510-238: 2·8, 8, 0, 5, 2, 0, 4, 3, 7 give 36, so the check digit is 4.
#[test]
fn a_place_that_names_somebody_does_not_go_out() {
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    let reserve = folder.join("checklistor/reserv.csv");
    folders::edit(
        &reserve,
        "P17,N,jobbplan 2009-09-11",
        "P17,N,samtal med Anna Bergqvist",
    );
    folders::edit(
        &reserve,
        "P21,D,jobbplan 2009-09-11",
        "P21,D,plan 880510-2384",
    );
    json(folder, "factcheck --format json");
    let said = texts(folder, "js-farsta.xlsx");
    let holds = |words: &str| said.iter().filter(|text| text.contains(words)).count();
    assert_eq!((holds("Bergqvist"), holds("880510")), (0, 0));
    assert_eq!(holds("ser ut att namnge någon"), 2);
    assert!(holds("jobbplan 2009-09-11") > 0);
}
