//! `rapport.xlsx`: a cover with the contents, then a sheet for each table with real numbers,
//! filters, frozen headers and headers repeated on every page; method and glossary last.

#[cfg(test)]
mod tests;
mod words;

use super::model::{Cell, Column, Kind, Level, Report, Section, Shape, Table};
use super::texts;
use super::texts::sheets;
use crate::problem::Result;
use crate::workbook::{Align, Bars, Book, Face, Fill, Number, Print, Sheet, Style, fit};

/// The width of a chart, the most and the least height of one of its bars, what it needs beside
/// them, and what a page has room for, in points of the screen.
const CHART_WIDTH: u32 = 860;
const BAR: u32 = 20;
const NARROW_BAR: u32 = 14;
const BESIDE_BARS: u32 = 110;
const PAGE: u32 = 1080;
/// The height of a row without text, in the same.
const PIXELS_OF_A_ROW: u32 = 20;

/// The height of a line of text, in points.
const LINE: f64 = 15.0;
/// The widest table that one page across can show, in characters: at two fifths of its size.
const WIDEST: f64 = 320.0;
/// What a page that lies has room for below its head, in points, and how small and large a table
/// is that takes several side by side, in per cent.
const HEIGHT_OF_PAGE: f64 = 485.0;
const LEAST_SCALE: u16 = 60;
const MOST_SCALE: u16 = 70;

/// The bytes of the workbook.
pub fn render(report: &Report) -> Result<Vec<u8>> {
    let mut book = Book::new(&title(report));
    let names = cover(&mut book, report);
    charts(&mut book, report, &names);
    for ((section, table), name) in tables(report).zip(&names) {
        write_table(&mut book, report, section, table, name);
    }
    words::words(&mut book, report);
    book.bytes()
}

/// The tables that the workbook has: all but the compact forms made for pages.
fn tables(report: &Report) -> impl Iterator<Item = (&Section, &Table)> {
    report
        .tables()
        .filter(|(_, table)| table.shown.in_workbook())
}

fn title(report: &Report) -> String {
    if report.state.is_draft() {
        format!("{}: {}", texts::draft().get(report.lang), report.title)
    } else {
        report.title.clone()
    }
}

/// The first sheet; gives the names of the tables' sheets.
fn cover(book: &mut Book, report: &Report) -> Vec<String> {
    let lang = report.lang;
    let sheet = book.sheet(sheets::cover().get(lang));
    sheet.width(0, 34.0);
    sheet.width(1, 90.0);
    sheet.text(0, 0, &title(report), Style::TITLE);
    sheet.height(0, 26.0);
    let mut row = 2;
    for (heading, points) in [
        (texts::outstanding(), &report.state.outstanding),
        (texts::reminders(), &report.state.reminders),
    ] {
        if points.is_empty() {
            continue;
        }
        sheet.text(row, 0, heading.get(lang), Style::HEADING);
        for point in points {
            row += 1;
            let style = Style::WRAPPED.fill(Fill::Attention);
            sheet.merged((row, 0), (row, 1), point, style);
            sheet.height(row, LINE * lines(point, 120.0));
        }
        row += 2;
    }
    sheet.text(row, 0, texts::what_was_audited().get(lang), Style::HEADING);
    for (label, value) in &report.facts {
        row += 1;
        sheet.text(row, 0, label, Style::WRAPPED.face(Face::Strong));
        sheet.text(row, 1, value, Style::WRAPPED);
    }
    row += 2;
    sheet.text(row, 0, texts::contents().get(lang), Style::HEADING);
    let mut taken = vec![sheet.name()];
    if !report.charts.is_empty() {
        row += 1;
        let name = sheets::charts().get(lang).to_owned();
        sheet.link(row, 0, &name, &name);
        let titles: Vec<&str> = report.charts.iter().map(|c| c.title.as_str()).collect();
        sheet.text(row, 1, &titles.join("; "), Style::WRAPPED);
        taken.push(name);
    }
    let mut names = Vec::new();
    for (_, table) in tables(report) {
        row += 1;
        let name = free(&table.sheet, &taken);
        sheet.link(row, 0, &name, &name);
        sheet.text(row, 1, &table.title, Style::WRAPPED);
        taken.push(name.clone());
        names.push(name);
    }
    row += 1;
    let name = sheets::words().get(lang).to_owned();
    sheet.link(row, 0, &name, &name);
    sheet.print(Print {
        footer: &title(report),
        ..Print::default()
    });
    sheet.show_first();
    names
}

