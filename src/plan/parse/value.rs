//! One value of the plan as the type it should have; anything else is a fault that says
//! what was expected and what stands there. Numbers that decide counts are read from the
//! text as it was written, never through a binary number.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::faults::{Faults, with};
use super::keys::{Found, entries};
use crate::exact::{Confidence, DecimalError, Fraction, LevelError, Rate};
use crate::lang::Text;
use crate::plan::texts;

/// The most that a count in a plan can be: more than there are people.
const MOST: u64 = 1_000_000_000;

/// Tells that a value has another type than the key takes.
pub(super) fn wrong(key: &str, found: Found<'_>, wanted: &Text, faults: &mut Faults<'_>) {
    if faults.is_guess(&found.span()) {
        return;
    }
    let is = match found.get_ref() {
        DeValue::String(_) => texts::a_text(),
        DeValue::Integer(_) => texts::a_whole_number(),
        DeValue::Float(_) => texts::a_number(),
        DeValue::Boolean(_) => texts::a_flag(),
        DeValue::Datetime(_) => texts::a_date(),
        DeValue::Array(_) => texts::a_list(),
        DeValue::Table(_) => texts::a_table(),
    };
    let what = with(wanted, |wanted| {
        with(&is, |is| texts::wrong_type(key, wanted, is))
    });
    faults.add(found.span().start, what);
}

/// A text; an empty one too.
pub(super) fn text<'a>(key: &str, found: Found<'a>, faults: &mut Faults<'_>) -> Option<&'a str> {
    match found.get_ref().as_str() {
        Some(_) if faults.is_guess(&found.span()) => None,
        Some(text) => Some(text),
        None => {
            wrong(key, found, &texts::a_text(), faults);
            None
        }
    }
}

