//! XLSX and XLSM as a source of rows: cell by cell, never a whole sheet, so that two cells
//! far apart or a million empty formatted ones cost nothing. A panic in the reader becomes
//! a sentence.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use calamine::{SheetType, SheetVisible, XlsxError};
use stickprov_cells::{Book, Cells as BookCells};

use crate::problem::{Error, Place, Result};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::header::Merged;
use crate::table::hidden::Hidden;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{Sheet, file, guard, sniff, texts, value};

/// Excel has no more columns than this.
const COLUMNS: usize = 16_384;

/// An open workbook.
pub(super) struct Workbook {
    path: PathBuf,
    place: Place,
    book: Book,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
    /// The sheets with cells, and where they stand among all.
    pub(super) sheets: Vec<(usize, Sheet)>,
    /// The sheet that is read.
    pub(super) taken: usize,
    /// The parts of the sheets of which it is known that they have no formulas.
    plain: BTreeMap<usize, String>,
    /// What is hidden of the sheets that were looked into.
    pub(super) hidden: BTreeMap<usize, Hidden>,
}

/// Opens a workbook.
pub(super) fn open(path: &Path, place: &Place) -> Result<Workbook> {
    guard::check(path, place, crate::table::Kind::Xlsx)?;
    let from = file::open(path, place)?;
    let again = file::open(path, place)?;
    let book = catch_unwind(AssertUnwindSafe(|| Book::open(from, again)))
        .map_err(|_| sniff::damaged(place))?
        .map_err(|error| broken(&error, place, None))?;
    let sheets = book
        .sheets()
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .map(|(at, sheet)| {
            let hidden = sheet.visible != SheetVisible::Visible;
            let name = sheet.name.clone();
            (at, Sheet { name, hidden })
        })
        .collect();
    Ok(Workbook {
        path: path.to_owned(),
        place: place.clone(),
        is_1904: book.is_1904(),
        book,
        sheets,
        taken: 0,
        plain: BTreeMap::new(),
        hidden: BTreeMap::new(),
    })
}

impl Workbook {
    /// Looks ahead into one of [`Workbook::sheets`], before it is read: its merged regions.
    pub(super) fn look_ahead(&mut self, sheet: usize) -> Result<Vec<Merged>> {
        let (at, _) = self.sheets[sheet];
        let ahead = guard::ahead(&self.path, &self.place, at)?;
        if let Some(part) = ahead.without_formulas {
            self.plain.insert(sheet, part);
        }
        self.hidden.insert(sheet, ahead.hidden);
        Ok(ahead.merged)
    }

    /// Gives a sheet's rows, at least `width` cells each; whether it came to the end.
    pub(super) fn each(&mut self, sheet: usize, width: usize, sink: &mut dyn Sink) -> Result<bool> {
        let name = self.sheets[sheet].1.name.clone();
        let place = self.place.clone().in_sheet(&name);
        let is_1904 = self.is_1904;
        let nothing = Hidden::default();
        let mut hidden = self.hidden.get(&sheet).unwrap_or(&nothing).in_order();
        let book = &mut self.book;
        let sheet_name = name.as_str();
        let plain = self.plain.get(&sheet);
        let open = move || {
            let book = book;
            match plain {
                Some(part) => book.cells(sheet_name, part),
                None => book.cells_with_formulas(sheet_name),
            }
        };
        let mut reader = catch_unwind(AssertUnwindSafe(open))
            .map_err(|_| sniff::damaged(&place))?
            .map_err(|error| broken(&error, &place, None))?;
        let mut row = Assembled::default();
        let mut cells: Vec<Cell<'_>> = Vec::new();
        loop {
            cells.clear();
            let whole = catch_unwind(AssertUnwindSafe(|| {
                row.next(&mut reader, &mut cells, is_1904)
            }))
            .map_err(|_| sniff::damaged(&place))?;
            let more = whole.map_err(|error| match error {
                Stop::Broken(error) => broken(&error, &place, Some(row.number)),
                Stop::Disorder => sniff::damaged(&place.clone().at_row(row.number)),
            })?;
            for (odd, column) in row.odd.drain(..) {
                sink.odd(odd, row.number, column);
            }
            if !more {
                return Ok(true);
            }
            if cells.len() < width {
                cells.resize(width, Cell::Empty);
            }
            if hidden.has(row.number) && !cells.iter().all(Cell::is_blank) {
                sink.odd(Odd::Hidden, row.number, None);
            }
            if sink.row(row.number, 1, Cells::from(cells.as_slice()))? == Flow::Stop {
                return Ok(false);
            }
        }
    }
}

/// A row in the making.
#[derive(Default)]
struct Assembled {
    number: u64,
    /// The reader stands at the first cell of the next row.
    held: bool,
    /// The reader must not be asked again after its last cell.
    ended: bool,
    odd: Vec<(Odd, Option<usize>)>,
}

/// Why a row could not be made.
enum Stop {
    Broken(XlsxError),
    /// Rows or columns that go backwards or beyond what a sheet has.
    Disorder,
}

impl Assembled {
    /// Takes cells until the next row begins; `false` when there are no more.
    fn next<'w>(
        &mut self,
        reader: &mut BookCells<'w>,
        cells: &mut Vec<Cell<'w>>,
        is_1904: bool,
    ) -> std::result::Result<bool, Stop> {
        let mut started = false;
        if self.ended {
            return Ok(false);
        }
        loop {
            if !std::mem::take(&mut self.held) {
                match reader.advance() {
                    Ok(true) => {}
                    Ok(false) => {
                        self.ended = true;
                        return Ok(started);
                    }
                    // An error value of a newer Excel: the cell is blank, the rest is there.
                    Err(XlsxError::CellError(_)) => {
                        self.odd.push((Odd::ErrorValue, None));
                        continue;
                    }
                    Err(error) => return Err(Stop::Broken(error)),
                }
            }
            let (row, column) = reader.position();
            let number = u64::from(row) + 1;
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if !started {
                if number < self.number || column >= COLUMNS {
                    return Err(Stop::Disorder);
                }
                self.number = number;
                started = true;
            } else if number != self.number {
                self.held = true;
                return Ok(true);
            }
            if column >= COLUMNS {
                return Err(Stop::Disorder);
            }
            self.put(reader, column, cells, is_1904);
        }
    }

    /// Puts the cell that the reader stands at in its column.
    fn put<'w>(
        &mut self,
        reader: &BookCells<'w>,
        column: usize,
        cells: &mut Vec<Cell<'w>>,
        is_1904: bool,
    ) {
        if reader.lacks_value() {
            self.odd.push((Odd::NoValue, Some(column)));
        }
        let value = reader.value();
        if cells.len() <= column {
            // A formatted cell without content costs nothing, however far right it stands.
            if value::is_nothing(value) {
                return;
            }
            if cells.len() < column {
                cells.resize(column, Cell::Empty);
            }
            cells.push(Cell::Empty);
        } else if cells[column] != Cell::Empty {
            self.odd.push((Odd::TwiceGiven, Some(column)));
        }
        let odd = value::set(&mut cells[column], value, is_1904);
        self.odd.extend(odd.map(|odd| (odd, Some(column))));
    }
}

fn broken(error: &XlsxError, place: &Place, row: Option<u64>) -> Error {
    if matches!(error, XlsxError::Password) {
        return sniff::password(place);
    }
    if matches!(error, XlsxError::Io(_)) && row.is_none() {
        return Error::at(place.clone(), texts::damaged()).hint(texts::save_again());
    }
    sniff::damaged(&match row {
        Some(row) if row > 0 => place.clone().at_row(row),
        Some(_) | None => place.clone(),
    })
}
