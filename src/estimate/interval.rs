//! Which interval, when (STATISTICS.md): exact for one stratum; for all strata together the
//! exact one of Wendell and Schmee, or the fast one where that is out of reach, with the
//! reason; and for a criterion or group that covers only some files the ratio estimate. The
//! method's name and its promise stand beside it.

use super::{Estimate, texts};
use crate::exact::Confidence;
use crate::lang::Text;
use crate::stats::stratified::{SingleFile, Stratum, estimate, korn_graubard};
use crate::stats::wendell_schmee::{self, Effort};
use crate::stats::{CountLimits, Limits, Method, Promise, Side, finite};

/// What was found among the files of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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

/// An interval with what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Interval {
    pub(super) limits: Limits,
    /// The same as numbers of files, where the method gives them.
    pub(super) counts: Option<CountLimits>,
    pub(super) method: Method,
    pub(super) promise: Promise,
    /// Why it is not the exact, proved one.
    pub(super) reason: Option<Text>,
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
/// files only, the number it applies to is estimated as N_h a_h/n_h, rounded up: the interval
/// is then exact for that many files.
pub(super) fn of_stratum(counts: Counts, confidence: Confidence, side: Side) -> Option<Interval> {
    if counts.assessed == 0 {
        return None;
    }
    let population = if counts.applies_to_all() {
        counts.population
    } else {
        (counts.population * counts.assessed).div_ceil(counts.decided)
    };
    let found =
        finite::hypergeometric_interval(population, counts.assessed, counts.gaps, confidence, side);
    // The counts come from findings: a stratum never has more gaps than files.
    let found = found.ok()?;
    Some(Interval {
        limits: found.rates(population),
        counts: Some(found),
        method: Method::Hypergeometric,
        promise: Promise::Guaranteed,
        reason: None,
    })
}

/// The weighted rate of several strata with its interval; strata without a decided file are
/// not spoken for. `None` where nothing was assessed.
pub(super) fn of_strata(
    strata: &[Counts],
    confidence: Confidence,
    lang: crate::lang::Lang,
) -> Option<Estimate> {
    let reached: Vec<Counts> = strata.iter().copied().filter(|c| c.decided > 0).collect();
    let numbers: Vec<Stratum> = reached.iter().map(|counts| counts.stratum()).collect();
    let interval = overall(strata, confidence, Side::Two)?;
    let point = estimate(&numbers, SingleFile::Certainty).ok()?;
    let beyond: u64 = strata
        .iter()
        .filter(|c| c.decided == 0)
        .map(|c| c.population)
        .sum();
    Some(Estimate {
        rate: point.rate,
        lower: interval.limits.lower,
        upper: interval.limits.upper,
        confidence: confidence.to_f64(),
        method: interval.method.name().to_owned(),
        promise: interval.promise.name().to_owned(),
        population: point.population,
        lower_count: interval.counts.and_then(|counts| counts.lower),
        upper_count: interval.counts.and_then(|counts| counts.upper),
        not_reached: beyond,
        reason: interval.reason.map(|reason| reason.get(lang).to_owned()),
    })
}

/// The interval for the strata that were reached; `None` where nothing was assessed.
pub(super) fn overall(strata: &[Counts], confidence: Confidence, side: Side) -> Option<Interval> {
    let reached: Vec<Counts> = strata.iter().copied().filter(|c| c.decided > 0).collect();
    if reached.iter().map(|counts| counts.assessed).sum::<u64>() == 0 {
        return None;
    }
    if let [only] = reached[..]
        && only.applies_to_all()
    {
        return of_stratum(only, confidence, side);
    }
    let numbers: Vec<Stratum> = reached.iter().map(|counts| counts.stratum()).collect();
    let mut reason = None;
    if reached.iter().all(|counts| counts.applies_to_all()) {
        match wendell_schmee::total(&numbers, confidence, side, Effort::BRISK) {
            Ok(total) => {
                let population = reached.iter().map(|counts| counts.population).sum();
                let searched = total.promise == Promise::BySearch;
                return Some(Interval {
                    limits: total.limits.rates(population),
                    counts: Some(total.limits),
                    method: Method::WendellSchmee,
                    promise: total.promise,
                    reason: searched.then(texts::only_searched),
                });
            }
            Err(misuse) => reason = Some(texts::exact_out_of_reach(&misuse.text())),
        }
    }
    // A stratum of which one file was reviewed has no variance of its own: the cautious rule.
    let limits = korn_graubard(&numbers, confidence, side, SingleFile::Adjust);
    if reached.iter().any(|c| c.decided == 1 && c.population > 1) {
        reason = Some(match reason {
            Some(why) => Text::joined(&[&why, &texts::single_file()], "; "),
            None => texts::single_file(),
        });
    }
    if let Err(misuse) = limits {
        reason = Some(misuse.text());
    }
    Some(Interval {
        limits: limits.unwrap_or(Limits {
            lower: None,
            upper: None,
        }),
        counts: None,
        method: Method::KornGraubard,
        promise: Method::KornGraubard.promise(),
        reason,
    })
}
