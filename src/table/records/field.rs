//! Where a field stands in its record, in eight bytes: a register of ten million rows has more
//! than a hundred million fields.

/// Where a field stands in the record's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Field {
    start: u32,
    /// With the highest bit where marks inside are doubled or escaped.
    end: u32,
}

const ESCAPED: u32 = 1 << 31;

impl Field {
    /// A field as it stands.
    #[inline]
    pub(in crate::table) fn new(start: usize, end: usize) -> Self {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "no record, nor its text, is as long as two thousand million bytes"
        )]
        let (start, end) = (start as u32, end as u32);
        Self { start, end }
    }

    /// The same, with marks inside that are doubled or escaped.
    pub(super) fn escaped(self) -> Self {
        Self {
            end: self.end | ESCAPED,
            ..self
        }
    }

    #[inline]
    pub(in crate::table) fn start(self) -> usize {
        self.start as usize
    }

    #[inline]
    pub(in crate::table) fn end(self) -> usize {
        (self.end & !ESCAPED) as usize
    }

    /// Whether marks inside are doubled or escaped.
    pub(in crate::table) fn is_escaped(self) -> bool {
        self.end & ESCAPED != 0
    }
}
