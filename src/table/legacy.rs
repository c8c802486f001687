//! The formats that can only be read whole (XLS, XLSB, ODS), and whose readers a damaged
//! file can make ask for any amount of memory. They are read behind a [`Legacy`]: the
//! program gives one that runs [`write`] in a child process with a memory limit, tests the
//! direct one. What comes back is a stream of [`wire`](super::wire) frames.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{
    Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
};

use crate::problem::Result;
use crate::table::cell::Cell;
use crate::table::header::Merged;
use crate::table::source::Odd;
use crate::table::value;
use crate::table::wire::{Refusal, Wire};
use crate::table::{Kind, Sheet, binary, ods};

/// Starts reading a legacy workbook.
pub trait Legacy {
    /// A stream of what [`write()`] writes for this file. A stream that ends early means
    /// that the reader did not survive the file.
    fn read(&self, path: &Path, kind: Kind) -> Result<Box<dyn Read + '_>>;
}

/// Reads in this process, for tests and for callers that trust their files.
pub struct Direct;

impl Legacy for Direct {
    fn read(&self, path: &Path, kind: Kind) -> Result<Box<dyn Read + '_>> {
        let mut bytes = Vec::new();
        // Writing to memory cannot fail; a reader that did leaves the stream unfinished,
        // which its reader notices.
        let _: io::Result<()> = write(path, kind, &mut bytes);
        Ok(Box::new(io::Cursor::new(bytes)))
    }
}

/// Reads a workbook whole and writes its sheets as frames; what a child process does.
pub fn write(path: &Path, kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    let mut wire = Wire::new(out)?;
    let written = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xls => xls(path, &mut wire),
        Kind::Xlsb => xlsb(path, &mut wire),
        Kind::Ods => ods(path, &mut wire),
        // These are streamed where they are.
        Kind::Csv | Kind::Xlsx => Err(Failure::Refused(Refusal::Damaged)),
    }));
    match written {
        Ok(Ok(())) => wire.end(),
        Ok(Err(Failure::Out(error))) => Err(error),
        Ok(Err(Failure::Refused(refusal))) => wire.refuse(refusal),
        Err(_) => wire.refuse(Refusal::Damaged),
    }
}

/// Why nothing or not all was written.
enum Failure {
    Out(io::Error),
    Refused(Refusal),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Out(error)
    }
}

fn damaged<E>(_: E) -> Failure {
    Failure::Refused(Refusal::Damaged)
}

fn refused(for_password: bool) -> Failure {
    Failure::Refused(if for_password {
        Refusal::Password
    } else {
        Refusal::Damaged
    })
}

fn reader(path: &Path) -> std::result::Result<BufReader<File>, Failure> {
    File::open(path).map(BufReader::new).map_err(damaged)
}

fn xls(path: &Path, wire: &mut Wire<'_>) -> std::result::Result<(), Failure> {
    let mut hidden = binary::of_xls(path).map_err(damaged)?.into_iter();
    let mut book =
        Xls::new(reader(path)?).map_err(|error| refused(matches!(error, XlsError::Password)))?;
    let is_1904 = book.has_1904_epoch();
    for sheet in sheets(&book) {
        let name = &sheet.name;
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let merged = merged.iter().map(region).collect::<Vec<_>>();
        let hidden = hidden.next().unwrap_or_default();
        wire.sheet(&sheet, &merged, &hidden, is_1904)?;
        let range = book.worksheet_range(name).map_err(damaged)?;
        rows(&range, None, is_1904, wire)?;
    }
    Ok(())
}

fn ods(path: &Path, wire: &mut Wire<'_>) -> std::result::Result<(), Failure> {
    let mut book =
        Ods::new(reader(path)?).map_err(|error| refused(matches!(error, OdsError::Password)))?;
    let mut all = ods::beside(path).into_iter();
    for sheet in sheets(&book) {
        let name = &sheet.name;
        let beside = all.next().unwrap_or_default();
        wire.sheet(&sheet, &beside.merged, &beside.hidden, beside.is_1904)?;
        let range = book.worksheet_range(name).map_err(damaged)?;
        let formulas = book.worksheet_formula(name).map_err(damaged)?;
        let formulas = Formulas {
            range: &formulas,
            calculated: &beside.calculated,
        };
        rows(&range, Some(&formulas), false, wire)?;
    }
    Ok(())
}

fn xlsb(path: &Path, wire: &mut Wire<'_>) -> std::result::Result<(), Failure> {
    let mut hidden = binary::of_xlsb(path).into_iter();
    let mut book =
        Xlsb::new(reader(path)?).map_err(|error| refused(matches!(error, XlsbError::Password)))?;
    let is_1904 = book.has_1904_epoch();
    for sheet in sheets(&book) {
        let hidden = hidden.next().unwrap_or_default();
        wire.sheet(&sheet, &[], &hidden, is_1904)?;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let (cell, odd) = value::of_ref(cell.get_value(), is_1904);
            wire.cell(row, column, &cell, odd)?;
        }
        wire.end_sheet()?;
    }
    Ok(())
}

fn sheets<R: Reader<BufReader<File>>>(book: &R) -> Vec<Sheet> {
    book.sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// The formulas of a sheet.
struct Formulas<'a> {
    range: &'a Range<String>,
    /// Where a blank is the saved value.
    calculated: &'a HashSet<(u32, u32)>,
}

impl Formulas<'_> {
    fn has(&self, at: (u32, u32)) -> bool {
        let formula = self.range.get_value(at);
        formula.is_some_and(|formula| !formula.is_empty())
    }

    /// What a formula's cell is beyond its text: an error, or no value at all.
    fn judge(&self, at: (u32, u32), cell: &Cell<'_>) -> Option<(Cell<'static>, Option<Odd>)> {
        if let Cell::Text(text) = cell
            && let Some(code) = value::error_in_text(text)
        {
            return self
                .has(at)
                .then_some((Cell::Error(code), Some(Odd::ErrorValue)));
        }
        let is_without = cell.is_blank() && self.has(at) && !self.calculated.contains(&at);
        is_without.then_some((Cell::Empty, Some(Odd::NoValue)))
    }
}

/// A whole sheet; its range begins at its first used cell, and so does that of its formulas.
fn rows(
    range: &Range<Data>,
    formulas: Option<&Formulas<'_>>,
    is_1904: bool,
    wire: &mut Wire<'_>,
) -> std::result::Result<(), Failure> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, cells) in (top..).zip(range.rows()) {
        for (column, cell) in (left..).zip(cells) {
            let (mut cell, mut odd) = value::of(cell, is_1904);
            let judged = formulas.and_then(|formulas| formulas.judge((row, column), &cell));
            if let Some(judged) = judged {
                (cell, odd) = judged;
            }
            if cell != Cell::Empty || odd.is_some() {
                wire.cell(row, column, &cell, odd)?;
            }
        }
    }
    wire.end_sheet()?;
    Ok(())
}

fn region(dimensions: &calamine::Dimensions) -> Merged {
    let column = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    Merged {
        first_row: u64::from(dimensions.start.0) + 1,
        last_row: u64::from(dimensions.end.0) + 1,
        first_column: column(dimensions.start.1),
        last_column: column(dimensions.end.1),
    }
}
