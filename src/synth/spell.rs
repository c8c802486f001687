//! How values are written into cells: the forms that exports mix, other spellings that the
//! template knows, and now and then something that is wrong.

use jiff::civil::Date;

use super::chance::Chance;
use super::recipe::{Column, Made, Register, Wrong};
use crate::template::Template;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Day(Date),
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// The cells of a row. In a `workbook` days and amounts are dates and numbers; where `clean`,
/// nothing comes out wrong.
pub(super) fn row(
    register: &Register,
    template: &Template,
    made: &[Made],
    (workbook, clean): (bool, bool),
    chance: &mut Chance,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = register
        .columns
        .iter()
        .zip(made)
        .map(|(column, made)| cell(register, column, template, made, workbook, chance))
        .collect();
    for dirt in register.dirt.iter().filter(|_| !clean) {
        if !chance.happens(dirt.share) {
            continue;
        }
        match (&dirt.wrong, &made[dirt.column]) {
            (Wrong::Text(text), _) => cells[dirt.column] = text_cell(text),
            (Wrong::CheckDigit, Made::Identity(digits)) => {
                cells[dirt.column] = Cell::Text(other_check_digit(digits));
            }
            (
                Wrong::CheckDigit,
                Made::Blank | Made::Text(_) | Made::Day(_) | Made::Number(_) | Made::Amount(_),
            ) => {}
        }
    }
    cells
}

fn cell(
    register: &Register,
    column: &Column,
    template: &Template,
    made: &Made,
    workbook: bool,
    chance: &mut Chance,
) -> Cell {
    let spelling = &column.spelling;
    match made {
        Made::Blank => text_cell(&spelling.nil),
        Made::Text(text) => {
            let field = column
                .field
                .map(|at| &template.register(register.of).fields[at]);
            let value = field.and_then(|field| field.values.iter().find(|v| v.value == *text));
            match value {
                Some(value) if !value.aliases.is_empty() && chance.happens(spelling.aliases) => {
                    text_cell(&value.aliases[chance.place(value.aliases.len())])
                }
                Some(_) | None => text_cell(text),
            }
        }
        Made::Day(day) => match &spelling.forms {
            Some(forms) => {
                let form: &String = chance.pick(forms);
                let digits = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
                Cell::Text(pattern(form, &digits))
            }
            None if workbook => Cell::Day(*day),
            None => Cell::Text(day.to_string()),
        },
        Made::Number(number) if workbook => number_cell(&number.to_string()),
        Made::Number(number) => Cell::Text(number.to_string()),
        Made::Amount(öre) if workbook => number_cell(&format!("{}.{:02}", öre / 100, öre % 100)),
        Made::Amount(öre) => Cell::Text(format!("{},{:02}", öre / 100, öre % 100)),
        Made::Identity(digits) => {
            // Excel takes digits alone for a number, and ten digits are how people type it.
            if workbook && chance.happens(spelling.as_number) {
                return number_cell(&digits[2..]);
            }
            match &spelling.forms {
                Some(forms) => {
                    let form: &String = chance.pick(forms);
                    Cell::Text(pattern(form, digits))
                }
                None => Cell::Text(digits.clone()),
            }
        }
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Blank
    } else {
        Cell::Text(text.to_owned())
    }
}

fn number_cell(digits: &str) -> Cell {
    match digits.parse() {
        Ok(number) => Cell::Number(number),
        Err(_) => text_cell(digits),
    }
}

/// Another check digit than the right one: nobody's number either.
fn other_check_digit(digits: &str) -> String {
    let (front, last) = digits.split_at(digits.len() - 1);
    let last = last.bytes().next().map_or(0, |byte| byte - b'0');
    let other = char::from(b'0' + (last + 1) % 10);
    format!("{}-{}{other}", &front[2..8], &front[8..])
}

/// Fills a pattern from eight digits of a day or twelve of an identity: ÅÅÅÅ, ÅÅ, MMMM (the
/// month's name), MM, M, DD, D and NNNN; anything else stays as it stands.
fn pattern(form: &str, digits: &str) -> String {
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..8]);
    let name = month
        .parse::<usize>()
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let plain = |part: &str| part.trim_start_matches('0').to_owned();
    let parts = [
        ("ÅÅÅÅ", year.to_owned()),
        ("ÅÅ", year[2..].to_owned()),
        (
            "MMMM",
            name.map_or_else(String::new, |name| (*name).to_owned()),
        ),
        ("MM", month.to_owned()),
        ("M", plain(month)),
        ("DD", day.to_owned()),
        ("D", plain(day)),
        ("NNNN", digits[8..].to_owned()),
    ];
    let mut out = String::new();
    let mut rest = form;
    while let Some(next) = rest.chars().next() {
        if let Some((token, text)) = parts.iter().find(|(token, _)| rest.starts_with(token)) {
            out.push_str(text);
            rest = &rest[token.len()..];
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_give_the_forms_that_exports_mix() {
        let cases = [
            ("ÅÅÅÅMMDD-NNNN", "199012102399", "19901210-2399"),
            ("ÅÅMMDD–NNNN", "199012102399", "901210–2399"),
            ("ÅÅMMDD NNNN", "199012702389", "901270 2389"),
            ("ÅÅÅÅ-MM-DD", "20090504", "2009-05-04"),
            ("D/M ÅÅÅÅ", "20090504", "4/5 2009"),
            ("D MMMM ÅÅÅÅ", "20090504", "4 maj 2009"),
            ("ÅÅMMDD", "20090504", "090504"),
            ("ÅÅÅÅ-MM-DD 00:00", "20090504", "2009-05-04 00:00"),
        ];
        for (form, digits, written) in cases {
            assert_eq!(pattern(form, digits), written, "{form}");
        }
    }

    /// 901210-2399 has check digit 9; 0 is another.
    #[test]
    fn another_check_digit_is_wrong() {
        assert_eq!(other_check_digit("199012102399"), "901210-2390");
    }
}
