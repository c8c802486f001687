//! The column of identities while it is read, and what is odd about them together.

use super::elsewhere::{Elsewhere, is_right};
use super::once::Once;
use super::shielded::Shielded;
use super::texts;
use super::value::{Reader, Value};
use crate::problem::{PLACES_KEPT, Problems};
use crate::table::{Cell, Description, Row};
use crate::template::{Field, FieldKind};

/// What the identities of a table have told so far.
#[derive(Debug, Clone)]
pub struct Identities {
    column: usize,
    once: Once,
    elsewhere: Elsewhere,
    shifted: Shifted,
    shielded: Shielded,
}

/// Rows without a right number where it should be and with one in a column that has none.
#[derive(Debug, Clone, Default)]
struct Shifted {
    /// The columns that have none.
    columns: Vec<usize>,
    count: u64,
    rows: Vec<u64>,
}

impl Identities {
    /// For the identity `field` of a table of which each of `fields` has its column in `taken`, and
    /// `passed_over` has the columns that mean a field too: (column, field). `None` where the
    /// field has no column.
    pub fn of(
        description: &Description,
        fields: &[Field],
        taken: &[Option<usize>],
        passed_over: &[(usize, usize)],
        field: usize,
    ) -> Option<Self> {
        let has_none = |(field, column): (&Field, &Option<usize>)| match field.kind {
            FieldKind::Personnummer | FieldKind::Id | FieldKind::Text => None,
            FieldKind::Code
            | FieldKind::Codes
            | FieldKind::Date
            | FieldKind::Month
            | FieldKind::YesNo
            | FieldKind::Integer => *column,
        };
        let protects = fields.iter().zip(taken).filter(|(field, _)| field.protects);
        let protecting: Vec<usize> = protects.filter_map(|(_, column)| *column).collect();
        let is_number = fields.get(field)?.kind == FieldKind::Personnummer;
        let others = fields.iter().zip(taken).filter(|_| is_number);
        Some(Self {
            shifted: Shifted {
                columns: others.filter_map(has_none).collect(),
                ..Shifted::default()
            },
            column: *taken.get(field)?.as_ref()?,
            once: Once::default(),
            elsewhere: Elsewhere::of(description, taken, passed_over, field),
            shielded: Shielded::of(description, &protecting),
        })
    }

    /// Takes a row whose identity's cell was read by `reader` as `value`.
    pub fn see(&mut self, row: &Row<'_>, reader: &Reader, cell: &Cell<'_>, value: &Value<'_>) {
        self.once.see(cell, value);
        self.elsewhere.see(row, reader, value);
        self.shielded.see(row);
        if !is_right(value) {
            self.shifted.see(row, reader);
        }
    }

    /// Tells of them.
    pub fn tell(&self, description: &Description, problems: &mut Problems) {
        self.once.tell(description, self.column, problems);
        self.elsewhere.tell(description, problems);
        self.shielded.tell(description, problems);
        self.shifted.tell(description, problems);
    }
}

impl Shifted {
    fn see(&mut self, row: &Row<'_>, reader: &Reader) {
        let has_one = |column: &usize| {
            let (value, _) = reader.read_in(row.cells, *column, &row.cells.at(*column));
            is_right(&value)
        };
        if self.columns.iter().any(has_one) {
            self.count += 1;
            if self.rows.len() < PLACES_KEPT {
                self.rows.push(row.number);
            }
        }
    }

    fn tell(&self, description: &Description, problems: &mut Problems) {
        if self.count > 0 {
            let places = self.rows.iter().map(|row| description.place(*row, None));
            let (file, what) = (&description.file, texts::identity_shifted());
            problems.add_many("identity-shifted", file, what, self.count, places.collect());
        }
    }
}
