//! Names where a code should be: as registers write them, or as they stand in the row's own cell.
//! A value is shown, in the names of strata and of files; a person's name never is one.

use crate::table::{Cell, Cells};
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

/// The columns, of so many, where a person's name may stand: those of the fields of names, and in an
/// export without one those that no field has. `taken` has the column of each field. Elsewhere the
/// same words twice in a row are a code that is said twice.
pub fn names_in(fields: &[Field], taken: &[Option<usize>], columns: usize) -> Vec<usize> {
    let of_names = fields.iter().zip(taken);
    let of_names = of_names.filter(|(field, _)| field.personal && field.kind == FieldKind::Text);
    let found: Vec<usize> = of_names.filter_map(|(_, column)| *column).collect();
    if found.is_empty() {
        (0..columns)
            .filter(|at| !taken.contains(&Some(*at)))
            .collect()
    } else {
        found
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    /// An office may stand in two columns, of which one means nothing to the template; beside a
    /// column of names only that is asked.
    #[test]
    fn names_stand_where_names_are_known_to_stand() {
        let template = builtin("jobbtorg").unwrap();
        let fields = &template.registers[0].fields;
        let mut taken = vec![None; fields.len()];
        let place = |id: &str| fields.iter().position(|field| field.id == id).unwrap();
        taken[place("jobbtorg")] = Some(2);
        assert_eq!(names_in(fields, &taken, 4), [0, 1, 3]);
        taken[place("namn")] = Some(1);
        assert_eq!(names_in(fields, &taken, 4), [1]);
    }
}
