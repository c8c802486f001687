//! A date that programs write where there is none is a blank, and told.

use crate::calendar::placeholder::{is_placeholder, is_placeholder_text};
use crate::table::Cell;

use super::fault::ValueFault;
use super::value::Value;

/// A cell as it was read for a date, unless it says that there is none.
pub(super) fn unless_placeholder(
    cell: &Cell<'_>,
    read: (Value<'static>, Option<ValueFault>),
) -> (Value<'static>, Option<ValueFault>) {
    let is_none = match (&read.0, read.1) {
        (Value::Date(written), _) => is_placeholder(*written),
        (Value::Missing, Some(ValueFault::NotADate)) => is_placeholder_text(&cell.text()),
        (
            Value::Missing
            | Value::Text(_)
            | Value::Integer(_)
            | Value::YesNo(_)
            | Value::Identity(..),
            _,
        ) => false,
    };
    if is_none {
        return (Value::Missing, Some(ValueFault::PlaceholderDate));
    }
    read
}
