//! `[registers.ID]`: the exports, which register of the template each is, and what is said
//! about the file instead of being found.

use std::collections::BTreeMap;

use super::faults::{Faults, with};
use super::keys::{Entry, Found, Keys, entries};
use super::{parts, value};
use crate::plan::{Export, ExportRef, texts};
use crate::template::{Register, RegisterRef, Template};

/// The exports of the plan; `None` for one that has a fault, so that what refers to it is
/// not called unknown too.
#[derive(Default)]
pub(super) struct Exports(Vec<(String, Option<Export>)>);

impl Exports {
    /// The export with an id; a fault when the plan has none.
    pub(super) fn find(&self, at: usize, id: &str, faults: &mut Faults<'_>) -> Option<ExportRef> {
        let found = self.0.iter().position(|(known, _)| known == id);
        if found.is_none() {
            let known: Vec<String> = self.0.iter().map(|(id, _)| id.clone()).collect();
            faults.unknown(at, texts::unknown_export(id), id, &known);
        }
        found.map(ExportRef)
    }

    /// The only one, when there is only one.
    pub(super) fn only(&self) -> Option<ExportRef> {
        (self.0.len() == 1).then_some(ExportRef(0))
    }

    pub(super) fn good(&self, export: ExportRef) -> Option<&Export> {
        self.0.get(export.0)?.1.as_ref()
    }

    /// All of them, when none has a fault.
    pub(super) fn all(self) -> Option<Vec<Export>> {
        self.0.into_iter().map(|(_, export)| export).collect()
    }
}

pub(super) fn read(found: Found<'_>, template: &Template, faults: &mut Faults<'_>) -> Exports {
    let Some(table) = value::table("[registers]", found, faults) else {
        return Exports::default();
    };
    let entries = entries(table);
    if entries.is_empty() {
        let at = found.span().start;
        faults.add_hinted(at, texts::no_registers(), texts::no_registers_hint());
    }
    let read = |entry: Entry<'_>| {
        let export = export(entry, template, faults);
        (entry.name.to_owned(), export)
    };
    Exports(entries.into_iter().map(read).collect())
}

fn export(entry: Entry<'_>, template: &Template, faults: &mut Faults<'_>) -> Option<Export> {
    let section = format!("[registers.{}]", entry.name);
    let mut keys = Keys::open(&section, entry.value, faults)?;
    let register = match keys.get("kind") {
        Some(found) => value::text("kind", found, faults)
            .and_then(|id| register_ref(found.span().start, id, template, faults)),
        None => register_ref(entry.at, entry.name, template, faults),
    };
    let parts = parts::read(&mut keys, faults);
    let encoding = keys.get("encoding");
    let encoding = encoding.and_then(|found| value::filled("encoding", found, faults));
    // A tabulator is a delimiter and a blank text at the same time.
    let delimiter = keys.get("delimiter");
    let delimiter = delimiter.and_then(|found| value::text("delimiter", found, faults));
    let header_row = keys.get("header_row");
    let header_row = header_row.and_then(|found| value::count("header_row", found, 0, faults));
    let as_of = keys.get("as_of");
    let as_of = as_of.and_then(|found| value::date("as_of", found, faults));
    let columns = keys.get("columns");
    let columns = match (columns, register) {
        (Some(found), Some(register)) => columns_of(found, template.register(register), faults),
        (None, _) | (_, None) => BTreeMap::new(),
    };
    let is_list = register.is_some_and(|at| template.register(at).form.is_some());
    if is_list && parts.as_ref().is_some_and(|parts| parts.len() > 1) {
        faults.add(entry.at, texts::list_in_parts(entry.name));
    }
    keys.close(faults);
    Some(Export {
        id: entry.name.to_owned(),
        register: register?,
        parts: parts?,
        header_row,
        encoding,
        delimiter: delimiter.map(str::to_owned),
        as_of,
        columns,
    })
}

fn register_ref(
    at: usize,
    id: &str,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<RegisterRef> {
    let found = template.register_by_id(id);
    if found.is_none() {
        let known: Vec<String> = template.registers.iter().map(|r| r.id.clone()).collect();
        let what = texts::unknown_register(id);
        match crate::template::nearest(id, &known) {
            Some(near) => faults.add_hinted(at, what, texts::nearest(&near)),
            None => faults.add_hinted(at, what, texts::kind_hint(&known.join(", "))),
        }
    }
    found
}

fn columns_of(
    found: Found<'_>,
    register: &Register,
    faults: &mut Faults<'_>,
) -> BTreeMap<usize, Vec<String>> {
    let read = |name: &str, found: Found<'_>, faults: &mut Faults<'_>| {
        let mut filled = |item| value::filled(name, item, faults);
        let headers: Option<Vec<String>> =
            value::list(found).into_iter().map(&mut filled).collect();
        if headers.as_ref().is_some_and(Vec::is_empty) {
            faults.add(found.span().start, texts::empty_list(name));
            return None;
        }
        headers
    };
    value::by_name("columns", found, faults, read)
        .into_iter()
        .filter_map(|(name, at, header)| Some((field(at, name, register, faults)?, header)))
        .collect()
}

/// A field of a register by its id, with or without the register's id and a point before it.
pub(super) fn field(
    at: usize,
    name: &str,
    register: &Register,
    faults: &mut Faults<'_>,
) -> Option<usize> {
    let bare = name
        .strip_prefix(&register.id)
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(name);
    let found = register.field_by_id(&crate::template::plain(bare));
    if found.is_none() {
        let known: Vec<String> = register.fields.iter().map(|f| f.id.clone()).collect();
        let what = texts::unknown_field(bare, &register.id);
        faults.unknown(at, what, bare, &known);
    }
    found
}

/// A value of a field as it stands in the frame; a fault when the field has a list of values
/// and this is none of them.
pub(super) fn field_value(
    at: usize,
    text: &str,
    name: &str,
    field: &crate::template::Field,
    faults: &mut Faults<'_>,
) -> Option<String> {
    let canonical = field.canonical(text);
    if field.knows(&canonical) {
        return Some(canonical);
    }
    let known: Vec<String> = field.values.iter().map(|v| v.value.clone()).collect();
    let what = texts::unknown_value(text, name);
    match super::faults::suggestion(text, &known) {
        Some(hint) => {
            let hint = with(&hint, texts::value_hint);
            faults.add_hinted(at, what, hint);
        }
        None => faults.add_hinted(at, what, texts::own_template_hint()),
    }
    None
}
