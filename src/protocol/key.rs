//! `nyckel.csv`: löpnummer and identity. It is the one file of ours besides the fetch lists
//! that names a person, written with mode 0600 and deleted by `purge`.

use zeroize::Zeroizing;

use super::texts;
use crate::frame::Frame;
use crate::identity::Identity;
use crate::problem::{Error, Place, Result};
use crate::sample::{Selection, Ticket, selection_sha256};

/// One line of the key file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The löpnummer.
    pub id: String,
    /// The identity of the unit.
    pub key: Identity,
    /// Its ticket in hex; empty where it is not known.
    pub ticket: String,
}

/// The entries of a selection, in its order.
pub fn entries(selection: &Selection, frame: &Frame) -> Vec<Entry> {
    selection
        .drawn
        .iter()
        .map(|drawn| Entry {
            id: drawn.id.clone(),
            key: frame.units.get(drawn.unit).key,
            ticket: drawn
                .ticket
                .as_ref()
                .map_or_else(String::new, Ticket::to_hex),
        })
        .collect()
}

/// The file: header `id,key,ticket`, UTF-8, comma. Its bytes are overwritten when they are no
/// longer needed.
pub fn to_csv(entries: &[Entry]) -> Zeroizing<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = "writing to memory does not fail";
    writer.write_record(["id", "key", "ticket"]).expect(written);
    for entry in entries {
        writer
            .write_record([&entry.id, entry.key.expose(), &entry.ticket])
            .expect(written);
    }
    Zeroizing::new(writer.into_inner().expect(written))
}

/// Reads the file; `file` is named in faults.
pub fn parse(bytes: &[u8], file: &str) -> Result<Vec<Entry>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let bad = |row: u64| Error::at(Place::file(file).at_row(row), texts::bad_key_file());
    let headers = reader.headers().map_err(|_| bad(1))?;
    if headers.iter().ne(["id", "key", "ticket"]) {
        return Err(bad(1));
    }
    let mut entries = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let row = u64::try_from(at).unwrap_or_default() + 2;
        let record = record.map_err(|_| bad(row))?;
        let (Some(id), Some(key), Some(ticket)) = (record.get(0), record.get(1), record.get(2))
        else {
            return Err(bad(row));
        };
        let key = Identity::from_text(key).ok_or_else(|| bad(row))?;
        entries.push(Entry {
            id: id.to_owned(),
            key,
            ticket: ticket.to_owned(),
        });
    }
    Ok(entries)
}

/// The selection's hash as the entries give it.
pub fn sha256(entries: &[Entry]) -> String {
    selection_sha256(entries.iter().map(|entry| (entry.id.as_str(), &entry.key)))
}
