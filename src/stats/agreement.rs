//! Agreement of two reviewers: Cohen's kappa (Cohen 1960) with the large-sample standard
//! error of Fleiss, Cohen and Everitt (1969), also with weights for ordered categories
//! (Cohen 1968).
//!
//! n_ij files got category i from the first and j from the second reviewer, r_i and c_j are
//! the table's row and column sums, w_ij the weights (1 on the diagonal). With
//! `p_o` = Σ w_ij n_ij / n and `p_e` = Σ w_ij r_i c_j / n², kappa is (`p_o` − `p_e`)/(1 − `p_e`)
//! and its variance that of t_ij = w_ij − (w̄_i + w̄_j)(1 − kappa) over the files, divided by
//! n (1 − `p_e`)².
//!
//! The interval is kappa ± z errors, truncated at −1 and 1: nothing beyond them can be kappa, so
//! the true value is lost by no truncation, and the confidence stays what it was.
//!
//! Use it for a question that both read independently of each other. With few files, or where
//! nearly all answers are the same, kappa says little and the interval is only approximate;
//! the share of equal answers always stands beside it.

use std::collections::BTreeMap;

use super::{Limits, Misuse, normal};
use crate::exact::Confidence;

/// How much a disagreement counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weights {
    /// Every disagreement fully: for categories without an order.
    #[default]
    None,
    /// 1 − |i − j|/(k − 1): by how many steps apart.
    Linear,
    /// 1 − (i − j)²/(k − 1)²: distant ones much more than near ones.
    Quadratic,
}

/// The agreement of two reviewers on the same files.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// n.
    pub files: u64,
    /// `p_o`: the share of equal answers (weighted, where weights are used).
    pub observed: f64,
    /// `p_e`: the share that would be equal by chance.
    pub expected: f64,
    /// Kappa, or why there is none.
    pub kappa: Result<Kappa, Misuse>,
}

/// The method of the interval, as programs get it.
pub const METHOD: &str = "fleiss-cohen-everitt-truncated";

/// Kappa with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// 1: always agreed; 0: as often as by chance.
    pub value: f64,
    /// The large-sample standard error; exactly 0 where the table leaves no spread.
    pub standard_error: f64,
}

impl Kappa {
    /// Kappa ± z times the error, cut off at −1 and 1, which no kappa passes. Without spread there is no
    /// interval: an error of 0 is want of information, not precision.
    pub fn limits(self, confidence: Confidence) -> Limits {
        if self.standard_error <= 0.0 {
            return Limits {
                lower: None,
                upper: None,
            };
        }
        let z = normal::upper_quantile(confidence.half_alpha().to_f64());
        Limits {
            lower: Some((self.value - z * self.standard_error).max(-1.0)),
            upper: Some((self.value + z * self.standard_error).min(1.0)),
        }
    }
}

/// The square table of two reviewers' answers: categories in their own order, each category
/// that any of them used once.
pub fn table<T: Ord>(answers: &[(T, T)]) -> Vec<Vec<u64>> {
    let mut places: BTreeMap<&T, usize> = BTreeMap::new();
    for (one, other) in answers {
        places.insert(one, 0);
        places.insert(other, 0);
    }
    for (at, place) in places.values_mut().enumerate() {
        *place = at;
    }
    let mut table = vec![vec![0; places.len()]; places.len()];
    for (one, other) in answers {
        table[places[one]][places[other]] += 1;
    }
    table
}

/// The most files: below it every whole number here fits.
const MOST: u64 = 1_000_000_000;

