//! Small workbooks read whole, sheet by sheet, every cell by its address: checklists and
//! fact-check workbooks come back with cells filled in here and there, not as a table.

use std::collections::BTreeMap;
use std::path::Path;

use crate::problem::{Place, Result};
use crate::table::cell::Cell;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{Kind, Legacy, guard, sniff, wire, xlsx};

/// A sheet with its filled cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// Cells with something in them, by row and column from 0.
    pub cells: BTreeMap<(u32, u16), Cell<'static>>,
}

impl Grid {
    /// The last column with something in it.
    pub fn last_column(&self) -> u16 {
        let columns = self.cells.keys().map(|(_, column)| *column);
        columns.max().unwrap_or(0)
    }
}

/// Reads all sheets of a workbook, hidden ones too; `None` for delimited text.
pub fn grids(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Option<Vec<Grid>>> {
    let place = Place::file(shown_as);
    let kind = sniff::kind(path, &place)?;
    match kind {
        Kind::Csv => Ok(None),
        Kind::Xlsx => {
            let mut book = xlsx::open(path, &place)?;
            let mut grids = Vec::new();
            for at in 0..book.sheets.len() {
                let mut grid = Grid {
                    name: book.sheets[at].1.name.clone(),
                    ..Grid::default()
                };
                book.each(at, 0, &mut grid)?;
                grids.push(grid);
            }
            Ok(Some(grids))
        }
        Kind::Xls | Kind::Xlsb | Kind::Ods => {
            if kind != Kind::Xls {
                guard::check(path, &place, kind)?;
            }
            let held = wire::sheets(&mut *legacy.read(path, kind)?, &place)?;
            let mut grids = Vec::new();
            for sheet in held {
                let mut grid = Grid {
                    name: sheet.sheet.name.clone(),
                    ..Grid::default()
                };
                sheet.each(&place, 0, &mut grid)?;
                grids.push(grid);
            }
            Ok(Some(grids))
        }
    }
}

impl Sink for Grid {
    fn row(&mut self, number: u64, _lines: u64, cells: &[Cell<'_>]) -> Result<Flow> {
        for (column, cell) in cells.iter().enumerate() {
            // A sheet has 1 048 576 rows and 16 384 columns.
            let row = u32::try_from(number - 1);
            let column = u16::try_from(column);
            if let (Ok(row), Ok(column), false) = (row, column, cell.is_blank()) {
                self.cells.insert((row, column), cell.clone().into_owned());
            }
        }
        Ok(Flow::On)
    }

    fn odd(&mut self, _odd: Odd, _row: u64, _column: Option<usize>) {}
}
