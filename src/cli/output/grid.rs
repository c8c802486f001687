//! A table of a result, laid out for a terminal, a document and a spreadsheet program.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};
use stickprov::lang::Lang;

use super::widths::{GAP, broken_width, grow, widest_word};
use super::{clean, in_markdown};

/// Labels up to so long stand on one line, the first that gives the fewest parts.
const LABELS: [usize; 4] = [32, 24, 18, 12];

/// What a column of text needs at least, the gap included.
const NARROWEST: u16 = 12;

/// A table of a result.
#[derive(Default)]
pub(crate) struct Grid {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<Item>>,
    notes_under: Option<usize>,
    /// How many columns say what a row is, where a wide table may be divided.
    keys: Option<usize>,
    /// What a terminal calls the columns.
    short: Vec<String>,
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

    /// Shorter for people than for programs.
    pub(crate) fn short(shown: impl Into<String>, plain: impl Into<String>) -> Self {
        Self {
            shown: shown.into(),
            plain: plain.into(),
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
            notes_under: None,
            keys: None,
            short: Vec::new(),
        }
    }

    /// A terminal that is too narrow gets the columns in parts below each other, each part
    /// after the first `keys` columns, under the titles `short`.
    pub(crate) fn divided(mut self, keys: usize, short: Vec<String>) -> Self {
        debug_assert_eq!(short.len(), self.columns.len());
        self.keys = Some(keys);
        self.short = short;
        self
    }

    /// In a terminal the last column's cells stand in brackets under those of another column:
    /// long remarks beside numbers leave no room for either.
    pub(crate) fn with_notes_under(mut self, column: usize) -> Self {
        self.notes_under = Some(column);
        self
    }

    /// Adds a row with as many cells as there are columns.
    pub(crate) fn push(&mut self, row: Vec<Item>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    pub(super) fn terminal(&self, width: u16) -> String {
        let shown = self.columns.len() - usize::from(self.notes_under.is_some());
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| self.terminal_row(row, shown))
            .collect();
        let (parts, label) = match self.keys {
            None => (vec![(0..shown).collect()], 0),
            Some(keys) => {
                // Labels are broken earlier where that saves a part.
                let ways = LABELS.map(|label| (self.parts(keys, &rows, width, label), label));
                let cost = |(parts, label): &(Vec<Vec<usize>>, usize)| {
                    let need = |at: &usize| self.room(*at, &rows, *label) + usize::from(GAP) + 1;
                    let wide = |part: &Vec<usize>| {
                        part.iter().map(need).sum::<usize>() > usize::from(width) + 1
                    };
                    (parts.iter().any(wide), parts.len())
                };
                let way = ways.into_iter().min_by_key(cost);
                way.expect("one of the ways has the fewest parts")
            }
        };
        let parts: Vec<String> = parts
            .iter()
            .map(|columns| self.part(columns, &rows, width, label))
            .collect();
        parts.join("\n")
    }

    /// The columns of each part: as many as fit without breaking a word, the keys first.
    fn parts(
        &self,
        keys: usize,
        rows: &[Vec<String>],
        width: u16,
        label: usize,
    ) -> Vec<Vec<usize>> {
        let need = |column: usize| self.room(column, rows, label) + usize::from(GAP) + 1;
        let own: usize = (0..keys).map(need).sum();
        let room = usize::from(width) + 1;
        let mut parts: Vec<Vec<usize>> = Vec::new();
        let mut used = room;
        for column in keys..self.columns.len() {
            let need = need(column);
            if used + need > room {
                parts.push((0..keys).collect());
                used = own;
            }
            used += need;
            if let Some(part) = parts.last_mut() {
                part.push(column);
            }
        }
        parts
    }

    /// The room that a column's cells, and the longest word of its title, take.
    fn room(&self, column: usize, rows: &[Vec<String>], label: usize) -> usize {
        let widest = widest_word(self.terminal_title(column));
        let cells = rows.iter().map(|row| match self.keys {
            // Long labels are broken between words.
            Some(keys) if column < keys => {
                let whole = row[column].chars().count();
                widest_word(&row[column]).max(label.min(whole))
            }
            Some(_) | None => row[column].chars().count(),
        });
        cells.max().unwrap_or(0).max(widest)
    }

    fn terminal_title(&self, column: usize) -> &str {
        let title = &self.columns[column].0;
        self.short.get(column).unwrap_or(title)
    }

