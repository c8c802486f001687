//! A made-up column for tests.

use crate::table::{Description, Kind};
use crate::template::{Field, FieldKind};

/// A field of a kind, without values.
pub(super) fn field(kind: FieldKind) -> Field {
    Field::made_up(kind, &[])
}

/// A table of one column under a header.
pub(super) fn one_column(kind: Kind) -> Description {
    Description::made_up(kind, &["Inskriven"])
}
