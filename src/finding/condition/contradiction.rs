//! A claim against what other sources show for the time before it: what speaks against it is
//! there, and what would bear it out is not.

use jiff::civil::Date;

use super::super::clock;
use super::super::evidence::{Unit, title};
use super::super::verdict::Verdict;
use super::super::{Outcome, Seen, texts};
use super::deadline::undated;
use crate::template::{EvidenceRef, Parameters};

/// Tries every day of the claim: contradicted on one of them is a deviation. Where nothing is
/// known of the time before, the claim is left to other parts of the criterion.
pub(super) fn contradicted(
    unit: Unit<'_>,
    claim: EvidenceRef,
    (by, unless): (EvidenceRef, EvidenceRef),
    parameters: &Parameters,
) -> Option<Verdict> {
    let claimed = unit.fact(claim);
    let sources = [by, unless].map(|piece| unit.fact(piece).sources);
    if claimed.sources == 0 || sources.contains(&0) {
        return None;
    }
    if claimed.days().is_empty() {
        let verdict = undated(&claimed, unit.case.template, claim);
        let verdict = if verdict.outcome == Outcome::NotAssessable {
            verdict.left_to_others()
        } else {
            verdict
        };
        return Some(verdict.seeing(claimed.seen));
    }
    let sides = Sides {
        by: unit.dated(by),
        unless: unit.dated(unless),
        titles: [by, unless].map(|piece| title(unit.case.template, piece)),
        known_until: unit.horizon([by, unless].into_iter()),
    };
    let days = claimed.days().iter();
    let tried: Vec<Verdict> = days.map(|day| sides.on(*day, parameters)).collect();
    let decided = |outcome| tried.iter().any(|verdict| verdict.outcome == outcome);
    // A claim that is borne out says nothing of another one of which nothing is known.
    let outcome = if decided(Outcome::Gap) {
        Outcome::Gap
    } else if decided(Outcome::NotAssessable) {
        Outcome::NotAssessable
    } else {
        Outcome::Met
    };
    let verdict = tried
        .into_iter()
        .find(|verdict| verdict.outcome == outcome)?;
    let after = claimed.seen.into_iter().chain(verdict.finding.evidence);
    Some(Verdict {
        finding: super::super::Finding {
            evidence: after.collect(),
            ..verdict.finding
        },
        ..verdict
    })
}

/// What speaks against a claim and what bears it out.
struct Sides<'a> {
    by: Vec<(Date, Seen)>,
    unless: Vec<(Date, Seen)>,
    titles: [&'a crate::lang::Text; 2],
    /// What came later is not known.
    known_until: Date,
}

impl Sides<'_> {
    fn on(&self, claimed: Date, parameters: &Parameters) -> Verdict {
        let before = |day: Date| day <= claimed && claimed <= clock::limit(day, parameters);
        let within = |of: &[(Date, Seen)]| -> Vec<(Date, Seen)> {
            let of = of.iter().filter(|(day, _)| before(*day));
            of.cloned().collect()
        };
        let (against, borne_out) = (within(&self.by), within(&self.unless));
        if !borne_out.is_empty() {
            return Verdict::new(Outcome::Met).seeing(shown(borne_out));
        }
        let [by, unless] = self.titles;
        match against.first() {
            Some((first, _)) if self.known_until >= claimed => {
                let period = (first.to_string(), claimed.to_string());
                let reason =
                    texts::contradicted((&period.0, &period.1), (by, days(&against)), unless);
                Verdict::new(Outcome::Gap)
                    .because(reason)
                    .seeing(shown(against))
            }
            Some(_) | None => {
                let reason = texts::not_contradicted_or_borne_out(&claimed.to_string(), by, unless);
                Verdict::new(Outcome::NotAssessable)
                    .because(reason)
                    .left_to_others()
            }
        }
    }
}

/// How many different days.
fn days(of: &[(Date, Seen)]) -> usize {
    let mut days: Vec<Date> = of.iter().map(|(day, _)| *day).collect();
    days.sort_unstable();
    days.dedup();
    days.len()
}

/// The first and the last of what was seen: a month of attendance is a page of rows.
fn shown(of: Vec<(Date, Seen)>) -> Vec<Seen> {
    let mut seen: Vec<Seen> = of.into_iter().map(|(_, seen)| seen).collect();
    if seen.len() > 1 {
        seen.drain(1..seen.len() - 1);
    }
    seen
}
