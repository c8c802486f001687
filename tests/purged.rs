//! What stands after a purge: the figures that were decided, however much of what they were
//! computed from is gone.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod folders;
mod program;

use std::fs;
use std::path::Path;

use folders::{Copy, PLAN, contents, copy_of, differences, edit, example, without};
use program::run;
use serde_json::Value;

/// A copy of an example whose audit is closed.
fn closed(name: &str) -> Copy {
    let copy = copy_of(name);
    edit(
        &copy.path.join(PLAN),
        "reference_date = ",
        "closed = 2010-06-01\nreference_date = ",
    );
    copy
}

fn purge(folder: &Path, more: &str) -> Value {
    let command = format!("purge --decision beslut --yes --format json {more}");
    run(folder, &command).json()
}

fn report(folder: &Path) -> Value {
    assert_eq!(run(folder, "report").status, 0);
    let text = fs::read_to_string(folder.join("rapport/rapport.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("urval/logg.jsonl")).unwrap()
}

/// In `examples/faktakontroll` two answers are accepted and one is refused.
#[test]
fn accepted_answers_count_after_the_fact_check_is_purged() {
    let audit = closed("bortfall");
    let folder = audit.path.as_path();
    without(folder, &["faktakontroll"]);
    assert_eq!(run(folder, "factcheck").status, 0);
    let came_back = example("faktakontroll").join("js-farsta.xlsx");
    fs::copy(came_back, folder.join("faktakontroll/js-farsta.xlsx")).unwrap();
    let before = report(folder);
    assert_eq!(before["changed_answers"].as_array().unwrap().len(), 2);

    let told = purge(folder, "");
    let kept = told["kept"].as_array().unwrap().iter();
    let kept: Vec<&str> = kept.map(|line| line.as_str().unwrap()).collect();
    assert!(
        kept.iter()
            .any(|line| line.starts_with("urval/faktakontroll.csv:")),
        "{kept:?}"
    );
    assert!(!folder.join("faktakontroll/js-farsta.xlsx").exists());
    let logged = log(folder);
    assert_eq!(report(folder), before);
    assert_eq!(log(folder), logged, "nobody changed an answer");

    // Codes, days, boards and positions: nothing of what was typed beside them.
    let text = fs::read_to_string(folder.join("urval/faktakontroll.csv")).unwrap();
    let draw_id = before["draw"]["draw_id"].as_str().unwrap();
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some("draw_id,id,question,board,ours,agrees,answer,date,position")
    );
    assert!(lines.all(|line| line.starts_with(draw_id)), "{text}");
    let accepted = text.lines().filter(|line| line.ends_with(",accepted"));
    assert_eq!(accepted.count(), 2);
    assert!(!text.contains("jobbplan"), "{text}");

    // A second purge keeps what the first kept, and what was asked is not asked again.
    assert_eq!(run(folder, "purge --decision beslut --yes").status, 0);
    assert_eq!(report(folder), before);
    assert_eq!(run(folder, "factcheck").status, 0);
    assert_eq!(report(folder)["fact_check"], before["fact_check"]);
}

#[test]
fn a_final_report_is_not_written_over_once_its_registers_are_purged() {
    let audit = closed("jobbtorg-2009");
    let folder = audit.path.as_path();
    assert_eq!(run(folder, "report --final").status, 0);
    assert_eq!(run(folder, "report --publish").status, 0);
    let command = "purge --decision beslut --yes --registers";
    assert_eq!(run(folder, command).status, 0);
    let before = contents(folder);
    for command in ["report --final", "report", "report --publish"] {
        let told = run(folder, command).refused();
        assert!(
            told.contains("den slutliga rapporten står kvar") && told.contains("flytta först"),
            "{command}: {told}"
        );
    }
    assert_eq!(
        differences(&before, &contents(folder)),
        Vec::<String>::new()
    );
    // Whoever moves it away has said that another one is wanted.
    fs::rename(folder.join("rapport"), folder.join("beslutad")).unwrap();
    let poorer = report(folder);
    assert!(!poorer["not_evaluated"].as_array().unwrap().is_empty());
}

/// The plan takes another export as evidence after the draw; the one that the sample was drawn
/// from names the same persons.
#[test]
fn the_draws_own_exports_are_purged_and_files_that_nobody_names_are_listed() {
    let audit = closed("jobbtorg-2009");
    let folder = audit.path.as_path();
    let plan = folder.join(PLAN);
    let export = |name: &str| folder.join("register").join(name);
    fs::copy(export("paraplyet.csv"), export("paraplyet_sen.csv")).unwrap();
    edit(
        &plan,
        "register/paraplyet.csv",
        "register/paraplyet_sen.csv",
    );
    fs::write(export("utkast.csv"), "Personnr\n").unwrap();
    fs::write(export("publicerad.csv"), "Nämnd;Antal\n").unwrap();
    let totals = "[[control_totals]]\nfile = \"register/publicerad.csv\"\nregister = \"flai\"\n";
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, format!("{text}\n{totals}")).unwrap();
    let command = "purge --decision beslut --yes --registers --format json";
    let ran = run(folder, command);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("kan inte längre dras om"),
        "{}",
        ran.stderr
    );
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let deleted = told["deleted"].as_array().unwrap();
    assert!(deleted.contains(&"register/paraplyet.csv".into()), "{told}");
    assert!(
        deleted.contains(&"register/paraplyet_sen.csv".into()),
        "{told}"
    );
    assert!(!export("paraplyet.csv").exists());
    let kept = told["kept"].to_string();
    assert!(kept.contains("register/utkast.csv: nämns varken"), "{kept}");
    assert!(!kept.contains("publicerad.csv"), "{kept}");
}

#[test]
fn what_is_purged_is_said_to_be_and_not_to_be_mislaid() {
    let audit = closed("jobbtorg-2009");
    let folder = audit.path.as_path();
    let command = "purge --decision beslut --yes --registers";
    assert_eq!(run(folder, command).status, 0);
    let log = log(folder);
    let purge: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    let day = purge["time"].as_str().unwrap().split('T').next().unwrap();
    let told = run(folder, "verify").refused();
    let said = format!("register/flai.xlsx: exporten gallrades den {day} enligt loggen");
    assert!(told.contains(&said), "{told}");
    assert!(told.contains("inte dras om"), "{told}");
    assert!(!told.contains("finns inte"), "{told}");

    // Next year's audit wants to avoid these files.
    let next = copy_of("jobbtorg-2009");
    let plan = next.path.join(PLAN);
    let text = fs::read_to_string(&plan).unwrap();
    let with = format!("\n[sample.coordinate]\nwith = {folder:?}\nmode = \"avoid\"\n");
    fs::write(&plan, text + &with).unwrap();
    let told = run(&next.path, "frame").refused();
    assert!(told.contains("exporten gallrades den"), "{told}");
    assert!(told.contains("[sample.coordinate]"), "{told}");
}
