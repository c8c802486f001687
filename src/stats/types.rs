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

impl Promise {
    /// The name in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guaranteed => "guaranteed",
            Self::BySearch => "by_search",
            Self::Approximate => "approximate",
        }
    }
}

/// How an interval was made; the name stands beside it in every output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// One stratum, exact for the finite population.
    Hypergeometric,
    /// One stratum, exact without regard to the population's size.
    ClopperPearson,
    /// One stratum, score.
    Wilson,
    /// One stratum, Jeffreys' prior, bounded at 0 and n.
    Jeffreys,
    /// One stratum, adjusted Wald.
    AgrestiCoull,
    /// All strata, exact.
    WendellSchmee,
    /// All strata or a domain, effective sample size capped.
    KornGraubard,
    /// A difference of two rates, hybrid score.
    Newcombe,
}

impl Method {
    /// Every method, in the order above.
    pub const ALL: [Self; 8] = [
        Self::Hypergeometric,
        Self::ClopperPearson,
        Self::Wilson,
        Self::Jeffreys,
        Self::AgrestiCoull,
        Self::WendellSchmee,
        Self::KornGraubard,
        Self::Newcombe,
    ];

    /// The name in the outputs and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hypergeometric => "hypergeometric",
            Self::ClopperPearson => "clopper-pearson",
            Self::Wilson => "wilson",
            Self::Jeffreys => "jeffreys",
            Self::AgrestiCoull => "agresti-coull",
            Self::WendellSchmee => "wendell-schmee",
            Self::KornGraubard => "korn-graubard",
            Self::Newcombe => "newcombe",
        }
    }

    /// What the method promises when all its work was done; Wendell–Schmee can fall short of
    /// it and then says so itself.
    pub fn promise(self) -> Promise {
        match self {
            Self::Hypergeometric | Self::ClopperPearson | Self::WendellSchmee => {
                Promise::Guaranteed
            }
            Self::Wilson
            | Self::Jeffreys
            | Self::AgrestiCoull
            | Self::KornGraubard
            | Self::Newcombe => Promise::Approximate,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that outputs and plans use; a script of next year finds them unchanged.
    #[test]
    fn methods_keep_their_names() {
        let names = Method::ALL.map(Method::name);
        assert_eq!(
            names,
            [
                "hypergeometric",
                "clopper-pearson",
                "wilson",
                "jeffreys",
                "agresti-coull",
                "wendell-schmee",
                "korn-graubard",
                "newcombe"
            ]
        );
    }

    /// The words beside an interval, which next year's script reads too.
    #[test]
    fn promises_keep_their_names() {
        let promises = [Promise::Guaranteed, Promise::BySearch, Promise::Approximate];
        let names = promises.map(Promise::name);
        assert_eq!(names, ["guaranteed", "by_search", "approximate"]);
    }

    /// 5 and 20 of 50 files; of no file there is no share.
    #[test]
    fn counts_become_shares() {
        let counts = CountLimits {
            lower: Some(5),
            upper: Some(20),
        };
        assert_eq!(counts.rates(50).lower, Some(0.1));
        assert_eq!(counts.rates(50).upper, Some(0.4));
        assert_eq!(counts.rates(0).upper, None);
        let above = CountLimits {
            lower: None,
            upper: Some(20),
        };
        assert_eq!(above.rates(50).lower, None);
    }
}
