//! The records of an opened export: the fields that are asked for, read by their types.

use std::collections::BTreeSet;

use super::fault::ValueFault;
use super::value::{Reader, Value};
use super::{Days, Opened, damaged_header, passed_over, taken_by_values};
use crate::problem::{PLACES_KEPT, Place, Problems, Result};
use crate::table::{Cells, Description, Places, Read};

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
    /// The row it stands in.
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
    cells: Cells<'a>,
}

impl Others<'_> {
    fn none() -> Self {
        Self {
            readers: &[],
            cells: Cells::from(&[][..]),
        }
    }

    /// The fields as they are shown, blank where the export has none.
    pub fn shown(&self) -> Vec<String> {
        let shown = |(reader, column): &(Reader, Option<usize>)| match column {
            Some(column) => reader.read(&self.cells.at(*column)).0.shown(),
            None => String::new(),
        };
        self.readers.iter().map(shown).collect()
    }
}

impl Opened<'_> {
    /// Gives every data row as a record of what is asked for; a field without a column is
    /// missing.
    pub fn records(
        &mut self,
        asked: &[Ask],
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<Read> {
        self.records_and(asked, &[], each)
    }

    /// The same, with other fields that each record can be asked for.
    pub fn records_and(
        &mut self,
        asked: &[Ask],
        others: &[Ask],
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<Read> {
        let readers = self.readers(asked);
        let others = self.readers(others);
        let progress = self.progress;
        let description = self.table.describe().clone();
        let mut problems = self.odd_headers(asked, &description);
        let mut told = 0_u64;
        let mut faults: Vec<(usize, &'static str)> = Vec::new();
        let mut seen = Seen::default();
        let mut days: Vec<Option<Days>> = (readers.iter())
            .map(|(reader, _)| reader.reads_days().then(|| Days::of(&description)))
            .collect();
        let mut read = self.table.rows(&mut |row| {
            told += 1;
            if told.is_multiple_of(TELL_EVERY) {
                progress(&description.file, told);
            }
            faults.clear();
            with_room(readers.len(), |values| {
                for (at, (reader, column)) in readers.iter().enumerate() {
                    let Some(column) = *column else {
                        continue;
                    };
                    let cell = row.cells.at(column);
                    let (value, fault) = reader.read(&cell);
                    if let Some(days) = &mut days[at] {
                        days.see(row.number, &cell, &value, fault);
                    }
                    if let Some(fault) = fault {
                        faults.push((at, fault.code()));
                        seen.see(fault, || description.place(row.number, Some(column)));
                    }
                    values[at] = value;
                }
                each(&Record {
                    row: row.number,
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
        for (days, (_, column)) in days.iter().zip(&readers) {
            if let (Some(days), Some(column)) = (days, column) {
                days.tell(&description, *column, &mut problems);
            }
        }
        read.problems.append(problems);
        Ok(read)
    }

    /// Of a file that was read before, the rows that are `wanted` by their number and by the
    /// value of the first field asked for. What is odd was told then; nothing is told again.
    pub fn records_again(
        &mut self,
        asked: &[Ask],
        wanted: &mut dyn FnMut(u64, &Value<'_>) -> bool,
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<()> {
        let readers = self.readers(asked);
        let progress = self.progress;
        let file = self.table.describe().file.clone();
        let mut told = 0_u64;
        self.table.rows_again(&mut |row| {
            told += 1;
            if told.is_multiple_of(TELL_EVERY) {
                progress(&file, told);
            }
            let mut values = readers.iter().map(|(reader, column)| match column {
                Some(column) => reader.read(&row.cells.at(*column)).0,
                None => Value::Missing,
            });
            let Some(first) = values.next().filter(|first| wanted(row.number, first)) else {
                return Ok(());
            };
            let values: Vec<Value<'_>> = std::iter::once(first).chain(values).collect();
            each(&Record {
                row: row.number,
                values: &values,
                faults: &[],
                others: Others::none(),
            })
        })?;
        Ok(())
    }

    /// Of a file that was read before, some rows by their numbers; `places` as that reading
    /// told them. What is odd was told then; nothing is told again.
    pub fn records_at(
        &mut self,
        asked: &[Ask],
        rows: &BTreeSet<u64>,
        places: &Places,
        each: &mut dyn FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<()> {
        let readers = self.readers(asked);
        self.table.rows_at(rows, places, &mut |row| {
            let values: Vec<Value<'_>> = readers
                .iter()
                .map(|(reader, column)| match column {
                    Some(column) => reader.read(&row.cells.at(*column)).0,
                    None => Value::Missing,
                })
                .collect();
            each(&Record {
                row: row.number,
                values: &values,
                faults: &[],
                others: Others::none(),
            })
        })
    }

    fn readers(&self, asked: &[Ask]) -> Vec<(Reader, Option<usize>)> {
        let asked = asked.iter();
        asked
            .map(|ask| (self.reader(*ask), self.columns[ask.field]))
            .collect()
    }

    /// What is told about the headers of the fields asked for.
    fn odd_headers(&self, asked: &[Ask], description: &Description) -> Problems {
        let is_asked = |field: usize| asked.iter().any(|ask| ask.field == field);
        let mut problems = Problems::new();
        for (column, field) in &self.passed_over {
            if let Some(taken) = self.columns[*field].filter(|_| is_asked(*field)) {
                problems.add(passed_over(description, *column, taken));
            }
        }
        for (column, field) in &self.damaged {
            if is_asked(*field) {
                let id = &self.register.fields[*field].id;
                problems.add(damaged_header(description, *column, id));
            }
        }
        for (column, field) in &self.by_values {
            if is_asked(*field) {
                let id = &self.register.fields[*field].id;
                problems.add(taken_by_values(description, *column, id));
            }
        }
        problems
    }

    fn reader(&self, ask: Ask) -> Reader {
        let field = &self.register.fields[ask.field];
        let reader = if ask.identity {
            Reader::of_identity(field, self.reference)
        } else {
            Reader::new(field, self.reference)
        };
        reader.in_workbook(self.table.describe().is_1904)
    }
}

/// So many values have room in place: a register has millions of rows.
const FEW: usize = 12;

/// Gives room for some values, all of them missing yet.
fn with_room<'v, T>(count: usize, fill: impl FnOnce(&mut [Value<'v>]) -> T) -> T {
    let mut few = [const { Value::Missing }; FEW];
    if let Some(room) = few.get_mut(..count) {
        return fill(room);
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
        for count in [0, 1, FEW, FEW + 1, 100] {
            for _ in 0..2 {
                with_room(count, |values| {
                    assert_eq!(values, vec![Value::Missing; count]);
                    values.fill(Value::Integer(7));
                });
            }
        }
    }
}
