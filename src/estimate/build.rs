//! From findings to results: counted per criterion, stratum and group, then estimated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::interval::{Counts, of_strata, of_stratum};
use super::registers::population;
use super::tally::{Tally, share};
use super::{
    Assumed, CriterionResult, Estimate, FileResult, FurtherResult, Gaps, GroupResult, MonthCount,
    NotEvaluated, SCHEMA, Sensitivity, StratumResult, beside, contrast, texts, tolerance,
};
use crate::exact::Confidence;
use crate::finding::{Case, Finding, Findings, Outcome};
use crate::lang::{Lang, sort_key};
use crate::plan::How;
use crate::protocol::Unit;
use crate::stats::Side;
use crate::template::{Criterion, CriterionRef, FieldRef, Record};

/// A grouping: every value of a field, or some of its values taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// A field of the unit register.
    pub field: FieldRef,
    /// The values taken together; `None`: each value by itself.
    pub values: Option<Vec<String>>,
}

/// The results of an audit.
pub fn build(case: Case<'_>, findings: &Findings, by: &[By], lang: Lang) -> Gaps {
    let builder = Builder {
        case,
        findings,
        lang,
        confidence: case.plan.report.confidence,
        known: Mutex::default(),
    };
    let not_evaluated: BTreeSet<CriterionRef> = findings
        .not_evaluated
        .iter()
        .map(|(criterion, _)| *criterion)
        .collect();
    let criteria: Vec<CriterionRef> = (0..case.template.criteria.len())
        .map(CriterionRef)
        .filter(|criterion| !not_evaluated.contains(criterion))
        // What is counted over registers has no outcome for a file.
        .filter(|criterion| case.template.criterion(*criterion).record != Record::Register)
        .filter(|criterion| case.template.criterion(*criterion).record != Record::Unit)
        .collect();
    let criteria: Vec<CriterionResult> =
        beside::each(&criteria, |criterion| builder.criterion(*criterion, by));
    let files = case
        .protocol
        .reviewed()
        .map(|unit| FileResult {
            id: unit.id.clone(),
            stratum: unit.stratum.clone(),
            outcomes: findings
                .units
                .get(&unit.id)
                .map_or_else(BTreeMap::new, |found| {
                    found
                        .iter()
                        .map(|(at, f)| (case.template.criterion(*at).id.clone(), f.outcome))
                        .collect()
                }),
        })
        .collect();
    // Values taken together by hand may overlap: only whole divisions are compared.
    let whole = by.iter().all(|by| by.values.is_none());
    let contrasts = if builder.estimates() {
        let fewest = case.plan.report.scale.percent_from;
        contrast::contrasts(&criteria, whole, fewest, builder.confidence)
    } else {
        Vec::new()
    };
    Gaps {
        noted_otherwise: Vec::new(),
        fact_check: None,
        over_coverage: None,
        contrasts,
        schema: SCHEMA.to_owned(),
        criteria,
        files: Some(files),
        population: findings
            .counts
            .iter()
            .map(|counts| population(case, counts, lang))
            .collect(),
        not_evaluated: findings
            .not_evaluated
            .iter()
            .map(|(criterion, reason)| NotEvaluated {
                id: case.template.criterion(*criterion).id.clone(),
                reason: reason.get(lang).to_owned(),
            })
            .collect(),
    }
}

struct Builder<'a> {
    case: Case<'a>,
    findings: &'a Findings,
    lang: Lang,
    confidence: Confidence,
    /// Estimates made so far: criteria with the same counts share one.
    known: Mutex<BTreeMap<Vec<Counts>, Option<Estimate>>>,
}

/// The months of all files together; `None` where the criterion counts none.
fn months<'f>(findings: impl Iterator<Item = &'f Finding>) -> Option<MonthCount> {
    findings
        .filter_map(|finding| finding.months)
        .fold(None, |sum, (done, of)| {
            let before = sum.unwrap_or(MonthCount {
                of: 0,
                unchecked: 0,
            });
            Some(MonthCount {
                of: before.of + of,
                unchecked: before.unchecked + of - done,
            })
        })
}

