//! The two kinds of decimals the user gives: a rate (0 to 1, both possible) and a
//! confidence level (strictly between). They are not each other's place-holders.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::texts;
use super::{DecimalError, Fraction};
use crate::lang::Text;

/// A share from 0 to 1, exactly as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Fraction);

/// A confidence level strictly between 0 and 1, exactly as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(Fraction);

/// Why a number is no rate or no confidence level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelError {
    /// Not a decimal that can be kept.
    Decimal(DecimalError),
    /// A rate above 1.
    RateAboveOne,
    /// A confidence level of 0, of 1 or above.
    ConfidenceOutside,
}

impl LevelError {
    /// The reason in words, for an error message.
    pub fn text(self) -> Text {
        match self {
            Self::Decimal(error) => error.text(),
            Self::RateAboveOne => texts::rate_above_one(),
            Self::ConfidenceOutside => texts::confidence_outside(),
        }
    }
}

impl fmt::Display for LevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for LevelError {}

impl From<DecimalError> for LevelError {
    fn from(error: DecimalError) -> Self {
        Self::Decimal(error)
    }
}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Fraction::reduced(0, 1));
    /// One half: the rate at which a sample says least.
    pub const HALF: Self = Self(Fraction::reduced(1, 2));

    /// A rate from a fraction.
    pub fn new(share: Fraction) -> Result<Self, LevelError> {
        if share > Fraction::new(1, 1) {
            Err(LevelError::RateAboveOne)
        } else {
            Ok(Self(share))
        }
    }

    /// A rate from a number that was typed as a decimal (a TOML float, say).
    pub fn from_f64(value: f64) -> Result<Self, LevelError> {
        Self::new(Fraction::from_f64(value)?)
    }

    /// The exact value.
    pub fn fraction(self) -> Fraction {
        self.0
    }

    /// The nearest binary number.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64()
    }

    /// 1 − rate.
    #[must_use]
    pub fn complement(self) -> Self {
        let below = self.0.denominator();
        Self(Fraction::new(below - self.0.numerator(), below))
    }
}

impl Confidence {
    /// 95 per cent, the audit's ordinary level.
    pub const NINETY_FIVE: Self = Self(Fraction::reduced(19, 20));

    /// A confidence level from a fraction.
    pub fn new(level: Fraction) -> Result<Self, LevelError> {
        if level.numerator() == 0 || level >= Fraction::new(1, 1) {
            Err(LevelError::ConfidenceOutside)
        } else {
            Ok(Self(level))
        }
    }

    /// A confidence level from a number that was typed as a decimal (a TOML float, say).
    pub fn from_f64(value: f64) -> Result<Self, LevelError> {
        Self::new(Fraction::from_f64(value)?)
    }

    /// The exact value.
    pub fn fraction(self) -> Fraction {
        self.0
    }

    /// The nearest binary number.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64()
    }

    /// α = 1 − confidence: the risk of a one-sided limit.
    pub fn alpha(self) -> Fraction {
        let below = self.0.denominator();
        Fraction::new(below - self.0.numerator(), below)
    }

    /// α/2: the risk at each end of a two-sided interval.
    pub fn half_alpha(self) -> Fraction {
        // Denominators are at most 10^18, so twice one still fits.
        let alpha = self.alpha();
        Fraction::new(alpha.numerator(), 2 * alpha.denominator())
    }
}

impl FromStr for Rate {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        Self::new(text.parse()?)
    }
}

impl FromStr for Confidence {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        Self::new(text.parse()?)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// In TOML and JSON both are ordinary numbers; a text is read too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Whole(u64),
    Number(f64),
    Text(String),
}

impl Written {
    fn fraction(self) -> Result<Fraction, DecimalError> {
        match self {
            Self::Whole(number) => number.to_string().parse(),
            Self::Number(number) => Fraction::from_f64(number),
            Self::Text(text) => text.parse(),
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fraction = Written::deserialize(deserializer)?.fraction();
        fraction
            .map_err(LevelError::from)
            .and_then(Self::new)
            .map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fraction = Written::deserialize(deserializer)?.fraction();
        fraction
            .map_err(LevelError::from)
            .and_then(Self::new)
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_exact() {
        let confidence: Confidence = "0.95".parse().unwrap();
        assert_eq!(confidence.alpha(), Fraction::new(1, 20));
        assert_eq!(confidence.half_alpha(), Fraction::new(1, 40));
        assert_eq!(confidence, Confidence::NINETY_FIVE);
        let fine: Confidence = "0.999999999999999999".parse().unwrap();
        assert_eq!(
            fine.half_alpha(),
            Fraction::new(1, 2_000_000_000_000_000_000)
        );
    }

    #[test]
    fn limits_are_kept() {
        assert_eq!("0".parse(), Ok(Rate::ZERO));
        assert_eq!("1".parse::<Rate>().unwrap().complement(), Rate::ZERO);
        assert_eq!("1.01".parse::<Rate>(), Err(LevelError::RateAboveOne));
        for text in ["0", "1", "1.0", "95"] {
            assert_eq!(
                text.parse::<Confidence>(),
                Err(LevelError::ConfidenceOutside),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_in_files_are_read_as_the_decimals_they_show() {
        let rates: Vec<Rate> = serde_json::from_str(r#"[0.05, "0,05", 1, 0.3]"#).unwrap();
        let five = Rate::new(Fraction::new(1, 20)).unwrap();
        assert_eq!(rates[0], five);
        assert_eq!(rates[1], five);
        assert_eq!(rates[2].fraction(), Fraction::new(1, 1));
        assert_eq!(
            serde_json::to_string(&rates).unwrap(),
            "[0.05,0.05,1.0,0.3]"
        );
        assert!(serde_json::from_str::<Confidence>("1.0").is_err());
    }
}
