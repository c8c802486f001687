//! Section 1: intervals for one stratum.

use stickprov::exact::Confidence;
use stickprov::stats::finite::hypergeometric_interval;
use stickprov::stats::hypergeometric::Hypergeometric;
use stickprov::stats::proportion::{agresti_coull, clopper_pearson, jeffreys, wilson};
use stickprov::stats::{CountLimits, Limits, Misuse, Side};

use crate::cases::{Case, Covered, section, whole};

fn limits(case: &Case, side: Side) -> CountLimits {
    let confidence: Confidence = case.decimal("conf");
    hypergeometric_interval(
        case.whole("N"),
        case.whole("n"),
        case.whole("x"),
        confidence,
        side,
    )
    .unwrap()
}

fn hypergeometric_exact(case: &Case) {
    let (population, sample, x) = (case.whole("N"), case.whole("n"), case.whole("x"));
    let expected = &case.expected;
    let two = limits(case, Side::Two);
    let (lower, upper) = (two.lower.unwrap(), two.upper.unwrap());
    case.same("lower", lower, whole(&expected["two_sided_K"][0]));
    case.same("upper", upper, whole(&expected["two_sided_K"][1]));
    let rates = two.rates(population);
    case.close(
        "lower rate",
        rates.lower.unwrap(),
        &expected["two_sided_rate"][0],
        1e-12,
    );
    case.close(
        "upper rate",
        rates.upper.unwrap(),
        &expected["two_sided_rate"][1],
        1e-12,
    );
    for (side, name) in [
        (Side::Lower, "one_sided_lower"),
        (Side::Upper, "one_sided_upper"),
    ] {
        let one = limits(case, side);
        let (count, absent) = match side {
            Side::Upper => (one.upper, one.lower),
            Side::Lower | Side::Two => (one.lower, one.upper),
        };
        case.same(name, count.unwrap(), whole(&expected[format!("{name}_K")]));
        case.same("the other side", absent, None);
        let rate = count.unwrap() as f64 / population as f64;
        case.close(name, rate, &expected[format!("{name}_rate")], 1e-12);
    }
    for (name, value) in expected["check"].as_object().unwrap() {
        let tail = |deviating: u64| Hypergeometric::new(population, deviating, sample);
        let at_least = |deviating: u64| match x {
            0 => 1.0,
            _ => tail(deviating).tails(x - 1).1,
        };
        let computed = match name.as_str() {
            "P_le_x_at_upper" => tail(upper).tails(x).0,
            "P_le_x_at_upper_plus_1" => tail(upper + 1).tails(x).0,
            "P_ge_x_at_lower" => at_least(lower),
            "P_ge_x_at_lower_minus_1" => at_least(lower - 1),
            other => panic!("{}: no check is called {other}", case.id),
        };
        case.close(name, computed, value, 1e-9);
    }
}

fn published_upper(case: &Case) {
    let upper = limits(case, Side::Upper).upper.unwrap();
    case.same("upper", upper, whole(&case.expected["one_sided_upper_K"]));
}

#[test]
fn section_1_hypergeometric() {
    let mut covered = Covered::default();
    for case in section(1) {
        match case.method.as_str() {
            "hypergeometric_exact" => hypergeometric_exact(&case),
            "hypergeometric_one_sided_upper_published" => published_upper(&case),
            // In the test below.
            "binomial_intervals" | "aicpa_evaluation_table" => continue,
            other => panic!("{}: no test knows {other}", case.id),
        }
        covered.count(&case);
    }
    covered.assert(&[
        ("hypergeometric_exact", 437),
        ("hypergeometric_one_sided_upper_published", 3),
    ]);
}

type Method = fn(u64, u64, Confidence, Side) -> Result<Limits, Misuse>;

/// The file's `jeffreys` and `agresti_coull` without a suffix are the plain forms; the tool
/// gives the bounded ones only.
const METHODS: [(&str, Method); 4] = [
    ("clopper_pearson", clopper_pearson),
    ("wilson", wilson),
    ("jeffreys_boundary_modified", jeffreys),
    ("agresti_coull_clipped", agresti_coull),
];

fn binomial_intervals(case: &Case) {
    let (sample, x) = (case.whole("n"), case.whole("x"));
    for (name, method) in METHODS {
        let limits = |side| method(x, sample, case.decimal("conf"), side).unwrap();
        let two = limits(Side::Two);
        let expected = &case.expected["two_sided"][name];
        case.close(name, two.lower.unwrap(), &expected[0], 1e-9);
        case.close(name, two.upper.unwrap(), &expected[1], 1e-9);
        let lower = limits(Side::Lower);
        let expected = &case.expected["one_sided_lower"][name];
        case.close(name, lower.lower.unwrap(), expected, 1e-9);
        case.same(name, lower.upper, None);
        let upper = limits(Side::Upper);
        let expected = &case.expected["one_sided_upper"][name];
        case.close(name, upper.upper.unwrap(), expected, 1e-9);
        case.same(name, upper.lower, None);
    }
}

fn aicpa_evaluation(case: &Case) {
    let (sample, x) = (case.whole("n"), case.whole("x"));
    let limits = clopper_pearson(x, sample, case.decimal("conf"), Side::Upper).unwrap();
    let upper = limits.upper.unwrap();
    let expected = &case.expected["one_sided_upper_clopper_pearson"];
    case.close("upper", upper, expected, 1e-9);
    let printed = (upper * 1000.0).ceil() / 10.0;
    case.close(
        "printed",
        printed,
        &case.expected["percent_rounded_up_1dp"],
        1e-9,
    );
}

#[test]
fn section_1_binomial() {
    let mut covered = Covered::default();
    for case in section(1) {
        match case.method.as_str() {
            "binomial_intervals" => binomial_intervals(&case),
            "aicpa_evaluation_table" => aicpa_evaluation(&case),
            // In the test above.
            "hypergeometric_exact" | "hypergeometric_one_sided_upper_published" => continue,
            other => panic!("{}: no test knows {other}", case.id),
        }
        covered.count(&case);
    }
    covered.assert(&[("aicpa_evaluation_table", 4), ("binomial_intervals", 154)]);
}
