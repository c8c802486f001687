//! A reference date that lies far ahead: what would be due until then counts as late or missing,
//! so a slip of the pen in the year is told. Today's date decides whether the note is shown on
//! the screen, and nothing else.

use std::path::Path;

use jiff::civil::Date;
use stickprov::calendar::plus_months;
use stickprov::lang::Lang;
use stickprov::problem::Place;

use super::folder::PLAN;
use super::output;

/// A plan may be made some time before the day it judges by, but no longer than a quarter.
const MONTHS: i64 = 3;

/// Tells, if the folder has a plan with such a date.
pub(super) fn tell(folder: &Path, lang: Lang) {
    let Ok(plan) = std::fs::read(folder.join(PLAN)) else {
        return;
    };
    let text = String::from_utf8_lossy(&plan);
    if let Some((day, line)) = stickprov::plan::reference_date_of(&text)
        && is_far(day, today())
    {
        let place = Place::file(PLAN).at_row(line).in_words(lang);
        let told = texts::far_ahead(&day.to_string());
        output::note(&format!("{}\n  {place}", told.get(lang)));
    }
}

fn is_far(day: Date, today: Date) -> bool {
    day > plus_months(today, MONTHS)
}

fn today() -> Date {
    let now = jiff::Timestamp::now();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

mod texts {
    stickprov::texts! {
        far_ahead(day: &str) { "obs: reference_date är {day}, mer än tre månader efter dagens datum: allt som skulle ha skett före den dagen räknas som försenat eller saknat. Kontrollera årtalet", "note: reference_date is {day}, more than three months after today: all that should have been done before that day counts as late or missing. Check the year" }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_ahead_is_a_plan_and_more_a_slip() {
        let today = date(2009, 11, 30);
        assert!(!is_far(date(2009, 11, 30), today));
        assert!(!is_far(date(2010, 2, 28), today));
        assert!(is_far(date(2010, 3, 1), today));
        assert!(is_far(date(2099, 11, 30), today));
    }
}
