//! SHA-256 of a large file beside its reading: another thread hashes the blocks that were
//! read, so that with two idle cores the hash costs no time. Small files are hashed in place.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::{Digest as _, Sha256};

use crate::table::file;

/// Files from this size on are worth a thread.
pub(super) const LARGE: u64 = 4 * 1024 * 1024;
/// How many blocks may wait: the reader is held up by a slow hash, not memory.
const WAITING: usize = 4;

/// A hash in the making.
pub(super) enum Hash {
    /// Nobody asks for it.
    No,
    Here(Sha256),
    Beside(Beside),
}

/// A hash that another thread makes.
pub(super) struct Beside {
    to: SyncSender<Vec<u8>>,
    /// Blocks come back to be filled again.
    back: Receiver<Vec<u8>>,
    made: JoinHandle<Sha256>,
}

impl Hash {
    /// For a file of this many bytes.
    pub(super) fn new(length: u64) -> Self {
        if length < LARGE {
            return Self::Here(Sha256::new());
        }
        let (to, from) = sync_channel::<Vec<u8>>(WAITING);
        let (give_back, back) = sync_channel(WAITING);
        let work = move || {
            let mut hash = Sha256::new();
            for block in from {
                hash.update(&block);
                // When nobody waits for it any more, the block has served.
                drop(give_back.try_send(block));
            }
            hash
        };
        match thread::Builder::new().name("sha256".to_owned()).spawn(work) {
            Ok(made) => Self::Beside(Beside { to, back, made }),
            Err(_) => Self::Here(Sha256::new()),
        }
    }

    /// Takes the next bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::No => {}
            Self::Here(hash) => hash.update(bytes),
            Self::Beside(beside) => {
                let mut block = beside.back.try_recv().unwrap_or_default();
                block.clear();
                block.extend_from_slice(bytes);
                beside
                    .to
                    .send(block)
                    .expect("the hashing thread waits for blocks until the sender is gone");
            }
        }
    }

    /// The hash of all bytes, in hex; nothing where nobody asks for it.
    pub(super) fn finish(self) -> String {
        let hash = match self {
            Self::No => return String::new(),
            Self::Here(hash) => hash,
            Self::Beside(Beside { to, made, .. }) => {
                drop(to);
                made.join().expect("hashing cannot fail")
            }
        };
        file::hex(&hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_give_the_same() {
        // SHA-256 of "abc" by FIPS 180-4's example.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for length in [3, LARGE] {
            let mut hash = Hash::new(length);
            hash.update(b"a");
            hash.update(b"bc");
            assert_eq!(hash.finish(), abc);
        }
    }
}
