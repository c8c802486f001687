//! Rows in groups whose label stands once: in the first row of each group, or alone in a row
//! above it. A reader sees to which rows it belongs; a program would have to guess, so it is
//! told and nothing is filled in.

use crate::problem::{Problem, Problems};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::header;
use crate::table::{Description, texts};

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
    alone: u64,
    /// The first of them.
    alone_at: Vec<u64>,
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

    /// Tells of labels that stand once for several rows.
    pub(super) fn tell(&self, description: &Description, problems: &mut Problems) {
        for (column, labels) in self.columns.iter().enumerate() {
            // Only in the first row of each group.
            if labels.filled > 1 && labels.blank > labels.filled {
                problems.add(Problem {
                    code: "group-label-once",
                    what: texts::group_label(labels.blank),
                    place: description.column_place(column),
                });
            }
        }
        // A single one may be anything.
        if self.alone > 1 {
            let places = self.alone_at.iter();
            let places = places.map(|row| description.place(*row, None)).collect();
            let (file, what) = (&description.file, texts::heading_rows());
            problems.add_many("heading-rows", file, what, self.alone, places);
        }
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
