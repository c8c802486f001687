//! Redraws and compares: identical, or exactly what differs (DESIGN 4). A re-saved export
//! that gives the same frame is identical; that its file changed is said beside.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::frame::Frame;
use crate::plan::{Plan, Size};
use crate::problem::Result;
use crate::protocol::{Protocol, Role, Stratum};
use crate::sample::{self, Selection};

/// The name in the first line of the output.
pub const SCHEMA: &str = "stickprov/verify/1";

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// Whether the draw is the same.
    pub identical: bool,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What changed without touching the draw: re-saved exports, a plan changed elsewhere.
    pub remarks: Vec<Difference>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// What differs, as a code.
    pub what: What,
    /// The löpnummer, register or setting it is about; empty for a whole stratum.
    pub id: String,
    /// The stratum's name, where it is about one.
    pub stratum: String,
}

/// What can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The seed of the plan is not that of the protocol.
    Seed,
    /// A stratum of the protocol is gone.
    StratumGone,
    /// A stratum is new.
    StratumNew,
    /// N_h differs.
    Population,
    /// n_h differs.
    SampleSize,
    /// The number of reserves differs.
    ReserveSize,
    /// The unit of this löpnummer is no longer drawn.
    NotDrawn,
    /// The unit is drawn in another stratum.
    OtherStratum,
    /// The unit has another rank.
    OtherRank,
    /// A sampled unit is now a reserve, or the reverse.
    OtherRole,
    /// A unit is drawn that was not.
    NewUnit,
    /// An export's file has another hash.
    FileChanged,
    /// The plan's text has another hash.
    PlanChanged,
    /// The whole selection has another hash, and without the key file no more can be said.
    Selection,
    /// The key file does not give the selection's hash.
    KeyFile,
    /// The log is broken at the line in `id`, or its last event gives another selection.
    Log,
}

impl Verification {
    /// Adds a difference found outside the draw itself.
    pub fn add(&mut self, what: What, id: &str) {
        self.differences.push(difference(what, id, ""));
        self.identical = false;
    }
}

/// The löpnummer and keys as they were drawn, by löpnummer; `None` once the key is purged.
pub type Keys = BTreeMap<String, crate::identity::Identity>;

/// Redraws with the numbers of the protocol and compares.
pub fn verify(
    plan: &Plan,
    plan_sha256: &str,
    frame: &Frame,
    protocol: &Protocol,
    keys: Option<&Keys>,
    extensions: &[u64],
) -> Result<Verification> {
    let mut differences = Vec::new();
    let seed_differs = plan.sample.seed.as_deref() != Some(protocol.seed.as_str());
    if seed_differs {
        differences.push(difference(What::Seed, "", ""));
    }
    compare_strata(frame, protocol, &mut differences);
    let redrawn = redraw(plan, frame, extensions)?;
    compare_sizes(frame, &redrawn, protocol, &mut differences);
    match keys {
        Some(keys) => compare_units(frame, &redrawn, protocol, keys, &mut differences),
        None if redrawn.sha256(frame) != protocol.selection_sha256 => {
            differences.push(difference(What::Selection, "", ""));
        }
        None => {}
    }
    differences.sort();
    differences.dedup();
    Ok(Verification {
        schema: SCHEMA,
        identical: differences.is_empty(),
        differences,
        remarks: remarks(plan_sha256, frame, protocol),
    })
}

fn difference(what: What, id: &str, stratum: &str) -> Difference {
    Difference {
        what,
        id: id.to_owned(),
        stratum: stratum.to_owned(),
    }
}

/// Draws again by the plan, then by the totals it was extended to, in their order: in every
/// extension the files drawn before are the minimum of the new allocation.
pub fn redraw(plan: &Plan, frame: &Frame, extensions: &[u64]) -> Result<Selection> {
    let mut sizes = sample::sizes(&plan.sample, frame)?;
    for total in extensions {
        let total = Size::Total(*total);
        sizes = sample::sizes_with_minimum(&plan.sample, &total, frame, &sizes.sizes)?;
    }
    sample::select(&plan.sample, frame, sizes)
}

