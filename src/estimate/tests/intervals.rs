//! Which method for which counts, with the numbers of STATISTICS and hand calculations.

use super::super::interval::{Counts, of_strata, of_stratum, overall};
use super::super::{Estimate, tolerance};
use crate::exact::Confidence;
use crate::lang::Lang;
use crate::stats::{Method, Promise, Side};

const LEVEL: Confidence = Confidence::NINETY_FIVE;
const DESIGN: [(u64, u64); 6] = [(210, 16), (160, 13), (90, 10), (60, 4), (45, 3), (30, 3)];

/// Every file decided and assessed.
fn all(design: &[(u64, u64)], gaps: &[u64]) -> Vec<Counts> {
    design
        .iter()
        .zip(gaps)
        .map(|((population, sample), gaps)| Counts {
            population: *population,
            decided: *sample,
            assessed: *sample,
            gaps: *gaps,
        })
        .collect()
}

#[test]
fn all_strata_together_are_exact() {
    // STATISTICS, definition 4: 332–480 of 595; 42863/61880 by section 2 of the reference.
    let counts = all(&DESIGN, &[11, 9, 8, 3, 2, 1]);
    let estimate = of_strata(&counts, LEVEL, Lang::En).unwrap();
    assert_eq!(estimate.method, "wendell-schmee");
    assert_eq!(estimate.promise, "guaranteed");
    assert_eq!(
        (estimate.lower_count, estimate.upper_count),
        (Some(332), Some(480))
    );
    assert!((estimate.lower.unwrap() - 332.0 / 595.0).abs() < 1e-15);
    assert!((estimate.rate - 42_863.0 / 61_880.0).abs() < 1e-12);
    assert!((estimate.population - 595.0).abs() < 1e-9);
    assert_eq!((estimate.not_reached, estimate.reason), (0, None));
}

#[test]
fn a_stratum_without_a_decided_file_is_named_and_not_spoken_for() {
    let mut counts = all(&DESIGN, &[11, 9, 8, 3, 2, 0]);
    counts[5].decided = 0;
    counts[5].assessed = 0;
    let estimate = of_strata(&counts, LEVEL, Lang::En).unwrap();
    assert_eq!(estimate.not_reached, 30);
    assert!((estimate.population - 565.0).abs() < 1e-9);
    // The limits are those of the other five, by their method.
    let five = of_strata(&counts[..5], LEVEL, Lang::En).unwrap();
    assert_eq!(five.not_reached, 0);
    let spoken_for = |of: &Estimate| (of.method.clone(), of.lower_count, of.upper_count, of.lower);
    assert_eq!(spoken_for(&estimate), spoken_for(&five));
    assert_eq!(estimate.method, "wendell-schmee");
}

#[test]
fn a_criterion_for_some_files_is_a_domain() {
    // N = 12, n = 4, a = 3: it applies to an estimated 9 files.
    let some = Counts {
        population: 12,
        decided: 4,
        assessed: 3,
        gaps: 1,
    };
    let estimate = of_strata(&[some], LEVEL, Lang::En).unwrap();
    assert_eq!(estimate.method, "korn-graubard");
    assert_eq!(estimate.promise, "approximate");
    assert!((estimate.population - 9.0).abs() < 1e-12);
    assert!((estimate.rate - 1.0 / 3.0).abs() < 1e-12);
    // The stratum alone: exact for 12·3/4 = 9 files.
    let alone = of_stratum(some, LEVEL, Side::Two).unwrap();
    assert_eq!(alone.method, Method::Hypergeometric);
    let nine = of_stratum(
        Counts {
            population: 9,
            decided: 3,
            ..some
        },
        LEVEL,
        Side::Two,
    );
    assert_eq!(Some(alone), nine);
    // 13·3/4 = 9.75 files are rounded up to ten.
    let rounded = of_stratum(
        Counts {
            population: 13,
            ..some
        },
        LEVEL,
        Side::Two,
    )
    .unwrap();
    assert!((rounded.limits.lower.unwrap() - 0.1).abs() < 1e-15);
}

