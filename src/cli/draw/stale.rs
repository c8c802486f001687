//! A draw over another one gives the same löpnummer to other persons. Workbooks say which draw
//! they belong to and are refused by what they say; answers in CSV may not, and would count for
//! whoever has the number now. Such files must be out of the way before the draw.

use std::collections::BTreeMap;

use stickprov::checklist::read::{self, is_checklist_file};
use stickprov::factcheck;
use stickprov::log;
use stickprov::problem::{Error, Fault, Place, Result};

use super::texts;
use crate::cli::drawn;
use crate::cli::evaluated::{self, CHECKLISTS};
use crate::cli::factcheck::FOLDER;
use crate::cli::folder::{Audit, Folder};
use crate::cli::legacy::InChild;

static LEGACY: InChild = InChild;

/// The name of the draw that was there before this one; `None` where it is the same, or the
/// first.
pub(super) fn earlier(folder: &Folder, draw_id: &str) -> Result<Option<String>> {
    let before = match drawn::protocol(folder)? {
        Some(protocol) => Some(protocol.draw_id),
        // A draw whose record is gone is still in the log.
        None => drawn::log_text(folder)?
            .lines()
            .filter_map(|line| serde_json::from_str::<log::Entry>(line).ok())
            .filter(|entry| entry.event == "draw")
            .map(|entry| entry.selection_sha256.chars().take(draw_id.len()).collect())
            .next_back(),
    };
    Ok(before.filter(|before| before != draw_id))
}

/// Refuses while answers lie in the folder that do not say that they are the earlier draw's.
pub(super) fn out_of_the_way(audit: &Audit, earlier: &str) -> Result<()> {
    let folder = &audit.folder;
    let mut files: BTreeMap<String, bool> = BTreeMap::new();
    for name in evaluated::file_names(folder)? {
        let file = format!("{CHECKLISTS}/{name}");
        let is_list = audit.plan.registers.iter().any(|list| {
            let mut files = list.files();
            files.any(|known| known == file)
        });
        if is_checklist_file(&name) && !is_list {
            let opened = read::open(&folder.path(&file), &file, &LEGACY);
            let silent = opened.map_or_else(|_| is_text(&file), |source| source.is_of_any_draw());
            files.insert(file, silent);
        }
    }
    for name in folder.names(FOLDER)? {
        let file = format!("{FOLDER}/{name}");
        if is_checklist_file(&name) {
            let opened = factcheck::read::open(&folder.path(&file), &file, &LEGACY);
            let silent = opened.map_or_else(|_| is_text(&file), |source| source.is_of_any_draw());
            files.insert(file, silent);
        }
    }
    let silent = files.into_iter().filter(|(_, silent)| *silent);
    let mut faults: Vec<Fault> = silent
        .map(|(file, _)| Fault {
            what: texts::of_earlier_draw(earlier),
            place: Some(Place::file(file)),
            hint: None,
        })
        .collect();
    if let Some(last) = faults.last_mut() {
        last.hint = Some(texts::of_earlier_draw_hint(earlier));
    }
    Error::all(faults)
}

/// One that cannot be read may hold answers once it is mended; a workbook then says its draw.
fn is_text(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(ending.as_str(), "csv" | "tsv" | "txt")
}
