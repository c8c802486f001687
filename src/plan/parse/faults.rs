//! The faults of one plan, gathered with their places so that all are told at once and in
//! the order of the file. A line that is no TOML is told once, and nothing is made of
//! what the reader guessed there.

use std::ops::Range;

use crate::lang::Text;
use crate::plan::texts;
use crate::problem::{Fault, Place};
use crate::template::nearest;

/// The faults found so far in one text.
pub(super) struct Faults<'a> {
    file: &'a str,
    text: &'a str,
    broken: Vec<Range<usize>>,
    found: Vec<(usize, Fault)>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            broken: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Notes what the TOML reader could not read; the first fault of each line.
    pub(super) fn add_syntax(&mut self, errors: &[toml::de::Error]) {
        let mut last_row = 0;
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let (row, _) = self.row_and_column(span.start);
            if row != last_row {
                let rest = self.text.get(span.start..).unwrap_or_default();
                let (what, hint) = in_our_words(error.message(), rest);
                self.push(span.start, what, hint);
                last_row = row;
            }
            self.broken.push(span);
        }
    }

    /// Whether the text is sound TOML.
    pub(super) fn is_sound(&self) -> bool {
        self.broken.is_empty()
    }

    /// Whether a value lies where the TOML reader had to guess.
    pub(super) fn is_guess(&self, span: &Range<usize>) -> bool {
        let touches = |broken: &Range<usize>| broken.start <= span.end && span.start <= broken.end;
        !self.is_sound() && (span.is_empty() || self.broken.iter().any(touches))
    }

    pub(super) fn add(&mut self, at: usize, what: Text) {
        self.push(at, what, None);
    }

    pub(super) fn add_hinted(&mut self, at: usize, what: Text, hint: Text) {
        self.push(at, what, Some(hint));
    }

    /// A fault of the plan as a whole.
    pub(super) fn add_whole(&mut self, what: Text, hint: Option<Text>) {
        self.found.push((
            self.text.len(),
            Fault {
                what,
                place: Some(Place::file(self.file)),
                hint,
            },
        ));
    }

    /// A word that is not among the known ones.
    pub(super) fn unknown(&mut self, at: usize, what: Text, word: &str, known: &[String]) {
        let hint = suggestion(word, known);
        self.push(at, what, hint);
    }

    /// Takes over the faults of another step that knows less about the place.
    pub(super) fn take(&mut self, at: usize, faults: Vec<Fault>) {
        let (row, column) = self.row_and_column(at);
        for mut fault in faults {
            if fault.place.is_none() {
                fault.place = Some(self.place(row, column));
            }
            self.found.push((at, fault));
        }
    }

    /// In the order of the file.
    pub(super) fn sorted(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|(at, _)| *at);
        self.found.into_iter().map(|(_, fault)| fault).collect()
    }

    /// The text of a value as the user wrote it.
    pub(super) fn written(&self, span: Range<usize>) -> String {
        self.text.get(span).unwrap_or_default().to_owned()
    }

    fn push(&mut self, at: usize, what: Text, hint: Option<Text>) {
        let (row, column) = self.row_and_column(at);
        let place = Some(self.place(row, column));
        self.found.push((at, Fault { what, place, hint }));
    }

    fn place(&self, row: u64, column: usize) -> Place {
        Place::file(self.file)
            .at_row(row)
            .at_column(column.to_string())
    }

    /// Line and character within the line, both from 1.
    fn row_and_column(&self, at: usize) -> (u64, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            crate::template::line_of(self.text, at),
            before[line_start..].chars().count() + 1,
        )
    }
}

/// A text with another text in it, each language in its own.
pub(super) fn with(inner: &Text, say: impl Fn(&str) -> Text) -> Text {
    Text {
        sv: say(&inner.sv).sv,
        en: say(&inner.en).en,
    }
}

/// The nearest known word, or all of them where there are few.
pub(super) fn suggestion(word: &str, known: &[String]) -> Option<Text> {
    const FEW: usize = 16;
    if let Some(near) = nearest(word, known) {
        return Some(texts::nearest(&near));
    }
    let names = known.join(", ");
    (!known.is_empty() && known.len() <= FEW).then(|| texts::one_of(&names))
}

/// A date as people write it: `30/11/2009`, `30.11.2009`.
fn is_other_date(rest: &str) -> bool {
    let word: &str = rest
        .split(|c: char| c.is_whitespace() || c == '#')
        .next()
        .unwrap_or_default();
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

/// A bare yes or no, or the Swedish for true and false.
fn is_yes_or_no(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    ["ja", "nej", "yes", "no", "sant", "falskt"].contains(&word.to_lowercase().as_str())
}

/// What follows the whole part of `0,95`.
fn is_decimal_comma(rest: &str) -> bool {
    rest.strip_prefix(',')
        .is_some_and(|after| after.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// What the TOML reader says, in the words of someone who has never heard of TOML. `rest` is
/// the text from the place on.
fn in_our_words(message: &str, rest: &str) -> (Text, Option<Text>) {
    let starts = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
    // `nej` starts like `nan` and `fel` like `false`: the reader then misses the rest of those.
    let word = rest.starts_with(char::is_alphabetic);
    // What `init --from` leaves where last year's date stood.
    let is_blank = rest.starts_with("ÅÅÅÅ-MM") || rest.starts_with("YYYY-MM");
    if is_blank || starts(&["string values must be quoted", "invalid value"]) && is_other_date(rest)
    {
        (texts::no_such_date(), None)
    } else if word && is_yes_or_no(rest) {
        (texts::true_or_false(), None)
    } else if starts(&["unexpected key or value"]) && is_decimal_comma(rest) {
        (texts::decimal_comma(), None)
    } else if starts(&["unexpected key or value"]) {
        (texts::more_on_line(), Some(texts::more_on_line_hint()))
    } else if starts(&["string values must be quoted", "invalid value"])
        || word && starts(&["invalid boolean", "invalid float"])
    {
        (texts::quote_texts(), None)
    } else if starts(&["invalid unquoted key", "unquoted keys cannot"]) {
        (texts::quote_keys(), None)
    } else if starts(&["missing escaped value", "too few unicode", "invalid escape"]) {
        (texts::backslash(), Some(texts::backslash_hint()))
    } else if starts(&[
        "invalid basic",
        "invalid literal",
        "invalid multi-line",
        "missing opening quote",
    ]) {
        (texts::open_text(), None)
    } else if starts(&["duplicate key"]) {
        (texts::key_twice(), None)
    } else if starts(&["missing comma"]) {
        (texts::no_comma(), None)
    } else if starts(&["unclosed"]) {
        (texts::not_closed(), None)
    } else if starts(&["missing value", "key with no value"]) {
        (texts::no_value(), None)
    } else if starts(&["missing assignment", "invalid key-value pair"]) {
        (texts::no_equals(), None)
    } else if message.contains("date") || message.contains("month") || message.contains("day") {
        (texts::no_such_date(), None)
    } else if starts(&[
        "unexpected leading zero",
        "invalid integer",
        "invalid float",
        "`_` may only",
    ]) {
        (texts::no_number(), Some(texts::number_hint()))
    } else {
        (texts::not_toml(message), None)
    }
}
