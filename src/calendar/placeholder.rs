//! Dates that say that there is none. Programs that must write a date write the first or the last
//! that they know: a case with such an end goes on, and nobody was born on such a day.

use jiff::civil::{Date, date};

use super::written::Written;

/// What programs write within the years that are read as dates: day 0 and 1 of spreadsheets and
/// databases (30 and 31 December 1899, 1 January 1900, which Excel shows as the 2nd where another
/// program counted its days), and the end of the century.
pub const PLACEHOLDERS: [Date; 5] = [
    date(1899, 12, 30),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1900, 1, 2),
    date(2099, 12, 31),
];

/// The days before and after: the first of the calendar, of files' times and of the Gregorian
/// calendar in Britain, which a database begins with; the end of a thousand years.
const BEYOND: [Date; 4] = [
    date(1, 1, 1),
    date(1601, 1, 1),
    date(1753, 1, 1),
    date(2999, 12, 31),
];

/// The last year that calendars of programs know.
const LAST_YEAR: i16 = 9999;

/// Whether a date says that there is none.
pub fn is_placeholder(written: Written) -> bool {
    let year = match written {
        Written::Day(day) => day.year(),
        Written::Month(year, _) => year,
    };
    // Nearly every date is of our own time.
    if (1901..2099).contains(&year) {
        return false;
    }
    match written {
        Written::Day(day) => {
            year == LAST_YEAR || PLACEHOLDERS.contains(&day) || BEYOND.contains(&day)
        }
        Written::Month(year, month) => {
            year == LAST_YEAR || matches!((year, month), (1900, 1) | (2099, 12))
        }
    }
}

/// The same of a text that cannot be read as a date of our centuries: year 1 and year 9999, with
/// year, month and day in any order, a date of zeros, and what a spreadsheet shows for day 0.
pub fn is_placeholder_text(text: &str) -> bool {
    let text = text.trim();
    let end = text.find(['T', ' ', '\u{a0}']).unwrap_or(text.len());
    let (day, time) = text.split_at(end);
    if day == "00:00:00" && time.is_empty() {
        return true;
    }
    if !day.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c)) {
        return false;
    }
    if !time.is_empty() && !time.contains(':') {
        return false;
    }
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    // Year 9999 as the number of its last day, and as a month.
    if ["2958465", "999912"].contains(&digits.as_str()) {
        return true;
    }
    if digits.len() != 8 {
        return false;
    }
    let last = LAST_YEAR.to_string();
    digits == "00000000"
        || digits.starts_with(&last)
        || digits.ends_with(&last)
        || BEYOND.iter().any(|day| {
            let (year, month, day) = (day.year(), day.month(), day.day());
            digits == format!("{year:04}{month:02}{day:02}")
                || digits == format!("{day:02}{month:02}{year:04}")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::written;

    /// Read as a date and found to be none, or not read at all and known.
    fn is_none(text: &str) -> bool {
        match written::read(text, date(2009, 11, 30)) {
            Ok(written) => is_placeholder(written),
            Err(_) => is_placeholder_text(text),
        }
    }

    #[test]
    fn the_first_and_the_last_days_of_programs() {
        for text in [
            "1900-01-01",
            "19000101",
            "1900-01-01 00:00:00",
            "1899-12-30",
            "1899-12-31",
            "1753-01-01",
            "0001-01-01",
            "0001-01-01T00:00:00",
            "01/01/1753",
            "1601-01-01",
            "9999-12-31",
            "99991231",
            "9999-12-31 23:59:59",
            "31.12.9999",
            "12/31/9999",
            "9999-01-01",
            "2099-12-31",
            "2999-12-31",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "00:00:00",
            "2958465",
            "999912",
            "1900-01",
        ] {
            assert!(is_none(text), "{text}");
        }
    }

    #[test]
    fn other_days_are_days() {
        for text in [
            "2009-05-04",
            "1900-01-03",
            "1901-01-01",
            "1899-12-29",
            "2098-12-31",
            "2099-12-30",
            "2100-01-01",
            "1970-01-01",
            "i maj",
            "00",
            "",
            "07:30:00",
            "2009-13-45",
            "9999",
            "tel 0899999999",
            "19901210-2399",
        ] {
            assert!(!is_none(text), "{text}");
        }
    }
}
