//! Fills in a workbook as a person does: some cells of one sheet, everything else left as it
//! was. The bytes depend on nothing but the workbook and what is filled in.

use std::io::{Cursor, Read as _, Write as _};

use anyhow::{Context as _, Result};
use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

/// A workbook that is being filled in.
pub(crate) struct Filling {
    bytes: Vec<u8>,
    /// The place of the sheet among the workbook's, from 1.
    sheet: usize,
    /// The sheet's cells as text.
    cells: Vec<Vec<String>>,
}

impl Filling {
    /// The sheet with this name.
    pub(crate) fn new(bytes: Vec<u8>, sheet: &str) -> Result<Self> {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone()))?;
        let names = book.sheet_names();
        let at = names.iter().position(|name| name == sheet);
        let at = at.with_context(|| format!("no sheet {sheet}"))?;
        let range = book.worksheet_range(sheet)?;
        let (rows, columns) = range.end().unwrap_or_default();
        let cell = |row, column| match range.get_value((row, column)) {
            None | Some(Data::Empty) => String::new(),
            Some(value) => value.to_string(),
        };
        let cells = (0..=rows)
            .map(|row| (0..=columns).map(|column| cell(row, column)).collect())
            .collect();
        Ok(Self {
            bytes,
            sheet: at + 1,
            cells,
        })
    }

    /// All rows as text.
    pub(crate) fn rows(&self) -> &[Vec<String>] {
        &self.cells
    }

    /// The row in which each of these texts stands under its header, and the column of another
    /// header, both from 0.
    pub(crate) fn find(&self, line: &[(&str, &str)], header: &str) -> Result<(usize, usize)> {
        let headers = self.cells.iter().position(|row| {
            row.iter().any(|cell| cell == header)
                && line
                    .iter()
                    .all(|(name, _)| row.iter().any(|cell| cell == name))
        });
        let headers = headers.with_context(|| format!("no row with the header {header}"))?;
        let column = |name: &str| self.cells[headers].iter().position(|cell| cell == name);
        let row = (headers + 1..self.cells.len()).find(|row| {
            line.iter().all(|(name, value)| {
                column(name).is_some_and(|column| self.cells[*row][column] == *value)
            })
        });
        let row = row.with_context(|| format!("no line {line:?}"))?;
        let column = column(header).with_context(|| format!("no column {header}"))?;
        Ok((row, column))
    }

    /// Writes text in the cell of a line, which is known by some of its cells, under a header.
    pub(crate) fn set(&mut self, line: &[(&str, &str)], header: &str, text: &str) -> Result<()> {
        let (row, column) = self.find(line, header)?;
        let address = format!("{}{}", letters(column), row + 1);
        let name = format!("xl/worksheets/sheet{}.xml", self.sheet);
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes))?;
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at)?;
            if file.name()? != name.as_str() {
                out.raw_copy_file(file)?;
                continue;
            }
            let mut xml = String::new();
            file.read_to_string(&mut xml)?;
            let options = zip::write::SimpleFileOptions::default()
                .last_modified_time(file.last_modified().unwrap_or_default());
            drop(file);
            out.start_file(&name, options)?;
            out.write_all(with_text(&xml, &address, text)?.as_bytes())?;
        }
        self.bytes = out.finish()?.into_inner();
        text.clone_into(&mut self.cells[row][column]);
        Ok(())
    }

    /// The filled-in workbook.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A column's letters: A, B, … Z, AA, …
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default());
        left = (left - 1) / 26;
    }
    letters.iter().rev().copied().map(char::from).collect()
}

/// A sheet's XML with text in one of its cells, whose looks stay.
fn with_text(xml: &str, address: &str, text: &str) -> Result<String> {
    let opening = format!("<c r=\"{address}\"");
    let start = xml.find(&opening);
    let start = start.with_context(|| format!("no cell {address}"))?;
    let end = start + xml[start..].find('>').context("an open cell")? + 1;
    let tag = xml[start..end].trim_end_matches(['/', '>']);
    let style = tag
        .split_once(" s=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let style = style.map_or(String::new(), |(style, _)| format!(" s=\"{style}\""));
    let after = if xml[start..end].ends_with("/>") {
        end
    } else {
        end + xml[end..].find("</c>").context("an open cell")? + "</c>".len()
    };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!(
        "{}{opening}{style} t=\"inlineStr\"><is><t>{text}</t></is></c>{}",
        &xml[..start],
        &xml[after..]
    ))
}
