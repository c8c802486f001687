//! What reaches the terminal or a pipe. stdout is the result alone, in one of four forms;
//! everything else goes to stderr. Text from files is cleaned of what a terminal would obey.

mod grid;
mod widths;

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;
use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::problem;

pub(crate) use grid::{Align, Grid, Item};

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
    /// A table. The first one is what `--format csv` gives, unless there is a [`Block::Sheet`].
    Grid(Grid),
    /// What `--format csv` gives and nothing else shows.
    Sheet(Grid),
}

/// For a terminal of a width.
pub(crate) fn terminal(blocks: &[Block], width: u16) -> String {
    laid_out(blocks, |block| match block {
        Block::Heading(text) => Some(wrapped(&clean(text), width)),
        Block::Lines(lines) => Some(
            lines
                .iter()
                .map(|line| wrapped(&clean(line), width))
                .collect(),
        ),
        Block::Grid(grid) => Some(grid.terminal(width)),
        Block::Sheet(_) => None,
    })
}

/// For a document.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    laid_out(blocks, |block| match block {
        Block::Heading(text) => Some(format!("## {}\n", in_markdown(text))),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| in_markdown(line)).collect();
            Some(lines.join("  \n") + "\n")
        }
        Block::Grid(grid) => Some(grid.markdown()),
        Block::Sheet(_) => None,
    })
}

fn laid_out(blocks: &[Block], each: impl Fn(&Block) -> Option<String>) -> String {
    let parts: Vec<String> = blocks.iter().filter_map(each).collect();
    parts.join("\n")
}

/// The table made for it, or else the first one.
pub(crate) fn csv(blocks: &[Block]) -> anyhow::Result<String> {
    let sheet = blocks.iter().find_map(|block| match block {
        Block::Sheet(grid) => Some(grid),
        Block::Grid(_) | Block::Heading(_) | Block::Lines(_) => None,
    });
    let first = blocks.iter().find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Sheet(_) | Block::Heading(_) | Block::Lines(_) => None,
    });
    let grid = sheet.or(first);
    grid.map_or_else(|| Ok(String::new()), Grid::csv)
}

/// One value, indented, with a line end.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(value)?) + "\n")
}

