//! What is published of the example, beside its own numbers, for tests that read it as a sceptic.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests fail by panicking, and no test uses all of them"
)]

use std::sync::LazyLock;

use serde_json::Value;

use crate::folders::{Copy, copy_of};
use crate::program::run;

/// The limits of the example's plan, which says nothing: five, and ten for a per cent.
pub(crate) const MIN_CELL: u64 = 5;
pub(crate) const PERCENT_FROM: u64 = 10;

/// The example, its own numbers and the published ones.
pub(crate) static BOTH: LazyLock<(Copy, Value, Value)> = LazyLock::new(|| {
    let audit = copy_of("jobbtorg-2009");
    let read = |command: &str| -> Value {
        let ran = run(&audit.path, command);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap()
    };
    let own = read("report --format json");
    let public = read("report --publish --format json");
    (audit, own, public)
});

pub(crate) fn number(value: &Value) -> Option<u64> {
    value.as_u64()
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

pub(crate) fn small(count: u64) -> bool {
    (1..MIN_CELL).contains(&count)
}
