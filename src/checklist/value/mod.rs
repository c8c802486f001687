//! One cell as an answer, and an answer as the text a reviewer sees: options by code, by
//! label in either language or by another word for it; dates in any Swedish form; lists
//! parted by `/`.

#[cfg(test)]
mod tests;

use jiff::civil::{Date, date};

use super::answers::Value;
use super::texts;
use crate::calendar::placeholder::{is_placeholder, is_placeholder_text};
use crate::calendar::plus_days;
use crate::calendar::written::{self, Written};
use crate::lang::{Lang, Text};
use crate::table::Cell;
use crate::template::{AnswerOption, Question, QuestionKind, plain};

/// What stands in the cell is no answer to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAllowed;

/// Reads a cell; a blank one is no answer.
pub(crate) fn read(
    question: &Question,
    cell: &Cell<'_>,
    reference: Date,
) -> Result<Option<Value>, NotAllowed> {
    if cell.is_blank() {
        return Ok(None);
    }
    let text = plain(&cell.text());
    let code = option(question, &text).map(|option| Value::Code(option.code.clone()));
    let value = match question.kind {
        QuestionKind::Coded => code,
        QuestionKind::CodedMany => several(question, &text).map(Value::Codes),
        // A number is a number before it is a word for an option.
        QuestionKind::Integer => integer(cell, &text).map(Value::Integer).or(code),
        // The day that programs write where there is none is no answer.
        QuestionKind::Date if is_no_day(cell, &text, reference) => return Ok(code),
        QuestionKind::Date => day(cell, &text, reference).map(Value::Date).or(code),
        QuestionKind::DateList => match days(cell, &text, reference) {
            Some(days) if days.is_empty() => return Ok(code),
            found => found.map(Value::Dates).or(code),
        },
        QuestionKind::Text => Some(Value::Text),
    };
    value.map(Some).ok_or(NotAllowed)
}

/// The option that a text means.
fn option<'q>(question: &'q Question, text: &str) -> Option<&'q AnswerOption> {
    let folded = text.to_lowercase();
    let means = |word: &str| plain(word).to_lowercase() == folded;
    // As the sheet itself shows it: Ja (J).
    let shown = |label: &str, code: &str| means(&format!("{label} ({code})"));
    // A code or label wins over another option's alias.
    let named = |option: &&AnswerOption| {
        let label = &option.label;
        [&label.sv, &label.en]
            .into_iter()
            .any(|label| means(label) || shown(label, &option.code))
            || means(&option.code)
    };
    let aliased = |option: &&AnswerOption| option.aliases.iter().any(|alias| means(alias));
    let options = &question.options;
    options
        .iter()
        .find(named)
        .or_else(|| options.iter().find(aliased))
}

/// Several options, in the order of the options. A label may itself hold a slash or a
/// comma, so the plainest way to part them that gives options throughout is taken.
fn several(question: &Question, text: &str) -> Option<Vec<String>> {
    let parted = |separator: &dyn Fn(&str) -> Vec<String>| -> Option<Vec<&AnswerOption>> {
        let parts = separator(text);
        let parts = parts.iter().map(|part| part.trim());
        parts
            .filter(|part| !part.is_empty())
            .map(|part| option(question, part))
            .collect()
    };
    let owned = |parts: Vec<&str>| parts.into_iter().map(str::to_owned).collect();
    let chosen = parted(&|text| vec![text.to_owned()])
        .or_else(|| parted(&|text| owned(text.split(" / ").collect())))
        .or_else(|| parted(&|text| owned(text.split('/').collect())))
        .or_else(|| parted(&|text| owned(text.split(['/', ';', ',', '\n']).collect())))?;
    let codes = question
        .options
        .iter()
        .filter(|option| chosen.iter().any(|chosen| chosen.code == option.code))
        .map(|option| option.code.clone())
        .collect();
    (!chosen.is_empty()).then_some(codes)
}

fn integer(cell: &Cell<'_>, text: &str) -> Option<u64> {
    match cell {
        Cell::Number(_) | Cell::Text(_) => {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            // A whole number is shown without decimals, so 3.5 and -1 do not pass.
            digits.strip_suffix(".0").unwrap_or(&digits).parse().ok()
        }
        Cell::Empty | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => None,
    }
}

/// A day: a date cell, a date in words, or the number that a sheet keeps for a date and
/// shows once the cell's format is lost.
fn day(cell: &Cell<'_>, text: &str, reference: Date) -> Option<Date> {
    match cell {
        Cell::Date(day) => Some(*day),
        Cell::DateTime(moment) => Some(moment.date()),
        Cell::Number(number) => serial(*number).or_else(|| one_day(text, reference)),
        Cell::Text(_) => one_day(text, reference),
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => None,
    }
}

