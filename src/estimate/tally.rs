//! Outcomes counted: what is assessed, what deviates, and what could not be said.

use super::interval::Counts;
use crate::finding::Outcome;

/// Outcomes counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    pub(super) met: u64,
    pub(super) gaps: u64,
    pub(super) explained: u64,
    pub(super) not_applicable: u64,
    pub(super) not_assessable: u64,
    pub(super) unanswered: u64,
}

impl Tally {
    pub(super) fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Met => self.met += 1,
            Outcome::Gap => self.gaps += 1,
            Outcome::Explained => {
                self.gaps += 1;
                self.explained += 1;
            }
            Outcome::NotApplicable => self.not_applicable += 1,
            Outcome::NotAssessable => self.not_assessable += 1,
            Outcome::Unanswered => self.unanswered += 1,
        }
    }

    pub(super) fn assessed(self) -> u64 {
        self.met + self.gaps
    }

    /// Files that could not be assessed.
    pub(super) fn missing(self) -> u64 {
        self.not_assessable + self.unanswered
    }

    /// The same with those files counted as deviations, or as met.
    pub(super) fn assuming(self, deviate: bool) -> Self {
        let (gaps, met) = if deviate {
            (self.missing(), 0)
        } else {
            (0, self.missing())
        };
        Self {
            met: self.met + met,
            gaps: self.gaps + gaps,
            not_assessable: 0,
            unanswered: 0,
            ..self
        }
    }

    pub(super) fn rate(self) -> Option<f64> {
        (self.assessed() > 0).then(|| share(self.gaps, self.assessed()))
    }

    pub(super) fn counts(self, population: u64) -> Counts {
        Counts {
            population,
            decided: self.assessed() + self.not_applicable,
            assessed: self.assessed(),
            gaps: self.gaps,
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of reviewed files are small"
)]
pub(super) fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(outcomes: &[(Outcome, u64)]) -> Tally {
        let mut tally = Tally::default();
        for (outcome, count) in outcomes {
            for _ in 0..*count {
                tally.add(*outcome);
            }
        }
        tally
    }

    /// Two met and five deviating, two of them explained, are seven assessed; with the four outside
    /// the rule eleven are decided; of three nothing is known.
    fn fourteen() -> Tally {
        tally(&[
            (Outcome::Met, 2),
            (Outcome::Gap, 3),
            (Outcome::Explained, 2),
            (Outcome::NotApplicable, 4),
            (Outcome::NotAssessable, 1),
            (Outcome::Unanswered, 2),
        ])
    }

    #[test]
    fn every_file_is_counted_once() {
        let counted = Tally {
            met: 2,
            gaps: 5,
            explained: 2,
            not_applicable: 4,
            not_assessable: 1,
            unanswered: 2,
        };
        assert_eq!(fourteen(), counted);
        assert_eq!((counted.assessed(), counted.missing()), (7, 3));
        assert_eq!(counted.rate(), Some(5.0 / 7.0));
        assert_eq!(tally(&[(Outcome::NotApplicable, 4)]).rate(), None);
        let expected = Counts {
            population: 90,
            decided: 11,
            assessed: 7,
            gaps: 5,
        };
        assert_eq!(counted.counts(90), expected);
    }

    /// The three either all deviate or all meet the rule; what is outside it stays there.
    #[test]
    fn what_is_not_known_is_counted_one_way_or_the_other() {
        let (all, none) = (fourteen().assuming(true), fourteen().assuming(false));
        assert_eq!((all.met, all.gaps, all.explained), (2, 8, 2));
        assert_eq!((none.met, none.gaps, none.explained), (5, 5, 2));
        for assumed in [all, none] {
            assert_eq!((assumed.missing(), assumed.not_applicable), (0, 4));
        }
    }
}
