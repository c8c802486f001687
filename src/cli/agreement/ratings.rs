//! Two columns of answers from a CSV.

use std::path::Path;

use stickprov::problem::{Error, Place, Result};
use stickprov::stats::agreement::{self, Agreement, Weights};
use stickprov::template::plain;

use super::super::folder;
use super::texts;

/// What the file holds.
pub(super) struct Ratings {
    /// Both reviewers' answers to the same files, as they are compared.
    pairs: Vec<(String, String)>,
    /// Rows that only one of them answered.
    pub(super) unpaired: usize,
}

/// Reads the CSV; `;` and tab serve as well as a comma.
pub(super) fn read(file: &Path) -> Result<Ratings> {
    let shown = file.to_string_lossy();
    let bytes = folder::read(file, &shown)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let header = bytes.split(|byte| *byte == b'\n').next();
    let header = header.unwrap_or_default();
    let delimiter = [b';', b'\t']
        .into_iter()
        .find(|delimiter| header.contains(delimiter))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let unreadable = |error: &csv::Error| {
        let place = Place::file(shown.clone());
        let place = match error.position() {
            Some(position) => place.at_row(position.line()),
            None => place,
        };
        Error::at(place, texts::bad_line()).hint(texts::two_columns_hint())
    };
    let columns = reader.headers().map_err(|error| unreadable(&error))?.len();
    if columns != 2 {
        let place = Place::file(shown.clone());
        return Err(Error::at(place, texts::two_columns(columns)).hint(texts::two_columns_hint()));
    }
    let mut ratings = Ratings {
        pairs: Vec::new(),
        unpaired: 0,
    };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        // Codes are typed in capitals or not; they mean the same.
        let answer = |at: usize| plain(&record[at]).to_lowercase();
        match (answer(0), answer(1)) {
            (one, other) if one.is_empty() && other.is_empty() => {}
            (one, other) if one.is_empty() || other.is_empty() => ratings.unpaired += 1,
            pair => ratings.pairs.push(pair),
        }
    }
    Ok(ratings)
}

pub(super) fn agreement(file: &Path, ratings: &Ratings) -> Result<Agreement> {
    agreement::agreement(&agreement::table(&ratings.pairs), Weights::None).map_err(|misuse| {
        Error::at(Place::file(file.to_string_lossy()), misuse.text())
            .hint(texts::two_columns_hint())
    })
}
