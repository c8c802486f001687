//! P(T ≤ t) against a risk in whole numbers, for the rare probability that lies so near the
//! risk that floats could be wrong: a tie decides a count.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_bigint::BigUint;
use num_traits::{One as _, Zero as _};

use super::design::Design;
use crate::exact::Fraction;
use crate::stats::hypergeometric::binomial_coefficient;

/// Compares, for the files beyond those seen that every stratum is given.
pub(super) fn compare(design: &Design, chosen: &[usize], risk: Fraction) -> Ordering {
    let mut sums: BTreeMap<u64, BigUint> = BTreeMap::from([(0, BigUint::one())]);
    let mut all = BigUint::one();
    for (part, more) in design.parts.iter().zip(chosen) {
        let sample = part.sample as u64;
        let deviating = part.deviations + *more as u64;
        let mut next: BTreeMap<u64, BigUint> = BTreeMap::new();
        for x in 0..=sample {
            let ways = binomial_coefficient(deviating, x)
                * binomial_coefficient(part.population - deviating, sample - x);
            if ways.is_zero() {
                continue;
            }
            for (sum, before) in &sums {
                let sum = sum + part.weight * x;
                if sum > design.target {
                    break;
                }
                *next.entry(sum).or_default() += before * &ways;
            }
        }
        sums = next;
        all *= binomial_coefficient(part.population, sample);
    }
    let favourable: BigUint = sums.into_values().sum();
    (favourable * risk.denominator()).cmp(&(all * risk.numerator()))
}
