//! Why a statistic does not exist for the numbers given. A caller that shows an interval
//! must decide what to say instead; none of these is ever turned into a number here.

use std::fmt;

use super::texts;
use crate::lang::Text;

/// Why a statistic does not exist for the numbers given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misuse {
    /// More deviations than files.
    DeviationsExceedSample {
        /// x.
        deviations: u64,
        /// n.
        sample: u64,
    },
    /// More applicable files than reviewed, or more deviations than applicable files.
    ApplicableOutside {
        /// a.
        applicable: u64,
    },
    /// More files reviewed than there are.
    SampleExceedsPopulation {
        /// n.
        sample: u64,
        /// N.
        population: u64,
    },
    /// Nothing was reviewed, or nothing the question applies to.
    NoFiles,
    /// A stratum with files of which none was reviewed: it has no rate.
    StratumNotReached {
        /// The stratum's place in the list, from 0.
        stratum: usize,
    },
    /// One file of several: the stratum has no variance of its own.
    SingleFileStratum {
        /// The stratum's place in the list, from 0.
        stratum: usize,
    },
    /// As many strata as files: nothing is left to estimate a variance from.
    NoDegreesOfFreedom,
    /// More work than the exact method is given.
    TooLarge,
    /// No sample size meets the demand.
    Infeasible,
    /// Both reviewers always gave the same single answer: agreement by chance is total and
    /// kappa is undefined.
    OneCategory,
    /// A table that is not square.
    NotSquare,
    /// A precision of zero.
    NoPrecision,
}

impl Misuse {
    /// The reason in words.
    pub fn text(self) -> Text {
        match self {
            Self::DeviationsExceedSample { deviations, sample } => {
                texts::deviations_exceed_sample(deviations, sample)
            }
            Self::ApplicableOutside { applicable } => texts::applicable_outside(applicable),
            Self::SampleExceedsPopulation { sample, population } => {
                texts::sample_exceeds_population(sample, population)
            }
            Self::NoFiles => texts::no_files(),
            Self::StratumNotReached { stratum } => texts::stratum_not_reached(stratum + 1),
            Self::SingleFileStratum { stratum } => texts::single_file_stratum(stratum + 1),
            Self::NoDegreesOfFreedom => texts::no_degrees_of_freedom(),
            Self::TooLarge => texts::too_large(),
            Self::Infeasible => texts::infeasible(),
            Self::OneCategory => texts::one_category(),
            Self::NotSquare => texts::not_square(),
            Self::NoPrecision => texts::no_precision(),
        }
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Misuse {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reason has words of its own in both languages, and strata are counted from one.
    #[test]
    fn every_reason_has_words() {
        let all = [
            Misuse::DeviationsExceedSample {
                deviations: 50,
                sample: 49,
            },
            Misuse::ApplicableOutside { applicable: 50 },
            Misuse::SampleExceedsPopulation {
                sample: 50,
                population: 49,
            },
            Misuse::NoFiles,
            Misuse::StratumNotReached { stratum: 2 },
            Misuse::SingleFileStratum { stratum: 2 },
            Misuse::NoDegreesOfFreedom,
            Misuse::TooLarge,
            Misuse::Infeasible,
            Misuse::OneCategory,
            Misuse::NotSquare,
            Misuse::NoPrecision,
        ];
        let words = |of: fn(&Text) -> String| {
            let words: std::collections::BTreeSet<String> =
                all.iter().map(|misuse| of(&misuse.text())).collect();
            assert!(words.iter().all(|words| words.len() > 10));
            words.len()
        };
        assert_eq!(words(|text| text.sv.clone()), all.len());
        assert_eq!(words(|text| text.en.clone()), all.len());
        for stratum in [all[4], all[5]] {
            let said = stratum.to_string();
            assert!(said.contains('3') && !said.contains('2'), "{said}");
        }
    }
}
