//! `rapport.json` (`stickprov/report/1`): the report's numbers for scripts and for next
//! year's comparison, with nothing of the layout. The criteria stand as in `gaps`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sources::Source;
use super::{Numbers, Report};
use crate::estimate::contrast::Contrast;
use crate::estimate::{
    CriterionResult, FileResult, NotEvaluated, NotedRecord, OverCoverage, PopulationResult,
};
use crate::factcheck::Counts;
use crate::indicator::Record;
use crate::lang::Lang;
use crate::problem::Place;
use crate::protocol::recipe::Recipe;
use crate::protocol::{Coordination, Reconciliation};

/// The name in the first line of the output.
pub const SCHEMA: &str = "stickprov/report/1";

/// `rapport.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Program name and version.
    pub program: String,
    /// The language of the words in it.
    pub language: Lang,
    /// What the audit is called.
    pub title: String,
    /// The audit's own number.
    pub reference: String,
    /// The template.
    pub template: String,
    /// The ceiling for what is due.
    pub reference_date: Date,
    /// When the audit was announced.
    pub announced: Option<Date>,
    /// Whether something is outstanding.
    pub draft: bool,
    /// What is outstanding; empty when the report is final.
    pub outstanding: Vec<Outstanding>,
    /// How the files were chosen; left out in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub draw: Option<Draw>,
    /// The files that the numbers come from, and those that the sample was drawn from.
    pub inputs: Vec<Source>,
    /// What became of the rows of each register.
    pub reconciliation: Vec<Reconciliation>,
    /// In the order of their letters.
    pub strata: Vec<StratumRecord>,
    /// What became of the files of each kind.
    pub records: Vec<RecordCounts>,
    /// Missing files; left out in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub missing: Option<Vec<MissingFile>>,
    /// Units that a reserve replaced; left out in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub replaced: Option<Vec<ReplacedUnit>>,
    /// As in `stickprov/gaps/1`; left out where all were in scope and in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub over_coverage: Option<OverCoverage>,
    /// The fact-check by board; left out where nothing went out.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub fact_check: Vec<FactCheckBoard>,
    /// Second readings by question; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub readings: Vec<ReadingRecord>,
    /// Answers that gave way to others; left out where there are none and in what is published.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changed_answers: Vec<ChangedAnswer>,
    /// Changed parameters.
    pub parameters: Vec<ChangedParameters>,
    /// As in `stickprov/gaps/1`.
    pub criteria: Vec<CriterionResult>,
    /// As in `stickprov/gaps/1`; left out in what is published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub files: Option<Vec<FileResult>>,
    /// As in `stickprov/gaps/1`.
    pub population: Vec<PopulationResult>,
    /// The registers' own figures, as in `stickprov/indicators/1`; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub indicators: Vec<Record>,
    /// As in `stickprov/gaps/1`.
    pub not_evaluated: Vec<NotEvaluated>,
    /// As in `stickprov/gaps/1`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub contrasts: Vec<Contrast>,
    /// As in `stickprov/gaps/1`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub noted_otherwise: Vec<NotedRecord>,
    /// The criteria's results in sentences.
    pub sentences: Vec<Sentence>,
    /// What is wrong in the data.
    pub problems: Vec<ProblemRecord>,
}

/// Something that must be settled before the report is final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outstanding {
    /// `ordered`, `unanswered`, `unsettled`, `fact_check_unanswered`, `fact_check_undecided`.
    pub what: String,
    /// The record it is about; `cross` where it is not about one.
    pub record: String,
    /// How many files or questions.
    pub count: u64,
}

/// How the files were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// As in the protocol.
    pub draw_id: String,
    /// As in the protocol.
    pub method: String,
    /// The startvärde.
    pub seed: String,
    /// As in the protocol.
    pub selection_sha256: String,
    /// As in the protocol.
    pub plan_sha256: String,
    /// As in the protocol; left out where the draw is coordinated with none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub coordination: Option<Coordination>,
    /// How to make the draw again; absent in reports of older versions.
    #[serde(default)]
    pub recipe: Recipe,
}

/// One stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StratumRecord {
    /// Its letter.
    pub letter: String,
    /// Its values joined with ` / `.
    pub name: String,
    /// N_h.
    pub population: u64,
    /// Files to be reviewed, those of reserves in use included.
    pub sample: u64,
}

/// What became of the files of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCounts {
    /// The record's name.
    pub record: String,
    /// Asked for, not received.
    pub ordered: u64,
    /// Reviewed.
    pub reviewed: u64,
    /// Missing.
    pub missing: u64,
    /// There should be none.
    pub not_expected: u64,
}

/// A missing file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFile {
    /// The löpnummer.
    pub id: String,
    /// The record's name.
    pub record: String,
    /// Why, in words; null where no reason was given.
    pub reason: Option<String>,
    /// What it means for the record's criteria: `gap` or `not_assessable`.
    pub counts_as: String,
}

/// A unit that a reserve replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedUnit {
    /// The löpnummer that left.
    pub id: String,
    /// The löpnummer that came.
    pub by: String,
    /// Why, by its code.
    pub reason: String,
}

/// What one board was asked to check, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactCheckBoard {
    /// Who holds the files.
    pub board: String,
    /// How many lines stand how.
    #[serde(flatten)]
    pub counts: Counts,
}

/// How well two readings agree on one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingRecord {
    /// The question's code.
    pub question: String,
    /// Files that both answered it for.
    pub both: u64,
    /// Of them with the same answer.
    pub equal: u64,
    /// Files that only one of them answered it for.
    pub one_sided: u64,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Lower limit.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
}

/// An answer that gave way to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedAnswer {
    /// The löpnummer.
    pub id: String,
    /// The question's code.
    pub question: String,
    /// The first answer as its codes; null where there was none.
    pub from: Option<String>,
    /// The answer that counts.
    pub to: String,
    /// `settled` or `factcheck`.
    pub because: String,
    /// The day of the document that shows it.
    pub dated: Option<Date>,
    /// Whether the document was added after notice, and so meets no criterion.
    pub after_notice: bool,
}

/// A criterion whose parameters the plan changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedParameters {
    /// The catalogue code.
    pub id: String,
    /// Name and value now, as a plan writes them: where the plan sets it, or set it at the draw.
    pub changed: Vec<(String, String)>,
    /// The same with the values at the draw; a report from before they were kept has none.
    #[serde(default)]
    pub at_draw: Vec<(String, String)>,
    /// Why.
    pub reason: Option<String>,
    /// Deviating before the change, where that was computed: under the parameters of the draw
    /// or, of what was changed before it, under the template's own.
    pub gaps_before: Option<u64>,
    /// Assessed before the change.
    pub assessed_before: Option<u64>,
}

/// A result in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The catalogue code.
    pub id: String,
    /// The sentence.
    pub text: String,
}

/// One kind of problem in the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRecord {
    /// Its code.
    pub code: String,
    /// What it means.
    pub what: String,
    /// How often.
    pub count: u64,
    /// The first places.
    pub places: Vec<Place>,
}

/// The file's text.
pub fn render(report: &Report) -> String {
    let text = match &report.numbers {
        Numbers::Audit(machine) => serde_json::to_string_pretty(machine),
        Numbers::Published(published) => serde_json::to_string_pretty(published),
    };
    let mut text = text.expect("a record of texts and finite numbers can be written");
    text.push('\n');
    text
}
