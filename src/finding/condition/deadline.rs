//! Deadlines and recurring events.

use jiff::civil::Date;

use super::super::clock;
use super::super::evidence::{Found, Says, Unit, title};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::presence::from_found;
use super::seen;
use crate::calendar;
use crate::template::condition::MissingEnd;
use crate::template::{EvidenceRef, Parameters, Partial, Template, Unknown};

pub(super) fn late(
    unit: Unit<'_>,
    missing_end: MissingEnd,
    exists: Option<EvidenceRef>,
    closed: Option<EvidenceRef>,
    parameters: &Parameters,
) -> Option<Verdict> {
    let (from, to) = (parameters.from?, parameters.to?);
    let (start, end) = (unit.fact(from), unit.find(to));
    if start.sources == 0 || end.sources == 0 {
        return None;
    }
    let Some(first) = start.days().first().copied() else {
        return Some(undated(&start, unit.template, from).seeing(start.seen));
    };
    let limit = clock::limit(first, parameters);
    let concerned = [from, to].into_iter().chain(exists).chain(closed);
    if let Some(verdict) = not_due(unit, limit, closed, unit.horizon(concerned)) {
        return Some(verdict.seeing(start.seen));
    }
    let existence = exists
        .map(|exists| unit.find(exists))
        .filter(|found| found.sources > 0);
    // Where the file says that there is none, a date elsewhere does not make one.
    let none = existence
        .as_ref()
        .is_some_and(|found| found.says == Some(Says::No));
    let mut verdict = match end.days().first().copied().filter(|_| !none) {
        Some(end) => {
            let outcome = if end <= limit {
                Outcome::Met
            } else {
                Outcome::Gap
            };
            let mut verdict = Verdict::new(outcome);
            verdict.finding.days = Some(calendar::days_between(first, end));
            verdict.finding.depends_on_count = clock::depends_on_count(first, end, parameters);
            if end < first {
                verdict = verdict.because(texts::end_before_start());
            }
            verdict
        }
        None => missing(&end, missing_end, existence, parameters),
    };
    verdict.finding.after_notice = verdict.finding.after_notice.or(end.after_notice);
    Some(verdict.seeing(start.seen.into_iter().chain(end.seen)))
}

/// The end of a deadline has no date: it never came, or it came and nobody knows when.
fn missing(
    end: &Found,
    missing_end: MissingEnd,
    existence: Option<Found>,
    parameters: &Parameters,
) -> Verdict {
    let never = |verdict: Verdict| {
        let mut verdict = verdict;
        verdict.finding.never = verdict.outcome == Outcome::Gap;
        verdict
    };
    if end.after_notice.is_some() {
        return never(Verdict::new(Outcome::Gap));
    }
    match existence {
        Some(found) if found.is_there(Partial::MetWithRemark) => {
            Verdict::new(Outcome::NotAssessable)
                .because(texts::without_date())
                .seeing(found.seen)
        }
        Some(found) if found.says == Some(Says::NotApplicable) => {
            Verdict::new(Outcome::NotApplicable)
                .because(texts::answered_so())
                .seeing(found.seen)
        }
        Some(found) if found.says.is_some() => {
            never(missing_outcome(missing_end)).seeing(found.seen)
        }
        Some(found) if found.blank || end.blank => Verdict::new(Outcome::Unanswered),
        None if end.blank => Verdict::new(Outcome::Unanswered),
        Some(_) | None if end.says == Some(Says::NotApplicable) => {
            Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
        }
        Some(found) if found.file_missing => {
            Verdict::new(Outcome::NotAssessable).because(texts::file_missing())
        }
        Some(_) => match parameters.unknown {
            Unknown::Gap => never(missing_outcome(missing_end)),
            Unknown::NotAssessable => {
                Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
            }
        },
        None => never(missing_outcome(missing_end)),
    }
}

fn missing_outcome(missing_end: MissingEnd) -> Verdict {
    match missing_end {
        MissingEnd::Gap => Verdict::new(Outcome::Gap),
        MissingEnd::NotAssessable => {
            Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
        }
    }
}

