//! `verify`: redraws and says identical, or exactly what differs.

mod texts;

use std::collections::{BTreeMap, BTreeSet};

use stickprov::frame::Frame;
use stickprov::lang::{Lang, Text};
use stickprov::log;
use stickprov::problem::Result;
use stickprov::protocol::{Protocol, Status, key};
use stickprov::verify::{self, Difference, Verification, What};

use super::drawn;
use super::exit::Exit;
use super::folder::Audit;
use super::output::{Align, Block, Grid, Item};
use super::replace;
use super::session::Session;
use super::translate::Swedish;

/// Draw again and compare: identical, or exactly what differs
#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Dra om urvalet och jämför: identiskt, eller exakt vad som skiljer",
    args: &[],
};

pub(crate) fn run(_args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let protocol = drawn::protocol_of_draw(&audit.folder)?;
    let frame = drawn::frame(&audit, session.lang)?;
    let verification = verification(&audit, &protocol, &frame)?;
    session.show(
        &verification,
        &blocks(&verification, &protocol, session.lang),
    )?;
    Ok(if verification.identical {
        Exit::Done
    } else {
        Exit::Negative
    })
}

/// Compares the draw with what the exports and the plan give now, and checks the log.
pub(crate) fn verification(
    audit: &Audit,
    protocol: &Protocol,
    frame: &Frame,
) -> Result<Verification> {
    let entries = drawn::key_entries(&audit.folder)?;
    let key_differs = entries
        .as_ref()
        .is_some_and(|entries| key::sha256(entries) != protocol.selection_sha256);
    let keys: Option<BTreeMap<_, _>> = entries.map(|entries| {
        entries
            .into_iter()
            .map(|entry| (entry.id, entry.key))
            .collect()
    });
    let sha256 = drawn::plan_sha256(audit);
    let extensions = drawn::extensions(&audit.folder)?;
    let mut verification = verify::verify(
        &audit.plan,
        &sha256,
        frame,
        protocol,
        keys.as_ref(),
        &extensions,
    )?;
    if key_differs {
        verification.add(What::KeyFile, "");
    }
    let text = drawn::log_text(&audit.folder)?;
    match log::check(&text, drawn::LOG) {
        Ok(entries) => {
            let last = entries
                .iter()
                .rev()
                .find(|entry| !entry.selection_sha256.is_empty());
            if last.is_none_or(|entry| entry.selection_sha256 != protocol.selection_sha256) {
                verification.add(What::Log, "");
            }
            let logged = replace::replacements(&audit.folder)?;
            let logged: BTreeSet<&str> = logged.iter().map(|one| one.replaced.as_str()).collect();
            for unit in &protocol.units {
                if (unit.status == Status::Replaced) != logged.contains(unit.id.as_str()) {
                    verification.add(What::Replacement, &unit.id);
                }
            }
        }
        Err(error) => {
            let row = error
                .faults
                .iter()
                .find_map(|fault| fault.place.as_ref()?.row);
            verification.add(
                What::Log,
                &row.map(|row| row.to_string()).unwrap_or_default(),
            );
        }
    }
    Ok(verification)
}

pub(crate) fn blocks(verification: &Verification, protocol: &Protocol, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let grid = differences(verification, lang);
    if verification.identical {
        let units = stickprov::lang::whole(lang, u64::try_from(protocol.units.len()).unwrap_or(0));
        blocks.push(Block::Lines(vec![
            texts::identical(&units).get(lang).to_owned(),
        ]));
        blocks.push(Block::Sheet(grid));
    } else {
        let count = verification.differences.len();
        blocks.push(Block::Lines(vec![
            texts::differs(count).get(lang).to_owned(),
        ]));
        blocks.push(Block::Grid(grid));
    }
    let remarks: Vec<String> = verification
        .remarks
        .iter()
        .map(|remark| remark_words(remark, lang))
        .collect();
    if !remarks.is_empty() {
        blocks.push(Block::Lines(remarks));
    }
    blocks
}

/// A row for each difference; a spreadsheet program gets the headers also where there is none.
fn differences(verification: &Verification, lang: Lang) -> Grid {
    let headers = [texts::what(), texts::id(), texts::stratum()];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .map(|text| (text.get(lang), Align::Left))
        .collect();
    let mut grid = Grid::new(&columns);
    for difference in &verification.differences {
        grid.push(vec![
            Item::text(words(difference.what).get(lang)),
            Item::text(&difference.id),
            Item::text(&difference.stratum),
        ]);
    }
    grid
}

fn remark_words(remark: &Difference, lang: Lang) -> String {
    match remark.what {
        What::FileChanged => texts::file_changed(&remark.id).get(lang).to_owned(),
        What::FileAdded => texts::file_added(&remark.id).get(lang).to_owned(),
        What::FileGone => texts::file_gone(&remark.id).get(lang).to_owned(),
        What::PlanChanged => texts::plan_changed().get(lang).to_owned(),
        What::Method
        | What::Seed
        | What::Coordination
        | What::StratumGone
        | What::StratumNew
        | What::Population
        | What::SampleSize
        | What::ReserveSize
        | What::Gone
        | What::NotDrawn
        | What::OtherStratum
        | What::OtherRank
        | What::OtherRole
        | What::NewUnit
        | What::Selection
        | What::Sizes
        | What::DrawId
        | What::Protocol
        | What::Replacement
        | What::KeyFile
        | What::Log => words(remark.what).get(lang).to_owned(),
    }
}

fn words(what: What) -> Text {
    match what {
        What::Method => texts::method(),
        What::Seed => texts::seed(),
        What::Coordination => texts::coordination(),
        What::StratumGone => texts::stratum_gone(),
        What::StratumNew => texts::stratum_new(),
        What::Population => texts::population(),
        What::SampleSize => texts::sample_size(),
        What::ReserveSize => texts::reserve_size(),
        What::Gone => texts::gone(),
        What::NotDrawn => texts::not_drawn(),
        What::OtherStratum => texts::other_stratum(),
        What::OtherRank => texts::other_rank(),
        What::OtherRole => texts::other_role(),
        What::NewUnit => texts::new_unit(),
        What::FileChanged => texts::file_changed(""),
        What::FileAdded => texts::file_added(""),
        What::FileGone => texts::file_gone(""),
        What::PlanChanged => texts::plan_changed(),
        What::Selection => texts::selection(),
        What::Sizes => texts::sizes(),
        What::DrawId => texts::draw_id(),
        What::KeyFile => texts::key_file(),
        What::Protocol => texts::protocol(),
        What::Replacement => texts::replacement(),
        What::Log => texts::log(),
    }
}

/// Refuses inputs that would change the selection.
pub(crate) fn must_be_identical(audit: &Audit, protocol: &Protocol, frame: &Frame) -> Result<()> {
    let verification = verification(audit, protocol, frame)?;
    if verification.identical {
        return Ok(());
    }
    let is_file = |what: What| matches!(what, What::FileChanged | What::FileAdded | What::FileGone);
    let remarks = verification.remarks.iter();
    let files: Vec<&str> = remarks
        .filter(|remark| is_file(remark.what))
        .map(|remark| remark.id.as_str())
        .collect();
    let hint = if files.is_empty() {
        texts::would_change_hint()
    } else {
        texts::files_changed_hint(&files.join(", "))
    };
    Err(stickprov::problem::Error::new(texts::would_change()).hint(hint))
}
