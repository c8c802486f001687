//! `checklist`: writes the workbooks that the reviewers fill in. A workbook that holds an
//! answer is never overwritten: files that stand in none go to new workbooks.

mod texts;

use std::collections::BTreeMap;

use clap::ValueEnum;
use stickprov::checklist::books::{self, Standing, Wanted};
use stickprov::checklist::read::{self, Filled, Source};
use stickprov::checklist::{Arrangement, Case, Occasion, write as workbooks};
use stickprov::lang::Lang;
use stickprov::problem::Result;
use stickprov::protocol::Protocol;

use super::drawn;
use super::evaluated::{self, CHECKLISTS};
use super::exit::Exit;
use super::folder::{Access, Audit};
use super::output::{Align, Block, Grid, Item};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

/// Write the checklists to fill in
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How questions and files stand to each other
    #[arg(long, value_name = "LAYOUT", default_value = "across")]
    layout: Layout,
    /// Who reads which places: "Eva=JS Farsta;Thomas=JS Kista-Kista,JS Rosenlundsgatan"
    #[arg(long, value_name = "REVIEWERS")]
    reviewers: Option<String>,
    /// How many files of each place are read a second time, blind
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    double: usize,
    /// Write new workbooks with the old answers filled in
    #[arg(long)]
    add: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv checklistorna som ska fyllas i",
    args: &[
        ("layout", "Hur frågor och akter står mot varandra"),
        (
            "reviewers",
            "Vem som läser vilka platser: \"Eva=JS Farsta;Thomas=JS Kista-Kista,JS Rosenlundsgatan\"",
        ),
        (
            "double",
            "Hur många akter per plats som läses en andra gång, blint",
        ),
        ("add", "Skriv nya arbetsböcker med de gamla svaren ifyllda"),
    ],
};

/// A layout, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Layout {
    #[value(alias = "questions")]
    Across,
    Rows,
    PerFile,
}

impl From<Layout> for Arrangement {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Across => Self::Across,
            Layout::Rows => Self::Rows,
            Layout::PerFile => Self::PerFile,
        }
    }
}

/// What was written, for programs.
#[derive(serde::Serialize)]
struct Machine<'a> {
    schema: &'static str,
    draw_id: &'a str,
    written: Vec<Written<'a>>,
}

#[derive(serde::Serialize)]
struct Written<'a> {
    file: String,
    checklist: &'a str,
    units: usize,
    second: bool,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let protocol = drawn::protocol_of_audit(&audit)?;
    let cases = cases(&audit, &protocol, session.lang)?;
    let reviewers = match &args.reviewers {
        Some(text) => books::reviewers(text, &cases)?,
        None => Vec::new(),
    };
    let wanted = Wanted {
        reviewers,
        double: args.double,
        again: args.add,
    };
    let written = write(
        &audit,
        &protocol,
        &cases,
        &wanted,
        args.layout.into(),
        session.lang,
    )?;
    let machine = Machine {
        schema: "stickprov/checklist/1",
        draw_id: &protocol.draw_id,
        written: written
            .iter()
            .map(|one| Written {
                file: one.file.clone(),
                checklist: &one.id,
                units: one.units,
                second: one.second,
            })
            .collect(),
    };
    session.show(&machine, &blocks(&machine, session.lang))?;
    Ok(Exit::Done)
}

/// One workbook that was written.
pub(crate) struct Book {
    /// Where it lies in the audit's folder.
    file: String,
    /// The id of its checklist, or of the register that it is.
    id: String,
    units: usize,
    second: bool,
}

