//! The records of an opened export: the fields that are asked for, read by their types.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{
    damaged_header, in_some_parts, passed_over, protection_in_some_parts, taken_by_values,
};
use super::fault::ValueFault;
use super::identities::Identities;
use super::opened::Part;
use super::parts::{Numbering, Places, Reading, part_and_row, too_long};
use super::value::{Reader, Value};
use super::{Days, Opened};
use crate::problem::{PLACES_KEPT, Place, Problems, Result};
use crate::table::{self, Cells, Read, Table};

/// How often [`Sources::progress`] is told, in rows.
const TELL_EVERY: u64 = 8192;

/// A field that is asked for, and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The field.
    pub field: usize,
    /// Read as the identity of a unit, whatever its type: a personnummer by its rules,
    /// anything else as the trimmed text of the cell (DESIGN 4).
    pub identity: bool,
}

impl Ask {
    /// The field as its type says.
    pub fn value(field: usize) -> Self {
        Self {
            field,
            identity: false,
        }
    }

    /// The field as an identity.
    pub fn identity(field: usize) -> Self {
        Self {
            field,
            identity: true,
        }
    }
}

/// One record: the values of the fields that were asked for, in that order.
pub struct Record<'a> {
    /// The row it stands in; [`Locator`](super::Locator) says where that is.
    pub row: u64,
    /// One for each field asked for.
    pub values: &'a [Value<'a>],
    /// What was odd in the row: the place of the field among those asked for, and the
    /// problem's code.
    pub faults: &'a [(usize, &'static str)],
    /// Its other fields.
    pub others: Others<'a>,
}

/// Fields of a record that are read only where somebody asks for them; what is odd in them is
/// not told.
pub struct Others<'a> {
    readers: &'a [(Reader, Option<usize>)],
    cells: &'a Cells<'a>,
}

impl Others<'_> {
    fn none() -> Self {
        Self {
            readers: &[],
            cells: Cells::none(),
        }
    }

    /// The fields as they are shown, blank where the export has none.
    pub fn shown(&self) -> Vec<String> {
        let values = values_of(self.readers, self.cells);
        values.map(|value| value.shown()).collect()
    }
}

/// The values of a row, in the order of the readers; what is odd in them is not told.
fn values_of<'v>(
    readers: &'v [(Reader, Option<usize>)],
    cells: &'v Cells<'_>,
) -> impl Iterator<Item = Value<'v>> {
    readers.iter().map(|(reader, column)| match column {
        Some(column) => reader.read_in(cells, *column, &cells.at(*column)).0,
        None => Value::Missing,
    })
}

