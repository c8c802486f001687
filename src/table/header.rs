//! Where the table begins: the header row under titles, above data, or none at all; the
//! columns it spans; group headings above it joined to it; a second table beside it.
//! Headers the caller recognises decide; where there are none, the structure does.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lang::Text;
use crate::table::cell::{Cell, is_blank, letters};
use crate::table::texts;

/// How many rows may stand above the header.
pub(super) const SEARCHED: usize = 40;
/// A header is a few words, not a paragraph.
const LONGEST_HEADER: usize = 200;

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
    /// How many labels the caller recognises.
    pub(super) recognised: usize,
    /// The columns of other tables beside this one.
    pub(super) beside: Vec<Range<usize>>,
}

/// What a cell looks like to someone who does not know what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Blank,
    Word,
    /// Four digits that may be a year: a value, or the header of one.
    Year,
    Value,
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
    Ok(Header {
        rows: Some((head.rows[first].number, head.rows[last].number)),
        recognised: known(&labels, recognises),
        columns,
        labels,
        beside,
    })
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
    for (at, row) in head.rows.iter().take(SEARCHED).enumerate() {
        let texts: Vec<_> = row
            .cells
            .iter()
            .map(|cell| cell.text().trim().to_owned())
            .collect();
        let found = known(&texts, recognises);
        // One known word alone may be part of a title: it must fill its row.
        let enough = found > 1 || (found == 1 && filled(row) * 2 >= width);
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

/// The rows a header stands on, given one of them: group headings above, sub-headings below.
fn block(head: &Head, at: usize, recognises: &dyn Fn(&str) -> bool) -> (usize, usize) {
    let mut last = at;
    while last + 1 < head.rows.len()
        && last < at + 2
        && are_one_header(head, last, last + 1)
        && known_in(&head.rows[last + 1], recognises) <= known_in(&head.rows[at], recognises)
    {
        last += 1;
    }
    let mut first = at;
    while first > 0 && at < first + 2 && are_one_header(head, first - 1, first) {
        first -= 1;
    }
    (first, last)
}

/// Whether two rows are group headings and what stands under them. Merged cells say so;
/// without them the rows must fit into one another: where one is blank the other is not.
fn are_one_header(head: &Head, upper: usize, lower: usize) -> bool {
    let (above, below) = (&head.rows[upper], &head.rows[lower]);
    let words_only = |row: &HeadRow| {
        row.cells
            .iter()
            .all(|cell| matches!(look(cell), Look::Blank | Look::Word | Look::Year))
            && row.cells.iter().any(|cell| look(cell) == Look::Word)
    };
    if below.number != above.number + 1 || !words_only(above) || !words_only(below) {
        return false;
    }
    let has = |row: &HeadRow, column: usize| row.cells.get(column).is_some_and(|c| !c.is_blank());
    let width = above.cells.len().max(below.cells.len());
    let columns: Vec<usize> = (0..width)
        .filter(|column| has(above, *column) || has(below, *column))
        .collect();
    let (Some(&left), Some(&right)) = (columns.first(), columns.last()) else {
        return false;
    };
    let upright = columns.iter().any(|c| has(above, *c) && !has(below, *c));
    let groups: Vec<&Merged> = head
        .merged
        .iter()
        .filter(|m| m.is_in(above.number) && m.last_column > m.first_column)
        .filter(|m| !(m.first_column <= left && m.last_column >= right))
        .filter(|m| has(above, m.first_column))
        .filter(|m| (m.first_column..=m.last_column).any(|column| has(below, column)))
        .collect();
    let stands_over = head
        .merged
        .iter()
        .any(|m| m.is_in(above.number) && m.is_in(below.number) && m.first_column == m.last_column);
    // One merged cell at the left over full headers is a title.
    let is_title =
        groups.len() == 1 && groups[0].first_column <= left && !upright && !repeats_below(below);
    if (stands_over && filled(below) > 0) || (!groups.is_empty() && !is_title) {
        return true;
    }
    // A label above a blank, and a group: a blank, right of a label, above a sub-heading.
    let mut group = None;
    let mut groups = 0;
    for column in left..=right {
        match (has(above, column), has(below, column)) {
            (true, true) => group = Some(column),
            (true, false) => group = None,
            (false, true) if group.is_some() => groups += 1,
            // A sub-heading under nothing: these rows are not one header.
            (false, true) => return repeats_below(below) && filled(above) > 1,
            (false, false) => {}
        }
    }
    groups > 0 && (upright || repeats_below(below))
}

/// Whether a row says the same twice, as sub-headings under groups do.
fn repeats_below(row: &HeadRow) -> bool {
    let mut seen = BTreeSet::new();
    row.cells
        .iter()
        .filter(|cell| !cell.is_blank())
        .any(|cell| !seen.insert(cell.text().trim().to_lowercase()))
}

/// The header's text for every column of the sheet: groups before what stands under them.
fn joined(head: &Head, first: usize, last: usize) -> Vec<String> {
    let width = head.rows[first..=last]
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let mut labels = vec![Vec::<String>::new(); width];
    for at in first..=last {
        let row = &head.rows[at];
        let under = |column: usize| {
            head.rows[at + 1..=last]
                .iter()
                .any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_blank()))
        };
        let wide: Vec<&Merged> = head
            .merged
            .iter()
            .filter(|m| m.is_in(row.number) && m.last_column > m.first_column)
            .collect();
        // The group heading that holds for the columns right of it, and how far.
        let mut group: Option<(String, usize)> = None;
        for (column, parts) in labels.iter_mut().enumerate() {
            let own = row.cells.get(column).filter(|cell| !cell.is_blank());
            let label = if let Some(cell) = own {
                let text = cell.text().into_owned();
                let until = match wide.iter().find(|m| m.first_column == column) {
                    Some(merged) => merged.last_column,
                    None if wide.is_empty() && under(column) => width,
                    None => column,
                };
                group = Some((text.clone(), until));
                text
            } else {
                match &group {
                    Some((text, until)) if column <= *until && under(column) => text.clone(),
                    Some(_) | None => String::new(),
                }
            };
            let label = if first == last {
                label
            } else {
                label.trim().to_owned()
            };
            if !is_blank(&label) && parts.last() != Some(&label) {
                parts.push(label);
            }
        }
    }
    labels.into_iter().map(|parts| parts.join(": ")).collect()
}

