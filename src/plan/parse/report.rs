//! `[review]`, `[report]` and `[[control_totals]]`.

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::registers::Exports;
use super::value;
use crate::exact::Confidence;
use crate::plan::{ControlTotals, MissingFile, Report, Scale};

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
        scale: Scale::default(),
        estimate_in_sentence: false,
        earlier: None,
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
    if let Some(found) = keys.get("estimate_in_sentence") {
        let said = value::flag("estimate_in_sentence", found, faults);
        report.estimate_in_sentence = said == Some(true);
    }
    if let Some(found) = keys.get("earlier") {
        report.earlier = value::path("earlier", found, faults);
    }
    if let Some(found) = keys.get("scale") {
        report.scale = scale(found, faults);
    }
    keys.close(faults);
    report
}

/// The words' limits. Each has the range in which its word still means what it says: "drygt
/// hälften" cannot reach below a half, and a per cent never stands for fewer than ten.
fn scale(found: Found<'_>, faults: &mut Faults<'_>) -> Scale {
    let mut scale = Scale::default();
    let Some(mut keys) = Keys::open("[report.scale]", found, faults) else {
        return scale;
    };
    let limits: [(&str, &mut u64, i64, i64); 8] = [
        ("percent_from", &mut scale.percent_from, 10, 1000),
        ("rounded_from", &mut scale.rounded_from, 10, 1000),
        ("few", &mut scale.few, 2, 9),
        ("few_percent", &mut scale.few_percent, 1, 33),
        ("most_over", &mut scale.most_over, 55, 99),
        ("half_to", &mut scale.half_to, 50, 60),
        ("half_from", &mut scale.half_from, 40, 50),
        ("third_to", &mut scale.third_to, 34, 45),
    ];
    for (key, limit, low, high) in limits {
        if let Some(found) = keys.get(key) {
            let said = value::integer(key, found, (low, high), faults);
            *limit = said
                .and_then(|limit| u64::try_from(limit).ok())
                .unwrap_or(*limit);
        }
    }
    keys.close(faults);
    scale
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
