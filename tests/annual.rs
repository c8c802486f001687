//! `examples/annual`: a script of at most ten lines repeats last year's audit on new exports,
//! ends with status 1 when a tolerance is exceeded, and prints why.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use folders::{contents, copy_of, example};
use program::{Ran, ran, run};

/// Runs the script as cron does, with the program on the path.
fn script(folder: &Path) -> Ran {
    let program = Path::new(env!("CARGO_BIN_EXE_stickprov"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    let mut command = Command::new("sh");
    command
        .arg(example("annual").join("annual.sh"))
        .args(["2009", "2010", "20101201-27182"])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path);
    ran(command.output().unwrap())
}

/// Everyone has both consents, but for so many who have none of the three.
fn answer(folder: &Path, without: usize) {
    let protocol = fs::read_to_string(folder.join("urval/protokoll.json")).unwrap();
    let protocol: serde_json::Value = serde_json::from_str(&protocol).unwrap();
    let sample = protocol["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["role"] == "sample");
    let mut lines = "id,question,answer\n".to_owned();
    for (place, unit) in sample.enumerate() {
        let id = unit["id"].as_str().unwrap();
        let answer = if place < without { "N" } else { "J" };
        lines.push_str(&format!("{id},P00.status,Granskad\n{id},P01a,J\n"));
        for question in ["P05", "P06", "P07"] {
            lines.push_str(&format!("{id},{question},{answer}\n"));
        }
    }
    fs::write(folder.join("checklistor/svar.csv"), lines).unwrap();
}

#[test]
fn a_short_script_repeats_last_years_audit_and_says_what_exceeds_its_tolerance() {
    let text = fs::read_to_string(example("annual").join("annual.sh")).unwrap();
    assert!(text.lines().count() <= 10);

    let audits = copy_of("annual");
    let this_year = audits.path.join("2010");
    fs::create_dir(&this_year).unwrap();
    let made = run(&this_year, "synth --template jobbtorg --rows 400 --seed 7");
    assert_eq!(made.status, 0, "{}", made.stderr);
    // The audit has one register; what else was made is not its concern.
    for (name, _) in contents(&this_year.join("register")) {
        if name != "flai.xlsx" {
            fs::remove_file(this_year.join("register").join(name)).unwrap();
        }
    }

    // The exports are there: it draws, writes checklists and says nothing.
    let first = script(&audits.path);
    assert_eq!(
        (first.status, first.stderr.as_str()),
        (0, ""),
        "{}",
        first.stdout
    );
    assert!(this_year.join("checklistor/personakt.xlsx").is_file());
    let plan = fs::read_to_string(this_year.join("granskning.toml")).unwrap();
    assert!(plan.contains("20101201-27182") && !plan.contains("20091201-31415"));
    assert!(plan.contains("SAM-10 = 0.05"));

    // 3 of 20 is 15 per cent, over the five.
    answer(&this_year, 3);
    let exceeded = script(&audits.path);
    assert_eq!(exceeded.status, 1, "{}", exceeded.stderr);
    assert_eq!(
        exceeded.stderr,
        "SAM-10: 15,0\u{a0}% (3 av 20) överstiger planens gräns 5,0\u{a0}%\n"
    );
    assert!(this_year.join("rapport/rapport.html").is_file());

    // 1 of 20 is five per cent: not over.
    answer(&this_year, 1);
    let within = script(&audits.path);
    assert_eq!((within.status, within.stderr.as_str()), (0, ""));
    let table = fs::read_to_string(this_year.join("utfall.md")).unwrap();
    assert!(table.contains("SAM-10"));

    // A second run in the same folder changes nothing.
    let before = contents(&this_year);
    assert_eq!(script(&audits.path).status, 0);
    assert_eq!(contents(&this_year), before);
}

/// What has not been tested has not passed.
#[test]
fn a_gate_that_nothing_was_tested_for_does_not_open() {
    let audit = copy_of("jobbtorg-2009");
    let plan = audit.path.join(folders::PLAN);
    let text = fs::read_to_string(&plan).unwrap();
    // No file of the example is one that the complaints' rule concerns.
    fs::write(&plan, format!("{text}\n[gate]\nARK-03 = 0.5\n")).unwrap();
    let gaps = run(&audit.path, "gaps --gate --quiet");
    assert_eq!(gaps.status, 1);
    assert!(
        gaps.stderr.starts_with("ARK-03: ingen akt"),
        "{}",
        gaps.stderr
    );
}
