//! What is counted, and the first places of what deviates.

use std::collections::{BTreeMap, BTreeSet};

use super::Row;

/// How many places are kept; the rest are counted.
pub(super) const PLACES_KEPT: usize = 20;

/// Sees the rows of a register, and those of the one it is set against, in any order.
pub(super) trait Counter {
    /// A row of the register that the part selects.
    fn own(&mut self, row: &Row<'_>, group: Option<&str>);
    /// A row of the other register.
    fn other(&mut self, row: &Row<'_>) {
        let _: &Row<'_> = row;
    }
    /// The counts, once all rows were seen.
    fn finish(self: Box<Self>) -> Tally;
}

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: u64,
    pub(super) gaps: u64,
    pub(super) groups: BTreeMap<String, (u64, u64)>,
    first: BTreeSet<(u64, Option<usize>)>,
}

impl Tally {
    /// Counts one; `at` is its row and the field that shows it.
    pub(super) fn add(&mut self, group: Option<&str>, deviates: bool, at: (u64, Option<usize>)) {
        self.rows += 1;
        self.gaps += u64::from(deviates);
        if let Some(group) = group {
            let count = match self.groups.get_mut(group) {
                Some(count) => count,
                None => self.groups.entry(group.to_owned()).or_default(),
            };
            count.0 += 1;
            count.1 += u64::from(deviates);
        }
        if deviates {
            self.first.insert(at);
            if self.first.len() > PLACES_KEPT {
                self.first.pop_last();
            }
        }
    }

    /// Row and field of the first that deviate.
    pub(super) fn places(&self) -> impl Iterator<Item = (u64, Option<usize>)> {
        self.first.iter().copied()
    }
}
