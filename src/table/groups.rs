//! Rows in groups whose label stands once: in the first row of each group, or alone in a row
//! above it. A reader sees to which rows it belongs; a program would have to guess, so it is
//! told and nothing is filled in.

use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::header;

/// Labels of groups stand in the first columns.
const COLUMNS: usize = 3;
/// A column with so many values more than blanks has no groups.
const MOST: u64 = 50;
/// How many rows with a text alone are remembered.
const KEPT: usize = 20;

/// What looks like labels of groups so far.
#[derive(Debug)]
pub(super) struct Groups {
    columns: Vec<Labels>,
    /// Rows with nothing but a text, between rows of data.
    pub(super) alone: u64,
    /// The first of them.
    pub(super) alone_at: Vec<u64>,
}

/// A column that may hold a label for every group.
#[derive(Debug, Default)]
struct Labels {
    filled: u64,
    blank: u64,
    last: String,
    is_out: bool,
}

impl Groups {
    pub(super) fn new(width: usize) -> Self {
        let mut columns = Vec::new();
        // A list of one column has no groups.
        let several = if width > 1 { width.min(COLUMNS) } else { 0 };
        columns.resize_with(several, Labels::default);
        Self {
            columns,
            alone: 0,
            alone_at: Vec::new(),
        }
    }

    /// Whether no column can have groups any more.
    pub(super) fn is_over(&self) -> bool {
        self.columns.is_empty()
    }

    /// A row that is given.
    pub(super) fn see(&mut self, cells: Cells<'_>) {
        for (labels, cell) in self.columns.iter_mut().zip(cells.iter()) {
            labels.see(&cell);
        }
        // Only what stands to the left of everything else is a label.
        if let Some(first) = self.columns.iter().position(|labels| labels.is_out) {
            self.columns.truncate(first);
        }
    }

    /// A row with nothing but a text, between rows of data.
    pub(super) fn see_alone(&mut self, number: u64) {
        self.alone += 1;
        if self.alone_at.len() < KEPT {
            self.alone_at.push(number);
        }
    }

    /// The columns whose value stands only in the first row of each group, and how many rows
    /// are blank there.
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, u64)> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, labels)| labels.filled > 1 && labels.blank > labels.filled)
            .map(|(at, labels)| (at, labels.blank))
    }
}

impl Labels {
    fn see(&mut self, cell: &Cell<'_>) {
        if cell.is_blank() {
            self.blank += 1;
            self.is_out |= self.filled == 0;
            return;
        }
        let text = cell.text();
        self.filled += 1;
        self.is_out |= header::is_value(cell)
            || text.trim() == self.last
            || self.filled > 2 * self.blank + MOST;
        text.trim().clone_into(&mut self.last);
    }
}
