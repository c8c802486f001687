//! Values that are no known ones of their field, but nearly: told with what was likely meant and
//! the first row, never with what stands there.

use std::collections::{BTreeMap, BTreeSet};

use stickprov::template::Field;

/// Beyond so many different unknown values a column is not one of known ones.
const MOST: usize = 1_000;

/// What was seen of a file's columns.
#[derive(Default)]
pub(super) struct Alike {
    /// By column and value, the first row.
    found: BTreeMap<(usize, String), u64>,
    unknown: BTreeMap<usize, BTreeSet<String>>,
}

impl Alike {
    /// Looks at a value of a column's field.
    pub(super) fn see(&mut self, column: usize, row: u64, value: &str, field: &Field) {
        if field.knows(value) {
            return;
        }
        let unknown = self.unknown.entry(column).or_default();
        if unknown.len() >= MOST || unknown.contains(value) {
            return;
        }
        unknown.insert(value.to_owned());
        if let Some(near) = field.alike(value) {
            let key = (column, near.to_owned());
            self.found.entry(key).or_insert(row);
        }
    }

    /// Column, the known value, and the first row with a spelling like it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &str, u64)> {
        let found = self.found.iter();
        found.map(|((column, near), row)| (*column, near.as_str(), *row))
    }
}
