//! How many files each stratum gets: quotas `q_h = clip(λ·w_h, l_h, N_h)` with the λ that
//! makes them sum to n, then largest remainders (Hamilton). Weights may hold roots (Neyman,
//! power); every comparison that decides a file is exact all the same, and equal remainders
//! go to the larger stratum, then by name in code-point order, never by the order of input.

#![allow(
    clippy::doc_markdown,
    reason = "N_h, n_h and w_h are the textbook's letters, not code"
)]

mod texts;

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::exact::{Fraction, RadicalSum, Radicals, Rate};
use crate::lang::Text;

/// The finest exponent of a power allocation, in decimals.
const EXPONENT_DECIMALS: u32 = 3;

/// One stratum as the allocation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StratumSize<'a> {
    /// The name, which decides the last ties.
    pub name: &'a str,
    /// N_h, the files in the population.
    pub population: u64,
    /// The fewest files wanted; a stratum with fewer than that is taken whole. For an
    /// extension it is the number already drawn.
    pub minimum: u64,
}

/// What the sizes shall be in proportion to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weights {
    /// N_h.
    Proportional,
    /// The same for each.
    Equal,
    /// N_h·√(p_h(1−p_h)) with a guessed rate for each stratum, in the order of the strata.
    Neyman(Vec<Rate>),
    /// N_h^a.
    Power(Rate),
}

/// The sizes, and the quotas they were rounded from, in the order of the strata given.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// n_h.
    pub sizes: Vec<u64>,
    /// q_h, for showing the rule's arithmetic; the sizes were not decided from these.
    pub quotas: Vec<f64>,
}

/// Why no allocation exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllocationError {
    /// More files asked for than there are.
    SizeExceedsPopulation {
        /// n.
        size: u64,
        /// N.
        population: u64,
    },
    /// The minimums alone are more than n.
    MinimumExceedsSize {
        /// Σ min(minimum, N_h).
        minimum: u64,
        /// n.
        size: u64,
    },
    /// Every stratum has weight zero.
    AllWeightsZero,
    /// The strata with a weight above zero hold too few files.
    WeightsCannotAbsorb {
        /// What can be given at most.
        most: u64,
        /// n.
        size: u64,
    },
    /// Guessed rates do not match the strata one to one.
    RatesDoNotMatch {
        /// Rates given.
        rates: usize,
        /// Strata given.
        strata: usize,
    },
    /// The exponent of a power allocation has too many decimals to be compared exactly.
    ExponentTooFine,
}

impl AllocationError {
    /// The reason in words, with its numbers.
    pub fn text(&self) -> Text {
        match *self {
            Self::SizeExceedsPopulation { size, population } => {
                texts::size_exceeds_population(size, population)
            }
            Self::MinimumExceedsSize { minimum, size } => {
                texts::minimum_exceeds_size(minimum, size)
            }
            Self::AllWeightsZero => texts::all_weights_zero(),
            Self::WeightsCannotAbsorb { most, size } => texts::weights_cannot_absorb(most, size),
            Self::RatesDoNotMatch { rates, strata } => texts::rates_do_not_match(rates, strata),
            Self::ExponentTooFine => texts::exponent_too_fine(EXPONENT_DECIMALS),
        }
    }

    /// What to do about it, in the plan's words.
    pub fn hint(&self) -> Text {
        match self {
            Self::SizeExceedsPopulation { .. } => texts::ask_for_fewer(),
            Self::MinimumExceedsSize { .. } => texts::lower_the_minimum(),
            Self::AllWeightsZero | Self::WeightsCannotAbsorb { .. } => texts::other_weights(),
            Self::RatesDoNotMatch { .. } => texts::one_rate_each(),
            Self::ExponentTooFine => texts::round_the_exponent(),
        }
    }
}

impl fmt::Display for AllocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for AllocationError {}

