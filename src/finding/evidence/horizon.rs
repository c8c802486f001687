//! Up to which day anything is known: a deadline that falls later is not due.

use jiff::civil::Date;

use super::Unit;
use crate::checklist::answers::Value as AnswerValue;
use crate::template::{EvidenceRef, QuestionRef, RegisterRef, Source};

impl Unit<'_> {
    /// The earliest of the days up to which anything is known about the evidence's sources:
    /// the reference date, the reviews of its files and the registers' `as_of`.
    pub(in crate::finding) fn horizon(&self, evidence: impl Iterator<Item = EvidenceRef>) -> Date {
        let plan = self.case.plan;
        let mut horizon = plan.reference_date;
        let sources = evidence.flat_map(|piece| &self.case.template.evidence(piece).sources);
        for source in sources.flat_map(Source::single) {
            let limit = match source {
                Source::Question(question) => self.reviewed_on(question.checklist),
                Source::Field { field, .. } if self.case.dossiers.has(*field) => plan
                    .evidence_export(field.register)
                    .and_then(|export| plan.export(export).as_of),
                Source::Field { .. } | Source::Together(_) => None,
            };
            horizon = limit.map_or(horizon, |limit| limit.min(horizon));
        }
        horizon
    }

    /// The earliest of the reference date and the registers' `as_of`.
    pub(in crate::finding) fn register_horizon(
        &self,
        registers: impl IntoIterator<Item = RegisterRef>,
    ) -> Date {
        let plan = self.case.plan;
        let reaches = registers.into_iter().filter_map(|register| {
            let export = plan.evidence_export(register)?;
            plan.export(export).as_of
        });
        reaches.fold(plan.reference_date, Date::min)
    }

    fn reviewed_on(&self, checklist: usize) -> Option<Date> {
        let question = self.case.template.checklists[checklist].head.date;
        let date = QuestionRef {
            checklist,
            question,
        };
        match self.case.answers.get(self.id, date)?.value {
            AnswerValue::Date(day) => Some(day),
            AnswerValue::Code(_)
            | AnswerValue::Codes(_)
            | AnswerValue::Dates(_)
            | AnswerValue::Integer(_)
            | AnswerValue::Text => None,
        }
    }
}
