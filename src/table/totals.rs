//! Rows that stand in a register's table and are none of its rows: totals and notes, lines
//! drawn with marks, the columns numbered, and what they hold.

use crate::table::cell::Cell;

/// The words a row of totals begins with, lower case.
const TOTALS: [&str; 11] = [
    "samtliga",
    "summa",
    "totalt",
    "total",
    "totalsumma",
    "totalantal",
    "slutsumma",
    "delsumma",
    "deltotal",
    "s:a",
    "subtotal",
];

/// How a note below a table begins, lower case.
const NOTES: [&str; 8] = [
    "*", "källa", "anm", "not:", "noter", "utskriv", "uttag", "rapport",
];

/// The first text says that it is a total, and nothing else but numbers is there.
pub(super) fn is_totals(cells: &[Cell<'_>]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    let Some(Cell::Text(label)) = filled.next().filter(|cell| may_begin(cell)) else {
        return false;
    };
    let lower = label.trim_start().to_lowercase();
    let starts = TOTALS.iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    starts && filled.all(is_figure)
}

/// How the label of a subtotal begins, and how it ends, lower case: as Excel's subtotals and pivot
/// tables write them, and people.
const FIRST: [&str; 4] = ["antal", "varav", "därav", "resultat"];
const LAST: [&str; 6] = [
    "antal",
    "summa",
    "totalt",
    "total",
    "resultat",
    "totalantal",
];
/// The whole of a subtotal's label in words that may also stand in a row of data, lower case.
const WHOLE: [&str; 2] = ["transport", "medelvärde"];
/// A count or a sum has fewer digits than any form of a personnummer.
const COUNT_DIGITS: usize = 9;

/// A label and so many numbers but one are a subtotal's.
pub(super) const MOST_FILLED: usize = 3;

/// Of a wide row only a label and a number or two are filled, and the label says that it is a
/// subtotal: `JS Farsta Antal`, 10.
pub(super) fn is_subtotal(cells: &[Cell<'_>]) -> bool {
    let filled = || cells.iter().filter(|cell| !cell.is_blank());
    let count = filled().take(MOST_FILLED + 1).count();
    if !(2..=MOST_FILLED).contains(&count) || cells.len() < 2 * count {
        return false;
    }
    let is_label = |cell: &Cell<'_>| {
        let Cell::Text(label) = cell else {
            return false;
        };
        let lower = label.to_lowercase();
        let mut words = lower
            .split(char::is_whitespace)
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty());
        let first = words.next();
        let last = words.next_back().or(first);
        let is_whole = count == 2 && label.split_whitespace().nth(1).is_none();
        (is_whole && first.is_some_and(|word| WHOLE.contains(&word)))
            || first.is_some_and(|word| FIRST.contains(&word))
            || last.is_some_and(|word| LAST.contains(&word))
    };
    let is_count = |cell: &Cell<'_>| {
        let digits = cell.text().chars().filter(char::is_ascii_digit).count();
        is_figure(cell) && (1..=COUNT_DIGITS).contains(&digits)
    };
    let mut labels = filled().filter(|cell| !is_figure(cell));
    labels.next().is_some_and(is_label)
        && labels.next().is_none()
        && filled().filter(|cell| is_figure(cell)).all(is_count)
}

/// Whether a row of totals may begin with a cell: its first letter settles nearly all.
pub(super) fn may_begin(cell: &Cell<'_>) -> bool {
    let Cell::Text(label) = cell else {
        return false;
    };
    matches!(
        label.trim_start().as_bytes().first(),
        Some(b's' | b'S' | b't' | b'T' | b'd' | b'D')
    )
}

/// A number, or what stands for one in a table: `11 319`, `6,1 %`, `-`, `..`.
fn is_figure(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Empty | Cell::Number(_) | Cell::Error(_) => true,
        Cell::Text(text) => text.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(
                    c,
                    ',' | '.' | '%' | '-' | '\u{2013}' | '\u{2212}' | '+' | ':'
                )
        }),
        Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) => false,
    }
}

/// A text that is marked as a note: by an asterisk, a source, a remark.
pub(super) fn is_marked_note(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    NOTES.iter().any(|start| lower.starts_with(start))
}

/// How a text begins that counts rows.
const COUNTS: [&str; 6] = ["antal", "summa", "totalt", "total", "count", "number of"];

