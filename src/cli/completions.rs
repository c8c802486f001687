//! `completions`: what a shell needs to complete our commands.

use clap_complete::Shell;

use super::exit::Exit;
use super::output;
use super::session::Session;
use super::translate::{self, Swedish};

/// Print the completions of a shell
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv ut det ett skal behöver för att komplettera kommandon",
    args: &[("shell", "Skalet")],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let mut command = translate::command(session.lang);
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut command, "stickprov", &mut out);
    output::print(&String::from_utf8(out)?)?;
    Ok(Exit::Done)
}
