//! An export that was opened: each of its parts with the columns that were recognised.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::header::{self, folded, recognise_table};
use super::names::names_in;
use super::{Locator, Sources, columns, recognise_by_values};
use crate::plan::Export;
use crate::problem::{Error, Fault, Place, Result};
use crate::table::{self, Description, Table, Wanted};
use crate::template::{Field, Register};

/// An export with its columns recognised, in each of its parts.
pub struct Opened<'a> {
    pub(super) export: Export,
    pub(super) parts: Vec<Part>,
    pub(super) register: &'a Register,
    pub(super) reference: Date,
    pub(super) sources: Sources<'a>,
}

/// A file or a sheet with its columns recognised.
pub(super) struct Part {
    /// Of several parts none is held open but the one that is read: the texts of a workbook
    /// stand in memory while it is.
    pub(super) table: Option<Table>,
    pub(super) description: Description,
    pub(super) columns: Vec<Option<usize>>,
    /// Columns that were not taken although they mean a field: (column, field).
    pub(super) passed_over: Vec<(usize, usize)>,
    /// Columns whose headers are damaged: (column, field).
    pub(super) damaged: Vec<(usize, usize)>,
    /// Columns that were taken by their values: (column, field).
    pub(super) by_values: Vec<(usize, usize)>,
    /// Columns where a person's name may stand.
    pub(super) named_in: Vec<usize>,
}

impl<'a> Opened<'a> {
    /// Opens every part and tells what is wrong with any of them at once.
    pub(super) fn of(
        reference: Date,
        export: &Export,
        register: &'a Register,
        wanted: &BTreeSet<usize>,
        sources: Sources<'a>,
    ) -> Result<Self> {
        let (mut parts, mut faults) = (Vec::new(), Vec::new());
        // A header of the plan may be that of one part alone.
        let mut said_missing = export.columns.clone();
        for at in 0..export.parts.len() {
            match Part::open(reference, export, at, register, wanted, sources) {
                Ok((mut part, lacking)) => {
                    let headers = &part.description.headers;
                    said_missing.retain(|_, said| columns::stands_in(said, headers).is_none());
                    faults.extend(lacking);
                    if export.is_in_parts() && part.description.kind != table::Kind::Csv {
                        part.table = None;
                    }
                    parts.push(part);
                }
                Err(error) => faults.extend(error.faults),
            }
        }
        // Of a part that could not be opened nobody knows which headers it has.
        if let Some(first) = parts.first().filter(|_| parts.len() == export.parts.len()) {
            // What is wanted of every part is told of every part.
            let in_parts = export.is_in_parts();
            let said = said_missing
                .iter()
                .filter(|(field, _)| !in_parts || !wanted.contains(field))
                .map(|(field, headers)| {
                    let what = columns::said_missing(headers, &register.fields[*field].id);
                    columns::fault(what, &first.description)
                });
            faults.splice(0..0, said.collect::<Vec<_>>());
        }
        Error::all(faults)?;
        Ok(Self {
            export: export.clone(),
            parts,
            register,
            reference,
            sources,
        })
    }
}

impl Part {
    /// Opens a part; with the faults of columns that are wanted and not there.
    fn open(
        reference: Date,
        export: &Export,
        at: usize,
        register: &Register,
        wanted: &BTreeSet<usize>,
        sources: Sources<'_>,
    ) -> Result<(Self, Vec<Fault>)> {
        let mut table = open_table(export, at, register, sources)?;
        let said = columns::said_in(&export.columns, &table.describe().headers);
        let mut recognition = recognise_table(register, table.describe(), &said);
        recognise_by_values(register, &mut table, reference, &mut recognition)?;
        let named_in = names_in(&register.fields, &recognition.columns, &mut table)?;
        let lacking =
            columns::missing_columns(&recognition, register, export, wanted, table.describe());
        let part = Self {
            description: table.describe().clone(),
            table: Some(table),
            columns: recognition.columns,
            passed_over: recognition.twice,
            damaged: recognition.damaged,
            by_values: recognition.by_values,
            named_in,
        };
        Ok((part, lacking))
    }
}

impl Opened<'_> {
    /// Whether all of it is text, whose rows can be fetched from where they stand.
    pub fn is_text(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.all(|part| part.description.kind == table::Kind::Csv)
    }

    /// Where its rows and fields stand.
    pub fn locator(&self) -> Locator {
        let stands = |part: &Part| (part.description.clone(), part.columns.clone());
        Locator {
            parts: self.parts.iter().map(stands).collect(),
        }
    }

    /// The header of the column that a field is read from, in the first part that has one.
    pub fn header(&self, field: usize) -> Option<&str> {
        self.parts.iter().find_map(|part| {
            let column = part.columns[field]?;
            part.description.headers.get(column).map(String::as_str)
        })
    }

    /// Whether the export has a column for a field, in every part: what some parts leave out
    /// would be missing for their persons, who may well have it.
    pub fn has(&self, field: usize) -> bool {
        self.parts.iter().all(|part| part.columns[field].is_some())
    }

    /// Whether some part has a column for a field.
    pub fn has_somewhere(&self, field: usize) -> bool {
        self.parts.iter().any(|part| part.columns[field].is_some())
    }

    /// The fields that other parts have a column for and this one has not.
    pub(super) fn lacking(&self, part: &Part) -> Vec<&Field> {
        let fields = self.register.fields.iter().enumerate();
        fields
            .filter(|(at, _)| part.columns[*at].is_none() && self.has_somewhere(*at))
            .map(|(_, field)| field)
            .collect()
    }

    /// Opens a part again. It must be the one that was looked into.
    pub(super) fn table_of(&self, at: usize) -> Result<Table> {
        let part = &self.parts[at];
        let table = open_table(&self.export, at, self.register, self.sources)?;
        if *table.describe() != part.description {
            let place = Place::file(&part.description.file);
            return Err(table::changed_while_read(place));
        }
        Ok(table)
    }
}

fn open_table(
    export: &Export,
    at: usize,
    register: &Register,
    sources: Sources<'_>,
) -> Result<Table> {
    let known = header::known(register, &export.columns);
    let part = &export.parts[at];
    let wanted = Wanted {
        sheet: part.sheet.as_deref(),
        header_row: export.header_row,
        encoding: export.encoding.as_deref(),
        delimiter: export.delimiter.as_deref(),
        recognises: &|text| known.contains(&folded(text)),
    };
    let path = sources.folder.join(&part.file);
    table::open(&path, &part.file, &wanted, sources.legacy)
}
