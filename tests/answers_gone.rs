//! A workbook that was there and is not: its answers are told of, once, before anybody takes them
//! for files that never came.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod folders;
mod program;

use std::fs;

use folders::copy_of;
use program::run;

#[test]
fn answers_that_are_gone_are_told_of_once() {
    let audit = copy_of("bortfall");
    let first = run(&audit.path, "factcheck --status");
    assert_eq!(first.status, 0, "{}", first.stderr);
    let from = audit.path.join("checklistor/sol-akt-el.xlsx");
    let to = audit.path.join("sol-akt-el.xlsx");
    fs::rename(&from, &to).unwrap();
    let gone = "note: answers that were there last time are gone: ";
    let told = run(&audit.path, "--lang en gaps");
    assert_eq!(told.status, 0, "{}", told.stderr);
    assert!(told.stderr.starts_with(gone), "{}", told.stderr);
    assert!(
        told.stderr.contains("workbooks still in checklistor/?"),
        "{}",
        told.stderr
    );
    assert_eq!(told.stderr.matches("gone").count(), 1, "{}", told.stderr);
    // They are in the log; what is back is nothing to be told of.
    let log = fs::read_to_string(audit.path.join("urval/logg.jsonl")).unwrap();
    assert!(log.contains("-> blank"));
    assert!(!run(&audit.path, "gaps").stderr.contains("borta"));
    fs::rename(&to, &from).unwrap();
    assert!(!run(&audit.path, "gaps").stderr.contains("borta"));
}
