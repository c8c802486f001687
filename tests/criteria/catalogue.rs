//! The catalogue as a whole: every criterion has its file of cases and every file of cases its
//! criterion, and every question of a checklist feeds a criterion or says why not.

use std::collections::{BTreeMap, BTreeSet};

use stickprov::template::{Condition, Criterion, EvidenceRef, QuestionRef, Source, Template};

use super::scene::{names, read, testdata};
use super::templates;

#[test]
fn every_criterion_has_its_cases_and_every_case_its_criterion() {
    let codes: BTreeSet<String> = templates()
        .iter()
        .flat_map(|(_, template)| template.criteria.iter().map(|c| c.id.clone()))
        .collect();
    assert_eq!(names("criteria"), codes);
}

#[test]
fn every_question_feeds_a_criterion_or_says_why_not() {
    // Question → why no criterion rests on it.
    let idle: BTreeMap<String, BTreeMap<String, String>> = read(&testdata("idle_questions.toml"));
    for (_, template) in templates() {
        let used = used(&template);
        let mut unused = BTreeSet::new();
        for (checklist, list) in template.checklists.iter().enumerate() {
            for (question, asked) in list.questions.iter().enumerate() {
                let at = QuestionRef {
                    checklist,
                    question,
                };
                let head = list.head;
                let in_head = [head.status, head.reason, head.reviewer, head.date]
                    .into_iter()
                    .chain(head.exists)
                    .any(|of_head| of_head == question);
                if !in_head && !used.contains(&at) {
                    unused.insert(asked.id.clone());
                }
            }
        }
        let said = idle.get(&template.id).cloned().unwrap_or_default();
        assert!(said.values().all(|why| !why.is_empty()), "{}", template.id);
        let said: BTreeSet<String> = said.into_keys().collect();
        assert_eq!(unused, said, "{}", template.id);
    }
}

/// Every question that some criterion looks at, by itself or through evidence.
fn used(template: &Template) -> BTreeSet<QuestionRef> {
    let mut questions = BTreeSet::new();
    let mut evidence = BTreeSet::new();
    for criterion in &template.criteria {
        conditions(criterion, &mut |condition| {
            look(condition, &mut questions, &mut evidence);
        });
        let parameters = &criterion.parameters;
        evidence.extend(parameters.from.iter().chain(&parameters.to));
        evidence.extend(parameters.from_choices.iter().chain(&parameters.to_choices));
    }
    for piece in evidence {
        for source in template
            .evidence(piece)
            .sources
            .iter()
            .flat_map(Source::single)
        {
            if let Source::Question(question) = source {
                questions.insert(*question);
            }
        }
    }
    // What dates an answer, or decides whether a question is asked, is used with it.
    for at in questions.clone() {
        let asked = template.question(at);
        let others = asked
            .dated_by
            .into_iter()
            .chain(asked.asked_if.as_ref().map(|on| on.question));
        questions.extend(others.map(|question| QuestionRef {
            checklist: at.checklist,
            question,
        }));
    }
    questions
}

fn conditions<'a>(criterion: &'a Criterion, see: &mut dyn FnMut(&'a Condition)) {
    let definitions = criterion.definitions.iter();
    let own = definitions.flat_map(|d| std::iter::once(&d.condition).chain(&d.applies_if));
    let routines = criterion
        .explained_by
        .iter()
        .filter_map(|routine| routine.when.as_ref());
    for condition in own.chain(routines) {
        see(condition);
    }
}

fn look(
    condition: &Condition,
    questions: &mut BTreeSet<QuestionRef>,
    evidence: &mut BTreeSet<EvidenceRef>,
) {
    match condition {
        Condition::Answer { question, .. } => {
            questions.insert(*question);
        }
        Condition::Absent { of, closed, .. } => evidence.extend(of.iter().chain(closed)),
        Condition::Present { of } => evidence.extend(of),
        Condition::Late { exists, closed, .. } => evidence.extend(exists.iter().chain(closed)),
        Condition::Due {
            event,
            exists,
            closed,
        }
        | Condition::Recurs {
            event,
            exists,
            closed,
        } => evidence.extend([event].into_iter().chain(exists).chain(closed)),
        Condition::Before { first, then } => evidence.extend([first, then]),
        Condition::Disagrees { one, other } => evidence.extend([one, other]),
        Condition::Aged {
            dated,
            until,
            closed,
        } => evidence.extend([dated].into_iter().chain(until).chain(closed)),
        Condition::Contradicted { claim, by, unless } => evidence.extend([claim, by, unless]),
        Condition::Months { done, of, .. } => questions.extend([done, of]),
        Condition::Value { .. } => {}
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                look(part, questions, evidence);
            }
        }
        Condition::Not(inner) => look(inner, questions, evidence),
    }
}
