//! A fact-check as a board has it: workbooks that went out, filled in and sent back.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests fail by panicking, and no test uses all of them"
)]

use std::path::Path;

use serde_json::Value;

use crate::fill::Filling;
use crate::folders::{Copy, copy_of, without};
use crate::program::run;

/// The sheet that a board fills in.
pub(crate) const SHEET: &str = "Iakttagelser";

/// A copy of an example before anything went out to be checked.
pub(crate) fn unchecked(example: &str) -> Copy {
    let copy = copy_of(example);
    without(&copy.path, &["faktakontroll"]);
    copy
}

/// A workbook that went out.
pub(crate) fn opened(folder: &Path, name: &str) -> Filling {
    let bytes = std::fs::read(folder.join("faktakontroll").join(name)).unwrap();
    Filling::new(bytes, SHEET).unwrap()
}

/// The workbook as it came back.
pub(crate) fn close(folder: &Path, name: &str, filling: Filling) {
    std::fs::write(folder.join("faktakontroll").join(name), filling.bytes()).unwrap();
}

/// Fills in one line: header and text.
pub(crate) fn fill_in(filling: &mut Filling, id: &str, code: &str, cells: &[(&str, &str)]) {
    for (header, text) in cells {
        filling
            .set(&[("Löpnummer", id), ("Fråga", code)], header, text)
            .unwrap();
    }
}

/// What a command that succeeds gives for machines.
pub(crate) fn json(folder: &Path, arguments: &str) -> Value {
    let ran = run(folder, arguments);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}
