//! Indicators laid out: numbers as the language and the column write them. Nothing is
//! calculated here.

use stickprov::indicator::{Cell, Head, Outcome, Row, Table, Unit};
use stickprov::lang::Lang;

use super::texts;
use crate::cli::output::{Align, Block, Grid, Item};

pub(super) fn blocks(outcome: &Outcome, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    for table in &outcome.tables {
        blocks.push(Block::Heading(table.title.get(lang).to_owned()));
        blocks.push(Block::Grid(grid(table, lang)));
        let (from, to) = (table.period.0.to_string(), table.period.1.to_string());
        let mut lines = vec![texts::period(&from, &to).get(lang).to_owned()];
        let note = table.note.get(lang);
        if !note.is_empty() {
            lines.push(note.to_owned());
        }
        blocks.push(Block::Lines(lines));
    }
    if !outcome.left_out.is_empty() {
        let mut grid = Grid::new(&[
            (texts::id().get(lang), Align::Left),
            (texts::why().get(lang), Align::Left),
        ]);
        for left in &outcome.left_out {
            grid.push(vec![
                Item::text(&left.id),
                Item::text(left.reason.get(lang)),
            ]);
        }
        blocks.push(Block::Heading(texts::left_out().get(lang).to_owned()));
        blocks.push(Block::Grid(grid));
    }
    if !super::is_single(outcome) {
        blocks.push(Block::Sheet(long(outcome, lang)));
    }
    blocks
}

fn grid(table: &Table, lang: Lang) -> Grid {
    let heads: Vec<(&str, Align)> = table
        .columns
        .iter()
        .map(|head| {
            let align = if head.unit == Unit::Label {
                Align::Left
            } else {
                Align::Right
            };
            (head.title.get(lang), align)
        })
        .collect();
    let short = table.columns.iter().map(|head| head.short.get(lang));
    let short = short.map(str::to_owned).collect();
    let mut grid = Grid::new(&heads).divided(table.labels(), short);
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.columns);
        grid.push(cells.map(|(cell, head)| item(cell, head, lang)).collect());
    }
    grid
}

/// Several indicators as one table with a number a line, for a spreadsheet program.
fn long(outcome: &Outcome, lang: Lang) -> Grid {
    let mut grid = Grid::new(&[
        (texts::id().get(lang), Align::Left),
        (texts::row().get(lang), Align::Left),
        (texts::column().get(lang), Align::Left),
        (texts::value().get(lang), Align::Right),
        (texts::numerator().get(lang), Align::Right),
        (texts::denominator().get(lang), Align::Right),
    ]);
    for table in &outcome.tables {
        for row in &table.rows {
            let name = name(row, lang);
            for (cell, head) in row.cells.iter().zip(&table.columns) {
                if head.unit == Unit::Label {
                    continue;
                }
                let (numerator, denominator) = match cell {
                    Cell::Share {
                        numerator,
                        denominator,
                    } => (
                        Item::whole(lang, *numerator),
                        Item::whole(lang, *denominator),
                    ),
                    Cell::Missing
                    | Cell::Label(_)
                    | Cell::Count(_)
                    | Cell::Number(_)
                    | Cell::Fraction(_)
                    | Cell::Difference(_) => (Item::text(""), Item::text("")),
                };
                grid.push(vec![
                    Item::text(&table.id),
                    Item::text(&name),
                    Item::text(head.title.get(lang)),
                    item(cell, head, lang),
                    numerator,
                    denominator,
                ]);
            }
        }
    }
    grid
}

/// A line by its labels.
fn name(row: &Row, lang: Lang) -> String {
    let labels = row.cells.iter().filter_map(|cell| match cell {
        Cell::Label(text) => Some(text.get(lang)),
        Cell::Missing
        | Cell::Count(_)
        | Cell::Number(_)
        | Cell::Share { .. }
        | Cell::Fraction(_)
        | Cell::Difference(_) => None,
    });
    let labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    labels.join(" / ")
}

/// A cell as people see it and as programs read it.
pub(super) fn item(cell: &Cell, head: &Head, lang: Lang) -> Item {
    let shown = cell.shown(head, lang);
    match cell.value() {
        Some(number) => Item::number(shown, &number),
        None => Item::text(shown),
    }
}
