//! Opening, reading and hashing files, with errors a person can act on.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use crate::problem::{Error, Place, Result};
use crate::table::texts;

/// Opens a file for reading.
pub(super) fn open(path: &Path, place: &Place) -> Result<File> {
    File::open(path).map_err(|error| cannot_open(place, &error))
}

/// Why a file could not be opened; the system's own words only where we have none.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the system has many errors, and most need no words of their own"
)]
fn cannot_open(place: &Place, error: &io::Error) -> Error {
    let at = |what| Error::at(place.clone(), what);
    // Windows says 32 or 33 when another program holds the file.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return at(texts::held_open()).hint(texts::close_it());
    }
    match error.kind() {
        io::ErrorKind::NotFound => at(texts::no_such_file()).hint(texts::check_path()),
        io::ErrorKind::PermissionDenied => at(texts::no_access()).hint(texts::ask_for_access()),
        io::ErrorKind::IsADirectory => at(texts::is_a_folder()).hint(texts::check_path()),
        _ => at(texts::cannot_open(&error.to_string())).hint(texts::check_path()),
    }
}

/// A file that could be opened and then not read.
pub(super) fn cannot_read(place: &Place, error: &io::Error) -> Error {
    // Some systems open a folder and refuse only to read it.
    if error.kind() == io::ErrorKind::IsADirectory {
        return Error::at(place.clone(), texts::is_a_folder()).hint(texts::check_path());
    }
    Error::at(place.clone(), texts::cannot_read(&error.to_string()))
}

/// Reads until the room is full or the stream ends; how much was read.
pub(super) fn fill(from: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < room.len() {
        match from.read(&mut room[length..]) {
            Ok(0) => break,
            Ok(n) => length += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// SHA-256 of a file's bytes.
pub(super) fn sha256(path: &Path, place: &Place) -> Result<String> {
    let mut from = open(path, place)?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 256 * 1024];
    loop {
        let length = fill(&mut from, &mut block).map_err(|error| cannot_read(place, &error))?;
        hash.update(&block[..length]);
        if length < block.len() {
            return Ok(hex(&hash.finalize()));
        }
    }
}

/// The line an offset stands on, from 1.
pub(super) fn line_at(path: &Path, offset: u64) -> io::Result<u64> {
    let mut from = File::open(path)?.take(offset);
    let mut block = vec![0; 256 * 1024];
    let mut line = 1;
    loop {
        let length = fill(&mut from, &mut block)?;
        let ends = memchr::memchr_iter(b'\n', &block[..length]).count();
        line += u64::try_from(ends).unwrap_or(0);
        if length < block.len() {
            return Ok(line);
        }
    }
}

/// What shows that a file was written to between two looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// The file's length and time now.
pub(super) fn stamp(path: &Path, place: &Place) -> Result<Stamp> {
    let data = std::fs::metadata(path).map_err(|error| cannot_open(place, &error))?;
    Ok(Stamp {
        length: data.len(),
        modified: data.modified().ok(),
    })
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::table::{Direct, Wanted};

    #[test]
    fn a_folder_is_called_one() {
        let folder = tempfile::tempdir().unwrap();
        let opened = crate::table::open(folder.path(), "register", &Wanted::anything(), &Direct);
        let said = opened.err().unwrap().in_words(Lang::Sv);
        assert!(said.contains("det är en mapp, inte en fil"), "{said}");
    }
}
