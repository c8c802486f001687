//! One cell as the field's type says it. What cannot be read is missing, and a fault that
//! the caller places; the text of the cell is never part of the fault.

mod lately;
mod person;
mod reader;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::calendar::written::Written;
use crate::identity::{self, IdentityClass};

pub use reader::Reader;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Blank, or not readable (then there is a fault too).
    Missing,
    /// A code or text, in the form [`Field::canonical`](crate::template::Field::canonical) gives.
    Text(Cow<'a, str>),
    /// A day or a month.
    Date(Written),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    YesNo(bool),
    /// An identity; `None` never occurs inside.
    Identity(identity::Identity, IdentityClass),
}

impl Value<'_> {
    /// The same value, free of the file's buffer.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Missing => Value::Missing,
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Date(written) => Value::Date(written),
            Self::Integer(number) => Value::Integer(number),
            Self::YesNo(yes) => Value::YesNo(yes),
            Self::Identity(identity, class) => Value::Identity(identity, class),
        }
    }

    /// The day, where it is one.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Date(written) => written.day(),
            Self::Missing
            | Self::Text(_)
            | Self::Integer(_)
            | Self::YesNo(_)
            | Self::Identity(..) => None,
        }
    }

    /// The year and the month, of a day or of a month.
    pub fn month(&self) -> Option<(i16, i8)> {
        match self {
            Self::Date(Written::Day(day)) => Some((day.year(), day.month())),
            Self::Date(Written::Month(year, month)) => Some((*year, *month)),
            Self::Missing
            | Self::Text(_)
            | Self::Integer(_)
            | Self::YesNo(_)
            | Self::Identity(..) => None,
        }
    }

    /// Appends what [`Value::shown`] gives.
    pub fn show_in(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Missing | Self::Identity(..) => {}
            Self::Date(_) | Self::Integer(_) | Self::YesNo(_) => out.push_str(&self.shown()),
        }
    }

    /// As it is shown and compared in scope and strata; blank for a missing one. An identity
    /// shows nothing.
    pub fn shown(&self) -> String {
        match self {
            Self::Missing | Self::Identity(..) => String::new(),
            Self::Text(text) => text.clone().into_owned(),
            Self::Date(Written::Day(day)) => day.to_string(),
            Self::Date(Written::Month(year, month)) => format!("{year:04}-{month:02}"),
            Self::Integer(number) => number.to_string(),
            Self::YesNo(yes) => (if *yes { "J" } else { "N" }).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
