//! Rows that repeat an earlier row in every cell: a row exported twice, or an event that a system
//! wrote twice. Only a fingerprint of each row is kept, and of no more than a million.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use stickprov::table::Cells;

/// So many different rows are remembered.
pub(super) const MOST: usize = 1_000_000;

/// The rows that were seen. Two different ones share a fingerprint of 64 bits once in forty
/// million registers of that size.
#[derive(Default)]
pub(super) struct Repeats {
    seen: HashSet<u64>,
    is_full: bool,
}

impl Repeats {
    /// Whether a row is exactly like one before it.
    pub(super) fn see(&mut self, cells: Cells<'_>) -> bool {
        let mut hasher = DefaultHasher::new();
        for cell in cells.iter() {
            cell.text().hash(&mut hasher);
        }
        let row = hasher.finish();
        if self.seen.len() < MOST {
            return !self.seen.insert(row);
        }
        let is_known = self.seen.contains(&row);
        self.is_full |= !is_known;
        is_known
    }

    /// Whether some rows could not be remembered.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stickprov::table::Cell;

    #[test]
    fn a_row_repeats_another_in_every_cell_or_not_at_all() {
        let mut repeats = Repeats::default();
        let rows = [
            (["a", "b"], false),
            (["ab", ""], false),
            (["a", "b "], false),
            (["a", "b"], true),
            (["", "ab"], false),
            (["a", "b"], true),
        ];
        for (row, expected) in rows {
            let cells = row.map(|text| Cell::Text(text.into()));
            assert_eq!(repeats.see(Cells::from(&cells[..])), expected, "{row:?}");
        }
        assert!(!repeats.is_full());
    }
}
