//! The frame: population, scope and strata, and what became of every row (DESIGN 4).

use serde::{Deserialize, Serialize};

/// One export that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The plan's id of it.
    pub register: String,
    /// As the plan names the file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Data rows.
    pub rows: u64,
}

/// What became of the rows of one register: read = kept + excluded + rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The plan's id of it.
    pub register: String,
    /// Data rows read.
    pub read: u64,
    /// Rows that speak for a unit of the frame (the unit register), or rows with an identity
    /// (the others).
    pub kept: u64,
    /// Left out by rule: scope lines in their order, then rows superseded by another row of
    /// the same unit.
    pub excluded: Vec<Reason>,
    /// Not usable.
    pub rejected: Vec<Reason>,
}

/// A reason with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A code or a scope line's field.
    pub reason: String,
    /// How many rows.
    pub count: u64,
}
