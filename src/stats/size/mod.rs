//! How many files: for a tolerable rate with deviations allowed or expected, for a precision,
//! and to find at least one deviation. What decides a number of files is decided in whole
//! numbers: p·n in floats gives 15 for 0.035·400.

use std::cmp::Ordering;

use num_bigint::BigUint;
use num_traits::{One as _, Zero as _};

use super::finite::hypergeometric_interval;
use super::hypergeometric::Hypergeometric;
use super::proportion::clopper_pearson;
use super::{Misuse, Side, beta, binomial, normal, poisson};
use crate::exact::{Confidence, Fraction, Rate};

/// Floats are good to 1e-12 here; nearer to a risk than this, whole numbers decide.
const CERTAIN: f64 = 1e-9;
/// No sample for an endless population is larger than this.
const LARGEST: u64 = 10_000_000;
/// No more deviations than this are planned for.
const MOST_ALLOWED: u64 = 20_000;

/// Which distribution the number of deviations in the sample follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Exact for N files, drawn without replacement.
    Hypergeometric {
        /// N.
        population: u64,
    },
    /// An endless population.
    Binomial,
    /// An endless population and a small rate: ⌈factor/r⌉, the auditors' rule of thumb.
    Poisson,
}

/// How many deviations the sample may hold and still carry the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// Exactly so many.
    Deviations(u64),
    /// As many as a rate gives: k = ⌈n·e⌉.
    Rate(Rate),
}

/// A size with the deviations it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// n.
    pub sample: u64,
    /// k.
    pub allowed: u64,
}

/// The smallest n that, with so many deviations found, gives a one-sided upper limit of at
/// most the tolerable rate.
pub fn tolerable(
    model: Model,
    tolerable: Rate,
    allowance: Allowance,
    confidence: Confidence,
) -> Result<Size, Misuse> {
    let demand = Demand {
        model,
        tolerable,
        risk: confidence.alpha(),
    };
    if tolerable == Rate::ZERO && !matches!(model, Model::Hypergeometric { .. }) {
        return Err(Misuse::Infeasible);
    }
    match allowance {
        Allowance::Deviations(allowed) => demand
            .smallest(allowed, 1, demand.largest())
            .map(|sample| Size { sample, allowed })
            .ok_or(Misuse::Infeasible),
        Allowance::Rate(expected) => demand.expecting(expected),
    }
}

struct Demand {
    model: Model,
    tolerable: Rate,
    risk: Fraction,
}

impl Demand {
    fn largest(&self) -> u64 {
        match self.model {
            Model::Hypergeometric { population } => population,
            Model::Binomial | Model::Poisson => LARGEST,
        }
    }

    /// Sizes with the same ⌈n·e⌉ lie together, and among them more files are never worse.
    fn expecting(&self, expected: Rate) -> Result<Size, Misuse> {
        let share = expected.fraction();
        if share.numerator() == 0 {
            let sample = self.smallest(0, 1, self.largest());
            let size = |sample| Size { sample, allowed: 0 };
            return sample.map(size).ok_or(Misuse::Infeasible);
        }
        // An expected rate at or above the tolerable one can only be met by looking at all.
        let mut from = 1;
        for allowed in 1..=MOST_ALLOWED {
            // The last n with ⌈n·e⌉ = allowed is ⌊allowed/e⌋.
            let last = u128::from(allowed) * u128::from(share.denominator())
                / u128::from(share.numerator());
            let last = u64::try_from(last).unwrap_or(u64::MAX).min(self.largest());
            if let Some(sample) = self.smallest(allowed, from, last) {
                return Ok(Size { sample, allowed });
            }
            if last >= self.largest() {
                break;
            }
            from = last + 1;
        }
        Err(Misuse::Infeasible)
    }

