//! The program is stopped at every call that changes a file, as `kill -9` stops it, or the
//! call fails as on a full disk, a folder that cannot be written to, or one that is gone. Each
//! time the audit's folder is afterwards as before the command or as after it, the log's chain
//! holds, and the same command can be given again.
//!
//! A run of the tests tries some of the calls. All of them, with the table of
//! `docs/RELIABILITY.md`:
//!
//! ```text
//! STICKPROV_FAULTS=all cargo test --test interrupted -- --nocapture
//! ```
//!
//! `kills` stops it at any moment instead.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail by panicking, and the table is what the run is for"
)]

#[path = "../folders/mod.rs"]
mod folders;
mod kills;
#[path = "../program/mod.rs"]
mod program;
mod small;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use folders::contents;
use program::{program, run};

/// What happens at a call.
#[derive(Clone, Copy)]
struct Fault {
    name: &'static str,
    kind: &'static str,
}

const KILL: Fault = Fault {
    name: "killed (kill -9)",
    kind: "kill",
};

/// ENOSPC, EROFS and EIO of Linux.
const FAULTS: [Fault; 4] = [
    KILL,
    Fault {
        name: "the disk is full",
        kind: "28",
    },
    Fault {
        name: "the folder became read-only",
        kind: "30",
    },
    Fault {
        name: "the network folder is gone",
        kind: "5",
    },
];

/// A command and the state it is given in: the commands before it.
struct Scene {
    before: &'static [&'static str],
    command: &'static str,
}

const SCENES: [Scene; 7] = [
    Scene {
        before: &[],
        command: "draw",
    },
    Scene {
        before: &["draw"],
        command: "draw --again once-more",
    },
    Scene {
        before: &["draw"],
        command: "replace A-01 --reason wrong_person",
    },
    Scene {
        before: &["draw", "replace A-01 --reason wrong_person"],
        command: "extend 12",
    },
    Scene {
        before: &["draw"],
        command: "checklist",
    },
    Scene {
        before: &["draw", "checklist", "report"],
        command: "report --lang en",
    },
    Scene {
        before: &["draw", "checklist"],
        command: "purge --decision decided --yes",
    },
];

/// The shim, built once.
struct Shim {
    _holder: tempfile::TempDir,
    library: PathBuf,
}

impl Shim {
    fn build() -> Self {
        let holder = tempfile::tempdir().unwrap();
        let library = holder.path().join("shim.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interrupted/shim.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl")
            .output()
            .expect("cc is there wherever Rust links");
        assert!(
            built.status.success(),
            "{}",
            String::from_utf8_lossy(&built.stderr)
        );
        Self {
            _holder: holder,
            library,
        }
    }

    /// The program in a folder, with the shim before the system.
    fn command(&self, folder: &Path, line: &str, at: u64, kind: &str) -> Command {
        let mut command = program(folder);
        command
            .args(line.split_whitespace())
            .env("LD_PRELOAD", &self.library)
            .env("STICKPROV_FAULT_AT", at.to_string())
            .env("STICKPROV_FAULT_KIND", kind);
        command
    }

    /// How many calls a command makes that change a file.
    fn calls(&self, folder: &Path, line: &str) -> u64 {
        let counted = folder.with_extension("count");
        let mut command = self.command(folder, line, 0, "kill");
        let output = command
            .env("STICKPROV_FAULT_COUNT", &counted)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{line}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        fs::read_to_string(counted).unwrap().parse().unwrap()
    }
}

type State = BTreeMap<String, Option<Vec<u8>>>;

/// What a folder holds for its users: not the lock, nor what lies beside its place. Folders
/// count only for what is in them. The log's lines are told apart by their events, since
/// their times differ; its chain is `verify`'s to check.
fn state(folder: &Path) -> State {
    let mut state = contents(folder);
    state.retain(|name, bytes| {
        let file = name.rsplit('/').next().unwrap();
        bytes.is_some() && !file.starts_with(".stickprov")
    });
    if let Some(Some(log)) = state.get_mut("urval/logg.jsonl") {
        let text = String::from_utf8(std::mem::take(log)).unwrap();
        let events = text.lines().map(|line| {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{} {}\n", entry["event"], entry["reason"])
        });
        *log = events.collect::<String>().into_bytes();
    }
    state
}

