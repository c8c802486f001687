//! Days that begin with the year and likely have the day before the month: `2009-13-05` is none, and
//! shows how `2009-04-05` beside it was meant.

use super::texts;
use super::value::Value;
use crate::calendar::written::Written;
use crate::problem::Problems;
use crate::table::{Cell, Description};

/// The days of one column while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Backwards {
    /// Cells that are a day only with the day before the month.
    only_so: u64,
    /// Cells that are a day both ways, and the row of the first.
    both_ways: u64,
    first: Option<u64>,
    /// Whether a cell is a day only with the month before the day.
    otherwise: bool,
}

/// Fewer may be mistakes of somebody's hand.
const ENOUGH: u64 = 3;

impl Backwards {
    /// Takes a cell of a row as its field reads it.
    pub(super) fn see(&mut self, row: u64, cell: &Cell<'_>, value: &Value<'_>) {
        let Cell::Text(text) = cell else {
            return;
        };
        if let Value::Date(Written::Day(day)) = value {
            // Nearly every day is past the twelfth somewhere near the top of its column.
            if self.otherwise || !is_iso(text) {
                return;
            }
            self.otherwise = day.day() > 12;
            self.both_ways += 1;
            self.first = self.first.or(Some(row));
        } else if !self.otherwise && is_iso(text) {
            let part = |from: usize| text.get(from..from + 2).and_then(|part| part.parse().ok());
            let (Some(second), Some(third)) = (part(5), part(8)) else {
                return;
            };
            self.only_so += u64::from((13..32).contains(&second) && (1..13).contains(&third));
        }
    }

    /// Tells of a column whose days are likely read with day and month in each other's place.
    pub(super) fn tell(&self, description: &Description, column: usize, problems: &mut Problems) {
        if self.otherwise || self.only_so < ENOUGH || self.both_ways == 0 {
            return;
        }
        let place = self.first.map(|row| description.place(row, Some(column)));
        problems.add_many(
            "day-before-month",
            &description.file,
            texts::day_before_month(),
            self.both_ways,
            place.into_iter().collect(),
        );
    }
}

/// `2009-05-04` in its form.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-'
}

#[cfg(test)]
mod tests {
    use super::super::scene::{field, one_column};
    use super::*;
    use crate::register::Reader;
    use crate::table::Kind;
    use crate::template::FieldKind;
    use jiff::civil::date;

    fn told(cells: &[&str]) -> u64 {
        let reader = Reader::new(&field(FieldKind::Date), date(2009, 11, 30));
        let mut days = Backwards::default();
        for (row, cell) in (2..).zip(cells) {
            let cell = Cell::Text((*cell).into());
            days.see(row, &cell, &reader.read(&cell).0);
        }
        let mut problems = Problems::new();
        days.tell(&one_column(Kind::Csv), 0, &mut problems);
        problems.count("day-before-month")
    }

    #[test]
    fn three_days_that_are_none_show_the_order_of_the_others() {
        let (a, b, c) = ("2009-13-05", "2009-28-04", "2009-31-08");
        assert_eq!(told(&[a, "2009-04-05", b, "2009-11-06", c]), 2);
        assert_eq!(told(&[a, "2009-04-05", b]), 0);
        assert_eq!(told(&[a, b, c]), 0);
        assert_eq!(told(&[a, "2009-04-05", b, "2009-11-16", c]), 0);
        assert_eq!(
            told(&["2009-13-13", "2009-04-05", "2009-13-00", "2009-32-01"]),
            0
        );
    }
}
