//! A made-up unit, A-01: the clean answers and rows of a template, with what a case changes.
//! Answers are written `question=code`, `-question` takes one away; rows are written
//! `register: field=value | …`, `-register` takes a register's rows away, and a row of the
//! unit register changes the unit's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;
use stickprov::calendar::written::Written;
use stickprov::checklist::answers::{Answer, Answers, Value as Answered};
use stickprov::finding::dossier::{Dossier, Dossiers, Row};
use stickprov::finding::{Case, Findings, Outcome, evaluate};
use stickprov::lang::Lang;
use stickprov::plan::Plan;
use stickprov::problem::Place;
use stickprov::protocol::{Protocol, Role, Status, Unit};
use stickprov::register::Value;
use stickprov::template::{self, FieldKind, FieldRef, QuestionKind, QuestionRef, Template};

/// `testdata/clean/<template>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clean {
    pub(crate) plan: String,
    pub(crate) answers: String,
    pub(crate) rows: Vec<String>,
}

pub(crate) fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata")
        .join(path)
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the TOML files of a folder of `testdata`, sorted.
pub(crate) fn names(folder: &str) -> BTreeSet<String> {
    std::fs::read_dir(testdata(folder))
        .expect(folder)
        .map(|entry| {
            entry
                .expect(folder)
                .file_name()
                .into_string()
                .expect(folder)
        })
        .map(|name| name.strip_suffix(".toml").expect("a TOML file").to_owned())
        .collect()
}

pub(crate) fn clean(template: &str) -> Clean {
    read(&testdata(&format!("clean/{template}.toml")))
}

pub(crate) fn audit(clean: &Clean, more: &str) -> (Plan, Template) {
    let text = format!("{}{more}", clean.plan);
    stickprov::plan::parse(&text, "granskning.toml", &template::builtin)
        .unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)))
}

pub(crate) fn outcome(template: &Template, findings: &Findings, id: &str) -> Option<Outcome> {
    let criterion = template.criterion_by_id(id)?;
    Some(findings.units["A-01"].get(&criterion)?.outcome)
}

/// Decides everything for the clean case with some answers and rows changed.
pub(crate) fn decide(
    clean: &Clean,
    (plan, template): &(Plan, Template),
    changes: &str,
    rows: &[String],
) -> Findings {
    let answers = answers(template, &clean.answers, changes);
    let dossiers = dossiers(plan, template, &clean.rows, rows);
    let protocol = one_unit();
    evaluate(Case {
        plan,
        template,
        protocol: &protocol,
        answers: &answers,
        dossiers: &dossiers,
    })
}

/// `question=code …` with what is changed, as words.
pub(crate) fn answered(clean: &str, changes: &str) -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for word in clean.split_whitespace().chain(changes.split_whitespace()) {
        if let Some(question) = word.strip_prefix('-') {
            answers.remove(question);
        } else {
            let (question, code) = word.split_once('=').expect("an answer is question=code");
            answers.insert(question.to_owned(), code.to_owned());
        }
    }
    answers
}

fn answers(template: &Template, clean: &str, changes: &str) -> Answers {
    let mut answers = Answers::default();
    for (question, code) in answered(clean, changes) {
        let at = template.question_by_id(&question).expect(&question);
        let value = answer(template, at, &code);
        answers.first.insert(("A-01".to_owned(), at), value);
    }
    answers
}

fn answer(template: &Template, question: QuestionRef, written: &str) -> Answer {
    let asked = template.question(question);
    let known = |code: &str| asked.options.iter().any(|option| option.code == code);
    let value = match asked.kind {
        QuestionKind::CodedMany => {
            assert!(written.split('/').all(known), "{}: {written}", asked.id);
            Answered::Codes(written.split('/').map(str::to_owned).collect())
        }
        _ if known(written) => Answered::Code(written.to_owned()),
        QuestionKind::Date => Answered::Date(day(written)),
        QuestionKind::DateList => Answered::Dates(written.split('/').map(day).collect()),
        QuestionKind::Integer => Answered::Integer(written.parse().expect(written)),
        QuestionKind::Text => Answered::Text,
        QuestionKind::Coded => panic!("{}: no answer {written}", asked.id),
    };
    Answer {
        value,
        reference: String::new(),
        commented: false,
        dated: None,
        place: Place::default(),
    }
}

/// One row as it is written: the register, and its fields with their cells.
pub(crate) fn row(written: &str) -> (&str, Vec<(&str, &str)>) {
    let (register, cells) = written.split_once(": ").expect(written);
    let cells = cells.split('|').map(|cell| {
        let (field, value) = cell.trim().split_once('=').expect(written);
        (field, value)
    });
    (register, cells.collect())
}

fn dossiers(plan: &Plan, template: &Template, clean: &[String], changed: &[String]) -> Dossiers {
    let unit_register = plan.export(plan.unit.export).register;
    let mut dossier = Dossier::default();
    let mut fields = BTreeMap::new();
    for (number, written) in (2..).zip(clean.iter().chain(changed)) {
        if let Some(register) = written.strip_prefix('-') {
            let register = template.register_by_id(register).expect(written);
            if register == unit_register {
                dossier.own = Row::default();
            }
            dossier.rows.insert(register, Vec::new());
            continue;
        }
        let (register, cells) = row(written);
        let register = template.register_by_id(register).expect(written);
        let known: &mut Vec<usize> = fields.entry(register).or_default();
        let mut values = BTreeMap::new();
        let mut blank = Vec::new();
        for (field, cell) in cells {
            let field = template
                .register(register)
                .field_by_id(field)
                .expect(written);
            known.push(field);
            if cell.is_empty() {
                blank.push(field);
            } else {
                values.insert(field, value(template, FieldRef { register, field }, cell));
            }
        }
        let rows = dossier.rows.entry(register).or_default();
        if register == unit_register {
            // One row of the unit register speaks for the person: changes are made in it.
            dossier.own.values.extend(values);
            dossier.own.values.retain(|field, _| !blank.contains(field));
            *rows = vec![dossier.own.clone()];
        } else {
            rows.push(Row { number, values });
        }
    }
    Dossiers {
        units: BTreeMap::from([("A-01".to_owned(), dossier)]),
        fields,
    }
}

fn value(template: &Template, field: FieldRef, written: &str) -> Value<'static> {
    match template.field(field).kind {
        FieldKind::Date => Value::Date(Written::Day(day(written))),
        FieldKind::Month => {
            let (year, month) = written.split_once('-').expect(written);
            let written = Written::Month(year.parse().expect(year), month.parse().expect(month));
            Value::Date(written)
        }
        FieldKind::YesNo => Value::YesNo(written == "J"),
        FieldKind::Integer => Value::Integer(written.parse().expect(written)),
        FieldKind::Code | FieldKind::Codes | FieldKind::Text => {
            Value::Text(written.to_owned().into())
        }
        FieldKind::Personnummer | FieldKind::Id => panic!("{written}: the case has one person"),
    }
}

fn day(written: &str) -> Date {
    written.parse().expect(written)
}

fn one_unit() -> Protocol {
    let text = String::new;
    Protocol {
        schema: text(),
        program: text(),
        draw_id: text(),
        plan_sha256: text(),
        method: text(),
        seed: text(),
        inputs: Vec::new(),
        reconciliation: Vec::new(),
        coordination: None,
        criteria: BTreeMap::new(),
        strata: Vec::new(),
        selection_sha256: text(),
        units: vec![Unit {
            id: "A-01".to_owned(),
            stratum: "A".to_owned(),
            role: Role::Sample,
            rank: 1,
            status: Status::Drawn,
        }],
    }
}
