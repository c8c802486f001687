//! A workbook's stored value as a cell. A number is a date when its format says so, under
//! rules of our own: serial 60 is a day that never was, a negative number none, and what is
//! below 1 is a time of day.

use std::borrow::Cow;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};
use jiff::civil::{Date, DateTime, Time};

use crate::calendar::day_of_number;
use crate::table::cell::Cell;
use crate::table::source::Odd;

/// The last day Excel knows, 9999-12-31.
const LAST: i64 = 2_958_465;
const MS_PER_DAY: i64 = 86_400_000;
/// The days that Excel counts from, as [`day_of_number`] numbers them: 30 December 1899, which
/// makes up for a 29 February 1900 that never was, and 1 January 1904.
const EPOCH_1900: i64 = -25_569;
const EPOCH_1904: i64 = -24_107;

/// A value whose shared text is borrowed from the workbook.
pub(super) fn of_ref<'w>(value: &DataRef<'w>, is_1904: bool) -> (Cell<'w>, Option<Odd>) {
    let mut cell = Cell::Empty;
    let odd = set(&mut cell, value, is_1904);
    (cell, odd)
}

/// The same, with the cell put where it is to stand: those of most cells are written there without
/// a copy.
pub(super) fn set<'w>(cell: &mut Cell<'w>, value: &DataRef<'w>, is_1904: bool) -> Option<Odd> {
    let mut odd = None;
    *cell = match value {
        DataRef::SharedString(text) => text_cell(Cow::Borrowed(text)),
        DataRef::String(text) => text_cell(Cow::Owned(text.clone())),
        DataRef::Int(number) => Cell::Number(whole(*number)),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => {
            let (day, found) = serial(*moment, is_1904);
            odd = found;
            day
        }
        DataRef::DateTimeIso(text) => iso(text.clone()),
        DataRef::DurationIso(text) => duration(text.clone()),
        DataRef::Error(error) => {
            odd = Some(Odd::ErrorValue);
            Cell::Error(code(error))
        }
        DataRef::Empty => Cell::Empty,
    };
    odd
}

/// Whether a value makes a cell of nothing.
pub(super) fn is_nothing(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::SharedString(text) => text.is_empty(),
        DataRef::String(text) => text.is_empty(),
        DataRef::Empty => true,
        DataRef::Int(_)
        | DataRef::Float(_)
        | DataRef::Bool(_)
        | DataRef::DateTime(_)
        | DataRef::DateTimeIso(_)
        | DataRef::DurationIso(_)
        | DataRef::Error(_) => false,
    }
}

/// An owned value, as the readers that hold a sheet whole give it.
pub(super) fn of(value: &Data, is_1904: bool) -> (Cell<'_>, Option<Odd>) {
    match value {
        Data::String(text) => (text_cell(Cow::Borrowed(text)), None),
        Data::Int(number) => (Cell::Number(whole(*number)), None),
        Data::Float(number) => (Cell::Number(*number), None),
        Data::Bool(value) => (Cell::Bool(*value), None),
        Data::DateTime(moment) => serial(*moment, is_1904),
        Data::DateTimeIso(text) => (iso(text.clone()), None),
        Data::DurationIso(text) => (duration(text.clone()), None),
        Data::Error(error) => (Cell::Error(code(error)), Some(Odd::ErrorValue)),
        Data::Empty => (Cell::Empty, None),
    }
}

fn text_cell(text: Cow<'_, str>) -> Cell<'_> {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

/// Spreadsheets compute in f64; a reader's whole number came from one.
#[allow(
    clippy::cast_precision_loss,
    reason = "the number was an f64 or 32 bits in the file"
)]
fn whole(number: i64) -> f64 {
    number as f64
}

/// The codes of the error values, also for the wire.
pub(super) const ERRORS: [&str; 8] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!",
];

/// The error that a formula's text shows, in the words of an English or a Swedish program: an
/// ODS keeps it as text.
pub(super) fn error_in_text(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if !text.starts_with('#') {
        let number = text
            .strip_prefix("Err:")
            .or_else(|| text.strip_prefix("Fel:"))?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        return is_number.then_some(ERRORS[6]);
    }
    let swedish = [
        ("#SAKNAS", ERRORS[1]),
        ("#SAKNAS!", ERRORS[1]),
        ("#NAMN?", ERRORS[2]),
        ("#NOLL!", ERRORS[3]),
        ("#SKÄRNING!", ERRORS[3]),
        ("#OGILTIGT!", ERRORS[4]),
        ("#TAL!", ERRORS[4]),
        ("#REFERENS!", ERRORS[5]),
        ("#VÄRDE!", ERRORS[6]),
        ("#VÄRDEFEL!", ERRORS[6]),
    ];
    let english = ERRORS.into_iter().find(|code| *code == text);
    let swedish = swedish.into_iter().find(|(shown, _)| *shown == text);
    english.or(swedish.map(|(_, code)| code))
}

