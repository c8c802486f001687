//! Section 7: the difference of two rates.
//!
//! Odds ratios are no target; nor is `difference_fpc_wald`, the normal interval with finite
//! correction, which the file itself calls poor in small samples: its point and standard
//! error are the stratified estimate's, compared here.

use stickprov::exact::Confidence;
use stickprov::stats::difference::{Group, fisher, newcombe};
use stickprov::stats::stratified::{SingleFile, Stratum, estimate};

use crate::cases::{Case, Covered, section};

fn group(case: &Case, number: u8) -> Group {
    Group {
        deviations: case.whole(&format!("x{number}")),
        sample: case.whole(&format!("n{number}")),
    }
}

fn two_rates(case: &Case) {
    let (first, second) = (group(case, 1), group(case, 2));
    let expected = &case.expected;
    for (level, interval) in expected["newcombe_ci"].as_object().unwrap() {
        let confidence: Confidence = level.parse().unwrap();
        let (difference, limits) = newcombe(first, second, confidence).unwrap();
        case.close("difference", difference, &expected["difference"], 1e-9);
        case.close("lower", limits.lower.unwrap(), &interval[0], 1e-9);
        case.close("upper", limits.upper.unwrap(), &interval[1], 1e-9);
    }
    let p = fisher(first, second).unwrap();
    case.close(
        "two-sided",
        p.two_sided,
        &expected["fisher_two_sided"],
        1e-9,
    );
    case.close("less", p.less, &expected["fisher_less"], 1e-9);
    case.close("greater", p.greater, &expected["fisher_greater"], 1e-9);
}

fn finite(case: &Case) {
    let one = |number: u8| {
        let group = group(case, number);
        let population = case.whole(&format!("N{number}"));
        let stratum = Stratum::new(population, group.sample, group.deviations);
        estimate(&[stratum], SingleFile::Refuse).unwrap()
    };
    let (first, second) = (one(1), one(2));
    let difference = first.rate - second.rate;
    case.close("difference", difference, &case.expected["difference"], 1e-9);
    let error = first.standard_error.hypot(second.standard_error);
    case.close("se", error, &case.expected["se"], 1e-9);
}

#[test]
fn section_7_two_rates() {
    let mut covered = Covered::default();
    for case in section(7) {
        match case.method.as_str() {
            "two_proportions" => two_rates(&case),
            "difference_fpc_wald" => finite(&case),
            other => panic!("{}: no test knows {other}", case.id),
        }
        covered.count(&case);
    }
    covered.assert(&[("difference_fpc_wald", 2), ("two_proportions", 10)]);
}
