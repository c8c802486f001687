//! Tickets: one hash for each unit, by which the units of a stratum are ranked.
//! `ticket = hex SHA-256( hex SHA-256(NFC(seed)) ‖ key )`: anyone can compute one.

use std::collections::BinaryHeap;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::hex;
use crate::frame::Frame;
use crate::identity::Identity;

/// The hash that ranks a unit; it orders as its hex text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket([u8; 32]);

impl Ticket {
    /// The ticket of a key under a seed's hash.
    pub fn of(seed_hash: &str, key: &Identity) -> Self {
        Self::after(Sha256::new_with_prefix(seed_hash.as_bytes()), key)
    }

    /// The same, by a hasher that has the seed's hash already.
    pub(super) fn after(mut hasher: Sha256, key: &Identity) -> Self {
        hasher.update(key.expose().as_bytes());
        Self(hasher.finalize().into())
    }

    /// In lower-case hex. Identities can be guessed from it: it stands in the key file only.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }
}

/// `hex(SHA-256(UTF-8(NFC(seed))))`.
pub fn seed_hash(seed: &str) -> String {
    let normal: String = seed.nfc().collect();
    hex(&Sha256::digest(normal.as_bytes()))
}

/// The lowest tickets of every stratum, ascending, as many as wanted, each with its unit.
pub(super) fn best(seed_hash: &str, frame: &Frame, wanted: &[usize]) -> Vec<Vec<(Ticket, usize)>> {
    let mut heaps: Vec<BinaryHeap<(Ticket, usize)>> =
        wanted.iter().map(|_| BinaryHeap::new()).collect();
    // The seed's hash fills the first block of every ticket: it is hashed once.
    let seeded = Sha256::new_with_prefix(seed_hash.as_bytes());
    for (at, unit) in frame.units.iter().enumerate() {
        let (heap, room) = (&mut heaps[unit.stratum], wanted[unit.stratum]);
        if room == 0 {
            continue;
        }
        let ticket = Ticket::after(seeded.clone(), &unit.key);
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
