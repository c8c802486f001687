//! A decimal as it was written, kept as an exact fraction: `0.035` is 7/200, so that
//! 0.035 · 400 is 14 and not a hair above it.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;

use super::texts;
use crate::lang::Text;

/// The most decimals and the most digits that are kept: what fits 64 bits with room to halve.
const DIGITS: u32 = 18;

/// A non-negative fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u64,
    denominator: u64,
}

/// Why a text is not a non-negative decimal that we can keep exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not written as a number.
    NotANumber,
    /// Below zero.
    Negative,
    /// More digits than can be kept exactly.
    TooManyDigits,
}

impl DecimalError {
    /// The reason in words, for an error message.
    pub fn text(self) -> Text {
        match self {
            Self::NotANumber => texts::not_a_number(),
            Self::Negative => texts::negative(),
            Self::TooManyDigits => texts::too_many_digits(DIGITS),
        }
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for DecimalError {}

impl Fraction {
    /// `numerator / denominator` in lowest terms.
    ///
    /// # Panics
    /// When the denominator is zero.
    pub fn new(numerator: u64, denominator: u64) -> Self {
        assert!(denominator > 0, "a fraction has a denominator");
        let divisor = greatest_common_divisor(numerator, denominator);
        Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        }
    }

    /// For constants that are in lowest terms as they stand.
    pub(super) const fn reduced(numerator: u64, denominator: u64) -> Self {
        Self {
            numerator,
            denominator,
        }
    }

    /// What stands above the line.
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// What stands below the line.
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// The nearest binary number, for formulas where no count hangs on the last digit.
    #[allow(
        clippy::cast_precision_loss,
        reason = "this is the rounding that the method's name promises"
    )]
    pub fn to_f64(self) -> f64 {
        // Both parts are exact below 2^53; beyond that the division's error is a few ulp.
        self.numerator as f64 / self.denominator as f64
    }

    /// The same value for arithmetic without a limit on its size.
    pub fn to_rational(self) -> BigRational {
        BigRational::new(BigInt::from(self.numerator), BigInt::from(self.denominator))
    }

    /// ⌊self · count⌋, exactly.
    pub fn floor_of(self, count: u64) -> u64 {
        let product = u128::from(self.numerator) * u128::from(count);
        narrow(product / u128::from(self.denominator))
    }

    /// ⌈self · count⌉, exactly.
    pub fn ceil_of(self, count: u64) -> u64 {
        let product = u128::from(self.numerator) * u128::from(count);
        narrow(product.div_ceil(u128::from(self.denominator)))
    }

    /// The decimal nearest a binary number: the shortest text that reads back as it, which is
    /// what was typed as long as that had at most fifteen digits.
    pub fn from_f64(value: f64) -> Result<Self, DecimalError> {
        if value.is_nan() || value.is_infinite() {
            return Err(DecimalError::NotANumber);
        }
        value.to_string().parse()
    }
}

fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        left.cmp(&right)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Fraction {
    type Err = DecimalError;

    /// Reads `0.95`, `0,95`, `.5`, `95 %`, `9.5e-1`; digits may be grouped with `_`, as in TOML.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let trimmed = text.trim();
        let (number, percent) = match trimmed.strip_suffix('%') {
            Some(rest) => (rest.trim_end(), true),
            None => (trimmed, false),
        };
        let number = number.strip_prefix('+').unwrap_or(number);
        let (number, negative) = match number.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (rest, true),
            None => (number, false),
        };
        let (mantissa, exponent) = split_exponent(number)?;
        let (digits, decimals) = digits_of(mantissa)?;
        if negative && digits != 0 {
            return Err(DecimalError::Negative);
        }
        let shift = exponent - i64::from(decimals) - if percent { 2 } else { 0 };
        from_digits(digits, shift)
    }
}

fn split_exponent(number: &str) -> Result<(&str, i64), DecimalError> {
    match number.split_once(['e', 'E']) {
        None => Ok((number, 0)),
        Some((mantissa, exponent)) => {
            let exponent: i32 = exponent.parse().map_err(|_| DecimalError::NotANumber)?;
            Ok((mantissa, i64::from(exponent)))
        }
    }
}

/// All digits as one whole number, and how many of them stood after the decimal sign.
fn digits_of(mantissa: &str) -> Result<(u128, u32), DecimalError> {
    let mut digits: u128 = 0;
    let mut decimals: u32 = 0;
    let mut after_sign = false;
    let mut seen = false;
    let mut previous = ' ';
    for c in mantissa.chars() {
        match c {
            '0'..='9' => {
                digits = digits
                    .checked_mul(10)
                    .and_then(|d| d.checked_add(u128::from(u32::from(c) - u32::from('0'))))
                    .ok_or(DecimalError::TooManyDigits)?;
                decimals += u32::from(after_sign);
                seen = true;
            }
            '.' | ',' if !after_sign => after_sign = true,
            '_' if previous.is_ascii_digit() => {}
            _ => return Err(DecimalError::NotANumber),
        }
        previous = c;
    }
    if seen {
        Ok((digits, decimals))
    } else {
        Err(DecimalError::NotANumber)
    }
}

