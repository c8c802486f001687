//! How well the readings of one file by two reviewers agree, question by question, and where
//! they differ.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answer, Answers};
use crate::stats::agreement::{Agreement, Weights, agreement, table};
use crate::template::{QuestionKind, QuestionRef, Template};

/// All second readings against the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Readings {
    /// The questions that both answered of some file, in their order.
    pub questions: Vec<QuestionReadings>,
    /// Where they differ, by löpnummer and question.
    pub disagreements: Vec<Disagreement>,
    /// How many files were read twice, by checklist.
    pub files: BTreeMap<usize, u64>,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionReadings {
    /// The question.
    pub question: QuestionRef,
    /// Files that both answered it for.
    pub both: u64,
    /// Of them with the same answer.
    pub equal: u64,
    /// Files that only one of them answered it for.
    pub one_sided: u64,
    /// Kappa, for questions with answers to choose from.
    pub agreement: Option<Agreement>,
}

/// Two answers to the same question of the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The löpnummer.
    pub id: String,
    /// The question.
    pub question: QuestionRef,
    /// The first answer as its codes.
    pub first: String,
    /// The other's, or others'.
    pub second: Vec<String>,
    /// The answer that the reviewers agreed on, as its codes.
    pub settled: Option<String>,
}

impl Readings {
    /// The disagreements without a joint answer: there the first answer counts so far.
    pub fn unsettled(&self) -> impl Iterator<Item = &Disagreement> {
        self.disagreements
            .iter()
            .filter(|one| one.settled.is_none())
    }
}

/// Compares the readings. Who reviewed and when is not compared, nor free text.
pub fn compare(template: &Template, answers: &Answers) -> Readings {
    let mut second: BTreeMap<(&str, usize, &str), BTreeMap<QuestionRef, &Answer>> = BTreeMap::new();
    for ((id, question), others) in &answers.second {
        for (reviewer, answer) in others {
            let key = (id.as_str(), question.checklist, reviewer.as_str());
            second.entry(key).or_default().insert(*question, answer);
        }
    }
    let mut pairs: BTreeMap<QuestionRef, Vec<(String, String)>> = BTreeMap::new();
    let mut one_sided: BTreeMap<QuestionRef, u64> = BTreeMap::new();
    let mut differ: BTreeMap<(&str, QuestionRef), (String, Vec<String>)> = BTreeMap::new();
    let mut files: BTreeSet<(usize, &str)> = BTreeSet::new();
    for ((id, checklist, _), theirs) in &second {
        files.insert((*checklist, id));
        for question in compared(template, *checklist) {
            let first = answers.original(id, question);
            match (first, theirs.get(&question)) {
                (None, None) => {}
                (Some(first), Some(other)) => {
                    let (first, other) = (first.value.codes(), other.value.codes());
                    if first != other {
                        let entry = differ.entry((*id, question));
                        let entry = entry.or_insert_with(|| (first.clone(), Vec::new()));
                        entry.1.push(other.clone());
                    }
                    pairs.entry(question).or_default().push((first, other));
                }
                (Some(_), None) | (None, Some(_)) => *one_sided.entry(question).or_default() += 1,
            }
        }
    }
    let mut readings = Readings::default();
    for (checklist, _) in files {
        *readings.files.entry(checklist).or_default() += 1;
    }
    let asked: BTreeSet<QuestionRef> = pairs.keys().chain(one_sided.keys()).copied().collect();
    readings.questions = asked
        .into_iter()
        .map(|question| {
            let pairs = pairs.remove(&question).unwrap_or_default();
            one_question(template, question, &pairs, &one_sided)
        })
        .collect();
    readings.disagreements = differ
        .into_iter()
        .map(|((id, question), (first, second))| {
            let joint = answers.joint.get(&(id.to_owned(), question));
            Disagreement {
                id: id.to_owned(),
                question,
                first,
                second,
                settled: joint.map(|answer| answer.value.codes()),
            }
        })
        .collect();
    readings
}

