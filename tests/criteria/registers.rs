//! What criteria count over whole registers, case by case: the rows are written as exports and
//! read again, so that what is shown is what an auditor gets. In the rows `@1` is a made-up
//! person and `@1985-05-01` one who was born that day.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use stickprov::finding::population::{Counts, Populations, count};
use stickprov::identity::check_digit;
use stickprov::plan::Plan;
use stickprov::register::Sources;
use stickprov::table::Direct;
use stickprov::template::Template;

use super::scene::{audit, row};
use super::{cases, templates};

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
                if let Some(difference) = difference(case, one) {
                    wrong.push(format!("{}: {difference}: {}", criterion.id, case.why));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(case: &Counted, found: &Counts) -> Option<String> {
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
    let groups = case.groups.is_empty() || case.groups == found.groups;
    (counted != expected || !groups).then(|| {
        format!(
            "{counted:?} {:?}, not {expected:?} {:?}",
            found.groups, case.groups
        )
    })
}

/// Writes the rows as exports and counts.
fn counts((mut plan, template): (Plan, Template), case: &Counted) -> Populations {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: BTreeMap<&str, Vec<BTreeMap<&str, &str>>> = BTreeMap::new();
    for written in &case.rows {
        let (register, cells) = row(written);
        files
            .entry(register)
            .or_default()
            .push(cells.into_iter().collect());
    }
    // The population's register must be there; it may be empty of anybody a case is about.
    files
        .entry("flai")
        .or_insert_with(|| vec![BTreeMap::from([("personnummer", "@31")])]);
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
        std::fs::write(folder.path().join(format!("{register}.csv")), text)
            .expect("the export is written");
    }
    let there = |id: &str| files.contains_key(id);
    plan.registers.retain(|export| there(&export.id));
    let unit = plan
        .registers
        .iter()
        .position(|export| export.id == "flai")
        .expect("flai is there");
    plan.unit.export = stickprov::plan::ExportRef(unit);
    let sources = Sources {
        folder: folder.path(),
        legacy: &Direct,
        progress: &|_, _| {},
    };
    count(&plan, &template, sources).unwrap_or_else(|error| panic!("{}: {error}", case.why))
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
