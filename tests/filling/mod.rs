//! LibreOffice filling in workbooks as people do.

use std::path::Path;
use std::process::Command;

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
