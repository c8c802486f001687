//! What the readers of Excel's binary workbooks do not give: which rows and columns are hidden.
//! Both formats are records of a kind and a length; all but those of rows and columns are
//! skipped ([MS-XLS] 2.4, [MS-XLSB] 2.4).

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use zip::ZipArchive;

use crate::table::compound::{self, u32_at};
use crate::table::file;
use crate::table::guard::{attribute, elements, part_text};
use crate::table::hidden::Hidden;

/// What is hidden of every sheet of cells of an XLS, in the workbook's order; nothing where the
/// file cannot be understood, which its reader will then say. An error where a chain of its
/// sectors never ends, which its reader would follow.
pub(super) fn of_xls(path: &Path) -> io::Result<Vec<Hidden>> {
    const BOOK: [&str; 2] = ["Workbook", "Book"];
    let file = std::fs::read(path)?;
    if compound::never_ends(&file, &BOOK) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let Some(stream) = compound::stream(&file, &BOOK) else {
        return Ok(Vec::new());
    };
    drop(file);
    let sheets = XlsRecords { rest: &stream }
        .filter(|(kind, bytes)| *kind == SHEET && bytes.get(5) == Some(&0))
        .map_while(|(_, bytes)| usize::try_from(u32_at(bytes, 0)?).ok());
    Ok(sheets
        .map(|start| xls_sheet(stream.get(start..).unwrap_or_default()))
        .collect())
}

/// BoundSheet8; its sixth byte is 0 for a sheet of cells.
const SHEET: u16 = 0x0085;

fn xls_sheet(bytes: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    let mut depth = 0;
    for (kind, bytes) in (XlsRecords { rest: bytes }) {
        let two = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
        match kind {
            // BOF and EOF; a chart within the sheet has its own.
            0x0809 => depth += 1,
            0x000a => depth -= 1,
            // Row: fDyZero.
            0x0208 if depth == 1 => {
                if let (Some(row), Some(flags)) = (two(0), two(12))
                    && flags & 0x20 != 0
                {
                    let row = u32::from(row) + 1;
                    hidden.hide_rows(row..=row);
                }
            }
            // ColInfo: fHidden.
            0x007d if depth == 1 => {
                if let (Some(first), Some(last), Some(flags)) = (two(0), two(2), two(8))
                    && flags & 1 != 0
                {
                    hidden.hide_columns(u32::from(first)..=u32::from(last));
                }
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    hidden
}

struct XlsRecords<'s> {
    rest: &'s [u8],
}

impl<'s> Iterator for XlsRecords<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        let [a, b, c, d] = *head;
        let (bytes, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([c, d])))?;
        self.rest = rest;
        Some((u16::from_le_bytes([a, b]), bytes))
    }
}

/// The same of every sheet of an XLSB.
pub(super) fn of_xlsb(path: &Path) -> Vec<Hidden> {
    let archive = File::open(path)
        .ok()
        .and_then(|file| ZipArchive::new(BufReader::new(file)).ok());
    let Some(mut archive) = archive else {
        return Vec::new();
    };
    let relations = part_text(&mut archive, "xl/_rels/workbook.bin.rels").unwrap_or_default();
    let targets: Vec<String> = match archive.by_name("xl/workbook.bin") {
        Ok(part) => sheet_parts(part, &relations),
        Err(_) => Vec::new(),
    };
    let sheet = |target: String| {
        let part = archive.by_name(&target).ok()?;
        Some(xlsb_sheet(part))
    };
    targets
        .into_iter()
        .map(sheet)
        .map(Option::unwrap_or_default)
        .collect()
}

/// The parts of the sheets of cells.
fn sheet_parts(book: impl Read, relations: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut records = XlsbRecords::new(book);
    while let Some((kind, bytes)) = records.next() {
        // BrtBundleSh.
        if kind != 156 {
            continue;
        }
        let relation = elements(relations, "Relationship")
            .find(|element| attribute(element, " Id") == relation_of(bytes).as_deref());
        let target = relation.and_then(|element| attribute(element, " Target"));
        if let Some(target) = target.filter(|target| target.starts_with("worksheets/")) {
            parts.push(format!("xl/{target}"));
        }
    }
    parts
}

/// The name of a sheet's relation: in UTF-16 after its length, which two numbers stand before.
fn relation_of(sheet: &[u8]) -> Option<String> {
    let length = usize::try_from(u32_at(sheet, 8)?).ok()?;
    let (units, _) = sheet
        .get(12..length.checked_mul(2)?.checked_add(12)?)?
        .as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    String::from_utf16(&units).ok()
}

