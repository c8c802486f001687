//! Days whose day and month a spreadsheet program has likely swapped: it read `04/05/2009` as the
//! fifth of April and made it a date, and left `27/02/2009`, which has no such reading, as text.

use super::fault::ValueFault;
use super::value::Value;
use crate::calendar::written::Written;
use crate::problem::Problems;
use crate::table::{Cell, Description};

use super::texts;

/// The days of one column of a workbook while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Swapped {
    /// Dates of the workbook, and the row of the first.
    dates: u64,
    first: Option<u64>,
    /// Texts of a day above 12, a month and a year.
    texts: u64,
    /// Whether a cell is as it would not be if days and months had been swapped.
    otherwise: bool,
}

/// Of five days, all are the twelfth or an earlier one in one month of a hundred.
const ENOUGH: u64 = 5;

impl Swapped {
    /// Takes a cell of a row as its field reads it.
    pub(super) fn see(
        &mut self,
        row: u64,
        cell: &Cell<'_>,
        value: &Value<'_>,
        fault: Option<ValueFault>,
    ) {
        if fault == Some(ValueFault::AmbiguousDate) {
            self.otherwise = true;
        }
        let Value::Date(Written::Day(day)) = value else {
            return;
        };
        match cell {
            Cell::Date(_) | Cell::DateTime(_) => {
                self.dates += 1;
                self.first = self.first.or(Some(row));
                self.otherwise |= day.day() > 12;
            }
            Cell::Text(text) => {
                let number = text.trim().split(|c: char| !c.is_ascii_digit()).next();
                let day_first = number.and_then(|first| first.parse().ok()) == Some(day.day());
                self.texts += u64::from(day_first && day.day() > 12);
            }
            Cell::Empty | Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => {}
        }
    }

    /// Tells of the dates of a column where they are likely swapped.
    pub(super) fn tell(&self, description: &Description, column: usize, problems: &mut Problems) {
        if self.otherwise || self.texts == 0 || self.dates < ENOUGH {
            return;
        }
        let place = self.first.map(|row| description.place(row, Some(column)));
        problems.add_many(
            "days-swapped",
            &description.file,
            texts::days_swapped(),
            self.dates,
            place.into_iter().collect(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::{field, one_column};
    use super::*;
    use crate::register::Reader;
    use crate::table::Kind;
    use crate::template::FieldKind;
    use jiff::civil::date;

    fn told(cells: &[Cell<'_>]) -> Vec<String> {
        let (field, description) = (field(FieldKind::Date), one_column(Kind::Xlsx));
        let reader = Reader::new(&field, date(2009, 11, 30));
        let mut days = Swapped::default();
        for (row, cell) in (2..).zip(cells) {
            let (value, fault) = reader.read(cell);
            days.see(row, cell, &value, fault);
        }
        let mut problems = Problems::new();
        days.tell(&description, 0, &mut problems);
        let kinds = problems.iter().map(|(code, kind)| {
            let row = kind.places[0].row;
            format!("{code} {} from row {}", kind.count, row.unwrap_or(0))
        });
        kinds.collect()
    }

    /// Written 27/02, 04/05, 05/05, 01/06, 02/06 and 12/06 of 2009, and opened in a program that
    /// reads the month first.
    #[test]
    fn dates_beside_later_days_as_text_are_likely_swapped() {
        let day = |month, day| Cell::Date(date(2009, month, day));
        let mut cells = vec![
            Cell::Text("27/02/2009".into()),
            day(4, 5),
            day(5, 5),
            day(1, 6),
            day(2, 6),
            day(12, 6),
            Cell::Empty,
        ];
        assert_eq!(told(&cells), ["days-swapped 5 from row 3"]);
        // A day that could not have been read so, a text that would have been, days alone, and
        // too few of them: nothing is said.
        for other in [day(2, 27), Cell::Text("04/05/2009".into())] {
            cells.push(other);
            assert_eq!(told(&cells), [""; 0]);
            cells.pop();
        }
        assert_eq!(told(&cells[1..]), [""; 0]);
        assert_eq!(told(&cells[..5]), [""; 0]);
        cells[0] = Cell::Text("2009-02-27".into());
        assert_eq!(told(&cells), [""; 0]);
    }
}
