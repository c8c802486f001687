//! Swedish days: public holidays and the eves on which offices are closed, working days,
//! months that end where the calendar ends, and deadlines counted in any of them.
//! Sources: lag 1989:253 (holidays), lag 1930:173 (months; by analogy); DOMAIN 3e.

mod digits;
pub mod placeholder;
pub mod written;

use jiff::civil::{Date, Weekday, date};
use jiff::tz::Offset;
use jiff::{Span, Timestamp, ToSpan as _};

pub(crate) use digits::of_eight;

/// Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let ordinal = epact + weekday - 7 * correction + 114;
    let month = i8::try_from(ordinal / 31).expect("Easter falls in March or April");
    let day = i8::try_from(ordinal % 31 + 1).expect("a day of the month fits");
    date(
        i16::try_from(year).expect("the year came as i16"),
        month,
        day,
    )
}

/// Midsummer's Day: the Saturday from 20 to 26 June.
pub fn midsummer(year: i16) -> Date {
    first_saturday_from(date(year, 6, 20))
}

/// All Saints' Day: the Saturday from 31 October to 6 November.
pub fn all_saints(year: i16) -> Date {
    first_saturday_from(date(year, 10, 31))
}

fn first_saturday_from(start: Date) -> Date {
    (0..7)
        .map(|days| plus_days(start, days))
        .find(|day| day.weekday() == Weekday::Saturday)
        .expect("seven days in a row hold a Saturday")
}

/// Whether a day is a Sunday or a public holiday by law.
pub fn is_public_holiday(day: Date) -> bool {
    if day.weekday() == Weekday::Sunday {
        return true;
    }
    let year = day.year();
    let easter = easter(year);
    let from_easter = (day - easter).get_days();
    matches!(
        (day.month(), day.day()),
        (1, 1 | 6) | (5, 1) | (12, 25 | 26)
    ) || (day.month() == 6 && day.day() == 6 && year >= 2005)
        || matches!(from_easter, -2 | 1 | 39)
        || (from_easter == 50 && year < 2005)
        || day == midsummer(year)
        || day == all_saints(year)
}

/// Whether a day is Monday to Friday, no public holiday and none of the three eves
/// (midsommarafton, julafton, nyårsafton).
pub fn is_working_day(day: Date) -> bool {
    let eve = matches!((day.month(), day.day()), (12, 24 | 31))
        || plus_days(day, 1) == midsummer(day.year());
    day.weekday() != Weekday::Saturday && !eve && !is_public_holiday(day)
}

/// The day itself if it is a working day, else the next one.
pub fn rolled_forward(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        day = plus_days(day, 1);
    }
    day
}