/// The agreement in a table: the first reviewer's categories down, the second's across.
pub fn agreement(table: &[Vec<u64>], weights: Weights) -> Result<Agreement, Misuse> {
    let k = table.len();
    if table.iter().any(|row| row.len() != k) {
        return Err(Misuse::NotSquare);
    }
    let files = table
        .iter()
        .flatten()
        .try_fold(0_u64, |sum, count| sum.checked_add(*count))
        .filter(|files| *files <= MOST)
        .ok_or(Misuse::TooLarge)?;
    if files == 0 {
        return Err(Misuse::NoFiles);
    }
    let counts = Counts::new(table, weights);
    let (n, d) = (i128::from(files), counts.scale);
    let observed: i128 = counts.cells().map(|(_, count, w)| count * w).sum();
    let expected: i128 = (0..k)
        .flat_map(|i| (0..k).map(move |j| (i, j)))
        .map(|(i, j)| counts.rows[i] * counts.columns[j] * counts.weight(i, j))
        .sum();
    let all = d * n * n;
    let share = |part: i128, of: i128| part as f64 / of as f64;
    let (above, below) = (observed * n - expected, all - expected);
    let kappa = if below == 0 {
        Err(Misuse::OneCategory)
    } else {
        Ok(Kappa {
            value: share(above, below),
            standard_error: counts.standard_error(n, above, below),
        })
    };
    Ok(Agreement {
        files,
        observed: share(observed, d * n),
        expected: share(expected, all),
        kappa,
    })
}

/// A table with its sums, and weights as whole numbers out of `scale`.
struct Counts<'a> {
    table: &'a [Vec<u64>],
    weights: Weights,
    scale: i128,
    rows: Vec<i128>,
    columns: Vec<i128>,
}

impl<'a> Counts<'a> {
    fn new(table: &'a [Vec<u64>], weights: Weights) -> Self {
        let k = table.len();
        let steps = i128::try_from(k.saturating_sub(1).max(1)).unwrap_or(1);
        let sum = |counts: &mut dyn Iterator<Item = u64>| counts.map(i128::from).sum();
        Self {
            table,
            weights,
            scale: match weights {
                Weights::None => 1,
                Weights::Linear => steps,
                Weights::Quadratic => steps * steps,
            },
            rows: table
                .iter()
                .map(|row| sum(&mut row.iter().copied()))
                .collect(),
            columns: (0..k)
                .map(|j| sum(&mut table.iter().map(|row| row[j])))
                .collect(),
        }
    }

    /// w_ij times the scale.
    fn weight(&self, i: usize, j: usize) -> i128 {
        let apart = i128::try_from(i.abs_diff(j)).unwrap_or(i128::MAX);
        match self.weights {
            Weights::None => i128::from(i == j),
            Weights::Linear => self.scale - apart,
            Weights::Quadratic => self.scale - apart * apart,
        }
    }

    /// Place, count and weight of every cell that holds files.
    fn cells(&self) -> impl Iterator<Item = ((usize, usize), i128, i128)> {
        self.table.iter().enumerate().flat_map(move |(i, row)| {
            row.iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
                .map(move |(j, count)| ((i, j), i128::from(*count), self.weight(i, j)))
        })
    }

