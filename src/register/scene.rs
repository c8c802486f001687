//! A made-up column for tests.

use crate::table::{Description, Kind};
use crate::template::{Field, FieldKind};

/// A field of a kind, without values.
pub(super) fn field(kind: FieldKind) -> Field {
    Field::made_up(kind, &[])
}

/// A table of one column under a header.
pub(super) fn one_column(kind: Kind) -> Description {
    Description {
        file: "a".to_owned(),
        kind,
        encoding: None,
        delimiter: None,
        sheet: None,
        sheets: Vec::new(),
        header_row: Some(1),
        headers: vec!["Inskriven".to_owned()],
        headers_are_data: false,
        is_1904: false,
        first_column: 0,
    }
}
