//! The days of one column while it is read, and what is odd about them together.

use super::backwards::Backwards;
use super::fault::ValueFault;
use super::orders::Orders;
use super::swapped::Swapped;
use super::value::Value;
use crate::problem::Problems;
use crate::table::{Cell, Description, Kind};

/// What the days of a column have told so far.
#[derive(Debug, Clone)]
pub struct Days {
    /// A text file has no dates of its own that a program could have swapped.
    swapped: Option<Swapped>,
    orders: Orders,
    backwards: Backwards,
}

impl Days {
    /// For a column of a table.
    pub fn of(description: &Description) -> Self {
        Self {
            swapped: (description.kind != Kind::Csv).then(Swapped::default),
            orders: Orders::default(),
            backwards: Backwards::default(),
        }
    }

    /// Takes a cell of a row as its field reads it.
    pub fn see(&mut self, row: u64, cell: &Cell<'_>, value: &Value<'_>, fault: Option<ValueFault>) {
        if let Some(swapped) = &mut self.swapped {
            swapped.see(row, cell, value, fault);
        }
        self.orders.see(row, cell, value);
        self.backwards.see(row, cell, value);
    }

    /// Tells of the days of a column where something is odd about them.
    pub fn tell(&self, description: &Description, column: usize, problems: &mut Problems) {
        if let Some(swapped) = &self.swapped {
            swapped.tell(description, column, problems);
        }
        self.orders.tell(description, column, problems);
        self.backwards.tell(description, column, problems);
    }
}
