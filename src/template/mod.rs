//! A template: the registers, checklists, evidence and criteria of one kind of audit, as
//! data. It comes from TOML files, built in or in a folder of the user's (DESIGN 7); every
//! name in it is resolved to a typed reference when it is loaded, and all faults are told
//! at once. No register, question or criterion is named in code.

mod builtin;
mod checklist;
pub mod condition;
mod criterion;
pub mod indicator;
mod load;
pub mod population;
mod recent;
mod register;
mod spellings;
mod texts;
mod wire;

use std::collections::BTreeSet;

use crate::lang::Text;

pub use builtin::{builtin_files, builtin_names};
pub use checklist::{
    AnswerOption, AskedIf, Checklist, FileStatus, Head, MissingMeans, Question, QuestionKind,
};
pub use condition::{Condition, Count, Parameters, Partial, Roll, Unknown};
pub use criterion::{
    Authority, Criterion, Definition, Evidence, Explanation, Noted, Profile, Record, Severity,
    Source,
};
#[cfg(test)]
pub(crate) use load::schema::tests::same as same_keys;
pub use load::{
    Base, TemplateFile, builtin, field_names, line_of, load, load_on, nearest, standard_label,
};
pub use recent::Recent;
pub use register::{
    BLANK, Field, FieldKind, Form, Link, Pick, PickBy, Register, Value, as_plain, plain,
};
pub use spellings::Spellings;

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
    /// The template it builds on, as it names it.
    pub extends: Option<String>,
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
    /// Pairs of criteria that the report sets against each other.
    pub crosses: Vec<Cross>,
    /// The registers' own figures.
    pub indicators: indicator::Indicators,
    /// The plan that `init` proposes: scope, strata and the like, as TOML without values that
    /// only the user knows.
    pub plan: String,
    /// The same plan with its comments in English (`plan.en.toml`); empty when there is none.
    pub plan_en: String,
    /// How made-up rows are made, for `synth`; empty when the template cannot.
    pub synth: String,
}

/// Two criteria set against each other: which files meet both, one or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cross {
    /// The table's title.
    pub title: Text,
    /// What the rows are.
    pub rows: Side,
    /// What the columns are.
    pub columns: Side,
}

/// One side of a [`Cross`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The criterion.
    pub criterion: CriterionRef,
    /// What a file is that meets it: "jobbplan finns".
    pub met: Text,
    /// What a file is that deviates: "jobbplan saknas".
    pub gap: Text,
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

    /// The fields of the unit register that fetch lists show, each once.
    pub fn listed_fields(&self) -> Vec<usize> {
        let shown = self
            .checklists
            .iter()
            .flat_map(|one| [one.recipient, one.name]);
        let fields: BTreeSet<usize> = shown.flatten().map(|field| field.field).collect();
        fields.into_iter().collect()
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

    /// Who answers for a criterion, as people say it.
    pub fn responsible_name(&self, criterion: &Criterion) -> Text {
        let mut lists = self.checklists.iter();
        let named = lists.find(|list| {
            list.responsible == criterion.responsible && list.responsible_name != Text::default()
        });
        named.map_or_else(
            || Text {
                sv: criterion.responsible.clone(),
                en: criterion.responsible.clone(),
            },
            |list| list.responsible_name.clone(),
        )
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