/// The columns from the first to the last that has a header, or values in most rows.
fn span(head: &Head, labels: &[String], data: usize) -> Range<usize> {
    let rows: Vec<&HeadRow> = head.rows[data.min(head.rows.len())..]
        .iter()
        .filter(|row| filled(row) > 0)
        .collect();
    let values = |column: usize| {
        let count = rows
            .iter()
            .filter(|row| row.cells.get(column).is_some_and(|cell| !cell.is_blank()))
            .count();
        count * 2 > rows.len()
    };
    let has_label = |column: &usize| labels.get(*column).is_some_and(|label| !is_blank(label));
    let width = rows
        .iter()
        .map(|row| row.cells.len())
        .chain([labels.len()])
        .max()
        .unwrap_or(0);
    let mut first = (0..width).find(has_label).unwrap_or(0);
    let mut last = (0..width).rev().find(has_label).unwrap_or(0);
    while first > 0 && values(first - 1) {
        first -= 1;
    }
    while last + 1 < width && values(last + 1) {
        last += 1;
    }
    first..(last + 1).min(width.max(1))
}

/// One table of those that stand beside each other: parted by a wholly empty column, and
/// either repeating each other's headers or, in a sheet, not sharing recognised ones.
fn part(
    head: &Head,
    all: Range<usize>,
    label: &dyn Fn(usize) -> String,
    first: usize,
    data: usize,
    recognises: &dyn Fn(&str) -> bool,
) -> (Range<usize>, Vec<Range<usize>>) {
    let empty = |column: usize| {
        is_blank(&label(column))
            && head.rows[first.min(data)..]
                .iter()
                .all(|row| row.cells.get(column).is_none_or(Cell::is_blank))
    };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for column in all.clone().filter(|column| !empty(*column)) {
        match blocks.last_mut() {
            Some(block) if block.end == column => block.end += 1,
            Some(_) | None => blocks.push(column..column + 1),
        }
    }
    if blocks.len() < 2 {
        return (all, Vec::new());
    }
    let scores: Vec<usize> = blocks
        .iter()
        .map(|block| known(&block.clone().map(label).collect::<Vec<_>>(), recognises))
        .collect();
    // A table that repeats most headers of one to its left is another table of the kind.
    let mut seen = BTreeSet::new();
    let repeats = blocks.iter().any(|block| {
        let own: BTreeSet<String> = block
            .clone()
            .map(|column| label(column).trim().to_lowercase())
            .filter(|text| !text.is_empty())
            .collect();
        let again = own.iter().filter(|text| seen.contains(*text)).count();
        let most = !own.is_empty() && again * 2 >= own.len();
        seen.extend(own);
        most
    });
    let shared = scores.iter().filter(|score| **score > 0).count() > 1;
    if !repeats && (shared || !head.is_sheet) {
        return (all, Vec::new());
    }
    let best = (0..blocks.len())
        .max_by_key(|at| {
            let wide = blocks[*at].len();
            (scores[*at], wide, std::cmp::Reverse(*at))
        })
        .expect("there are at least two blocks");
    let chosen = blocks.remove(best);
    (chosen, blocks)
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
        rows: None,
        labels: columns.clone().map(labels).collect(),
        columns,
        recognised: 0,
        beside,
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

/// How many texts are known, each once; of a joined header its own part counts too.
fn known(texts: &[String], recognises: &dyn Fn(&str) -> bool) -> usize {
    let mut seen = BTreeSet::new();
    texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| {
            !text.is_empty()
                && text.len() <= LONGEST_HEADER
                && (recognises(text)
                    || text
                        .rsplit_once(": ")
                        .is_some_and(|(_, own)| recognises(own)))
        })
        .filter(|text| seen.insert(*text))
        .count()
}

fn look(cell: &Cell<'_>) -> Look {
    match cell {
        Cell::Empty => Look::Blank,
        Cell::Text(text) if is_blank(text) => Look::Blank,
        Cell::Text(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            if is_year(text) {
                Look::Year
            } else if (letters > digits && text.len() <= LONGEST_HEADER) || text.trim() == "%" {
                Look::Word
            } else {
                Look::Value
            }
        }
        Cell::Number(number) if is_year(&number.to_string()) => Look::Year,
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
            Look::Value
        }
    }
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a row looks like headers over columns that hold values: for a second table.
pub(super) fn is_words(cells: &[Cell<'_>]) -> bool {
    cells
        .iter()
        .all(|cell| matches!(look(cell), Look::Blank | Look::Word | Look::Year))
}

/// Whether a cell holds a value rather than words.
pub(super) fn is_value(cell: &Cell<'_>) -> bool {
    matches!(look(cell), Look::Value | Look::Year)
}
