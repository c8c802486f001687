//! What a command needs to know about the run: language, folder, the form of the result.

use std::path::{Path, PathBuf};

use stickprov::lang::Lang;

use super::args::Common;
use super::folder::Folder;
use super::language;
use super::output::{self, Block, Format};

/// One run of the program.
pub(crate) struct Session {
    /// The language of what is printed.
    pub(crate) lang: Lang,
    /// The form of the result.
    pub(crate) format: Format,
    /// The folder that `-C` names, or the current one.
    pub(crate) folder: PathBuf,
    /// Whether a plan may name files outside its folder.
    allow_outside: bool,
}

impl Session {
    pub(super) fn new(common: Common) -> Self {
        output::be_quiet(common.quiet);
        let lang = match common.lang {
            Some(said) => said.into(),
            None => language::of_folder(&common.folder),
        };
        Self {
            lang,
            format: common.format,
            folder: common.folder,
            allow_outside: common.allow_outside,
        }
    }

    /// The audit's folder.
    pub(crate) fn folder(&self) -> Folder {
        Folder::new(&self.folder).allowing(self.allow_outside)
    }

    /// A path that is relative to the folder of `-C`.
    pub(crate) fn in_folder(&self, path: &Path) -> PathBuf {
        if self.folder == Path::new(".") {
            path.to_owned()
        } else {
            self.folder.join(path)
        }
    }

    /// Prints a result: `machine` as JSON, `blocks` in the other forms.
    pub(crate) fn show(
        &self,
        machine: &impl serde::Serialize,
        blocks: &[Block],
    ) -> anyhow::Result<()> {
        let text = match self.format {
            Format::Json => output::json(machine)?,
            Format::Table => output::terminal(blocks, output::width()),
            Format::Md => output::markdown(blocks),
            Format::Csv => output::csv(blocks)?,
        };
        output::print(&text)
    }
}
