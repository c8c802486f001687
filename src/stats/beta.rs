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
    let mut x = first_guess(a, b, lower, upper);
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
        let step = excess / density(a, b, x, y);
        let bend = 0.5 * step * ((a - 1.0) / x - (b - 1.0) / y);
        let newton = x - step / (1.0 - bend.clamp(-0.5, 0.5));
        let next = if newton > low && newton < high {
            newton
        } else if low > 0.0 && high / low > 4.0 {
            libm::sqrt(low * high)
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

/// The normal approximation of Abramowitz and Stegun 26.5.22, or the mean where it fails.
fn first_guess(a: f64, b: f64, lower: f64, upper: f64) -> f64 {
    let mean = a / (a + b);
    if a <= 1.0 || b <= 1.0 {
        // P(B < x) is about x^a times a constant near zero.
        let shape = binomial::density(a, a + b, mean, 1.0 - mean).max(1e-300);
        let near_zero = libm::pow(lower / shape, 1.0 / a) * mean;
        return near_zero.clamp(1e-300, 1.0 - 1e-3).min(0.5);
    }
    let z = super::normal::upper_quantile(upper.clamp(1e-300, 1.0 - 1e-16).min(lower.max(1e-300)))
        * if lower < upper { 1.0 } else { -1.0 };
    let (s, t) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let h = 2.0 / (s + t);
    let r = (z * z - 3.0) / 6.0;
    let w = z * libm::sqrt((h + r).max(0.0)) / h - (t - s) * (r + 5.0 / 6.0 - 2.0 / (3.0 * h));
    let guess = a / (a + b * libm::exp(2.0 * w));
    if guess > 0.0 && guess < 1.0 {
        guess
    } else {
        mean
    }
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
}
