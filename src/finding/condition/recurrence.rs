//! Events that must come back: no stretch between two of them, from the start to the end of
//! the case or of what is known, may be longer than the period.

use jiff::civil::Date;

use super::super::clock;
use super::super::evidence::{Found, Says, Unit};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::deadline::undated;
use crate::calendar;
use crate::template::{EvidenceRef, Parameters, Unknown};

pub(super) fn recurs(
    unit: Unit<'_>,
    event: EvidenceRef,
    exists: Option<EvidenceRef>,
    closed: Option<EvidenceRef>,
    parameters: &Parameters,
) -> Option<Verdict> {
    let from = parameters.from?;
    let (start, events) = (unit.fact(from), unit.find(event));
    if start.sources == 0 || events.sources == 0 {
        return None;
    }
    let Some(first) = start.days().first().copied() else {
        return Some(undated(&start, unit.case.template, from).seeing(start.seen));
    };
    let horizon = unit.horizon([event].into_iter().chain(exists).chain(closed));
    // A closing before the start closed something else.
    let closing = closed.map(|closed| unit.fact(closed));
    let closing = closing.and_then(|found| found.days().iter().find(|day| **day >= first).copied());
    let end = closing.map_or(horizon, |closing| closing.min(horizon));
    let limit = clock::limit(first, parameters);
    if limit > end {
        let reason = if end < horizon {
            texts::closed_before(&end.to_string(), &limit.to_string())
        } else {
            texts::not_due(&limit.to_string(), &end.to_string())
        };
        let verdict = Verdict::new(Outcome::NotApplicable).because(reason);
        return Some(verdict.seeing(start.seen));
    }
    // No gap where the case ends on the very day that the first is due.
    let without = judged(first, end, &[], parameters).outcome;
    let mut verdict = match &events.says {
        Some(Says::NotApplicable) => {
            Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
        }
        Some(Says::Yes | Says::Partly) => {
            Verdict::new(Outcome::NotAssessable).because(texts::without_date())
        }
        None if events.after_notice.is_none() => {
            let existence = exists.map(|exists| unit.find(exists));
            let mut verdict = match existence.as_ref().and_then(|found| found.says.as_ref()) {
                Some(Says::No) => judged(first, end, &[], parameters),
                Some(Says::NotApplicable) => {
                    Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
                }
                Some(Says::Yes | Says::Partly | Says::Days(_)) if !events.blank => {
                    Verdict::new(Outcome::NotAssessable).because(texts::without_date())
                }
                Some(Says::Yes | Says::Partly | Says::Days(_)) | None => {
                    unseen(&events, parameters.unknown, without)
                }
            };
            verdict = verdict.seeing(existence.into_iter().flat_map(|found| found.seen));
            verdict
        }
        Some(Says::Days(_) | Says::No) | None => {
            let verdict = judged(first, end, events.days(), parameters);
            // A source that is still blank may hold the event that seems to be wanting.
            if verdict.outcome == Outcome::Gap && events.blank {
                Verdict::new(Outcome::Unanswered)
            } else {
                verdict
            }
        }
    };
    verdict.finding.after_notice = events.after_notice;
    Some(verdict.seeing(start.seen).seeing(events.seen))
}

/// No source has an event; `without` is the outcome of a case that had none.
fn unseen(events: &Found, unknown: Unknown, without: Outcome) -> Verdict {
    if events.blank {
        Verdict::new(Outcome::Unanswered)
    } else if events.file_missing {
        Verdict::file_missing()
    } else {
        match unknown {
            Unknown::Gap => Verdict::new(without),
            Unknown::NotAssessable => {
                Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
            }
        }
    }
}

fn judged(first: Date, end: Date, events: &[Date], parameters: &Parameters) -> Verdict {
    let between = |day: &&Date| **day >= first && **day <= end;
    let mut days = vec![first];
    days.extend(events.iter().filter(between));
    days.push(end);
    let longest = days
        .windows(2)
        .map(|pair| calendar::days_between(pair[0], pair[1]))
        .max();
    let too_far = days
        .windows(2)
        .any(|pair| pair[1] > clock::limit(pair[0], parameters));
    let mut verdict = Verdict::new(if too_far { Outcome::Gap } else { Outcome::Met });
    verdict.finding.days = longest;
    verdict
}
