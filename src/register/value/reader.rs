//! How the cells of a field are read.

use std::borrow::Cow;

use jiff::civil::{Date, date};

use super::Value;
use super::lately::{Known, Lately};
use super::person::personnummer;
use crate::calendar::placeholder::is_placeholder;
use crate::calendar::plus_days;
use crate::calendar::written::{self, NotADate, Written};
use crate::identity::{self, IdentityClass};
use crate::register::fault::ValueFault;
use crate::register::names::{is_as_a_name, is_said_in, may_be_a_name};
use crate::register::placeholder::unless_placeholder;
use crate::register::words::{is_nil, is_nil_word, is_nothing, is_yes, whole, yes_no};
use crate::table::{Cell, Cells};
use crate::template::{Field, FieldKind, Spellings, as_plain, plain};

/// What was odd about a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odd {
    fault: ValueFault,
    /// Whether the others of its row may say more of it.
    asks_row: bool,
}

/// How the cells of one field are read, made once for many of them.
#[derive(Debug, Clone)]
pub struct Reader {
    kind: FieldKind,
    protects: bool,
    spellings: Spellings,
    lately: Lately,
    reference: Date,
    /// The day before the first that numbers in this workbook count.
    epoch: Date,
    /// The columns where a person's name may stand; unless it is said, all.
    named_in: Option<Vec<usize>>,
}

/// With 1900 as the first year, from which all workbooks' days count but those of old Macs; one
/// day earlier than Excel has it, for a 29 February 1900 that never was.
const EPOCH_1900: Date = date(1899, 12, 30);
const EPOCH_1904: Date = date(1904, 1, 1);
/// In a table of no more columns a text may stand alone in any row.
const NARROW: usize = 2;

impl Reader {
    /// A reader of a field; two-digit years are read against `reference`.
    pub fn new(field: &Field, reference: Date) -> Self {
        Self {
            kind: field.kind,
            protects: field.protects,
            spellings: match field.kind {
                FieldKind::Code | FieldKind::Text => Spellings::of(field),
                FieldKind::Personnummer
                | FieldKind::Id
                | FieldKind::Codes
                | FieldKind::Date
                | FieldKind::Month
                | FieldKind::YesNo
                | FieldKind::Integer => Spellings::default(),
            },
            lately: Lately::default(),
            reference,
            epoch: EPOCH_1900,
            named_in: None,
        }
    }

    /// The same for a workbook that may count its days from 1904.
    #[must_use]
    pub fn in_workbook(mut self, is_1904: bool) -> Self {
        self.epoch = if is_1904 { EPOCH_1904 } else { EPOCH_1900 };
        self
    }

    /// The same for a table of which a person's name may stand in these columns alone.
    #[must_use]
    pub fn with_names_in(mut self, columns: Vec<usize>) -> Self {
        self.named_in = Some(columns);
        self
    }

    /// Whether what it reads may be days.
    pub fn reads_days(&self) -> bool {
        matches!(self.kind, FieldKind::Date | FieldKind::Month)
    }

    /// A reader of a field as the identity of a unit, whatever its type: a personnummer by its
    /// rules, anything else as the trimmed text of the cell (DESIGN 4).
    pub fn of_identity(field: &Field, reference: Date) -> Self {
        let mut reader = Self::new(field, reference);
        if reader.kind != FieldKind::Personnummer {
            reader.kind = FieldKind::Id;
        }
        reader
    }

