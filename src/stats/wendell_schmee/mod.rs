//! All strata together, exact: Wendell and Schmee's interval for the number K of deviating
//! files in a stratified population (J. Amer. Statist. Assoc. 91, 1996, 825–830).
//!
//! T = Σ N_h x_h/n_h is compared as a whole number (common denominator). With
//! pmax(K) = max P(T ≤ t | K_1 … K_H) over whole K_h from x_h to N_h − n_h + x_h that sum to K,
//! the upper limit is max{K : pmax(K) > risk}; the lower limit is N minus the upper limit of
//! the files that do not deviate. Each P falls as any K_h grows, so pmax falls as K grows, and
//! no K beyond the first that fails needs to be looked at.
//!
//! The maximum is proved by branch and bound: a bound that lets the not yet decided strata
//! choose their K_h after the others' files were seen (`bound`) is never below the maximum
//! and nearly always within one file of it. Where that work is larger than the caller allows,
//! the maximum is searched for instead (`search`) and the result says so. No randomness.

mod bound;
mod design;
mod proof;
mod search;
mod steps;
mod whole;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use super::stratified::{Stratum, checked};
use super::{CountLimits, Misuse, Promise, Side, finite};
use crate::exact::{Confidence, Fraction};

use bound::Bound;
use design::Design;
use proof::{Proof, Verdict};
use search::Search;

/// How much work the method may do, counted in multiplications and never in time, so that the
/// answer is the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// For the tables of the bound.
    pub tables: u64,
    /// For the branches that the bound leaves, for each number of files tried.
    pub branches: u64,
}

impl Effort {
    /// For one interval that somebody waits for: half a second or so for each limit.
    pub const THOROUGH: Self = Self {
        tables: 200_000_000,
        branches: 100_000_000,
    };
    /// For one interval of many: a tenth of a second or so.
    pub const BRISK: Self = Self {
        tables: 100_000_000,
        branches: 100_000_000,
    };
}

/// The interval for K, and whether its maximum was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The limits of K, over the strata that were given.
    pub limits: CountLimits,
    /// [`Promise::Guaranteed`], or [`Promise::BySearch`] where the work allowed did not
    /// suffice for the proof.
    pub promise: Promise,
}

/// The exact interval for the number of deviating files in all strata. Every stratum with
/// files must have been reached; the criterion applies to all of them.
pub fn total(
    strata: &[Stratum],
    confidence: Confidence,
    side: Side,
    effort: Effort,
) -> Result<Total, Misuse> {
    let (below, above) = side.risks(confidence);
    let ends = |end: End, risk: Option<Fraction>| {
        risk.map(|risk| Limits::new(strata, end, effort)?.at(risk))
            .transpose()
    };
    let (lower, upper) = (ends(End::Lower, below)?, ends(End::Upper, above)?);
    let proved = |limit: Option<Limit>| limit.is_none_or(|limit| limit.proved);
    Ok(Total {
        limits: CountLimits {
            lower: lower.map(|limit| limit.count),
            upper: upper.map(|limit| limit.count),
        },
        promise: if proved(lower) && proved(upper) {
            Promise::Guaranteed
        } else {
            Promise::BySearch
        },
    })
}

/// Which limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// min{K : max P(T ≥ t) > risk}.
    Lower,
    /// max{K : pmax(K) > risk}.
    Upper,
}

/// One limit of K.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The number of files.
    pub count: u64,
    /// Whether the maximum behind it was proved.
    pub proved: bool,
}

/// One end of the interval at any risk: what does not depend on the risk is worked out once.
pub struct Limits {
    end: End,
    population: u64,
    /// Deviating files seen; for a lower limit, files seen that do not deviate.
    seen: u64,
    open: Open,
    branches: u64,
}

/// The strata that were not reviewed whole.
enum Open {
    None,
    One(Stratum),
    Several(Design, Option<Box<Bound>>),
}

