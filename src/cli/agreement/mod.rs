//! `agreement`: how well two reviewers agree: in the audit's folder question by question, or
//! from two columns of answers in a file.

mod folder;
mod ratings;
mod texts;

use std::path::PathBuf;

use serde::Serialize;
use stickprov::exact::Confidence;
use stickprov::lang::{Lang, decimal, percent, whole};
use stickprov::stats::agreement::{Agreement, METHOD};

use super::exit::Exit;
use super::output::{self, Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// Show how well two reviewers agree: percent and Cohen's kappa
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Instead of the audit's readings: a CSV with a header and two columns of answers
    #[arg(long, value_name = "FILE")]
    ratings: Option<PathBuf>,
    /// Write a workbook with the differences that are not settled, for the joint answers
    #[arg(long, conflicts_with = "ratings")]
    settle: bool,
    /// How often the interval is to hold
    #[arg(long, value_name = "C", default_value = "0.95")]
    confidence: Confidence,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Visa hur väl två granskare stämmer överens: procent och Cohens kappa",
    args: &[
        (
            "ratings",
            "I stället för granskningens läsningar: en CSV med rubrik och två kolumner med svar",
        ),
        (
            "settle",
            "Skriv en arbetsbok med de skillnader som inte är avstämda, för gemensamma svar",
        ),
        ("confidence", "Hur ofta intervallet ska hålla"),
    ],
};

/// What programs get.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    #[serde(flatten)]
    numbers: Numbers,
    method: &'static str,
    confidence: f64,
}

/// An agreement as programs get it; what does not exist is null.
#[derive(Serialize)]
struct Numbers {
    observed: f64,
    expected: f64,
    kappa: Option<f64>,
    standard_error: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    files: u64,
}

impl Numbers {
    fn new(found: &Agreement, confidence: Confidence) -> Self {
        let kappa = found.kappa.ok();
        let limits = kappa.map(|kappa| kappa.limits(confidence));
        Self {
            observed: found.observed,
            expected: found.expected,
            kappa: kappa.map(|kappa| kappa.value),
            standard_error: kappa.map(|kappa| kappa.standard_error),
            lower: limits.and_then(|limits| limits.lower),
            upper: limits.and_then(|limits| limits.upper),
            files: found.files,
        }
    }
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let lang = session.lang;
    let Some(file) = &args.ratings else {
        return folder::run(args.settle, args.confidence, session);
    };
    let read = ratings::read(file)?;
    let found = ratings::agreement(file, &read)?;
    let machine = Machine {
        schema: "stickprov/agreement/1",
        numbers: Numbers::new(&found, args.confidence),
        method: METHOD,
        confidence: args.confidence.to_f64(),
    };
    session.show(&machine, &blocks(&machine, lang))?;
    if let Err(reason) = found.kappa {
        output::note(reason.text().get(lang));
    } else if machine.numbers.lower.is_none() {
        output::note(texts::no_spread().get(lang));
    }
    if read.unpaired > 0 {
        output::note(texts::unpaired(read.unpaired).get(lang));
    }
    Ok(Exit::Done)
}

fn blocks(machine: &Machine, lang: Lang) -> Vec<Block> {
    let numbers = &machine.numbers;
    let number =
        |value: Option<f64>| value.map_or("–".to_owned(), |value| decimal(lang, value, 2));
    let mut grid = Grid::new(&[
        (texts::quantity().get(lang), Align::Left),
        (texts::value().get(lang), Align::Right),
    ]);
    for (what, value) in [
        (texts::files(), whole(lang, numbers.files)),
        (texts::observed(), percent(lang, numbers.observed, 1)),
        (texts::expected(), percent(lang, numbers.expected, 1)),
        (texts::kappa(), number(numbers.kappa)),
        (texts::standard_error(), number(numbers.standard_error)),
        (texts::lower(), number(numbers.lower)),
        (texts::upper(), number(numbers.upper)),
        (texts::confidence(), percent(lang, machine.confidence, 0)),
    ] {
        grid.push(vec![Item::text(what.get(lang)), Item::text(value)]);
    }
    let note = texts::interval_note().get(lang).to_owned();
    vec![Block::Grid(grid), Block::Lines(vec![note])]
}
