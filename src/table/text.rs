//! Delimited text as a source of rows: opened, judged, and read in one pass that also
//! hashes the file's bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::problem::{Error, Place, Result};
use crate::table::cells::Cells;
use crate::table::dialect;
use crate::table::encoding::{self, Encoding, Evidence, Single};
use crate::table::places::{FAR, Places, Position};
use crate::table::records::{self, Broken, Cut, Field, Marks, Record, Records, Stop};
use crate::table::source::{Odd, Sink};
use crate::table::stream::{self, Stream};
use crate::table::widen::Widened;
use crate::table::{Wanted, file, fixed, texts};

/// How much of the file the delimiter is judged by.
const SAMPLE: usize = 64 * 1024;
/// What a decoder writes for what is no character.
const NO_CHARACTER: char = '\u{fffd}';

/// A text file that is understood.
pub(super) struct TextFile {
    path: PathBuf,
    place: Place,
    /// The encoding, and whether the user said it.
    pub(super) encoding: Encoding,
    told: bool,
    /// What a field that is not in the file's own UTF-8 is read as.
    fallback: Single,
    pub(super) cut: Cut,
    /// Whether its columns stand at fixed places with blanks between them.
    pub(super) is_fixed: bool,
    /// Bytes before the first record, after transcoding: a byte order mark, a `sep=` line.
    skip: usize,
    first_line: u64,
}

/// Judges a text file.
pub(super) fn open(path: &Path, place: &Place, wanted: &Wanted<'_>) -> Result<TextFile> {
    let (encoding, told) = match wanted.encoding {
        Some(name) => (Encoding::named(name, place)?, true),
        None => (judge(path, place)?, false),
    };
    let mut found = TextFile {
        path: path.to_owned(),
        place: place.clone(),
        encoding,
        told,
        fallback: Single::windows1252(),
        cut: Cut {
            delimiter: Vec::new(),
            quote: b'"',
            escape: None,
            expected: None,
        },
        is_fixed: false,
        skip: 0,
        first_line: 1,
    };
    let mut sample = vec![0; SAMPLE];
    let length = file::fill(&mut found.stream(false)?, &mut sample)
        .map_err(|error| found.broken(&Broken::Io(error)))?;
    sample.truncate(length);
    if sample.starts_with(b"\xef\xbb\xbf") {
        found.skip = 3;
    }
    if crate::table::cell::is_blank(&dialect::text(&sample[found.skip..], &found.encoding))
        && length < SAMPLE
    {
        return Err(Error::at(place.clone(), texts::empty_file()).hint(texts::export_again()));
    }
    let mut told = wanted.delimiter.map(|d| found.encode(d));
    if let Some((delimiter, length)) = dialect::sep_line(&sample[found.skip..]) {
        found.skip += length;
        found.first_line = 2;
        told = told.or(Some(delimiter));
    }
    found.cut = dialect::find(
        &sample[found.skip..],
        &found.encoding,
        told.as_deref(),
        wanted.recognises,
    );
    found.is_fixed = wanted.delimiter.is_none()
        && fixed::has_fixed_columns(&dialect::text(&sample[found.skip..], &found.encoding));
    Ok(found)
}

/// The encoding by the whole file's evidence, or by so much of it that the rest could not
/// change the verdict.
fn judge(path: &Path, place: &Place) -> Result<Encoding> {
    let cannot_read = |error: io::Error| file::cannot_read(place, &error);
    let mut from = file::open(path, place)?;
    let mut block = vec![0; 256 * 1024];
    let mut evidence = Evidence::default();
    let mut first = true;
    loop {
        let length = file::fill(&mut from, &mut block).map_err(cannot_read)?;
        let seen = &block[..length];
        if first && let Some(utf16) = encoding::utf16(&seen[..length.min(8192)]) {
            return Ok(utf16);
        }
        first = false;
        evidence.see(seen);
        if length < block.len() || evidence.is_enough() {
            return Ok(evidence.verdict());
        }
    }
}

impl TextFile {
    /// The delimiter as text, `None` for a single column.
    pub(super) fn delimiter(&self) -> Option<String> {
        (!self.cut.delimiter.is_empty()).then(|| dialect::text(&self.cut.delimiter, &self.encoding))
    }

