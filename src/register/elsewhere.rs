//! Persons in a second column of identities, as where a list stands in two blocks side by side.

use super::value::{Reader, Value};
use crate::identity::IdentityClass;
use crate::problem::{PLACES_KEPT, Problems};
use crate::table::{Description, Row, persons_unread};

/// Columns that were passed over for the one that is read as the identity, and those without a
/// header, and the rows that have another person there: the register's next block of columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    columns: Vec<usize>,
    /// For each of them how many rows, and the first.
    persons: Vec<(u64, Vec<u64>)>,
}

impl Elsewhere {
    /// For the identity `field` of a table of which every field has its column in `taken`, and
    /// `passed_over` has the columns that mean a field too: (column, field).
    pub(super) fn of(
        description: &Description,
        taken: &[Option<usize>],
        passed_over: &[(usize, usize)],
        field: usize,
    ) -> Self {
        let mut columns: Vec<usize> = (passed_over.iter())
            .filter(|(_, meant)| *meant == field)
            .map(|(column, _)| *column)
            .collect();
        let is_free = |column: &usize| !taken.contains(&Some(*column));
        let headers = description.headers.iter().enumerate();
        let blank = headers.filter(|(_, header)| header.trim().is_empty());
        columns.extend(blank.map(|(column, _)| column).filter(is_free));
        Self {
            persons: vec![(0, Vec::new()); columns.len()],
            columns,
        }
    }

    /// Takes a row whose identity was read by `reader` as `own`.
    pub(super) fn see(&mut self, row: &Row<'_>, reader: &Reader, own: &Value<'_>) {
        for (column, (count, rows)) in self.columns.iter().zip(&mut self.persons) {
            let (other, _) = reader.read_in(&row.cells, *column, &row.cells.at(*column));
            if is_right(&other) && other != *own {
                *count += 1;
                if rows.len() < PLACES_KEPT {
                    rows.push(row.number);
                }
            }
        }
    }

    /// Tells of them.
    pub(super) fn tell(&self, description: &Description, problems: &mut Problems) {
        for (column, (count, rows)) in self.columns.iter().zip(&self.persons) {
            if *count > 0 {
                let places = rows.iter();
                let places = places.map(|row| description.place(*row, Some(*column)));
                let (file, what) = (&description.file, persons_unread());
                problems.add_many("persons-unread", file, what, *count, places.collect());
            }
        }
    }
}

/// Whether it is a personnummer beyond doubt.
pub(super) fn is_right(value: &Value<'_>) -> bool {
    matches!(
        value,
        Value::Identity(
            _,
            IdentityClass::Personnummer | IdentityClass::Samordningsnummer
        )
    )
}