    /// The smallest n of a stretch that is enough for k deviations.
    fn smallest(&self, allowed: u64, from: u64, to: u64) -> Option<u64> {
        let from = from.max(1);
        if from > to || !self.is_enough(to, allowed) {
            return None;
        }
        if self.is_enough(from, allowed) {
            return Some(from);
        }
        let (mut below, mut enough) = (from, to);
        while enough - below > 1 {
            let middle = below + (enough - below) / 2;
            if self.is_enough(middle, allowed) {
                enough = middle;
            } else {
                below = middle;
            }
        }
        Some(enough)
    }

    /// Whether k or fewer deviations among n files are unlikely where the rate is above the
    /// tolerable one.
    fn is_enough(&self, sample: u64, allowed: u64) -> bool {
        match self.model {
            Model::Hypergeometric { population } => {
                let most = self.tolerable.fraction().floor_of(population);
                if most >= population {
                    // Whatever deviates is tolerated.
                    return true;
                }
                if allowed >= sample {
                    return false;
                }
                Hypergeometric::new(population, most + 1, sample)
                    .compare_lower_tail(allowed, self.risk)
                    .is_le()
            }
            Model::Binomial => compare_binomial(sample, self.tolerable, allowed, self.risk).is_le(),
            Model::Poisson => {
                let rate = self.tolerable.to_f64();
                let factor = poisson::factor(allowed, self.risk.to_f64());
                sample as f64 >= factor / rate
            }
        }
    }
}

/// P(Bin(n, p) ≤ k) against a risk, exactly.
fn compare_binomial(sample: u64, rate: Rate, k: u64, risk: Fraction) -> Ordering {
    if k >= sample {
        return risk.cmp(&Fraction::new(1, 1)).reverse();
    }
    let p = rate.to_f64();
    // P(X ≤ k) = P(Beta(k+1, n−k) > p).
    let tail = beta::tails(
        (k + 1) as f64,
        (sample - k) as f64,
        p,
        rate.complement().to_f64(),
    )
    .1;
    let limit = risk.to_f64();
    if tail > limit * (1.0 + CERTAIN) {
        return Ordering::Greater;
    }
    if tail < limit * (1.0 - CERTAIN) {
        return Ordering::Less;
    }
    let whole = rate.fraction().denominator();
    let a = BigUint::from(rate.fraction().numerator());
    let b = BigUint::from(whole) - &a;
    let exponent = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let mut sum = BigUint::zero();
    let mut ways = BigUint::one();
    for i in 0..=k {
        sum += &ways * a.pow(exponent(i)) * b.pow(exponent(sample - i));
        ways = ways * (sample - i) / (i + 1);
    }
    let all = BigUint::from(whole).pow(exponent(sample));
    (sum * risk.denominator()).cmp(&(all * risk.numerator()))
}

/// The smallest n that finds at least one of K deviating files among N as often as the
/// confidence says.
pub fn discovery(population: u64, deviating: u64, confidence: Confidence) -> Result<u64, Misuse> {
    if deviating > population {
        return Err(Misuse::DeviationsExceedSample {
            deviations: deviating,
            sample: population,
        });
    }
    if deviating == 0 {
        return Err(Misuse::Infeasible);
    }
    let risk = confidence.alpha();
    let finds = |sample: u64| {
        Hypergeometric::new(population, deviating, sample)
            .compare_lower_tail(0, risk)
            .is_le()
    };
    // Of N − K + 1 files one deviates: that many are always enough.
    let (mut below, mut enough) = (0, population - deviating + 1);
    while enough - below > 1 {
        let middle = below + (enough - below) / 2;
        if finds(middle) {
            enough = middle;
        } else {
            below = middle;
        }
    }
    Ok(enough)
}

/// P(X ≥ k) where K of N files deviate and n are reviewed.
pub fn chance(population: u64, deviating: u64, sample: u64, at_least: u64) -> f64 {
    match at_least.checked_sub(1) {
        None => 1.0,
        Some(below) => {
            Hypergeometric::new(population, deviating, sample)
                .tails(below)
                .1
        }
    }
}

/// P(X ≥ k) in n files of an endless population.
pub fn chance_endless(rate: Rate, sample: u64, at_least: u64) -> f64 {
    if at_least == 0 {
        return 1.0;
    }
    if at_least > sample {
        return 0.0;
    }
    let (a, b) = (at_least as f64, (sample - at_least + 1) as f64);
    beta::tails(a, b, rate.to_f64(), rate.complement().to_f64()).0
}

