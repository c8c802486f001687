//! The journal of one change: which written files take which places, and which files go. It is
//! written when everything else is on the disk; from then on the change is decided. It goes
//! when the change is carried out, so one that is found belongs to a command that was stopped.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use stickprov::problem::{Error, Place, Result};

use super::batch::{Access, BESIDE, beside, parent_of};
use super::{Folder, not_read, not_written, texts};

/// The journal's name, in the audit's folder.
const JOURNAL: &str = ".stickprov.journal";

/// The name in the first line of the file.
const SCHEMA: &str = "stickprov/journal/1";

/// The folders in which files are written beside their places, as deep as they go.
const WRITTEN: [&str; 5] = [
    "register",
    "urval",
    "checklistor",
    "faktakontroll",
    "rapport",
];

/// What a command changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// In their order.
    pub(super) renames: Vec<Rename>,
    /// Files that go after that.
    pub(super) removals: Vec<String>,
}

/// A written file and its place, from the audit's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rename {
    from: String,
    to: String,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct Wire {
    schema: String,
    #[serde(flatten)]
    change: Change,
}

impl Rename {
    /// A written file, which lies beside its place.
    pub(super) fn of(folder: &Folder, written: &Path, name: &str) -> Self {
        let file = written.file_name().unwrap_or_default().to_string_lossy();
        let from = match name.rsplit_once('/') {
            Some((inside, _)) => format!("{inside}/{file}"),
            None => file.into_owned(),
        };
        debug_assert!(
            folder.path(&from).exists(),
            "a file is written beside its place"
        );
        Self {
            from,
            to: name.to_owned(),
        }
    }
}

/// Writes the journal. One file that takes its place is a whole change without one.
pub(super) fn decide(folder: &Folder, change: &Change) -> Result<()> {
    if change.renames.len() + change.removals.len() < 2 {
        return Ok(());
    }
    let wire = Wire {
        schema: SCHEMA.to_owned(),
        change: change.clone(),
    };
    let text = serde_json::to_string_pretty(&wire).expect("names and lists are written as JSON");
    let path = folder.path(JOURNAL);
    let write = || -> io::Result<()> {
        let mut file = beside(parent_of(&path), Access::Usual)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|failed| failed.error)?;
        Ok(())
    };
    write().map_err(|error| not_written(&error, JOURNAL))?;
    sync(parent_of(&path));
    Ok(())
}

/// Carries a decided change out. A file that has taken its place already is passed over: the
/// command before was stopped after that.
pub(super) fn carry_out(folder: &Folder, change: &Change) -> Result<()> {
    let mut folders = BTreeSet::new();
    for Rename { from, to } in &change.renames {
        let (from, path) = (folder.path(from), folder.path(to));
        folders.insert(parent_of(&path).to_owned());
        match std::fs::rename(&from, &path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => {}
            Err(error) => {
                return Err(not_written(&error, to).hint(texts::decided_not_done()));
            }
        }
    }
    for name in &change.removals {
        let path = folder.path(name);
        folders.insert(parent_of(&path).to_owned());
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(not_written(&error, name).hint(texts::decided_not_done()));
            }
        }
    }
    for folder in &folders {
        sync(folder);
    }
    let path = folder.path(JOURNAL);
    match std::fs::remove_file(&path) {
        Ok(()) => sync(parent_of(&path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(not_written(&error, JOURNAL)),
    }
    Ok(())
}

/// Takes the lock, if there is a journal: that finishes the change.
pub(super) fn resume(folder: &Folder) -> Result<()> {
    if folder.path(JOURNAL).exists() {
        folder.lock()?;
    }
    Ok(())
}

/// Finishes what a stopped command had decided. The caller holds the lock.
pub(super) fn finish(folder: &Folder) -> Result<()> {
    let path = folder.path(JOURNAL);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(not_read(&error, JOURNAL)),
    };
    let wire: Option<Wire> = serde_json::from_str(&text).ok();
    let change = wire
        .filter(|wire| wire.schema == SCHEMA)
        .map(|wire| wire.change)
        .filter(stays_inside)
        .ok_or_else(|| {
            let error = Error::at(Place::file(JOURNAL), texts::not_a_journal());
            error.hint(texts::not_a_journal_hint())
        })?;
    carry_out(folder, &change)
}

/// Whether a change is one that we write: nothing outside the audit's folder.
fn stays_inside(change: &Change) -> bool {
    let inside = |name: &String| {
        let parts = Path::new(name).components();
        !name.is_empty()
            && parts
                .into_iter()
                .all(|part| matches!(part, Component::Normal(_)))
    };
    let beside = |rename: &Rename| {
        let name = rename.from.rsplit('/').next().unwrap_or_default();
        inside(&rename.from) && inside(&rename.to) && name.starts_with(BESIDE)
    };
    change.renames.iter().all(beside) && change.removals.iter().all(inside)
}

/// Clears away what stopped commands had begun to write: it may name persons. The caller
/// holds the lock, so nobody is writing. What cannot be removed is left to the next command.
pub(super) fn clear(folder: &Folder) {
    let mut open: Vec<PathBuf> = WRITTEN.iter().map(|inside| folder.path(inside)).collect();
    clear_one(&folder.path("."));
    while let Some(inside) = open.pop() {
        open.extend(clear_one(&inside));
    }
}

/// Clears one folder and gives the folders in it.
fn clear_one(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut folders = Vec::new();
    for entry in entries.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(entry.path());
        } else if entry.file_name().to_string_lossy().starts_with(BESIDE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    folders
}

/// Makes a rename last: on Unix a folder is synced as a file is; elsewhere the system does it.
fn sync(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        // A file system that cannot sync a folder has renamed all the same.
        let _ = folder.sync_all();
    }
}
