//! Rates with intervals per criterion, stratum and group: the numbers of `gaps` and of the
//! report. [`Gaps`] is also the wire form of `stickprov/gaps/1` (DESIGN 5).

mod beside;
mod build;
pub mod contrast;
mod interval;
mod over_coverage;
mod registers;
mod tally;
mod texts;
mod tolerance;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{NotedOtherwise, Outcome};
use crate::template::Template;
use crate::template::population::Counted;

pub use build::{By, build};
pub use over_coverage::{OverCoverage, over_coverage};
pub use tolerance::Tolerance;

/// The name in the first line of the output.
pub const SCHEMA: &str = "stickprov/gaps/1";

/// Everything `gaps` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// In the order of the catalogue.
    pub criteria: Vec<CriterionResult>,
    /// In stratum and rank order; left out in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub files: Option<Vec<FileResult>>,
    /// Criteria over the whole register.
    pub population: Vec<PopulationResult>,
    /// Criteria that could not be evaluated.
    pub not_evaluated: Vec<NotEvaluated>,
    /// Strata against each other, and groups; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub contrasts: Vec<contrast::Contrast>,
    /// Files whose own reason for a deviation is another than the rule's; left out where there are
    /// none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub noted_otherwise: Vec<NotedRecord>,
    /// What became of the fact-check; left out where nothing went out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fact_check: Option<crate::factcheck::Counts>,
    /// What was found not to belong in the frame; left out where nothing was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub over_coverage: Option<OverCoverage>,
}

/// A file in which rule and file say different things about the reason for a deviation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedRecord {
    /// The löpnummer.
    pub id: String,
    /// The criterion.
    pub criterion: String,
    /// Whether the deviation is explained by the rule, which decides.
    pub by_rule: bool,
    /// Whether it is by what the file says.
    pub by_file: bool,
    /// The question in which the reviewer noted that.
    pub question: String,
    /// The answer's code.
    pub answer: String,
}

impl NotedRecord {
    /// With the names that the template has for criterion and question.
    pub fn of(one: &NotedOtherwise, template: &Template) -> Self {
        Self {
            id: one.id.clone(),
            criterion: template.criterion(one.criterion).id.clone(),
            by_rule: one.by_rule,
            by_file: !one.by_rule,
            question: template.question(one.question).id.clone(),
            answer: one.answer.clone(),
        }
    }
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CriterionResult {
    /// The catalogue code.
    pub id: String,
    /// In the language of the output.
    pub title: String,
    /// Which record it is about.
    pub record: String,
    /// Who answers for it.
    pub responsible: String,
    /// Whether it only describes.
    pub descriptive: bool,
    /// The criterion it divides, if any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part_of: Option<String>,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating, the explained ones included.
    pub gaps: u64,
    /// Deviating and explained.
    pub explained: u64,
    /// Outside the rule.
    pub not_applicable: u64,
    /// Nothing can be said.
    pub not_assessable: u64,
    /// A needed question is blank.
    pub unanswered: u64,
    /// Of the gaps, those where nothing came at all (deadlines).
    #[serde(skip_serializing_if = "is_zero", default)]
    pub never: u64,
    /// Of the assessed, those whose outcome depends on how days are counted.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub depends_on_count: u64,
    /// Of the met, those met with a remark.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub remarks: u64,
    /// For months: of how many, and how many were not checked, in the assessed files.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<MonthCount>,
    /// gaps / assessed; null without a denominator.
    pub rate: Option<f64>,
    /// Weighted to the population; null where nothing can be said.
    pub estimate: Option<Estimate>,
    /// What the files say about the plan's highest accepted rate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tolerance: Option<Tolerance>,
    /// The result if what could not be assessed were deviations, or none of it; left out where
    /// everything was assessed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sensitivity: Option<Sensitivity>,
    /// By stratum, in letter order.
    pub strata: Vec<StratumResult>,
    /// By the responsible unit, or by the fields of `--by` instead.
    pub groups: Vec<GroupResult>,
    /// The further definitions ("where a plan exists").
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub further: Vec<FurtherResult>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// The sign before an interval that is not a proved one: it stands beside every such interval,
/// and a note says what it means.
pub fn mark(promise: &str) -> &'static str {
    match promise {
        "approximate" => "≈\u{a0}",
        "by_search" => "~\u{a0}",
        _ => "",
    }
}

/// An estimate for the population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Σ N_h p_h / N, or the ratio estimate of a domain.
    pub rate: f64,
    /// Lower limit.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// The confidence of the interval.
    pub confidence: f64,
    /// The interval's method.
    pub method: String,
    /// What the method promises: `guaranteed`, `by_search` or `approximate`.
    pub promise: String,
    /// The population the estimate speaks for: where the criterion applies to some files only,
    /// how many files it is estimated to apply to.
    pub population: f64,
    /// The lower limit as a number of files, where the method gives one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lower_count: Option<u64>,
    /// The upper limit as a number of files, where the method gives one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub upper_count: Option<u64>,
    /// Files of strata in which nothing was decided: the estimate does not speak for them.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub not_reached: u64,
    /// Why the interval is not the exact, proved one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// The two ends of what the files that could not be assessed may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Files unanswered or not assessable.
    pub missing: u64,
    /// None of them deviates.
    pub if_none: Assumed,
    /// All of them deviate.
    pub if_all: Assumed,
}

