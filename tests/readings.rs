//! Two readers as they meet it: a blind second workbook, what differs, the joint answer, and
//! the log. The first reading counts until the reviewers have agreed.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

#[path = "../examples/make_examples/fill.rs"]
mod fill;
mod folders;
mod program;

use std::path::Path;

use fill::Filling;
use folders::{copy_of, without};
use program::run;
use serde_json::Value;

fn json(folder: &Path, arguments: &str) -> Value {
    let ran = run(folder, arguments);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn fill_in(folder: &Path, name: &str, sheet: &str, id: &str, cells: &[(&str, &str)]) {
    let path = folder.join("checklistor").join(name);
    let mut book = Filling::new(std::fs::read(&path).unwrap(), sheet).unwrap();
    for (header, text) in cells {
        book.set(&[("Löpnummer", id)], header, text).unwrap();
    }
    std::fs::write(&path, book.bytes()).unwrap();
}

fn outcome(folder: &Path, id: &str, criterion: &str) -> String {
    let gaps = json(folder, "gaps --format json");
    let files = gaps["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["id"] == id).unwrap();
    file["outcomes"][criterion].as_str().unwrap().to_owned()
}

fn last_logged(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("urval/logg.jsonl")).unwrap();
    let entry: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    format!(
        "{} {}",
        entry["event"].as_str().unwrap(),
        entry["reason"].as_str().unwrap()
    )
}

/// The second workbook is blind; whose file was chosen is the first by its hash.
fn second_workbook(folder: &Path) -> String {
    let written = json(folder, "checklist --double 1 --layout rows --format json");
    let books = written["written"].as_array().unwrap();
    // The reserve's answers came as CSV, so its files stand in no workbook yet.
    let second = books.iter().filter(|book| book["second"] == true);
    let units: Vec<u64> = second.map(|book| book["units"].as_u64().unwrap()).collect();
    assert_eq!(units, [1, 1], "one for each kind of file: {written}");
    let bytes = std::fs::read(folder.join("checklistor/personakt-andra.xlsx")).unwrap();
    let book = Filling::new(bytes, "JS Farsta").unwrap();
    let rows = book.rows();
    let head = rows.iter().position(|row| row[0] == "Löpnummer").unwrap();
    let file = rows[head + 1..]
        .iter()
        .find(|row| row[0].contains('-'))
        .unwrap();
    // Löpnummer, stratum and what is left stand there; no answer does.
    assert!(file[3..].iter().all(String::is_empty), "{file:?}");
    file[0].clone()
}

#[test]
fn two_readers_differ_agree_and_the_joint_answer_counts() {
    let home = copy_of("bortfall");
    let folder = home.path.as_path();
    without(folder, &["faktakontroll"]);
    let none = run(folder, "agreement").refused();
    assert!(none.contains("checklist --double"), "{none}");
    let id = second_workbook(folder);
    let before = outcome(folder, &id, "JP-05");
    assert_eq!(before, "met", "the file that was chosen");
    fill_in(
        folder,
        "personakt-andra.xlsx",
        "JS Farsta",
        &id,
        &[
            ("P00.status", "Granskad"),
            ("P00.granskare", "TN"),
            ("P01a", "Ja"),
            ("P17", "Nej"),
            ("P18", "Ja"),
        ],
    );

    let found = json(folder, "agreement --format json");
    assert_eq!(found["files"]["personakt"], 1);
    let differ = found["disagreements"].as_array().unwrap();
    assert_eq!(differ.len(), 1, "{found}");
    assert_eq!(differ[0]["question"], "P17");
    assert_eq!(
        (&differ[0]["first"], &differ[0]["second"][0]),
        (&"J".into(), &"N".into())
    );
    assert!(differ[0]["settled"].is_null());
    // The first counts, and the report says what is outstanding.
    assert_eq!(outcome(folder, &id, "JP-05"), before);
    let refused = run(folder, "report --final").refused();
    assert!(refused.contains("två läsningar"), "{refused}");

    let settle = json(folder, "agreement --settle --format json");
    assert_eq!(settle["written"], "checklistor/avstamning.xlsx");
    let again = json(folder, "agreement --settle --format json");
    assert!(
        again["written"].is_null(),
        "what stands in one is not written again"
    );
    fill_in(
        folder,
        "avstamning.xlsx",
        "Avstämning av två läsningar",
        &id,
        &[("Gemensamt svar", "Nej"), ("Hänvisning", "blad 7")],
    );
    assert_eq!(outcome(folder, &id, "JP-05"), "gap");
    assert_eq!(
        last_logged(folder),
        format!("answer {id} P17 J -> N settled")
    );
    let after = json(folder, "agreement --format json");
    assert_eq!(after["questions"], found["questions"]);
    assert_eq!(after["disagreements"][0]["settled"], "N");
    // New checklists are written beside it as before.
    assert_eq!(run(folder, "checklist").status, 0);
    assert_eq!(run(folder, "verify").status, 0);
}

#[test]
fn a_joint_answer_may_come_as_csv_and_a_changed_one_is_logged() {
    let home = copy_of("bortfall");
    let folder = home.path.as_path();
    without(folder, &["faktakontroll"]);
    let csv = folder.join("checklistor/mer.csv");
    let write = |rows: &str| {
        let text = format!("id,question,answer,comment,reviewer\n{rows}");
        std::fs::write(&csv, text).unwrap();
    };
    write("A-01,P17,N,,TN\nA-01,P17,N,,gemensamt\n");
    assert_eq!(outcome(folder, "A-01", "JP-05"), "gap");
    assert_eq!(last_logged(folder), "answer A-01 P17 J -> N settled");
    // Results are written; then a reviewer's own answer changes.
    write("A-03,P05,N,,EL\n");
    json(folder, "report --format json");
    assert_eq!(last_logged(folder), "answer A-01 P17 N -> J settled");
    write("A-03,P05,J,Anna Påhittsson ringde,EL\n");
    let told = run(folder, "gaps");
    assert_eq!(last_logged(folder), "answer A-03 P05 N -> J checklist");
    // The comment seems to name somebody: the place is told, and nothing else.
    assert!(
        told.stderr.contains("seems-to-name-person"),
        "{}",
        told.stderr
    );
    assert!(
        told.stderr.contains("mer.csv, kolumn comment, rad 2"),
        "{}",
        told.stderr
    );
    assert!(!told.stderr.contains("Påhittsson"));
}
