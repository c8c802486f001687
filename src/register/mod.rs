//! A register: typed records of the fields a step needs, streamed from an export.
//! It knows what columns mean, by the template; it knows no file format. Rows that cannot
//! be used are the caller's to count: nothing is dropped here.

mod by_values;
mod days;
mod fault;
mod header;
mod known;
mod orders;
mod placeholder;
mod records;
#[cfg(test)]
mod scene;
mod swapped;
mod texts;
mod value;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use crate::plan::{Export, ExportRef, Plan};
use crate::problem::{Error, Fault, Place, Problem, Result};
use crate::table::{self, Description, Legacy, Table, Wanted};
use crate::template::{FieldRef, Link, Register, Template};

pub use by_values::recognise_by_values;
pub use days::Days;
pub use fault::ValueFault;
pub use header::{Recognition, folded, recognise};
pub use known::problems;
pub use records::{Ask, Record};
pub use value::{Reader, Value};
pub use words::is_yes;

/// Where the exports are and how legacy formats are read.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The audit's folder; the plan's file names are relative to it.
    pub folder: &'a Path,
    /// The reader of legacy formats.
    pub legacy: &'a dyn Legacy,
    /// Told now and then which file is being read and how many rows have been.
    pub progress: &'a dyn Fn(&str, u64),
}

/// An export with its columns recognised.
pub struct Opened<'a> {
    table: Table,
    columns: Vec<Option<usize>>,
    /// Columns that were not taken although they mean a field: (column, field).
    passed_over: Vec<(usize, usize)>,
    /// Columns whose headers are damaged: (column, field).
    damaged: Vec<(usize, usize)>,
    /// Columns that were taken by their values: (column, field).
    by_values: Vec<(usize, usize)>,
    register: &'a Register,
    reference: Date,
    progress: &'a dyn Fn(&str, u64),
}

/// Where the rows and fields of an export stand, also once it is read.
#[derive(Debug, Clone)]
pub struct Locator {
    description: Description,
    columns: Vec<Option<usize>>,
}

impl Locator {
    /// The place of a row, or of a field in it.
    pub fn place(&self, row: u64, field: Option<usize>) -> Place {
        self.description
            .place(row, field.and_then(|field| self.columns[field]))
    }
}

/// Opens an export of the plan and finds its columns. `needed` are the fields without which
/// the step cannot be done; a column that is not there is a fault that lists the headers
/// seen and the nearest one.
pub fn open<'a>(
    plan: &Plan,
    template: &'a Template,
    export: ExportRef,
    needed: &[usize],
    sources: Sources<'a>,
) -> Result<Opened<'a>> {
    let export = plan.export(export);
    let register = template.register(export.register);
    let required = register
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.required)
        .map(|(at, _)| at);
    let wanted: BTreeSet<usize> = required.chain(needed.iter().copied()).collect();
    opened(plan.reference_date, export, register, &wanted, sources)
}

/// Opens a list of units: a table of which one field of the unit register is asked, and whose
/// other columns may be anything.
pub fn open_list<'a>(
    plan: &Plan,
    template: &'a Template,
    file: &str,
    sources: Sources<'a>,
) -> Result<Opened<'a>> {
    let unit = plan.export(plan.unit.export);
    let list = Export {
        id: unit.id.clone(),
        register: unit.register,
        file: file.to_owned(),
        sheet: None,
        header_row: None,
        encoding: None,
        delimiter: None,
        as_of: None,
        columns: BTreeMap::new(),
    };
    let register = template.register(unit.register);
    let wanted = BTreeSet::from([plan.unit.one_per.field]);
    opened(plan.reference_date, &list, register, &wanted, sources)
}

fn opened<'a>(
    reference: Date,
    export: &Export,
    register: &'a Register,
    wanted: &BTreeSet<usize>,
    sources: Sources<'a>,
) -> Result<Opened<'a>> {
    let mut table = open_table(export, register, sources)?;
    let mut recognition = recognise(register, &table.describe().headers, &export.columns);
    recognise_by_values(register, &mut table, reference, &mut recognition)?;
    missing_columns(&recognition, register, export, wanted, table.describe())?;
    Ok(Opened {
        table,
        columns: recognition.columns,
        passed_over: recognition.twice,
        damaged: recognition.damaged,
        by_values: recognition.by_values,
        register,
        reference,
        progress: sources.progress,
    })
}