/// What is counted, after the number.
const COUNTED: [&str; 8] = [
    "rad", "post", "person", "akt", "ärende", "row", "record", "st",
];

/// A text that says how many rows stand above it, and says it right: `Antal akter: 30`.
pub(super) fn is_count(text: &str, rows: u64) -> bool {
    let lower = text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}');
    let (start, end) = (
        lower.trim_end_matches(is_number),
        lower.trim_start_matches(is_number),
    );
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let says = (COUNTS.iter().any(|word| start.starts_with(word)) && !has_digit(start))
        || (COUNTED.iter().any(|word| end.starts_with(word)) && !has_digit(end));
    says && digits.parse() == Ok(rows)
}

/// What a line is drawn with.
fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | '='
            | '_'
            | '*'
            | '~'
            | '#'
            | '+'
            | '|'
            | ':'
            | '.'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{2500}'..='\u{257f}'
    )
}

/// A line of marks. Several cells of them may be what hides somebody's data, as an only cell
/// of asterisks in its column may: such a row is a line only right under the header.
pub(super) fn is_rule(cells: &[Cell<'_>], under_header: bool) -> bool {
    let (mut filled, mut longest, mut asterisks) = (0, 0, false);
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        let Cell::Text(text) = cell else {
            return false;
        };
        if !text.chars().all(|c| is_stroke(c) || c.is_whitespace()) {
            return false;
        }
        filled += 1;
        asterisks |= text.contains('*');
        longest = longest.max(text.chars().filter(|c| is_stroke(*c)).count());
    }
    let alone = filled == 1 && (cells.len() > 1 || !asterisks);
    longest > 2 && (alone || (under_header && !asterisks))
}

