//! The worked values of STATISTICS, brute force over every K_h for small designs, and what the
//! method says where its work is cut short.

mod oracle;

use super::*;
use crate::stats::hypergeometric::Hypergeometric;

const POPULATIONS: [u64; 6] = [210, 160, 90, 60, 45, 30];
const SAMPLES: [u64; 6] = [16, 13, 10, 4, 3, 3];

fn strata(populations: &[u64], samples: &[u64], deviations: &[u64]) -> Vec<Stratum> {
    populations
        .iter()
        .zip(samples)
        .zip(deviations)
        .map(|((population, sample), x)| Stratum::new(*population, *sample, *x))
        .collect()
}

fn interval(strata: &[Stratum], side: Side, effort: Effort) -> (Option<u64>, Option<u64>, Promise) {
    let total = total(strata, Confidence::NINETY_FIVE, side, effort).unwrap();
    (total.limits.lower, total.limits.upper, total.promise)
}

#[test]
fn the_49_files_of_statistics() {
    let found = strata(&POPULATIONS, &SAMPLES, &[11, 9, 8, 3, 2, 1]);
    assert_eq!(
        interval(&found, Side::Two, Effort::THOROUGH),
        (Some(332), Some(480), Promise::Guaranteed)
    );
    let none = strata(&POPULATIONS, &SAMPLES, &[0; 6]);
    assert_eq!(
        interval(&none, Side::Two, Effort::THOROUGH),
        (Some(0), Some(45), Promise::Guaranteed)
    );
    assert_eq!(
        interval(&none, Side::Upper, Effort::BRISK),
        (None, Some(37), Promise::Guaranteed)
    );
    let all = strata(&POPULATIONS, &SAMPLES, &SAMPLES);
    assert_eq!(
        interval(&all, Side::Two, Effort::BRISK),
        (Some(550), Some(595), Promise::Guaranteed)
    );
}

#[test]
fn a_search_says_that_it_is_one() {
    let nothing = Effort {
        tables: 0,
        branches: 0,
    };
    let found = strata(&POPULATIONS, &SAMPLES, &[11, 9, 8, 3, 2, 1]);
    assert_eq!(
        interval(&found, Side::Two, nothing),
        (Some(332), Some(480), Promise::BySearch)
    );
    let tables_only = Effort {
        branches: 0,
        ..Effort::BRISK
    };
    assert_eq!(
        interval(&found, Side::Two, tables_only),
        (Some(332), Some(480), Promise::BySearch)
    );
}

/// Every K_h within its bounds, as the definition says; probabilities from plain sums.
fn by_brute_force(strata: &[Stratum], risk: f64) -> u64 {
    fn shares(strata: &[Stratum], at: usize, given: &mut Vec<u64>, each: &mut dyn FnMut(&[u64])) {
        let Some(stratum) = strata.get(at) else {
            each(given);
            return;
        };
        let most = stratum.population - stratum.sample + stratum.deviations;
        for deviating in stratum.deviations..=most {
            given.push(deviating);
            shares(strata, at + 1, given, each);
            given.pop();
        }
    }
    fn within(strata: &[Stratum], given: &[u64], at: usize, left: f64) -> f64 {
        let Some(stratum) = strata.get(at) else {
            return if left > -1e-9 { 1.0 } else { 0.0 };
        };
        let x = Hypergeometric::new(stratum.population, given[at], stratum.sample);
        let weight = stratum.population as f64 / stratum.sample as f64;
        (0..=stratum.sample)
            .map(|files| {
                x.density(files) * within(strata, given, at + 1, left - weight * files as f64)
            })
            .sum()
    }
    let target: f64 = strata
        .iter()
        .map(|s| s.population as f64 / s.sample as f64 * s.deviations as f64)
        .sum();
    let mut upper = 0;
    shares(strata, 0, &mut Vec::new(), &mut |given| {
        // Ties (126/5040 is 1/40) are no more than the risk: beyond the sums' rounding only.
        if within(strata, given, 0, target) > risk * (1.0 + 1e-11) {
            upper = upper.max(given.iter().sum());
        }
    });
    upper
}

#[test]
fn small_designs_by_brute_force() {
    let designs: [(&[u64], &[u64]); 5] = [
        (&[15, 10], &[5, 4]),
        (&[9, 7, 5], &[3, 1, 2]),
        (&[8, 6, 4], &[4, 2, 4]),
        (&[7, 6, 5, 4], &[2, 1, 2, 1]),
        (&[12, 3, 5], &[1, 1, 1]),
    ];
    for (populations, samples) in designs {
        for step in 0..6_u64 {
            // Deviations that differ from design to design, without a pattern that helps.
            let deviations: Vec<u64> = samples
                .iter()
                .zip(0_u64..)
                .map(|(sample, h)| (step * (h + 2) + h) % (sample + 1))
                .collect();
            let strata = strata(populations, samples, &deviations);
            let (lower, upper, promise) = interval(&strata, Side::Two, Effort::BRISK);
            assert_eq!(promise, Promise::Guaranteed);
            assert_eq!(upper, Some(by_brute_force(&strata, 0.025)), "{strata:?}");
            let complement: Vec<Stratum> = strata
                .iter()
                .map(|s| Stratum::new(s.population, s.sample, s.sample - s.deviations))
                .collect();
            let all: u64 = populations.iter().sum();
            let expected = all - by_brute_force(&complement, 0.025);
            assert_eq!(lower, Some(expected), "{strata:?}");
        }
    }
}

#[test]
fn one_stratum_is_the_hypergeometric_interval_and_a_census_is_known() {
    let one = [Stratum::new(90, 49, 34)];
    let exact =
        finite::hypergeometric_interval(90, 49, 34, Confidence::NINETY_FIVE, Side::Two).unwrap();
    let found = interval(&one, Side::Two, Effort::BRISK);
    assert_eq!(found, (exact.lower, exact.upper, Promise::Guaranteed));
    // A second stratum that was reviewed whole moves both limits by its deviations.
    let two = [Stratum::new(90, 49, 34), Stratum::new(8, 8, 3)];
    let moved = interval(&two, Side::Two, Effort::BRISK);
    assert_eq!(moved.0, exact.lower.map(|count| count + 3));
    assert_eq!(moved.1, exact.upper.map(|count| count + 3));
    let census = [
        Stratum::new(5, 5, 2),
        Stratum::new(3, 3, 0),
        Stratum::new(0, 0, 0),
    ];
    assert_eq!(
        interval(&census, Side::Two, Effort::BRISK),
        (Some(2), Some(2), Promise::Guaranteed)
    );
}

#[test]
fn what_was_not_reached_is_not_spoken_for() {
    let level = Confidence::NINETY_FIVE;
    let not_reached = [Stratum::new(20, 4, 1), Stratum::new(20, 0, 0)];
    assert_eq!(
        total(&not_reached, level, Side::Two, Effort::BRISK),
        Err(Misuse::StratumNotReached { stratum: 1 })
    );
    assert_eq!(
        total(&[], level, Side::Two, Effort::BRISK),
        Err(Misuse::NoFiles)
    );
}
