//! Identities of persons: how a personnummer is read from a cell, and a type that cannot be
//! printed. The rules are DESIGN 4 (frozen: the draw hashes what this module gives) and
//! DOMAIN 3b. Nothing is rejected for being unusual: an identity is classified.

mod digits;
mod spelling;
mod within;

use jiff::civil::Date;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};
use zeroize::Zeroize as _;

use crate::calendar::of_eight;
use spelling::{Spelled, spelled, unmarked};
pub use within::{count_personnummer, holds_personnummer};

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
    /// A number whose last digits a spreadsheet program has rounded away: others may have the same.
    Rounded,
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
    Short(u8, InPlace),
    Long(Box<str>),
}

/// How many bytes stand in place; the whole is three words then.
const SHORT: usize = 16;

/// Where a processor reads and writes them as words.
#[derive(Clone, Copy)]
#[repr(align(8))]
struct InPlace([u8; SHORT]);

/// How many digits a personnummer has.
pub(crate) const DIGITS: usize = 12;
const LENGTH: u8 = 12;

impl Identity {
    fn new(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(text.as_bytes());
                Self(Kept::Short(length, InPlace(bytes)))
            }
            (None, _) | (_, Err(_)) => Self(Kept::Long(text.into())),
        }
    }

    /// Its bytes: text in UTF-8 orders and hashes as they do.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Kept::Short(length, bytes) => &bytes.0[..usize::from(*length)],
            Kept::Long(text) => text.as_bytes(),
        }
    }

    /// The key as text. Never send it to a terminal, a log or a report.
    pub fn expose(&self) -> &str {
        match &self.0 {
            Kept::Short(length, bytes) => std::str::from_utf8(&bytes.0[..usize::from(*length)])
                .expect("a whole text was put in place"),
            Kept::Long(text) => text,
        }
    }

    /// The number of a key of twelve digits, as every personnummer is: four bits for each.
    pub fn number(&self) -> Option<u64> {
        let digits: &[u8; DIGITS] = self.bytes().try_into().ok()?;
        digits::packed(*digits.first_chunk()?, *digits.last_chunk()?)
    }

    /// The key that [`Identity::number`] gave the number of.
    #[inline]
    pub fn of_number(number: u64) -> Self {
        Self::of_digits(&digits::unpacked(number))
    }

    #[inline]
    fn of_digits(digits: &[u8; DIGITS]) -> Self {
        let mut bytes = [0; SHORT];
        bytes[..DIGITS].copy_from_slice(digits);
        Self(Kept::Short(LENGTH, InPlace(bytes)))
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
            // All of it at once, which no compiler may leave out: there are millions of them.
            Kept::Short(_, bytes) => {
                *bytes = InPlace([0; SHORT]);
                zeroize::optimization_barrier(bytes);
            }
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
    /// The key; `None` for a cell that is blank, or holds what stands for nothing.
    pub identity: Option<Identity>,
    /// Its kind; [`IdentityClass::Other`] where there is no key.
    pub class: IdentityClass,
    /// Whether the cell holds a right number and a mark beside it, as `*` or `(S)`.
    pub is_marked: bool,
}

/// Reads a cell of type personnummer.
///
/// `numeric` says that the cell held a number, which has lost its leading zeros; two-digit
/// years are read against `reference` (DESIGN 4).
pub fn read_personnummer(text: &str, numeric: bool, reference: Date) -> Read {
    if let Some((number, class)) = plainly_written(text, reference) {
        return Read {
            identity: Some(Identity::of_number(number)),
            class,
            is_marked: false,
        };
    }
    let none = Read {
        identity: None,
        class: IdentityClass::Other,
        is_marked: false,
    };
    let Some(as_text) = Identity::from_text(text) else {
        return none;
    };
    let as_it_stands = |class| Read {
        identity: Some(as_text),
        class,
        is_marked: false,
    };
    let text = match spelled(text) {
        Spelled::Text(text) => text,
        Spelled::Nothing => return none,
        Spelled::Rounded => return as_it_stands(IdentityClass::Rounded),
    };
    let mut digits = String::with_capacity(12);
    let mut centenarian = false;
    let mut letter = false;
    let mut foreign = false;
    for c in text.chars() {
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
        return marked(&text, reference).unwrap_or_else(|| as_it_stands(IdentityClass::Other));
    }
    if !letter && (numeric && digits.len() < 10 || (7..10).contains(&digits.len())) {
        digits = format!("{digits:0>10}");
    }
    let mut full = [b'0'; DIGITS];
    let full = match digits.len() {
        DIGITS => {
            full.copy_from_slice(digits.as_bytes());
            full.first_chunk()
                .and_then(|first| born(*first))
                .map(|_| full)
        }
        10 => {
            full[2..].copy_from_slice(digits.as_bytes());
            with_century(&full, centenarian, reference)
        }
        _ => None,
    };
    match full {
        None => as_it_stands(IdentityClass::Other),
        Some(_) if letter => as_it_stands(IdentityClass::Interim),
        Some(full) if !check_digit_holds(&full) => as_it_stands(IdentityClass::BadCheckDigit),
        Some(full) => Read {
            identity: Some(Identity::of_digits(&full)),
            class: class_of(&full),
            is_marked: false,
        },
    }
}

