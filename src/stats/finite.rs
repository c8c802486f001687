//! One stratum: the exact interval for the number K of deviating files among N, by inverting
//! the hypergeometric test. Lower = min{K : P(X ≥ x | K) > α/2} and
//! upper = max{K : P(X ≤ x | K) > α/2}, with K from x to N − n + x; the inequality is strict,
//! so the stated confidence is kept always, ties included.

use super::hypergeometric::Hypergeometric;
use super::{CountLimits, Misuse, Side};
use crate::exact::{Confidence, Fraction};

/// The exact interval for K.
pub fn hypergeometric_interval(
    population: u64,
    sample: u64,
    deviations: u64,
    confidence: Confidence,
    side: Side,
) -> Result<CountLimits, Misuse> {
    if sample > population {
        return Err(Misuse::SampleExceedsPopulation { sample, population });
    }
    if deviations > sample {
        return Err(Misuse::DeviationsExceedSample { deviations, sample });
    }
    let (below, above) = side.risks(confidence);
    Ok(CountLimits {
        lower: below.map(|risk| population - upper(population, sample, sample - deviations, risk)),
        upper: above.map(|risk| upper(population, sample, deviations, risk)),
    })
}

/// max{K : P(X ≤ x | K) > risk}. The lower limit is N minus this for the files that do not
/// deviate, because P(X ≥ x | K) = P(n − X ≤ n − x | N − K).
pub(super) fn upper(population: u64, sample: u64, deviations: u64, risk: Fraction) -> u64 {
    let exceeds = |deviating: u64| {
        Hypergeometric::new(population, deviating, sample)
            .compare_lower_tail(deviations, risk)
            .is_gt()
    };
    // The tail falls as K grows: it is 1 at K = x, where no more than x can be found.
    let (mut within, mut beyond) = (deviations, population - sample + deviations + 1);
    while beyond - within > 1 {
        let middle = within + (beyond - within) / 2;
        if exceeds(middle) {
            within = middle;
        } else {
            beyond = middle;
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(population: u64, sample: u64, deviations: u64, side: Side, expected: CountLimits) {
        let confidence = Confidence::NINETY_FIVE;
        let limits = hypergeometric_interval(population, sample, deviations, confidence, side);
        assert_eq!(limits, Ok(expected));
    }

    fn between(lower: u64, upper: u64) -> CountLimits {
        CountLimits {
            lower: Some(lower),
            upper: Some(upper),
        }
    }

    #[test]
    fn intervals_of_the_library_survey() {
        // CRATES 2f: N = 11 319, n = 49, checked there against a brute-force search.
        check(11_319, 49, 0, Side::Two, between(0, 819));
        check(11_319, 49, 3, Side::Two, between(146, 1906));
        check(11_319, 49, 49, Side::Two, between(10_500, 11_319));
    }

    #[test]
    fn a_census_knows_and_no_sample_knows_nothing() {
        check(30, 30, 7, Side::Two, between(7, 7));
        check(30, 0, 0, Side::Two, between(0, 30));
        check(0, 0, 0, Side::Two, between(0, 0));
    }

    #[test]
    fn one_side_leaves_the_other_open() {
        // jfa's table for N = 100, n = 20 at 5 per cent: 0 → 12, 1 → 19.
        let upper = |count| CountLimits {
            lower: None,
            upper: Some(count),
        };
        check(100, 20, 0, Side::Upper, upper(12));
        check(100, 20, 1, Side::Upper, upper(19));
        let lower = CountLimits {
            lower: Some(81),
            upper: None,
        };
        check(100, 20, 19, Side::Lower, lower);
    }

    #[test]
    fn impossible_numbers_are_refused() {
        let interval = |population, sample, deviations| {
            hypergeometric_interval(
                population,
                sample,
                deviations,
                Confidence::NINETY_FIVE,
                Side::Two,
            )
        };
        assert_eq!(
            interval(10, 11, 0),
            Err(Misuse::SampleExceedsPopulation {
                sample: 11,
                population: 10
            })
        );
        assert_eq!(
            interval(10, 5, 6),
            Err(Misuse::DeviationsExceedSample {
                deviations: 6,
                sample: 5
            })
        );
    }
}
