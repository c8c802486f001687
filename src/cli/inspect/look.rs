//! One pass over a file for `inspect`: what its columns hold, what was odd, and whom it is
//! about. A person at a terminal gets an answer from the first rows of a large file; a
//! program, and a person who says so, gets the whole file.

use std::path::Path;

use jiff::civil::Date;
use stickprov::lang::Lang;
use stickprov::problem::{Problem, Problems, Result};
use stickprov::register::{
    Days, Identities, Reader, Value, ValueFault, damaged_header, names_in, passed_over,
    taken_by_values,
};
use stickprov::table::{Description, Read, Row, Table};
use stickprov::template::{Field, FieldKind};

use super::super::export::TakenAs;
use super::super::progress::Progress;
use super::alike::Alike;
use super::persons::{Persons, Seen};
use super::profile::Profile;
use super::repeats::Repeats;
use super::steps::Steps;
use super::texts;

/// Files beyond this size are looked at in part at first.
const LARGE: u64 = 64 * 1024 * 1024;
/// How many rows that part is.
const PART: u64 = 100_000;

/// How much of a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// So many rows at most.
    Part(u64),
}

impl Extent {
    /// The whole of a small file, and of any that is wanted whole.
    pub(super) fn of(path: &Path, whole: bool) -> Self {
        let length = std::fs::metadata(path).map_or(0, |data| data.len());
        if whole || length <= LARGE {
            Self::Whole
        } else {
            Self::Part(PART)
        }
    }
}

/// What a reading showed.
pub(super) struct Looked {
    pub(super) profiles: Vec<Profile>,
    pub(super) read: Read,
    /// Whether the file goes on after what was read.
    pub(super) in_part: bool,
    /// Where the register is about persons.
    pub(super) persons: Option<Persons>,
    /// The column of their identities.
    pub(super) identity: Option<usize>,
    /// Values that are nearly known ones.
    pub(super) alike: Alike,
    /// Whether there were more rows than can be known again.
    pub(super) too_many_rows: bool,
}

/// Reads the file, or its first rows.
pub(super) fn look(
    table: &mut Table,
    taken_as: Option<&TakenAs<'_>>,
    extent: Extent,
    reference: Date,
    lang: Lang,
) -> Result<Looked> {
    let description = table.describe().clone();
    let progress = Progress::new(lang);
    let names = match taken_as {
        Some(taken) => {
            let columns = &taken.recognition.columns;
            names_in(&taken.register().fields, columns, table)?
        }
        None => Vec::new(),
    };
    let mut looking = Looking::new(&description, taken_as, reference, &names);
    let mut rows = 0_u64;
    let mut each = |row: &Row<'_>| {
        rows += 1;
        if rows.is_multiple_of(8192) {
            progress.rows(&description.file, rows);
        }
        looking.row(row);
        Ok(())
    };
    let (mut read, in_part) = match extent {
        Extent::Whole => (table.rows(&mut each)?, false),
        Extent::Part(limit) => {
            let glance = table.first_rows(limit, &mut each)?;
            let read = Read {
                rows: glance.rows,
                problems: glance.problems,
                ..Read::default()
            };
            (read, !glance.complete)
        }
    };
    let alike = std::mem::take(&mut looking.alike);
    let too_many_rows = looking.repeats.is_full();
    let identity = looking.persons.as_ref().map(|(column, _)| *column);
    let (profiles, persons, problems) = looking.end(taken_as);
    read.problems.append(problems);
    Ok(Looked {
        profiles,
        read,
        in_part,
        persons,
        identity,
        alike,
        too_many_rows,
    })
}

/// What has been seen so far.
struct Looking<'a> {
    description: &'a Description,
    readers: Vec<Option<Reader>>,
    reference: Date,
    profiles: Vec<Profile>,
    days: Vec<Days>,
    /// The column of the personnummer, and who was seen there.
    persons: Option<(usize, Seen)>,
    identities: Option<Identities>,
    steps: Option<Steps>,
    alike: Alike,
    repeats: Repeats,
    fields: Vec<Option<&'a Field>>,
    problems: Problems,
}

