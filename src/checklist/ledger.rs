//! A workbook with one line for each question of a file, known by löpnummer and code: what is
//! to be settled between reviewers, or checked by an administration. It says about itself, on
//! a sheet out of sight, what it was written with; it is read back by what its headers and
//! lines say, whatever rows and columns have moved.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::SHEET;
use super::merged::Hidden;
use super::read::shown_id;
use super::texts;
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Problems, Result};
use crate::table::{Cell, Grid, letters};
use crate::template::plain;
use crate::workbook::{Book, Style};

/// What a line is about, and what stood there when it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The löpnummer.
    pub(crate) id: String,
    /// The question's code, or what else is asked about.
    pub(crate) code: String,
    /// The answer as its codes; empty where there was none.
    pub(crate) ours: String,
}

/// What kind of workbook is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'f> {
    /// What its schema begins with, whatever its number.
    pub(crate) family: &'f str,
    /// The schema that can be read.
    pub(crate) schema: &'f str,
    /// The command that writes such workbooks.
    pub(crate) command: &'f str,
}

/// What the workbook says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// What kind of workbook it is, with the number of its form.
    pub(crate) schema: &'static str,
    /// The draw.
    pub(crate) draw_id: String,
    /// Who it is for; empty where that is ourselves.
    pub(crate) recipient: String,
    /// Its lines, in order.
    pub(crate) keys: Vec<Key>,
}

/// A line that came back.
pub(crate) struct Line {
    /// What it is about.
    pub(crate) key: Key,
    /// The cells of the columns that were asked for, in their order, each with its place.
    pub(crate) cells: Vec<(Cell<'static>, Place)>,
    /// Whether a merge hides something that stands in them: it is no answer, and is not lost.
    pub(crate) hides: bool,
}

/// A workbook that came back.
pub(crate) struct Back {
    /// The draw it belongs to.
    pub(crate) draw_id: String,
    /// Who it was for.
    pub(crate) recipient: String,
    /// In the order they were written.
    pub(crate) lines: Vec<Line>,
    /// What was odd.
    pub(crate) problems: Problems,
}

impl Ledger {
    /// Writes the sheet out of sight, with the lists that did not fit into the rules of cells.
    pub(crate) fn write<'l>(&self, book: &mut Book, lists: impl Iterator<Item = &'l [String]>) {
        book.property("schema", self.schema);
        book.property("draw_id", &self.draw_id);
        let sheet = book.sheet(SHEET);
        let mut lines = vec![
            ("schema", self.schema.to_owned()),
            ("draw_id", self.draw_id.clone()),
            ("recipient", self.recipient.clone()),
        ];
        // Neither löpnummer nor codes hold a blank.
        lines.extend(
            self.keys
                .iter()
                .map(|key| ("line", format!("{} {} {}", key.id, key.code, key.ours))),
        );
        for (row, (name, value)) in (0..).zip(lines) {
            sheet.text(row, 0, name, Style::PLAIN);
            sheet.text(row, 1, &value, Style::PLAIN);
        }
        for (column, list) in (super::manifest::FIRST_LIST_COLUMN..).zip(lists) {
            for (row, word) in (0..).zip(list) {
                sheet.text(row, column, word, Style::PLAIN);
            }
        }
        sheet.protect();
        sheet.hide();
    }
}

/// Whether a workbook is of this family, whatever its form's number.
pub(crate) fn is_of(family: &str, grids: &[Grid]) -> bool {
    own_sheet(family, grids).is_some()
}

fn own_sheet<'g>(family: &str, grids: &'g [Grid]) -> Option<&'g Grid> {
    grids
        .iter()
        .find(|grid| text(grid, 0, 0) == "schema" && text(grid, 0, 1).starts_with(family))
}

fn text(grid: &Grid, row: u32, column: u16) -> String {
    let cell = grid.cells.get(&(row, column));
    cell.map(|cell| plain(&cell.text())).unwrap_or_default()
}

/// Reads a workbook of this form and draw. `columns` are the headers of the cells asked for.
pub(crate) fn read(
    file: &str,
    grids: &[Grid],
    form: Form<'_>,
    draw_id: &str,
    columns: &[Text],
) -> Result<Back> {
    let at = |what: Text, hint: Text| Error::at(Place::file(file), what).hint(hint);
    let Some(own) = own_sheet(form.family, grids) else {
        return Err(at(texts::not_ours(), texts::not_ours_hint()));
    };
    if text(own, 0, 1) != form.schema {
        return Err(at(texts::other_version(), texts::other_version_hint()));
    }
    let mut back = Back {
        draw_id: String::new(),
        recipient: String::new(),
        lines: Vec::new(),
        problems: Problems::new(),
    };
    let mut keys: Vec<Key> = Vec::new();
    let rows = own.cells.keys().filter(|(_, column)| *column == 0);
    for (row, _) in rows {
        let value = text(own, *row, 1);
        match text(own, *row, 0).as_str() {
            "draw_id" => back.draw_id = value,
            "recipient" => back.recipient = value,
            "line" => {
                let mut words = value.splitn(3, ' ').map(str::to_owned);
                let (Some(id), Some(code)) = (words.next(), words.next()) else {
                    return Err(at(texts::manifest_altered(), texts::ledger_altered_hint()));
                };
                let ours = words.next().unwrap_or_default();
                keys.push(Key { id, code, ours });
            }
            _ => {}
        }
    }
    if back.draw_id.is_empty() || keys.is_empty() {
        return Err(at(texts::manifest_altered(), texts::ledger_altered_hint()));
    }
    if back.draw_id != draw_id {
        let what = texts::workbook_of_other_draw(&shown_id(&back.draw_id), draw_id);
        return Err(at(what, texts::workbook_of_other_draw_hint(form.command)));
    }
    back.lines = lines(file, grids, keys, columns, &mut back.problems)?;
    Ok(back)
}

