//! All that reading a file can tell, for who meets a code and not its sentence.

use crate::problem::Meaning;
use crate::table::source::Odd;
use crate::table::texts;

/// What stands where a sentence has something of its file.
const OPEN: &str = "\u{2026}";

/// The problems of reading, with what they mean.
pub fn problems() -> Vec<Meaning> {
    let mut all: Vec<Meaning> = vec![
        ("encoding-guessed", texts::encoding_guessed(OPEN)),
        ("fixed-columns", texts::fixed_columns()),
        ("group-label-once", texts::group_label(OPEN)),
        ("header-blank", texts::header_blank()),
        ("header-twice", texts::header_twice()),
        ("heading-rows", texts::heading_rows()),
        ("hidden-columns", texts::hidden_column()),
        ("lines-as-one-column", texts::lines_as_one_column(OPEN)),
        ("named-otherwise", texts::named_otherwise(OPEN)),
        ("no-header", texts::no_header()),
        ("persons-unread", texts::persons_unread()),
        ("sheet-alike", texts::alike(OPEN, OPEN)),
        ("sheet-hidden", texts::sheet_hidden()),
        ("table-above", texts::table_above()),
        ("table-beside", texts::table_beside(OPEN, OPEN)),
    ];
    all.extend(Odd::ALL.iter().map(|odd| (odd.code(), odd.what())));
    all
}
