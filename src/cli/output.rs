//! What reaches the terminal or a pipe. stdout is the result alone, in one of four forms;
//! everything else goes to stderr. Text from files is cleaned of what a terminal would obey.

use std::io::Write as _;

use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::problem;

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// The main table, for a spreadsheet program.
    Csv,
    /// For a document.
    Md,
}

/// A part of a result.
pub(crate) enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph or a list.
    Lines(Vec<String>),
    /// A table. The first one is what `--format csv` gives.
    Grid(Grid),
}

/// A table of a result.
#[derive(Default)]
pub(crate) struct Grid {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<Item>>,
}

/// On which side a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell: as people see it and as programs read it.
pub(crate) struct Item {
    shown: String,
    plain: String,
    is_number: bool,
}

impl Item {
    /// The same for people and programs.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self {
            plain: shown.clone(),
            shown,
            is_number: false,
        }
    }

    /// A number: written as the language writes it, and as a spreadsheet program reads it.
    pub(crate) fn number(shown: impl Into<String>, plain: &impl ToString) -> Self {
        Self {
            shown: shown.into(),
            plain: plain.to_string(),
            is_number: true,
        }
    }

    /// A whole number.
    pub(crate) fn whole(lang: Lang, number: u64) -> Self {
        Self::number(stickprov::lang::whole(lang, number), &number)
    }
}

impl Grid {
    /// A table without rows.
    pub(crate) fn new(columns: &[(&str, Align)]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|(title, align)| ((*title).to_owned(), *align))
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row with as many cells as there are columns.
    pub(crate) fn push(&mut self, row: Vec<Item>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    fn terminal(&self, width: u16) -> String {
        let line = LineStyle::none().fill('─').junction('─');
        let mut table = Table::new();
        table
            .load_style(TableStyle::new().header_separator(line))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(self.columns.iter().map(|(title, _)| clean(title)));
        for row in &self.rows {
            table.add_row(row.iter().map(|item| clean(&item.shown)));
        }
        for (at, (_, align)) in self.columns.iter().enumerate() {
            let column = table.column_mut(at).expect("every title made a column");
            column.set_padding((0, 2));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n") + "\n"
    }

    fn markdown(&self) -> String {
        let mut out = String::from("|");
        for (title, _) in &self.columns {
            out.push_str(&format!(" {} |", in_markdown(title)));
        }
        out.push_str("\n|");
        for (_, align) in &self.columns {
            out.push_str(match align {
                Align::Left => "---|",
                Align::Right => "--:|",
            });
        }
        out.push('\n');
        for row in &self.rows {
            out.push('|');
            for item in row {
                out.push_str(&format!(" {} |", in_markdown(&item.shown)));
            }
            out.push('\n');
        }
        out
    }

    fn csv(&self) -> anyhow::Result<String> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|(title, _)| harmless(title)))?;
        for row in &self.rows {
            let cells = row.iter().map(|item| {
                if item.is_number {
                    item.plain.clone()
                } else {
                    harmless(&item.plain)
                }
            });
            writer.write_record(cells)?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }
}

/// For a terminal of a width.
pub(crate) fn terminal(blocks: &[Block], width: u16) -> String {
    laid_out(blocks, |block| match block {
        Block::Heading(text) => format!("{}\n", clean(text)),
        Block::Lines(lines) => lines
            .iter()
            .map(|line| wrapped(&clean(line), width))
            .collect(),
        Block::Grid(grid) => grid.terminal(width),
    })
}

/// For a document.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    laid_out(blocks, |block| match block {
        Block::Heading(text) => format!("## {}\n", in_markdown(text)),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| in_markdown(line)).collect();
            lines.join("  \n") + "\n"
        }
        Block::Grid(grid) => grid.markdown(),
    })
}

fn laid_out(blocks: &[Block], each: impl Fn(&Block) -> String) -> String {
    let parts: Vec<String> = blocks.iter().map(each).collect();
    parts.join("\n")
}

/// The first table.
pub(crate) fn csv(blocks: &[Block]) -> anyhow::Result<String> {
    let grid = blocks.iter().find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Heading(_) | Block::Lines(_) => None,
    });
    grid.map_or_else(|| Ok(String::new()), Grid::csv)
}