impl<'a> Builder<'a> {
    fn outcome(&self, unit: &Unit, criterion: CriterionRef) -> Option<&'a Finding> {
        self.findings.units.get(&unit.id)?.get(&criterion)
    }

    fn tally<'u>(&self, units: impl Iterator<Item = &'u Unit>, criterion: CriterionRef) -> Tally {
        let mut tally = Tally::default();
        for unit in units {
            // A criterion without a source for this unit alone is one nothing can be said of.
            let outcome = self
                .outcome(unit, criterion)
                .map_or(Outcome::NotAssessable, |f| f.outcome);
            tally.add(outcome);
        }
        tally
    }

    fn criterion(&self, at: CriterionRef, by: &[By]) -> CriterionResult {
        let criterion = self.case.template.criterion(at);
        let tally = self.tally(self.case.protocol.reviewed(), at);
        let seen = || {
            self.case
                .protocol
                .reviewed()
                .filter_map(|unit| self.outcome(unit, at))
        };
        let count = |is: fn(&Finding) -> bool| {
            u64::try_from(seen().filter(|finding| is(finding)).count()).expect("a count fits")
        };
        let strata: Vec<(Tally, u64)> = self
            .case
            .protocol
            .strata
            .iter()
            .map(|stratum| {
                let units = self.case.protocol.reviewed();
                let units = units.filter(|unit| unit.stratum == stratum.letter);
                (self.tally(units, at), stratum.population)
            })
            .collect();
        let counts: Vec<Counts> = strata
            .iter()
            .map(|(t, population)| t.counts(*population))
            .collect();
        CriterionResult {
            id: criterion.id.clone(),
            title: criterion.title.get(self.lang).to_owned(),
            record: self.case.template.record_name(criterion.record).to_owned(),
            responsible: criterion.responsible.clone(),
            descriptive: criterion.descriptive,
            part_of: criterion
                .part_of
                .map(|whole| self.case.template.criterion(whole).id.clone()),
            assessed: tally.assessed(),
            gaps: tally.gaps,
            explained: tally.explained,
            not_applicable: tally.not_applicable,
            not_assessable: tally.not_assessable,
            unanswered: tally.unanswered,
            never: count(|finding| finding.never),
            depends_on_count: count(|finding| finding.depends_on_count),
            remarks: count(|finding| finding.remark),
            months: months(seen()),
            rate: tally.rate(),
            estimate: self.estimate(&counts),
            tolerance: self.tolerance(at, &counts),
            sensitivity: self.sensitivity(tally, &strata),
            strata: self.strata(&strata),
            groups: self.groups(at, criterion, by),
            further: self.further(at, criterion),
        }
    }

    /// Files picked on purpose say nothing about the rest: counts and no intervals.
    fn estimates(&self) -> bool {
        self.case
            .plan
            .sample
            .given
            .as_ref()
            .is_none_or(|given| given.how != How::Judgement)
    }

    /// The weighted estimate.
    fn estimate(&self, counts: &[Counts]) -> Option<Estimate> {
        if !self.estimates() {
            return None;
        }
        // Nothing that is half done stands in it, whatever became of another thread.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(counts) {
            return known.clone();
        }
        let made = of_strata(counts, self.confidence, self.lang);
        known().insert(counts.to_vec(), made.clone());
        made
    }

    /// What the files say about the plan's tolerance.
    fn tolerance(&self, at: CriterionRef, counts: &[Counts]) -> Option<super::Tolerance> {
        let mut gate = self.case.plan.gate.iter();
        let (_, accepted) = gate.find(|(criterion, _)| **criterion == at.0)?;
        self.estimates()
            .then(|| tolerance::of(counts, *accepted, self.confidence))
            .flatten()
    }

    /// The result with every file that could not be assessed counted one way, then the other.
    fn sensitivity(&self, tally: Tally, strata: &[(Tally, u64)]) -> Option<Sensitivity> {
        let missing = tally.missing();
        // Before anything is assessed everything is missing: that says nothing.
        if missing == 0 || tally.assessed() == 0 {
            return None;
        }
        let assume = |deviate: bool| {
            let counts: Vec<Counts> = strata
                .iter()
                .map(|(tally, population)| tally.assuming(deviate).counts(*population))
                .collect();
            let all = tally.assuming(deviate);
            Assumed {
                assessed: all.assessed(),
                gaps: all.gaps,
                rate: share(all.gaps, all.assessed()),
                estimate: self.estimate(&counts),
            }
        };
        Some(Sensitivity {
            missing,
            if_none: assume(false),
            if_all: assume(true),
        })
    }

    fn strata(&self, tallies: &[(Tally, u64)]) -> Vec<StratumResult> {
        self.case
            .protocol
            .strata
            .iter()
            .zip(tallies)
            .map(|(stratum, (tally, population))| {
                let interval = self
                    .estimates()
                    .then(|| of_stratum(tally.counts(*population), self.confidence, Side::Two))
                    .flatten();
                let limits = interval.as_ref().map(|interval| interval.limits);
                StratumResult {
                    stratum: stratum.letter.clone(),
                    assessed: tally.assessed(),
                    gaps: tally.gaps,
                    explained: tally.explained,
                    rate: tally.rate(),
                    lower: limits.and_then(|limits| limits.lower),
                    upper: limits.and_then(|limits| limits.upper),
                    promise: interval.as_ref().map(|i| i.promise.name().to_owned()),
                    method: interval.map(|interval| interval.method.name().to_owned()),
                }
            })
            .collect()
    }

    /// By the responsible unit, or by the fields asked for instead.
    fn groups(&self, at: CriterionRef, criterion: &Criterion, by: &[By]) -> Vec<GroupResult> {
        if !by.is_empty() {
            return by.iter().flat_map(|by| self.group(at, by)).collect();
        }
        self.case
            .template
            .checklists
            .iter()
            .find(|list| list.responsible == criterion.responsible)
            .and_then(|list| list.recipient)
            .filter(|field| self.case.dossiers.has(*field))
            .map(|field| {
                self.group(
                    at,
                    &By {
                        field,
                        values: None,
                    },
                )
            })
            .unwrap_or_default()
    }

    fn group(&self, at: CriterionRef, by: &By) -> Vec<GroupResult> {
        let value = |unit: &Unit| self.case.dossiers.own(&unit.id, by.field);
        let groups: Vec<(String, Vec<String>)> = if let Some(values) = &by.values {
            vec![(values.join(" + "), values.clone())]
        } else {
            let mut values: Vec<String> = self.case.protocol.reviewed().map(value).collect();
            values.sort_by_key(|value| (sort_key(value), value.clone()));
            values.dedup();
            let blank = texts::blank().get(self.lang).to_owned();
            let named = |value: &String| {
                if value.is_empty() {
                    blank.clone()
                } else {
                    value.clone()
                }
            };
            values
                .into_iter()
                .map(|value| (named(&value), vec![value]))
                .collect()
        };
        groups
            .into_iter()
            .map(|(name, values)| {
                let inside = |unit: &&Unit| values.contains(&value(unit));
                let tally = self.tally(self.case.protocol.reviewed().filter(inside), at);
                let estimate = self.domain(at, by.field, &values);
                GroupResult {
                    field: self.case.template.field_name(by.field),
                    group: name,
                    assessed: tally.assessed(),
                    gaps: tally.gaps,
                    explained: tally.explained,
                    rate: tally.rate(),
                    lower: estimate.as_ref().and_then(|e| e.lower),
                    upper: estimate.as_ref().and_then(|e| e.upper),
                    promise: estimate.as_ref().map(|e| e.promise.clone()),
                    method: estimate.map(|e| e.method),
                }
            })
            .collect()
    }

    /// The estimate for the files with one of these values: over their strata where the field
    /// is a stratifier, else as a domain, in which files with other values do not apply.
    fn domain(&self, at: CriterionRef, field: FieldRef, values: &[String]) -> Option<Estimate> {
        let name = self.case.template.field_name(field);
        let stratified = self.case.plan.strata.contains(&field);
        let counts: Vec<Counts> = self
            .case
            .protocol
            .strata
            .iter()
            .filter(|stratum| {
                !stratified
                    || stratum
                        .values
                        .get(&name)
                        .is_some_and(|v| values.contains(v))
            })
            .map(|stratum| {
                let units = || {
                    self.case
                        .protocol
                        .reviewed()
                        .filter(|unit| unit.stratum == stratum.letter)
                };
                let inside =
                    |unit: &&Unit| values.contains(&self.case.dossiers.own(&unit.id, field));
                let tally = self.tally(units().filter(inside), at);
                let mut counts = tally.counts(stratum.population);
                if !stratified {
                    let outside = units().filter(|unit| !inside(unit)).count();
                    counts.decided += u64::try_from(outside).expect("a count fits");
                }
                counts
            })
            .collect();
        self.estimate(&counts)
    }

    fn further(&self, at: CriterionRef, criterion: &Criterion) -> Vec<FurtherResult> {
        self.findings
            .further
            .iter()
            .filter(|((of, _), _)| *of == at)
            .map(|((_, place), outcomes)| {
                let mut tally = Tally::default();
                for outcome in outcomes.values() {
                    tally.add(*outcome);
                }
                let definition = &criterion.definitions[*place];
                FurtherResult {
                    definition: definition.id.clone(),
                    title: definition.title.get(self.lang).to_owned(),
                    assessed: tally.assessed(),
                    gaps: tally.gaps,
                    rate: tally.rate(),
                }
            })
            .collect()
    }
}
