//! Titles and notes of two cells, `Ärenden per enhet … Statusmånad 201805`, set apart from the table
//! they stand below: in a wide table without other rows as blank as that, and with a text unlike
//! whatever stood in its column.

use crate::table::cell::Cell;
use crate::table::description::names_a_person;
use crate::table::unlike::shape;

/// In a table of fewer columns two cells are not few.
const WIDE: usize = 5;
/// Two cells are few.
const FEW: usize = 2;
/// Fewer rows tell nothing.
const ENOUGH: u64 = 3;

/// What the rows looked like so far.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    rows: u64,
    /// Whether a row of data had as few cells.
    has_few: bool,
    /// For every column, a bit for each shape that a text had in the first rows.
    shapes: Vec<u16>,
}

impl Sparse {
    /// For a table of so many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self {
            shapes: vec![0; columns],
            ..Self::default()
        }
    }

    /// One of the first rows, which is given.
    pub(super) fn see(&mut self, cells: &[Cell<'_>]) {
        self.rows += 1;
        for (cell, shapes) in cells.iter().zip(&mut self.shapes) {
            *shapes |= 1 << shape(cell);
        }
    }

    /// A row that is given, with how many of its cells are filled.
    pub(super) fn see_filled(&mut self, filled: usize) {
        self.has_few |= filled <= FEW;
    }

    /// Whether a row set apart, with so many cells filled, is no row of data.
    pub(super) fn is_note(&self, filled: usize, cells: &[Cell<'_>]) -> bool {
        if filled != FEW || self.has_few || self.rows < ENOUGH || cells.len() < WIDE {
            return false;
        }
        let filled = || {
            let cells = cells.iter().zip(&self.shapes);
            cells.filter(|(cell, _)| !cell.is_blank())
        };
        filled().all(|(cell, _)| !names_a_person(&cell.text()))
            && filled().any(|(cell, shapes)| {
                matches!(cell, Cell::Text(_)) && shapes & (1 << shape(cell)) == 0
            })
    }
}