impl<'a> Looking<'a> {
    fn new(
        description: &'a Description,
        taken_as: Option<&'a TakenAs<'_>>,
        reference: Date,
        names: &[usize],
    ) -> Self {
        let fields: Vec<Option<&Field>> = (0..description.headers.len())
            .map(|column| {
                let taken = taken_as?;
                Some(&taken.register().fields[taken.field_of(column)?])
            })
            .collect();
        let identity = fields
            .iter()
            .position(|field| field.is_some_and(|field| field.kind == FieldKind::Personnummer));
        let mut profiles = Vec::new();
        profiles.resize_with(fields.len(), Profile::default);
        Self {
            description,
            readers: (fields.iter())
                .map(|field| {
                    let reader = Reader::new((*field)?, reference);
                    let reader = reader.in_workbook(description.is_1904);
                    Some(reader.with_names_in(names.to_vec()))
                })
                .collect(),
            reference,
            days: vec![Days::of(description); profiles.len()],
            profiles,
            persons: identity.map(|column| (column, Seen::default())),
            steps: taken_as.map(|taken| Steps::of(taken, description.headers.len())),
            identities: taken_as.and_then(|taken| {
                let (columns, twice) = (&taken.recognition.columns, &taken.recognition.twice);
                let fields = &taken.register().fields;
                let field = taken.field_of(identity?)?;
                Identities::of(description, fields, columns, twice, field)
            }),
            alike: Alike::default(),
            repeats: Repeats::default(),
            fields,
            problems: Problems::new(),
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        if self.repeats.see(*row.cells) {
            self.problems.add(Problem {
                code: "row-repeated",
                what: texts::row_repeated(),
                place: self.description.place(row.number, None),
            });
        }
        for (at, cell) in row.cells.iter().enumerate() {
            self.profiles[at].see(&cell, self.reference);
            let Some(reader) = &self.readers[at] else {
                continue;
            };
            let (value, fault) = reader.read_in(row.cells, at, &cell);
            self.days[at].see(row.number, &cell, &value, fault);
            if let Some(steps) = &mut self.steps {
                steps.see(at, value.day());
            }
            // Of a text field's values only some are known, and others are no fault.
            if let (Value::Text(text), Some(field)) = (&value, self.fields[at])
                && (fault.is_some() || field.kind == FieldKind::Text)
            {
                self.alike.see(at, row.number, text, field);
            }
            let place = || self.description.place(row.number, Some(at));
            if value == Value::Missing && fault.is_some_and(ValueFault::is_unreadable) {
                self.profiles[at].see_unreadable();
            }
            if let Some(fault) = fault.filter(|fault| !fault.is_told_by_table()) {
                let file = &self.description.file;
                self.problems
                    .see(fault.code(), file, || fault.text(), place);
            }
            let Some((_, seen)) = (self.persons.as_mut()).filter(|(column, _)| *column == at)
            else {
                continue;
            };
            if let Some(identities) = &mut self.identities {
                identities.see(row, reader, &cell, &value);
            }
            if cell.is_blank() {
                self.problems.add(Problem {
                    code: "no-identity",
                    what: texts::no_identity(),
                    place: place(),
                });
            }
            if seen.see(&value, &cell.text()) {
                self.problems.add(Problem {
                    code: "person-spelled-otherwise",
                    what: texts::spelled_otherwise(),
                    place: place(),
                });
            }
        }
        if self.steps.as_ref().is_some_and(Steps::are_in_disorder) {
            self.problems.add(Problem {
                code: "dates-in-disorder",
                what: texts::in_disorder(),
                place: self.description.place(row.number, None),
            });
        }
    }

    fn end(mut self, taken_as: Option<&TakenAs<'_>>) -> (Vec<Profile>, Option<Persons>, Problems) {
        if let Some(taken) = taken_as {
            for (column, field) in &taken.recognition.twice {
                if let Some(read) = taken.recognition.columns[*field] {
                    (self.problems).add(passed_over(self.description, *column, read));
                }
            }
            for (column, field) in &taken.recognition.damaged {
                let field = &taken.register().fields[*field].id;
                (self.problems).add(damaged_header(self.description, *column, field));
            }
            for (column, field) in &taken.recognition.by_values {
                let field = &taken.register().fields[*field].id;
                (self.problems).add(taken_by_values(self.description, *column, field));
            }
        }
        for (column, days) in self.days.iter().enumerate() {
            days.tell(self.description, column, &mut self.problems);
        }
        if let Some(identities) = &self.identities {
            identities.tell(self.description, &mut self.problems);
        }
        let persons = self.persons.map(|(_, seen)| seen.counts());
        (self.profiles, persons, self.problems)
    }
}
