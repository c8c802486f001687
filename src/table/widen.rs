//! A record of one byte a sign as UTF-8. Nearly all of it is ASCII and is copied as it stands;
//! where the fields stand is moved by what the letters before them have grown.

use crate::table::encoding::Single;
use crate::table::records::{Field, Record};

/// Room for the text of one record, used again for the next.
#[derive(Default)]
pub(super) struct Widened {
    bytes: Vec<u8>,
    fields: Vec<Field>,
    letters: Vec<Letter>,
}

/// A letter that is no ASCII.
struct Letter {
    /// Where it stands in the record.
    at: usize,
    /// How much longer the text is up to its end than the record.
    grown: usize,
}

impl Widened {
    /// A record's text, and where its fields stand in it. `None` where a field may be in another
    /// encoding: one that is UTF-8 as it stands, unless it was `told` that none is.
    pub(super) fn of<'a>(
        &'a mut self,
        record: &Record<'_>,
        single: &Single,
        told: bool,
    ) -> Option<(&'a str, &'a [Field])> {
        self.write(record.bytes, single);
        self.fields.clear();
        let mut letters = self.letters.iter().peekable();
        let mut grown = 0;
        for field in record.fields {
            while let Some(letter) = letters.next_if(|letter| letter.at < field.start()) {
                grown = letter.grown;
            }
            let start = field.start() + grown;
            let mut first = None;
            while let Some(letter) = letters.next_if(|letter| letter.at < field.end()) {
                grown = letter.grown;
                first = first.or(Some(letter.at));
            }
            let bytes = &record.bytes[field.start()..field.end()];
            if !told && first.is_some_and(|first| is_utf8(bytes, first - field.start())) {
                return None;
            }
            self.fields.push(Field::new(start, field.end() + grown));
        }
        let text = simdutf8::basic::from_utf8(&self.bytes).ok()?;
        Some((text, &self.fields))
    }

    fn write(&mut self, bytes: &[u8], single: &Single) {
        self.bytes.clear();
        self.letters.clear();
        let mut copied = 0;
        while let Some(at) = high(bytes, copied) {
            self.bytes.extend_from_slice(&bytes[copied..at]);
            let mut room = [0; 4];
            let letter = single.letter(bytes[at]).encode_utf8(&mut room);
            letter.bytes().for_each(|byte| self.bytes.push(byte));
            copied = at + 1;
            self.letters.push(Letter {
                at,
                grown: self.bytes.len() - copied,
            });
        }
        self.bytes.extend_from_slice(&bytes[copied..]);
    }
}

/// Whether bytes are UTF-8 as they stand, of which one at `first` is the first that is no ASCII.
fn is_utf8(bytes: &[u8], first: usize) -> bool {
    // Hardly ever does another such byte follow, as it must.
    let next = bytes.get(first + 1).copied().unwrap_or_default();
    !next.is_ascii() && std::str::from_utf8(bytes).is_ok()
}

/// The first byte from a place on that is no ASCII.
fn high(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, rest) = bytes[from..].as_chunks::<8>();
    for (at, word) in (from..).step_by(8).zip(words) {
        let found = u64::from_le_bytes(*word) & HIGH;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
    }
    let behind = rest.iter().position(|byte| !byte.is_ascii())?;
    Some(bytes.len() - rest.len() + behind)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::records::Marks;

    fn record<'a>(bytes: &'a [u8], fields: &'a [Field]) -> Record<'a> {
        Record {
            line: 1,
            offset: 0,
            lines: 1,
            bytes,
            fields,
            marks: Marks::Fine,
            escaped: false,
        }
    }

    fn fields(bytes: &[u8]) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut start = 0;
        for part in bytes.split(|byte| *byte == b';') {
            fields.push(Field::new(start, start + part.len()));
            start += part.len() + 1;
        }
        fields
    }

    proptest! {
        /// Whatever a record holds, every field is what it is by itself.
        #[test]
        fn every_field_is_read_as_by_itself(
            bytes in prop::collection::vec(prop_oneof![Just(b';'), Just(0xe5), Just(0x80), b'a'..b'd', any::<u8>()], 0..60),
            told in any::<bool>(),
        ) {
            let (single, fields) = (Single::windows1252(), fields(&bytes));
            let mut room = Widened::default();
            let is_other = |field: &Field| {
                let bytes = &bytes[field.start()..field.end()];
                !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok()
            };
            let read = room.of(&record(&bytes, &fields), &single, told);
            prop_assert_eq!(read.is_none(), !told && fields.iter().any(is_other));
            if let Some((text, widened)) = read {
                prop_assert_eq!(widened.len(), fields.len());
                for (own, field) in widened.iter().zip(&fields) {
                    let mut alone = String::new();
                    single.decode_to(&bytes[field.start()..field.end()], &mut alone);
                    prop_assert_eq!(&text[own.start()..own.end()], alone);
                }
            }
        }
    }
}
