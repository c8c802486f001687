//! What an audit reads besides the registers of persons: lists without persons, and published
//! tables that a register must agree with.

use super::Input;
use super::build::inputs_of;
use crate::plan::{ExportRef, Plan};
use crate::problem::Result;
use crate::register::{self, Sources};
use crate::table::{self, Wanted};
use crate::template::Template;

/// The register under which published tables stand among the inputs.
pub const CONTROL_TOTALS: &str = "control_totals";

/// Files, rows and hashes of what [`build`](super::build()) does not read, in the order of the
/// plan. A list that nobody has begun is none.
pub fn beside(plan: &Plan, template: &Template, sources: Sources<'_>) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let exports = (0..plan.registers.len()).map(ExportRef);
    for at in exports.filter(|at| !template.register(plan.export(*at).register).persons) {
        let mut files = plan.export(at).files();
        if !files.any(|file| sources.folder.join(file).exists()) {
            continue;
        }
        let mut opened = register::open(plan, template, at, &[], sources)?;
        let read = opened.records(&[], &mut |_| Ok(()))?;
        inputs.extend(inputs_of(plan, at, &read));
    }
    for totals in &plan.control_totals {
        let path = sources.folder.join(&totals.file);
        let mut table = table::open(&path, &totals.file, &Wanted::anything(), sources.legacy)?;
        let read = table.rows(&mut |_| Ok(()))?;
        inputs.push(Input {
            register: CONTROL_TOTALS.to_owned(),
            file: totals.file.clone(),
            sheet: None,
            sha256: read.sha256,
            rows: read.rows,
        });
    }
    Ok(inputs)
}
