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
    /// The day of the document that the answer rests on, where a fact-check told it.
    pub dated: Option<Date>,
}

/// Why another answer counts than the first reviewer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The reviewers agreed on it after a second reading.
    Settled,
    /// The administration showed it and the auditors accepted.
    FactCheck,
}

impl Because {
    /// The word in the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::FactCheck => "factcheck",
        }
    }
}

/// An answer that gave way to another; it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The löpnummer.
    pub id: String,
    /// The question.
    pub question: QuestionRef,
    /// Why.
    pub because: Because,
    /// What counted before; none where nothing was answered.
    pub before: Option<Answer>,
    /// What counts instead.
    pub after: Answer,
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
    /// What reviewers agreed on where their readings differed; it counts.
    pub joint: BTreeMap<(String, QuestionRef), Answer>,
    /// Answers that gave way to others, in the order of the changes.
    pub changed: Vec<Changed>,
}

impl Value {
    /// The answer as its codes, for logs and for comparing: options by code, days as ISO, and
    /// of text only that there is some.
    pub fn codes(&self) -> String {
        match self {
            Self::Code(code) => code.clone(),
            Self::Codes(codes) => codes.join("/"),
            Self::Date(day) => day.to_string(),
            Self::Dates(days) => {
                let days: Vec<String> = days.iter().map(Date::to_string).collect();
                days.join("/")
            }
            Self::Integer(number) => number.to_string(),
            Self::Text => "text".to_owned(),
        }
    }
}

impl Answers {
    /// The answer that counts.
    pub fn get(&self, id: &str, question: QuestionRef) -> Option<&Answer> {
        // The map's key is owned, so the lookup needs an owned copy of a short id.
        self.first.get(&(id.to_owned(), question))
    }

    /// The first reviewer's own answer, also where another counts.
    pub fn original(&self, id: &str, question: QuestionRef) -> Option<&Answer> {
        let is_of = |change: &&Changed| change.id == id && change.question == question;
        match self.changed.iter().find(is_of) {
            Some(change) => change.before.as_ref(),
            None => self.get(id, question),
        }
    }

    /// Lets another answer count from now on; the one before is kept.
    pub fn change(&mut self, id: &str, question: QuestionRef, after: Answer, because: Because) {
        let before = self.first.insert((id.to_owned(), question), after.clone());
        self.changed.push(Changed {
            id: id.to_owned(),
            question,
            because,
            before,
            after,
        });
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