/// One value, indented, with a line end.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Writes a result to stdout.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a hint or a problem to stderr.
pub(crate) fn note(text: &str) {
    // When even stderr is gone there is nobody left to tell.
    let _ = writeln!(anstream::stderr().lock(), "{}", clean(text));
}

/// Writes why a command could not be done.
pub(crate) fn complain(lang: Lang, text: &str) {
    let word = match lang {
        Lang::Sv => "fel",
        Lang::En => "error",
    };
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(
        anstream::stderr().lock(),
        "{red}{word}:{red:#} {}",
        clean(text)
    );
}

/// The same for an error of the library: every fault on a line of its own, with its hint.
pub(crate) fn complain_of(lang: Lang, error: &problem::Error) {
    for fault in &error.faults {
        let one = problem::Error {
            faults: vec![fault.clone()],
        };
        complain(lang, &one.in_words(lang));
    }
}

/// The terminal's width; 80 where the output is no terminal.
pub(crate) fn width() -> u16 {
    const PIPED: u16 = 80;
    match terminal_size::terminal_size_of(std::io::stdout()) {
        Some((width, _)) => width.0.max(40),
        None => PIPED,
    }
}

/// Without what a terminal obeys or what changes the order of what is read: control
/// characters and marks of reading direction. Line breaks stay.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' => Some(c),
            '\t' => Some(' '),
            '\r'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => None,
            c if c.is_control() => Some('\u{fffd}'),
            c => Some(c),
        })
        .collect()
}

/// A line broken at spaces; what follows is indented as the line is, and under the text of
/// an item of a list.
fn wrapped(text: &str, width: u16) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let hanging = indent + if rest.starts_with("- ") { 2 } else { 0 };
        let room = usize::from(width).max(hanging + 20);
        out.push_str(&" ".repeat(indent));
        let mut used = indent;
        for (at, word) in rest.split(' ').enumerate() {
            let long = word.chars().count();
            if at > 0 && used + 1 + long > room {
                out.push('\n');
                out.push_str(&" ".repeat(hanging));
                used = hanging;
            } else if at > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += long;
        }
        out.push('\n');
    }
    out
}

/// A text that a spreadsheet program takes as text, whatever it begins with.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn in_markdown(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '\n' => out.push(' '),
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Block> {
        let mut grid = Grid::new(&[("Stratum", Align::Left), ("Antal", Align::Right)]);
        grid.push(vec![
            Item::text("=1+1 | a\u{1b}[2J"),
            Item::whole(Lang::Sv, 11_319),
        ]);
        grid.push(vec![Item::text("b\u{202e}c"), Item::number("−3", &-3)]);
        vec![Block::Heading("Ram".into()), Block::Grid(grid)]
    }

    #[test]
    fn a_terminal_sees_no_control_characters() {
        let expected = "Ram\n\nStratum            Antal\n────────────────────────\n\
            =1+1 | a\u{fffd}[2J  11\u{a0}319\nbc                    −3\n";
        let seen = terminal(&sample(), 80);
        let plain = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(plain(&seen)[..1], plain(expected)[..1]);
        assert!(seen.contains("=1+1 | a\u{fffd}[2J"), "{seen}");
        assert!(seen.contains("bc") && !seen.contains('\u{202e}'), "{seen}");
    }

    #[test]
    fn a_spreadsheet_program_sees_text_and_numbers_but_no_formulas() {
        assert_eq!(
            csv(&sample()).unwrap(),
            "Stratum,Antal\r\n'=1+1 | a\u{1b}[2J,11319\r\nb\u{202e}c,-3\r\n"
        );
    }

    #[test]
    fn markdown_keeps_its_columns() {
        assert_eq!(
            markdown(&sample()),
            "## Ram\n\n| Stratum | Antal |\n|---|--:|\n| =1+1 \\| a\u{fffd}\\[2J | 11\u{a0}319 |\n| bc | −3 |\n"
        );
    }

    #[test]
    fn lines_are_broken_at_spaces_and_keep_their_indent() {
        let text = wrapped("  ett två tre fyra fem sex sju åtta nio tio elva", 24);
        assert_eq!(
            text,
            "  ett två tre fyra fem\n  sex sju åtta nio tio\n  elva\n"
        );
        assert_eq!(
            wrapped("- ett två tre fyra fem sex", 24),
            "- ett två tre fyra fem\n  sex\n"
        );
    }
}
