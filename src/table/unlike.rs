//! Whether the last row of a table looks like none of the others: a total or a remark that
//! nothing else tells from a row.

use crate::table::cell::Cell;

/// Of fewer rows nobody can say what the others look like.
const FEWEST: u64 = 5;

/// What the rows looked like so far.
#[derive(Debug, Default)]
pub(super) struct Unlike {
    rows: u64,
    /// How many rows were nearly blank, or stood apart.
    odd: u64,
    /// The last row, if it was.
    last: Option<u64>,
    /// Of a narrow table, how many rows had a text of each shape.
    shapes: [u64; 16],
}

impl Unlike {
    /// A row that is given, with how many of its cells are filled (three stands for more), and
    /// whether something parts it from the row before.
    pub(super) fn see(&mut self, number: u64, filled: usize, cells: &[Cell<'_>], parted: bool) {
        self.rows += 1;
        let is_odd = match cells.len() {
            0..=2 => {
                let shape = cells.iter().find(|cell| !cell.is_blank()).map_or(0, shape);
                self.shapes[shape] += 1;
                self.shapes[shape] == 1 || (parted && self.rows > 1)
            }
            3..=4 => filled < 2,
            _ => filled < 3,
        };
        self.odd += u64::from(is_odd && self.rows > 1);
        self.last = is_odd.then_some(number);
    }

    /// A row that is given and has more than two cells filled.
    pub(super) fn see_usual(&mut self) {
        self.rows += 1;
        self.last = None;
    }

    /// The last row, if it alone is odd.
    pub(super) fn last(&self) -> Option<u64> {
        self.last.filter(|_| self.rows > FEWEST && self.odd == 1)
    }
}

/// Which kinds of signs a text has: letters, digits, blanks, marks.
pub(super) fn shape(cell: &Cell<'_>) -> usize {
    let text = cell.text();
    let has = |is: fn(char) -> bool| usize::from(text.trim().contains(is));
    has(char::is_alphabetic)
        | has(|c| c.is_ascii_digit()) << 1
        | has(char::is_whitespace) << 2
        | has(|c| !c.is_alphanumeric() && !c.is_whitespace()) << 3
}
