//! Files of which the rule and the file itself say different things about the reason for a
//! deviation: the one finds it explained by a routine, the other does not.

use crate::checklist::answers::Value;
use crate::template::{CriterionRef, QuestionRef};

use super::{Case, Findings, Outcome};

/// One such file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedOtherwise {
    /// The löpnummer.
    pub id: String,
    /// The criterion.
    pub criterion: CriterionRef,
    /// Whether the rule finds the deviation explained.
    pub by_rule: bool,
    /// The question in which the reviewer noted what the file says.
    pub question: QuestionRef,
    /// The answer's code.
    pub answer: String,
}

/// All of them, by criterion and in the order of the files. Where one of the two says nothing
/// there is nothing to set against the other.
pub fn noted_otherwise(case: Case<'_>, findings: &Findings) -> Vec<NotedOtherwise> {
    let criteria = case.template.criteria.iter().enumerate();
    let noted = criteria.filter_map(|(at, criterion)| {
        let noted = criterion.noted.as_ref()?;
        Some((CriterionRef(at), noted))
    });
    let mut found = Vec::new();
    for (criterion, noted) in noted {
        for unit in case.protocol.reviewed() {
            let outcome = findings.units.get(&unit.id);
            let outcome = outcome.and_then(|found| found.get(&criterion));
            let by_rule = match outcome.map(|finding| finding.outcome) {
                Some(Outcome::Explained) => true,
                // Of a part that an explanation decides, what is not explained is met.
                Some(Outcome::Gap | Outcome::Met) => false,
                Some(Outcome::NotApplicable | Outcome::NotAssessable | Outcome::Unanswered)
                | None => continue,
            };
            let answer = case.answers.get(&unit.id, noted.question);
            let Some(Value::Code(answer)) = answer.map(|answer| &answer.value) else {
                continue;
            };
            if noted.explained.contains(answer) != by_rule {
                found.push(NotedOtherwise {
                    id: unit.id.clone(),
                    criterion,
                    by_rule,
                    question: noted.question,
                    answer: answer.clone(),
                });
            }
        }
    }
    found
}
