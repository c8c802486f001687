//! What a workbook says about itself on a sheet of its own, out of sight: which draw it
//! belongs to, and which files and questions it was written with, so that a row or column
//! that has gone missing is seen. It survives Excel and `LibreOffice` as any sheet does.

use super::{Arrangement, texts};
use crate::problem::{Error, Place, Result};
use crate::table::Grid;
use crate::template::plain;
use crate::workbook::{Sheet, Style};

/// The form of our workbooks; a changed layout is a new number.
pub(super) const SCHEMA: &str = "stickprov/checklist/1";
const SCHEMA_FAMILY: &str = "stickprov/checklist/";

/// The name of the sheet. It is found by what it says, not by its name.
pub(super) const SHEET: &str = "stickprov";
/// The first column of the lists that do not fit into a drop-down's own rule.
pub(super) const FIRST_LIST_COLUMN: u16 = 3;

/// What a workbook says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) draw_id: String,
    pub(super) checklist: String,
    pub(super) arrangement: Arrangement,
    /// Whether it is a second reading.
    pub(super) second: bool,
    /// Who was to fill it in; may be empty.
    pub(super) reviewer: String,
    /// The löpnummer it was written for.
    pub(super) ids: Vec<String>,
    /// The codes of the questions it was written with.
    pub(super) codes: Vec<String>,
}

impl Manifest {
    /// Name and value, in order.
    fn lines(&self) -> Vec<(&'static str, &str)> {
        let reading = if self.second { "second" } else { "first" };
        let mut lines = vec![
            ("schema", SCHEMA),
            ("draw_id", self.draw_id.as_str()),
            ("checklist", self.checklist.as_str()),
            ("layout", self.arrangement.name()),
            ("reading", reading),
            ("reviewer", self.reviewer.as_str()),
        ];
        lines.extend(self.ids.iter().map(|id| ("file", id.as_str())));
        lines.extend(self.codes.iter().map(|code| ("question", code.as_str())));
        lines
    }

    /// Writes it to a sheet of its own.
    pub(super) fn write(&self, sheet: &mut Sheet) {
        for (row, (name, value)) in (0..).zip(self.lines()) {
            sheet.text(row, 0, name, Style::PLAIN);
            sheet.text(row, 1, value, Style::PLAIN);
        }
    }

    /// Finds it among a workbook's sheets; a workbook without is not ours.
    pub(super) fn read(file: &str, grids: &[Grid]) -> Result<Self> {
        let text = |grid: &Grid, row: u32, column: u16| {
            grid.cells
                .get(&(row, column))
                .map(|cell| plain(&cell.text()))
                .unwrap_or_default()
        };
        let place = || Place::file(file);
        let ours = |grid: &&Grid| {
            text(grid, 0, 0) == "schema" && text(grid, 0, 1).starts_with(SCHEMA_FAMILY)
        };
        let Some(grid) = grids.iter().find(ours) else {
            return Err(Error::at(place(), texts::foreign()).hint(texts::foreign_hint()));
        };
        if text(grid, 0, 1) != SCHEMA {
            return Err(
                Error::at(place(), texts::other_version()).hint(texts::other_version_hint())
            );
        }
        let altered = || Error::at(place(), texts::manifest_altered()).hint(texts::altered_hint());
        let mut found = Self {
            draw_id: String::new(),
            checklist: String::new(),
            arrangement: Arrangement::Across,
            second: false,
            reviewer: String::new(),
            ids: Vec::new(),
            codes: Vec::new(),
        };
        let rows = grid
            .cells
            .keys()
            .filter(|(_, column)| *column == 0)
            .map(|(row, _)| *row);
        for row in rows {
            let value = text(grid, row, 1);
            match text(grid, row, 0).as_str() {
                "draw_id" => found.draw_id = value,
                "checklist" => found.checklist = value,
                "layout" => {
                    found.arrangement = Arrangement::by_name(&value).ok_or_else(altered)?;
                }
                "reading" => found.second = value == "second",
                "reviewer" => found.reviewer = value,
                "file" => found.ids.push(value),
                "question" => found.codes.push(value),
                _ => {}
            }
        }
        if found.draw_id.is_empty() || found.ids.is_empty() || found.codes.is_empty() {
            return Err(altered());
        }
        Ok(found)
    }
}
