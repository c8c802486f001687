//! The made-up audit: its template, its plan, and one unit with the answers and rows of a test.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::dossier::{Dossier, Dossiers, Row};
use super::super::{
    Case, Finding, Findings, NotedOtherwise, Outcome, evaluate, facts, noted_otherwise,
    outcomes_under,
};
use crate::calendar::written::Written;
use crate::checklist::answers::{Answer, Answers, Value as Answered};
use crate::factcheck::Item;
use crate::lang::Lang;
use crate::plan;
use crate::problem::Place;
use crate::protocol::{Protocol, Role, Status, Stratum, Unit};
use crate::register::Value;
use crate::template::{
    self, CriterionRef, FieldKind, FieldRef, Parameters, QuestionKind, QuestionRef, Template,
    TemplateFile,
};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "A", en = "A" }
link = "case"
pick = { pick = "last", by = "start" }
fields = [
    { id = "case", title = { sv = "1", en = "1" }, type = "id" },
    { id = "board", title = { sv = "2", en = "2" }, type = "code" },
    { id = "start", title = { sv = "3", en = "3" }, type = "date" },
    { id = "closed", title = { sv = "4", en = "4" }, type = "date" },
    { id = "done", title = { sv = "5", en = "5" }, type = "yes_no" },
    { id = "end", title = { sv = "6", en = "6" }, type = "date" },
]
[[registers]]
id = "reg_b"
title = { sv = "B", en = "B" }
link = "case"
fields = [
    { id = "case", title = { sv = "1", en = "1" }, type = "id" },
    { id = "kind", title = { sv = "2", en = "2" }, type = "code" },
    { id = "day", title = { sv = "3", en = "3" }, type = "date" },
]
"#;

/// The head of a checklist, with `X` for its letter.
const HEAD: &str = r#"
title = { sv = "L", en = "L" }
file = { sv = "akt", en = "file" }
files = { sv = "akter", en = "files" }
instructions = { sv = "I", en = "I" }
responsible = "office"
recipient = "reg_a.board"
head = { status = "X0.status", reason = "X0.reason", reviewer = "X0.who", date = "X0.day", exists = "X1" }
[option_sets]
none = [{ code = "N", label = { sv = "Inga", en = "None" } }]
[[questions]]
id = "X0.status"
text = { sv = "?", en = "?" }
type = "coded"
options = [
    { code = "ORD", label = { sv = "o", en = "o" }, status = "ordered" },
    { code = "REV", label = { sv = "r", en = "r" }, status = "reviewed" },
    { code = "MIS", label = { sv = "m", en = "m" }, status = "missing" },
    { code = "NOT", label = { sv = "n", en = "n" }, status = "not_expected" },
]
[[questions]]
id = "X0.reason"
text = { sv = "?", en = "?" }
type = "coded"
options = [
    { code = "WEEDED", label = { sv = "w", en = "w" }, missing = "gap" },
    { code = "NEVER", label = { sv = "n", en = "n" }, missing = "gap" },
    { code = "LOAN", label = { sv = "l", en = "l" }, missing = "not_assessable" },
    { code = "MOVED", label = { sv = "m", en = "m" }, missing = "not_assessable" },
    { code = "PROTECTED", label = { sv = "p", en = "p" }, missing = "not_assessable" },
    { code = "LOST", label = { sv = "l", en = "l" }, missing = "not_assessable" },
]
[[questions]]
id = "X0.who"
text = { sv = "?", en = "?" }
type = "text"
[[questions]]
id = "X0.day"
text = { sv = "?", en = "?" }
type = "date"
[[questions]]
id = "X1"
text = { sv = "?", en = "?" }
type = "coded"
options = ["J", "N", "AS"]
"#;

