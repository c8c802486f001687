//! Allocations by hand, the rules for ties, and the laws every allocation obeys.

use proptest::prelude::*;

use super::*;

const FORTY_NINE: [(&str, u64); 6] = [
    ("A", 210),
    ("B", 160),
    ("C", 90),
    ("D", 60),
    ("E", 45),
    ("F", 30),
];

fn strata<'a>(sizes: &[(&'a str, u64)], minimum: u64) -> Vec<StratumSize<'a>> {
    sizes
        .iter()
        .map(|(name, population)| StratumSize {
            name,
            population: *population,
            minimum,
        })
        .collect()
}

#[track_caller]
fn check(sizes: &[(&str, u64)], minimum: u64, n: u64, weights: &Weights, expected: &[u64]) {
    let allocation = allocate(&strata(sizes, minimum), n, weights).unwrap();
    assert_eq!(allocation.sizes, expected);
}

fn power(exponent: &str) -> Weights {
    Weights::Power(exponent.parse().unwrap())
}

#[test]
fn the_published_split_is_proportional() {
    // DOMAIN: 8 477 and 2 190 in bilaga 4, 49 files: 38.94 and 10.06.
    check(
        &[("Ungdom", 2190), ("Övrig", 8477)],
        1,
        49,
        &Weights::Proportional,
        &[10, 39],
    );
}

#[test]
fn ties_go_to_the_larger_stratum_and_then_by_code_point() {
    // Quotas .5 1.5 2.5 5.5: the two largest strata get the extras.
    let four = [("A", 50), ("B", 150), ("C", 250), ("D", 550)];
    check(&four, 0, 10, &Weights::Proportional, &[0, 1, 3, 6]);
    check(&[("a", 10), ("B", 10)], 0, 1, &Weights::Equal, &[0, 1]);
    // Å is U+00C5 and Ä U+00C4.
    check(&[("Ärla", 40), ("Åby", 40)], 0, 1, &Weights::Equal, &[1, 0]);
}

/// Of 30, two go to the stratum of two; 28 over two would be 14, but one of them has only ten.
#[test]
fn a_stratum_that_is_full_leaves_its_share_to_the_others() {
    let three = [("A", 100), ("B", 10), ("C", 2)];
    check(&three, 0, 30, &Weights::Equal, &[18, 10, 2]);
}

/// 3·√8 / (√2 + √8) = 3·2/3 = 2 exactly, 3·√2 / (√2 + √8) = 1: whatever the guess, that is found.
#[test]
fn a_wrong_guess_of_a_quota_is_put_right() {
    let two = strata(&[("A", 2), ("B", 8)], 0);
    let weights = radicals(&two, &power("0.5")).unwrap();
    let total = free_sum(&weights, &[Hold::Free, Hold::Free], 1);
    for guess in [0.0, 1.0, 1.999_999, 2.0, 2.000_001, 3.0, 5.0] {
        assert_eq!(floor(&weights, 3, 1, &total, guess), 2, "{guess}");
        assert_eq!(floor(&weights, 3, 0, &total, guess), 1, "{guess}");
    }
}

#[test]
fn roots_that_are_whole_tie_as_whole_numbers() {
    // √900 : √100 = 30 : 10, quotas 4.5 and 1.5.
    check(&[("A", 900), ("B", 100)], 0, 6, &power("0.5"), &[5, 1]);
    // √200 : √50 = 2 : 1 although both are irrational: 1.0 and 0.5 of 1.5 … with n = 3: 2 and 1.
    check(&[("A", 200), ("B", 50)], 0, 3, &power("0.5"), &[2, 1]);
    // Quotas 10/3 and 5/3: remainders 1/3 and 2/3.
    check(&[("A", 200), ("B", 50)], 0, 5, &power("0.5"), &[3, 2]);
    // √8 : √2 : √2 = 2 : 1 : 1, n = 6: 3, 1.5, 1.5: a tie of irrational weights, by name.
    check(
        &[("C", 2), ("B", 2), ("A", 8)],
        0,
        6,
        &power("0.5"),
        &[1, 2, 3],
    );
}

#[test]
fn neyman_depends_on_the_spread_alone() {
    let rates = |texts: [&str; 6]| Weights::Neyman(texts.map(|t| t.parse().unwrap()).to_vec());
    // p and 1 − p have one spread: the same as proportional, quotas 17.29 13.18 7.41 4.94 3.71 2.47.
    let mirrored = rates(["0.1", "0.9", "0.1", "0.9", "0.1", "0.9"]);
    check(&FORTY_NINE, 0, 49, &mirrored, &[17, 13, 7, 5, 4, 3]);
    let none = rates(["0", "0", "1", "1", "0", "0"]);
    assert_eq!(
        allocate(&strata(&FORTY_NINE, 0), 49, &none),
        Err(AllocationError::AllWeightsZero)
    );
    // Only D (60) has a weight, and the others their minimum 1.
    let one = rates(["0", "0", "0", "0.5", "0", "0"]);
    assert_eq!(
        allocate(&strata(&FORTY_NINE, 1), 66, &one),
        Err(AllocationError::WeightsCannotAbsorb { most: 65, size: 66 })
    );
    check(&FORTY_NINE, 1, 65, &one, &[1, 1, 1, 60, 1, 1]);
    check(&FORTY_NINE, 1, 6, &one, &[1, 1, 1, 1, 1, 1]);
}

