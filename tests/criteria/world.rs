//! The same cases as an auditor meets them: every case becomes a file in a made-up audit with
//! exports, a draw and answers as CSV, and the program itself tells the outcomes. What must
//! follow stands, written by hand, in the files of cases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use stickprov::estimate::{FileResult, Gaps};
use stickprov::finding::Outcome;
use stickprov::identity::check_digit;
use stickprov::template::{FieldKind, FieldRef, Link, RegisterRef, Template};

use Outcome::{Explained, Gap, Met, NotApplicable, NotAssessable, Unanswered};

use super::program::run;
use super::scene::{Clean, answered, audit, row};
use super::{by_file, cases, templates};

/// A row of an export: field and cell.
type Cells = BTreeMap<String, String>;

/// The exports of an audit, by register.
type Exports = BTreeMap<String, Vec<Cells>>;

/// One file of the made-up world: whose case it is, and what must follow.
struct Person {
    criterion: String,
    why: String,
    expected: Outcome,
    answers: BTreeMap<String, String>,
    rows: Exports,
}

/// What is said in the plan of the persons, who must have it in common.
type Rules = (String, Option<String>);

#[test]
fn every_case_is_decided_so_in_an_audit_from_exports_and_checklists() {
    let mut wrong = Vec::new();
    for (clean, template) in templates() {
        let (plan, _) = audit(&clean, "");
        let world = World {
            unit: plan.export(plan.unit.export).register,
            template: &template,
            clean: &clean,
        };
        for (rules, persons) in &world.persons() {
            wrong.extend(world.differences(rules, persons));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A template with its clean case and the register whose rows are the population.
struct World<'a> {
    clean: &'a Clean,
    template: &'a Template,
    unit: RegisterRef,
}

impl World<'_> {
    /// Every case of every criterion as a person, by the rules of the plan.
    fn persons(&self) -> BTreeMap<Rules, Vec<Person>> {
        let unit = &self.template.register(self.unit).id;
        let mut persons: BTreeMap<Rules, Vec<Person>> = BTreeMap::new();
        for criterion in by_file(self.template) {
            for case in cases(self.template, &criterion.id).files {
                let rules = (case.plan, case.reference_date);
                persons.entry(rules).or_default().push(Person {
                    criterion: criterion.id.clone(),
                    why: case.why,
                    expected: case.outcome,
                    answers: answered(&self.clean.answers, &case.answers),
                    rows: exports(unit, &self.clean.rows, &case.rows),
                });
            }
        }
        assert!(
            persons[&Rules::default()].len() > 50,
            "most cases need no rule of their own"
        );
        persons
    }

    /// Where the program decides otherwise than the cases, or counts otherwise than it decides.
    fn differences(&self, rules: &Rules, persons: &[Person]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let mut all = Exports::new();
        for (number, person) in persons.iter().enumerate() {
            for (register, rows) in self.known_as(number, person.rows.clone()) {
                all.entry(register).or_default().extend(rows);
            }
        }
        let mut plan = plan(self.clean, &write(folder, &all), persons.len());
        if let Some(day) = &rules.1 {
            let dated = |line: &&str| line.starts_with("reference_date");
            let usual = plan
                .lines()
                .find(dated)
                .expect("a reference date")
                .to_owned();
            plan = plan.replace(&usual, &format!("reference_date = {day}"));
        }
        let mut ids = Vec::new();
        let told = gaps(folder, &(plan + &rules.0), |folder| {
            ids = self.serials(folder, persons.len());
            Some(answers(&ids, persons))
        });
        let mut wrong = otherwise(&ids, persons, &told);
        wrong.extend(miscounted(&told));
        wrong
    }

    /// The rows of a person with the identity that each register knows them by.
    fn known_as(&self, number: usize, mut rows: Exports) -> Exports {
        let ids: Vec<String> = rows.keys().cloned().collect();
        for id in ids {
            let register = self.template.register_by_id(&id).expect(&id);
            let (own, through) = match self.template.register(register).link {
                Link::Identity(field) => (FieldRef { register, field }, None),
                Link::Via { field, other } => (FieldRef { register, field }, Some(other)),
            };
            let known = self.identity(through.unwrap_or(own), number);
            let mut name = |field: FieldRef| {
                let register = &self.template.register(field.register).id;
                for cells in rows.get_mut(register).into_iter().flatten() {
                    cells.insert(self.template.field(field).id.clone(), known.clone());
                }
            };
            name(own);
            through.map(name);
        }
        rows
    }

    /// Person number `number`, as a field names them.
    fn identity(&self, field: FieldRef, number: usize) -> String {
        if self.template.field(field).kind == FieldKind::Personnummer {
            made_up(number)
        } else {
            format!("N{number:04}")
        }
    }

    /// Löpnummer by the number of the person, from the draw's key.
    fn serials(&self, folder: &Path, count: usize) -> Vec<String> {
        let key = std::fs::read_to_string(folder.join("urval/nyckel.csv")).expect("the key");
        let by_key: BTreeMap<&str, &str> = key
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split(',');
                let (id, key) = (cells.next()?, cells.next()?);
                Some((key, id))
            })
            .collect();
        let Link::Identity(field) = self.template.register(self.unit).link else {
            panic!("the population's register names its units");
        };
        let register = self.unit;
        let keys = (0..count).map(|at| self.identity(FieldRef { register, field }, at));
        keys.map(|key| by_key[key.as_str()].to_owned()).collect()
    }
}

