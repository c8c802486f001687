//! The plan: what is audited, from which files, in which strata, how many, and the rules'
//! parameters (DESIGN 3). `parse` gives a [`Plan`] in which every name is resolved against
//! the template, or all the faults at once with their places.

mod export;
mod parse;
#[cfg(test)]
mod tests;
mod texts;
mod wording;
mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::exact::{Confidence, Rate};
use crate::lang::Lang;
use crate::template::{CriterionRef, FieldRef, Parameters, RegisterRef, Template};

pub use export::{Export, MOST_PARTS, Part};
pub use words::parameter;

pub use parse::{language_of, parameters, parse, recorded, reference_date_of};

/// A register of the plan, by its place in [`Plan::registers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExportRef(pub usize);

/// The plan of one audit.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What the audit is called.
    pub title: String,
    /// The audit's own number, `dnr`; may be empty.
    pub reference: String,
    /// The name or folder of the template.
    pub template: String,
    /// The language of everything people read.
    pub language: Option<Lang>,
    /// A ceiling for what is due, and what two-digit years are read against.
    pub reference_date: Date,
    /// Evidence dated later meets no criterion.
    pub announced: Option<Date>,
    /// When the audit was closed; purging needs it.
    pub closed: Option<Date>,
    /// In the order of the plan.
    pub registers: Vec<Export>,
    /// The unit of sampling.
    pub unit: Unit,
    /// In the order of the plan.
    pub scope: Vec<ScopeLine>,
    /// Fields of the unit register; may be empty.
    pub strata: Vec<FieldRef>,
    /// Size, allocation and seed.
    pub sample: Sample,
    /// Changed parameters by criterion (its place in the template), with the reason given.
    pub criteria: BTreeMap<usize, CriterionChange>,
    /// What a missing file means.
    pub missing_file: MissingFile,
    /// The report's settings.
    pub report: Report,
    /// The highest accepted rate by criterion (its place in the template).
    pub gate: BTreeMap<usize, Rate>,
    /// Published tables that a register must agree with.
    pub control_totals: Vec<ControlTotals>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The export whose rows are the population.
    pub export: ExportRef,
    /// The field whose value is the unit.
    pub one_per: FieldRef,
    /// Which of several rows speaks for the unit.
    pub if_several: IfSeveral,
    /// The field that orders several rows; none needed with `Error`.
    pub by: Option<FieldRef>,
}

/// Which of several rows of one unit speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfSeveral {
    /// The latest by `by`.
    Latest,
    /// The earliest by `by`.
    Earliest,
    /// Several rows are an error.
    Error,
}

/// One line of the scope.
#[derive(Debug, Clone, PartialEq)]
pub struct ScopeLine {
    /// A field of the unit register.
    pub field: FieldRef,
    /// What its value must be.
    pub rule: ScopeRule,
}

/// What a value must be to be in scope.
#[derive(Debug, Clone, PartialEq)]
pub enum ScopeRule {
    /// One of these, in the form [`crate::template::Field::canonical`] gives.
    OneOf(Vec<String>),
    /// A day in the range, both ends included.
    Days {
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
    },
    /// A whole number in the range, both ends included.
    Numbers {
        /// Lowest.
        from: Option<i64>,
        /// Highest.
        to: Option<i64>,
    },
}

/// How many, how, and by which seed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// How many.
    pub size: Size,
    /// How they are spread over the strata.
    pub allocation: Allocation,
    /// At least so many in every stratum (as far as it has them).
    pub minimum: u64,
    /// Reserves per stratum.
    pub reserve: u64,
    /// The startvärde; a draw needs it.
    pub seed: Option<String>,
    /// Files already picked, instead of a draw.
    pub given: Option<Given>,
    /// Another audit to coordinate with.
    pub coordinate: Option<Coordinate>,
}

/// How many files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Size {
    /// So many in all.
    Total(u64),
    /// So many for each value of the first stratifier.
    PerValue(BTreeMap<String, u64>),
    /// So many in each stratum, by its name.
    Fixed(BTreeMap<String, u64>),
    /// As many as the given list holds.
    Listed,
}

/// How the files are spread.
#[derive(Debug, Clone, PartialEq)]
pub enum Allocation {
    /// By the strata's sizes.
    Proportional,
    /// The same number in each.
    Equal,
    /// By size and guessed rate, a rate for each stratum by its name.
    Neyman(BTreeMap<String, Rate>),
    /// By a power of the sizes.
    Power(Rate),
}

