//! Tickets: one hash for each unit, by which the units of a stratum are ranked.
//! `ticket = hex SHA-256( hex SHA-256(NFC(seed)) ‖ key )`: anyone can compute one.

use std::collections::BinaryHeap;
use std::ops::Range;
use std::thread;

use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroize as _;

use super::hex;
use crate::frame::Frame;
use crate::identity::{DIGITS, Identity};

/// The hash that ranks a unit; it orders as its hex text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket([u32; 8]);

impl Ticket {
    /// The ticket of a key under a seed's hash.
    pub fn of(seed_hash: &str, key: &Identity) -> Self {
        Seeded::new(seed_hash).ticket(key)
    }

    /// In lower-case hex. Identities can be guessed from it: it stands in the key file only.
    pub fn to_hex(&self) -> String {
        hex(self.0.map(u32::to_be_bytes).as_flattened())
    }
}

/// A seed's hash, hashed: its 64 hex digits are the first block of every ticket, and nearly every
/// key fits into the second and last one.
pub(super) struct Seeded {
    hasher: Sha256,
    /// What the first block makes of SHA-256's state, where there is one.
    state: Option<[u32; 8]>,
}

/// What SHA-256 begins with (FIPS 180-4, 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];
const BLOCK: usize = 64;
/// At the end of a message stands its length in bits.
const LENGTH: usize = 8;
/// So many blocks are written before the first of them is hashed.
const TOGETHER: usize = 16;

impl Seeded {
    pub(super) fn new(seed_hash: &str) -> Self {
        let first: Option<[u8; BLOCK]> = seed_hash.as_bytes().try_into().ok();
        let state = first.map(|first| {
            let mut state = INITIAL;
            compress256(&mut state, &[first]);
            state
        });
        Self {
            hasher: Sha256::new_with_prefix(seed_hash.as_bytes()),
            state,
        }
    }

    pub(super) fn ticket(&self, key: &Identity) -> Ticket {
        let mut block = [0; BLOCK];
        if let Some(state) = self.state
            && fill_last_block(&mut block, key.bytes())
        {
            return finished(state, &block);
        }
        self.ticket_of_blocks(key)
    }

    /// Gives the tickets of keys, each with its place. A block's bytes are written well before they
    /// are hashed: a processor waits for what was just written in smaller parts.
    fn each_ticket(
        &self,
        places: Range<usize>,
        key: &dyn Fn(usize) -> Identity,
        each: &mut dyn FnMut(usize, Ticket),
    ) {
        let mut blocks = [[0; BLOCK]; TOGETHER];
        let mut at = places.start;
        while at < places.end {
            let end = places.end.min(at + TOGETHER);
            let mut fit = [false; TOGETHER];
            for ((block, fits), at) in blocks.iter_mut().zip(&mut fit).zip(at..end) {
                *block = [0; BLOCK];
                *fits = fill_last_block(block, key(at).bytes());
            }
            for ((block, fits), at) in blocks.iter().zip(fit).zip(at..end) {
                let ticket = match self.state.filter(|_| fits) {
                    Some(state) => finished(state, block),
                    None => self.ticket_of_blocks(&key(at)),
                };
                each(at, ticket);
            }
            at = end;
        }
        // Keys stood in them.
        blocks.as_flattened_mut().zeroize();
    }

    /// A ticket as any library would make it.
    fn ticket_of_blocks(&self, key: &Identity) -> Ticket {
        let key = key.bytes();
        let hash: [u8; 32] = self.hasher.clone().chain_update(key).finalize().into();
        let (words, _) = hash.as_chunks::<4>();
        let mut ticket = [0; 8];
        for (to, word) in ticket.iter_mut().zip(words) {
            *to = u32::from_be_bytes(*word);
        }
        Ticket(ticket)
    }
}

fn finished(mut state: [u32; 8], last: &[u8; BLOCK]) -> Ticket {
    compress256(&mut state, std::slice::from_ref(last));
    Ticket(state)
}

/// Makes a block of zeros the one that ends a message after one whole block, if what is left of the
/// message fits.
fn fill_last_block(block: &mut [u8; BLOCK], rest: &[u8]) -> bool {
    if rest.len() + 1 + LENGTH > BLOCK {
        return false;
    }
    match <&[u8; DIGITS]>::try_from(rest) {
        // Nearly all, and of so many bytes they are read as they were written.
        Ok(digits) => block[..DIGITS].copy_from_slice(digits),
        Err(_) => block[..rest.len()].copy_from_slice(rest),
    }
    block[rest.len()] = 0x80;
    let bits = u64::try_from((BLOCK + rest.len()) * 8).expect("a few bits");
    block[BLOCK - LENGTH..].copy_from_slice(&bits.to_be_bytes());
    true
}

