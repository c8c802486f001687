//! The rows a header stands on: group headings above sub-headings, merged or not, and the
//! one text for every column that they make together.

use std::collections::BTreeSet;

use crate::table::cell::is_blank;
use crate::table::header::look::{Look, look};
use crate::table::header::{Head, HeadRow, Merged, filled, known_in};

/// The rows a header stands on, given one of them: group headings above, sub-headings below.
pub(super) fn block(head: &Head, at: usize, recognises: &dyn Fn(&str) -> bool) -> (usize, usize) {
    let mut last = at;
    while last + 1 < head.rows.len()
        && last < at + 2
        && are_one_header(head, last, last + 1, recognises)
        && known_in(&head.rows[last + 1], recognises) <= known_in(&head.rows[at], recognises)
    {
        last += 1;
    }
    let mut first = at;
    while first > 0 && at < first + 2 && are_one_header(head, first - 1, first, recognises) {
        first -= 1;
    }
    (first, last)
}

/// Whether two rows are group headings and what stands under them. Merged cells say so;
/// without them the rows must fit into one another: where one is blank the other is not.
fn are_one_header(
    head: &Head,
    upper: usize,
    lower: usize,
    recognises: &dyn Fn(&str) -> bool,
) -> bool {
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
    // What stands over headers that say all by themselves is a title, in however many parts.
    let says_all = known_in(below, recognises) == filled(below) && !repeats_below(below);
    if says_all && filled(below) > 1 && !upright {
        return false;
    }
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
pub(super) fn joined(head: &Head, first: usize, last: usize) -> Vec<String> {
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