/// Files of ours that are not in their place.
fn left_beside(folder: &Path) -> Vec<String> {
    let all = contents(folder).into_keys();
    all.filter(|name| name.rsplit('/').next().unwrap().starts_with(".stickprov"))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in contents(from) {
        let path = to.join(name);
        match bytes {
            None => fs::create_dir_all(path).unwrap(),
            Some(bytes) => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
    }
}

/// What the tries of one fault at one command came to.
#[derive(Default)]
struct Tally {
    tried: u64,
    as_before: u64,
    as_after: u64,
}

impl Tally {
    fn count(&mut self, is_after: bool) {
        self.tried += 1;
        if is_after {
            self.as_after += 1;
        } else {
            self.as_before += 1;
        }
    }
}

/// A folder in the state that a scene's command is given in, and what it holds before and after
/// that command.
struct Base {
    holder: tempfile::TempDir,
    before: State,
    after: State,
}

impl Base {
    /// Makes the folder; `command` does the scene's command in a copy of it.
    fn make(scene: &Scene, command: impl FnOnce(&Path)) -> Self {
        let holder = tempfile::tempdir().unwrap();
        let base = holder.path().join("base");
        small::audit(&base);
        for line in scene.before {
            let ran = run(&base, line);
            assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
        }
        let before = state(&base);
        let done = holder.path().join("done");
        copy(&base, &done);
        command(&done);
        let after = state(&done);
        Self {
            holder,
            before,
            after,
        }
    }

    /// A new copy of it.
    fn copy(&self, name: &str) -> PathBuf {
        let folder = self.holder.path().join(name);
        copy(&self.holder.path().join("base"), &folder);
        folder
    }
}

/// What a folder is like once its command was stopped: as before or as after, and whichever it
/// is, the next commands do their work. Returns whether it is as after.
fn aftermath(folder: &Path, scene: &Scene, base: &Base, what: &str, said: &str) -> bool {
    // The next command finishes what was decided.
    let next = run(folder, "verify");
    let found = state(folder);
    assert!(
        found == base.before || found == base.after,
        "{what}: {:?}\n{said}",
        differ(&found, &base.before, &base.after)
    );
    let drawn = found.contains_key("urval/protokoll.json");
    assert_eq!(
        next.status,
        if drawn { 0 } else { 2 },
        "{what}: {}{}",
        next.stdout,
        next.stderr
    );
    let is_after = found == base.after;
    if !is_after {
        // The same command again does what it should have done.
        let again = run(folder, scene.command);
        assert_eq!(again.status, 0, "{what}: again: {}", again.stderr);
        assert!(state(folder) == base.after, "{what}: again");
    }
    // A command that changes nothing takes the lock and clears what lies beside.
    let tidy = run(folder, "checklist");
    assert!(matches!(tidy.status, 0 | 2), "{what}: {}", tidy.stderr);
    assert_eq!(left_beside(folder), [""; 0], "{what}");
    is_after
}

/// One command with one fault at some of its calls.
fn tries(shim: &Shim, scene: &Scene, fault: Fault, every: u64) -> Tally {
    let mut calls = 0;
    let base = Base::make(scene, |folder| calls = shim.calls(folder, scene.command));
    let mut tally = Tally::default();
    let step = usize::try_from(calls.div_ceil(every).max(1)).unwrap();
    // From the end, where the change is decided and carried out.
    for at in (1..=calls).rev().step_by(step) {
        let folder = base.copy(&format!("at-{at}"));
        let what = format!("{} at call {at} of {calls}: {}", scene.command, fault.name);
        let output = shim
            .command(&folder, scene.command, at, fault.kind)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if fault.kind == KILL.kind {
            assert_eq!(output.status.signal(), Some(9), "{what}: {said}");
        } else {
            // A call that only tidies up may fail without harm.
            assert!(
                matches!(output.status.code(), Some(0 | 2)),
                "{what}: {said}"
            );
            assert!(!said.contains("oväntat"), "{what}: {said}");
        }
        let is_after = aftermath(&folder, scene, &base, &what, &said);
        if output.status.code() == Some(0) {
            assert!(is_after, "{what}: done, but not all of it is there");
        }
        tally.count(is_after);
        fs::remove_dir_all(&folder).unwrap();
    }
    tally
}

/// The files that are neither as before nor as after.
fn differ<'a>(found: &'a State, before: &State, after: &State) -> Vec<(&'a str, bool, bool)> {
    let names = found.keys().filter(|name| {
        before.get(*name) != found.get(*name) || after.get(*name) != found.get(*name)
    });
    names
        .map(|name| {
            let same = |state: &State| state.get(name) == found.get(name);
            (name.as_str(), same(before), same(after))
        })
        .collect()
}

/// All faults at one command; a line of the table for each.
fn scene(number: usize) {
    let all = std::env::var("STICKPROV_FAULTS").is_ok_and(|wanted| wanted == "all");
    let shim = Shim::build();
    let scene = &SCENES[number];
    for fault in FAULTS {
        let tally = tries(&shim, scene, fault, if all { u64::MAX } else { 4 });
        assert!(tally.tried > 0);
        println!(
            "| `{}` | {} | {} | {} | {} | 0 |",
            scene.command, fault.name, tally.tried, tally.as_before, tally.as_after
        );
    }
}

#[test]
fn the_first_draw() {
    scene(0);
}

#[test]
fn a_draw_anew() {
    scene(1);
}

#[test]
fn a_replacement() {
    scene(2);
}

#[test]
fn an_extension() {
    scene(3);
}

#[test]
fn checklists() {
    scene(4);
}

#[test]
fn a_report() {
    scene(5);
}

#[test]
fn a_purge() {
    scene(6);
}
