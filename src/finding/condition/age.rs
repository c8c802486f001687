//! Whether something is out of date on the last day up to which things are known.

use super::super::clock;
use super::super::evidence::{Says, Unit};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::deadline::undated;
use crate::calendar;
use crate::template::{EvidenceRef, Parameters};

/// A period that is given decides; without one the age does.
pub(super) fn aged(
    unit: Unit<'_>,
    dated: EvidenceRef,
    (until, closed): (Option<EvidenceRef>, Option<EvidenceRef>),
    parameters: &Parameters,
) -> Option<Verdict> {
    let found = unit.find(dated);
    let period = until.map(|until| unit.fact(until));
    let has_period = period.as_ref().is_some_and(|period| period.sources > 0);
    if found.sources == 0 && !has_period {
        return None;
    }
    let horizon = unit.horizon([dated].into_iter().chain(until));
    let closing = closed.and_then(|closed| unit.fact(closed).days().first().copied());
    let on = closing.map_or(horizon, |closing| closing.min(horizon));
    let there = !matches!(found.says, Some(Says::No | Says::NotApplicable));
    let period = period.filter(|_| there);
    if let Some(period) = period
        && let Some(until) = period.days().last()
    {
        let (end, day) = (until.to_string(), on.to_string());
        let verdict = if *until < on {
            Verdict::new(Outcome::Gap).because(texts::expired(&end, &day))
        } else {
            Verdict::new(Outcome::Met).because(texts::still_good(&end, &day))
        };
        return Some(verdict.seeing(found.seen.into_iter().chain(period.seen)));
    }
    // What was drawn up after the day in question says nothing of that day.
    let Some(latest) = found.days().iter().rev().find(|day| **day <= on).copied() else {
        let verdict = undated(&found, unit.case.template, dated);
        return Some(verdict.seeing(found.seen));
    };
    let outcome = if clock::limit(latest, parameters) < on {
        Outcome::Gap
    } else {
        Outcome::Met
    };
    let reason = texts::aged(&latest.to_string(), &on.to_string());
    let mut verdict = Verdict::new(outcome).because(reason);
    verdict.finding.days = Some(calendar::days_between(latest, on));
    verdict.finding.after_notice = found.after_notice;
    Some(verdict.seeing(found.seen))
}
