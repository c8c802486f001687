//! The binomial density in Loader's form, which keeps its relative accuracy at the size of a
//! register (C. Loader, "Fast and accurate computation of binomial probabilities", 2000).
//! The beta and the hypergeometric distribution are built on it.

use std::f64::consts::PI;

/// C(n, x)·p^x·q^(n−x) with q = 1 − p given apart, so that neither loses digits; x and n need
/// not be whole.
pub fn density(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if p <= 0.0 {
        return if x <= 0.0 { 1.0 } else { 0.0 };
    }
    if q <= 0.0 {
        return if x >= n { 1.0 } else { 0.0 };
    }
    if x <= 0.0 {
        return libm::exp(n * log_share(p, q));
    }
    if x >= n {
        return libm::exp(n * log_share(q, p));
    }
    let exponent = stirling_error(n)
        - stirling_error(x)
        - stirling_error(n - x)
        - deviance(x, n * p)
        - deviance(n - x, n * q);
    libm::exp(exponent) * libm::sqrt(n / (2.0 * PI * x * (n - x)))
}

/// ln(1 − p) where q = 1 − p: from whichever of the two is the smaller, and so the exacter.
fn log_share(p: f64, q: f64) -> f64 {
    if p < 0.5 {
        libm::log1p(-p)
    } else {
        libm::log(q)
    }
}

/// ln Γ(x+1) − Stirling's formula for it.
pub(super) fn stirling_error(x: f64) -> f64 {
    // Up to where the series is good: δ(x) = δ(x+1) + (x+½)·ln(1+1/x) − 1.
    let mut shifted = x;
    let mut sum = 0.0;
    while shifted < 16.0 {
        sum += (shifted + 0.5) * libm::log1p(1.0 / shifted) - 1.0;
        shifted += 1.0;
    }
    let r = 1.0 / (shifted * shifted);
    let series = 1.0 / 1_188.0;
    let series = 1.0 / 1_680.0 - series * r;
    let series = 1.0 / 1_260.0 - series * r;
    let series = 1.0 / 360.0 - series * r;
    let series = 1.0 / 12.0 - series * r;
    sum + series / shifted
}

/// x·ln(x/m) + m − x without cancellation where x is near m.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut term = 2.0 * x * v;
    let mut odd = 3.0;
    loop {
        term *= v * v;
        let next = sum + term / odd;
        #[allow(
            clippy::float_cmp,
            reason = "the series has converged when nothing changes"
        )]
        if next == sum {
            return next;
        }
        sum = next;
        odd += 2.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn densities_are_those_of_whole_arithmetic() {
        // C(49, 34)·0.5^49 = 1575580702584 / 2^49.
        let expected = 1_575_580_702_584.0 / 562_949_953_421_312.0;
        assert!((density(34.0, 49.0, 0.5, 0.5) / expected - 1.0).abs() < 1e-14);
        // 0.95^59, just below 5 per cent: why 59 files are enough for a tolerable 5 per cent.
        let none = density(0.0, 59.0, 0.05, 0.95);
        assert!((none - 0.048_494_525_249_423).abs() < 1e-14);
        assert!((density(59.0, 59.0, 0.95, 0.05) / none - 1.0).abs() < 1e-14);
        assert!((density(1.0, 1.0, 1.0, 0.0) - 1.0).abs() < 1e-16);
        assert!(density(0.0, 1.0, 1.0, 0.0).abs() < 1e-16);
    }
}
