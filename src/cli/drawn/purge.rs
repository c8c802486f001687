//! What the log says of gallring: a file that is gone by decision is not one that somebody
//! mislaid.

use stickprov::log;
use stickprov::problem::{Error, Fault, Place, Result};

use super::{log_text, texts};
use crate::cli::folder::{Audit, Folder};

/// The event of a purge; its reason ends with the files that went, in brackets.
pub(crate) const PURGE: &str = "purge";

/// The purges by the log, in their order. A broken chain is for `verify` to tell.
fn purges(folder: &Folder) -> Result<Vec<log::Entry>> {
    let log = log_text(folder)?;
    let entries = log.lines().map(serde_json::from_str::<log::Entry>);
    Ok(entries
        .flatten()
        .filter(|entry| entry.event == PURGE)
        .collect())
}

/// Whether anything was purged.
pub(crate) fn any_purge(folder: &Folder) -> Result<bool> {
    purges(folder).map(|purges| !purges.is_empty())
}

/// Refuses where exports of the plan are purged: they are not to be looked for.
pub(super) fn told(audit: &Audit) -> Result<()> {
    let registers = audit.plan.registers.iter();
    let missing: Vec<&str> = registers
        .flat_map(stickprov::plan::Export::files)
        .filter(|file| !audit.folder.path(file).exists())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let purges = purges(&audit.folder)?;
    let mut faults: Vec<Fault> = missing
        .iter()
        .filter_map(|file| {
            let purge = purges.iter().rev().find(|purge| names(purge, file))?;
            let day = purge.time.split('T').next().unwrap_or_default();
            Some(Fault {
                what: texts::purged(day),
                place: Some(Place::file(*file)),
                hint: None,
            })
        })
        .collect();
    if let Some(last) = faults.last_mut() {
        last.hint = Some(texts::purged_hint());
    }
    Error::all(faults)
}

/// Whether a file is among those that a purge took.
fn names(purge: &log::Entry, file: &str) -> bool {
    let reason = &purge.reason;
    let among = ["(", ", "].iter().any(|before| {
        [", ", ")"]
            .iter()
            .any(|after| reason.contains(&format!("{before}{file}{after}")))
    });
    among && reason.ends_with(')')
}
