//! Whether a criterion has a source at all. A source whose register is not in the plan does not
//! exist, and a criterion left with none is listed as not evaluated, never a deviation: not for
//! a file that is missing either.

use super::Case;
use crate::template::{Condition, Definition, EvidenceRef, FieldRef, Parameters, Source};

/// Whether a definition can be decided for any unit.
pub(super) fn any(case: Case<'_>, definition: &Definition, parameters: &Parameters) -> bool {
    let sources = Sources { case, parameters };
    let applies = definition.applies_if.as_ref();
    applies.is_none_or(|condition| sources.of(condition)) && sources.of(&definition.condition)
}

struct Sources<'a> {
    case: Case<'a>,
    parameters: &'a Parameters,
}

impl Sources<'_> {
    fn of(&self, condition: &Condition) -> bool {
        let start = || self.parameters.from.is_some_and(|from| self.has(from));
        match condition {
            Condition::Answer { .. } | Condition::Months { .. } => true,
            Condition::Absent { of, .. } | Condition::Present { of } => {
                of.iter().any(|piece| self.has(*piece))
            }
            Condition::Late { .. } => start() && self.parameters.to.is_some_and(|to| self.has(to)),
            Condition::Due { event, exists, .. } => {
                start() && (self.has(*event) || exists.is_some_and(|exists| self.has(exists)))
            }
            Condition::Recurs { event, exists, .. } => {
                start() && (self.has(*event) || exists.is_some_and(|exists| self.has(exists)))
            }
            Condition::Before { first, then } => self.has(*first) && self.has(*then),
            Condition::Disagrees { one, other } => self.has(*one) && self.has(*other),
            Condition::Contradicted { claim, by, unless } => {
                self.has(*claim) && self.has(*by) && self.has(*unless)
            }
            Condition::Aged { dated, until, .. } => {
                self.has(*dated) || until.is_some_and(|until| self.has(until))
            }
            Condition::Value { field, .. } => self.knows(*field),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| self.of(part)),
            Condition::Not(inner) => self.of(inner),
        }
    }

    fn has(&self, evidence: EvidenceRef) -> bool {
        let sources = &self.case.template.evidence(evidence).sources;
        sources.iter().any(|source| self.is_there(source))
    }

    fn is_there(&self, source: &Source) -> bool {
        match source {
            Source::Question(_) => true,
            Source::Field { field, only, .. } => std::iter::once(field)
                .chain(only.iter().map(|(field, _)| field))
                .all(|field| self.case.dossiers.has(*field)),
            Source::Together(sources) => sources.iter().any(|source| self.is_there(source)),
        }
    }

    /// Whether a field of the unit register is known, by its rows or as a stratifier.
    fn knows(&self, field: FieldRef) -> bool {
        self.case.dossiers.has(field) || self.case.plan.strata.contains(&field)
    }
}
