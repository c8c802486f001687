//! Registers as a template knows them: fields with their types, the headers and spellings
//! that mean them, and how a row reaches its person.

use std::borrow::Cow;

use super::FieldRef;
use crate::lang::Text;

/// A register: one kind of export.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The id used in plans.
    pub id: String,
    /// Its name as people say it.
    pub title: Text,
    /// How a row reaches its person.
    pub link: Link,
    /// Which row speaks for the person where only one can.
    pub pick: Option<PickBy>,
    /// The date on which the person of a row is awaited in the register of the frame: who
    /// stands here and not there is missing from the frame.
    pub awaited: Option<usize>,
    /// Whether its rows are about persons. Others are counted, and never set against the unit
    /// register.
    pub persons: bool,
    /// How the reviewers fill it in, where it is their own list and no system's export.
    pub form: Option<Form>,
    /// In the order of the file.
    pub fields: Vec<Field>,
}

/// A list that the reviewers keep: its workbook is written with the checklists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// How to fill it in, a step a line.
    pub instructions: Text,
    /// How many rows there is room for.
    pub rows: u32,
}

/// How a row reaches its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The row holds the person's identity in this field.
    Identity(usize),
    /// The row holds a number in `field` that another register ties to the person through
    /// its own field of the same meaning (`other`).
    Via {
        /// The field of this register.
        field: usize,
        /// The field of the register that knows the person.
        other: FieldRef,
    },
}

/// Which of several rows speaks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickBy {
    /// First or last by the field.
    pub pick: Pick,
    /// The date field that orders the rows.
    pub field: usize,
}

/// Which of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The earliest.
    First,
    /// The latest.
    Last,
    /// All of them.
    Each,
}

/// A field of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The id used in plans, after the register's and a dot.
    pub id: String,
    /// Its name as people say it.
    pub title: Text,
    /// What its cells hold.
    pub kind: FieldKind,
    /// Headers that mean this field, besides its id and titles.
    pub aliases: Vec<String>,
    /// Headers that mean this field where the values of the column are of its type, and may
    /// mean something else where they are not.
    pub if_values: Vec<String>,
    /// Values as they are shown, each with the spellings that mean it. Empty: as written.
    pub values: Vec<Value>,
    /// Whether a register without it cannot be used.
    pub required: bool,
    /// Whether it names persons or is free text: kept out of everything but fetch lists.
    pub personal: bool,
    /// Whether a yes here marks the person as having protected personal data.
    pub protects: bool,
}

/// A value with its other spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is shown and stands in plans.
    pub value: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// What the cells of a field hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A personnummer or what stands in for one.
    Personnummer,
    /// Another identity: a case number, a number given by the system.
    Id,
    /// One of a set of values.
    Code,
    /// Several of a set of values in one cell, parted by `/` or `;`.
    Codes,
    /// A day.
    Date,
    /// A month.
    Month,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Integer,
    /// Free text.
    Text,
}

impl Register {
    /// The field with an id.
    pub fn field_by_id(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The field that holds the person's identity, where the register has it itself.
    pub fn identity_field(&self) -> Option<usize> {
        match self.link {
            Link::Identity(field) => Some(field),
            Link::Via { .. } => None,
        }
    }
}

impl Field {
    /// The value as it is shown: an alias becomes its value, anything else stays, with white
    /// space and normal form made one (DESIGN 4).
    pub fn canonical(&self, text: &str) -> String {
        let plain = plain(text);
        let spelled = |value: &&Value| {
            alias_matches(&value.value, &plain)
                || value
                    .aliases
                    .iter()
                    .any(|alias| alias_matches(alias, &plain))
        };
        match self.values.iter().find(spelled) {
            Some(value) => value.value.clone(),
            None => plain,
        }
    }

    /// The value that a text was likely meant to be: it has the same letters and digits as one of
    /// its spellings, or all but one. Only suggested, never taken.
    pub fn alike(&self, text: &str) -> Option<&str> {
        let wanted = letters_of(text);
        if wanted.is_empty() {
            return None;
        }
        let close = |known: &str| {
            known.chars().count() >= LONG && strsim::osa_distance(known, &wanted) == 1
        };
        let ways: [&dyn Fn(&str) -> bool; 2] = [&|known| known == wanted, &close];
        let value = ways.iter().find_map(|is_way| {
            self.values.iter().find(|value| {
                let mut spelled = std::iter::once(&value.value).chain(&value.aliases);
                spelled.any(|spelling| is_way(&letters_of(spelling)))
            })
        });
        value.map(|value| value.value.as_str())
    }

    /// Whether a value is one of the field's values, for fields that have a list.
    pub fn knows(&self, canonical: &str) -> bool {
        self.values.is_empty() || self.values.iter().any(|value| value.value == canonical)
    }
}

/// A word of so many letters is known again where one of them is wrong.
const LONG: usize = 6;

/// A text's letters and digits alone, in lower case.
fn letters_of(text: &str) -> String {
    let lower = plain(text).to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How a blank value is shown, and what a plan writes where it means one.
pub const BLANK: &str = "(tomt)";

/// NFC, trimmed, U+00A0 and U+202F as space: how values are compared (DESIGN 4).
pub fn plain(text: &str) -> String {
    as_plain(text).into_owned()
}

/// The same, borrowed where the text is so already: nearly always.
pub fn as_plain(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{UnicodeNormalization as _, is_nfc};
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return Cow::Borrowed(trimmed);
    }
    let is_other_space = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
    if !trimmed.contains(is_other_space) && is_nfc(trimmed) {
        return Cow::Borrowed(trimmed);
    }
    let spaced = trimmed.replace(is_other_space, " ");
    Cow::Owned(spaced.trim().nfc().collect())
}

fn alias_matches(alias: &str, plain: &str) -> bool {
    plain.to_lowercase() == alias.to_lowercase()
}

#[cfg(test)]
impl Field {
    /// A field for tests, with values and one other spelling of each.
    pub(crate) fn made_up(kind: FieldKind, values: &[(&str, &str)]) -> Self {
        let value = |(value, alias): &(&str, &str)| Value {
            value: (*value).to_owned(),
            aliases: vec![(*alias).to_owned()],
        };
        Self {
            id: "f".to_owned(),
            title: Text::same("f"),
            kind,
            aliases: Vec::new(),
            values: values.iter().map(value).collect(),
            required: false,
            personal: false,
            protects: false,
            if_values: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_spelled_nearly_like_a_known_one_is_suggested() {
        let field = Field::made_up(
            FieldKind::Code,
            &[
                ("Rinkeby-Kista", "R-K"),
                ("Ungdom, 16 - 24 år", "unga"),
                ("Söder 1", "S1"),
                ("Söder 2", "S2"),
            ],
        );
        for (text, near) in [
            ("Rinkeby - Kista", Some("Rinkeby-Kista")),
            ("rinkeby kista", Some("Rinkeby-Kista")),
            ("Rinkeby\u{2013}Kistas", Some("Rinkeby-Kista")),
            ("Rikneby-Kista", Some("Rinkeby-Kista")),
            ("ungdom 16-24 år", Some("Ungdom, 16 - 24 år")),
            // The same letters go before all but one of them.
            ("SÖDER-2", Some("Söder 2")),
            ("R K", Some("Rinkeby-Kista")),
            ("R", None),
            ("", None),
            (" - ", None),
            ("Kista", None),
        ] {
            assert_eq!(field.alike(text), near, "{text}");
        }
    }
}
