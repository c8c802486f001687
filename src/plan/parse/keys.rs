//! One table of the plan: hands out its values by key and, when it is closed, tells the
//! keys that nobody asked for and the required ones that were not there. A misspelt
//! required key is one fault, not two.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::value;
use crate::lang::Text;
use crate::plan::texts;
use crate::template::nearest;

/// A value with its place.
pub(super) type Found<'a> = &'a Spanned<DeValue<'a>>;

/// A key with its value.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) at: usize,
    pub(super) value: Found<'a>,
}

/// The entries of a table in the order of the file.
pub(super) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = table
        .iter()
        .map(|(key, value)| Entry {
            name: key.get_ref(),
            at: key.span().start,
            value,
        })
        .collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// What stands in a table, and what was asked of it.
pub(super) struct Keys<'a> {
    /// As the user sees it: `[sample]`.
    section: String,
    at: usize,
    entries: Vec<Entry<'a>>,
    asked: Vec<String>,
    missing: Vec<(String, Option<Text>)>,
}

impl<'a> Keys<'a> {
    /// The table in a value; `None`, and a fault, when it holds none.
    pub(super) fn open(section: &str, found: Found<'a>, faults: &mut Faults<'_>) -> Option<Self> {
        let table = value::table(section, found, faults)?;
        Some(Self::of(section, found.span().start, table))
    }

    pub(super) fn of(section: &str, at: usize, table: &'a DeTable<'a>) -> Self {
        Self {
            section: section.to_owned(),
            at,
            entries: entries(table),
            asked: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The value of a key.
    pub(super) fn get(&mut self, name: &str) -> Option<Found<'a>> {
        self.entry(name).map(|entry| entry.value)
    }

    pub(super) fn entry(&mut self, name: &str) -> Option<Entry<'a>> {
        self.asked.push(name.to_owned());
        self.entries
            .iter()
            .find(|entry| entry.name == name)
            .copied()
    }

    /// Whether a key is there, without asking for it.
    pub(super) fn holds(&self, name: &str) -> Option<usize> {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        entry.map(|entry| entry.at)
    }

    /// The value of a key that must be there.
    pub(super) fn need(&mut self, name: &str, hint: Option<Text>) -> Option<Found<'a>> {
        let found = self.get(name);
        if found.is_none() {
            self.missing.push((name.to_owned(), hint));
        }
        found
    }

    /// Where the table begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Tells the unknown keys and the missing ones.
    pub(super) fn close(mut self, faults: &mut Faults<'_>) {
        let section = self.section.clone();
        self.tell_unknown(faults, |key| texts::unknown_key(key, &section));
        for (key, hint) in self.still_missing(faults) {
            let what = texts::missing_key(&key, &section);
            match hint {
                Some(hint) => faults.add_hinted(self.at, what, hint),
                None => faults.add(self.at, what),
            }
        }
    }

    /// The same for the plan as a whole, whose keys are sections.
    pub(super) fn close_plan(mut self, faults: &mut Faults<'_>) {
        self.tell_unknown(faults, texts::unknown_section);
        for (key, hint) in self.still_missing(faults) {
            faults.add_whole(texts::missing_section(&key), hint);
        }
    }

    /// A key that nobody asked for may be a misspelling of one that was missed.
    fn tell_unknown(&mut self, faults: &mut Faults<'_>, what: impl Fn(&str) -> Text) {
        let (known, unknown): (Vec<Entry<'_>>, Vec<Entry<'_>>) = self
            .entries
            .iter()
            .copied()
            .partition(|entry| self.asked.iter().any(|asked| asked == entry.name));
        let free: Vec<String> = self
            .asked
            .iter()
            .filter(|asked| !known.iter().any(|entry| entry.name == *asked))
            .cloned()
            .collect();
        for entry in unknown {
            if let Some(meant) = nearest(entry.name, &free) {
                self.missing.retain(|(key, _)| *key != meant);
            }
            // A misspelling beside the key itself: what is left to choose from would mislead.
            match (nearest(entry.name, &free), nearest(entry.name, &self.asked)) {
                (None, Some(there)) => {
                    let hint = texts::there_already(&there);
                    faults.add_hinted(entry.at, what(entry.name), hint);
                }
                (Some(_), _) | (None, None) => {
                    faults.unknown(entry.at, what(entry.name), entry.name, &free);
                }
            }
        }
    }

    /// A text that is no sound TOML may have hidden a key: then none is called missing.
    fn still_missing(&mut self, faults: &Faults<'_>) -> Vec<(String, Option<Text>)> {
        let missing = std::mem::take(&mut self.missing);
        if faults.is_sound() {
            missing
        } else {
            Vec::new()
        }
    }
}
