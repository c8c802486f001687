//! Days as numbers: cases by the million are compared in whole days since 1970, and working
//! days are counted with a table instead of day by day.

use std::sync::OnceLock;

use jiff::civil::{Date, date};

use crate::calendar::{days_between, is_working_day, plus_days, plus_months};
use crate::template::indicator::DayCount;

/// A day as the number of days since 1970-01-01.
pub(super) type Day = i32;

/// No day.
pub(super) const NO_DAY: Day = Day::MIN;

const EPOCH: Date = date(1970, 1, 1);
/// The years for which working days are in the table; others are counted one by one.
const FIRST: Date = date(1960, 1, 1);
const LAST: Date = date(2060, 12, 31);

/// A day's number.
pub(super) fn number(day: Date) -> Day {
    Day::try_from(days_between(EPOCH, day)).expect("the years of a calendar fit")
}

/// The day of a number.
pub(super) fn day(number: Day) -> Date {
    plus_days(EPOCH, number.into())
}

/// So many months later.
pub(super) fn months_later(number: Day, months: i64) -> Day {
    self::number(plus_months(day(number), months))
}

/// Months since January 1970.
pub(super) fn month_number(day: Date) -> i64 {
    (i64::from(day.year()) - 1970) * 12 + i64::from(day.month()) - 1
}

/// Working days up to every day.
pub(super) struct WorkingDays {
    first: Day,
    /// Working days from the first day up to and including each.
    up_to: Vec<i32>,
}

impl WorkingDays {
    /// The table; it is the same for all.
    pub(super) fn table() -> &'static Self {
        static TABLE: OnceLock<WorkingDays> = OnceLock::new();
        TABLE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let first = number(FIRST);
        let mut up_to = Vec::new();
        let mut count = 0;
        let mut at = FIRST;
        while at <= LAST {
            count += i32::from(is_working_day(at));
            up_to.push(count);
            at = plus_days(at, 1);
        }
        Self { first, up_to }
    }

    fn so_far(&self, day: Day) -> Option<i32> {
        let at = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.up_to.get(at).copied()
    }

    /// Days from one day to another; negative where the second comes first. Working days are
    /// those after the first day up to and including the second.
    pub(super) fn between(&self, from: Day, to: Day, count: DayCount) -> i64 {
        match count {
            DayCount::Calendar | DayCount::Rolled => i64::from(to) - i64::from(from),
            DayCount::Working if to < from => -self.between(to, from, count),
            DayCount::Working => match (self.so_far(from), self.so_far(to)) {
                (Some(before), Some(after)) => i64::from(after - before),
                (_, _) => crate::calendar::working_days_between(day(from), day(to)),
            },
        }
    }

    /// Whether a day comes at most so many days after another. Days that are both working
    /// days and not are settled by the limit: a rolled one moves to a working day.
    pub(super) fn within(&self, from: Day, to: Day, days: i64, count: DayCount) -> bool {
        match count {
            DayCount::Calendar | DayCount::Working => self.between(from, to, count) <= days,
            DayCount::Rolled => to <= Self::limit(from, days, count),
        }
    }

    /// The last day that is so many days after another.
    pub(super) fn limit(from: Day, days: i64, count: DayCount) -> Day {
        let start = day(from);
        number(match count {
            DayCount::Calendar => plus_days(start, days),
            DayCount::Rolled => crate::calendar::rolled_forward(plus_days(start, days)),
            DayCount::Working => crate::calendar::plus_working_days(start, days),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked cases of the five-day rule (DOMAIN 3e): the fifth working day after.
    #[test]
    fn working_days_by_the_table() {
        let clock = WorkingDays::table();
        for (start, fifth) in [
            (date(2009, 4, 29), date(2009, 5, 7)),
            (date(2009, 5, 4), date(2009, 5, 11)),
            (date(2009, 5, 18), date(2009, 5, 26)),
            (date(2009, 6, 17), date(2009, 6, 25)),
        ] {
            let (start, fifth) = (number(start), number(fifth));
            assert_eq!(clock.between(start, fifth, DayCount::Working), 5);
            assert_eq!(WorkingDays::limit(start, 5, DayCount::Working), fifth);
            assert!(clock.within(start, fifth, 5, DayCount::Working));
            assert!(!clock.within(start, fifth + 1, 5, DayCount::Working));
        }
        // 2009-05-04 + 5 is a Saturday; rolled, Monday the 11th is still in time.
        let start = number(date(2009, 5, 4));
        assert!(clock.within(start, number(date(2009, 5, 11)), 5, DayCount::Rolled));
        assert!(!clock.within(start, number(date(2009, 5, 11)), 5, DayCount::Calendar));
        // Outside the table it is counted day by day.
        let old = number(date(1950, 1, 2));
        assert_eq!(clock.between(old, old + 7, DayCount::Working), 4);
    }

    #[test]
    fn numbers_and_days_agree() {
        for it in [date(1970, 1, 1), date(1944, 2, 29), date(2009, 11, 30)] {
            assert_eq!(day(number(it)), it);
        }
        assert_eq!(number(date(1970, 2, 1)), 31);
        assert_eq!(month_number(date(2009, 11, 30)), 39 * 12 + 10);
        let end = months_later(number(date(2009, 11, 30)), 3);
        assert_eq!(day(end), date(2010, 2, 28));
    }
}
