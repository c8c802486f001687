//! `replace`: a file that was not in scope, or is another person's, gives way to the next
//! reserve. The list of reasons is closed; what happened can be undone, and the log shows it.

mod texts;

use clap::ValueEnum;
use stickprov::problem::{Error, Result};
use stickprov::protocol::Protocol;
use stickprov::protocol::change::{self, Reason};
use stickprov::protocol::paper::Replaced;

use super::draw;
use super::drawn;
use super::exit::Exit;
use super::folder::{Access, Folder};
use super::output;
use super::session::Session;
use super::translate::Swedish;
use super::verify;

/// Let the next reserve take the place of a file
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The number of the file, for example A-07
    #[arg(value_name = "ID")]
    id: String,
    /// Why; a missing or protected file is not a reason
    #[arg(long, value_name = "CODE", required_unless_present = "undo")]
    reason: Option<Code>,
    /// Take the replacement back
    #[arg(long, conflicts_with = "reason")]
    undo: bool,
    /// Write the fetch list even if the reserve has protected data, in a file of its own
    #[arg(long)]
    protected: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Låt nästa reserv ta en akts plats",
    args: &[
        ("id", "Aktens löpnummer, till exempel A-07"),
        (
            "reason",
            "Varför; att akten saknas eller är skyddad är inget skäl",
        ),
        ("undo", "Ta tillbaka ersättningen"),
        (
            "protected",
            "Skriv aktbeställningen även om reserven har skyddade uppgifter, i en egen fil",
        ),
    ],
};

/// The closed list of reasons, as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Code {
    #[value(name = "not_in_scope")]
    NotInScope,
    #[value(name = "wrong_person")]
    WrongPerson,
}

impl From<Code> for Reason {
    fn from(code: Code) -> Self {
        match code {
            Code::NotInScope => Self::NotInScope,
            Code::WrongPerson => Self::WrongPerson,
        }
    }
}

/// The log's events.
const REPLACE: &str = "replace";
const UNDO: &str = "undo_replace";

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let lang = session.lang;
    let mut protocol = drawn::protocol_of_audit(&audit)?;
    let frame = drawn::frame_to_draw(&audit, lang)?;
    verify::must_be_identical(&audit, &protocol, &frame)?;
    let (event, reason, reserve) = if let Some(code) = args.reason {
        let reserve = change::replace(&mut protocol, &args.id)?;
        (REPLACE, Reason::from(code).code(), reserve)
    } else {
        (UNDO, "", take_back(&audit.folder, &mut protocol, &args.id)?)
    };
    let reason = format!("{} {reserve} {reason}", args.id);
    let log = drawn::logged(
        &audit.folder,
        event,
        reason.trim_end(),
        &protocol.selection_sha256,
    )?;
    let entries = drawn::key_entries(&audit.folder)?
        .ok_or_else(|| Error::new(texts::no_key()).hint(texts::no_key_hint()))?;
    let mut batch = audit.folder.batch();
    if args.reason.is_some() {
        let asked = std::slice::from_ref(&reserve);
        let lists = draw::fetch_lists(
            &audit,
            lang,
            &frame,
            draw::Asked {
                protocol: &protocol,
                entries: &entries,
                ids: asked,
                protected: args.protected,
                further: true,
            },
        )?;
        for (name, bytes) in &lists.workbooks {
            batch.add(name, bytes, Access::Owner)?;
        }
    }
    let mut replaced = replacements_in(&log);
    change::stand_ins(&protocol, &mut replaced);
    draw::put(
        &mut batch, &audit, lang, &protocol, &entries, &log, &replaced, &frame,
    )?;
    batch.commit()?;
    session.show(&protocol, &draw::blocks(&protocol, lang))?;
    let done = match args.reason {
        Some(_) => texts::replaced(&args.id, &reserve),
        None => texts::undone(&args.id, &reserve),
    };
    output::note(done.get(lang));
    if args.reason.is_some() {
        drawn::note_unprotected(&audit, &frame, lang);
    }
    Ok(Exit::Done)
}

/// Takes a replacement back; gives the reserve that is one again.
fn take_back(folder: &Folder, protocol: &mut Protocol, id: &str) -> Result<String> {
    let before = replacements_now(folder, protocol)?;
    if let Some(later) = change::replaced_in_turn(protocol, &before, id) {
        let error = Error::new(texts::replaced_in_turn(id, &later));
        return Err(error.hint(texts::replaced_in_turn_hint(&later)));
    }
    change::undo_replace(protocol, id)
}

/// The replacements that hold, by the folder's log.
pub(crate) fn replacements(folder: &Folder) -> Result<Vec<Replaced>> {
    Ok(replacements_in(&drawn::log_text(folder)?))
}

/// The same with the reserves that stand in now: after an extension or a replacement that was
/// taken back it can be another than the log's.
pub(crate) fn replacements_now(folder: &Folder, protocol: &Protocol) -> Result<Vec<Replaced>> {
    let mut replaced = replacements(folder)?;
    change::stand_ins(protocol, &mut replaced);
    Ok(replaced)
}

fn replacements_in(log: &str) -> Vec<Replaced> {
    let mut replaced: Vec<Replaced> = Vec::new();
    for line in log.lines() {
        let Ok(entry) = serde_json::from_str::<stickprov::log::Entry>(line) else {
            continue;
        };
        let words: Vec<&str> = entry.reason.split(' ').collect();
        match (entry.event.as_str(), words.as_slice()) {
            ("draw", _) => replaced.clear(),
            (REPLACE, [id, by, reason]) => replaced.push(Replaced {
                replaced: (*id).to_owned(),
                by: (*by).to_owned(),
                reason: (*reason).to_owned(),
            }),
            (UNDO, [id, ..]) => replaced.retain(|one| one.replaced != *id),
            _ => {}
        }
    }
    replaced
}
