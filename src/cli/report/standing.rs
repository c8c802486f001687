//! A final report that stands in `rapport/` holds what was decided. Once what it was computed
//! from is purged, it is not written over by what can still be computed.

use stickprov::problem::{Error, Place, Result};

use super::texts;
use crate::cli::drawn;
use crate::cli::evaluated::Evaluation;
use crate::cli::folder::{Audit, Folder};

/// Refuses where persons and registers are purged and a final report of that name stands.
pub(crate) fn may_be_replaced(audit: &Audit, evaluation: &Evaluation, name: &str) -> Result<()> {
    let file = format!("rapport/{name}.json");
    let gone = !evaluation.persons_known && drawn::any_purge(&audit.folder)?;
    if gone && is_final(&audit.folder, &file) {
        let error = Error::at(Place::file(file), texts::final_stands());
        return Err(error.hint(texts::final_stands_hint()));
    }
    Ok(())
}

/// Whether a report says that nothing was outstanding; one that cannot be read says nothing.
fn is_final(folder: &Folder, file: &str) -> bool {
    let bytes = std::fs::read(folder.path(file)).unwrap_or_default();
    let report: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    report["draft"] == false
}
