//! Records with quotation marks, with line ends of every kind, or with delimiters of several
//! characters. A mark is structure only where it makes rows of the right length.

use memchr::{memchr, memchr2, memchr3};

use crate::table::records::{Cut, End, Field, LONGEST_RECORD, Marks};

/// A quoted field that runs over more lines than this is an unclosed mark.
const MOST_LINES: u64 = 2_000;

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

/// A record by all the rules; `None` when its end is not in sight yet.
pub(super) fn careful(
    data: &[u8],
    cut: &Cut,
    at_end: bool,
    fields: &mut Vec<Field>,
) -> Option<End> {
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
                    let inner = Field::new(at + 1, at + 1 + end);
                    let inner = if escaped { inner.escaped() } else { inner };
                    field = Some((inner, at + end + 2));
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
            (Field::new(at, end), end)
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
