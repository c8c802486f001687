//! The column of identities while it is read, and what is odd about them together.

use super::elsewhere::Elsewhere;
use super::once::Once;
use super::value::{Reader, Value};
use crate::problem::Problems;
use crate::table::{Cell, Description, Row};

/// What the identities of a table have told so far.
#[derive(Debug, Clone)]
pub struct Identities {
    column: usize,
    once: Once,
    elsewhere: Elsewhere,
}

impl Identities {
    /// For the identity `field` of a table of which every field has its column in `taken`, and
    /// `passed_over` has the columns that mean a field too: (column, field). `None` where the
    /// field has no column.
    pub fn of(
        description: &Description,
        taken: &[Option<usize>],
        passed_over: &[(usize, usize)],
        field: usize,
    ) -> Option<Self> {
        Some(Self {
            column: *taken.get(field)?.as_ref()?,
            once: Once::default(),
            elsewhere: Elsewhere::of(description, taken, passed_over, field),
        })
    }

    /// Takes a row whose identity's cell was read by `reader` as `value`.
    pub fn see(&mut self, row: &Row<'_>, reader: &Reader, cell: &Cell<'_>, value: &Value<'_>) {
        self.once.see(cell, value);
        self.elsewhere.see(row, reader, value);
    }

    /// Tells of them.
    pub fn tell(&self, description: &Description, problems: &mut Problems) {
        self.once.tell(description, self.column, problems);
        self.elsewhere.tell(description, problems);
    }
}
