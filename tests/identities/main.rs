//! Identities stand in the exports, the key file and the fetch lists, and nowhere else: every
//! output and all terminal text of both examples, in both languages and with every bad input,
//! is searched for every person in every spelling, for every name and for FLAI's own numbers.
//! What `inspect --to csv` prints is the register itself and is left out.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

#[path = "../faults/mod.rs"]
mod faults;
#[path = "../folders/mod.rs"]
mod folders;
mod people;
#[path = "../program/mod.rs"]
mod program;
mod search;
mod spelling;

use std::collections::BTreeSet;
use std::path::Path;

use faults::FAULTS;
use folders::{contents, copy_of};
use people::{of_example, of_keys};
use program::run;
use search::{Found, Wanted, unpacked};

/// Where identities belong.
fn is_for_identities(path: &str) -> bool {
    path.starts_with("register/")
        || path == "urval/nyckel.csv"
        || path.starts_with("urval/aktbestallning-")
        || path.starts_with("urval/skyddade-aktbestallning-")
}

/// What a folder's files hold of the people, their names included, apart from where it belongs.
fn in_files(audit: &Path, wanted: &Wanted) -> Vec<(String, Vec<Found>)> {
    let mut found = Vec::new();
    for (path, content) in contents(audit) {
        let mut here = wanted.search(&path);
        if let Some(content) = content.filter(|_| !is_for_identities(&path)) {
            for text in unpacked(&content) {
                here.extend(wanted.search(&text));
            }
        }
        if !here.is_empty() {
            found.push((path, here));
        }
    }
    found
}

/// Runs a command in both languages; what it says and gives names nobody.
fn says_nobody(audit: &Path, line: &str, wanted: &Wanted) {
    for lang in ["sv", "en"] {
        let line = format!("{line} --lang {lang}");
        let ran = run(audit, &line);
        assert!(
            !(ran.stdout.is_empty() && ran.stderr.is_empty()),
            "{line} says nothing: there was nothing to search"
        );
        for (stream, text) in [("stdout", &ran.stdout), ("stderr", &ran.stderr)] {
            let found = wanted.search(text);
            assert!(found.is_empty(), "{line}, {stream}: {found:?}");
        }
    }
}

const COMMANDS: &[&str] = &[
    "inspect register/flai.xlsx",
    "inspect register/flai.xlsx --format json",
    "inspect register/paraplyet.csv",
    "inspect register/paraplyet.csv --header-row 0",
    "inspect register/paraplyet.csv --header-row 3",
    "inspect register/flai_planer.csv --format csv",
    "inspect register/narapp_bokningar.csv --format md",
    "inspect urval/nyckel.csv",
    "frame --allocation",
    "frame --format json",
    "frame --format csv",
    "frame --strict",
    "verify",
    "verify --format json",
    "gaps --files",
    "gaps --files --format json",
    "gaps --files --format csv",
    "gaps --files --format md",
    "gaps --by flai.coach",
    "gaps --by flai.jobbtorg --format json",
    "checklist",
    "report",
    "report --final",
    "run",
    "run --format json",
    "purge --yes --decision beslut",
];

