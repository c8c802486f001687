//! Dates as Swedish registers and reviewers write them (DOMAIN 3c). A date that could be
//! read in two ways is refused, not guessed.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::digits::of_eight;

/// What a cell that should hold a date holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// A day.
    Day(Date),
    /// A month without a day: `maj 2009`, `200905`.
    Month(i16, i8),
}

impl Written {
    /// The day, where there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(..) => None,
        }
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADate {
    /// No form that we know.
    Unknown,
    /// Day and month could stand in either order (`04/05/2009`).
    Ambiguous,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// How many years after `reference` a two-digit year may be: plans look ahead.
const AHEAD: i16 = 5;

/// Reads a date; two-digit years get the latest century that puts them no more than five years
/// after `reference`. A moment in universal time is the day it is in Sweden.
pub fn read(text: &str, reference: Date) -> Result<Written, NotADate> {
    if let Some(written) = plainly_iso(text) {
        return written;
    }
    if let Some(day) = swedish_day(text) {
        return Ok(Written::Day(day));
    }
    let folded = text
        .trim()
        .to_lowercase()
        .replace(['\u{a0}', '\u{202f}'], " ");
    let folded = folded.strip_suffix('z').unwrap_or(&folded);
    let text = folded
        .split('t')
        .next()
        .filter(|head| is_iso(head))
        .unwrap_or(folded);
    let text = without_midnight(text);
    // A number that a program wrote with a decimal.
    let is_whole = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_suffix(".0").filter(is_whole).unwrap_or(text);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_only(text, reference);
    }
    if let Some(written) = with_month_name(text, reference) {
        return Ok(written);
    }
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' ', '\u{2013}'])
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (numbers.as_deref(), parts.as_slice()) {
        (Some([year, month, day]), [first, ..]) if first.len() == 4 => {
            day_of(*year, *month, *day).ok_or(NotADate::Unknown)
        }
        (Some([year, month]), [first, _]) if first.len() == 4 => month_of(*year, *month),
        (Some([day, month, year]), [_, _, last]) if last.len() == 4 => {
            day_and_month(text, *day, *month, *year)
        }
        (Some([day, month, year]), [_, _, last]) if last.len() == 2 && is_day_first(text) => {
            two_digits(*year, *month, *day, reference).ok_or(NotADate::Unknown)
        }
        (Some([year, month, day]), [first, _, _])
            if first.len() == 2 && text.split('-').count() == 3 =>
        {
            two_digits(*year, *month, *day, reference).ok_or(NotADate::Unknown)
        }
        _ => Err(NotADate::Unknown),
    }
}

/// `2009-05-04` and nothing else, as nearly every cell has it.
fn plainly_iso(text: &str) -> Option<Result<Written, NotADate>> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *bytes else {
        return None;
    };
    let number = of_eight([a, b, c, d, e, f, g, h])?;
    let part = |part: u32| i16::try_from(part).ok();
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Some(day_of(part(year)?, part(month)?, part(day)?).ok_or(NotADate::Unknown))
}

/// The day that a moment with its offset from universal time is in Sweden: what a register has
/// stored as midnight comes as 22 or 23 o'clock of the day before. By the rule for summer time
/// of directive 2000/84/EC, which also held in the years before it from 1996 on.
fn swedish_day(text: &str) -> Option<Date> {
    let text = text.trim();
    // `2009-05-05T22:00Z` is the shortest.
    let behind = text.get(16..).filter(|behind| !behind.is_empty())?;
    if !behind.contains(['Z', 'z', '+', '-']) {
        return None;
    }
    let moment: Timestamp = text.parse().ok()?;
    Some(moment.to_zoned(SWEDEN.clone()).date())
}

static SWEDEN: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a rule as POSIX writes them")
});

