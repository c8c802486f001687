//! From a frame and settings to a sample: how many files of each stratum, then which
//! (DESIGN 4). The ranking is frozen under a name of its own; nothing here is random.

pub mod allocation;
mod size;
mod texts;
mod ticket;

#[cfg(test)]
mod tests;

use sha2::{Digest as _, Sha256};

use crate::frame::Frame;
use crate::identity::Identity;
use crate::plan::Sample as Settings;
use crate::problem::{Error, Result};

pub use size::{Sizes, sizes, sizes_with_minimum};
pub use ticket::{Ticket, seed_hash};

/// The method's name; a change of the draw is a new name.
pub const METHOD: &str = "sha256-rank/1";

/// What was drawn.
#[derive(Debug, Clone)]
pub struct Selection {
    /// How many of each stratum, in the frame's order.
    pub sizes: Sizes,
    /// Sample and reserves, in the order of stratum and rank.
    pub drawn: Vec<Drawn>,
}

/// One unit of the sample or a reserve.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The löpnummer.
    pub id: String,
    /// The unit, by its place in [`Frame::units`].
    pub unit: usize,
    /// The stratum, by its place in [`Frame::strata`].
    pub stratum: usize,
    /// Its rank within the stratum, from 1.
    pub rank: u64,
    /// Whether it is a reserve.
    pub reserve: bool,
    /// Its ticket.
    pub ticket: Ticket,
}

/// Draws by the plan's settings.
pub fn draw(settings: &Settings, frame: &Frame) -> Result<Selection> {
    let sizes = sizes(settings, frame)?;
    select(settings, frame, sizes)
}

/// Draws with sizes that are known.
pub fn select(settings: &Settings, frame: &Frame, sizes: Sizes) -> Result<Selection> {
    let Some(seed) = &settings.seed else {
        return Err(Error::new(texts::no_seed()).hint(texts::no_seed_hint()));
    };
    let hash = seed_hash(seed);
    let wanted: Vec<usize> = sizes
        .sizes
        .iter()
        .map(|size| usize::try_from(size + settings.reserve).unwrap_or(usize::MAX))
        .collect();
    let best = ticket::best(&hash, frame, &wanted);
    let mut drawn = Vec::new();
    for (stratum, tickets) in best.into_iter().enumerate() {
        for (place, (ticket, unit)) in tickets.into_iter().enumerate() {
            let rank = u64::try_from(place).expect("a rank fits") + 1;
            drawn.push(Drawn {
                id: format!("{}-{rank:02}", frame.strata[stratum].letter),
                unit,
                stratum,
                rank,
                reserve: rank > sizes.sizes[stratum],
                ticket,
            });
        }
    }
    Ok(Selection { sizes, drawn })
}

impl Selection {
    /// SHA-256 of the lines `löpnummer,key` of sample and reserves in order.
    pub fn sha256(&self, frame: &Frame) -> String {
        let lines = self
            .drawn
            .iter()
            .map(|drawn| (drawn.id.as_str(), &frame.units[drawn.unit].key));
        selection_sha256(lines)
    }
}

/// SHA-256 of the lines `löpnummer,key`, each ended by LF.
pub fn selection_sha256<'a>(lines: impl Iterator<Item = (&'a str, &'a Identity)>) -> String {
    let mut hasher = Sha256::new();
    for (id, key) in lines {
        hasher.update(id.as_bytes());
        hasher.update(b",");
        hasher.update(key.expose().as_bytes());
        hasher.update(b"\n");
    }
    hex(&hasher.finalize())
}

/// SHA-256 in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).expect("four bits are a digit");
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
