//! `[review]`, `[report]` and `[[control_totals]]`.

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::registers::Exports;
use super::value;
use crate::exact::Confidence;
use crate::plan::{ControlTotals, MissingFile, Report};

/// The smallest cell that is published where the plan says nothing.
const MIN_CELL: u64 = 5;

const MISSING: [(&str, MissingFile); 3] = [
    ("by_reason", MissingFile::ByReason),
    ("gap", MissingFile::Gap),
    ("not_assessable", MissingFile::NotAssessable),
];

pub(super) fn missing_file(found: Option<Found<'_>>, faults: &mut Faults<'_>) -> MissingFile {
    let default = MissingFile::ByReason;
    let Some(mut keys) = found.and_then(|found| Keys::open("[review]", found, faults)) else {
        return default;
    };
    let missing = keys.get("missing_file");
    let missing = missing.and_then(|found| value::word("missing_file", found, &MISSING, faults));
    keys.close(faults);
    missing.unwrap_or(default)
}

pub(super) fn read(found: Option<Found<'_>>, faults: &mut Faults<'_>) -> Report {
    let mut report = Report {
        confidence: Confidence::NINETY_FIVE,
        min_cell: MIN_CELL,
        list_protected: false,
    };
    let Some(mut keys) = found.and_then(|found| Keys::open("[report]", found, faults)) else {
        return report;
    };
    if let Some(found) = keys.get("confidence") {
        let said = value::confidence("confidence", found, faults);
        report.confidence = said.unwrap_or(report.confidence);
    }
    if let Some(found) = keys.get("min_cell") {
        let said = value::count("min_cell", found, 0, faults);
        report.min_cell = said.unwrap_or(report.min_cell);
    }
    if let Some(found) = keys.get("list_protected") {
        report.list_protected = value::flag("list_protected", found, faults) == Some(true);
    }
    keys.close(faults);
    report
}

pub(super) fn control_totals(
    found: Found<'_>,
    exports: &Exports,
    faults: &mut Faults<'_>,
) -> Vec<ControlTotals> {
    let read = |found: Found<'_>| {
        let mut keys = Keys::open("[[control_totals]]", found, faults)?;
        let file = keys.need("file", None);
        let file = file.and_then(|found| value::path("file", found, faults));
        let register = keys.need("register", None);
        let export = register.and_then(|found| {
            let id = value::text("register", found, faults)?;
            exports.find(found.span().start, id, faults)
        });
        keys.close(faults);
        Some(ControlTotals {
            file: file?,
            export: export?,
        })
    };
    value::list(found).into_iter().filter_map(read).collect()
}