/// `digits · 10^shift` as a fraction, when it can be kept.
fn from_digits(mut digits: u128, mut shift: i64) -> Result<Fraction, DecimalError> {
    if digits == 0 {
        return Ok(Fraction::new(0, 1));
    }
    while digits.is_multiple_of(10) {
        digits /= 10;
        shift += 1;
    }
    let limit = 10_u128.pow(DIGITS);
    if shift >= 0 {
        let scale = u32::try_from(shift)
            .ok()
            .filter(|s| *s <= DIGITS)
            .ok_or(DecimalError::TooManyDigits)?;
        let whole = digits
            .checked_mul(10_u128.pow(scale))
            .filter(|w| *w <= limit)
            .ok_or(DecimalError::TooManyDigits)?;
        return Ok(Fraction::new(narrow(whole), 1));
    }
    let decimals = u32::try_from(-shift)
        .ok()
        .filter(|d| *d <= DIGITS)
        .ok_or(DecimalError::TooManyDigits)?;
    if digits > limit {
        return Err(DecimalError::TooManyDigits);
    }
    Ok(Fraction::new(narrow(digits), 10_u64.pow(decimals)))
}

impl fmt::Display for Fraction {
    /// As a decimal where it is one (`0.95`), else as a fraction (`1/3`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for decimals in 0..=DIGITS {
            let scale = 10_u64.pow(decimals);
            if scale.is_multiple_of(self.denominator) {
                let scaled = u128::from(self.numerator) * u128::from(scale / self.denominator);
                let scale = u128::from(scale);
                let (whole, part) = (scaled / scale, scaled % scale);
                return if decimals == 0 {
                    write!(f, "{whole}")
                } else {
                    let width = decimals as usize;
                    write!(f, "{whole}.{part:0width$}")
                };
            }
        }
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_kept_as_written() {
        for (text, numerator, denominator) in [
            ("0.95", 19, 20),
            ("0,95", 19, 20),
            (" 95 % ", 19, 20),
            ("95\u{a0}%", 19, 20),
            ("9.5e-1", 19, 20),
            ("0.950_000", 19, 20),
            (".5", 1, 2),
            ("1.", 1, 1),
            ("0", 0, 1),
            ("-0.0", 0, 1),
            ("1e2", 100, 1),
            ("0.035", 7, 200),
            ("0.000000000000000001", 1, 1_000_000_000_000_000_000),
        ] {
            let expected = Fraction::new(numerator, denominator);
            assert_eq!(text.parse(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        for (text, error) in [
            ("", DecimalError::NotANumber),
            (".", DecimalError::NotANumber),
            ("0.9.5", DecimalError::NotANumber),
            ("_5", DecimalError::NotANumber),
            ("nan", DecimalError::NotANumber),
            ("inf", DecimalError::NotANumber),
            ("--5", DecimalError::NotANumber),
            ("1e", DecimalError::NotANumber),
            ("-0.1", DecimalError::Negative),
            ("\u{2212}0,1", DecimalError::Negative),
            ("0.0000000000000000001", DecimalError::TooManyDigits),
            ("1e19", DecimalError::TooManyDigits),
            ("1e-999999999", DecimalError::TooManyDigits),
            (
                "99999999999999999999999999999999999999999",
                DecimalError::TooManyDigits,
            ),
        ] {
            assert_eq!(text.parse::<Fraction>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_binary_number_is_read_as_the_decimal_it_was_typed_as() {
        assert_eq!(Fraction::from_f64(0.95), Ok(Fraction::new(19, 20)));
        assert_eq!(Fraction::from_f64(0.1), Ok(Fraction::new(1, 10)));
        assert_eq!(Fraction::from_f64(1e-7), Ok(Fraction::new(1, 10_000_000)));
        assert_eq!(Fraction::from_f64(f64::NAN), Err(DecimalError::NotANumber));
    }

    #[test]
    fn products_with_a_count_are_exact() {
        // In floats 0.035 * 400 is 14.000000000000002 and its ceiling 15.
        let rate: Fraction = "0.035".parse().unwrap();
        assert_eq!(rate.ceil_of(400), 14);
        assert_eq!(rate.ceil_of(401), 15);
        assert_eq!(rate.floor_of(399), 13);
    }

    #[test]
    fn display_gives_back_the_decimal() {
        for text in ["0.95", "0", "1", "0.035", "0.000000000000000001", "12.5"] {
            assert_eq!(text.parse::<Fraction>().unwrap().to_string(), text);
        }
        assert_eq!(Fraction::new(1, 3).to_string(), "1/3");
    }

    #[test]
    fn order_is_exact() {
        let third = Fraction::new(1, 3);
        let decimal: Fraction = "0.333333333333333333".parse().unwrap();
        assert!(decimal < third);
    }
}
