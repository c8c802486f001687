//! A text file's bytes on their way to the records: hashed as they pass, so that a register
//! is read once, and turned into UTF-8 where they are UTF-16.

use std::fs::File;
use std::io::{self, Read};

use crate::table::encoding::Encoding;
use crate::table::hash::Hash;

/// The file's bytes on their way to the records.
pub(super) struct Stream {
    from: Hashed,
    utf16: Option<Transcoder>,
}

impl Stream {
    pub(super) fn new(from: File, encoding: &Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
            Encoding::Utf8 | Encoding::Twice | Encoding::Single(_) => None,
        };
        let length = from.metadata().map_or(0, |data| data.len());
        Self {
            from: Hashed {
                from,
                hash: Hash::new(length),
                refuse_nul: decoder.is_none(),
                at: 0,
            },
            utf16: decoder.map(|encoding| Transcoder {
                decoder: encoding.new_decoder_with_bom_removal(),
                raw: vec![0; 64 * 1024],
                start: 0,
                end: 0,
                at_end: false,
            }),
        }
    }

    /// SHA-256 of all bytes that were read.
    pub(super) fn sha256(self) -> String {
        self.from.hash.finish()
    }
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match &mut self.utf16 {
            Some(transcoder) => transcoder.read(&mut self.from, out),
            None => self.from.read(out),
        }
    }
}

/// Hashes what is read, and refuses a zero byte where text cannot hold one.
struct Hashed {
    from: File,
    hash: Hash,
    refuse_nul: bool,
    at: u64,
}

/// A zero byte stands at this offset.
#[derive(Debug)]
struct Nul(u64);

impl std::fmt::Display for Nul {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "zero byte at {}", self.0)
    }
}

impl std::error::Error for Nul {}

/// Where a zero byte made reading fail.
pub(super) fn nul_at(error: &io::Error) -> Option<u64> {
    error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Nul>())
        .map(|nul| nul.0)
}

impl Read for Hashed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.from.read(out)?;
        let bytes = &out[..length];
        if self.refuse_nul
            && let Some(found) = memchr::memchr(0, bytes)
        {
            let at = self.at + u64::try_from(found).unwrap_or(0);
            return Err(io::Error::other(Nul(at)));
        }
        self.hash.update(bytes);
        self.at += u64::try_from(length).unwrap_or(0);
        Ok(length)
    }
}

/// UTF-16 as UTF-8.
struct Transcoder {
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
}

impl Transcoder {
    fn read(&mut self, from: &mut Hashed, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.start == self.end && !self.at_end {
                self.end = from.read(&mut self.raw)?;
                self.start = 0;
                self.at_end = self.end == 0;
            }
            let raw = &self.raw[self.start..self.end];
            let (_, taken, given, _) = self.decoder.decode_to_utf8(raw, out, self.at_end);
            self.start += taken;
            if given > 0 || self.at_end {
                return Ok(given);
            }
        }
    }
}
