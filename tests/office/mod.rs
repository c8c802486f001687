//! LibreOffice filling in workbooks as people do. A machine without it can only say that it
//! did not look; CI installs it and demands it with `STICKPROV_NEEDS_SOFFICE=1`.

#![allow(
    clippy::print_stderr,
    reason = "a test that could not look says so to whoever runs it"
)]

use std::path::Path;
use std::process::Command;

/// Whether `LibreOffice` is installed here.
pub(crate) fn is_here() -> bool {
    let found = Command::new("soffice").arg("--version").output();
    if found.is_ok() {
        return true;
    }
    let needed = std::env::var_os("STICKPROV_NEEDS_SOFFICE").is_some_and(|value| value == "1");
    assert!(
        !needed,
        "LibreOffice (soffice) is not installed: install libreoffice-calc and python3-uno"
    );
    eprintln!("LibreOffice is not installed here: no workbook was filled in by it");
    false
}

/// Runs the filling; the script ends `LibreOffice` itself when it does not answer.
pub(crate) fn fill(folder: &Path, jobs: &serde_json::Value) {
    let path = folder.join("jobs.json");
    std::fs::write(&path, jobs.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libreoffice/fill.py");
    let output = Command::new(python()).arg(script).arg(&path).output();
    let output = output.expect("a python that has just answered can be started");
    assert!(
        output.status.success(),
        "the checklists were not filled in: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A python that can steer `LibreOffice`: the distribution's has the module, another one
/// that comes first in the path may lack it.
fn python() -> &'static str {
    let candidates = [
        "/usr/bin/python3",
        "python3",
        "/usr/lib/libreoffice/program/python",
        "/Applications/LibreOffice.app/Contents/Resources/python",
    ];
    candidates
        .into_iter()
        .find(|python| {
            let tried = Command::new(python).args(["-c", "import uno"]).output();
            tried.is_ok_and(|output| output.status.success())
        })
        .expect("no python3 has the module uno: install python3-uno")
}