    /// Reads a cell as the field's type.
    pub fn read<'a>(&'a self, cell: &Cell<'a>) -> (Value<'a>, Option<ValueFault>) {
        let mut value = Value::Missing;
        let odd = self.give(cell, &mut value);
        (value, odd.map(|odd| odd.fault))
    }

    /// Reads a cell of a row, beside which others stand.
    pub fn read_in<'a>(
        &'a self,
        row: &Cells<'_>,
        column: usize,
        cell: &Cell<'a>,
    ) -> (Value<'a>, Option<ValueFault>) {
        let mut value = Value::Missing;
        let fault = self.give_in(row, column, cell, &mut value);
        (value, fault)
    }

    /// The same, written where it is kept: a processor waits for what was just written in smaller
    /// parts, and a register has millions of cells.
    #[inline]
    pub fn give_in<'a>(
        &'a self,
        row: &Cells<'_>,
        column: usize,
        cell: &Cell<'a>,
        to: &mut Value<'a>,
    ) -> Option<ValueFault> {
        let odd = self.give(cell, to)?;
        if odd.asks_row
            && let Some(other) = self.by_row(odd.fault, row, column, cell)
        {
            *to = Value::Missing;
            return Some(other);
        }
        Some(odd.fault)
    }

    /// What nearly every cell holds is read by the shortest way; anything else as the rules say.
    fn give<'a>(&'a self, cell: &Cell<'a>, to: &mut Value<'a>) -> Option<Odd> {
        if let Cell::Text(text) = cell {
            match (self.kind, text) {
                (FieldKind::Code | FieldKind::Text, Cow::Borrowed(text)) => {
                    let (value, odd) = match self.lately.get(text) {
                        Some(Known::Itself(odd)) => (*text, odd),
                        Some(Known::Listed(at)) => (self.spellings.value(at), None),
                        None => {
                            let odd = self.give_anew(cell, to);
                            self.lately.keep(text, &self.spellings, to, odd);
                            return odd;
                        }
                    };
                    *to = Value::Text(Cow::Borrowed(value));
                    return odd;
                }
                (FieldKind::Personnummer, text) => {
                    let plain = identity::plainly_written(text, self.reference);
                    if let Some((number, class)) = plain {
                        *to = Value::Identity(identity::Identity::of_number(number), class);
                        return None;
                    }
                }
                (FieldKind::Date | FieldKind::Month, text) => {
                    let written = written::read(text, self.reference);
                    if let Some(written) = written.ok().filter(|day| !is_placeholder(*day)) {
                        *to = Value::Date(written);
                        return None;
                    }
                }
                (
                    FieldKind::Code
                    | FieldKind::Text
                    | FieldKind::Id
                    | FieldKind::Codes
                    | FieldKind::YesNo
                    | FieldKind::Integer,
                    _,
                ) => {}
            }
        }
        self.give_anew(cell, to)
    }

    fn give_anew<'a>(&'a self, cell: &Cell<'a>, to: &mut Value<'a>) -> Option<Odd> {
        let (value, fault) = self.read_anew(cell);
        *to = value;
        let fault = fault?;
        let has_list = self.spellings.has_list();
        let may_name = || has_list && may_be_a_name(&cell.text());
        Some(Odd {
            fault,
            asks_row: fault == ValueFault::WordsAsIdentity
                || fault == ValueFault::UnknownCode && may_name(),
        })
    }

    /// The fault that a cell has by the others of its row. A heading or a remark alone in its row is
    /// nobody's identity; whose row it is stands in another cell, in whatever order.
    fn by_row(
        &self,
        fault: ValueFault,
        row: &Cells<'_>,
        column: usize,
        cell: &Cell<'_>,
    ) -> Option<ValueFault> {
        let is_alone = || {
            let mut others = (0..row.len()).filter(|at| *at != column);
            row.len() > NARROW && others.all(|at| row.is_blank(at))
        };
        let names_the_row = || {
            let Cell::Text(text) = cell else {
                return false;
            };
            match &self.named_in {
                Some(columns) => is_said_in(columns.iter().copied(), row, text),
                None => is_said_in((0..row.len()).filter(|at| *at != column), row, text),
            }
        };
        if fault == ValueFault::WordsAsIdentity && is_alone() {
            return Some(ValueFault::NoIdentity);
        }
        (fault == ValueFault::UnknownCode && names_the_row()).then_some(ValueFault::NameAsCode)
    }

    fn read_anew<'a>(&'a self, cell: &Cell<'a>) -> (Value<'a>, Option<ValueFault>) {
        if cell.is_blank() {
            return (Value::Missing, None);
        }
        if let Cell::Error(_) = cell {
            return (Value::Missing, Some(ValueFault::ErrorCell));
        }
        match self.kind {
            FieldKind::Personnummer => personnummer(cell, self.reference),
            FieldKind::Id => match identity::Identity::from_text(&cell.text()) {
                Some(identity) if !is_nothing(identity.expose()) => {
                    (Value::Identity(identity, IdentityClass::Other), None)
                }
                Some(_) | None => (Value::Missing, Some(ValueFault::NoIdentity)),
            },
            FieldKind::Code => {
                let (value, fault) = self.code(cell.lent());
                self.unless_nil(value, fault)
            }
            // A text may be anything; where the template knows it, it is taken for what it means.
            FieldKind::Text => match self.code(cell.lent()) {
                (value, Some(ValueFault::UnknownCode) | None) => (value, None),
                shifted => shifted,
            },
            FieldKind::Codes => match cell.lent() {
                Cow::Borrowed(text) => (Value::Text(as_plain(text)), None),
                Cow::Owned(text) => (Value::Text(Cow::Owned(plain(&text))), None),
            },
            FieldKind::Date | FieldKind::Month => unless_placeholder(cell, self.day(cell)),
            FieldKind::YesNo => match yes_no(cell) {
                Some(yes) => (Value::YesNo(yes), None),
                None if is_nil(&cell.text()) => (Value::Missing, None),
                None if !self.protects && is_nil_word(&cell.text()) => NOTHING,
                // A mark that cannot be read protects: the other mistake cannot be undone.
                None if self.protects => (Value::YesNo(true), Some(ValueFault::NotYesNo)),
                None => (Value::Missing, Some(ValueFault::NotYesNo)),
            },
            FieldKind::Integer => match whole(&cell.text()) {
                Some(number) => (Value::Integer(number), None),
                None if is_nil(&cell.text()) => (Value::Missing, None),
                None if is_nil_word(&cell.text()) => NOTHING,
                None => (Value::Missing, Some(ValueFault::NotANumber)),
            },
        }
    }

    fn day(&self, cell: &Cell<'_>) -> (Value<'static>, Option<ValueFault>) {
        match cell {
            Cell::Date(day) => (Value::Date(Written::Day(*day)), None),
            Cell::DateTime(moment) => (Value::Date(Written::Day(moment.date())), None),
            Cell::Number(number) if (20_000.0..80_000.0).contains(number) => (
                Value::Date(Written::Day(from_serial(self.epoch, *number))),
                Some(ValueFault::DateAsNumber),
            ),
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => {
                let text = cell.text();
                let is_month = self.kind == FieldKind::Month;
                let written = match written::read(&text, self.reference) {
                    Err(NotADate::Ambiguous) if is_month => {
                        written::month_of_six(&text).ok_or(NotADate::Ambiguous)
                    }
                    other => other,
                };
                match written {
                    Ok(written) => (Value::Date(written), None),
                    Err(_) if is_nil(&text) => (Value::Missing, None),
                    Err(_) if is_nil_word(&text) => NOTHING,
                    // Some registers say only that it was done, not when.
                    Err(_) if is_yes(&text).is_some() => {
                        (Value::YesNo(is_yes(&text) == Some(true)), None)
                    }
                    Err(NotADate::Ambiguous) => (Value::Missing, Some(ValueFault::AmbiguousDate)),
                    Err(NotADate::Unknown) => (Value::Missing, Some(ValueFault::NotADate)),
                }
            }
        }
    }

    /// Whether a text is a person's number, as where a row's cells are shifted. A code has none in
    /// it either; words may, as where a name has its number in brackets.
    fn is_a_persons(&self, text: &str) -> bool {
        // Nearly no text gets further than its length and digits.
        if text.len() < 10 || text.bytes().filter(u8::is_ascii_digit).count() < 9 {
            return false;
        }
        if self.kind == FieldKind::Code && identity::holds_personnummer(text, self.reference) {
            return true;
        }
        let begins = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if text.len() > 14 || !begins {
            return false;
        }
        match identity::read_personnummer(text, false, self.reference).class {
            IdentityClass::Personnummer
            | IdentityClass::Samordningsnummer
            | IdentityClass::Interim
            | IdentityClass::BadCheckDigit => true,
            IdentityClass::Rounded | IdentityClass::Other => false,
        }
    }

    /// A code that the field's list does not have may be no code at all. Without a list, a word
    /// that could be one is.
    fn unless_nil<'a>(
        &self,
        value: Value<'a>,
        fault: Option<ValueFault>,
    ) -> (Value<'a>, Option<ValueFault>) {
        let Value::Text(text) = &value else {
            return (value, fault);
        };
        // Every code passes here, and nearly all are in the list.
        if fault.is_none() && self.spellings.has_list() {
            return (value, fault);
        }
        // A dash or a dot, of any kind, or how a word for nothing begins: of those outside the
        // list few have that either.
        let begins = matches!(
            text.as_bytes().first(),
            Some(b'-' | b'.' | b'(' | b'<' | b'\\' | b'#' | b'n' | b'N' | b'\xe2')
        );
        if !begins {
            return (value, fault);
        }
        if is_nil(text) {
            return (Value::Missing, None);
        }
        if is_nil_word(text) && (fault.is_some() || !text.eq_ignore_ascii_case("na")) {
            return NOTHING;
        }
        (value, fault)
    }

    fn code<'a>(&'a self, text: Cow<'a, str>) -> (Value<'a>, Option<ValueFault>) {
        let (value, is_known) = match text {
            Cow::Borrowed(text) => self.spellings.read(text),
            Cow::Owned(text) => {
                let (value, is_known) = self.spellings.read(&text);
                (Cow::Owned(value.into_owned()), is_known)
            }
        };
        // Values are shown, in the names of strata and of files: a personnummer never is one.
        if self.is_a_persons(&value) {
            return (Value::Missing, Some(ValueFault::IdentityAsCode));
        }
        let is_listed = self.kind == FieldKind::Code && self.spellings.has_list();
        if !is_known && is_listed && is_as_a_name(&value) {
            return (Value::Missing, Some(ValueFault::NameAsCode));
        }
        let fault = (!is_known).then_some(ValueFault::UnknownCode);
        (Value::Text(value), fault)
    }
}

/// The day of a workbook's number, after February 1900.
fn from_serial(epoch: Date, serial: f64) -> Date {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the caller bounds it to five digits"
    )]
    let days = libm::floor(serial) as i64;
    plus_days(epoch, days)
}

/// A blank that is told.
const NOTHING: (Value<'static>, Option<ValueFault>) = (Value::Missing, Some(ValueFault::NilWord));
