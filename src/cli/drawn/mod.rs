//! A drawn audit: where its files are, and what the commands after the draw read of it.
//! Weeks pass between draw and report: the second half needs the folder alone.

mod earlier;
mod purge;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use stickprov::finding::dossier::{self, Dossiers};
use stickprov::frame::{self, Foreseen, Frame};
use stickprov::identity::Identity;
use stickprov::log;
use stickprov::problem::{Error, Place, Result};
use stickprov::protocol::extension::Extension;
use stickprov::protocol::{self, Protocol, key};
use stickprov::register::Sources;
use stickprov::sample;
use stickprov::verify;
use zeroize::Zeroizing;

use super::folder::{Audit, Folder};
use super::legacy::InChild;
use super::output;
use super::progress::Progress;

pub(crate) use purge::{PURGE, any_purge};

/// The folder of the draw.
pub(crate) const DRAW: &str = "urval";
/// The draw record.
pub(crate) const PROTOCOL: &str = "urval/protokoll.json";
/// Löpnummer and identity.
pub(crate) const KEY: &str = "urval/nyckel.csv";
/// What happened to the draw.
pub(crate) const LOG: &str = "urval/logg.jsonl";
/// The draw record on one page.
pub(crate) const PAPER: &str = "urval/urvalsprotokoll.md";
/// The same as a workbook.
pub(crate) const PAPER_WORKBOOK: &str = "urval/urvalsprotokoll.xlsx";

/// The program's name and version, as the protocol has it.
pub(crate) const PROGRAM: &str = concat!("stickprov ", env!("CARGO_PKG_VERSION"));

/// The reader of legacy formats: this program again, as a child.
static LEGACY: InChild = InChild;

/// Calls a function with the exports' sources, progress shown while it reads.
pub(crate) fn reading<T>(
    audit: &Audit,
    lang: stickprov::lang::Lang,
    read: impl FnOnce(Sources<'_>) -> Result<T>,
) -> Result<T> {
    let progress = Progress::new(lang);
    let tell = |file: &str, rows: u64| progress.rows(file, rows);
    read(Sources {
        folder: audit.folder.root(),
        legacy: &LEGACY,
        progress: &tell,
    })
}

/// Says that nobody is known to be protected, where no register of persons tells it.
pub(crate) fn note_unprotected(audit: &Audit, frame: &Frame, lang: stickprov::lang::Lang) {
    let unit = audit.plan.export(audit.plan.unit.export).register;
    if audit.template.register(unit).persons && !frame.protected.is_told() {
        output::note(texts::nobody_protected().get(lang));
    }
}

/// The frame of the audit, read from its exports, and coordinated with an earlier audit where
/// the plan says so.
pub(crate) fn frame(audit: &Audit, lang: stickprov::lang::Lang) -> Result<Frame> {
    frame_within(audit, lang, None, &[])
}

/// The same for a draw: what its fetch lists show of the drawn units is kept where it can be
/// foreseen.
pub(crate) fn frame_to_draw(audit: &Audit, lang: stickprov::lang::Lang) -> Result<Frame> {
    let fields = audit.template.listed_fields();
    let mut likely = sample::Likely::new(&audit.plan.sample);
    let mut likely = likely
        .as_mut()
        .map(|likely| |key: &Identity, stratum: usize| likely.may_be_drawn(key, stratum));
    let foreseen = likely.as_mut().map(|may_be_drawn| Foreseen {
        fields: &fields,
        may_be_drawn,
    });
    frame_within(audit, lang, foreseen, &[])
}

/// The same while other audits are being read, which are coordinated with this one.
fn frame_within(
    audit: &Audit,
    lang: stickprov::lang::Lang,
    foreseen: Option<Foreseen<'_>>,
    open: &[PathBuf],
) -> Result<Frame> {
    purge::told(audit)?;
    let frame = reading(audit, lang, |sources| {
        frame::build_for(&audit.plan, &audit.template, foreseen, sources)
    })?;
    match &audit.plan.sample.coordinate {
        None => Ok(frame),
        Some(coordinate) => earlier::coordinate(audit, coordinate, frame, lang, open),
    }
}

/// The protocol; `None` without a draw.
pub(crate) fn protocol(folder: &Folder) -> Result<Option<Protocol>> {
    if !folder.path(PROTOCOL).is_file() {
        return Ok(None);
    }
    let bytes = folder.read(PROTOCOL)?;
    let text = String::from_utf8_lossy(&bytes);
    protocol::parse(&text, PROTOCOL).map(Some)
}

/// The protocol, or the sentence that there is no draw yet.
pub(crate) fn protocol_of_draw(folder: &Folder) -> Result<Protocol> {
    protocol(folder)?.ok_or_else(|| {
        Error::at(Place::file(PROTOCOL), texts::no_draw()).hint(texts::no_draw_hint())
    })
}

/// The same where its parts agree with each other and with the plan: what the commands that
/// build on a draw begin with.
pub(crate) fn protocol_of_audit(audit: &Audit) -> Result<Protocol> {
    let protocol = protocol_of_draw(&audit.folder)?;
    protocol::agree::check(&protocol, &audit.plan, &audit.template, PROTOCOL)?;
    Ok(protocol)
}

/// The key file; `None` once it is purged.
pub(crate) fn key_entries(folder: &Folder) -> Result<Option<Vec<key::Entry>>> {
    if !folder.path(KEY).is_file() {
        return Ok(None);
    }
    let bytes = Zeroizing::new(folder.read(KEY)?);
    key::parse(&bytes, KEY).map(Some)
}

/// The log's text; empty without one.
pub(crate) fn log_text(folder: &Folder) -> Result<String> {
    if !folder.path(LOG).is_file() {
        return Ok(String::new());
    }
    Ok(String::from_utf8_lossy(&folder.read(LOG)?).into_owned())
}

/// The event of an extension; its reason begins with the [`Extension`] and a colon.
pub(crate) const EXTEND: &str = "extend";

/// What the draw was extended to, in order, since the last draw.
pub(crate) fn extensions(folder: &Folder) -> Result<Vec<Extension>> {
    let mut extensions = Vec::new();
    // A broken chain is for `verify` to tell; what can be read of it serves here.
    for line in log_text(folder)?.lines() {
        let Ok(entry) = serde_json::from_str::<log::Entry>(line) else {
            continue;
        };
        match entry.event.as_str() {
            "draw" => extensions.clear(),
            EXTEND => extensions.extend(entry.reason.split(':').next().and_then(Extension::read)),
            _ => {}
        }
    }
    Ok(extensions)
}

/// The time of an event, in UTC, for the log.
pub(crate) fn now() -> String {
    jiff::Timestamp::from_second(seconds_now()).map_or_else(|_| String::new(), |t| t.to_string())
}

fn seconds_now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}

