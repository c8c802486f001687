//! Months with something, and how many of them were checked: by the reviewer's two numbers,
//! otherwise by the registers, month by month.

use std::collections::BTreeSet;

use super::super::evidence::{Asked, Unit};
use super::super::status::file_status;
use super::super::verdict::Verdict;
use super::super::{Outcome, Seen, texts};
use crate::checklist::answers::Value as AnswerValue;
use crate::finding::dossier::Row;
use crate::template::{FieldRef, FileStatus, Parameters, QuestionRef};

type Month = (i16, i8);

pub(super) fn months(
    unit: Unit<'_>,
    (done, of): (QuestionRef, QuestionRef),
    month: &[FieldRef],
    (checked, only): (FieldRef, &[(FieldRef, Vec<String>)]),
    parameters: &Parameters,
) -> Verdict {
    let (covered, all, seen) = match answered(unit, done, of) {
        Told::Numbers(covered, all, seen) => (covered, all, seen),
        Told::Decided(verdict) => return verdict,
        Told::Nothing(blank) => match registered(unit, month, checked, only) {
            Some((covered, all)) => (covered, all, Vec::new()),
            None => return blank,
        },
    };
    if all == 0 {
        return Verdict::new(Outcome::NotApplicable)
            .because(texts::no_months())
            .seeing(seen);
    }
    let enough =
        covered.saturating_mul(100) >= all.saturating_mul(parameters.percent.unwrap_or(100));
    let mut verdict = Verdict::new(if enough { Outcome::Met } else { Outcome::Gap });
    verdict.finding.months = Some((covered.min(all), all));
    verdict.seeing(seen)
}

/// What the answers tell.
enum Told {
    /// Checked months, of months, and where that stands.
    Numbers(i64, i64, Vec<Seen>),
    /// The outcome.
    Decided(Verdict),
    /// Nothing: the outcome if no register does.
    Nothing(Verdict),
}

fn answered(unit: Unit<'_>, done: QuestionRef, of: QuestionRef) -> Told {
    let (template, answers) = (unit.case.template, unit.case.answers);
    match file_status(template, answers, unit.id, of.checklist) {
        FileStatus::Reviewed => {}
        FileStatus::Ordered => return Told::Nothing(Verdict::new(Outcome::Unanswered)),
        FileStatus::Missing => return Told::Nothing(Verdict::file_missing()),
        FileStatus::NotExpected => {
            let verdict = Verdict::new(Outcome::NotApplicable);
            return Told::Decided(verdict.because(texts::not_expected()));
        }
    }
    let value = |question| answers.get(unit.id, question).map(|answer| &answer.value);
    let is =
        |question, code: &str| matches!(value(question), Some(AnswerValue::Code(c)) if c == code);
    if is(done, "ET") || is(of, "ET") {
        let verdict = Verdict::new(Outcome::NotApplicable).because(texts::answered_so());
        return Told::Decided(verdict);
    }
    let number = |question| match value(question) {
        Some(AnswerValue::Integer(number)) => Some(i64::try_from(*number).unwrap_or(i64::MAX)),
        // How many were checked is not evident: none is documented.
        Some(AnswerValue::Code(_)) if question == done => Some(0),
        Some(
            AnswerValue::Code(_)
            | AnswerValue::Codes(_)
            | AnswerValue::Date(_)
            | AnswerValue::Dates(_)
            | AnswerValue::Text,
        )
        | None => None,
    };
    let blank = |question| value(question).is_none() && unit.asked(question) != Asked::No;
    match (number(done), number(of)) {
        (Some(covered), Some(all)) => {
            let questions = [done, of].into_iter();
            let seen: Vec<Seen> = questions
                .filter_map(|question| seen(unit, question))
                .collect();
            Told::Numbers(covered, all, seen)
        }
        (_, _) if blank(done) || blank(of) => Told::Nothing(Verdict::new(Outcome::Unanswered)),
        (_, _) => {
            let verdict = Verdict::new(Outcome::NotAssessable);
            Told::Nothing(verdict.because(texts::nothing_found()))
        }
    }
}

fn seen(unit: Unit<'_>, question: QuestionRef) -> Option<Seen> {
    let answer = unit.case.answers.get(unit.id, question)?;
    let asked = unit.case.template.question(question);
    let value = match &answer.value {
        AnswerValue::Integer(number) => number.to_string(),
        AnswerValue::Code(code) => code.clone(),
        AnswerValue::Codes(_)
        | AnswerValue::Date(_)
        | AnswerValue::Dates(_)
        | AnswerValue::Text => return None,
    };
    Some(Seen {
        what: asked.text.clone(),
        source: asked.id.clone(),
        value,
        reference: answer.reference.clone(),
        place: Some(answer.place.clone()),
    })
}

/// Checked months, of the months with a row; `None` where a register is not there, or has no
/// row of the person.
fn registered(
    unit: Unit<'_>,
    month: &[FieldRef],
    checked: FieldRef,
    only: &[(FieldRef, Vec<String>)],
) -> Option<(i64, i64)> {
    let dossiers = unit.case.dossiers;
    let known: Vec<FieldRef> = month
        .iter()
        .copied()
        .filter(|field| dossiers.has(*field))
        .collect();
    let register = known.first()?.register;
    if !dossiers.has(checked) || !only.iter().all(|(field, _)| dossiers.has(*field)) {
        return None;
    }
    let dossier = dossiers.units.get(unit.id)?;
    let rows = |register| {
        dossier
            .all
            .get(&register)
            .or_else(|| dossier.rows.get(&register))
    };
    let of = |row: &Row| {
        known
            .iter()
            .find_map(|field| row.values.get(&field.field)?.month())
    };
    // A month that the registers do not reach to its end is not due.
    let horizon = unit.register_horizon([register, checked.register]);
    let over = |(year, month): &Month| {
        jiff::civil::Date::new(*year, *month, 1).is_ok_and(|day| day.last_of_month() <= horizon)
    };
    let all: BTreeSet<Month> = rows(register)?.iter().filter_map(of).filter(over).collect();
    let done: BTreeSet<Month> = rows(checked.register)
        .into_iter()
        .flatten()
        .filter(|row| row.qualifies(only))
        .filter_map(|row| row.values.get(&checked.field)?.month())
        .collect();
    let count = |months: usize| i64::try_from(months).unwrap_or(i64::MAX);
    (!all.is_empty()).then(|| (count(all.intersection(&done).count()), count(all.len())))
}
