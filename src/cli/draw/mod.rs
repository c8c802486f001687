//! `draw`: draws the sample and writes the draw record, the paper, the key and the fetch
//! lists. `protokoll.json` is renamed last: without it there is no draw.

mod lists;
mod stale;
mod texts;

use stickprov::frame::Frame;
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Error, Place, Result};
use stickprov::protocol::paper::{self, Paper, Replaced};
use stickprov::protocol::{self, Protocol, Role, Status, key};
use stickprov::sample;

use super::changes;
use super::drawn;
use super::exit::Exit;
use super::folder::{Access, Audit, Batch};
use super::output::{self, Align, Block, Grid, Item};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

pub(crate) use lists::{Asked, fetch_lists};

/// Draw the sample
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Draw anew over a finished draw; the log keeps the reason
    #[arg(long, value_name = "REASON")]
    again: Option<String>,
    /// Write the fetch lists of persons with protected data too, in files of their own
    #[arg(long)]
    protected: bool,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Dra urvalet",
    args: &[
        (
            "again",
            "Dra om över ett färdigt urval; skälet hamnar i loggen",
        ),
        (
            "protected",
            "Skriv även aktbeställningar för personer med skyddade uppgifter, i egna filer",
        ),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    if drawn::protocol(&audit.folder)?.is_some() && args.again.is_none() {
        let error = Error::at(Place::file(drawn::PROTOCOL), texts::drawn_already());
        return Err(error.hint(texts::drawn_already_hint()).into());
    }
    if args
        .again
        .as_ref()
        .is_some_and(|reason| reason.trim().is_empty())
    {
        let error = Error::new(texts::no_reason());
        return Err(error.hint(texts::no_reason_hint()).into());
    }
    let (protocol, frame) = draw(&audit, session.lang, args.again.as_deref(), args.protected)?;
    session.show(&protocol, &blocks(&protocol, session.lang))?;
    written(&audit, session.lang);
    drawn::note_unprotected(&audit, &frame, session.lang);
    Ok(problems::tell(&frame.problems, session.lang, args.strict))
}

/// Draws and writes; the folder is locked by the caller.
pub(crate) fn draw(
    audit: &Audit,
    lang: Lang,
    again: Option<&str>,
    protected: bool,
) -> Result<(Protocol, Frame)> {
    let frame = drawn::frame_to_draw(audit, lang)?;
    let selection = sample::draw(&audit.plan.sample, &frame)?;
    let sha256 = drawn::plan_sha256(audit);
    let protocol = protocol::record(
        drawn::PROGRAM,
        &sha256,
        &audit.plan,
        &audit.template,
        &frame,
        &selection,
    );
    let earlier = stale::earlier(&audit.folder, &protocol.draw_id)?;
    if let Some(earlier) = &earlier {
        stale::out_of_the_way(audit, earlier)?;
    }
    let entries = key::entries(&selection, &frame);
    let reason = again.map_or_else(|| texts::first_draw().get(lang).to_owned(), str::to_owned);
    let log = drawn::logged(&audit.folder, "draw", &reason, &protocol.selection_sha256)?;
    let log = if protected {
        log_protected(&log, &protocol, lang)
    } else {
        log
    };
    let sample = protocol
        .units
        .iter()
        .filter(|unit| unit.role == Role::Sample);
    let asked: Vec<String> = sample.map(|unit| unit.id.clone()).collect();
    let lists = fetch_lists(
        audit,
        lang,
        &frame,
        Asked {
            protocol: &protocol,
            entries: &entries,
            ids: &asked,
            protected,
            further: false,
        },
    )?;
    let mut batch = audit.folder.batch();
    for (name, bytes) in &lists.workbooks {
        batch.add(name, bytes, Access::Owner)?;
    }
    lists::remove_old(&mut batch, audit, &lists);
    if earlier.is_some() {
        // The answers of other persons are not what these were before.
        batch.remove(changes::KNOWN);
    }
    put(
        &mut batch,
        audit,
        lang,
        &protocol,
        &entries,
        &log,
        &[],
        &frame,
    )?;
    batch.commit()?;
    let note = match (lists.hidden, protected) {
        (0, _) => None,
        (hidden, true) => Some(texts::protected_apart(hidden)),
        (hidden, false) => Some(texts::protected_left_out(hidden)),
    };
    if let Some(note) = note {
        output::note(note.get(lang));
    }
    Ok((protocol, frame))
}