/// `31/5-09`, `31.5-09` or `31/5 09`: the year apart from day and month, as Swedes write it.
fn is_day_first(text: &str) -> bool {
    let separators = text.trim().split(|c: char| c.is_ascii_digit());
    let separators: Vec<&str> = separators.filter(|part| !part.is_empty()).collect();
    matches!(separators.as_slice(), ["/" | ".", "-" | "\u{2013}" | " "])
}

fn is_iso(head: &str) -> bool {
    head.len() == 10 && head.as_bytes()[4] == b'-'
}

/// `4/5 2009` is Swedish for 4 May; `04/05/2009` may also be American.
fn day_and_month(text: &str, first: i16, second: i16, year: i16) -> Result<Written, NotADate> {
    let swedish = is_day_first(text) || text.contains('.');
    if swedish || first > 12 || first == second {
        return day_of(year, second, first).ok_or(NotADate::Unknown);
    }
    if second > 12 {
        // Month first, as Americans write it: the order is refused even where it is plain,
        // because the rows beside it are not.
        return Err(NotADate::Ambiguous);
    }
    Err(NotADate::Ambiguous)
}

fn without_midnight(text: &str) -> &str {
    match text.split_once(' ') {
        Some((head, clock)) if is_iso(head) && clock.contains(':') => head,
        _ => text,
    }
}

fn digits_only(text: &str, reference: Date) -> Result<Written, NotADate> {
    let part = |range: std::ops::Range<usize>| {
        let part = text.get(range).and_then(|part| part.parse::<i16>().ok());
        part.ok_or(NotADate::Unknown)
    };
    if text.len() == 8 {
        return day_of(part(0..4)?, part(4..6)?, part(6..8)?).ok_or(NotADate::Unknown);
    }
    if text.len() != 6 {
        return Err(NotADate::Unknown);
    }
    let with_day = two_digits(part(0..2)?, part(2..4)?, part(4..6)?, reference);
    match (month_of_six(text), with_day) {
        // 200911 is November 2009 (Statusmånad), and in our own time it could be 11 September
        // 2020. An audit of 2009 has no day like that: 1920 is far less likely than the month.
        (Some(_), Some(Written::Day(day)))
            if (reference.year() - 10..=reference.year() + 1).contains(&day.year()) =>
        {
            Err(NotADate::Ambiguous)
        }
        (Some(written), _) | (None, Some(written)) => Ok(written),
        (None, None) => Err(NotADate::Unknown),
    }
}

/// Six digits as a year of our time and a month: `200911`.
pub fn month_of_six(text: &str) -> Option<Written> {
    let digits: &[u8; 6] = text.trim().as_bytes().try_into().ok()?;
    let in_century = digits.starts_with(b"19") || digits.starts_with(b"20");
    if !in_century || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number: i32 = text.trim().parse().ok()?;
    let (year, month) = (number / 100, number % 100);
    month_of(i16::try_from(year).ok()?, i16::try_from(month).ok()?).ok()
}

fn with_month_name(text: &str, reference: Date) -> Option<Written> {
    let mut words: Vec<&str> = text
        .split([' ', '.', '-'])
        .filter(|word| !word.is_empty() && *word != "den")
        .collect();
    if let [one] = words[..] {
        words = run_together(one)?;
    }
    // A time of day behind it.
    if words.len() == 4 && words[3].contains(':') {
        words.truncate(3);
    }
    let month_at = words.iter().position(|word| {
        word.len() >= 3 && word.chars().all(char::is_alphabetic) && month_number(word).is_some()
    })?;
    let month = month_number(words[month_at])?;
    match (words.as_slice(), month_at) {
        ([day, _, year], 1) => {
            let year_number: i16 = year.parse().ok()?;
            let day: i16 = day.parse().ok()?;
            if year.len() == 2 {
                two_digits(year_number, month, day, reference)
            } else {
                day_of(year_number, month, day)
            }
        }
        ([_, year], 0) if year.len() == 4 => month_of(year.parse().ok()?, month).ok(),
        _ => None,
    }
}

