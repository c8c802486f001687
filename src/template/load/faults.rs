//! The faults of one template, each with the line of the word that is wrong. Names are
//! resolved long after the TOML was read, so the word is looked for in the text it came from.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layers::Piece;
use super::{line_of, nearest};
use crate::lang::Text;
use crate::problem::{Error, Fault, Place};
use crate::template::texts;

/// What to look for in a file's text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'a> {
    /// A key or a value; said again, the next one.
    Word(&'a str),
    /// The second thing with this id.
    Again(&'a str),
    /// A value in the table in which another value stands, or in one inside it.
    Beside {
        /// The value that says which table.
        by: &'a str,
        /// The value.
        word: &'a str,
    },
    /// The file as a whole.
    File,
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<Fault>,
    /// By path within the template: as it is shown, and the text; the own file first.
    texts: BTreeMap<String, Vec<(String, String)>>,
    /// Files that could not be read; what stands in them is not known.
    broken: BTreeSet<String>,
    /// The ids in those files: that they are not known is no fault of who names them.
    lost: BTreeSet<String>,
    /// How often a word of a file was said to be wrong.
    said: BTreeMap<(String, String), usize>,
}

impl Faults {
    /// Tells where the words of some files stand.
    pub(super) fn tell_of(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.texts.insert(piece.path.clone(), piece.texts.clone());
        }
    }

    /// Notes which files could not be read: names that stand in them will not be found.
    pub(super) fn expect_less(&mut self, own: &[Piece], broken: &[String]) {
        self.broken.extend(broken.iter().cloned());
        for piece in own.iter().filter(|piece| broken.contains(&piece.path)) {
            let stem = piece.path.rsplit('/').next().unwrap_or_default();
            self.lost.insert(stem.trim_end_matches(".toml").to_owned());
            for (_, text) in &piece.texts {
                let (root, _) = DeTable::parse_recoverable(text);
                ids(root.get_ref(), &mut self.lost);
            }
        }
    }

    /// Notes names that will not be found, for a fault that is told already.
    pub(super) fn lose<'a>(&mut self, names: impl Iterator<Item = &'a String>) {
        self.lost.extend(names.cloned());
    }

    /// Whether a file could not be read.
    pub(super) fn is_broken(&self, path: &str) -> bool {
        self.broken.contains(path)
    }

    /// Whether a name may stand in a file that could not be read: as it is, or as
    /// `register.field`.
    fn is_lost(&self, name: &str) -> bool {
        let both = |(register, field): (&str, &str)| {
            self.lost.contains(register) && self.lost.contains(field)
        };
        self.lost.contains(name) || name.split_once('.').is_some_and(both)
    }

    /// A fault of a file as a whole.
    pub(super) fn add(&mut self, file: &str, what: Text) {
        self.at(file, Spot::File, what);
    }

    pub(super) fn at(&mut self, file: &str, spot: Spot<'_>, what: Text) {
        let place = self.place(file, spot);
        self.push(place, what, None);
    }

    /// A name that is not among the known ones.
    pub(super) fn unknown(&mut self, file: &str, name: &str, kind: &str, known: &[String]) {
        self.unknown_at(file, Spot::Word(name), name, kind, known);
    }

    pub(super) fn unknown_at(
        &mut self,
        file: &str,
        spot: Spot<'_>,
        name: &str,
        kind: &str,
        known: &[String],
    ) {
        if self.is_lost(name) {
            return;
        }
        let place = self.place(file, spot);
        let hint = nearest(name, known).map(|near| texts::nearest(&near));
        self.push(place, texts::unknown_name(name, kind), hint);
    }

    /// The faults of another step, at a word of this one.
    pub(super) fn take(&mut self, file: &str, spot: Spot<'_>, faults: Vec<Fault>) {
        let place = self.place(file, spot);
        for fault in faults {
            let place = fault.place.unwrap_or_else(|| place.clone());
            self.push(place, fault.what, fault.hint);
        }
    }

    pub(super) fn push(&mut self, place: Place, what: Text, hint: Option<Text>) {
        self.found.push(Fault {
            what,
            place: Some(place),
            hint,
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// File by file, line by line.
    pub(super) fn told(&mut self) -> Error {
        let mut faults = std::mem::take(&mut self.found);
        let key = |fault: &Fault| {
            let place = fault.place.clone().unwrap_or_default();
            (place.file, place.row)
        };
        faults.sort_by_key(key);
        faults.dedup();
        Error { faults }
    }

    fn place(&mut self, file: &str, spot: Spot<'_>) -> Place {
        let key = match spot {
            Spot::Word(word) | Spot::Again(word) | Spot::Beside { word, .. } => word,
            Spot::File => "",
        };
        let said = self.said.entry((file.to_owned(), key.to_owned()));
        let before = *said.and_modify(|times| *times += 1).or_insert(0);
        let texts = self.texts.get(file).map(Vec::as_slice).unwrap_or_default();
        for (shown, text) in texts {
            let spots = spots(text, spot);
            let at = match spot {
                Spot::Again(_) => spots.get(1),
                Spot::File => None,
                Spot::Word(_) | Spot::Beside { .. } => spots.get(before).or(spots.last()),
            };
            if let Some(at) = at {
                return Place::file(shown).at_row(line_of(text, *at));
            }
        }
        Place::file(texts.first().map_or(file, |(shown, _)| shown))
    }
}

/// Every `id` in a text.
fn ids(table: &DeTable<'_>, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let value = value.get_ref();
        if let Some(id) = value.as_str().filter(|_| key.get_ref() == "id") {
            found.insert(id.to_owned());
        }
        for item in value.as_array().into_iter().flatten() {
            if let Some(table) = item.get_ref().as_table() {
                ids(table, found);
            }
        }
        if let Some(table) = value.as_table() {
            ids(table, found);
        }
    }
}

/// Where a word stands in a TOML text, as bytes in order.
fn spots(text: &str, spot: Spot<'_>) -> Vec<usize> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    match spot {
        Spot::Word(word) => in_table(root.get_ref(), word, Any::KeyOrValue, &mut found),
        Spot::Again(word) => in_table(root.get_ref(), word, Any::Id, &mut found),
        Spot::Beside { by, word } => beside(root.get_ref(), by, word, &mut found),
        Spot::File => {}
    }
    found.sort_unstable();
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Any {
    KeyOrValue,
    Id,
}

fn in_table(table: &DeTable<'_>, word: &str, any: Any, found: &mut Vec<usize>) {
    for (key, value) in table {
        if any == Any::KeyOrValue && key.get_ref() == word {
            found.push(key.span().start);
        }
        if any == Any::KeyOrValue || key.get_ref() == "id" || is_nested(value) {
            in_value(value, word, any, found);
        }
    }
}

fn is_nested(value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().as_array().is_some() || value.get_ref().as_table().is_some()
}

fn in_value(value: &Spanned<DeValue<'_>>, word: &str, any: Any, found: &mut Vec<usize>) {
    if value.get_ref().as_str() == Some(word) {
        found.push(value.span().start);
    }
    if let Some(list) = value.get_ref().as_array() {
        for value in list {
            // Words of a list are no ids.
            if any == Any::KeyOrValue || is_nested(value) {
                in_value(value, word, any, found);
            }
        }
    }
    if let Some(table) = value.get_ref().as_table() {
        in_table(table, word, any, found);
    }
}

fn beside(table: &DeTable<'_>, by: &str, word: &str, found: &mut Vec<usize>) {
    let is_it = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str() == Some(by);
    if table.iter().any(|(_, value)| is_it(value)) {
        in_table(table, word, Any::KeyOrValue, found);
        return;
    }
    for (_, value) in table {
        if let Some(list) = value.get_ref().as_array() {
            let tables = list.iter().filter_map(|value| value.get_ref().as_table());
            for table in tables {
                beside(table, by, word, found);
            }
        }
        if let Some(table) = value.get_ref().as_table() {
            beside(table, by, word, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line of each place.
    fn check(text: &str, spot: Spot<'_>, lines: &[u64]) {
        let found: Vec<u64> = spots(text, spot)
            .iter()
            .map(|at| line_of(text, *at))
            .collect();
        assert_eq!(found, lines, "{spot:?}");
    }

    const TEXT: &str = "\
a = \"x\"
[[q]]
id = \"x\"
of = [\"y\", \"z\"]
[[q]]
id = \"x\"
if = { q = \"one\", is = [\"y\"] }
[c.any]
y = { q = \"two\", is = [\"z\"] }
";

    #[test]
    fn a_word_is_found_where_it_stands() {
        check(TEXT, Spot::Word("x"), &[1, 3, 6]);
        check(TEXT, Spot::Word("y"), &[4, 7, 9]);
        check(TEXT, Spot::Word("nowhere"), &[]);
        check(TEXT, Spot::Again("x"), &[3, 6]);
        check(
            TEXT,
            Spot::Beside {
                by: "one",
                word: "y",
            },
            &[7],
        );
        check(
            TEXT,
            Spot::Beside {
                by: "two",
                word: "z",
            },
            &[9],
        );
    }

    #[test]
    fn the_same_word_again_is_the_next_place() {
        let mut faults = Faults::default();
        faults.tell_of(&[Piece {
            path: "f.toml".to_owned(),
            texts: vec![("f.toml".to_owned(), TEXT.to_owned())],
            laid: None,
        }]);
        let rows: Vec<Option<u64>> = (0..4)
            .map(|_| faults.place("f.toml", Spot::Word("z")).row)
            .collect();
        assert_eq!(rows, [Some(4), Some(9), Some(9), Some(9)]);
        assert_eq!(faults.place("other", Spot::Word("z")).row, None);
    }
}