impl Limits {
    /// Every stratum with files must have been reached; the criterion applies to all of them.
    pub fn new(strata: &[Stratum], end: End, effort: Effort) -> Result<Self, Misuse> {
        let mut strata = checked(strata)?;
        if strata.is_empty() {
            return Err(Misuse::NoFiles);
        }
        if end == End::Lower {
            // min{K : max P(T ≥ t)} is N − max{K : pmax(K)} of the files that do not deviate.
            for stratum in &mut strata {
                let others = stratum.sample - stratum.deviations;
                *stratum = Stratum::new(stratum.population, stratum.sample, others);
            }
        }
        let seen = strata.iter().map(|s| s.deviations).sum();
        let population = strata.iter().map(|s| s.population).sum();
        // Of a stratum that was reviewed whole everything is known: K_h = x_h.
        strata.retain(|stratum| !stratum.is_census());
        let open = match strata[..] {
            [] => Open::None,
            [only] => Open::One(only),
            _ => {
                let design = Design::new(&strata)?;
                let bound = Bound::new(&design, effort.tables).map(Box::new);
                Open::Several(design, bound)
            }
        };
        Ok(Self {
            end,
            population,
            seen,
            open,
            branches: effort.branches,
        })
    }

    /// The limit at a risk.
    pub fn at(&self, risk: Fraction) -> Result<Limit, Misuse> {
        let (count, proved) = match &self.open {
            Open::None => (self.seen, true),
            Open::One(s) => {
                let upper = finite::upper(s.population, s.sample, s.deviations, risk);
                (self.seen - s.deviations + upper, true)
            }
            Open::Several(design, bound) => {
                let (more, proved) = match bound {
                    Some(bound) => by_proof(design, bound, risk, self.branches),
                    None => (Search::new(design)?.largest(risk), false),
                };
                let more = u64::try_from(more).expect("a number of files fits");
                (self.seen + more, proved)
            }
        };
        let count = match self.end {
            End::Upper => count,
            End::Lower => self.population - count,
        };
        Ok(Limit { count, proved })
    }
}

/// Goes down from the greatest number that the bound allows until one is above the risk.
/// Counts what is deviating beyond the files seen; says whether that was proved.
fn by_proof(design: &Design, bound: &Bound, risk: Fraction, branches: u64) -> (usize, bool) {
    let limit = risk.to_f64() * (1.0 - design::CERTAIN);
    let mut proved = true;
    // Only what the proof leaves open is searched; the sums it needs are the same for every number.
    let search = OnceCell::new();
    for more in (1..=design.free()).rev().filter(|k| bound.of(*k) >= limit) {
        // What one number left unsettled, a proof for a smaller one does not settle.
        let verdict = if proved {
            Proof::new(design, bound, branches).above(more, risk)
        } else {
            Verdict::Unsettled
        };
        match verdict {
            Verdict::Above => return (more, proved),
            Verdict::NotAbove => {}
            Verdict::Unsettled => {
                let search = search.get_or_init(|| Search::new(design).ok());
                if search.as_ref().is_some_and(|s| s.above(more, risk)) {
                    return (more, proved);
                }
                proved = false;
            }
        }
    }
    // With no more than the deviations seen T is at most t: P = 1, above every risk.
    (0, proved)
}

/// The greatest P(T ≤ t) over the K_h that sum to a number of files, and whether it was proved
/// to be the greatest. `None` where no K_h within their bounds sum to it.
pub fn greatest(
    strata: &[Stratum],
    total: u64,
    effort: Effort,
) -> Result<Option<(f64, bool)>, Misuse> {
    let strata = checked(strata)?;
    let seen: u64 = strata.iter().map(|s| s.deviations).sum();
    let open: Vec<Stratum> = strata.iter().copied().filter(|s| !s.is_census()).collect();
    let design = Design::new(&open)?;
    let Some(more) = total
        .checked_sub(seen)
        .and_then(|more| usize::try_from(more).ok())
        .filter(|more| *more <= design.free())
    else {
        return Ok(None);
    };
    let start = Search::new(&design)?.greatest(more);
    Ok(Some(match Bound::new(&design, effort.tables) {
        Some(bound) => Proof::new(&design, &bound, effort.branches).greatest(more, start),
        None => (start, false),
    }))
}