/// The sheet with the lines, and where its headers stand.
struct Found<'g> {
    grid: &'g Grid,
    header: u32,
    id: u16,
    code: u16,
    columns: Vec<u16>,
}

fn find<'g>(grids: &'g [Grid], columns: &[Text]) -> Option<Found<'g>> {
    let is = |label: &Text, grid: &Grid, at: (u32, u16)| {
        let text = text(grid, at.0, at.1);
        text == plain(&label.sv) || text == plain(&label.en)
    };
    grids.iter().find_map(|grid| {
        let mut anchors = grid.cells.keys();
        anchors.find_map(|at| {
            if !is(&texts::serial_number(), grid, *at) {
                return None;
            }
            let in_row = |label: &Text| {
                let row = grid.cells.range((at.0, 0)..(at.0 + 1, 0));
                row.map(|(place, _)| *place)
                    .find(|place| is(label, grid, *place))
                    .map(|(_, column)| column)
            };
            Some(Found {
                grid,
                header: at.0,
                id: at.1,
                code: in_row(&texts::question())?,
                columns: columns.iter().map(in_row).collect::<Option<_>>()?,
            })
        })
    })
}

/// Every line that was written must be there once, and no other.
fn lines(
    file: &str,
    grids: &[Grid],
    keys: Vec<Key>,
    columns: &[Text],
    problems: &mut Problems,
) -> Result<Vec<Line>> {
    let Some(found) = find(grids, columns) else {
        let what = texts::headers_gone();
        return Err(Error::at(Place::file(file), what).hint(texts::ledger_altered_hint()));
    };
    let sheet = Place::file(file).in_sheet(&found.grid.name);
    let mut faults = Vec::new();
    let mut fault = |what: Text, place: Place| {
        faults.push(Fault {
            what,
            place: Some(place),
            hint: Some(texts::ledger_altered_hint()),
        });
    };
    let rows: BTreeSet<u32> = found
        .grid
        .cells
        .keys()
        .map(|(row, _)| *row)
        .filter(|row| *row > found.header)
        .collect();
    let mut at: BTreeMap<(String, String), u32> = BTreeMap::new();
    let known: BTreeSet<(&str, &str)> = keys
        .iter()
        .map(|key| (key.id.as_str(), key.code.as_str()))
        .collect();
    for row in rows {
        let (id, code) = (
            text(found.grid, row, found.id),
            text(found.grid, row, found.code),
        );
        if id.is_empty() && code.is_empty() {
            continue;
        }
        let place = sheet.clone().at_row(u64::from(row) + 1);
        if !known.contains(&(id.as_str(), code.as_str())) {
            // What was typed there may be anything, so it is not repeated.
            fault(texts::line_not_ours(), place);
        } else if at.insert((id.clone(), code.clone()), row).is_some() {
            fault(texts::stands_twice(&format!("{id} {code}")), place);
        }
    }
    let hidden = hidden(&found, at.values());
    hidden.tell(file, problems);
    let mut lines = Vec::new();
    for key in keys {
        let Some(row) = at.get(&(key.id.clone(), key.code.clone())) else {
            fault(texts::question_gone(&key.id, &key.code), sheet.clone());
            continue;
        };
        let mut hides = false;
        let cells = found.columns.iter().map(|column| {
            let shown = !hidden.has(&found.grid.name, (*row, *column));
            hides |= !shown && found.grid.cells.contains_key(&(*row, *column));
            let cell = found.grid.cells.get(&(*row, *column)).cloned();
            let cell = cell.filter(|_| shown);
            let place = sheet.clone().at_row(u64::from(*row) + 1);
            let place = place.at_column(letters(usize::from(*column)));
            (cell.unwrap_or(Cell::Empty), place)
        });
        lines.push(Line {
            cells: cells.collect(),
            hides,
            key,
        });
    }
    Error::all(faults).map(|()| lines)
}

/// What merged cells hide of the lines: those of one line may be merged.
fn hidden<'r>(found: &Found<'_>, rows: impl Iterator<Item = &'r u32>) -> Hidden {
    let spots = rows.flat_map(|row| found.columns.iter().map(|column| ((*row, *column), *row)));
    let mut hidden = Hidden::default();
    hidden.look(found.grid, &spots.collect());
    hidden
}

/// The headers of löpnummer and code, by which a sheet of lines is found.
pub(crate) fn headers() -> [Text; 2] {
    [texts::serial_number(), texts::question()]
}
