//! The cells of an XLSX, as calamine reads them. calamine's reader is generic, so the crate that
//! says what it reads from compiles it: this one does, for speed (Cargo.toml of stickprov), while
//! the program around it is compiled for size.
//!
//! Most of calamine's time goes to taking XML apart that programs write in one form only. That form
//! is scanned here (`scan`); whatever is of another form, and what a plain cell holds where only
//! calamine can tell, is read by calamine. The two read the first cells of every sheet together,
//! and where they do not agree calamine reads the sheet.

mod paired;
mod scan;
mod styles;
#[cfg(test)]
mod tests;
mod texts;
mod window;

use std::fs::File;
use std::io::BufReader;

use calamine::{Reader as _, Sheet, Xlsx, XlsxError};
use zip::ZipArchive;

pub use paired::Cells;
use paired::Scanner;
use styles::Styles;
use texts::Texts;

/// The part with the shared texts.
const TEXTS: &str = "xl/sharedStrings.xml";
/// calamine holds the texts too: beyond so many bytes they are not held twice.
const MOST_TEXTS: u64 = 128 * 1024 * 1024;
/// How many cells of a sheet are both scanned and read by calamine.
const TOGETHER: u64 = 4096;

/// An open workbook.
pub struct Book {
    calamine: Xlsx<BufReader<File>>,
    archive: Option<ZipArchive<BufReader<File>>>,
    /// Read when a sheet is scanned.
    texts: Option<Texts>,
    together: u64,
}

impl Book {
    /// Opens a workbook: its list of sheets, its styles and its shared texts are read. `again` is
    /// the same file, opened once more.
    pub fn open(file: File, again: File) -> Result<Self, XlsxError> {
        Ok(Self {
            calamine: Xlsx::new(BufReader::new(file))?,
            archive: ZipArchive::new(BufReader::new(again)).ok(),
            texts: None,
            together: TOGETHER,
        })
    }

    /// How many of a sheet's first cells are both scanned and read by calamine, where it shall be
    /// another number than 4 096.
    #[must_use]
    pub fn together(self, cells: u64) -> Self {
        Self {
            together: cells,
            ..self
        }
    }

    /// Its sheets of every kind, in the workbook's order.
    pub fn sheets(&self) -> &[Sheet] {
        self.calamine.sheets_metadata()
    }

    /// Whether days are counted from 1904.
    pub fn is_1904(&self) -> bool {
        self.calamine.has_1904_epoch()
    }

    /// The cells of a sheet, from its first; with their formulas, which cost more to read.
    pub fn cells_with_formulas(&mut self, sheet: &str) -> Result<Cells<'_>, XlsxError> {
        let reader = self.calamine.worksheet_cells_reader(sheet)?;
        Ok(Cells::with_formulas(reader))
    }

    /// The cells of a sheet without formulas, which stands in a part.
    pub fn cells(&mut self, sheet: &str, part: &str) -> Result<Cells<'_>, XlsxError> {
        let (is_1904, together) = (self.is_1904(), self.together);
        if self.texts.is_none() {
            self.texts = self.archive.as_mut().and_then(texts_of);
            // Without its texts no sheet is scanned, and they are not looked for again.
            self.archive = self.archive.take().filter(|_| self.texts.is_some());
        }
        let reader = self.calamine.worksheet_cells_reader(sheet)?;
        let part = self.archive.as_mut().and_then(|all| all.by_name(part).ok());
        let (Some(part), Some(texts)) = (part, &self.texts) else {
            return Ok(Cells::plain(reader));
        };
        let styles = Styles::of(reader.styles());
        let scanner = Scanner::new(part, texts, styles, is_1904, together);
        Ok(Cells::scanned(reader, scanner))
    }
}

/// The shared texts; none where their part is not of the plain form or is very large.
fn texts_of(archive: &mut ZipArchive<BufReader<File>>) -> Option<Texts> {
    if archive.index_for_name(TEXTS).is_none() {
        return Some(Texts::default());
    }
    let part = archive.by_name(TEXTS).ok()?;
    (part.size() <= MOST_TEXTS)
        .then(|| Texts::read(part).ok())
        .flatten()
}
