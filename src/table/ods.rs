//! What the reader of an ODS does not give: its merged cells, without which a value that
//! stands once over many rows would be read for the first of them only, and the formulas whose
//! saved value is a blank, which are none without a value.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use zip::ZipArchive;

use crate::table::header::Merged;
use crate::table::hidden::Hidden;

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
    /// What of it is hidden.
    pub(super) hidden: Hidden,
    /// Whether the workbook counts days from 1904, where a cell holds one as a number.
    pub(super) is_1904: bool,
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
    let mut at = At::default();
    let mut is_1904 = false;
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
        let name = tag[..name_end].rsplit(|byte| *byte == b':').next();
        if name == Some(b"table") {
            sheets.push(Beside {
                is_1904,
                ..Beside::default()
            });
            at = At::default();
            continue;
        }
        // The settings stand before the sheets.
        is_1904 |= name == Some(b"null-date") && says(&tag, "date-value=\"1904-01-01\"");
        let Some(sheet) = sheets.last_mut() else {
            continue;
        };
        match name {
            Some(b"table-column") => sheet.head(&tag, &mut at),
            Some(b"table-row") => sheet.row(&tag, &mut at),
            Some(b"table-cell" | b"covered-table-cell") if tag.len() < LONGEST_TAG => {
                sheet.cell(&tag, &mut at);
            }
            Some(_) | None => {}
        }
    }
}

/// Where in a sheet the tags are.
struct At {
    /// The row, from 1, and the next, which repeated rows put further away.
    row: u64,
    next_row: u64,
    /// The next cell's column, from 0.
    next_column: u32,
    /// The next column whose own tag is met.
    next_head: u32,
}

impl Default for At {
    fn default() -> Self {
        Self {
            row: 1,
            next_row: 1,
            next_column: 0,
            next_head: 0,
        }
    }
}

impl Beside {
    fn head(&mut self, tag: &[u8], at: &mut At) {
        let first = at.next_head;
        at.next_head = first.saturating_add(small(number(tag, "number-columns-repeated")));
        if is_hidden(tag) {
            self.hidden.hide_columns(first..=at.next_head - 1);
        }
    }

    fn row(&mut self, tag: &[u8], at: &mut At) {
        at.row = at.next_row;
        at.next_row = at.row.saturating_add(number(tag, "number-rows-repeated"));
        at.next_column = 0;
        if is_hidden(tag) {
            self.hidden
                .hide_rows(small(at.row)..=small(at.next_row - 1));
        }
    }

    fn cell(&mut self, tag: &[u8], at: &mut At) {
        let left = at.next_column;
        let repeated = number(tag, "number-columns-repeated");
        at.next_column = left.saturating_add(small(repeated));
        if has_blank_value(tag) && self.calculated.len() < MOST_BLANK {
            let (first, last) = (small(at.row - 1), small(at.next_row - 1));
            // A row or cell that is repeated more often is no row of a register.
            let rows = first..last.min(first.saturating_add(10_000));
            let columns = left..left.saturating_add(small(repeated).min(16_384));
            let cells = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
            self.calculated.extend(cells.take(MOST_BLANK));
        }
        let (rows, columns) = (
            number(tag, "number-rows-spanned"),
            number(tag, "number-columns-spanned"),
        );
        if (rows > 1 || columns > 1) && self.merged.len() < MOST {
            let wide = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
            let first_column = wide(u64::from(left));
            self.merged.push(Merged {
                first_row: at.row,
                last_row: at.row.saturating_add(rows - 1),
                first_column,
                last_column: first_column.saturating_add(wide(columns - 1)),
            });
        }
    }
}

fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Whether a row's or column's tag says that it is not shown: hidden by hand, or by a filter.
fn is_hidden(tag: &[u8]) -> bool {
    says(tag, "visibility=\"collapse\"") || says(tag, "visibility=\"filter\"")
}

fn says(tag: &[u8], text: &str) -> bool {
    memchr::memmem::find(tag, text.as_bytes()).is_some()
}

/// Whether a cell's tag is of a formula that has been worked out to no text: it is not closed
/// at once but holds an empty paragraph, or says that its value is an empty text.
fn has_blank_value(tag: &[u8]) -> bool {
    says(tag, "formula=\"")
        && (says(tag, "string-value=\"\"")
            || (!says(tag, "value-type=\"") && !tag.ends_with(b"/>")))
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
