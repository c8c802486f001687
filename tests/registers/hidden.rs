//! What a spreadsheet program hides of a sheet is read, counted and placed.

use rust_xlsxwriter::{FilterCondition, Workbook, Worksheet};

use super::workbooks::ods;
use super::zipped::{sheet, texts, xlsx};
use super::{Given, check, given};

/// Five rows from row 3 on, below a title, in columns B to E.
fn filled(sheet: &mut Worksheet) {
    let rows = [
        ["Personnr", "Namn", "Kön", "Jobbtorg"],
        ["1", "A", "M", "Farsta"],
        ["2", "B", "K", "Kista"],
        ["3", "C", "K", "Kista"],
        ["4", "D", "M", "Farsta"],
    ];
    sheet.write(0, 1, "Uttag 2009").unwrap();
    for (row, texts) in (2..).zip(rows) {
        for (column, text) in (1..).zip(texts) {
            sheet.write(row, column, text).unwrap();
        }
    }
}

const READ: &str = "xlsx \"Sheet1\" header 3
Personnr|Namn|Kön|Jobbtorg
4: 1|A|M|Farsta
5: 2|B|K|Kista
6: 3|C|K|Kista
7: 4|D|M|Farsta";

fn check_saved(book: &mut Workbook, told: &str) {
    let bytes = book.save_to_buffer().unwrap();
    check("a.xlsx", bytes, &format!("{READ}{told}"));
}

#[test]
fn rows_and_columns_that_excel_hides() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    filled(sheet);
    // The title's row and one below the table hold nothing that is read.
    for row in [0, 5, 8] {
        sheet.set_row_hidden(row).unwrap();
    }
    for column in [0, 2, 7] {
        sheet.set_column_hidden(column).unwrap();
    }
    check_saved(&mut book, "\n! hidden-columns Namn\n! hidden-rows 6");
}

#[test]
fn rows_that_a_filter_has_left_out() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    filled(sheet);
    sheet.autofilter(2, 1, 6, 4).unwrap();
    let only = FilterCondition::new().add_list_filter("Farsta");
    sheet.filter_column(4, &only).unwrap();
    check_saved(&mut book, "\n! hidden-rows 5 6");
}

/// As LibreOffice saved it (`testdata/registers/README.md`): four rows and a column.
#[test]
fn rows_and_columns_hidden_in_an_old_workbook() {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/registers/hidden.xls");
    let shown = super::shown(&file, &super::workbooks::wanted());
    let told: Vec<&str> = shown.lines().filter(|line| line.starts_with('!')).collect();
    assert_eq!(told, ["! hidden-columns Personnr", "! hidden-rows 5 6 7 9"]);
}

/// A filter on a whole register: each row is counted, the first places are kept.
#[test]
fn many_hidden_rows() {
    let mut rows = texts(1, &[&["Personnr", "Jobbtorg"]]);
    for number in 2..3002 {
        rows += &texts(number, &[&["1", "JS Farsta"]]);
    }
    let rows = rows.replace("\"><c r=\"A", "\" hidden=\"1\" spans=\"1:2\"><c r=\"A");
    let rows = rows.replacen(" hidden=\"1\"", "", 1);
    let file: Given = given("a.xlsx", xlsx(&[sheet("Blad1", &rows)]));
    let shown = super::shown(&file.path, &super::workbooks::wanted());
    let told = shown.lines().last().unwrap();
    assert_eq!(
        told,
        "! hidden-rows x3000 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"
    );
}

/// A hidden sheet row of one sheet says nothing of another.
#[test]
fn only_the_sheet_that_is_read_counts() {
    let mut book = Workbook::new();
    filled(book.add_worksheet());
    let other = book.add_worksheet();
    other.write(4, 1, "x").unwrap();
    other.set_row_hidden(4).unwrap();
    other.set_column_hidden(1).unwrap();
    check_saved(&mut book, "");
}

/// As LibreOffice 7.4 writes a hidden column, a row hidden by hand, one by a filter, and rows
/// that stand for several.
#[test]
fn rows_and_columns_that_libreoffice_hides() {
    let row = |attributes: &str, texts: &[&str]| {
        let cell = |text: &&str| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let cells: String = texts.iter().map(cell).collect();
        format!("<table:table-row{attributes}>{cells}</table:table-row>")
    };
    let rows = [
        "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/><table:table-column table:number-columns-repeated=\"1021\"/>".to_owned(),
        row("", &["Personnr", "Namn", "Kön", "Jobbtorg"]),
        row(" table:number-rows-repeated=\"2\"", &["1", "A", "M", "Farsta"]),
        row(" table:visibility=\"collapse\" table:number-rows-repeated=\"2\"", &["2", "B", "K", "Kista"]),
        row(" table:visibility=\"filter\"", &["3", "C", "K", "Kista"]),
        row("", &["4", "D", "M", "Farsta"]),
    ];
    check(
        "a.ods",
        ods(&rows.concat()),
        "ods \"Blad1\" header 1
Personnr|Namn|Kön|Jobbtorg
2: 1|A|M|Farsta
3: 1|A|M|Farsta
4: 2|B|K|Kista
5: 2|B|K|Kista
6: 3|C|K|Kista
7: 4|D|M|Farsta
! hidden-columns Kön
! hidden-rows 4 5 6",
    );
}
