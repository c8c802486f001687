//! What is said and told about an export's columns: the headers that the plan names, the fields
//! that have no column, and headers that are odd.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{Recognition, is_said};
use super::texts;
use crate::lang::Text;
use crate::plan::Export;
use crate::problem::{Fault, Place, Problem};
use crate::table::Description;
use crate::template::Register;

/// Of the headers that the plan names for each field, the one that a file has, or the first where
/// it has none of them: no other column is taken in its stead.
pub fn said_in(
    columns: &BTreeMap<usize, Vec<String>>,
    headers: &[String],
) -> BTreeMap<usize, String> {
    let found = columns.iter().filter_map(|(field, said)| {
        let header = stands_in(said, headers).or(said.first())?;
        Some((*field, header.clone()))
    });
    found.collect()
}

/// Of some headers that were said, the first that a file has.
pub(super) fn stands_in<'a>(said: &'a [String], headers: &[String]) -> Option<&'a String> {
    let has = |said: &&String| {
        let mut headers = headers.iter();
        headers.any(|seen| is_said(said, seen))
    };
    said.iter().find(has)
}

/// The fields that are wanted and have no column.
pub(super) fn missing_columns(
    recognition: &Recognition,
    register: &Register,
    export: &Export,
    wanted: &BTreeSet<usize>,
    description: &Description,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for &at in wanted
        .iter()
        .filter(|at| recognition.columns[**at].is_none())
    {
        let field = &register.fields[at];
        let seen = shown(description);
        let of_parts = || texts::headers_of_parts(&seen, &export.id, &field.id);
        let (what, hint) = match export.columns.get(&at) {
            // Of a file alone it is told with all that the plan says of it.
            Some(_) if !export.is_in_parts() => continue,
            Some(said) => (said_missing(said, &field.id), of_parts()),
            None => {
                let near = recognition.near.iter().find(|(_, near)| *near == at);
                let near = near.and_then(|(column, _)| description.header(*column));
                let hint = match near {
                    _ if export.is_in_parts() => of_parts(),
                    Some(near) => texts::nearest_header(near, &export.id, &field.id, &seen),
                    None => texts::headers_seen(&seen, &export.id, &field.id),
                };
                (texts::no_column(&field.id, &register.id), hint)
            }
        };
        let mut fault = fault(what, description);
        fault.hint = Some(hint);
        faults.push(fault);
    }
    faults
}

/// That the plan says a header which is not there.
pub(super) fn said_missing(said: &[String], field: &str) -> Text {
    texts::said_header_missing(&said.join("\", \""), field)
}

/// The headers for a message, and that there are others where some cannot be shown.
fn shown(description: &Description) -> String {
    let headers = &description.headers;
    let columns = 0..headers.len();
    let mut words: Vec<&str> = columns.filter_map(|at| description.header(at)).collect();
    if words.len()
        < headers
            .iter()
            .filter(|text| !text.trim().is_empty())
            .count()
    {
        words.push("\u{2026}");
    }
    words.join(" \u{b7} ")
}

/// A field that two columns mean was read from one of them.
pub fn passed_over(description: &Description, column: usize, taken: usize) -> Problem {
    Problem {
        code: "column-twice",
        what: texts::column_twice(&description.column_name(taken)),
        place: description.column_place(column),
    }
}

/// A header was taken for a field although its letters are damaged.
pub fn damaged_header(description: &Description, column: usize, field: &str) -> Problem {
    Problem {
        code: "header-damaged",
        what: texts::header_damaged(field),
        place: description.column_place(column),
    }
}

/// A header that may mean a field was taken for it because of the values under it.
pub fn taken_by_values(description: &Description, column: usize, field: &str) -> Problem {
    Problem {
        code: "column-by-values",
        what: texts::by_values(field),
        place: description.column_place(column),
    }
}

/// A part lacks columns that other parts have.
pub(super) fn in_some_parts(description: &Description, lacking: &[&str]) -> Problem {
    let place = fault(Text::default(), description).place;
    Problem {
        code: "column-in-some-parts",
        what: texts::in_some_parts(&lacking.join(", ")),
        place: place.unwrap_or_default(),
    }
}

/// A part does not say who is protected, and other parts do.
pub(super) fn protection_in_some_parts(description: &Description) -> Problem {
    let place = fault(Text::default(), description).place;
    Problem {
        code: "protection-in-some-parts",
        what: texts::protection_in_some_parts(),
        place: place.unwrap_or_default(),
    }
}

/// A fault of an export's header row.
pub(super) fn fault(what: Text, description: &Description) -> Fault {
    let mut place = Place::file(&description.file);
    place.sheet.clone_from(&description.sheet);
    place.row = description.header_row;
    Fault {
        what,
        place: Some(place),
        hint: None,
    }
}