impl Opened<'_> {
    /// Gives every data row as a record of what is asked for; a field without a column is
    /// missing.
    pub fn records(
        &mut self,
        asked: &[Ask],
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<Reading> {
        self.records_and(asked, &[], each)
    }

    /// The same, with other fields that each record can be asked for.
    pub fn records_and(
        &mut self,
        asked: &[Ask],
        others: &[Ask],
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<Reading> {
        let mut reading = Reading::default();
        for at in 0..self.parts.len() {
            let mut table = self.take_table(at)?;
            let read = self.read_part(at, &mut table, asked, others, each)?;
            self.put_back(at, table);
            reading.add(&self.export, read)?;
        }
        Ok(reading)
    }

    fn read_part(
        &self,
        at: usize,
        table: &mut Table,
        asked: &[Ask],
        others: &[Ask],
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<Read> {
        let part = &self.parts[at];
        let readers = self.readers(part, asked);
        let others = self.readers(part, others);
        let progress = self.sources.progress;
        let description = &part.description;
        let numbering = Numbering::of(at, self.parts.len());
        let mut problems = self.odd_headers(part, asked);
        let identity = asked.iter().position(|ask| ask.identity);
        let mut identities = identity.and_then(|at| {
            let field = asked[at].field;
            let fields = &self.register.fields;
            Identities::of(description, fields, &part.columns, &part.passed_over, field)
        });
        let mut told = 0_u64;
        let mut faults: Vec<(usize, &'static str)> = Vec::new();
        let mut seen = Seen::default();
        let mut days: Vec<Option<Days>> = (readers.iter())
            .map(|(reader, _)| reader.reads_days().then(|| Days::of(description)))
            .collect();
        let mut read = table.rows(&mut |row| {
            told += 1;
            if told.is_multiple_of(TELL_EVERY) {
                progress(&description.file, told);
            }
            let number = numbering.number(row.number);
            let number = number.ok_or_else(|| too_long(description))?;
            faults.clear();
            with_room(readers.len(), |values| {
                for (at, (reader, column)) in readers.iter().enumerate() {
                    let Some(column) = *column else {
                        continue;
                    };
                    let cell = row.cells.at(column);
                    let value = &mut values[at];
                    let fault = reader.give_in(row.cells, column, &cell, value);
                    if let Some(days) = &mut days[at] {
                        days.see(row.number, &cell, value, fault);
                    }
                    if let Some(identities) = identities.as_mut().filter(|_| identity == Some(at)) {
                        identities.see(row, reader, &cell, value);
                    }
                    if let Some(fault) = fault {
                        faults.push((at, fault.code()));
                    }
                    if let Some(fault) = fault.filter(|fault| !fault.is_told_by_table()) {
                        seen.see(fault, || description.place(row.number, Some(column)));
                    }
                }
                each(&Record {
                    row: number,
                    values,
                    faults: &faults,
                    others: Others {
                        readers: &others,
                        cells: row.cells,
                    },
                })
            })
        })?;
        seen.tell(&description.file, &mut problems);
        if let Some(identities) = identities {
            identities.tell(description, &mut problems);
        }
        for (days, (_, column)) in days.iter().zip(&readers) {
            if let (Some(days), Some(column)) = (days, column) {
                days.tell(description, *column, &mut problems);
            }
        }
        read.problems.append(problems);
        Ok(read)
    }

    /// Of a register that was read before, the rows that are `wanted` by their number and by the
    /// value of the first field asked for. What is odd was told then; nothing is told again.
    pub fn records_again(
        &mut self,
        asked: &[Ask],
        wanted: &mut dyn FnMut(u64, &Value<'_>) -> bool,
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<()> {
        for at in 0..self.parts.len() {
            let mut table = self.take_table(at)?;
            let part = &self.parts[at];
            let readers = self.readers(part, asked);
            let progress = self.sources.progress;
            let numbering = Numbering::of(at, self.parts.len());
            let mut told = 0_u64;
            table.rows_again(&mut |row| {
                told += 1;
                if told.is_multiple_of(TELL_EVERY) {
                    progress(&part.description.file, told);
                }
                let number = numbering.number(row.number);
                let number = number.ok_or_else(|| too_long(&part.description))?;
                let mut values = values_of(&readers, row.cells);
                let Some(first) = values.next().filter(|first| wanted(number, first)) else {
                    return Ok(());
                };
                let values: Vec<Value<'_>> = std::iter::once(first).chain(values).collect();
                each(&Record {
                    row: number,
                    values: &values,
                    faults: &[],
                    others: Others::none(),
                })
            })?;
            self.put_back(at, table);
        }
        Ok(())
    }

    /// Of a register that was read before, some rows by their numbers; `places` as that reading
    /// told them. What is odd was told then; nothing is told again.
    pub fn records_at(
        &mut self,
        asked: &[Ask],
        rows: &BTreeSet<u64>,
        places: &Places,
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut by_part: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
        for number in rows {
            let (part, row) = part_and_row(self.parts.len(), *number);
            by_part.entry(part).or_default().insert(row);
        }
        let nowhere = table::Places::default();
        for (at, rows) in by_part {
            let mut table = self.take_table(at)?;
            let part = &self.parts[at];
            let readers = self.readers(part, asked);
            let numbering = Numbering::of(at, self.parts.len());
            let places = places.0.get(at).unwrap_or(&nowhere);
            table.rows_at(&rows, places, &mut |row| {
                let values: Vec<Value<'_>> = values_of(&readers, row.cells).collect();
                let number = numbering.number(row.number);
                each(&Record {
                    row: number.ok_or_else(|| too_long(&part.description))?,
                    values: &values,
                    faults: &[],
                    others: Others::none(),
                })
            })?;
            self.put_back(at, table);
        }
        Ok(())
    }

    /// The table of a part, held open or opened again.
    fn take_table(&mut self, at: usize) -> Result<Table> {
        match self.parts[at].table.take() {
            Some(table) => Ok(table),
            None => self.table_of(at),
        }
    }

    /// Keeps the table of a part open for another reading, where it is the only one.
    fn put_back(&mut self, at: usize, table: Table) {
        if !self.export.is_in_parts() {
            self.parts[at].table = Some(table);
        }
    }

    fn readers(&self, part: &Part, asked: &[Ask]) -> Vec<(Reader, Option<usize>)> {
        let asked = asked.iter();
        asked
            .map(|ask| (self.reader(part, *ask), part.columns[ask.field]))
            .collect()
    }

    /// What is told about the headers of the fields asked for, and about those that the part
    /// alone has not.
    fn odd_headers(&self, part: &Part, asked: &[Ask]) -> Problems {
        let is_asked = |field: usize| asked.iter().any(|ask| ask.field == field);
        let description = &part.description;
        let id = |field: usize| &self.register.fields[field].id;
        let mut problems = Problems::new();
        for (column, field) in &part.passed_over {
            if let Some(taken) = part.columns[*field].filter(|_| is_asked(*field)) {
                problems.add(passed_over(description, *column, taken));
            }
        }
        for (column, field) in part.damaged.iter().filter(|(_, field)| is_asked(*field)) {
            problems.add(damaged_header(description, *column, id(*field)));
        }
        for (column, field) in part.by_values.iter().filter(|(_, field)| is_asked(*field)) {
            problems.add(taken_by_values(description, *column, id(*field)));
        }
        let lacking = self.lacking(part);
        if !lacking.is_empty() {
            let ids: Vec<&str> = lacking.iter().map(|field| field.id.as_str()).collect();
            problems.add(in_some_parts(description, &ids));
        }
        if lacking.iter().any(|field| field.protects) {
            problems.add(protection_in_some_parts(description));
        }
        problems
    }

    fn reader(&self, part: &Part, ask: Ask) -> Reader {
        let field = &self.register.fields[ask.field];
        let reader = if ask.identity {
            Reader::of_identity(field, self.reference)
        } else {
            Reader::new(field, self.reference)
        };
        reader
            .in_workbook(part.description.is_1904)
            .with_names_in(part.named_in.clone())
    }
}

/// So many values have room in place: a register has millions of rows, and to make room and to see
/// that it is empty again takes its time too.
const FEW: usize = 4;
const MORE: usize = 12;

/// Gives room for some values, all of them missing yet.
fn with_room<'v, T>(count: usize, fill: impl FnOnce(&mut [Value<'v>]) -> T) -> T {
    if count <= FEW {
        return fill(&mut [const { Value::Missing }; FEW][..count]);
    }
    if count <= MORE {
        return fill(&mut [const { Value::Missing }; MORE][..count]);
    }
    let mut many: Vec<Value<'v>> = Vec::new();
    many.resize_with(count, || Value::Missing);
    fill(&mut many)
}

/// The faults of a file's cells while it is read: of few kinds, and there may be some in every
/// row.
#[derive(Default)]
struct Seen(Vec<(ValueFault, u64, Vec<Place>)>);

impl Seen {
    fn see(&mut self, fault: ValueFault, place: impl FnOnce() -> Place) {
        let at = self.0.iter().position(|(seen, _, _)| *seen == fault);
        let at = at.unwrap_or_else(|| {
            self.0.push((fault, 0, Vec::new()));
            self.0.len() - 1
        });
        let (_, count, places) = &mut self.0[at];
        *count += 1;
        if places.len() < PLACES_KEPT {
            places.push(place());
        }
    }

    fn tell(self, file: &str, problems: &mut Problems) {
        for (fault, count, places) in self.0 {
            problems.add_many(fault.code(), file, fault.text(), count, places);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many values there are, each has room, and none is left from before.
    #[test]
    fn every_value_has_room() {
        for count in [0, 1, FEW, FEW + 1, MORE, MORE + 1, 100] {
            for _ in 0..2 {
                with_room(count, |values| {
                    assert_eq!(values, vec![Value::Missing; count]);
                    values.fill(Value::Integer(7));
                });
            }
        }
    }
}