    /// The error for n files and kappa = `above` / `below`. Whether there is any spread is
    /// decided in whole numbers.
    fn standard_error(&self, n: i128, above: i128, below: i128) -> f64 {
        let k = self.table.len();
        let row = |i: usize| -> i128 { (0..k).map(|j| self.columns[j] * self.weight(i, j)).sum() };
        let column = |j: usize| -> i128 { (0..k).map(|i| self.rows[i] * self.weight(i, j)).sum() };
        // t_ij times scale · n · below.
        let terms: Vec<(i128, i128)> = self
            .cells()
            .map(|((i, j), count, weight)| {
                let by_chance = (row(i) + column(j)) * (below - above);
                (count, weight * n * below - by_chance)
            })
            .collect();
        if terms.iter().all(|(_, term)| *term == terms[0].1) {
            return 0.0;
        }
        let unit = (self.scale * n * below) as f64;
        let files = n as f64;
        let mean: f64 = terms
            .iter()
            .map(|(c, t)| *c as f64 * *t as f64)
            .sum::<f64>()
            / files
            / unit;
        let variance: f64 = terms
            .iter()
            .map(|(count, term)| {
                let apart = *term as f64 / unit - mean;
                *count as f64 * apart * apart
            })
            .sum::<f64>()
            / files;
        let not_by_chance = below as f64 / (self.scale * n * n) as f64;
        libm::sqrt(variance / files) / not_by_chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: `p_o` = 45/50, `p_e` = (30·29 + 20·21)/2500 = 0.516,
    /// kappa = 0.384/0.484 = 0.793388…
    #[test]
    fn kappa_by_hand() {
        let found = agreement(&[vec![27, 3], vec![2, 18]], Weights::None).unwrap();
        assert_eq!(found.files, 50);
        assert!((found.observed - 0.9).abs() < 1e-15);
        assert!((found.expected - 0.516).abs() < 1e-15);
        assert!((found.kappa.unwrap().value - 0.384 / 0.484).abs() < 1e-15);
    }

    /// The same table by Fleiss, Cohen and Everitt. With 1 − kappa = 25/121 the agreeing cells are
    /// 0.54 · (1 − 1.18 · 25/121)² and 0.36 · (1 − 0.82 · 25/121)², which times 121² are 4521.015 and
    /// 3636.09; the others 25² · (0.06 · 0.98² + 0.04 · 1.02²) = 62.025; less
    /// (96 − 0.516 · 25)² = 6905.61. All this over n · (121 · 0.484)².
    #[test]
    fn the_standard_error_by_hand() {
        let found = agreement(&[vec![27, 3], vec![2, 18]], Weights::None).unwrap();
        let sum = 4521.015 + 3636.09 + 62.025 - 6905.61;
        let expected = libm::sqrt(sum / 50.0) / 58.564;
        let found = found.kappa.unwrap().standard_error;
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn one_category_leaves_kappa_undefined() {
        let found = agreement(&[vec![49]], Weights::None).unwrap();
        assert_eq!(found.kappa, Err(Misuse::OneCategory));
        assert!((found.observed - 1.0).abs() < 1e-15 && (found.expected - 1.0).abs() < 1e-15);
        // The same with a category that nobody used.
        let found = agreement(&[vec![0, 0], vec![0, 49]], Weights::Linear).unwrap();
        assert_eq!(found.kappa, Err(Misuse::OneCategory));
    }

    #[test]
    fn an_error_of_nothing_is_no_interval() {
        let kappa = agreement(&[vec![40, 0], vec![0, 9]], Weights::None).unwrap();
        let kappa = kappa.kappa.unwrap();
        assert!(kappa.standard_error.abs() < f64::MIN_POSITIVE);
        let none = Limits {
            lower: None,
            upper: None,
        };
        assert_eq!(kappa.limits("0.95".parse().unwrap()), none);
    }

    /// By hand, [[4, 1], [1, 6]]: `p_o` = 10/12, `p_e` = (25 + 49)/144, kappa = 23/35 = 0.657. The
    /// reference file (case 6-0018) has the error 0.220879, so 0.657 + 1.96 · 0.221 = 1.09 would
    /// pass 1. Turned about, [[1, 4], [6, 1]]: kappa = (2/12 − 70/144)/(74/144) = −23/37 = −0.622.
    #[test]
    fn an_interval_stays_where_kappa_can_be() {
        let limits = |table: &[Vec<u64>]| {
            let found = agreement(table, Weights::None).unwrap();
            found.kappa.unwrap().limits("0.95".parse().unwrap())
        };
        let above = limits(&[vec![4, 1], vec![1, 6]]);
        assert!((above.lower.unwrap() - 0.224_227_354_6).abs() < 1e-9);
        assert_eq!(above.upper, Some(1.0));
        let below = limits(&[vec![1, 4], vec![6, 1]]);
        assert_eq!(below.lower, Some(-1.0));
        assert!(below.upper.unwrap() < 0.0);
    }

    #[test]
    fn tables_that_are_none_are_refused() {
        let refused = |table: &[Vec<u64>]| agreement(table, Weights::None).unwrap_err();
        assert_eq!(refused(&[]), Misuse::NoFiles);
        assert_eq!(refused(&[vec![0, 0], vec![0, 0]]), Misuse::NoFiles);
        assert_eq!(refused(&[vec![1, 2]]), Misuse::NotSquare);
        assert_eq!(refused(&[vec![u64::MAX, 1], vec![1, 1]]), Misuse::TooLarge);
    }

    #[test]
    fn a_table_has_each_category_once() {
        let answers = [("b", "a"), ("b", "b"), ("c", "a"), ("b", "b")];
        assert_eq!(
            table(&answers),
            [vec![0, 0, 0], vec![1, 2, 0], vec![1, 0, 0]]
        );
    }
}
