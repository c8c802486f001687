//! What a spreadsheet program hides of a sheet, by hand or by a filter. Hidden rows and columns
//! are read like any others, since an export holds what it holds; but who sees the sheet on a
//! screen sees less, and is told.

use std::ops::RangeInclusive;

use memchr::{memchr, memmem, memrchr};

/// More stretches of hidden rows than a sheet has rows: nobody has read them.
const MOST: usize = 1_048_576;

/// The hidden rows and columns of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hidden {
    /// Stretches of rows, counted from 1, in the order of the file.
    pub(super) rows: Vec<RangeInclusive<u32>>,
    /// Stretches of columns, counted from 0.
    pub(super) columns: Vec<RangeInclusive<u32>>,
}

impl Hidden {
    /// Some more rows.
    pub(super) fn hide_rows(&mut self, rows: RangeInclusive<u32>) {
        hide(&mut self.rows, rows);
    }

    /// Some more columns.
    pub(super) fn hide_columns(&mut self, columns: RangeInclusive<u32>) {
        hide(&mut self.columns, columns);
    }

    /// Its rows, to be asked for one after the other.
    pub(super) fn in_order(&self) -> InOrder<'_> {
        InOrder { rest: &self.rows }
    }
}

fn hide(all: &mut Vec<RangeInclusive<u32>>, more: RangeInclusive<u32>) {
    if let Some(last) = all.last_mut()
        && last.end().checked_add(1) == Some(*more.start())
    {
        *last = *last.start()..=*more.end();
    } else if all.len() < MOST {
        all.push(more);
    }
}

/// Hidden rows while a sheet is read downwards.
pub(super) struct InOrder<'h> {
    rest: &'h [RangeInclusive<u32>],
}

impl InOrder<'_> {
    /// Whether a row is hidden; rows are asked for in rising order.
    pub(super) fn has(&mut self, row: u64) -> bool {
        while let [first, rest @ ..] = self.rest {
            if row <= u64::from(*first.end()) {
                return row >= u64::from(*first.start());
            }
            self.rest = rest;
        }
        false
    }
}

/// What every tag of a hidden row or column has.
const SIGN: &[u8] = b"hidden=";
/// How far before the sign its tag may begin, and how far behind it what matters may stand.
/// Writers put few and short attributes there.
const BEFORE: usize = 256;
const BEHIND: usize = 256;
/// What two blocks share.
const EDGE: usize = BEFORE + BEHIND;

/// Looks for the tags of hidden rows and columns in the XML of a sheet, block by block.
#[derive(Default)]
pub(super) struct Seeker {
    kept: Vec<u8>,
    pub(super) found: Hidden,
}

impl Seeker {
    /// The next block. A sign for which the first bytes of a block are enough is met together
    /// with what was kept, any other in its own block, so that each is met once.
    pub(super) fn see(&mut self, block: &[u8]) {
        let seam = self.kept.len();
        let mut edge = std::mem::take(&mut self.kept);
        edge.extend_from_slice(&block[..block.len().min(EDGE)]);
        for at in memmem::find_iter(&edge, SIGN) {
            if at + BEHIND > seam && at + BEHIND <= edge.len() {
                self.take(&edge, at);
            }
        }
        for at in memmem::find_iter(block, SIGN) {
            if at + BEHIND > EDGE && at + BEHIND <= block.len() {
                self.take(block, at);
            }
        }
        let tail = if block.len() < EDGE { &edge } else { block };
        self.kept = tail[tail.len().saturating_sub(EDGE)..].to_vec();
    }

    /// The signs at the end of the last block.
    pub(super) fn finish(&mut self) {
        let rest = std::mem::take(&mut self.kept);
        for at in memmem::find_iter(&rest, SIGN) {
            if at + BEHIND > rest.len() {
                self.take(&rest, at);
            }
        }
    }