fn code(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => ERRORS[0],
        CellErrorType::NA => ERRORS[1],
        CellErrorType::Name => ERRORS[2],
        CellErrorType::Null => ERRORS[3],
        CellErrorType::Num => ERRORS[4],
        CellErrorType::Ref => ERRORS[5],
        CellErrorType::Value => ERRORS[6],
        CellErrorType::GettingData => ERRORS[7],
    }
}

fn serial(moment: ExcelDateTime, is_1904: bool) -> (Cell<'static>, Option<Odd>) {
    let number = moment.as_f64();
    let not_a_date = (Cell::Number(number), Some(Odd::NotADate));
    if !(0.0..=f64::from(u32::try_from(LAST).unwrap_or(u32::MAX)) + 1.0).contains(&number) {
        return not_a_date;
    }
    // Whole milliseconds, which is as fine as Excel keeps time; the fraction of a second
    // that is left after that is no date's business.
    #[allow(clippy::cast_possible_truncation, reason = "below 2 958 466 days")]
    let ms = (number * 86_400_000.0).round() as i64;
    let (days, seconds) = (ms / MS_PER_DAY, ms % MS_PER_DAY / 1000);
    if moment.is_duration() || days == 0 {
        return (Cell::Text(clock(ms / 1000).into()), None);
    }
    let epoch = match (is_1904, days) {
        (true, _) => EPOCH_1904,
        (false, 1..=59) => EPOCH_1900 + 1,
        (false, 60) => return not_a_date,
        (false, _) => EPOCH_1900,
    };
    match day_of_number(epoch + days) {
        Some(day) => (at(day, seconds), None),
        None => not_a_date,
    }
}

fn at(day: Date, seconds: i64) -> Cell<'static> {
    let part = |n: i64| i8::try_from(n).expect("hours, minutes and seconds are below 60");
    if seconds == 0 {
        return Cell::Date(day);
    }
    Cell::DateTime(day.at(
        part(seconds / 3600),
        part(seconds / 60 % 60),
        part(seconds % 60),
        0,
    ))
}

/// `07:30:00`; hours go on beyond 24.
fn clock(seconds: i64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `2009-05-04`, `2009-05-04T07:30:00` and with fractions; anything else stays text.
fn iso(text: String) -> Cell<'static> {
    let trimmed = text.trim().trim_end_matches('Z');
    if let Ok(moment) = trimmed.parse::<DateTime>() {
        return if moment.time() == Time::midnight() {
            Cell::Date(moment.date())
        } else {
            Cell::DateTime(moment)
        };
    }
    match trimmed.parse::<Date>() {
        Ok(day) => Cell::Date(day),
        Err(_) => Cell::Text(text.into()),
    }
}

/// `PT07H30M00S` as a clock shows it.
fn duration(text: String) -> Cell<'static> {
    let seconds = text
        .parse::<jiff::SignedDuration>()
        .ok()
        .map(|duration| duration.as_secs())
        .filter(|seconds| *seconds >= 0);
    match seconds {
        Some(seconds) => Cell::Text(clock(seconds).into()),
        None => Cell::Text(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime as Moment, TimeDelta};

    use super::*;

    fn check(number: f64, is_1904: bool, expected: &str, odd: Option<Odd>) {
        let moment = ExcelDateTime::new(number, Moment, is_1904);
        let (cell, found) = serial(moment, is_1904);
        assert_eq!((cell.text().as_ref(), found), (expected, odd), "{number}");
    }

    /// Days by Microsoft's own statement of the two date systems (1900: day 1 is
    /// 1900-01-01, 29 February 1900 exists as day 60; 1904: day 0 is 1904-01-01, and
    /// dates differ by 1462 days).
    #[test]
    fn serials_are_days_by_the_workbooks_own_epoch() {
        check(1.0, false, "1900-01-01", None);
        check(59.0, false, "1900-02-28", None);
        check(60.0, false, "60", Some(Odd::NotADate));
        check(61.0, false, "1900-03-01", None);
        check(39_937.0, false, "2009-05-04", None);
        check(38_475.0, true, "2009-05-04", None);
        check(39_937.5, false, "2009-05-04T12:00:00", None);
        check(39_936.999_999_999_9, false, "2009-05-04", None);
        check(0.3125, false, "07:30:00", None);
        check(-5.0, false, "-5", Some(Odd::NotADate));
        check(2_958_465.0, false, "9999-12-31", None);
        check(3_000_000.0, false, "3000000", Some(Odd::NotADate));
        check(f64::NAN, false, "NaN", Some(Odd::NotADate));
    }

    #[test]
    fn lengths_of_time_are_no_dates() {
        let (cell, _) = serial(ExcelDateTime::new(1.25, TimeDelta, false), false);
        assert_eq!(cell.text(), "30:00:00");
        assert_eq!(duration("PT07H30M00S".to_owned()).text(), "07:30:00");
        assert_eq!(iso("2009-05-04T00:00:00".to_owned()).text(), "2009-05-04");
        assert_eq!(
            iso("2009-05-04T07:30:00Z".to_owned()).text(),
            "2009-05-04T07:30:00"
        );
        assert_eq!(iso("maj 2009".to_owned()).text(), "maj 2009");
    }
}
