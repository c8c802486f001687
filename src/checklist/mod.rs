//! Checklists: what the reviewers fill in. [`books`] decides which files go into which
//! workbook, [`mod@write`] makes the workbooks, [`read`] takes them back after Excel or
//! `LibreOffice`, or as CSV. What came back is [`answers::Answers`], matched by löpnummer
//! and draw, never by position.

pub mod answers;
mod asked;
pub mod books;
#[cfg(test)]
mod fixture;
mod known;
mod layout;
pub(crate) mod ledger;
mod manifest;
mod merged;
pub(crate) mod persons;
pub mod read;
pub mod readings;
pub mod settlement;
mod texts;
pub(crate) mod value;
pub mod write;

use std::collections::BTreeMap;

use crate::lang::Lang;

pub use asked::is_asked;
pub use known::problems;
pub use read::Filled;

/// A unit of the sample as a checklist shows it: nothing that names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The löpnummer.
    pub id: String,
    /// The name of its stratum.
    pub stratum: String,
    /// Who holds the file, by checklist (its place in the template). A checklist without
    /// recipient has no entry.
    pub place: BTreeMap<usize, String>,
}

/// What every workbook of an audit says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion<'a> {
    /// The audit's title.
    pub title: &'a str,
    /// The draw the units belong to.
    pub draw_id: &'a str,
    /// The language of everything in the workbook.
    pub lang: Lang,
}

/// How questions and files stand to each other in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// Questions downwards, at most ten files across, a sheet per place.
    #[default]
    Across,
    /// One row per file, questions across, a sheet per place.
    Rows,
    /// A sheet per file, questions downwards.
    PerFile,
}

impl Arrangement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Across, Self::Rows, Self::PerFile];

    /// The name on the command line and in the workbook.
    pub fn name(self) -> &'static str {
        match self {
            Self::Across => "across",
            Self::Rows => "rows",
            Self::PerFile => "per-file",
        }
    }

    /// The arrangement with a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}
