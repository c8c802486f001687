//! Two pieces of evidence against each other.

use jiff::civil::Date;

use super::super::clock;
use super::super::evidence::{Found, Says, Unit};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::deadline::undated;
use crate::calendar;
use crate::template::{EvidenceRef, Parameters, Partial};

pub(super) fn before(
    unit: Unit<'_>,
    first: EvidenceRef,
    then: EvidenceRef,
    parameters: &Parameters,
) -> Option<Verdict> {
    let (one, other) = (unit.fact(first), unit.fact(then));
    if one.sources == 0 || other.sources == 0 {
        return None;
    }
    let (Some(early), Some(late)) = (one.days().first(), other.days().first()) else {
        let (missing, evidence) = if one.days().is_empty() {
            (&one, first)
        } else {
            (&other, then)
        };
        let verdict = undated(missing, unit.case.template, evidence);
        return Some(verdict.seeing(one.seen.into_iter().chain(other.seen)));
    };
    let mut verdict = Verdict::new(if *late > clock::limit(*early, parameters) {
        Outcome::Gap
    } else {
        Outcome::Met
    });
    verdict.finding.days = Some(calendar::days_between(*early, *late));
    Some(verdict.seeing(one.seen.into_iter().chain(other.seen)))
}

/// The days between the two dates that lie nearest: one record may hold several of a thing.
fn nearest(one: &[Date], other: &[Date]) -> Option<i64> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| calendar::days_between(*a, *b))
        .min_by_key(|days| (days.abs(), *days))
}

pub(super) fn disagrees(
    unit: Unit<'_>,
    one: EvidenceRef,
    other: EvidenceRef,
    parameters: &Parameters,
) -> Option<Verdict> {
    let (first, second) = (unit.fact(one), unit.fact(other));
    if first.sources == 0 || second.sources == 0 {
        return None;
    }
    let blank = |found: &Found| found.blank && found.says.is_none();
    let there = |found: &Found| found.is_there(Partial::MetWithRemark);
    let not_applicable = |found: &Found| found.says == Some(Says::NotApplicable);
    let verdict = if not_applicable(&first) || not_applicable(&second) {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else if let Some(days) = nearest(first.days(), second.days()) {
        let apart = days.abs() > parameters.tolerance_days;
        let mut verdict = Verdict::new(if apart { Outcome::Gap } else { Outcome::Met });
        verdict.finding.days = Some(days);
        verdict
    } else if blank(&first) || blank(&second) {
        Verdict::new(Outcome::Unanswered)
    } else if first.is_lost() || second.is_lost() {
        Verdict::file_missing()
    } else if there(&first) == there(&second) {
        Verdict::new(Outcome::Met)
    } else {
        Verdict::new(Outcome::Gap)
    };
    Some(verdict.seeing(first.seen.into_iter().chain(second.seen)))
}
