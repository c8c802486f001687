//! Cells for answers that somebody merged. One answer then shows over several questions or
//! files, but the workbook holds it in the top left cell alone, and nobody can tell which of
//! them it was meant for: the others count as unanswered, and each is told with its cell.

use std::collections::{BTreeMap, BTreeSet};

use super::texts;
use crate::problem::{Place, Problem, Problems};
use crate::table::{Grid, letters};

/// How many regions of a file are named.
const NAMED: usize = 8;

/// A cell by row and column from 0.
type At = (u32, u16);

/// What merged cells hide of a file's answers.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Sheet and cell of each, in order.
    cells: BTreeMap<String, BTreeSet<At>>,
    /// The merged regions, each with its sheet.
    regions: Vec<(String, String)>,
}

impl Hidden {
    /// Looks through a sheet. `spots` are the cells that can be filled in, each with what it
    /// is about: cells about the same thing may be merged, a reference needs no cell of its
    /// own.
    pub(super) fn look<K: PartialEq>(&mut self, grid: &Grid, spots: &BTreeMap<At, K>) {
        for region in &grid.merged {
            let within = || {
                let rows = spots.range((region.first.0, 0)..=(region.last.0, u16::MAX));
                let columns = region.first.1..=region.last.1;
                rows.filter(move |((_, column), _)| columns.contains(column))
            };
            let first = spots.get(&region.first);
            let mut hidden = within()
                .filter(|(at, about)| **at != region.first && first != Some(*about))
                .map(|(at, _)| *at)
                .peekable();
            if hidden.peek().is_some() {
                let cells = self.cells.entry(grid.name.clone()).or_default();
                cells.extend(hidden);
                self.regions.push((grid.name.clone(), region.address()));
            }
        }
    }

    /// Whether a cell shows nothing of what it may hold.
    pub(super) fn has(&self, sheet: &str, at: At) -> bool {
        self.cells
            .get(sheet)
            .is_some_and(|cells| cells.contains(&at))
    }

    /// Tells of every hidden cell.
    pub(super) fn tell(&self, file: &str, problems: &mut Problems) {
        let what = texts::merged(&self.named());
        for (sheet, cells) in &self.cells {
            for (row, column) in cells {
                let place = Place::file(file)
                    .in_sheet(sheet)
                    .at_row(u64::from(*row) + 1)
                    .at_column(letters(usize::from(*column)));
                problems.add(Problem {
                    code: "merged-answers",
                    what: what.clone(),
                    place,
                });
            }
        }
    }

    /// `Farsta C13:E13, C20:C22; Kista C8:E8`.
    fn named(&self) -> String {
        let mut named = String::new();
        let mut current = "";
        for (sheet, cells) in self.regions.iter().take(NAMED) {
            if sheet == current {
                named.push_str(&format!(", {cells}"));
            } else {
                let and = if named.is_empty() { "" } else { "; " };
                named.push_str(&format!("{and}{sheet} {cells}"));
                current = sheet;
            }
        }
        if self.regions.len() > NAMED {
            named.push_str(" …");
        }
        named
    }
}
