//! One criterion and one unit: whether the rule holds here, whether there is a file to judge,
//! what the condition says, and whether a local routine explains a deviation.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::condition::evaluate;
use super::evidence::Unit;
use super::status::{file_status, missing_means};
use super::verdict::Verdict;
use super::{Finding, Outcome, texts};
use crate::plan::MissingFile;
use crate::template::{
    Criterion, CriterionRef, Definition, Explanation, FieldRef, FileStatus, MissingMeans,
    Parameters, Profile, Record,
};

/// Decides one criterion for one unit; `None` where it has no source. `decided` holds the
/// findings of the criteria that this one may divide.
pub(super) fn decide(
    unit: Unit<'_>,
    criterion: &Criterion,
    definition: &Definition,
    parameters: &Parameters,
    decided: &BTreeMap<CriterionRef, Finding>,
) -> Option<Finding> {
    let day = day_of(unit, criterion);
    if let Some(verdict) = outside(unit, criterion, day)? {
        return Some(verdict.into_finding());
    }
    let profile = profile(unit, criterion, day);
    if profile.is_none() && criterion.only_by_profile {
        let verdict = Verdict::new(Outcome::NotApplicable).because(texts::no_rule_for());
        return Some(verdict.into_finding());
    }
    let by_profile = profile.map(|profile| {
        let (plan, template) = (unit.case.plan, unit.case.template);
        let at = template.criterion_by_id(&criterion.id);
        let kept = at.map_or_else(Vec::new, |at| plan.changed_in(at));
        profile.over(parameters, |name| kept.contains(&name))
    });
    let parameters = by_profile.as_ref().unwrap_or(parameters);
    if let Some(whole) = criterion.part_of {
        let divided = unit.case.template.criterion(whole);
        let whole = decided.get(&whole)?;
        // Of a file that nobody has seen nothing more is known than what became of it.
        if whole.outcome == Outcome::Gap
            && divided.explained_by.is_empty()
            && let Record::Checklist(checklist) = criterion.record
            && let Some(verdict) = without_file(unit, checklist, true)
        {
            return Some(verdict.into_finding());
        }
        return part(unit, definition, parameters, whole, divided);
    }
    if let Record::Checklist(checklist) = criterion.record
        && let Some(verdict) = without_file(unit, checklist, criterion.descriptive)
    {
        return Some(verdict.into_finding());
    }
    let mut verdict = conditioned(unit, definition, parameters)?;
    if verdict.outcome == Outcome::Gap {
        let explained = criterion.explained_by.iter().find_map(|routine| {
            let why = explanation(unit, routine, parameters, day)?;
            (why.outcome == Outcome::Gap).then_some((routine, why))
        });
        if let Some((routine, why)) = explained {
            verdict.outcome = Outcome::Explained;
            verdict = verdict
                .seeing(why.finding.evidence)
                .because(routine.title.clone());
        }
    }
    Some(verdict.into_finding())
}

fn conditioned(
    unit: Unit<'_>,
    definition: &Definition,
    parameters: &Parameters,
) -> Option<Verdict> {
    if let Some(applies_if) = &definition.applies_if {
        let applies = evaluate(unit.asking_facts(), applies_if, parameters)?;
        match applies.outcome {
            Outcome::Gap | Outcome::Explained => {}
            Outcome::Met | Outcome::NotApplicable => {
                let evidence = applies.finding.evidence;
                let verdict = Verdict::new(Outcome::NotApplicable).because(texts::outside());
                return Some(verdict.seeing(evidence));
            }
            Outcome::NotAssessable | Outcome::Unanswered => return Some(applies),
        }
    }
    evaluate(unit, &definition.condition, parameters)
}

/// A criterion that divides another's deviations: it applies to them alone. Where the other
/// is explained by a routine, the explanation decides.
fn part(
    unit: Unit<'_>,
    definition: &Definition,
    parameters: &Parameters,
    whole: &Finding,
    divided: &Criterion,
) -> Option<Finding> {
    let explanations = &divided.explained_by;
    let day = day_of(unit, divided);
    match whole.outcome {
        Outcome::Explained => {
            let mut finding = Finding::new(Outcome::Explained);
            finding.reason.clone_from(&whole.reason);
            finding.evidence.clone_from(&whole.evidence);
            Some(finding)
        }
        // Not explained; where what a routine asks for is not answered yet, it may still be.
        Outcome::Gap if !explanations.is_empty() => {
            let tried: Vec<Verdict> = explanations
                .iter()
                .filter_map(|routine| explanation(unit, routine, parameters, day))
                .collect();
            let open = tried.iter().any(|why| why.outcome == Outcome::Unanswered);
            let mut finding = if open {
                Finding::new(Outcome::Unanswered)
            } else {
                let mut finding = Finding::new(Outcome::Met);
                finding.reason = Some(texts::not_explained());
                finding
            };
            finding.evidence.clone_from(&whole.evidence);
            let seen = tried.into_iter().flat_map(|why| why.finding.evidence);
            finding.evidence.extend(seen);
            Some(finding)
        }
        Outcome::Gap => conditioned(unit, definition, parameters).map(Verdict::into_finding),
        Outcome::Met | Outcome::NotApplicable => {
            let verdict = Verdict::new(Outcome::NotApplicable).because(texts::not_part());
            Some(verdict.into_finding())
        }
        // What is open for the whole is open for its parts.
        open @ (Outcome::NotAssessable | Outcome::Unanswered) => {
            let mut finding = Finding::new(open);
            finding.reason.clone_from(&whole.reason);
            Some(finding)
        }
    }
}

