//! The plan's tolerance for a criterion, against the one-sided upper limit: what the files can
//! say about "at most so many", and nothing where no tolerance is set.

use serde::{Deserialize, Serialize};

use super::interval::{Counts, overall};
use super::texts;
use crate::exact::{Confidence, Rate};
use crate::lang::{Lang, percent};
use crate::stats::Side;

/// What the files say about a tolerance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tolerance {
    /// The highest accepted rate.
    pub rate: f64,
    /// The one-sided upper limit at the plan's confidence.
    pub upper: f64,
    /// The confidence of that limit.
    pub confidence: f64,
    /// The limit's method.
    pub method: String,
    /// What the method promises.
    pub promise: String,
    /// Whether the limit is at most the accepted rate.
    pub holds: bool,
}

/// `None` where nothing was assessed or no limit exists.
pub(super) fn of(strata: &[Counts], accepted: Rate, confidence: Confidence) -> Option<Tolerance> {
    let interval = overall(strata, confidence, Side::Upper)?;
    let upper = interval.limits.upper?;
    let reached = strata.iter().filter(|counts| counts.decided > 0);
    let population: u64 = reached.map(|counts| counts.population).sum();
    let holds = match interval.counts.and_then(|counts| counts.upper) {
        // Whole numbers decide where the limit is one: where the criterion is about every file.
        Some(count) => count <= accepted.fraction().floor_of(population),
        None => upper <= accepted.to_f64(),
    };
    Some(Tolerance {
        rate: accepted.to_f64(),
        upper,
        confidence: confidence.to_f64(),
        method: interval.method.name().to_owned(),
        promise: interval.promise.name().to_owned(),
        holds,
    })
}

impl Tolerance {
    /// `Med 95 % konfidens kan vi säga att högst 5 % har avvikelsen …`.
    pub fn sentence(&self, lang: Lang) -> String {
        let level = percent(lang, self.confidence, 0);
        let rate = percent(lang, self.rate, 1);
        let upper = percent(lang, self.upper, 1);
        let text = if self.holds {
            texts::can_say(&level, &rate, &upper)
        } else {
            texts::cannot_say(&level, &rate, &upper)
        };
        text.get(lang).to_owned()
    }
}