/// JSON in which what a terminal obeys, or what changes the order of what is read, stands as
/// an escape: programs read the same text.
pub(crate) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && (c.is_control() || turns_reading(c)) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Marks that turn the direction of reading, and the mark of byte order.
fn turns_reading(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Writes a result to stdout.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Whether only results, errors and verdicts are wanted. One run has one answer.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Says whether hints, problems and progress are wanted.
pub(crate) fn be_quiet(quiet: bool) {
    QUIET.store(quiet, Ordering::Relaxed);
}

/// Whether only results, errors and verdicts are wanted.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// Writes a hint or a problem to stderr, unless only results are wanted.
pub(crate) fn note(text: &str) {
    if !is_quiet() {
        verdict(text);
    }
}

/// Writes to stderr what decides the exit status.
pub(crate) fn verdict(text: &str) {
    // When even stderr is gone there is nobody left to tell.
    let _ = write!(anstream::stderr().lock(), "{}", told(text));
}

/// Writes why a command could not be done.
pub(crate) fn complain(lang: Lang, text: &str) {
    let word = match lang {
        Lang::Sv => "fel:",
        Lang::En => "error:",
    };
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let told = told(&format!("{word} {text}"));
    let rest = &told[word.len()..];
    let _ = write!(anstream::stderr().lock(), "{red}{word}{red:#}{rest}");
}

/// What is told on stderr: broken at spaces for a terminal, whole lines for a file.
fn told(text: &str) -> String {
    let text = clean(text);
    match terminal_size::terminal_size_of(std::io::stderr()) {
        Some((width, _)) => wrapped(&text, width.0.max(NARROWEST)),
        None => text + "\n",
    }
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

/// A terminal narrower than this is taken to be as wide.
const NARROWEST: u16 = 40;

/// The terminal's width; 80 where the output is no terminal.
pub(crate) fn width() -> u16 {
    const PIPED: u16 = 80;
    match terminal_size::terminal_size_of(std::io::stdout()) {
        Some((width, _)) => width.0.max(NARROWEST),
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
            '\r' => None,
            c if turns_reading(c) => None,
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

    /// Titles of numbers are broken between words, never within one, while there is room: the
    /// place's longest word is 20 wide, the titles' 5, 9, 7 and 8, each with a gap of 3.
    #[test]
    fn titles_are_not_broken_within_a_word() {
        let titles = ["Rader", "Oavgjorda", "Stämmer", "Godtagna"];
        let columns = titles.map(|title| (title, Align::Right));
        let mut grid = Grid::new(&[&[("Mottagare", Align::Left)], columns.as_slice()].concat());
        let mut row = vec![Item::text("Norra Enskede-Årsta-Vantör med flera platser")];
        row.extend([1, 2, 3, 4].map(|number| Item::whole(Lang::Sv, number)));
        grid.push(row);
        let seen = terminal(&[Block::Grid(grid)], 65);
        for title in titles {
            assert!(seen.contains(title), "{seen}");
        }
    }

    #[test]
    fn a_spreadsheet_program_sees_text_and_numbers_but_no_formulas() {
        assert_eq!(
            csv(&sample()).unwrap(),
            "Stratum,Antal\r\n'=1+1 | a\u{fffd}[2J,11319\r\nbc,-3\r\n"
        );
    }

    #[test]
    fn programs_read_in_json_what_a_terminal_does_not_obey() {
        let odd = "a\u{1b}[2J\u{9b}b\u{202e}c";
        let text = json(&odd).unwrap();
        assert_eq!(text, "\"a\\u001b[2J\\u009bb\\u202ec\"\n");
        let read: String = serde_json::from_str(&text).unwrap();
        assert_eq!(read, odd);
    }

    #[test]
    fn markdown_keeps_its_columns() {
        assert_eq!(
            markdown(&sample()),
            "## Ram\n\n| Stratum | Antal |\n|---|--:|\n| =1+1 \\| a\u{fffd}\\[2J | 11\u{a0}319 |\n| bc | −3 |\n"
        );
    }

    #[test]
    fn remarks_stand_under_their_row_in_a_terminal_and_beside_it_elsewhere() {
        let columns = [
            ("Kod", Align::Left),
            ("Vad", Align::Left),
            ("Antal", Align::Right),
            ("Anmärkning", Align::Left),
        ];
        let mut grid = Grid::new(&columns).with_notes_under(1);
        let row = |code, what, note| {
            vec![
                Item::text(code),
                Item::text(what),
                Item::text("3 av 49"),
                Item::text(note),
            ]
        };
        grid.push(row("A", "Plan saknas", "1 förklarad"));
        grid.push(row("B", "Plan sen", ""));
        assert_eq!(
            grid.terminal(80).lines().skip(2).collect::<Vec<_>>(),
            [
                "A     Plan saknas     3 av 49",
                "      (1 förklarad)",
                "B     Plan sen        3 av 49"
            ]
        );
        assert!(
            grid.markdown()
                .contains("| A | Plan saknas | 3 av 49 | 1 förklarad |")
        );
    }

    #[test]
    fn a_spreadsheet_program_gets_the_table_made_for_it() {
        let mut blocks = sample();
        let mut sheet = Grid::new(&[("Antal", Align::Right)]);
        sheet.push(vec![Item::whole(Lang::Sv, 49)]);
        blocks.push(Block::Sheet(sheet));
        assert_eq!(csv(&blocks).unwrap(), "Antal\r\n49\r\n");
        assert_eq!(terminal(&blocks, 80), terminal(&sample(), 80));
        assert_eq!(markdown(&blocks), markdown(&sample()));
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
