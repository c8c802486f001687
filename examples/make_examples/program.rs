//! The program itself, run as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use stickprov::log;

/// The program in an audit's folder.
pub(crate) struct Program {
    folder: PathBuf,
}

impl Program {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Runs a command; cargo builds the program where it is not built.
    pub(crate) fn run(&self, words: &[&str]) -> Result<()> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["run", "--quiet", "--bin", "stickprov", "--", "-C"])
            .arg(&self.folder)
            .args(["--lang", "sv"])
            .args(words)
            .status()?;
        ensure!(status.success(), "{words:?} ended with {status}");
        Ok(())
    }
}

/// Gives the log's lines fixed times: the time of day is all that differs from run to run.
pub(crate) fn set_times(path: &Path, times: &[&str]) -> Result<()> {
    let old = fs::read_to_string(path)?;
    let entries = log::check(&old, "logg.jsonl")?;
    ensure!(entries.len() == times.len(), "{} lines", entries.len());
    let mut new = String::new();
    for (entry, time) in entries.iter().zip(times) {
        let (event, reason) = (&entry.event, &entry.reason);
        new = log::append(&new, time, event, reason, &entry.selection_sha256);
    }
    Ok(fs::write(path, new)?)
}
