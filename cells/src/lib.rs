//! calamine's reader of XLSX, cell by cell, made for files. It is generic, so the crate that says
//! what it reads from compiles it: this one does, for speed (Cargo.toml of stickprov), while the
//! program around it is compiled for size. Nothing else is done here.

use std::fs::File;
use std::io::BufReader;

use calamine::{
    Cell, DataRef, Reader as _, Sheet, Xlsx, XlsxCellFormulaMetadataRecord, XlsxCellReader,
    XlsxError,
};

/// An open workbook.
pub struct Book(Xlsx<BufReader<File>>);

impl Book {
    /// Opens a workbook: its list of sheets, its styles and its shared texts are read.
    pub fn open(file: File) -> Result<Self, XlsxError> {
        Xlsx::new(BufReader::new(file)).map(Self)
    }

    /// Its sheets of every kind, in the workbook's order.
    pub fn sheets(&self) -> &[Sheet] {
        self.0.sheets_metadata()
    }

    /// Whether days are counted from 1904.
    pub fn is_1904(&self) -> bool {
        self.0.has_1904_epoch()
    }

    /// The cells of a sheet, from its first; with their formulas, which cost more to read, or
    /// without.
    pub fn cells(&mut self, sheet: &str, with_formulas: bool) -> Result<Cells<'_>, XlsxError> {
        let reader = self.0.worksheet_cells_reader(sheet)?;
        Ok(Cells {
            reader,
            with_formulas,
            found: Found::None,
        })
    }
}

/// The cells of a sheet in the order of the file.
pub struct Cells<'w> {
    reader: XlsxCellReader<'w, BufReader<File>>,
    with_formulas: bool,
    /// The cell stays where it was read into: it is only looked at.
    found: Found<'w>,
}

enum Found<'w> {
    None,
    Plain(Cell<DataRef<'w>>),
    WithFormula(XlsxCellFormulaMetadataRecord<'w>),
}

impl<'w> Cells<'w> {
    /// Goes on to the next cell; `false` after the last, after which it may not be asked again.
    pub fn advance(&mut self) -> Result<bool, XlsxError> {
        self.found = Found::None;
        if self.with_formulas {
            if let Some(cell) = self.reader.next_cell_with_formula_metadata()? {
                self.found = Found::WithFormula(cell);
            }
        } else if let Some(cell) = self.reader.next_cell()? {
            self.found = Found::Plain(cell);
        }
        Ok(!matches!(self.found, Found::None))
    }

    /// Row and column of the cell it stands at, from 0.
    pub fn position(&self) -> (u32, u32) {
        match &self.found {
            Found::None => (0, 0),
            Found::Plain(cell) => cell.get_position(),
            Found::WithFormula(cell) => cell.pos,
        }
    }

    /// The value of the cell it stands at.
    pub fn value(&self) -> &DataRef<'w> {
        match &self.found {
            Found::None => &DataRef::Empty,
            Found::Plain(cell) => cell.get_value(),
            Found::WithFormula(cell) => &cell.value,
        }
    }

    /// Whether the cell it stands at has a formula and no value.
    pub fn lacks_value(&self) -> bool {
        match &self.found {
            Found::None | Found::Plain(_) => false,
            Found::WithFormula(cell) => {
                cell.formula.is_some() && matches!(cell.value, DataRef::Empty)
            }
        }
    }
}
