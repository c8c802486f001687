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

/// The columns.
const COLUMNS: [&str; 3] = ["id", "key", "ticket"];

/// The file: header `id,key,ticket`, UTF-8, comma. Its bytes are overwritten when they are no
/// longer needed, and stand in one place until then: the writer has no room of its own.
pub fn to_csv(entries: &[Entry]) -> Zeroizing<Vec<u8>> {
    let rows = || {
        let rows = entries.iter();
        let rows = rows.map(|entry| [entry.id.as_str(), entry.key.expose(), &entry.ticket]);
        std::iter::once(COLUMNS).chain(rows)
    };
    // A field at most doubles, has two marks around it and something behind it.
    let most = rows().flatten().map(|field| field.len() * 2 + 4).sum();
    let mut bytes = Zeroizing::new(vec![0; most]);
    let mut length = 0;
    let mut writer = csv_core::Writer::new();
    for row in rows() {
        for (at, field) in row.into_iter().enumerate() {
            if at > 0 {
                length += writer.delimiter(&mut bytes[length..]).1;
            }
            length += writer.field(field.as_bytes(), &mut bytes[length..]).2;
        }
        length += writer.terminator(&mut bytes[length..]).1;
    }
    bytes.truncate(length);
    bytes
}

/// Reads the file; `file` is named in faults. What is read stands in one place besides the
/// entries, which is overwritten.
pub fn parse(bytes: &[u8], file: &str) -> Result<Vec<Entry>> {
    let bad = |row: u64| Error::at(Place::file(file).at_row(row), texts::bad_key_file());
    let mut reader = csv_core::Reader::new();
    let mut text = Zeroizing::new(vec![0; bytes.len()]);
    let mut entries = Vec::new();
    let mut rest = bytes;
    for row in 1.. {
        let fields = next(&mut reader, &mut rest, &mut text).map_err(|Malformed| bad(row))?;
        if row == 1 && fields.is_none_or(|(id, key, ticket)| [id, key, ticket] != COLUMNS) {
            return Err(bad(1));
        }
        let Some((id, key, ticket)) = fields else {
            break;
        };
        if row == 1 {
            continue;
        }
        entries.push(Entry {
            id: id.to_owned(),
            key: Identity::from_text(key).ok_or_else(|| bad(row))?,
            ticket: ticket.to_owned(),
        });
    }
    Ok(entries)
}

/// A line that has not three texts.
struct Malformed;

/// The next line's three fields, which are put into `text`; `None` at the end.
fn next<'t>(
    reader: &mut csv_core::Reader,
    rest: &mut &[u8],
    text: &'t mut [u8],
) -> std::result::Result<Option<(&'t str, &'t str, &'t str)>, Malformed> {
    use csv_core::ReadRecordResult as Found;
    let (mut ends, mut length, mut fields) = ([0; COLUMNS.len()], 0, 0);
    loop {
        let (found, taken, given, ended) =
            reader.read_record(rest, &mut text[length..], &mut ends[fields..]);
        *rest = &rest[taken..];
        length += given;
        fields += ended;
        match found {
            // Asked again with nothing left, it ends the last line.
            Found::InputEmpty => {}
            Found::End => return Ok(None),
            Found::Record if fields == COLUMNS.len() => break,
            Found::Record | Found::OutputFull | Found::OutputEndsFull => return Err(Malformed),
        }
    }
    let line = std::str::from_utf8(&text[..length]).map_err(|_| Malformed)?;
    let field = |from, to| line.get(from..to).ok_or(Malformed);
    Ok(Some((
        field(0, ends[0])?,
        field(ends[0], ends[1])?,
        field(ends[1], ends[2])?,
    )))
}

/// The selection's hash as the entries give it.
pub fn sha256(entries: &[Entry]) -> String {
    selection_sha256(entries.iter().map(|entry| (entry.id.as_str(), &entry.key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, key: &str, ticket: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            key: Identity::from_text(key).unwrap(),
            ticket: ticket.to_owned(),
        }
    }

    fn fields(entries: &[Entry]) -> Vec<[String; 3]> {
        let fields = |e: &Entry| [e.id.clone(), e.key.expose().to_owned(), e.ticket.clone()];
        entries.iter().map(fields).collect()
    }

    /// RFC 4180: marks are doubled, and stand around what holds a comma, a mark or a line end.
    #[test]
    fn identities_of_every_kind_come_back() {
        let entries = [
            entry("A-01", "199012102399", "0af"),
            entry("A-02", "Ä 12, \"gamla\"\nakten", ""),
            entry("B-01", "\"\"\"", "1"),
        ];
        let bytes = to_csv(&entries);
        assert_eq!(
            std::str::from_utf8(&bytes).unwrap(),
            "id,key,ticket\nA-01,199012102399,0af\n\
             A-02,\"Ä 12, \"\"gamla\"\"\nakten\",\nB-01,\"\"\"\"\"\"\"\",1\n"
        );
        let back = parse(&bytes, "nyckel.csv").unwrap();
        assert_eq!(fields(&back), fields(&entries));
    }

    /// As a spreadsheet program saves it: a mark at its beginning, CRLF, no end of the last line.
    #[test]
    fn a_file_that_was_saved_anew_is_read() {
        let saved = b"\xef\xbb\xbfid,key,ticket\r\nA-01,199012102399,\r\nA-02,K7,1";
        let read = parse(saved, "nyckel.csv").unwrap();
        let expected = [entry("A-01", "199012102399", ""), entry("A-02", "K7", "1")];
        assert_eq!(fields(&read), fields(&expected));
        assert!(parse(b"id,key,ticket\n", "nyckel.csv").unwrap().is_empty());
    }

    /// What is wrong is told by its row, and nothing of what stands there.
    #[test]
    fn another_file_is_refused_by_its_row() {
        let long = "199012102399,".repeat(40);
        let cases: [(&[u8], u64); 7] = [
            (b"", 1),
            (b"id,person,ticket\nA-01,199012102399,\n", 1),
            (b"id,key\nA-01,199012102399\n", 1),
            (b"id,key,ticket\nA-01,199012102399,,\n", 2),
            (b"id,key,ticket\nA-01,199012102399,\nA-02\n", 3),
            (b"id,key,ticket\nA-01,,\n", 2),
            (long.as_bytes(), 1),
        ];
        for (bytes, row) in cases {
            let error = parse(bytes, "nyckel.csv").unwrap_err();
            let place = error.faults[0].place.as_ref().unwrap();
            assert_eq!((place.file.as_str(), place.row), ("nyckel.csv", Some(row)));
            assert!(!format!("{error:?}").contains("199012102399"));
        }
        assert!(parse(b"id,key,ticket\nA-01,\xe5,\n", "nyckel.csv").is_err());
    }
}
