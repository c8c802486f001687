//! Two reports side by side: what was found then and now, criterion by criterion, with the
//! difference, its interval and the test of it. Read from `rapport.json`, so that a year that
//! nobody remembers can be compared.

mod section;
mod texts;
mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::estimate::{CriterionResult, Tolerance};
use crate::exact::Confidence;
use crate::report::json::Machine;
use crate::stats::difference::{Group, fisher, holm, newcombe};

pub use section::attach;
pub use words::FEWEST;

/// The name in the first line of the output.
pub const SCHEMA: &str = "stickprov/compare/1";

/// Two reports side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The earlier report.
    pub old: Year,
    /// The later report.
    pub new: Year,
    /// How often the intervals hold.
    pub confidence: f64,
    /// In the order of the later report.
    pub criteria: Vec<Pair>,
    /// Criteria that only the earlier report has.
    pub only_old: Vec<String>,
    /// Criteria that only the later report has.
    pub only_new: Vec<String>,
}

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Year {
    /// What the audit is called.
    pub title: String,
    /// The audit's own number.
    pub reference: String,
    /// The ceiling for what was due.
    pub reference_date: Date,
    /// Whether something was outstanding.
    pub draft: bool,
}

/// A criterion that both reports have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The catalogue code.
    pub id: String,
    /// In the later report's words.
    pub title: String,
    /// Whether it only describes: then nothing is tested.
    pub descriptive: bool,
    /// What was found then.
    pub old: Found,
    /// What was found now.
    pub new: Found,
    /// Whether the plans count it in different ways: then the difference is also one of rules.
    pub counted_differently: bool,
    /// The rate now less the rate then; null where either has no file.
    pub difference: Option<f64>,
    /// Newcombe's lower limit of it.
    pub lower: Option<f64>,
    /// Newcombe's upper limit of it.
    pub upper: Option<f64>,
    /// Fisher's exact two-sided p.
    pub p: Option<f64>,
    /// The same for as many comparisons as are made (Holm).
    pub p_holm: Option<f64>,
    /// What the later files say about a tolerance that its plan sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Tolerance>,
}

/// What was found in one of the years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Files assessed.
    pub assessed: u64,
    /// Of them deviating.
    pub gaps: u64,
    /// gaps / assessed.
    pub rate: Option<f64>,
    /// The rate weighted to the population.
    pub estimate: Option<f64>,
    /// Its lower limit.
    pub lower: Option<f64>,
    /// Its upper limit.
    pub upper: Option<f64>,
}

/// Sets two reports side by side.
pub fn compare(old: &Machine, new: &Machine, confidence: Confidence) -> Comparison {
    let before: BTreeMap<&str, &CriterionResult> = old
        .criteria
        .iter()
        .map(|result| (result.id.as_str(), result))
        .collect();
    let mut criteria: Vec<Pair> = new
        .criteria
        .iter()
        .filter_map(|now| {
            let then = before.get(now.id.as_str())?;
            Some(pair(then, now, confidence, differently(old, new, &now.id)))
        })
        .collect();
    adjust(&mut criteria);
    let missing = |from: &Machine, other: &Machine| {
        from.criteria
            .iter()
            .filter(|one| other.criteria.iter().all(|result| result.id != one.id))
            .map(|one| one.id.clone())
            .collect()
    };
    Comparison {
        schema: SCHEMA,
        old: year(old),
        new: year(new),
        confidence: confidence.to_f64(),
        criteria,
        only_old: missing(old, new),
        only_new: missing(new, old),
    }
}

fn year(report: &Machine) -> Year {
    Year {
        title: report.title.clone(),
        reference: report.reference.clone(),
        reference_date: report.reference_date,
        draft: report.draft,
    }
}

/// Whether the two plans changed a criterion's parameters in different ways.
fn differently(old: &Machine, new: &Machine, id: &str) -> bool {
    let changed = |report: &Machine| {
        let of = report.parameters.iter().find(|changed| changed.id == id);
        of.map(|changed| changed.changed.clone())
    };
    changed(old) != changed(new)
}

fn pair(
    then: &CriterionResult,
    now: &CriterionResult,
    confidence: Confidence,
    counted_differently: bool,
) -> Pair {
    let group = |result: &CriterionResult| Group {
        deviations: result.gaps,
        sample: result.assessed,
    };
    // A criterion without assessed files has no rate, and so no difference.
    let difference = newcombe(group(now), group(then), confidence).ok();
    let tested = difference.filter(|_| !now.descriptive);
    let p = tested.and_then(|_| fisher(group(now), group(then)).ok());
    Pair {
        id: now.id.clone(),
        title: now.title.clone(),
        descriptive: now.descriptive,
        old: found(then),
        new: found(now),
        counted_differently,
        difference: difference.map(|(difference, _)| difference),
        lower: difference.and_then(|(_, limits)| limits.lower),
        upper: difference.and_then(|(_, limits)| limits.upper),
        p: p.map(|p| p.two_sided),
        p_holm: None,
        tolerance: now.tolerance.clone(),
    }
}

fn found(result: &CriterionResult) -> Found {
    let estimate = result.estimate.as_ref();
    Found {
        assessed: result.assessed,
        gaps: result.gaps,
        rate: result.rate,
        estimate: estimate.map(|estimate| estimate.rate),
        lower: estimate.and_then(|estimate| estimate.lower),
        upper: estimate.and_then(|estimate| estimate.upper),
    }
}

/// Holm's adjustment over all comparisons that were tested.
fn adjust(pairs: &mut [Pair]) {
    let tested: Vec<usize> = (0..pairs.len())
        .filter(|at| pairs[*at].p.is_some())
        .collect();
    let p: Vec<f64> = tested.iter().filter_map(|at| pairs[*at].p).collect();
    for (at, adjusted) in tested.into_iter().zip(holm(&p)) {
        pairs[at].p_holm = Some(adjusted);
    }
}
