//! Section 3: the exact interval for all strata together (Wendell and Schmee).
//!
//! The file's `bonferroni_sum`, `sidak_sum` and `fisher_max` are other methods, which the tool
//! does not offer.

use stickprov::exact::{Confidence, Rate};
use stickprov::stats::Side;
use stickprov::stats::stratified::Stratum;
use stickprov::stats::wendell_schmee::{Effort, End, Limits, greatest, total};

use crate::cases::{Case, Covered, section, whole};

fn strata(case: &Case) -> Vec<Stratum> {
    let list = |name: &str| case.inputs[name].as_array().unwrap().clone();
    list("N_h")
        .iter()
        .zip(&list("n_h"))
        .zip(&list("x_h"))
        .map(|((population, sample), x)| Stratum::new(whole(population), whole(sample), whole(x)))
        .collect()
}

/// One end at all the file's risks.
fn limits(case: &Case, end: End, name: &str) {
    let strata = strata(case);
    let limits = Limits::new(&strata, end, Effort::BRISK).unwrap();
    // The file's brute force went through every K_h; those of few files are proved here too.
    let small = strata.iter().all(|s| s.population <= 100);
    let expected = case.expected["wendell_schmee"][name].as_object().unwrap();
    for (risk, count) in expected {
        let limit = limits.at(risk.parse::<Rate>().unwrap().fraction()).unwrap();
        case.same(risk, limit.count, whole(count));
        case.same("proved", limit.proved || !small, true);
    }
}

/// Two-sided at 95 per cent is the two limits at 0.025; one-sided at 95 is 0.05.
fn intervals(case: &Case) {
    let strata = strata(case);
    let interval = |side| {
        let level = Confidence::NINETY_FIVE;
        total(&strata, level, side, Effort::BRISK).unwrap().limits
    };
    let expected = &case.expected["wendell_schmee"];
    let count = |name: &str, risk: &str| Some(whole(&expected[name][risk]));
    let two = interval(Side::Two);
    case.same("lower", two.lower, count("lower_K", "0.025"));
    case.same("upper", two.upper, count("upper_K", "0.025"));
    let upper = interval(Side::Upper);
    case.same("upper", upper.upper, count("upper_K", "0.05"));
    case.same("the other side", upper.lower, None);
    let lower = interval(Side::Lower);
    case.same("lower", lower.lower, count("lower_K", "0.05"));
    case.same("the other side", lower.upper, None);
}

/// pmax at the limits and one step outside. A sum of zero in the file means that no K_h
/// within their bounds sum to it.
fn maxima(case: &Case) {
    let strata = strata(case);
    let complement: Vec<Stratum> = strata
        .iter()
        .map(|s| Stratum::new(s.population, s.sample, s.sample - s.deviations))
        .collect();
    let population: u64 = strata.iter().map(|s| s.population).sum();
    // The maximum itself is wanted here, not only its side of the risk: that is much to prove
    // where the strata are large, and the search alone must give the file's number.
    let effort = Effort {
        tables: if strata.len() < 6 { 4_000_000 } else { 0 },
        branches: 1_000_000,
    };
    let most = |strata: &[Stratum], total: Option<u64>| {
        total
            .and_then(|total| greatest(strata, total, effort).unwrap())
            .map_or(0.0, |(probability, _)| probability)
    };
    let expected = &case.expected["wendell_schmee"];
    for (risk, detail) in expected["detail"].as_object().unwrap() {
        let upper = whole(&expected["upper_K"][risk]);
        let lower = population - whole(&expected["lower_K"][risk]);
        for (name, computed) in [
            ("upper_pmax", most(&strata, Some(upper))),
            ("upper_plus_1_pmax", most(&strata, Some(upper + 1))),
            ("lower_pmax", most(&complement, Some(lower))),
            ("lower_minus_1_pmax", most(&complement, Some(lower + 1))),
        ] {
            case.close(name, computed, &detail[name], 1e-8);
        }
    }
}

#[test]
fn section_3_limits() {
    let mut covered = Covered::default();
    for case in section(3) {
        assert_eq!(case.method, "stratified_exact_bounds", "{}", case.id);
        limits(&case, End::Upper, "upper_K");
        limits(&case, End::Lower, "lower_K");
        if strata(&case).len() < 6 {
            intervals(&case);
        }
        covered.count(&case);
    }
    covered.assert(&[("stratified_exact_bounds", 26)]);
}

#[test]
fn section_3_maxima() {
    let mut covered = Covered::default();
    for case in section(3) {
        maxima(&case);
        covered.count(&case);
    }
    covered.assert(&[("stratified_exact_bounds", 26)]);
}
