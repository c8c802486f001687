//! Runs the built program as a user does, in an environment that is the same everywhere:
//! no locale, no colour, no terminal.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests fail by panicking, and no test uses all of them"
)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, about to run in a folder.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stickprov"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1").env("RUST_BACKTRACE", "1");
    command
}

/// What a run gave.
pub(crate) struct Ran {
    /// The result.
    pub(crate) stdout: String,
    /// Everything else.
    pub(crate) stderr: String,
    /// The exit status.
    pub(crate) status: i32,
}

/// Runs the program with arguments parted by spaces.
pub(crate) fn run(folder: &Path, arguments: &str) -> Ran {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    ran(program(folder).args(words).output().unwrap())
}

/// What a finished process gave.
pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

impl Ran {
    /// The result of a run that did what it was asked.
    pub(crate) fn done(self) -> String {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (0, ""),
            "{}",
            self.stdout
        );
        self.stdout
    }

    /// What is said by a run that could not do what it was asked, and gave no result.
    pub(crate) fn refused(self) -> String {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (2, ""),
            "{}",
            self.stderr
        );
        self.stderr
    }

    /// The result as JSON.
    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.done()).unwrap()
    }
}
