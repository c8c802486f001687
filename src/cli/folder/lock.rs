//! The lock: one command at a time changes a folder. Whoever takes it first finishes what an
//! interrupted command had decided, and clears away what one had begun and not decided.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use stickprov::problem::{Error, Place, Result};

use super::{Folder, journal, not_written, texts};

/// The file that is locked; it goes when the command is done.
pub(super) const LOCK: &str = ".stickprov.lock";

impl Folder {
    /// Takes the folder for this command alone, until the lock is dropped.
    pub(crate) fn lock(&self) -> Result<Lock> {
        // The one before may remove its file between our opening and locking it: then what
        // we hold is no longer the file that others see, and we begin again.
        for _ in 0..20 {
            let path = self.path(LOCK);
            let mut options = OpenOptions::new();
            let opened = options.create(true).truncate(false).write(true).open(&path);
            let file = opened.map_err(|error| not_written(&error, &self.root.to_string_lossy()))?;
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => {
                    let lock = Lock { path, _file: file };
                    journal::finish(self)?;
                    journal::clear(self);
                    return Ok(lock);
                }
                Ok(()) => {}
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    let lock = Lock { path, _file: file };
                    journal::finish(self)?;
                    return Ok(lock);
                }
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => break,
            }
        }
        let place = Place::file(self.root.to_string_lossy());
        Err(Error::at(place, texts::busy()).hint(texts::busy_hint()))
    }
}

/// The folder is ours as long as this lives.
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind, the file is harmless: what locks is the open handle.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(seen)) => ours.ino() == seen.ino() && ours.dev() == seen.dev(),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn is_still(_file: &File, path: &Path) -> bool {
    path.exists()
}
