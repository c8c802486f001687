//! One source of evidence: a question of a checklist, or a field of a register's rows.

use jiff::civil::Date;

use super::{Found, Says, Unit};
use crate::calendar::written::Written;
use crate::checklist::answers::Value as AnswerValue;
use crate::finding::Seen;
use crate::finding::dossier::Row;
use crate::finding::status::{self, file_status};
use crate::lang::Text;
use crate::problem::Place;
use crate::register::{self, Value, is_yes};
use crate::template::{
    EvidenceRef, FieldRef, FileStatus, Pick, QuestionKind, QuestionRef, Source, Template,
};

/// What a question of a checklist says as evidence.
pub(super) enum Answered {
    /// Something, with the reviewer's reference and the place of the answer.
    Says(Says, String, Place),
    /// It was not to be answered, or the answer is that the date is not shown.
    Nothing,
    /// It should have been answered.
    Blank,
    /// The file is missing.
    FileMissing,
    /// There should be no file.
    NoFileExpected,
}

/// Whether a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::finding) enum Asked {
    /// It is.
    Yes,
    /// It is not: the answer it depends on rules it out.
    No,
    /// The answer it depends on is not given.
    Unknown,
}

impl Unit<'_> {
    pub(super) fn by_question(&self, question: QuestionRef) -> Answered {
        match file_status(
            self.case.template,
            self.case.answers,
            self.id,
            question.checklist,
        ) {
            FileStatus::Reviewed => {}
            FileStatus::Ordered => return Answered::Blank,
            FileStatus::Missing => return Answered::FileMissing,
            FileStatus::NotExpected => return Answered::NoFileExpected,
        }
        // What was written under a question that is not asked is no answer.
        if self.asked(question) == Asked::No {
            return Answered::Nothing;
        }
        let Some(answer) = self.case.answers.get(self.id, question) else {
            return Answered::Blank;
        };
        let for_days = asks_for_days(self.case.template, &Source::Question(question));
        let says = match &answer.value {
            AnswerValue::Code(code) => match code.as_str() {
                "ET" => Some(Says::NotApplicable),
                // "Not shown" is no date, and another source may have it.
                "FE" if for_days => None,
                "N" | "FE" | "AS" => Some(Says::No),
                "D" => Some(Says::Partly),
                _ => Some(Says::Yes),
            },
            AnswerValue::Codes(codes) if codes.is_empty() => None,
            AnswerValue::Date(day) => Some(Says::Days(vec![*day])),
            AnswerValue::Dates(days) if days.is_empty() => None,
            AnswerValue::Dates(days) => Some(Says::Days(days.clone())),
            AnswerValue::Integer(0) => Some(Says::No),
            AnswerValue::Integer(_) | AnswerValue::Codes(_) | AnswerValue::Text => Some(Says::Yes),
        };
        match says {
            Some(says) => Answered::Says(says, answer.reference.clone(), answer.place.clone()),
            None => Answered::Nothing,
        }
    }

    /// An answer without a date of its own is as late as the part that dates it: what was
    /// written after the audit was announced meets nothing.
    pub(super) fn in_time(
        &self,
        question: QuestionRef,
        says: Says,
        announced: Option<Date>,
        found: &mut Found,
    ) -> Option<Says> {
        let day = match says {
            Says::Yes | Says::Partly => self.after_notice(question, announced),
            // Days stand for themselves, unless the document that shows them came later.
            Says::Days(_) => self.document_after_notice(question, announced),
            Says::No | Says::NotApplicable => None,
        };
        match day {
            None => Some(says),
            Some(day) => {
                found.after_notice = found.after_notice.or(Some(day));
                None
            }
        }
    }

    /// The day of the document that a fact-check showed, where that is after the announcement.
    fn document_after_notice(
        &self,
        question: QuestionRef,
        announced: Option<Date>,
    ) -> Option<Date> {
        let dated = self.case.answers.get(self.id, question)?.dated?;
        Some(dated).filter(|day| announced.is_some_and(|announced| *day > announced))
    }

    /// The day of an answer, where the question that dates it gives only days after the
    /// announcement.
    pub(in crate::finding) fn after_notice(
        &self,
        question: QuestionRef,
        announced: Option<Date>,
    ) -> Option<Date> {
        if let Some(day) = self.document_after_notice(question, announced) {
            return Some(day);
        }
        let announced = announced?;
        let dated = QuestionRef {
            checklist: question.checklist,
            question: self.case.template.question(question).dated_by?,
        };
        let first = match &self.case.answers.get(self.id, dated)?.value {
            AnswerValue::Date(day) => Some(*day),
            AnswerValue::Dates(days) => days.first().copied(),
            AnswerValue::Code(_)
            | AnswerValue::Codes(_)
            | AnswerValue::Integer(_)
            | AnswerValue::Text => None,
        };
        first.filter(|day| *day > announced)
    }

    /// Whether a question is asked, by the answer to the one it depends on.
    pub(in crate::finding) fn asked(&self, question: QuestionRef) -> Asked {
        let Some(asked_if) = &self.case.template.question(question).asked_if else {
            return Asked::Yes;
        };
        let on = QuestionRef {
            checklist: question.checklist,
            question: asked_if.question,
        };
        match status::code(self.case.answers, self.id, on) {
            Some(code) if asked_if.is.iter().any(|is| is == code) => Asked::Yes,
            Some(_) => Asked::No,
            None => match self.asked(on) {
                Asked::No => Asked::No,
                Asked::Yes | Asked::Unknown => Asked::Unknown,
            },
        }
    }

    pub(super) fn by_rows(
        &self,
        field: FieldRef,
        only: &[(FieldRef, Vec<String>)],
        pick: Pick,
    ) -> Option<(Says, Option<Place>)> {
        let rows = self.rows_with(field, only, pick);
        let values: Vec<(&Value<'_>, u64)> = rows
            .filter_map(|row| Some((row.values.get(&field.field)?, row.number)))
            .collect();
        let mut days: Vec<(Date, u64)> = values
            .iter()
            .filter_map(|(value, row)| Some((day(value)?, *row)))
            .collect();
        days.sort_unstable();
        days.dedup_by_key(|(day, _)| *day);
        let at = |row: u64| self.row_place(field, row);
        match (pick, days.first(), days.last()) {
            (Pick::First, Some((first, row)), _) => {
                return Some((Says::Days(vec![*first]), at(*row)));
            }
            (Pick::Last, _, Some((last, row))) => {
                return Some((Says::Days(vec![*last]), at(*row)));
            }
            (Pick::Each, Some((_, row)), _) => {
                let row = at(*row);
                return Some((
                    Says::Days(days.into_iter().map(|(day, _)| day).collect()),
                    row,
                ));
            }
            (_, None, _) | (_, _, None) => {}
        }
        let said: Vec<(Says, u64)> = values
            .iter()
            .filter_map(|(value, row)| Some((yes_or_no(value)?, *row)))
            .collect();
        let yes = said.iter().find(|(says, _)| *says == Says::Yes);
        let (says, row) = yes.or_else(|| said.first())?;
        Some((says.clone(), at(*row)))
    }

    /// The person's rows in a field's register that qualify; each of them also where one speaks
    /// for the person, if every one is asked for.
    fn rows_with<'a>(
        &'a self,
        field: FieldRef,
        only: &'a [(FieldRef, Vec<String>)],
        pick: Pick,
    ) -> impl Iterator<Item = &'a Row> {
        let dossier = self.case.dossiers.units.get(self.id);
        let rows = dossier.and_then(|dossier| {
            let all = dossier.all.get(&field.register);
            all.filter(|_| pick == Pick::Each)
                .or_else(|| dossier.rows.get(&field.register))
        });
        rows.into_iter()
            .flatten()
            .filter(move |row| row.qualifies(only))
    }

    /// Every day of a piece of evidence with where it stands, in order; of sources that are not
    /// taken together the first that has a day.
    pub(in crate::finding) fn dated(&self, evidence: EvidenceRef) -> Vec<(Date, Seen)> {
        let evidence = self.case.template.evidence(evidence);
        let sources = evidence.sources.iter();
        let mut days = sources
            .map(|source| self.days_in(source, &evidence.title))
            .find(|days| !days.is_empty())
            .unwrap_or_default();
        days.sort_by_key(|(day, _)| *day);
        days
    }

    fn days_in(&self, source: &Source, what: &Text) -> Vec<(Date, Seen)> {
        let seen = |day: Date, source: String, reference: String, place: Option<Place>| {
            let seen = Seen {
                what: what.clone(),
                source,
                value: day.to_string(),
                reference,
                place,
            };
            (day, seen)
        };
        match source {
            Source::Question(question) => {
                let label = &self.case.template.question(*question).id;
                let Answered::Says(Says::Days(days), reference, place) =
                    self.by_question(*question)
                else {
                    return Vec::new();
                };
                let place = Some(place);
                days.into_iter()
                    .map(|day| seen(day, label.clone(), reference.clone(), place.clone()))
                    .collect()
            }
            Source::Field { field, only, pick } => {
                let label = self.case.template.field_name(*field);
                let mut rows: Vec<(Date, u64)> = self
                    .rows_with(*field, only, *pick)
                    .filter_map(|row| Some((day(row.values.get(&field.field)?)?, row.number)))
                    .collect();
                rows.sort_unstable();
                let dropped = match pick {
                    Pick::First => rows.len().min(1)..rows.len(),
                    Pick::Last => 0..rows.len().saturating_sub(1),
                    Pick::Each => 0..0,
                };
                rows.drain(dropped);
                rows.into_iter()
                    .map(|(day, row)| {
                        seen(
                            day,
                            label.clone(),
                            String::new(),
                            self.row_place(*field, row),
                        )
                    })
                    .collect()
            }
            Source::Together(sources) => sources
                .iter()
                .flat_map(|source| self.days_in(source, what))
                .collect(),
        }
    }

    /// Where a row of the export stands that evidence comes from.
    pub(in crate::finding) fn row_place(&self, field: FieldRef, row: u64) -> Option<Place> {
        let plan = self.case.plan;
        let export = plan.evidence_export(field.register)?;
        Some(register::row_place(plan.export(export), row))
    }
}

/// Whether a source is a question that is answered by days.
pub(super) fn asks_for_days(template: &Template, source: &Source) -> bool {
    let Source::Question(question) = source else {
        return false;
    };
    match template.question(*question).kind {
        QuestionKind::Date | QuestionKind::DateList => true,
        QuestionKind::Coded
        | QuestionKind::CodedMany
        | QuestionKind::Integer
        | QuestionKind::Text => false,
    }
}

fn day(value: &Value<'_>) -> Option<Date> {
    match value {
        Value::Date(Written::Day(day)) => Some(*day),
        Value::Date(Written::Month(..))
        | Value::Missing
        | Value::Text(_)
        | Value::Integer(_)
        | Value::YesNo(_)
        | Value::Identity(..) => None,
    }
}

fn yes_or_no(value: &Value<'_>) -> Option<Says> {
    match value {
        Value::Missing => None,
        Value::YesNo(false) | Value::Integer(0) => Some(Says::No),
        Value::Text(text) if is_yes(text) == Some(false) => Some(Says::No),
        Value::YesNo(true)
        | Value::Text(_)
        | Value::Date(_)
        | Value::Integer(_)
        | Value::Identity(..) => Some(Says::Yes),
    }
}
