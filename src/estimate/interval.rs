//! Which interval, when (STATISTICS.md): exact for one stratum, for all strata together the
//! weighted rate with the interval that holds, and for a criterion or group that covers only
//! some files the ratio estimate. The method's name and its promise stand beside it.

use super::Estimate;
use crate::exact::Confidence;
use crate::stats::stratified::{SingleFile, Stratum, estimate, korn_graubard};
use crate::stats::{Limits, Method, Promise, Side, finite};

/// What was found among the files of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// N_h.
    pub(super) population: u64,
    /// Files that were decided: assessed or not applicable.
    pub(super) decided: u64,
    /// Files that the criterion applies to.
    pub(super) assessed: u64,
    /// Files that deviate.
    pub(super) gaps: u64,
}

impl Counts {
    fn stratum(self) -> Stratum {
        Stratum::new(self.population, self.decided, self.gaps).applying_to(self.assessed)
    }

    /// Whether the criterion applies to every decided file.
    fn applies_to_all(self) -> bool {
        self.decided == self.assessed
    }
}

/// The interval of one stratum, exact for its N_h files. Where the criterion applies to some
/// files only, the number it applies to is estimated as N_h a_h/n_h.
pub(super) fn of_stratum(counts: Counts, confidence: Confidence) -> Option<(Limits, Method)> {
    if counts.assessed == 0 {
        return None;
    }
    let population = if counts.applies_to_all() {
        counts.population
    } else {
        let applicable = counts.population * counts.assessed / counts.decided;
        applicable.max(counts.assessed)
    };
    let limits = finite::hypergeometric_interval(
        population,
        counts.assessed,
        counts.gaps,
        confidence,
        Side::Two,
    );
    // The counts come from findings: a stratum never has more gaps than files.
    let limits = limits.ok()?.rates(population);
    Some((limits, Method::Hypergeometric))
}

/// The weighted rate of several strata with its interval; strata without a decided file are
/// not spoken for. `None` where nothing was assessed.
pub(super) fn of_strata(strata: &[Counts], confidence: Confidence) -> Option<Estimate> {
    let reached: Vec<Counts> = strata.iter().copied().filter(|c| c.decided > 0).collect();
    if reached.iter().map(|counts| counts.assessed).sum::<u64>() == 0 {
        return None;
    }
    let numbers: Vec<Stratum> = reached.iter().map(|counts| counts.stratum()).collect();
    let point = estimate(&numbers, SingleFile::Certainty).ok()?;
    let (limits, method, promise) = overall(&reached, &numbers, confidence);
    Some(Estimate {
        rate: point.rate,
        lower: limits.lower,
        upper: limits.upper,
        confidence: confidence.to_f64(),
        method: method.name().to_owned(),
        promise: promise.name().to_owned(),
        population: point.population,
    })
}

fn overall(
    reached: &[Counts],
    numbers: &[Stratum],
    confidence: Confidence,
) -> (Limits, Method, Promise) {
    if let [only] = reached
        && only.applies_to_all()
        && let Some((limits, method)) = of_stratum(*only, confidence)
    {
        return (limits, method, Promise::Guaranteed);
    }
    // A stratum of which one file was reviewed has no variance of its own: the cautious rule.
    let limits = korn_graubard(numbers, confidence, Side::Two, SingleFile::Adjust);
    let limits = limits.unwrap_or(Limits {
        lower: None,
        upper: None,
    });
    (limits, Method::KornGraubard, Method::KornGraubard.promise())
}
