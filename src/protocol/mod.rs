//! The draw record: all that is needed to check a draw and to estimate from it, and nothing
//! that names a person. [`Protocol`] is also the wire form of `protokoll.json` (DESIGN 5):
//! field order is part of the format, and no time of day or machine name stands in it, so
//! that two runs are byte-identical.

pub mod agree;
pub mod change;
pub mod extension;
pub mod fetch;
#[cfg(test)]
pub(crate) mod fixture;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub mod key;
pub mod paper;
pub mod recipe;
mod record;
mod texts;

pub use crate::frame::{Input, Reason, Reconciliation};
pub use crate::plan::CoordinateMode;
pub use record::{coordination, parse, record, to_json};

/// The name in the first line of the file.
pub const SCHEMA: &str = "stickprov/protocol/1";

/// `protokoll.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Program name and version.
    pub program: String,
    /// The first 12 digits of the first draw's `selection_sha256`; it stays.
    pub draw_id: String,
    /// SHA-256 of the plan's text.
    pub plan_sha256: String,
    /// How the units were ranked.
    pub method: String,
    /// The startvärde.
    pub seed: String,
    /// The exports that were read.
    pub inputs: Vec<Input>,
    /// What became of the rows of each register.
    pub reconciliation: Vec<Reconciliation>,
    /// The earlier audit that this one is coordinated with; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub coordination: Option<Coordination>,
    /// The parameters of criteria that the plan had changed at the draw, by criterion and
    /// name, as they were written; absent where there were none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub criteria: BTreeMap<String, BTreeMap<String, String>>,
    /// In the order of their letters.
    pub strata: Vec<Stratum>,
    /// SHA-256 of the lines `löpnummer,key` of sample and reserves in order.
    pub selection_sha256: String,
    /// In stratum and rank order.
    pub units: Vec<Unit>,
}

/// Coordination with an earlier audit, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordination {
    /// Its folder, as the plan names it.
    pub with: String,
    /// Keep or avoid.
    pub mode: CoordinateMode,
    /// The name of its draw.
    pub draw_id: String,
    /// How many units it asked for.
    pub units: u64,
    /// How many of the sample are among those units.
    pub overlap: u64,
}

/// One stratum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// A, B, … Z, AA, …
    pub letter: String,
    /// Its values joined with ` / `.
    pub name: String,
    /// Field → value.
    pub values: BTreeMap<String, String>,
    /// N_h.
    pub population: u64,
    /// n_h.
    pub sample: u64,
    /// Reserves drawn.
    pub reserve: u64,
}

/// One unit of the sample or a reserve, known by its löpnummer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The löpnummer.
    pub id: String,
    /// The stratum's letter.
    pub stratum: String,
    /// Sample or reserve.
    pub role: Role,
    /// Its rank within the stratum, from 1.
    pub rank: u64,
    /// What became of it.
    pub status: Status,
}

/// Sample or reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Drawn to be reviewed.
    Sample,
    /// Drawn to stand in.
    Reserve,
}

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// As it was drawn.
    Drawn,
    /// A reserve took its place.
    Replaced,
    /// A reserve that took a place.
    InUse,
}

impl Unit {
    /// Whether its files are reviewed: sample that was not replaced, or reserve in use.
    pub fn is_reviewed(&self) -> bool {
        match (self.role, self.status) {
            (Role::Sample, Status::Drawn | Status::InUse) | (Role::Reserve, Status::InUse) => true,
            (Role::Sample, Status::Replaced)
            | (Role::Reserve, Status::Drawn | Status::Replaced) => false,
        }
    }
}

impl Protocol {
    /// The units whose files are reviewed, in order.
    pub fn reviewed(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.is_reviewed())
    }

    /// How many reserves of a stratum nobody has taken.
    pub fn reserves_left(&self, letter: &str) -> u64 {
        let left = self.units.iter().filter(|unit| {
            unit.stratum == letter && unit.role == Role::Reserve && unit.status == Status::Drawn
        });
        u64::try_from(left.count()).expect("a count of units fits")
    }

    /// The unit with a löpnummer.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The stratum with a letter.
    pub fn stratum(&self, letter: &str) -> Option<&Stratum> {
        self.strata.iter().find(|stratum| stratum.letter == letter)
    }
}
