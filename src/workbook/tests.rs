//! What a workbook holds once it is read back, and that two runs give the same bytes.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use jiff::civil::date;

use super::*;

fn example() -> Vec<u8> {
    let mut book = Book::new("Exempel");
    book.property("draw_id", "0123456789ab");
    let sheet = book.sheet("Blad 1/2");
    sheet.text(0, 0, "=1+1", Style::TITLE);
    sheet.text_and_note(1, 0, "Fråga", "Hjälp", Style::WRAPPED.border());
    sheet.integer(2, 0, 11_319, Style::INTEGER);
    sheet.number(3, 0, 0.694, Style::PERCENT);
    sheet.date(4, 0, date(2009, 5, 4), Style::DATE);
    sheet.formula(5, 0, "=COUNTA(A1:A3)", "3", Style::INTEGER);
    sheet.number(6, 0, f64::NAN, Style::INTEGER);
    sheet.table(8, 0, &["Fält", "Antal"], 1);
    sheet.text(9, 0, "x", Style::PLAIN);
    let choice = Validation {
        allowed: Allowed::List(vec!["Ja".to_owned(), "Nej".to_owned()]),
        help: ("Q1".to_owned(), "å".repeat(300)),
        refusal: "välj i listan".to_owned(),
        strict: true,
    };
    sheet.validate_cells(&[(12, 0), (12, 2)], &choice);
    sheet.when((12, 0), (12, 3), "=$A$1=\"x\"", Look::Muted);
    sheet.freeze(1, 1);
    sheet.protect();
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((0, 0)),
        footer: "A & B",
        ..Print::default()
    });
    book.sheet("blad 1-2");
    book.bytes().unwrap()
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(example(), example());
}

#[test]
fn a_book_reads_back_as_it_was_written() {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(example())).unwrap();
    assert_eq!(book.sheet_names(), ["Blad 1-2", "blad 1-2 (2)"]);
    let cells = book.worksheet_range("Blad 1-2").unwrap();
    let at = |row| cells.get_value((row, 0)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0), Data::String("=1+1".to_owned()));
    assert_eq!(at(1), Data::String("Fråga\nHjälp".to_owned()));
    assert_eq!(at(2), Data::Float(11_319.0));
    assert_eq!(at(3), Data::Float(0.694));
    // Day 39 937 after 30 December 1899 is 4 May 2009.
    assert_eq!(at(4).get_datetime().map(|day| day.as_f64()), Some(39_937.0));
    assert_eq!(at(5), Data::Float(3.0));
    assert_eq!(at(6), Data::Empty);
    assert_eq!(at(8), Data::String("Fält".to_owned()));
}

#[test]
fn a_fault_is_told_when_the_book_is_finished() {
    let mut book = Book::new("x");
    book.sheet("x").text(2_000_000, 0, "x", Style::PLAIN);
    assert!(book.bytes().is_err());
}

#[test]
fn long_lists_do_not_fit() {
    let word = |n: usize| "x".repeat(n);
    assert!(fits_in_list(&[word(127), word(127)]));
    assert!(!fits_in_list(&[word(128), word(128)]));
    assert!(!fits_in_list(&["a, b".to_owned()]));
}
