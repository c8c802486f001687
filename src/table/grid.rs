//! Small workbooks read whole, sheet by sheet, every cell by its address: checklists and
//! fact-check workbooks come back with cells filled in here and there, not as a table.

use std::collections::BTreeMap;
use std::path::Path;

use crate::problem::{Place, Result};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::header::Merged;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{Kind, Legacy, guard, letters, sniff, texts, wire, xlsx};

/// A sheet with its filled cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The sheet's name.
    pub name: String,
    /// Cells with something in them, by row and column from 0.
    pub cells: BTreeMap<(u32, u16), Cell<'static>>,
    /// Its regions of merged cells; Excel's binary workbook does not tell them.
    pub(crate) merged: Vec<Region>,
}

/// Cells that were merged into one: the first and the last, by row and column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    /// The top left cell, which alone shows what it holds.
    pub(crate) first: (u32, u16),
    /// The bottom right cell.
    pub(crate) last: (u32, u16),
}

impl Region {
    /// As a spreadsheet program writes it: `C13:E13`.
    pub(crate) fn address(&self) -> String {
        let cell = |(row, column): (u32, u16)| {
            format!("{}{}", letters(usize::from(column)), u64::from(row) + 1)
        };
        format!("{}:{}", cell(self.first), cell(self.last))
    }

    /// What lies beyond the rows and columns of a sheet is none.
    fn of(merged: &Merged) -> Option<Self> {
        let row = |row: u64| u32::try_from(row.checked_sub(1)?).ok();
        let column = |column: usize| u16::try_from(column).ok();
        Some(Self {
            first: (row(merged.first_row)?, column(merged.first_column)?),
            last: (row(merged.last_row)?, column(merged.last_column)?),
        })
    }
}

impl Grid {
    /// Merges cells, from the first to the last.
    #[cfg(test)]
    pub(crate) fn merge(&mut self, first: (u32, u16), last: (u32, u16)) {
        self.merged.push(Region { first, last });
    }

    /// The last column with something in it.
    pub fn last_column(&self) -> u16 {
        let columns = self.cells.keys().map(|(_, column)| *column);
        columns.max().unwrap_or(0)
    }
}

/// Reads all sheets of a workbook, hidden ones too; `None` for delimited text. People filled it
/// in: one that is damaged cannot be exported again, as a register can.
pub fn grids(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Option<Vec<Grid>>> {
    let exported = [
        texts::save_again(),
        texts::export_again(),
        texts::export_as(),
    ];
    whole(path, shown_as, legacy).map_err(|mut error| {
        let hints = error
            .faults
            .iter_mut()
            .filter_map(|fault| fault.hint.as_mut());
        for hint in hints.filter(|hint| exported.contains(hint)) {
            *hint = texts::save_again_filled();
        }
        error
    })
}

fn whole(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Option<Vec<Grid>>> {
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
                    merged: regions(&book.look_ahead(at)?),
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
                    merged: regions(&sheet.merged),
                    ..Grid::default()
                };
                sheet.each(&place, 0, &mut grid)?;
                grids.push(grid);
            }
            Ok(Some(grids))
        }
    }
}

fn regions(merged: &[Merged]) -> Vec<Region> {
    merged.iter().filter_map(Region::of).collect()
}

impl Sink for Grid {
    fn row(&mut self, number: u64, _lines: u64, cells: Cells<'_>) -> Result<Flow> {
        for (column, cell) in cells.iter().enumerate() {
            // A sheet has 1 048 576 rows and 16 384 columns.
            let row = u32::try_from(number - 1);
            let column = u16::try_from(column);
            if let (Ok(row), Ok(column), false) = (row, column, cell.is_blank()) {
                self.cells.insert((row, column), cell.into_owned());
            }
        }
        Ok(Flow::On)
    }

    fn odd(&mut self, _odd: Odd, _row: u64, _column: Option<usize>) {}
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;
    use crate::table::Direct;

    #[test]
    fn merged_cells_come_with_their_sheet() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Nr").unwrap();
        let sheet = book.add_worksheet();
        let format = Format::new();
        sheet.merge_range(12, 2, 12, 4, "Ja", &format).unwrap();
        sheet.merge_range(14, 27, 15, 27, "", &format).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        book.save(&path).unwrap();
        let grids = grids(&path, "a.xlsx", &Direct).unwrap().unwrap();
        let merged: Vec<Vec<String>> = grids
            .iter()
            .map(|grid| grid.merged.iter().map(Region::address).collect())
            .collect();
        assert_eq!(merged, [vec![], vec!["C13:E13", "AB15:AB16"]]);
    }

    /// What people filled in is not to be had from a system once more.
    #[test]
    fn a_damaged_workbook_is_not_to_be_exported_again() {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Nr").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        for part in [0, bytes.len() / 2] {
            std::fs::write(&path, &bytes[..part]).unwrap();
            let error = grids(&path, "a.xlsx", &Direct).unwrap_err();
            assert_eq!(
                error.faults[0].hint,
                Some(texts::save_again_filled()),
                "{part}"
            );
        }
    }
}