fn example_names_nobody(name: &str) {
    let wanted = Wanted::new(&of_example(&folders::example(name)));
    let audit = copy_of(name);
    for line in COMMANDS {
        says_nobody(&audit.path, line, &wanted);
    }
    let found = in_files(&audit.path, &wanted);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_review_of_49_names_nobody() {
    example_names_nobody("jobbtorg-2009");
}

#[test]
fn the_example_of_missing_files_names_nobody() {
    example_names_nobody("bortfall");
}

/// The plan made by `init`, the draw, the checklists in every layout, what follows after the
/// draw, and the lists of protected people: `init` and all that changes a draw.
fn from_the_exports_on(name: &str) {
    let wanted = Wanted::new(&of_example(&folders::example(name)));
    let audit = copy_of(name);
    let plan = std::fs::read_to_string(audit.path.join(folders::PLAN)).unwrap();
    folders::without(
        &audit.path,
        &["granskning.toml", "urval", "checklistor", "rapport"],
    );
    says_nobody(&audit.path, "init --seed 1", &wanted);
    let made = in_files(&audit.path, &wanted);
    assert!(made.is_empty(), "{made:?}");
    std::fs::write(audit.path.join(folders::PLAN), plan).unwrap();
    for line in [
        "draw --protected",
        "draw --again prov",
        "checklist --layout rows",
        "extend 13 --reason prov",
        "extend 50 --reason prov",
        "checklist --layout per-file",
        "replace A-01 --reason not_in_scope",
        "replace A-01 --undo",
        "replace B-02 --reason wrong_person --protected",
        "run",
        "checklist --add",
        "verify",
        "report",
    ] {
        says_nobody(&audit.path, line, &wanted);
    }
    let found = in_files(&audit.path, &wanted);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_new_draw_of_the_review_of_49_names_nobody() {
    from_the_exports_on("jobbtorg-2009");
}

#[test]
fn a_new_draw_of_the_example_of_missing_files_names_nobody() {
    from_the_exports_on("bortfall");
}

/// Every bad input, in both languages.
fn faults_name_nobody(name: &str) {
    let wanted = Wanted::new(&of_example(&folders::example(name)));
    for fault in &FAULTS {
        let audit = copy_of(name);
        (fault.spoil)(&audit.path);
        for command in fault.commands {
            says_nobody(&audit.path, command, &wanted);
        }
    }
}

#[test]
fn bad_input_in_the_review_of_49_names_nobody() {
    faults_name_nobody("jobbtorg-2009");
}

#[test]
fn bad_input_in_the_example_of_missing_files_names_nobody() {
    faults_name_nobody("bortfall");
}

/// A person and a name where an answer should be, and in a comment: the first is refused
/// without being repeated, the second stays in the checklist.
#[test]
fn what_an_auditor_wrote_by_mistake_reaches_no_output() {
    let audit = copy_of("bortfall");
    let people = of_example(&audit.path);
    let wanted = Wanted::new(&people);
    let number = people.numbers.iter().next().unwrap();
    let name = people.names.iter().next().unwrap();
    let answers = audit.path.join("checklistor/svar.csv");
    let header = "id,question,answer,reference,comment\n";
    for answer in [number, name] {
        std::fs::write(&answers, format!("{header}A-03,P25,\"{answer}\",,\n")).unwrap();
        for line in ["gaps", "report", "run"] {
            assert_eq!(run(&audit.path, line).status, 2, "{line}");
            says_nobody(&audit.path, line, &wanted);
        }
    }
    let comment = format!("{header}A-03,P05,N,blad 4,\"{name} {number}\"\n");
    std::fs::write(&answers, comment).unwrap();
    for line in ["gaps --files", "report", "run"] {
        assert_eq!(run(&audit.path, line).status, 0, "{line}");
        says_nobody(&audit.path, line, &wanted);
    }
    std::fs::remove_file(answers).unwrap();
    let found = in_files(&audit.path, &wanted);
    assert!(found.is_empty(), "{found:?}");
}

/// The search itself: whoever is in the exports is found there, and the drawn are found in
/// the key file and, unless they are protected, in a fetch list.
#[test]
fn everybody_is_found_where_identities_belong() {
    for (name, protected) in [("jobbtorg-2009", 0), ("bortfall", 1)] {
        let folder = folders::example(name);
        let people = of_example(&folder);
        let wanted = Wanted::new(&people);
        let mut in_exports = BTreeSet::new();
        let mut in_lists = BTreeSet::new();
        let mut in_key = BTreeSet::new();
        for (path, content) in contents(&folder) {
            let Some(content) = content else { continue };
            let seen = unpacked(&content).into_iter();
            let seen = seen.flat_map(|text| wanted.search(&text));
            if path.starts_with("register/") {
                in_exports.extend(seen);
            } else if path.starts_with("urval/aktbestallning-") {
                in_lists.extend(seen);
            } else if path == "urval/nyckel.csv" {
                in_key.extend(seen);
            }
        }
        let everybody: BTreeSet<Found> = people
            .numbers
            .iter()
            .map(|number| Found::Person(number.clone()))
            .chain(people.names.iter().map(|name| Found::Name(name.clone())))
            .chain(people.own.iter().map(|own| Found::Own(own.clone())))
            .collect();
        let missed: Vec<&Found> = everybody.difference(&in_exports).take(5).collect();
        assert!(missed.is_empty(), "{name}: {missed:?}");
        let drawn: BTreeSet<Found> = of_keys(&folder).into_iter().map(Found::Person).collect();
        assert!(drawn.is_subset(&in_key), "{name}");
        let left_out: Vec<&Found> = drawn.difference(&in_lists).collect();
        let expected = protected + reserves(&folder);
        assert_eq!(left_out.len(), expected, "{name}: {left_out:?}");
    }
}

/// How many of the key file's lines are reserves that were not used: fetch lists are for the
/// sample only.
fn reserves(folder: &Path) -> usize {
    let text = std::fs::read_to_string(folder.join("urval/protokoll.json")).unwrap();
    let protocol: serde_json::Value = serde_json::from_str(&text).unwrap();
    let units = protocol["units"].as_array().unwrap();
    units
        .iter()
        .filter(|unit| unit["role"] == "reserve" && unit["status"] != "in_use")
        .count()
}
