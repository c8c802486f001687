//! A field's value and a line of the scope as SQL, as far as an engine can read what a cell
//! holds.

use super::dialect::Dialect;
use crate::calendar::placeholder::PLACEHOLDERS;
use crate::plan::ScopeRule;
use crate::register::is_yes;
use crate::template::{Field, FieldKind};

/// White space, as it is trimmed from a value.
const SPACES: &str = " \t\n\u{b}\u{c}\r\u{85}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{205f}\u{3000}";

/// How yes and no are written.
const YES_AND_NO: [&str; 16] = [
    "j", "ja", "1", "x", "sant", "sann", "true", "y", "yes", "n", "nej", "0", "falskt", "falsk",
    "false", "no",
];

/// A cell's text in one form: NFC, trimmed, every space a space.
pub(super) fn plain(dialect: Dialect, column: &str) -> String {
    let spaced = format!(
        "translate({column}, {}, '  ')",
        dialect.text("\u{a0}\u{202f}")
    );
    dialect.nfc(&format!(
        "trim(BOTH {} FROM {spaced})",
        dialect.text(SPACES)
    ))
}

/// A plain text as the value of its field; null where it is blank or cannot be read.
pub(super) fn value(dialect: Dialect, field: &Field, plain: &str) -> String {
    match field.kind {
        FieldKind::Code => code(dialect, field, plain),
        FieldKind::Personnummer | FieldKind::Id | FieldKind::Codes | FieldKind::Text => {
            format!("nullif({plain}, '')")
        }
        FieldKind::Date => date(dialect, plain),
        FieldKind::Month => format!("nullif({plain}, '')"),
        FieldKind::YesNo => {
            let of = |yes: bool| {
                let words: Vec<String> = YES_AND_NO
                    .into_iter()
                    .filter(|word| is_yes(word) == Some(yes))
                    .map(|word| format!("'{word}'"))
                    .collect();
                words.join(", ")
            };
            format!(
                "CASE WHEN lower({plain}) IN ({}) THEN 'J' WHEN lower({plain}) IN ({}) THEN 'N' END",
                of(true),
                of(false)
            )
        }
        FieldKind::Integer => {
            let number = dialect.matches(plain, "-?[0-9]+");
            format!("CASE WHEN {number} THEN {plain} END")
        }
    }
}

/// An alias becomes its value, whatever its case; anything else stays.
fn code(dialect: Dialect, field: &Field, plain: &str) -> String {
    let mut cases = String::new();
    for value in &field.values {
        let spellings: Vec<String> = std::iter::once(&value.value)
            .chain(&value.aliases)
            .map(|spelling| dialect.text(&spelling.to_lowercase()))
            .collect();
        cases.push_str(&format!(
            "\n              WHEN lower({plain}) IN ({}) THEN {}",
            spellings.join(", "),
            dialect.text(&value.value)
        ));
    }
    if cases.is_empty() {
        return format!("nullif({plain}, '')");
    }
    format!("CASE WHEN {plain} = '' THEN NULL{cases} ELSE {plain} END")
}

/// A day as `YYYY-MM-DD`.
fn date(dialect: Dialect, plain: &str) -> String {
    // The years that are read as dates.
    let year = "(18|19|20|21)[0-9]{2}";
    let iso = dialect.matches(plain, &format!("{year}-[0-9]{{2}}-[0-9]{{2}}([ T].*)?"));
    let bare = dialect.matches(plain, &format!("{year}[0-9]{{4}}"));
    let day = format!(
        "CASE WHEN {iso} THEN substr({plain}, 1, 10) WHEN {bare} THEN \
         substr({plain}, 1, 4) || '-' || substr({plain}, 5, 2) || '-' || substr({plain}, 7, 2) END"
    );
    // What says that there is no date.
    PLACEHOLDERS
        .iter()
        .fold(day, |day, none| format!("nullif({day}, '{none}')"))
}

/// A value in the form that orders the rows of one unit.
pub(super) fn in_order(dialect: Dialect, kind: FieldKind, value: &str) -> String {
    match kind {
        FieldKind::Integer => format!("CAST({value} AS BIGINT)"),
        FieldKind::Date
        | FieldKind::Month
        | FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Code
        | FieldKind::Codes
        | FieldKind::Text
        | FieldKind::YesNo => dialect.by_code_point(value),
    }
}

/// Whether a line of the scope holds; `None` where an engine cannot say.
pub(super) fn holds(
    dialect: Dialect,
    kind: FieldKind,
    rule: &ScopeRule,
    value: &str,
) -> Option<String> {
    match rule {
        ScopeRule::OneOf(_) if kind == FieldKind::Month => None,
        ScopeRule::OneOf(values) if kind == FieldKind::YesNo => {
            let wanted: Vec<&str> = values
                .iter()
                .filter_map(|word| is_yes(word))
                .map(|yes| if yes { "'J'" } else { "'N'" })
                .collect();
            Some(format!("{value} IN ({})", wanted.join(", ")))
        }
        ScopeRule::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| dialect.text(value)).collect();
            Some(format!("{value} IN ({})", values.join(", ")))
        }
        ScopeRule::Days { from, to } => {
            if kind != FieldKind::Date {
                return None;
            }
            let value = dialect.by_code_point(value);
            let mut lines = vec![format!("{value} IS NOT NULL")];
            lines.extend(from.map(|day| format!("{value} >= '{day}'")));
            lines.extend(to.map(|day| format!("{value} <= '{day}'")));
            Some(lines.join(" AND "))
        }
        ScopeRule::Numbers { from, to } => {
            let number = format!("CAST({value} AS BIGINT)");
            let mut lines = vec![format!("{value} IS NOT NULL")];
            lines.extend(from.map(|least| format!("{number} >= {least}")));
            lines.extend(to.map(|most| format!("{number} <= {most}")));
            Some(lines.join(" AND "))
        }
    }
}
