//! Lines of `inspect`: where a problem was seen, and whom the register is about.

use stickprov::lang::{Lang, Text, whole};
use stickprov::problem::{Place, ProblemKind};

use super::persons::Persons;
use super::texts;

/// How many rows of a problem are named.
const SHOWN: usize = 4;

/// Where a problem was seen: the column if it is always the same, and the first rows. The
/// file is said above.
pub(super) fn places(kind: &ProblemKind, lang: Lang) -> String {
    let first = kind.places.first().cloned();
    let Some(mut place) = first else {
        return String::new();
    };
    if kind.places.iter().any(|other| other.column != place.column) {
        place.column = None;
    }
    let rows: Vec<String> = (kind.places.iter().filter_map(|place| place.row))
        .take(SHOWN)
        .map(|row| row.to_string())
        .collect();
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let more = if !rows.is_empty() && kind.count > shown {
        " \u{2026}"
    } else {
        ""
    };
    let column = Place {
        file: String::new(),
        sheet: None,
        row: None,
        ..place.clone()
    };
    let column = column.in_words(lang);
    let column = column.trim_start_matches(", ");
    let rows = if rows.is_empty() {
        String::new()
    } else {
        texts::in_rows(&rows.join(", "), more).get(lang).to_owned()
    };
    let parts = [rows.as_str(), column];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Whom the register is about, in one line.
pub(super) fn persons(persons: &Persons, lang: Lang) -> String {
    let kinds = [
        (
            persons.personnummer,
            texts::personnummer as fn(&str) -> Text,
        ),
        (persons.samordningsnummer, texts::samordningsnummer),
        (persons.interim, texts::interim),
        (persons.bad_check_digit, texts::bad_check_digit),
        (persons.other, texts::other_identity),
        (persons.blank, texts::blank_identity),
        (persons.several_rows, texts::several_rows),
    ];
    let kinds: Vec<String> = (kinds.into_iter())
        .filter(|(count, _)| *count > 0)
        .map(|(count, text)| text(&whole(lang, count)).get(lang).to_owned())
        .collect();
    let kinds = kinds.join(", ");
    let line = match persons.distinct {
        Some(distinct) => texts::persons(&whole(lang, distinct), &kinds),
        None => texts::too_many_persons(&kinds),
    };
    line.get(lang).to_owned()
}
