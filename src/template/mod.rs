//! A template: the registers, checklists, evidence and criteria of one kind of audit, as
//! data. It comes from TOML files, built in or in a folder of the user's (DESIGN 7); every
//! name in it is resolved to a typed reference when it is loaded, and all faults are told
//! at once. No register, question or criterion is named in code.

mod builtin;
pub mod condition;
mod load;
mod texts;
mod wire;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::lang::Text;

pub use builtin::{builtin_files, builtin_names};
pub use condition::{Condition, Count, Parameters, Partial, Roll, Unknown};
pub use load::{TemplateFile, builtin, field_names, line_of, load, nearest};

/// A register of the template, by its place in [`Template::registers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisterRef(pub usize);

/// A field of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldRef {
    /// The register.
    pub register: RegisterRef,
    /// The field, by its place in [`Register::fields`].
    pub field: usize,
}

/// A question of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionRef {
    /// The checklist, by its place in [`Template::checklists`].
    pub checklist: usize,
    /// The question, by its place in [`Checklist::questions`].
    pub question: usize,
}

/// A named piece of evidence, by its place in [`Template::evidence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceRef(pub usize);

/// A criterion, by its place in [`Template::criteria`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CriterionRef(pub usize);

/// One kind of audit, as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The name it is known by in a plan.
    pub id: String,
    /// What it is for.
    pub title: Text,
    /// In the order of the file.
    pub registers: Vec<Register>,
    /// In the order of their file names.
    pub checklists: Vec<Checklist>,
    /// In the order of the file.
    pub evidence: Vec<Evidence>,
    /// In the order of the catalogue: family by family as the files are sorted.
    pub criteria: Vec<Criterion>,
    /// The plan that `init` proposes: scope, strata and the like, as TOML without values that
    /// only the user knows.
    pub plan: String,
    /// The same plan with its comments in English (`plan.en.toml`); empty when there is none.
    pub plan_en: String,
    /// How made-up rows are made, for `synth`; empty when the template cannot.
    pub synth: String,
}

/// A register: one kind of export.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The id used in plans.
    pub id: String,
    /// Its name as people say it.
    pub title: Text,
    /// How a row reaches its person.
    pub link: Link,
    /// Which row speaks for the person where only one can.
    pub pick: Option<PickBy>,
    /// In the order of the file.
    pub fields: Vec<Field>,
}

/// How a row reaches its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The row holds the person's identity in this field.
    Identity(usize),
    /// The row holds a number in `field` that another register ties to the person through
    /// its own field of the same meaning (`other`).
    Via {
        /// The field of this register.
        field: usize,
        /// The field of the register that knows the person.
        other: FieldRef,
    },
}

/// Which of several rows speaks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PickBy {
    /// First or last by the field.
    pub pick: Pick,
    /// The date field that orders the rows.
    pub field: usize,
}

/// Which of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The earliest.
    First,
    /// The latest.
    Last,
    /// All of them.
    Each,
}

/// A field of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The id used in plans, after the register's and a dot.
    pub id: String,
    /// Its name as people say it.
    pub title: Text,
    /// What its cells hold.
    pub kind: FieldKind,
    /// Headers that mean this field, besides its id and titles.
    pub aliases: Vec<String>,
    /// Values as they are shown, each with the spellings that mean it. Empty: as written.
    pub values: Vec<Value>,
    /// Whether a register without it cannot be used.
    pub required: bool,
    /// Whether it names persons or is free text: kept out of everything but fetch lists.
    pub personal: bool,
    /// Whether a yes here marks the person as having protected personal data.
    pub protects: bool,
}

/// A value with its other spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is shown and stands in plans.
    pub value: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// What the cells of a field hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A personnummer or what stands in for one.
    Personnummer,
    /// Another identity: a case number, a number given by the system.
    Id,
    /// One of a set of values.
    Code,
    /// Several of a set of values in one cell, parted by `/` or `;`.
    Codes,
    /// A day.
    Date,
    /// A month.
    Month,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Integer,
    /// Free text.
    Text,
}

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

