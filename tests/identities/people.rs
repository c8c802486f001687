//! Who is in an example: read from its exports and its key file by means of their own, not by
//! the program's reading, so that what the program misreads is searched for as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _};

/// The people of an example.
#[derive(Default)]
pub(crate) struct People {
    /// The last ten digits of their personnummer, as far as the exports hold them.
    pub(crate) numbers: BTreeSet<String>,
    /// Names as they stand in the exports, of people and of those who handled their cases.
    pub(crate) names: BTreeSet<String>,
    /// The registers' own numbers of people and households.
    pub(crate) own: BTreeSet<String>,
}

/// Headers of columns that hold a person, a name, or a number of the register's own.
const NUMBERS: [&str; 2] = ["Personnr", "Medsökande"];
const NAMES: [&str; 4] = ["Namn", "Coach", "Handläggare", "Bokad av"];
const OWN: [&str; 2] = ["AspirantID", "HushållsID"];

/// Everybody in an example's exports.
pub(crate) fn of_example(folder: &Path) -> People {
    let mut people = People::default();
    for entry in fs::read_dir(folder.join("register")).unwrap() {
        let path = entry.unwrap().path();
        let rows = if path.extension().unwrap() == "csv" {
            csv_rows(&path)
        } else {
            workbook_rows(&path)
        };
        people.take(&rows);
    }
    assert!(people.numbers.len() > 100, "too few people were found");
    assert!(people.names.len() > 100, "too few names were found");
    assert!(people.own.len() > 100, "too few own numbers were found");
    people
}

/// The last ten digits of the people drawn.
pub(crate) fn of_keys(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap();
    let keys = text.lines().skip(1).map(|line| {
        let key = line.split(',').nth(1).unwrap();
        ten_digits(key).unwrap()
    });
    keys.collect()
}

impl People {
    fn take(&mut self, rows: &[Vec<String>]) {
        let is_header = |row: &&Vec<String>| row.iter().any(|cell| NUMBERS.contains(&&**cell));
        let Some(header) = rows.iter().find(is_header).or(rows.first()) else {
            return;
        };
        for row in rows {
            for (title, cell) in header.iter().zip(row) {
                if title == cell {
                    continue;
                }
                if NUMBERS.contains(&&**title) {
                    self.numbers.extend(ten_digits(cell));
                } else if NAMES.contains(&&**title) && cell.chars().count() > 3 {
                    self.names.insert(cell.clone());
                } else if OWN.contains(&&**title) && cell.parse::<u32>().is_ok() {
                    self.own.insert(cell.clone());
                }
            }
        }
    }
}

/// The last ten digits of a personnummer, if the cell holds that many.
fn ten_digits(cell: &str) -> Option<String> {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let long_enough = digits.len() == 10 || digits.len() == 12;
    long_enough.then(|| digits[digits.len() - 10..].to_owned())
}

/// The rows of a text file with semicolons, in UTF-8 or Windows-1252.
fn csv_rows(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, _, _) = encoding_rs::WINDOWS_1252.decode(error.as_bytes());
            text.into_owned()
        }
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        record.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

/// The rows of every sheet of a workbook.
fn workbook_rows(path: &Path) -> Vec<Vec<String>> {
    let mut book = calamine::open_workbook_auto(path).unwrap();
    let mut rows = Vec::new();
    for (_, range) in book.worksheets() {
        for row in range.rows() {
            rows.push(row.iter().map(shown).collect());
        }
    }
    rows
}

/// A cell as text; a whole number has no point.
fn shown(cell: &Data) -> String {
    cell.to_string().trim().to_owned()
}
