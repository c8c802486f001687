//! The same plan, exports and answers give the same bytes in every folder and time zone, and a
//! second run changes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use super::folders::{Copy, contents, copy_as, differences, without};
use super::program::{Ran, program, ran};

type Contents = BTreeMap<String, Option<Vec<u8>>>;

/// The log tells when things happened; everything else is the same.
const LOG: &str = "urval/logg.jsonl";

fn run_in(audit: &Path, time_zone: &str) -> Ran {
    let output = program(audit).env("TZ", time_zone).arg("run").output();
    ran(output.unwrap())
}

/// A copy without some parts in a folder of its own, and what `run` made of it.
fn fresh(example: &str, folder: &str, time_zone: &str, parts: &[&str]) -> (Copy, Contents) {
    let audit = copy_as(example, folder);
    without(&audit.path, parts);
    let ran = run_in(&audit.path, time_zone);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut made = contents(&audit.path);
    assert!(made.remove(LOG).is_some());
    (audit, made)
}

fn is_the_same_everywhere(example: &str, parts: &[&str], written: &[&str]) {
    let (_here, one) = fresh(example, "granskning", "Europe/Stockholm", parts);
    let (there, two) = fresh(example, "på en annan plats", "Pacific/Auckland", parts);
    assert_eq!(differences(&one, &two), Vec::<String>::new(), "{example}");
    for name in written {
        assert!(one.contains_key(*name), "{example}: {name} is not written");
    }
    // In yet another zone, where it is another day.
    let before = contents(&there.path);
    let again = run_in(&there.path, "America/Anchorage");
    assert_eq!(again.status, 0, "{}", again.stderr);
    let changed = differences(&before, &contents(&there.path));
    assert_eq!(changed, Vec::<String>::new(), "{example}");
}

const DRAWN: [&str; 5] = [
    "urval/protokoll.json",
    "urval/urvalsprotokoll.xlsx",
    "urval/nyckel.csv",
    "checklistor/personakt.xlsx",
    "checklistor/sol-akt.xlsx",
];
const REPORTED: [&str; 5] = [
    "urval/protokoll.json",
    "rapport/rapport.json",
    "rapport/rapport.xlsx",
    "rapport/rapport.html",
    "rapport/rapport.md",
];

#[test]
fn the_draw_and_the_checklists_are_the_same_everywhere() {
    is_the_same_everywhere("jobbtorg-2009", &["urval", "checklistor"], &DRAWN);
    is_the_same_everywhere("bortfall", &["urval", "checklistor"], &DRAWN);
}

#[test]
fn the_report_is_the_same_everywhere() {
    is_the_same_everywhere("jobbtorg-2009", &["urval"], &REPORTED);
    is_the_same_everywhere("bortfall", &[], &REPORTED);
}
