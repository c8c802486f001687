//! The Poisson distribution, only what sizes by the Poisson model need: the mean at which k
//! events or fewer are just as likely as the risk.

use std::f64::consts::PI;

use super::binomial::{deviance, stirling_error};

/// P(Y ≤ k) for a mean above zero.
pub fn lower_tail(k: u64, mean: f64) -> f64 {
    // From the greatest term down where k is below the mean, else the rest of the upper tail.
    let k_float = k as f64;
    if k_float < mean {
        let mut term = density(k_float, mean);
        let mut sum = term;
        for i in (1..=k).rev() {
            term *= i as f64 / mean;
            sum += term;
            if term < sum * 1e-18 {
                break;
            }
        }
        sum
    } else {
        let mut term = density(k_float + 1.0, mean);
        let mut sum = term;
        let mut i = k_float + 2.0;
        while term > sum * 1e-18 {
            term *= mean / i;
            sum += term;
            i += 1.0;
        }
        1.0 - sum
    }
}

/// e^−m·m^x/x! in Loader's form.
fn density(x: f64, mean: f64) -> f64 {
    if x <= 0.0 {
        return libm::exp(-mean);
    }
    libm::exp(-stirling_error(x) - deviance(x, mean)) / libm::sqrt(2.0 * PI * x)
}

/// The mean with P(Y ≤ k) = `risk`: the "factor" of the tables, a gamma quantile with k + 1
/// degrees; the risk lies strictly between 0 and 1.
pub fn factor(k: u64, risk: f64) -> f64 {
    let k_float = k as f64;
    let (mut low, mut high) = (0.0, 2.0 * (k_float + 1.0));
    while lower_tail(k, high) > risk {
        low = high;
        high *= 2.0;
    }
    let mut mean = f64::midpoint(low, high);
    for _ in 0..200 {
        let excess = lower_tail(k, mean) - risk;
        if excess > 0.0 {
            low = mean;
        } else {
            high = mean;
        }
        // The tail's derivative is −P(Y = k).
        let newton = mean + excess / density(k_float, mean);
        let next = if newton > low && newton < high {
            newton
        } else {
            f64::midpoint(low, high)
        };
        let moved = (next - mean).abs();
        mean = next;
        if moved <= 4.0 * f64::EPSILON * mean {
            break;
        }
    }
    mean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_of_the_tables() {
        // −ln 0.05, and the well-known 4.74, 6.30 for one and two events; twelve digits from
        // chi-square quantiles by mpmath.
        assert!((factor(0, 0.05) + libm::log(0.05)).abs() < 1e-13);
        assert!((factor(1, 0.05) - 4.743_864_518_39).abs() < 1e-10);
        assert!((factor(2, 0.05) - 6.295_793_621_87).abs() < 1e-10);
    }

    #[test]
    fn tails_by_hand() {
        // Mean 2: e^−2·(1 + 2 + 2) and the same from the other side of the mean.
        let expected = 5.0 * libm::exp(-2.0);
        assert!((lower_tail(2, 2.0) - expected).abs() < 1e-15);
        assert!((lower_tail(1, 2.0) - 3.0 * libm::exp(-2.0)).abs() < 1e-15);
        assert!((lower_tail(0, 700.0) / libm::exp(-700.0) - 1.0).abs() < 1e-12);
    }
}