fn one_question(
    template: &Template,
    question: QuestionRef,
    pairs: &[(String, String)],
    one_sided: &BTreeMap<QuestionRef, u64>,
) -> QuestionReadings {
    let counted = |count: usize| u64::try_from(count).expect("a count of files fits");
    let equal = pairs.iter().filter(|(one, other)| one == other).count();
    let chosen = match template.question(question).kind {
        QuestionKind::Coded | QuestionKind::CodedMany => true,
        QuestionKind::Date
        | QuestionKind::DateList
        | QuestionKind::Integer
        | QuestionKind::Text => false,
    };
    QuestionReadings {
        question,
        both: counted(pairs.len()),
        equal: counted(equal),
        one_sided: one_sided.get(&question).copied().unwrap_or_default(),
        agreement: chosen
            .then(|| agreement(&table(pairs), Weights::None).ok())
            .flatten(),
    }
}

/// The questions of a checklist whose answers two reviewers should share.
fn compared(template: &Template, checklist: usize) -> impl Iterator<Item = QuestionRef> {
    let list = &template.checklists[checklist];
    let head = [list.head.reviewer, list.head.date];
    let questions = list.questions.iter().enumerate();
    questions
        .filter(move |(at, question)| !head.contains(at) && question.kind != QuestionKind::Text)
        .map(move |(question, _)| QuestionRef {
            checklist,
            question,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::answers::Value;
    use crate::checklist::fixture::{question, template};

    fn answer(code: &str) -> Answer {
        Answer {
            value: Value::Code(code.to_owned()),
            reference: String::new(),
            commented: false,
            place: crate::problem::Place::default(),
            dated: None,
        }
    }

    /// Section 6 of the reference file, case 6-0017: [[4, 1], [2, 3]], kappa 0.4.
    #[test]
    fn two_readings_give_the_reference_kappa_and_their_differences() {
        let template = template();
        let (asked, date) = (question(&template, "Q1"), question(&template, "Q0.dag"));
        let mut answers = Answers::default();
        let pairs = ["JJ", "JJ", "JJ", "JJ", "JN", "NJ", "NJ", "NN", "NN", "NN"];
        for (number, pair) in (1..).zip(pairs) {
            let id = format!("A-{number:02}");
            let (first, second) = pair.split_at(1);
            answers.first.insert((id.clone(), asked), answer(first));
            let theirs = vec![("Eva".to_owned(), answer(second))];
            answers.second.insert((id.clone(), asked), theirs);
            // When they read the file is their own affair.
            answers.first.insert((id.clone(), date), answer("FE"));
        }
        let found = compare(&template, &answers);
        assert_eq!(found.files, BTreeMap::from([(0, 10)]));
        let [one] = found.questions.as_slice() else {
            panic!("one question was read twice");
        };
        assert_eq!((one.both, one.equal, one.one_sided), (10, 7, 0));
        let kappa = one.agreement.unwrap().kappa.unwrap();
        assert!((kappa.value - 0.4).abs() < 1e-9);
        assert!((kappa.standard_error - 0.283_971_829_589).abs() < 1e-9);
        let differ: Vec<&str> = found.unsettled().map(|one| one.id.as_str()).collect();
        assert_eq!(differ, ["A-05", "A-06", "A-07"]);

        // A joint answer settles; the figures stay those of the first readings.
        let joint = answer("N");
        answers
            .joint
            .insert(("A-05".to_owned(), asked), joint.clone());
        answers.change(
            "A-05",
            asked,
            joint,
            crate::checklist::answers::Because::Settled,
        );
        let after = compare(&template, &answers);
        assert_eq!(after.questions, found.questions);
        assert_eq!(after.unsettled().count(), 2);
        assert_eq!(after.disagreements[0].settled.as_deref(), Some("N"));
        assert_eq!(after.disagreements[0].first, "J");
    }

    #[test]
    fn an_answer_that_only_one_gave_is_no_pair() {
        let template = template();
        let (one, two) = (question(&template, "Q1"), question(&template, "Q4"));
        let mut answers = Answers::default();
        answers.first.insert(("A-01".to_owned(), one), answer("J"));
        let theirs = vec![("Eva".to_owned(), answer("FE"))];
        answers.second.insert(("A-01".to_owned(), two), theirs);
        let found = compare(&template, &answers);
        let sides: Vec<(u64, u64)> = found
            .questions
            .iter()
            .map(|question| (question.both, question.one_sided))
            .collect();
        assert_eq!(sides, [(0, 1), (0, 1)]);
        assert!(found.disagreements.is_empty());
    }
}
