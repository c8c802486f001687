//! `rapport-offentlig.json` (`stickprov/published/1`): the numbers that others may read. It
//! has no place for a seed, a löpnummer or a file, and a number that is not shown is null.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::estimate::NotEvaluated;
use crate::lang::Lang;

/// The name in the first line of the output.
pub const SCHEMA: &str = "stickprov/published/1";

/// All published numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
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
    /// Whether the audit is not finished.
    pub draft: bool,
    /// Counts below this are not shown.
    pub min_cell: u64,
    /// Units in the frame.
    pub population: Option<u64>,
    /// Units that were reviewed.
    pub sample: u64,
    /// In the order of their letters.
    pub strata: Vec<Stratum>,
    /// In the order of the catalogue.
    pub criteria: Vec<Criterion>,
    /// Two criteria against each other, where no field is small.
    pub crosses: Vec<Cross>,
    /// The registers' own figures, as far as others may read them; left out where none may.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub indicators: Vec<Indicator>,
    /// Criteria that could not be evaluated.
    pub not_evaluated: Vec<NotEvaluated>,
    /// What is not shown.
    pub suppressed: Vec<Suppressed>,
}

/// One stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// Its letter.
    pub letter: String,
    /// Its values joined with ` / `.
    pub name: String,
    /// Units in the frame.
    pub population: Option<u64>,
    /// Units that were reviewed.
    pub sample: Option<u64>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
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
    /// Met and deviating.
    pub assessed: Option<u64>,
    /// Deviating.
    pub gaps: Option<u64>,
    /// Deviating and explained.
    pub explained: Option<u64>,
    /// Deviating in whole per cent of the assessed.
    pub percent: Option<u64>,
    /// The weighted estimate in whole per cent.
    pub estimate: Option<Estimate>,
    /// In words; null where nothing is shown.
    pub sentence: Option<String>,
    /// By stratum.
    pub strata: Vec<Group>,
    /// By the unit that answers for it.
    pub groups: Vec<Group>,
    /// By other definitions.
    pub further: Vec<Further>,
}

/// A weighted estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// In whole per cent.
    pub percent: u64,
    /// Lower limit.
    pub lower: u64,
    /// Upper limit.
    pub upper: u64,
    /// The confidence of the interval.
    pub confidence: f64,
    /// The interval's method.
    pub method: String,
}

/// One group of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its letter or name.
    pub group: String,
    /// Met and deviating.
    pub assessed: Option<u64>,
    /// Deviating.
    pub gaps: Option<u64>,
}

/// A criterion by another definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Further {
    /// The definition's name.
    pub definition: String,
    /// What sets it apart.
    pub title: String,
    /// Met and deviating.
    pub assessed: Option<u64>,
    /// Deviating.
    pub gaps: Option<u64>,
    /// Deviating in whole per cent of the assessed.
    pub percent: Option<u64>,
}

/// Two criteria against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cross {
    /// Its title.
    pub title: String,
    /// The rows' criterion.
    pub rows: String,
    /// The columns' criterion.
    pub columns: String,
    /// Both met.
    pub both: u64,
    /// The rows' met, the columns' not.
    pub row_only: u64,
    /// The columns' met, the rows' not.
    pub column_only: u64,
    /// Neither met.
    pub neither: u64,
}

/// One table of the registers' own figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The indicator's id.
    pub id: String,
    /// In the language of the output.
    pub title: String,
    /// First and last day of the period.
    pub period: [String; 2],
    /// The columns' names, the same in both languages.
    pub keys: Vec<String>,
    /// The lines.
    pub rows: Vec<Line>,
}

/// One line of a table: a figure for each column, null where it has another kind or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `group`, `subtotal`, `unplaced`, `total` or `spread`.
    pub role: String,
    /// Its labels.
    pub labels: Vec<Option<String>>,
    /// Shares in whole per cent.
    pub percent: Vec<Option<u64>>,
    /// Numbers of cases to the nearest ten.
    pub about: Vec<Option<u64>>,
    /// Whole days, months, or cases for each of something.
    pub whole: Vec<Option<u64>>,
}

/// Something that is not shown, or not in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The criterion or the table.
    pub what: String,
    /// Where in it: a group, or all files.
    pub place: String,
    /// `share` or `nothing`; `counts` for what is flagged and shown.
    pub shown: String,
    /// Why.
    pub why: String,
}
