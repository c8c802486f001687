//! Two rates: their difference with Newcombe's hybrid score interval (method 10, without
//! continuity correction; R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890), Fisher's
//! exact p in whole numbers, and Holm's adjustment where several are compared.

use num_bigint::BigUint;
use num_traits::Zero as _;

use super::hypergeometric::binomial_coefficient;
use super::{Limits, Misuse, Side, proportion};
use crate::exact::Confidence;

/// Files that deviate of files assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// x.
    pub deviations: u64,
    /// n.
    pub sample: u64,
}

impl Group {
    fn rate(self) -> f64 {
        self.deviations as f64 / self.sample as f64
    }

    fn checked(self) -> Result<Self, Misuse> {
        if self.sample == 0 {
            Err(Misuse::NoFiles)
        } else if self.deviations > self.sample {
            Err(Misuse::DeviationsExceedSample {
                deviations: self.deviations,
                sample: self.sample,
            })
        } else {
            Ok(self)
        }
    }
}

/// p₁ − p₂ with its interval.
pub fn newcombe(
    first: Group,
    second: Group,
    confidence: Confidence,
) -> Result<(f64, Limits), Misuse> {
    let (first, second) = (first.checked()?, second.checked()?);
    let score = |group: Group| -> Result<(f64, f64), Misuse> {
        let limits = proportion::wilson(group.deviations, group.sample, confidence, Side::Two)?;
        let both = limits.lower.zip(limits.upper);
        Ok(both.expect("a two-sided interval has both limits"))
    };
    let ((l1, u1), (l2, u2)) = (score(first)?, score(second)?);
    let (p1, p2) = (first.rate(), second.rate());
    let difference = p1 - p2;
    Ok((
        difference,
        Limits {
            lower: Some(difference - libm::hypot(p1 - l1, u2 - p2)),
            upper: Some(difference + libm::hypot(u1 - p1, p2 - l2)),
        },
    ))
}

/// Fisher's exact p: the tables with the same margins that are no more probable than this one
/// (two-sided), or whose first group has as few or as many deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// Two-sided.
    pub two_sided: f64,
    /// The first group has no more.
    pub less: f64,
    /// The first group has no fewer.
    pub greater: f64,
}

/// Fisher's exact test; probabilities are compared as whole numbers, so that equal ones count.
pub fn fisher(first: Group, second: Group) -> Result<Fisher, Misuse> {
    let (first, second) = (first.checked()?, second.checked()?);
    let deviations = first.deviations + second.deviations;
    let least = deviations.saturating_sub(second.sample);
    let most = deviations.min(first.sample);
    let weights: Vec<BigUint> = (least..=most)
        .map(|x| {
            binomial_coefficient(first.sample, x)
                * binomial_coefficient(second.sample, deviations - x)
        })
        .collect();
    let seen = usize::try_from(first.deviations - least).expect("a sample of files fits");
    let all: BigUint = weights.iter().sum();
    let part = |is: &dyn Fn(usize) -> bool| {
        let sum: BigUint = weights
            .iter()
            .enumerate()
            .filter(|(at, _)| is(*at))
            .map(|(_, weight)| weight)
            .sum();
        quotient(&sum, &all)
    };
    Ok(Fisher {
        two_sided: part(&|at| weights[at] <= weights[seen]),
        less: part(&|at| at <= seen),
        greater: part(&|at| at >= seen),
    })
}

/// A quotient of whole numbers of any size, rounded at the end.
fn quotient(part: &BigUint, whole: &BigUint) -> f64 {
    if part.is_zero() {
        return 0.0;
    }
    // Shifted so that the quotient has 64 bits or one more.
    let shift = i64::try_from(whole.bits()).unwrap_or(i64::MAX)
        - i64::try_from(part.bits()).unwrap_or(i64::MAX)
        + 64;
    let shift = u64::try_from(shift).unwrap_or(0);
    let scaled: BigUint = (part << shift) / whole;
    let digits = scaled.iter_u64_digits().collect::<Vec<_>>();
    let value = digits.iter().rev().fold(0.0, |sum, digit| {
        sum * 18_446_744_073_709_551_616.0 + *digit as f64
    });
    value / libm::pow(2.0, shift as f64)
}

/// Holm's adjusted p-values, in the order given: the smallest times their number, the next
/// times one less, …, never falling and never above 1 (S. Holm, Scand. J. Statist. 6, 1979).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]).then(a.cmp(b)));
    let mut adjusted = vec![0.0; p.len()];
    let mut greatest: f64 = 0.0;
    for (rank, at) in order.into_iter().enumerate() {
        greatest = greatest.max(p[at] * (p.len() - rank) as f64).min(1.0);
        adjusted[at] = greatest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fisher_by_hand() {
        // Fisher's tea: 3 of 4 against 1 of 4: (16 + 1)/70 one-sided, twice that two-sided.
        let first = Group {
            deviations: 3,
            sample: 4,
        };
        let second = Group {
            deviations: 1,
            sample: 4,
        };
        let p = fisher(first, second).unwrap();
        assert!((p.greater - 17.0 / 70.0).abs() < 1e-15);
        assert!((p.two_sided - 34.0 / 70.0).abs() < 1e-15);
        assert!((p.less - 69.0 / 70.0).abs() < 1e-15);
    }

    /// All of ten against none of twenty, by hand: Wilson's limits are 10/(10 + z²) = 0.72247
    /// and z²/(20 + z²) = 0.16113, so 1 − √(0.27753² + 0.16113²) = 0.67909.
    #[test]
    fn all_against_none() {
        let all = Group {
            deviations: 10,
            sample: 10,
        };
        let none = Group {
            deviations: 0,
            sample: 20,
        };
        let (difference, limits) = newcombe(all, none, Confidence::NINETY_FIVE).unwrap();
        assert!((difference - 1.0).abs() < 1e-15);
        assert!((limits.lower.unwrap() - 0.679_09).abs() < 1e-5);
        assert!((limits.upper.unwrap() - 1.0).abs() < 1e-15);
        let more_than_all = Group {
            deviations: 11,
            sample: 10,
        };
        assert!(newcombe(more_than_all, none, Confidence::NINETY_FIVE).is_err());
    }

    #[test]
    fn holm_by_hand() {
        // 0.01·3, 0.03·2, 0.04·1 raised to 0.06.
        let adjusted = holm(&[0.04, 0.01, 0.03]);
        for (computed, expected) in adjusted.iter().zip([0.06, 0.03, 0.06]) {
            assert!((computed - expected).abs() < 1e-15);
        }
        assert!((holm(&[0.9, 0.8])[0] - 1.0).abs() < 1e-15);
        assert!(holm(&[]).is_empty());
    }

    #[test]
    fn nothing_is_no_group() {
        let none = Group {
            deviations: 0,
            sample: 0,
        };
        assert_eq!(
            newcombe(none, none, Confidence::NINETY_FIVE),
            Err(Misuse::NoFiles)
        );
        assert_eq!(fisher(none, none), Err(Misuse::NoFiles));
    }
}