pub(super) fn due(
    unit: Unit<'_>,
    event: EvidenceRef,
    exists: Option<EvidenceRef>,
    closed: Option<EvidenceRef>,
    parameters: &Parameters,
) -> Option<Verdict> {
    let from = parameters.from?;
    let (start, events) = (unit.fact(from), unit.find(event));
    let existence = exists
        .map(|exists| unit.find(exists))
        .filter(|found| found.sources > 0);
    if start.sources == 0 || (events.sources == 0 && existence.is_none()) {
        return None;
    }
    let first = start.days().first().copied();
    if let Some(first) = first {
        let concerned = [from, event].into_iter().chain(exists).chain(closed);
        let limit = clock::limit(first, parameters);
        if let Some(verdict) = not_due(unit, limit, closed, unit.horizon(concerned)) {
            return Some(verdict.seeing(start.seen));
        }
    }
    // An event before the start is not the one that was due.
    let counted = events
        .days()
        .iter()
        .any(|day| first.is_none_or(|first| *day >= first));
    let mut found = vec![events];
    if !counted
        && let Some(says) = &mut found[0].says
        && matches!(says, Says::Days(_))
    {
        *says = Says::No;
    }
    match existence {
        // The file says that there was none: a date elsewhere does not make one.
        Some(none) if none.says == Some(Says::No) => found = vec![none],
        Some(other) if found[0].says.is_none() && found[0].after_notice.is_none() => {
            found.push(other);
        }
        Some(_) | None => {}
    }
    let verdict = if found
        .iter()
        .any(|piece| piece.says == Some(Says::NotApplicable))
    {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else if first.is_none() && !found.iter().any(|piece| piece.is_there(parameters.partial)) {
        undated(&start, unit.template, from)
    } else {
        decided(&found, parameters)
    };
    Some(verdict.seeing(start.seen).seeing(seen(&found)))
}

/// As [`from_found`], for pieces of which a later one stands in for an earlier.
fn decided(found: &[Found], parameters: &Parameters) -> Verdict {
    match found.iter().position(|piece| piece.says.is_some()) {
        Some(at) => from_found(&found[at..=at], parameters, false),
        None => from_found(found, parameters, false),
    }
}

pub(super) fn recurs(
    unit: Unit<'_>,
    event: EvidenceRef,
    closed: Option<EvidenceRef>,
    parameters: &Parameters,
) -> Option<Verdict> {
    let from = parameters.from?;
    let (start, events) = (unit.fact(from), unit.find(event));
    if start.sources == 0 || events.sources == 0 {
        return None;
    }
    let Some(first) = start.days().first().copied() else {
        return Some(undated(&start, unit.template, from).seeing(start.seen));
    };
    let horizon = unit.horizon([from, event].into_iter().chain(closed));
    let closing = closed.and_then(|closed| unit.fact(closed).days().first().copied());
    let end = closing.map_or(horizon, |closing| closing.min(horizon));
    if clock::limit(first, parameters) > end {
        let reason = texts::not_due(
            &clock::limit(first, parameters).to_string(),
            &end.to_string(),
        );
        return Some(
            Verdict::new(Outcome::NotApplicable)
                .because(reason)
                .seeing(start.seen),
        );
    }
    if events.says.is_none() && events.blank {
        return Some(Verdict::new(Outcome::Unanswered));
    }
    let mut days: Vec<Date> = events
        .days()
        .iter()
        .copied()
        .filter(|day| *day >= first && *day <= end)
        .collect();
    days.insert(0, first);
    days.push(end);
    let worst = days
        .windows(2)
        .max_by_key(|pair| calendar::days_between(pair[0], pair[1]));
    let too_far = days
        .windows(2)
        .any(|pair| pair[1] > clock::limit(pair[0], parameters));
    let mut verdict = Verdict::new(if too_far { Outcome::Gap } else { Outcome::Met });
    verdict.finding.days = worst.map(|pair| calendar::days_between(pair[0], pair[1]));
    Some(verdict.seeing(start.seen).seeing(events.seen))
}

/// Not applicable where the day has not come yet, or the case was closed before it.
pub(super) fn not_due(
    unit: Unit<'_>,
    limit: Date,
    closed: Option<EvidenceRef>,
    horizon: Date,
) -> Option<Verdict> {
    if limit > horizon {
        let reason = texts::not_due(&limit.to_string(), &horizon.to_string());
        return Some(Verdict::new(Outcome::NotApplicable).because(reason));
    }
    let closing = unit.fact(closed?);
    let closed = closing.days().first()?;
    (*closed < limit).then(|| {
        let reason = texts::closed_before(&closed.to_string(), &limit.to_string());
        Verdict::new(Outcome::NotApplicable)
            .because(reason)
            .seeing(closing.seen.clone())
    })
}

/// Why a date that a deadline needs is not known.
pub(super) fn undated(found: &Found, template: &Template, evidence: EvidenceRef) -> Verdict {
    if found.blank {
        Verdict::new(Outcome::Unanswered)
    } else if found.says == Some(Says::NotApplicable) {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else {
        let what = title(template, evidence);
        Verdict::new(Outcome::NotAssessable).because(texts::no_date(what))
    }
}
