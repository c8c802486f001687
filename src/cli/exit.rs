//! The exit status, as scripts rely on it (DESIGN 2).

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done.
    Done,
    /// 1: done, and the verdict is negative: a draw that cannot be repeated, a gate that is
    /// exceeded, problems where `--strict` allows none.
    Negative,
    /// 2: could not be done: usage, plan, data, input or output.
    Failed,
}

impl Exit {
    /// The worse of two.
    pub(crate) fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Failed, _) | (_, Self::Failed) => Self::Failed,
            (Self::Negative, _) | (_, Self::Negative) => Self::Negative,
            (Self::Done, Self::Done) => Self::Done,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Negative => 1,
            Exit::Failed => 2,
        })
    }
}
