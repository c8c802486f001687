//! `man`: the manual page of the program or of one command, as roff.

use stickprov::lang::Lang;
use stickprov::problem::Error;

use super::exit::Exit;
use super::output;
use super::session::Session;
use super::texts;
use super::translate::{self, Swedish};

/// Print a manual page: stickprov man | man -l -
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The command whose page it is; none for the program's own
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv ut en manualsida: stickprov man | man -l -",
    args: &[(
        "command",
        "Kommandot vars sida det är; inget för programmets egen",
    )],
};

/// The headings that the page's writer knows in English only.
const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "NAMN"),
    ("SYNOPSIS", "ANVÄNDNING"),
    ("DESCRIPTION", "BESKRIVNING"),
    ("OPTIONS", "VAL"),
    ("SUBCOMMANDS", "KOMMANDON"),
];

fn in_swedish(page: &str) -> String {
    HEADINGS
        .iter()
        .fold(page.to_owned(), |page, (english, swedish)| {
            page.replace(&format!(".SH {english}\n"), &format!(".SH {swedish}\n"))
        })
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let root = translate::command(session.lang);
    let mut command = &root;
    for name in &args.command {
        let found = command.get_subcommands().find(|sub| sub.get_name() == name);
        let Some(found) = found.filter(|sub| !sub.is_hide_set()) else {
            let known: Vec<&str> = (command.get_subcommands())
                .filter(|sub| !sub.is_hide_set())
                .map(clap::Command::get_name)
                .collect();
            return Err(Error::new(texts::no_command(name, &known.join(", "))).into());
        };
        command = found;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    let page = String::from_utf8(page)?;
    output::print(&match session.lang {
        Lang::Sv => in_swedish(&page),
        Lang::En => page,
    })?;
    Ok(Exit::Done)
}
