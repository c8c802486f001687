//! Identities that stand once for several rows, as reports write a person's number in the first of
//! that person's rows: a reader sees whose the others are; a program would have to guess. It is
//! told, and nothing is filled in.

use super::texts;
use super::value::Value;
use crate::problem::{Problem, Problems};
use crate::table::{Cell, Description};

/// The identities of one column while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Once {
    persons: u64,
    blank: u64,
    /// Whether a row comes before the first identity, or, once one was blank, a row has the identity
    /// of the one above.
    is_out: bool,
    last: Option<u64>,
}

/// Fewer rows tell nothing.
const ENOUGH: u64 = 3;
/// One row in so many may lack an identity for reasons of its own.
const ONE_IN: u64 = 10;

impl Once {
    /// Takes a cell of a row as its field reads it.
    pub(super) fn see(&mut self, cell: &Cell<'_>, value: &Value<'_>) {
        if let Value::Identity(identity, _) = value {
            self.persons += 1;
            // Nearly all registers have no blank, and millions of rows.
            if self.blank > 0 {
                let number = identity.number();
                self.is_out |= number.is_some() && number == self.last;
                self.last = number;
            }
        } else if cell.is_blank() {
            self.blank += 1;
            self.is_out |= self.persons == 0;
        }
    }

    /// Tells of a column whose identities likely stand once for several rows.
    pub(super) fn tell(&self, description: &Description, column: usize, problems: &mut Problems) {
        let is_much = self.blank >= ENOUGH && self.blank * ONE_IN >= self.persons;
        if !self.is_out && self.persons >= ENOUGH && is_much {
            problems.add(Problem {
                code: "identity-once",
                what: texts::identity_once(self.blank),
                place: description.column_place(column),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Identity, IdentityClass};
    use crate::table::Kind;

    fn told(cells: &[&str]) -> bool {
        let mut once = Once::default();
        for text in cells {
            let cell = match *text {
                "" => Cell::Empty,
                text => Cell::Text(text.into()),
            };
            let value = Identity::from_text(text).map_or(Value::Missing, |identity| {
                Value::Identity(identity, IdentityClass::Personnummer)
            });
            once.see(&cell, &value);
        }
        let mut problems = Problems::new();
        once.tell(
            &Description::made_up(Kind::Csv, &["Personnr"]),
            0,
            &mut problems,
        );
        problems.iter().next().is_some()
    }

    const A: &str = "199012102399";
    const B: &str = "199012112398";
    const C: &str = "199012122397";

    /// Three persons and the rows below them; not where a number is repeated, where the first row
    /// has none, or where few have none.
    #[test]
    fn numbers_that_stand_once_are_told() {
        assert!(told(&[A, "", B, "", "", C]));
        assert!(!told(&[A, "", B, "", C]));
        assert!(!told(&["", A, "", B, "", "", C]));
        assert!(!told(&[A, "", B, B, "", "", C]));
        let mut few: Vec<&str> = [A, B, C].repeat(11);
        few.extend(["", "", ""]);
        assert!(!told(&few));
        few.push("");
        assert!(told(&few));
    }
}