/// A result under an assumption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assumed {
    /// Met and gaps, the missing ones included.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
    /// gaps / assessed.
    pub rate: f64,
    /// Weighted to the population.
    pub estimate: Option<Estimate>,
}

/// One stratum of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StratumResult {
    /// Its letter.
    pub stratum: String,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
    /// Deviating and explained.
    pub explained: u64,
    /// gaps / assessed.
    pub rate: Option<f64>,
    /// Lower limit.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// The interval's method.
    pub method: Option<String>,
    /// What the method promises, as in [`Estimate`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promise: Option<String>,
}

/// One group of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupResult {
    /// The field, `register.field`.
    pub field: String,
    /// The value, or several joined with ` + ` where they were taken together.
    pub group: String,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
    /// Deviating and explained.
    pub explained: u64,
    /// gaps / assessed.
    pub rate: Option<f64>,
    /// Lower limit.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// The interval's method.
    pub method: Option<String>,
    /// What the method promises, as in [`Estimate`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promise: Option<String>,
}

/// One further definition of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FurtherResult {
    /// The definition's name.
    pub definition: String,
    /// What sets it apart.
    pub title: String,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
    /// gaps / assessed.
    pub rate: Option<f64>,
}

/// One reviewed unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileResult {
    /// Löpnummer.
    pub id: String,
    /// The stratum's letter.
    pub stratum: String,
    /// By criterion.
    pub outcomes: BTreeMap<String, Outcome>,
}

/// Months of the assessed files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCount {
    /// Months with something to check.
    pub of: i64,
    /// Of those, months without a check.
    pub unchecked: i64,
}

/// A criterion over the whole register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PopulationResult {
    /// The catalogue code.
    pub id: String,
    /// In the language of the output.
    pub title: String,
    /// Whether it only describes.
    pub descriptive: bool,
    /// What is counted: rows, persons, or months of persons.
    pub counted: Counted,
    /// How many it applies to.
    pub rows: u64,
    /// How many deviate.
    pub gaps: u64,
    /// gaps / rows; null where there are none.
    pub rate: Option<f64>,
    /// The first places.
    pub places: Vec<crate::problem::Place>,
    /// By office, where that makes sense.
    pub groups: Vec<PopulationGroup>,
    /// The parts it is the sum of, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<PopulationPart>,
    /// The figures that were compared, where it goes by an indicator.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compared: Option<Compared>,
}

/// The figures of an indicator's groups beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// How much above the lowest is accepted; null where nothing was set.
    pub limit: Option<i64>,
    /// The largest less the smallest; null where no group has a figure.
    pub spread: Option<f64>,
    /// By group.
    pub figures: Vec<ComparedFigure>,
}

/// One group's figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedFigure {
    /// The group.
    pub group: String,
    /// Its figure.
    pub value: f64,
}

/// One group of a criterion over the whole register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PopulationGroup {
    /// The field, `register.field`.
    pub field: String,
    /// Its value.
    pub group: String,
    /// How many it applies to.
    pub rows: u64,
    /// How many deviate.
    pub gaps: u64,
    /// gaps / rows.
    pub rate: Option<f64>,
}

/// One part of a criterion over the whole register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PopulationPart {
    /// What sets it apart.
    pub title: String,
    /// How many it applies to.
    pub rows: u64,
    /// How many deviate.
    pub gaps: u64,
}

/// A criterion that could not be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotEvaluated {
    /// The catalogue code.
    pub id: String,
    /// Why.
    pub reason: String,
}