/// The log with one event more; the chain of the old lines is checked first, so that a broken
/// one is never carried on.
pub(crate) fn logged(
    folder: &Folder,
    event: &str,
    reason: &str,
    selection_sha256: &str,
) -> Result<String> {
    let old = log_text(folder)?;
    log::check(&old, LOG)?;
    Ok(log::append(&old, &now(), event, reason, selection_sha256))
}

/// The identities behind the löpnummer: from the key file, or by redrawing from the exports
/// when the key is gone and the selection is the same. `None` where neither can be had.
pub(crate) fn identities(
    audit: &Audit,
    protocol: &Protocol,
    frame: Option<&Frame>,
) -> Result<Option<BTreeMap<String, Identity>>> {
    if let Some(entries) = key_entries(&audit.folder)? {
        if key::sha256(&entries) != protocol.selection_sha256 {
            return Err(
                Error::at(Place::file(KEY), texts::foreign_key()).hint(texts::foreign_key_hint())
            );
        }
        return Ok(Some(
            entries
                .into_iter()
                .map(|entry| (entry.id, entry.key))
                .collect(),
        ));
    }
    let Some(frame) = frame else { return Ok(None) };
    let selection = verify::redraw(&audit.plan, frame, &extensions(&audit.folder)?)?;
    if selection.sha256(frame) != protocol.selection_sha256 {
        return Ok(None);
    }
    let keys = selection.drawn.iter();
    Ok(Some(
        keys.map(|d| (d.id.clone(), frame.units.get(d.unit).key))
            .collect(),
    ))
}

/// What the registers hold about some of the units; without identities nothing.
pub(crate) fn dossiers(
    audit: &Audit,
    lang: stickprov::lang::Lang,
    frame: &Frame,
    identities: &BTreeMap<String, Identity>,
    of: &BTreeSet<String>,
) -> Result<Dossiers> {
    let keys: BTreeMap<String, Identity> = identities
        .iter()
        .filter(|(id, _)| of.contains(*id))
        .map(|(id, key)| (id.clone(), key.clone()))
        .collect();
    reading(audit, lang, |sources| {
        dossier::collect(&audit.plan, &audit.template, frame, &keys, sources)
    })
}

/// SHA-256 of the plan's text.
pub(crate) fn plan_sha256(audit: &Audit) -> String {
    sample::sha256_hex(&audit.plan_bytes)
}

/// The löpnummer whose files are reviewed.
pub(crate) fn reviewed(protocol: &Protocol) -> BTreeSet<String> {
    protocol.reviewed().map(|unit| unit.id.clone()).collect()
}
