//! `size`: sizes for a tolerable rate, a precision and discovery, and what files can say, with
//! values of the reference file and the authorities.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod folders;
mod program;

use program::run;

fn size(arguments: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &format!("size {arguments} --format json")).json()
}

#[test]
fn tolerable_rate_with_expected_deviations() {
    // AICPA A-1; and 0.035·400, which is 14 and not 15.
    let found = size("--tolerable 0.05 --expected 0.02");
    assert_eq!(found["schema"], "stickprov/size/1");
    assert_eq!(
        (found["sample"].as_u64(), found["allowed"].as_u64()),
        (Some(181), Some(4))
    );
    assert_eq!(found["method"], "binomial");
    let trap = size("--tolerable 0.05 --expected 0.035 --confidence 0.90");
    assert_eq!(
        (trap["sample"].as_u64(), trap["allowed"].as_u64()),
        (Some(400), Some(14))
    );
    // Section 5 of the reference, cases 5b-0099 and 5a: exact and by Poisson's factor.
    let finite = size("--population 11319 --tolerable 0.10 --allowed 3");
    assert_eq!(finite["sample"], 75);
    assert_eq!(finite["method"], "hypergeometric");
    let poisson = size("--tolerable 0.05 --allowed 2 --method poisson");
    assert_eq!(poisson["sample"], 126);
}

#[test]
fn precision_and_discovery() {
    // Section 5: 5e-0006 and 5d-0002.
    let precise = size("--precision 0.05 --population 49");
    assert_eq!(precise["sample"], 44);
    // What a rate is known to within is a difference of rates: percentage points.
    let said = run(
        &std::env::temp_dir(),
        "size --precision 0.05 --population 49",
    )
    .done();
    assert!(said.contains("± 5,0 procentenheter"), "{said}");
    let found = size("--discovery 5 --population 163");
    assert_eq!(found["sample"], 73);
    let row = |n: u64| {
        let table = found["table"].as_array().unwrap();
        table.iter().find(|row| row["sample"] == n).unwrap().clone()
    };
    assert!(
        row(73)["upper_at_none"].as_f64().unwrap() < row(60)["upper_at_none"].as_f64().unwrap()
    );
}

#[test]
fn a_table_needs_only_a_population() {
    // Case 5d-0010: 49 of 595 files where 30 deviate, about 5 per cent: 30/595 = 0.0504….
    let found = size("--population 595 --sample 49 --rate 0.0504");
    let table = found["table"].as_array().unwrap();
    let row = table.iter().find(|row| row["sample"] == 49).unwrap();
    assert!((row["at_least_one"].as_f64().unwrap() - 0.929_082_751_992).abs() < 1e-10);
    assert!((row["at_least_two"].as_f64().unwrap() - 0.727_441_834_057).abs() < 1e-10);
}

#[test]
fn in_a_folder_the_strata_are_spoken_of() {
    let folder = folders::copy_of("jobbtorg-2009");
    let ran = run(&folder.path, "size --format json");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["population"], 90);
    assert_eq!(found["strata"].as_array().unwrap().len(), 6);
    assert_eq!(found["all"]["sample"], 49);
    assert_eq!(found["all"]["promise"], "guaranteed");
}

#[test]
fn what_cannot_be_met_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let refuse = |arguments: &str| run(folder.path(), &format!("size {arguments}")).refused();
    assert!(refuse("").contains("--tolerable"));
    assert!(refuse("--discovery 5").contains("--population"));
    assert!(refuse("--population 20 --tolerable 0.05 --allowed 2").contains("inte ens alla akter"));
    assert!(refuse("--tolerable 0.05 --expected 0.05").contains("större än den väntade"));
    assert!(refuse("--precision 0").contains("precision"));
}
