//! Identities of persons: how a personnummer is read from a cell, and a type that cannot be
//! printed. The rules are DESIGN 4 (frozen: the draw hashes what this module gives) and
//! DOMAIN 3b. Nothing is rejected for being unusual: an identity is classified.

use jiff::civil::Date;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};
use zeroize::Zeroize as _;

/// What kind of identity a cell held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentityClass {
    /// A personal identity number with a true date and check digit.
    Personnummer,
    /// A co-ordination number: the day of birth plus 60.
    Samordningsnummer,
    /// A letter in place of the first serial digit.
    Interim,
    /// Ten or twelve digits with a true date and a false check digit.
    BadCheckDigit,
    /// Anything else: reserve numbers, file numbers, damaged cells.
    Other,
}

/// The key of a unit. It has no `Display`, and `Debug` hides it: only [`Identity::expose`]
/// gives the text, and it is called where a key is hashed or written to a file of mode 0600.
#[derive(Clone)]
pub struct Identity(Kept);

/// A short text stands in place: a register of ten million rows has as many keys.
#[derive(Clone)]
enum Kept {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

/// How many bytes stand in place; the whole is three words then.
const SHORT: usize = 22;

impl Identity {
    fn new(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(text.as_bytes());
                Self(Kept::Short(length, bytes))
            }
            (None, _) | (_, Err(_)) => Self(Kept::Long(text.into())),
        }
    }

    /// Its bytes: text in UTF-8 orders and hashes as they do.
    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Kept::Short(length, bytes) => &bytes[..usize::from(*length)],
            Kept::Long(text) => text.as_bytes(),
        }
    }

    /// The key as text. Never send it to a terminal, a log or a report.
    pub fn expose(&self) -> &str {
        match &self.0 {
            Kept::Short(length, bytes) => std::str::from_utf8(&bytes[..usize::from(*length)])
                .expect("a whole text was put in place"),
            Kept::Long(text) => text,
        }
    }

    /// A key that is not a personnummer: the trimmed NFC text of the cell.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = trimmed(text);
        if text.is_empty() {
            None
        } else {
            Some(match is_nfc_quick(text.chars()) {
                IsNormalized::Yes => Self::new(text),
                IsNormalized::No | IsNormalized::Maybe => {
                    Self::new(&text.nfc().collect::<String>())
                }
            })
        }
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Identity {}

