//! Where the table begins: the header row under titles, above data, or none at all; the
//! columns it spans; group headings above it joined to it; a second table beside it.
//! Headers the caller recognises decide; where there are none, the structure does.

mod columns;
mod look;
mod rows;

use std::ops::Range;

use crate::lang::Text;
use crate::table::again::Again;
use crate::table::cell::{Cell, letters};
use crate::table::texts;
use columns::{part, span};
use look::{Look, known, look};
use rows::{block, joined};

pub(super) use look::{is_value, is_words};

/// How many rows may stand above the header.
pub(super) const SEARCHED: usize = 40;

/// A row of the file's beginning.
#[derive(Debug, Clone)]
pub(super) struct HeadRow {
    pub(super) number: u64,
    pub(super) cells: Vec<Cell<'static>>,
    /// How many cells are not blank.
    filled: usize,
}

impl HeadRow {
    pub(super) fn new(number: u64, cells: &[Cell<'_>]) -> Self {
        Self {
            number,
            cells: cells.iter().cloned().map(Cell::into_owned).collect(),
            filled: cells.iter().filter(|cell| !cell.is_blank()).count(),
        }
    }
}

/// A region of merged cells: rows as a spreadsheet counts them, columns from 0, both ends
/// within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) first_row: u64,
    pub(crate) last_row: u64,
    pub(crate) first_column: usize,
    pub(crate) last_column: usize,
}

impl Merged {
    fn is_in(&self, row: u64) -> bool {
        (self.first_row..=self.last_row).contains(&row)
    }
}

/// The beginning of a sheet or file.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) rows: Vec<HeadRow>,
    pub(super) merged: Vec<Merged>,
    /// Whether it is a sheet, where an empty column parts two tables.
    pub(super) is_sheet: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The rows the header stands on; `None` when there is no header.
    pub(super) rows: Option<(u64, u64)>,
    /// The table's columns in the sheet.
    pub(super) columns: Range<usize>,
    /// A text for every column; letters without a header row.
    pub(super) labels: Vec<String>,
    /// What a repetition of the header would say.
    pub(super) again: Again,
    /// How many labels the caller recognises.
    pub(super) recognised: usize,
    /// The columns of other tables beside this one.
    pub(super) beside: Vec<Range<usize>>,
    /// The first row of another table above this one, where nobody said which to take.
    pub(super) above: Option<u64>,
}

/// Finds the header; `told` is the row the user gave, 0 for none.
pub(super) fn find(
    head: &Head,
    told: Option<u64>,
    recognises: &dyn Fn(&str) -> bool,
) -> Result<Header, Text> {
    let top = match told {
        Some(0) => None,
        Some(row) => Some(told_row(head, row)?),
        None => by_recognition(head, recognises).or_else(|| by_structure(head)),
    };
    let Some(top) = top else {
        return without(head, recognises);
    };
    let (first, last) = block(head, top, recognises);
    let labels = joined(head, first, last);
    let all = span(head, &labels, last + 1);
    let label = |column: usize| labels.get(column).cloned().unwrap_or_default();
    let (columns, beside) = part(head, all, &label, first, last + 1, recognises);
    let labels: Vec<String> = columns.clone().map(label).collect();
    let again = Again::new(columns.clone().map(|column| {
        let own = head.rows[first..=last].iter();
        let own = own.filter_map(|row| Some(row.cells.get(column)?.text().into_owned()));
        own.chain([label(column)]).collect()
    }));
    Ok(Header {
        again,
        rows: Some((head.rows[first].number, head.rows[last].number)),
        recognised: known(&labels, recognises),
        columns,
        labels,
        beside,
        above: match told {
            None => above(head, first),
            Some(_) => None,
        },
    })
}

/// The first of several rows above a header that hold a table's values rather than a title or
/// what the export says of itself.
fn above(head: &Head, first: usize) -> Option<u64> {
    let is_data =
        |row: &&HeadRow| row.filled > 2 && row.cells.iter().any(|cell| look(cell) == Look::Value);
    let mut rows = head.rows[..first].iter().filter(is_data);
    let found = rows.next()?;
    rows.next().map(|_| found.number)
}

