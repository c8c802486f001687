//! Section 6: two reviewers' agreement. Limits are not compared where the reference calls
//! them degenerate (an error of exactly 0): there we give none, and the test holds us to it.

use serde_json::Value;
use stickprov::stats::agreement::{Agreement, Weights, agreement, table};

use crate::cases::{Case, Covered, section, whole};

fn weights(case: &Case) -> Weights {
    match case.inputs["weights"].as_str() {
        None => Weights::None,
        Some("linear") => Weights::Linear,
        Some("quadratic") => Weights::Quadratic,
        Some(other) => panic!("{}: no weights are called {other}", case.id),
    }
}

fn counted(value: &Value) -> Vec<Vec<u64>> {
    let rows = value.as_array().unwrap().iter();
    rows.map(|row| row.as_array().unwrap().iter().map(whole).collect())
        .collect()
}

fn ratings(case: &Case) -> Vec<(&str, &str)> {
    let of = |name: &str| {
        let answers = case.inputs[name].as_array().unwrap().iter();
        answers.map(|answer| answer.as_str().unwrap())
    };
    of("reviewer_1").zip(of("reviewer_2")).collect()
}

#[test]
fn section_6_kappa() {
    let mut covered = Covered::default();
    for case in section(6) {
        let counts = match case.method.as_str() {
            "cohen_kappa" => counted(&case.inputs["table"]),
            "cohen_kappa_from_ratings" => {
                let found = table(&ratings(&case));
                case.same("table", &found, &counted(&case.expected["table"]));
                found
            }
            other => panic!("{}: no test for {other}", case.id),
        };
        let found = agreement(&counts, weights(&case)).unwrap();
        compare(&case, &found);
        // Which reviewer is called the first does not matter, nor the categories' order.
        let transposed: Vec<Vec<u64>> = (0..counts.len())
            .map(|j| counts.iter().map(|row| row[j]).collect())
            .collect();
        compare(&case, &agreement(&transposed, weights(&case)).unwrap());
        let reversed: Vec<Vec<u64>> = counts
            .iter()
            .rev()
            .map(|row| row.iter().rev().copied().collect())
            .collect();
        compare(&case, &agreement(&reversed, weights(&case)).unwrap());
        covered.count(&case);
    }
    covered.assert(&[("cohen_kappa", 10), ("cohen_kappa_from_ratings", 1)]);
}

fn compare(case: &Case, found: &Agreement) {
    let close = |what: &str, value: f64, expected: &str| {
        case.close(what, value, &case.expected[expected], 1e-9);
    };
    close("observed", found.observed, "observed_agreement");
    close("expected", found.expected, "expected_agreement");
    let kappa = found.kappa.unwrap();
    close("kappa", kappa.value, "kappa");
    close("error", kappa.standard_error, "se");
    let Some(intervals) = case.expected["ci_normal_unclipped"].as_object() else {
        return;
    };
    assert!(!intervals.is_empty(), "{}", case.id);
    for (level, limits) in intervals {
        let found = kappa.limits(level.parse().unwrap());
        if case.expected["se"].as_f64() == Some(0.0) {
            case.same("degenerate", (found.lower, found.upper), (None, None));
        } else {
            // Ours are truncated where the reference is not.
            let whole = |at: usize| limits[at].as_f64().unwrap().clamp(-1.0, 1.0).into();
            case.close("lower", found.lower.unwrap(), &whole(0), 1e-9);
            case.close("upper", found.upper.unwrap(), &whole(1), 1e-9);
        }
    }
}
