//! Three-valued verdicts and how they combine: a part that certainly decides, decides.

use crate::lang::Text;

use super::{Finding, Outcome, Seen, texts};

/// What a condition gives: whether the file deviates, with all that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    pub(super) finding: Finding,
    /// Nothing is known, because the file is missing or the registers are silent: where other
    /// parts are left, they decide.
    pub(super) lost: bool,
}

impl Verdict {
    pub(super) fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            finding: Finding::new(outcome),
            lost: false,
        }
    }

    /// Not assessable for want of the file.
    pub(super) fn file_missing() -> Self {
        let verdict = Self::new(Outcome::NotAssessable).because(texts::file_missing());
        Self {
            lost: true,
            ..verdict
        }
    }

    /// Nothing is known here: where other parts are left, they decide.
    pub(super) fn left_to_others(self) -> Self {
        Self { lost: true, ..self }
    }

    pub(super) fn because(mut self, reason: Text) -> Self {
        self.finding.reason = Some(reason);
        self
    }

    pub(super) fn seeing(mut self, seen: impl IntoIterator<Item = Seen>) -> Self {
        self.finding.evidence.extend(seen);
        self
    }

    /// The finding, with the outcome that was decided.
    pub(super) fn into_finding(self) -> Finding {
        Finding {
            outcome: self.outcome,
            ..self.finding
        }
    }

    /// The opposite: met where it deviates, deviating where it is met.
    pub(super) fn reversed(mut self) -> Self {
        self.outcome = match self.outcome {
            Outcome::Gap | Outcome::Explained => Outcome::Met,
            Outcome::Met => Outcome::Gap,
            other @ (Outcome::NotApplicable | Outcome::NotAssessable | Outcome::Unanswered) => {
                other
            }
        };
        self
    }
}

/// One deviating part makes the whole deviate; one unknown part leaves it open; parts that
/// do not apply say nothing.
pub(super) fn any(parts: Vec<Verdict>) -> Verdict {
    combine(
        parts,
        &[
            Outcome::Gap,
            Outcome::Unanswered,
            Outcome::NotAssessable,
            Outcome::Met,
        ],
    )
}

/// One part that is met makes the whole met; one unknown part leaves it open.
pub(super) fn all(parts: Vec<Verdict>) -> Verdict {
    combine(
        parts,
        &[
            Outcome::Met,
            Outcome::Unanswered,
            Outcome::NotAssessable,
            Outcome::Gap,
        ],
    )
}

/// The first outcome of an order that any part has; none of them: not applicable. Parts whose
/// file is missing leave it to the others, where any of them says something (DESIGN 7).
fn combine(mut parts: Vec<Verdict>, order: &[Outcome]) -> Verdict {
    let silent = |part: &Verdict| part.lost || part.outcome == Outcome::NotApplicable;
    let lost = parts.iter().any(|part| part.lost) && parts.iter().all(silent);
    parts.retain(|part| lost || !part.lost);
    let decided = order
        .iter()
        .find(|outcome| parts.iter().any(|part| part.outcome == **outcome));
    let outcome = decided.copied().unwrap_or(Outcome::NotApplicable);
    let mut whole = Verdict::new(outcome);
    whole.lost = lost;
    for part in parts {
        let decides = part.outcome == outcome;
        let finding = part.finding;
        whole.finding.evidence.extend(finding.evidence);
        whole.finding.after_notice = whole.finding.after_notice.or(finding.after_notice);
        if decides {
            whole.finding.reason = whole.finding.reason.or(finding.reason);
            whole.finding.remark |= finding.remark;
            whole.finding.depends_on_count |= finding.depends_on_count;
            whole.finding.never |= finding.never;
            whole.finding.days = whole.finding.days.or(finding.days);
            whole.finding.counted = whole.finding.counted.or(finding.counted);
            whole.finding.limit = whole.finding.limit.or(finding.limit);
            whole.finding.months = whole.finding.months.or(finding.months);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of: fn(Vec<Verdict>) -> Verdict, parts: &[Outcome], expected: Outcome) {
        let parts = parts.iter().map(|outcome| Verdict::new(*outcome)).collect();
        assert_eq!(of(parts).outcome, expected);
    }

    #[test]
    fn a_definite_part_decides() {
        use Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
        check(any, &[Met, Gap, Unanswered], Gap);
        check(any, &[Met, Unanswered, NotAssessable], Unanswered);
        check(any, &[Met, NotAssessable], NotAssessable);
        check(any, &[Met, NotApplicable], Met);
        check(any, &[NotApplicable], NotApplicable);
        check(all, &[Gap, Met, Unanswered], Met);
        check(all, &[Gap, Unanswered], Unanswered);
        check(all, &[Gap, NotApplicable, Gap], Gap);
        check(all, &[NotApplicable, NotApplicable], NotApplicable);
    }

    /// A part that does not apply says nothing in place of one that is lost.
    #[test]
    fn a_lost_part_is_left_to_those_that_say_something() {
        use Outcome::{Gap, Met, NotApplicable, NotAssessable};
        for (other, expected) in [
            (Met, Met),
            (Gap, Gap),
            (NotApplicable, NotAssessable),
            (NotAssessable, NotAssessable),
        ] {
            for of in [any, all] {
                let whole = of(vec![Verdict::file_missing(), Verdict::new(other)]);
                assert_eq!(whole.outcome, expected);
            }
        }
        assert!(!any(vec![Verdict::new(NotApplicable)]).lost);
    }
}