    fn part(&self, columns: &[usize], rows: &[Vec<String>], width: u16, label: usize) -> String {
        let line = LineStyle::none().fill('─').junction('─');
        let mut table = Table::new();
        table
            .load_style(TableStyle::new().header_separator(line))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(columns.iter().map(|at| clean(self.terminal_title(*at))));
        for row in rows {
            table.add_row(columns.iter().map(|at| &row[*at]));
        }
        let least = self.least_widths(columns, rows, (width, label));
        for (place, at) in columns.iter().enumerate() {
            let column = table.column_mut(place).expect("every title made a column");
            column.set_padding((0, GAP));
            column.set_cell_alignment(match self.columns[*at].1 {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
            if let Some(least) = least[place] {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
        }
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        lines.join("\n") + "\n"
    }

    /// How wide the columns must be at least. Numbers that broke over lines could not be read,
    /// and words such as a file's name not copied: these are kept whole from the shortest up, as
    /// far as the width goes.
    fn least_widths(
        &self,
        columns: &[usize],
        rows: &[Vec<String>],
        (width, label): (u16, usize),
    ) -> Vec<Option<u16>> {
        let with_gap = |room: usize| u16::try_from(room).unwrap_or(width).saturating_add(GAP);
        let longest = |at: usize, part: fn(&str) -> usize| {
            let cells = rows.iter().map(|row| part(&row[at]));
            cells.max().unwrap_or(0)
        };
        let mut least = vec![None; columns.len()];
        // One character stands between two columns, beside the gap.
        let between = u16::try_from(columns.len()).unwrap_or(0).saturating_sub(1);
        let mut room = width.saturating_sub(between);
        let mut words = Vec::new();
        let title = |at: usize| widest_word(self.terminal_title(at));
        let numbers = |at: usize| longest(at, |cell| cell.chars().count());
        // The titles of numbers are kept whole too, where words beside them have room then.
        let need = columns.iter().map(|at| match self.columns[*at].1 {
            Align::Left => NARROWEST,
            Align::Right => with_gap(numbers(*at).max(title(*at))),
        });
        let with_titles = need.map(usize::from).sum::<usize>() <= usize::from(room);
        for (place, at) in columns.iter().enumerate() {
            let whole = match (self.keys, self.columns[*at].1) {
                (Some(_), _) => self.room(*at, rows, label),
                (None, Align::Right) if with_titles => numbers(*at).max(title(*at)),
                (None, Align::Right) => numbers(*at),
                (None, Align::Left) => {
                    words.push((with_gap(longest(*at, widest_word).max(title(*at))), place));
                    continue;
                }
            };
            let whole = with_gap(whole).min(width / 2);
            least[place] = Some(whole);
            room = room.saturating_sub(whole);
        }
        words.sort_unstable();
        let mut left = u16::try_from(words.len()).unwrap_or(0);
        for (word, place) in words {
            left = left.saturating_sub(1);
            if word.saturating_add(left.saturating_mul(NARROWEST)) > room {
                break;
            }
            least[place] = Some(word);
            room -= word;
        }
        if self.keys.is_none() {
            self.fill(columns, rows, &mut least, room);
        }
        least
    }

    /// Gives the room that is left over first to the columns whose titles would break within a
    /// word, then to those that would break between words, and
    /// makes none wider than its broken lines are.
    fn fill(&self, columns: &[usize], rows: &[Vec<String>], widths: &mut [Option<u16>], room: u16) {
        let with_gap = |room: usize| u16::try_from(room).unwrap_or(u16::MAX).saturating_add(GAP);
        let widest = |at: usize, within: usize| {
            let cells = rows.iter().map(|row| broken_width(&row[at], within));
            let title = broken_width(self.terminal_title(at), within);
            cells.max().unwrap_or(0).max(title)
        };
        let natural: Vec<u16> = columns
            .iter()
            .map(|at| with_gap(widest(*at, usize::MAX)))
            .collect();
        let title = |at: &usize| with_gap(widest_word(self.terminal_title(*at)));
        let titles: Vec<u16> = columns.iter().map(title).collect();
        let room = grow(widths, &titles, room);
        grow(widths, &natural, room);
        for (width, at) in widths.iter_mut().zip(columns) {
            if let Some(width) = width {
                let inside = usize::from(width.saturating_sub(GAP));
                *width = with_gap(widest(*at, inside)).min(*width);
            }
        }
    }

    /// A row's cells as a terminal shows them.
    fn terminal_row(&self, row: &[Item], shown: usize) -> Vec<String> {
        let mut cells: Vec<String> = row.iter().map(|item| clean(&item.shown)).collect();
        let note = cells.split_off(shown).pop().unwrap_or_default();
        if let Some(under) = self.notes_under.filter(|_| !note.is_empty()) {
            cells[under].push_str(&format!("\n({note})"));
        }
        cells
    }

    pub(super) fn markdown(&self) -> String {
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

    pub(super) fn csv(&self) -> anyhow::Result<String> {
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

/// A text that a spreadsheet program takes as text, whatever it begins with, and that a
/// terminal does not obey.
fn harmless(text: &str) -> String {
    let text = clean(text);
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}
