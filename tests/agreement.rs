//! `agreement`: the calculator from two columns of answers.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod program;

use program::run;

/// Section 6 of the reference file, case 6-0018: twelve paired ratings with table
/// [[4, 1], [1, 6]], kappa 0.657142857143, error 0.220879315019.
const RATINGS: &str = "granskare 1;granskare 2\nok;ok\nbrist;brist\nok;brist\nok;ok\nBrist;brist\nbrist;ok\nok;ok\nok;ok\nbrist;brist\nok;ok\nok;ok\nbrist;brist\n;ok\n";

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("svar.csv"), text).unwrap();
    folder
}

#[track_caller]
fn close(found: &serde_json::Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
}

#[test]
fn two_columns_give_the_reference_kappa() {
    let folder = folder_with(RATINGS);
    let ran = run(folder.path(), "agreement --ratings svar.csv --format json");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // The row with one answer is no pair, and that is said.
    assert!(ran.stderr.contains("räknade: 1"), "{}", ran.stderr);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(found["schema"], "stickprov/agreement/1");
    assert_eq!(found["files"], 12);
    close(&found["observed"], 0.833_333_333_333);
    close(&found["expected"], 0.513_888_888_889);
    close(&found["kappa"], 0.657_142_857_143);
    close(&found["standard_error"], 0.220_879_315_019);
    // kappa ± 1.959963984540 · error; 1.090 would be more than kappa can be.
    close(&found["lower"], 0.224_227_354_6);
    close(&found["upper"], 1.0);
    assert_eq!(found["method"], "fleiss-cohen-everitt-truncated");
    let shown = run(folder.path(), "agreement --ratings svar.csv");
    assert!(shown.stdout.contains("avkortat vid"), "{}", shown.stdout);
}

#[test]
fn one_category_has_no_kappa_and_the_tool_says_so() {
    let folder = folder_with("a,b\nJ,j\nJ,J\n");
    let ran = run(
        folder.path(),
        "agreement --ratings svar.csv --format json --lang en",
    );
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.contains("kappa is undefined"), "{}", ran.stderr);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(found["kappa"].is_null() && found["lower"].is_null());
    close(&found["observed"], 1.0);
}

#[test]
fn what_is_no_pair_of_columns_is_refused() {
    for (text, said) in [
        ("a,b,c\nJ,J,N\n", "3 columns"),
        ("a\nJ\n", "1 column "),
        ("a,b\n", "no reviewed file"),
        ("a,b\nJ\n", "line 2"),
    ] {
        let folder = folder_with(text);
        let told = run(folder.path(), "agreement --ratings svar.csv --lang en").refused();
        let said = said.replace("line", "row");
        assert!(told.contains(&said), "{told}");
    }
}
