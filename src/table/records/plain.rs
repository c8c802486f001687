//! Lines without quotation marks at the start of a field: nearly all of every register.

use memchr::memchr;

use super::hits::{BLOCK, hits};
use crate::table::records::{Cut, End, Field, Marks};

/// A whole line without marks at the start of a field and without a lone CR, if it is one.
pub(super) fn plain(data: &[u8], cut: &Cut, has_cr: bool, fields: &mut Vec<Field>) -> Option<End> {
    fields.clear();
    let mut line = Line {
        data,
        sought: (cut.delimiter[0], [b'\n', cut.quote]),
        has_cr,
        fields,
        start: 0,
        marks: Marks::Fine,
    };
    let (blocks, rest) = data.as_chunks::<BLOCK>();
    for (first, block) in (0..).step_by(BLOCK).zip(blocks) {
        match line.block(first, block) {
            Found::Nothing => {}
            Found::End(end) => return Some(end),
            Found::Other => return None,
        }
    }
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    match line.block(blocks.len() * BLOCK, &last) {
        Found::End(end) => Some(end),
        Found::Nothing | Found::Other => None,
    }
}

/// What a block shows of how a line ends.
enum Found {
    /// It goes on.
    Nothing,
    End(End),
    /// It is no plain line.
    Other,
}

/// A line that is being cut.
struct Line<'a> {
    data: &'a [u8],
    /// The delimiter, and what else ends a field or makes it no plain one.
    sought: (u8, [u8; 2]),
    has_cr: bool,
    fields: &'a mut Vec<Field>,
    /// Where the field begins that has not ended yet.
    start: usize,
    marks: Marks,
}

impl Line<'_> {
    /// Goes through a block that begins at `first`.
    fn block(&mut self, first: usize, block: &[u8; BLOCK]) -> Found {
        let (delimiter, others) = self.sought;
        let (mut delimiters, mut others) = hits(block, delimiter, others);
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
                return self.end(at).map_or(Found::Other, Found::End);
            }
            if at == self.start {
                return Found::Other;
            }
            self.marks = Marks::Stray;
        }
    }

    /// The line that ends at a LF.
    fn end(&mut self, at: usize) -> Option<End> {
        let cr = if self.has_cr {
            memchr(b'\r', &self.data[..at])
        } else {
            None
        };
        let length = match cr {
            None => at,
            Some(cr) if cr + 1 == at => cr,
            Some(_) => return None,
        };
        self.fields.push(Field::new(self.start, length));
        Some(End {
            length,
            next: at + 1,
            lines: 1,
            marks: self.marks,
            escaped: false,
        })
    }
}
