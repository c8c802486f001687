//! Rows that stand in a register's table and are none of its rows: totals and notes.

use crate::table::cell::Cell;

/// The words a row of totals begins with, lower case.
const TOTALS: [&str; 11] = [
    "samtliga",
    "summa",
    "totalt",
    "total",
    "totalsumma",
    "totalantal",
    "slutsumma",
    "delsumma",
    "deltotal",
    "s:a",
    "subtotal",
];

/// How a note below a table begins, lower case.
const NOTES: [&str; 8] = [
    "*", "källa", "anm", "not:", "noter", "utskriv", "uttag", "rapport",
];

/// The first text says that it is a total, and nothing else but numbers is there.
pub(super) fn is_totals(cells: &[Cell<'_>]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    let Some(Cell::Text(label)) = filled.next() else {
        return false;
    };
    let label = label.trim_start();
    // Every row passes here: its first letter settles nearly all.
    if !matches!(
        label.as_bytes().first(),
        Some(b's' | b'S' | b't' | b'T' | b'd' | b'D')
    ) {
        return false;
    }
    let lower = label.to_lowercase();
    let starts = TOTALS.iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    starts && filled.all(is_figure)
}

/// A number, or what stands for one in a table: `11 319`, `6,1 %`, `-`, `..`.
fn is_figure(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Empty | Cell::Number(_) | Cell::Error(_) => true,
        Cell::Text(text) => text.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(
                    c,
                    ',' | '.' | '%' | '-' | '\u{2013}' | '\u{2212}' | '+' | ':'
                )
        }),
        Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) => false,
    }
}

/// A text that is marked as a note: by an asterisk, a source, a remark.
pub(super) fn is_marked_note(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    NOTES.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expected: bool) {
        let cells: Vec<Cell<'_>> = cells
            .iter()
            .map(|text| Cell::Text((*text).into()))
            .collect();
        assert_eq!(is_totals(&cells), expected, "{cells:?}");
    }

    #[test]
    fn totals_are_told_from_people() {
        check(&["Samtliga", "11 319", "11,8%", "-"], true);
        check(&["", "Summa:", "12"], true);
        check(&["Totalt JS Farsta", "3 299"], true);
        check(&["Summa Summarum", "Farsta", "12"], false);
        check(&["Samtligas hus", "12"], false);
        check(&["Svensson", "12"], false);
    }
}
