//! Delimited UTF-8 text with the header on the first line.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::lang::Text;
use crate::problem::{Error, Place, Problems, Result};
use crate::table::{Cell, Description, Kind, Read, Row, Wanted};

pub(super) struct First {
    path: PathBuf,
    shown_as: String,
    delimiter: u8,
}

pub(super) fn open(
    path: &Path,
    shown_as: &str,
    _wanted: &Wanted<'_>,
) -> Result<(Description, First)> {
    let bytes = std::fs::read(path).map_err(|error| fault(shown_as, &error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next().unwrap_or_default();
    let delimiter = *b";\t,"
        .iter()
        .max_by_key(|c| line.bytes().filter(|b| b == *c).count())
        .expect("three candidates");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(true)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes.as_slice());
    let headers = reader
        .headers()
        .map_err(|error| fault(shown_as, &error.to_string()))?
        .iter()
        .map(str::to_owned)
        .collect();
    let first = First {
        path: path.to_owned(),
        shown_as: shown_as.to_owned(),
        delimiter,
    };
    let description = Description {
        file: shown_as.to_owned(),
        kind: Kind::Csv,
        encoding: Some("utf-8".to_owned()),
        delimiter: Some(char::from(delimiter).to_string()),
        sheet: None,
        sheets: Vec::new(),
        header_row: Some(1),
        headers,
        first_column: 0,
    };
    Ok((description, first))
}

fn fault(file: &str, what: &str) -> Error {
    Error::at(Place::file(file), Text::same(what))
}

impl First {
    pub(super) fn rows(&mut self, each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<Read> {
        let bytes = std::fs::read(&self.path).map_err(|e| fault(&self.shown_as, &e.to_string()))?;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(bytes.as_slice());
        let width = reader.headers().map_or(0, csv::StringRecord::len);
        let mut rows = 0;
        for record in reader.records() {
            let record = record.map_err(|e| fault(&self.shown_as, &e.to_string()))?;
            let number = record.position().map_or(0, csv::Position::line);
            let mut cells: Vec<Cell<'_>> = record
                .iter()
                .map(|field| {
                    if field.is_empty() {
                        Cell::Empty
                    } else {
                        Cell::Text(field.into())
                    }
                })
                .collect();
            cells.resize(width, Cell::Empty);
            each(&Row {
                number,
                cells: &cells,
            })?;
            rows += 1;
        }
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(&bytes) {
            use std::fmt::Write as _;
            write!(sha256, "{byte:02x}").expect("writing to a string does not fail");
        }
        Ok(Read {
            rows,
            blank: 0,
            totals: 0,
            notes: 0,
            sha256,
            problems: Problems::new(),
        })
    }
}
