//! Exact comparison of sums of roots, for allocation weights such as `N·√(pq)` and `N^0.7`.
//!
//! Positive real roots of rationals, no two of them in a rational proportion, are linearly
//! independent over the rationals (Besicovitch 1940, Mordell 1953, Siegel 1972). So when the
//! weights are grouped into classes in rational proportion, a sum is zero exactly when the
//! coefficient of every class is; any other sum gets its sign from bounds that are made
//! tighter until they leave zero outside.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

use super::Fraction;

/// Bits behind the binary point in the first try; doubled until the sign is certain.
const FIRST_PRECISION: u64 = 96;

/// Numbers of the form `coefficient · radicand^exponent` with one exponent for all, grouped
/// into classes whose members are rational multiples of each other.
#[derive(Debug, Clone)]
pub struct Radicals {
    exponent: Fraction,
    /// One radicand for every class.
    classes: Vec<BigInt>,
    /// Class and coefficient of each number, all coefficients on one common denominator
    /// that is left out: only proportions matter.
    numbers: Vec<(usize, BigInt)>,
}

/// A linear combination: one whole coefficient for every class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadicalSum(Vec<BigInt>);

impl RadicalSum {
    /// Adds `times` · another sum of the same numbers.
    pub fn add_times(&mut self, times: &BigInt, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine += times * theirs;
        }
    }
}

impl Radicals {
    /// The numbers `coefficient · radicand^exponent`; radicands and coefficients are not
    /// negative.
    pub fn new(exponent: Fraction, terms: &[(BigRational, BigInt)]) -> Self {
        let mut classes: Vec<BigInt> = Vec::new();
        let mut numbers: Vec<(usize, BigRational)> = Vec::with_capacity(terms.len());
        for (coefficient, radicand) in terms {
            if coefficient.is_zero() || (radicand.is_zero() && exponent.numerator() > 0) {
                numbers.push((0, BigRational::zero()));
                continue;
            }
            let known = classes
                .iter()
                .enumerate()
                .find_map(|(class, representative)| {
                    proportion(radicand, representative, exponent).map(|factor| (class, factor))
                });
            if let Some((class, factor)) = known {
                numbers.push((class, coefficient * factor));
            } else {
                classes.push(radicand.clone());
                numbers.push((classes.len() - 1, coefficient.clone()));
            }
        }
        let common = numbers.iter().fold(BigInt::one(), |lcm, (_, coefficient)| {
            least_common_multiple(&lcm, coefficient.denom())
        });
        let numbers = numbers
            .into_iter()
            .map(|(class, coefficient)| (class, (coefficient * &common).to_integer()))
            .collect();
        Self {
            exponent,
            classes,
            numbers,
        }
    }

    /// Whether number `i` is zero.
    pub fn is_zero(&self, i: usize) -> bool {
        self.numbers[i].1.is_zero()
    }

    /// The empty sum.
    pub fn zero(&self) -> RadicalSum {
        RadicalSum(vec![BigInt::zero(); self.classes.len()])
    }

    /// Adds `times` · number `i` to a sum.
    pub fn add(&self, sum: &mut RadicalSum, times: &BigInt, i: usize) {
        let (class, coefficient) = &self.numbers[i];
        if let Some(entry) = sum.0.get_mut(*class) {
            *entry += times * coefficient;
        }
    }

    /// Number `i`·`a` against number `j`·`b`.
    pub fn compare(&self, a: u64, i: usize, b: u64, j: usize) -> Ordering {
        let (class_i, coefficient_i) = &self.numbers[i];
        let (class_j, coefficient_j) = &self.numbers[j];
        let left = coefficient_i * a;
        let right = coefficient_j * b;
        if class_i == class_j || left.is_zero() || right.is_zero() {
            return left.cmp(&right);
        }
        let mut difference = self.zero();
        difference.0[*class_i] += left;
        difference.0[*class_j] -= right;
        self.sign(&difference)
    }

    /// Whether a sum is below, at or above zero: decided, never estimated.
    pub fn sign(&self, sum: &RadicalSum) -> Ordering {
        let mut signs = sum
            .0
            .iter()
            .map(BigInt::sign)
            .filter(|s| *s != Sign::NoSign);
        let Some(first) = signs.next() else {
            return Ordering::Equal;
        };
        if signs.all(|sign| sign == first) {
            return match first {
                Sign::Minus => Ordering::Less,
                Sign::NoSign => Ordering::Equal,
                Sign::Plus => Ordering::Greater,
            };
        }
        let mut precision = FIRST_PRECISION;
        loop {
            let (low, high) = self.bounds(sum, precision);
            if low.is_positive() {
                return Ordering::Greater;
            }
            if high.is_negative() {
                return Ordering::Less;
            }
            precision *= 2;
        }
    }

    /// `factor · number i / sum` as a binary number, for showing.
    pub fn quotient(&self, factor: u64, i: usize, sum: &RadicalSum) -> f64 {
        let mut one = self.zero();
        self.add(&mut one, &BigInt::from(factor), i);
        let (above, _) = self.bounds(&one, FIRST_PRECISION);
        let (below, _) = self.bounds(sum, FIRST_PRECISION);
        if below.is_zero() {
            return 0.0;
        }
        BigRational::new(above, below).to_f64().unwrap_or(f64::NAN)
    }

