//! What registers write for yes, no, numbers and nothing, and wording that is none of them.

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

/// How a remark of a report begins, with nothing more than a day or a number behind it.
const REMARKS: [&str; 5] = ["rapport", "sida", "uttag", "utskriv", "skapad"];
/// A word of a sentence has so many letters; what has fewer may be a mark or an office's letters.
const LONG_WORD: usize = 4;

/// Whether a text is a heading or a remark in words, as `Enhet 45012 JS Farsta` or
/// `Uttag 2009-11-30`, and not a number of a file, as `SN 2009-114`, `R 12` or `TF 4711`.
pub(super) fn is_wording(text: &str) -> bool {
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '(' | ')' | '"'))
        .filter(|word| word.chars().all(char::is_alphabetic));
    let lengths: Vec<usize> = (words.map(|word| word.chars().count()))
        .filter(|length| *length > 1)
        .collect();
    if lengths.len() > 1 && lengths.iter().any(|length| *length >= LONG_WORD) {
        return true;
    }
    let lower = text.trim_start().to_lowercase();
    REMARKS.iter().any(|start| lower.starts_with(start))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_told_from_a_number() {
        for text in [
            "Enhet 45012 JS Farsta",
            "Antal personer: 10",
            "Uttag 2009-11-30 14:32",
            "Rapport XY-4711",
            "Sida 2",
            "ENHET 12 KISTA",
        ] {
            assert!(is_wording(text), "{text}");
        }
        for text in [
            "SN 2009-114",
            "R 12",
            "TF 4711",
            "4711",
            "Akt 12",
            "19901210-2398",
            "19901210-T399",
            "SN 12 KF",
            "Akt nr 4",
        ] {
            assert!(!is_wording(text), "{text}");
        }
    }
}
