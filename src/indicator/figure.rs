//! A figure as it stands in a published table: grouped by thousands, with a unit behind it, a
//! footnote mark at its side, in brackets. What could be two numbers is none.

use crate::table::Cell;

/// A figure as it was published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Nothing is there.
    Blank,
    /// A whole number.
    Count(u64),
    /// A percentage with so many decimals: 61 with 1 is 6.1 %.
    Percent {
        /// The digits.
        digits: u64,
        /// How many of them are decimals.
        decimals: u32,
    },
    /// A number with decimals and no sign for what it is.
    Number(f64),
}

/// A figure, and whether a mark beside it was left out; `None` where it could not be read.
pub(super) fn figure(cell: &Cell<'_>) -> Option<(Figure, bool)> {
    match cell {
        Cell::Empty => Some((Figure::Blank, false)),
        Cell::Number(number) => Some((from_number(*number), false)),
        Cell::Text(text) => from_text(text),
        Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => None,
    }
}

fn from_number(number: f64) -> Figure {
    let whole = number.fract().abs() < 1e-9 && (0.0..9e15).contains(&number);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number between 0 and 9e15"
    )]
    if whole {
        Figure::Count(number.round() as u64)
    } else {
        Figure::Number(number)
    }
}

/// What may stand behind a number of persons or files and changes nothing. Words that do, as
/// thousands, are not among them.
const UNITS: [&str; 21] = [
    "st",
    "styck",
    "stycken",
    "pers",
    "person",
    "personer",
    "individ",
    "individer",
    "deltagare",
    "ärende",
    "ärenden",
    "akt",
    "akter",
    "fall",
    "pcs",
    "persons",
    "people",
    "participants",
    "case",
    "cases",
    "files",
];

const PERCENT: [&str; 6] = ["%", "procent", "proc", "percent", "per cent", "pct"];

fn from_text(text: &str) -> Option<(Figure, bool)> {
    let text: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let text = text.trim();
    // The marks for nothing in statistics (DOMAIN 3c).
    if text
        .chars()
        .all(|c| "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}.\u{2026}".contains(c))
    {
        return Some((Figure::Blank, false));
    }
    let (text, noted) = without_marks(text);
    let (number, unit) = match text.find(|c: char| !c.is_ascii_digit() && !" ,.".contains(c)) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let is_percent = PERCENT.contains(&unit.as_str());
    let is_count = UNITS.contains(&unit.as_str());
    if !unit.is_empty() && !is_percent && !is_count {
        return None;
    }
    let number = number.trim_end();
    let number = number.strip_suffix('.').unwrap_or(number);
    let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // Three decimals without a sign may be thousands, and a number of persons has none.
    let is_doubtful = match decimals.len() {
        0 => number.contains([',', '.']),
        1 | 2 => is_count,
        _ => !is_percent,
    };
    if is_doubtful || !is_digits(decimals) {
        return None;
    }
    let digits = format!("{}{decimals}", ungrouped(whole)?).parse().ok()?;
    let decimals = u32::try_from(decimals.len()).ok()?;
    // In a column of percentages the sign may stand in the heading alone.
    let figure = if is_percent || decimals > 0 {
        Figure::Percent { digits, decimals }
    } else {
        Figure::Count(digits)
    };
    Some((figure, noted))
}

/// The digits of a whole number, in one piece or in groups of three.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(' ').filter(|group| !group.is_empty());
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = first.len() < 4 && rest.iter().all(|group| group.len() == 3);
    let digits = first
        .bytes()
        .chain(rest.iter().flat_map(|group| group.bytes()));
    let is_digits = digits.clone().all(|byte| byte.is_ascii_digit());
    (is_digits && (rest.is_empty() || is_grouped)).then(|| digits.map(char::from).collect())
}

