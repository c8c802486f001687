//! Bytes of a delimited text as records of fields, one record at a time out of one buffer.
//!
//! Why not the `csv` crate here: it takes a quotation mark at the start of a field for
//! structure whatever follows, so one unclosed mark swallows the rest of a register without
//! an error, it drops stray marks from the text, and it counts only LF as a line end. What
//! is written by RFC 4180 is split exactly as that crate splits it (a property test holds
//! the two together); what is not keeps its rows. Lines without a quotation mark, nearly
//! all of every register, are cut eight bytes at a time.

use std::io::{self, Read};

use memchr::{memchr, memchr2, memchr3};

/// A record longer than this is no record; the memory for one is bounded by it.
pub(super) const LONGEST_RECORD: usize = 16 * 1024 * 1024;
/// A quoted field that runs over more lines than this is an unclosed mark.
const MOST_LINES: u64 = 2_000;
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

/// Where a field stands in the record's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether marks inside are doubled or escaped.
    pub(super) escaped: bool,
}

/// One record.
pub(super) struct Record<'a> {
    /// The line of the file that it starts on, from 1.
    pub(super) line: u64,
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
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
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

/// How the marks of a record are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    /// RFC 4180; a quoted field may hold line ends.
    Strict,
    /// RFC 4180 within one line, other marks are text.
    OneLine,
    /// A mark closes where a delimiter or line end follows, whatever stands between.
    Lenient,
}

/// What stands where a quoted field should be.
enum Quoted {
    Closed {
        end: usize,
        escaped: bool,
        lines: u64,
    },
    Malformed,
    Unclosed,
    NeedMore,
}

impl<R: Read> Records<R> {
    pub(super) fn new(from: R, cut: Cut, first_line: u64, skip: usize) -> Self {
        Self {
            from,
            cut,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            at_end: false,
            line: first_line,
            skip,
            has_cr: false,
            lone_cr: false,
            fields: Vec::new(),
        }
    }

    /// The stream, for what is left in it.
    pub(super) fn into_inner(self) -> R {
        self.from
    }

    /// The next record that is not an empty line.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Broken> {
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
            let fast = if self.lone_cr || self.cut.delimiter.len() != 1 {
                None
            } else {
                plain(data, &self.cut, self.has_cr, &mut self.fields)
            };
            let whole = fast.or_else(|| careful(data, &self.cut, self.at_end, &mut self.fields));
            let Some(end) = whole else {
                self.fill()?;
                continue;
            };
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

/// A whole line without marks at the start of a field and without a lone CR, if it is one.
fn plain(data: &[u8], cut: &Cut, has_cr: bool, fields: &mut Vec<Field>) -> Option<End> {
    let delimiter = cut.delimiter[0];
    let sought = [delimiter, b'\n', cut.quote].map(|byte| u64::from(byte) * ONES);
    fields.clear();
    let mut start = 0;
    let mut marks = Marks::Fine;
    let (words, rest) = data.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for (at_word, word) in words.iter().chain([&last]).enumerate() {
        let mut hits = bytes_equal(u64::from_le_bytes(*word), sought);
        while hits != 0 {
            // The lowest set bit is the highest bit of the first byte that was hit.
            let at = at_word * 8 + hits.trailing_zeros() as usize / 8;
            hits &= hits - 1;
            let byte = data[at];
            if byte == delimiter {
                fields.push(Field {
                    start,
                    end: at,
                    escaped: false,
                });
                start = at + 1;
            } else if byte == b'\n' {
                let cr = if has_cr {
                    memchr(b'\r', &data[..at])
                } else {
                    None
                };
                let length = match cr {
                    None => at,
                    Some(cr) if cr + 1 == at => cr,
                    Some(_) => return None,
                };
                fields.push(Field {
                    start,
                    end: length,
                    escaped: false,
                });
                return Some(End {
                    length,
                    next: at + 1,
                    lines: 1,
                    marks,
                    escaped: false,
                });
            } else if at == start {
                return None;
            } else {
                marks = Marks::Stray;
            }
        }
    }
    None
}

/// A one in every byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of every byte of a word that equals one of three bytes, each repeated over
/// a word. Eight bytes at a time, since fields are too short for a search of its own each.
fn bytes_equal(word: u64, sought: [u64; 3]) -> u64 {
    const LOW: u64 = 0x7f * ONES;
    let differ = |byte: u64| {
        let x = word ^ byte;
        ((x & LOW) + LOW) | x
    };
    let [a, b, c] = sought;
    !(differ(a) & differ(b) & differ(c)) & !LOW
}

/// A record by all the rules; `None` when its end is not in sight yet.
fn careful(data: &[u8], cut: &Cut, at_end: bool, fields: &mut Vec<Field>) -> Option<End> {
    let strict = take(data, cut, at_end, Taking::Strict, fields)?;
    let right = |fields: &Vec<Field>| cut.expected.is_none_or(|n| fields.len() == n);
    if (strict.marks == Marks::Fine && strict.lines <= 1) || cut.expected.is_none() {
        return Some(strict);
    }
    if right(fields) {
        if strict.lines == 1 || strict.marks != Marks::Fine {
            return Some(strict);
        }
        // Well-formed, but if each of its lines is a row too, two readings fit.
        let mut doubtful = true;
        let mut from = 0;
        while doubtful && from < strict.next {
            let line = take(&data[from..], cut, at_end, Taking::OneLine, fields)?;
            doubtful = right(fields) && fields.len() > 1;
            from += line.next;
        }
        let mut strict = take(data, cut, at_end, Taking::Strict, fields)?;
        if doubtful {
            strict.marks = Marks::Doubtful;
        }
        return Some(strict);
    }
    // The number of fields is wrong and marks may be why: the reading with the right
    // number wins, first the one where a mark rules only its own line.
    for taking in [Taking::OneLine, Taking::Lenient] {
        let mut end = take(data, cut, at_end, taking, fields)?;
        if right(fields) {
            if end.marks == Marks::Fine {
                end.marks = Marks::Stray;
            }
            return Some(end);
        }
    }
    take(data, cut, at_end, Taking::Strict, fields)
}

fn take(
    data: &[u8],
    cut: &Cut,
    at_end: bool,
    taking: Taking,
    fields: &mut Vec<Field>,
) -> Option<End> {
    fields.clear();
    let mut at = 0;
    let mut lines = 0;
    let mut marks = Marks::Fine;
    let mut any_escaped = false;
    let end = |length, next, lines, marks, escaped| End {
        length,
        next,
        lines,
        marks,
        escaped,
    };
    loop {
        let mut field = None;
        if data.get(at) == Some(&cut.quote) {
            match quoted(&data[at + 1..], cut, at_end, taking) {
                Quoted::NeedMore => return None,
                Quoted::Malformed => marks = marks.max(Marks::Stray),
                Quoted::Unclosed => marks = Marks::Unclosed,
                Quoted::Closed {
                    end,
                    escaped,
                    lines: inside,
                } => {
                    lines += inside;
                    any_escaped |= escaped;
                    field = Some((
                        Field {
                            start: at + 1,
                            end: at + 1 + end,
                            escaped,
                        },
                        at + end + 2,
                    ));
                }
            }
        }
        let (field, after) = if let Some(found) = field {
            found
        } else {
            let end = at + unquoted(&data[at..], cut, at_end)?;
            if memchr(cut.quote, &data[at..end]).is_some() {
                marks = marks.max(Marks::Stray);
            }
            let plain = Field {
                start: at,
                end,
                escaped: false,
            };
            (plain, end)
        };
        fields.push(field);
        if after >= data.len() {
            let length = data.len();
            return at_end.then(|| end(length, length, lines + 1, marks, any_escaped));
        }
        match data[after] {
            b'\r' if data.get(after + 1) == Some(&b'\n') => {
                return Some(end(after, after + 2, lines + 1, marks, any_escaped));
            }
            // A CR last in sight may be half of a CRLF.
            b'\r' if after + 1 == data.len() && !at_end => return None,
            b'\n' | b'\r' => return Some(end(after, after + 1, lines + 1, marks, any_escaped)),
            _ => at = after + cut.delimiter.len(),
        }
    }
}

/// How long an unquoted field is.
fn unquoted(data: &[u8], cut: &Cut, at_end: bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let found = match cut.delimiter.first() {
            Some(first) => memchr3(*first, b'\n', b'\r', &data[from..]),
            None => memchr2(b'\n', b'\r', &data[from..]),
        };
        let Some(found) = found.map(|found| found + from) else {
            return at_end.then_some(data.len());
        };
        if matches!(data[found], b'\n' | b'\r') || data[found..].starts_with(&cut.delimiter) {
            return Some(found);
        }
        if data.len() - found < cut.delimiter.len() && !at_end {
            return None;
        }
        from = found + 1;
    }
}

