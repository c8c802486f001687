//! The normal distribution: its upper tail and the quantile of a small tail.

use std::f64::consts::{PI, SQRT_2};

/// P(Z > z).
pub fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// The z with P(Z > z) = `tail`; the tail lies strictly between 0 and 1.
pub fn upper_quantile(tail: f64) -> f64 {
    debug_assert!(tail > 0.0 && tail < 1.0, "a tail lies between 0 and 1");
    if tail > 0.5 {
        return -upper_quantile(1.0 - tail);
    }
    // Abramowitz and Stegun 26.2.23 is within 0.0005; Halley's step cubes the error.
    let t = libm::sqrt(-2.0 * libm::log(tail));
    let above = (0.010_328 * t + 0.802_853) * t + 2.515_517;
    let below = ((0.001_308 * t + 0.189_269) * t + 1.432_788) * t + 1.0;
    let mut z = t - above / below;
    for _ in 0..3 {
        let density = libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI);
        let step = (upper_tail(z) - tail) / density;
        z += step / (1.0 - 0.5 * z * step);
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_tables() {
        // √2·erfinv(1 − 2·tail) by mpmath with 40 digits.
        for (tail, expected) in [
            (0.5, 0.0),
            (0.1, 1.281_551_565_544_60),
            (0.05, 1.644_853_626_951_47),
            (0.025, 1.959_963_984_540_05),
            (0.005, 2.575_829_303_548_90),
            (0.000_5, 3.290_526_731_491_90),
            (1e-10, 6.361_340_902_404_05),
        ] {
            assert!((upper_quantile(tail) - expected).abs() < 1e-13, "{tail}");
            if tail > 1e-3 {
                assert!(
                    (upper_quantile(1.0 - tail) + expected).abs() < 1e-12,
                    "{tail}"
                );
            }
        }
    }
}
