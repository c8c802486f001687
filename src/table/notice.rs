//! What is told of a file as a whole once it was opened: its header, its name, its hidden
//! columns.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::problem::{Place, Problem, Problems};
use crate::table::cell::{is_blank, letters};
use crate::table::header::Header;
use crate::table::{Description, Kind, texts};

/// What the header search itself found odd.
pub(super) fn header(description: &Description, header: &Header, problems: &mut Problems) {
    let mut add = |code, what, place| problems.add(Problem { code, what, place });
    let mut place = Place::file(&description.file);
    place.sheet.clone_from(&description.sheet);
    if let Some(row) = description.header_row {
        let mut seen = BTreeSet::new();
        for (column, label) in header.labels.iter().enumerate() {
            let place = description.place(row, Some(column));
            if is_blank(label) {
                add("header-blank", texts::header_blank(), place);
            } else if !seen.insert(label.trim().to_lowercase()) {
                add("header-twice", texts::header_twice(), place);
            }
        }
    } else {
        add("no-header", texts::no_header(), place.clone());
    }
    if let Some(row) = header.above {
        add(
            "table-above",
            texts::table_above(),
            description.place(row, None),
        );
    }
    if let ([label], Some(row)) = (header.labels.as_slice(), description.header_row)
        && let Some(delimiter) = several_in(label)
    {
        add(
            "lines-as-one-column",
            texts::lines_as_one_column(delimiter),
            description.place(row, None),
        );
    }
    for beside in &header.beside {
        let (first, last) = (letters(beside.start), letters(beside.end - 1));
        add(
            "table-beside",
            texts::table_beside(&first, &last),
            place.clone(),
        );
    }
}

/// Tells the columns of the table that are hidden.
pub(super) fn hidden(
    description: &Description,
    columns: &[RangeInclusive<u32>],
    problems: &mut Problems,
) {
    for column in 0..description.headers.len() {
        let at = u32::try_from(description.first_column + column).unwrap_or(u32::MAX);
        if columns.iter().any(|hidden| hidden.contains(&at)) {
            problems.add(Problem {
                code: "hidden-columns",
                what: texts::hidden_column(),
                place: description.column_place(column),
            });
        }
    }
}

/// What stands between the headers that a single header is made of.
fn several_in(label: &str) -> Option<&'static str> {
    let most = [(";", ';'), ("tabb (tab)", '\t'), ("|", '|'), (",", ',')];
    let found = most.into_iter().find(|(_, sign)| {
        let parts: Vec<&str> = label.split(*sign).map(str::trim).collect();
        let is_word = |part: &&str| part.chars().any(char::is_alphabetic) && part.len() < 40;
        parts.len() > 2 && parts.iter().all(is_word)
    });
    found.map(|(name, _)| name)
}

/// An ending that promises another kind of file.
pub(super) fn name(path: &Path, description: &Description, problems: &mut Problems) {
    if is_named_otherwise(path, description.kind) {
        problems.add(Problem {
            code: "named-otherwise",
            what: texts::named_otherwise(description.kind.name()),
            place: Place::file(&description.file),
        });
    }
}

fn is_named_otherwise(path: &Path, kind: Kind) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let fits = match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => kind == Kind::Xlsx,
        "xls" | "xlt" => kind == Kind::Xls,
        "xlsb" => kind == Kind::Xlsb,
        "ods" | "ots" => kind == Kind::Ods,
        "csv" | "tsv" | "tab" | "txt" => kind == Kind::Csv,
        _ => true,
    };
    !fits
}