/// Writes the workbooks for units that stand in none; the folder is locked by the caller.
pub(crate) fn write(
    audit: &Audit,
    protocol: &Protocol,
    cases: &[Case],
    wanted: &Wanted,
    arrangement: Arrangement,
    lang: Lang,
) -> Result<Vec<Book>> {
    let sources = evaluated::sources(audit)?;
    let frame = evaluated::answers_of(audit, protocol);
    let standing = standing(audit, &sources, frame)?;
    let filled = if wanted.again {
        // What was odd about the old answers, some of which may not come along.
        problems::tell(&read::read(&sources, frame)?.1, lang, false);
        read::filled(&sources, frame)?
    } else {
        Filled::default()
    };
    let occasion = Occasion {
        title: &audit.plan.title,
        draw_id: &protocol.draw_id,
        lang,
    };
    let planned = books::plan(&audit.template, occasion, cases, wanted, &standing);
    let workbooks =
        workbooks::workbooks(&audit.template, occasion, arrangement, &planned, &filled)?;
    let mut batch = audit.folder.batch();
    for (name, bytes) in &workbooks {
        batch.add(&format!("{CHECKLISTS}/{name}"), bytes, Access::Usual)?;
    }
    let lists = lists(audit, occasion)?;
    for (_, file, bytes) in &lists {
        batch.add(file, bytes, Access::Usual)?;
    }
    batch.commit()?;
    let books = planned.iter().map(|planned| Book {
        file: format!("{CHECKLISTS}/{}", planned.file_name),
        id: audit.template.checklists[planned.checklist].id.clone(),
        units: planned.cases.len(),
        second: planned.second,
    });
    let lists = lists.into_iter().map(|(id, file, _)| Book {
        file,
        id,
        units: 0,
        second: false,
    });
    Ok(books.chain(lists).collect())
}

/// The lists that the plan reads as registers and the reviewers fill in, where they are not
/// written yet: the register's id, the file, and its bytes.
fn lists(audit: &Audit, occasion: Occasion<'_>) -> Result<Vec<(String, String, Vec<u8>)>> {
    let mut lists = Vec::new();
    for export in &audit.plan.registers {
        // A list is written as one file: the plan refuses another.
        let file = &export.parts[0].file;
        let is_workbook = file.to_lowercase().ends_with(".xlsx");
        if is_workbook
            && !audit.folder.path(file).exists()
            && let Some(bytes) = workbooks::form(&audit.template, export.register, occasion)?
        {
            lists.push((export.id.clone(), file.clone(), bytes));
        }
    }
    Ok(lists)
}

fn standing(audit: &Audit, sources: &[Source], frame: read::Frame<'_>) -> Result<Standing> {
    let mut standing = read::standing(sources, frame)?;
    standing.names = evaluated::file_names(&audit.folder)?.into_iter().collect();
    Ok(standing)
}

/// The reviewed units with who holds their files.
pub(crate) fn cases(audit: &Audit, protocol: &Protocol, lang: Lang) -> Result<Vec<Case>> {
    let frame = drawn::frame(audit, lang)?;
    let identities = drawn::identities(audit, protocol, Some(&frame))?.unwrap_or_default();
    let reviewed = drawn::reviewed(protocol);
    let dossiers = drawn::dossiers(audit, lang, &frame, &identities, &reviewed)?;
    let cases = protocol.reviewed().map(|unit| {
        let place: BTreeMap<usize, String> = audit
            .template
            .checklists
            .iter()
            .enumerate()
            .filter_map(|(at, list)| Some((at, dossiers.own(&unit.id, list.recipient?))))
            .collect();
        let stratum = protocol.stratum(&unit.stratum);
        Case {
            id: unit.id.clone(),
            stratum: stratum
                .map(|stratum| stratum.name.clone())
                .unwrap_or_default(),
            place,
        }
    });
    Ok(cases.collect())
}

fn blocks(machine: &Machine<'_>, lang: Lang) -> Vec<Block> {
    if machine.written.is_empty() {
        return vec![Block::Lines(vec![texts::nothing().get(lang).to_owned()])];
    }
    let headers = [texts::file(), texts::units(), texts::second()];
    let aligns = [Align::Left, Align::Right, Align::Left];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .zip(aligns)
        .map(|(text, align)| (text.get(lang), align))
        .collect();
    let mut grid = Grid::new(&columns);
    for one in &machine.written {
        let second = if one.second {
            texts::blind().get(lang).to_owned()
        } else {
            String::new()
        };
        let units = match u64::try_from(one.units).unwrap_or_default() {
            // A list of the reviewers' own is about no files.
            0 => Item::text(""),
            units => Item::whole(lang, units),
        };
        grid.push(vec![Item::text(&one.file), units, Item::text(second)]);
    }
    vec![Block::Grid(grid)]
}
