//! The sessions shown in the READMEs of the examples are run, command by command, and print
//! what stands there. They are for a shell of Unix.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod folders;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// One command of a session and what it prints.
struct Step {
    command: String,
    prints: String,
}

/// The steps of the `console` blocks of a README, in order.
fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            steps.push(Step {
                command: command.to_owned(),
                prints: String::new(),
            });
        } else if inside {
            let step = steps
                .last_mut()
                .expect("a command stands before its output");
            step.prints.push_str(line);
            step.prints.push('\n');
        }
    }
    steps
}

/// Runs a session in one shell. After every command a mark is printed, which tells its output
/// from the next one's.
fn session(folder: &Path, steps: &[Step]) -> Vec<String> {
    const MARK: &str = "----8<----";
    let mut script = String::new();
    for step in steps {
        writeln!(script, "{}\necho '{MARK}'", step.command).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_stickprov"));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let own = program.parent().unwrap().to_owned();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&paths)));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("PATH", path.unwrap())
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mark = format!("{MARK}\n");
    text.split(&mark).map(str::to_owned).collect()
}

/// What is said of the exports' own faults, on every reading, is not part of a session.
fn without_problems(text: &str) -> String {
    let mut kept = String::new();
    let mut skip = false;
    for line in text.lines() {
        skip = line.starts_with("note: ") || (skip && line.starts_with("  register/"));
        if !skip {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[test]
fn a_draw_from_its_first_day_to_its_last() {
    let readme = std::fs::read_to_string(folders::example("draw-and-verify/README.md")).unwrap();
    let steps = steps(&readme);
    assert!(steps.len() > 20, "{}", steps.len());
    let copy = folders::copy_as("jobbtorg-2009", "examples/jobbtorg-2009");
    let folder = copy.path.ancestors().nth(2).unwrap();
    let printed = session(folder, &steps);
    let mut other = String::new();
    for (step, printed) in steps.iter().zip(&printed) {
        let printed = without_problems(printed);
        if printed != step.prints {
            writeln!(other, "$ {}\n{printed}", step.command).unwrap();
        }
    }
    assert!(other.is_empty(), "other than in the README:\n{other}");
    assert_eq!(printed.len(), steps.len() + 1, "the session ended early");
}
