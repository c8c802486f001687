//! Lines of `inspect`: where a problem was seen, and whom the register is about.

use stickprov::lang::{Lang, Text, whole};
use stickprov::problem::ProblemKind;

use super::super::problems::{different, first_few};
use super::persons::Persons;
use super::texts;

/// How many rows of a problem are named.
const SHOWN: usize = 4;

/// Where a problem was seen: the first rows, each once, and the columns. The file is said above.
pub(super) fn places(kind: &ProblemKind, lang: Lang) -> String {
    let kept = u64::try_from(kind.places.len()).unwrap_or(u64::MAX);
    let rows = different(kind.places.iter().filter_map(|place| place.row));
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    let rows = (!rows.is_empty()).then(|| first_few(&rows, SHOWN, kind.count > kept));
    let rows = rows.map(|rows| texts::in_rows(&rows));
    let columns = different(kind.places.iter().filter_map(|place| place.column.clone()));
    let columns = match columns.as_slice() {
        [] => None,
        [column] => Some(texts::in_column(column)),
        several => Some(texts::in_columns(&first_few(several, SHOWN, false))),
    };
    let parts = [rows, columns];
    let parts: Vec<&str> = parts.iter().flatten().map(|part| part.get(lang)).collect();
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
    ];
    // The kinds are those of rows, and may be more than there are persons.
    let rows: u64 = kinds.iter().map(|(count, _)| count).sum();
    let several = (
        persons.several_rows,
        texts::several_rows as fn(&str) -> Text,
    );
    let kinds: Vec<String> = (kinds.into_iter().chain([several]))
        .filter(|(count, _)| *count > 0)
        .map(|(count, text)| text(&whole(lang, count)).get(lang).to_owned())
        .collect();
    let kinds = kinds.join(", ");
    let line = match persons.distinct {
        Some(_) if kinds.is_empty() => texts::nobody(),
        Some(distinct) if distinct < rows => {
            texts::persons_in_rows(&whole(lang, distinct), &whole(lang, rows), &kinds)
        }
        Some(distinct) => texts::persons(&whole(lang, distinct), &kinds),
        None => texts::too_many_persons(&kinds),
    };
    line.get(lang).to_owned()
}
