//! Student's t, only its quantile: through the beta distribution.

use super::beta;

/// The t with P(T > t) = `tail` at the given degrees of freedom; the tail lies strictly
/// between 0 and 1.
pub fn upper_quantile(tail: f64, degrees: u64) -> f64 {
    debug_assert!(tail > 0.0 && tail < 1.0, "a tail lies between 0 and 1");
    debug_assert!(degrees > 0, "t needs a degree of freedom");
    if tail > 0.5 {
        return -upper_quantile(1.0 - tail, degrees);
    }
    // P(|T| > t) = P(B < ν/(ν+t²)) for B ~ Beta(ν/2, ½).
    let freedom = degrees as f64;
    let (x, y) = beta::quantile(freedom / 2.0, 0.5, 2.0 * tail, 1.0 - 2.0 * tail);
    libm::sqrt(freedom * y / x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_tables() {
        // One degree of freedom in closed form, the others by mpmath with 40 digits.
        for (tail, degrees, expected) in [
            (0.25, 1, 1.0),
            (0.05, 2, 2.919_985_580_353_726),
            (0.025, 10, 2.228_138_851_986_275),
            (0.025, 43, 2.016_692_199_227_824),
            (0.025, 48, 2.010_634_757_624_232),
            (0.005, 120, 2.617_421_145_106_866),
        ] {
            let t = upper_quantile(tail, degrees);
            assert!((t / expected - 1.0).abs() < 1e-12, "{tail} {degrees} {t}");
        }
        assert!(upper_quantile(0.5, 7).abs() < 1e-15);
        assert!((upper_quantile(0.95, 2) + upper_quantile(0.05, 2)).abs() < 1e-12);
    }
}