/// `04may2009` as SAS writes it, with or without `:00:00:00` behind: day, month and year.
fn run_together(text: &str) -> Option<Vec<&str>> {
    let text = text.split(':').next()?;
    let letters = text.find(char::is_alphabetic)?;
    let (day, rest) = text.split_at(letters);
    let (month, year) = rest.split_at(rest.find(|c: char| c.is_ascii_digit())?);
    let is_whole = matches!(day.len(), 1 | 2) && matches!(year.len(), 2 | 4);
    (is_whole && month.chars().count() == 3).then(|| vec![day, month, year])
}

fn month_number(word: &str) -> Option<i16> {
    let head: String = word.chars().take(3).collect();
    let head = match head.as_str() {
        "may" => "maj",
        "oct" => "okt",
        other => other,
    };
    MONTHS
        .iter()
        .position(|month| *month == head)
        .and_then(|at| i16::try_from(at + 1).ok())
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Written> {
    let month = i8::try_from(month).ok()?;
    let day = i8::try_from(day).ok()?;
    if !(1800..2200).contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok().map(Written::Day)
}

fn month_of(year: i16, month: i16) -> Result<Written, NotADate> {
    match i8::try_from(month) {
        Ok(month @ 1..=12) if (1800..2200).contains(&year) => Ok(Written::Month(year, month)),
        _ => Err(NotADate::Unknown),
    }
}

fn two_digits(year: i16, month: i16, day: i16, reference: Date) -> Option<Written> {
    [2000, 1900]
        .iter()
        .find_map(|century| match day_of(century + year, month, day)? {
            Written::Day(day) if day.year() <= reference.year().saturating_add(AHEAD) => {
                Some(Written::Day(day))
            }
            Written::Day(_) | Written::Month(..) => None,
        })
}

/// The second of the day of a time as registers write it: `09:15`, `9.15:30`, with or without
/// a date before it, or as the part of a day that a spreadsheet keeps.
pub fn second_of_day(text: &str) -> Option<i64> {
    let time = text
        .split([' ', 'T', '\u{a0}'])
        .rfind(|part| !part.is_empty())?;
    let parts: Vec<&str> = time.split([':', '.']).collect();
    let number = |part: &str| {
        let short = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        short.then(|| part.parse::<i64>().ok()).flatten()
    };
    if let [whole, part] = parts[..]
        && whole == "0"
        && part.len() > 2
    {
        let share: f64 = time.parse().ok()?;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a part of a day is fewer than 86 400 seconds"
        )]
        let seconds = libm::round(share * 86_400.0) as i64;
        return Some(seconds);
    }
    let (hours, minutes, seconds) = match parts[..] {
        [hours, minutes] => (number(hours)?, number(minutes)?, 0),
        [hours, minutes, seconds] => (number(hours)?, number(minutes)?, number(seconds)?),
        _ => return None,
    };
    (hours < 24 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_form_of_the_registers() {
        let reference = date(2009, 11, 30);
        let day = Ok(Written::Day(date(2009, 5, 4)));
        for text in [
            "2009-05-04",
            "20090504",
            "090504",
            "2009-05-04 00:00",
            "2009-05-04 00:00:00",
            "2009-05-04T00:00:00",
            "4/5 2009",
            "4 maj 2009",
            "4 Maj 2009",
            "den 4 maj 2009",
            "2009/05/04",
            "09-05-04",
            "4.5.2009",
            "4/5-09",
            "4/5 09",
            "4.5-09",
            "4/5\u{2013}09",
            "4/5-2009",
            "2009-05-04Z",
            "04MAY2009",
            "04MAJ09",
            "04MAY2009:00:00:00",
            "4 maj 2009 08:15",
        ] {
            assert_eq!(read(text, reference), day, "{text}");
        }
        for text in ["maj 2009", "200905", "2009-05"] {
            assert_eq!(read(text, reference), Ok(Written::Month(2009, 5)), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        let reference = date(2009, 11, 30);
        assert_eq!(read("04/05/2009", reference), Err(NotADate::Ambiguous));
        assert_eq!(read("05/13/2009", reference), Err(NotADate::Ambiguous));
        assert_eq!(
            read("13/05/2009", reference),
            Ok(Written::Day(date(2009, 5, 13)))
        );
        for text in [
            "04abc2009",
            "may2009",
            "R04may2009",
            "4711:12",
            "300maj2009",
        ] {
            assert_eq!(read(text, reference), Err(NotADate::Unknown), "{text}");
        }
        assert_eq!(read("2009-02-30", reference), Err(NotADate::Unknown));
        assert_eq!(read("i maj", reference), Err(NotADate::Unknown));
    }

    /// Midnight in Sweden is 23 o'clock of the day before in winter and 22 in summer; summer time
    /// of 2009 began on 29 March and ended on 25 October (directive 2000/84/EC: last Sundays).
    #[test]
    fn a_moment_is_the_day_it_is_in_sweden() {
        let reference = date(2009, 11, 30);
        for (text, day) in [
            ("2009-05-05T22:00:00Z", date(2009, 5, 6)),
            ("2009-05-05T21:59:59Z", date(2009, 5, 5)),
            ("2009-05-05T22:00:00.000Z", date(2009, 5, 6)),
            ("2009-05-05 22:00:00+00:00", date(2009, 5, 6)),
            ("2009-05-06T00:00:00+02:00", date(2009, 5, 6)),
            ("2009-03-28T22:30:00Z", date(2009, 3, 28)),
            ("2009-03-29T22:30:00Z", date(2009, 3, 30)),
            ("2009-10-24T22:30:00Z", date(2009, 10, 25)),
            ("2009-10-25T22:30:00Z", date(2009, 10, 25)),
            ("2009-12-31T23:00Z", date(2010, 1, 1)),
        ] {
            assert_eq!(read(text, reference), Ok(Written::Day(day)), "{text}");
        }
    }

    /// Two digits of a year: plans look a few years ahead, births are long ago. Six digits can be a
    /// month or, since 2019, a day of our own time.
    #[test]
    fn two_digits_are_of_the_likely_century() {
        let day = |y, m, d| Ok(Written::Day(date(y, m, d)));
        let (spring, later) = (date(2010, 3, 13), date(2021, 6, 1));
        assert_eq!(read("120113", spring), day(2012, 1, 13));
        assert_eq!(read("360113", spring), day(1936, 1, 13));
        assert_eq!(read("09-05-04", Date::MAX), day(2009, 5, 4));
        assert_eq!(read("31/5-09", spring), day(2009, 5, 31));
        assert_eq!(read("29/2-08", spring), day(2008, 2, 29));
        assert_eq!(read("29/2-09", spring), Err(NotADate::Unknown));
        assert_eq!(read("31-5/09", spring), Err(NotADate::Unknown));
        for (text, month) in [("200901", 1), ("200912", 12)] {
            assert_eq!(read(text, spring), Ok(Written::Month(2009, month)));
            assert_eq!(read(text, later), Err(NotADate::Ambiguous));
        }
        assert_eq!(read("200622", later), day(2020, 6, 22));
        assert_eq!(read("202005", later), Ok(Written::Month(2020, 5)));
    }

    #[test]
    fn times_of_day() {
        let nine = 9 * 3600 + 15 * 60;
        assert_eq!(second_of_day("09:15"), Some(nine));
        assert_eq!(second_of_day("9.15"), Some(nine));
        assert_eq!(second_of_day("2009-05-04 09:15:30"), Some(nine + 30));
        assert_eq!(second_of_day("2009-05-04T09:15:30"), Some(nine + 30));
        // 9.25 hours of 24.
        assert_eq!(second_of_day("0.385416666666667"), Some(nine));
        for text in ["", "kl nio", "25:00", "09:60", "2009-05-04"] {
            assert_eq!(second_of_day(text), None, "{text}");
        }
    }
}
