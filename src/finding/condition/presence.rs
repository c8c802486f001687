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
    let found = look(unit, of)?;
    let mut start_unknown = false;
    if due && let Some(from) = parameters.from {
        let start = unit.fact(from);
        match start.days().first() {
            Some(start) => {
                let concerned = of.iter().copied().chain([from]).chain(closed);
                let limit = clock::limit(*start, parameters);
                if let Some(verdict) = not_due(unit, limit, closed, unit.horizon(concerned)) {
                    return Some(verdict);
                }
            }
            None => start_unknown = true,
        }
    }
    Some(from_found(&found, parameters, start_unknown).seeing(seen(&found)))
}

/// The pieces of evidence that have a source; `None` where none has.
fn look(unit: Unit<'_>, of: &[EvidenceRef]) -> Option<Vec<Found>> {
    let found: Vec<Found> = of
        .iter()
        .map(|piece| unit.find(*piece))
        .filter(|found| found.sources > 0)
        .collect();
    if found.is_empty() { None } else { Some(found) }
}

/// Whether what was looked for is there at all: there → met, certainly not → gap, a blank
/// question → unanswered, otherwise as `unknown` says.
pub(super) fn from_found(found: &[Found], parameters: &Parameters, start_unknown: bool) -> Verdict {
    let mut verdict = if found.iter().any(|piece| piece.is_there(parameters.partial)) {
        let mut verdict = Verdict::new(Outcome::Met);
        verdict.finding.remark = found.iter().any(|piece| piece.says == Some(Says::Partly))
            && !found.iter().any(|piece| piece.is_there(Partial::Gap));
        verdict
    } else if found
        .iter()
        .any(|piece| piece.blank && piece.says.is_none())
    {
        Verdict::new(Outcome::Unanswered)
    } else if found
        .iter()
        .all(|piece| piece.says == Some(Says::NotApplicable))
    {
        Verdict::new(Outcome::NotApplicable).because(texts::answered_so())
    } else if found
        .iter()
        .any(|piece| piece.file_missing && piece.says.is_none())
    {
        Verdict::new(Outcome::NotAssessable).because(texts::file_missing())
    } else if start_unknown {
        Verdict::new(Outcome::NotAssessable).because(texts::start_unknown())
    } else if found
        .iter()
        .any(|piece| piece.says.is_none() && piece.after_notice.is_none())
        && parameters.unknown == Unknown::NotAssessable
    {
        Verdict::new(Outcome::NotAssessable).because(texts::nothing_found())
    } else {
        Verdict::new(Outcome::Gap)
    };
    verdict.finding.after_notice = found.iter().find_map(|piece| piece.after_notice);
    verdict
}

pub(super) fn present(
    unit: Unit<'_>,
    of: &[EvidenceRef],
    parameters: &Parameters,
) -> Option<Verdict> {
    let found: Vec<Found> = of
        .iter()
        .map(|piece| unit.fact(*piece))
        .filter(|found| found.sources > 0)
        .collect();
    if found.is_empty() {
        return None;
    }
    let there = found.iter().any(|piece| piece.is_there(parameters.partial));
    let blank = found
        .iter()
        .any(|piece| piece.blank && piece.says.is_none());
    let missing = found
        .iter()
        .any(|piece| piece.file_missing && piece.says.is_none());
    let verdict = if there {
        Verdict::new(Outcome::Gap)
    } else if blank {
        Verdict::new(Outcome::Unanswered)
    } else if missing {
        Verdict::new(Outcome::NotAssessable).because(texts::file_missing())
    } else {
        Verdict::new(Outcome::Met)
    };
    Some(verdict.seeing(seen(&found)))
}
