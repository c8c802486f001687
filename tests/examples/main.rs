//! The examples as a user meets them: the figures that their READMEs promise, the same bytes in
//! every folder and time zone, the draw verified from exports that were saved anew, and the way
//! of a newcomer from made-up exports to checklists.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod bortfall;
mod everywhere;
#[path = "../folders/mod.rs"]
mod folders;
mod jobbtorg_2009;
mod newcomer;
#[path = "../program/mod.rs"]
mod program;
mod resaved;

use std::path::Path;

use serde_json::Value;

/// What a run gives as JSON; notes about the data may stand on stderr.
fn json(audit: &Path, line: &str) -> Value {
    let ran = program::run(audit, &format!("{line} --format json"));
    assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// A criterion of the result of `gaps`.
fn criterion<'a>(gaps: &'a Value, id: &str) -> &'a Value {
    let criteria = gaps["criteria"].as_array().unwrap();
    let found = criteria.iter().find(|criterion| criterion["id"] == id);
    found.unwrap_or_else(|| panic!("{id} is not in the result"))
}

/// A group of a criterion.
fn group<'a>(criterion: &'a Value, name: &str) -> &'a Value {
    let groups = criterion["groups"].as_array().unwrap();
    let found = groups.iter().find(|group| group["group"] == name);
    found.unwrap_or_else(|| panic!("{name} is not among {groups:?}"))
}

/// Gaps and what they are of.
fn counts(value: &Value) -> (u64, u64) {
    let number = |key: &str| value[key].as_u64().unwrap();
    (number("gaps"), number("assessed"))
}