/// Not applicable where there is no rule for this board, or was none then; `None` where
/// nobody knows which board it is.
#[allow(
    clippy::option_option,
    reason = "not known, inside and outside are three cases"
)]
fn outside(unit: Unit<'_>, criterion: &Criterion, day: Date) -> Option<Option<Verdict>> {
    let then = within(criterion.valid, day);
    let reason = if !then {
        texts::no_rule_then()
    } else if !holds_for(unit, &criterion.only_for)? {
        texts::no_rule_for()
    } else {
        return Some(None);
    };
    Some(Some(Verdict::new(Outcome::NotApplicable).because(reason)))
}

/// The day on which the rule must hold for this unit.
fn day_of(unit: Unit<'_>, criterion: &Criterion) -> Date {
    let dated = criterion.valid_on.map(|evidence| unit.fact(evidence));
    let day = dated.and_then(|found| found.days().first().copied());
    day.unwrap_or(unit.case.plan.reference_date)
}

/// The first profile that holds for this unit.
fn profile<'a>(unit: Unit<'_>, criterion: &'a Criterion, day: Date) -> Option<&'a Profile> {
    criterion.profiles.iter().find(|profile| {
        within(profile.valid, day) && holds_for(unit, &profile.only_for) == Some(true)
    })
}

/// Whether the unit has these values; `None` where nobody knows.
fn holds_for(unit: Unit<'_>, only_for: &[(FieldRef, Vec<String>)]) -> Option<bool> {
    let mut holds = true;
    for (field, values) in only_for {
        holds &= values.contains(&unit.own(*field)?);
    }
    Some(holds)
}

/// Whether a day lies in a period with both ends.
pub(super) fn within(valid: (Option<Date>, Option<Date>), day: Date) -> bool {
    valid.0.is_none_or(|from| day >= from) && valid.1.is_none_or(|to| day <= to)
}

/// A file that is not there to be judged: ordered is unanswered; missing is what its reason
/// says, whatever the registers hold; not expected is not applicable. What only describes
/// cannot be said of a file that nobody has seen.
fn without_file(unit: Unit<'_>, checklist: usize, descriptive: bool) -> Option<Verdict> {
    match file_status(unit.case.template, unit.case.answers, unit.id, checklist) {
        FileStatus::Reviewed => None,
        FileStatus::Ordered => Some(Verdict::new(Outcome::Unanswered)),
        FileStatus::NotExpected => {
            Some(Verdict::new(Outcome::NotApplicable).because(texts::not_expected()))
        }
        FileStatus::Missing => {
            let means = match unit.case.plan.missing_file {
                MissingFile::ByReason => {
                    missing_means(unit.case.template, unit.case.answers, unit.id, checklist)
                }
                MissingFile::Gap => MissingMeans::Gap,
                MissingFile::NotAssessable => MissingMeans::NotAssessable,
            };
            Some(match means {
                MissingMeans::Gap if !descriptive => {
                    Verdict::new(Outcome::Gap).because(texts::missing_is_a_gap())
                }
                MissingMeans::Gap | MissingMeans::NotAssessable => {
                    Verdict::new(Outcome::NotAssessable).because(texts::file_missing())
                }
            })
        }
    }
}

/// Whether a routine explains a deviation: a gap where it does, `None` where it does not hold
/// for this unit, otherwise what its condition says.
fn explanation(
    unit: Unit<'_>,
    routine: &Explanation,
    parameters: &Parameters,
    day: Date,
) -> Option<Verdict> {
    let unit = unit.asking_facts();
    let holds = holds_for(unit, &routine.only_for) == Some(true) && within(routine.valid, day);
    match &routine.when {
        _ if !holds => None,
        None => Some(Verdict::new(Outcome::Gap)),
        Some(when) => evaluate(unit, when, parameters),
    }
}
