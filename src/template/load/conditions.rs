//! The conditions of a criterion with every name resolved, and the parameters they need.

use super::criteria::Resolver;
use super::faults::Spot;
use super::{field_ref, question_ref};
use crate::template::{Condition, Parameters, QuestionRef, texts, wire};

/// The answers that deviate where a criterion does not say: DESIGN 7.
const DEVIATING: [&str; 4] = ["N", "FE", "D", "AS"];

impl Resolver<'_> {
    pub(super) fn conditions(&mut self, wire: Vec<wire::Condition>) -> Option<Vec<Condition>> {
        let found: Vec<_> = wire
            .into_iter()
            .map(|condition| self.condition(condition))
            .collect();
        found.into_iter().collect()
    }

    /// A code that is no answer of the question would make a condition an empty one.
    pub(super) fn known_codes(&mut self, question: QuestionRef, codes: &[String]) {
        let known = self.template.question(question);
        let has = |code: &str| known.options.iter().any(|option| option.code == code);
        for code in codes.iter().filter(|code| !has(code)) {
            let spot = Spot::Beside {
                by: &known.id,
                word: code,
            };
            self.faults
                .at(self.file, spot, texts::no_option(code, &known.id));
        }
    }

    pub(super) fn condition(&mut self, wire: wire::Condition) -> Option<Condition> {
        Some(match wire {
            wire::Condition::Answer { question, is } => {
                let question = question_ref(&question, self.template, self.file, self.faults)?;
                let known = self.template.question(question);
                let has = |code: &str| known.options.iter().any(|option| option.code == code);
                let is = is.unwrap_or_else(|| {
                    DEVIATING
                        .iter()
                        .filter(|c| has(c))
                        .map(|c| (*c).to_owned())
                        .collect()
                });
                self.known_codes(question, &is);
                Condition::Answer { question, is }
            }
            wire::Condition::Absent { of, due, closed } => Condition::Absent {
                of: self.list(&of)?,
                due,
                closed: self.optional(closed)?,
            },
            wire::Condition::Present { of } => Condition::Present {
                of: self.list(&of)?,
            },
            wire::Condition::Late {
                missing_end,
                exists,
                closed,
            } => Condition::Late {
                missing_end,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Due {
                event,
                exists,
                closed,
            } => Condition::Due {
                event: self.evidence(&event)?,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Recurs {
                event,
                exists,
                closed,
            } => Condition::Recurs {
                event: self.evidence(&event)?,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Before { first, then } => Condition::Before {
                first: self.evidence(&first)?,
                then: self.evidence(&then)?,
            },
            wire::Condition::Disagrees { one, other } => Condition::Disagrees {
                one: self.evidence(&one)?,
                other: self.evidence(&other)?,
            },
            wire::Condition::Contradicted { claim, by, unless } => Condition::Contradicted {
                claim: self.evidence(&claim)?,
                by: self.evidence(&by)?,
                unless: self.evidence(&unless)?,
            },
            wire::Condition::Aged {
                dated,
                until,
                closed,
            } => Condition::Aged {
                dated: self.evidence(&dated)?,
                until: self.optional(until)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Value { field, is } => {
                let field = field_ref(&field, self.template, self.file, self.faults)?;
                Condition::Value { field, is }
            }
            wire::Condition::Months {
                done,
                of,
                month,
                checked,
                only,
            } => {
                let (done, of) = (self.question(&done)?, self.question(&of)?);
                let month: Vec<_> = month.iter().map(|name| self.field(name)).collect();
                let checked = self.field(&checked)?;
                Condition::Months {
                    done,
                    of,
                    month: month.into_iter().collect::<Option<_>>()?,
                    checked,
                    only: self.rows_with(checked.register, only)?,
                }
            }
            wire::Condition::All(inner) => Condition::All(self.conditions(inner)?),
            wire::Condition::Any(inner) => Condition::Any(self.conditions(inner)?),
            wire::Condition::Not(inner) => Condition::Not(Box::new(self.condition(*inner)?)),
        })
    }

    /// A condition with a clock needs its parameters.
    pub(super) fn check_parameters(
        &mut self,
        condition: &Condition,
        parameters: &Parameters,
        named: (bool, bool),
    ) {
        let (start, end, limit) = match condition {
            Condition::Late { .. } => (true, true, true),
            Condition::Due { .. } | Condition::Recurs { .. } => (true, false, true),
            Condition::Absent { due, .. } => (*due, false, *due),
            Condition::Contradicted { .. } | Condition::Aged { .. } => (false, false, true),
            Condition::All(inner) | Condition::Any(inner) => {
                for condition in inner {
                    self.check_parameters(condition, parameters, named);
                }
                return;
            }
            Condition::Not(inner) => return self.check_parameters(inner, parameters, named),
            Condition::Months { .. } => {
                if parameters.percent.is_none() {
                    self.faults.at(
                        self.file,
                        Spot::Word("condition"),
                        texts::no_parameter("percent"),
                    );
                }
                return;
            }
            Condition::Answer { .. }
            | Condition::Present { .. }
            | Condition::Before { .. }
            | Condition::Disagrees { .. }
            | Condition::Value { .. } => return,
        };
        if start && !named.0 {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_start());
        }
        if end && !named.1 {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_end());
        }
        if limit && parameters.days.is_none() && parameters.months.is_none() {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_limit());
        }
    }
}
