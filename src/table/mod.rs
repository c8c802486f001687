//! One export file as rows of cells with places, streamed: the tool's only reading path.
//! It knows formats, encodings and how to find a header; it knows no meaning, so the
//! caller says which header texts it recognises. A register of ten million rows is never
//! held whole: [`Table::rows`] lends one row at a time.

mod again;
mod binary;
mod carried;
mod cell;
mod cells;
mod choose;
mod compound;
mod description;
mod dialect;
mod encoding;
mod file;
mod fixed;
mod grid;
mod groups;
mod guard;
mod hash;
mod header;
mod hidden;
mod kinds;
mod known;
mod layout;
mod legacy;
mod notice;
mod ods;
mod open;
mod picked;
mod places;
mod records;
mod remarks;
mod sniff;
mod source;
mod sparse;
mod stream;
mod text;
mod texts;
mod to_csv;
mod totals;
mod unlike;
mod unread;
mod usual;
mod value;
mod widen;
mod wire;
mod xlsx;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::problem::{Error, Place, Problems, Result};
use again::Again;
use header::Merged;
use layout::Layout;
use picked::Picked;
use source::Sink;

pub use cell::{Cell, letters};
pub use cells::Cells;
pub use description::Description;
pub use grid::{Grid, grids};
pub use guard::unpacked;
pub use known::problems;
pub use legacy::{Direct, Legacy, write as write_legacy};
pub use open::open;
pub use places::Places;
pub(crate) use texts::persons_unread;
pub use to_csv::to_csv;

/// How a file is to be read; what is `None` is found.
pub struct Wanted<'a> {
    /// The sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// The row with the headers, as the spreadsheet program counts; 0 = there is none.
    pub header_row: Option<u64>,
    /// The encoding of a text file, by its usual name.
    pub encoding: Option<&'a str>,
    /// What stands between the fields of a text file; `\t`, `tab` and other names are understood.
    pub delimiter: Option<&'a str>,
    /// Whether a header text is known. The table knows no meaning, so the caller says.
    pub recognises: &'a dyn Fn(&str) -> bool,
}

impl Wanted<'_> {
    /// Everything found, nothing recognised: the structure alone decides.
    pub fn anything() -> Wanted<'static> {
        Wanted {
            sheet: None,
            header_row: None,
            encoding: None,
            delimiter: None,
            recognises: &|_| false,
        }
    }
}

/// What kind of file it is, by its content, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text with delimiters.
    Csv,
    /// Excel since 2007, also with macros.
    Xlsx,
    /// Excel until 2003.
    Xls,
    /// Excel's binary workbook.
    Xlsb,
    /// `LibreOffice`.
    Ods,
}

impl Kind {
    /// The usual ending, as `inspect` shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
        }
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether Excel hides it.
    pub hidden: bool,
}

/// One data row, lent for the time of a call.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The row as a spreadsheet program counts it, or the line of a text file; from 1.
    pub number: u64,
    /// Exactly as many cells as there are headers.
    pub cells: &'a Cells<'a>,
}

/// What a reading of the whole file gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Data rows given.
    pub rows: u64,
    /// Blank rows between the first and the last row with text below the header.
    pub blank: u64,
    /// Rows of totals, left out.
    pub totals: u64,
    /// Notes below the table, left out.
    pub notes: u64,
    /// Repetitions of the header row, left out.
    pub headers_again: u64,
    /// Lines drawn with marks, columns numbered, and rows that say what columns hold, left out.
    pub marks: u64,
    /// Rows of another table below this one, left out, its header among them.
    pub below: u64,
    /// Rows whose only cells stand outside the table's columns, left out.
    pub outside: u64,
    /// SHA-256 of the file's bytes, in lower-case hex.
    pub sha256: String,
    /// Where its rows stand, as far as that can be used.
    pub places: Places,
    /// What was odd, by code and place.
    pub problems: Problems,
}

/// What a look at a file's beginning gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// Data rows given.
    pub rows: u64,
    /// Whether these are all.
    pub complete: bool,
    /// What was odd so far.
    pub problems: Problems,
}

/// A file that was opened and understood, ready to be read as often as needed.
pub struct Table {
    path: PathBuf,
    description: Description,
    content: Content,
    merged: Vec<Merged>,
    has_beside: bool,
    again: Again,
    problems: Problems,
    stamp: file::Stamp,
}

/// Where the rows come from.
enum Content {
    Text(Box<text::TextFile>),
    Xlsx(Box<xlsx::Workbook>),
    Held(wire::HeldSheet),
}

impl Table {
    /// How the file was taken.
    pub fn describe(&self) -> &Description {
        &self.description
    }

