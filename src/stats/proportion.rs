//! One stratum without regard to the population's size: the binomial intervals on request.
//! Clopper–Pearson keeps its confidence always; the others are near it on average.

use super::{Limits, Misuse, Side, beta, normal};
use crate::exact::Confidence;

/// Checks the numbers and gives them as floats: x and n.
fn numbers(deviations: u64, sample: u64) -> Result<(f64, f64), Misuse> {
    if sample == 0 {
        Err(Misuse::NoFiles)
    } else if deviations > sample {
        Err(Misuse::DeviationsExceedSample { deviations, sample })
    } else {
        Ok((deviations as f64, sample as f64))
    }
}

/// The exact binomial interval (Clopper and Pearson 1934).
pub fn clopper_pearson(
    deviations: u64,
    sample: u64,
    confidence: Confidence,
    side: Side,
) -> Result<Limits, Misuse> {
    let (x, n) = numbers(deviations, sample)?;
    let (below, above) = side.risks(confidence);
    Ok(Limits {
        lower: below.map(|risk| lower_limit(x, n, risk.to_f64())),
        upper: above.map(|risk| upper_limit(x, n, risk.to_f64())),
    })
}

/// B(risk; x, n − x + 1), and 0 at x = 0; x and n need not be whole.
pub(super) fn lower_limit(x: f64, n: f64, risk: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else {
        beta::lower_quantile(x, n - x + 1.0, risk)
    }
}

/// B(1 − risk; x + 1, n − x), and 1 at x = n; x and n need not be whole.
pub(super) fn upper_limit(x: f64, n: f64, risk: f64) -> f64 {
    if x >= n {
        1.0
    } else {
        beta::upper_quantile(x + 1.0, n - x, risk)
    }
}

/// Jeffreys' interval: equal tails of Beta(x + ½, n − x + ½), 0 at x = 0 and 1 at x = n
/// (Brown, Cai and DasGupta 2001).
pub fn jeffreys(
    deviations: u64,
    sample: u64,
    confidence: Confidence,
    side: Side,
) -> Result<Limits, Misuse> {
    let (x, n) = numbers(deviations, sample)?;
    let (below, above) = side.risks(confidence);
    let (a, b) = (x + 0.5, n - x + 0.5);
    Ok(Limits {
        lower: below.map(|risk| match deviations {
            0 => 0.0,
            _ => beta::lower_quantile(a, b, risk.to_f64()),
        }),
        upper: above.map(|risk| {
            if deviations == sample {
                1.0
            } else {
                beta::upper_quantile(a, b, risk.to_f64())
            }
        }),
    })
}

/// Wilson's score interval without continuity correction (Wilson 1927).
pub fn wilson(
    deviations: u64,
    sample: u64,
    confidence: Confidence,
    side: Side,
) -> Result<Limits, Misuse> {
    let (x, n) = numbers(deviations, sample)?;
    let (below, above) = side.risks(confidence);
    let limit = |risk: f64, sign: f64| {
        let z = normal::upper_quantile(risk);
        let spread = z * libm::sqrt(x * (n - x) / n + z * z / 4.0);
        (x + z * z / 2.0 + sign * spread) / (n + z * z)
    };
    Ok(Limits {
        lower: below.map(|risk| match deviations {
            0 => 0.0,
            _ => limit(risk.to_f64(), -1.0),
        }),
        upper: above.map(|risk| {
            if deviations == sample {
                1.0
            } else {
                limit(risk.to_f64(), 1.0)
            }
        }),
    })
}

/// Agresti and Coull's interval (1998), cut to what a rate can be.
pub fn agresti_coull(
    deviations: u64,
    sample: u64,
    confidence: Confidence,
    side: Side,
) -> Result<Limits, Misuse> {
    let (x, n) = numbers(deviations, sample)?;
    let (below, above) = side.risks(confidence);
    let limit = |risk: f64, sign: f64| {
        let z = normal::upper_quantile(risk);
        let size = n + z * z;
        let centre = (x + z * z / 2.0) / size;
        let spread = z * libm::sqrt(centre * (1.0 - centre) / size);
        (centre + sign * spread).clamp(0.0, 1.0)
    };
    Ok(Limits {
        lower: below.map(|risk| limit(risk.to_f64(), -1.0)),
        upper: above.map(|risk| limit(risk.to_f64(), 1.0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(limits: Result<Limits, Misuse>, lower: f64, upper: f64) {
        let limits = limits.unwrap();
        assert!((limits.lower.unwrap() - lower).abs() < 5e-5, "{limits:?}");
        assert!((limits.upper.unwrap() - upper).abs() < 5e-5, "{limits:?}");
    }

    #[test]
    fn newcombe_1998_one_sample() {
        // Newcombe, Statist. Med. 17 (1998) 857–872, table I: 81/263, 15/148, 0/20, 1/29.
        let level = Confidence::NINETY_FIVE;
        check(wilson(81, 263, level, Side::Two), 0.2553, 0.3662);
        check(wilson(15, 148, level, Side::Two), 0.0624, 0.1605);
        check(wilson(0, 20, level, Side::Two), 0.0, 0.1611);
        check(wilson(1, 29, level, Side::Two), 0.0061, 0.1718);
        check(clopper_pearson(81, 263, level, Side::Two), 0.2527, 0.3676);
        check(clopper_pearson(15, 148, level, Side::Two), 0.0578, 0.1617);
        check(clopper_pearson(0, 20, level, Side::Two), 0.0, 0.1684);
        check(clopper_pearson(1, 29, level, Side::Two), 0.0009, 0.1776);
    }

    /// 4 of 20 with z² = 3.841459: (4 + 1.920729)/23.841459 = 0.248338, and around it
    /// 1.959964 · √(0.248338 · 0.751662/23.841459) = 1.959964 · 0.088484 = 0.173427.
    #[test]
    fn agresti_and_coull_by_hand() {
        let level = Confidence::NINETY_FIVE;
        check(agresti_coull(4, 20, level, Side::Two), 0.0749, 0.4218);
        // Cut to a rate: below 0 of 20 there is nothing.
        let none = agresti_coull(0, 20, level, Side::Two).unwrap();
        assert_eq!(none.lower, Some(0.0));
    }

    #[test]
    fn nothing_reviewed_has_no_rate() {
        let level = Confidence::NINETY_FIVE;
        assert_eq!(wilson(0, 0, level, Side::Two), Err(Misuse::NoFiles));
        let too_many = Misuse::DeviationsExceedSample {
            deviations: 3,
            sample: 2,
        };
        assert_eq!(jeffreys(3, 2, level, Side::Upper), Err(too_many));
    }
}
