//! XLSX and XLSM as a source of rows: cell by cell, never a whole sheet, so that two cells
//! far apart or a million empty formatted ones cost nothing. A panic in the reader becomes
//! a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

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
    xlsx: Xlsx<BufReader<File>>,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
    /// The sheets with cells, and where they stand among all.
    pub(super) sheets: Vec<(usize, Sheet)>,
    /// The sheet that is read.
    pub(super) taken: usize,
    /// The sheets of which it is known that they have no formulas.
    plain: BTreeSet<usize>,
    /// What is hidden of the sheets that were looked into.
    pub(super) hidden: BTreeMap<usize, Hidden>,
}

/// Opens a workbook.
pub(super) fn open(path: &Path, place: &Place) -> Result<Workbook> {
    guard::check(path, place, crate::table::Kind::Xlsx)?;
    let from = BufReader::new(file::open(path, place)?);
    let xlsx = catch_unwind(AssertUnwindSafe(|| Xlsx::new(from)))
        .map_err(|_| sniff::damaged(place))?
        .map_err(|error| broken(&error, place, None))?;
    let sheets = xlsx
        .sheets_metadata()
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
        is_1904: xlsx.has_1904_epoch(),
        xlsx,
        sheets,
        taken: 0,
        plain: BTreeSet::new(),
        hidden: BTreeMap::new(),
    })
}

impl Workbook {
    /// Looks ahead into one of [`Workbook::sheets`], before it is read: its merged regions.
    pub(super) fn look_ahead(&mut self, sheet: usize) -> Result<Vec<Merged>> {
        let (at, _) = self.sheets[sheet];
        let ahead = guard::ahead(&self.path, &self.place, at)?;
        if !ahead.may_have_formulas {
            self.plain.insert(sheet);
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
        let xlsx = &mut self.xlsx;
        let sheet_name = name.as_str();
        let open = move || {
            let xlsx = xlsx;
            xlsx.worksheet_cells_reader(sheet_name)
        };
        let mut reader = catch_unwind(AssertUnwindSafe(open))
            .map_err(|_| sniff::damaged(&place))?
            .map_err(|error| broken(&error, &place, None))?;
        let mut row = Assembled {
            has_formulas: !self.plain.contains(&sheet),
            ..Assembled::default()
        };
        let mut cells: Vec<Cell<'_>> = Vec::new();
        let mut held = None;
        loop {
            cells.clear();
            let whole = catch_unwind(AssertUnwindSafe(|| {
                row.next(&mut reader, &mut held, &mut cells, is_1904)
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

/// A cell as the reader gives it, and what is odd about it.
struct Raw<'w> {
    position: (u32, u32),
    cell: Cell<'w>,
    odd: Option<Odd>,
}

/// A row in the making.
#[derive(Default)]
struct Assembled {
    number: u64,
    /// Whether there may be formulas, which cost more to read.
    has_formulas: bool,
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
        reader: &mut calamine::XlsxCellReader<'w, BufReader<File>>,
        held: &mut Option<Raw<'w>>,
        cells: &mut Vec<Cell<'w>>,
        is_1904: bool,
    ) -> std::result::Result<bool, Stop> {
        let mut started = false;
        if self.ended {
            return Ok(false);
        }
        loop {
            let raw = match held.take() {
                Some(raw) => raw,
                None => match self.cell(reader, is_1904) {
                    Ok(Some(raw)) => raw,
                    Ok(None) => {
                        self.ended = true;
                        return Ok(started);
                    }
                    // An error value of a newer Excel: the cell is blank, the rest is there.
                    Err(XlsxError::CellError(_)) => {
                        self.odd.push((Odd::ErrorValue, None));
                        continue;
                    }
                    Err(error) => return Err(Stop::Broken(error)),
                },
            };
            let (row, column) = raw.position;
            let number = u64::from(row) + 1;
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if !started {
                if number < self.number || column >= COLUMNS {
                    return Err(Stop::Disorder);
                }
                self.number = number;
                started = true;
            } else if number != self.number {
                *held = Some(raw);
                return Ok(true);
            }
            if column >= COLUMNS {
                return Err(Stop::Disorder);
            }
            self.put(raw, column, cells);
        }
    }

    /// The next cell.
    fn cell<'w>(
        &self,
        reader: &mut calamine::XlsxCellReader<'w, BufReader<File>>,
        is_1904: bool,
    ) -> std::result::Result<Option<Raw<'w>>, XlsxError> {
        if self.has_formulas {
            let cell = reader.next_cell_with_formula_metadata()?;
            return Ok(cell.map(|found| {
                let (cell, odd) = value::of_ref(&found.value, is_1904);
                let without_value =
                    found.formula.is_some() && matches!(found.value, DataRef::Empty);
                Raw {
                    position: found.pos,
                    cell,
                    odd: if without_value {
                        Some(Odd::NoValue)
                    } else {
                        odd
                    },
                }
            }));
        }
        Ok(reader.next_cell()?.map(|found| {
            let (cell, odd) = value::of_ref(found.get_value(), is_1904);
            Raw {
                position: found.get_position(),
                cell,
                odd,
            }
        }))
    }

    fn put<'w>(&mut self, raw: Raw<'w>, column: usize, cells: &mut Vec<Cell<'w>>) {
        let Raw { cell, odd, .. } = raw;
        self.odd.extend(odd.map(|odd| (odd, Some(column))));
        if cells.len() <= column {
            // A formatted cell without content costs nothing, however far right it stands.
            if cell == Cell::Empty {
                return;
            }
            cells.resize(column, Cell::Empty);
            cells.push(cell);
            return;
        }
        if cells[column] != Cell::Empty {
            self.odd.push((Odd::TwiceGiven, Some(column)));
        }
        cells[column] = cell;
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
