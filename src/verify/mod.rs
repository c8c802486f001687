//! Redraws and compares: identical, or exactly what differs (DESIGN 4). A re-saved export
//! that gives the same frame is identical; that its file changed is said beside.

mod compare;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::frame::Frame;
use crate::plan::{self, Plan, Size};
use crate::problem::Result;
use crate::protocol::extension::Extension;
use crate::protocol::{Protocol, agree};
use crate::sample::{self, Selection, Sizes};
use compare::Compared;

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
    /// The units were chosen by another method.
    Method,
    /// The seed of the plan is not that of the protocol.
    Seed,
    /// The audit that this one is coordinated with, or its draw, is another.
    Coordination,
    /// A stratum of the protocol is gone.
    StratumGone,
    /// A stratum is new.
    StratumNew,
    /// The plan's sizes cannot be drawn from the frame as it is now; the protocol's numbers
    /// were taken instead.
    Sizes,
    /// N_h differs.
    Population,
    /// n_h differs.
    SampleSize,
    /// The number of reserves differs.
    ReserveSize,
    /// The unit of this löpnummer is no longer in the frame: its row is gone, or out of scope.
    Gone,
    /// The unit of this löpnummer is in the frame but no longer drawn.
    NotDrawn,
    /// The unit is drawn in another stratum.
    OtherStratum,
    /// The unit has another rank.
    OtherRank,
    /// A sampled unit is now a reserve, or the reverse.
    OtherRole,
    /// A unit is drawn that was not.
    NewUnit,
    /// An export's file, or one of its files, has another hash.
    FileChanged,
    /// The plan has an export, or a part of one, that was not read at the draw.
    FileAdded,
    /// An export, or a part of one, that was read at the draw is in the plan no longer.
    FileGone,
    /// The plan's text has another hash.
    PlanChanged,
    /// The whole selection has another hash, and without the key file no more can be said.
    Selection,
    /// The units are the same, but the draw's name is not that of the first draw.
    DrawId,
    /// The key file does not give the selection's hash.
    KeyFile,
    /// The protocol's own parts do not agree with each other: it was edited by hand.
    Protocol,
    /// What the protocol says of this file's replacement is not what the log says.
    Replacement,
    /// The log is broken at the line in `id`, or its last event gives another selection.
    Log,
}

impl Verification {
    /// Adds a difference found outside the draw itself.
    pub fn add(&mut self, what: What, id: &str) {
        self.differences.push(Difference {
            what,
            id: id.to_owned(),
            stratum: String::new(),
        });
        self.identical = false;
    }
}

/// The löpnummer and keys as they were drawn, by löpnummer; `None` once the key is purged.
pub type Keys = BTreeMap<String, crate::identity::Identity>;

/// Redraws by the plan, or as far as the plan cannot be drawn any more by the protocol's
/// numbers, and compares.
pub fn verify(
    plan: &Plan,
    plan_sha256: &str,
    frame: &Frame,
    protocol: &Protocol,
    keys: Option<&Keys>,
    extensions: &[Extension],
) -> Result<Verification> {
    let mut compared = Compared::new(frame, protocol);
    if protocol.method != sample::method(frame) {
        compared.differs(What::Method, "", "");
    }
    if sample::seed(&plan.sample, frame).unwrap_or_default() != protocol.seed {
        compared.differs(What::Seed, "", "");
    }
    let mut settings = plan.sample.clone();
    // A plan that lost its seed is told; what it would draw is looked for with the old one.
    settings.seed.get_or_insert_with(|| protocol.seed.clone());
    compared.coordination();
    compared.strata();
    let sizes = sizes(&settings, frame, extensions).unwrap_or_else(|_| {
        compared.differs(What::Sizes, "", "");
        compared.sizes_then(settings.reserve)
    });
    let redrawn = sample::select(&settings, frame, sizes)?;
    compared.sizes(&redrawn);
    if let Some(keys) = keys {
        compared.units(&redrawn, keys);
    }
    let selection = redrawn.sha256(frame);
    if (keys.is_none() || compared.is_identical()) && selection != protocol.selection_sha256 {
        compared.differs(What::Selection, "", "");
    }
    if compared.is_identical() {
        let first = redraw(plan, frame, &[])?.sha256(frame);
        if !first.starts_with(&protocol.draw_id) || protocol.draw_id.is_empty() {
            compared.differs(What::DrawId, "", "");
        }
    }
    if !agree::within(protocol).is_empty() {
        compared.differs(What::Protocol, "", "");
    }
    let differences = compared.into_differences();
    Ok(Verification {
        schema: SCHEMA,
        identical: differences.is_empty(),
        differences,
        remarks: compare::remarks(plan_sha256, frame, protocol),
    })
}

/// Draws again by the plan, then by the totals it was extended to, in their order: in every
/// extension the files drawn before are the minimum of the new allocation, and the reserves are
/// the plan's and those that it drew beyond them.
pub fn redraw(plan: &Plan, frame: &Frame, extensions: &[Extension]) -> Result<Selection> {
    let sizes = sizes(&plan.sample, frame, extensions)?;
    sample::select(&plan.sample, frame, sizes)
}

fn sizes(settings: &plan::Sample, frame: &Frame, extensions: &[Extension]) -> Result<Sizes> {
    let mut sizes = sample::sizes(settings, frame)?;
    for extension in extensions {
        let total = Size::Total(extension.total);
        sizes = sample::sizes_with_minimum(settings, &total, frame, &sizes.sizes)?;
        sizes.more_reserves = extension.more_reserves(frame);
    }
    Ok(sizes)
}
