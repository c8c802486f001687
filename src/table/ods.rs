//! The merged cells of an ODS, which the reader does not give: without them a value that
//! stands once over many rows would be read for the first of them only.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use zip::ZipArchive;

use crate::table::header::Merged;

/// More merged regions than this are decoration.
const MOST: usize = 50_000;
/// A tag longer than this is not one of ours.
const LONGEST_TAG: usize = 64 * 1024;

/// The merged regions of every sheet, in the workbook's order; none where the file cannot
/// be understood, which its reader will then say.
pub(super) fn merged(path: &Path) -> Vec<Vec<Merged>> {
    let mut sheets = Vec::new();
    // What was found before a fault still holds.
    let _: Option<()> = gather(path, &mut sheets);
    sheets
}

fn gather(path: &Path, sheets: &mut Vec<Vec<Merged>>) -> Option<()> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let mut content = BufReader::with_capacity(256 * 1024, archive.by_name("content.xml").ok()?);
    let mut tag = Vec::new();
    let (mut row, mut next_row, mut next_column) = (1_u64, 1_u64, 0_usize);
    loop {
        content.skip_until(b'<').ok()?;
        tag.clear();
        if content.read_until(b'>', &mut tag).ok()? == 0 {
            return Some(());
        }
        let name_end = tag
            .iter()
            .position(|byte| matches!(byte, b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t'))
            .unwrap_or(tag.len());
        let own = match tag[..name_end].rsplit(|byte| *byte == b':').next() {
            Some(b"table") => {
                sheets.push(Vec::new());
                (row, next_row, next_column) = (1, 1, 0);
                continue;
            }
            Some(b"table-row") => {
                row = next_row;
                next_row = row.saturating_add(number(&tag, "number-rows-repeated"));
                next_column = 0;
                continue;
            }
            Some(b"table-cell" | b"covered-table-cell") if tag.len() < LONGEST_TAG => true,
            Some(_) | None => false,
        };
        if !own {
            continue;
        }
        let column = next_column;
        let repeated = number(&tag, "number-columns-repeated");
        next_column = column.saturating_add(usize::try_from(repeated).unwrap_or(usize::MAX));
        let (rows, columns) = (
            number(&tag, "number-rows-spanned"),
            number(&tag, "number-columns-spanned"),
        );
        if let Some(sheet) = sheets.last_mut().filter(|_| rows > 1 || columns > 1)
            && sheet.len() < MOST
        {
            sheet.push(Merged {
                first_row: row,
                last_row: row.saturating_add(rows - 1),
                first_column: column,
                last_column: column
                    .saturating_add(usize::try_from(columns - 1).unwrap_or(usize::MAX)),
            });
        }
    }
}

/// A count among a tag's attributes; 1 where it is not said.
fn number(tag: &[u8], name: &str) -> u64 {
    let key = format!("{name}=\"");
    memchr::memmem::find(tag, key.as_bytes())
        .and_then(|at| {
            let digits = tag[at + key.len()..].split(|byte| *byte == b'"').next()?;
            std::str::from_utf8(digits).ok()?.parse().ok()
        })
        .filter(|count| *count > 0)
        .unwrap_or(1)
}
