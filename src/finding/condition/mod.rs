//! The one evaluator: a condition and a unit give a verdict (DESIGN 7). The order of
//! decisions is fixed: not applicable, a value found, a question blank, otherwise as
//! `unknown` says.

mod age;
mod comparison;
mod contradiction;
mod deadline;
mod monthly;
mod presence;
mod recurrence;

use super::evidence::{Asked, Found, Unit};
use super::status::{file_status, status_code};
use super::verdict::{self, Verdict};
use super::{Outcome, Seen, texts};
use crate::checklist::answers::Value as AnswerValue;
use crate::problem::Place;
use crate::register::Value;
use crate::template::{Condition, FieldRef, FileStatus, Parameters, Partial, QuestionRef};
use age::aged;
use comparison::{before, disagrees};
use contradiction::contradicted;
use deadline::{due, late};
use monthly::months;
use presence::{absent, present};
use recurrence::recurs;

/// Evaluates a condition; `None` where it has no source left.
pub(super) fn evaluate(
    unit: Unit<'_>,
    condition: &Condition,
    parameters: &Parameters,
) -> Option<Verdict> {
    match condition {
        Condition::Answer { question, is } => Some(answer(unit, *question, is, parameters)),
        Condition::Absent { of, due, closed } => absent(unit, of, *due, *closed, parameters),
        Condition::Present { of } => present(unit, of),
        Condition::Late {
            missing_end,
            exists,
            closed,
        } => late(unit, *missing_end, *exists, *closed, parameters),
        Condition::Due {
            event,
            exists,
            closed,
        } => due(unit, *event, *exists, *closed, parameters),
        Condition::Recurs {
            event,
            exists,
            closed,
        } => recurs(unit, *event, *exists, *closed, parameters),
        Condition::Before { first, then } => before(unit, *first, *then, parameters),
        Condition::Disagrees { one, other } => disagrees(unit, *one, *other, parameters),
        Condition::Contradicted { claim, by, unless } => {
            contradicted(unit, *claim, (*by, *unless), parameters)
        }
        Condition::Aged {
            dated,
            until,
            closed,
        } => aged(unit, *dated, (*until, *closed), parameters),
        Condition::Value { field, is } => value(unit, *field, is),
        Condition::Months {
            done,
            of,
            month,
            checked,
            only,
        } => Some(months(
            unit,
            (*done, *of),
            month,
            (*checked, only),
            parameters,
        )),
        Condition::All(parts) => {
            let verdict = parts_of(unit, parts, parameters).map(verdict::all)?;
            // A part without a source leaves the whole open unless another part decides it.
            let complete = parts
                .iter()
                .all(|part| evaluate(unit, part, parameters).is_some());
            (complete || verdict.outcome == Outcome::Met).then_some(verdict)
        }
        Condition::Any(parts) => parts_of(unit, parts, parameters).map(verdict::any),
        Condition::Not(inner) => evaluate(unit, inner, parameters).map(Verdict::reversed),
    }
}

/// The verdicts of the parts that have a source; `None` where none has.
fn parts_of(unit: Unit<'_>, parts: &[Condition], parameters: &Parameters) -> Option<Vec<Verdict>> {
    let verdicts: Vec<Verdict> = parts
        .iter()
        .filter_map(|part| evaluate(unit, part, parameters))
        .collect();
    if verdicts.is_empty() {
        None
    } else {
        Some(verdicts)
    }
}

