//! Keeps a container from costing more than a register can: zip bombs, string tables that
//! claim billions of entries, one text of gigabytes. Looks before a reader does, since a
//! reader that runs out of memory ends the program without a sentence.
//!
//! The zip library enforces the sizes a container declares, so their sum is a true bound.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use memchr::{memchr, memmem, memrchr};
use zip::ZipArchive;

use crate::problem::{Error, Place, Result};
use crate::table::header::Merged;
use crate::table::hidden::{Hidden, Seeker};
use crate::table::{Kind, sniff, texts};

const MB: u64 = 1024 * 1024;
/// All parts together, unpacked: a million rows of fifty columns are about 3 GB.
const MOST_UNPACKED: u64 = 6 * 1024 * MB;
/// A part that is read whole: styles, the list of sheets.
const MOST_WHOLE: u64 = 64 * MB;
/// A large part that shrinks more than this was made to; sheets shrink 8 to 60 times.
const MOST_SHRUNK: u64 = 250;
/// Memory the shared texts may take.
const MOST_TEXTS: u64 = 1100 * MB;
/// What a shared text costs besides its letters: its place in a list that grows by doubling.
const PER_TEXT: u64 = 48;
/// The longest stretch of a part without a tag; a cell holds at most 32 767 letters.
const LONGEST_TEXT: u64 = 2 * MB;
/// More merged regions than this are decoration.
const MOST_MERGED: usize = 50_000;
/// The other parts of a workbook that its reader goes through, in lower case.
const READ: [&str; 3] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
];
/// One program writes all the parts: of so many the beginning is looked at.
const MOST_READ: usize = 100;
/// Parts below this size can be read without a look at their inside.
const SMALL: u64 = 8 * MB;

/// Refuses a container that would cost too much.
pub(super) fn check(path: &Path, place: &Place, kind: Kind) -> Result<()> {
    let mut archive = sniff::archive(path, place)?;
    let refuse = || Error::at(place.clone(), texts::too_large()).hint(texts::save_smaller());
    let mut unpacked = 0_u64;
    let (mut texts_part, mut read) = (None, Vec::new());
    for at in 0..archive.len() {
        let entry = archive
            .by_index_raw(at)
            .map_err(|_| sniff::damaged(place))?;
        let (size, packed) = (entry.size(), entry.compressed_size());
        unpacked = unpacked.saturating_add(size);
        let name = String::from_utf8_lossy(entry.name_raw()).to_ascii_lowercase();
        let streamed = name.contains("worksheets/") || name == "content.xml";
        let is_texts = name.ends_with("sharedstrings.xml");
        let shrunk = size > 128 * MB && size / packed.max(1) > MOST_SHRUNK;
        let whole = name.starts_with("xl/") && !name.contains("media/") && !streamed && !is_texts;
        if unpacked > MOST_UNPACKED || shrunk || (whole && size > MOST_WHOLE) {
            return Err(refuse());
        }
        if is_texts && kind == Kind::Xlsx {
            texts_part = Some((at, size));
        }
        let is_read = streamed || is_texts || READ.contains(&name.as_str());
        if is_read && read.len() < MOST_READ {
            read.push(at);
        }
    }
    for at in read {
        let mut start = [0; 4];
        let part = archive.by_index(at).map_err(|_| sniff::damaged(place))?;
        if part.take(4).read_exact(&mut start).is_ok() && sniff::is_utf16(start) {
            return Err(Error::at(place.clone(), texts::in_utf16()).hint(texts::save_again()));
        }
    }
    if let Some((at, size)) = texts_part {
        let part = archive.by_index(at).map_err(|_| sniff::damaged(place))?;
        let found = shared_texts(part, size).map_err(|_| sniff::damaged(place))?;
        if !found {
            return Err(refuse());
        }
    }
    Ok(())
}

/// How many bytes a workbook is unpacked: what its reading in memory is measured by. A file
/// that cannot be looked into counts as it lies on disk.
pub fn unpacked(path: &Path, kind: Kind) -> u64 {
    let on_disk = std::fs::metadata(path).map_or(0, |data| data.len());
    if kind == Kind::Xls {
        return on_disk;
    }
    let parts = || -> Option<u64> {
        let mut archive = sniff::archive(path, &Place::file("")).ok()?;
        (0..archive.len())
            .map(|at| Some(archive.by_index_raw(at).ok()?.size()))
            .try_fold(0_u64, |sum, size| Some(sum.saturating_add(size?)))
    };
    parts().unwrap_or(on_disk).max(on_disk)
}

