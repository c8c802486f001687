//! What criteria count over whole registers, case by case: the rows are written as exports and
//! read again, so that what is shown is what an auditor gets. In the rows `@1` is a made-up
//! person and `@1985-05-01` one who was born that day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use stickprov::finding::population::{Compared, Populations, count};
use stickprov::identity::check_digit;
use stickprov::plan::Plan;
use stickprov::problem::Place;
use stickprov::register::Sources;
use stickprov::table::Direct;
use stickprov::template::Template;

use super::scene::{audit, row};
use super::{cases, templates, world};

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    why: String,
    rows: Vec<String>,
    /// What is added to the plan.
    #[serde(default)]
    plan: String,
    /// How many it is about.
    #[serde(rename = "counted")]
    of: u64,
    /// How many deviate.
    gaps: u64,
    /// Register and row of those that deviate.
    #[serde(default)]
    places: Vec<String>,
    /// By group: how many, how many deviate.
    #[serde(default)]
    groups: BTreeMap<String, (u64, u64)>,
    /// The figures that are compared, by group.
    #[serde(default)]
    figures: BTreeMap<String, f64>,
    /// The largest difference between them.
    spread: Option<f64>,
    /// Further files of the audit, by name.
    #[serde(default)]
    files: BTreeMap<String, String>,
}