    /// Bounds of a sum, in units of 2^-precision.
    fn bounds(&self, sum: &RadicalSum, precision: u64) -> (BigInt, BigInt) {
        let mut low = BigInt::zero();
        let mut high = BigInt::zero();
        for (coefficient, radicand) in sum.0.iter().zip(&self.classes) {
            if coefficient.is_zero() {
                continue;
            }
            let floor = floor_power(radicand, self.exponent, precision);
            let ceiling = &floor + 1;
            if coefficient.is_positive() {
                low += coefficient * floor;
                high += coefficient * ceiling;
            } else {
                low += coefficient * ceiling;
                high += coefficient * floor;
            }
        }
        (low, high)
    }
}

fn least_common_multiple(a: &BigInt, b: &BigInt) -> BigInt {
    // A rational in lowest terms carries the greatest common divisor out of a/b.
    a * BigRational::new(b.clone(), a.clone()).numer()
}

/// `(a/b)^exponent` when that is rational.
fn proportion(a: &BigInt, b: &BigInt, exponent: Fraction) -> Option<BigRational> {
    let ratio = BigRational::new(a.clone(), b.clone());
    if ratio.is_one() || exponent.numerator() == 0 {
        return Some(BigRational::one());
    }
    // The exponent is in lowest terms, so only the root can make it irrational.
    let root = u32::try_from(exponent.denominator()).ok()?;
    let power = i32::try_from(exponent.numerator()).ok()?;
    let base = BigRational::new(
        exact_root(ratio.numer(), root)?,
        exact_root(ratio.denom(), root)?,
    );
    Some(base.pow(power))
}

fn exact_root(value: &BigInt, root: u32) -> Option<BigInt> {
    if u64::from(root) > value.bits() {
        return value.is_one().then(BigInt::one);
    }
    let candidate = value.nth_root(root);
    (candidate.pow(root) == *value).then_some(candidate)
}

/// ⌊radicand^exponent · 2^precision⌋.
fn floor_power(radicand: &BigInt, exponent: Fraction, precision: u64) -> BigInt {
    let root = u32::try_from(exponent.denominator())
        .expect("exponents are short decimals, so their denominators are small");
    let power = u32::try_from(exponent.numerator())
        .expect("exponents are at most 1 or short decimals, so their numerators are small");
    let scaled: BigInt = radicand.pow(power) << (precision * u64::from(root));
    scaled.nth_root(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(exponent: (u64, u64), radicands: &[i64]) -> Radicals {
        let terms: Vec<_> = radicands
            .iter()
            .map(|r| (BigRational::one(), BigInt::from(*r)))
            .collect();
        Radicals::new(Fraction::new(exponent.0, exponent.1), &terms)
    }

    fn sign_of(radicals: &Radicals, coefficients: &[i64]) -> Ordering {
        let mut sum = radicals.zero();
        for (i, times) in coefficients.iter().enumerate() {
            radicals.add(&mut sum, &BigInt::from(*times), i);
        }
        radicals.sign(&sum)
    }

    #[test]
    fn sums_that_are_zero_are_seen_as_zero() {
        // √2 + √8 = √18: 1 + 2 = 3 times √2.
        assert_eq!(
            sign_of(&roots((1, 2), &[2, 8, 18]), &[1, 1, -1]),
            Ordering::Equal
        );
        // 16^(1/4) = 2 and 81^(1/4) = 3: 3·2 − 2·3 = 0.
        assert_eq!(
            sign_of(&roots((1, 4), &[16, 81]), &[3, -2]),
            Ordering::Equal
        );
        // 8^(2/3) = 4 and 27^(2/3) = 9.
        assert_eq!(sign_of(&roots((2, 3), &[8, 27]), &[9, -4]), Ordering::Equal);
    }

    #[test]
    fn sums_that_nearly_vanish_get_their_sign() {
        // √2 is above its convergent 131836323/93222358 (p² − 2q² = 1 would put it below:
        // 131836323² = 17380816062160329, 2·93222358² = 17380816062160328, so p/q > √2).
        assert_eq!(
            sign_of(&roots((1, 2), &[2, 1]), &[93_222_358, -131_836_323]),
            Ordering::Less
        );
        assert_eq!(
            sign_of(&roots((1, 2), &[2, 1]), &[93_222_358, -131_836_322]),
            Ordering::Greater
        );
        // √10 + √11 against √5 + √18 (squares 21 + 2√110 and 23 + 2√90: 6.4789 and 6.4787).
        assert_eq!(
            sign_of(&roots((1, 2), &[10, 11, 5, 18]), &[1, 1, -1, -1]),
            Ordering::Greater
        );
    }

    #[test]
    fn a_zero_exponent_makes_all_equal() {
        let ones = roots((0, 1), &[210, 30, 7]);
        assert_eq!(ones.compare(1, 0, 1, 2), Ordering::Equal);
    }

    #[test]
    fn zero_numbers_stay_zero() {
        let terms = vec![
            (BigRational::zero(), BigInt::from(5)),
            (BigRational::one(), BigInt::zero()),
            (BigRational::one(), BigInt::from(3)),
        ];
        let numbers = Radicals::new(Fraction::new(1, 2), &terms);
        assert!(numbers.is_zero(0) && numbers.is_zero(1) && !numbers.is_zero(2));
        assert_eq!(numbers.compare(7, 0, 1, 2), Ordering::Less);
    }
}
