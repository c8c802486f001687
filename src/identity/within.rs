//! A personnummer within a text, as where a row's cells are shifted and a code has become somebody's
//! name and number.

use jiff::civil::Date;

use super::{IdentityClass, is_hyphen, is_space, read_personnummer};

/// Whether a personnummer stands in a text, alone or among other words. One with a letter or with
/// a wrong check digit counts only where it is written with a hyphen or a plus.
pub fn holds_personnummer(text: &str, reference: Date) -> bool {
    personnummer_in(text, reference).next().is_some()
}

/// How many of them stand in a text.
pub fn count_personnummer(text: &str, reference: Date) -> usize {
    personnummer_in(text, reference).count()
}

/// Where they begin.
fn personnummer_in(text: &str, reference: Date) -> impl Iterator<Item = usize> {
    let mut is_within = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_ascii_digit() && !is_within;
        is_within = c.is_ascii_digit();
        (begins && begins_with_one(&text[at..], reference)).then_some(at)
    })
}

/// Whether a text that begins with a run of digits begins with a personnummer.
fn begins_with_one(text: &str, reference: Date) -> bool {
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    match run {
        10 | 12 => is_one(&text[..run], false, reference),
        6 | 8 => {
            let joined = |c: char| is_hyphen(c) || is_space(c) || c == '+';
            let rest = text[run..].trim_start_matches(joined);
            let between = &text[run..text.len() - rest.len()];
            let is_written = between.chars().any(|c| is_hyphen(c) || c == '+');
            let mut last = rest.chars();
            let ends = last
                .by_ref()
                .take(4)
                .enumerate()
                .all(|(at, c)| c.is_ascii_digit() || at == 0 && c.is_ascii_alphabetic());
            let goes_on = last.next().is_some_and(|c| c.is_ascii_digit());
            // At most a space on each side of the mark.
            if !ends || goes_on || between.chars().count() > 3 || rest.len() < 4 {
                return false;
            }
            is_one(&text[..run + between.len() + 4], is_written, reference)
        }
        _ => false,
    }
}

fn is_one(text: &str, is_written: bool, reference: Date) -> bool {
    match read_personnummer(text, false, reference).class {
        IdentityClass::Personnummer | IdentityClass::Samordningsnummer => true,
        IdentityClass::Interim | IdentityClass::BadCheckDigit => is_written,
        IdentityClass::Rounded | IdentityClass::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_found_among_words() {
        let reference = date(2009, 11, 30);
        for text in [
            "19901210-2399",
            "670619-2389 *",
            "(460501-2394)",
            "Exempelberg, Åsa 621120-2384",
            "pnr 195006092398",
            "pnr:5006092398.",
            "600101\u{2013}2384",
            "600101 - 2384 Testlund",
            "901210+2390 Testlund",
            "Siv T901210-T239",
        ] {
            assert!(holds_personnummer(text, reference), "{text}");
        }
    }

    /// Dates with times, numbers of files and telephones are no personnummer.
    #[test]
    fn other_numbers_among_words_are_none() {
        let reference = date(2009, 11, 30);
        for text in [
            "",
            "JS Farsta",
            "SN 2018/001234",
            "2018001234",
            "dnr 420-1234/2009",
            "2009-11-30 14:32",
            "20091130 1432",
            "1199012102399",
            "670619-23891",
            "200905 A123",
            "Enhet 45012 JS Farsta",
        ] {
            assert!(!holds_personnummer(text, reference), "{text}");
        }
    }
}
