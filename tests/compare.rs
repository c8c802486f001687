//! `compare`: two reports side by side, with the numbers of section 7 of the reference.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod folders;
mod program;

use std::path::Path;

use program::run;
use serde_json::Value;

/// Puts numbers of one's own into a report that the program wrote.
fn report(from: &Value, folder: &Path, name: &str, numbers: &[(&str, u32, u32)]) {
    let mut report = from.clone();
    for criterion in report["criteria"].as_array_mut().unwrap() {
        let id = criterion["id"].as_str().unwrap().to_owned();
        let found = numbers.iter().find(|(one, ..)| *one == id);
        let (gaps, assessed) = found.map_or((0, 0), |(_, gaps, assessed)| (*gaps, *assessed));
        criterion["gaps"] = gaps.into();
        criterion["assessed"] = assessed.into();
        criterion["rate"] = match assessed {
            0 => Value::Null,
            _ => (f64::from(gaps) / f64::from(assessed)).into(),
        };
    }
    std::fs::write(folder.join(name), report.to_string()).unwrap();
}

fn written() -> (folders::Copy, Value) {
    let folder = folders::copy_of("jobbtorg-2009");
    let ran = run(&folder.path, "report");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(folder.path.join("rapport/rapport.json")).unwrap();
    (folder, serde_json::from_str(&text).unwrap())
}

#[track_caller]
fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
}

#[test]
fn two_years_side_by_side() {
    let (folder, written) = written();
    let path = &folder.path;
    // Case 7-0001: 48 of 80, then 56 of 70; case 7-0014 the small one: 1 of 4, then 3 of 4.
    let old = [("SAM-01", 48, 80), ("JP-01", 1, 4), ("JP-02", 5, 50)];
    let new = [("SAM-01", 56, 70), ("JP-01", 3, 4), ("JP-02", 5, 50)];
    report(&written, path, "old.json", &old);
    report(&written, path, "new.json", &new);
    let found = run(path, "compare old.json new.json --format json").json();
    assert_eq!(found["schema"], "stickprov/compare/1");
    let pair = |id: &str| {
        let criteria = found["criteria"].as_array().unwrap();
        criteria
            .iter()
            .find(|pair| pair["id"] == id)
            .unwrap()
            .clone()
    };
    let first = pair("SAM-01");
    close(&first["difference"], 0.2);
    close(&first["lower"], 0.052_431_472_402_4);
    close(&first["upper"], 0.333_872_654_037);
    close(&first["p"], 0.012_521_129_749_2);
    // Three comparisons: the smallest p times three.
    close(&first["p_holm"], 3.0 * 0.012_521_129_749_2);
    close(&pair("JP-01")["p"], 0.485_714_285_714);
    close(&pair("JP-02")["p"], 1.0);
    assert_eq!(pair("SAM-04")["difference"], Value::Null);
    let page = run(path, "compare old.json new.json").done();
    // A sentence may go on on the next line.
    let words = page
        .split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        words.contains("56 av 70 (80\u{a0}%) mot 48 av 80 (60\u{a0}%) förra gången, 20"),
        "{page}"
    );
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "{page}"
    );
    for format in ["csv", "md"] {
        let text = run(
            path,
            &format!("compare old.json new.json --format {format}"),
        )
        .done();
        assert!(text.contains("SAM-01"), "{format}");
    }
}

#[test]
fn a_report_with_itself_has_no_difference() {
    let (folder, _) = written();
    let found = run(&folder.path, "compare . rapport/rapport.json --format json").json();
    for pair in found["criteria"].as_array().unwrap() {
        if pair["p"] != Value::Null {
            close(&pair["p"], 1.0);
            close(&pair["difference"], 0.0);
        }
    }
    let page = run(&folder.path, "compare . . --lang en").done();
    assert!(
        page.contains("No difference is larger than chance may give"),
        "{page}"
    );
}

/// Whichever is named first, then is the older year and now the younger.
#[test]
fn the_older_year_stands_first() {
    let (folder, mut written) = written();
    let path = &folder.path;
    report(&written, path, "2009.json", &[("SAM-01", 48, 80)]);
    written["reference_date"] = "2010-11-30".into();
    report(&written, path, "2010.json", &[("SAM-01", 56, 70)]);
    let right = run(path, "compare 2009.json 2010.json --format json").done();
    let turned = run(path, "compare 2010.json 2009.json --format json");
    assert_eq!((turned.status, &turned.stdout), (0, &right));
    assert!(
        turned.stderr.contains("den äldre först"),
        "{}",
        turned.stderr
    );
    assert!(
        run(path, "compare 2010.json 2009.json --lang en")
            .stderr
            .contains("the older first")
    );

    // A plan that calls a later report earlier is refused.
    let named = "min_cell = 5\nearlier = \"2010.json\"";
    folders::edit(&path.join(folders::PLAN), "min_cell = 5", named);
    let refused = run(path, "report").refused();
    assert!(refused.contains("2010-11-30"), "{refused}");
}

/// The plan names an earlier report.
#[test]
fn a_report_says_what_has_changed_since_the_earlier_one() {
    let (folder, written) = written();
    let path = &folder.path;
    let now = written["criteria"].as_array().unwrap();
    let now = now.iter().find(|one| one["id"] == "SAM-01").unwrap();
    assert_eq!((&now["gaps"], &now["assessed"]), (&34.into(), &49.into()));
    let then = [("SAM-01", 10, 50), ("JP-01", 2, 49)];
    report(&written, path, "rapport-2008.json", &then);
    let plan = path.join(folders::PLAN);
    let named = "min_cell = 5\nearlier = \"rapport-2008.json\"";
    folders::edit(&plan, "min_cell = 5", named);
    assert_eq!(run(path, "report").status, 0);
    // 34 of 49 less 10 of 50 is 49.4 percentage points.
    let text = std::fs::read_to_string(path.join("rapport/rapport.md")).unwrap();
    for said in [
        "10 av 50 (20\u{a0}%) förra gången, 49",
        "+49 (+",
        "(2009-11-30)",
    ] {
        assert!(text.contains(said), "lacks {said}");
    }
    assert!(path.join("rapport/bilder/changes-picture.svg").is_file());
    // What others read says nothing of it.
    assert_eq!(run(path, "report --publish").status, 0);
    let public = std::fs::read_to_string(path.join("rapport/rapport-offentlig.md")).unwrap();
    assert!(!public.contains("förra gången"));

    // A file outside the folder is not read because a plan says so.
    folders::edit(&plan, "\"rapport-2008.json\"", "\"../rapport-2008.json\"");
    let refused = run(path, "report").refused();
    assert!(refused.contains("--allow-outside"), "{refused}");
}

#[test]
fn what_is_no_report_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), "{\"schema\": 1}").unwrap();
    let refused = run(folder.path(), "compare a.json a.json").refused();
    assert!(
        refused.contains("a.json") && refused.contains("rapport.json"),
        "{refused}"
    );
    assert_eq!(run(folder.path(), "compare b.json a.json").status, 2);
}
