//! A register: typed records of the fields a step needs, streamed from an export.
//! It knows what columns mean, by the template; it knows no file format. Rows that cannot
//! be used are the caller's to count: nothing is dropped here.

mod backwards;
mod by_values;
mod columns;
mod days;
mod elsewhere;
mod fault;
mod header;
mod identities;
mod known;
mod names;
mod once;
mod opened;
mod orders;
mod parts;
mod placeholder;
mod records;
#[cfg(test)]
mod scene;
mod shielded;
mod swapped;
mod texts;
mod value;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::plan::{self, Export, ExportRef, Plan};
use crate::problem::Result;
use crate::table::Legacy;
use crate::template::{FieldRef, Link, Template};

pub use by_values::recognise_by_values;
pub use columns::{damaged_header, passed_over, said_in, taken_by_values};
pub use days::Days;
pub use fault::ValueFault;
pub use header::{Recognition, folded, recognise, recognise_table};
pub use identities::Identities;
pub use known::problems;
pub use names::names_in;
pub use opened::Opened;
pub use parts::{Locator, PartRead, Places, Reading, row_place};
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
    Opened::of(plan.reference_date, export, register, &wanted, sources)
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
        parts: vec![plan::Part {
            file: file.to_owned(),
            sheet: None,
        }],
        header_row: None,
        encoding: None,
        delimiter: None,
        as_of: None,
        columns: BTreeMap::new(),
    };
    let register = template.register(unit.register);
    let wanted = BTreeSet::from([plan.unit.one_per.field]);
    Opened::of(plan.reference_date, &list, register, &wanted, sources)
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