fn answer(
    unit: Unit<'_>,
    question: QuestionRef,
    is: &[String],
    parameters: &Parameters,
) -> Verdict {
    let asked = unit.case.template.question(question);
    let head = unit.case.template.checklists[question.checklist].head;
    let status = file_status(
        unit.case.template,
        unit.case.answers,
        unit.id,
        question.checklist,
    );
    if question.question == head.status {
        return head_status(unit, question, is, status);
    }
    match status {
        FileStatus::Ordered => return Verdict::new(Outcome::Unanswered),
        FileStatus::Missing => return Verdict::file_missing(),
        FileStatus::NotExpected => {
            return Verdict::new(Outcome::NotApplicable).because(texts::not_expected());
        }
        FileStatus::Reviewed => {}
    }
    // What was written under a question that is not asked is no answer.
    if unit.asked(question) == Asked::No {
        return Verdict::new(Outcome::NotApplicable).because(texts::not_asked());
    }
    let Some(answer) = unit.case.answers.get(unit.id, question) else {
        return Verdict::new(Outcome::Unanswered);
    };
    let codes: Vec<&str> = match &answer.value {
        AnswerValue::Code(code) => vec![code.as_str()],
        AnswerValue::Codes(codes) => codes.iter().map(String::as_str).collect(),
        AnswerValue::Date(_)
        | AnswerValue::Dates(_)
        | AnswerValue::Integer(_)
        | AnswerValue::Text => Vec::new(),
    };
    let seen = Seen {
        what: asked.text.clone(),
        source: asked.id.clone(),
        value: codes.join("/"),
        reference: answer.reference.clone(),
        place: Some(answer.place.clone()),
    };
    let deviates = |code: &str| is.iter().any(|one| one == code);
    let accepted = |code: &str| unit.judging && parameters.accept.iter().any(|one| one == code);
    let partial =
        |code: &str| unit.judging && code == "D" && parameters.partial == Partial::MetWithRemark;
    if codes == ["ET"] && !deviates("ET") {
        return Verdict::new(Outcome::NotApplicable)
            .because(texts::answered_so())
            .seeing([seen]);
    }
    let gap = codes
        .iter()
        .any(|code| deviates(code) && !accepted(code) && !partial(code));
    let remark = codes
        .iter()
        .any(|code| deviates(code) && !accepted(code) && partial(code));
    // What was written after the audit was announced meets nothing, and puts nobody among those
    // with a document that is judged.
    let announced = unit.case.plan.announced.filter(|_| unit.judging != gap);
    let after_notice = unit.after_notice(question, announced);
    let gap = if unit.judging {
        gap || after_notice.is_some()
    } else {
        gap && after_notice.is_none()
    };
    let mut verdict = Verdict::new(if gap { Outcome::Gap } else { Outcome::Met }).seeing([seen]);
    verdict.finding.remark = remark && !gap;
    verdict.finding.after_notice = after_notice;
    verdict
}

/// The head's status question is answered by what the other answers show, too.
fn head_status(
    unit: Unit<'_>,
    question: QuestionRef,
    is: &[String],
    status: FileStatus,
) -> Verdict {
    let asked = unit.case.template.question(question);
    let Some(code) = status_code(unit.case.template, question.checklist, status) else {
        return Verdict::new(Outcome::Unanswered);
    };
    let seen = Seen {
        what: asked.text.clone(),
        source: asked.id.clone(),
        value: code.to_owned(),
        reference: String::new(),
        place: None,
    };
    let outcome = match status {
        FileStatus::Ordered => Outcome::Unanswered,
        FileStatus::NotExpected => Outcome::NotApplicable,
        FileStatus::Reviewed | FileStatus::Missing if is.iter().any(|one| one == code) => {
            Outcome::Gap
        }
        FileStatus::Reviewed | FileStatus::Missing => Outcome::Met,
    };
    Verdict::new(outcome).seeing([seen])
}

/// Whether a register gives the person one of these values: the evidence's rows, or where
/// the field is one of the unit register's and they are gone, the stratum.
fn value(unit: Unit<'_>, field: FieldRef, is: &[String]) -> Option<Verdict> {
    let rows = unit.case.dossiers.units.get(unit.id);
    let rows = rows.and_then(|dossier| dossier.rows.get(&field.register));
    let values: Vec<(String, Option<Place>)> = match rows {
        Some(rows) if unit.case.dossiers.has(field) => rows
            .iter()
            .map(|row| {
                let value = row.values.get(&field.field).map(Value::shown);
                (value.unwrap_or_default(), unit.row_place(field, row.number))
            })
            .collect(),
        Some(_) | None => vec![(unit.own(field)?, None)],
    };
    let deviating = values.iter().find(|(value, _)| is.contains(value));
    let outcome = if deviating.is_some() {
        Outcome::Gap
    } else {
        Outcome::Met
    };
    let shown = deviating.or_else(|| values.first());
    let seen = shown.map(|(value, place)| Seen {
        what: unit.case.template.field(field).title.clone(),
        source: unit.case.template.field_name(field),
        value: value.clone(),
        reference: String::new(),
        place: place.clone(),
    });
    Some(Verdict::new(outcome).seeing(seen))
}

fn seen(found: &[Found]) -> Vec<Seen> {
    found
        .iter()
        .flat_map(|piece| piece.seen.iter().cloned())
        .collect()
}
