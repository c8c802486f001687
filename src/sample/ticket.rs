//! Tickets: one hash for each unit, by which the units of a stratum are ranked.
//! `ticket = hex SHA-256( hex SHA-256(NFC(seed)) ‖ key )`: anyone can compute one.

use std::collections::BinaryHeap;
use std::ops::Range;
use std::thread;

use sha2::block_api::compress256;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::hex;
use crate::frame::Frame;
use crate::identity::Identity;

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
/// As many digits as a personnummer has.
const TWELVE: usize = 12;

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
        let key = key.bytes();
        if let (Some(mut state), Some(last)) = (self.state, last_block(key)) {
            compress256(&mut state, &[last]);
            return Ticket(state);
        }
        let hash: [u8; 32] = self.hasher.clone().chain_update(key).finalize().into();
        let (words, _) = hash.as_chunks::<4>();
        let mut ticket = [0; 8];
        for (to, word) in ticket.iter_mut().zip(words) {
            *to = u32::from_be_bytes(*word);
        }
        Ticket(ticket)
    }
}

/// The block of a message that ends it after one whole block, if what is left fits.
fn last_block(rest: &[u8]) -> Option<[u8; BLOCK]> {
    if rest.len() + 1 + LENGTH > BLOCK {
        return None;
    }
    let mut block = [0; BLOCK];
    match <&[u8; TWELVE]>::try_from(rest) {
        // Nearly all, and of so many bytes they are read as they were written.
        Ok(digits) => block[..TWELVE].copy_from_slice(digits),
        Err(_) => block[..rest.len()].copy_from_slice(rest),
    }
    block[rest.len()] = 0x80;
    let bits = u64::try_from((BLOCK + rest.len()) * 8).ok()?;
    block[BLOCK - LENGTH..].copy_from_slice(&bits.to_be_bytes());
    Some(block)
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
    for at in places {
        let stratum = frame.units.stratum(at);
        let (heap, room) = (&mut heaps[stratum], wanted[stratum]);
        if room == 0 {
            continue;
        }
        let ticket = seeded.ticket(&frame.units.key(at));
        if heap.len() < room {
            heap.push((ticket, at));
        } else if let Some(mut worst) = heap.peek_mut()
            && ticket < worst.0
        {
            *worst = (ticket, at);
        }
    }
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
