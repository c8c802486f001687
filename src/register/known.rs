//! All that reading a register's cells can tell, for who meets a code and not its sentence.

use super::fault::ValueFault;
use super::texts;
use crate::problem::Meaning;

/// What stands where a sentence has something of its file.
const OPEN: &str = "\u{2026}";

/// The problems of registers, with what they mean.
pub fn problems() -> Vec<Meaning> {
    let mut all: Vec<Meaning> = vec![
        ("column-by-values", texts::by_values(OPEN)),
        ("column-in-some-parts", texts::in_some_parts(OPEN)),
        ("column-twice", texts::column_twice(OPEN)),
        ("day-before-month", texts::day_before_month()),
        ("day-first", texts::day_first(OPEN, OPEN)),
        ("days-swapped", texts::days_swapped()),
        ("header-damaged", texts::header_damaged(OPEN)),
        ("identity-once", texts::identity_once(OPEN)),
        ("identity-shifted", texts::identity_shifted()),
        ("other-persons", texts::other_persons()),
        ("protection-elsewhere", texts::protection_elsewhere()),
        (
            "protection-in-some-parts",
            texts::protection_in_some_parts(),
        ),
    ];
    all.extend(
        ValueFault::ALL
            .iter()
            .map(|fault| (fault.code(), fault.text())),
    );
    all
}
