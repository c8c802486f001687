//! The frame: population, scope and strata, and what became of every row (DESIGN 4).
//! Every row of every register is accounted for: read = kept + excluded + rejected.

mod alike;
mod beside;
mod build;
mod candidate;
mod coordination;
mod given;
mod known;
mod matching;
mod own;
mod population;
mod protected;
mod scope;
mod strangers;
mod texts;
mod units;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::problem::{Place, Problems};
use crate::register::Places;

pub use beside::{CONTROL_TOTALS, beside};
pub use build::{build, build_for};
pub use coordination::{AVOIDED, Earlier};
pub use given::{GIVEN, Given};
pub use known::problems;
pub use matching::Matching;
pub use own::{Foreseen, Kept, own_rows};
pub use protected::Protected;
pub use scope::in_scope;
pub use strangers::{Coverage, Strangers};
pub use units::{Unit, Units};

pub use crate::template::BLANK;

/// The population in its strata.
#[derive(Debug, Clone)]
pub struct Frame {
    /// In the order of their values, by code point.
    pub strata: Vec<Stratum>,
    /// One for each unit.
    pub units: Units,
    /// The exports that were read, in the order of the plan.
    pub inputs: Vec<Input>,
    /// One for each export, in the order of the plan.
    pub reconciliation: Vec<Reconciliation>,
    /// Who is found in which other register, in the order of the plan.
    pub matching: Vec<Matching>,
    /// The files that were picked by other means, where the plan names such a list.
    pub given: Option<Given>,
    /// The audit that this one is coordinated with.
    pub earlier: Option<Earlier>,
    /// Where the rows of the unit register stand.
    pub places: Places,
    /// What was kept of its rows, for what was foreseen.
    pub kept: Kept,
    /// Whose data are protected.
    pub protected: Protected,
    /// What was odd in the data.
    pub problems: Problems,
}

/// A stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// A, B, … Z, AA, …
    pub letter: String,
    /// Its values joined with ` / `, a blank one shown as `(tomt)`.
    pub name: String,
    /// Its values in the order of the plan's stratifiers; a blank one is empty.
    pub values: Vec<String>,
    /// How many units it has.
    pub population: u64,
}

/// One export that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The plan's id of it.
    pub register: String,
    /// As the plan names the file.
    pub file: String,
    /// The sheet, where the plan reads several of the file; absent else.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Data rows.
    pub rows: u64,
}

impl Input {
    /// The file, and the sheet where several of it are read.
    pub fn place(&self) -> Place {
        let place = Place::file(&self.file);
        match &self.sheet {
            Some(sheet) => place.in_sheet(sheet),
            None => place,
        }
    }
}

/// What became of the rows of one register: read = kept + excluded + rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The plan's id of it.
    pub register: String,
    /// Data rows read.
    pub read: u64,
    /// Those of each part, where the register comes in several; absent else.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<RowsOfPart>,
    /// Rows that speak for a unit of the frame (the unit register), or rows with an identity
    /// (the others).
    pub kept: u64,
    /// Left out by rule: scope lines in their order, then rows superseded by another row of
    /// the same unit.
    pub excluded: Vec<Reason>,
    /// Not usable.
    pub rejected: Vec<Reason>,
}

/// What was read of one part of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsOfPart {
    /// As the plan names the file.
    pub file: String,
    /// The sheet, where the plan reads several of the file; absent else.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Data rows read.
    pub read: u64,
}

impl RowsOfPart {
    /// The file, and the sheet where several of it are read.
    pub fn place(&self) -> Place {
        let place = Place::file(&self.file);
        match &self.sheet {
            Some(sheet) => place.in_sheet(sheet),
            None => place,
        }
    }
}

/// A reason with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// A code or a scope line's field.
    pub reason: String,
    /// How many rows.
    pub count: u64,
}

/// The reason of rows that gave way to another row of the same unit.
pub const SUPERSEDED: &str = "superseded";

/// The reason of rows without an identity.
pub const NO_IDENTITY: &str = "no_identity";

impl Reconciliation {
    /// Whether every row is accounted for.
    pub fn adds_up(&self) -> bool {
        let sum = |reasons: &[Reason]| reasons.iter().map(|reason| reason.count).sum::<u64>();
        let of_parts: u64 = self.parts.iter().map(|part| part.read).sum();
        self.read == self.kept + sum(&self.excluded) + sum(&self.rejected)
            && (self.parts.is_empty() || of_parts == self.read)
    }
}

/// A stratum's name from its values.
pub fn stratum_name(values: &[String]) -> String {
    let shown: Vec<&str> = values
        .iter()
        .map(|value| {
            if value.is_empty() {
                BLANK
            } else {
                value.as_str()
            }
        })
        .collect();
    shown.join(" / ")
}

/// A, B, … Z, AA, AB, …: the letter of the stratum at a place, from 0.
pub fn stratum_letter(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).expect("a remainder of 26 fits");
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
