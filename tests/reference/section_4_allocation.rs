//! Section 4: allocation. The "alternatives" shown for algorithm-sensitive cases are other
//! rules' answers and no targets.

use stickprov::exact::Rate;
use stickprov::sample::allocation::{Allocation, AllocationError, StratumSize, Weights, allocate};

use crate::cases::{Case, Covered, decimal, section, whole};

fn weights(case: &Case) -> Weights {
    match case.inputs["method"].as_str().unwrap() {
        "proportional" => Weights::Proportional,
        "equal" => Weights::Equal,
        "sqrt" => Weights::Power(Rate::HALF),
        "power" => Weights::Power(case.decimal("a")),
        "neyman" => {
            let rates = case.inputs["p"].as_array().unwrap();
            Weights::Neyman(rates.iter().map(decimal).collect())
        }
        other => panic!("{}: no weights are called {other}", case.id),
    }
}

fn allocated(case: &Case) -> Result<Allocation, AllocationError> {
    let strata: Vec<StratumSize<'_>> = case.inputs["strata"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stratum| StratumSize {
            name: stratum["name"].as_str().unwrap(),
            population: whole(&stratum["N"]),
            minimum: case.whole("min_n"),
        })
        .collect();
    allocate(&strata, case.whole("n"), &weights(case))
}

/// The file's names for our errors. Its `n_negative` has no counterpart: a size is unsigned,
/// so a negative one cannot be asked for.
fn name(error: &AllocationError) -> &'static str {
    match error {
        AllocationError::SizeExceedsPopulation { .. } => "n_exceeds_N",
        AllocationError::MinimumExceedsSize { .. } => "minimum_exceeds_n",
        AllocationError::AllWeightsZero => "all_weights_zero",
        AllocationError::WeightsCannotAbsorb { .. } => "weights_cannot_absorb_n",
        AllocationError::RatesDoNotMatch { .. } => "rates_do_not_match",
        AllocationError::ExponentTooFine => "exponent_too_fine",
    }
}

#[test]
fn section_4_allocation() {
    let mut covered = Covered::default();
    for case in section(4) {
        let result = allocated(&case);
        if let Some(error) = case.expected["error"].as_str() {
            case.same("error", name(&result.unwrap_err()), error);
        } else {
            let allocation = result.unwrap_or_else(|e| panic!("{}: {e}", case.id));
            let vector = case.expected["vector"].as_array().unwrap();
            let vector: Vec<u64> = vector.iter().map(whole).collect();
            case.same("vector", allocation.sizes, vector);
            for (h, quota) in allocation.quotas.iter().enumerate() {
                case.close("quota", *quota, &case.expected["quota"][h], 1e-9);
            }
        }
        covered.count(&case);
    }
    covered.assert(&[
        ("allocation_equal", 9),
        ("allocation_neyman", 6),
        ("allocation_power", 3),
        ("allocation_proportional", 19),
        ("allocation_sqrt", 4),
    ]);
}
