//! How a file was taken, and how its places are named without showing what a row holds.

use crate::problem::Place;
use crate::table::cell::{self, letters};
use crate::table::{Kind, Sheet};

/// How a file was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The name used in places.
    pub file: String,
    /// What it is.
    pub kind: Kind,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// What stands between the fields of a text file; `None` when there is one column.
    pub delimiter: Option<String>,
    /// The sheet that was taken.
    pub sheet: Option<String>,
    /// All sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The row of the header, the lowest when it has several; `None` without a header.
    pub header_row: Option<u64>,
    /// A header for every column; the column letters when there is no header row, and
    /// empty where the header row has an empty cell.
    pub headers: Vec<String>,
    /// Whether a header looks like a personnummer: then the row is one of data, names and all.
    pub headers_are_data: bool,
    /// Whether a workbook counts days from 1904.
    pub is_1904: bool,
    /// How many columns of the sheet stand to the left of the table.
    pub first_column: usize,
}

impl Description {
    /// The place of a row, or of one cell when a column is given.
    pub fn place(&self, row: u64, column: Option<usize>) -> Place {
        let mut place = Place::file(&self.file).at_row(row);
        place.sheet.clone_from(&self.sheet);
        place.column = column.map(|column| self.column_name(column));
        place
    }

    /// The place of a column as a whole.
    pub fn column_place(&self, column: usize) -> Place {
        let mut place = Place::file(&self.file).at_column(self.column_name(column));
        place.sheet.clone_from(&self.sheet);
        place
    }

    /// A column's header, or its letter where the header is empty or cannot be shown.
    pub fn column_name(&self, column: usize) -> String {
        self.header(column)
            .map_or_else(|| letters(self.first_column + column), str::to_owned)
    }

    /// A column's header, unless it is empty or cannot be shown: a header with many digits may
    /// be a row of data taken for a header, and where one of them looks like a personnummer
    /// the whole row is, names and all.
    pub fn header(&self, column: usize) -> Option<&str> {
        let header = self.headers.get(column)?;
        let hidden =
            cell::is_blank(header) || digits(header) >= HEADER_DIGITS || self.headers_are_data;
        (!hidden).then_some(header)
    }
}

/// A header has fewer digits than a date or an identity.
const HEADER_DIGITS: usize = 6;

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Whether a header row is one of data: some header looks like a personnummer.
pub(super) fn are_data(headers: &[String]) -> bool {
    headers.iter().any(|header| names_a_person(header))
}

/// Whether a text is as many digits as a personnummer has, and nothing else but hyphens and
/// spaces.
pub(super) fn names_a_person(text: &str) -> bool {
    matches!(digits(text), 10 | 12) && !text.chars().any(|c| c.is_alphabetic() || c == ':')
}

#[cfg(test)]
impl Description {
    /// A table with these headers in the first row, for tests.
    pub fn made_up(kind: Kind, headers: &[&str]) -> Self {
        Self {
            file: "a.csv".to_owned(),
            kind,
            encoding: None,
            delimiter: None,
            sheet: None,
            sheets: Vec::new(),
            header_row: Some(1),
            headers: headers.iter().map(|text| (*text).to_owned()).collect(),
            headers_are_data: headers.iter().any(|header| names_a_person(header)),
            is_1904: false,
            first_column: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of data taken for a header names somebody: none of it is shown.
    #[test]
    fn a_header_that_is_data_is_shown_as_a_letter() {
        let names = |headers: &[&str]| {
            let description = Description {
                first_column: 1,
                ..Description::made_up(Kind::Csv, headers)
            };
            (0..headers.len())
                .map(|column| description.column_name(column))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&["Namn", " ", "Nr 1-3"]), ["Namn", "C", "Nr 1-3"]);
        assert_eq!(names(&["Grupp", "2009-05-04"]), ["Grupp", "C"]);
        for person in ["19850712-2383", "850712 2383", "8507122383", "850712+2383"] {
            assert_eq!(
                names(&["Påhittsson", person, "Nej"]),
                ["B", "C", "D"],
                "{person}"
            );
        }
    }
}
