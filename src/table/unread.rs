//! Persons in cells that are not read: beside the table, beyond its columns or below it. A list
//! that goes on there is a frame that lacks people, and nothing else in the reading would show it.

use jiff::civil::Date;

use crate::identity::{IdentityClass, read_personnummer};
use crate::problem::{PLACES_KEPT, Problems};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::description::{Description, names_a_person};
use crate::table::texts;

/// The persons in cells that were not read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    persons: u64,
    rows: Vec<u64>,
}

impl Unread {
    /// Looks at cells of a row that are not read.
    pub(super) fn see(&mut self, row: u64, cells: &Cells<'_>) {
        for cell in (0..cells.len()).filter(|at| !cells.is_blank(*at)) {
            if !is_a_person(&cells.at(cell)) {
                continue;
            }
            self.persons += 1;
            if self.rows.len() < PLACES_KEPT && self.rows.last() != Some(&row) {
                self.rows.push(row);
            }
        }
    }

    /// Tells of them.
    pub(super) fn tell(&self, description: &Description, problems: &mut Problems) {
        if self.persons == 0 {
            return;
        }
        let places = self.rows.iter().map(|row| description.place(*row, None));
        let (file, what) = (&description.file, texts::persons_unread());
        problems.add_many("persons-unread", file, what, self.persons, places.collect());
    }
}

/// Whether a cell holds a right personnummer and nothing else.
fn is_a_person(cell: &Cell<'_>) -> bool {
    let numeric = match cell {
        Cell::Text(_) => false,
        Cell::Number(_) => true,
        Cell::Empty | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
            return false;
        }
    };
    let text = cell.text();
    // In which century somebody was born makes no difference here.
    names_a_person(&text)
        && match read_personnummer(&text, numeric, Date::MAX).class {
            IdentityClass::Personnummer | IdentityClass::Samordningsnummer => true,
            IdentityClass::Interim
            | IdentityClass::BadCheckDigit
            | IdentityClass::Rounded
            | IdentityClass::Other => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_right_numbers_are_persons() {
        for text in ["19901210-2399", "901210-2399", "850165-2393"] {
            assert!(is_a_person(&Cell::Text(text.into())), "{text}");
        }
        assert!(is_a_person(&Cell::Number(199_012_102_399.0)));
        // A telephone, a false check digit, digits that have lost their zeros, a day.
        for text in ["08-508 00 000", "901210-2398", "501012389", "2009-11-30"] {
            assert!(!is_a_person(&Cell::Text(text.into())), "{text}");
        }
        assert!(!is_a_person(&Cell::Empty));
    }
}
