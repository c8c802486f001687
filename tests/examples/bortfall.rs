//! Files that cannot be read: what became of each is decided as DESIGN 7 says, is shown as what
//! it is, and keeps the report a draft as long as something is outstanding.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::folders::{contents, copy_of, differences};
use super::json;
use super::program::run;

/// The outcome of a file in a criterion.
fn outcomes(gaps: &Value) -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    for file in gaps["files"].as_array().unwrap() {
        let id = file["id"].as_str().unwrap();
        for (criterion, outcome) in file["outcomes"].as_object().unwrap() {
            let key = (id.to_owned(), criterion.clone());
            all.insert(key, outcome.as_str().unwrap().to_owned());
        }
    }
    all
}

/// File, criterion and outcome, one of each kind that the example's README lists. JP-01 is of
/// the personakt, SAM-01 of the SoL-akt, ARK-01 of both.
const EXPECTED: [(&str, &str, &str); 18] = [
    // The first reserve took the place of A-02.
    ("A-04", "ARK-01", "met"),
    ("A-04", "SAM-01", "gap"),
    // Two blanks: P05 is one of the two consents, S13 is what AP-01's parts ask for.
    ("A-03", "SAM-08", "unanswered"),
    ("A-03", "AP-03", "unanswered"),
    // Weeded without a decision: a gap, in that record only.
    ("B-02", "ARK-01", "gap"),
    ("B-02", "JP-01", "gap"),
    ("B-02", "KOM-01", "met"),
    // On loan.
    ("B-03", "ARK-01", "gap"),
    ("B-03", "JP-01", "not_assessable"),
    ("B-03", "KOM-01", "met"),
    // Not yet received, neither of them: never a gap.
    ("B-04", "ARK-01", "unanswered"),
    ("B-04", "JP-01", "unanswered"),
    ("B-04", "SAM-01", "unanswered"),
    // Protected, and the district keeps the file.
    ("B-05", "ARK-01", "gap"),
    ("B-05", "SAM-01", "not_assessable"),
    ("B-05", "JP-01", "met"),
    // There should be no SoL-akt.
    ("B-06", "SAM-01", "not_applicable"),
    ("B-06", "JP-01", "met"),
];

#[test]
fn every_file_counts_as_what_became_of_it() {
    let audit = copy_of("bortfall");
    let gaps = json(&audit.path, "gaps");
    let outcomes = outcomes(&gaps);
    for (id, criterion, expected) in EXPECTED {
        let key = (id.to_owned(), criterion.to_owned());
        assert_eq!(outcomes[&key], expected, "{id} in {criterion}");
    }
    // Twelve files, the reserve among them and the one it replaced not.
    let files = gaps["files"].as_array().unwrap();
    assert_eq!(files.len(), 12);
    assert!(!files.iter().any(|file| file["id"] == "A-02"));
    // Everything counted once: assessed, not applicable, not assessable and unanswered.
    for criterion in gaps["criteria"].as_array().unwrap() {
        let number = |key: &str| criterion[key].as_u64().unwrap();
        let parts = ["assessed", "not_applicable", "not_assessable", "unanswered"];
        let sum: u64 = parts.iter().map(|part| number(part)).sum();
        assert_eq!(sum, 12, "{}", criterion["id"]);
    }
}

/// A-02 left as not in scope. Files were seen of it, of the three others of A, and of all of B but
/// B-04, whose files have not come: one of twelve. The result and the report say so.
#[test]
fn what_was_not_in_scope_is_counted_with_an_interval() {
    let audit = copy_of("bortfall");
    let over = &json(&audit.path, "gaps")["over_coverage"];
    let numbers = ["found", "examined", "population"].map(|key| over[key].as_u64().unwrap());
    assert_eq!(numbers, [1, 12, 36]);
    let limit = |key: &str| over["estimate"][key].as_u64().unwrap();
    assert!(limit("lower_count") >= 1 && limit("upper_count") < 36 - 11);
    assert_eq!(run(&audit.path, "report").status, 0);
    let report = fs::read_to_string(audit.path.join("rapport/rapport.md")).unwrap();
    assert!(report.contains("övre uppskattningar"), "{report}");
    let undone = run(&audit.path, "replace A-02 --undo");
    assert_eq!(undone.status, 0, "{}", undone.stderr);
    assert!(json(&audit.path, "gaps")["over_coverage"].is_null());
}

