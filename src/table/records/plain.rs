//! Lines without quotation marks at the start of a field: nearly all of every register.

use memchr::memchr;

use super::hits::{BLOCK, hits};
use crate::table::records::{Cut, End, Field, Marks};

/// A whole line without marks at the start of a field and without a lone CR, if it is one.
pub(super) fn plain(data: &[u8], cut: &Cut, has_cr: bool, fields: &mut Vec<Field>) -> Option<End> {
    let delimiter = cut.delimiter[0];
    let others = [b'\n', cut.quote];
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
        let first = at_block * BLOCK;
        let (mut delimiters, mut others) = hits(block, delimiter, others);
        loop {
            // Up to the next byte that is another there are delimiters alone.
            let before = others.trailing_zeros();
            let mut here = delimiters & 1_u64.checked_shl(before).map_or(u64::MAX, |bit| bit - 1);
            delimiters ^= here;
            while here != 0 {
                let at = first + here.trailing_zeros() as usize;
                here &= here - 1;
                fields.push(Field::new(start, at));
                start = at + 1;
            }
            if others == 0 {
                break;
            }
            others &= others - 1;
            let at = first + before as usize;
            if data[at] == b'\n' {
                return line(data, at, start, marks, has_cr, fields);
            }
            if at == start {
                return None;
            }
            marks = Marks::Stray;
        }
    }
    None
}

/// The line that ends at a LF, its last field from `start` on.
fn line(
    data: &[u8],
    at: usize,
    start: usize,
    marks: Marks,
    has_cr: bool,
    fields: &mut Vec<Field>,
) -> Option<End> {
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
    Some(End {
        length,
        next: at + 1,
        lines: 1,
        marks,
        escaped: false,
    })
}
