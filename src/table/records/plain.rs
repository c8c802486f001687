//! Lines without quotation marks at the start of a field: nearly all of every register.

use memchr::memchr;

use crate::table::records::{Cut, End, Field, Marks};

/// A whole line without marks at the start of a field and without a lone CR, if it is one.
pub(super) fn plain(data: &[u8], cut: &Cut, has_cr: bool, fields: &mut Vec<Field>) -> Option<End> {
    let delimiter = cut.delimiter[0];
    let sought = [delimiter, b'\n', cut.quote].map(|byte| u64::from(byte) * ONES);
    fields.clear();
    let mut start = 0;
    let mut marks = Marks::Fine;
    let (words, rest) = data.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for (at_word, word) in words.iter().chain([&last]).enumerate() {
        let mut hits = bytes_equal(u64::from_le_bytes(*word), sought);
        while hits != 0 {
            // The lowest set bit is the highest bit of the first byte that was hit.
            let at = at_word * 8 + hits.trailing_zeros() as usize / 8;
            hits &= hits - 1;
            let byte = data[at];
            if byte == delimiter {
                fields.push(Field {
                    start,
                    end: at,
                    escaped: false,
                });
                start = at + 1;
            } else if byte == b'\n' {
                let cr = if has_cr {
                    memchr(b'\r', &data[..at])
                } else {
                    None
                };
                let length = match cr {
                    None => at,
                    Some(cr) if cr + 1 == at => cr,
                    Some(_) => return None,
                };
                fields.push(Field {
                    start,
                    end: length,
                    escaped: false,
                });
                return Some(End {
                    length,
                    next: at + 1,
                    lines: 1,
                    marks,
                    escaped: false,
                });
            } else if at == start {
                return None;
            } else {
                marks = Marks::Stray;
            }
        }
    }
    None
}

/// A one in every byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of every byte of a word that equals one of three bytes, each repeated over
/// a word. Eight bytes at a time, since fields are too short for a search of its own each.
fn bytes_equal(word: u64, sought: [u64; 3]) -> u64 {
    const LOW: u64 = 0x7f * ONES;
    let differ = |byte: u64| {
        let x = word ^ byte;
        ((x & LOW) + LOW) | x
    };
    let [a, b, c] = sought;
    !(differ(a) & differ(b) & differ(c)) & !LOW
}
