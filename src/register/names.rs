//! Names where a code should be: as registers write them, or as they stand in the row's own cell.
//! A value is shown, in the names of strata and of files; a person's name never is one.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};

use crate::problem::Result;
use crate::table::{Cell, Cells, Table};
use crate::template::{Field, FieldKind};

/// The small words of surnames.
const PARTICLES: [&str; 12] = [
    "af", "al", "av", "da", "de", "del", "der", "di", "el", "la", "van", "von",
];

/// Whether a text is written as registers write names, `Surname, First name`: two parts of words
/// that begin with a capital and have nothing but letters.
pub(super) fn is_as_a_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '.'))
    };
    let is_words = |part: &str| {
        let words = part.trim().split([' ', '-']).collect::<Vec<_>>();
        words.len() <= 4
            && words.last().is_some_and(|last| is_word(last))
            && (words.iter()).all(|word| is_word(word) || PARTICLES.contains(word))
    };
    text.split_once(',')
        .is_some_and(|(surname, first)| is_words(surname) && is_words(first))
}

/// So many rows tell whether a column may hold names.
const LOOKED_AT: u64 = 1000;
/// Fewer cells tell nothing.
const ENOUGH: usize = 10;
/// A column of names does not say the same thing so often, even of people with several rows.
const OFTEN: usize = 4;

/// The columns of a table where a person's name may stand: those of the fields of names, and in an
/// export without one those that no field has, but for what says the same few things over and over.
/// `taken` has the column of each field. Elsewhere the same words twice in a row are a code that is
/// said twice.
pub fn names_in(
    fields: &[Field],
    taken: &[Option<usize>],
    table: &mut Table,
) -> Result<Vec<usize>> {
    let has_list = |(field, column): (&Field, &Option<usize>)| {
        field.kind == FieldKind::Code && !field.values.is_empty() && column.is_some()
    };
    // What stands there is asked where a code is not in its list.
    if !fields.iter().zip(taken).any(has_list) {
        return Ok(Vec::new());
    }
    let of_names = fields.iter().zip(taken);
    let of_names = of_names.filter(|(field, _)| field.personal && field.kind == FieldKind::Text);
    let found: Vec<usize> = of_names.filter_map(|(_, column)| *column).collect();
    let columns = 0..table.describe().headers.len();
    let unread: Vec<usize> = columns.filter(|at| !taken.contains(&Some(*at))).collect();
    if !found.is_empty() || unread.is_empty() {
        return Ok(found);
    }
    let hasher = RandomState::new();
    let mut seen: Vec<(usize, BTreeSet<u64>)> = vec![(0, BTreeSet::new()); unread.len()];
    table.first_rows(LOOKED_AT, &mut |row| {
        for (at, (filled, different)) in unread.iter().zip(&mut seen) {
            if let Some(Cell::Text(text)) = row.cells.get(*at) {
                *filled += 1;
                different.insert(hasher.hash_one(text.trim()));
            }
        }
        Ok(())
    })?;
    let repeats = |(filled, different): &(usize, BTreeSet<u64>)| {
        *filled >= ENOUGH && different.len() * OFTEN <= *filled
    };
    let may = unread.iter().zip(&seen).filter(|(_, seen)| !repeats(seen));
    Ok(may.map(|(at, _)| *at).collect())
}

/// Whether a text has words and no digits, as names have. An unknown code may stand in every row:
/// what cannot be a name is asked nothing more.
pub(super) fn may_be_a_name(text: &str) -> bool {
    text.contains(' ') && !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether one of a row's cells in other `columns` has the same words as a text, in any order.
pub(super) fn is_said_in(
    columns: impl Iterator<Item = usize>,
    row: &Cells<'_>,
    text: &str,
) -> bool {
    for at in columns {
        // A comma more or less.
        if row.may_be_as_long(at, text.len())
            && let Some(Cell::Text(other)) = row.get(at)
            && other.len().abs_diff(text.len()) < 2
            && has_initial(text, &other)
            && words_of(&other) == words_of(text)
        {
            return true;
        }
    }
    false
}

/// Whether one of a text's words begins as another text does: a first look, without its words.
fn has_initial(text: &str, other: &str) -> bool {
    let Some(initial) = other.bytes().next() else {
        return false;
    };
    let mut before = b' ';
    text.bytes().any(|byte| {
        let begins = matches!(before, b' ' | b',') && byte | 0x20 == initial | 0x20;
        before = byte;
        begins
    })
}

/// The words of a text in lower case, by letter.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    let mut words: Vec<String> = (words.filter(|word| !word.is_empty()))
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words
}