/// Whether the table of shared texts costs what one of its size should.
fn shared_texts(mut part: impl Read, size: u64) -> std::io::Result<bool> {
    let mut look = Look::new(b"si");
    let mut first = vec![0; 2048];
    let length = crate::table::file::fill(&mut part, &mut first)?;
    let start = &first[..length];
    // The library makes room for as many texts as the part claims; `<si/>` is the shortest.
    let claimed = memmem::find(start, b"uniqueCount=\"").map_or(0, |at| {
        start[at + 13..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |n, byte| {
                n.saturating_mul(10).saturating_add(u64::from(byte - b'0'))
            })
    });
    if claimed > size / 5 + 1 || size + claimed * PER_TEXT > MOST_TEXTS {
        return Ok(false);
    }
    if size < SMALL {
        return Ok(true);
    }
    look.see(start, &mut |_| {});
    read_through(part, &mut look, &mut |_| {})?;
    Ok(!look.too_long && size + look.found * PER_TEXT <= MOST_TEXTS)
}

/// What must be known of a sheet of an XLSX before its cells are read.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// Its merged regions.
    pub(super) merged: Vec<Merged>,
    /// What of it is hidden.
    pub(super) hidden: Hidden,
    /// The part it stands in, where there are no formulas among its cells.
    pub(super) without_formulas: Option<String>,
}

/// Looks ahead: the merged regions stand after the cells, so the part is unpacked once to its
/// end, which also checks its sum, and hidden rows are met on the way. A sheet that is none is
/// refused.
pub(super) fn ahead(path: &Path, place: &Place, sheet: usize) -> Result<Ahead> {
    let mut archive = sniff::archive(path, place)?;
    let mut found = Ahead::default();
    let Some(name) = sheet_part(&mut archive, sheet) else {
        return Ok(found);
    };
    let damaged = || sniff::damaged(place);
    let part = archive.by_name(&name).map_err(|_| damaged())?;
    let mut look = Look::new(b"mergeCell ");
    look.hidden = Some(Seeker::default());
    read_through(part, &mut look, &mut |tag| {
        if found.merged.len() < MOST_MERGED {
            found.merged.extend(region(tag));
        }
    })
    .map_err(|_| damaged())?;
    if look.too_long {
        return Err(Error::at(place.clone(), texts::too_large()).hint(texts::save_smaller()));
    }
    found.without_formulas = (!look.may_have_formulas).then_some(name);
    found.hidden = look.hidden.map(|seeker| seeker.found).unwrap_or_default();
    Ok(found)
}

fn read_through(
    mut part: impl Read,
    look: &mut Look,
    each: &mut dyn FnMut(&[u8]),
) -> std::io::Result<()> {
    let mut block = vec![0; 128 * 1024];
    loop {
        let length = crate::table::file::fill(&mut part, &mut block)?;
        look.see(&block[..length], each);
        if length < block.len() {
            look.finish(each);
            return Ok(());
        }
    }
}

/// Looks for a start tag in a stream of bytes, and for stretches without any tag.
struct Look {
    /// How the tag goes on after what opens it: `<`, or `<` and a prefix with its colon.
    name: &'static [u8],
    kept: Vec<u8>,
    found: u64,
    without: u64,
    too_long: bool,
    /// Whether anything was found that may begin the tag of a formula.
    may_have_formulas: bool,
    /// Looks for what is hidden, where that is asked.
    hidden: Option<Seeker>,
}

/// What of a tag is kept when a block ends in it.
const TAG: usize = 128;
/// Writers use prefixes of a letter or two. A longer one than this costs the file more than the
/// text costs in memory.
const LONGEST_PREFIX: usize = 96;

impl Look {
    fn new(name: &'static [u8]) -> Self {
        Self {
            name,
            kept: Vec::new(),
            found: 0,
            without: 0,
            too_long: false,
            may_have_formulas: false,
            hidden: None,
        }
    }

    fn see(&mut self, block: &[u8], each: &mut dyn FnMut(&[u8])) {
        match memchr(b'<', block) {
            Some(_) => self.without = 0,
            None => self.without += u64::try_from(block.len()).unwrap_or(u64::MAX),
        }
        if let Some(seeker) = &mut self.hidden {
            seeker.see(block);
        }
        // A comment or raw section may hold what look like tags; no writer uses them.
        let hides =
            memmem::find(block, b"<![CDATA[").is_some() || memmem::find(block, b"<!--").is_some();
        self.too_long |= self.without > LONGEST_TEXT
            || (hides && u64::try_from(block.len()).unwrap_or(0) > 64 * 1024);
        // A tag across the edge of two blocks.
        let seam = self.kept.len();
        let mut edge = std::mem::take(&mut self.kept);
        edge.extend_from_slice(&block[..block.len().min(TAG)]);
        if !self.may_have_formulas {
            self.may_have_formulas = begins_formula(&edge) || begins_formula(block);
        }
        for at in starts(&edge, self.name).filter(|at| *at < seam) {
            self.found += 1;
            each(&edge[at..]);
        }
        let whole = block.len().saturating_sub(TAG);
        for at in starts(block, self.name) {
            if at < whole || block.len() < TAG {
                self.found += 1;
                each(&block[at..]);
            }
        }
        if block.len() >= TAG {
            self.kept = block[whole..].to_vec();
        }
    }

