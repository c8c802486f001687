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

/// How many letters a page is wide, digits and margins of cells counted in: Pandoc divides the
/// page by the lengths of the dashes.
const PAGE: usize = 74;

/// Which columns stand together so that each part of a table fits a page with no word broken:
/// one part where it can be, else the first `labels` columns again in each.
pub fn parts(columns: &[(String, Align)], rows: &[Vec<String>], labels: usize) -> Vec<Vec<usize>> {
    let cells = escaped(columns, rows);
    let least = least(&cells, columns.len());
    let labels = labels.min(columns.len());
    let base: usize = least[..labels].iter().sum();
    let filled = |most: usize| {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        let mut room = 0;
        for (at, width) in least.iter().enumerate().skip(labels) {
            match parts.last_mut() {
                Some(part) if *width <= room && part.len() < labels + most => {
                    part.push(at);
                    room -= width;
                }
                Some(_) | None => {
                    parts.push((0..labels).chain([at]).collect());
                    room = PAGE.saturating_sub(base + width);
                }
            }
        }
        parts
    };
    let greedy = filled(columns.len());
    if greedy.len() < 2 {
        return vec![(0..columns.len()).collect()];
    }
    // As many columns in each, where that takes no more parts.
    let even = filled((columns.len() - labels).div_ceil(greedy.len()));
    if even.len() > greedy.len() {
        greedy
    } else {
        even
    }
}

/// The header and the rows with their texts escaped.
fn escaped(columns: &[(String, Align)], rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let header = columns.iter().map(|(header, _)| escape(header)).collect();
    let rows = rows.iter();
    let rows = rows.map(|row| row.iter().map(|cell| escape(cell)).collect());
    std::iter::once(header).chain(rows).collect()
}

/// A pipe table; the texts are escaped here. Empty without columns. A table that is wider
/// than a page is not padded, and its dashes say how a page is to be divided.
pub fn table(columns: &[(String, Align)], rows: &[Vec<String>]) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let cells = escaped(columns, rows);
    let longest: Vec<usize> = (0..columns.len())
        .map(|at| longest(&cells, at, |cell| cell.chars().count()))
        .collect();
    let fits = longest.iter().sum::<usize>() + 3 * columns.len() < 72;
    let dashes = if fits {
        longest.clone()
    } else {
        divided(&cells, &longest)
    };
    let mut out = String::new();
    for (place, row) in cells.iter().enumerate() {
        out.push('|');
        for (at, (_, align)) in columns.iter().enumerate() {
            let cell = row.get(at).map_or("", String::as_str);
            let room = if fits {
                " ".repeat(longest[at].saturating_sub(cell.chars().count()))
            } else {
                String::new()
            };
            match align {
                Align::Left => out.push_str(&format!(" {cell}{room} |")),
                Align::Right => out.push_str(&format!(" {room}{cell} |")),
            }
        }
        out.push('\n');
        if place == 0 {
            out.push('|');
            for ((_, align), width) in columns.iter().zip(&dashes) {
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

fn longest(cells: &[Vec<String>], at: usize, length: impl Fn(&str) -> usize) -> usize {
    cells
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| length(cell))
        .max()
        .unwrap_or(0)
        .max(3)
}

/// A text of a body of at most so many letters is not broken: a count, a share with its
/// interval.
const WHOLE: usize = 20;

/// What a column needs: its longest word and its cell's margins, or all of a short text. Long
/// texts broken at every word read badly: they keep some width.
fn least(cells: &[Vec<String>], columns: usize) -> Vec<usize> {
    // A space that does not break holds its words together.
    let word = |cell: &str| {
        let words = cell.split([' ', '-']).map(|word| word.chars().count());
        words.max().unwrap_or(0) + 3
    };
    let body = cells.get(1..).unwrap_or_default();
    (0..columns)
        .map(|at| {
            let text = longest(body, at, |cell| cell.chars().count());
            // A short text stays on its line; what is in brackets after counts may go below.
            let whole = longest(body, at, |cell| match cell.split_once(" (") {
                Some((before, mark)) if !mark.contains('–') => before.chars().count() + 1,
                Some(_) | None => cell.chars().count(),
            });
            let short = if text <= WHOLE { whole + 2 } else { 0 };
            let some = if text > 24 { 16 } else { 0 };
            longest(cells, at, word).max(some).max(short)
        })
        .collect()
}

/// How a page is divided between columns: none narrower than it needs, the widest give way
/// first.
fn divided(cells: &[Vec<String>], longest: &[usize]) -> Vec<usize> {
    let least = least(cells, longest.len());
    let mut widths: Vec<usize> = longest
        .iter()
        .zip(&least)
        .map(|(longest, least)| (longest + 2).max(*least))
        .collect();
    while widths.iter().sum::<usize>() > PAGE {
        let widest = (0..widths.len())
            .filter(|at| widths[*at] > least[*at])
            .max_by_key(|at| widths[*at]);
        match widest {
            Some(at) => widths[at] -= 1,
            None => break,
        }
    }
    widths
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

    /// Pandoc gives each column its part of the page by the dashes below its header.
    #[test]
    fn a_wide_table_divides_the_page_by_its_words() {
        let columns = [
            ("Kriterium".to_owned(), Align::Left),
            ("Text".to_owned(), Align::Left),
            ("Andel".to_owned(), Align::Right),
        ];
        let long = "ord ".repeat(60);
        let rows = [vec!["AA-01".to_owned(), long, "5".to_owned()]];
        let text = table(&columns, &rows);
        let dashes: Vec<usize> = text
            .lines()
            .nth(1)
            .unwrap()
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().chars().count())
            .collect();
        assert_eq!(dashes, [12, 54, 8]);

        // A share with its interval is 17 letters and stays on its line.
        let rows = [vec![
            "AA-01".to_owned(),
            "ord ".repeat(60),
            "69 % (60–78,5 %)".to_owned(),
        ]];
        let text = table(&columns, &rows);
        let last = text.lines().nth(1).unwrap().trim_matches('|');
        assert!(last.rsplit('|').next().unwrap().trim().chars().count() >= 17);
    }

    /// A table whose words do not fit a page beside each other is given in parts, each with
    /// the columns that name its rows.
    #[test]
    fn a_table_too_wide_for_a_page_is_divided() {
        let column = |name: &str| (name.to_owned(), Align::Right);
        let columns: Vec<_> = ["Kriterium", "Bedömda", "Avvikelser", "Förklarade"]
            .map(column)
            .to_vec();
        let rows = [["AA-01", "49", "34", "0"].map(str::to_owned).to_vec()];
        // 12 + 10 + 13 + 13 letters.
        assert_eq!(parts(&columns, &rows, 1), [vec![0, 1, 2, 3]]);
        let wide: Vec<_> = (0..9).map(|_| column("Förklarade")).collect();
        let rows = [vec!["1".to_owned(); 9]];
        // Thirteen letters each, five to a page: eight beside the first are four and four.
        assert_eq!(
            parts(&wide, &rows, 1),
            [vec![0, 1, 2, 3, 4], vec![0, 5, 6, 7, 8]]
        );
    }
}
