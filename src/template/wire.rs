//! The TOML form of a template's files, as serde reads it; names are still plain strings.
//! `load` turns it into the typed form. A key or word that is added here is added to the
//! schema of its file in `schemas/` too (`load::schema` holds every file against it).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::value::Datetime;

use super::condition::{Count, MissingEnd, Partial, Roll, Unknown};
use super::{Authority, Severity};
use crate::lang::Text;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateToml {
    pub(super) title: Text,
    /// The template that this one builds on; read before the rest (`load::layers`).
    #[serde(rename = "extends")]
    pub(super) _extends: Option<String>,
    /// What is taken of it.
    #[serde(default, rename = "take")]
    pub(super) _take: Take,
    /// The families of criteria in the order of the catalogue.
    #[serde(default)]
    pub(super) families: Vec<String>,
    /// Pairs of criteria that the report sets against each other.
    #[serde(default)]
    pub(super) crosses: Vec<Cross>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cross {
    pub(super) title: Text,
    pub(super) rows: Side,
    pub(super) columns: Side,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Side {
    pub(super) criterion: String,
    pub(super) met: Text,
    pub(super) gap: Text,
}

/// What is taken of the template below. The layers read it from the text; here its keys are
/// checked.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Take {
    #[serde(rename = "registers")]
    pub(super) _registers: Option<Vec<String>>,
    #[serde(rename = "checklists")]
    pub(super) _checklists: Option<Vec<String>>,
    #[serde(rename = "questions")]
    pub(super) _questions: Option<Vec<String>>,
    #[serde(rename = "criteria")]
    pub(super) _criteria: Option<Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Registers {
    pub(super) registers: Vec<Register>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Register {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) link: Link,
    pub(super) pick: Option<PickBy>,
    pub(super) awaited: Option<String>,
    #[serde(default = "yes")]
    pub(super) persons: bool,
    pub(super) form: Option<Form>,
    pub(super) fields: Vec<Field>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) instructions: Text,
    pub(super) rows: u32,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Link {
    Own(String),
    Via { field: String, via: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PickBy {
    pub(super) pick: Pick,
    pub(super) by: String,
}

#[derive(Deserialize, Clone, Copy, Default)]
#[serde(rename_all = "lowercase")]
pub(super) enum Pick {
    First,
    #[default]
    Last,
    Each,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) id: String,
    pub(super) title: Text,
    #[serde(rename = "type")]
    pub(super) kind: FieldKind,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) if_values: Vec<String>,
    #[serde(default)]
    pub(super) values: Vec<Vec<String>>,
    /// `register.field` of an earlier register whose values these are, so that a list of
    /// boards is written once.
    pub(super) values_as: Option<String>,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) personal: bool,
    #[serde(default)]
    pub(super) protects: bool,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum FieldKind {
    Personnummer,
    Id,
    Code,
    Codes,
    Date,
    Month,
    YesNo,
    Integer,
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checklist {
    pub(super) title: Text,
    pub(super) file: Text,
    pub(super) files: Text,
    pub(super) instructions: Text,
    pub(super) recipient: Option<String>,
    pub(super) name: Option<String>,
    pub(super) responsible: String,
    #[serde(default)]
    pub(super) responsible_name: Text,
    pub(super) head: Head,
    /// Sets of options under a name, so that `J/N/FE` is written once.
    #[serde(default)]
    pub(super) option_sets: BTreeMap<String, Vec<AnswerOption>>,
    pub(super) questions: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) status: String,
    pub(super) reason: String,
    pub(super) reviewer: String,
    pub(super) date: String,
    pub(super) exists: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) text: Text,
    #[serde(default)]
    pub(super) help: Text,
    #[serde(default)]
    pub(super) section: Text,
    #[serde(rename = "type")]
    pub(super) kind: QuestionKind,
    #[serde(default)]
    pub(super) options: Options,
    #[serde(default)]
    pub(super) judgement: bool,
    pub(super) asked_if: Option<AskedIf>,
    pub(super) dated_by: Option<String>,
    pub(super) limit_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Options {
    /// Standard codes by letter, or the name of an option set.
    Named(Vec<String>),
    Own(Vec<AnswerOption>),
}

impl Default for Options {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedIf {
    pub(super) question: String,
    pub(super) is: Vec<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum QuestionKind {
    Coded,
    CodedMany,
    Date,
    DateList,
    Integer,
    Text,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerOption {
    pub(super) code: String,
    pub(super) label: Text,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) status: Option<FileStatus>,
    pub(super) missing: Option<MissingMeans>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileStatus {
    Ordered,
    Reviewed,
    Missing,
    NotExpected,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum MissingMeans {
    Gap,
    NotAssessable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceToml {
    pub(super) evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Source {
    Name(String),
    Rows {
        field: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
        #[serde(default)]
        pick: Pick,
    },
    Together(Vec<Source>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Criterion {
    pub(super) title: Text,
    pub(super) finding: Text,
    pub(super) met: Option<Text>,
    pub(super) rule: Text,
    pub(super) record: String,
    pub(super) authority: Authority,
    pub(super) severity: Severity,
    pub(super) responsible: String,
    pub(super) source: String,
    pub(super) published: Option<Text>,
    #[serde(default)]
    pub(super) descriptive: bool,
    #[serde(default)]
    pub(super) list_cases: bool,
    #[serde(default)]
    pub(super) parameters: Parameters,
    pub(super) applies_if: Option<Condition>,
    pub(super) condition: Option<Condition>,
    #[serde(default)]
    pub(super) definitions: Vec<Definition>,
    #[serde(default, rename = "for")]
    pub(super) only_for: BTreeMap<String, Vec<String>>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
    pub(super) valid_on: Option<String>,
    #[serde(default)]
    pub(super) profiles: Vec<Profile>,
    #[serde(default)]
    pub(super) only_by_profile: bool,
    #[serde(default)]
    pub(super) population: Vec<Population>,
    pub(super) part_of: Option<String>,
    #[serde(default)]
    pub(super) explained_by: Vec<Explanation>,
    pub(super) noted: Option<Noted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Noted {
    pub(super) question: String,
    pub(super) explained: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: Text,
    pub(super) applies_if: Option<Condition>,
    pub(super) condition: Condition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub(super) title: Text,
    #[serde(default, rename = "for")]
    pub(super) only_for: BTreeMap<String, Vec<String>>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
    pub(super) days: Option<i64>,
    pub(super) months: Option<i64>,
    pub(super) times: Option<i64>,
    pub(super) age: Option<i64>,
    pub(super) percent: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Population {
    #[serde(default)]
    pub(super) title: Text,
    pub(super) register: String,
    pub(super) by: Option<String>,
    #[serde(default)]
    pub(super) only: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) except: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) filled: Vec<String>,
    #[serde(default)]
    pub(super) in_scope: bool,
    pub(super) condition: Over,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Over {
    Problem(Vec<String>),
    Blank {
        field: String,
        #[serde(default)]
        or: Vec<String>,
    },
    Order(Vec<Vec<String>>),
    Pairs {
        of: String,
        with: String,
        on: Option<String>,
        pairs: Vec<Pair>,
    },
    Age {
        group: String,
        on: String,
        born: Option<String>,
        at_most: Vec<String>,
        over: Vec<String>,
    },
    Unmatched {
        other: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
        #[serde(default)]
        filled: Vec<String>,
    },
    Repeats {
        #[serde(default)]
        counting: BTreeMap<String, Vec<String>>,
        on: Option<String>,
    },
    Returns {
        ended: String,
        began: String,
    },
    Together {
        key: Vec<String>,
        day: String,
        time: String,
    },
    Months {
        month: Vec<String>,
        checked: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
    },
    Fewer {
        field: String,
    },
    Indicator {
        id: String,
        column: String,
    },
    ControlTotal {},
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub(super) of: String,
    pub(super) with: Vec<String>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Explanation {
    pub(super) title: Text,
    #[serde(default, rename = "for")]
    pub(super) only_for: BTreeMap<String, Vec<String>>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
    pub(super) when: Option<Condition>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameters {
    pub(super) days: Option<i64>,
    pub(super) months: Option<i64>,
    pub(super) count: Option<Count>,
    pub(super) roll: Option<Roll>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) from_choices: Vec<String>,
    #[serde(default)]
    pub(super) to_choices: Vec<String>,
    #[serde(default)]
    pub(super) tolerance_days: i64,
    pub(super) seconds: Option<i64>,
    pub(super) times: Option<i64>,
    pub(super) age: Option<i64>,
    pub(super) percent: Option<i64>,
    #[serde(default)]
    pub(super) accept: Vec<String>,
    #[serde(default)]
    pub(super) definition: String,
    pub(super) partial: Option<Partial>,
    pub(super) unknown: Option<Unknown>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Condition {
    Answer {
        question: String,
        is: Option<Vec<String>>,
    },
    Absent {
        of: Vec<String>,
        #[serde(default)]
        due: bool,
        closed: Option<String>,
    },
    Present {
        of: Vec<String>,
    },
    Late {
        missing_end: MissingEnd,
        exists: Option<String>,
        closed: Option<String>,
    },
    Due {
        event: String,
        exists: Option<String>,
        closed: Option<String>,
    },
    Recurs {
        event: String,
        exists: Option<String>,
        closed: Option<String>,
    },
    Before {
        first: String,
        then: String,
    },
    Disagrees {
        one: String,
        other: String,
    },
    Contradicted {
        claim: String,
        by: String,
        unless: String,
    },
    Aged {
        dated: String,
        until: Option<String>,
        closed: Option<String>,
    },
    Value {
        field: String,
        is: Vec<String>,
    },
    Months {
        done: String,
        of: String,
        month: Vec<String>,
        checked: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}
