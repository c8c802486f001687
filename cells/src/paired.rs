//! The scanner, with calamine's reader of the same sheet beside it. calamine says what the scanner
//! cannot: which styles make a number a date, and everything that is not of the plain form.

use std::fs::File;
use std::io::BufReader;

use calamine::{
    Cell, DataRef, ExcelDateTime, XlsxCellFormulaMetadataRecord, XlsxCellReader, XlsxError,
};
use zip::read::ZipFile;

use crate::scan::{Scan, Value};
use crate::styles::{Kind, Styles};
use crate::texts::Texts;
use crate::window::Strange;

const DISAGREE: &str = "a sheet that reads in two ways";

type Reader<'w> = XlsxCellReader<'w, BufReader<File>>;

/// The cells of a sheet in the order of the file.
pub struct Cells<'w> {
    reader: Reader<'w>,
    with_formulas: bool,
    scanner: Option<Scanner<'w>>,
    /// The cell stays where it was read into: it is only looked at.
    found: Found<'w>,
}

enum Found<'w> {
    None,
    Plain(Cell<DataRef<'w>>),
    WithFormula(XlsxCellFormulaMetadataRecord<'w>),
}

/// The scanner of a sheet.
pub(crate) struct Scanner<'w> {
    scan: Scan<ZipFile<'w, BufReader<File>>>,
    texts: &'w Texts,
    is_1904: bool,
    /// So many cells both read.
    together: u64,
    /// How many cells were given, and how many of them calamine has read.
    given: u64,
    read: u64,
    /// Where the last cell stands that was given.
    place: (u32, u32),
    styles: Styles,
}

impl<'w> Cells<'w> {
    /// All of them read by calamine.
    pub(crate) fn plain(reader: Reader<'w>) -> Self {
        Self {
            reader,
            with_formulas: false,
            scanner: None,
            found: Found::None,
        }
    }

    pub(crate) fn with_formulas(reader: Reader<'w>) -> Self {
        Self {
            with_formulas: true,
            ..Self::plain(reader)
        }
    }

    pub(crate) fn scanned(reader: Reader<'w>, scanner: Scanner<'w>) -> Self {
        Self {
            scanner: Some(scanner),
            ..Self::plain(reader)
        }
    }

    /// Goes on to the next cell; `false` after the last, after which it may not be asked again.
    pub fn advance(&mut self) -> Result<bool, XlsxError> {
        self.found = Found::None;
        if self.with_formulas {
            if let Some(cell) = self.reader.next_cell_with_formula_metadata()? {
                self.found = Found::WithFormula(cell);
            }
        } else if let Some(cell) = self.next_plain()? {
            self.found = Found::Plain(cell);
        }
        Ok(!matches!(self.found, Found::None))
    }

    fn next_plain(&mut self) -> Result<Option<Cell<DataRef<'w>>>, XlsxError> {
        let Some(scanner) = &mut self.scanner else {
            return self.reader.next_cell();
        };
        match scanner.next(&mut self.reader)? {
            Step::Cell(cell) => Ok(cell),
            Step::Leave(cell) => {
                self.scanner = None;
                Ok(cell)
            }
        }
    }

    /// How many cells calamine has read, where the sheet is scanned.
    #[cfg(test)]
    pub(crate) fn asked(&self) -> Option<u64> {
        self.scanner.as_ref().map(|scanner| scanner.read)
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

/// What the scanner came to.
enum Step<'w> {
    /// The next cell; none after the last.
    Cell(Option<Cell<DataRef<'w>>>),
    /// The same, after which calamine reads on by itself.
    Leave(Option<Cell<DataRef<'w>>>),
}

impl<'w> Scanner<'w> {
    pub(crate) fn new(
        part: ZipFile<'w, BufReader<File>>,
        texts: &'w Texts,
        styles: Styles,
        is_1904: bool,
        together: u64,
    ) -> Self {
        Self {
            scan: Scan::new(part),
            texts,
            is_1904,
            together,
            given: 0,
            read: 0,
            place: (0, 0),
            styles,
        }
    }

    fn next(&mut self, reader: &mut Reader<'w>) -> Result<Step<'w>, XlsxError> {
        let scanned = match self.scan.next() {
            Ok(Some(scanned)) => scanned,
            // Of a short sheet calamine says itself that it ends.
            Ok(None) if self.read < self.given => return Ok(Step::Cell(None)),
            Ok(None) | Err(Strange) => return self.leave(reader),
        };
        let style = scanned.value.style();
        let value = self.value(scanned.value);
        self.given += 1;
        self.place = scanned.place;
        match value {
            Some(value) if self.given > self.together => {
                Ok(Step::Cell(Some(Cell::new(self.place, value))))
            }
            value => self.ask(reader, value, style),
        }
    }

    /// What a cell holds; `None` where calamine has to be asked.
    fn value(&self, value: Value) -> Option<DataRef<'w>> {
        Some(match value {
            Value::Empty => DataRef::Empty,
            Value::Number { number, style } => match self.styles.kind(style)? {
                Kind::Number => DataRef::Float(number),
                Kind::Date(kind) => {
                    DataRef::DateTime(ExcelDateTime::new(number, kind, self.is_1904))
                }
            },
            Value::Shared(number) => DataRef::SharedString(self.texts.get(number)?),
            Value::Text(text) => DataRef::String(text),
            Value::Bool(value) => DataRef::Bool(value),
            Value::Other => return None,
        })
    }

    /// The cell that was scanned last, as calamine reads it. Where the two do not agree calamine
    /// reads on, unless cells were given that it has not seen.
    fn ask(
        &mut self,
        reader: &mut Reader<'w>,
        value: Option<DataRef<'w>>,
        style: Option<usize>,
    ) -> Result<Step<'w>, XlsxError> {
        let cell = self.catch_up(reader)?;
        let agrees = cell.as_ref().is_some_and(|cell| {
            let same = |value: DataRef<'_>| value == *cell.get_value();
            cell.get_position() == self.place && value.is_none_or(same)
        });
        if !agrees && self.given > self.together {
            return Err(XlsxError::Unexpected(DISAGREE));
        }
        if !agrees {
            return Ok(Step::Leave(cell));
        }
        if let (Some(style), Some(cell)) = (style, &cell) {
            self.styles.learn(style, cell.get_value());
        }
        Ok(Step::Cell(cell))
    }

    /// The next cell by calamine, which reads the rest.
    fn leave(&mut self, reader: &mut Reader<'w>) -> Result<Step<'w>, XlsxError> {
        let is_behind = self.read < self.given;
        let last = self.catch_up(reader)?;
        if is_behind && last.is_none_or(|cell| cell.get_position() != self.place) {
            return Err(XlsxError::Unexpected(DISAGREE));
        }
        reader.next_cell().map(Step::Leave)
    }

    /// Lets calamine read as many cells as were given; the last of them.
    fn catch_up(
        &mut self,
        reader: &mut Reader<'w>,
    ) -> Result<Option<Cell<DataRef<'w>>>, XlsxError> {
        let mut last = None;
        while self.read < self.given {
            self.read += 1;
            last = reader.next_cell()?;
            if last.is_none() {
                break;
            }
        }
        Ok(last)
    }
}