/// A text that says something.
pub(super) fn filled(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<String> {
    let text = text(key, found, faults)?;
    if text.trim().is_empty() {
        faults.add(found.span().start, texts::empty(key));
        return None;
    }
    Some(text.to_owned())
}

/// A file or folder, with `/` between folders whatever the user's system writes.
pub(super) fn path(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<String> {
    let path = filled(key, found, faults)?;
    if path.chars().any(char::is_control) {
        let at = found.span().start;
        faults.add_hinted(at, texts::odd_path(key), texts::backslash_hint());
        return None;
    }
    Some(path.replace('\\', "/"))
}

/// A day, as TOML writes it or as the same text.
pub(super) fn date(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<Date> {
    let span = found.span();
    if faults.is_guess(&span) {
        return None;
    }
    match found.get_ref() {
        DeValue::Datetime(moment) if moment.time.is_none() => {}
        DeValue::String(_) => {}
        DeValue::Datetime(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            wrong(key, found, &texts::a_date(), faults);
            return None;
        }
    }
    let day = day_of(found);
    if day.is_none() {
        faults.add(span.start, texts::no_such_date());
    }
    day
}

/// The day that a value gives, where it gives one that the calendar has.
pub(super) fn day_of(found: Found<'_>) -> Option<Date> {
    if let DeValue::String(text) = found.get_ref() {
        return text.trim().parse().ok();
    }
    let day = found.get_ref().as_datetime()?.date?;
    let year = i16::try_from(day.year).ok()?;
    let month = i8::try_from(day.month).ok()?;
    Date::new(year, month, i8::try_from(day.day).ok()?).ok()
}

/// A whole number within a range.
pub(super) fn integer(
    key: &str,
    found: Found<'_>,
    (low, high): (i64, i64),
    faults: &mut Faults<'_>,
) -> Option<i64> {
    let DeValue::Integer(number) = found.get_ref() else {
        wrong(key, found, &texts::a_whole_number(), faults);
        return None;
    };
    if faults.is_guess(&found.span()) {
        return None;
    }
    let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
    let number = number.filter(|number| (low..=high).contains(number));
    if number.is_none() {
        let what = texts::out_of_range(key, &low.to_string(), &high.to_string());
        faults.add(found.span().start, what);
    }
    number
}

/// How many of something, at least `low`.
pub(super) fn count(key: &str, found: Found<'_>, low: u64, faults: &mut Faults<'_>) -> Option<u64> {
    let range = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let number = integer(key, found, (range(low), range(MOST)), faults)?;
    u64::try_from(number).ok()
}

pub(super) fn flag(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<bool> {
    let flag = found.get_ref().as_bool();
    if flag.is_none() {
        wrong(key, found, &texts::a_flag(), faults);
    }
    flag
}

/// One of a closed set of words.
pub(super) fn word<T: Copy>(
    key: &str,
    found: Found<'_>,
    words: &[(&str, T)],
    faults: &mut Faults<'_>,
) -> Option<T> {
    let text = text(key, found, faults)?;
    let chosen = words.iter().find(|(word, _)| *word == text);
    if chosen.is_none() {
        let known: Vec<String> = words.iter().map(|(word, _)| (*word).to_owned()).collect();
        let what = texts::unknown_word(key, text);
        faults.unknown(found.span().start, what, text, &known);
    }
    chosen.map(|(_, value)| *value)
}

fn written<'a>(key: &str, found: Found<'a>, faults: &mut Faults<'_>) -> Option<&'a str> {
    let text = match found.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        DeValue::String(text) => text.as_ref(),
        DeValue::Integer(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            wrong(key, found, &texts::a_number(), faults);
            return None;
        }
    };
    (!faults.is_guess(&found.span())).then_some(text)
}

fn or_tell<T>(
    key: &str,
    found: Found<'_>,
    read: Result<T, Text>,
    faults: &mut Faults<'_>,
) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(reason) => {
            let what = with(&reason, |reason| texts::bad_level(key, reason));
            faults.add(found.span().start, what);
            None
        }
    }
}

fn decimal(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<Fraction> {
    let read = written(key, found, faults)?.parse::<Fraction>();
    or_tell(key, found, read.map_err(DecimalError::text), faults)
}

/// A share from 0 to 1, also as `"5 %"`.
pub(super) fn rate(key: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<Rate> {
    let read = Rate::new(decimal(key, found, faults)?);
    or_tell(key, found, read.map_err(LevelError::text), faults)
}

pub(super) fn confidence(
    key: &str,
    found: Found<'_>,
    faults: &mut Faults<'_>,
) -> Option<Confidence> {
    let read = Confidence::new(decimal(key, found, faults)?);
    or_tell(key, found, read.map_err(LevelError::text), faults)
}

/// A table; a header without a body is one.
pub(super) fn table<'a>(
    key: &str,
    found: Found<'a>,
    faults: &mut Faults<'_>,
) -> Option<&'a DeTable<'a>> {
    let table = found.get_ref().as_table();
    if table.is_none() {
        wrong(key, found, &texts::a_table(), faults);
    }
    table
}

/// A list of values; one value stands for a list of one.
pub(super) fn list(found: Found<'_>) -> Vec<Found<'_>> {
    match found.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Table(_) => vec![found],
    }
}

/// A list of texts with their places; one text stands for a list of one.
pub(super) fn text_list<'a>(
    key: &str,
    found: Found<'a>,
    faults: &mut Faults<'_>,
) -> Vec<(usize, &'a str)> {
    list(found)
        .into_iter()
        .filter_map(|item| {
            if !item.get_ref().is_str() {
                wrong(key, item, &texts::a_list_of_texts(), faults);
            }
            let text = item.get_ref().as_str()?;
            (!faults.is_guess(&item.span())).then_some((item.span().start, text))
        })
        .collect()
}

/// A table whose keys are names of the user's: each with its value.
pub(super) fn by_name<'a, T>(
    key: &str,
    found: Found<'a>,
    faults: &mut Faults<'_>,
    mut read: impl FnMut(&str, Found<'a>, &mut Faults<'_>) -> Option<T>,
) -> Vec<(&'a str, usize, T)> {
    let Some(table) = table(key, found, faults) else {
        return Vec::new();
    };
    entries(table)
        .into_iter()
        .filter_map(|entry| Some((entry.name, entry.at, read(entry.name, entry.value, faults)?)))
        .collect()
}
