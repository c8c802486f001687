//! `extend`: draws more files without losing one.

mod texts;

use stickprov::lang::whole;
use stickprov::plan::Size;
use stickprov::problem::{Error, Place, Result};
use stickprov::protocol::extension::Extension;
use stickprov::protocol::{Protocol, Role, Status, change, key};
use stickprov::sample;

use super::draw;
use super::drawn;
use super::evaluated;
use super::exit::Exit;
use super::folder::{Access, Audit};
use super::problems;
use super::replace::replacements_now;
use super::session::Session;
use super::translate::Swedish;
use super::verify;

/// Draw more files without losing the old ones
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The new total of files
    #[arg(value_name = "TOTAL")]
    total: u64,
    /// Why; the log keeps it
    #[arg(
        long,
        value_name = "REASON",
        default_value = "",
        hide_default_value = true
    )]
    reason: String,
    /// Write the fetch lists of persons with protected data too, in files of their own
    #[arg(long)]
    protected: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Dra fler akter utan att förlora de gamla",
    args: &[
        ("total", "Det nya antalet akter"),
        ("reason", "Varför; loggen behåller det"),
        (
            "protected",
            "Skriv även aktbeställningar för personer med skyddade uppgifter, i egna filer",
        ),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let old = drawn::protocol_of_audit(&audit)?;
    if let Some(given) = &audit.plan.sample.given {
        let error = Error::at(Place::file(&given.file), texts::picked_not_drawn());
        return Err(error.hint(texts::picked_not_drawn_hint()).into());
    }
    let drawn_so_far: u64 = old.strata.iter().map(|stratum| stratum.sample).sum();
    // With the same total the reserves that were used are made good.
    let reserves_used = old.units.iter().any(|unit| unit.status == Status::Replaced);
    let not_more = || {
        let now = whole(session.lang, drawn_so_far);
        Error::new(texts::not_more(&now)).hint(texts::not_more_hint())
    };
    if args.total < drawn_so_far || (args.total == drawn_so_far && !reserves_used) {
        return Err(not_more().into());
    }
    let frame = drawn::frame_to_draw(&audit, session.lang)?;
    verify::must_be_identical(&audit, &old, &frame)?;
    let minimum = minimum(&old, &frame)?;
    let mut sizes = sample::sizes_with_minimum(
        &audit.plan.sample,
        &Size::Total(args.total),
        &frame,
        &minimum,
    )?;
    let planned = audit.plan.sample.reserve;
    let extension = Extension::of(&old, planned, args.total, &sizes.sizes);
    sizes.more_reserves = extension.more_reserves(&frame);
    let selection = sample::select(&audit.plan.sample, &frame, sizes)?;
    if selection.drawn.len() == old.units.len() {
        return Err(not_more().into());
    }
    let protocol = change::extend(&old, &frame, &selection);
    let entries = key::entries(&selection, &frame);
    let answered = answered(&audit, &old)?;
    let known = format!("answered files: {answered} of {drawn_so_far}");
    let reason = format!("{}: {} ({known})", extension.written(), args.reason.trim());
    let log = drawn::logged(
        &audit.folder,
        drawn::EXTEND,
        &reason,
        &protocol.selection_sha256,
    )?;
    let before = drawn::reviewed(&old);
    let added: Vec<String> = drawn::reviewed(&protocol)
        .into_iter()
        .filter(|id| !before.contains(id))
        .collect();
    let lists = draw::fetch_lists(
        &audit,
        session.lang,
        &frame,
        draw::Asked {
            protocol: &protocol,
            entries: &entries,
            ids: &added,
            protected: args.protected,
            further: true,
        },
    )?;
    let mut batch = audit.folder.batch();
    for (name, bytes) in &lists.workbooks {
        batch.add(name, bytes, Access::Owner)?;
    }
    let replaced = replacements_now(&audit.folder, &protocol)?;
    draw::put(
        &mut batch,
        &audit,
        session.lang,
        &protocol,
        &entries,
        &log,
        &replaced,
        &frame,
    )?;
    batch.commit()?;
    session.show(&protocol, &draw::blocks(&protocol, session.lang))?;
    let told = if added.is_empty() {
        texts::added_reserves(&reserves_added(&old, &protocol).join(", "))
    } else {
        texts::added(&added.join(", "))
    };
    super::output::note(told.get(session.lang));
    if !lists.workbooks.is_empty() {
        drawn::note_unprotected(&audit, &frame, session.lang);
    }
    Ok(problems::tell(&frame.problems, session.lang, false))
}

/// The reserves that were not drawn before.
fn reserves_added<'a>(old: &Protocol, new: &'a Protocol) -> Vec<&'a str> {
    let units = new.units.iter();
    let added = units.filter(|unit| unit.role == Role::Reserve && old.unit(&unit.id).is_none());
    added.map(|unit| unit.id.as_str()).collect()
}

/// How many of the files had answers when more were drawn: what was known of the result.
fn answered(audit: &Audit, protocol: &Protocol) -> Result<usize> {
    let (answers, _) = evaluated::answers(audit, protocol)?;
    let reviewed = drawn::reviewed(protocol);
    let files = reviewed.iter().filter(|id| {
        let mut questions = answers.first.keys();
        questions.any(|(of, _)| of == *id)
    });
    Ok(files.count())
}

/// Every stratum's files so far, in the frame's order.
fn minimum(old: &Protocol, frame: &stickprov::frame::Frame) -> Result<Vec<u64>> {
    frame
        .strata
        .iter()
        .map(|stratum| {
            let drawn = old.strata.iter().find(|drawn| drawn.name == stratum.name);
            drawn
                .map(|drawn| drawn.sample)
                .ok_or_else(|| Error::new(texts::strata_changed()))
        })
        .collect()
}
