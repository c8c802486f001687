//! Criteria and the evidence they rest on, as data: a rule, where it comes from, and the
//! condition under which a file deviates.

use jiff::civil::Date;

use super::condition::{Condition, Parameters};
use super::population::Population;
use super::{CriterionRef, EvidenceRef, FieldRef, Pick, QuestionRef};
use crate::lang::Text;

/// A named piece of evidence: sources in order, of which the first with a value counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its id in criteria and plans.
    pub id: String,
    /// What it is, as it stands in a sentence: "första introduktionsmötet".
    pub title: Text,
    /// In order.
    pub sources: Vec<Source>,
}

/// Where a piece of evidence can come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A checklist answer: a date, or yes or no.
    Question(QuestionRef),
    /// A field of the person's rows in a register: a date, a month, a yes, or any text.
    Field {
        /// The field.
        field: FieldRef,
        /// Only rows in which each of these fields has one of these values.
        only: Vec<(FieldRef, Vec<String>)>,
        /// Which row, where several qualify.
        pick: Pick,
    },
    /// Several sources of equal standing: their days are taken together.
    Together(Vec<Source>),
}

impl Source {
    /// The questions and fields of a source, those that are taken together one by one.
    pub fn single(&self) -> Box<dyn Iterator<Item = &Source> + '_> {
        match self {
            Self::Question(_) | Self::Field { .. } => Box::new(std::iter::once(self)),
            Self::Together(sources) => Box::new(sources.iter().flat_map(Self::single)),
        }
    }
}

/// A criterion: a rule, where it comes from, and the condition under which a file deviates.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// The catalogue code.
    pub id: String,
    /// A short title naming the deviation.
    pub title: Text,
    /// A sentence of a report, with `{gaps}`, `{assessed}`, `{percent}` to fill in.
    pub finding: Text,
    /// The same for where no file deviates, with `{met}`, `{assessed}`, `{percent}`.
    pub met: Option<Text>,
    /// Which record it is about.
    pub record: Record,
    /// Where the rule comes from.
    pub authority: Authority,
    /// The rule in words, for `explain`.
    pub rule: Text,
    /// How grave a deviation is.
    pub severity: Severity,
    /// Who answers for it: the `responsible` of a checklist.
    pub responsible: String,
    /// Report and section.
    pub source: String,
    /// What the source report published, where it did.
    pub published: Option<Text>,
    /// Whether it only describes and is never called a deviation.
    pub descriptive: bool,
    /// Whether each case is listed in the report.
    pub list_cases: bool,
    /// The parameters with their defaults.
    pub parameters: Parameters,
    /// One condition, or several under names of which `parameters.definition` chooses the
    /// headline and the rest are further lines. Empty where it only counts over registers.
    pub definitions: Vec<Definition>,
    /// What it counts over whole registers.
    pub population: Vec<Population>,
    /// The rule holds only for files with these values.
    pub only_for: Vec<(FieldRef, Vec<String>)>,
    /// First and last day on which the rule holds.
    pub valid: (Option<Date>, Option<Date>),
    /// What dates a case, for the rule and its profiles; the reference date where it has no day.
    pub valid_on: Option<EvidenceRef>,
    /// Where and when the rule has other parameters; the first that holds counts.
    pub profiles: Vec<Profile>,
    /// Whether the rule holds only where one of its profiles does.
    pub only_by_profile: bool,
    /// The criterion whose deviations this one divides.
    pub part_of: Option<CriterionRef>,
    /// A documented local routine that explains the deviation.
    pub explained_by: Vec<Explanation>,
    /// Where the reviewers note whether the file itself gives such a routine as its reason. The
    /// rule decides; files of which the two say different things are listed.
    pub noted: Option<Noted>,
}

/// What a file says of the reason for a deviation, beside what the rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The question.
    pub question: QuestionRef,
    /// The answers by which the file gives a routine as the reason.
    pub explained: Vec<String>,
}

/// One way to define a criterion's deviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// Its name, a value of the parameter `definition`; empty when there is only one.
    pub id: String,
    /// What sets it apart, for the line in the report; may be empty.
    pub title: Text,
    /// The file must meet this for the criterion to apply.
    pub applies_if: Option<Condition>,
    /// The file deviates when this holds.
    pub condition: Condition,
}

/// Parameters of a rule for some boards and some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What is different, in words.
    pub title: Text,
    /// For files with these values.
    pub only_for: Vec<(FieldRef, Vec<String>)>,
    /// First and last day on which it holds.
    pub valid: (Option<Date>, Option<Date>),
    /// The limit in days, where the profile sets it.
    pub days: Option<i64>,
    /// The limit in months, likewise.
    pub months: Option<i64>,
    /// How often, likewise.
    pub times: Option<i64>,
    /// The age that parts the groups, likewise.
    pub age: Option<i64>,
    /// The share, likewise.
    pub percent: Option<i64>,
}

/// A local routine that explains a deviation without making it one less.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the routine says.
    pub title: Text,
    /// For files with these values.
    pub only_for: Vec<(FieldRef, Vec<String>)>,
    /// First and last day on which the routine holds.
    pub valid: (Option<Date>, Option<Date>),
    /// The file meets this.
    pub when: Option<Condition>,
}

/// Which record a criterion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The file of one checklist.
    Checklist(usize),
    /// Both files, or files and registers.
    Cross,
    /// Registers alone.
    Register,
    /// An organisational unit, not a file.
    Unit,
}

/// Where a rule comes from; the first four can be gaps by default, the others describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    /// An act or ordinance.
    Law,
    /// The city's budget.
    Budget,
    /// The city's or the board's guideline.
    Guideline,
    /// A routine of the administration.
    Routine,
    /// What is done without being written.
    Practice,
    /// The auditors' own recommendation.
    Recommendation,
    /// Derived from other rules.
    Derived,
}

/// How grave a deviation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Profile {
    /// The parameters with what the profile sets; what `keeps` names stays as it is.
    pub fn over(&self, parameters: &Parameters, keeps: impl Fn(&str) -> bool) -> Parameters {
        let mut changed = parameters.clone();
        let mut set =
            |name: &str, value: Option<i64>, of: fn(&mut Parameters) -> &mut Option<i64>| {
                if value.is_some() && !keeps(name) {
                    *of(&mut changed) = value;
                }
            };
        set("days", self.days, |p| &mut p.days);
        set("months", self.months, |p| &mut p.months);
        set("times", self.times, |p| &mut p.times);
        set("age", self.age, |p| &mut p.age);
        set("percent", self.percent, |p| &mut p.percent);
        changed
    }
}

impl Criterion {
    /// The definition that the parameters choose, by its place.
    pub fn headline(&self, parameters: &Parameters) -> usize {
        self.definitions
            .iter()
            .position(|d| d.id == parameters.definition)
            .unwrap_or(0)
    }
}
