//! Evidence of one unit: the first source that has a value counts, and which one it was is
//! kept. A blank question, a file that is missing and a register that is not there are
//! three different ways of having no value.

use jiff::civil::Date;

use super::Seen;
use super::dossier::{Dossiers, Row};
use super::status::{self, file_status};
use crate::calendar::written::Written;
use crate::checklist::answers::{Answers, Value as AnswerValue};
use crate::lang::Text;
use crate::plan::Plan;
use crate::register::{Value, is_yes};
use crate::template::{
    EvidenceRef, FieldRef, FileStatus, Partial, Pick, QuestionKind, QuestionRef, Source, Template,
};

/// One unit with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    pub(super) id: &'a str,
    pub(super) plan: &'a Plan,
    pub(super) template: &'a Template,
    pub(super) answers: &'a Answers,
    pub(super) dossiers: &'a Dossiers,
    /// For a criterion that divides another's deviations: whether the other's explanation
    /// decides which part a deviation belongs to.
    pub(super) explained_only: bool,
}

/// What a piece of evidence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// It is there, without a date.
    Yes,
    /// It is there only in part.
    Partly,
    /// It is certainly not there.
    No,
    /// The reviewer says that it does not apply.
    NotApplicable,
    /// It is there, with these days, sorted.
    Days(Vec<Date>),
}

/// What was found when a piece of evidence was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// The value, of the first source that has one.
    pub(super) says: Option<Says>,
    /// A question that was asked and not answered.
    pub(super) blank: bool,
    /// A source is a file that is missing.
    pub(super) file_missing: bool,
    /// How many sources exist at all.
    pub(super) sources: usize,
    /// Days that were left out because they came after the audit was announced.
    pub(super) after_notice: Option<Date>,
    /// What was seen.
    pub(super) seen: Option<Seen>,
}

impl Found {
    /// Whether it is there.
    pub(super) fn is_there(&self, partial: Partial) -> bool {
        match self.says {
            Some(Says::Yes | Says::Days(_)) => true,
            Some(Says::Partly) => partial == Partial::MetWithRemark,
            Some(Says::No | Says::NotApplicable) | None => false,
        }
    }

    /// Its days.
    pub(super) fn days(&self) -> &[Date] {
        match &self.says {
            Some(Says::Days(days)) => days,
            Some(Says::Yes | Says::Partly | Says::No | Says::NotApplicable) | None => &[],
        }
    }
}

