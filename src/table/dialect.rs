//! What stands between the fields of a text file and around them, by trying every usual
//! delimiter on the file's first lines: the one that gives rows of equal length, and
//! headers the caller knows, is right.

use memchr::{memchr2, memmem};

use crate::table::encoding::Encoding;
use crate::table::records::{Cut, Record, Records};

/// The delimiters that are tried, the likelier first where all else is equal. Those of
/// two characters are tried besides their first one.
const CANDIDATES: [&str; 13] = [
    ";", "\t", ",", "|", "; ", ", ", " | ", "||", ";;", "::", "~", "^", " ",
];
/// How many records are looked at.
const RECORDS: usize = 300;
/// How many of them may be the header.
const HEADERS: usize = 40;

/// How the lines of a sample are cut; `told` is a delimiter that is already known.
pub(super) fn find(
    sample: &[u8],
    encoding: &Encoding,
    told: Option<&[u8]>,
    recognises: &dyn Fn(&str) -> bool,
) -> Cut {
    let mut cut = Cut {
        delimiter: Vec::new(),
        quote: b'"',
        escape: escape(sample),
        expected: None,
    };
    cut.delimiter = told.map_or_else(
        || delimiter(sample, encoding, &cut, recognises),
        <[u8]>::to_vec,
    );
    if uses_apostrophes(sample, &cut) {
        cut.quote = b'\'';
    }
    cut
}

/// A `sep=;` line, as Excel writes and reads it: the delimiter and the line's length.
pub(super) fn sep_line(sample: &[u8]) -> Option<(Vec<u8>, usize)> {
    let end = memchr2(b'\n', b'\r', sample)?;
    let line = &sample[..end];
    let line = line
        .strip_prefix(b"\"")
        .and_then(|line| line.strip_suffix(b"\""))
        .unwrap_or(line);
    let (key, value) = line.split_at_checked(4)?;
    if !key.eq_ignore_ascii_case(b"sep=") || value.is_empty() || value.len() > 4 {
        return None;
    }
    let crlf = sample[end..].starts_with(b"\r\n");
    Some((value.to_vec(), end + 1 + usize::from(crlf)))
}

/// How well a delimiter cuts: recognised headers, then how many rows have the same number
/// of fields, then how many fields.
fn delimiter(
    sample: &[u8],
    encoding: &Encoding,
    cut: &Cut,
    recognises: &dyn Fn(&str) -> bool,
) -> Vec<u8> {
    let alone = score(sample, encoding, cut, b"", recognises).map_or(0, |s| s.recognised);
    let list = list(sample, encoding, cut, recognises);
    let mut best: Option<(Score, &[u8])> = None;
    for candidate in CANDIDATES.map(str::as_bytes) {
        // A space stands in most names: it is tried when nothing else cuts so that headers are known.
        let is_settled = best.as_ref().is_some_and(|(best, _)| best.recognised > 0);
        if (candidate == b" " && is_settled) || memmem::find(sample, candidate).is_none() {
            continue;
        }
        let Some(found) = score(sample, encoding, cut, candidate, recognises) else {
            continue;
        };
        let is_even = found.fields >= 3 && found.permille >= 950;
        // Columns of a fixed width have blanks in rows between them, and few of them headers.
        let is_likely = match &best {
            Some(_) => is_even && found.recognised * 2 >= found.fields,
            None => is_even || found.recognised >= 2,
        };
        let doubtful = candidate == b" " && !is_likely;
        // A list of one column whose values have a blank or comma in them.
        let is_list = list.as_ref().is_some_and(|(header, value)| {
            memmem::find(value, candidate).is_some()
                && (memmem::find(header, candidate).is_none()
                    || (candidate == b" " && found.recognised <= alone + 1))
        });
        let worse_than_one_column = found.recognised < alone || is_list;
        if found.fields < 2 || doubtful || worse_than_one_column {
            continue;
        }
        let better = best.as_ref().is_none_or(|(best, shorter)| {
            // The longer of two that cut as well is the true one: `, ` and not `,`.
            let extends = memmem::find(candidate, shorter).is_some()
                && found.recognised >= best.recognised
                && found.permille >= best.permille;
            extends || found.total() > best.total()
        });
        if better {
            best = Some((found, candidate));
        }
    }
    best.map_or_else(Vec::new, |(_, candidate)| candidate.to_vec())
}

