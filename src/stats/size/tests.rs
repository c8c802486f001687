//! Sizes by hand calculations and published tables.

use super::*;

const LEVEL: Confidence = Confidence::NINETY_FIVE;

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn deviations(model: Model, rate_text: &str, allowed: u64) -> Result<Size, Misuse> {
    let allowance = Allowance::Deviations(allowed);
    tolerable(model, rate(rate_text), allowance, LEVEL)
}

#[test]
fn the_best_known_sizes() {
    // 0.95^59 < 0.05 < 0.95^58; three over five per cent is 60 by Poisson's 2.9957.
    let size = |sample, allowed| Ok(Size { sample, allowed });
    assert_eq!(deviations(Model::Binomial, "0.05", 0), size(59, 0));
    assert_eq!(deviations(Model::Binomial, "0.05", 1), size(93, 1));
    assert_eq!(deviations(Model::Poisson, "0.05", 0), size(60, 0));
}

#[test]
fn ends_of_the_finite_population() {
    let finite = |population| Model::Hypergeometric { population };
    // More allowed than tolerated: not even all files carry the statement.
    assert_eq!(deviations(finite(20), "0.05", 2), Err(Misuse::Infeasible));
    // No deviating file tolerated: all 20 must be seen less one (P = 1/20 at 19).
    assert_eq!(deviations(finite(20), "0", 0).unwrap().sample, 19);
    // Everything tolerated: one file is more than enough.
    assert_eq!(deviations(finite(20), "1", 0).unwrap().sample, 1);
    assert_eq!(deviations(Model::Binomial, "0", 0), Err(Misuse::Infeasible));
}

#[test]
fn a_tie_is_enough() {
    // (1/2)^1 against a risk of 1/2: equal is at most the risk.
    let half: Confidence = "0.5".parse().unwrap();
    let size = tolerable(Model::Binomial, rate("0.5"), Allowance::Deviations(0), half);
    assert_eq!(size.unwrap().sample, 1);
    // 0.6^1: a rate whose complement is reduced to another denominator.
    let level: Confidence = "0.64".parse().unwrap();
    let size = tolerable(
        Model::Binomial,
        rate("0.4"),
        Allowance::Deviations(0),
        level,
    );
    // 0.6² = 0.36 = 1 − 0.64 exactly.
    assert_eq!(size.unwrap().sample, 2);
    // One of three allowed: (1 + 3)/2^3 is 1/2; of two it is 3/4.
    let size = tolerable(Model::Binomial, rate("0.5"), Allowance::Deviations(1), half);
    assert_eq!(size.map(|size| size.sample), Ok(3));
}

#[test]
fn expected_at_or_above_tolerable_cannot_be_met() {
    let allowance = Allowance::Rate(rate("0.05"));
    let endless = tolerable(Model::Binomial, rate("0.05"), allowance, LEVEL);
    assert_eq!(endless, Err(Misuse::Infeasible));
}

#[test]
fn discovery_by_hand() {
    // One deviating of 20: P(found) = n/20.
    assert_eq!(discovery(20, 1, LEVEL), Ok(19));
    assert_eq!(discovery(20, 20, LEVEL), Ok(1));
    assert_eq!(discovery(20, 0, LEVEL), Err(Misuse::Infeasible));
    assert!((chance(20, 1, 19, 1) - 0.95).abs() < 1e-15);
    assert!((chance(20, 1, 19, 0) - 1.0).abs() < 1e-15);
}

/// e²/z² = 0.01/3.841459 = 0.002603177, so that 1/4 is worth 96.0365 files, of a hundred
/// 96.0365/(1 + 0.950365) = 49.2402. With W = (0.6, 0.4) and p = (0.5, 0.1) the spread within is
/// 0.6 · 0.25 + 0.4 · 0.09 = 0.186 and its root 0.6 · 0.5 + 0.4 · 0.3 = 0.42, each over
/// 0.002603177 + 0.186/100.
#[test]
fn precision_by_hand() {
    let (half_width, half) = (rate("0.1"), rate("0.5"));
    let of = |population| precision(half_width, half, LEVEL, population).unwrap();
    assert!((of(None).endless - 96.0365).abs() < 1e-4);
    assert!((of(Some(100)).finite.unwrap() - 49.2402).abs() < 1e-4);
    assert_eq!((of(None).sample(), of(Some(100)).sample()), (97, 50));
    let strata = [(60, half), (40, rate("0.1"))];
    let (even, neyman) = stratified_precision(&strata, half_width, LEVEL).unwrap();
    assert!((even - 0.186 / 0.004_463_177).abs() < 1e-4, "{even}");
    assert!((neyman - 0.1764 / 0.004_463_177).abs() < 1e-4, "{neyman}");
    let none = stratified_precision(&[(0, half)], half_width, LEVEL);
    assert_eq!(none, Err(Misuse::NoFiles));
}

/// Of two files one deviates and one is looked at: it does or does not, and the interval is
/// [1/2, 1] or [0, 1/2]. Of one file of an endless population with half deviating, at 95 %,
/// [0, 0.975] or [0.025, 1]. Of 511 of which 26 deviate, 49 and 50 files, by a program of its
/// own in another language: more files are never worse.
#[test]
fn the_half_width_is_expected_over_what_may_be_seen() {
    let half = rate("0.5");
    let of = |population, sample| expected_half_width(population, sample, half, LEVEL).unwrap();
    assert!((of(Some((2, 1)), 1) - 0.25).abs() < 1e-12);
    assert!((of(None, 1) - 0.4875).abs() < 1e-9);
    let (fewer, more) = (of(Some((511, 26)), 49), of(Some((511, 26)), 50));
    assert!((fewer - 0.0668).abs() < 5e-5, "{fewer}");
    assert!((more - 0.0656).abs() < 5e-5, "{more}");
}

#[test]
fn no_precision_is_refused() {
    let none = precision(Rate::ZERO, Rate::HALF, LEVEL, None);
    assert_eq!(none, Err(Misuse::NoPrecision));
}
