//! A made-up column for tests.

use crate::lang::Text;
use crate::table::{Description, Kind};
use crate::template::{Field, FieldKind};

/// A field of a kind, without values.
pub(super) fn field(kind: FieldKind) -> Field {
    Field {
        id: "f".into(),
        title: Text::same("f"),
        kind,
        aliases: Vec::new(),
        if_values: Vec::new(),
        values: Vec::new(),
        required: false,
        personal: false,
        protects: false,
    }
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