#[test]
fn out_of_reach_is_said_with_the_reason() {
    // Sixteen strata of prime sizes: the common denominator has more than sixty bits.
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
    let design: Vec<(u64, u64)> = primes.iter().map(|n| (100 + n, *n)).collect();
    let interval = overall(&all(&design, &[1; 16]), LEVEL, Side::Two).unwrap();
    assert_eq!(interval.method, Method::KornGraubard);
    assert_eq!(interval.promise, Promise::Approximate);
    assert!(interval.reason.unwrap().en.contains("out of reach"));
}

/// One file of several has no spread of its own, and that is said beside whatever else is; the
/// only file of its stratum is the whole of it.
#[test]
fn a_single_file_of_several_is_named() {
    let some = Counts {
        population: 20,
        decided: 4,
        assessed: 3,
        gaps: 2,
    };
    let reason = |population| {
        let single = Counts {
            population,
            decided: 1,
            assessed: 1,
            gaps: 0,
        };
        let interval = overall(&[some, single], LEVEL, Side::Two).unwrap();
        assert_eq!(interval.method, Method::KornGraubard);
        interval.reason.map(|reason| reason.en)
    };
    assert!(reason(10).unwrap().contains("one file of several"));
    assert_eq!(reason(1), None);
    let primes = [
        1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53,
    ];
    let design: Vec<(u64, u64)> = primes.iter().map(|n| (100 + n, *n)).collect();
    let interval = overall(&all(&design, &[1; 17]), LEVEL, Side::Two).unwrap();
    let reason = interval.reason.unwrap().en;
    let (first, second) = reason.split_once("; ").unwrap();
    assert!(first.contains("out of reach") && second.contains("one file of several"));
}

#[test]
fn nothing_assessed_gives_nothing() {
    let none = [Counts {
        population: 12,
        decided: 4,
        assessed: 0,
        gaps: 0,
    }];
    assert_eq!(of_strata(&none, LEVEL, Lang::En), None);
    assert_eq!(of_strata(&[Counts::default()], LEVEL, Lang::En), None);
}

#[test]
fn a_tolerance_is_held_to_whole_files() {
    // No deviation in the 49 files: at most 37 of 595 with one-sided 95 per cent.
    let counts = all(&DESIGN, &[0; 6]);
    let say = |rate: &str| tolerance::of(&counts, rate.parse().unwrap(), LEVEL).unwrap();
    // 0.0622 · 595 = 37.009, 0.0621 · 595 = 36.9495.
    assert!(say("0.0622").holds);
    assert!(!say("0.0621").holds);
    // Where the limit is no whole number of files, the rates themselves are compared.
    let partial = Counts {
        population: 20,
        decided: 4,
        assessed: 3,
        gaps: 2,
    };
    let partial = [partial, counts[0]];
    let limit = overall(&partial, LEVEL, Side::Upper).unwrap().limits.upper;
    let around = |rate: &str| tolerance::of(&partial, rate.parse().unwrap(), LEVEL).unwrap();
    assert!((0.1..0.9).contains(&limit.unwrap()), "{limit:?}");
    assert!(around("0.9").holds && !around("0.1").holds);
    let can = say("0.07").sentence(Lang::En);
    assert_eq!(
        can,
        "With 95% confidence we can say that at most 7.0% have the deviation (upper limit 6.2%)."
    );
    let cannot = say("0.05").sentence(Lang::Sv);
    assert!(cannot.starts_with("Med 95\u{a0}% konfidens kan vi inte säga att högst 5,0\u{a0}%"));
}

/// All ten files of one stratum were reviewed and three deviate: 30 per cent of those that the
/// audit speaks of, whatever the hundred of the other stratum are like.
#[test]
fn a_tolerance_is_about_the_files_that_were_reached() {
    let reviewed = Counts {
        population: 10,
        decided: 10,
        assessed: 10,
        gaps: 3,
    };
    let not_reached = Counts {
        population: 100,
        ..Counts::default()
    };
    let holds = |rate: &str| {
        let rate = rate.parse().unwrap();
        tolerance::of(&[reviewed, not_reached], rate, LEVEL)
            .unwrap()
            .holds
    };
    assert!(holds("0.3") && !holds("0.29"));
}