    /// The tags in the end of the last block.
    fn finish(&mut self, each: &mut dyn FnMut(&[u8])) {
        if let Some(seeker) = &mut self.hidden {
            seeker.finish();
        }
        let rest = std::mem::take(&mut self.kept);
        for at in starts(&rest, self.name) {
            self.found += 1;
            each(&rest[at..]);
        }
    }
}

/// Where the start tags of a name begin, whatever their prefix.
fn starts<'b>(bytes: &'b [u8], name: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    memmem::find_iter(bytes, name).filter_map(|at| {
        let near = at.saturating_sub(LONGEST_PREFIX);
        let start = near + memrchr(b'<', &bytes[near..at])?;
        let opens = match &bytes[start + 1..at] {
            [] => true,
            // A prefix may have letters of any kind.
            [prefix @ .., b':'] => !prefix.iter().any(|byte| b" \t\r\n/>=\"'".contains(byte)),
            _ => false,
        };
        opens.then_some(start)
    })
}

/// Whether bytes hold what may begin the tag of a formula, with or without a prefix. Other tags
/// of the letter are taken for it too: then the cells are read with more care than they need.
fn begins_formula(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"<f").is_some() || memmem::find(bytes, b":f").is_some()
}

/// `<mergeCell ref="A1:B2"/>`.
fn region(tag: &[u8]) -> Option<Merged> {
    let at = memmem::find(&tag[..tag.len().min(TAG)], b"ref=\"")? + 5;
    let end = at + memchr(b'"', &tag[at..])?;
    let text = std::str::from_utf8(&tag[at..end]).ok()?;
    let (start, end) = text.split_once(':')?;
    let ((first_column, first_row), (last_column, last_row)) = (address(start)?, address(end)?);
    Some(Merged {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

/// `C5` as column 2, row 5.
fn address(text: &str) -> Option<(usize, u64)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let column = text[..digits].bytes().try_fold(0_usize, |n, byte| {
        let letter = byte.is_ascii_alphabetic();
        let letter = letter.then(|| usize::from(byte.to_ascii_uppercase() - b'A') + 1)?;
        n.checked_mul(26)?.checked_add(letter)
    })?;
    Some((column.checked_sub(1)?, text[digits..].parse().ok()?))
}

/// The name of the part that holds a sheet, by the workbook's list and its relations.
fn sheet_part(archive: &mut ZipArchive<BufReader<File>>, sheet: usize) -> Option<String> {
    let workbook = part_text(archive, "xl/workbook.xml")?;
    let relations = part_text(archive, "xl/_rels/workbook.xml.rels")?;
    let element = elements(&workbook, "sheet").nth(sheet)?;
    let id = attribute(element, ":id")?;
    let target = elements(&relations, "Relationship")
        .find(|element| attribute(element, " Id") == Some(id))
        .and_then(|element| attribute(element, " Target"))?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// A part as text.
pub(super) fn part_text(archive: &mut ZipArchive<BufReader<File>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive
        .by_name(name)
        .ok()?
        .take(MOST_WHOLE)
        .read_to_string(&mut text)
        .ok()?;
    Some(text)
}

/// The start tags of a name, with or without a prefix, as text after the name.
pub(super) fn elements<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    xml.split('<').skip(1).filter_map(move |tag| {
        let tag = tag.split('>').next()?;
        let (full, rest) = tag.split_at(tag.find(|c: char| c.is_whitespace())?);
        let local = full.rsplit(':').next()?;
        (local == name).then_some(rest)
    })
}

/// An attribute's value by the end of its name.
pub(super) fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let at = element.find(&format!("{name}=\""))? + name.len() + 2;
    element[at..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Found by the fuzzer: a place with more letters than there are columns to count.
    #[test]
    fn a_place_beyond_counting_is_none() {
        assert_eq!(address("$C$5"), Some((2, 5)));
        assert_eq!(address(&format!("{}5", "Z".repeat(40))), None);
        assert_eq!(address("5"), None);
    }

    /// However a part falls into blocks, each start tag is met once, with or without a prefix,
    /// and neither end tags nor tags that only begin alike are.
    #[test]
    fn tags_are_counted_once_wherever_blocks_end() {
        let filler = "<c r=\"A1\"><v>mergeCell 1</v></c>".repeat(9);
        let text = format!(
            "{filler}<mergeCells count=\"2\"><mergeCell ref=\"B2:C4\"/><å-1:mergeCell ref=\"D5:E6\"/></x:mergeCell ></mergeCells>{filler}"
        );
        let bytes = text.as_bytes();
        for split in 0..=bytes.len() {
            let mut look = Look::new(b"mergeCell ");
            let mut rows = Vec::new();
            let mut each = |tag: &[u8]| rows.push(region(tag).unwrap().first_row);
            for block in [&bytes[..split], &bytes[split..]] {
                look.see(block, &mut each);
            }
            look.finish(&mut each);
            let found = look.found;
            assert_eq!((found, rows), (2, vec![2, 5]), "{split}");
        }
    }
}