/// A number that is right in all but the mark beside it: the same person with and without it.
fn marked(text: &str, reference: Date) -> Option<Read> {
    let bare = unmarked(text)?;
    // Fewer may be a reserve number.
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    if digits != 10 && digits != DIGITS {
        return None;
    }
    let read = read_personnummer(bare, false, reference);
    match read.class {
        IdentityClass::Personnummer | IdentityClass::Samordningsnummer => Some(Read {
            is_marked: true,
            ..read
        }),
        IdentityClass::Interim
        | IdentityClass::BadCheckDigit
        | IdentityClass::Rounded
        | IdentityClass::Other => None,
    }
}

/// A right personnummer of twelve or ten digits, with or without a hyphen: what nearly every
/// cell holds, read without any detour. [`Identity::of_number`] makes the key, where it is kept.
/// `None` leaves it to the rules in full.
pub fn plainly_written(text: &str, reference: Date) -> Option<(u64, IdentityClass)> {
    let (head, tail) = text.as_bytes().split_last_chunk::<4>()?;
    let head = head.strip_suffix(b"-").unwrap_or(head);
    if let Ok(first) = <[u8; 8]>::try_from(head) {
        let number = digits::packed(first, *tail)?;
        if !is_checked(&first[2..], tail) {
            return None;
        }
        born(first)?;
        return Some((number, class_of(&first)));
    }
    let mut digits = [b'0'; DIGITS];
    digits[2..8].copy_from_slice(<&[u8; 6]>::try_from(head).ok()?);
    digits[8..].copy_from_slice(tail);
    if !digits.iter().all(u8::is_ascii_digit) || !check_digit_holds(&digits) {
        return None;
    }
    let digits = with_century(&digits, false, reference)?;
    let number = digits::packed(*digits.first_chunk()?, *tail)?;
    Some((number, class_of(&digits)))
}

/// A day of birth above 60 makes it a samordningsnummer.
fn class_of(digits: &[u8]) -> IdentityClass {
    if digits[6] >= b'6' {
        IdentityClass::Samordningsnummer
    } else {
        IdentityClass::Personnummer
    }
}

/// The latest century that puts the birth date on or before the reference date; after a `+`
/// the latest that makes the person 100 or more by year. The first two digits are not read.
fn with_century(digits: &[u8; DIGITS], centenarian: bool, reference: Date) -> Option<[u8; DIGITS]> {
    [b"21", b"20", b"19", b"18"]
        .into_iter()
        .find_map(|century| {
            let mut full = *digits;
            full[..2].copy_from_slice(century);
            let birth = born(*full.first_chunk()?)?;
            let fits = if centenarian {
                birth.year() <= reference.year() - 100
            } else {
                birth <= reference
            };
            fits.then_some(full)
        })
}

/// The birth date of the first eight of twelve digits.
fn born(digits: [u8; 8]) -> Option<Date> {
    let number = of_eight(digits)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    if !(1800..2200).contains(&year) {
        return None;
    }
    let day = if day > 60 { day - 60 } else { day };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// The birth date of twelve digits, also of a samordningsnummer.
pub fn birth_date(twelve: &str) -> Option<Date> {
    let digits = twelve.as_bytes().first_chunk::<8>()?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    born(*digits)
}

/// Of each digit the digits of its double, summed.
const DOUBLED: [u8; 16] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 0, 0, 0, 0, 0];

/// Modulus 10 with weights 2, 1 over the last ten digits.
fn check_digit_holds(twelve: &[u8; DIGITS]) -> bool {
    is_checked(&twelve[2..8], &twelve[8..])
}

/// The same over the day of birth and the last four digits.
fn is_checked(born: &[u8], last: &[u8]) -> bool {
    let sum = |digits: &[u8]| -> u8 {
        let pairs = digits.as_chunks::<2>().0.iter();
        pairs
            .map(|[even, odd]| DOUBLED[usize::from(even & 15)] + (odd & 15))
            .sum()
    };
    (sum(born) + sum(last)).is_multiple_of(10)
}

/// The check digit that completes nine digits (`YYMMDDNNN`).
pub fn check_digit(nine: &str) -> char {
    let mut candidates = '0'..='9';
    candidates
        .find(|digit| {
            let text = format!("00{nine}{digit}");
            text.as_bytes().try_into().is_ok_and(check_digit_holds)
        })
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
mod tests;