/// `hex(SHA-256(UTF-8(NFC(seed))))`.
pub fn seed_hash(seed: &str) -> String {
    let normal: String = seed.nfc().collect();
    hex(&Sha256::digest(normal.as_bytes()))
}

/// The lowest tickets of every stratum, ascending, as many as wanted, each with its unit.
pub(super) fn best(seed_hash: &str, frame: &Frame, wanted: &[usize]) -> Vec<Vec<(Ticket, usize)>> {
    let (all, seeded) = (frame.units.len(), Seeded::new(seed_hash));
    if all < MANY {
        return best_of(0..all, &seeded, frame, wanted);
    }
    // Two threads rank a half each; what they find lowest holds what is lowest of all.
    let middle = all / 2;
    let (mut best, others) = thread::scope(|scope| {
        let rest = || best_of(middle..all, &seeded, frame, wanted);
        let beside = thread::Builder::new().spawn_scoped(scope, rest);
        let best = best_of(0..middle, &seeded, frame, wanted);
        let others = match beside {
            Ok(beside) => beside.join().expect("ranking does not panic"),
            Err(_) => rest(),
        };
        (best, others)
    });
    for ((best, others), room) in best.iter_mut().zip(others).zip(wanted) {
        best.extend(others);
        best.sort_unstable();
        best.truncate(*room);
    }
    best
}

/// So many units are worth a second thread.
const MANY: usize = if cfg!(test) { 8 } else { 50_000 };

/// The same of some units, by their places.
fn best_of(
    places: Range<usize>,
    seeded: &Seeded,
    frame: &Frame,
    wanted: &[usize],
) -> Vec<Vec<(Ticket, usize)>> {
    let mut heaps: Vec<BinaryHeap<(Ticket, usize)>> =
        wanted.iter().map(|_| BinaryHeap::new()).collect();
    let units = &frame.units;
    seeded.each_ticket(places, &|at| units.key(at), &mut |at, ticket| {
        let stratum = units.stratum(at);
        let (heap, room) = (&mut heaps[stratum], wanted[stratum]);
        if heap.len() < room {
            heap.push((ticket, at));
        } else if let Some(mut worst) = heap.peek_mut()
            && ticket < worst.0
        {
            *worst = (ticket, at);
        }
    });
    heaps.into_iter().map(BinaryHeap::into_sorted_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of every length around what fits into the last block, and a hash that is none: the
    /// tickets are what SHA-256 makes of the whole.
    #[test]
    fn a_ticket_is_the_hash_of_seed_and_key() {
        let hash = seed_hash("1");
        for length in [1, 12, 22, 23, 54, 55, 56, 64, 200] {
            let key = "K".repeat(length);
            let ticket = |seed: &str| Ticket::of(seed, &Identity::from_text(&key).unwrap());
            for seed in [hash.as_str(), "short"] {
                let whole = Sha256::digest(format!("{seed}{key}"));
                assert_eq!(ticket(seed).to_hex(), hex(&whole), "{length}");
            }
        }
    }

    /// However many keys there are and whichever are too long for a block, each has the ticket that
    /// it has alone.
    #[test]
    fn tickets_are_the_same_together_and_alone() {
        let key = |at: usize| {
            let text = match at % 5 {
                0 => "x".repeat(70),
                1 => format!("{at}"),
                _ => format!("19901210{at:04}"),
            };
            Identity::from_text(&text).unwrap()
        };
        let hash = seed_hash("1");
        for seed in [hash.as_str(), "short"] {
            for places in [0..0, 0..1, 3..3 + TOGETHER, 2..99] {
                let mut met = Vec::new();
                Seeded::new(seed).each_ticket(places.clone(), &key, &mut |at, ticket| {
                    assert_eq!(ticket, Ticket::of(seed, &key(at)), "{at}");
                    met.push(at);
                });
                assert_eq!(met, places.collect::<Vec<_>>());
            }
        }
    }

    /// The order of tickets is that of their hex.
    #[test]
    fn tickets_order_as_their_hex_does() {
        let hash = seed_hash("1");
        let key = |n: u32| Identity::from_text(&n.to_string()).unwrap();
        let mut tickets: Vec<Ticket> = (0..500).map(|n| Ticket::of(&hash, &key(n))).collect();
        tickets.sort();
        assert!(tickets.is_sorted_by_key(Ticket::to_hex));
    }
}