fn xlsb_sheet(part: impl Read) -> Hidden {
    let mut hidden = Hidden::default();
    let mut records = XlsbRecords::new(part);
    while let Some((kind, bytes)) = records.next() {
        match kind {
            // BrtRowHdr: fDyZero.
            0 => {
                if let (Some(row), Some(flags)) = (u32_at(bytes, 0), bytes.get(11))
                    && flags & 0x10 != 0
                {
                    let row = row.saturating_add(1);
                    hidden.hide_rows(row..=row);
                }
            }
            // BrtColInfo: fHidden.
            60 => {
                if let (Some(first), Some(last), Some(flags)) =
                    (u32_at(bytes, 0), u32_at(bytes, 4), bytes.get(16))
                    && flags & 1 != 0
                {
                    hidden.hide_columns(first..=last);
                }
            }
            // BrtEndSheetData: nothing of ours stands behind.
            146 => break,
            _ => {}
        }
    }
    hidden
}

/// Records whose kind and length take as many bytes as they need.
struct XlsbRecords<R> {
    from: R,
    block: Vec<u8>,
    /// What of the block is read and not yet used.
    ahead: Range<usize>,
}

const BLOCK: usize = 256 * 1024;
/// Of a record this much is shown, which is more than is looked at.
const SHOWN: usize = 1024;

impl<R: Read> XlsbRecords<R> {
    fn new(from: R) -> Self {
        Self {
            from,
            block: vec![0; BLOCK],
            ahead: 0..0,
        }
    }

    /// The next record; `None` at the end and where the part is cut short.
    fn next(&mut self) -> Option<(u32, &[u8])> {
        if self.ahead.len() < SHOWN {
            self.fill()?;
        }
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        if self.ahead.len() < length.min(SHOWN) {
            self.fill()?;
        }
        let start = self.ahead.start;
        if self.ahead.len() >= length {
            self.ahead.start += length;
            return Some((kind, &self.block[start..start + length]));
        }
        // A record that goes on behind the block: of its rest nothing is looked at.
        let more = u64::try_from(length - self.ahead.len()).ok()?;
        let passed = io::copy(&mut self.from.by_ref().take(more), &mut io::sink()).ok()?;
        let shown = self.ahead.len().min(SHOWN);
        self.ahead = 0..0;
        (passed == more).then_some((kind, &self.block[start..start + shown]))
    }

    /// Moves what is ahead to the front and reads on behind it.
    fn fill(&mut self) -> Option<()> {
        let kept = self.ahead.len();
        self.block.copy_within(self.ahead.clone(), 0);
        let read = file::fill(&mut self.from, &mut self.block[kept..]).ok()?;
        self.ahead = 0..kept + read;
        Some(())
    }

    /// Seven bits a byte, the lowest first; the eighth says that another follows.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..most {
            let byte = self.block[self.ahead.next()?];
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &[u8] = include_bytes!("../../testdata/registers/hidden.xls");

    fn of_bytes(bytes: &[u8]) -> Vec<Hidden> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xls");
        std::fs::write(&path, bytes).unwrap();
        of_xls(&path).unwrap()
    }

    #[test]
    fn a_saved_workbook() {
        let hidden = Hidden {
            rows: vec![5..=7, 9..=9],
            columns: vec![0..=0],
        };
        assert_eq!(of_bytes(SAVED), [hidden]);
    }

    /// Chains that bite their tail, lengths that lie, files cut short: nothing is found, or
    /// something, and it ends.
    #[test]
    fn damage_ends() {
        for at in (0..SAVED.len()).step_by(3) {
            let mut bytes = SAVED.to_vec();
            for damage in [0, 1, 0xff] {
                bytes[at] = damage;
                assert!(of_bytes(&bytes).len() < 10);
            }
            assert!(of_bytes(&SAVED[..at]).len() < 10);
        }
    }

    /// Short records and one that goes on over several blocks, however they fall.
    #[test]
    fn records_are_met_wherever_blocks_end() {
        for before in [
            0,
            1,
            5,
            BLOCK - 1030,
            BLOCK - 1024,
            BLOCK - 5,
            BLOCK - 2,
            BLOCK,
        ] {
            let mut bytes = Vec::new();
            // Kind 5 of no more than 100 bytes each, which add up to what stands before.
            let mut left = before;
            while left > 1 {
                let length = (left - 2).min(100);
                bytes.extend([5, u8::try_from(length).unwrap()]);
                bytes.extend(vec![5; length]);
                left -= length + 2;
            }
            // Kind 200 (two bytes) with 600 000 bytes: 600000 = 36 * 16384 + 79 * 128 + 64.
            bytes.extend([0xc8, 0x01, 0xc0, 0xcf, 0x24]);
            bytes.extend(vec![7; 600_000]);
            bytes.extend([0, 3, 1, 2, 3]);
            let mut records = XlsbRecords::new(bytes.as_slice());
            let mut kinds = Vec::new();
            while let Some((kind, bytes)) = records.next() {
                if kind != 5 {
                    kinds.push((kind, bytes.first().copied(), bytes.last().copied()));
                }
            }
            assert_eq!(
                kinds,
                [(200, Some(7), Some(7)), (0, Some(1), Some(3))],
                "{before}"
            );
        }
    }
}
