//! How many remain over time where some are still followed: the product-limit estimate of
//! Kaplan and Meier (J. Amer. Statist. Assoc. 1958), S(t) = Π (1 − d_i/n_i) over the times
//! t_i ≤ t on which somebody left, with n_i at risk and d_i leaving.
//!
//! Its variance is Greenwood's, S² Σ d_i / (n_i (n_i − d_i)); the interval is built on
//! log(−log S), which keeps it between 0 and 1 (Kalbfleisch and Prentice 1980):
//! S^exp(± z·σ), σ² = Σ d_i/(n_i(n_i − d_i)) / (log S)². Approximate; there is none where
//! nobody has left or nobody remains. Assumes that those who are followed for a shorter time
//! leave as the others do.

use std::collections::BTreeMap;

use super::normal;

/// A curve, built from how long each was followed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Time → those who left then, and those whose following ended then.
    times: BTreeMap<i64, (u64, u64)>,
    all: u64,
}

/// The curve at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Followed up to this time and still there just after the start of it: those with a
    /// longer time.
    pub at_risk: u64,
    /// Those who had left.
    pub left: u64,
    /// The share that remains; `None` where nobody was followed so long and the curve has not
    /// reached 0.
    pub remaining: Option<f64>,
    /// The interval's lower and upper limit.
    pub limits: Option<(f64, f64)>,
}

impl Curve {
    /// Adds one who left after so long, or was followed for so long without leaving.
    pub fn add(&mut self, time: i64, left: bool) {
        let at = self.times.entry(time).or_default();
        if left {
            at.0 += 1;
        } else {
            at.1 += 1;
        }
        self.all += 1;
    }

    /// How many are followed.
    pub fn followed(&self) -> u64 {
        self.all
    }

    /// The curve at a time; `tail` is half of α.
    pub fn at(&self, time: i64, tail: f64) -> Point {
        let mut at_risk = self.all;
        let (mut left_so_far, mut remaining, mut sum) = (0_u64, 1.0, 0.0);
        for (left, ended) in self.times.range(..=time).map(|(_, at)| *at) {
            if left > 0 {
                let (n, d) = (at_risk as f64, left as f64);
                remaining *= 1.0 - d / n;
                if at_risk > left {
                    sum += d / (n * (n - d));
                }
                left_so_far += left;
            }
            at_risk -= left + ended;
        }
        let longest = self.times.keys().next_back().copied().unwrap_or(0);
        let known = self.all > 0 && (time <= longest || remaining <= 0.0);
        let limits = (known && remaining > 0.0 && left_so_far > 0).then(|| {
            let log = libm::log(remaining);
            let step = normal::upper_quantile(tail) * libm::sqrt(sum) / -log;
            let power = |exponent: f64| libm::exp(log * libm::exp(exponent));
            (power(step), power(-step))
        });
        Point {
            at_risk,
            left: left_so_far,
            remaining: known.then_some(remaining),
            limits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 21 patients on 6-mercaptopurine of Freireich et al. (1963), weeks in remission, as
    /// in Kalbfleisch and Prentice, table 1.1; 0 marks those still in remission.
    const WEEKS: [(i64, u8); 21] = [
        (6, 1),
        (6, 1),
        (6, 1),
        (6, 0),
        (7, 1),
        (9, 0),
        (10, 1),
        (10, 0),
        (11, 0),
        (13, 1),
        (16, 1),
        (17, 0),
        (19, 0),
        (20, 0),
        (22, 1),
        (23, 1),
        (25, 0),
        (32, 0),
        (32, 0),
        (34, 0),
        (35, 0),
    ];

    /// The curve as the textbooks print it, and the log-log limits as Stata's `sts list` does
    /// (its default interval).
    #[test]
    fn the_leukaemia_trial_as_printed() {
        let mut curve = Curve::default();
        for (weeks, left) in WEEKS {
            curve.add(weeks, left == 1);
        }
        assert_eq!(curve.followed(), 21);
        for (week, remaining, lower, upper) in [
            (6, 0.8571, 0.6197, 0.9516),
            (7, 0.8067, 0.5631, 0.9228),
            (10, 0.7529, 0.5032, 0.8894),
            (13, 0.6902, 0.4316, 0.8491),
            (16, 0.6275, 0.3675, 0.8049),
            (22, 0.5378, 0.2678, 0.7468),
            (23, 0.4482, 0.1881, 0.6801),
        ] {
            let point = curve.at(week, 0.025);
            let close = |a: f64, b: f64| (a - b).abs() < 5.1e-5;
            assert!(close(point.remaining.unwrap(), remaining), "week {week}");
            let limits = point.limits.unwrap();
            assert!(
                close(limits.0, lower) && close(limits.1, upper),
                "{limits:?}"
            );
        }
        let between = curve.at(12, 0.025);
        assert_eq!((between.at_risk, between.left), (12, 5));
        assert_eq!(between.remaining, curve.at(10, 0.025).remaining);
    }

    /// Without censoring the curve is the share that is left: by hand, 3 of 4 after day 1,
    /// 1 of 4 after day 2, none after day 5.
    #[test]
    fn without_censoring_it_is_a_share() {
        let mut curve = Curve::default();
        for day in [1, 2, 2, 5] {
            curve.add(day, true);
        }
        let at = |day| curve.at(day, 0.025);
        assert_eq!((at(0).remaining, at(0).limits), (Some(1.0), None));
        assert!((at(1).remaining.unwrap() - 0.75).abs() < 1e-15);
        assert!((at(3).remaining.unwrap() - 0.25).abs() < 1e-15);
        assert_eq!((at(9).remaining, at(9).limits), (Some(0.0), None));
        assert_eq!(at(9).at_risk, 0);
    }

    /// Beyond the longest time of following nothing is known.
    #[test]
    fn beyond_what_was_followed_nothing_is_said() {
        let mut curve = Curve::default();
        curve.add(10, true);
        curve.add(20, false);
        assert_eq!(curve.at(20, 0.025).remaining, Some(0.5));
        assert_eq!(curve.at(21, 0.025).remaining, None);
        assert_eq!(Curve::default().at(0, 0.025).remaining, None);
    }
}
