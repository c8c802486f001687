//! A design in whole numbers: the strata in the order in which they are worked through, the
//! weights N_h/n_h on a common denominator, and every stratum's distributions.

use crate::stats::Misuse;
use crate::stats::hypergeometric::Hypergeometric;
use crate::stats::stratified::Stratum;

/// Floats are good to 1e-12 here; nearer to a risk than this, whole numbers decide.
pub(super) const CERTAIN: f64 = 1e-9;

/// One stratum that was not reviewed whole.
#[derive(Debug)]
pub(super) struct Part {
    /// N_h.
    pub(super) population: u64,
    /// n_h.
    pub(super) sample: usize,
    /// x_h.
    pub(super) deviations: u64,
    /// N_h/n_h, times the common denominator.
    pub(super) weight: u64,
    /// N_h − n_h: how many more than x_h may deviate.
    pub(super) free: usize,
    /// P(X_h = x | K_h = x_h + more), `n_h + 1` numbers for each `more`.
    density: Vec<f64>,
}

/// The strata, those with most reviewed files first, and t on the common denominator.
#[derive(Debug)]
pub(super) struct Design {
    pub(super) parts: Vec<Part>,
    pub(super) target: u64,
}

impl Part {
    /// The distribution of X_h when `more` files deviate beyond those seen.
    pub(super) fn density(&self, more: usize) -> &[f64] {
        &self.density[more * (self.sample + 1)..(more + 1) * (self.sample + 1)]
    }
}

impl Design {
    /// Strata none of which was reviewed whole.
    pub(super) fn new(strata: &[Stratum]) -> Result<Self, Misuse> {
        let mut strata = strata.to_vec();
        strata.sort_by(|a, b| {
            let key = |s: &Stratum| (s.sample, s.population, s.deviations);
            key(b).cmp(&key(a))
        });
        let mut denominator: u128 = 1;
        for stratum in &strata {
            let sample = u128::from(stratum.sample);
            denominator = (denominator / common(denominator, sample))
                .checked_mul(sample)
                .filter(|product| *product < 1 << 60)
                .ok_or(Misuse::TooLarge)?;
        }
        let weights: Vec<u128> = strata
            .iter()
            .map(|s| u128::from(s.population) * (denominator / u128::from(s.sample)))
            .collect();
        let divisor = weights.iter().fold(0, |all, weight| common(all, *weight));
        let mut target: u64 = 0;
        let mut whole: u64 = 0;
        let mut parts = Vec::new();
        for (stratum, weight) in strata.iter().zip(weights) {
            let weight = u64::try_from(weight / divisor).map_err(|_| Misuse::TooLarge)?;
            let add = |sum: u64, files: u64| {
                weight
                    .checked_mul(files)
                    .and_then(|product| sum.checked_add(product))
                    .ok_or(Misuse::TooLarge)
            };
            target = add(target, stratum.deviations)?;
            whole = add(whole, stratum.sample)?;
            parts.push(Part::new(stratum, weight)?);
        }
        Ok(Self { parts, target })
    }

    /// How many files may deviate beyond those seen.
    pub(super) fn free(&self) -> usize {
        self.parts.iter().map(|part| part.free).sum()
    }
}

impl Part {
    fn new(stratum: &Stratum, weight: u64) -> Result<Self, Misuse> {
        let size = |files: u64| usize::try_from(files).map_err(|_| Misuse::TooLarge);
        let (sample, free) = (
            size(stratum.sample)?,
            size(stratum.population - stratum.sample)?,
        );
        // Beyond this the distributions alone fill the memory.
        if (free + 1).saturating_mul(sample + 1) > 40_000_000 {
            return Err(Misuse::TooLarge);
        }
        let mut density = Vec::with_capacity((free + 1) * (sample + 1));
        for more in 0..=stratum.population - stratum.sample {
            let distribution = Hypergeometric::new(
                stratum.population,
                stratum.deviations + more,
                stratum.sample,
            );
            distribution.densities_into(&mut density);
        }
        Ok(Self {
            population: stratum.population,
            sample,
            deviations: stratum.deviations,
            weight,
            free,
            density,
        })
    }
}

fn common(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