/// Whether a cell is a day that programs write where there is none, 1900-01-01 or 9999-12-31.
fn is_no_day(cell: &Cell<'_>, text: &str, reference: Date) -> bool {
    match day(cell, text, reference) {
        Some(day) => is_placeholder(Written::Day(day)),
        None => is_placeholder_text(text),
    }
}

/// Whether an answer with a day, or one of several, is a day that programs write where there
/// is none.
pub(super) fn says_no_day(question: &Question, cell: &Cell<'_>, reference: Date) -> bool {
    let text = plain(&cell.text());
    match question.kind {
        QuestionKind::Date => is_no_day(cell, &text, reference),
        QuestionKind::DateList => {
            is_no_day(cell, &text, reference)
                || parted(&text).any(|part| is_no_day_in_words(part, reference))
        }
        QuestionKind::Coded
        | QuestionKind::CodedMany
        | QuestionKind::Integer
        | QuestionKind::Text => false,
    }
}

fn is_no_day_in_words(text: &str, reference: Date) -> bool {
    is_no_day(&Cell::Text(text.into()), text, reference)
}

fn one_day(text: &str, reference: Date) -> Option<Date> {
    written::read(text, reference).ok()?.day()
}

/// 18 264 is 1 January 1950 and 73 050 the last day of 2099; no date written in digits is
/// that short.
pub(crate) fn serial(number: f64) -> Option<Date> {
    if !(18_264.0..=73_050.0).contains(&number) {
        return None;
    }
    let days: i64 = format!("{:.0}", number.floor()).parse().ok()?;
    Some(plus_days(date(1899, 12, 30), days))
}

/// The days of a list; none of them where all that stands there is written for no day.
fn days(cell: &Cell<'_>, text: &str, reference: Date) -> Option<Vec<Date>> {
    if is_no_day(cell, text, reference) {
        return Some(Vec::new());
    }
    if let Some(one) = day(cell, text, reference) {
        return Some(vec![one]);
    }
    parted(text).next()?;
    let mut days = parted(text)
        .filter(|part| !is_no_day_in_words(part, reference))
        .map(|part| one_day(part, reference))
        .collect::<Option<Vec<_>>>()?;
    days.sort_unstable();
    days.dedup();
    Some(days)
}

/// The parts of a list. A slash also stands within a date (4/5 2009), so it parts only where
/// nothing plainer does.
fn parted(text: &str) -> impl Iterator<Item = &str> {
    let plainer: &[char] = &[';', ',', '\n'];
    let by = if text.contains(plainer) {
        plainer
    } else {
        &['/']
    };
    text.split(by)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What a cell is given so that it reads back as the value; text is kept apart.
pub(crate) fn shown(question: &Question, value: &Value, lang: Lang) -> String {
    let label = |code: &String| {
        question
            .options
            .iter()
            .find(|option| option.code == *code)
            .map_or(code.as_str(), |option| option.label.get(lang))
            .to_owned()
    };
    match value {
        Value::Code(code) => label(code),
        Value::Codes(codes) => codes.iter().map(label).collect::<Vec<_>>().join(" / "),
        Value::Date(day) => day.to_string(),
        Value::Dates(days) => {
            let days: Vec<String> = days.iter().map(Date::to_string).collect();
            days.join("/")
        }
        Value::Integer(number) => number.to_string(),
        Value::Text => String::new(),
    }
}

/// What a question takes, for the line below it and for a refusal: `Ja · Nej · Framgår ej`.
pub(crate) fn allowed(question: &Question) -> Text {
    let form = match question.kind {
        QuestionKind::Coded => None,
        QuestionKind::CodedMany => Some(texts::takes_several()),
        QuestionKind::Date => Some(texts::takes_date()),
        QuestionKind::DateList => Some(texts::takes_dates()),
        QuestionKind::Integer => Some(texts::takes_integer()),
        QuestionKind::Text => Some(texts::takes_text()),
    };
    let words = |lang: Lang| {
        let mut words: Vec<String> = form.iter().map(|form| form.get(lang).to_owned()).collect();
        words.extend(question.options.iter().map(|option| in_words(option, lang)));
        words.join(" · ")
    };
    Text {
        sv: words(Lang::Sv),
        en: words(Lang::En),
    }
}

/// The codes that reviewers know by heart (DOMAIN 4).
pub(super) const KNOWN_CODES: [&str; 6] = ["J", "N", "D", "FE", "ET", "AS"];

/// `Framgår ej (FE)`; only the label where the code is the question's own.
fn in_words(option: &AnswerOption, lang: Lang) -> String {
    let label = option.label.get(lang);
    if KNOWN_CODES.contains(&option.code.as_str()) {
        format!("{label} ({})", option.code)
    } else {
        label.to_owned()
    }
}
