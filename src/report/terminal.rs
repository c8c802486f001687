//! The report in a terminal: what everyone reads, at the width that is given. Lines say what
//! they are; whoever prints them chooses colours, which never carry a meaning alone.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width,
};

use super::model::{Block, Depth, Kind, Level, Report, Row, Section, Table};
use super::texts;
use crate::workbook::clean;

/// Narrower than this, a table has no room for bars.
const BARS_FROM: u16 = 110;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without a line end.
    pub text: String,
    /// What it is.
    pub tone: Tone,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Text and tables.
    Plain,
    /// A heading.
    Heading,
    /// Something that must be settled.
    Attention,
    /// A note.
    Faint,
}

/// What everyone reads.
pub fn render(report: &Report, width: u16) -> Vec<Line> {
    let lang = report.lang;
    let mut lines = Vec::new();
    let mut title = report.title.clone();
    if !report.reference.is_empty() {
        title.push_str(&format!(" ({})", report.reference));
    }
    if report.state.is_draft() {
        title = format!("{}: {title}", texts::draft().get(lang));
    }
    paragraph(&mut lines, &title, width, Tone::Heading);
    for (heading, points) in [
        (texts::outstanding(), &report.state.outstanding),
        (texts::reminders(), &report.state.reminders),
    ] {
        if !points.is_empty() {
            lines.push(blank());
            let heading = format!("{}:", heading.get(lang));
            paragraph(&mut lines, &heading, width, Tone::Attention);
            list(&mut lines, dashed(points), width);
        }
    }
    for section in &report.sections {
        if section.depth == Depth::Summary {
            lines.push(blank());
            write(&mut lines, section, width);
        }
    }
    lines
}

fn write(lines: &mut Vec<Line>, section: &Section, width: u16) {
    paragraph(lines, &section.heading, width, Tone::Heading);
    for block in &section.blocks {
        match block {
            Block::Heading(_, text) => {
                lines.push(blank());
                paragraph(lines, text, width, Tone::Heading);
            }
            Block::Paragraph(text) => paragraph(lines, text, width, Tone::Plain),
            Block::List(points) => {
                list(lines, dashed(points), width);
            }
            Block::Steps(steps) => {
                let numbered = (1..).zip(steps);
                let marked = numbered.map(|(number, step)| (format!("{number}. "), step));
                list(lines, marked, width);
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    paragraph(lines, &format!("{label}: {value}"), width, Tone::Plain);
                }
            }
            Block::Code(code) => lines.extend(code.iter().map(|line| Line {
                text: format!("    {line}"),
                tone: Tone::Plain,
            })),
            Block::Table(table) if table.shown.on_page() => {
                lines.push(blank());
                paragraph(lines, &table.title, width, Tone::Heading);
                lines.extend(self::table(table, width));
                for note in &table.notes {
                    paragraph(lines, note, width, Tone::Faint);
                }
            }
            // A table beside a picture says the same in numbers and bars.
            Block::Table(_) | Block::Figure(_) => {}
        }
    }
}

/// A table as lines.
pub fn table(table: &Table, width: u16) -> Vec<Line> {
    let line = LineStyle::none().fill('─').junction('─');
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|at| table.columns[*at].kind != Kind::Bar || width >= BARS_FROM)
        .collect();
    let mut grid = comfy_table::Table::new();
    grid.load_style(TableStyle::new().header_separator(line))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(
            shown
                .iter()
                .map(|at| clean(&table.columns[*at].header).into_owned()),
        );
    for row in &table.rows {
        grid.add_row(
            shown
                .iter()
                .map(|at| words(row, *at, table.columns[*at].kind)),
        );
    }
    for (place, at) in shown.iter().enumerate() {
        let kind = table.columns[*at].kind;
        // Codes and numbers that broke over lines could not be read.
        let longest = table
            .rows
            .iter()
            .map(|row| words(row, *at, table.columns[*at].kind).chars().count())
            .max()
            .unwrap_or(0);
        let column = grid.column_mut(place).expect("every header made a column");
        column.set_padding((0, 2));
        if kind.is_number() {
            column.set_cell_alignment(CellAlignment::Right);
        }
        match kind {
            Kind::Words | Kind::Long => {}
            Kind::Short
            | Kind::Count
            | Kind::Percent(_)
            | Kind::Decimal(_)
            | Kind::Value
            | Kind::Bar => {
                // Headers break between their words, so that texts get the room.
                let header = &table.columns[*at].header;
                let word = header.split(' ').map(|word| word.chars().count());
                let needed = longest.max(word.max().unwrap_or(0)) + 2;
                let room = u16::try_from(needed).unwrap_or(width).min(width / 2);
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(room)));
            }
        }
    }
    grid.lines()
        .map(|line| Line {
            text: line.trim_end().to_owned(),
            tone: Tone::Plain,
        })
        .collect()
}

/// A cell's words; parts of a row are marked as such.
fn words(row: &Row, at: usize, kind: Kind) -> String {
    let text = clean(row.shown(at, kind)).replace('\n', " ");
    match row.level {
        Level::Part if at == 1 => format!("– {text}"),
        Level::Part | Level::Item | Level::Total => text,
    }
}

fn blank() -> Line {
    Line {
        text: String::new(),
        tone: Tone::Plain,
    }
}

fn dashed(points: &[String]) -> impl Iterator<Item = (String, &String)> {
    points.iter().map(|point| ("- ".to_owned(), point))
}

/// Points, each with its mark before it and its lines under each other.
fn list<'a>(lines: &mut Vec<Line>, points: impl Iterator<Item = (String, &'a String)>, width: u16) {
    for (mark, point) in points {
        let indent = mark.chars().count();
        let room = width.saturating_sub(u16::try_from(indent).unwrap_or(width));
        for (at, text) in broken(point, room).into_iter().enumerate() {
            let before = if at == 0 { &mark } else { &" ".repeat(indent) };
            lines.push(Line {
                text: format!("{before}{text}"),
                tone: Tone::Plain,
            });
        }
    }
}

fn paragraph(lines: &mut Vec<Line>, text: &str, width: u16, tone: Tone) {
    lines.extend(
        broken(text, width)
            .into_iter()
            .map(|text| Line { text, tone }),
    );
}

/// Broken at spaces; a no-break space is part of its word.
fn broken(text: &str, width: u16) -> Vec<String> {
    let room = usize::from(width.max(20));
    let mut lines = vec![String::new()];
    for word in clean(text).split([' ', '\n']) {
        let line = lines.last_mut().expect("there is always a line");
        let used = line.chars().count();
        if used > 0 && used + 1 + word.chars().count() > room {
            lines.push(word.to_owned());
        } else {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
