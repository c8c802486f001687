//! The hypergeometric distribution: X deviating files in a sample of n out of N files of
//! which K deviate. Tails as floats with full relative accuracy, and comparisons of a tail
//! with a risk that are settled in whole numbers where floats could be wrong.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::{One as _, Zero as _};

use super::binomial;
use crate::exact::Fraction;

/// Floats are good to 1e-12 here; nearer to a risk than this, whole numbers decide.
const CERTAIN: f64 = 1e-9;

/// The distribution of X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u64,
    deviating: u64,
    sample: u64,
}

impl Hypergeometric {
    /// N files of which K deviate, n drawn.
    ///
    /// # Panics
    /// When K or n is above N.
    pub fn new(population: u64, deviating: u64, sample: u64) -> Self {
        assert!(
            deviating <= population && sample <= population,
            "parts of a population are not larger than it"
        );
        Self {
            population,
            deviating,
            sample,
        }
    }

    /// The least and the greatest x that can occur.
    pub fn support(self) -> (u64, u64) {
        let least = (self.sample + self.deviating).saturating_sub(self.population);
        (least, self.sample.min(self.deviating))
    }

    /// P(X = x).
    pub fn density(self, x: u64) -> f64 {
        let (least, most) = self.support();
        if x < least || x > most {
            return 0.0;
        }
        let (population, sample) = (self.population as f64, self.sample as f64);
        let (deviating, x) = (self.deviating as f64, x as f64);
        let p = sample / population;
        let q = (population - sample) / population;
        binomial::density(x, deviating, p, q)
            * binomial::density(sample - x, population - deviating, p, q)
            / binomial::density(sample, population, p, q)
    }

    /// Appends P(X = 0) … P(X = n): outwards from the likeliest, by their ratios.
    pub(super) fn densities_into(self, all: &mut Vec<f64>) {
        let (least, most) = self.support();
        let place = |x: u64| usize::try_from(x).expect("a sample of files fits");
        let from = all.len();
        all.resize(from + place(self.sample) + 1, 0.0);
        let centre = u128::from(self.sample + 1) * u128::from(self.deviating + 1)
            / u128::from(self.population + 2);
        let centre = u64::try_from(centre).map_or(most, |x| x.clamp(least, most));
        let mut term = self.density(centre);
        all[from + place(centre)] = term;
        for x in centre + 1..=most {
            let (up, down) = self.odds(x);
            term *= up / down;
            all[from + place(x)] = term;
        }
        term = all[from + place(centre)];
        for x in (least..centre).rev() {
            let (up, down) = self.odds(x + 1);
            term *= down / up;
            all[from + place(x)] = term;
        }
    }

    /// P(X ≤ x) and P(X > x); the smaller keeps its relative accuracy.
    pub fn tails(self, x: u64) -> (f64, f64) {
        let (least, most) = self.support();
        if x < least {
            return (0.0, 1.0);
        }
        if x >= most {
            return (1.0, 0.0);
        }
        // Sum outwards from x, on the side where the terms shrink.
        let centre = u128::from(self.sample + 1) * u128::from(self.deviating + 1)
            / u128::from(self.population + 2);
        if u128::from(x) < centre {
            let lower = self.sum_down(x);
            (lower, 1.0 - lower)
        } else {
            let upper = self.sum_up(x + 1);
            (1.0 - upper, upper)
        }
    }

    fn sum_down(self, x: u64) -> f64 {
        let (least, _) = self.support();
        let mut term = self.density(x);
        let mut sum = term;
        for i in (least + 1..=x).rev() {
            let (up, down) = self.odds(i);
            term *= down / up;
            sum += term;
            if term < sum * 1e-18 {
                break;
            }
        }
        sum
    }

    fn sum_up(self, x: u64) -> f64 {
        let (_, most) = self.support();
        let mut term = self.density(x);
        let mut sum = term;
        for i in x + 1..=most {
            let (up, down) = self.odds(i);
            term *= up / down;
            sum += term;
            if term < sum * 1e-18 {
                break;
            }
        }
        sum
    }

    /// P(X = i) / P(X = i−1) as a numerator and a denominator.
    fn odds(self, i: u64) -> (f64, f64) {
        let up = (self.deviating - i + 1) as f64 * (self.sample - i + 1) as f64;
        let down = i as f64 * (self.population + i - self.deviating - self.sample) as f64;
        (up, down)
    }

    /// P(X ≤ x) against a risk, exactly.
    pub fn compare_lower_tail(self, x: u64, risk: Fraction) -> Ordering {
        settle(self.tails(x).0, risk, || {
            self.weight(self.support().0, Some(x))
        })
        .unwrap_or_else(|favourable| self.against_all(&favourable, risk))
    }

