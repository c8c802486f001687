//! The cells of a sheet in the form that programs write them: `<row r="2"><c r="A2" s="1"
//! t="s"><v>14</v></c></row>`. Everything else is [`Strange`], and left to calamine; so is what a
//! cell of the plain form holds where only calamine can tell.

use std::io::Read;

use crate::window::{Cursor, Halt, Strange, Window, head, text};

/// What a sheet has at most.
const ROWS: u32 = 1_048_576;

/// A cell.
#[derive(Debug, PartialEq)]
pub(crate) struct Scanned {
    /// Row and column, from 0.
    pub(crate) place: (u32, u32),
    pub(crate) value: Value,
}

/// What it holds.
#[derive(Debug, PartialEq)]
pub(crate) enum Value {
    Empty,
    /// A number, and the style that says whether it is a date.
    Number {
        number: f64,
        style: Option<usize>,
    },
    /// The number of a shared text.
    Shared(usize),
    Text(String),
    Bool(bool),
    /// Ask calamine.
    Other,
}

impl Value {
    /// The style of a number.
    pub(crate) fn style(&self) -> Option<usize> {
        match self {
            Self::Number { style, .. } => *style,
            Self::Empty | Self::Shared(_) | Self::Text(_) | Self::Bool(_) | Self::Other => None,
        }
    }
}

/// The scanner of a sheet's part.
pub(crate) struct Scan<R> {
    window: Window<R>,
    begun: bool,
    /// The row it is in, from 1.
    row: u32,
}

impl<R: Read> Scan<R> {
    pub(crate) fn new(part: R) -> Self {
        Self {
            window: Window::new(part),
            begun: false,
            row: 0,
        }
    }

    /// The next cell; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Scanned>, Strange> {
        if !self.begun {
            self.window.take(|cursor| {
                head(cursor, b"sheetData")?;
                cursor.expect(b">")
            })?;
            self.begun = true;
        }
        let row = &mut self.row;
        self.window.take(|cursor| {
            loop {
                cursor.pass_blanks()?;
                cursor.expect(b"<")?;
                match cursor.byte()? {
                    b'c' => return cell(cursor, *row).map(Some),
                    b'r' => {
                        cursor.expect(b"ow")?;
                        *row = start_of_row(cursor)?;
                    }
                    b'/' if cursor.pass(b"row>")? => {}
                    b'/' => return cursor.expect(b"sheetData>").map(|()| None),
                    _ => return Err(Halt::Strange),
                }
            }
        })
    }
}

/// The number of a row, which it must say.
fn start_of_row(cursor: &mut Cursor<'_>) -> Result<u32, Halt> {
    let mut row = None;
    while let Some((name, value)) = cursor.attribute()? {
        if name == b"r" && row.replace(whole(value).ok_or(Halt::Strange)?).is_some() {
            return Err(Halt::Strange);
        }
    }
    cursor.end_of_tag()?;
    match row.and_then(|row| u32::try_from(row).ok()) {
        Some(row @ 1..=ROWS) => Ok(row),
        Some(_) | None => Err(Halt::Strange),
    }
}

fn cell(cursor: &mut Cursor<'_>, row: u32) -> Result<Scanned, Halt> {
    let (mut place, mut style, mut kind) = (None, None, None);
    while let Some((name, value)) = cursor.attribute()? {
        let before = match name {
            b"r" => place.replace(value),
            b"s" => style.replace(value),
            b"t" => kind.replace(value),
            _ => None,
        };
        if before.is_some() {
            return Err(Halt::Strange);
        }
    }
    let column = place.and_then(|place| column(place, row));
    let column = column.ok_or(Halt::Strange)?;
    let value = if cursor.end_of_tag()? {
        Value::Empty
    } else {
        content(cursor, style, kind)?
    };
    Ok(Scanned {
        place: (row - 1, column),
        value,
    })
}

/// What stands between the tags of a cell, and the end tag.
fn content(
    cursor: &mut Cursor<'_>,
    style: Option<&[u8]>,
    kind: Option<&[u8]>,
) -> Result<Value, Halt> {
    if cursor.pass(b"</c>")? {
        return Ok(Value::Empty);
    }
    let value = if cursor.pass(b"<v>")? {
        let raw = cursor.until(b'<')?;
        cursor.expect(b"/v>")?;
        stored(raw, style, kind)?
    } else {
        cursor.expect(b"<is><t")?;
        let keeps_blanks = match cursor.attribute()? {
            None => false,
            Some((b"xml:space", b"preserve")) => true,
            Some(_) => return Err(Halt::Strange),
        };
        cursor.expect(b">")?;
        let raw = cursor.until(b'<')?;
        cursor.expect(b"/t></is>")?;
        text(raw, keeps_blanks)?.map_or(Value::Other, Value::Text)
    };
    cursor.expect(b"</c>")?;
    Ok(value)
}

/// A stored value by the kind that its cell names.
fn stored(raw: &[u8], style: Option<&[u8]>, kind: Option<&[u8]>) -> Result<Value, Halt> {
    let value = match kind {
        None | Some(b"n") => number(raw).and_then(|number| {
            let style = match style {
                None => None,
                Some(style) => Some(whole(style)?),
            };
            Some(Value::Number { number, style })
        }),
        Some(b"s") => whole(raw).map(Value::Shared),
        Some(b"str") => text(raw, true)?.map(Value::Text),
        Some(b"b") => match raw {
            b"0" => Some(Value::Bool(false)),
            b"1" => Some(Value::Bool(true)),
            _ => None,
        },
        Some(_) => None,
    };
    Ok(value.unwrap_or(Value::Other))
}

/// A whole number of at most nine digits.
fn whole(raw: &[u8]) -> Option<usize> {
    if raw.is_empty() || raw.len() > 9 {
        return None;
    }
    raw.iter().try_fold(0, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| usize::from(byte - b'0'))?;
        Some(number * 10 + digit)
    })
}

/// A number as programs write it: `-12`, `0.5`, `1.5E-3`.
fn number(raw: &[u8]) -> Option<f64> {
    if let Some(number) = whole(raw) {
        return u32::try_from(number).ok().map(f64::from);
    }
    let digits = |raw: &[u8]| !raw.is_empty() && raw.iter().all(u8::is_ascii_digit);
    let unsigned = raw.strip_prefix(b"-").unwrap_or(raw);
    let (mantissa, exponent) = match unsigned.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let is_mantissa = match mantissa.iter().position(|byte| *byte == b'.') {
        Some(at) => digits(&mantissa[..at]) && digits(&mantissa[at + 1..]),
        None => digits(mantissa),
    };
    let is_exponent = exponent.is_none_or(|exponent| {
        let signed = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+"));
        digits(signed.unwrap_or(exponent))
    });
    if !(is_mantissa && is_exponent) {
        return None;
    }
    std::str::from_utf8(raw).ok()?.parse().ok()
}

/// The column of `AB12` from 0, if it is in the row.
fn column(place: &[u8], row: u32) -> Option<u32> {
    let letters = place.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let (letters, digits) = place.split_at(letters);
    if !(1..=3).contains(&letters.len()) || digits.first() == Some(&b'0') {
        return None;
    }
    let in_row = whole(digits).is_some_and(|number| u32::try_from(number) == Ok(row));
    let column = letters
        .iter()
        .fold(0, |column, byte| column * 26 + u32::from(byte - b'A') + 1);
    in_row.then(|| column - 1)
}
