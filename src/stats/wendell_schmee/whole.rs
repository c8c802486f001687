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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::stratified::Stratum;

    /// By hand: 4 files of which 2 were seen and 1 deviates, 3 of which 1 was seen and none
    /// does; so t = 2·1 + 3·0 = 2. With one deviating file more in each, T ≤ 2 is no deviation
    /// in the second (2/3) and at most one in the first (5/6): 5/9.
    #[test]
    fn a_probability_is_set_against_the_risk_in_whole_numbers() {
        let strata = [Stratum::new(4, 2, 1), Stratum::new(3, 1, 0)];
        let design = Design::new(&strata).unwrap();
        let against = |numerator, denominator| {
            let risk = Fraction::new(numerator, denominator);
            compare(&design, &[1, 1], risk)
        };
        assert_eq!(against(5, 9), Ordering::Equal);
        assert_eq!(against(1, 2), Ordering::Greater);
        assert_eq!(against(3, 5), Ordering::Less);
    }
}