/// The first line and the next, if the first as a whole is a known header and the next a value.
fn list(
    sample: &[u8],
    encoding: &Encoding,
    cut: &Cut,
    recognises: &dyn Fn(&str) -> bool,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut lines: Vec<(u64, Vec<u8>)> = Vec::new();
    each(sample, cut, |record| {
        if lines.len() < 2 {
            lines.push((record.line, record.bytes.to_vec()));
        }
    });
    let [(line, header), (next, value)] = lines.as_slice() else {
        return None;
    };
    let is_header = recognises(text(header, encoding).trim());
    let is_value = *next == line + 1 && value.iter().any(u8::is_ascii_digit);
    (is_header && is_value).then(|| (header.clone(), value.clone()))
}

/// What a delimiter makes of the sample.
struct Score {
    recognised: u64,
    /// The most frequent number of fields.
    fields: u64,
    /// How many of a thousand records have it.
    permille: u64,
}

impl Score {
    fn total(&self) -> u64 {
        self.recognised * 10_000 + self.permille + 10 * self.fields.min(20)
    }
}

fn score(
    sample: &[u8],
    encoding: &Encoding,
    cut: &Cut,
    delimiter: &[u8],
    recognises: &dyn Fn(&str) -> bool,
) -> Option<Score> {
    let cut = Cut {
        delimiter: delimiter.to_vec(),
        ..cut.clone()
    };
    let mut counts = std::collections::BTreeMap::<usize, u64>::new();
    let mut recognised = 0;
    let mut seen = 0;
    each(sample, &cut, |record| {
        *counts.entry(record.fields.len()).or_default() += 1;
        // A single field in a table of several is a title.
        if seen < HEADERS && (record.fields.len() > 1 || cut.delimiter.is_empty()) {
            let known = record
                .fields
                .iter()
                .filter(|f| recognises(text(&record.bytes[f.start()..f.end()], encoding).trim()))
                .count();
            recognised = recognised.max(known);
        }
        seen += 1;
    });
    // Rows of one field are titles and notes, unless there is nothing else.
    let (fields, most) = counts
        .iter()
        .max_by_key(|(fields, count)| (**fields > 1, **count, **fields))?;
    let all: u64 = counts.values().sum();
    Some(Score {
        recognised: u64::try_from(recognised).unwrap_or(u64::MAX),
        fields: u64::try_from(*fields).unwrap_or(u64::MAX),
        permille: most * 1000 / all,
    })
}

fn each(sample: &[u8], cut: &Cut, mut see: impl FnMut(&Record<'_>)) {
    let mut records = Records::new(sample, cut.clone(), 1, 0);
    for _ in 0..RECORDS {
        // The sample is in memory and short: it can neither fail nor be too long.
        match records.next() {
            Ok(Some(record)) => see(&record),
            Ok(None) | Err(_) => break,
        }
    }
}

/// A field's text for the recognition of headers.
pub(super) fn text(bytes: &[u8], encoding: &Encoding) -> String {
    match (std::str::from_utf8(bytes), encoding) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), Encoding::Single(single)) => {
            let mut out = String::new();
            single.decode_to(bytes, &mut out);
            out
        }
        (Err(_), Encoding::Utf8 | Encoding::Twice | Encoding::Utf16Le | Encoding::Utf16Be) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

/// A backslash is an escape where it stands before a mark that neither ends a field nor
/// is doubled; before one that does, it is the end of a Windows path.
fn escape(sample: &[u8]) -> Option<u8> {
    memmem::find_iter(sample, b"\\\"")
        .any(|at| sample.get(at + 2).is_some_and(u8::is_ascii_alphanumeric))
        .then_some(b'\\')
}

/// Whether most fields stand between apostrophes and none between quotation marks.
fn uses_apostrophes(sample: &[u8], cut: &Cut) -> bool {
    let (mut enclosed, mut filled, mut double) = (0_u64, 0_u64, 0_u64);
    each(sample, cut, |record| {
        for field in record.fields {
            let bytes = &record.bytes[field.start()..field.end()];
            filled += u64::from(!bytes.is_empty());
            double += u64::from(field.start() > 0 && record.bytes[field.start() - 1] == b'"');
            enclosed +=
                u64::from(bytes.len() > 1 && bytes.starts_with(b"'") && bytes.ends_with(b"'"));
        }
    });
    double == 0 && enclosed * 2 > filled
}
