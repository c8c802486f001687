//! `factcheck`: writes what each board is asked to check, one workbook a board, and shows how
//! far the fact-check has come. A workbook in which anything is filled in is never written
//! over.

mod texts;

use std::collections::BTreeSet;

use serde::Serialize;
use stickprov::checklist::read::{Frame, is_checklist_file};
use stickprov::factcheck::book::{self, Heading, Planned, Standing};
use stickprov::factcheck::read::{self, Source};
use stickprov::factcheck::{Counts, Reply};
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Error, Problems, Result};

use super::changes::{self, Writes};
use super::evaluated::{self, Evaluation};
use super::exit::Exit;
use super::folder::{Access, Audit, Folder};
use super::legacy::InChild;
use super::output::{self, Align, Block, Grid, Item};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

/// The folder of what the administrations are asked to check.
pub(crate) const FOLDER: &str = "faktakontroll";

/// What a purge keeps of them: answers as codes.
pub(crate) const KEPT: &str = "urval/faktakontroll.csv";

/// Write what each board is asked to check, and show what came back
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; only show how far the fact-check has come
    #[arg(long)]
    status: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv vad varje nämnd ska faktakontrollera, och visa vad som kommit tillbaka",
    args: &[(
        "status",
        "Skriv inget; visa bara hur långt faktakontrollen har kommit",
    )],
};

/// What was done, for programs.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    draw_id: String,
    written: Vec<Written>,
    boards: Vec<Board>,
    total: Counts,
}

#[derive(Serialize)]
struct Written {
    file: String,
    board: String,
    files: usize,
    lines: usize,
}

#[derive(Serialize)]
struct Board {
    board: String,
    #[serde(flatten)]
    counts: Counts,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let lang = session.lang;
    let evaluation = evaluated::evaluate(&audit, &[], lang)?;
    if evaluation.answers.first.is_empty() {
        return Err(Error::new(texts::no_answers())
            .hint(texts::no_answers_hint())
            .into());
    }
    changes::record(&audit, &evaluation.answers, Writes::Results, session.lang)?;
    let written = if args.status {
        Vec::new()
    } else {
        write(&audit, &evaluation, lang)?
    };
    // What was just written is asked too.
    let (check, _) = evaluated::fact_check(&audit, &evaluation.protocol)?;
    let machine = Machine {
        schema: "stickprov/factcheck/1",
        draw_id: evaluation.protocol.draw_id.clone(),
        written,
        boards: check
            .by_board()
            .into_iter()
            .map(|(board, counts)| Board {
                board: board.to_owned(),
                counts,
            })
            .collect(),
        total: check.counts(),
    };
    session.show(&machine, &blocks(&machine, args.status, lang))?;
    if !machine.written.is_empty() {
        output::note(texts::send().get(lang));
    }
    Ok(problems::tell(&evaluation.problems, lang, false))
}

/// Writes the workbooks; the folder is locked by the caller.
fn write(audit: &Audit, evaluation: &Evaluation, lang: Lang) -> Result<Vec<Written>> {
    let frame = evaluated::answers_of(audit, &evaluation.protocol);
    let standing = standing(&sources(&audit.folder)?, frame)?;
    let taken = audit.folder.names(FOLDER)?;
    let planned = book::plan(&evaluation.facts, &standing, &taken);
    let heading = Heading {
        lang,
        title: &audit.plan.title,
        reference: &audit.plan.reference,
        draw_id: &evaluation.protocol.draw_id,
        announced: audit.plan.announced,
        reference_date: audit.plan.reference_date,
    };
    let mut batch = audit.folder.batch();
    for planned in &planned {
        let bytes = book::bytes(&audit.template, heading, planned)?;
        let name = format!("{FOLDER}/{}", planned.file_name);
        batch.add(&name, &bytes, Access::Owner)?;
    }
    batch.commit()?;
    Ok(planned.iter().map(told).collect())
}

fn told(planned: &Planned<'_>) -> Written {
    let files: BTreeSet<&str> = planned.items.iter().map(|item| item.id.as_str()).collect();
    Written {
        file: format!("{FOLDER}/{}", planned.file_name),
        board: planned.board.to_owned(),
        files: files.len(),
        lines: planned.items.len(),
    }
}