#[test]
fn the_report_is_a_draft_and_says_what_is_outstanding() {
    let audit = copy_of("bortfall");
    assert_eq!(run(&audit.path, "report").status, 0);
    let folder = audit.path.join("rapport");
    let text = fs::read_to_string(folder.join("rapport.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["draft"], true);
    let outstanding = report["outstanding"].as_array().unwrap();
    for (what, record) in [
        ("ordered", "personakt"),
        ("ordered", "sol-akt"),
        ("unanswered", "personakt"),
        ("unanswered", "sol-akt"),
    ] {
        let one = outstanding
            .iter()
            .find(|one| one["what"] == what && one["record"] == record);
        assert_eq!(one.unwrap()["count"], 1, "{what} {record}");
    }
    let markdown = fs::read_to_string(folder.join("rapport.md")).unwrap();
    assert!(markdown.starts_with("# UTKAST: "), "{}", &markdown[..80]);
    let page = fs::read_to_string(folder.join("rapport.html")).unwrap();
    assert!(page.contains("UTKAST"));
    // The lists: who is missing and what that counts as, and who was replaced by whom.
    let missing: Vec<[&str; 3]> = report["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["id", "record", "counts_as"].map(|key| one[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        missing,
        [
            ["B-02", "personakt", "gap"],
            ["B-03", "personakt", "not_assessable"],
            ["B-05", "sol-akt", "not_assessable"],
        ]
    );
    let replaced = &report["replaced"].as_array().unwrap()[0];
    assert_eq!(
        (&replaced["id"], &replaced["by"], &replaced["reason"]),
        (&"A-02".into(), &"A-04".into(), &"not_in_scope".into())
    );
}

/// The final report is refused until everything is settled, and nothing is written.
#[test]
fn it_is_not_final() {
    let audit = copy_of("bortfall");
    let before = contents(&audit.path);
    for (lang, said) in [("sv", "B-04"), ("en", "B-04")] {
        let ran = run(&audit.path, &format!("report --final --lang {lang}"));
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        // One line for each thing that is left, each a sentence of its own.
        let mut lines = ran.stderr.lines();
        let first = lines.next().unwrap();
        assert!(!first.ends_with(['.', ':']), "{first}");
        let items = lines
            .clone()
            .filter(|line| line.starts_with("  - "))
            .count();
        assert!(items > 1, "{}", ran.stderr);
        assert!(!ran.stderr.contains(".;"), "{}", ran.stderr);
        assert!(differences(&before, &contents(&audit.path)).is_empty());
    }
}

/// A protected person is drawn like others and stands in no fetch list, unless that is asked for.
#[test]
fn a_protected_person_is_drawn_and_left_off_the_lists() {
    let audit = copy_of("bortfall");
    let line = "draw --again ny --protected";
    let lists = |folder: &std::path::Path| {
        let names = contents(folder).into_keys();
        names
            .filter(|name| name.contains("aktbestallning-"))
            .collect::<Vec<_>>()
    };
    let before = lists(&audit.path);
    assert!(
        before
            .iter()
            .all(|name| !name.starts_with("urval/skyddade-")),
        "{before:?}"
    );
    let ran = run(&audit.path, line);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let after = lists(&audit.path);
    assert!(
        after.iter().any(|name| name.starts_with("urval/skyddade-")),
        "{after:?}"
    );
    let log = fs::read_to_string(audit.path.join("urval/logg.jsonl")).unwrap();
    assert!(log.contains("\"protected_lists\""), "{log}");
}
