//! What registers write for yes, no, numbers and nothing.

use crate::table::Cell;

/// Yes and no as Swedish exports write them (DOMAIN 3c).
pub(super) fn yes_no(cell: &Cell<'_>) -> Option<bool> {
    if let Cell::Bool(yes) = cell {
        return Some(*yes);
    }
    is_yes(&cell.text())
}

/// Yes or no as text.
pub fn is_yes(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "j" | "ja" | "1" | "x" | "sant" | "sann" | "true" | "y" | "yes" => Some(true),
        "n" | "nej" | "0" | "falskt" | "falsk" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// A whole number with thousands set apart as Swedes do.
pub(super) fn whole(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.replace('\u{2212}', "-").parse().ok()
}

/// What stands where there is no number of a file: marks alone, or what a database calls nothing.
/// It would be one key for everybody who has it.
pub(super) fn is_nothing(text: &str) -> bool {
    !text.contains(char::is_alphanumeric) || (is_nil_word(text) && !text.eq_ignore_ascii_case("na"))
}

/// The words of databases and programs of statistics for nothing.
pub(super) fn is_nil_word(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "null", "(null)", "<null>", "\\n", "nan", "nat", "none", "na", "<na>", "n/a", "#n/a",
    ];
    let text = text.trim();
    text.len() < 7 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The marks for "nothing" in statistics (DOMAIN 3c).
pub(super) fn is_nil(text: &str) -> bool {
    matches!(text.trim(), "-" | "\u{2013}" | "\u{2014}" | "." | "..")
}
