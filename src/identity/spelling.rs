//! What programs do to a personnummer on its way through a spreadsheet: marks that cannot be seen,
//! an apostrophe before it, decimals behind it, an exponent; and what stands where there is none.

use std::borrow::Cow;

use super::trimmed;

/// How the text of a cell of type personnummer is taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Spelled<'t> {
    /// As this text.
    Text(Cow<'t, str>),
    /// As blank: zeros, ten alike digits, or no digit at all, as `-`, `NULL` or `Skyddad identitet` have none. It
    /// would be one key for everybody who has it.
    Nothing,
    /// As it stands, though it is nobody's: a number whose last digits a program has rounded away.
    Rounded,
}

/// Takes the text of a cell for what a person meant by it.
pub(super) fn spelled(text: &str) -> Spelled<'_> {
    let text = visible(trimmed(text));
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let first = digits.next();
    let count = 1 + digits.clone().count();
    let alike = digits.all(|digit| Some(digit) == first) && !text.contains(char::is_alphabetic);
    if first.is_none() || alike && (first == Some(b'0') || count >= 10) {
        return Spelled::Nothing;
    }
    if let Some(exponent) = with_exponent(&text) {
        return exponent;
    }
    let bare = text.strip_prefix('\'').unwrap_or(&text);
    let bare = match bare.split_once(['.', ',']) {
        Some((whole, zeros)) if is_number(whole) && zeros.bytes().all(|byte| byte == b'0') => whole,
        Some(_) if are_thousands(bare) => return Spelled::Text(Cow::Owned(bare.replace(',', ""))),
        Some(_) | None => bare,
    };
    if bare.len() < text.len() {
        return Spelled::Text(Cow::Owned(bare.to_owned()));
    }
    Spelled::Text(text)
}

/// Without the marks that steer the direction of writing, and with wide digits as plain ones.
fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        other => Some(other),
    };
    Cow::Owned(text.chars().filter_map(plain).collect())
}

/// Signs that people set beside a number to say something of the person.
const MARKS: [char; 11] = ['*', '†', '‡', '#', '!', '¹', '²', '³', '°', '•', '§'];
/// So many letters and digits in brackets are a mark, as in `(S)`.
const MOST_IN_BRACKETS: usize = 3;

/// A number without the marks that people set before or behind it; `None` where there are none.
pub(super) fn unmarked(text: &str) -> Option<&str> {
    let is_around = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let mut rest = text.trim_matches(is_around);
    // The first and the second of two spouses: `A 19901210-2399`.
    let is_letter = |word: &str| word.len() == 1 && word.chars().all(char::is_alphabetic);
    if let Some((_, number)) = rest
        .split_once(char::is_whitespace)
        .filter(|(word, _)| is_letter(word))
    {
        rest = number.trim_matches(is_around);
    }
    while let Some(open) = rest.rfind(['(', '[']) {
        let inside = rest.get(open + 1..)?.strip_suffix([')', ']'])?;
        if inside.chars().count() > MOST_IN_BRACKETS || !inside.chars().all(char::is_alphanumeric) {
            break;
        }
        rest = rest[..open].trim_matches(is_around);
    }
    (rest.len() < text.trim().len()).then_some(rest)
}

/// `199,012,102,399`: a number with its thousands apart.
fn are_thousands(text: &str) -> bool {
    let mut groups = text.split(',');
    let are_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let is_first = (1..4).contains(&first.len()) && are_digits(first);
    is_first && groups.all(|group| group.len() == 3 && are_digits(group))
}

fn is_number(text: &str) -> bool {
    text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1,98507E+11`: seven of twelve digits are left. With all of them it is that number.
fn with_exponent(text: &str) -> Option<Spelled<'static>> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let (whole, rest) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 1 || !are_digits(whole) || !are_digits(rest) || !(8..12).contains(&exponent) {
        return None;
    }
    Some(if rest.len() == exponent {
        Spelled::Text(Cow::Owned(format!("{whole}{rest}")))
    } else {
        Spelled::Rounded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        for text in [
            "199012102399",
            "'199012102399",
            "199012102399.0",
            "199012102399,00",
            "1,99012102399E+11",
            "1.99012102399e11",
            "\u{200e}199012102399\u{202c}",
            "\u{ff11}99012102399",
        ] {
            assert_eq!(
                spelled(text),
                Spelled::Text("199012102399".into()),
                "{text}"
            );
        }
        for text in ["901210-T239", "SN 2018/001", "12E", "A.0", "12,5", "1,5E+3"] {
            assert_eq!(spelled(text), Spelled::Text(text.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_identity() {
        for text in [
            "-",
            "\u{2013}",
            "..",
            "?",
            "***",
            "NULL",
            "\\N",
            "n/a",
            "#SAKNAS!",
            "0",
            "999999-9999",
            "000000-0000",
            "Skyddad identitet",
            "xxxxxx-xxxx",
            "\u{200e}",
        ] {
            assert_eq!(spelled(text), Spelled::Nothing, "{text}");
        }
        for text in ["1,98507E+11", "1.98507E+11", "2E+11", "9,01E+09"] {
            assert_eq!(spelled(text), Spelled::Rounded, "{text}");
        }
    }
}