/// The workbooks that stand in the folder, and what is filled in.
fn standing(sources: &[Source], frame: Frame<'_>) -> Result<Vec<Standing>> {
    let mut standing = Vec::new();
    for source in sources {
        let kept = source.file == KEPT;
        // What is kept of purged workbooks was asked, of whomever, and is not asked again.
        let board = match read::recipient(source, frame)? {
            Some(board) => board,
            None if kept => String::new(),
            None => continue,
        };
        // They are told of where all replies are read.
        let replies = read::replies(source, frame, &mut Problems::new())?;
        let name = source.file.rsplit('/').next().unwrap_or(&source.file);
        standing.push(Standing {
            file_name: name.to_owned(),
            board,
            asks: replies
                .iter()
                .map(|reply| (reply.id.clone(), reply.code.clone()))
                .collect(),
            filled: kept || replies.iter().any(|reply| reply.filled),
        });
    }
    Ok(standing)
}

/// What stands in the folder, opened, in the order of the names, and what a purge kept.
pub(crate) fn sources(folder: &Folder) -> Result<Vec<Source>> {
    static LEGACY: InChild = InChild;
    let names = folder.names(FOLDER)?;
    let names = names.iter().filter(|name| is_checklist_file(name));
    let names = names.map(|name| format!("{FOLDER}/{name}"));
    let kept = folder.path(KEPT).is_file().then(|| KEPT.to_owned());
    names
        .chain(kept)
        .map(|shown_as| read::open(&folder.path(&shown_as), &shown_as, &LEGACY))
        .collect()
}

/// Every line of every workbook and CSV.
pub(crate) fn replies(
    folder: &Folder,
    frame: Frame<'_>,
    problems: &mut Problems,
) -> Result<Vec<Reply>> {
    read::all(&sources(folder)?, frame, problems)
}

fn blocks(machine: &Machine, status: bool, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let count = |number: usize| Item::whole(lang, u64::try_from(number).unwrap_or(u64::MAX));
    if !machine.written.is_empty() {
        blocks.push(Block::Heading(texts::written().get(lang).to_owned()));
        let mut grid = Grid::new(&[
            (texts::workbook().get(lang), Align::Left),
            (texts::board().get(lang), Align::Left),
            (texts::files().get(lang), Align::Right),
            (texts::lines().get(lang), Align::Right),
        ]);
        for one in &machine.written {
            // The heading says the folder.
            let name = one.file.rsplit('/').next().unwrap_or(&one.file);
            grid.push(vec![
                Item::short(name, &one.file),
                Item::text(texts::board_name(&one.board).get(lang)),
                count(one.files),
                count(one.lines),
            ]);
        }
        blocks.push(Block::Grid(grid));
    } else if !status {
        blocks.push(Block::Lines(vec![texts::nothing().get(lang).to_owned()]));
    }
    blocks.push(Block::Heading(texts::standing().get(lang).to_owned()));
    // In a terminal the longest words would be broken.
    let short = [
        texts::board(),
        texts::asked(),
        texts::unanswered_short(),
        texts::confirmed(),
        texts::contested_short(),
        texts::accepted(),
        texts::refused(),
    ];
    let mut grid = Grid::new(&[
        (texts::board().get(lang), Align::Left),
        (texts::asked().get(lang), Align::Right),
        (texts::unanswered().get(lang), Align::Right),
        (texts::confirmed().get(lang), Align::Right),
        (texts::contested().get(lang), Align::Right),
        (texts::accepted().get(lang), Align::Right),
        (texts::refused().get(lang), Align::Right),
    ])
    .divided(1, short.map(|title| title.get(lang).to_owned()).to_vec());
    let total = (texts::in_all().get(lang).to_owned(), &machine.total);
    let boards = machine.boards.iter().map(|board| {
        let name = texts::board_name(&board.board);
        (name.get(lang).to_owned(), &board.counts)
    });
    for (name, counts) in boards.chain([total]) {
        let numbers = [
            counts.asked,
            counts.unanswered,
            counts.confirmed,
            counts.contested,
            counts.accepted,
            counts.refused,
        ];
        let mut row = vec![Item::text(name)];
        row.extend(numbers.map(|number| Item::number(whole(lang, number), &number)));
        grid.push(row);
    }
    blocks.push(Block::Grid(grid));
    blocks
}
