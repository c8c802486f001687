//! The outcome of every criterion for every reviewed unit, with its evidence (DESIGN 7).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lang::Text;
use crate::template::CriterionRef;

/// What was decided for one criterion and one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Uppfyllt.
    Met,
    /// Avvikelse.
    Gap,
    /// Förklarad avvikelse: a gap that a documented local routine explains.
    Explained,
    /// Ej tillämpligt.
    NotApplicable,
    /// Ej bedömbart.
    NotAssessable,
    /// Ej besvarad.
    Unanswered,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The evidence or question, in words.
    pub what: Text,
    /// The question's code or `register.field`.
    pub source: String,
    /// The value: a code, a date; never free text.
    pub value: String,
    /// The reviewer's reference.
    pub reference: String,
}

/// One decided outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was decided.
    pub outcome: Outcome,
    /// Why, where that is not plain: closed before due, not due, the routine's title.
    pub reason: Option<Text>,
    /// Met with a remark (a partial answer that is accepted).
    pub remark: bool,
    /// For a deadline: it is late or in time only under one way to count days.
    pub depends_on_count: bool,
    /// For a deadline: nothing came at all ("därav utan").
    pub never: bool,
    /// For a deadline: days from start to end, where both are known.
    pub days: Option<i64>,
    /// Evidence dated after the audit was announced, which met nothing.
    pub after_notice: Option<Date>,
    /// What was seen.
    pub evidence: Vec<Seen>,
}

/// All findings of one audit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// By löpnummer, then by criterion; the headline definition.
    pub units: BTreeMap<String, BTreeMap<CriterionRef, Finding>>,
    /// The further definitions' outcomes, by criterion and place of the definition.
    pub further: BTreeMap<(CriterionRef, usize), BTreeMap<String, Outcome>>,
    /// Criteria that could not be evaluated, with the reason.
    pub not_evaluated: Vec<(CriterionRef, Text)>,
}
