//! A text file's bytes on their way to the records: hashed as they pass, so that a register
//! is read once, and turned into UTF-8 where they are UTF-16.

use std::fs::File;
use std::io::{self, Read};

use crate::table::encoding::Encoding;
use crate::table::hash::{Hash, LARGE};

/// The file's bytes on their way to the records.
pub(super) struct Stream {
    from: Hashed,
    length: u64,
    utf16: Option<Transcoder>,
}

impl Stream {
    pub(super) fn new(from: File, encoding: &Encoding, hashed: bool) -> Self {
        let decoder = match encoding {
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
            Encoding::Utf8 | Encoding::Twice | Encoding::Single(_) => None,
        };
        let length = from.metadata().map_or(0, |data| data.len());
        Self {
            length,
            from: Hashed {
                from,
                hash: if hashed { Hash::new(length) } else { Hash::No },
                refuse_nul: decoder.is_none(),
                at: 0,
            },
            utf16: decoder.map(|encoding| Transcoder {
                decoder: encoding.new_decoder_with_bom_removal(),
                raw: vec![0; 64 * 1024],
                start: 0,
                end: 0,
                at_end: false,
                finished: false,
                few: Vec::new(),
            }),
        }
    }

    /// Whether the file is worth threads of its own.
    pub(super) fn is_large(&self) -> bool {
        self.length >= LARGE
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
    finished: bool,
    /// What was decoded for a reader that asked for fewer bytes than a character may have.
    few: Vec<u8>,
}

/// A reader that asks for fewer bytes gets them by way of `few`: the decoder writes whole
/// characters, and into too little room nothing at all.
const FEW: usize = 16;

impl Transcoder {
    fn read(&mut self, from: &mut Hashed, out: &mut [u8]) -> io::Result<usize> {
        if self.few.is_empty() && out.len() >= FEW {
            return self.decode(from, out);
        }
        if self.few.is_empty() {
            let mut room = [0; FEW];
            let length = self.decode(from, &mut room)?;
            self.few.extend(&room[..length]);
        }
        let length = out.len().min(self.few.len());
        out[..length].copy_from_slice(&self.few[..length]);
        self.few.drain(..length);
        Ok(length)
    }

    fn decode(&mut self, from: &mut Hashed, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.start == self.end && !self.at_end {
                self.end = from.read(&mut self.raw)?;
                self.start = 0;
                self.at_end = self.end == 0;
            }
            let raw = &self.raw[self.start..self.end];
            let (result, taken, given, _) = self.decoder.decode_to_utf8(raw, out, self.at_end);
            self.start += taken;
            self.finished = self.at_end && result == encoding_rs::CoderResult::InputEmpty;
            if given > 0 {
                return Ok(given);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever room a reader gives, down to one byte, it gets the text and then the end.
    #[test]
    fn utf16_fits_any_room() {
        let text = "å€𝄞b\r\n".repeat(30_000);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
        std::fs::write(&path, bytes).unwrap();
        for room in [1, 2, 3, 5, 15, 16, 17, 65_537] {
            let mut stream = Stream::new(File::open(&path).unwrap(), &Encoding::Utf16Le, true);
            let mut read: Vec<u8> = Vec::new();
            let mut part = vec![0; room];
            loop {
                let length = stream.read(&mut part).unwrap();
                if length == 0 {
                    break;
                }
                read.extend(&part[..length]);
            }
            assert_eq!(stream.read(&mut part).unwrap(), 0);
            assert!(read == text.as_bytes(), "{room}");
        }
    }
}