/// The questions of the first file: id, type, options, what it depends on.
const OF_A: [(&str, &str, &str, &str); 12] = [
    (
        "A2",
        "coded",
        "\"J\", \"N\", \"D\", \"FE\", \"ET\", \"AS\"",
        "",
    ),
    ("A2.datum", "date", "\"FE\"", "A2: J"),
    ("A3", "coded", "\"J\", \"N\", \"D\", \"FE\", \"ET\"", ""),
    ("A4", "coded", "\"J\", \"N\"", "A3: J"),
    ("A5", "date", "\"FE\", \"ET\"", ""),
    ("A6", "date", "\"FE\"", ""),
    ("A7", "date_list", "\"none\", \"FE\", \"ET\"", ""),
    ("A8", "integer", "\"FE\"", ""),
    ("A9", "coded_many", "\"J\", \"N\", \"D\"", ""),
    ("A10", "date", "\"FE\"", ""),
    ("A11", "text", "", ""),
    ("A12", "integer", "\"FE\", \"ET\"", "A3: J"),
];

const OF_B: [(&str, &str, &str, &str); 2] = [
    ("B2", "coded", "\"J\", \"N\", \"D\", \"FE\", \"ET\"", ""),
    ("B3", "date", "\"FE\"", ""),
];

const EVIDENCE: &str = r#"
evidence = [
    { id = "start", title = { sv = "starten", en = "the start" }, sources = ["A5", "reg_a.start"] },
    { id = "end", title = { sv = "slutet", en = "the end" }, sources = ["A6", "reg_a.end"] },
    { id = "end_b", title = { sv = "slutet", en = "the end" }, sources = ["B3"] },
    { id = "plan", title = { sv = "planen", en = "the plan" }, sources = ["A2", "reg_a.done"] },
    { id = "plan_b", title = { sv = "kopian", en = "the copy" }, sources = ["B2"] },
    { id = "either", title = { sv = "någon", en = "either" }, sources = ["A2", "B2"] },
    { id = "closed", title = { sv = "avslutet", en = "the close" }, sources = ["A10", "reg_a.closed"] },
    { id = "events", title = { sv = "mötena", en = "the talks" }, sources = ["A7", { field = "reg_b.day", only = { kind = ["Talk"] }, pick = "each" }] },
    { id = "first_talk", title = { sv = "första mötet", en = "the first talk" }, sources = [{ field = "reg_b.day", only = { kind = ["Talk"] }, pick = "first" }] },
    { id = "talks", title = { sv = "mötena", en = "the talks" }, sources = [{ field = "reg_b.day", only = { kind = ["Talk"] }, pick = "each" }] },
    { id = "register_only", title = { sv = "registret", en = "the register" }, sources = ["reg_a.end"] },
    { id = "number", title = { sv = "antalet", en = "the number" }, sources = ["A8"] },
    { id = "last_talk", title = { sv = "sista mötet", en = "the last talk" }, sources = [{ field = "reg_b.day", only = { kind = ["Talk"] }, pick = "last" }] },
    { id = "ends", title = { sv = "sluten", en = "the ends" }, sources = [["A6", "B3"]] },
    { id = "both", title = { sv = "båda", en = "both" }, sources = [["A2", "B2"]] },
    { id = "kind", title = { sv = "slaget", en = "the kind" }, sources = ["reg_b.kind"] },
    { id = "words", title = { sv = "orden", en = "the words" }, sources = ["A11"] },
]
"#;

fn checklist(letter: char, questions: &[(&str, &str, &str, &str)]) -> String {
    let mut text = HEAD
        .replace("X0", &format!("{letter}0"))
        .replace("X1", &format!("{letter}1"));
    for (id, kind, options, depends) in questions {
        text.push_str(&format!(
            "[[questions]]\nid = \"{id}\"\ntext = {{ sv = \"?\", en = \"?\" }}\ntype = \"{kind}\"\noptions = [{options}]\n"
        ));
        if let Some((on, is)) = depends.split_once(": ") {
            text.push_str(&format!(
                "asked_if = {{ question = \"{on}\", is = [\"{is}\"] }}\n"
            ));
        }
    }
    text
}

/// What stands before every criterion of a test that does not say otherwise.
const CRITERION: &str = r#"
title = { sv = "T", en = "T" }
finding = { sv = "F", en = "F" }
rule = { sv = "R", en = "R" }
authority = "law"
severity = "low"
responsible = "office"
source = "here"
"#;

