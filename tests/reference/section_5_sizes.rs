//! Section 5: sizes, discovery, precision and the chance to find.
//!
//! `n_upper_lt_tolerable` is another tool's convention (the limit strictly below the tolerable
//! rate), `n_survey` another finite correction: no targets.

use stickprov::exact::{Confidence, Rate};
use stickprov::stats::size::{
    Allowance, Model, chance, discovery, precision, stratified_precision, tolerable,
};
use stickprov::stats::{Misuse, poisson};

use crate::cases::{Case, Covered, decimal, section, whole};

fn expected_rate(case: &Case) {
    let size = tolerable(
        Model::Binomial,
        case.decimal("tolerable_rate"),
        Allowance::Rate(case.decimal("expected_rate")),
        case.decimal("conf"),
    )
    .unwrap();
    case.same("n", size.sample, whole(&case.expected["n"]));
    case.same("k", size.allowed, whole(&case.expected["k"]));
}

fn finite(case: &Case) {
    let rate: Rate = case.decimal("tolerable_rate");
    let population = case.whole("N");
    let size = tolerable(
        Model::Hypergeometric { population },
        rate,
        Allowance::Deviations(case.whole("expected_deviations")),
        case.decimal("conf"),
    );
    let tolerated = rate.fraction().floor_of(population);
    case.same("K", tolerated, whole(&case.expected["tolerable_K"]));
    if case.expected["infeasible_le"].as_bool().unwrap() {
        case.same("n", size, Err(Misuse::Infeasible));
    } else {
        let n = whole(&case.expected["n_upper_le_tolerable"]);
        case.same("n", size.unwrap().sample, n);
    }
}

fn infinite(case: &Case) {
    let k = case.whole("expected_deviations");
    let confidence: Confidence = case.decimal("conf");
    for (model, name) in [(Model::Binomial, "binomial"), (Model::Poisson, "poisson")] {
        let size = tolerable(
            model,
            case.decimal("tolerable_rate"),
            Allowance::Deviations(k),
            confidence,
        );
        case.same(name, size.unwrap().sample, whole(&case.expected[name]));
    }
    let factor = poisson::factor(k, confidence.alpha().to_f64());
    case.close("factor", factor, &case.expected["poisson_factor"], 1e-9);
}

fn detection(case: &Case) {
    let (population, deviating, sample) = (case.whole("N"), case.whole("K"), case.whole("n"));
    for (least, name) in [(1, "P_at_least_one"), (2, "P_at_least_two")] {
        let found = chance(population, deviating, sample, least);
        case.close(name, found, &case.expected[name], 1e-10);
    }
}

fn smallest_discovery(case: &Case) {
    let (population, deviating) = (case.whole("N"), case.whole("K"));
    let sample = discovery(population, deviating, case.decimal("conf")).unwrap();
    case.same("n", sample, whole(&case.expected["n"]));
    for (n, name) in [
        (sample, "P_at_least_one"),
        (sample - 1, "P_at_least_one_n_minus_1"),
    ] {
        let found = chance(population, deviating, n, 1);
        case.close(name, found, &case.expected[name], 1e-9);
    }
}

fn for_precision(case: &Case) {
    let population = case.inputs["N"].as_u64();
    let found = precision(
        case.decimal("half_width"),
        case.decimal("p"),
        case.decimal("conf"),
        population,
    )
    .unwrap();
    let expected = &case.expected;
    case.close("n0", found.endless, &expected["n0"], 1e-8);
    if population.is_some() {
        let finite = found.finite.unwrap();
        case.close("n", finite, &expected["n_cochran"], 1e-8);
        case.same("n", found.sample(), whole(&expected["n_cochran_ceil"]));
    } else {
        case.same("n", found.sample(), whole(&expected["n0_ceil"]));
    }
}

fn for_stratified_precision(case: &Case) {
    let list = |name: &str| case.inputs[name].as_array().unwrap().clone();
    let strata: Vec<(u64, Rate)> = list("N_h")
        .iter()
        .zip(&list("p_h"))
        .map(|(population, rate)| (whole(population), decimal(rate)))
        .collect();
    let (proportional, neyman) =
        stratified_precision(&strata, case.decimal("half_width"), case.decimal("conf")).unwrap();
    for (name, found) in [("n_proportional", proportional), ("n_neyman", neyman)] {
        case.close(name, found, &case.expected[name], 1e-8);
        let rounded = whole(&case.expected[format!("{name}_ceil")]);
        case.same(name, found.ceil() as u64, rounded);
    }
}

#[test]
fn section_5_sizes() {
    let mut covered = Covered::default();
    for case in section(5) {
        match case.method.as_str() {
            "attribute_n_expected_rate_aicpa" => expected_rate(&case),
            "attribute_n_finite" => finite(&case),
            "attribute_n_infinite" => infinite(&case),
            "detection_probability" => detection(&case),
            "discovery_n" => smallest_discovery(&case),
            "precision_n" => for_precision(&case),
            "precision_n_stratified" => for_stratified_precision(&case),
            other => panic!("{}: no test knows {other}", case.id),
        }
        covered.count(&case);
    }
    covered.assert(&[
        ("attribute_n_expected_rate_aicpa", 14),
        ("attribute_n_finite", 63),
        ("attribute_n_infinite", 47),
        ("detection_probability", 4),
        ("discovery_n", 6),
        ("precision_n", 27),
        ("precision_n_stratified", 2),
    ]);
}