/// A named piece of evidence: sources in order, of which the first with a value counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its id in criteria and plans.
    pub id: String,
    /// What it is, as it stands in a sentence: "första introduktionsmötet".
    pub title: Text,
    /// In order.
    pub sources: Vec<Source>,
}

/// Where a piece of evidence can come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A checklist answer: a date, or yes or no.
    Question(QuestionRef),
    /// A field of the person's rows in a register: a date, a month, a yes, or any text.
    Field {
        /// The field.
        field: FieldRef,
        /// Only rows in which each of these fields has one of these values.
        only: Vec<(FieldRef, Vec<String>)>,
        /// Which row, where several qualify.
        pick: Pick,
    },
}

/// A criterion: a rule, where it comes from, and the condition under which a file deviates.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// The catalogue code.
    pub id: String,
    /// A short title naming the deviation.
    pub title: Text,
    /// A sentence of a report, with `{gaps}`, `{assessed}`, `{percent}` to fill in.
    pub finding: Text,
    /// Which record it is about.
    pub record: Record,
    /// Where the rule comes from.
    pub authority: Authority,
    /// The rule in words, for `explain`.
    pub rule: Text,
    /// How grave a deviation is.
    pub severity: Severity,
    /// Who answers for it: the `responsible` of a checklist.
    pub responsible: String,
    /// Report and section.
    pub source: String,
    /// What the source report published, where it did.
    pub published: Option<Text>,
    /// Whether it only describes and is never called a deviation.
    pub descriptive: bool,
    /// Whether each case is listed in the report.
    pub list_cases: bool,
    /// The parameters with their defaults.
    pub parameters: Parameters,
    /// One condition, or several under names of which `parameters.definition` chooses the
    /// headline and the rest are further lines. Never empty.
    pub definitions: Vec<Definition>,
    /// The rule holds only for files with these values.
    pub only_for: Vec<(FieldRef, Vec<String>)>,
    /// First and last day on which the rule holds.
    pub valid: (Option<Date>, Option<Date>),
    /// The criterion whose deviations this one divides.
    pub part_of: Option<CriterionRef>,
    /// A documented local routine that explains the deviation.
    pub explained_by: Vec<Explanation>,
}

/// One way to define a criterion's deviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// Its name, a value of the parameter `definition`; empty when there is only one.
    pub id: String,
    /// What sets it apart, for the line in the report; may be empty.
    pub title: Text,
    /// The file must meet this for the criterion to apply.
    pub applies_if: Option<Condition>,
    /// The file deviates when this holds.
    pub condition: Condition,
}

/// A local routine that explains a deviation without making it one less.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the routine says.
    pub title: Text,
    /// For files with these values.
    pub only_for: Vec<(FieldRef, Vec<String>)>,
    /// First and last day on which the routine holds.
    pub valid: (Option<Date>, Option<Date>),
    /// The file meets this.
    pub when: Option<Condition>,
}

/// Which record a criterion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The file of one checklist.
    Checklist(usize),
    /// Both files, or files and registers.
    Cross,
    /// Registers alone.
    Register,
    /// An organisational unit, not a file.
    Unit,
}

/// Where a rule comes from; the first four can be gaps by default, the others describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Authority {
    /// An act or ordinance.
    Law,
    /// The city's budget.
    Budget,
    /// The city's or the board's guideline.
    Guideline,
    /// A routine of the administration.
    Routine,
    /// What is done without being written.
    Practice,
    /// The auditors' own recommendation.
    Recommendation,
    /// Derived from other rules.
    Derived,
}

