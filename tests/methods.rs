//! METHODS.md: its commands give what it says, its links lead somewhere.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod program;

use std::path::Path;
use std::process::Command;

use program::run;

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("METHODS.md");
    std::fs::read_to_string(path).unwrap()
}

/// The indented blocks after a place, without their indent.
fn blocks(text: &str, after: &str) -> Vec<String> {
    let rest = &text[text.find(after).unwrap()..];
    let mut blocks = vec![String::new()];
    for line in rest.lines() {
        if let Some(line) = line.strip_prefix("    ") {
            blocks.last_mut().unwrap().push_str(&format!("{line}\n"));
        } else if !blocks.last().unwrap().is_empty() {
            blocks.push(String::new());
        }
    }
    blocks
}

#[test]
fn a_ticket_is_checked_by_hand_as_it_says() {
    let text = text();
    let blocks = blocks(&text, "<!-- ticket -->");
    let ran = Command::new("sh")
        .arg("-c")
        .arg(&blocks[0])
        .output()
        .unwrap();
    assert!(ran.status.success());
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), blocks[1]);
}

#[test]
fn the_49_files_give_the_numbers_it_says() {
    let text = text();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), &blocks(&text, "x_h = 11")[0]).unwrap();
    let found = run(folder.path(), "estimate --strata a.csv --lang en").done();
    for said in ["69.3%", "55.8%", "80.7%", "332", "480", "Wendell–Schmee"] {
        assert!(found.contains(said), "{said}: {found}");
    }
    let fast = "estimate --strata a.csv --method korn-graubard --lang en";
    let fast = run(folder.path(), fast).done();
    assert!(fast.contains("53.9%") && fast.contains("82.1%"), "{fast}");
    let size =
        |arguments: &str| run(folder.path(), &format!("size {arguments} --format json")).json();
    assert_eq!(size("--tolerable 0.05")["sample"], 59);
    assert_eq!(size("--discovery 6 --population 595")["sample"], 233);
}

/// Every section that holds a method says where it is from, when it is not for use, and gives
/// an example.
#[test]
fn every_method_says_its_source_its_limits_and_an_example() {
    let text = text();
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    let methods = [
        "One stratum: exact hypergeometric",
        "The stratified estimate, and Korn–Graubard capped",
        "Allocation",
        "Two rates",
        "Who remains: Kaplan–Meier",
        "Percentiles and medians",
        "Two reviewers",
    ];
    for method in methods {
        let section = sections.iter().find(|one| one.starts_with(method));
        let section = section.unwrap_or_else(|| panic!("no section {method}"));
        for word in ["*Not", "*Example*", "19"] {
            assert!(section.contains(word), "{method} lacks {word}");
        }
    }
}
