//! Days with two digits of the year that are likely written with the day first: read as they are
//! meant by the standard, year first, their years lie decades apart.

use super::texts;
use super::value::Value;
use crate::calendar::written::Written;
use crate::problem::Problems;
use crate::table::{Cell, Description};

/// The days of one column that are written with six digits, while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    cells: u64,
    /// The row of the first.
    first: Option<u64>,
    /// Whether a cell cannot have the day first.
    otherwise: bool,
    /// The first and last year as they are read, and with the day first.
    read: Option<(i16, i16)>,
    day_first: Option<(i16, i16)>,
    /// Whether a cell ends with a day of the month on which much is paid, decided or begun.
    ends_as_a_term: bool,
}

/// Fewer cells tell nothing.
const ENOUGH: u64 = 5;
/// How much further apart the years must lie than they would with the day first.
const APART: i16 = 10;
/// So many years apart, all of them in what would be one and the same year with the day first.
const SPREAD: i16 = 3;
/// Days of the month that may be the same in years of dates.
const TERMS: [i8; 8] = [1, 15, 25, 27, 28, 29, 30, 31];

impl Orders {
    /// Takes a cell of a row as its field reads it.
    pub(super) fn see(&mut self, row: u64, cell: &Cell<'_>, value: &Value<'_>) {
        let Value::Date(Written::Day(day)) = value else {
            return;
        };
        let text = match cell {
            Cell::Text(_) | Cell::Number(_) => cell.text(),
            Cell::Empty | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
                return;
            }
        };
        let Some([first, _, last]) = pairs(&text) else {
            return;
        };
        self.ends_as_a_term |= TERMS.contains(&last);
        self.cells += 1;
        self.first = self.first.or(Some(row));
        self.otherwise |= !(1..=day.days_in_month()).contains(&first);
        widen(&mut self.read, day.year());
        widen(&mut self.day_first, i16::from(last));
    }

    /// Tells of the dates of a column where they likely have the day first.
    pub(super) fn tell(&self, description: &Description, column: usize, problems: &mut Problems) {
        let (Some(read), Some(day_first)) = (self.read, self.day_first) else {
            return;
        };
        let apart = |years: (i16, i16)| years.1 - years.0;
        let are_decades_apart = apart(read) >= 2 * apart(day_first) + APART;
        // The days of one spring would be years of one decade.
        let are_of_one_year =
            apart(day_first) == 0 && apart(read) >= SPREAD && !self.ends_as_a_term;
        if self.otherwise || self.cells < ENOUGH || !(are_decades_apart || are_of_one_year) {
            return;
        }
        let place = self.first.map(|row| description.place(row, Some(column)));
        problems.add_many(
            "day-first",
            &description.file,
            texts::day_first(read.0, read.1),
            self.cells,
            place.into_iter().collect(),
        );
    }
}

/// Three pairs of digits, side by side or with hyphens between.
fn pairs(text: &str) -> Option<[i8; 3]> {
    let bytes = text.as_bytes();
    let starts = match bytes.len() {
        6 => [0, 2, 4],
        8 if bytes[2] == b'-' && bytes[5] == b'-' => [0, 3, 6],
        _ => return None,
    };
    let digit = |at: usize| {
        let byte = bytes[at];
        byte.is_ascii_digit().then(|| byte - b'0')
    };
    let mut pairs = [0; 3];
    for (pair, at) in pairs.iter_mut().zip(starts) {
        *pair = i8::try_from(digit(at)? * 10 + digit(at + 1)?).ok()?;
    }
    Some(pairs)
}

fn widen(years: &mut Option<(i16, i16)>, year: i16) {
    let (first, last) = years.unwrap_or((year, year));
    *years = Some((first.min(year), last.max(year)));
}

#[cfg(test)]
mod tests {
    use super::super::scene::{field, one_column};
    use super::*;
    use crate::register::Reader;
    use crate::table::Kind;
    use crate::template::FieldKind;
    use jiff::civil::date;

    fn check(cells: &[&str], expected: u64) {
        let reader = Reader::new(&field(FieldKind::Date), date(2009, 11, 30));
        let mut orders = Orders::default();
        for (row, cell) in (2..).zip(cells) {
            let cell = Cell::Text((*cell).into());
            orders.see(row, &cell, &reader.read(&cell).0);
        }
        let mut problems = Problems::new();
        orders.tell(&one_column(Kind::Csv), 0, &mut problems);
        let told = problems.count("day-first");
        assert_eq!(told, expected, "{cells:?}");
    }

    /// Days of spring 2009 with the day first would be days of 1928, 2006 and so on; days of the
    /// same months with the year first are what they are, and a birth year says that years stand
    /// first.
    #[test]
    fn years_decades_apart_are_days() {
        check(
            &["06-03-09", "28-05-09", "13-04-09", "30-03-09", "01-06-09"],
            5,
        );
        check(&["060309", "280509", "130409", "300309", "010608"], 5);
        check(
            &["09-03-06", "09-05-28", "09-04-13", "09-03-30", "08-06-01"],
            0,
        );
        check(&["060309", "280509", "130409", "300309"], 0);
        check(
            &["060309", "280509", "130409", "300309", "010609", "500101"],
            0,
        );
        check(&["2009-03-06", "6/3 2009", "", "maj 2009", "06-03-09"], 0);
    }

    /// The days of one week of 2009 would be years from 2004 to 2008, all of them on the ninth of a
    /// month; what is paid on a day of every month is not.
    #[test]
    fn days_of_one_year_are_no_years() {
        check(
            &["04-05-09", "05-05-09", "06-05-09", "07-05-09", "08-05-09"],
            5,
        );
        check(&["040509", "050509", "060509", "070509", "080509"], 5);
        check(&["040525", "050525", "060525", "070525", "080525"], 0);
        check(&["040501", "050601", "060701", "070801", "080901"], 0);
        check(&["070509", "070609", "080509", "080609", "080709"], 0);
        check(&["040509", "050510", "060511", "070512", "080513"], 0);
    }
}