#[test]
fn each_criterion_counts_as_its_cases_say() {
    let mut wrong = Vec::new();
    for (clean, template) in templates() {
        let unchanged = audit(&clean, "");
        for criterion in &template.criteria {
            let known = cases(&template, &criterion.id).registers;
            if criterion.population.is_empty() {
                assert!(known.is_empty(), "{}", criterion.id);
                continue;
            }
            let (clean_case, gap) = (
                known.iter().any(|case| case.gaps == 0 && case.of > 0),
                known.iter().any(|case| case.gaps > 0),
            );
            assert!(
                clean_case && gap,
                "{}: a case with and one without",
                criterion.id
            );
            for case in &known {
                assert!(!case.why.is_empty());
                let audit = if case.plan.is_empty() {
                    unchanged.clone()
                } else {
                    audit(&clean, &case.plan)
                };
                let found = counts(audit, case);
                let at = template.criterion_by_id(&criterion.id);
                let one = found.counts.iter().find(|one| Some(one.criterion) == at);
                let Some(one) = one else {
                    wrong.push(format!("{}: not evaluated: {}", criterion.id, case.why));
                    continue;
                };
                let found = Told {
                    rows: one.rows,
                    gaps: one.gaps,
                    places: &one.places,
                    groups: &one.groups,
                    figures: one.compared.iter().flat_map(figures).collect(),
                    spread: one.compared.as_ref().and_then(|all| all.spread),
                };
                if let Some(difference) = difference(case, &found) {
                    wrong.push(format!("{}: {difference}: {}", criterion.id, case.why));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The figures of an indicator's groups, by their Swedish names.
fn figures(compared: &Compared) -> impl Iterator<Item = (String, f64)> {
    let figures = compared.figures.iter();
    figures.map(|(group, value)| (group.sv.clone(), *value))
}

/// What was counted.
struct Told<'a> {
    rows: u64,
    gaps: u64,
    places: &'a [Place],
    groups: &'a BTreeMap<String, (u64, u64)>,
    figures: BTreeMap<String, f64>,
    spread: Option<f64>,
}

fn difference(case: &Counted, found: &Told<'_>) -> Option<String> {
    let places: Vec<String> = found
        .places
        .iter()
        .map(|place| {
            let file = place.file.trim_end_matches(".csv");
            format!("{file} {}", place.row.unwrap_or_default())
        })
        .collect();
    let expected = (case.of, case.gaps, &case.places);
    let counted = (found.rows, found.gaps, &places);
    let groups = case.groups.is_empty() || case.groups == *found.groups;
    // The medians of a case are whole numbers of days, or halves: exact.
    let figures = case.figures == found.figures && case.spread == found.spread;
    (counted != expected || !groups || !figures).then(|| {
        format!(
            "{counted:?} {:?} {:?}, not {expected:?} {:?} {:?}",
            found.groups, found.figures, case.groups, case.figures
        )
    })
}

/// The same through the program: what it says of an audit with these exports.
#[test]
fn each_count_is_told_so_in_an_audit() {
    let mut wrong = Vec::new();
    for (clean, template) in templates() {
        let (unchanged, _) = audit(&clean, "");
        let counting = template.criteria.iter();
        for criterion in counting.filter(|criterion| !criterion.population.is_empty()) {
            for case in &cases(&template, &criterion.id).registers {
                let folder = tempfile::tempdir().expect("a folder");
                let files = write(folder.path(), case, &Unit::of(&unchanged, &template));
                let plan = world::plan(&clean, &files, 1) + &case.plan;
                let told = world::gaps(folder.path(), &plan, |_| None);
                let one = told.population.iter().find(|one| one.id == criterion.id);
                let Some(one) = one else {
                    wrong.push(format!("{}: not evaluated: {}", criterion.id, case.why));
                    continue;
                };
                let groups = one.groups.iter();
                let found = Told {
                    rows: one.rows,
                    gaps: one.gaps,
                    places: &one.places,
                    groups: &groups
                        .map(|group| (group.group.clone(), (group.rows, group.gaps)))
                        .collect(),
                    figures: (one.compared.iter())
                        .flat_map(|all| &all.figures)
                        .map(|one| (one.group.clone(), one.value))
                        .collect(),
                    spread: one.compared.as_ref().and_then(|all| all.spread),
                };
                if let Some(difference) = difference(case, &found) {
                    wrong.push(format!("{}: {difference}: {}", criterion.id, case.why));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Counts the rows of a case.
fn counts((mut plan, template): (Plan, Template), case: &Counted) -> Populations {
    let folder = tempfile::tempdir().expect("a folder");
    let of = Unit::of(&plan, &template);
    let files = write(folder.path(), case, &of);
    plan.registers.retain(|export| files.contains(&export.id));
    let unit = plan
        .registers
        .iter()
        .position(|export| export.id == of.register)
        .expect("the population's register is there");
    plan.unit.export = stickprov::plan::ExportRef(unit);
    let sources = Sources {
        folder: folder.path(),
        legacy: &Direct,
        progress: &|_, _| {},
    };
    count(&plan, &template, sources).unwrap_or_else(|error| panic!("{}: {error}", case.why))
}

/// The register whose rows are the population, and the day that tells a person's rows apart.
struct Unit {
    register: String,
    day: String,
}

impl Unit {
    fn of(plan: &Plan, template: &Template) -> Self {
        let by = plan.unit.by.expect("a clean case says which row counts");
        Self {
            register: plan.export(plan.unit.export).id.clone(),
            day: template.field(by).id.clone(),
        }
    }
}

/// Writes the rows as exports; gives which registers there are.
fn write(folder: &Path, case: &Counted, unit: &Unit) -> BTreeSet<String> {
    let mut files: BTreeMap<&str, Vec<BTreeMap<&str, &str>>> = BTreeMap::new();
    for written in &case.rows {
        let (register, cells) = row(written);
        files
            .entry(register)
            .or_default()
            .push(cells.into_iter().collect());
    }
    // The population's register must be there, and have somebody in common with the others.
    let somebody = files
        .values()
        .flatten()
        .find_map(|row| row.get("personnummer"));
    let somebody = BTreeMap::from([("personnummer", *somebody.unwrap_or(&"@31"))]);
    let population = files
        .entry(&unit.register)
        .or_insert_with(|| vec![somebody]);
    // Rows of one person are told apart by the day of enrolment: where a case has none, by one
    // on which nothing depends.
    if !population.iter().any(|row| row.contains_key(&*unit.day)) {
        for row in population {
            row.insert(&unit.day, "2009-11-30");
        }
    }
    for (register, rows) in &files {
        let mut fields: Vec<&str> = rows.iter().flat_map(|row| row.keys().copied()).collect();
        fields.sort_unstable();
        fields.dedup();
        let mut text = fields.join(";") + "\n";
        for row in rows {
            let cells = fields
                .iter()
                .map(|field| cell(row.get(field).copied().unwrap_or("")));
            writeln!(text, "{}", cells.collect::<Vec<_>>().join(";")).expect("a text grows");
        }
        std::fs::write(folder.join(format!("{register}.csv")), text)
            .expect("the export is written");
    }
    for (name, text) in &case.files {
        std::fs::write(folder.join(name), text.trim_start()).expect("a file");
    }
    files.into_keys().map(str::to_owned).collect()
}
/// A cell as it stands in the export; `@` is a made-up person.
fn cell(written: &str) -> String {
    let Some(who) = written.strip_prefix('@') else {
        return written.to_owned();
    };
    let born = if who.len() == 10 {
        who.replace('-', "")
    } else {
        format!("198501{who:0>2}")
    };
    let serial = "239";
    let nine = format!("{}{serial}", &born[2..]);
    format!("{born}{serial}{}", check_digit(&nine))
}
