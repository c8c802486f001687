//! Markdown as both GitHub and Pandoc read it: text that stays text whatever stands in it,
//! and pipe tables. A leaf: it knows nothing of audits.

use std::borrow::Cow;

use crate::workbook::clean;

/// What would be read as something else than itself.
const SPECIAL: [char; 13] = [
    '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '$', '^',
];

/// Text as text: what Markdown would read as formatting is escaped, line breaks become spaces.
pub fn escape(text: &str) -> String {
    let text: Cow<str> = clean(text);
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            c if SPECIAL.contains(&c) => {
                out.push('\\');
                out.push(c);
            }
            // A list or a rule starts with one of these.
            '-' | '+' | '=' if at_start => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        at_start &= c == ' ';
    }
    ordinal_escaped(out)
}

/// `1. May` at the start of a line would begin a list.
fn ordinal_escaped(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(_) | None => text,
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A pipe table; the texts are escaped here. Empty without columns.
pub fn table(columns: &[(String, Align)], rows: &[Vec<String>]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let cells: Vec<Vec<String>> = std::iter::once(
        columns
            .iter()
            .map(|(header, _)| escape(header))
            .collect::<Vec<_>>(),
    )
    .chain(
        rows.iter()
            .map(|row| row.iter().map(|cell| escape(cell)).collect()),
    )
    .collect();
    let width = |at: usize| {
        cells
            .iter()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
            .max(3)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut out = String::new();
    for (place, row) in cells.iter().enumerate() {
        out.push('|');
        for (at, (_, align)) in columns.iter().enumerate() {
            let cell = row.get(at).map_or("", String::as_str);
            let room = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
            match align {
                Align::Left => out.push_str(&format!(" {cell}{room} |")),
                Align::Right => out.push_str(&format!(" {room}{cell} |")),
            }
        }
        out.push('\n');
        if place == 0 {
            out.push('|');
            for ((_, align), width) in columns.iter().zip(&widths) {
                match align {
                    Align::Left => out.push_str(&format!(" {} |", "-".repeat(*width))),
                    Align::Right => out.push_str(&format!(" {}: |", "-".repeat(width - 1))),
                }
            }
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("a*b_c|d<e>"), "a\\*b\\_c\\|d\\<e\\>");
        assert_eq!(escape("- inte en lista"), "\\- inte en lista");
        assert_eq!(escape("17-18"), "17-18");
        assert_eq!(escape("1. maj"), "1\\. maj");
        assert_eq!(escape("rad\nrad"), "rad rad");
        assert_eq!(escape("Åäö 69\u{a0}%"), "Åäö 69\u{a0}%");
    }

    #[test]
    fn tables_line_up() {
        let columns = [
            ("Stratum".to_owned(), Align::Left),
            ("Antal".to_owned(), Align::Right),
        ];
        let rows = [
            vec!["Ungdom | 16".to_owned(), "10".to_owned()],
            vec!["Övrig".to_owned(), "39".to_owned()],
        ];
        assert_eq!(
            table(&columns, &rows),
            "| Stratum      | Antal |\n\
             | ------------ | ----: |\n\
             | Ungdom \\| 16 |    10 |\n\
             | Övrig        |    39 |\n"
        );
    }
}
