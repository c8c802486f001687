//! Dates as Swedish registers and reviewers write them (DOMAIN 3c). A date that could be
//! read in two ways is refused, not guessed.

use jiff::civil::{Date, date};

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

/// Reads a date; two-digit years get the latest century not after `reference`.
pub fn read(text: &str, reference: Date) -> Result<Written, NotADate> {
    if let Some(written) = plainly_iso(text) {
        return written;
    }
    let folded = text
        .trim()
        .to_lowercase()
        .replace(['\u{a0}', '\u{202f}'], " ");
    let text = folded
        .split('t')
        .next()
        .filter(|head| is_iso(head))
        .unwrap_or(&folded);
    let text = without_midnight(text);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_only(text, reference).ok_or(NotADate::Unknown);
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
        (Some([year, month, day]), [first, _, _]) if first.len() == 2 && text.contains('-') => {
            two_digits(*year, *month, *day, reference).ok_or(NotADate::Unknown)
        }
        _ => Err(NotADate::Unknown),
    }
}

/// `2009-05-04` and nothing else, as nearly every cell has it.
fn plainly_iso(text: &str) -> Option<Result<Written, NotADate>> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_i16, |number, byte| {
            let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    Some(day_of(year, month, day).ok_or(NotADate::Unknown))
}

fn is_iso(head: &str) -> bool {
    head.len() == 10 && head.as_bytes()[4] == b'-'
}

/// `4/5 2009` is Swedish for 4 May; `04/05/2009` may also be American.
fn day_and_month(text: &str, first: i16, second: i16, year: i16) -> Result<Written, NotADate> {
    let swedish = text.contains('/') && text.contains(' ') || text.contains('.');
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

fn digits_only(text: &str, reference: Date) -> Option<Written> {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|p| p.parse::<i16>().ok());
    match text.len() {
        8 => day_of(part(0..4)?, part(4..6)?, part(6..8)?),
        // 200911 is November 2009 (Statusmånad) and 201011 could be 11 October 1920: a month
        // of our own time is far likelier than a two-digit year before 1921.
        6 if text.starts_with("19") || text.starts_with("20") => month_of(part(0..4)?, part(4..6)?)
            .ok()
            .or_else(|| two_digits(part(0..2)?, part(2..4)?, part(4..6)?, reference)),
        6 => two_digits(part(0..2)?, part(2..4)?, part(4..6)?, reference),
        _ => None,
    }
}

fn with_month_name(text: &str, reference: Date) -> Option<Written> {
    let words: Vec<&str> = text
        .split([' ', '.', '-'])
        .filter(|word| !word.is_empty() && *word != "den")
        .collect();
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
            Written::Day(day) if day <= date(reference.year() + 1, 12, 31) => {
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
        assert_eq!(read("2009-02-30", reference), Err(NotADate::Unknown));
        assert_eq!(read("i maj", reference), Err(NotADate::Unknown));
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
