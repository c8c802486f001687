//! `estimate`: intervals from numbers typed in and from a CSV, with the values of STATISTICS
//! and of the reference file.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod program;

use program::run;
use serde_json::{Value, json};

const STRATA: &str = "stratum,population,sample,deviations\nA,210,16,11\nB,160,13,9\nC,90,10,8\nD,60,4,3\nE,45,3,2\nF,30,3,1\n";

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("strata.csv"), text).unwrap();
    folder
}

#[track_caller]
fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
}

#[test]
fn one_stratum_from_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let command = "estimate --deviations 34 --sample 49 --population 90 --format json";
    let found = run(folder.path(), command).json();
    assert_eq!(found["schema"], "stickprov/estimate/1");
    assert_eq!(found["method"], "hypergeometric");
    assert_eq!(found["promise"], "guaranteed");
    // Section 1 of the reference: N = 90, n = 49, x = 34 at 0.95.
    assert_eq!(
        (&found["lower_count"], &found["upper_count"]),
        (&json!(54), &json!(70))
    );
    close(&found["lower"], 54.0 / 90.0);
    close(&found["rate"], 34.0 / 49.0);
    let table = run(
        folder.path(),
        "estimate --deviations 34 --sample 49 --population 90",
    )
    .done();
    assert!(table.contains("håller alltid minst konfidensen"), "{table}");
    let one = run(
        folder.path(),
        "estimate --deviations 0 --sample 59 --side upper --format json",
    )
    .json();
    assert_eq!(one["lower"], Value::Null);
    // 1 − 0.05^(1/59): why 59 files are enough for a tolerable 5 per cent.
    close(&one["upper"], 1.0 - libm::pow(0.05, 1.0 / 59.0));
}

#[test]
fn several_strata_are_exact_by_default() {
    let folder = folder_with(STRATA);
    let found = run(folder.path(), "estimate --strata strata.csv --format json").json();
    assert_eq!(found["method"], "wendell-schmee");
    assert_eq!(found["promise"], "guaranteed");
    assert_eq!(
        (&found["lower_count"], &found["upper_count"]),
        (&json!(332), &json!(480))
    );
    // Section 2 of the reference, case 2-0001.
    close(&found["rate"], 0.692_679_379_444);
    close(&found["standard_error"], 0.068_041_917_027);
    assert_eq!(found["strata"].as_array().unwrap().len(), 6);
    let table = run(folder.path(), "estimate --strata strata.csv --lang en").done();
    assert!(table.contains("Wendell–Schmee"), "{table}");
    let fast = "estimate --strata strata.csv --method korn-graubard --format json";
    let fast = run(folder.path(), fast).json();
    assert_eq!(fast["promise"], "approximate");
    assert_eq!(fast["lower_count"], Value::Null);
}

#[test]
fn one_side_leaves_the_other_null() {
    // STATISTICS, definition 4: no deviation, one-sided at most 37 of 595.
    let none = STRATA.lines().map(|line| match line.rsplit_once(',') {
        Some((before, last)) if last != "deviations" => format!("{before},0\n"),
        Some(_) | None => format!("{line}\n"),
    });
    let folder = folder_with(&none.collect::<String>());
    let command = "estimate --strata strata.csv --side upper --format json";
    let found = run(folder.path(), command).json();
    assert_eq!(found["upper_count"], 37);
    assert_eq!(found["lower_count"], Value::Null);
    assert_eq!(found["lower"], Value::Null);
}

#[test]
fn a_stratum_not_reached_is_named() {
    let folder = folder_with(&format!("{STRATA}G,12,0,0\n"));
    let found = run(folder.path(), "estimate --strata strata.csv --format json").json();
    assert_eq!(found["not_reached"], json!(["G"]));
    assert_eq!(found["population"], 595);
    assert_eq!(found["upper_count"], 480);
    assert_eq!(
        found["all"],
        json!({"population": 607, "lower_count": 332, "upper_count": 492})
    );
    assert_eq!(found["strata"][6]["rate"], Value::Null);
    let table = run(folder.path(), "estimate --strata strata.csv").done();
    assert!(table.contains("Inga akter granskade i: G."), "{table}");
}

#[test]
fn strata_of_one_file_and_census_strata_are_all_right() {
    let folder =
        folder_with("stratum;population;sample;deviations\nA;30;6;1\nB;12;3;0\nC;5;1;1\nD;4;4;2\n");
    let found = run(folder.path(), "estimate --strata strata.csv --format json").json();
    // Section 3 of the reference, case 3-0019 (30, 12, 5), and a census that adds its two.
    assert_eq!(
        (&found["lower_count"], &found["upper_count"]),
        (&json!(4), &json!(27))
    );
    assert_eq!(found["promise"], "guaranteed");
    let fast = "estimate --strata strata.csv --method korn-graubard --format json";
    assert_eq!(run(folder.path(), fast).json()["single_file"], "adjust");
}

#[test]
fn a_criterion_for_some_files_is_a_ratio() {
    let folder = folder_with("stratum,population,sample,deviations,applicable\nA,12,4,1,3\n");
    let found = run(folder.path(), "estimate --strata strata.csv --format json").json();
    assert_eq!(found["method"], "korn-graubard");
    // By hand: 12·3/4 files; variance 16/243.
    close(&found["applicable"], 9.0);
    close(&found["rate"], 1.0 / 3.0);
    close(&found["standard_error"], (16.0_f64 / 243.0).sqrt());
    let exact = run(
        folder.path(),
        "estimate --strata strata.csv --method wendell-schmee",
    );
    assert!(exact.refused().contains("korn-graubard"));
}

#[test]
fn impossible_numbers_are_refused() {
    let folder = folder_with("stratum,population,sample,deviations\nA,12,4,5\n");
    assert!(run(folder.path(), "estimate --strata strata.csv").status == 2);
    let none = folder_with("stratum,population,sample,deviations\nA,12,0,0\n");
    assert!(run(none.path(), "estimate --strata strata.csv").status == 2);
    let words = folder_with("stratum,population,sample,deviations\nA,tolv,4,1\n");
    let refused = run(words.path(), "estimate --strata strata.csv").refused();
    assert!(refused.contains("strata.csv, rad 2"), "{refused}");
}