    /// P(X ≥ x) against a risk, exactly.
    pub fn compare_upper_tail(self, x: u64, risk: Fraction) -> Ordering {
        let tail = match x.checked_sub(1) {
            None => 1.0,
            Some(below) => self.tails(below).1,
        };
        settle(tail, risk, || self.weight(x.max(self.support().0), None))
            .unwrap_or_else(|favourable| self.against_all(&favourable, risk))
    }

    fn against_all(self, favourable: &BigUint, risk: Fraction) -> Ordering {
        let all = binomial_coefficient(self.population, self.sample);
        (favourable * risk.denominator()).cmp(&(all * risk.numerator()))
    }

    /// Σ C(K, i)·C(N−K, n−i) over i from `first` to `last` or the end.
    fn weight(self, first: u64, last: Option<u64>) -> BigUint {
        let (least, most) = self.support();
        let last = last.unwrap_or(most).min(most);
        if first < least || first > last {
            return BigUint::zero();
        }
        let mut term = binomial_coefficient(self.deviating, first)
            * binomial_coefficient(self.population - self.deviating, self.sample - first);
        let mut sum = term.clone();
        for i in first + 1..=last {
            term *= u128::from(self.deviating - i + 1) * u128::from(self.sample - i + 1);
            term /= u128::from(i) * u128::from(self.population + i - self.deviating - self.sample);
            sum += &term;
        }
        sum
    }
}

/// Compares a float with a risk where that is certain; else gives what `exactly` counts.
fn settle(
    tail: f64,
    risk: Fraction,
    exactly: impl FnOnce() -> BigUint,
) -> Result<Ordering, BigUint> {
    let limit = risk.to_f64();
    if tail > limit * (1.0 + CERTAIN) {
        Ok(Ordering::Greater)
    } else if tail < limit * (1.0 - CERTAIN) {
        Ok(Ordering::Less)
    } else {
        Err(exactly())
    }
}

/// C(n, k) as a whole number.
pub(super) fn binomial_coefficient(n: u64, k: u64) -> BigUint {
    if k > n {
        return BigUint::zero();
    }
    let k = k.min(n - k);
    let mut value = BigUint::one();
    for i in 1..=k {
        value *= n - k + i;
        value /= i;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_by_hand() {
        // N = 15, K = 5, n = 5: P(X = 0) = C(10,5)/C(15,5) = 252/3003.
        let five = Hypergeometric::new(15, 5, 5);
        assert!((five.density(0) - 252.0 / 3003.0).abs() < 1e-15);
        assert!((five.tails(0).0 - 252.0 / 3003.0).abs() < 1e-15);
        // P(X ≤ 1) = (252 + 5·210)/3003.
        assert!((five.tails(1).0 - 1302.0 / 3003.0).abs() < 1e-15);
        assert_eq!(five.support(), (0, 5));
        assert_eq!(Hypergeometric::new(10, 8, 5).support(), (3, 5));
        assert_eq!(Hypergeometric::new(10, 4, 10).tails(4), (1.0, 0.0));
        assert_eq!(Hypergeometric::new(10, 4, 10).tails(3), (0.0, 1.0));
    }

    #[test]
    fn ties_are_ties() {
        // 252/3003 = 12/143.
        let five = Hypergeometric::new(15, 5, 5);
        let tie = Fraction::new(12, 143);
        assert_eq!(five.compare_lower_tail(0, tie), Ordering::Equal);
        assert_eq!(
            five.compare_upper_tail(1, Fraction::new(131, 143)),
            Ordering::Equal
        );
        let just_above = Fraction::new(12_000_000_000_001, 143_000_000_000_000);
        assert_eq!(five.compare_lower_tail(0, just_above), Ordering::Less);
        assert_eq!(
            five.compare_upper_tail(0, Fraction::new(1, 1)),
            Ordering::Equal
        );
        assert_eq!(
            five.compare_upper_tail(6, Fraction::new(1, 20)),
            Ordering::Less
        );
    }

    #[test]
    fn whole_and_binary_arithmetic_agree() {
        for (population, deviating, sample) in [(90, 34, 49), (595, 6, 233), (300, 290, 50)] {
            let x = Hypergeometric::new(population, deviating, sample);
            let all = binomial_coefficient(population, sample);
            let (least, most) = x.support();
            for i in least..=most {
                let weight = x.weight(least, Some(i));
                // Scaled to 60 bits so that the quotient is exact enough as a float.
                let share: BigUint = (weight << 60_u32) / &all;
                let share = u64::try_from(share).unwrap() as f64 / (1_u64 << 60) as f64;
                assert!((x.tails(i).0 - share).abs() < 1e-13);
            }
        }
    }
}
