//! What the reader of an ODS does not give: its merged cells, without which a value that
//! stands once over many rows would be read for the first of them only, and the formulas whose
//! saved value is a blank, which are none without a value.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use zip::ZipArchive;

use crate::table::header::Merged;

/// More merged regions than this are decoration.
const MOST: usize = 50_000;
/// A tag longer than this is not one of ours.
const LONGEST_TAG: usize = 64 * 1024;

/// So many formulas with a blank for a value are remembered.
const MOST_BLANK: usize = 2_000_000;

/// What a sheet has besides its cells.
#[derive(Default)]
pub(super) struct Beside {
    /// Its merged regions.
    pub(super) merged: Vec<Merged>,
    /// The cells, by row and column from 0, whose formula has a saved value, be it a blank.
    pub(super) calculated: HashSet<(u32, u32)>,
}

/// What every sheet has besides its cells, in the workbook's order; nothing where the file
/// cannot be understood, which its reader will then say.
pub(super) fn beside(path: &Path) -> Vec<Beside> {
    let mut sheets = Vec::new();
    // What was found before a fault still holds.
    let _: Option<()> = gather(path, &mut sheets);
    sheets
}

fn gather(path: &Path, sheets: &mut Vec<Beside>) -> Option<()> {
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
                sheets.push(Beside::default());
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
        let Some(sheet) = sheets.last_mut() else {
            continue;
        };
        if has_blank_value(&tag) && sheet.calculated.len() < MOST_BLANK {
            let at = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            let (first, last) = (at(row - 1), at(next_row - 1));
            // A row or cell that is repeated more often is no row of a register.
            let rows = first..last.min(first.saturating_add(10_000));
            let left = u32::try_from(column).unwrap_or(u32::MAX);
            let columns = left..left.saturating_add(at(repeated).min(16_384));
            let cells = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
            sheet.calculated.extend(cells.take(MOST_BLANK));
        }
        if (rows > 1 || columns > 1) && sheet.merged.len() < MOST {
            sheet.merged.push(Merged {
                first_row: row,
                last_row: row.saturating_add(rows - 1),
                first_column: column,
                last_column: column
                    .saturating_add(usize::try_from(columns - 1).unwrap_or(usize::MAX)),
            });
        }
    }
}

/// Whether a cell's tag is of a formula that has been worked out to no text: it is not closed
/// at once but holds an empty paragraph, or says that its value is an empty text.
fn has_blank_value(tag: &[u8]) -> bool {
    let has = |text: &str| memchr::memmem::find(tag, text.as_bytes()).is_some();
    has("formula=\"")
        && (has("string-value=\"\"") || (!has("value-type=\"") && !tag.ends_with(b"/>")))
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
