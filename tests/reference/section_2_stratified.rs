//! Section 2: the stratified estimate with the capped Korn–Graubard interval.
//!
//! Not targeted, because the tool does not offer them (their coverage for designs like ours
//! is in METHODS.md): the normal, t, logit, likelihood and arcsine intervals, and
//! Korn–Graubard uncapped, which gives [p, p] where the sample variance is zero.
//! `published_apistrat` needs a data set of measured values; its estimator is ours for 0/1.

use stickprov::exact::Confidence;
use stickprov::stats::stratified::{SingleFile, Stratum, estimate, korn_graubard};
use stickprov::stats::{Misuse, Side};

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

fn rule(case: &Case) -> SingleFile {
    match case.inputs["lonely_psu"].as_str().unwrap() {
        "not applicable" | "fail" => SingleFile::Refuse,
        "remove" | "certainty" => SingleFile::Certainty,
        "adjust" => SingleFile::Adjust,
        "average" => SingleFile::Average,
        other => panic!("{}: no rule is called {other}", case.id),
    }
}

fn stratified(case: &Case) {
    let (strata, rule) = (strata(case), rule(case));
    let result = estimate(&strata, rule).unwrap();
    let expected = &case.expected;
    case.close("rate", result.rate, &expected["p_st"], 1e-12);
    case.close("se", result.standard_error, &expected["se"], 1e-12);
    case.close(
        "variance",
        result.standard_error.powi(2),
        &expected["variance"],
        1e-12,
    );
    case.close("total", result.total, &expected["total"], 1e-8);
    for (level, intervals) in expected["ci"].as_object().unwrap() {
        let confidence: Confidence = level.parse().unwrap();
        let two = korn_graubard(&strata, confidence, Side::Two, rule).unwrap();
        let capped = &intervals["korn_graubard_capped"];
        let (lower, upper) = (two.lower.unwrap(), two.upper.unwrap());
        if capped.is_null() {
            // A census of every stratum: the file gives no interval, we the known rate.
            assert!(strata.iter().all(Stratum::is_census), "{}", case.id);
            case.close("census", lower, &expected["p_st"], 1e-12);
            case.close("census", upper, &expected["p_st"], 1e-12);
            continue;
        }
        case.close("lower", lower, &capped[0], 1e-9);
        case.close("upper", upper, &capped[1], 1e-9);
        // One-sided at c is the same limit of the two-sided interval at 2c − 1.
        if level == "0.90" {
            let one_sided = Confidence::NINETY_FIVE;
            let lower = korn_graubard(&strata, one_sided, Side::Lower, rule).unwrap();
            let upper = korn_graubard(&strata, one_sided, Side::Upper, rule).unwrap();
            case.close("one-sided lower", lower.lower.unwrap(), &capped[0], 1e-9);
            case.close("one-sided upper", upper.upper.unwrap(), &capped[1], 1e-9);
        }
    }
}

#[test]
fn section_2_stratified() {
    let mut covered = Covered::default();
    for case in section(2) {
        match case.method.as_str() {
            "stratified_proportion" => stratified(&case),
            "stratified_proportion_lonely" => {
                let refused = estimate(&strata(&case), rule(&case));
                case.same(
                    "refusal",
                    refused,
                    Err(Misuse::SingleFileStratum { stratum: 2 }),
                );
            }
            "published_apistrat" => continue,
            other => panic!("{}: no test knows {other}", case.id),
        }
        covered.count(&case);
    }
    covered.assert(&[
        ("stratified_proportion", 20),
        ("stratified_proportion_lonely", 1),
    ]);
}