    /// Gives every data row in order; may be called again.
    pub fn rows(&mut self, each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<Read> {
        self.read(Manner::default(), each)
    }

    /// The same of a file that was read before: its hash is not asked for again and empty.
    pub fn rows_again(&mut self, each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<Read> {
        let manner = Manner {
            unhashed: true,
            ..Manner::default()
        };
        self.read(manner, each)
    }

    /// Gives some rows of a file that was read before, in order, by their numbers; `places` as
    /// that reading told them.
    pub fn rows_at(
        &mut self,
        numbers: &BTreeSet<u64>,
        places: &Places,
        each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.merged.is_empty() {
            let mut picked = Picked::new(&self.description, numbers, each);
            match &mut self.content {
                Content::Text(text) => text.at(numbers, places, &mut picked)?,
                content @ (Content::Xlsx(_) | Content::Held(_)) => {
                    content.each(false, &mut picked, &self.description)?;
                }
            }
            return self.unchanged();
        }
        // What merged cells share stands in the rows above.
        self.rows_again(&mut |row| {
            if numbers.contains(&row.number) {
                each(row)
            } else {
                Ok(())
            }
        })?;
        Ok(())
    }

    /// Gives every row of a table of figures in order, its rows of totals too.
    pub fn figures(&mut self, each: &mut dyn FnMut(&Row<'_>) -> Result<()>) -> Result<Read> {
        let manner = Manner {
            with_totals: true,
            ..Manner::default()
        };
        self.read(manner, each)
    }

    fn read(
        &mut self,
        manner: Manner,
        each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<Read> {
        let place = Place::file(&self.description.file);
        let (layout, passed) = self.pass(manner, each)?;
        let mut read = Read {
            rows: layout.rows,
            blank: layout.blank,
            totals: layout.totals,
            notes: layout.notes,
            headers_again: layout.headers_again,
            marks: layout.marks,
            outside: layout.outside,
            below: layout.below.unwrap_or(0),
            sha256: String::new(),
            places: passed.places,
            problems: layout.problems,
        };
        read.problems.append(self.problems.clone());
        read.sha256 = match passed.sha256 {
            Some(hash) => hash,
            None if manner.unhashed => String::new(),
            None => file::sha256(&self.path, &place)?,
        };
        self.unchanged()?;
        Ok(read)
    }

    /// The file is still the one that was opened.
    fn unchanged(&self) -> Result<()> {
        let place = Place::file(&self.description.file);
        if file::stamp(&self.path, &place)? != self.stamp {
            return Err(changed_while_read(place));
        }
        Ok(())
    }

    /// Gives the first data rows, at most `limit`.
    pub fn first_rows(
        &mut self,
        limit: u64,
        each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<Glance> {
        let manner = Manner {
            limit: Some(limit),
            unhashed: true,
            ..Manner::default()
        };
        let (layout, passed) = self.pass(manner, each)?;
        let mut glance = Glance {
            rows: layout.rows,
            complete: passed.complete,
            problems: layout.problems,
        };
        glance.problems.append(self.problems.clone());
        Ok(glance)
    }

    fn pass<'s, 'f>(
        &'s mut self,
        manner: Manner,
        each: layout::Each<'f>,
    ) -> Result<(Layout<'s, 'f>, Passed)> {
        let Self {
            description,
            content,
            merged,
            has_beside,
            again,
            ..
        } = self;
        let mut layout = Layout::new(description, merged, again, manner.limit, each);
        layout.has_beside = *has_beside;
        layout.with_totals = manner.with_totals;
        let passed = content.each(!manner.unhashed, &mut layout, description)?;
        if passed.complete {
            layout.finish();
        }
        Ok((layout, passed))
    }
}

/// That a file is not the one that it was when it was opened.
pub fn changed_while_read(place: Place) -> Error {
    Error::at(place, texts::changed_while_read()).hint(texts::read_again())
}

/// How a pass over a file's rows is made.
#[derive(Clone, Copy, Default)]
struct Manner {
    /// After how many rows it ends.
    limit: Option<u64>,
    /// Rows of totals are rows.
    with_totals: bool,
    /// Nobody asks for the file's hash.
    unhashed: bool,
}

/// How a pass over a file's rows ended.
struct Passed {
    complete: bool,
    /// Where hashing cost nothing extra.
    sha256: Option<String>,
    places: Places,
}

impl Content {
    fn each(
        &mut self,
        hashed: bool,
        sink: &mut dyn Sink,
        description: &Description,
    ) -> Result<Passed> {
        let width = description.first_column + description.headers.len();
        let complete = match self {
            Self::Text(text) => {
                return Ok(match text.each(hashed, sink)? {
                    Some(whole) => Passed {
                        complete: true,
                        sha256: Some(whole.sha256),
                        places: whole.places,
                    },
                    None => Passed {
                        complete: false,
                        sha256: None,
                        places: Places::default(),
                    },
                });
            }
            Self::Xlsx(workbook) => {
                let taken = workbook.taken;
                workbook.each(taken, width, sink)?
            }
            Self::Held(sheet) => {
                let place = Place::file(&description.file).in_sheet(&sheet.sheet.name);
                sheet.each(&place, width, sink)?
            }
        };
        Ok(Passed {
            complete,
            sha256: None,
            places: Places::default(),
        })
    }
}