/// Divides `size` files over the strata.
pub fn allocate(
    strata: &[StratumSize<'_>],
    size: u64,
    weights: &Weights,
) -> Result<Allocation, AllocationError> {
    let population: u64 = strata.iter().map(|s| s.population).sum();
    if size > population {
        return Err(AllocationError::SizeExceedsPopulation { size, population });
    }
    let minimum: u64 = strata.iter().map(lower).sum();
    if minimum > size {
        return Err(AllocationError::MinimumExceedsSize { minimum, size });
    }
    let weights = radicals(strata, weights)?;
    if minimum == size {
        return Ok(whole(strata.iter().map(lower).collect()));
    }
    if (0..strata.len()).all(|h| weights.is_zero(h)) {
        return Err(AllocationError::AllWeightsZero);
    }
    let most: u64 = strata
        .iter()
        .enumerate()
        .map(|(h, s)| {
            if weights.is_zero(h) {
                lower(s)
            } else {
                s.population
            }
        })
        .sum();
    if most < size {
        return Err(AllocationError::WeightsCannotAbsorb { most, size });
    }
    Ok(round(
        strata,
        &weights,
        &solve(strata, &weights, size),
        size,
    ))
}

/// l_h: a stratum smaller than its minimum is taken whole.
fn lower(stratum: &StratumSize<'_>) -> u64 {
    stratum.minimum.min(stratum.population)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "quotas are for showing; counts of files are far below 2^53"
)]
fn whole(sizes: Vec<u64>) -> Allocation {
    Allocation {
        quotas: sizes.iter().map(|n| *n as f64).collect(),
        sizes,
    }
}

/// The weights as numbers that can be compared exactly.
fn radicals(strata: &[StratumSize<'_>], weights: &Weights) -> Result<Radicals, AllocationError> {
    let one = || BigRational::from_integer(BigInt::from(1));
    let plain = |numbers: Vec<u64>| {
        let terms: Vec<_> = numbers
            .into_iter()
            .map(|n| (BigRational::from_integer(BigInt::from(n)), BigInt::from(1)))
            .collect();
        Radicals::new(Fraction::new(1, 1), &terms)
    };
    match weights {
        Weights::Proportional => Ok(plain(strata.iter().map(|s| s.population).collect())),
        Weights::Equal => Ok(plain(vec![1; strata.len()])),
        Weights::Neyman(rates) => {
            if rates.len() != strata.len() {
                return Err(AllocationError::RatesDoNotMatch {
                    rates: rates.len(),
                    strata: strata.len(),
                });
            }
            // N·√(a(b−a)/b²) = (N/b)·√(a(b−a)) with the rate a/b.
            let terms: Vec<_> = strata
                .iter()
                .zip(rates)
                .map(|(stratum, rate)| {
                    let (a, b) = (rate.fraction().numerator(), rate.fraction().denominator());
                    (
                        BigRational::new(BigInt::from(stratum.population), BigInt::from(b)),
                        BigInt::from(a) * BigInt::from(b - a),
                    )
                })
                .collect();
            Ok(Radicals::new(Fraction::new(1, 2), &terms))
        }
        Weights::Power(exponent) => {
            let exponent = exponent.fraction();
            if !10_u64
                .pow(EXPONENT_DECIMALS)
                .is_multiple_of(exponent.denominator())
            {
                return Err(AllocationError::ExponentTooFine);
            }
            let terms: Vec<_> = strata
                .iter()
                .map(|s| {
                    // 0^0 is taken as 1 by the formula; an empty stratum is capped at 0 anyway.
                    (one(), BigInt::from(s.population.max(1)))
                })
                .collect();
            Ok(Radicals::new(exponent, &terms))
        }
    }
}

/// Where λ leaves a stratum: held at a bound, or free to follow its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    At(u64),
    Free,
}

