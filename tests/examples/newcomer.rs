//! The way of a newcomer: made-up exports in an empty folder, a plan of which only the scope and
//! the size are changed, and on to the checklists; nothing is wider than a narrow terminal.

use std::fs;
use std::path::Path;

use super::folders::{PLAN, edit};
use super::program::{Ran, program, ran};

const WIDTH: usize = 80;

fn run_at_80(folder: &Path, line: &str) -> Ran {
    let words: Vec<&str> = line.split_whitespace().collect();
    let output = program(folder)
        .env("COLUMNS", WIDTH.to_string())
        .args(words)
        .output();
    let ran = ran(output.unwrap());
    assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
    let mut lines = ran.stdout.lines();
    let wide = lines.find(|text| text.chars().count() > WIDTH);
    assert_eq!(wide, None, "{line}");
    ran
}

#[test]
fn from_made_up_exports_to_checklists() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let made = run_at_80(folder, "synth --template jobbtorg --rows 11319 --seed 1");
    assert!(made.stdout.contains("11\u{a0}319"), "{}", made.stdout);
    let init = run_at_80(folder, "init");
    // A file's name is never broken: it is to be copied.
    for file in fs::read_dir(folder.join("register")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(init.stdout.contains(&name), "{name}\n{}", init.stdout);
    }
    let plan = folder.join(PLAN);
    for line in [
        "\"flai.jobbtorg\" = ",
        "\"flai.stadsdelsnämnd\" = ",
        "\"flai.inskrivningsdatum\" = ",
    ] {
        edit(&plan, &format!("# {line}"), line);
    }
    edit(&plan, "size = 49", "size = 30");
    let frame = run_at_80(folder, "frame --allocation");
    assert!(frame.stdout.contains("30 av "), "{}", frame.stdout);
    let drawn = run_at_80(folder, "draw");
    assert!(drawn.stdout.contains("30 akter av "), "{}", drawn.stdout);
    run_at_80(folder, "verify");
    run_at_80(folder, "checklist");
    for name in ["personakt.xlsx", "sol-akt.xlsx"] {
        assert!(folder.join("checklistor").join(name).is_file(), "{name}");
    }
    // A first look before anything is filled in: nothing is assessed yet, nothing fails.
    let gaps = run_at_80(folder, "gaps");
    assert!(gaps.stdout.contains("0 av 30"), "{}", gaps.stdout);
    run_at_80(folder, "run");
    run_at_80(folder, "report");
}
