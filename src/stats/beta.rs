//! The beta distribution: tails by continued fraction, quantiles by bracketed Newton steps.
//! The libraries at hand are wrong in the eighth digit or worse at register size.

use super::binomial;

/// P(B < x) and P(B > x) for B ~ Beta(a, b), with y = 1 − x given apart. The smaller of the
/// two keeps its relative accuracy.
pub fn tails(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    let front = density(a, b, x, y) * x * y;
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = front * continued_fraction(a, b, x) / a;
        (lower, 1.0 - lower)
    } else {
        let upper = front * continued_fraction(b, a, y) / b;
        (1.0 - upper, upper)
    }
}

/// x^(a−1)·y^(b−1)/B(a, b), through the binomial density.
fn density(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    binomial::density(a, n, x, y) * a * b / (n * x * y)
}

/// Lentz's method for the continued fraction of the incomplete beta function.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    let mut m = 1.0;
    while m < 1e7 {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
        m += 1.0;
    }
    h
}

/// The x with P(B < x) = `tail`.
pub fn lower_quantile(a: f64, b: f64, tail: f64) -> f64 {
    quantile(a, b, tail, 1.0 - tail).0
}

/// The x with P(B > x) = `tail`.
pub fn upper_quantile(a: f64, b: f64, tail: f64) -> f64 {
    quantile(a, b, 1.0 - tail, tail).0
}

/// The x (and y = 1 − x) that leaves `lower` below and `upper` above, lower + upper = 1.
pub(super) fn quantile(a: f64, b: f64, lower: f64, upper: f64) -> (f64, f64) {
    if a > b {
        let (y, x) = quantile(b, a, upper, lower);
        return (x, y);
    }
    let mut low = 0.0;
    let mut high = 1.0;
    let mut x = a / (a + b);
    for _ in 0..200 {
        let y = 1.0 - x;
        let (below, above) = tails(a, b, x, y);
        // Positive where x is too large; from the smaller tail, which is the exacter.
        let excess = if lower <= upper {
            below - lower
        } else {
            upper - above
        };
        if excess > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - excess / density(a, b, x, y);
        let next = if newton > low && newton < high {
            newton
        } else {
            f64::midpoint(low, high)
        };
        let moved = (next - x).abs();
        x = next;
        if moved <= 4.0 * f64::EPSILON * x {
            break;
        }
    }
    (x, 1.0 - x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_with_a_closed_form() {
        // Beta(1, n): 1 − (1−p)^(1/n); Beta(n, 1): p^(1/n).
        let expected = 1.0 - libm::pow(0.05, 1.0 / 59.0);
        assert!((upper_quantile(1.0, 59.0, 0.05) / expected - 1.0).abs() < 1e-13);
        let expected = libm::pow(0.025, 1.0 / 49.0);
        assert!((lower_quantile(49.0, 1.0, 0.025) / expected - 1.0).abs() < 1e-15);
        // Arcsine: Beta(½, ½) has quantile sin²(πp/2); at p = 1/3 that is 1/4.
        assert!((lower_quantile(0.5, 0.5, 1.0 / 3.0) - 0.25).abs() < 1e-15);
        // Tails so small that the quantile is near the least normal numbers' root.
        let expected = libm::pow(1e-12, 1.0 / 0.5) * 0.25 * core::f64::consts::PI.powi(2);
        assert!((lower_quantile(0.5, 0.5, 1e-12) / expected - 1.0).abs() < 1e-9);
    }

    #[test]
    fn tails_complete_each_other() {
        for (a, b, x) in [(3.0, 47.0, 0.1), (30.5, 20.5, 0.6), (1e5, 2e5, 0.3333)] {
            let (lower, upper) = tails(a, b, x, 1.0 - x);
            let (mirrored_lower, mirrored_upper) = tails(b, a, 1.0 - x, x);
            assert!((lower - mirrored_upper).abs() < 1e-13);
            assert!((upper - mirrored_lower).abs() < 1e-13);
            assert!((lower + upper - 1.0).abs() < 1e-15);
        }
    }

    /// The definition itself, from registers of one to a million and for tails far out: the
    /// quantile leaves on its side what was asked for.
    #[test]
    fn quantiles_leave_the_tail_that_was_asked_for() {
        for (a, b) in [
            (0.5, 0.5),
            (0.5, 40.0),
            (1.0, 1.0),
            (1.0, 49.0),
            (34.0, 16.0),
            (700.0, 3.0),
            (1e4, 2e5),
            (1e6, 1e6),
        ] {
            for tail in [1e-12, 1e-6, 0.025, 0.5] {
                let x = lower_quantile(a, b, tail);
                let below = tails(a, b, x, 1.0 - x).0;
                assert!((below / tail - 1.0).abs() < 1e-8, "{a} {b} {tail}: {below}");
                let (x, y) = quantile(a, b, 1.0 - tail, tail);
                let above = tails(a, b, x, y).1;
                // So near to 1 the next number leaves another tail.
                let is_told = y > 1e-6;
                assert!(
                    !is_told || (above / tail - 1.0).abs() < 1e-8,
                    "{a} {b} {tail}: {above}"
                );
            }
        }
    }
}
