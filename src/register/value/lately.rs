//! What the texts of a field were read as lately: a register says the same few things in a column
//! over and over, and what a text was read as it is read as again.

use std::cell::RefCell;

use super::Value;
use super::reader::Odd;
use crate::template::{Recent, Spellings};

/// The texts of a field of codes, and what became of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Lately(RefCell<Recent<Known>>);

/// What became of a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known {
    /// The text as it stands.
    Itself(Option<Odd>),
    /// The value at this place of the field's list.
    Listed(usize),
}

impl Lately {
    /// What became of a text, if it is still known.
    pub(super) fn get(&self, text: &str) -> Option<Known> {
        self.0.borrow().get(text)
    }

    /// Keeps what a text was read as, where it is worth it.
    pub(super) fn keep(
        &self,
        text: &str,
        spellings: &Spellings,
        value: &Value<'_>,
        odd: Option<Odd>,
    ) {
        let Value::Text(value) = value else {
            return;
        };
        let known = if value == text {
            Some(Known::Itself(odd))
        } else {
            let listed = spellings.place(value).filter(|_| odd.is_none());
            listed.map(Known::Listed)
        };
        if let Some(known) = known {
            self.0.borrow_mut().keep(text, known);
        }
    }
}