/// The made-up template with some criteria, each by its code and its file's text.
pub(crate) fn template(criteria: &[(String, String)]) -> Template {
    let mut files = vec![
        (
            "template.toml".to_owned(),
            "title = { sv = \"P\", en = \"M\" }".to_owned(),
        ),
        ("registers.toml".to_owned(), REGISTERS.to_owned()),
        ("evidence.toml".to_owned(), EVIDENCE.to_owned()),
        ("checklists/file-a.toml".to_owned(), checklist('A', &OF_A)),
        ("checklists/file-b.toml".to_owned(), checklist('B', &OF_B)),
    ];
    for (id, text) in criteria {
        files.push((format!("criteria/{id}.toml"), text.clone()));
    }
    let files: Vec<TemplateFile> = files
        .into_iter()
        .map(|(path, text)| TemplateFile { path, text })
        .collect();
    template::load("made-up", &files).unwrap_or_else(|e| panic!("{}", e.in_words(Lang::En)))
}

/// A criterion's file: about a record, and what a test says of it.
pub(crate) fn criterion(record: &str, rest: &str) -> String {
    format!("record = \"{record}\"\n{CRITERION}{rest}")
}

/// One unit, A-01, with everything a test says about it.
#[derive(Clone)]
pub(super) struct Scene {
    criteria: Vec<(String, String)>,
    plan: String,
    answers: Vec<(String, String)>,
    rows: Vec<String>,
    registers: Vec<String>,
    board: String,
}

impl Scene {
    /// A scene with one criterion C1 of the first file, in which both files were reviewed and
    /// both registers are at hand. `criterion` is TOML: parameters, condition and the like.
    pub(super) fn of(criterion: &str) -> Self {
        Self::of_record("file-a", criterion)
    }

    /// The same for another record.
    pub(super) fn of_record(record: &str, criterion: &str) -> Self {
        let scene = Self {
            criteria: Vec::new(),
            plan: String::new(),
            answers: [("A0.status", "REV"), ("B0.status", "REV")]
                .map(|(id, code)| (id.to_owned(), code.to_owned()))
                .to_vec(),
            rows: Vec::new(),
            registers: vec!["reg_a".to_owned(), "reg_b".to_owned()],
            board: "North".to_owned(),
        };
        scene.and("C1", record, criterion)
    }

    /// A further criterion.
    pub(super) fn and(mut self, id: &str, record: &str, criterion: &str) -> Self {
        let text = self::criterion(record, criterion);
        self.criteria.push((id.to_owned(), text));
        self
    }

    /// Lines of the plan: whole sections.
    pub(super) fn plan(mut self, sections: &str) -> Self {
        self.plan.push_str(sections);
        self
    }

    /// Answers as `A2=J A5=2009-05-04`; a blank one takes an answer back, and `A2=J@2009-05-04` is
    /// shown by a document of that day.
    pub(super) fn answered(mut self, answers: &str) -> Self {
        for answer in answers.split_whitespace() {
            let (id, value) = answer.split_once('=').unwrap();
            self.answers.retain(|(known, _)| known != id);
            if !value.is_empty() {
                self.answers.push((id.to_owned(), value.to_owned()));
            }
        }
        self
    }

    /// A row of a register: `reg_b: kind=Talk day=2009-05-04`.
    pub(super) fn row(mut self, row: &str) -> Self {
        self.rows.push(row.to_owned());
        self
    }

    /// Only these registers are at hand.
    pub(super) fn registers(mut self, registers: &[&str]) -> Self {
        self.registers = registers.iter().map(|id| (*id).to_owned()).collect();
        self
    }

    pub(super) fn board(mut self, board: &str) -> Self {
        board.clone_into(&mut self.board);
        self
    }

    fn template(&self) -> Template {
        template(&self.criteria)
    }

