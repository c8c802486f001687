//! Lines without quotation marks at the start of a field: nearly all of every register.

use memchr::memchr;

use super::hits::{BLOCK, hits};
use crate::table::records::{Cut, End, Field, Marks};

/// A whole line without marks at the start of a field and without a lone CR, if it is one.
pub(super) fn plain(data: &[u8], cut: &Cut, has_cr: bool, fields: &mut Vec<Field>) -> Option<End> {
    let delimiter = cut.delimiter[0];
    let sought = [delimiter, b'\n', cut.quote];
    fields.clear();
    let mut start = 0;
    let mut marks = Marks::Fine;
    let (blocks, rest) = data.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    for at_block in 0..=blocks.len() {
        let block = blocks.get(at_block).unwrap_or_else(|| {
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        let mut found = hits(block, sought);
        while found != 0 {
            let within = found.trailing_zeros() as usize;
            let at = at_block * BLOCK + within;
            found &= found - 1;
            let byte = block[within];
            if byte == delimiter {
                fields.push(Field::new(start, at));
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
                fields.push(Field::new(start, length));
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
