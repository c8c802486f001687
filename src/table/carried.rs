//! What vertically merged cells share: the value stands in the first of them, and holds for all.

use crate::table::cell::Cell;
use crate::table::header::Merged;

/// The merged cells of a sheet while its rows are read.
pub(super) struct Carried<'a> {
    merged: &'a [Merged],
    values: Vec<Option<Cell<'static>>>,
}

impl<'a> Carried<'a> {
    pub(super) fn new(merged: &'a [Merged]) -> Self {
        Self {
            merged,
            values: vec![None; merged.len()],
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.merged.is_empty()
    }

    /// Fills in a row, whose cells begin with the sheet's column `first`; which were filled in.
    pub(super) fn fill(&mut self, row: u64, first: usize, cells: &mut [Cell<'_>]) -> Vec<usize> {
        let mut filled = Vec::new();
        for (merged, value) in self.merged.iter().zip(&mut self.values) {
            let column = merged.first_column.wrapping_sub(first);
            if row < merged.first_row || row > merged.last_row || column >= cells.len() {
                continue;
            }
            if row == merged.first_row {
                *value = Some(cells[column].clone().into_owned());
            } else if let Some(value) = value
                && cells[column].is_blank()
                && !value.is_blank()
            {
                cells[column] = value.clone();
                filled.push(column);
            }
        }
        filled
    }
}