impl Unit<'_> {
    /// Looks for a fact: when something began or ended, whoever wrote it and when.
    pub(super) fn fact(&self, evidence: EvidenceRef) -> Found {
        self.look(evidence, None)
    }

    /// Looks for what would meet a criterion: days after the audit was announced do not.
    pub(super) fn find(&self, evidence: EvidenceRef) -> Found {
        self.look(evidence, self.plan.announced)
    }

    /// Looks in the sources of a piece of evidence, in their order.
    fn look(&self, evidence: EvidenceRef, announced: Option<Date>) -> Found {
        let evidence = self.template.evidence(evidence);
        let mut found = Found::default();
        let mut not_applicable = false;
        for source in &evidence.sources {
            let (says, label, reference) = match source {
                Source::Question(question) => {
                    found.sources += 1;
                    let (says, reference) = self.by_question(*question, &mut found);
                    (
                        says,
                        self.template.question(*question).id.clone(),
                        reference,
                    )
                }
                Source::Field { field, only, pick } => {
                    let asked = std::iter::once(*field).chain(only.iter().map(|(field, _)| *field));
                    if !asked.into_iter().all(|field| self.dossiers.has(field)) {
                        continue;
                    }
                    found.sources += 1;
                    let says = self.by_rows(*field, only, *pick);
                    (says, self.template.field_name(*field), String::new())
                }
            };
            // "Does not apply" ends the search only where no later source knows a date.
            if says == Some(Says::NotApplicable) && asks_for_days(self.template, source) {
                not_applicable = true;
                continue;
            }
            let Some(says) = before_notice(says, announced, &mut found) else {
                continue;
            };
            found.seen = Some(Seen {
                what: evidence.title.clone(),
                source: label,
                value: shown(&says),
                reference,
            });
            found.says = Some(says);
            break;
        }
        if not_applicable && found.says.is_none() && !found.blank {
            found.says = Some(Says::NotApplicable);
        }
        found
    }

    fn by_question(&self, question: QuestionRef, found: &mut Found) -> (Option<Says>, String) {
        match file_status(self.template, self.answers, self.id, question.checklist) {
            FileStatus::Reviewed => {}
            FileStatus::Ordered => {
                found.blank = true;
                return (None, String::new());
            }
            FileStatus::Missing => {
                found.file_missing = true;
                return (None, String::new());
            }
            FileStatus::NotExpected => return (None, String::new()),
        }
        let Some(answer) = self.answers.get(self.id, question) else {
            match self.asked(question) {
                Asked::Yes | Asked::Unknown => found.blank = true,
                Asked::No => {}
            }
            return (None, String::new());
        };
        let asks_for_days = asks_for_days(self.template, &Source::Question(question));
        let says = match &answer.value {
            AnswerValue::Code(code) => match code.as_str() {
                "ET" => Some(Says::NotApplicable),
                // "Not shown" is no date, and another source may have it.
                "FE" | "N" | "AS" if asks_for_days => None,
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
        (says, answer.reference.clone())
    }

    /// Whether a question is asked, by the answer to the one it depends on.
    pub(super) fn asked(&self, question: QuestionRef) -> Asked {
        let Some(asked_if) = &self.template.question(question).asked_if else {
            return Asked::Yes;
        };
        let on = QuestionRef {
            checklist: question.checklist,
            question: asked_if.question,
        };
        match status::code(self.answers, self.id, on) {
            Some(code) if asked_if.is.iter().any(|is| is == code) => Asked::Yes,
            Some(_) => Asked::No,
            None => match self.asked(on) {
                Asked::No => Asked::No,
                Asked::Yes | Asked::Unknown => Asked::Unknown,
            },
        }
    }

    fn by_rows(
        &self,
        field: FieldRef,
        only: &[(FieldRef, Vec<String>)],
        pick: Pick,
    ) -> Option<Says> {
        let rows = self
            .dossiers
            .units
            .get(self.id)?
            .rows
            .get(&field.register)?;
        let qualifies = |row: &&Row| {
            only.iter().all(|(field, values)| {
                row.values
                    .get(&field.field)
                    .is_some_and(|value| values.contains(&value.shown()))
            })
        };
        let values: Vec<&Value<'_>> = rows
            .iter()
            .filter(qualifies)
            .filter_map(|row| row.values.get(&field.field))
            .collect();
        let mut days: Vec<Date> = values.iter().filter_map(|value| day(value)).collect();
        days.sort_unstable();
        days.dedup();
        match (pick, days.first(), days.last()) {
            (Pick::First, Some(first), _) => return Some(Says::Days(vec![*first])),
            (Pick::Last, _, Some(last)) => return Some(Says::Days(vec![*last])),
            (Pick::Each, Some(_), _) => return Some(Says::Days(days)),
            (_, None, _) | (_, _, None) => {}
        }
        let said: Vec<Says> = values.iter().filter_map(|value| yes_or_no(value)).collect();
        if said.contains(&Says::Yes) {
            Some(Says::Yes)
        } else {
            said.into_iter().next()
        }
    }

    /// The earliest of the days up to which anything is known about the evidence's sources:
    /// the reference date, the reviews of its files and the registers' `as_of`.
    pub(super) fn horizon(&self, evidence: impl Iterator<Item = EvidenceRef>) -> Date {
        let mut horizon = self.plan.reference_date;
        for source in evidence.flat_map(|evidence| &self.template.evidence(evidence).sources) {
            let limit = match source {
                Source::Question(question) => {
                    let head = self.template.checklists[question.checklist].head;
                    let date = QuestionRef {
                        checklist: question.checklist,
                        question: head.date,
                    };
                    match self.answers.get(self.id, date).map(|answer| &answer.value) {
                        Some(AnswerValue::Date(day)) => Some(*day),
                        Some(
                            AnswerValue::Code(_)
                            | AnswerValue::Codes(_)
                            | AnswerValue::Dates(_)
                            | AnswerValue::Integer(_)
                            | AnswerValue::Text,
                        )
                        | None => None,
                    }
                }
                Source::Field { field, .. } if self.dossiers.has(*field) => self
                    .plan
                    .evidence_export(field.register)
                    .and_then(|export| self.plan.export(export).as_of),
                Source::Field { .. } => None,
            };
            horizon = limit.map_or(horizon, |limit| limit.min(horizon));
        }
        horizon
    }
}

/// Whether a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is.
    Yes,
    /// It is not: the answer it depends on rules it out.
    No,
    /// The answer it depends on is not given.
    Unknown,
}

/// Whether a source is a question that is answered by days.
fn asks_for_days(template: &Template, source: &Source) -> bool {
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

/// Days after the announcement meet nothing; they are kept to be shown.
fn before_notice(says: Option<Says>, announced: Option<Date>, found: &mut Found) -> Option<Says> {
    let (Some(Says::Days(days)), Some(announced)) = (&says, announced) else {
        return says;
    };
    let (before, after): (Vec<Date>, Vec<Date>) = days.iter().partition(|day| **day <= announced);
    found.after_notice = found.after_notice.or(after.first().copied());
    if before.is_empty() {
        None
    } else {
        Some(Says::Days(before))
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

fn shown(says: &Says) -> String {
    match says {
        Says::Yes => "J".to_owned(),
        Says::Partly => "D".to_owned(),
        Says::No => "N".to_owned(),
        Says::NotApplicable => "ET".to_owned(),
        Says::Days(days) => {
            let days: Vec<String> = days.iter().map(Date::to_string).collect();
            days.join("/")
        }
    }
}

/// A piece of evidence in words.
pub(super) fn title(template: &Template, evidence: EvidenceRef) -> &Text {
    &template.evidence(evidence).title
}
