//! The fetch lists: who is on which recipient's list, and what is never there.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::*;

fn line(id: &str, recipient: &str) -> Line {
    Line {
        id: id.to_owned(),
        recipient: recipient.to_owned(),
        identity: format!("made-up-{id}"),
        name: None,
        extra: String::new(),
    }
}

fn heading() -> Heading<'static> {
    Heading {
        identity: "Personnummer",
        lang: Lang::Sv,
        title: "Provgranskning",
        reference: "1/2009",
        draw_id: "0123456789ab",
        announced: Some(jiff::civil::date(2009, 9, 15)),
    }
}

fn files(sv: &str) -> Text {
    Text {
        sv: sv.to_owned(),
        en: sv.to_owned(),
    }
}

fn sheets(bytes: &[u8]) -> Vec<(String, String)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    book.sheet_names()
        .into_iter()
        .map(|name| {
            let cells = book.worksheet_range(&name).unwrap();
            let text: Vec<String> = cells.used_cells().map(|(_, _, cell)| text(cell)).collect();
            (name, text.join("\n"))
        })
        .collect()
}

fn text(cell: &Data) -> String {
    cell.to_string()
}

#[test]
fn a_workbook_never_holds_two_recipients_people() {
    let (first, second) = (files("personakter"), files("SoL-akter"));
    let lists = [
        List {
            files: &first,
            reasons: vec![],
            extra: None,
            lines: vec![line("A-01", "Torg 1"), line("A-02", "Torg 2")],
        },
        List {
            files: &second,
            reasons: vec![],
            extra: None,
            lines: vec![line("A-01", "Nämnd"), line("A-02", "Torg 1")],
        },
    ];
    let books = workbooks(&heading(), &lists, &BTreeSet::new()).unwrap();
    let names: Vec<&str> = books.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "aktbestallning-namnd.xlsx",
            "aktbestallning-torg-1.xlsx",
            "aktbestallning-torg-2.xlsx"
        ]
    );
    // "Torg 1" receives a sheet for each kind of file, with its own people only.
    let torg = sheets(&books[1].1);
    assert_eq!(torg[0].0, "personakter");
    assert_eq!(torg[1].0, "SoL-akter");
    assert!(torg[0].1.contains("made-up-A-01") && !torg[0].1.contains("made-up-A-02"));
    assert!(torg[1].1.contains("made-up-A-02") && !torg[1].1.contains("made-up-A-01"));
    assert_eq!(sheets(&books[0].1).len(), 1);
    assert!(torg[0].1.contains("26 kap. OSL"));
    assert!(torg[0].1.contains("2009-09-15"));
}

#[test]
fn recipients_whose_names_look_alike_get_files_of_their_own() {
    let kind = files("akter");
    let recipients = ["Åsa", "Asa", "asa-2", "Ä", "A", "", "–"];
    let lists = [List {
        files: &kind,
        reasons: vec![],
        extra: None,
        lines: recipients
            .iter()
            .map(|recipient| line("A-01", recipient))
            .collect(),
    }];
    let books = workbooks(&heading(), &lists, &BTreeSet::new()).unwrap();
    let names: BTreeSet<&str> = books.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), recipients.len());
    assert!(names.iter().all(|name| name.is_ascii()));
}

#[test]
fn a_further_list_gets_the_next_number() {
    let kind = files("akter");
    let lists = [List {
        files: &kind,
        reasons: vec![],
        extra: None,
        lines: vec![line("A-17", "Södra nämnden")],
    }];
    let taken = BTreeSet::from(["aktbestallning-sodra-namnden.xlsx".to_owned()]);
    let books = workbooks(&heading(), &lists, &taken).unwrap();
    assert_eq!(books[0].0, "aktbestallning-sodra-namnden-2.xlsx");
    assert!(sheets(&books[0].1)[0].1.contains("Ytterligare lista nr 2"));
}

#[test]
fn the_name_column_stands_only_where_there_are_names() {
    let kind = files("akter");
    let mut with = line("A-01", "X");
    with.name = Some("Påhittad Person".to_owned());
    for (line, expected) in [(line("A-01", "X"), false), (with, true)] {
        let lists = [List {
            files: &kind,
            reasons: vec![],
            extra: None,
            lines: vec![line],
        }];
        let books = workbooks(&heading(), &lists, &BTreeSet::new()).unwrap();
        assert_eq!(sheets(&books[0].1)[0].1.contains("\nNamn\n"), expected);
    }
}

#[test]
fn slugs_are_plain_ascii() {
    assert_eq!(slug("Enskede-Årsta-Vantör"), "enskede-arsta-vantor");
    assert_eq!(slug("JS  Kista–Kista (vuxna)"), "js-kista-kista-vuxna");
    assert_eq!(slug("…"), "utan-mottagare");
    assert!(slug(&"å".repeat(500)).len() <= 80);
}