/// How grave a deviation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Template {
    /// The register behind a reference.
    pub fn register(&self, register: RegisterRef) -> &Register {
        &self.registers[register.0]
    }

    /// The register with an id.
    pub fn register_by_id(&self, id: &str) -> Option<RegisterRef> {
        self.registers
            .iter()
            .position(|register| register.id == id)
            .map(RegisterRef)
    }

    /// The field behind a reference.
    pub fn field(&self, field: FieldRef) -> &Field {
        &self.registers[field.register.0].fields[field.field]
    }

    /// `register.field`, as it stands in plans.
    pub fn field_name(&self, field: FieldRef) -> String {
        format!(
            "{}.{}",
            self.register(field.register).id,
            self.field(field).id
        )
    }

    /// The question behind a reference.
    pub fn question(&self, question: QuestionRef) -> &Question {
        &self.checklists[question.checklist].questions[question.question]
    }

    /// The question with a code.
    pub fn question_by_id(&self, id: &str) -> Option<QuestionRef> {
        self.checklists
            .iter()
            .enumerate()
            .find_map(|(checklist, list)| {
                let question = list
                    .questions
                    .iter()
                    .position(|question| question.id == id)?;
                Some(QuestionRef {
                    checklist,
                    question,
                })
            })
    }

    /// The evidence behind a reference.
    pub fn evidence(&self, evidence: EvidenceRef) -> &Evidence {
        &self.evidence[evidence.0]
    }

    /// The evidence with an id.
    pub fn evidence_by_id(&self, id: &str) -> Option<EvidenceRef> {
        self.evidence
            .iter()
            .position(|evidence| evidence.id == id)
            .map(EvidenceRef)
    }

    /// The criterion behind a reference.
    pub fn criterion(&self, criterion: CriterionRef) -> &Criterion {
        &self.criteria[criterion.0]
    }

    /// The criterion with a code.
    pub fn criterion_by_id(&self, id: &str) -> Option<CriterionRef> {
        self.criteria
            .iter()
            .position(|criterion| criterion.id == id)
            .map(CriterionRef)
    }

    /// The record's name in machine output.
    pub fn record_name(&self, record: Record) -> &str {
        match record {
            Record::Checklist(at) => &self.checklists[at].id,
            Record::Cross => "cross",
            Record::Register => "register",
            Record::Unit => "unit",
        }
    }
}

impl Register {
    /// The field with an id.
    pub fn field_by_id(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The register's own personnummer, also where its rows are meant to reach their person
    /// through another register: an export that has it needs no detour.
    pub fn personnummer_field(&self) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| field.kind == FieldKind::Personnummer)
    }

    /// The field that holds the person's identity, where the register has it itself.
    pub fn identity_field(&self) -> Option<usize> {
        match self.link {
            Link::Identity(field) => Some(field),
            Link::Via { .. } => None,
        }
    }
}

impl Field {
    /// The value as it is shown: an alias becomes its value, anything else stays, with white
    /// space and normal form made one (DESIGN 4).
    pub fn canonical(&self, text: &str) -> String {
        let plain = plain(text);
        let spelled = |value: &&Value| {
            alias_matches(&value.value, &plain)
                || value
                    .aliases
                    .iter()
                    .any(|alias| alias_matches(alias, &plain))
        };
        match self.values.iter().find(spelled) {
            Some(value) => value.value.clone(),
            None => plain,
        }
    }

    /// Whether a value is one of the field's values, for fields that have a list.
    pub fn knows(&self, canonical: &str) -> bool {
        self.values.is_empty() || self.values.iter().any(|value| value.value == canonical)
    }
}

impl Criterion {
    /// The definition that the parameters choose, by its place.
    pub fn headline(&self, parameters: &Parameters) -> usize {
        self.definitions
            .iter()
            .position(|d| d.id == parameters.definition)
            .unwrap_or(0)
    }
}

impl Checklist {
    /// The question with a code.
    pub fn question_by_id(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }
}

/// NFC, trimmed, U+00A0 and U+202F as space: how values are compared (DESIGN 4).
pub fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, is_nfc};
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return trimmed.to_owned();
    }
    let spaced = trimmed.replace(['\u{a0}', '\u{202f}'], " ");
    let spaced = spaced.trim();
    if is_nfc(spaced) {
        spaced.to_owned()
    } else {
        spaced.nfc().collect()
    }
}

fn alias_matches(alias: &str, plain: &str) -> bool {
    plain.to_lowercase() == alias.to_lowercase()
}

/// Values of all conditions' `for` tables by name, kept for messages.
pub type ByField = BTreeMap<String, Vec<String>>;