/// A name that no sheet before has, so that the contents name the sheets as they are.
fn free(wanted: &str, taken: &[String]) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while taken.contains(&name) {
        name = format!("{wanted} {number}");
        number += 1;
    }
    name
}

/// Where a table's headers stand: below its title and its notes, after a blank row.
fn header_row(table: &Table) -> u32 {
    3 + u32::try_from(table.notes.len()).expect("a table has few notes")
}

/// A sheet with the charts, which the program draws from the cells of the tables.
fn charts(book: &mut Book, report: &Report, names: &[String]) {
    if report.charts.is_empty() {
        return;
    }
    let sheet = book.sheet(sheets::charts().get(report.lang));
    sheet.text(0, 0, sheets::charts().get(report.lang), Style::TITLE);
    sheet.height(0, 26.0);
    let mut row = 2;
    let mut breaks = Vec::new();
    // The row that the page begins with.
    let mut page = 0;
    for chart in &report.charts {
        let found = tables(report)
            .zip(names)
            .find(|((_, table), _)| table.id == chart.table);
        let Some(((_, table), name)) = found else {
            continue;
        };
        // A sum would dwarf what it is the sum of.
        let parts = table.rows.iter().filter(|row| row.level != Level::Total);
        let count = u32::try_from(parts.count()).expect("a table of a report fits a sheet");
        if count == 0 {
            continue;
        }
        let first = header_row(table) + 1;
        let at = |column: usize| u16::try_from(column).expect("a table has few columns");
        let bars = count * if chart.shape == Shape::Beside { 2 } else { 1 };
        // A chart that a page can hold is not divided over two.
        let bar = ((PAGE - BESIDE_BARS) / bars).clamp(NARROW_BAR, BAR);
        let height = BESIDE_BARS + bar * bars;
        let alternative = texts::chart_alternative(&chart.title, name);
        // Nor does it begin a page where the one before leaves it room.
        if row > 2 && (row - page) * PIXELS_OF_A_ROW + height > PAGE {
            breaks.push(row);
            page = row;
        }
        sheet.chart(
            row,
            0,
            &Bars {
                title: &chart.title,
                alternative: alternative.get(report.lang),
                sheet: name,
                rows: (first, first + count - 1),
                labels: at(chart.label),
                series: chart
                    .values
                    .iter()
                    .map(|column| (at(*column), table.columns[*column].header.as_str()))
                    .collect(),
                shares: chart.shape == Shape::Shares,
                stacked: chart.shape == Shape::Stacked,
                size: (CHART_WIDTH, height),
            },
        );
        row += height / PIXELS_OF_A_ROW + 3;
    }
    sheet.break_before_rows(&breaks);
    sheet.print(Print {
        footer: &title(report),
        ..Print::default()
    });
}

fn write_table(book: &mut Book, report: &Report, section: &Section, table: &Table, name: &str) {
    let columns: Vec<(usize, &Column)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.kind != Kind::Bar)
        .collect();
    let sheet = book.sheet(name);
    sheet.text(0, 0, &table.title, Style::TITLE);
    sheet.height(0, 26.0);
    sheet.text(
        1,
        0,
        &format!("{} · {}", title(report), section.heading),
        Style::PLAIN.face(Face::Small),
    );
    for (row, note) in (2..).zip(&table.notes) {
        sheet.text(row, 0, note, Style::PLAIN.face(Face::Small));
    }
    let header = header_row(table);
    let headers: Vec<&str> = columns.iter().map(|(_, c)| c.header.as_str()).collect();
    let count = u32::try_from(table.rows.len()).expect("a table of a report fits a sheet");
    sheet.table(header, 0, &headers, count);
    let widths: Vec<f64> = columns
        .iter()
        .map(|(place, column)| width(table, *place, column))
        .collect();
    let mut tall: f64 = 1.0;
    let mut after_number = false;
    for ((at, (_, column)), width) in (0..).zip(&columns).zip(&widths) {
        sheet.width(at, *width);
        let style = placed(Style::HEADER, column.kind, after_number);
        sheet.text(header, at, &column.header, style);
        // A filter's button covers the end of the last line.
        tall = tall.max(lines(&column.header, width - 3.0));
        after_number = column.kind.is_number();
    }
    let mut heights = vec![LINE * tall + 2.0];
    sheet.height(header, heights[0]);
    for (row, line) in (header + 1..).zip(&table.rows) {
        let mut tall: f64 = 1.0;
        let mut after_number = false;
        for ((at, (place, column)), width) in (0..).zip(&columns).zip(&widths) {
            let cell = &line.cells[*place];
            let style = placed(style(column.kind, line.level), column.kind, after_number);
            write_cell(sheet, row, at, cell, style);
            if !column.kind.is_number() {
                tall = tall.max(lines(cell.shown(), *width));
            }
            after_number = column.kind.is_number();
        }
        heights.push(LINE * tall);
        if tall > 1.0 {
            sheet.height(row, LINE * tall);
        }
    }
    let wide: f64 = widths.iter().sum();
    sheet.freeze(header + 1, u16::from(columns.len() > 4));
    // On one page the letters of so wide a table could not be read: several stand side by side.
    // Its title would be cut where the first column ends, so that it stands at their heads.
    let divided = wide > WIDEST && table.notes.is_empty();
    let last = u16::try_from(columns.len() - 1).expect("a table has few columns");
    sheet.print(Print {
        landscape: wide > 95.0,
        scale: divided.then(|| side_by_side(&heights)),
        repeat_rows: Some((header, header)),
        repeat_columns: divided.then_some((0, 0)),
        area: divided.then_some(((header, 0), (header + count, last))),
        header: if divided { &table.title } else { "" },
        footer: &format!("{} · {}", title(report), table.title),
        ..Print::default()
    });
}