/// A figure without its footnote marks and the brackets around it: `418*`, `418 1)`, `(418)`.
/// A figure that stands close before a digit and a bracket may be a digit longer: it is left.
fn without_marks(text: &str) -> (&str, bool) {
    let mut bare = text.trim_matches(|c| c == ' ' || is_mark(c));
    if let Some((number, mark)) = bare.rsplit_once(' ')
        && let Some(mark) = mark.strip_suffix(')')
        && matches!(
            mark.as_bytes(),
            [b'a'..=b'z' | b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9']
        )
    {
        bare = number.trim_end();
    }
    let inside = bare
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    if let Some(inside) = inside {
        bare = inside.trim();
    }
    (bare, bare != text)
}

fn is_mark(c: char) -> bool {
    // Stars, daggers, raised digits and a raised bracket.
    matches!(
        c,
        '*' | '\u{2020}' | '\u{2021}' | '\u{b9}' | '\u{b2}' | '\u{b3}'
    ) || matches!(
        c,
        '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{207d}' | '\u{207e}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, figure: Figure, noted: bool) {
        assert_eq!(from_text(text), Some((figure, noted)), "{text:?}");
    }

    fn percent(digits: u64, decimals: u32) -> Figure {
        Figure::Percent { digits, decimals }
    }

    #[test]
    fn figures_as_swedish_tables_write_them() {
        for (text, expected) in [
            ("11 319", Figure::Count(11_319)),
            ("11\u{a0}319", Figure::Count(11_319)),
            ("1 011 319", Figure::Count(1_011_319)),
            ("6,1%", percent(61, 1)),
            ("24,0 %", percent(240, 1)),
            ("6,1", percent(61, 1)),
            ("43 %", percent(43, 0)),
            ("43 procent", percent(43, 0)),
            ("", Figure::Blank),
            ("-", Figure::Blank),
            ("..", Figure::Blank),
            ("–", Figure::Blank),
        ] {
            check(text, expected, false);
        }
        assert_eq!(from_number(652.0), Figure::Count(652));
        assert_eq!(from_number(0.061), Figure::Number(0.061));
    }

    #[test]
    fn units_and_footnotes_beside_a_figure() {
        let count = Figure::Count(418);
        for text in [
            "418 st",
            "418 st.",
            "418st",
            "418 personer",
            "418\u{a0}Personer",
            "418.",
        ] {
            check(text, count, false);
        }
        for text in [
            "418*",
            "418 *",
            "418 **",
            "*418",
            "418\u{b9}",
            "418 \u{b9}\u{207e}",
            "418 1)",
            "418 12)",
            "418 a)",
            "(418)",
            "( 418 )",
            "418 st*",
            "418\u{2020}",
        ] {
            check(text, count, true);
        }
        check("11 319*", Figure::Count(11_319), true);
        check("6,1 %*", percent(61, 1), true);
        check("(6,1 %)", percent(61, 1), true);
    }

    /// A mark may be a digit, a range no number, thousands decimals: none of these is one figure.
    #[test]
    fn what_could_be_two_numbers_is_none() {
        for text in [
            "418 2",
            "41 8",
            "4181)",
            "418 (12)",
            "418 (1)",
            "418/652",
            "1-4",
            "10–20",
            "<5",
            "ca 418",
            "~418",
            "-418",
            "\u{2212}418",
            "+418",
            "11.319",
            "11,319",
            "1 1319",
            "418 tusen",
            "418 tkr",
            "4,5 personer",
            "418 119)",
            "((418))",
            "(418",
            "x",
            "***",
            "uppgift saknas",
            "NULL",
            "1e3",
            "418 varav 12",
            "418;12",
            "418 kr",
            "4.1.8",
            ",5",
            "418 1) 2)",
            "418,",
        ] {
            assert_eq!(from_text(text), None, "{text:?}");
        }
    }

    #[test]
    fn other_cells_hold_no_figure() {
        assert_eq!(figure(&Cell::Empty), Some((Figure::Blank, false)));
        for cell in [Cell::Bool(true), Cell::Error("#N/A")] {
            assert_eq!(figure(&cell), None);
        }
    }
}