fn told_row(head: &Head, row: u64) -> Result<usize, Text> {
    match head.rows.iter().position(|r| r.number >= row) {
        Some(at) if head.rows[at].number == row && filled(&head.rows[at]) > 0 => Ok(at),
        Some(_) => Err(texts::header_row_blank(row)),
        None => Err(texts::header_row_beyond(row)),
    }
}

/// The row with the most recognised headers, the first of several.
fn by_recognition(head: &Head, recognises: &dyn Fn(&str) -> bool) -> Option<usize> {
    let width = usual_width(head);
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in head.rows.iter().enumerate() {
        // Further down, below a list of what the export was asked for, only what is no doubt one.
        if at >= SEARCHED && best.is_some() {
            break;
        }
        let texts: Vec<_> = row
            .cells
            .iter()
            .map(|cell| cell.text().trim().to_owned())
            .collect();
        let found = known(&texts, recognises);
        // One known word alone may be part of a title: it must fill its row.
        let enough = if at < SEARCHED {
            found > 1 || (found == 1 && filled(row) * 2 >= width)
        } else {
            found > 2 && found * 2 > filled(row)
        };
        if enough && best.is_none_or(|(_, most)| found > most) {
            best = Some((at, found));
        }
    }
    best.map(|(at, _)| at)
}

/// The first row that is as wide as the table and holds only words; none if the first row
/// of that width holds values or what stands again below it: then it is data.
fn by_structure(head: &Head) -> Option<usize> {
    let width = usual_width(head);
    let (at, row) = head
        .rows
        .iter()
        .take(SEARCHED)
        .enumerate()
        .find(|(at, row)| {
            let is_title = filled(row) == 1
                && head
                    .rows
                    .get(at + 1)
                    .is_some_and(|next| next.number > row.number + 1);
            filled(row) * 5 >= width * 3 && !(width == 1 && is_title)
        })?;
    let looks: Vec<Look> = row.cells.iter().map(look).collect();
    if looks.contains(&Look::Value) || !looks.contains(&Look::Word) {
        return None;
    }
    // What stands again below in a data row is a value. A second table's header repeats
    // headers too, but holds no values.
    let below = &head.rows[at + 1..];
    let values = |row: &HeadRow| row.cells.iter().any(|cell| look(cell) == Look::Value);
    let only_words = !below.iter().any(values);
    let others: Vec<&HeadRow> = below
        .iter()
        .filter(|other| filled(other) * 2 > width && (only_words || values(other)))
        .filter(|other| other.cells.first().map(Cell::text) != row.cells.first().map(Cell::text))
        .collect();
    let repeats = row.cells.iter().enumerate().any(|(column, cell)| {
        !cell.is_blank()
            && others.iter().any(|other| {
                other
                    .cells
                    .get(column)
                    .is_some_and(|c| c.text() == cell.text())
            })
    });
    (!repeats).then_some(at)
}

/// A table without a header: letters for headers.
fn without(head: &Head, recognises: &dyn Fn(&str) -> bool) -> Result<Header, Text> {
    let has = |column: usize| {
        head.rows
            .iter()
            .any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_blank()))
    };
    let width = head
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let first = (0..width)
        .find(|column| has(*column))
        .ok_or_else(texts::no_table)?;
    let last = (0..width)
        .rev()
        .find(|column| has(*column))
        .unwrap_or(first);
    let labels = |column: usize| letters(column);
    let (columns, beside) = part(head, first..last + 1, &|_| String::new(), 0, 0, recognises);
    Ok(Header {
        again: Again::default(),
        rows: None,
        labels: columns.clone().map(labels).collect(),
        columns,
        recognised: 0,
        beside,
        above: None,
    })
}

/// The number of filled cells that most rows have.
fn usual_width(head: &Head) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for row in head.rows.iter().filter(|row| filled(row) > 0) {
        *counts.entry(filled(row)).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(width, count)| (*width > 1, *count, *width))
        .map_or(1, |(width, _)| width)
}

fn filled(row: &HeadRow) -> usize {
    row.filled
}

fn known_in(row: &HeadRow, recognises: &dyn Fn(&str) -> bool) -> usize {
    let texts: Vec<_> = row
        .cells
        .iter()
        .map(|cell| cell.text().into_owned())
        .collect();
    known(&texts, recognises)
}