/// What follows an opening mark.
fn quoted(data: &[u8], cut: &Cut, at_end: bool, taking: Taking) -> Quoted {
    let mut from = 0;
    let mut escaped = false;
    let mut lines = 0;
    loop {
        let found = match cut.escape {
            Some(escape) => memchr2(cut.quote, escape, &data[from..]),
            None => memchr(cut.quote, &data[from..]),
        };
        let searched = found.map_or(data.len(), |found| from + found);
        lines += line_ends(&data[from..searched]);
        if (lines > 0 && taking != Taking::Strict) || lines > MOST_LINES {
            return Quoted::Unclosed;
        }
        let Some(found) = found.map(|found| from + found) else {
            return if at_end || data.len() >= LONGEST_RECORD {
                Quoted::Unclosed
            } else {
                Quoted::NeedMore
            };
        };
        let rest = &data[found + 1..];
        if cut.escape == Some(data[found]) {
            // An escape before a mark makes it text; before anything else it is text itself.
            let over = usize::from(rest.first() == Some(&cut.quote));
            if rest.is_empty() && !at_end {
                return Quoted::NeedMore;
            }
            escaped |= over == 1;
            from = found + 1 + over;
            continue;
        }
        if rest.is_empty() || (!at_end && rest.len() < cut.delimiter.len().max(1)) {
            return if at_end {
                Quoted::Closed {
                    end: found,
                    escaped,
                    lines,
                }
            } else {
                Quoted::NeedMore
            };
        }
        let closes = matches!(rest[0], b'\n' | b'\r')
            || (!cut.delimiter.is_empty() && rest.starts_with(&cut.delimiter));
        if closes {
            return Quoted::Closed {
                end: found,
                escaped,
                lines,
            };
        }
        if rest[0] == cut.quote {
            escaped = true;
            from = found + 2;
        } else if taking == Taking::Lenient {
            from = found + 1;
        } else {
            return Quoted::Malformed;
        }
    }
}

/// Line ends of every kind.
fn line_ends(data: &[u8]) -> u64 {
    let mut count = 0;
    let mut from = 0;
    while let Some(found) = memchr2(b'\n', b'\r', &data[from..]) {
        let at = from + found;
        count += 1;
        from = at + 1;
        if data[at] == b'\r' && data.get(from) == Some(&b'\n') {
            from += 1;
        }
    }
    count
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
