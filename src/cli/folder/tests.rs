//! Changes happen as a whole or not, whatever stops the program.

use std::fs;

use super::batch::Access;
use super::lock::LOCK;
use super::*;

fn folder() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path());
    (dir, folder)
}

#[test]
fn a_batch_appears_when_it_is_committed() {
    let (_dir, folder) = folder();
    let mut batch = folder.batch();
    batch.add("urval/nyckel.csv", b"id", Access::Owner).unwrap();
    batch.add("a.txt", b"a", Access::Usual).unwrap();
    assert!(!folder.path("a.txt").exists());
    batch.commit().unwrap();
    assert_eq!(folder.read("a.txt").unwrap(), b"a");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("urval/nyckel.csv"), 0o600);
        assert_eq!(mode("a.txt") & 0o600, 0o600);
    }
    let left = fs::read_dir(folder.root()).unwrap().count();
    assert_eq!(left, 2, "no file is left beside");
}

#[test]
fn a_batch_that_fails_writes_nothing() {
    let (_dir, folder) = folder();
    fs::write(folder.path("~$b.xlsx"), "").unwrap();
    let mut batch = folder.batch();
    batch.add("a.txt", b"a", Access::Usual).unwrap();
    let error = batch.add("b.xlsx", b"b", Access::Usual).unwrap_err();
    assert!(error.to_string().contains("Excel"), "{error}");
    drop(batch);
    assert!(!folder.path("a.txt").exists());
    assert_eq!(fs::read_dir(folder.root()).unwrap().count(), 1);
}

#[test]
fn one_command_at_a_time_works_in_a_folder() {
    let (_dir, folder) = folder();
    let lock = folder.lock().unwrap();
    assert!(folder.lock().is_err());
    drop(lock);
    assert!(folder.lock().is_ok());
    assert!(!folder.path(LOCK).exists());
}

/// The names of all files below a folder.
fn names(folder: &Folder) -> Vec<String> {
    let mut names = Vec::new();
    for inside in ["", "urval/"] {
        for entry in fs::read_dir(folder.root().join(inside)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                names.push(format!("{inside}{}", entry.file_name().to_str().unwrap()));
            }
        }
    }
    names.sort();
    names
}

/// What is on the disk when a command was stopped after it had decided: the written files
/// beside their places, and the journal. `done` of them have taken their places already.
fn stopped(folder: &Folder, done: usize) {
    fs::create_dir(folder.path("urval")).unwrap();
    fs::write(folder.path("urval/a"), "old").unwrap();
    fs::write(folder.path("urval/gone"), "old").unwrap();
    let renames = ["urval/a", "urval/b"].map(|to| {
        let from = format!("urval/.stickprov-{}", &to[6..]);
        (from, to)
    });
    for (at, (from, to)) in renames.iter().enumerate() {
        fs::write(folder.path(if at < done { to } else { from }), "new").unwrap();
    }
    let listed: Vec<String> = renames
        .iter()
        .map(|(from, to)| format!("{{\"from\": \"{from}\", \"to\": \"{to}\"}}"))
        .collect();
    let journal = format!(
        "{{\"schema\": \"stickprov/journal/1\", \"renames\": [{}], \"removals\": [\"urval/gone\"]}}",
        listed.join(", ")
    );
    fs::write(folder.path(".stickprov.journal"), journal).unwrap();
}

#[test]
fn a_change_that_was_decided_is_finished_by_the_next_command() {
    for done in 0..=2 {
        let (_dir, folder) = folder();
        stopped(&folder, done);
        journal::resume(&folder).unwrap();
        assert_eq!(names(&folder), ["urval/a", "urval/b"], "{done}");
        for name in ["urval/a", "urval/b"] {
            assert_eq!(folder.read(name).unwrap(), b"new", "{done}");
        }
    }
}

#[test]
fn what_was_begun_and_not_decided_is_cleared_away() {
    let (_dir, folder) = folder();
    stopped(&folder, 0);
    fs::remove_file(folder.path(".stickprov.journal")).unwrap();
    drop(folder.lock().unwrap());
    assert_eq!(names(&folder), ["urval/a", "urval/gone"]);
    assert_eq!(folder.read("urval/a").unwrap(), b"old");
}

#[test]
fn a_journal_that_reaches_outside_the_folder_is_refused() {
    for bad in ["../b", "/tmp/b", "urval/../../b", ""] {
        let (_dir, folder) = folder();
        stopped(&folder, 0);
        let journal = folder.path(".stickprov.journal");
        let text = fs::read_to_string(&journal).unwrap();
        fs::write(
            &journal,
            text.replace("\"urval/gone\"", &format!("\"{bad}\"")),
        )
        .unwrap();
        let error = journal::resume(&folder).unwrap_err();
        assert!(error.to_string().contains("journal"), "{error}");
        assert_eq!(folder.read("urval/a").unwrap(), b"old", "{bad}");
    }
}

#[test]
fn a_batch_removes_what_it_says_and_leaves_nothing_beside() {
    let (_dir, folder) = folder();
    fs::create_dir(folder.path("urval")).unwrap();
    fs::write(folder.path("urval/gone"), "old").unwrap();
    let mut batch = folder.batch();
    batch.add("urval/a", b"a", Access::Usual).unwrap();
    batch.remove("urval/gone");
    batch.remove("urval/never-there");
    batch.commit().unwrap();
    assert_eq!(names(&folder), ["urval/a"]);
}