/// Four columns or more numbered from 1, as forms do under their headers.
pub(super) fn is_numbering(cells: &[Cell<'_>]) -> bool {
    cells.len() > 3
        && cells.iter().zip(1_u64..).all(|(cell, number)| {
            let text = cell.text();
            let digits = text.trim_matches(|c: char| c.is_whitespace() || "().".contains(c));
            digits.parse() == Ok(number)
        })
}

/// What a row under the header says that its column holds, lower case: types and units.
const UNITS: [&str; 40] = [
    "heltal",
    "tal",
    "text",
    "fritext",
    "datum",
    "kod",
    "nummer",
    "sträng",
    "decimaltal",
    "belopp",
    "ja/nej",
    "j/n",
    "k/m",
    "m/k",
    "kr",
    "kronor",
    "tkr",
    "sek",
    "%",
    "procent",
    "st",
    "antal",
    "dagar",
    "veckor",
    "månader",
    "år",
    "integer",
    "int",
    "number",
    "string",
    "date",
    "datetime",
    "char",
    "varchar",
    "nvarchar",
    "bool",
    "boolean",
    "yes/no",
    "y/n",
    "float",
];

/// Types, units and forms of dates under the headers, and nothing else.
pub(super) fn is_units(cells: &[Cell<'_>]) -> bool {
    let mut filled = 0;
    let all = cells.iter().filter(|cell| !cell.is_blank()).all(|cell| {
        filled += 1;
        let Cell::Text(text) = cell else {
            return false;
        };
        is_unit(text)
    });
    all && filled > 2
}

fn is_unit(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let word = lower.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']'));
    // `varchar(50)`: a length says nothing of a row.
    let word = word.split_once('(').map_or(word, |(word, _)| word);
    let is_form = ["åååå", "yyyy", "mmdd", "nnnn", "xxxx"]
        .iter()
        .any(|form| word.contains(form))
        && word.chars().all(|c| {
            matches!(
                c,
                'å' | 'y' | 'm' | 'd' | 'n' | 'x' | 't' | 's' | 'h' | '-' | '/' | '.' | ':' | ' '
            )
        });
    is_form || UNITS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expected: bool) {
        let cells: Vec<Cell<'_>> = cells
            .iter()
            .map(|text| Cell::Text((*text).into()))
            .collect();
        assert_eq!(is_totals(&cells), expected, "{cells:?}");
    }

    /// Labels as subtotals of Excel, pivot tables and people have them; a row of a person with two
    /// cells is none, nor is one in a narrow table.
    #[test]
    fn subtotals_are_told_by_their_label() {
        let row = |label: &str, number: &str, width: usize| {
            let mut cells = vec![Cell::Empty; width];
            cells[1] = Cell::Text(label.to_owned().into());
            cells[0] = Cell::Text(number.to_owned().into());
            let turned = cells.iter().rev().cloned().collect::<Vec<_>>();
            assert_eq!(is_subtotal(&cells), is_subtotal(&turned), "{label}");
            is_subtotal(&cells)
        };
        for label in [
            "JS Farsta Antal",
            "JS Farsta Summa",
            "varav kvinnor",
            "Antal aspiranter:",
            "JS Kista totalt",
            "Resultat JS Farsta",
            "JS Farsta Resultat",
            "Totalantal",
            "Transport:",
        ] {
            assert!(row(label, "10", 6), "{label}");
            assert!(!row(label, "19901210-2399", 6), "{label}");
            assert!(!row(label, "10", 3), "{label}");
        }
        let summed = ["10", "", "JS Farsta Antal", "", "", "", "45005"];
        let cells = |texts: &[&'static str]| -> Vec<Cell<'_>> {
            texts
                .iter()
                .map(|text| Cell::Text((*text).into()))
                .collect()
        };
        assert!(is_subtotal(&cells(&summed)));
        assert!(!is_subtotal(&cells(&[
            "10",
            "JS Farsta Antal",
            "",
            "",
            "5"
        ])));
        assert!(!is_subtotal(&cells(&["10", "", "Antal", "", "", "x", "5"])));
        for label in [
            "JS Farsta",
            "Antalya",
            "Testlund, Bo",
            "Summagatan 4",
            "Medel",
            "Transport och lager",
        ] {
            assert!(!row(label, "10", 6), "{label}");
        }
    }

    #[test]
    fn totals_are_told_from_people() {
        check(&["Samtliga", "11 319", "11,8%", "-"], true);
        check(&["", "Summa:", "12"], true);
        check(&["Totalt JS Farsta", "3 299"], true);
        check(&["Summa Summarum", "Farsta", "12"], false);
        check(&["Samtligas hus", "12"], false);
        check(&["Svensson", "12"], false);
    }

    fn cells<'a>(texts: &[&'a str]) -> Vec<Cell<'a>> {
        texts
            .iter()
            .map(|text| Cell::Text((*text).into()))
            .collect()
    }

    #[test]
    fn a_line_of_marks_is_told_from_what_hides_data() {
        assert!(is_rule(&cells(&["=====", "", ""]), false));
        assert!(is_rule(&cells(&["***", ""]), false));
        assert!(is_rule(&cells(&["--------", "----", "---"]), true));
        assert!(is_rule(&cells(&["-----"]), false));
        // Somebody whose data the system hides, and a row of nil marks.
        assert!(!is_rule(&cells(&["***", "***", "***"]), true));
        assert!(!is_rule(&cells(&["***"]), false));
        assert!(!is_rule(&cells(&["-----", "---", "---"]), false));
        assert!(!is_rule(&cells(&["-", "-", "-"]), true));
        assert!(!is_rule(&cells(&["--- 1", "", ""]), true));
    }

    #[test]
    fn columns_numbered_and_described() {
        assert!(is_numbering(&cells(&["1", "2", "3", "4"])));
        assert!(is_numbering(&cells(&["(1)", "(2)", "(3)", "(4)"])));
        assert!(!is_numbering(&cells(&["1", "2", "3"])));
        assert!(!is_numbering(&cells(&["1", "2", "3", "5"])));
        assert!(is_units(&cells(&[
            "ÅÅÅÅMMDD-NNNN",
            "text",
            "varchar(40)",
            ""
        ])));
        assert!(!is_units(&cells(&["19901210-2399", "text", "kod"])));
        assert!(!is_units(&cells(&["text", "kod", ""])));
    }

    #[test]
    fn a_count_is_one_only_if_it_is_right() {
        for text in [
            "Antal akter: 30",
            "(30 rader)",
            "30 rows selected.",
            "Totalt antal 30",
        ] {
            assert!(is_count(text, 30), "{text}");
            assert!(!is_count(text, 31), "{text}");
        }
        for text in ["30", "Akt 30", "Summa 3 av 0"] {
            assert!(!is_count(text, 30), "{text}");
        }
    }
}
