//! What the reviewers answered, with the place of every answer.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::problem::Place;
use crate::template::QuestionRef;

/// One answer as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An option's code.
    Code(String),
    /// Several options' codes, in the order of the options.
    Codes(Vec<String>),
    /// A day.
    Date(Date),
    /// Days, sorted.
    Dates(Vec<Date>),
    /// A whole number.
    Integer(u64),
    /// Free text; it stays in the checklist, and only that there is one is known here.
    Text,
}

/// One answer with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub value: Value,
    /// Sheet and date in the file, as the reviewer wrote it: it may be shown, since it
    /// points into a file; empty where none was given.
    pub reference: String,
    /// Whether a comment stands beside it (its text never leaves the checklist).
    pub commented: bool,
    /// Where it stands.
    pub place: Place,
}

/// All answers of one draw, by löpnummer and question; blank ones are not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The reading that counts: the first reviewer's.
    pub first: BTreeMap<(String, QuestionRef), Answer>,
    /// Second readings, by reviewer.
    pub second: BTreeMap<(String, QuestionRef), Vec<(String, Answer)>>,
    /// Where a comment on a whole file stands, by löpnummer and checklist (its place in the
    /// template); its text never leaves the checklist.
    pub commented: BTreeMap<(String, usize), Place>,
}

impl Answers {
    /// The answer that counts.
    pub fn get(&self, id: &str, question: QuestionRef) -> Option<&Answer> {
        // The map's key is owned, so the lookup needs an owned copy of a short id.
        self.first.get(&(id.to_owned(), question))
    }

    /// Whether any question of a checklist is answered for a unit.
    pub fn any(&self, id: &str, checklist: usize) -> bool {
        let from = (
            id.to_owned(),
            QuestionRef {
                checklist,
                question: 0,
            },
        );
        self.first
            .range(from..)
            .next()
            .is_some_and(|((unit, question), _)| unit == id && question.checklist == checklist)
    }
}
