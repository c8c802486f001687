//! The urvalsprotokoll as a sheet on one A4 page: twelve equal columns, of which every part
//! takes its share.

use super::{Content, Grid, Paper, Part};
use crate::problem::Result;
use crate::workbook::{Align, Book, Face, Print, Sheet, Style, fit};

/// How many columns the page is divided into, and how wide each is.
const COLUMNS: u16 = 12;
const WIDTH: f64 = 9.0;
/// The height of one line of text, in points.
const LINE: f64 = 14.5;

/// The book with its one sheet.
pub(super) fn workbook(paper: &Paper, content: &Content) -> Result<Vec<u8>> {
    let mut book = Book::new(&format!("{}: {}", content.title, paper.plan.title));
    book.property("draw_id", &paper.protocol.draw_id);
    let sheet = book.sheet(&content.title);
    for column in 0..COLUMNS {
        sheet.width(column, WIDTH);
    }
    sheet.text(0, 0, &content.title, Style::TITLE);
    sheet.height(0, 26.0);
    let mut row = 1;
    for part in &content.parts {
        row = write(sheet, row, part);
    }
    sheet.print(Print {
        one_page: true,
        footer: &format!("{} {}", paper.plan.title, paper.plan.reference),
        ..Print::default()
    });
    book.bytes()
}

/// One part from a row on; the next free row.
fn write(sheet: &mut Sheet, row: u32, part: &Part) -> u32 {
    match part {
        Part::Heading(text) => {
            span(sheet, (row + 1, 0), COLUMNS, text, Style::HEADING);
            row + 2
        }
        Part::Text(text) => {
            span(sheet, (row, 0), COLUMNS, text, Style::WRAPPED);
            sheet.height(row, LINE * lines(text, COLUMNS));
            row + 1
        }
        Part::Code(text) => {
            span(
                sheet,
                (row, 1),
                COLUMNS - 1,
                text,
                Style::PLAIN.face(Face::Strong),
            );
            row + 1
        }
        Part::Facts(facts) => {
            for (row, (label, value)) in (row..).zip(facts) {
                span(sheet, (row, 0), 3, label, Style::WRAPPED.face(Face::Strong));
                span(sheet, (row, 3), COLUMNS - 3, value, Style::WRAPPED);
                sheet.height(row, LINE * lines(value, COLUMNS - 3).max(lines(label, 3)));
            }
            row + rows_of(facts.len())
        }
        Part::Grid(grid) => write_grid(sheet, row, grid),
        Part::Signatures(labels) => {
            let width = COLUMNS / u16::try_from(labels.len()).expect("a handful of labels");
            let places = || (0..).map(|at: u16| at * width);
            for (column, label) in places().zip(labels) {
                span(sheet, (row, column), width, label, Style::HEADER);
                for line in 1..=2 {
                    span(
                        sheet,
                        (row + line, column),
                        width,
                        "",
                        Style::PLAIN.border(),
                    );
                    sheet.height(row + line, 28.0);
                }
            }
            row + 3
        }
    }
}

fn write_grid(sheet: &mut Sheet, row: u32, grid: &Grid) -> u32 {
    // A little air above, so that two tables do not run together.
    sheet.height(row, LINE * 0.7);
    let row = row + 1;
    let starts: Vec<u16> = grid
        .columns
        .iter()
        .scan(0, |next, column| {
            let start = *next;
            *next += column.span;
            Some(start)
        })
        .collect();
    // Words after a number stand a step in, so that they do not touch it.
    let before: Vec<bool> = std::iter::once(false)
        .chain(grid.columns.iter().map(|column| column.number))
        .collect();
    let placed = |style: Style, number: bool, after_number: bool| match (number, after_number) {
        (true, _) => style.align(Align::Right),
        (false, true) => style.align(Align::Indented),
        (false, false) => style,
    };
    for ((start, column), after) in starts.iter().zip(&grid.columns).zip(&before) {
        let style = placed(Style::HEADER, column.number, *after);
        span(sheet, (row, *start), column.span, &column.header, style);
    }
    for (row, cells) in (row + 1..).zip(&grid.rows) {
        let mut height: f64 = 1.0;
        let columns = starts.iter().zip(&grid.columns).zip(&before);
        for (((start, column), after), cell) in columns.zip(cells) {
            let style = if column.number {
                Style::PLAIN
            } else {
                Style::WRAPPED
            };
            let style = placed(style, column.number, *after).border();
            span(sheet, (row, *start), column.span, cell, style);
            height = height.max(lines(cell, column.span));
        }
        sheet.height(row, LINE * height);
    }
    row + 1 + rows_of(grid.rows.len())
}

/// Text over several of the page's columns.
fn span(sheet: &mut Sheet, (row, column): (u32, u16), columns: u16, text: &str, style: Style) {
    sheet.merged((row, column), (row, column + columns - 1), text, style);
}

/// How many lines a text takes over so many columns: merged cells do not grow by themselves.
fn lines(text: &str, columns: u16) -> f64 {
    f64::from(fit::lines(text, f64::from(columns) * WIDTH))
}

fn rows_of(count: usize) -> u32 {
    u32::try_from(count).expect("a page has few rows")
}
