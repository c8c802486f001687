//! Words of protection where nobody looks for them: in remarks, behind a name, in a column without
//! a header. The registers' own marks leave people out of the lists; a word elsewhere does not, and
//! is told.

use memchr::memchr2;

use super::texts;
use crate::problem::{PLACES_KEPT, Problems};
use crate::table::{Description, Row};

/// The columns that are no mark of protection, and the rows with a word of it in one of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Shielded {
    columns: Vec<(usize, u64, Vec<u64>)>,
    rows: u64,
}

/// Registers of so many rows are looked at whole; of larger ones so many rows.
const LOOKED_AT: u64 = 20_000;

/// How registers and people write it, lower case.
const WORDS: [&str; 15] = [
    "skyddad ident",
    "skyddad id",
    "skyddade id",
    "skyddade person",
    "skyddade uppg",
    "skyddad folkbok",
    "skyddad adress",
    "skyddsmark",
    "sekretessmark",
    "sekretess!",
    "sekretesskydd",
    "(sekr",
    "sekr)",
    "kvarskriv",
    "spärrmark",
];
/// What is the whole of a cell, lower case.
const WHOLE: [&str; 6] = ["sekretess", "sekr", "sekr.", "sekr!", "skyddad", "skyddad!"];

impl Shielded {
    /// For a table of which `protecting` columns are the marks.
    pub(super) fn of(description: &Description, protecting: &[usize]) -> Self {
        let columns = (0..description.headers.len()).filter(|column| !protecting.contains(column));
        Self {
            columns: columns.map(|column| (column, 0, Vec::new())).collect(),
            rows: 0,
        }
    }

    /// Takes a row.
    pub(super) fn see(&mut self, row: &Row<'_>) {
        if self.rows == LOOKED_AT {
            return;
        }
        self.rows += 1;
        for (column, count, rows) in &mut self.columns {
            let is_one = match row.cells.get(*column) {
                Some(crate::table::Cell::Text(text)) => is_shielding(&text),
                Some(_) | None => false,
            };
            if is_one {
                *count += 1;
                if rows.len() < PLACES_KEPT {
                    rows.push(row.number);
                }
            }
        }
    }

    /// Tells of them.
    pub(super) fn tell(&self, description: &Description, problems: &mut Problems) {
        for (column, count, rows) in self.columns.iter().filter(|(_, count, _)| *count > 0) {
            let places = rows.iter();
            let places = places.map(|row| description.place(*row, Some(*column)));
            let (file, what) = (&description.file, texts::protection_elsewhere());
            problems.add_many("protection-elsewhere", file, what, *count, places.collect());
        }
    }
}

/// Whether a cell says that somebody is protected.
fn is_shielding(text: &str) -> bool {
    // All of the words have one, and few cells.
    if memchr2(b'k', b'K', text.as_bytes()).is_none() {
        return false;
    }
    let lower = text.trim().to_lowercase();
    WHOLE.contains(&lower.as_str()) || WORDS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_protection_are_told_from_others() {
        for text in [
            "Skyddad identitet",
            "OBS! Skyddade personuppgifter",
            "Testlund, Bo (SEKR)",
            "Sekretess",
            "sekretessmarkerad",
            "Kvarskriven",
            "Spärrmarkering",
        ] {
            assert!(is_shielding(text), "{text}");
        }
        for text in [
            "Skyddat arbete",
            "Sekretessbrytande samtycke",
            "Skyddsombud",
            "JS Kista",
            "Sekreterare",
            "",
        ] {
            assert!(!is_shielding(text), "{text}");
        }
    }
}
