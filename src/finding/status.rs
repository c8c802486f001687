//! What became of each file: as the reviewer wrote, or as the other answers show.

use crate::checklist::answers::{Answers, Value};
use crate::template::{FileStatus, MissingMeans, QuestionRef, Template};

/// The status of one unit's file of a checklist.
pub fn file_status(
    template: &Template,
    answers: &Answers,
    id: &str,
    checklist: usize,
) -> FileStatus {
    let head = template.checklists[checklist].head;
    let code = |question: usize| {
        code(
            answers,
            id,
            QuestionRef {
                checklist,
                question,
            },
        )
    };
    let options = &template.checklists[checklist].questions[head.status].options;
    if let Some(code) = code(head.status) {
        let status = options
            .iter()
            .find(|option| option.code == code)
            .and_then(|o| o.status);
        if let Some(status) = status {
            return status;
        }
    }
    if let Some(exists) = head.exists
        && code(exists).is_some_and(|code| code == "AS" || code == "N")
    {
        return FileStatus::Missing;
    }
    let heads = [head.status, head.reason, head.reviewer, head.date];
    let answered = (0..template.checklists[checklist].questions.len())
        .filter(|question| !heads.contains(question))
        .any(|question| {
            answers
                .get(
                    id,
                    QuestionRef {
                        checklist,
                        question,
                    },
                )
                .is_some()
        });
    if answered {
        FileStatus::Reviewed
    } else {
        FileStatus::Ordered
    }
}

/// What the reason for a missing file means; none given: nothing can be said.
pub fn missing_means(
    template: &Template,
    answers: &Answers,
    id: &str,
    checklist: usize,
) -> MissingMeans {
    let question = template.checklists[checklist].head.reason;
    let options = &template.checklists[checklist].questions[question].options;
    code(
        answers,
        id,
        QuestionRef {
            checklist,
            question,
        },
    )
    .and_then(|code| options.iter().find(|option| option.code == code))
    .and_then(|option| option.missing)
    .unwrap_or(MissingMeans::NotAssessable)
}

/// The code of a status, as the head's status question gives it.
pub(super) fn status_code(
    template: &Template,
    checklist: usize,
    status: FileStatus,
) -> Option<&str> {
    let question = template.checklists[checklist].head.status;
    let options = &template.checklists[checklist].questions[question].options;
    options
        .iter()
        .find(|option| option.status == Some(status))
        .map(|option| option.code.as_str())
}

/// The code that answers a question, where it is answered by one.
pub(super) fn code<'a>(answers: &'a Answers, id: &str, question: QuestionRef) -> Option<&'a str> {
    match &answers.get(id, question)?.value {
        Value::Code(code) => Some(code),
        Value::Codes(_) | Value::Date(_) | Value::Dates(_) | Value::Integer(_) | Value::Text => {
            None
        }
    }
}
