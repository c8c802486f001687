//! The parts of a section as HTML. Tables and pictures that are wider than the screen scroll
//! by themselves, and the keyboard reaches them.

use maud::{Markup, html};

use crate::report::model::{Block, Cell, Figure, Kind, Level, Row, Shown, Table};
use crate::report::svg;
use crate::workbook::clean;

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
            pre tabindex="0" { code { @for line in lines { (clean(line)) "\n" } } }
        },
        Block::Table(table) => match table.shown {
            Shown::Everywhere | Shown::Pages => self::table(table),
            Shown::Workbook => html! {},
        },
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
        div.scroll role="group" tabindex="0" aria-labelledby=(caption) {
            table {
                caption id=(caption) { (clean(&table.title)) }
                thead { tr {
                    @for (_, column) in shown() {
                        th scope="col" class=[class(column.kind)] { (clean(&column.header)) }
                    }
                } }
                tbody {
                    @for row in &table.rows {
                        tr class=[level(row)] {
                            @for (at, column) in shown() {
                                (cell(row, at, column.kind))
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
fn cell(row: &Row, at: usize, kind: Kind) -> Markup {
    let shown = row.cells[at].shown();
    let names = row
        .cells
        .iter()
        .position(|cell| match cell {
            Cell::Text(text) => !text.is_empty(),
            Cell::Number { .. } => true,
            Cell::Empty => false,
        })
        .is_some_and(|first| first == at);
    html! {
        @if names {
            th scope="row" class=[class(kind)] { (clean(shown)) }
        } @else {
            td class=[class(kind)] { (clean(shown)) }
        }
    }
}

fn class(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Count | Kind::Percent(_) | Kind::Decimal(_) => Some("number"),
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