    /// Gives all rows; what was learnt if the file was read to its end.
    pub(super) fn each(&self, hashed: bool, sink: &mut dyn Sink) -> Result<Option<Whole>> {
        let from = self.stream(hashed)?;
        // What is not read to its end is not hashed, and not worth a thread.
        let ahead = hashed && from.is_large();
        let records = Records::new(from, self.cut.clone(), self.first_line, self.skip);
        let mut places = Places::default();
        let mut scratch = Scratch::default();
        let mut take = |record: &Record<'_>, text: Option<&str>| {
            places.pass(Position {
                line: record.line,
                offset: record.offset,
            });
            tell_marks(record, sink);
            let cells = self.decode(record, text, &mut scratch, sink);
            sink.row(record.line, record.lines, cells)
        };
        let whole = records::each(records, ahead, &mut take).map_err(|stop| match stop {
            Stop::Broken(broken) => self.broken(&broken),
            Stop::Error(error) => error,
        })?;
        let Some(records) = whole else {
            return Ok(None);
        };
        // Bytes of UTF-16 are not those of the records, and after a lone CR a record's
        // beginning alone does not tell how it ends.
        if self.is_utf16() || records.had_lone_cr() {
            places = Places::default();
        }
        Ok(Some(Whole {
            sha256: records.into_inner().sha256(),
            places,
        }))
    }

    fn is_utf16(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// Gives the rows that the sink wants, of which `lines` are the numbers, in order.
    pub(super) fn at(
        &self,
        lines: &BTreeSet<u64>,
        places: &Places,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let from = self.stream(false)?;
        let mut records = Records::new(from, self.cut.clone(), self.first_line, self.skip);
        let mut scratch = Scratch::default();
        for line in lines {
            let near = places.before(*line);
            if let Some(near) = near.filter(|near| near.offset > records.offset() + FAR) {
                let from = self.stream_from(near.offset)?;
                records = Records::new(from, self.cut.clone(), near.line, 0);
                records = records.beginning_at(near.offset);
            }
            loop {
                let record = match records.next() {
                    Ok(Some(record)) => record,
                    Ok(None) => return Ok(()),
                    Err(broken) => return Err(self.broken(&broken)),
                };
                if record.line < *line {
                    continue;
                }
                let cells = self.decode(&record, None, &mut scratch, sink);
                sink.row(record.line, record.lines, cells)?;
                break;
            }
        }
        Ok(())
    }

    /// A record's cells, borrowed from its bytes where they are text already; `text` where they
    /// are known to be.
    fn decode<'a>(
        &self,
        record: &Record<'a>,
        text: Option<&'a str>,
        scratch: &'a mut Scratch,
        sink: &mut dyn Sink,
    ) -> Cells<'a> {
        let Scratch { own, widened } = scratch;
        let as_it_is = match (&self.encoding, record.escaped) {
            (_, true) => None,
            (Encoding::Single(_) | Encoding::Twice, false) if !record.bytes.is_ascii() => None,
            (
                Encoding::Single(_)
                | Encoding::Twice
                | Encoding::Utf8
                | Encoding::Utf16Le
                | Encoding::Utf16Be,
                false,
            ) => text.or_else(|| simdutf8::basic::from_utf8(record.bytes).ok()),
        };
        // What was no character in UTF-16 has become this one.
        let as_it_is = as_it_is.filter(|text| !self.is_utf16() || !text.contains(NO_CHARACTER));
        if let Some(text) = as_it_is {
            return Cells::of_line(text, record.fields);
        }
        if let (Encoding::Single(single), false) = (&self.encoding, record.escaped)
            && let Some((text, fields)) = widened.of(record, single, self.told)
        {
            return Cells::of_line(text, fields);
        }
        self.decode_each(record, own, sink)
    }

    /// The same, field by field: each may be in an encoding of its own, or have marks inside.
    fn decode_each<'a>(
        &self,
        record: &Record<'_>,
        scratch: &'a mut Decoded,
        sink: &mut dyn Sink,
    ) -> Cells<'a> {
        scratch.text.clear();
        scratch.fields.clear();
        for (column, field) in record.fields.iter().enumerate() {
            let start = scratch.text.len();
            let bytes = &record.bytes[field.start()..field.end()];
            let bytes = if field.is_escaped() {
                Cow::Owned(self.unescape(bytes))
            } else {
                Cow::Borrowed(bytes)
            };
            if let Some(odd) = self.decode_field(&bytes, &mut scratch.text) {
                sink.odd(odd, record.line, Some(column));
            }
            scratch.fields.push(Field::new(start, scratch.text.len()));
        }
        Cells::of_line(&scratch.text, &scratch.fields)
    }

    /// Appends one field's text. A field in another encoding than the file's is read in
    /// its own, unless the user said which one to use.
    fn decode_field(&self, bytes: &[u8], out: &mut String) -> Option<Odd> {
        match (&self.encoding, std::str::from_utf8(bytes)) {
            (Encoding::Twice, Ok(text)) => {
                match encoding::once(text, &self.fallback) {
                    Some(once) => out.push_str(&once),
                    None => out.push_str(text),
                }
                None
            }
            (Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be, Ok(text)) => {
                out.push_str(text);
                let is_damaged = self.is_utf16() && text.contains(NO_CHARACTER);
                is_damaged.then_some(Odd::Undecodable)
            }
            (Encoding::Utf8 | Encoding::Twice | Encoding::Utf16Le | Encoding::Utf16Be, Err(_))
                if self.told =>
            {
                out.push_str(&String::from_utf8_lossy(bytes));
                Some(Odd::Undecodable)
            }
            (Encoding::Utf8 | Encoding::Twice | Encoding::Utf16Le | Encoding::Utf16Be, Err(_)) => {
                self.fallback.decode_to(bytes, out);
                Some(Odd::MixedEncoding)
            }
            (Encoding::Single(_), Ok(text)) if !self.told && !text.is_ascii() => {
                out.push_str(text);
                Some(Odd::MixedEncoding)
            }
            (Encoding::Single(single), _) => {
                single.decode_to(bytes, out);
                None
            }
        }
    }

    /// Doubled marks become one, escaped marks lose their escape.
    fn unescape(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut rest = bytes.iter().copied().peekable();
        while let Some(byte) = rest.next() {
            let escapes = byte == self.cut.quote || Some(byte) == self.cut.escape;
            if escapes && rest.peek() == Some(&self.cut.quote) {
                rest.next();
                out.push(self.cut.quote);
            } else {
                out.push(byte);
            }
        }
        out
    }

    /// A delimiter the user gave, in the file's bytes.
    fn encode(&self, delimiter: &str) -> Vec<u8> {
        let delimiter = match delimiter.trim().to_lowercase().as_str() {
            "tab" | "tabb" | "tabulator" | "\\t" => "\t",
            "semikolon" | "semicolon" => ";",
            "komma" | "comma" => ",",
            "mellanslag" | "blank" | "space" => " ",
            "lodstreck" | "pipe" => "|",
            _ => delimiter,
        };
        match &self.encoding {
            Encoding::Single(single) => delimiter
                .chars()
                .flat_map(|c| {
                    single
                        .encode(c)
                        .map_or_else(|| c.to_string().into_bytes(), |b| vec![b])
                })
                .collect(),
            Encoding::Utf8 | Encoding::Twice | Encoding::Utf16Le | Encoding::Utf16Be => {
                delimiter.as_bytes().to_vec()
            }
        }
    }

    fn stream(&self, hashed: bool) -> Result<Stream> {
        let from = file::open(&self.path, &self.place)?;
        Ok(Stream::new(from, &self.encoding, hashed))
    }

    fn stream_from(&self, offset: u64) -> Result<Stream> {
        let mut from = file::open(&self.path, &self.place)?;
        from.seek(SeekFrom::Start(offset))
            .map_err(|error| file::cannot_read(&self.place, &error))?;
        Ok(Stream::new(from, &self.encoding, false))
    }

    fn broken(&self, broken: &Broken) -> Error {
        match broken {
            Broken::TooLong(line) => Error::at(self.place.clone(), texts::too_long(*line)),
            Broken::Io(error) => match stream::nul_at(error) {
                Some(at) => {
                    let line = file::line_at(&self.path, at).unwrap_or(1);
                    Error::at(self.place.clone(), texts::nul_bytes(line))
                        .hint(texts::export_again())
                }
                None => file::cannot_read(&self.place, error),
            },
        }
    }
}

/// Tells of a record's quotation marks where they are odd.
fn tell_marks(record: &Record<'_>, sink: &mut dyn Sink) {
    match record.marks {
        Marks::Fine => {}
        // Every line that could be a row is told: so many were read as one.
        Marks::Doubtful => {
            for line in record.line..record.line + record.lines {
                sink.odd(Odd::DoubtfulMark, line, None);
            }
        }
        Marks::Stray => sink.odd(Odd::StrayMark, record.line, None),
        Marks::Unclosed => sink.odd(Odd::UnclosedMark, record.line, None),
    }
}

/// What reading a file to its end taught.
pub(super) struct Whole {
    /// The hash of its bytes, empty unless asked for.
    pub(super) sha256: String,
    /// Where its records stand.
    pub(super) places: Places,
}

/// Room for the text of a record whose bytes are not UTF-8 as they stand.
#[derive(Default)]
struct Scratch {
    own: Decoded,
    widened: Widened,
}

/// A record that was decoded field by field.
#[derive(Default)]
struct Decoded {
    text: String,
    fields: Vec<Field>,
}
