//! Persons in other columns than that of the identities: in a second block of columns side by side
//! with the first, or in a column that is not read at all.

use super::texts;
use super::value::{Reader, Value};
use crate::identity::IdentityClass;
use crate::problem::{PLACES_KEPT, Problems};
use crate::table::{Description, Row, persons_unread};

/// The columns that are not read, or were passed over for the one that is read as the identity, and
/// the rows that have another person there.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    /// Those that are looked at in every row.
    columns: Vec<Column>,
    /// The others, which the first rows may show to hold persons.
    others: Vec<usize>,
    rows: u64,
}

/// A column with other persons.
#[derive(Debug, Clone)]
struct Column {
    at: usize,
    /// Whether it belongs to a second block of columns.
    is_block: bool,
    count: u64,
    rows: Vec<u64>,
}

/// A column without a person in so many rows has none.
const LOOKED_AT: u64 = 200;

impl Elsewhere {
    /// For the identity `field` of a table of which every field has its column in `taken`, and
    /// `passed_over` has the columns that mean a field too: (column, field).
    pub(super) fn of(
        description: &Description,
        taken: &[Option<usize>],
        passed_over: &[(usize, usize)],
        field: usize,
    ) -> Self {
        let mut found = Self::default();
        for (column, header) in description.headers.iter().enumerate() {
            let is_twice = passed_over.contains(&(column, field));
            if taken.contains(&Some(column)) {
                continue;
            }
            if is_twice || header.trim().is_empty() {
                found.columns.push(Column::new(column, true));
            } else {
                found.others.push(column);
            }
        }
        found
    }

    /// Takes a row whose identity was read by `reader` as `own`.
    pub(super) fn see(&mut self, row: &Row<'_>, reader: &Reader, own: &Value<'_>) {
        let is_another = |column: usize| {
            let (other, _) = reader.read_in(row.cells, column, &row.cells.at(column));
            is_right(&other) && other != *own
        };
        if self.rows < LOOKED_AT {
            self.rows += 1;
            let (found, others) = self.others.iter().partition(|column| is_another(**column));
            self.others = others;
            let found: Vec<usize> = found;
            self.columns
                .extend(found.into_iter().map(|column| Column::new(column, false)));
        }
        for column in &mut self.columns {
            if is_another(column.at) {
                column.count += 1;
                if column.rows.len() < PLACES_KEPT {
                    column.rows.push(row.number);
                }
            }
        }
    }

    /// Tells of them.
    pub(super) fn tell(&self, description: &Description, problems: &mut Problems) {
        for column in self.columns.iter().filter(|column| column.count > 0) {
            let places = column.rows.iter();
            let places = places.map(|row| description.place(*row, Some(column.at)));
            let places = places.collect();
            let file = &description.file;
            if column.is_block {
                problems.add_many(
                    "persons-unread",
                    file,
                    persons_unread(),
                    column.count,
                    places,
                );
            } else {
                let what = texts::other_persons();
                problems.add_many("other-persons", file, what, column.count, places);
            }
        }
    }
}

impl Column {
    fn new(at: usize, is_block: bool) -> Self {
        Self {
            at,
            is_block,
            count: 0,
            rows: Vec::new(),
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
