//! One row of a register, as the counters see it: the values that were asked for, whose row it
//! is, and what was wrong in it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::identity::Identity;
use crate::register::{self, Ask, Value};
use crate::template::BLANK;
use crate::template::population::{Population, Values};

/// A row of a register, as the counters see it.
pub(super) struct Row<'a> {
    pub(super) number: u64,
    /// The person it is about, where that is known.
    pub(super) person: Option<&'a Identity>,
    /// Whether it names nobody.
    pub(super) nameless: bool,
    pub(super) values: &'a [Value<'a>],
    pub(super) faults: &'a [(usize, &'static str)],
    pub(super) fields: &'a [Ask],
    pub(super) at: &'a BTreeMap<usize, usize>,
}

impl Row<'_> {
    /// The value of a field; missing where it was not asked for or has no column.
    pub(super) fn value(&self, field: usize) -> &Value<'_> {
        self.at
            .get(&field)
            .map_or(&Value::Missing, |at| &self.values[*at])
    }

    pub(super) fn day(&self, field: usize) -> Option<Date> {
        self.value(field).day()
    }

    pub(super) fn has(&self, field: usize, values: &[String]) -> bool {
        values.contains(&self.value(field).shown())
    }

    pub(super) fn has_all(&self, values: &Values) -> bool {
        values
            .iter()
            .all(|(field, values)| self.has(*field, values))
    }

    /// Whether a field says something other than no.
    pub(super) fn is_filled(&self, field: usize) -> bool {
        match self.value(field) {
            Value::Missing | Value::YesNo(false) => false,
            Value::Text(text) => register::is_yes(text) != Some(false),
            Value::Date(_) | Value::Integer(_) | Value::YesNo(true) | Value::Identity(..) => true,
        }
    }
}

pub(super) fn selected(part: &Population, row: &Row<'_>) -> bool {
    let excepted = part
        .except
        .iter()
        .any(|(field, values)| row.has(*field, values));
    let filled = part
        .filled
        .iter()
        .all(|field| *row.value(*field) != Value::Missing);
    row.has_all(&part.only) && !excepted && filled
}

/// A value that tells things apart; an identity too, which is never shown.
pub(super) fn identified(value: &Value<'_>) -> String {
    match value {
        Value::Identity(identity, _) => identity.expose().to_owned(),
        Value::Missing | Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => {
            value.shown()
        }
    }
}

/// A value as a group.
pub(super) fn shown(value: &Value<'_>) -> String {
    let shown = value.shown();
    if shown.is_empty() {
        BLANK.to_owned()
    } else {
        shown
    }
}

pub(super) fn number(value: &Value<'_>) -> Option<Identity> {
    match value {
        Value::Identity(identity, _) => Some(identity.clone()),
        Value::Missing | Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => {
            Identity::from_text(&value.shown())
        }
    }
}
