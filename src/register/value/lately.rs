//! What the texts of a field were read as lately: a register says the same few things in a column
//! over and over, and what a text was read as it is read as again.

use std::borrow::Cow;
use std::cell::RefCell;

use super::{Value, ValueFault};
use crate::template::{Recent, Spellings};

/// The texts of a field of codes, and what became of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Lately(RefCell<Recent<Known>>);

/// What became of a text.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// The text as it stands.
    Itself(Option<ValueFault>),
    /// The value at this place of the field's list.
    Listed(usize),
}

impl Lately {
    /// What a text was read as, if it is still known.
    pub(super) fn get<'a>(
        &self,
        text: &'a str,
        spellings: &'a Spellings,
    ) -> Option<(Value<'a>, Option<ValueFault>)> {
        Some(match self.0.borrow().get(text)? {
            Known::Itself(fault) => (Value::Text(Cow::Borrowed(text)), fault),
            Known::Listed(at) => (Value::Text(Cow::Borrowed(spellings.value(at))), None),
        })
    }

    /// Keeps what a text was read as, where it is worth it.
    pub(super) fn keep(
        &self,
        text: &str,
        spellings: &Spellings,
        read: &(Value<'_>, Option<ValueFault>),
    ) {
        let (Value::Text(value), fault) = read else {
            return;
        };
        let known = if value == text {
            Some(Known::Itself(*fault))
        } else {
            let listed = spellings.place(value).filter(|_| fault.is_none());
            listed.map(Known::Listed)
        };
        if let Some(known) = known {
            self.0.borrow_mut().keep(text, known);
        }
    }
}
