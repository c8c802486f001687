//! That something happens, on a terminal only: nothing of it reaches a log or a script.

use std::cell::RefCell;
use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use stickprov::lang::{Lang, whole};

use super::output::{self, clean};

/// A line on stderr that says how far reading has come.
pub(crate) struct Progress {
    lang: Lang,
    is_shown: bool,
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress {
    /// Nothing is shown before the first [`Self::rows`].
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            lang,
            is_shown: std::io::stderr().is_terminal() && !output::is_quiet(),
            bar: RefCell::new(None),
        }
    }

    /// Tells how many rows of a file have been read.
    pub(crate) fn rows(&self, file: &str, rows: u64) {
        if !self.is_shown {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner());
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style);
            bar
        });
        let rows = whole(self.lang, rows);
        let file = clean(file);
        bar.set_message(match self.lang {
            Lang::Sv => format!("{file}: {rows} rader"),
            Lang::En => format!("{file}: {rows} rows"),
        });
        bar.tick();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
