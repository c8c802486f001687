//! Bytes of a delimited text as records of fields, one record at a time out of one buffer.
//!
//! Why not the `csv` crate here: it takes a quotation mark at the start of a field for
//! structure whatever follows, so one unclosed mark swallows the rest of a register without
//! an error, it drops stray marks from the text, and it counts only LF as a line end. What
//! is written by RFC 4180 is split exactly as that crate splits it (a property test holds
//! the two together); what is not keeps its rows. Lines without a quotation mark, nearly
//! all of every register, are cut a block of bytes at a time.

mod ahead;
mod careful;
mod field;
mod hits;
mod plain;

use std::io::{self, Read};

use memchr::memchr;

pub(super) use ahead::{Stop, each};
use careful::careful;
pub(super) use field::Field;
use hits::Sought;
use plain::plain;

/// A record longer than this is no record; the memory for one is bounded by it.
pub(super) const LONGEST_RECORD: usize = 16 * 1024 * 1024;
/// How much is read at a time.
const BLOCK: usize = 256 * 1024;

/// How records are cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// Between the fields; empty for one column.
    pub(super) delimiter: Vec<u8>,
    /// Around a field.
    pub(super) quote: u8,
    /// Before a quotation mark that is text, besides doubling it.
    pub(super) escape: Option<u8>,
    /// How many fields a record should have, once that is known.
    pub(super) expected: Option<usize>,
}

/// One record.
pub(super) struct Record<'a> {
    /// The line of the file that it starts on, from 1.
    pub(super) line: u64,
    /// The bytes of the stream before it.
    pub(super) offset: u64,
    /// How many lines it runs over.
    pub(super) lines: u64,
    /// Its bytes without the line end.
    pub(super) bytes: &'a [u8],
    /// Its fields, at least one.
    pub(super) fields: &'a [Field],
    /// What was odd about its quotation marks.
    pub(super) marks: Marks,
    /// Whether a field has doubled or escaped marks inside.
    pub(super) escaped: bool,
}

/// What a record's quotation marks were like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// As they should be.
    Fine,
    /// A quoted field runs over lines that could be rows of their own.
    Doubtful,
    /// A mark in a field that is text.
    Stray,
    /// A mark that opens a field and is never closed.
    Unclosed,
}

/// Why reading stopped.
#[derive(Debug)]
pub(super) enum Broken {
    /// The file could not be read.
    Io(io::Error),
    /// A record longer than [`LONGEST_RECORD`] starts on this line.
    TooLong(u64),
}

/// The records of a stream of bytes.
pub(super) struct Records<R> {
    from: R,
    cut: Cut,
    /// What plain lines are cut by, where the delimiter is one byte.
    sought: Option<Sought>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    /// The bytes of the stream before the buffer.
    passed: u64,
    line: u64,
    /// Bytes before the first record that are none of its.
    skip: usize,
    /// A CR was read: line ends may be more than LF.
    has_cr: bool,
    /// A lone CR was seen: from there on it ends lines.
    lone_cr: bool,
    fields: Vec<Field>,
}

/// Where a record ends: its bytes, what follows, the line ends in and after it.
struct End {
    length: usize,
    next: usize,
    lines: u64,
    marks: Marks,
    escaped: bool,
}

impl End {
    const NOWHERE: Self = Self {
        length: 0,
        next: 0,
        lines: 0,
        marks: Marks::Fine,
        escaped: false,
    };
}

impl<R: Read> Records<R> {
    pub(super) fn new(from: R, cut: Cut, first_line: u64, skip: usize) -> Self {
        let sought = match cut.delimiter.as_slice() {
            [delimiter] => Some(Sought::new(*delimiter, [b'\n', cut.quote])),
            _ => None,
        };
        Self {
            from,
            cut,
            sought,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            at_end: false,
            passed: 0,
            line: first_line,
            skip,
            has_cr: false,
            lone_cr: false,
            fields: Vec::new(),
        }
    }

    /// The same of a stream of which so many bytes were passed over.
    pub(super) fn beginning_at(mut self, offset: u64) -> Self {
        self.passed = offset;
        self
    }

    /// Whether a lone CR ended a line: what follows depends on what stood before.
    pub(super) fn had_lone_cr(&self) -> bool {
        self.lone_cr
    }

    /// The bytes of the stream that are in records already.
    pub(super) fn offset(&self) -> u64 {
        self.passed + length(self.start)
    }

    /// The stream, for what is left in it.
    pub(super) fn into_inner(self) -> R {
        self.from
    }

    /// The next record that is not an empty line.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Broken> {
        let mut end = End::NOWHERE;
        loop {
            let skipped = self.skip.min(self.end - self.start);
            self.start += skipped;
            self.skip -= skipped;
            let data = &self.buffer[self.start..self.end];
            if data.is_empty() {
                if self.at_end {
                    return Ok(None);
                }
                self.fill()?;
                continue;
            }
            let sought = self.sought.as_ref().filter(|_| !self.lone_cr);
            let fields = &mut self.fields;
            let is_plain = sought.is_some_and(|s| plain(data, s, self.has_cr, fields, &mut end));
            if !is_plain {
                let Some(whole) = careful(data, &self.cut, self.at_end, fields) else {
                    self.fill()?;
                    continue;
                };
                end = whole;
            }
            if end.next < data.len() && data[end.next - 1] == b'\r' {
                self.lone_cr = true;
            }
            let line = self.line;
            let start = self.start;
            self.line += end.lines;
            self.start += end.next;
            if end.length == 0 {
                continue;
            }
            return Ok(Some(Record {
                line,
                offset: self.passed + length(start),
                lines: end.lines,
                bytes: &self.buffer[start..start + end.length],
                fields: &self.fields,
                marks: end.marks,
                escaped: end.escaped,
            }));
        }
    }

    /// Reads more behind what is left, and makes room for it.
    fn fill(&mut self) -> Result<(), Broken> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.passed += length(self.start);
        self.end -= self.start;
        self.start = 0;
        if self.end > LONGEST_RECORD {
            return Err(Broken::TooLong(self.line));
        }
        if self.buffer.len() < self.end * 2 || self.buffer.len() < BLOCK {
            let room = (self.end * 2).max(BLOCK);
            self.buffer.resize(room, 0);
        }
        loop {
            match self.from.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.at_end = true;
                    return Ok(());
                }
                Ok(n) => {
                    let read = &self.buffer[self.end..self.end + n];
                    self.has_cr = self.has_cr || memchr(b'\r', read).is_some();
                    self.end += n;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Broken::Io(error)),
            }
        }
    }
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).expect("a length in memory fits")
}

impl Marks {
    fn max(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unclosed, _) | (_, Self::Unclosed) => Self::Unclosed,
            (Self::Stray, _) | (_, Self::Stray) => Self::Stray,
            (Self::Doubtful, _) | (_, Self::Doubtful) => Self::Doubtful,
            (Self::Fine, Self::Fine) => Self::Fine,
        }
    }
}

#[cfg(test)]
mod tests;
