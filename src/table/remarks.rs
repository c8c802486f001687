//! What a program says of its own export, above or below the table: that it is not all of it.

use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::source::Odd;

/// How programs say that rows were left out for want of room, lower case.
const CUT: [&str; 6] = [
    "exceeded the allowed volume",
    "some data may have been omitted",
    "results were truncated",
    "överskred den tillåtna",
    "data kan ha utelämnats",
    "resultatet har trunkerats",
];
/// How they begin the list of what was chosen, lower case.
const FILTERED: [&str; 4] = [
    "applied filters",
    "no filters applied",
    "tillämpade filter",
    "använda filter",
];
/// Which of these says nothing.
const UNFILTERED: &str = FILTERED[1];

/// What the first cell of a row says of the export, where it says something.
pub(super) fn said_in(cells: &Cells<'_>) -> Option<Odd> {
    let at = (0..cells.len()).find(|at| !cells.is_blank(*at))?;
    let Cell::Text(text) = cells.at(at) else {
        return None;
    };
    said(&text)
}

/// What a text says of the export.
pub(super) fn said(text: &str) -> Option<Odd> {
    let lower = text.trim().to_lowercase();
    if CUT.iter().any(|words| lower.contains(words)) {
        return Some(Odd::ExportCut);
    }
    let is_filtered = FILTERED.iter().any(|words| lower.starts_with(words));
    (is_filtered && !lower.starts_with(UNFILTERED)).then_some(Odd::ExportFiltered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_power_bi_says_is_understood() {
        let cut = "Exported data exceeded the allowed volume. Some data may have been omitted.";
        assert_eq!(said(cut), Some(Odd::ExportCut));
        let filtered = "Applied filters:\nStadsdel is Farsta";
        assert_eq!(said(filtered), Some(Odd::ExportFiltered));
        for text in ["No filters applied", "Uttag 2009-11-30", "Filtrerad Åsa"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
