//! Whether something is there that must be, or that must not be.

use super::super::clock;
use super::super::evidence::{Found, Says, Unit};
use super::super::verdict::Verdict;
use super::super::{Outcome, texts};
use super::deadline::not_due;
use super::seen;
use crate::template::{EvidenceRef, Parameters, Partial, Unknown};

pub(super) fn absent(
    unit: Unit<'_>,
    of: &[EvidenceRef],
    due: bool,
    closed: Option<EvidenceRef>,
    parameters: &Parameters,
) -> Option<Verdict> {
    let found = look(of, |piece| unit.find(piece))?;
    let mut start = Start::Known;
    if due && let Some(from) = parameters.from {
        let from_found = unit.fact(from);
        match from_found.days().first() {
            Some(first) => {
                let concerned = of.iter().copied().chain(closed);
                let limit = clock::limit(*first, parameters);
                let horizon = unit.horizon(concerned);
                if let Some(verdict) = not_due(unit, (*first, limit), closed, horizon) {
                    return Some(verdict);
                }
            }
            None if from_found.blank => start = Start::Unanswered,
            None => start = Start::Unknown,
        }
    }
    let partial = partial(unit, parameters);
    Some(from_found(&found, partial, parameters.unknown, start).seeing(seen(&found)))
}

/// What "partly" counts as: as the criterion says when it is judged, there when only facts are
/// asked for.
pub(super) fn partial(unit: Unit<'_>, parameters: &Parameters) -> Partial {
    if unit.judging {
        parameters.partial
    } else {
        Partial::MetWithRemark
    }
}

/// The pieces of evidence that have a source; `None` where none has. A piece whose file is
/// missing leaves it to the others, where there are any (DESIGN 7).
fn look(of: &[EvidenceRef], find: impl Fn(EvidenceRef) -> Found) -> Option<Vec<Found>> {
    let mut found: Vec<Found> = of
        .iter()
        .map(|piece| find(*piece))
        .filter(|found| found.sources > 0)
        .collect();
    if !found.iter().all(Found::is_lost) {
        found.retain(|piece| !piece.is_lost());
    }
    if found.is_empty() { None } else { Some(found) }
}

/// What is known of the start of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Its day, or no clock runs.
    Known,
    /// The question was not answered.
    Unanswered,
    /// No source has it.
    Unknown,
}

/// Whether what was looked for is there at all: there → met; a blank question → unanswered;
/// certainly not → gap; otherwise as `unknown` says.
pub(super) fn from_found(
    found: &[Found],
    partial: Partial,
    unknown: Unknown,
    start: Start,
) -> Verdict {
    let any = |is: fn(&Found) -> bool| found.iter().any(is);
    let all = |is: fn(&Found) -> bool| found.iter().all(is);
    let mut verdict = if found.iter().any(|piece| piece.is_there(partial)) {
        let mut verdict = Verdict::new(Outcome::Met);
        verdict.finding.remark = any(|piece| piece.says == Some(Says::Partly))
            && !any(|piece| piece.is_there(Partial::Gap));
        verdict
    } else if any(|piece| piece.blank && piece.says.is_none()) || start == Start::Unanswered {
        Verdict::new(Outcome::Unanswered)
    } else if all(|piece| piece.says == Some(Says::NotApplicable)) {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else if any(Found::is_lost) {
        Verdict::file_missing()
    } else if start == Start::Unknown {
        Verdict::new(Outcome::NotAssessable).because(texts::start_unknown())
    } else if any(|piece| piece.says.is_none() && piece.after_notice.is_none())
        && unknown == Unknown::NotAssessable
    {
        Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
    } else {
        Verdict::new(Outcome::Gap)
    };
    verdict.finding.after_notice = found.iter().find_map(|piece| piece.after_notice);
    verdict
}

pub(super) fn present(unit: Unit<'_>, of: &[EvidenceRef]) -> Option<Verdict> {
    let found = look(of, |piece| unit.fact(piece))?;
    let any = |is: fn(&Found) -> bool| found.iter().any(is);
    // What must not be there must not be there in part either.
    let verdict = if any(|piece| piece.is_there(Partial::MetWithRemark)) {
        Verdict::new(Outcome::Gap)
    } else if any(|piece| piece.blank && piece.says.is_none()) {
        Verdict::new(Outcome::Unanswered)
    } else if any(Found::is_lost) {
        Verdict::file_missing()
    } else if found
        .iter()
        .all(|piece| piece.says == Some(Says::NotApplicable))
    {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else {
        Verdict::new(Outcome::Met)
    };
    Some(verdict.seeing(seen(&found)))
}
