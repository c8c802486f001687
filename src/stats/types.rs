//! What the intervals have in common: sides, limits, and what a method promises.

use serde::Serialize;

use crate::exact::{Confidence, Fraction};

/// Which limits are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Both, α/2 at each end.
    #[default]
    Two,
    /// Only a lower limit, at α.
    Lower,
    /// Only an upper limit, at α.
    Upper,
}

impl Side {
    /// The risk below and the risk above; none where no limit is asked for.
    pub fn risks(self, confidence: Confidence) -> (Option<Fraction>, Option<Fraction>) {
        match self {
            Self::Two => {
                let half = confidence.half_alpha();
                (Some(half), Some(half))
            }
            Self::Lower => (Some(confidence.alpha()), None),
            Self::Upper => (None, Some(confidence.alpha())),
        }
    }
}

/// What a method promises about its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// The true value is covered at least as often as the confidence says.
    Guaranteed,
    /// As guaranteed, but a maximum was only searched for, not proved.
    BySearch,
    /// The coverage is near the confidence in large samples.
    Approximate,
}

/// Limits of a rate; the side that was not asked for is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit.
    pub lower: Option<f64>,
    /// The upper limit.
    pub upper: Option<f64>,
}

/// Limits of a number of files; the side that was not asked for is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLimits {
    /// The lower limit.
    pub lower: Option<u64>,
    /// The upper limit.
    pub upper: Option<u64>,
}

impl CountLimits {
    /// The same limits as shares of a population; none where there is no file.
    pub fn rates(self, population: u64) -> Limits {
        let share = |count: u64| (population > 0).then(|| count as f64 / population as f64);
        Limits {
            lower: self.lower.and_then(share),
            upper: self.upper.and_then(share),
        }
    }
}
