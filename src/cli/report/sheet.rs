//! The report for a spreadsheet program: its main table, with numbers as numbers. The workbook in
//! `rapport/` has all of them.

use stickprov::report::{Cell, Kind, Report};

use crate::cli::output::{Align, Grid, Item};

/// The estimates of all criteria, the report's main table; the first one where it has none.
pub(super) fn sheet(report: &Report) -> Grid {
    let tables: Vec<_> = report.tables().map(|(_, table)| table).collect();
    let main = tables.iter().find(|table| table.id == "estimates");
    let Some(table) = main.or(tables.first()) else {
        return Grid::new(&[]);
    };
    let kept: Vec<usize> = (0..table.columns.len())
        .filter(|at| table.columns[*at].kind != Kind::Bar)
        .collect();
    let titles: Vec<(&str, Align)> = kept
        .iter()
        .map(|at| (table.columns[*at].header.as_str(), Align::Left))
        .collect();
    let mut grid = Grid::new(&titles);
    for row in &table.rows {
        let cells = kept.iter().map(|at| match &row.cells[*at] {
            Cell::Empty => Item::text(""),
            Cell::Text(text) => Item::text(text),
            Cell::Number { value, text } => Item::number(text, value),
        });
        grid.push(cells.collect());
    }
    grid
}
