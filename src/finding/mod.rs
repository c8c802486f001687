//! The outcome of every criterion for every reviewed unit, with its evidence (DESIGN 7).
//! There is one evaluator; what is evaluated is data.

mod clock;
mod condition;
mod criterion;
pub mod dossier;
mod evidence;
mod facts;
mod noted;
pub mod population;
mod sources;
mod status;
mod texts;
mod verdict;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::checklist::answers::Answers;
use crate::lang::Text;
use crate::plan::Plan;
use crate::problem::{Meaning, Place, Problem, Problems};
use crate::protocol::Protocol;
use crate::template::{CriterionRef, Definition, FieldRef, Parameters, Record, Template};
use dossier::Dossiers;
use evidence::Unit;
use population::{Counts, Populations};

pub use facts::facts;
pub use noted::{NotedOtherwise, noted_otherwise};
pub use status::{file_status, missing_means};

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
    /// Where the answer or the row stands.
    pub place: Option<Place>,
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
    /// The same as the rule counts them: working days, where its limit is in working days.
    pub counted: Option<i64>,
    /// For a deadline: the last day in time, as the rule counts.
    pub limit: Option<Date>,
    /// For months: how many were checked, of how many.
    pub months: Option<(i64, i64)>,
    /// Evidence dated after the audit was announced, which met nothing.
    pub after_notice: Option<Date>,
    /// What was seen.
    pub evidence: Vec<Seen>,
}

impl Finding {
    /// An outcome with nothing beside it.
    pub fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            reason: None,
            remark: false,
            depends_on_count: false,
            never: false,
            days: None,
            counted: None,
            limit: None,
            months: None,
            after_notice: None,
            evidence: Vec::new(),
        }
    }
}

/// All findings of one audit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// By löpnummer, then by criterion; the headline definition.
    pub units: BTreeMap<String, BTreeMap<CriterionRef, Finding>>,
    /// The further definitions' outcomes, by criterion and place of the definition.
    pub further: BTreeMap<(CriterionRef, usize), BTreeMap<String, Outcome>>,
    /// Criteria that could not be evaluated, with the reason.
    pub not_evaluated: Vec<(CriterionRef, Text)>,
    /// What is odd in what was found: an end before its start.
    pub problems: Problems,
    /// What is counted over whole registers, in the order of the catalogue.
    pub counts: Vec<Counts>,
}

impl Findings {
    /// The same with what is counted over whole registers. A criterion that is also decided
    /// file by file is evaluated where its register is not there.
    #[must_use]
    pub fn with(mut self, template: &Template, populations: Populations) -> Self {
        let over_registers = |at: CriterionRef| {
            matches!(
                template.criterion(at).record,
                Record::Register | Record::Unit
            )
        };
        self.not_evaluated.retain(|(at, _)| !over_registers(*at));
        let open = populations.not_evaluated.into_iter();
        self.not_evaluated
            .extend(open.filter(|(at, _)| over_registers(*at)));
        self.not_evaluated.sort_by_key(|(at, _)| *at);
        self.counts = populations.counts;
        self
    }
}

/// Everything that is needed to decide.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The template.
    pub template: &'a Template,
    /// Which units are reviewed.
    pub protocol: &'a Protocol,
    /// What the reviewers answered.
    pub answers: &'a Answers,
    /// What the registers hold.
    pub dossiers: &'a Dossiers,
}

impl Case<'_> {
    /// The value of a field of the unit register for a unit, as it is shown: from the unit's
    /// row, or from its stratum where the rows are no longer at hand. `None`: nobody knows.
    pub fn own(&self, id: &str, field: FieldRef) -> Option<String> {
        let row = self.dossiers.units.get(id).map(|dossier| &dossier.own);
        if self.dossiers.has(field) && row.is_some_and(|row| !row.values.is_empty()) {
            return Some(self.dossiers.own(id, field));
        }
        let unit = self.protocol.unit(id)?;
        let stratum = self.protocol.stratum(&unit.stratum)?;
        stratum
            .values
            .get(&self.template.field_name(field))
            .cloned()
    }
}

