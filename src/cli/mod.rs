//! The rim: the only place that reads the clock, the environment and the terminal, asks the
//! operating system for randomness, prints, and decides the exit status. Each subcommand is
//! one file with `Args`, `SWEDISH` and `run`; it strings library calls together.

mod agreement;
mod ahead;
mod args;
mod changes;
mod checklist;
mod compare;
mod completions;
mod control;
mod draw;
mod drawn;
mod estimate;
mod evaluated;
mod examples;
mod exit;
mod explain;
mod export;
mod extend;
mod factcheck;
mod folder;
mod forms;
mod frame;
mod gaps;
mod indicators;
mod init;
mod inspect;
mod language;
mod legacy;
mod man;
mod output;
mod problems;
mod progress;
mod purge;
mod replace;
mod report;
mod run;
mod session;
mod size;
mod sql;
mod synth;
mod template;
mod texts;
mod translate;
mod verify;

use std::ffi::OsString;
use std::panic::Location;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use stickprov::lang::Lang;
use stickprov::problem;

use self::args::Cli;
use self::exit::Exit;
use self::session::Session;

/// Runs the command line and gives the exit status.
pub(crate) fn start() -> ExitCode {
    // What a panic would print could hold a cell's content, and some panics are caught and
    // become sentences: so it prints nothing, and the one that gets here is told below, with
    // its place in the code and nothing else.
    let place = Arc::new(Mutex::new(String::new()));
    let noted = Arc::clone(&place);
    std::panic::set_hook(Box::new(move |panic| {
        let found = panic.location().map(in_the_code).unwrap_or_default();
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = found;
    }));
    no_core_dump();
    let words: Vec<OsString> = std::env::args_os().collect();
    let lang = language::before_parsing(&words);
    let done = std::panic::catch_unwind(|| run(words, lang)).unwrap_or_else(|_| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner);
        let told = texts::unexpected();
        let hint = texts::unexpected_hint(&place);
        output::complain(lang, &format!("{}\n  {}", told.get(lang), hint.get(lang)));
        Exit::Failed
    });
    done.into()
}

/// A place in our code or in a library's, without the folders of the machine it was built on.
fn in_the_code(location: &Location<'_>) -> String {
    let file = location.file().replace('\\', "/");
    let of_a_library = file.split("/registry/src/").nth(1);
    let inside = of_a_library.and_then(|path| path.split_once('/'));
    let file = inside.map_or(file.as_str(), |(_, path)| path);
    format!("{file}:{}", location.line())
}

/// What is in memory names persons; a crash must not leave it in a file.
#[cfg(unix)]
fn no_core_dump() {
    // A system that does not let us lower the limit is left as it is.
    let _ = rlimit::Resource::CORE.set(0, 0);
}

#[cfg(not(unix))]
fn no_core_dump() {}

fn run(words: Vec<OsString>, lang: Lang) -> Exit {
    let mut command = translate::command(lang);
    let parsed = command.try_get_matches_from_mut(words);
    let cli = match parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches)) {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error, &mut command, lang),
    };
    let session = Session::new(cli.common);
    ahead::tell(&session.folder, session.lang);
    match cli.command.run(&session) {
        Ok(exit) => exit,
        Err(error) => failed(&error, session.lang),
    }
}

/// Help and version are results; everything else is a usage error.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours; all the rest are usage errors"
)]
fn not_parsed(error: &clap::Error, command: &mut clap::Command, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            match output::print(&format!("{}\n", text.trim_end())) {
                Ok(()) => Exit::Done,
                Err(error) => failed(&error, lang),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::note(error.render().to_string().trim_end());
            Exit::Failed
        }
        ErrorKind::MissingSubcommand => {
            output::note(translate::help(error, command).trim_end());
            Exit::Failed
        }
        _ => {
            output::complain(lang, &translate::fault(error, lang));
            Exit::Failed
        }
    }
}

fn failed(error: &anyhow::Error, lang: Lang) -> Exit {
    if let Some(error) = error.downcast_ref::<problem::Error>() {
        output::complain_of(lang, error);
        return Exit::Failed;
    }
    let pipe = error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe);
    if pipe {
        // Whoever reads our output has enough: `stickprov … | head`.
        return Exit::Done;
    }
    output::complain(lang, &format!("{error:#}"));
    Exit::Failed
}

#[cfg(all(test, unix))]
mod tests {
    #[test]
    fn a_crash_leaves_no_memory_in_a_file() {
        super::no_core_dump();
        assert_eq!(rlimit::Resource::CORE.get().unwrap(), (0, 0));
    }
}