    fn plan_text(&self) -> String {
        let mut text = String::from("[audit]\ntemplate = \"made-up\"\n");
        // A plan's own [audit] lines come first, and its sections last.
        let (audit, sections) = self.plan.split_once("[]").unwrap_or(("", &self.plan));
        if !audit.contains("reference_date") {
            text.push_str("reference_date = 2009-11-30\n");
        }
        text.push_str(audit);
        for register in ["reg_a", "reg_b"] {
            if !sections.contains(&format!("[registers.{register}]")) {
                text.push_str(&format!(
                    "\n[registers.{register}]\nfile = \"{register}.csv\"\n"
                ));
            }
        }
        text.push_str(sections);
        text.push_str("\n[unit]\nregister = \"reg_a\"\n[strata]\nby = [\"reg_a.board\"]\n[sample]\nsize = 1\nseed = \"s\"\n");
        text
    }

    pub(super) fn findings(&self) -> (Template, Findings) {
        self.decided(|case, findings| (case.template.clone(), findings))
    }

    /// Files of which rule and file say different things about the reason.
    pub(super) fn noted_otherwise(&self) -> Vec<NotedOtherwise> {
        self.decided(|case, findings| noted_otherwise(case, &findings))
    }

    /// What a fact-check would ask.
    pub(super) fn facts(&self) -> Vec<Item> {
        self.decided(|case, findings| facts(case, &findings))
    }

    /// The outcome where a plan's limit in days is another one.
    pub(super) fn under(&self, days: i64) -> Outcome {
        self.decided(|case, _| {
            let at = CriterionRef(0);
            let parameters = Parameters {
                days: Some(days),
                ..case.plan.parameters(case.template, at).clone()
            };
            outcomes_under(case, at, &parameters)["A-01"]
        })
    }

    pub(super) fn decided<T>(&self, look: impl FnOnce(Case<'_>, Findings) -> T) -> T {
        let template = self.template();
        let text = self.plan_text();
        let (plan, _) = plan::parse(&text, "granskning.toml", &|_| Ok(template.clone()))
            .unwrap_or_else(|error| panic!("{}\n{text}", error.in_words(Lang::En)));
        let protocol = protocol(&self.board);
        let answers = answers(&template, &self.answers);
        let dossiers = self.dossiers(&template);
        let case = Case {
            plan: &plan,
            template: &template,
            protocol: &protocol,
            answers: &answers,
            dossiers: &dossiers,
        };
        look(case, evaluate(case))
    }

    /// What is decided for a criterion; `None`: it was not evaluated.
    pub(super) fn finding_of(&self, id: &str) -> Option<Finding> {
        let (template, findings) = self.findings();
        let at = template.criterion_by_id(id).unwrap();
        let found = findings.units["A-01"].get(&at).cloned();
        let listed = findings.not_evaluated.iter().any(|(not, _)| *not == at);
        assert_eq!(
            found.is_none(),
            listed,
            "{id} is evaluated or listed, one of the two"
        );
        found
    }

    pub(super) fn finding(&self) -> Finding {
        self.finding_of("C1").unwrap()
    }

    #[track_caller]
    pub(super) fn is(&self, expected: Outcome) -> Finding {
        let finding = self.finding();
        assert_eq!(
            finding.outcome, expected,
            "{:?} {:?}\n{finding:?}",
            self.answers, self.rows
        );
        finding
    }

    #[track_caller]
    pub(super) fn is_not_evaluated(&self) {
        assert_eq!(self.finding_of("C1"), None);
    }

    /// The outcome under another definition than the headline's.
    pub(super) fn further(&self, place: usize) -> Outcome {
        let (_, findings) = self.findings();
        findings.further[&(CriterionRef(0), place)]["A-01"]
    }

    fn dossiers(&self, template: &Template) -> Dossiers {
        let mut dossiers = Dossiers::default();
        let mut dossier = Dossier::default();
        for id in &self.registers {
            let register = template.register_by_id(id).unwrap();
            let fields = (0..template.register(register).fields.len()).collect();
            dossiers.fields.insert(register, fields);
        }
        let own = format!("reg_a: board={}", self.board);
        let rows = self.rows.iter().map(String::as_str);
        for (number, text) in (1..).zip(std::iter::once(own.as_str()).chain(rows)) {
            let (id, fields) = text.split_once(": ").unwrap();
            if !self.registers.iter().any(|known| known == id) {
                continue;
            }
            let register = template.register_by_id(id).unwrap();
            let mut row = Row {
                number,
                values: BTreeMap::new(),
            };
            for pair in fields.split_whitespace() {
                let (field, value) = pair.split_once('=').unwrap();
                let field = template.register(register).field_by_id(field).unwrap();
                let at = FieldRef { register, field };
                row.values
                    .insert(field, cell(template.field(at).kind, value));
            }
            let rows = dossier.rows.entry(register).or_default();
            // One row speaks for the unit in its own register.
            if id == "reg_a" && !rows.is_empty() {
                rows[0].values.extend(row.values);
            } else {
                rows.push(row);
            }
            if id == "reg_a" {
                dossier.own = rows[0].clone();
            }
        }
        dossiers.units.insert("A-01".to_owned(), dossier);
        dossiers
    }
}

fn cell(kind: FieldKind, text: &str) -> Value<'static> {
    match kind {
        FieldKind::Date | FieldKind::Month => Value::Date(Written::Day(text.parse().unwrap())),
        FieldKind::YesNo => Value::YesNo(text == "J"),
        FieldKind::Integer => Value::Integer(text.parse().unwrap()),
        FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Code
        | FieldKind::Codes
        | FieldKind::Text => Value::Text(text.to_owned().into()),
    }
}

