//! The parts of a section as HTML. On a narrow screen each row of a table becomes a small card
//! whose cells carry their column's header (`data-label`); the roles are written out because
//! such a layout would else take the table's meaning from those who hear it. What still is
//! wider than the screen scrolls by itself, and the keyboard reaches it.

use maud::{Markup, html};

use crate::report::model::{Block, Cell, Column, Figure, Kind, Level, Row, Table};
use crate::report::svg;
use crate::workbook::clean;

/// A table of so few rows is not divided over two pages.
const BRIEF: usize = 10;

pub(super) fn block(block: &Block) -> Markup {
    match block {
        Block::Heading(anchor, text) => html! { h3 id=(anchor) { (clean(text)) } },
        Block::Paragraph(text) => html! { p { (clean(text)) } },
        Block::List(points) => html! {
            ul { @for point in points { li { (clean(point)) } } }
        },
        Block::Steps(steps) => html! {
            ol { @for step in steps { li { (clean(step)) } } }
        },
        Block::Facts(facts) => html! {
            dl { @for (label, value) in facts {
                div { dt { (clean(label)) } dd { (clean(value)) } }
            } }
        },
        Block::Code(lines) => html! {
            pre { code { @for line in lines { (clean(line)) "\n" } } }
        },
        Block::Table(table) if table.shown.on_page() => self::table(table),
        Block::Table(_) => html! {},
        Block::Figure(figure) => self::figure(figure),
    }
}

fn figure(figure: &Figure) -> Markup {
    let title = clean(&figure.title);
    let caption = format!("figure-{}", figure.id);
    let both = figure.narrow.is_some();
    html! {
        figure aria-labelledby=(caption) {
            figcaption id=(caption) { (title) }
            (svg::inline(&figure.wide, &figure.alternative, if both { "wide" } else { "" }))
            @if let Some(narrow) = &figure.narrow {
                (svg::inline(narrow, &figure.alternative, "narrow"))
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    let caption = format!("table-{}", table.id);
    let shown = || {
        table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.kind != Kind::Bar)
    };
    html! {
        div.scroll.brief[table.rows.len() <= BRIEF] role="group" tabindex="0" aria-labelledby=(caption) {
            table role="table" {
                caption id=(caption) { (clean(&table.title)) }
                thead role="rowgroup" { tr role="row" {
                    @for (_, column) in shown() {
                        th role="columnheader" scope="col" class=[class(column.kind)] {
                            (clean(&column.header))
                        }
                    }
                } }
                tbody role="rowgroup" {
                    @for row in &table.rows {
                        tr role="row" class=[level(row)] {
                            @for (at, column) in shown() {
                                (cell(row, at, column))
                            }
                        }
                    }
                }
            }
        }
        @for note in &table.notes { p.note { (clean(note)) } }
    }
}

/// The first filled cell of a row names it.
fn cell(row: &Row, at: usize, column: &Column) -> Markup {
    let cell = &row.cells[at];
    let shown = row.shown(at, column.kind);
    let names = row.cells.iter().position(is_filled) == Some(at);
    let class = cell_class(column.kind, is_filled(cell));
    html! {
        @if names {
            th role="rowheader" scope="row" class=[class] { (clean(shown)) }
        } @else {
            td role="cell" class=[class] data-label=(clean(&column.header)) { (clean(shown)) }
        }
    }
}

/// Whether anything but a dash stands in a cell.
fn is_filled(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => !text.is_empty(),
        Cell::Number { .. } => true,
        Cell::Empty => false,
    }
}

/// How a cell looks: as its column, and left out of a card when it is empty.
fn cell_class(kind: Kind, filled: bool) -> Option<String> {
    let class = class(kind)?;
    Some(if filled {
        class.to_owned()
    } else {
        format!("{class} none")
    })
}

fn class(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Count | Kind::Percent(_) | Kind::Decimal(_) | Kind::Value => Some("number"),
        Kind::Short => Some("short"),
        Kind::Words => Some("words"),
        Kind::Long => Some("long"),
        Kind::Bar => None,
    }
}

fn level(row: &Row) -> Option<&'static str> {
    match row.level {
        Level::Item => None,
        Level::Part => Some("part"),
        Level::Total => Some("total"),
    }
}
