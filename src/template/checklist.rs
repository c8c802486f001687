//! Checklists as a template knows them: the questions, what answers them, and the head that
//! says what became of the file.

use super::{CriterionRef, FieldRef};
use crate::lang::Text;

/// A checklist: the questions put to one kind of file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its id, which is also the record kind of its criteria and the stem of its workbooks.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What one file of this kind is called, and several: `SoL-akt`, `SoL-akter`.
    pub file: Text,
    /// Plural of `file`.
    pub files: Text,
    /// How to fill it in, one paragraph a line.
    pub instructions: Text,
    /// The field of the unit register that says who holds the file; `None`: one recipient.
    pub recipient: Option<FieldRef>,
    /// The field of the unit register with the person's name, for fetch lists alone.
    pub name: Option<FieldRef>,
    /// The kind of place that holds the file, a `responsible` of the criteria.
    pub responsible: String,
    /// Who that is, as people say it; blank where the id says it.
    pub responsible_name: Text,
    /// The head questions.
    pub head: Head,
    /// All questions in order, the head's included.
    pub questions: Vec<Question>,
}

/// The questions at the top of every checklist that say what became of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Ordered, reviewed, missing, should not exist.
    pub status: usize,
    /// Why it is missing.
    pub reason: usize,
    /// Who reviewed it.
    pub reviewer: usize,
    /// When.
    pub date: usize,
    /// The question whether the file exists, with the answers that mean it does not.
    pub exists: Option<usize>,
}

/// What became of a file, as the options of the head's status question say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileStatus {
    /// Asked for, not received: unanswered, never a gap.
    Ordered,
    /// Reviewed.
    Reviewed,
    /// Missing; the reason decides.
    Missing,
    /// There should be none: not applicable, not replaced.
    NotExpected,
}

/// What a reason for a missing file means for the criteria of that record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingMeans {
    /// A gap: never drawn up, weeded without decision.
    Gap,
    /// Not assessable: on loan, moved, protected, not found.
    NotAssessable,
}

/// One question with one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its code: `Q25`, or `Q25.datum` for a further part.
    pub id: String,
    /// The question.
    pub text: Text,
    /// Help for the reviewer; may be empty.
    pub help: Text,
    /// A heading that starts here; may be empty.
    pub section: Text,
    /// What answers it takes.
    pub kind: QuestionKind,
    /// Coded answers, alone or beside a date or number (`FE` for a date not shown).
    pub options: Vec<AnswerOption>,
    /// Whether it is an auditor's judgement rather than a fact.
    pub judgement: bool,
    /// Asked only where an earlier question has one of these answers; else it need not be
    /// answered and stands as not applicable.
    pub asked_if: Option<AskedIf>,
    /// The question of the same checklist that dates this one's answer: its part `.datum`, or
    /// the one that is named.
    pub dated_by: Option<usize>,
    /// The criterion whose limit the question or its help names.
    pub limit_of: Option<CriterionRef>,
}

/// When a question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedIf {
    /// The earlier question of the same checklist.
    pub question: usize,
    /// Its answers that call for this one.
    pub is: Vec<String>,
}

/// What answers a question takes, besides its options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// One of the options.
    Coded,
    /// Several of the options, parted by `/`.
    CodedMany,
    /// A day.
    Date,
    /// Days parted by `/`.
    DateList,
    /// A whole number, 0 or more.
    Integer,
    /// Free text: never leaves the checklist.
    Text,
}

/// A coded answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// The code: `J`, `N`, `D`, `FE`, `ET`, `AS` or the question's own.
    pub code: String,
    /// The words people choose.
    pub label: Text,
    /// Other words that mean it.
    pub aliases: Vec<String>,
    /// For the head's status question.
    pub status: Option<FileStatus>,
    /// For the head's reason question.
    pub missing: Option<MissingMeans>,
}

impl Checklist {
    /// The question with a code.
    pub fn question_by_id(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }
}
