//! One cell, as the file holds it: a number stays a number and a date a date, so that
//! whoever knows the field's meaning decides what the text in a column says.
//! [`Cell::text`] is what `inspect --to csv` shows and therefore what the draw sees.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell<'a> {
    /// Nothing; a text file's field of no characters too.
    #[default]
    Empty,
    /// Text, unchanged: also every field of a text file, and a time of day as `hh:mm:ss`.
    Text(Cow<'a, str>),
    /// A number in a workbook.
    Number(f64),
    /// A number that a workbook's format makes a day.
    Date(Date),
    /// A day with a time of day.
    DateTime(DateTime),
    /// A truth value of a workbook.
    Bool(bool),
    /// An error value of a workbook, `#N/A` and its like.
    Error(&'static str),
}

impl<'a> Cell<'a> {
    /// [`Cell::text`], of a text in the file's buffer for as long as that is held.
    #[inline]
    pub fn lent(&self) -> Cow<'a, str> {
        if let Self::Text(Cow::Borrowed(text)) = self {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.text().into_owned())
    }
}

impl Cell<'_> {
    /// The cell as text: dates ISO, whole numbers without exponent, truth values as a
    /// Swedish Excel shows them.
    #[inline]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            // Rust writes an f64 with the fewest digits that give it back, never with an
            // exponent; adding zero turns -0 into 0.
            Self::Number(number) => Cow::Owned((number + 0.0).to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(moment) => Cow::Owned(moment.to_string()),
            Self::Bool(true) => Cow::Borrowed("SANT"),
            Self::Bool(false) => Cow::Borrowed("FALSKT"),
            Self::Error(code) => Cow::Borrowed(code),
        }
    }

    /// Whether nothing can be seen in the cell: no text, or only blanks of any kind.
    #[inline]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => is_blank(text),
            Self::Number(_)
            | Self::Date(_)
            | Self::DateTime(_)
            | Self::Bool(_)
            | Self::Error(_) => false,
        }
    }

    /// The same cell, free of the file's buffer.
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Cell::Number(number),
            Self::Date(date) => Cell::Date(date),
            Self::DateTime(moment) => Cell::DateTime(moment),
            Self::Bool(value) => Cell::Bool(value),
            Self::Error(code) => Cell::Error(code),
        }
    }

    /// The same cell, borrowed.
    #[inline]
    pub fn borrowed(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Self::Number(number) => Cell::Number(*number),
            Self::Date(date) => Cell::Date(*date),
            Self::DateTime(moment) => Cell::DateTime(*moment),
            Self::Bool(value) => Cell::Bool(*value),
            Self::Error(code) => Cell::Error(code),
        }
    }
}

/// Only white space, also the kinds a web page or a word processor leaves behind.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    // Every cell of a register passes here: its first byte settles nearly all.
    if text.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return false;
    }
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// A spreadsheet's name for a column counted from 0: A … Z, AA …
pub fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut rest = column;
    loop {
        let digit = u8::try_from(rest % 26).expect("a remainder of 26 is below 26");
        out.push(b'A' + digit);
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    out.reverse();
    String::from_utf8(out).expect("only the letters A to Z were pushed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_of_the_sheet_sees() {
        assert_eq!(Cell::Number(199_012_102_399.0).text(), "199012102399");
        assert_eq!(Cell::Number(-0.0).text(), "0");
        assert_eq!(Cell::Number(6.1).text(), "6.1");
        assert_eq!(Cell::Bool(true).text(), "SANT");
        assert_eq!(
            Cell::Date(jiff::civil::date(2009, 5, 4)).text(),
            "2009-05-04"
        );
        assert_eq!(
            Cell::DateTime(jiff::civil::date(2009, 5, 4).at(7, 30, 0, 0)).text(),
            "2009-05-04T07:30:00"
        );
    }

    #[test]
    fn blanks_of_every_kind_are_blank() {
        assert!(Cell::Text(" \u{a0}\u{202f}\t".into()).is_blank());
        assert!(!Cell::Text("-".into()).is_blank());
        assert!(!Cell::Number(0.0).is_blank());
    }

    #[test]
    fn columns_are_lettered_as_in_a_sheet() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].map(letters).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