impl PartialOrd for Identity {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Identity {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl std::hash::Hash for Identity {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

/// What stood in memory is overwritten when a key is no longer needed.
impl Drop for Identity {
    fn drop(&mut self) {
        match &mut self.0 {
            Kept::Short(_, bytes) => bytes.zeroize(),
            Kept::Long(text) => text.zeroize(),
        }
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(hidden)")
    }
}

/// What a cell of type personnummer held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The key, `None` for a blank cell.
    pub identity: Option<Identity>,
    /// Its kind; [`IdentityClass::Other`] for a blank cell.
    pub class: IdentityClass,
}

/// Reads a cell of type personnummer.
///
/// `numeric` says that the cell held a number, which has lost its leading zeros; two-digit
/// years are read against `reference` (DESIGN 4).
pub fn read_personnummer(text: &str, numeric: bool, reference: Date) -> Read {
    if let Some(read) = plainly_written(text, reference) {
        return read;
    }
    let Some(as_text) = Identity::from_text(text) else {
        return Read {
            identity: None,
            class: IdentityClass::Other,
        };
    };
    let mut digits = String::with_capacity(12);
    let mut centenarian = false;
    let mut letter = false;
    let mut foreign = false;
    for c in trimmed(text).chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if c == '+' {
            centenarian = true;
        } else if c.is_ascii_alphabetic() && (digits.len() == 6 || digits.len() == 8) && !letter {
            letter = true;
            digits.push('1');
        } else if !is_hyphen(c) && !is_space(c) {
            foreign = true;
        }
    }
    if foreign || digits.is_empty() || digits.len() > 12 {
        return Read {
            identity: Some(as_text),
            class: IdentityClass::Other,
        };
    }
    if !letter && (numeric && digits.len() < 10 || (7..10).contains(&digits.len())) {
        digits = format!("{digits:0>10}");
    }
    let full = match digits.len() {
        12 => birth_date(&digits).map(|_| digits.clone()),
        10 => with_century(&digits, centenarian, reference),
        _ => None,
    };
    match full {
        None => Read {
            identity: Some(as_text),
            class: IdentityClass::Other,
        },
        Some(_) if letter => Read {
            identity: Some(as_text),
            class: IdentityClass::Interim,
        },
        Some(full) if !check_digit_holds(&full) => Read {
            identity: Some(as_text),
            class: IdentityClass::BadCheckDigit,
        },
        Some(full) => {
            let class = if full.as_bytes()[6] >= b'6' {
                IdentityClass::Samordningsnummer
            } else {
                IdentityClass::Personnummer
            };
            Read {
                identity: Some(Identity::new(&full)),
                class,
            }
        }
    }
}

/// A right personnummer of twelve or ten digits, with or without a hyphen: what nearly every
/// cell holds, read without any detour. `None` leaves it to the rules in full.
fn plainly_written(text: &str, reference: Date) -> Option<Read> {
    let bytes = text.as_bytes();
    let (head, tail) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
    let head = head.strip_suffix(b"-").unwrap_or(head);
    let mut digits = [b'0'; 12];
    let from = 12_usize.checked_sub(head.len() + 4)?;
    if from != 0 && from != 2 {
        return None;
    }
    digits[from..8].copy_from_slice(head);
    digits[8..].copy_from_slice(tail);
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let full = if from == 0 {
        std::str::from_utf8(&digits).ok()?.to_owned()
    } else {
        with_century(std::str::from_utf8(&digits[2..]).ok()?, false, reference)?
    };
    if birth_date(&full).is_none() || !check_digit_holds(&full) {
        return None;
    }
    let class = if full.as_bytes()[6] >= b'6' {
        IdentityClass::Samordningsnummer
    } else {
        IdentityClass::Personnummer
    };
    Some(Read {
        identity: Some(Identity::new(&full)),
        class,
    })
}

/// The latest century that puts the birth date on or before the reference date; after a `+`
/// the latest that makes the person 100 or more by year.
fn with_century(ten: &str, centenarian: bool, reference: Date) -> Option<String> {
    ["21", "20", "19", "18"].iter().find_map(|century| {
        let full = format!("{century}{ten}");
        let birth = birth_date(&full)?;
        let fits = if centenarian {
            birth.year() <= reference.year() - 100
        } else {
            birth <= reference
        };
        fits.then_some(full)
    })
}

/// The birth date of twelve digits, also of a samordningsnummer.
pub fn birth_date(twelve: &str) -> Option<Date> {
    let year: i16 = twelve.get(..4)?.parse().ok()?;
    let month: i8 = twelve.get(4..6)?.parse().ok()?;
    let day: i8 = twelve.get(6..8)?.parse().ok()?;
    if !(1800..2200).contains(&year) {
        return None;
    }
    Date::new(year, month, if day > 60 { day - 60 } else { day }).ok()
}

/// Modulus 10 with weights 2, 1 over the last ten digits.
fn check_digit_holds(twelve: &str) -> bool {
    let sum: u32 = twelve
        .bytes()
        .skip(2)
        .enumerate()
        .map(|(i, byte)| {
            let product = u32::from(byte - b'0') * if i % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The check digit that completes nine digits (`YYMMDDNNN`).
pub fn check_digit(nine: &str) -> char {
    let candidates = '0'..='9';
    candidates
        .into_iter()
        .find(|digit| check_digit_holds(&format!("00{nine}{digit}")))
        .expect("one of ten digits completes the sum to a multiple of ten")
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Birth dates and serials are made up; the check digits are computed by hand below.
    /// 901210-239?: 9·2=18→9, 0, 1·2=2, 2, 1·2=2, 0, 2·2=4, 3, 9·2=18→9: sum 31, digit 9.
    fn check(text: &str, numeric: bool, key: &str, class: IdentityClass) {
        let reference = Date::constant(2009, 11, 30);
        let read = read_personnummer(text, numeric, reference);
        assert_eq!(
            read.identity.as_ref().map(Identity::expose),
            Some(key),
            "{text}"
        );
        assert_eq!(read.class, class, "{text}");
    }

    #[test]
    fn a_key_is_its_text_short_or_long() {
        let long = "R".repeat(SHORT + 1);
        for text in ["R", &long[..SHORT], &long] {
            let key = Identity::from_text(text).unwrap();
            assert_eq!(key.expose(), text);
            assert_eq!(key, Identity::new(text));
        }
        assert!(Identity::new("a") < Identity::new("b"));
        assert!(Identity::new("ab") > Identity::new("a"));
        let composed = Identity::from_text("A\u{30a}").unwrap();
        assert_eq!(composed.expose(), "\u{c5}");
    }

    #[test]
    fn one_person_in_every_spelling() {
        for text in [
            "19901210-2399",
            "199012102399",
            "901210-2399",
            "9012102399",
            " 901210 2399 ",
            "901210\u{2013}2399",
            "901210\u{2212}2399",
            "19901210\u{a0}2399",
            "901210\u{ad}2399",
        ] {
            check(text, false, "199012102399", IdentityClass::Personnummer);
        }
        check(
            "9012102399",
            true,
            "199012102399",
            IdentityClass::Personnummer,
        );
        check(
            "199012102399",
            true,
            "199012102399",
            IdentityClass::Personnummer,
        );
    }

    /// 050101-238?: 0, 5, 0, 1, 0, 1, 4, 3, 16→7: sum 21, digit 9.
    #[test]
    fn lost_zeros_come_back() {
        check(
            "501012389",
            true,
            "200501012389",
            IdentityClass::Personnummer,
        );
        check(
            "501012389",
            false,
            "200501012389",
            IdentityClass::Personnummer,
        );
        check(
            "50101-2389",
            false,
            "200501012389",
            IdentityClass::Personnummer,
        );
    }

    /// 091201-238?: 0, 9, 2, 2, 0, 1, 4, 3, 7: sum 28, digit 2.
    /// 090501-238?: 0, 9, 0, 5, 0, 1, 4, 3, 7: sum 29, digit 1.
    #[test]
    fn the_century_follows_the_reference_date() {
        check(
            "091201-2382",
            false,
            "190912012382",
            IdentityClass::Personnummer,
        );
        check(
            "090501-2381",
            false,
            "200905012381",
            IdentityClass::Personnummer,
        );
        check(
            "090501+2381",
            false,
            "190905012381",
            IdentityClass::Personnummer,
        );
    }

    /// 701063-2391 is printed by the tax agency as an example of a samordningsnummer.
    #[test]
    fn samordningsnummer_are_persons_too() {
        check(
            "701063-2391",
            false,
            "197010632391",
            IdentityClass::Samordningsnummer,
        );
    }

    #[test]
    fn the_unusual_is_kept_as_text() {
        check("000101-T220", false, "000101-T220", IdentityClass::Interim);
        check(
            "901210-2390",
            false,
            "901210-2390",
            IdentityClass::BadCheckDigit,
        );
        check("1,98507E+11", false, "1,98507E+11", IdentityClass::Other);
        check("901310-2399", false, "901310-2399", IdentityClass::Other);
        check("AB 12", false, "AB 12", IdentityClass::Other);
        let blank = read_personnummer(" \u{a0} ", false, Date::constant(2009, 11, 30));
        assert_eq!(blank.identity, None);
    }

    #[test]
    fn an_identity_does_not_show_itself() {
        let identity = Identity::from_text("199012102399").unwrap();
        assert_eq!(format!("{identity:?}"), "Identity(hidden)");
    }

    #[test]
    fn check_digits_are_made_as_they_are_checked() {
        assert_eq!(check_digit("901210239"), '9');
        assert_eq!(check_digit("050101238"), '9');
    }
}
