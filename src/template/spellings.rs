//! The spellings of a field's values, for the reading of many cells.

use std::borrow::Cow;
use std::collections::HashMap;

use super::register::{Field, as_plain};

/// A field's spellings, gathered once for the reading of many cells; gives what
/// [`Field::canonical`] and [`Field::knows`] give.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    values: Vec<String>,
    /// As they are spelled in the template, and in lower case; the first value that has a
    /// spelling counts.
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl Spellings {
    /// The spellings of a field.
    pub fn of(field: &Field) -> Self {
        let mut spellings = Self::default();
        for (at, value) in field.values.iter().enumerate() {
            spellings.values.push(value.value.clone());
            for text in std::iter::once(&value.value).chain(&value.aliases) {
                let lower = spellings.folded.entry(text.to_lowercase());
                let first = *lower.or_insert(at);
                spellings.exact.insert(text.clone(), first);
            }
        }
        spellings
    }

    /// Whether the field has a list of values.
    pub fn has_list(&self) -> bool {
        !self.values.is_empty()
    }

    /// The place of a value in the field's list.
    pub fn place(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|listed| listed == value)
    }

    /// The value at a place of the field's list.
    pub fn value(&self, place: usize) -> &str {
        &self.values[place]
    }

    /// The canonical value of a text, and whether the field knows it.
    pub fn read<'a>(&'a self, text: &'a str) -> (Cow<'a, str>, bool) {
        if self.values.is_empty() {
            return (as_plain(text), true);
        }
        let plain = as_plain(text);
        let value = self.exact.get(text);
        let value = value.or_else(|| self.folded.get(&plain.to_lowercase()));
        match value {
            Some(at) => (Cow::Borrowed(&self.values[*at]), true),
            None => (plain, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::FieldKind;

    /// A text read again is what it was, whatever came between.
    #[test]
    fn a_text_means_the_same_every_time() {
        let field = Field::made_up(FieldKind::Code, &[("Farsta", "Söderort")]);
        let spellings = Spellings::of(&field);
        let texts = [
            ("Farsta", "Farsta", true),
            ("söderort", "Farsta", true),
            (" FARSTA ", "Farsta", true),
            ("Grupp 1", "Grupp 1", false),
            (" Grupp\u{a0}1 ", "Grupp 1", false),
            ("so\u{308}derort", "Farsta", true),
            ("o\u{308}", "ö", false),
        ];
        for (text, value, is_known) in texts.into_iter().cycle().take(30) {
            assert_eq!(spellings.read(text), (value.into(), is_known), "{text:?}");
        }
    }
}
