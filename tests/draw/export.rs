//! Exports as they come: the same table as text in several encodings or as a workbook.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// The columns of the made-up register, by the header they have in an export.
pub(crate) const HEADERS: [&str; 5] = ["Person nr", "Kontor", "Grupp", "In", "Besök"];

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// UTF-8 with a byte order mark, semicolons, CRLF.
    Utf8Bom,
    /// UTF-8, commas, everything quoted.
    Utf8Quoted,
    /// Windows-1252, semicolons, CRLF.
    Windows,
    /// UTF-16 with a byte order mark, tabs: what Excel calls Unicode text.
    Utf16,
    /// A workbook with real dates and the identity as text.
    Workbook,
}

/// Every form.
pub(crate) const FORMS: [Form; 5] = [
    Form::Utf8Bom,
    Form::Utf8Quoted,
    Form::Windows,
    Form::Utf16,
    Form::Workbook,
];

/// One row: identity, office, group, date, visits, each as it stands in a text file.
pub(crate) type Row = [String; 5];

/// A table to be written.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Lines above the header.
    pub(crate) above: Vec<String>,
    /// In the order they are written.
    pub(crate) rows: Vec<Row>,
    /// Lines below the rows, each a first cell and a second.
    pub(crate) below: Vec<[String; 2]>,
    /// The order of the columns.
    pub(crate) columns: [usize; 5],
}

impl Table {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        Self {
            above: Vec::new(),
            rows,
            below: Vec::new(),
            columns: [0, 1, 2, 3, 4],
        }
    }

    /// All lines with the cells in the order of the columns.
    fn grid(&self) -> Vec<Vec<String>> {
        let blank = |first: &str, second: &str| {
            let mut line = vec![String::new(); 5];
            first.clone_into(&mut line[0]);
            second.clone_into(&mut line[1]);
            line
        };
        let mut grid: Vec<Vec<String>> = self.above.iter().map(|title| blank(title, "")).collect();
        let ordered =
            |cells: &[String; 5]| self.columns.iter().map(|at| cells[*at].clone()).collect();
        grid.push(ordered(&HEADERS.map(str::to_owned)));
        grid.extend(self.rows.iter().map(ordered));
        grid.extend(
            self.below
                .iter()
                .map(|[label, figure]| blank(label, figure)),
        );
        grid
    }

    /// Writes the table; gives the file's name.
    pub(crate) fn write(&self, folder: &Path, form: Form) -> String {
        let grid = self.grid();
        let (name, bytes) = match form {
            Form::Utf8Bom => (
                "a.csv",
                [
                    b"\xef\xbb\xbf",
                    joined(&grid, ";", "\r\n", false).as_bytes(),
                ]
                .concat(),
            ),
            Form::Utf8Quoted => ("a.csv", joined(&grid, ",", "\n", true).into_bytes()),
            Form::Windows => {
                let text = joined(&grid, ";", "\r\n", false);
                let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(&text);
                assert!(!lossy, "the table can be written in Windows-1252");
                ("a.csv", bytes.into_owned())
            }
            Form::Utf16 => {
                let text = format!("\u{feff}{}", joined(&grid, "\t", "\r\n", false));
                (
                    "a.txt",
                    text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                )
            }
            Form::Workbook => ("a.xlsx", self.workbook(&grid)),
        };
        std::fs::write(folder.join(name), bytes).unwrap();
        name.to_owned()
    }

    fn workbook(&self, grid: &[Vec<String>]) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for (row, line) in grid.iter().enumerate() {
            let row_number = u32::try_from(row).unwrap();
            let is_data = row > self.above.len() && row <= self.above.len() + self.rows.len();
            for (column, text) in line.iter().enumerate() {
                let at = (row_number, u16::try_from(column).unwrap());
                if text.is_empty() {
                    continue;
                }
                let is_day = is_data && self.columns[column] == 3;
                if is_day && let Ok(date) = ExcelDateTime::parse_from_str(text) {
                    sheet
                        .write_datetime_with_format(at.0, at.1, &date, &day)
                        .unwrap();
                } else {
                    sheet.write_string(at.0, at.1, text).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

fn joined(grid: &[Vec<String>], between: &str, end: &str, quoted: bool) -> String {
    let cell = |text: &String| {
        if quoted || text.contains(['"', ';', ',', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    grid.iter()
        .map(|line| line.iter().map(cell).collect::<Vec<_>>().join(between) + end)
        .collect()
}
