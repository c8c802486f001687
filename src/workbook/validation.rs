//! What may be typed in a cell, and what the reviewer is told when standing in it.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use super::clean::{clean, shortened};

/// What may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// One of these, chosen from a list. At most 255 characters in all; longer lists stand
    /// in cells, see [`Allowed::ListIn`].
    List(Vec<String>),
    /// One of the texts in these cells: `=Lists!$A$1:$A$9`.
    ListIn(String),
    /// A day from the first to the last.
    Date(Date, Date),
    /// A whole number from the first to the last.
    Integer(i32, i32),
    /// What makes this formula true.
    Formula(String),
    /// Anything; only the help is shown.
    Anything,
}

/// What may be typed in a cell and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// What may be typed.
    pub allowed: Allowed,
    /// Shown when the cell is entered: a short title and a text.
    pub help: (String, String),
    /// Shown when something else is typed.
    pub refusal: String,
    /// Whether something else is refused; otherwise what is allowed is only proposed.
    pub strict: bool,
}

/// Whether these words fit into a validation's own list: together with the commas at most
/// 255 units, and none with a comma, which would part it.
pub fn fits_in_list(words: &[String]) -> bool {
    let length: usize = words
        .iter()
        .map(|word| word.encode_utf16().count() + 1)
        .sum();
    length <= 256 && words.iter().all(|word| !word.contains([',', '"']))
}

impl Validation {
    pub(super) fn inner(&self) -> Result<DataValidation, XlsxError> {
        let rule = DataValidation::new();
        let rule = match &self.allowed {
            Allowed::List(words) => rule.allow_list_strings(words)?,
            Allowed::ListIn(cells) => rule.allow_list_formula(Formula::new(cells)),
            Allowed::Date(from, to) => rule.allow_date(DataValidationRule::Between(*from, *to)),
            Allowed::Integer(from, to) => {
                rule.allow_whole_number(DataValidationRule::Between(*from, *to))
            }
            Allowed::Formula(formula) => rule.allow_custom(Formula::new(formula)),
            Allowed::Anything => rule.allow_any_value(),
        };
        rule.set_input_title(shortened(&clean(&self.help.0), 32))?
            .set_input_message(shortened(&clean(&self.help.1), 255))?
            .set_error_message(shortened(&clean(&self.refusal), 255))
            .map(|rule| rule.show_error_message(self.strict))
    }
}
