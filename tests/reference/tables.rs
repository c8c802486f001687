//! `beta.tsv` (40-digit arithmetic) and `hyp.tsv` (exact integers).

use stickprov::stats::beta;
use stickprov::stats::hypergeometric::Hypergeometric;

use crate::cases::file;

fn rows(name: &str) -> Vec<Vec<f64>> {
    file(name)
        .lines()
        .map(|line| line.split('\t').map(|cell| cell.parse().unwrap()).collect())
        .collect()
}

#[test]
fn beta_tsv_quantiles() {
    let rows = rows("beta.tsv");
    assert_eq!(rows.len(), 991);
    for row in rows {
        let [a, b, probability, expected] = row[..] else {
            panic!("four columns")
        };
        // 1 − 0.975 is exact to one unit in the last place of the small tail.
        let quantile = if probability > 0.5 {
            beta::upper_quantile(a, b, 1.0 - probability)
        } else {
            beta::lower_quantile(a, b, probability)
        };
        let tolerance = if a + b > 100_000.0 { 2e-11 } else { 2e-13 };
        let error = (quantile / expected - 1.0).abs();
        assert!(
            error < tolerance,
            "Beta({a}, {b}) at {probability}: {error:e}"
        );
    }
}

#[test]
fn hyp_tsv_tails() {
    let rows = rows("hyp.tsv");
    assert_eq!(rows.len(), 352);
    for row in rows {
        let whole: Vec<u64> = row[..4].iter().map(|cell| *cell as u64).collect();
        let distribution = Hypergeometric::new(whole[0], whole[1], whole[2]);
        let (lower, upper) = distribution.tails(whole[3]);
        for (computed, expected) in [(lower, row[4]), (upper, row[5])] {
            assert!((computed - expected).abs() < 2e-15, "{row:?}: {computed}");
            if expected < 0.5 && expected > 0.0 {
                let error = (computed / expected - 1.0).abs();
                assert!(error < 5e-13, "{row:?}: {error:e}");
            }
        }
    }
}
