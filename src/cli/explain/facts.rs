//! What the conditions of a criterion look at, for its page.

use stickprov::template::{Condition, Definition, EvidenceRef, QuestionRef};

/// What a definition's conditions look at.
#[derive(Default)]
pub(super) struct Facts {
    /// A clock starts.
    pub(super) clock: bool,
    /// A clock has an end that may be missing.
    pub(super) end: bool,
    /// The case's end is looked at.
    pub(super) closed: bool,
    pub(super) questions: Vec<QuestionRef>,
    pub(super) evidence: Vec<EvidenceRef>,
    /// Evidence without whose date nothing can be said.
    pub(super) dates: Vec<EvidenceRef>,
}

impl Facts {
    pub(super) fn of(definition: &Definition) -> Self {
        let mut facts = Self::default();
        facts.look(&definition.condition);
        if let Some(applies_if) = &definition.applies_if {
            let mut outer = Self::default();
            outer.look(applies_if);
            facts.questions.extend(outer.questions);
            facts.evidence.extend(outer.evidence);
        }
        facts
    }

    fn look(&mut self, condition: &Condition) {
        match condition {
            Condition::Answer { question, .. } => self.questions.push(*question),
            Condition::Months { done, of, .. } => self.questions.extend([*done, *of]),
            Condition::Absent { of, due, closed } => {
                self.clock |= due;
                self.ends(closed.as_ref());
                self.evidence.extend(of);
            }
            Condition::Present { of } => self.evidence.extend(of),
            Condition::Late { exists, closed, .. } => {
                (self.clock, self.end) = (true, true);
                self.evidence.extend(exists);
                self.ends(closed.as_ref());
            }
            Condition::Due {
                event,
                exists,
                closed,
            }
            | Condition::Recurs {
                event,
                exists,
                closed,
            } => {
                self.clock = true;
                self.evidence.push(*event);
                self.evidence.extend(exists);
                self.ends(closed.as_ref());
            }
            Condition::Before { first, then } => {
                self.evidence.extend([first, then]);
                self.dates.extend([first, then]);
            }
            Condition::Disagrees { one, other } => self.evidence.extend([one, other]),
            Condition::Contradicted { claim, by, unless } => {
                self.evidence.extend([claim, by, unless]);
                self.dates.push(*claim);
            }
            Condition::Aged {
                dated,
                until,
                closed,
            } => {
                self.evidence.push(*dated);
                self.evidence.extend(until);
                self.dates.push(*dated);
                self.evidence.extend(closed);
            }
            Condition::Value { .. } => {}
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.look(part);
                }
            }
            Condition::Not(inner) => self.look(inner),
        }
    }

    fn ends(&mut self, closed: Option<&EvidenceRef>) {
        self.closed |= closed.is_some();
        self.evidence.extend(closed);
    }
}
