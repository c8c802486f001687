//! Text from a foreign file, made safe for a sheet: what cannot be seen but changes what is
//! seen (control characters, marks that turn the reading direction) is left out.

use std::borrow::Cow;

/// The most a cell can hold, in UTF-16 units as Excel counts.
const CELL_LIMIT: usize = 32_767;

/// The text without control and bidi characters; tabs become spaces, line breaks stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL_LIMIT && !text.contains(|c| is_unseen(c) || c == '\t' || c == '\r') {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut room = CELL_LIMIT;
    let kept = plain
        .chars()
        .filter(|c| !is_unseen(*c))
        .map(|c| if c == '\t' { ' ' } else { c })
        .take_while(|c| {
            room = room.saturating_sub(c.len_utf16());
            room > 0
        });
    Cow::Owned(kept.collect())
}

/// Control characters except those a cell can show, marks of reading direction, and the
/// code points that are no characters in XML.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// At most `limit` UTF-16 units, ended with `…` where something was cut.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let mut room = limit.saturating_sub(1);
    let mut out: String = text
        .chars()
        .take_while(|c| match room.checked_sub(c.len_utf16()) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        })
        .collect();
    out.push('…');
    out
}

/// A name Excel takes for a sheet and that none of `taken` is, whatever the case.
pub(super) fn sheet_name<'a>(wanted: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<String> = taken.map(str::to_lowercase).collect();
    let plain: String = clean(wanted)
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' => '-',
            other => other,
        })
        .collect();
    let plain = plain.trim().trim_matches('\'');
    // "History" is a name that Excel keeps for itself.
    let plain = match plain {
        "" => "-",
        name if name.eq_ignore_ascii_case("history") => "History-",
        name => name,
    };
    let mut name = shortened(plain, 31);
    let mut number = 2;
    while taken.contains(&name.to_lowercase()) {
        let ending = format!(" ({number})");
        name = shortened(plain, 31 - ending.len()) + &ending;
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(clean("a\u{202e}b\u{0}c\td\r\ne"), "abc d\ne");
        assert!(matches!(clean("Åäö – 5 §"), Cow::Borrowed(_)));
        assert_eq!(clean(&"x".repeat(40_000)).len(), CELL_LIMIT - 1);
    }

    #[test]
    fn sheet_names_are_safe_and_unique() {
        let taken = ["JS Kista", "history-"];
        let name = |wanted| sheet_name(wanted, taken.into_iter());
        assert_eq!(name("A/B: [c]?"), "A-B- -c--");
        assert_eq!(name("js kista"), "js kista (2)");
        assert_eq!(name("History"), "History- (2)");
        assert_eq!(name("''"), "-");
        let long = name("Enskede-Årsta-Vantör och Hägersten-Älvsjö");
        assert_eq!(long.encode_utf16().count(), 31);
    }
}
