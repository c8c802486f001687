//! Records cut ahead of who takes them: of a large file another thread reads and cuts, so that
//! with two idle cores that costs no time. What is taken, and in which order, is the same.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::{Broken, Field, Marks, Record, Records};
use crate::problem::{Error, Result};
use crate::table::source::Flow;

/// How many bytes of records are handed over together: to wake who waits for them costs as much as
/// to cut some hundred.
const BATCH: usize = if cfg!(test) { 64 } else { 256 * 1024 };
/// How many batches may wait: the thread is held up by whoever takes them, not memory.
const WAITING: usize = 2;

/// Why not all records were taken.
pub(in crate::table) enum Stop {
    /// The file could not be read or cut.
    Broken(Broken),
    /// Whoever took them said so.
    Error(Error),
}

/// Takes a record, with its bytes as text where that is known already.
pub(in crate::table) type Take<'t> = &'t mut dyn FnMut(&Record<'_>, Option<&str>) -> Result<Flow>;

/// Gives all records in order; what they were read from, unless it was enough before the end.
/// `ahead` is worth a thread for large files.
pub(in crate::table) fn each<R: Read + Send + 'static>(
    records: Records<R>,
    ahead: bool,
    take: Take<'_>,
) -> std::result::Result<Option<Records<R>>, Stop> {
    let has_cores = || thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
    if !ahead || !has_cores() {
        return here(records, take);
    }
    let (to, from) = sync_channel(WAITING);
    let (give_back, back) = sync_channel(WAITING);
    // They are given once there is a thread for them.
    let (give, given) = sync_channel::<Records<R>>(1);
    let work = move || {
        let records = given.recv().expect("they are given right after");
        cut(records, &to, &back)
    };
    let builder = thread::Builder::new().name("records".to_owned());
    let Ok(made) = builder.spawn(work) else {
        return here(records, take);
    };
    give.send(records).expect("the thread waits for them");
    for batch in &from {
        let is_enough = batch.each(take).map_err(Stop::Error)? == Flow::Stop;
        if is_enough {
            return Ok(None);
        }
        // When all are cut, the batch has served.
        drop(give_back.try_send(batch));
    }
    let whole = made.join().expect("cutting records does not panic");
    whole.map(Some).map_err(Stop::Broken)
}

fn here<R: Read>(
    mut records: Records<R>,
    take: Take<'_>,
) -> std::result::Result<Option<Records<R>>, Stop> {
    while let Some(record) = records.next().map_err(Stop::Broken)? {
        if take(&record, None).map_err(Stop::Error)? == Flow::Stop {
            return Ok(None);
        }
    }
    Ok(Some(records))
}

/// Cuts all records into batches, until nobody takes them any more.
fn cut<R: Read>(
    mut records: Records<R>,
    to: &SyncSender<Batch>,
    back: &Receiver<Batch>,
) -> std::result::Result<Records<R>, Broken> {
    let mut batch = Batch::default();
    // What was cut before it broke is given first, as without the thread.
    let end = loop {
        match records.next() {
            Ok(Some(record)) => batch.push(&record),
            Ok(None) => break Ok(()),
            Err(broken) => break Err(broken),
        }
        if batch.bytes.len() >= BATCH {
            let mut next = back.try_recv().unwrap_or_default();
            next.clear();
            if to.send(std::mem::replace(&mut batch, next)).is_err() {
                return Ok(records);
            }
        }
    };
    // Nobody may take the last ones any more either.
    drop(to.send(batch));
    end.map(|()| records)
}

/// Records that are handed over together.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    fields: Vec<Field>,
    heads: Vec<Head>,
}

/// A record without what it is made of, of which it has the next so many.
struct Head {
    line: u64,
    offset: u64,
    lines: u64,
    bytes: usize,
    fields: usize,
    marks: Marks,
    escaped: bool,
}

impl Batch {
    fn push(&mut self, record: &Record<'_>) {
        self.bytes.extend_from_slice(record.bytes);
        self.fields.extend_from_slice(record.fields);
        self.heads.push(Head {
            line: record.line,
            offset: record.offset,
            lines: record.lines,
            bytes: record.bytes.len(),
            fields: record.fields.len(),
            marks: record.marks,
            escaped: record.escaped,
        });
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.fields.clear();
        self.heads.clear();
    }

    /// Gives its records in order.
    fn each(&self, take: Take<'_>) -> Result<Flow> {
        // Text is known as such once for all of them; where one is none, each on its own.
        let text = simdutf8::basic::from_utf8(&self.bytes).ok();
        let (mut at, mut field) = (0, 0);
        for head in &self.heads {
            let (end, last) = (at + head.bytes, field + head.fields);
            let record = Record {
                line: head.line,
                offset: head.offset,
                lines: head.lines,
                bytes: &self.bytes[at..end],
                fields: &self.fields[field..last],
                marks: head.marks,
                escaped: head.escaped,
            };
            // Records of two halves of a character are text together and not each alone.
            let own = text.and_then(|text| text.get(at..end));
            if take(&record, own)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
            (at, field) = (end, last);
        }
        Ok(Flow::On)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::records::{Cut, LONGEST_RECORD};

    /// What is taken of a text until `enough` records were, and how it ended.
    fn taken(text: &[u8], ahead: bool, enough: usize) -> (Vec<String>, String) {
        let cut = Cut {
            delimiter: b";".to_vec(),
            quote: b'"',
            escape: None,
            expected: Some(2),
        };
        let from = std::io::Cursor::new(text.to_vec());
        let mut seen = Vec::new();
        let mut take = |record: &Record<'_>, own: Option<&str>| {
            // What is known to be text is that record's text.
            if let Some(text) = own {
                assert_eq!(text.as_bytes(), record.bytes);
            }
            let (line, lines, offset) = (record.line, record.lines, record.offset);
            let (bytes, fields) = (record.bytes, record.fields);
            let odd = (record.marks, record.escaped);
            let head = bytes.get(..40).unwrap_or(bytes);
            seen.push(format!(
                "{line} {lines} {offset} {head:?} {} {fields:?} {odd:?}",
                bytes.len()
            ));
            Ok(if seen.len() == enough {
                Flow::Stop
            } else {
                Flow::On
            })
        };
        let end = match each(Records::new(from, cut, 1, 0), ahead, &mut take) {
            Ok(Some(records)) => format!("all, {} bytes", records.offset()),
            Ok(None) => "enough".to_owned(),
            Err(Stop::Broken(Broken::TooLong(line))) => format!("too long in line {line}"),
            Err(Stop::Broken(Broken::Io(_)) | Stop::Error(_)) => "broken".to_owned(),
        };
        (seen, end)
    }

    proptest! {
        /// Of any bytes, cut in any number of batches, the same is taken.
        #[test]
        fn ahead_changes_nothing(
            text in "([ab\u{e5};\"\n\r]{0,9}\n?){0,60}",
            half in 0_usize..400,
            enough in 1_usize..90,
        ) {
            let mut bytes = text.into_bytes();
            if let Some(byte) = bytes.get_mut(half) {
                *byte = 0xc3;
            }
            prop_assert_eq!(taken(&bytes, true, enough), taken(&bytes, false, enough));
        }
    }

    /// What stands before a line without end is given before it is refused.
    #[test]
    fn what_was_cut_before_it_broke_is_given() {
        let mut text = b"a;b\nc;d\n".to_vec();
        text.resize(LONGEST_RECORD + 100, b'x');
        let (seen, end) = taken(&text, true, 9);
        assert_eq!((seen.len(), end.as_str()), (2, "too long in line 3"));
        assert_eq!(taken(&text, false, 9).1, end);
    }
}
