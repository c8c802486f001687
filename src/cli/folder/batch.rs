//! Files that are written together: each beside its place and synced, then all are put in
//! their places as one change. A journal makes the change whole: once it is on the disk the
//! change is decided, and whatever stops the program then, the next command finishes it.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use stickprov::problem::Result;
use tempfile::NamedTempFile;

use super::journal::{self, Change, Rename};
use super::{Folder, is_free, not_read, not_written};

/// How the names of files begin that are not in their place yet.
pub(super) const BESIDE: &str = ".stickprov-";

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// As the folder's other files.
    Usual,
    /// The owner alone (mode 0600; Windows has the folder's permissions).
    Owner,
}

/// Files that are written together.
pub(crate) struct Batch<'a> {
    folder: &'a Folder,
    files: Vec<(String, NamedTempFile)>,
    removals: Vec<String>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(folder: &'a Folder) -> Self {
        Self {
            folder,
            files: Vec::new(),
            removals: Vec::new(),
        }
    }

    /// Writes a file beside its place. Folders on the way are made.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8], access: Access) -> Result<()> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let parent = parent_of(&path);
        let write = || -> io::Result<NamedTempFile> {
            std::fs::create_dir_all(parent)?;
            let mut file = beside(parent, access)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = write().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(())
    }

    /// Begins a file beside its place, to be written piece by piece until the batch is
    /// committed; for files too large to hold.
    pub(crate) fn begin(&mut self, name: &str) -> Result<File> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let parent = parent_of(&path);
        let open = || -> io::Result<(NamedTempFile, File)> {
            std::fs::create_dir_all(parent)?;
            let file = beside(parent, Access::Usual)?;
            let handle = file.as_file().try_clone()?;
            Ok((file, handle))
        };
        let (file, handle) = open().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(handle)
    }

    /// Copies a file, whatever its size.
    pub(crate) fn copy(&mut self, name: &str, from: &Path) -> Result<()> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let shown = from.to_string_lossy();
        let mut source = File::open(from).map_err(|error| not_read(&error, &shown))?;
        let parent = parent_of(&path);
        let mut write = || -> io::Result<NamedTempFile> {
            std::fs::create_dir_all(parent)?;
            let mut file = beside(parent, Access::Usual)?;
            io::copy(&mut source, &mut file)?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = write().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(())
    }

    /// Takes a file away with the change, if it is there.
    pub(crate) fn remove(&mut self, name: &str) {
        self.removals.push(name.to_owned());
    }

    /// Puts every file in its place, in the order they were added, then takes away what goes.
    pub(crate) fn commit(self) -> Result<()> {
        for (name, file) in &self.files {
            let synced = file.as_file().sync_all();
            synced.map_err(|error| not_written(&error, name))?;
            // A file that another program holds is found out before anything has changed.
            let path = self.folder.path(name);
            if path.exists() {
                let opened = OpenOptions::new().append(true).open(&path);
                opened.map_err(|error| not_written(&error, name))?;
            }
        }
        let mut renames = Vec::new();
        for (name, file) in self.files {
            match file.keep() {
                Ok((_, from)) => renames.push((Rename::of(self.folder, &from, &name), from)),
                Err(failed) => {
                    give_up(renames);
                    return Err(not_written(&failed.error, &name));
                }
            }
        }
        let change = Change {
            renames: renames.iter().map(|(rename, _)| rename.clone()).collect(),
            removals: self.removals,
        };
        if let Err(error) = journal::decide(self.folder, &change) {
            give_up(renames);
            return Err(error);
        }
        journal::carry_out(self.folder, &change)
    }
}

/// Removes files that were written and are not to be put in their places. What cannot be
/// removed is cleared away by the next command.
fn give_up(written: Vec<(Rename, PathBuf)>) {
    for (_, path) in written {
        let _ = std::fs::remove_file(path);
    }
}

/// The folder of a file; the current one is written out, as an empty path is none.
pub(super) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    }
}

#[cfg(unix)]
pub(super) fn beside(parent: &Path, access: Access) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    // What the user's umask takes away from 0666 is taken away by the system.
    let mode = match access {
        Access::Usual => 0o666,
        Access::Owner => 0o600,
    };
    let permissions = std::fs::Permissions::from_mode(mode);
    tempfile::Builder::new()
        .prefix(BESIDE)
        .permissions(permissions)
        .tempfile_in(parent)
}

#[cfg(not(unix))]
pub(super) fn beside(parent: &Path, _access: Access) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(BESIDE).tempfile_in(parent)
}
