//! LibreOffice, which people open and fill in workbooks with. A machine without it can only say
//! that it did not look; CI installs it and demands it with `STICKPROV_NEEDS_SOFFICE=1`.

#![allow(
    clippy::print_stderr,
    reason = "a test that could not look says so to whoever runs it"
)]

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
    eprintln!("LibreOffice is not installed here: no workbook was opened in it");
    false
}
