//! One export as a command finds it on disk: opened, and taken for the register of a
//! template whose columns it has. `inspect` shows this, `init` writes it into the plan.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use stickprov::problem::Result;
use stickprov::register::{Recognition, folded, recognise_by_values, recognise_table, said_in};
use stickprov::table::{self, Description, Legacy, Table, Wanted};
use stickprov::template::{Register, RegisterRef, Template};

/// What is said about the file instead of being found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    /// The sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// The row with the headers; 0 = there is none.
    pub(crate) header_row: Option<u64>,
    /// The encoding of a text file.
    pub(crate) encoding: Option<String>,
    /// What stands between the fields of a text file.
    pub(crate) delimiter: Option<String>,
    /// Field → the headers it may stand under, by the field's place in its register.
    pub(crate) columns: BTreeMap<usize, Vec<String>>,
}

/// A file that was opened, and the register it was taken for.
pub(crate) struct Export<'a> {
    /// The file.
    pub(crate) table: Table,
    /// `None` where no register knows any of its columns.
    pub(crate) taken_as: Option<TakenAs<'a>>,
}

/// A register with the columns that were recognised.
pub(crate) struct TakenAs<'a> {
    /// The template.
    pub(crate) template: &'a Template,
    /// The register.
    pub(crate) register: RegisterRef,
    /// Its columns.
    pub(crate) recognition: Recognition,
}

impl TakenAs<'_> {
    /// The register.
    pub(crate) fn register(&self) -> &Register {
        self.template.register(self.register)
    }

    /// How many fields have a column.
    pub(crate) fn recognised(&self) -> usize {
        self.recognition.columns.iter().flatten().count()
    }

    /// How many required fields have a column.
    fn required(&self) -> usize {
        let required = self.register().fields.iter().filter(|field| field.required);
        required.count() - self.missing().len()
    }

    /// The required fields without a column.
    pub(crate) fn missing(&self) -> Vec<usize> {
        let fields = self.register().fields.iter().enumerate();
        fields
            .filter(|(at, field)| field.required && self.recognition.columns[*at].is_none())
            .map(|(at, _)| at)
            .collect()
    }

    /// The field of a column.
    pub(crate) fn field_of(&self, column: usize) -> Option<usize> {
        let columns = self.recognition.columns.iter();
        columns
            .enumerate()
            .find_map(|(field, found)| (*found == Some(column)).then_some(field))
    }
}

/// Opens a file and finds the register it is an export of, among `candidates`.
pub(crate) fn open<'a>(
    path: &Path,
    shown_as: &str,
    said: &Said,
    candidates: &[(&'a Template, RegisterRef)],
    legacy: &dyn Legacy,
) -> Result<Export<'a>> {
    let names = known_headers(candidates, said);
    let wanted = Wanted {
        sheet: said.sheet.as_deref(),
        header_row: said.header_row,
        encoding: said.encoding.as_deref(),
        delimiter: said.delimiter.as_deref(),
        recognises: &|text| names.contains(&folded(text)),
    };
    let mut table = table::open(path, shown_as, &wanted, legacy)?;
    let mut taken_as = best(candidates, table.describe(), &said.columns);
    if let Some(taken) = &mut taken_as {
        let register = taken.template.register(taken.register);
        recognise_by_values(register, &mut table, Date::MAX, &mut taken.recognition)?;
    }
    Ok(Export { table, taken_as })
}

/// Every register of some templates.
pub(crate) fn registers(templates: &[Template]) -> Vec<(&Template, RegisterRef)> {
    templates
        .iter()
        .flat_map(|template| {
            let registers = (0..template.registers.len()).map(RegisterRef);
            registers.map(move |register| (template, register))
        })
        .collect()
}

fn known_headers(candidates: &[(&Template, RegisterRef)], said: &Said) -> BTreeSet<String> {
    let fields = candidates
        .iter()
        .flat_map(|(template, register)| &template.register(*register).fields);
    let names = fields.flat_map(|field| {
        let own = [&field.id, &field.title.sv, &field.title.en];
        own.into_iter()
            .chain(&field.aliases)
            .map(|name| folded(name))
    });
    names
        .chain(said.columns.values().flatten().map(|header| folded(header)))
        .collect()
}

/// The register with all its required columns and the most recognised ones; among equals the
/// one that requires the most of them, then the one with the fewest fields, as more of it is
/// there.
fn best<'a>(
    candidates: &[(&'a Template, RegisterRef)],
    description: &Description,
    said: &BTreeMap<usize, Vec<String>>,
) -> Option<TakenAs<'a>> {
    let said = &said_in(said, &description.headers);
    let none = BTreeMap::new();
    let only_one = candidates.len() == 1;
    let taken = candidates.iter().map(|(template, register)| TakenAs {
        template,
        register: *register,
        // A said column is a field of one register, and means nothing in another.
        recognition: recognise_table(
            template.register(*register),
            description,
            if only_one { said } else { &none },
        ),
    });
    taken
        .filter(|taken| taken.recognised() > 0 || only_one)
        .enumerate()
        .max_by_key(|(at, taken)| {
            (
                taken.missing().is_empty(),
                taken.recognised(),
                taken.required(),
                Reverse(taken.register().fields.len()),
                Reverse(*at),
            )
        })
        .map(|(_, taken)| taken)
}