#[test]
fn what_is_infeasible_shows_its_numbers() {
    let all = strata(&FORTY_NINE, 1);
    assert_eq!(
        allocate(&all, 5, &Weights::Proportional),
        Err(AllocationError::MinimumExceedsSize {
            minimum: 6,
            size: 5
        })
    );
    let error = allocate(&all, 596, &Weights::Equal).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the sample is 596 files but the population only 595"
    );
    assert!(error.hint().en.starts_with("ask for fewer files"));
    let fine = allocate(&all, 49, &power("0.3333"));
    assert_eq!(fine, Err(AllocationError::ExponentTooFine));
    let short = allocate(&all, 49, &Weights::Neyman(vec![Rate::HALF]));
    assert_eq!(
        short,
        Err(AllocationError::RatesDoNotMatch {
            rates: 1,
            strata: 6
        })
    );
}

#[test]
fn no_strata_and_empty_strata_are_allowed() {
    check(&[], 1, 0, &Weights::Proportional, &[]);
    check(&[("A", 0), ("B", 5)], 2, 3, &power("0"), &[0, 3]);
    check(&[("A", 0), ("B", 5)], 2, 3, &Weights::Proportional, &[0, 3]);
}

#[test]
fn an_extension_keeps_every_file_already_drawn() {
    let old = allocate(&strata(&FORTY_NINE, 1), 49, &Weights::Proportional).unwrap();
    let mut grown = strata(&FORTY_NINE, 1);
    for (stratum, drawn) in grown.iter_mut().zip(&old.sizes) {
        stratum.minimum = *drawn;
    }
    let new = allocate(&grown, 60, &Weights::Equal).unwrap();
    assert_eq!(new.sizes.iter().sum::<u64>(), 60);
    assert!(new.sizes.iter().zip(&old.sizes).all(|(n, o)| n >= o));
}

fn any_weights(count: usize) -> impl Strategy<Value = Weights> {
    let rates = proptest::collection::vec(0_u64..=20, count).prop_map(|twentieths| {
        let rate = |t: u64| Rate::new(Fraction::new(t, 20)).unwrap();
        Weights::Neyman(twentieths.into_iter().map(rate).collect())
    });
    prop_oneof![
        Just(Weights::Proportional),
        Just(Weights::Equal),
        rates,
        (0_u64..=10).prop_map(|t| Weights::Power(Rate::new(Fraction::new(t, 10)).unwrap())),
    ]
}

fn any_case() -> impl Strategy<Value = (Vec<u64>, u64, u64, Weights, usize)> {
    proptest::collection::vec(0_u64..60, 1..7).prop_flat_map(|populations| {
        let count = populations.len();
        let all: u64 = populations.iter().sum();
        (
            Just(populations),
            0..4_u64,
            0..=all,
            any_weights(count),
            0..count,
        )
    })
}

proptest! {
    #[test]
    fn laws((populations, minimum, n, weights, turn) in any_case()) {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let input: Vec<_> = names.iter().copied().zip(populations.iter().copied()).collect();
        let all = strata(&input, minimum);
        let least: u64 = all.iter().map(|s| s.minimum.min(s.population)).sum();
        let found = allocate(&all, n, &weights);
        // What the numbers allow is done, unless a rate of nought or one takes a weight away.
        let Ok(allocation) = found else {
            prop_assert!(least > n || matches!(weights, Weights::Neyman(_)));
            return Ok(());
        };
        prop_assert!(least <= n);
        // Exactly n, within the bounds, and within one of the quota.
        prop_assert_eq!(allocation.sizes.iter().sum::<u64>(), n);
        for ((stratum, size), quota) in all.iter().zip(&allocation.sizes).zip(&allocation.quotas) {
            prop_assert!(*size <= stratum.population);
            prop_assert!(*size >= minimum.min(stratum.population));
            let size = f64::from(u32::try_from(*size).unwrap());
            prop_assert!((size - quota).abs() < 1.0 + 1e-9);
        }
        // The order of the input does not matter.
        let mut turned = all.clone();
        turned.rotate_left(turn);
        let turned_weights = match &weights {
            Weights::Neyman(rates) => {
                let mut rates = rates.clone();
                rates.rotate_left(turn);
                Weights::Neyman(rates)
            }
            Weights::Proportional | Weights::Equal | Weights::Power(_) => weights.clone(),
        };
        let mut again = allocate(&turned, n, &turned_weights).unwrap().sizes;
        again.rotate_right(turn);
        prop_assert_eq!(&again, &allocation.sizes);
        // Strata that are alike get the same, and what cannot be shared goes by name.
        for i in 0..all.len() {
            for j in i + 1..all.len() {
                let alike = match &weights {
                    Weights::Neyman(rates) => rates[i] == rates[j],
                    Weights::Proportional | Weights::Equal | Weights::Power(_) => true,
                };
                if alike && populations[i] == populations[j] {
                    let (first, second) = (allocation.sizes[i], allocation.sizes[j]);
                    prop_assert!(first == second || first == second + 1);
                }
            }
        }
        // The larger stratum never gets less where the weight follows the size.
        if matches!(weights, Weights::Proportional | Weights::Power(_)) {
            for (i, a) in all.iter().enumerate() {
                for (j, b) in all.iter().enumerate() {
                    if a.population > b.population {
                        prop_assert!(allocation.sizes[i] >= allocation.sizes[j]);
                    }
                }
            }
        }
    }
}
