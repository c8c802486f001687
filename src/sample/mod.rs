//! From a frame and settings to a sample: how many files of each stratum, then which
//! (DESIGN 4). The ranking is frozen under a name of its own; nothing here is random.

pub mod allocation;
mod likely;
mod size;
mod texts;
mod ticket;

#[cfg(test)]
mod tests;

use std::borrow::Borrow;

use sha2::{Digest as _, Sha256};

use crate::frame::{Frame, Given};
use crate::identity::Identity;
use crate::plan::{CoordinateMode, How, Sample as Settings};
use crate::problem::{Error, Result};

pub use likely::Likely;
pub use size::{Sizes, sizes, sizes_with_minimum};
pub use ticket::{Ticket, seed_hash};

/// The method's name; a change of the draw is a new name.
pub const METHOD: &str = "sha256-rank/1";

/// How a frame's files are chosen, as the protocol names it: by [`METHOD`], or by the list of
/// files that were picked by other means.
pub fn method(frame: &Frame) -> &'static str {
    match frame.given.as_ref().map(|given| given.how) {
        None => METHOD,
        Some(How::Judgement) => "given/judgement",
        Some(How::Systematic) => "given/systematic",
        Some(How::All) => "given/all",
    }
}

/// Whether a protocol's method is one of ours.
pub fn is_method(name: &str) -> bool {
    [METHOD, "given/judgement", "given/systematic", "given/all"].contains(&name)
}

/// The seed that a draw uses: the plan's, or the one of the audit it is coordinated with.
/// `None` where nothing is drawn, or no seed was chosen yet.
pub fn seed<'a>(settings: &'a Settings, frame: &'a Frame) -> Option<&'a str> {
    let kept = frame
        .earlier
        .as_ref()
        .filter(|earlier| earlier.mode == CoordinateMode::Keep)
        .map(|earlier| earlier.seed.as_str());
    match &frame.given {
        Some(_) => None,
        None => kept.or(settings.seed.as_deref()),
    }
}

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
    /// Its ticket; `None` where it was picked, not drawn.
    pub ticket: Option<Ticket>,
}

/// Draws by the plan's settings, or takes the files that its list names.
pub fn draw(settings: &Settings, frame: &Frame) -> Result<Selection> {
    if let Some(given) = &frame.given {
        given.check()?;
    }
    let sizes = sizes(settings, frame)?;
    select(settings, frame, sizes)
}

/// Draws with sizes that are known.
pub fn select(settings: &Settings, frame: &Frame, sizes: Sizes) -> Result<Selection> {
    let chosen = match &frame.given {
        Some(given) => picked(given, frame),
        None => ranked(settings, frame, &sizes)?,
    };
    let mut drawn = Vec::new();
    for (stratum, units) in chosen.into_iter().enumerate() {
        for (place, (ticket, unit)) in units.into_iter().enumerate() {
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

/// The chosen units of each stratum in their order, each with its ticket.
type Chosen = Vec<Vec<(Option<Ticket>, usize)>>;

/// The units of the lowest tickets, as many as the sizes and the reserves ask for.
fn ranked(settings: &Settings, frame: &Frame, sizes: &Sizes) -> Result<Chosen> {
    let Some(seed) = seed(settings, frame) else {
        return Err(Error::new(texts::no_seed()).hint(texts::no_seed_hint()));
    };
    let wanted: Vec<usize> = sizes
        .sizes
        .iter()
        .enumerate()
        .map(|(at, size)| {
            let more = sizes.more_reserves.get(at).copied().unwrap_or_default();
            usize::try_from(size + settings.reserve + more).unwrap_or(usize::MAX)
        })
        .collect();
    let best = ticket::best(&seed_hash(seed), frame, &wanted).into_iter();
    let with_ticket = |units: Vec<_>| units.into_iter().map(|(ticket, unit)| (Some(ticket), unit));
    Ok(best.map(|units| with_ticket(units).collect()).collect())
}

/// The units of the list, in its order.
fn picked(given: &Given, frame: &Frame) -> Chosen {
    let mut chosen: Chosen = vec![Vec::new(); frame.strata.len()];
    for unit in &given.units {
        chosen[frame.units.get(*unit).stratum].push((None, *unit));
    }
    chosen
}

impl Selection {
    /// How many of the sample are among the units of the audit that this one is coordinated
    /// with; `None` where there is none.
    pub fn overlap(&self, frame: &Frame) -> Option<u64> {
        let earlier = frame.earlier.as_ref()?;
        let kept = self.drawn.iter().filter(|drawn| {
            !drawn.reserve && earlier.units.contains(&frame.units.get(drawn.unit).key)
        });
        Some(u64::try_from(kept.count()).expect("a count of units fits"))
    }

    /// SHA-256 of the lines `löpnummer,key` of sample and reserves in order.
    pub fn sha256(&self, frame: &Frame) -> String {
        let lines = self
            .drawn
            .iter()
            .map(|drawn| (drawn.id.as_str(), frame.units.get(drawn.unit).key));
        selection_sha256(lines)
    }
}

/// SHA-256 of the lines `löpnummer,key`, each ended by LF.
pub fn selection_sha256<'a, K: Borrow<Identity>>(
    lines: impl Iterator<Item = (&'a str, K)>,
) -> String {
    let mut hasher = Sha256::new();
    for (id, key) in lines {
        hasher.update(id.as_bytes());
        hasher.update(b",");
        hasher.update(key.borrow().expose().as_bytes());
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