/// The rows of one person. Of the register whose rows are the population there is one, in
/// which changes are made.
fn exports(unit: &str, clean: &[String], changed: &[String]) -> Exports {
    let mut exports = Exports::from([(unit.to_owned(), vec![Cells::new()])]);
    for written in clean.iter().chain(changed) {
        if let Some(register) = written.strip_prefix('-') {
            exports.insert(register.to_owned(), Vec::new());
            continue;
        }
        let (register, cells) = row(written);
        let cells = cells.into_iter().map(|(f, c)| (f.to_owned(), c.to_owned()));
        let rows = exports.entry(register.to_owned()).or_default();
        if register == unit {
            rows[0].extend(cells);
        } else {
            rows.push(cells.collect());
        }
    }
    exports
}

/// Draws by a plan over the exports of a folder, lays the answers there, if any, and asks the
/// program what follows.
pub(crate) fn gaps(
    folder: &Path,
    plan: &str,
    answers: impl FnOnce(&Path) -> Option<String>,
) -> Gaps {
    std::fs::write(folder.join("granskning.toml"), plan).expect("the plan");
    done(folder, "draw --lang en");
    if let Some(answers) = answers(folder) {
        std::fs::create_dir_all(folder.join("checklistor")).expect("a folder");
        std::fs::write(folder.join("checklistor/svar.csv"), answers).expect("the answers");
    }
    let told = done(folder, "gaps --format json --lang en");
    serde_json::from_str(&told).expect("what gaps says")
}

/// Runs the program, which must do what it is asked; what was odd is told beside.
fn done(folder: &Path, command: &str) -> String {
    let ran = run(folder, command);
    assert_eq!(ran.status, 0, "{command}: {}", ran.stderr);
    ran.stdout
}

/// The clean case's plan for so many files, with the exports that there are.
pub(crate) fn plan(clean: &Clean, files: &BTreeSet<String>, size: usize) -> String {
    let is_there = |line: &&str| match line.split_once(" = { file = ") {
        Some((register, _)) => files.contains(register),
        None => true,
    };
    let lines: Vec<&str> = clean.plan.lines().filter(is_there).collect();
    lines
        .join("\n")
        .replace("size = 1", &format!("size = {size}"))
        + "\n"
}

/// A made-up personnummer: the serials 238 and 239 are never given out.
fn made_up(number: usize) -> String {
    let (day, month, year) = (number % 28 + 1, number / 28 % 12 + 1, 60 + number / 336);
    let nine = format!("{year:02}{month:02}{day:02}239");
    format!("19{nine}{}", check_digit(&nine))
}

/// Writes the exports that have rows, with a column for every field that is named; gives
/// which they are.
fn write(folder: &Path, exports: &Exports) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for (register, rows) in exports.iter().filter(|(_, rows)| !rows.is_empty()) {
        let fields: BTreeSet<&str> = rows
            .iter()
            .flat_map(|cells| cells.keys().map(String::as_str))
            .collect();
        let mut text = fields.iter().copied().collect::<Vec<_>>().join(";") + "\n";
        for cells in rows {
            let cells = fields
                .iter()
                .map(|field| cells.get(*field).map_or("", String::as_str));
            writeln!(text, "{}", cells.collect::<Vec<_>>().join(";")).expect("a text grows");
        }
        std::fs::write(folder.join(format!("{register}.csv")), text).expect("an export");
        files.insert(register.clone());
    }
    files
}

/// The answers as CSV.
fn answers(ids: &[String], persons: &[Person]) -> String {
    let mut text = "id,question,answer\n".to_owned();
    for (id, person) in ids.iter().zip(persons) {
        for (question, answer) in &person.answers {
            writeln!(text, "{id},{question},{answer}").expect("a text grows");
        }
    }
    text
}

/// The cases that the program decides otherwise.
fn otherwise(ids: &[String], persons: &[Person], told: &Gaps) -> Vec<String> {
    let files = told.files.as_deref().unwrap_or_default();
    let files: BTreeMap<&str, &FileResult> =
        files.iter().map(|file| (file.id.as_str(), file)).collect();
    assert_eq!(files.len(), persons.len());
    let mut wrong = Vec::new();
    for (id, person) in ids.iter().zip(persons) {
        let outcome = files[id.as_str()].outcomes.get(&person.criterion);
        if outcome != Some(&person.expected) {
            let (code, expected, why) = (&person.criterion, person.expected, &person.why);
            wrong.push(format!("{code}: {outcome:?}, not {expected:?}: {why}"));
        }
    }
    wrong
}

/// The criteria whose numbers are not those of their files.
fn miscounted(told: &Gaps) -> Vec<String> {
    let files = told.files.as_deref().unwrap_or_default();
    let mut wrong = Vec::new();
    for criterion in &told.criteria {
        let count = |outcomes: &[Outcome]| {
            let of = |file: &&FileResult| {
                let outcome = file.outcomes.get(&criterion.id);
                outcome.is_some_and(|outcome| outcomes.contains(outcome))
            };
            u64::try_from(files.iter().filter(of).count()).expect("a count of files")
        };
        let by_file = [
            count(&[Met, Gap, Explained]),
            count(&[Gap, Explained]),
            count(&[Explained]),
            count(&[NotApplicable]),
            count(&[NotAssessable]),
            count(&[Unanswered]),
        ];
        let counted = [
            criterion.assessed,
            criterion.gaps,
            criterion.explained,
            criterion.not_applicable,
            criterion.not_assessable,
            criterion.unanswered,
        ];
        let [assessed, _, _, rest @ ..] = counted;
        let all = assessed + rest.iter().sum::<u64>();
        if by_file != counted || all != u64::try_from(files.len()).expect("a count") {
            wrong.push(format!(
                "{}: {counted:?}, by file {by_file:?}",
                criterion.id
            ));
        }
    }
    wrong
}
