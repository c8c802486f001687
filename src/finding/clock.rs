//! Deadlines: the last day in time, under one way to count or under all of them.

use jiff::civil::Date;

use crate::calendar;
use crate::template::{Count, Parameters, Roll};

/// The last day in time. The start is day 0; months end where the calendar ends; a
/// tolerance moves the day; a limit in calendar days or months that falls on a day off goes
/// to the next working day where the rule says so.
pub(super) fn limit(start: Date, parameters: &Parameters) -> Date {
    let mut day = start;
    if let Some(months) = parameters.months {
        day = calendar::plus_months(day, months);
    }
    if let Some(days) = parameters.days {
        day = match parameters.count {
            Count::Calendar => calendar::plus_days(day, days),
            Count::Working => calendar::plus_working_days(day, days),
        };
    }
    day = calendar::plus_days(day, parameters.tolerance_days);
    match parameters.roll {
        Roll::None => day,
        Roll::NextWorkingDay => calendar::rolled_forward(day),
    }
}

/// How many days something took as the rule counts them: of working days the fewest that reach the
/// end, so that it is in time where they are no more than the limit. An end before the start is
/// told in calendar days.
pub(super) fn days(start: Date, end: Date, parameters: &Parameters) -> i64 {
    match parameters.count {
        Count::Working if end > start => {
            let passed = calendar::working_days_between(start, end);
            passed + i64::from(!calendar::is_working_day(end))
        }
        Count::Working | Count::Calendar => calendar::days_between(start, end),
    }
}

/// Whether an end is in time under some ways to count days and late under others.
pub(super) fn depends_on_count(start: Date, end: Date, parameters: &Parameters) -> bool {
    if parameters.days.is_none() {
        return false;
    }
    let ways = [
        (Count::Calendar, Roll::None),
        (Count::Calendar, Roll::NextWorkingDay),
        (Count::Working, Roll::None),
    ];
    let in_time: Vec<bool> = ways
        .into_iter()
        .map(|(count, roll)| {
            end <= limit(
                start,
                &Parameters {
                    count,
                    roll,
                    ..parameters.clone()
                },
            )
        })
        .collect();
    in_time.iter().any(|one| *one != in_time[0])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::template::{Partial, Unknown};

    fn parameters(days: Option<i64>, months: Option<i64>) -> Parameters {
        Parameters {
            days,
            months,
            count: Count::Calendar,
            roll: Roll::None,
            from: None,
            to: None,
            from_choices: Vec::new(),
            to_choices: Vec::new(),
            tolerance_days: 0,
            seconds: None,
            times: None,
            age: None,
            percent: None,
            accept: Vec::new(),
            definition: String::new(),
            partial: Partial::Gap,
            unknown: Unknown::Gap,
        }
    }

    /// Monday 4 May 2009 and five days: Saturday the 9th, Monday the 11th when it rolls, and
    /// Monday the 11th in working days (DOMAIN 3e).
    #[test]
    fn five_days_in_three_ways() {
        let literal = parameters(Some(5), None);
        let rolled = Parameters {
            roll: Roll::NextWorkingDay,
            ..literal.clone()
        };
        let working = Parameters {
            count: Count::Working,
            ..literal.clone()
        };
        let start = date(2009, 5, 4);
        assert_eq!(limit(start, &literal), date(2009, 5, 9));
        assert_eq!(limit(start, &rolled), date(2009, 5, 11));
        assert_eq!(limit(start, &working), date(2009, 5, 11));
        assert!(depends_on_count(start, date(2009, 5, 10), &literal));
        assert!(!depends_on_count(start, date(2009, 5, 9), &literal));
        assert!(!depends_on_count(start, date(2009, 5, 12), &literal));
    }

    #[test]
    fn months_end_where_the_calendar_ends_and_tolerance_moves_the_day() {
        let month = Parameters {
            tolerance_days: 14,
            ..parameters(None, Some(1))
        };
        assert_eq!(limit(date(2009, 1, 31), &month), date(2009, 3, 14));
    }
}
