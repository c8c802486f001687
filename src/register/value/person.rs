//! The cell of a personnummer, and what stands there in its place.

use jiff::civil::Date;

use super::Value;
use crate::calendar::written::{self, Written};
use crate::identity::{self, IdentityClass};
use crate::register::fault::ValueFault;
use crate::register::words::is_wording;
use crate::table::Cell;

/// A cell of that type.
pub(super) fn personnummer(
    cell: &Cell<'_>,
    reference: Date,
) -> (Value<'static>, Option<ValueFault>) {
    let numeric = matches!(cell, Cell::Number(_));
    let read = identity::read_personnummer(&cell.text(), numeric, reference);
    let fault = match read.class {
        IdentityClass::Personnummer | IdentityClass::Samordningsnummer => {
            read.is_marked.then_some(ValueFault::MarkedIdentity)
        }
        IdentityClass::BadCheckDigit => Some(ValueFault::BadCheckDigit),
        IdentityClass::Rounded => Some(ValueFault::Rounded),
        IdentityClass::Other => Some(no_number(&cell.text(), reference)),
        IdentityClass::Interim => Some(ValueFault::OtherIdentity),
    };
    match read.identity {
        Some(identity) => (Value::Identity(identity, read.class), fault),
        None => (Value::Missing, Some(ValueFault::NoIdentity)),
    }
}

/// Whether a text is a date of birth and nothing more, or with the rest masked: `19901210-****`.
fn is_a_day(text: &str, reference: Date) -> bool {
    let is_mask = |c: char| matches!(c, '*' | 'x' | 'X' | '#' | '\u{2022}');
    let bare = text.trim().trim_end_matches(is_mask);
    let bare = if bare.len() < text.trim().len() {
        bare.trim_end_matches(['-', '+', ' '])
    } else {
        bare
    };
    matches!(written::read(bare, reference), Ok(Written::Day(_)))
}

/// What a text is that stands where a personnummer should and is none.
fn no_number(text: &str, reference: Date) -> ValueFault {
    match identity::count_personnummer(text, reference) {
        0 if is_a_day(text, reference) => ValueFault::BirthDate,
        0 if is_wording(text) => ValueFault::WordsAsIdentity,
        0 => ValueFault::OtherIdentity,
        1 => ValueFault::AmongWords,
        _ => ValueFault::SeveralIdentities,
    }
}