    /// Takes a tag by where its sign stands.
    fn take(&mut self, bytes: &[u8], at: usize) {
        let near = at.saturating_sub(BEFORE);
        let Some(start) = memrchr(b'<', &bytes[near..at]).map(|start| near + start + 1) else {
            return;
        };
        let end = bytes.len().min(at + BEHIND);
        let tag =
            &bytes[start..memchr(b'>', &bytes[start..end]).map_or(end, |length| start + length)];
        // Behind the tag's end it is text.
        let is_hidden = matches!(attribute(tag, b"hidden"), Some(b"1" | b"true"));
        if start + tag.len() < at || !is_hidden {
            return;
        }
        let name = tag
            .split(u8::is_ascii_whitespace)
            .next()
            .unwrap_or_default();
        match name.rsplit(|byte| *byte == b':').next() {
            Some(b"row") => {
                if let Some(row) = number(tag, b"r") {
                    self.found.hide_rows(row..=row);
                }
            }
            Some(b"col") => {
                if let (Some(first @ 1..), Some(last @ 1..)) =
                    (number(tag, b"min"), number(tag, b"max"))
                {
                    self.found.hide_columns(first - 1..=last - 1);
                }
            }
            Some(_) | None => {}
        }
    }
}

fn number(tag: &[u8], name: &[u8]) -> Option<u32> {
    std::str::from_utf8(attribute(tag, name)?)
        .ok()?
        .parse()
        .ok()
}

/// The value of an attribute.
fn attribute<'t>(tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    memmem::find_iter(tag, name).find_map(|at| {
        let before = at.checked_sub(1)?;
        let rest = tag[at + name.len()..].strip_prefix(b"=")?;
        let (quote @ (b'"' | b'\''), rest) = rest.split_first()? else {
            return None;
        };
        let value = &rest[..memchr(*quote, rest)?];
        tag[before].is_ascii_whitespace().then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However a part falls into blocks, each tag is met once, with or without a prefix; text
    /// that reads alike, other tags and what is shown are not.
    #[test]
    fn tags_are_met_once_wherever_blocks_end() {
        let filler = "<c r=\"A1\"><v>1</v></c>".repeat(40);
        let text = format!(
            "<cols><col hidden=\"1\" width=\"9\" max=\"3\" min=\"2\"/>\
             <col min=\"4\" max=\"4\" hidden=\"0\"/></cols>\
             <row r=\"4\" spans=\"1:3\" hidden=\"1\" ht=\"15\">{filler}</row>\
             <row r=\"5\" hidden=\"true\"/><row r=\"6\"><c r=\"A6\"><is><t>\
             row r=\"6\" hidden=\"1\"</t></is></c></row>\
             <å-1:row r='9' hidden='1'>{filler}</å-1:row><sheet r=\"1\" hidden=\"1\"/>\
             <row r=\"10\" hidden=\"false\">{filler}"
        );
        let bytes = text.as_bytes();
        let expected = Hidden {
            rows: vec![4..=5, 9..=9],
            columns: vec![1..=2],
        };
        for split in 0..=bytes.len() {
            let mut seeker = Seeker::default();
            for block in [&bytes[..split], &bytes[split..]] {
                seeker.see(block);
            }
            seeker.finish();
            assert_eq!(seeker.found, expected, "{split}");
        }
        for size in [1, 7, 100, 255, 256, 257, 511, 512, 513, 600] {
            let mut seeker = Seeker::default();
            bytes.chunks(size).for_each(|block| seeker.see(block));
            seeker.finish();
            assert_eq!(seeker.found, expected, "blocks of {size}");
        }
    }

    #[test]
    fn rows_are_asked_for_downwards() {
        let mut hidden = Hidden::default();
        for rows in [3..=3, 4..=6, 9..=9] {
            hidden.hide_rows(rows);
        }
        assert_eq!(hidden.rows, [3..=6, 9..=9]);
        let mut rows = hidden.in_order();
        let found: Vec<u64> = (1..12).filter(|row| rows.has(*row)).collect();
        assert_eq!(found, [3, 4, 5, 6, 9]);
    }
}
