//! What a person sees of registers as they come: `inspect` on the files of
//! `testdata/registers/dirty`, in Swedish at 80 columns.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod program;

use std::path::Path;

/// The screen of a file, as it stands in `tests/snapshots`.
fn check(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/registers/dirty");
    let ran = program::run(&folder, &format!("inspect {file}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{file}");
    let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
    assert!(widest.unwrap() <= 80, "{file} is wider than a terminal");
    insta::with_settings!({ description => file, omit_expression => true }, {
        insta::assert_snapshot!(file, ran.stdout);
    });
}

#[test]
fn the_screens() {
    for file in [
        "titlar-summa-not.csv",
        "citattecken.csv",
        "ojamna-rader.csv",
        "unicode-text.txt",
        "flera-tabeller.csv",
        "datum.csv",
        "identiteter.csv",
        "skadade-rubriker.csv",
        "utan-rubriker.csv",
        "blandat.csv",
        "dubbelkodad.csv",
        "bilaga-4.xlsx",
    ] {
        check(file);
    }
}