/// The largest readable scale at which rows of these heights take the fewest pages.
fn side_by_side(heights: &[f64]) -> u16 {
    let pages = |scale: &u16| {
        let room = HEIGHT_OF_PAGE * 100.0 / f64::from(*scale) - heights[0];
        let (mut pages, mut filled) = (1, 0.0);
        for height in &heights[1..] {
            filled += height;
            if filled > room {
                (pages, filled) = (pages + 1, *height);
            }
        }
        pages
    };
    let scales = LEAST_SCALE..=MOST_SCALE;
    scales.rev().min_by_key(pages).unwrap_or(MOST_SCALE)
}

fn write_cell(sheet: &mut Sheet, row: u32, column: u16, cell: &Cell, style: Style) {
    match cell {
        Cell::Empty => sheet.blank(row, column, style),
        Cell::Text(text) => sheet.text(row, column, text, style),
        Cell::Number { value, .. } => sheet.number(row, column, *value, style),
    }
}

/// How a cell looks: the number's format by its column, the letters by its row.
fn style(kind: Kind, level: Level) -> Style {
    let style = match kind {
        Kind::Short | Kind::Words | Kind::Long | Kind::Bar => Style::WRAPPED,
        Kind::Count => Style::PLAIN.number(Number::Integer),
        Kind::Percent(decimals) => Style::PLAIN.number(Number::Percent(decimals)),
        Kind::Decimal(decimals) => Style::PLAIN.number(Number::Decimal(decimals)),
        Kind::Value => Style::PLAIN,
    };
    match level {
        Level::Item | Level::Part => style,
        Level::Total => style.face(Face::Strong),
    }
}

/// Numbers stand to the right; text after a number a step in, so that they do not touch.
fn placed(style: Style, kind: Kind, after_number: bool) -> Style {
    match (kind.is_number(), after_number) {
        (true, _) => style.align(Align::Right),
        (false, true) => style.align(Align::Indented),
        (false, false) => style,
    }
}

/// A column as wide as its words, within reason; a filter's button takes room too.
fn width(table: &Table, place: usize, column: &Column) -> f64 {
    let longest = table
        .rows
        .iter()
        .map(|row| row.cells[place].shown().chars().count())
        .max()
        .unwrap_or(0);
    let header_word = column
        .header
        .split_whitespace()
        .map(|word| word.chars().count())
        .max()
        .unwrap_or(0);
    let (least, most) = match column.kind {
        Kind::Short => (9, 26),
        Kind::Words => (16, 38),
        Kind::Long => (24, 56),
        Kind::Count | Kind::Percent(_) | Kind::Decimal(_) | Kind::Value | Kind::Bar => (9, 16),
    };
    let characters = longest
        .max(header_word + 3)
        .clamp(least, most.max(header_word + 3));
    f64::from(u32::try_from(characters).expect("a width fits")) + 1.5
}

/// How many lines a text takes in a cell of so many characters. Programs do not all fit rows
/// to their text, and merged cells never grow.
fn lines(text: &str, width: f64) -> f64 {
    f64::from(fit::lines(text, width))
}