/// Decides every criterion of the template for every reviewed unit.
pub fn evaluate(case: Case<'_>) -> Findings {
    let mut findings = Findings::default();
    let mut odd: BTreeSet<Place> = BTreeSet::new();
    for unit in case.protocol.reviewed() {
        findings.units.insert(unit.id.clone(), BTreeMap::new());
    }
    for criterion in in_order(case.template) {
        let parameters = case.plan.parameters(case.template, criterion);
        let of = case.template.criterion(criterion);
        if matches!(of.record, Record::Register | Record::Unit) {
            findings
                .not_evaluated
                .push((criterion, texts::population_only()));
            continue;
        }
        let headline = of.headline(parameters);
        if !sources::any(case, &of.definitions[headline], parameters) {
            findings.not_evaluated.push((criterion, texts::no_source()));
            continue;
        }
        let mut decided = BTreeMap::new();
        for (id, before) in &findings.units {
            let outcome = one(
                case,
                id,
                criterion,
                &of.definitions[headline],
                parameters,
                before,
            );
            decided.extend(outcome.map(|finding| (id.clone(), finding)));
        }
        if decided.is_empty() && !findings.units.is_empty() {
            findings.not_evaluated.push((criterion, texts::no_source()));
            continue;
        }
        for (at, definition) in of
            .definitions
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != headline)
        {
            let mut outcomes = BTreeMap::new();
            for (id, before) in &findings.units {
                let outcome = one(case, id, criterion, definition, parameters, before);
                outcomes.extend(outcome.map(|finding| (id.clone(), finding.outcome)));
            }
            findings.further.insert((criterion, at), outcomes);
        }
        for id in findings.units.keys() {
            // For a unit of which nothing is known there is nothing to decide by.
            decided.entry(id.clone()).or_insert_with(|| {
                let mut finding = Finding::new(Outcome::NotAssessable);
                finding.reason = Some(texts::no_source());
                finding
            });
        }
        for (id, finding) in decided {
            if finding.reason.as_ref() == Some(&texts::end_before_start()) {
                odd.extend(last_place(&finding));
            }
            findings
                .units
                .entry(id)
                .or_default()
                .insert(criterion, finding);
        }
    }
    findings
        .not_evaluated
        .sort_by_key(|(criterion, _)| *criterion);
    for place in odd {
        findings.problems.add(Problem {
            code: "end-before-start",
            what: texts::end_before_start(),
            place,
        });
    }
    findings
}

/// The problems of findings, with what they mean, for who meets a code and not its sentence.
pub fn problems() -> Vec<Meaning> {
    vec![("end-before-start", texts::end_before_start())]
}

/// Where the end of a deadline stands.
fn last_place(finding: &Finding) -> Option<Place> {
    let mut places = finding.evidence.iter().rev();
    places.find_map(|seen| seen.place.clone())
}

/// The outcomes of one criterion under other parameters: the rows of a sensitivity table.
pub fn outcomes_under(
    case: Case<'_>,
    criterion: CriterionRef,
    parameters: &Parameters,
) -> BTreeMap<String, Outcome> {
    let of = case.template.criterion(criterion);
    let Some(definition) = of.definitions.get(of.headline(parameters)) else {
        return BTreeMap::new();
    };
    let none = BTreeMap::new();
    case.protocol
        .reviewed()
        .filter_map(|unit| {
            let finding = one(case, &unit.id, criterion, definition, parameters, &none)?;
            Some((unit.id.clone(), finding.outcome))
        })
        .collect()
}

/// The criteria, those that divide others after them.
fn in_order(template: &Template) -> Vec<CriterionRef> {
    let mut order: Vec<CriterionRef> = (0..template.criteria.len()).map(CriterionRef).collect();
    order.sort_by_key(|at| (template.criterion(*at).part_of.is_some(), *at));
    order
}

fn one(
    case: Case<'_>,
    id: &str,
    criterion: CriterionRef,
    definition: &Definition,
    parameters: &Parameters,
    decided: &BTreeMap<CriterionRef, Finding>,
) -> Option<Finding> {
    let of = case.template.criterion(criterion);
    let unit = Unit {
        id,
        case,
        judging: true,
    };
    criterion::decide(unit, of, definition, parameters, decided)
}
