//! Which criteria speak of the same thing: those that ask the same question, use the same
//! evidence or field, or divide one another. What one of them hides another could tell.

use std::collections::BTreeSet;

use crate::template::{
    Condition, CriterionRef, EvidenceRef, FieldRef, QuestionRef, Source, Template,
};

/// Something a criterion looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    Question(QuestionRef),
    Evidence(EvidenceRef),
    Field(FieldRef),
    Criterion(CriterionRef),
}

/// For every criterion those that are related to it, itself among them.
pub(super) fn related(template: &Template) -> Vec<BTreeSet<usize>> {
    let touched: Vec<BTreeSet<Touched>> = (0..template.criteria.len())
        .map(|at| touched(template, at))
        .collect();
    touched
        .iter()
        .map(|one| {
            let shares = |other: &BTreeSet<Touched>| !one.is_disjoint(other);
            let places = touched.iter().enumerate();
            places
                .filter(|(_, other)| shares(other))
                .map(|(at, _)| at)
                .collect()
        })
        .collect()
}

fn touched(template: &Template, at: usize) -> BTreeSet<Touched> {
    let criterion = &template.criteria[at];
    let mut seen = Seen {
        template,
        touched: BTreeSet::from([Touched::Criterion(CriterionRef(at))]),
    };
    if let Some(whole) = criterion.part_of {
        seen.touched.insert(Touched::Criterion(whole));
    }
    let parameters = &criterion.parameters;
    for evidence in parameters.from.iter().chain(&parameters.to) {
        seen.evidence(*evidence);
    }
    for definition in &criterion.definitions {
        if let Some(applies) = &definition.applies_if {
            seen.condition(applies);
        }
        seen.condition(&definition.condition);
    }
    for explanation in &criterion.explained_by {
        if let Some(when) = &explanation.when {
            seen.condition(when);
        }
    }
    seen.touched
}

struct Seen<'a> {
    template: &'a Template,
    touched: BTreeSet<Touched>,
}

impl Seen<'_> {
    fn evidence(&mut self, at: EvidenceRef) {
        self.touched.insert(Touched::Evidence(at));
        let sources = &self.template.evidence(at).sources;
        for source in sources.iter().flat_map(Source::single) {
            match source {
                Source::Question(question) => {
                    self.touched.insert(Touched::Question(*question));
                }
                Source::Field { field, .. } => {
                    self.touched.insert(Touched::Field(*field));
                }
                // Taken apart by `single`.
                Source::Together(_) => {}
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Answer { question, .. } => {
                self.touched.insert(Touched::Question(*question));
            }
            Condition::Absent { of, closed, .. } => {
                of.iter().chain(closed).for_each(|at| self.evidence(*at));
            }
            Condition::Present { of } => of.iter().for_each(|at| self.evidence(*at)),
            Condition::Late { exists, closed, .. } => {
                exists
                    .iter()
                    .chain(closed)
                    .for_each(|at| self.evidence(*at));
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
                let further = exists.iter().chain(closed);
                std::iter::once(event)
                    .chain(further)
                    .for_each(|at| self.evidence(*at));
            }
            Condition::Before { first, then } => {
                self.evidence(*first);
                self.evidence(*then);
            }
            Condition::Disagrees { one, other } => {
                self.evidence(*one);
                self.evidence(*other);
            }
            Condition::Contradicted { claim, by, unless } => {
                for piece in [claim, by, unless] {
                    self.evidence(*piece);
                }
            }
            Condition::Aged {
                dated,
                until,
                closed,
            } => {
                self.evidence(*dated);
                for piece in until.iter().chain(closed) {
                    self.evidence(*piece);
                }
            }
            Condition::Months {
                done,
                of,
                month,
                checked,
                only,
            } => {
                let questions = [*done, *of].map(Touched::Question);
                self.touched.extend(questions);
                let fields = month.iter().chain([checked]).copied();
                let fields = fields.chain(only.iter().map(|(field, _)| *field));
                self.touched.extend(fields.map(Touched::Field));
            }
            Condition::Value { field, .. } => {
                self.touched.insert(Touched::Field(*field));
            }
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
            Condition::Not(inner) => self.condition(inner),
        }
    }
}
