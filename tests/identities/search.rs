//! The search through one text for everybody of an example, and the texts of a file: a
//! workbook is a zip file, and every part of it is a text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use crate::people::People;
use crate::spelling::persons_in;

/// Something that names a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// The last ten digits of a personnummer.
    Person(String),
    /// A name as it stands in an export.
    Name(String),
    /// A register's own number.
    Own(String),
}

/// What is searched for.
pub(crate) struct Wanted {
    tens: BTreeSet<String>,
    /// By the first word, in small letters: the words in small letters, and the name as it is.
    names: BTreeMap<String, Vec<(Vec<String>, String)>>,
    own: BTreeSet<String>,
}

impl Wanted {
    /// Everybody, names in either order.
    pub(crate) fn new(people: &People) -> Self {
        let mut names: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for name in &people.names {
            let words = words(name);
            let mut turned = words.clone();
            turned.rotate_left(1);
            for words in BTreeSet::from([words, turned]) {
                let spelt = names.entry(words[0].clone()).or_default();
                spelt.push((words, name.clone()));
            }
        }
        Self {
            tens: people.numbers.clone(),
            names,
            own: people.own.clone(),
        }
    }

    /// Who is in a text.
    pub(crate) fn search(&self, text: &str) -> Vec<Found> {
        let persons = persons_in(text, &self.tens).into_iter().map(Found::Person);
        let words = words(text);
        let mut others = BTreeSet::new();
        for (at, word) in words.iter().enumerate() {
            if self.own.contains(word) {
                others.insert(Found::Own(word.clone()));
            }
            for (name, whole) in self.names.get(word).into_iter().flatten() {
                if words[at..].starts_with(name) {
                    others.insert(Found::Name(whole.clone()));
                }
            }
        }
        persons.chain(others).collect()
    }
}

/// The words of a text in small letters.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The texts of a file: its own, or those of its parts if it is a zip file; other encodings
/// than UTF-8 as Windows-1252.
pub(crate) fn unpacked(content: &[u8]) -> Vec<String> {
    if !content.starts_with(b"PK") {
        return vec![text_of(content)];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).unwrap();
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        format!("{}\n{}", part.name().unwrap(), text_of(&bytes))
    });
    parts.collect()
}

fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
