//! `purge`: gallring by decision, once the plan says when the audit was closed. What names
//! persons goes, what is needed to check the draw and to stand by the results stays, and the
//! log tells.

mod texts;

use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Component, Path};

use serde::Serialize;
use stickprov::factcheck::kept;
use stickprov::lang::Lang;
use stickprov::plan::Export;
use stickprov::problem::{Error, Place, Problems, Result};
use stickprov::protocol::{Protocol, fetch};

use super::drawn;
use super::evaluated;
use super::exit::Exit;
use super::factcheck;
use super::folder::{Access, Audit, EXPORTS, PLAN};
use super::output::{self, Block};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

/// Delete what names persons, by decision, once the audit is closed
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The decision, for the log: who decided, when, which number
    #[arg(long, value_name = "TEXT")]
    decision: String,
    /// Delete the exports too
    #[arg(long)]
    registers: bool,
    /// Do not ask first
    #[arg(long)]
    yes: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Gallra det som namnger personer, enligt beslut, när granskningen är avslutad",
    args: &[
        (
            "decision",
            "Beslutet, för loggen: vem som beslutade, när, vilket nummer",
        ),
        ("registers", "Gallra även exporterna"),
        ("yes", "Fråga inte först"),
    ],
};

/// What was done, for programs.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    deleted: Vec<String>,
    kept: Vec<String>,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let lang = session.lang;
    if audit.plan.closed.is_none() {
        let error = Error::at(Place::file(PLAN), texts::not_closed());
        return Err(error.hint(texts::not_closed_hint()).into());
    }
    let protocol = drawn::protocol_of_draw(&audit.folder)?;
    let doomed = doomed(&audit, &protocol, args.registers)?;
    // What is odd about them goes with them: it is told for the last time.
    let mut odd = Problems::new();
    let answers = evaluated::answers_of(&audit, &protocol);
    let fact_check = factcheck::replies(&audit.folder, answers, &mut odd)?;
    problems::tell(&odd, lang, false);
    if doomed.is_empty() {
        output::note(texts::nothing().get(lang));
    } else if !args.yes && !agreed(&doomed, lang)? {
        return Err(Error::new(texts::not_agreed())
            .hint(texts::not_agreed_hint())
            .into());
    }
    let reason = format!("{} ({})", args.decision, doomed.join(", "));
    let log = drawn::logged(
        &audit.folder,
        drawn::PURGE,
        &reason,
        &protocol.selection_sha256,
    )?;
    let mut batch = audit.folder.batch();
    batch.add(drawn::LOG, log.as_bytes(), Access::Usual)?;
    if !fact_check.is_empty() {
        // The accepted answers count as before, so that the figures stay those of the report.
        let bytes = kept::to_csv(&fact_check, &protocol.draw_id);
        batch.add(factcheck::KEPT, &bytes, Access::Usual)?;
    }
    for name in &doomed {
        batch.remove(name);
    }
    batch.commit()?;
    let mut kept = kept(&audit, args.registers, lang);
    if args.registers {
        kept.extend(strangers(&audit, lang)?);
    }
    let machine = Machine {
        schema: "stickprov/purge/1",
        deleted: doomed,
        kept,
    };
    session.show(&machine, &blocks(&machine, lang))?;
    if args.registers {
        output::note(texts::no_redraw().get(lang));
    }
    Ok(Exit::Done)
}

/// The files that go, in order.
fn doomed(audit: &Audit, protocol: &Protocol, registers: bool) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in files(audit, drawn::DRAW)? {
        if name.contains(fetch::PREFIX) {
            names.push(format!("{}/{name}", drawn::DRAW));
        }
    }
    for name in files(audit, factcheck::FOLDER)? {
        names.push(format!("{}/{name}", factcheck::FOLDER));
    }
    if audit.folder.path(drawn::KEY).is_file() {
        names.push(drawn::KEY.to_owned());
    }
    if registers {
        names.extend(exports(audit, protocol));
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The exports of the plan and those that the sample was drawn from, as far as they are there.
/// A list that the reviewers filled in is their work, as the checklists are.
fn exports(audit: &Audit, protocol: &Protocol) -> Vec<String> {
    let of_plan = evaluated::exports(audit).flat_map(Export::files);
    // A list of picked files names persons as the exports do, and is needed as they are.
    let list = audit
        .plan
        .sample
        .given
        .iter()
        .map(|given| given.file.as_str());
    let is_ours = |file: &&str| {
        let plan = &audit.plan.registers;
        let is_list = plan
            .iter()
            .flat_map(Export::files)
            .any(|known| known == *file);
        !is_list && !file.starts_with(evaluated::CHECKLISTS) && is_below(file)
    };
    let of_draw = protocol.inputs.iter().map(|input| input.file.as_str());
    let files = of_plan.chain(list).chain(of_draw.filter(is_ours));
    let there = files.filter(|file| audit.folder.path(file).is_file());
    there.map(str::to_owned).collect()
}

/// Whether a path stays below the folder: what a record names may have been edited.
fn is_below(file: &str) -> bool {
    let mut parts = Path::new(file).components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Files beside the exports that neither plan nor draw record names: what they hold is not
/// known here.
fn strangers(audit: &Audit, lang: Lang) -> Result<Vec<String>> {
    let named = |file: &String| {
        let mut registers = audit.plan.registers.iter().flat_map(Export::files);
        let mut totals = audit.plan.control_totals.iter();
        registers.any(|known| known == file) || totals.any(|totals| totals.file == *file)
    };
    let names = files(audit, EXPORTS)?;
    let names = names.iter().map(|name| format!("{EXPORTS}/{name}"));
    let strangers = names.filter(|file| !named(file));
    Ok(strangers
        .map(|file| texts::stranger(&file).get(lang).to_owned())
        .collect())
}

fn files(audit: &Audit, folder: &str) -> Result<Vec<String>> {
    let path = audit.folder.path(folder);
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |error: std::io::Error| super::folder::not_read(&error, folder);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

/// Asks on the terminal; where there is none the answer is no.
fn agreed(doomed: &[String], lang: Lang) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    output::note(texts::question(&doomed.join("\n  ")).get(lang));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|_| Error::new(texts::not_agreed()))?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "ja" | "j" | "yes" | "y"
    ))
}

/// What stays, and why.
fn kept(audit: &Audit, registers: bool, lang: Lang) -> Vec<String> {
    let mut kept = vec![
        texts::protocol_stays(),
        texts::answers_stay(),
        texts::report_stays(),
    ];
    if audit.folder.path(factcheck::KEPT).is_file() {
        kept.insert(2, texts::fact_check_stays());
    }
    let exports_there = audit
        .plan
        .registers
        .iter()
        .flat_map(Export::files)
        .any(|file| audit.folder.path(file).is_file());
    if !registers && exports_there {
        kept.push(texts::exports_stay());
    }
    kept.iter().map(|text| text.get(lang).to_owned()).collect()
}

fn blocks(machine: &Machine, lang: Lang) -> Vec<Block> {
    vec![
        Block::Heading(texts::deleted().get(lang).to_owned()),
        Block::Lines(machine.deleted.clone()),
        Block::Heading(texts::kept().get(lang).to_owned()),
        Block::Lines(machine.kept.clone()),
    ]
}
