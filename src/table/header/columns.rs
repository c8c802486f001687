//! The columns of a table, and of other tables beside it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::table::cell::{Cell, is_blank};
use crate::table::header::look::known;
use crate::table::header::{Head, HeadRow, filled};

/// The columns from the first to the last that has a header, or values in most rows.
pub(super) fn span(head: &Head, labels: &[String], data: usize) -> Range<usize> {
    let rows = together(&head.rows[data.min(head.rows.len())..]);
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

/// The rows up to the first gap: what follows may be another table, and a wider one.
fn together(rows: &[HeadRow]) -> Vec<&HeadRow> {
    let mut run: Vec<&HeadRow> = Vec::new();
    for row in rows.iter().filter(|row| filled(row) > 0) {
        let is_apart = run.last().is_some_and(|last| row.number > last.number + 1);
        if is_apart && run.len() > 1 {
            break;
        }
        run.push(row);
    }
    run
}

/// One table of those that stand beside each other: parted by a wholly empty column, and
/// either repeating each other's headers or, in a sheet, not sharing recognised ones.
pub(super) fn part(
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
