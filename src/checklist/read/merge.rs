//! All files' answers as one: the same answer twice is fine, two different ones of one
//! reviewer stop, another reviewer's are a second reading.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::gather::Given;
use super::{Filled, Old};
use crate::calendar::plus_months;
use crate::checklist::answers::{Answer, Answers, Because, Value};
use crate::checklist::texts;
use crate::problem::{Error, Fault, Place, Problem, Problems, Result};
use crate::template::QuestionRef;

/// The reading that counts of one question of one unit, and the second ones by reviewer.
pub(super) struct Merged {
    first: Option<Given>,
    second: Vec<Given>,
    /// What the reviewers agreed on.
    joint: Option<Given>,
}

type Key = (String, QuestionRef);

/// Merges answers that come in the order of their files.
pub(super) fn merge(given: Vec<Given>) -> Result<BTreeMap<Key, Merged>> {
    let mut merged: BTreeMap<Key, Merged> = BTreeMap::new();
    let mut faults = Vec::new();
    let owners = owners(&given);
    for given in given {
        let owner = owners.get(&(given.id.clone(), given.question.checklist));
        let is_owners = owner.is_none_or(|owner| is_named_same(owner, &given.reviewer));
        let key = (given.id.clone(), given.question);
        let entry = merged.entry(key).or_insert_with(|| Merged {
            first: None,
            second: Vec::new(),
            joint: None,
        });
        let same_reading = match &mut entry.first {
            _ if given.joint => entry.joint.as_mut(),
            first @ None if !given.second && is_owners => {
                *first = Some(given);
                continue;
            }
            Some(first) if !given.second && is_owners && is_same_reviewer(first, &given) => {
                Some(first)
            }
            Some(_) | None => entry
                .second
                .iter_mut()
                .find(|known| is_same_reviewer(known, &given)),
        };
        match same_reading {
            None if given.joint => entry.joint = Some(given),
            None => entry.second.push(given),
            Some(known) if says_same(known, &given) => {
                // The copy may carry the reference that the first lacks.
                if known.reference.is_empty() {
                    known.reference = given.reference;
                }
                if known.comment.is_empty() {
                    known.comment = given.comment;
                }
            }
            Some(known) => faults.push(Fault {
                what: texts::conflict(&given.id, &known.place),
                place: Some(given.place),
                hint: Some(texts::conflict_hint()),
            }),
        }
    }
    Error::all(faults).map(|()| merged)
}

/// Whose reading of a file counts: the reviewer whose answers come first, for all of its
/// questions; what they left blank is not filled in by another.
fn owners(given: &[Given]) -> BTreeMap<(String, usize), String> {
    let mut owners: BTreeMap<(String, usize), String> = BTreeMap::new();
    for given in given.iter().filter(|given| !given.second && !given.joint) {
        let key = (given.id.clone(), given.question.checklist);
        let owner = owners.entry(key).or_default();
        if owner.is_empty() {
            owner.clone_from(&given.reviewer);
        }
    }
    owners
}

fn is_same_reviewer(one: &Given, other: &Given) -> bool {
    is_named_same(&one.reviewer, &other.reviewer)
}

/// One who did not say who they are may be anyone, also the one who did.
fn is_named_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    one == other || one.is_empty() || other.is_empty()
}

fn says_same(one: &Given, other: &Given) -> bool {
    one.value == other.value && one.text == other.text
}

/// So many months after the reference date no file is reviewed any more, and no document in it
/// can be dated.
const FAR: i64 = 24;

/// Days that cannot be.
pub(super) fn notice(
    merged: &BTreeMap<Key, Merged>,
    reference_date: Date,
    problems: &mut Problems,
) {
    let last = plus_months(reference_date, FAR);
    for entry in merged.values() {
        let readings = entry.first.iter().chain(&entry.second).chain(&entry.joint);
        for given in readings.filter(|given| latest(&given.value) > Some(last)) {
            problems.add(Problem {
                code: "date-far-ahead",
                what: texts::far_ahead(),
                place: given.place.clone(),
            });
        }
    }
}

/// The last day that an answer gives.
fn latest(value: &Value) -> Option<Date> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Dates(days) => days.last().copied(),
        Value::Code(_) | Value::Codes(_) | Value::Integer(_) | Value::Text => None,
    }
}

/// The answers as the rest of the program knows them: without texts.
pub(super) fn answers(
    merged: BTreeMap<Key, Merged>,
    comments: BTreeMap<(String, usize), (String, Place)>,
) -> Answers {
    let mut answers = Answers::default();
    let mut joint = Vec::new();
    for (key, mut entry) in merged {
        joint.extend(entry.joint.take().map(|given| (key.clone(), answer(given))));
        let second: Vec<(String, Answer)> = entry
            .second
            .into_iter()
            .map(|given| (given.reviewer.clone(), answer(given)))
            .collect();
        if !second.is_empty() {
            answers.second.insert(key.clone(), second);
        }
        if let Some(given) = entry.first {
            answers.first.insert(key, answer(given));
        }
    }
    for (key, answer) in joint {
        let now = answers.first.get(&key);
        if now.is_none_or(|now| now.value != answer.value) {
            answers.change(&key.0, key.1, answer.clone(), Because::Settled);
        }
        answers.joint.insert(key, answer);
    }
    answers.commented = comments
        .into_iter()
        .map(|(key, (_, place))| (key, place))
        .collect();
    answers
}

fn answer(given: Given) -> Answer {
    Answer {
        value: given.value,
        reference: given.reference,
        commented: !given.comment.is_empty(),
        place: given.place,
        dated: None,
    }
}

/// The reading that counts, with its texts.
pub(super) fn filled(
    merged: BTreeMap<Key, Merged>,
    comments: BTreeMap<(String, usize), (String, Place)>,
) -> Filled {
    let answers = merged
        .into_iter()
        .filter_map(|(key, entry)| {
            let given = entry.first?;
            let old = Old {
                value: given.value,
                text: given.text,
                reference: given.reference,
                comment: given.comment,
            };
            Some((key, old))
        })
        .collect();
    let comments = comments
        .into_iter()
        .map(|(key, (text, _))| (key, text))
        .collect();
    Filled { answers, comments }
}