fn compare_strata(frame: &Frame, protocol: &Protocol, differences: &mut Vec<Difference>) {
    for drawn in &protocol.strata {
        match frame
            .strata
            .iter()
            .find(|stratum| stratum.name == drawn.name)
        {
            None => differences.push(difference(What::StratumGone, "", &drawn.name)),
            Some(now) if now.population != drawn.population => {
                differences.push(difference(What::Population, "", &drawn.name));
            }
            Some(_) => {}
        }
    }
    for now in &frame.strata {
        if !protocol.strata.iter().any(|drawn| drawn.name == now.name) {
            differences.push(difference(What::StratumNew, "", &now.name));
        }
    }
}

fn compare_sizes(
    frame: &Frame,
    redrawn: &Selection,
    protocol: &Protocol,
    differences: &mut Vec<Difference>,
) {
    for (at, now) in frame.strata.iter().enumerate() {
        let Some(drawn) = protocol.strata.iter().find(|drawn| drawn.name == now.name) else {
            continue;
        };
        let count = |reserve: bool| {
            let units = redrawn
                .drawn
                .iter()
                .filter(|d| d.stratum == at && d.reserve == reserve);
            u64::try_from(units.count()).expect("a count of units fits")
        };
        if count(false) != drawn.sample {
            differences.push(difference(What::SampleSize, "", &now.name));
        }
        if count(true) != drawn.reserve {
            differences.push(difference(What::ReserveSize, "", &now.name));
        }
    }
}

fn compare_units(
    frame: &Frame,
    redrawn: &Selection,
    protocol: &Protocol,
    keys: &Keys,
    differences: &mut Vec<Difference>,
) {
    let now: BTreeMap<&crate::identity::Identity, &sample::Drawn> = redrawn
        .drawn
        .iter()
        .map(|drawn| (&frame.units[drawn.unit].key, drawn))
        .collect();
    let stratum_of = |letter: &str| protocol.stratum(letter).map_or("", |s: &Stratum| &s.name);
    for unit in &protocol.units {
        let name = stratum_of(&unit.stratum);
        let Some(key) = keys.get(&unit.id) else {
            differences.push(difference(What::NotDrawn, &unit.id, name));
            continue;
        };
        match now.get(key) {
            None => differences.push(difference(What::NotDrawn, &unit.id, name)),
            Some(drawn) if frame.strata[drawn.stratum].name != name => {
                differences.push(difference(What::OtherStratum, &unit.id, name));
            }
            Some(drawn) if drawn.rank != unit.rank => {
                differences.push(difference(What::OtherRank, &unit.id, name));
            }
            Some(drawn) if drawn.reserve != (unit.role == Role::Reserve) => {
                differences.push(difference(What::OtherRole, &unit.id, name));
            }
            Some(_) => {}
        }
    }
    let before: std::collections::BTreeSet<_> = keys.values().collect();
    for drawn in &redrawn.drawn {
        if !before.contains(&frame.units[drawn.unit].key) {
            let name = &frame.strata[drawn.stratum].name;
            differences.push(difference(What::NewUnit, &drawn.id, name));
        }
    }
}

fn remarks(plan_sha256: &str, frame: &Frame, protocol: &Protocol) -> Vec<Difference> {
    let mut remarks = Vec::new();
    if plan_sha256 != protocol.plan_sha256 {
        remarks.push(difference(What::PlanChanged, "", ""));
    }
    for input in &frame.inputs {
        let before = protocol
            .inputs
            .iter()
            .find(|before| before.register == input.register);
        if before.is_none_or(|before| before.sha256 != input.sha256) {
            remarks.push(difference(What::FileChanged, &input.register, ""));
        }
    }
    remarks
}
