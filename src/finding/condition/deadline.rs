//! Deadlines: how late something came, and whether an event that was due took place.

use jiff::civil::Date;

use super::super::clock;
use super::super::evidence::{Found, Says, Unit, title};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::presence::{Start, from_found, partial};
use super::seen;
use crate::calendar;
use crate::template::condition::MissingEnd;
use crate::template::{EvidenceRef, Parameters, Template, Unknown};

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
        return Some(undated(&start, unit.case.template, from).seeing(start.seen));
    };
    let limit = clock::limit(first, parameters);
    let concerned = [to].into_iter().chain(exists).chain(closed);
    if let Some(verdict) = not_due(unit, (first, limit), closed, unit.horizon(concerned)) {
        return Some(verdict.seeing(start.seen));
    }
    let existence = existence(unit, exists);
    // Where the file says that there is none, or need be none, a date elsewhere does not make one.
    let ruled_out = existence.as_ref().is_some_and(Found::rules_out);
    // Of several days the first from the start on counts: an earlier one ended something else.
    let from_start = end.days().iter().find(|day| **day >= first);
    let day = from_start.or(end.days().first()).copied();
    let mut verdict = match day.filter(|_| !ruled_out) {
        Some(end) => {
            let outcome = if end <= limit {
                Outcome::Met
            } else {
                Outcome::Gap
            };
            let mut verdict = Verdict::new(outcome);
            verdict.finding.days = Some(calendar::days_between(first, end));
            verdict.finding.counted = Some(clock::days(first, end, parameters));
            verdict.finding.depends_on_count = clock::depends_on_count(first, end, parameters);
            if end < first {
                verdict = verdict.because(texts::end_before_start());
            }
            verdict
        }
        None => missing(&end, missing_end, existence, parameters.unknown),
    };
    verdict.finding.limit = Some(limit);
    verdict.finding.after_notice = verdict.finding.after_notice.or(end.after_notice);
    Some(verdict.seeing(start.seen.into_iter().chain(end.seen)))
}

/// Evidence that the thing exists, where it has a source.
fn existence(unit: Unit<'_>, exists: Option<EvidenceRef>) -> Option<Found> {
    exists
        .map(|exists| unit.find(exists))
        .filter(|found| found.sources > 0)
}

impl Found {
    /// Whether the reviewer says that there is none, or need be none.
    fn rules_out(&self) -> bool {
        matches!(self.says, Some(Says::No | Says::NotApplicable))
    }
}

/// The end of a deadline has no date: it never came, or it came and nobody knows when.
fn missing(
    end: &Found,
    missing_end: MissingEnd,
    existence: Option<Found>,
    unknown: Unknown,
) -> Verdict {
    let never = |mut verdict: Verdict| {
        verdict.finding.never = verdict.outcome == Outcome::Gap;
        verdict
    };
    let not_applicable = || Verdict::new(Outcome::NotApplicable).because(texts::answered_so());
    if let Some(found) = existence {
        match &found.says {
            Some(Says::NotApplicable) => return not_applicable().seeing(found.seen),
            Some(Says::No) => return never(missing_outcome(missing_end)).seeing(found.seen),
            Some(Says::Yes | Says::Partly | Says::Days(_))
                if end.after_notice.is_none() && !end.blank =>
            {
                let verdict = Verdict::new(Outcome::NotAssessable).because(texts::without_date());
                return verdict.seeing(found.seen);
            }
            Some(Says::Yes | Says::Partly | Says::Days(_)) | None => {}
        }
        let after_notice = end.after_notice.or(found.after_notice);
        return if after_notice.is_some() {
            let mut verdict = never(Verdict::new(Outcome::Gap));
            verdict.finding.after_notice = after_notice;
            verdict
        } else if found.blank || end.blank {
            Verdict::new(Outcome::Unanswered)
        } else if end.says == Some(Says::NotApplicable) {
            not_applicable()
        } else if found.is_lost() && end.is_lost() {
            Verdict::file_missing()
        } else if unknown == Unknown::NotAssessable {
            Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
        } else {
            never(missing_outcome(missing_end))
        };
    }
    if end.after_notice.is_some() {
        never(Verdict::new(Outcome::Gap))
    } else if end.says == Some(Says::NotApplicable) {
        not_applicable()
    } else if end.blank && end.says.is_none() {
        Verdict::new(Outcome::Unanswered)
    } else if end.is_lost() {
        Verdict::file_missing()
    } else {
        never(missing_outcome(missing_end))
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
    let existence = existence(unit, exists);
    if start.sources == 0 || (events.sources == 0 && existence.is_none()) {
        return None;
    }
    let first = start.days().first().copied();
    let limit = first.map(|first| clock::limit(first, parameters));
    if let Some((first, limit)) = first.zip(limit) {
        let concerned = [event].into_iter().chain(exists).chain(closed);
        if let Some(verdict) = not_due(unit, (first, limit), closed, unit.horizon(concerned)) {
            return Some(verdict.seeing(start.seen));
        }
    }
    let found = counted(events, existence, first);
    let partial = partial(unit, parameters);
    let mut verdict = if found.says == Some(Says::NotApplicable) {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else if first.is_none() && !found.is_there(partial) {
        undated(&start, unit.case.template, from)
    } else {
        let found = std::slice::from_ref(&found);
        from_found(found, partial, parameters.unknown, Start::Known)
    };
    verdict.finding.limit = limit;
    Some(verdict.seeing(start.seen).seeing(seen(&[found])))
}

/// What decides of an event and the answer whether it took place: that there was none, or need
/// be none, goes before a date elsewhere; a date goes before an undated yes; a date before the
/// start is not the event that was due.
fn counted(mut events: Found, existence: Option<Found>, first: Option<Date>) -> Found {
    let early = |days: &[Date]| first.is_some_and(|first| days.iter().all(|day| *day < first));
    if !events.days().is_empty() && early(events.days()) {
        events.says = Some(Says::No);
    }
    let Some(exists) = existence else {
        return events;
    };
    if exists.rules_out() || events.says.is_none() && events.after_notice.is_none() {
        Found {
            blank: exists.blank || events.blank,
            file_missing: exists.file_missing && (events.file_missing || events.sources == 0),
            after_notice: exists.after_notice.or(events.after_notice),
            ..exists
        }
    } else {
        events
    }
}

/// Not applicable where the day has not come yet, or the case was closed before it. A closing
/// before the start closed something else.
pub(super) fn not_due(
    unit: Unit<'_>,
    (start, limit): (Date, Date),
    closed: Option<EvidenceRef>,
    horizon: Date,
) -> Option<Verdict> {
    if limit > horizon {
        let reason = texts::not_due(&limit.to_string(), &horizon.to_string());
        return Some(Verdict::new(Outcome::NotApplicable).because(reason));
    }
    let closing = unit.fact(closed?);
    let closed = closing.days().iter().find(|day| **day >= start)?;
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
    } else if found.is_lost() {
        Verdict::file_missing()
    } else {
        let what = title(template, evidence);
        Verdict::new(Outcome::NotAssessable).because(texts::no_date(what))
    }
}
