//! What a cell looks like without knowing what it means: a word, a value, a blank.

use std::collections::BTreeSet;

use crate::table::cell::{Cell, is_blank};

/// A header is a few words, not a paragraph.
const LONGEST_HEADER: usize = 200;

/// What a cell looks like to someone who does not know what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Blank,
    Word,
    /// Four digits that may be a year: a value, or the header of one.
    Year,
    Value,
}

/// How many texts are known, each once; of a joined header its own part counts too.
pub(super) fn known(texts: &[String], recognises: &dyn Fn(&str) -> bool) -> usize {
    let mut seen = BTreeSet::new();
    texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| {
            !text.is_empty()
                && text.len() <= LONGEST_HEADER
                && (recognises(text)
                    || text
                        .rsplit_once(": ")
                        .is_some_and(|(_, own)| recognises(own)))
        })
        .filter(|text| seen.insert(*text))
        .count()
}

/// What a cell looks like.
pub(super) fn look(cell: &Cell<'_>) -> Look {
    match cell {
        Cell::Empty => Look::Blank,
        Cell::Text(text) if is_blank(text) => Look::Blank,
        Cell::Text(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            if is_year(text) {
                Look::Year
            } else if (letters > digits && text.len() <= LONGEST_HEADER) || text.trim() == "%" {
                Look::Word
            } else {
                Look::Value
            }
        }
        Cell::Number(number) if is_year(&number.to_string()) => Look::Year,
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
            Look::Value
        }
    }
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a row looks like headers over columns that hold values: for a second table.
pub(in crate::table) fn is_words(cells: &[Cell<'_>]) -> bool {
    cells
        .iter()
        .all(|cell| matches!(look(cell), Look::Blank | Look::Word | Look::Year))
}

/// Whether a cell holds a value rather than words.
pub(in crate::table) fn is_value(cell: &Cell<'_>) -> bool {
    matches!(look(cell), Look::Value | Look::Year)
}
