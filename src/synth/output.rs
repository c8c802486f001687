//! Made-up rows as the files people get: workbooks with a title above, totals and a note
//! below, or text with a delimiter in an old encoding.

use std::io::Write;

use super::chance::{Chance, Stream};
use super::recipe::{Made, Recipe, Register};
use super::spell::{self, Cell};
use super::{Format, texts};
use crate::problem::{Error, Result};
use crate::template::Template;
use crate::workbook::{Book, Style};

/// Rows that a sheet can hold.
const SHEET_ROWS: u64 = 1_048_576;

/// Writes the exports, row by row.
pub struct Exports<'a> {
    recipe: &'a Recipe,
    template: &'a Template,
    files: Vec<File<'a>>,
    /// Whether the first register's identities come out as they are.
    clean: bool,
}

/// One export on its way out.
struct File<'a> {
    name: String,
    chance: Chance,
    rows: u64,
    out: Out<'a>,
}

enum Out<'a> {
    Text(Box<csv::Writer<Box<dyn Write + 'a>>>),
    /// The next row of the sheet, counted from 0.
    Book(Box<Book>, u32, Box<dyn Write + 'a>),
}

/// The names of the files that are made, in the order of the recipe.
pub fn files(recipe: &Recipe, format: Format) -> Vec<String> {
    let registers = recipe.registers.iter();
    registers
        .map(|register| file_name(register, format))
        .collect()
}

fn file_name(register: &Register, format: Format) -> String {
    let name = &register.file.name;
    match format {
        Format::AsRecipe => name.clone(),
        Format::Csv => {
            let stem = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            format!("{stem}.csv")
        }
    }
}

impl<'a> Exports<'a> {
    /// Begins the files; `outs` takes their bytes, in the order of [`files`].
    pub fn begin(
        recipe: &'a Recipe,
        template: &'a Template,
        format: Format,
        seed: &str,
        outs: Vec<Box<dyn Write + 'a>>,
    ) -> Result<Self> {
        let mut files = Vec::new();
        for ((at, register), out) in recipe.registers.iter().enumerate().zip(outs) {
            let name = file_name(register, format);
            let mut file = File {
                chance: Chance::new(seed, Stream::Spelling(at)),
                rows: 0,
                out: match name.rsplit_once('.') {
                    Some((_, "xlsx")) => book(register, out),
                    Some(_) | None => text(register, out),
                },
                name,
            };
            file.header(register)?;
            files.push(file);
        }
        Ok(Self {
            recipe,
            template,
            files,
            clean: false,
        })
    }

    /// Leaves the cells of the first register right: a person must be counted once.
    pub(super) fn without_dirt(mut self) -> Self {
        self.clean = true;
        self
    }

    /// A row of a register, by its place in the recipe.
    pub fn row(&mut self, register: usize, made: &[Made]) -> Result<()> {
        let of = &self.recipe.registers[register];
        let file = &mut self.files[register];
        let workbook = matches!(file.out, Out::Book(..));
        let clean = self.clean && register == 0;
        let cells = spell::row(of, self.template, made, (workbook, clean), &mut file.chance);
        file.rows += 1;
        file.write(of, &cells)
    }

    /// Ends the files; gives how many rows each has.
    pub fn end(self) -> Result<Vec<u64>> {
        let mut rows = Vec::new();
        for (file, register) in self.files.into_iter().zip(&self.recipe.registers) {
            rows.push(file.rows);
            file.end(register)?;
        }
        Ok(rows)
    }
}

fn text<'a>(register: &Register, out: Box<dyn Write + 'a>) -> Out<'a> {
    let writer = csv::WriterBuilder::new()
        .delimiter(register.file.delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    Out::Text(Box::new(writer))
}

fn book<'a>(register: &Register, out: Box<dyn Write + 'a>) -> Out<'a> {
    let title = register.file.above.first().unwrap_or(&register.file.sheet);
    let mut book = Book::new(title);
    let sheet = book.sheet(&register.file.sheet);
    for (row, line) in (0..).zip(&register.file.above) {
        let style = if row == 0 { Style::TITLE } else { Style::PLAIN };
        sheet.text(row, 0, line, style);
    }
    for column in (0..).take(register.columns.len()) {
        sheet.width(column, 16.0);
    }
    // An empty row parts the title from the table.
    let above = u32::try_from(register.file.above.len()).expect("a few lines");
    let next = if above == 0 { 0 } else { above + 1 };
    Out::Book(Box::new(book), next, out)
}

impl File<'_> {
    fn header(&mut self, register: &Register) -> Result<()> {
        let headers = register.columns.iter().map(|column| column.header.clone());
        let cells: Vec<Cell> = headers.map(Cell::Text).collect();
        if let Out::Book(book, next, _) = &mut self.out {
            let sheet = book.first_sheet();
            for (at, column) in (0..).zip(&register.columns) {
                sheet.text(*next, at, &column.header, Style::HEADER);
            }
            *next += 1;
            sheet.freeze(*next, 0);
            return Ok(());
        }
        self.write(register, &cells)
    }

    fn write(&mut self, register: &Register, cells: &[Cell]) -> Result<()> {
        match &mut self.out {
            Out::Text(writer) => {
                for cell in cells {
                    let text = match cell {
                        Cell::Blank => String::new(),
                        Cell::Text(text) => text.clone(),
                        Cell::Number(number) => number.to_string(),
                        Cell::Day(day) => day.to_string(),
                    };
                    let (bytes, _, _) = register.file.encoding.encode(&text);
                    writer
                        .write_field(&bytes)
                        .map_err(|error| not_written(&self.name, &error))?;
                }
                writer
                    .write_record(None::<&[u8]>)
                    .map_err(|error| not_written(&self.name, &error))
            }
            Out::Book(book, next, _) => {
                if u64::from(*next) + 4 >= SHEET_ROWS {
                    let error = Error::new(texts::sheet_full(SHEET_ROWS));
                    return Err(error.hint(texts::sheet_full_hint()));
                }
                let sheet = book.first_sheet();
                for (at, cell) in (0..).zip(cells) {
                    match cell {
                        Cell::Blank => {}
                        Cell::Text(text) => sheet.text(*next, at, text, Style::PLAIN),
                        Cell::Number(number) => sheet.number(*next, at, *number, Style::PLAIN),
                        Cell::Day(day) => sheet.date(*next, at, *day, Style::DATE),
                    }
                }
                *next += 1;
                Ok(())
            }
        }
    }

    fn end(self, register: &Register) -> Result<()> {
        match self.out {
            Out::Text(mut writer) => writer
                .flush()
                .map_err(|error| not_written(&self.name, &error)),
            Out::Book(mut book, next, out) => {
                let sheet = book.first_sheet();
                let mut next = next;
                if let Some(label) = &register.file.total {
                    sheet.text(next, 0, label, Style::PLAIN);
                    sheet.integer(next, 1, self.rows, Style::INTEGER);
                    next += 1;
                }
                // An empty row parts the notes from the table.
                for (row, line) in (next + 1..).zip(&register.file.below) {
                    sheet.text(row, 0, line, Style::PLAIN);
                }
                let mut out = out;
                out.write_all(&book.bytes()?)
                    .map_err(|error| not_written(&self.name, &error))
            }
        }
    }
}

fn not_written(file: &str, error: &dyn std::fmt::Display) -> Error {
    Error::new(texts::not_written(file, &error.to_string()))
}