/// Writes what every change of a draw writes; the protocol last.
#[allow(
    clippy::too_many_arguments,
    reason = "the parts of one draw, each written once"
)]
pub(crate) fn put(
    batch: &mut Batch<'_>,
    audit: &Audit,
    lang: Lang,
    protocol: &Protocol,
    entries: &[key::Entry],
    log: &str,
    replacements: &[Replaced],
    frame: &Frame,
) -> Result<()> {
    let paper = Paper {
        lang,
        plan: &audit.plan,
        template: &audit.template,
        protocol,
        replacements,
        protected: Some(lists::protected_asked_for(frame, protocol, entries)),
    };
    batch.add(
        drawn::PAPER,
        paper::as_markdown(&paper).as_bytes(),
        Access::Usual,
    )?;
    batch.add(
        drawn::PAPER_WORKBOOK,
        &paper::as_workbook(&paper)?,
        Access::Usual,
    )?;
    batch.add(drawn::KEY, &key::to_csv(entries), Access::Owner)?;
    batch.add(drawn::LOG, log.as_bytes(), Access::Usual)?;
    batch.add(
        drawn::PROTOCOL,
        protocol::to_json(protocol).as_bytes(),
        Access::Usual,
    )
}

/// A further line of the log: lists with protected persons were written.
fn log_protected(log: &str, protocol: &Protocol, lang: Lang) -> String {
    let reason = texts::protected_listed();
    stickprov::log::append(
        log,
        &drawn::now(),
        "protected_lists",
        reason.get(lang),
        &protocol.selection_sha256,
    )
}

/// The sample for people: strata, and the löpnummer in order.
pub(crate) fn blocks(protocol: &Protocol, lang: Lang) -> Vec<Block> {
    let headers = [
        texts::letter(),
        texts::stratum(),
        texts::population(),
        texts::sample(),
        if protocol.units.iter().any(|u| u.status != Status::Drawn) {
            texts::reserves_left()
        } else {
            texts::reserve()
        },
        texts::files(),
    ];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let align = if (2..5).contains(&at) {
                Align::Right
            } else {
                Align::Left
            };
            (text.get(lang), align)
        })
        .collect();
    let mut grid = Grid::new(&columns);
    for stratum in &protocol.strata {
        let ids: Vec<&str> = protocol
            .units
            .iter()
            .filter(|unit| unit.stratum == stratum.letter && unit.is_reviewed())
            .map(|unit| unit.id.as_str())
            .collect();
        let span = match (ids.first(), ids.last()) {
            (Some(first), Some(last)) if ids.len() > 1 => format!("{first} – {last}"),
            (Some(only), _) => (*only).to_owned(),
            (None, _) => String::new(),
        };
        grid.push(vec![
            Item::text(&stratum.letter),
            Item::text(&stratum.name),
            Item::whole(lang, stratum.population),
            Item::whole(lang, stratum.sample),
            Item::whole(lang, protocol.reserves_left(&stratum.letter)),
            Item::text(span),
        ]);
    }
    let sample: u64 = protocol.strata.iter().map(|stratum| stratum.sample).sum();
    let population: u64 = protocol
        .strata
        .iter()
        .map(|stratum| stratum.population)
        .sum();
    let (sample, population) = (whole(lang, sample), whole(lang, population));
    let line = if protocol.seed.is_empty() {
        texts::picked(&sample, &population)
    } else {
        texts::drawn(&sample, &population, &protocol.seed)
    };
    let mut lines = vec![line.get(lang).to_owned()];
    if let Some(coordination) = &protocol.coordination {
        lines.push(
            paper::coordination_in_words(coordination)
                .get(lang)
                .to_owned(),
        );
    }
    lines.push(
        texts::selection(&protocol.draw_id, &protocol.selection_sha256)
            .get(lang)
            .to_owned(),
    );
    vec![
        Block::Heading(texts::heading().get(lang).to_owned()),
        Block::Grid(grid),
        Block::Lines(lines),
    ]
}

/// Says what was written, and where identities are.
fn written(audit: &Audit, lang: Lang) {
    output::note(texts::written().get(lang));
    if !cfg!(unix) {
        output::note(texts::no_modes().get(lang));
    }
    if audit.plan.announced.is_none() {
        output::note(texts::not_announced().get(lang));
    }
}