/// What is likelier to be seen than this is counted.
const SEEN: f64 = 1e-9;

/// The expected half-width of the two-sided exact interval: over the numbers of deviations that
/// `sample` files may show, each as likely as it is. With a population, its files and how many of
/// them deviate; without one, by the rate (STATISTICS 6).
///
/// # Errors
/// As the interval's.
pub fn expected_half_width(
    population: Option<(u64, u64)>,
    sample: u64,
    rate: Rate,
    confidence: Confidence,
) -> Result<f64, Misuse> {
    let (least, most) = match population {
        Some((all, deviating)) => Hypergeometric::new(all, deviating, sample).support(),
        None => (0, sample),
    };
    let (mut sum, mut seen) = (0.0, 0.0);
    for x in least..=most {
        let (density, limits) = if let Some((all, deviating)) = population {
            let density = Hypergeometric::new(all, deviating, sample).density(x);
            if density < SEEN {
                continue;
            }
            let counts = hypergeometric_interval(all, sample, x, confidence, Side::Two)?;
            (density, counts.rates(all))
        } else {
            let (p, q) = (rate.to_f64(), rate.complement().to_f64());
            let density = binomial::density(x as f64, sample as f64, p, q);
            if density < SEEN {
                continue;
            }
            (density, clopper_pearson(x, sample, confidence, Side::Two)?)
        };
        let width = limits.upper.unwrap_or(1.0) - limits.lower.unwrap_or(0.0);
        sum += density * width / 2.0;
        seen += density;
    }
    Ok(sum / seen)
}

/// A size for a precision, before it is rounded up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// n0 = z²pq/e², for an endless population.
    pub endless: f64,
    /// n0/(1 + (n0 − 1)/N), where the population is known.
    pub finite: Option<f64>,
}

impl Precision {
    /// The number of files.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a positive number far below 2^53"
    )]
    pub fn sample(self) -> u64 {
        self.finite.unwrap_or(self.endless).ceil() as u64
    }
}

/// The n whose normal interval is ± e wide where the rate is p.
pub fn precision(
    half_width: Rate,
    rate: Rate,
    confidence: Confidence,
    population: Option<u64>,
) -> Result<Precision, Misuse> {
    let deviation = deviation(half_width, confidence)?;
    let spread = rate.to_f64() * rate.complement().to_f64();
    let endless = spread / (deviation * deviation);
    Ok(Precision {
        endless,
        finite: population.map(|all| endless / (1.0 + (endless - 1.0) / all as f64)),
    })
}

/// e/z: the standard deviation that the precision allows.
fn deviation(half_width: Rate, confidence: Confidence) -> Result<f64, Misuse> {
    if half_width == Rate::ZERO {
        return Err(Misuse::NoPrecision);
    }
    let z = normal::upper_quantile(confidence.half_alpha().to_f64());
    Ok(half_width.to_f64() / z)
}

/// The same for a weighted rate (Cochran 1977, 5.9), before rounding up: with proportional
/// and with Neyman allocation. Each stratum gives N_h and the rate guessed for it.
pub fn stratified_precision(
    strata: &[(u64, Rate)],
    half_width: Rate,
    confidence: Confidence,
) -> Result<(f64, f64), Misuse> {
    let deviation = deviation(half_width, confidence)?;
    let population: u64 = strata.iter().map(|(population, _)| population).sum();
    if population == 0 {
        return Err(Misuse::NoFiles);
    }
    let all = population as f64;
    let (mut within, mut roots) = (0.0, 0.0);
    for (population, rate) in strata {
        let spread = rate.to_f64() * rate.complement().to_f64();
        within += *population as f64 / all * spread;
        roots += *population as f64 / all * libm::sqrt(spread);
    }
    let below = deviation * deviation + within / all;
    Ok((within / below, roots * roots / below))
}

#[cfg(test)]
mod tests;
