//! `synth`: made-up exports into `register/`, to try things out and to learn on. An export
//! that stands there already is never touched.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde::Serialize;
use stickprov::indicator::{Published, published};
use stickprov::problem::{Error, Fault, Place};
use stickprov::synth::{self, Format};

use super::exit::Exit;
use super::folder::{EXPORTS, Folder};
use super::legacy::InChild;
use super::output::{Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// Make up exports of people who cannot exist, into register/
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The template that says what the exports look like
    #[arg(long, value_name = "NAME")]
    template: String,
    /// Rows in the first register
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u64).range(1..),
        required_unless_present = "totals"
    )]
    rows: Option<u64>,
    /// A published table whose totals the first register gets
    #[arg(long, value_name = "FILE")]
    totals: Option<PathBuf>,
    /// Write only the export of this register
    #[arg(long, value_name = "REGISTER")]
    only: Vec<String>,
    /// Decides what is made up: the same seed gives the same files
    #[arg(long, value_name = "SEED")]
    seed: String,
    /// Make all exports CSV, whatever the template says
    #[arg(long)]
    csv: bool,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Hitta på exporter om personer som inte kan finnas, i register/",
    args: &[
        ("template", "Mallen som säger hur exporterna ser ut"),
        ("rows", "Rader i det första registret"),
        (
            "totals",
            "En publicerad tabell vars summor det första registret får",
        ),
        ("only", "Skriv bara exporten av det här registret"),
        (
            "seed",
            "Avgör vad som hittas på: samma startvärde ger samma filer",
        ),
        ("csv", "Gör alla exporter till CSV, vad mallen än säger"),
    ],
};

stickprov::texts! {
    exists() { "filen finns redan, och exporter skrivs aldrig över", "the file exists, and exports are never overwritten" }
    no_such(id: &str, known: &str) { "receptet gör inget register {id}; det gör {known}", "the recipe makes no register {id}; it makes {known}" }
    unread() { "cellen kan inte läsas som ett tal", "the cell cannot be read as a figure" }
    unread_hint() { "skriv talet ensamt i cellen, i en kopia av tabellen", "write the figure alone in its cell, in a copy of the table" }
    exists_hint() { "kör i en tom mapp, eller flytta undan filen", "run in an empty folder, or move the file away" }
    file() { "fil", "file" }
    rows() { "rader", "rows" }
    next() { "Ingen av personerna finns. Fortsätt med: stickprov init", "None of these people exist. Go on with: stickprov init" }
}

/// `synth/1`.
#[derive(Serialize)]
struct Machine<'a> {
    schema: &'static str,
    template: &'a str,
    seed: &'a str,
    files: Vec<Made>,
}

#[derive(Serialize)]
struct Made {
    file: String,
    rows: u64,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let folder = session.folder();
    let template = folder.template(&args.template)?;
    let recipe = synth::recipe(&template)?;
    let format = if args.csv {
        Format::Csv
    } else {
        Format::AsRecipe
    };
    let wanted = wanted(&recipe, &args.only)?;
    let names: Vec<String> = synth::files(&recipe, format)
        .into_iter()
        .map(|name| format!("{EXPORTS}/{name}"))
        .collect();
    std::fs::create_dir_all(folder.root())?;
    let _lock = folder.lock()?;
    let written = names.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
    let free: Vec<String> = written.map(|(name, _)| name.clone()).collect();
    are_free(&folder, &free)?;
    let published = match &args.totals {
        None => None,
        Some(file) => {
            let shown = file.to_string_lossy();
            let path = session.in_folder(file);
            let published = published(&template, &path, &shown, &InChild)?;
            are_read(&published)?;
            Some(published)
        }
    };
    let mut batch = folder.batch();
    let mut outs: Vec<Box<dyn Write>> = Vec::new();
    for (name, wanted) in names.iter().zip(&wanted) {
        outs.push(if *wanted {
            Box::new(BufWriter::new(batch.begin(name)?))
        } else {
            Box::new(std::io::sink())
        });
    }
    let seed = args.seed.as_str();
    let rows = match published {
        None => {
            let rows = (args.rows.unwrap_or(0), seed);
            synth::write(&recipe, &template, rows, format, outs)?
        }
        Some(published) => {
            let rows = (args.rows, seed);
            synth::write_to_totals(&recipe, &template, &published, rows, format, outs)?
        }
    };
    batch.commit()?;
    let files = names.into_iter().zip(rows).zip(wanted);
    let files = files.filter(|(_, wanted)| *wanted).map(|(file, _)| file);
    let machine = Machine {
        schema: "stickprov/synth/1",
        template: &args.template,
        seed: &args.seed,
        files: files.map(|(file, rows)| Made { file, rows }).collect(),
    };
    let lang = session.lang;
    let mut grid = Grid::new(&[
        (file().get(lang), Align::Left),
        (self::rows().get(lang), Align::Right),
    ]);
    for made in &machine.files {
        grid.push(vec![Item::text(&made.file), Item::whole(lang, made.rows)]);
    }
    let next = vec![next().get(lang).to_owned()];
    session.show(&machine, &[Block::Grid(grid), Block::Lines(next)])?;
    Ok(Exit::Done)
}

/// Which registers are written; all where none is named.
fn wanted(recipe: &synth::Recipe, only: &[String]) -> stickprov::problem::Result<Vec<bool>> {
    let ids = recipe.registers();
    let unknown = only.iter().filter(|id| !ids.contains(&id.as_str()));
    let faults = unknown.map(|id| Fault {
        what: no_such(id, &ids.join(", ")),
        place: None,
        hint: None,
    });
    Error::all(faults.collect())?;
    let wanted = |id: &&str| only.is_empty() || only.iter().any(|only| only == id);
    Ok(ids.iter().map(wanted).collect())
}

/// Registers are made to figures: all must be known.
fn are_read(published: &[Published]) -> stickprov::problem::Result<()> {
    let places = published.iter().flat_map(|table| &table.unread);
    let faults = places.map(|place| Fault {
        what: unread(),
        place: Some(place.clone()),
        hint: Some(unread_hint()),
    });
    Error::all(faults.collect())
}

/// All the files that stand there already.
fn are_free(folder: &Folder, names: &[String]) -> stickprov::problem::Result<()> {
    let taken = names.iter().filter(|name| folder.path(name).exists());
    let faults = taken.map(|name| Fault {
        what: exists(),
        place: Some(Place::file(name)),
        hint: Some(exists_hint()),
    });
    Error::all(faults.collect())
}
