//! Lines without quotation marks at the start of a field: nearly all of every register.

use memchr::memchr;

use super::hits::{BLOCK, Sought};
use crate::table::records::{End, Field, Marks};

/// A whole line without marks at the start of a field and without a lone CR; whether it is one.
/// `sought` are the delimiter, and besides it LF and the quotation mark. Where the line ends is
/// written in place: what is copied right after it was written makes a processor wait.
pub(super) fn plain(
    data: &[u8],
    sought: &Sought,
    has_cr: bool,
    fields: &mut Vec<Field>,
    end: &mut End,
) -> bool {
    fields.clear();
    let mut line = Line {
        data,
        fields,
        start: 0,
        marks: Marks::Fine,
    };
    let (blocks, rest) = data.as_chunks::<BLOCK>();
    let mut found = Found::Nothing;
    for (first, block) in (0..).step_by(BLOCK).zip(blocks) {
        found = line.block(first, sought.hits(block));
        if !matches!(found, Found::Nothing) {
            break;
        }
    }
    if matches!(found, Found::Nothing) {
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        found = line.block(blocks.len() * BLOCK, sought.hits(&last));
    }
    let Found::End(at) = found else {
        return false;
    };
    let (start, marks) = (line.start, line.marks);
    let length = match has_cr.then(|| memchr(b'\r', &data[..at])).flatten() {
        None => at,
        Some(cr) if cr + 1 == at => cr,
        Some(_) => return false,
    };
    fields.push(Field::new(start, length));
    end.length = length;
    end.next = at + 1;
    end.lines = 1;
    end.marks = marks;
    end.escaped = false;
    true
}

/// What a block shows of how a line ends.
#[derive(Clone, Copy)]
enum Found {
    /// It goes on.
    Nothing,
    /// With the LF here.
    End(usize),
    /// It is no plain line.
    Other,
}

/// A line that is being cut.
struct Line<'a> {
    data: &'a [u8],
    fields: &'a mut Vec<Field>,
    /// Where the field begins that has not ended yet.
    start: usize,
    marks: Marks,
}

impl Line<'_> {
    /// Goes through what was found in a block that begins at `first`.
    #[inline]
    fn block(&mut self, first: usize, (mut delimiters, mut others): (u64, u64)) -> Found {
        loop {
            // Up to the next byte that is another there are delimiters alone.
            let before = others.trailing_zeros();
            let mut here = delimiters & 1_u64.checked_shl(before).map_or(u64::MAX, |bit| bit - 1);
            delimiters ^= here;
            while here != 0 {
                let at = first + here.trailing_zeros() as usize;
                here &= here - 1;
                self.fields.push(Field::new(self.start, at));
                self.start = at + 1;
            }
            if others == 0 {
                return Found::Nothing;
            }
            others &= others - 1;
            let at = first + before as usize;
            if self.data[at] == b'\n' {
                return Found::End(at);
            }
            if at == self.start {
                return Found::Other;
            }
            self.marks = Marks::Stray;
        }
    }
}