/// Files that were picked by other means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The list.
    pub file: String,
    /// How they were picked.
    pub how: How,
}

/// How given files were picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// On purpose: no intervals.
    Judgement,
    /// Every k-th from a random start.
    Systematic,
    /// All of them.
    All,
}

/// Another audit whose units are kept or avoided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinate {
    /// Its folder.
    pub with: String,
    /// Keep or avoid.
    pub mode: CoordinateMode,
}

/// Keep or avoid another audit's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoordinateMode {
    /// The same seed.
    Keep,
    /// Its units leave the frame.
    Avoid,
}

/// A changed criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionChange {
    /// All its parameters, the changed ones changed.
    pub parameters: Parameters,
    /// The names of the changed ones with their values as written.
    pub changed: Vec<(String, String)>,
    /// Why; needed after the draw.
    pub reason: Option<String>,
}

/// What a missing file means for the criteria of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingFile {
    /// The reason decides.
    ByReason,
    /// A gap.
    Gap,
    /// Not assessable.
    NotAssessable,
}

/// The report's settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The confidence of every interval.
    pub confidence: Confidence,
    /// The smallest cell shown in what is published.
    pub min_cell: u64,
    /// Whether lists show protected persons.
    pub list_protected: bool,
    /// The words for shares.
    pub scale: Scale,
    /// Whether sentences also give the weighted estimate with its interval.
    pub estimate_in_sentence: bool,
    /// The earlier report that the results are set beside: its file, or its audit's folder.
    pub earlier: Option<String>,
}

/// The limits of the words that sentences use for shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Fewer files than this get no per cent; never below ten.
    pub percent_from: u64,
    /// Fewer files than this get words ("de flesta") where more get a rounded per cent.
    pub rounded_from: u64,
    /// Up to so many files are "ett fåtal" …
    pub few: u64,
    /// … if they are at most so many per cent.
    pub few_percent: u64,
    /// "de flesta" above this per cent.
    pub most_over: u64,
    /// "drygt hälften" up to this per cent.
    pub half_to: u64,
    /// "nästan hälften" from this per cent.
    pub half_from: u64,
    /// "drygt en tredjedel" up to this per cent.
    pub third_to: u64,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            percent_from: 10,
            rounded_from: 20,
            few: 3,
            few_percent: 20,
            most_over: 75,
            half_to: 55,
            half_from: 45,
            third_to: 40,
        }
    }
}

/// A published table that a register must agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlTotals {
    /// The table.
    pub file: String,
    /// The export.
    pub export: ExportRef,
}

impl Plan {
    /// The parameters of criteria that the plan changes, by criterion and name, as written.
    pub fn changed_parameters(
        &self,
        template: &Template,
    ) -> BTreeMap<String, BTreeMap<String, String>> {
        let changes = self.criteria.iter();
        let changes = changes.filter(|(_, change)| !change.changed.is_empty());
        changes
            .map(|(at, change)| {
                let id = template.criteria[*at].id.clone();
                (id, change.changed.iter().cloned().collect())
            })
            .collect()
    }

    /// The export behind a reference.
    pub fn export(&self, export: ExportRef) -> &Export {
        &self.registers[export.0]
    }

    /// The exports of a register, in the order of the plan.
    pub fn exports_of(&self, register: RegisterRef) -> impl Iterator<Item = ExportRef> {
        self.registers
            .iter()
            .enumerate()
            .filter(move |(_, export)| export.register == register)
            .map(|(at, _)| ExportRef(at))
    }

    /// The parameters of a criterion as they hold in this audit.
    pub fn parameters<'a>(
        &'a self,
        template: &'a Template,
        criterion: CriterionRef,
    ) -> &'a Parameters {
        let changed = self.criteria.get(&criterion.0);
        changed.map_or(&template.criterion(criterion).parameters, |change| {
            &change.parameters
        })
    }

    /// The parameters that the plan changes in a criterion, by their names.
    pub fn changed_in(&self, criterion: CriterionRef) -> Vec<&str> {
        let changed = self
            .criteria
            .get(&criterion.0)
            .map(|change| &change.changed);
        let names = changed.into_iter().flatten();
        names.map(|(name, _)| name.as_str()).collect()
    }

    /// The export that evidence of a register comes from: the latest by `as_of`, the last in
    /// the plan among equals (DESIGN 3).
    pub fn evidence_export(&self, register: RegisterRef) -> Option<ExportRef> {
        self.exports_of(register)
            .max_by_key(|at| (self.export(*at).as_of, at.0))
    }
}
