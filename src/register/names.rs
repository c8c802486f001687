//! Names where a code should be: as registers write them, or as they stand in the row's own cell.
//! A value is shown, in the names of strata and of files; a person's name never is one.

use memchr::memchr;

use crate::table::{Cell, Cells};

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

/// Whether one of a row's other cells has the same words as the text of a column, of several, in any
/// order. An unknown code may stand in every row: what cannot be a name is asked nothing more.
pub(super) fn is_said_beside(text: &str, row: &Cells<'_>, column: usize) -> bool {
    let bytes = text.as_bytes();
    if memchr(b' ', bytes).is_none() || bytes.iter().any(u8::is_ascii_digit) {
        return false;
    }
    // A comma more or less.
    let mut others =
        (0..row.len()).filter(|at| *at != column && row.may_be_as_long(*at, text.len()));
    let mut sum = None;
    let mut sum = || *sum.get_or_insert_with(|| sum_of_letters(text));
    others.any(|at| match row.at(at) {
        Cell::Text(other) => {
            other.len().abs_diff(text.len()) < 2
                && sum_of_letters(&other) == sum()
                && words_of(&other) == words_of(text)
        }
        Cell::Empty
        | Cell::Number(_)
        | Cell::Date(_)
        | Cell::DateTime(_)
        | Cell::Bool(_)
        | Cell::Error(_) => false,
    })
}

/// The same for the same letters in any order, large or small.
fn sum_of_letters(text: &str) -> u32 {
    let letters = text.bytes().filter(|byte| !matches!(byte, b' ' | b','));
    letters.map(|byte| u32::from(byte | 0x20)).sum()
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