/// Calendar days later; the start is day 0.
pub fn plus_days(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// The day of a number counted from 1 January 1970, which is 0; quicker than counting on from
/// there. `None` outside the years of the calendar.
pub fn day_of_number(number: i64) -> Option<Date> {
    if let Ok(midnight) = Timestamp::from_second(number.checked_mul(86_400)?) {
        return Some(Offset::UTC.to_datetime(midnight).date());
    }
    // Moments end a day before the calendar does, for the sake of other time zones.
    let days = Span::new().try_days(number).ok()?;
    date(1970, 1, 1).checked_add(days).ok()
}

/// Working days later; the start is day 0 and is not counted whatever it is.
pub fn plus_working_days(day: Date, days: i64) -> Date {
    let mut day = day;
    let mut left = days;
    while left > 0 {
        day = plus_days(day, 1);
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// Months later: the same day number, or the last day of a month that lacks it.
pub fn plus_months(day: Date, months: i64) -> Date {
    day.saturating_add(months.months())
}

/// Full years between two days: the age on the second of who was born on the first.
pub fn full_years(from: Date, to: Date) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let before_the_day = (to.month(), to.day()) < (from.month(), from.day());
    years - i64::from(before_the_day)
}

/// Calendar days from one day to another; negative when the second comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// Working days after `from` up to and including `to`; 0 when `to` is not later.
pub fn working_days_between(from: Date, to: Date) -> i64 {
    let mut count = 0;
    let mut day = from;
    while day < to {
        day = plus_days(day, 1);
        if is_working_day(day) {
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked cases of DOMAIN 3e: start, five calendar days, five working days.
    #[test]
    fn worked_cases_of_the_five_day_rule() {
        for (start, calendar, working) in [
            (date(2009, 4, 29), date(2009, 5, 4), date(2009, 5, 7)),
            (date(2009, 4, 30), date(2009, 5, 5), date(2009, 5, 8)),
            (date(2009, 5, 4), date(2009, 5, 9), date(2009, 5, 11)),
            (date(2009, 5, 6), date(2009, 5, 11), date(2009, 5, 13)),
            (date(2009, 5, 18), date(2009, 5, 23), date(2009, 5, 26)),
            (date(2009, 6, 17), date(2009, 6, 22), date(2009, 6, 25)),
        ] {
            assert_eq!(plus_days(start, 5), calendar, "{start}");
            assert_eq!(plus_working_days(start, 5), working, "{start}");
        }
    }

    /// Day by day from the first of the calendar to the last; by ISO 8601's calendar there are
    /// 3 652 059 days from 0001-01-01 to 9999-12-31, and 719 162 before 1970-01-01.
    #[test]
    fn every_day_has_its_number() {
        let mut day = date(1, 1, 1);
        for number in -719_162..3_652_059 - 719_162 {
            assert_eq!(day_of_number(number), Some(day), "{number}");
            day = day.tomorrow().unwrap_or(Date::MIN);
        }
        assert_eq!(day, Date::MIN);
        for number in [3_652_059 - 719_162, i64::MAX, i64::MIN] {
            assert_eq!(day_of_number(number), None);
        }
    }

    #[test]
    fn months_end_where_the_calendar_ends() {
        assert_eq!(plus_months(date(2009, 1, 31), 1), date(2009, 2, 28));
        assert_eq!(plus_months(date(2009, 11, 30), 3), date(2010, 2, 28));
    }

    /// A birthday counts from the day itself; who is born on 29 February has it on 1 March in
    /// other years.
    #[test]
    fn full_years_end_on_the_day() {
        assert_eq!(full_years(date(1985, 11, 30), date(2009, 11, 29)), 23);
        assert_eq!(full_years(date(1985, 11, 30), date(2009, 11, 30)), 24);
        assert_eq!(full_years(date(1984, 2, 29), date(2009, 2, 28)), 24);
        assert_eq!(full_years(date(1984, 2, 29), date(2009, 3, 1)), 25);
    }

    /// The almanac's red days of 2009, and the years on both sides of the national day.
    #[test]
    fn public_holidays() {
        for day in [
            date(2009, 1, 1),
            date(2009, 1, 6),
            date(2009, 4, 10),
            date(2009, 4, 12),
            date(2009, 4, 13),
            date(2009, 5, 1),
            date(2009, 5, 21),
            date(2009, 6, 6),
            date(2009, 6, 20),
            date(2009, 10, 31),
            date(2009, 12, 25),
            date(2009, 12, 26),
            date(2004, 5, 31),
        ] {
            assert!(is_public_holiday(day), "{day}");
        }
        for day in [
            date(2004, 6, 6 + 1),
            date(2009, 6, 1),
            date(2009, 4, 30),
            date(2009, 12, 24),
        ] {
            assert!(!is_public_holiday(day), "{day}");
        }
        assert!(!is_working_day(date(2009, 12, 24)));
        assert!(!is_working_day(date(2009, 6, 19)));
        assert_eq!(rolled_forward(date(2009, 5, 9)), date(2009, 5, 11));
        assert_eq!(
            working_days_between(date(2009, 5, 18), date(2009, 5, 26)),
            5
        );
    }

    /// Easter Sundays from the almanac, the earliest and the latest of the years among them.
    #[test]
    fn easter_of_the_almanac() {
        for day in [
            date(1990, 4, 15),
            date(1997, 3, 30),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2009, 4, 12),
            date(2011, 4, 24),
            date(2019, 4, 21),
            date(2024, 3, 31),
            date(2030, 4, 21),
            date(2035, 3, 25),
            date(2038, 4, 25),
            date(2050, 4, 10),
        ] {
            assert_eq!(easter(day.year()), day);
        }
    }

    /// Every public holiday of a year that is no Sunday, by lag 1989:253 with Easter from the
    /// almanac, as month-day. The national day took the place of Whit Monday in 2005.
    #[test]
    fn every_holiday_of_some_years() {
        let years = [
            (1990, "1-1 1-6 4-13 4-16 5-1 5-24 6-4 6-23 11-3 12-25 12-26"),
            // 26 December is a Sunday.
            (2004, "1-1 1-6 4-9 4-12 5-1 5-20 5-31 6-26 11-6 12-25"),
            // So are 1 May and 25 December.
            (2005, "1-1 1-6 3-25 3-28 5-5 6-6 6-25 11-5 12-26"),
            (2024, "1-1 1-6 3-29 4-1 5-1 5-9 6-6 6-22 11-2 12-25 12-26"),
            // The latest Easter there is; 6 June and 26 December are Sundays.
            (2038, "1-1 1-6 4-23 4-26 5-1 6-3 6-26 11-6 12-25"),
            (2050, "1-1 1-6 4-8 4-11 5-19 6-6 6-25 11-5 12-26"),
        ];
        for (year, expected) in years {
            let mut found = Vec::new();
            let mut day = date(year, 1, 1);
            while day.year() == year {
                if is_public_holiday(day) && day.weekday() != Weekday::Sunday {
                    found.push(format!("{}-{}", day.month(), day.day()));
                }
                day = plus_days(day, 1);
            }
            assert_eq!(found.join(" "), expected, "{year}");
        }
    }
}
