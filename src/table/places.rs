//! Where the records of a text file stand, now and then: enough to go to a row without
//! reading all that stand before it.

/// One record in so many bytes is remembered; in the small files of the fuzzer more of them.
const APART: u64 = if cfg!(fuzzing) { 16 } else { 64 * 1024 };

/// The places of some records of a file, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<Position>);

/// A record's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    /// The line it starts on, from 1.
    pub(super) line: u64,
    /// The bytes of the file before it.
    pub(super) offset: u64,
}

/// Nearer than this it costs less to read on than to begin anew.
pub(super) const FAR: u64 = if cfg!(fuzzing) { 0 } else { 256 * 1024 };

impl Places {
    /// Remembers a record if it stands far enough from the last one remembered.
    pub(super) fn pass(&mut self, here: Position) {
        let last = self.0.last().map_or(0, |last| last.offset);
        if here.offset >= last + APART {
            self.0.push(here);
        }
    }

    /// The last record remembered that starts on or before a line.
    pub(super) fn before(&self, line: u64) -> Option<Position> {
        let at = self.0.partition_point(|place| place.line <= line);
        at.checked_sub(1).map(|at| self.0[at])
    }
}