/// An export with the field that ties its rows to persons.
pub struct Linked<'a> {
    /// The export.
    pub opened: Opened<'a>,
    /// The field that holds the person's identity, or a number that stands for the person.
    pub field: usize,
    /// Where the number is tied to the person; `None` where the field is the identity.
    pub via: Option<FieldRef>,
}

/// Opens an export for its rows' persons. Where a row reaches its person through another
/// register's number, an export that has that register's identity itself is as good: a field
/// of the same name.
pub fn open_linked<'a>(
    plan: &Plan,
    template: &'a Template,
    export: ExportRef,
    sources: Sources<'a>,
) -> Result<Linked<'a>> {
    let register = template.register(plan.export(export).register);
    match register.link {
        Link::Identity(field) => {
            let opened = open(plan, template, export, &[field], sources)?;
            Ok(Linked {
                opened,
                field,
                via: None,
            })
        }
        Link::Via { field, other } => {
            let opened = open(plan, template, export, &[], sources)?;
            let known_by = template.register(other.register);
            let own = known_by
                .identity_field()
                .and_then(|identity| register.field_by_id(&known_by.fields[identity].id))
                .filter(|field| opened.has(*field));
            if let Some(field) = own {
                return Ok(Linked {
                    opened,
                    field,
                    via: None,
                });
            }
            let opened = open(plan, template, export, &[field], sources)?;
            Ok(Linked {
                opened,
                field,
                via: Some(other),
            })
        }
    }
}

fn open_table(export: &Export, register: &Register, sources: Sources<'_>) -> Result<Table> {
    let known = header::known(register, &export.columns);
    let wanted = Wanted {
        sheet: export.sheet.as_deref(),
        header_row: export.header_row,
        encoding: export.encoding.as_deref(),
        delimiter: export.delimiter.as_deref(),
        recognises: &|text| known.contains(&folded(text)),
    };
    table::open(
        &sources.folder.join(&export.file),
        &export.file,
        &wanted,
        sources.legacy,
    )
}

fn missing_columns(
    recognition: &Recognition,
    register: &Register,
    export: &Export,
    wanted: &BTreeSet<usize>,
    description: &Description,
) -> Result<()> {
    let mut faults = Vec::new();
    for (field, header) in &export.columns {
        if recognition.columns[*field].is_none() {
            let what = texts::said_header_missing(header, &register.fields[*field].id);
            faults.push(fault(what, description));
        }
    }
    for &field in wanted {
        if recognition.columns[field].is_none() && !export.columns.contains_key(&field) {
            let near = recognition.near.iter().find(|(_, near)| *near == field);
            let near = near.and_then(|(column, _)| description.header(*column));
            let field = &register.fields[field];
            let mut fault = fault(texts::no_column(&field.id, &register.id), description);
            let seen = shown(description);
            fault.hint = Some(match near {
                Some(near) => texts::nearest_header(near, &export.id, &field.id, &seen),
                None => texts::headers_seen(&seen, &export.id, &field.id),
            });
            faults.push(fault);
        }
    }
    Error::all(faults)
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

fn fault(what: crate::lang::Text, description: &Description) -> Fault {
    let mut place = Place::file(&description.file);
    place.sheet.clone_from(&description.sheet);
    place.row = description.header_row;
    Fault {
        what,
        place: Some(place),
        hint: None,
    }
}

impl Opened<'_> {
    /// How the file was taken.
    pub fn describe(&self) -> &Description {
        self.table.describe()
    }

    /// Where its rows and fields stand.
    pub fn locator(&self) -> Locator {
        Locator {
            description: self.table.describe().clone(),
            columns: self.columns.clone(),
        }
    }

    /// The header of the column that a field is read from.
    pub fn header(&self, field: usize) -> Option<&str> {
        let column = self.columns[field]?;
        self.table
            .describe()
            .headers
            .get(column)
            .map(String::as_str)
    }

    /// Whether the export has a column for a field.
    pub fn has(&self, field: usize) -> bool {
        self.columns[field].is_some()
    }
}
