//! Rows of a file that was read before, picked by their numbers.

use std::collections::BTreeSet;

use crate::problem::Result;
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{Description, Row};

use super::layout::Each;

/// Gives the rows whose numbers are wanted, as they stand. What is odd was told when the file
/// was read.
pub(super) struct Picked<'a, 'f> {
    first: usize,
    width: usize,
    wanted: &'a BTreeSet<u64>,
    left: usize,
    each: Each<'f>,
}

impl<'a, 'f> Picked<'a, 'f> {
    pub(super) fn new(
        description: &Description,
        wanted: &'a BTreeSet<u64>,
        each: Each<'f>,
    ) -> Self {
        Self {
            first: description.first_column,
            width: description.headers.len(),
            wanted,
            left: wanted.len(),
            each,
        }
    }
}

impl Sink for Picked<'_, '_> {
    fn wants(&self, number: u64) -> bool {
        self.wanted.contains(&number)
    }

    fn row(&mut self, number: u64, _lines: u64, cells: Cells<'_>) -> Result<Flow> {
        if !self.wants(number) {
            return Ok(Flow::On);
        }
        let mut within = cells.part(self.first, self.first + self.width).made();
        if within.len() < self.width {
            within.to_mut().resize(self.width, Cell::Empty);
        }
        let cells = Cells::from(&*within);
        (self.each)(&Row {
            number,
            cells: &cells,
        })?;
        self.left = self.left.saturating_sub(1);
        Ok(if self.left == 0 { Flow::Stop } else { Flow::On })
    }

    fn odd(&mut self, _: Odd, _: u64, _: Option<usize>) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Direct, Table, Wanted, open};

    type Rows = Vec<(u64, Vec<String>)>;

    fn row(row: &Row<'_>) -> (u64, Vec<String>) {
        let cells = row.cells.iter().map(|cell| cell.text().into_owned());
        (row.number, cells.collect())
    }

    fn all(table: &mut Table) -> (Rows, crate::table::Places) {
        let mut rows = Vec::new();
        let read = table.rows(&mut |found| {
            rows.push(row(found));
            Ok(())
        });
        (rows, read.unwrap().places)
    }

    /// The rows of these numbers, fetched.
    fn fetched(table: &mut Table, picked: &Rows, places: &crate::table::Places) -> Rows {
        let wanted = picked.iter().map(|(number, _)| *number).collect();
        let mut found = Vec::new();
        let each = &mut |again: &Row<'_>| {
            found.push(row(again));
            Ok(())
        };
        table.rows_at(&wanted, places, each).unwrap();
        found
    }

    /// Every row in a thousand, a stretch of neighbours, the first and the last: the same cells as
    /// when everything is read, whatever the encoding and the line ends, with marks over lines,
    /// blank lines and short rows on the way.
    #[test]
    fn rows_come_back_as_they_were_read() {
        let mut text = String::from("Löpnummer;Stadsdel;Anteckning\n");
        for at in 0..20_000 {
            let note = match at % 7 {
                0 => "\"över\n två rader; här\"".to_owned(),
                1 => "å".repeat(at % 90),
                2 => "sagt \"så\"".to_owned(),
                _ => format!("\"{at} \"\"citat\"\"\""),
            };
            text.push_str(&format!("F{at};Älvsjö;{note}\n"));
            match at % 501 {
                0 => text.push_str("\n\n"),
                1 => text.push_str("K;kort\n"),
                _ => {}
            }
        }
        let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
        let single = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let folder = tempfile::tempdir().unwrap();
        let files: [(&str, Vec<u8>, bool); 6] = [
            ("utf8.csv", text.clone().into_bytes(), true),
            ("bom.csv", [b"\xef\xbb\xbf", text.as_bytes()].concat(), true),
            ("crlf.csv", text.replace('\n', "\r\n").into_bytes(), true),
            ("cr.csv", text.replace('\n', "\r").into_bytes(), false),
            ("1252.csv", single, true),
            (
                "utf16.csv",
                [0xff, 0xfe].into_iter().chain(utf16).collect(),
                false,
            ),
        ];
        for (name, bytes, has_places) in files {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let mut table = open(&path, name, &Wanted::anything(), &Direct).unwrap();
            let (rows, places) = all(&mut table);
            assert!(rows.len() > 20_000, "{name}: {}", rows.len());
            assert_eq!(
                places != crate::table::Places::default(),
                has_places,
                "{name}"
            );
            let last = rows.len() - 1;
            let is_picked =
                |at: usize| at.is_multiple_of(997) || (900..960).contains(&at) || at == last;
            let picked: Rows = (rows.into_iter().enumerate())
                .filter(|(at, _)| is_picked(*at))
                .map(|(_, row)| row)
                .collect();
            let found = fetched(&mut table, &picked, &places);
            assert_eq!(found, picked, "{name}");
        }
    }

    /// A workbook's rows come back too, also where cells are merged.
    #[test]
    fn rows_of_a_workbook_come_back() {
        let folder = tempfile::tempdir().unwrap();
        for merged in [false, true] {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            for (column, header) in (0..).zip(["Löpnummer", "Stadsdel", "Antal"]) {
                sheet.write(0, column, header).unwrap();
            }
            for at in 1..200_u32 {
                sheet.write(at, 0, format!("F{at}")).unwrap();
                sheet.write(at, 1, "Älvsjö").unwrap();
                sheet.write(at, 2, at).unwrap();
            }
            if merged {
                let format = rust_xlsxwriter::Format::new();
                sheet.merge_range(50, 1, 60, 1, "Farsta", &format).unwrap();
            }
            let path = folder.path().join(format!("{merged}.xlsx"));
            book.save(&path).unwrap();
            let mut table = open(&path, "a.xlsx", &Wanted::anything(), &Direct).unwrap();
            let (rows, places) = all(&mut table);
            let picked: Rows = rows.into_iter().skip(55).step_by(40).collect();
            let found = fetched(&mut table, &picked, &places);
            assert_eq!(found, picked);
            assert_eq!(found[0].1[1], if merged { "Farsta" } else { "Älvsjö" });
        }
    }
}
