//! Workbooks out: the only place that knows the library that writes them. Every workbook is
//! the same to the byte from run to run, and text is always text, never a formula. A book
//! comes out as bytes; whoever has the file system writes them.

mod chart;
mod clean;
pub mod fit;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod texts;
mod validation;

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook};

use crate::problem::{Error, Result};

pub use chart::Bars;
pub use clean::clean;
pub use sheet::{Print, Sheet};
pub use style::{Align, Face, Fill, Look, Number, Style};
pub use validation::{Allowed, Validation, fits_in_list};

/// A workbook in the making.
pub struct Book {
    sheets: Vec<Sheet>,
    properties: DocProperties,
}

impl Book {
    /// An empty book with a title.
    pub fn new(title: &str) -> Self {
        // A time of day would make two runs differ.
        let properties = DocProperties::new()
            .set_creation_datetime(&date(2000, 1, 1))
            .set_author(env!("CARGO_PKG_NAME"))
            .set_title(clean(title));
        Self {
            sheets: Vec::new(),
            properties,
        }
    }

    /// Adds a property of our own, which survives when Excel or `LibreOffice` saves the book.
    pub fn property(&mut self, name: &str, value: &str) {
        let properties = std::mem::take(&mut self.properties);
        self.properties = properties.set_custom_property(name, clean(value).into_owned());
    }

    /// Adds a sheet. Its name is made one that Excel takes and that no sheet before it has.
    pub fn sheet(&mut self, name: &str) -> &mut Sheet {
        let names: Vec<String> = self.sheets.iter().map(Sheet::name).collect();
        let name = clean::sheet_name(name, names.iter().map(String::as_str));
        self.sheets.push(Sheet::new(&name));
        self.sheets
            .last_mut()
            .expect("a sheet was pushed on the line above")
    }

    /// The sheet that was added first: it is often filled last.
    pub fn first_sheet(&mut self) -> &mut Sheet {
        self.sheets
            .first_mut()
            .expect("a sheet is added before it is asked for")
    }

    /// The file's bytes.
    pub fn bytes(self) -> Result<Vec<u8>> {
        let fault = |error| Error::new(texts::not_written(&format!("{error}")));
        let mut book = Workbook::new();
        book.set_properties(&self.properties);
        for sheet in self.sheets {
            if let Some(error) = sheet.fault {
                return Err(fault(error));
            }
            book.push_worksheet(sheet.inner);
        }
        book.save_to_buffer().map_err(fault)
    }
}