fn protocol(board: &str) -> Protocol {
    let stratum = stratum("A", board, 9, (1, 0));
    let unit = unit("A-01", 1, Role::Sample, Status::Drawn);
    drawn(vec![stratum], vec![unit])
}

/// A stratum by its board, with how many are drawn and how many in reserve.
pub(crate) fn stratum(
    letter: &str,
    board: &str,
    population: u64,
    (sample, reserve): (u64, u64),
) -> Stratum {
    Stratum {
        letter: letter.into(),
        name: board.into(),
        values: BTreeMap::from([("reg_a.board".to_owned(), board.to_owned())]),
        population,
        sample,
        reserve,
    }
}

/// A unit of the stratum that its löpnummer begins with.
pub(crate) fn unit(id: &str, rank: u64, role: Role, status: Status) -> Unit {
    Unit {
        id: id.into(),
        stratum: id[..1].into(),
        role,
        rank,
        status,
    }
}

/// The protocol of a draw.
pub(crate) fn drawn(strata: Vec<Stratum>, units: Vec<Unit>) -> Protocol {
    Protocol {
        schema: crate::protocol::SCHEMA.into(),
        program: "p".into(),
        draw_id: "d".into(),
        plan_sha256: String::new(),
        method: crate::sample::METHOD.into(),
        seed: "s".into(),
        inputs: Vec::new(),
        reconciliation: Vec::new(),
        coordination: None,
        criteria: BTreeMap::new(),
        strata,
        selection_sha256: String::new(),
        units,
    }
}

fn answers(template: &Template, given: &[(String, String)]) -> Answers {
    let mut answers = Answers::default();
    for (id, text) in given {
        let (text, dated) = match text.split_once('@') {
            Some((text, day)) => (text, Some(day.parse().unwrap())),
            None => (text.as_str(), None),
        };
        let question = template
            .question_by_id(id)
            .unwrap_or_else(|| panic!("{id}"));
        let answer = Answer {
            value: answer(template, question, text),
            reference: format!("bl. {id}"),
            commented: false,
            dated,
            place: Place::default(),
        };
        answers.first.insert(("A-01".to_owned(), question), answer);
    }
    answers
}

fn answer(template: &Template, question: QuestionRef, text: &str) -> Answered {
    let asked = template.question(question);
    let days = || -> Vec<Date> { text.split('/').map(|day| day.parse().unwrap()).collect() };
    if asked.options.iter().any(|option| option.code == text) {
        return Answered::Code(text.to_owned());
    }
    match asked.kind {
        QuestionKind::Date => Answered::Date(days()[0]),
        QuestionKind::DateList => Answered::Dates(days()),
        QuestionKind::Integer => Answered::Integer(text.parse().unwrap()),
        QuestionKind::CodedMany => Answered::Codes(text.split('/').map(str::to_owned).collect()),
        QuestionKind::Text => Answered::Text,
        QuestionKind::Coded => panic!("{text} is no answer to {}", asked.id),
    }
}