/// Finds which strata are held at a bound at the λ that makes the quotas sum to `size`.
/// λ is looked for among the breakpoints b/w_i where a stratum leaves or reaches a bound b.
fn solve(strata: &[StratumSize<'_>], weights: &Radicals, size: u64) -> Vec<Hold> {
    let mut breakpoints: Vec<(u64, usize)> = Vec::with_capacity(2 * strata.len());
    for (h, stratum) in strata.iter().enumerate() {
        if !weights.is_zero(h) {
            breakpoints.push((lower(stratum), h));
            breakpoints.push((stratum.population, h));
        }
    }
    // b/w_i against c/w_j is b·w_j against c·w_i.
    breakpoints.sort_by(|(b, i), (c, j)| weights.compare(*b, *j, *c, *i));
    let first = breakpoints.partition_point(|(b, i)| {
        let held = holds(strata, weights, *b, *i);
        // Σ quotas at this λ falls short of n: b·Σ_free w < (n − fixed)·w_i.
        let mut excess = free_sum(weights, &held, *b);
        let missing = BigInt::from(size) - BigInt::from(fixed_sum(&held));
        weights.add(&mut excess, &-missing, *i);
        weights.sign(&excess) == Ordering::Less
    });
    let (b, i) = breakpoints[first.min(breakpoints.len() - 1)];
    holds(strata, weights, b, i)
}

/// Who is held on the stretch of λ that ends at b/w_i.
fn holds(strata: &[StratumSize<'_>], weights: &Radicals, b: u64, i: usize) -> Vec<Hold> {
    strata
        .iter()
        .enumerate()
        .map(|(j, stratum)| {
            if weights.is_zero(j) || weights.compare(b, j, lower(stratum), i).is_le() {
                Hold::At(lower(stratum))
            } else if weights.compare(b, j, stratum.population, i).is_gt() {
                Hold::At(stratum.population)
            } else {
                Hold::Free
            }
        })
        .collect()
}

fn fixed_sum(held: &[Hold]) -> u64 {
    held.iter()
        .map(|hold| match hold {
            Hold::At(count) => *count,
            Hold::Free => 0,
        })
        .sum()
}

fn free_sum(weights: &Radicals, held: &[Hold], times: u64) -> RadicalSum {
    let times = BigInt::from(times);
    let mut sum = weights.zero();
    for (h, hold) in held.iter().enumerate() {
        if *hold == Hold::Free {
            weights.add(&mut sum, &times, h);
        }
    }
    sum
}

/// Floors first, then one more for the largest remainders until the sum is n.
fn round(strata: &[StratumSize<'_>], weights: &Radicals, held: &[Hold], size: u64) -> Allocation {
    let rest = size - fixed_sum(held);
    let total = free_sum(weights, held, 1);
    let mut sizes = Vec::with_capacity(strata.len());
    let mut quotas = Vec::with_capacity(strata.len());
    let mut candidates: Vec<usize> = Vec::new();
    for (h, hold) in held.iter().enumerate() {
        match hold {
            Hold::At(count) => {
                let fixed = whole(vec![*count]);
                sizes.extend(fixed.sizes);
                quotas.extend(fixed.quotas);
            }
            Hold::Free => {
                let quota = weights.quotient(rest, h, &total);
                sizes.push(floor(weights, rest, h, &total, quota));
                quotas.push(quota);
                candidates.push(h);
            }
        }
    }
    // Remainder of i above that of j: (rest·w_i − f_i·S) > (rest·w_j − f_j·S).
    candidates.sort_by(|&i, &j| {
        let floors = BigInt::from(sizes[j]) - BigInt::from(sizes[i]);
        let mut difference = weights.zero();
        weights.add(&mut difference, &BigInt::from(rest), i);
        weights.add(&mut difference, &-BigInt::from(rest), j);
        difference.add_times(&floors, &total);
        weights
            .sign(&difference)
            .reverse()
            .then_with(|| strata[j].population.cmp(&strata[i].population))
            .then_with(|| strata[i].name.cmp(strata[j].name))
    });
    let given: u64 = sizes.iter().sum();
    let extra = usize::try_from(size - given).expect("there are fewer extras than strata");
    for h in candidates.into_iter().take(extra) {
        sizes[h] += 1;
    }
    Allocation { sizes, quotas }
}

/// ⌊rest·w_h / total⌋: guessed in floats, then proved.
fn floor(weights: &Radicals, rest: u64, h: usize, total: &RadicalSum, guess: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a first guess that is corrected below; the cast saturates"
    )]
    let mut floor = guess as u64;
    let reaches = |count: u64| {
        let mut difference = weights.zero();
        weights.add(&mut difference, &BigInt::from(rest), h);
        difference.add_times(&-BigInt::from(count), total);
        weights.sign(&difference).is_ge()
    };
    while !reaches(floor) {
        floor -= 1;
    }
    while reaches(floor + 1) {
        floor += 1;
    }
    floor
}

#[cfg(test)]
mod tests;
