//! Bad input: every fault is a clear error with exit status 2, in both languages, says what
//! is wrong, where, and what to do, and leaves the folder as it was to the byte.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod faults;
mod folders;
mod program;

use faults::{FAULTS, Fault};
use folders::{contents, copy_of, differences};
use program::run;

/// Runs all its commands in both languages.
fn is_refused(fault: &Fault, example: &str) {
    let audit = copy_of(example);
    (fault.spoil)(&audit.path);
    let before = contents(&audit.path);
    for (lang, said) in [("sv", fault.swedish), ("en", fault.english)] {
        for command in fault.commands {
            let line = format!("{command} --lang {lang}");
            let ran = run(&audit.path, &line);
            let name = fault.name;
            assert_eq!(
                ran.status, 2,
                "{name}: {line}\n{}\n{}",
                ran.stdout, ran.stderr
            );
            assert_eq!(ran.stdout, "", "{name}: {line}");
            for phrase in said {
                assert!(
                    ran.stderr.contains(phrase),
                    "{name}: {line}: {phrase}\nin {}",
                    ran.stderr
                );
            }
            let changed = differences(&before, &contents(&audit.path));
            assert!(changed.is_empty(), "{name}: {line} changed {changed:?}");
        }
    }
}

/// The faults in four parts, that they may be tried side by side.
fn part(number: usize) {
    let mine = FAULTS.iter().skip(number).step_by(4);
    for fault in mine {
        is_refused(fault, "bortfall");
    }
}

#[test]
fn nothing_is_written_and_the_fault_is_told_1() {
    part(0);
}

#[test]
fn nothing_is_written_and_the_fault_is_told_2() {
    part(1);
}

#[test]
fn nothing_is_written_and_the_fault_is_told_3() {
    part(2);
}

#[test]
fn nothing_is_written_and_the_fault_is_told_4() {
    part(3);
}

/// All five faults are told at once, each with its line.
#[test]
fn a_fault_of_the_plan_is_told_with_its_line() {
    let fault = FAULTS.iter().find(|f| f.name == "a plan with five faults");
    let audit = copy_of("bortfall");
    (fault.unwrap().spoil)(&audit.path);
    let plan = std::fs::read_to_string(audit.path.join("granskning.toml")).unwrap();
    let said = run(&audit.path, "frame --lang sv").refused();
    for key in [
        "templat =",
        "jobbtorgg",
        "redovisningsgrup\"",
        "proportionell",
        "min_sell",
    ] {
        let line = plan.lines().position(|line| line.contains(key)).unwrap() + 1;
        let place = format!("granskning.toml, rad {line}, ");
        assert!(said.contains(&place), "{key}: {place} in\n{said}");
    }
    assert_eq!(said.matches("fel: ").count(), 5, "{said}");
}
