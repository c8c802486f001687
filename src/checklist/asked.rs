//! Which questions are asked of a file, given the answers so far: in Rust, for what is
//! read, and as formulas of the workbook, which greys out the rest and counts what is left.
//! Nothing is settled by a blank: what hangs on an unanswered question is still asked.

use super::answers::Value;
use crate::lang::Lang;
use crate::template::{Checklist, FileStatus, QuestionKind};

/// One condition: the earlier question and its answers that call for this one.
struct Rule<'a> {
    question: usize,
    calls: Vec<&'a str>,
}

/// Whether a question is asked, as far as the answers so far tell.
pub fn is_asked<'v>(
    checklist: &Checklist,
    question: usize,
    answer: &dyn Fn(usize) -> Option<&'v Value>,
) -> bool {
    let rules = rules(checklist, question);
    rules.iter().all(|rule| calls(rule, answer))
}

fn calls<'v>(rule: &Rule<'_>, answer: &dyn Fn(usize) -> Option<&'v Value>) -> bool {
    match answer(rule.question) {
        None => true,
        Some(Value::Code(code)) => rule.calls.contains(&code.as_str()),
        Some(Value::Codes(codes)) => codes.iter().any(|c| rule.calls.contains(&c.as_str())),
        Some(Value::Date(_) | Value::Dates(_) | Value::Integer(_) | Value::Text) => false,
    }
}

/// How many questions are asked and not answered.
pub(super) fn left<'v>(
    checklist: &Checklist,
    answer: &dyn Fn(usize) -> Option<&'v Value>,
) -> usize {
    (0..checklist.questions.len())
        .filter(|question| counts(checklist, *question))
        .filter(|question| answer(*question).is_none() && is_asked(checklist, *question, answer))
        .filter(|question| {
            !counts_if_reviewed(checklist, *question) || calls(&status_rule(checklist), answer)
        })
        .count()
}

/// Whether a question must be answered at all: free text need not, except who reviewed.
fn counts(checklist: &Checklist, question: usize) -> bool {
    match checklist.questions[question].kind {
        QuestionKind::Text => question == checklist.head.reviewer,
        QuestionKind::Coded
        | QuestionKind::CodedMany
        | QuestionKind::Date
        | QuestionKind::DateList
        | QuestionKind::Integer => true,
    }
}

/// All that a question hangs on.
fn rules(checklist: &Checklist, question: usize) -> Vec<Rule<'_>> {
    let mut rules = chain(checklist, question);
    if hangs_on_status(checklist, question) {
        rules.insert(0, status_rule(checklist));
    }
    rules
}

/// Every question but the head's, and the one whether the file exists, is asked only where
/// the file was reviewed at all.
fn hangs_on_status(checklist: &Checklist, question: usize) -> bool {
    let head = &checklist.head;
    let in_head = [head.status, head.reason, head.reviewer, head.date].contains(&question);
    !in_head && head.exists != Some(question)
}

/// Of a file that was not reviewed its status and the reason are all that is waited for; what
/// else is answered of it may stand.
fn counts_if_reviewed(checklist: &Checklist, question: usize) -> bool {
    let head = &checklist.head;
    ![head.status, head.reason].contains(&question)
}

fn status_rule(checklist: &Checklist) -> Rule<'_> {
    let calls = checklist.questions[checklist.head.status]
        .options
        .iter()
        .filter(|option| match option.status {
            Some(FileStatus::Reviewed) | None => true,
            Some(FileStatus::Ordered | FileStatus::Missing | FileStatus::NotExpected) => false,
        })
        .map(|option| option.code.as_str())
        .collect();
    Rule {
        question: checklist.head.status,
        calls,
    }
}

/// A question's own condition and those of the questions it hangs on.
fn chain(checklist: &Checklist, question: usize) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    let mut at = question;
    // A template refuses a condition on a later question, so the chain ends.
    while let Some(asked) = &checklist.questions[at].asked_if {
        rules.push(Rule {
            question: asked.question,
            calls: asked.is.iter().map(String::as_str).collect(),
        });
        at = asked.question;
    }
    rules
}

/// The formula that is true where a question is not asked; `None`: it always is. `cell`
/// gives the address of another question's answer.
pub(super) fn not_asked_formula(
    checklist: &Checklist,
    lang: Lang,
    question: usize,
    cell: &dyn Fn(usize) -> String,
) -> Option<String> {
    any_not_called(checklist, lang, &rules(checklist, question), cell)
}

fn any_not_called(
    checklist: &Checklist,
    lang: Lang,
    rules: &[Rule<'_>],
    cell: &dyn Fn(usize) -> String,
) -> Option<String> {
    let tests: Vec<String> = rules
        .iter()
        .map(|rule| not_called(checklist, lang, rule, &cell(rule.question)))
        .collect();
    match tests.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("OR({})", several.join(","))),
    }
}

/// True where the earlier question is answered with something that does not call.
fn not_called(checklist: &Checklist, lang: Lang, rule: &Rule<'_>, cell: &str) -> String {
    let parent = &checklist.questions[rule.question];
    let several = parent.kind == QuestionKind::CodedMany;
    let mut tests = vec![format!("{cell}<>\"\"")];
    for option in &parent.options {
        if !rule.calls.contains(&option.code.as_str()) {
            continue;
        }
        // A person may also type the code; sheets compare without regard to case.
        let mut words = vec![option.label.get(lang)];
        if option.code.to_lowercase() != words[0].to_lowercase() {
            words.push(&option.code);
        }
        for word in words {
            let quoted = format!("\"{}\"", word.replace('"', "\"\""));
            tests.push(if several {
                format!("ISERROR(SEARCH({quoted},{cell}))")
            } else {
                format!("{cell}<>{quoted}")
            });
        }
    }
    format!("AND({})", tests.join(","))
}

/// The formula that counts what is left of one file. `cell` gives the address of a
/// question's answer. The test of the file's status is written once: a formula holds 8192
/// characters.
pub(super) fn left_formula(
    checklist: &Checklist,
    lang: Lang,
    cell: &dyn Fn(usize) -> String,
) -> String {
    let mut always = Vec::new();
    let mut if_reviewed = Vec::new();
    for question in (0..checklist.questions.len()).filter(|at| counts(checklist, *at)) {
        let blank = match checklist.questions[question].kind {
            // Spaces are no name.
            QuestionKind::Text => format!("(TRIM({})=\"\")", cell(question)),
            QuestionKind::Coded
            | QuestionKind::CodedMany
            | QuestionKind::Date
            | QuestionKind::DateList
            | QuestionKind::Integer => format!("({}=\"\")", cell(question)),
        };
        let term = match any_not_called(checklist, lang, &chain(checklist, question), cell) {
            None => blank,
            Some(not_asked) => format!("{blank}*NOT({not_asked})"),
        };
        if counts_if_reviewed(checklist, question) {
            if_reviewed.push(term);
        } else {
            always.push(term);
        }
    }
    let status = status_rule(checklist);
    let not_reviewed = not_called(checklist, lang, &status, &cell(status.question));
    if if_reviewed.is_empty() {
        return format!("={}", always.join("+"));
    }
    format!(
        "={}+NOT({not_reviewed})*({})",
        always.join("+"),
        if_reviewed.join("+")
    )
}
