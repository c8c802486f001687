//! `estimate`: a calculator for numbers typed in or from a CSV: what so many deviations in so
//! many files say of the rest.

mod strata;
mod texts;

use clap::ValueEnum;
use serde::Serialize;
use stickprov::exact::Confidence;
use stickprov::lang::{Lang, percent, whole};
use stickprov::problem::{Error, Result};
use stickprov::stats::{Limits, Method, Misuse, Side, finite, proportion};

use super::exit::Exit;
use super::output::{Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// Give the interval for a rate from numbers
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Deviating files found
    #[arg(long, value_name = "X", requires = "sample", conflicts_with = "strata")]
    deviations: Option<u64>,
    /// Files reviewed
    #[arg(long, value_name = "N", requires = "deviations")]
    sample: Option<u64>,
    /// Files in the population; without it the population counts as endless
    #[arg(long, value_name = "N", conflicts_with = "strata")]
    population: Option<u64>,
    /// A CSV with the columns stratum, population, sample, deviations and perhaps applicable
    #[arg(long, value_name = "FILE", required_unless_present = "deviations")]
    strata: Option<std::path::PathBuf>,
    /// How often the interval is to hold
    #[arg(long, value_name = "C", default_value = "0.95")]
    confidence: Confidence,
    /// Which limits
    #[arg(long, value_name = "SIDE", default_value = "two")]
    side: SideWord,
    /// The method; without it the exact one that fits
    #[arg(long, value_name = "METHOD")]
    method: Option<MethodWord>,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Ge intervallet för en andel ur siffror",
    args: &[
        ("deviations", "Akter med avvikelse"),
        ("sample", "Granskade akter"),
        (
            "population",
            "Akter i populationen; utan den räknas populationen som oändlig",
        ),
        (
            "strata",
            "En CSV med kolumnerna stratum, population, sample, deviations och ev. applicable",
        ),
        ("confidence", "Hur ofta intervallet ska hålla"),
        ("side", "Vilka gränser"),
        ("method", "Metoden; utan den den exakta som passar"),
    ],
};

/// A side, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum SideWord {
    Two,
    Lower,
    Upper,
}

impl From<SideWord> for Side {
    fn from(word: SideWord) -> Self {
        match word {
            SideWord::Two => Self::Two,
            SideWord::Lower => Self::Lower,
            SideWord::Upper => Self::Upper,
        }
    }
}

/// A method, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodWord {
    Hypergeometric,
    ClopperPearson,
    Wilson,
    Jeffreys,
    AgrestiCoull,
    KornGraubard,
}

/// What programs get.
#[derive(Serialize)]
pub(super) struct Machine {
    schema: &'static str,
    rate: f64,
    standard_error: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    method: &'static str,
    promise: &'static str,
    lower_count: Option<u64>,
    upper_count: Option<u64>,
    confidence: f64,
    strata: Vec<Stratum>,
}

/// One stratum, for programs.
#[derive(Serialize)]
pub(super) struct Stratum {
    #[serde(rename = "stratum")]
    name: String,
    population: u64,
    sample: u64,
    deviations: u64,
    rate: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    lower_count: Option<u64>,
    upper_count: Option<u64>,
}

const SCHEMA: &str = "stickprov/estimate/1";

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let machine = match (&args.strata, args.deviations, args.sample) {
        (Some(file), _, _) => strata::estimate(args, file)?,
        (None, Some(deviations), Some(sample)) => one(args, deviations, sample)?,
        (None, _, _) => return Err(Error::new(texts::numbers_missing()).into()),
    };
    session.show(&machine, &blocks(&machine, session.lang))?;
    Ok(Exit::Done)
}

/// One stratum.
fn one(args: &Args, deviations: u64, sample: u64) -> Result<Machine> {
    let side = Side::from(args.side);
    let method = args.method.unwrap_or(match args.population {
        Some(_) => MethodWord::Hypergeometric,
        None => MethodWord::ClopperPearson,
    });
    if sample == 0 {
        return Err(misuse(Misuse::NoFiles));
    }
    let mut counts = None;
    let (limits, method) = match (method, args.population) {
        (MethodWord::Hypergeometric, Some(population)) => {
            let found = finite::hypergeometric_interval(
                population,
                sample,
                deviations,
                args.confidence,
                side,
            )
            .map_err(misuse)?;
            counts = Some(found);
            (found.rates(population), Method::Hypergeometric)
        }
        (MethodWord::Hypergeometric, None) => {
            return Err(Error::new(texts::needs_population()));
        }
        (MethodWord::ClopperPearson, _) => (
            proportion::clopper_pearson(deviations, sample, args.confidence, side)
                .map_err(misuse)?,
            Method::ClopperPearson,
        ),
        (MethodWord::Wilson, _) => (
            proportion::wilson(deviations, sample, args.confidence, side).map_err(misuse)?,
            Method::Wilson,
        ),
        (MethodWord::Jeffreys, _) => (
            proportion::jeffreys(deviations, sample, args.confidence, side).map_err(misuse)?,
            Method::Jeffreys,
        ),
        (MethodWord::AgrestiCoull, _) => (
            proportion::agresti_coull(deviations, sample, args.confidence, side).map_err(misuse)?,
            Method::AgrestiCoull,
        ),
        (MethodWord::KornGraubard, _) => {
            return Err(Error::new(texts::needs_strata()));
        }
    };
    let rate = share(deviations, sample);
    Ok(Machine {
        schema: SCHEMA,
        rate,
        standard_error: standard_error(rate, sample, args.population),
        lower: limits.lower,
        upper: limits.upper,
        method: method.name(),
        promise: method.promise().name(),
        lower_count: counts.and_then(|counts| counts.lower),
        upper_count: counts.and_then(|counts| counts.upper),
        confidence: args.confidence.to_f64(),
        strata: vec![stratum(
            "",
            args.population,
            sample,
            deviations,
            limits,
            counts,
        )],
    })
}

fn stratum(
    name: &str,
    population: Option<u64>,
    sample: u64,
    deviations: u64,
    limits: Limits,
    counts: Option<stickprov::stats::CountLimits>,
) -> Stratum {
    Stratum {
        name: name.to_owned(),
        population: population.unwrap_or_default(),
        sample,
        deviations,
        rate: (sample > 0).then(|| share(deviations, sample)),
        lower: limits.lower,
        upper: limits.upper,
        lower_count: counts.and_then(|counts| counts.lower),
        upper_count: counts.and_then(|counts| counts.upper),
    }
}

/// √((1 − n/N) p q/(n − 1)); none from one file of several.
#[allow(
    clippy::cast_precision_loss,
    reason = "files are counted in millions at the most"
)]
fn standard_error(rate: f64, sample: u64, population: Option<u64>) -> Option<f64> {
    if population == Some(sample) {
        return Some(0.0);
    }
    if sample < 2 {
        return None;
    }
    let left = population.map_or(1.0, |population| 1.0 - sample as f64 / population as f64);
    let variance = left * rate * (1.0 - rate) / (sample - 1) as f64;
    Some(variance.sqrt())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "files are counted in millions at the most"
)]
fn share(part: u64, of: u64) -> f64 {
    part as f64 / of as f64
}

fn misuse(misuse: Misuse) -> Error {
    Error::new(misuse.text())
}

fn blocks(machine: &Machine, lang: Lang) -> Vec<Block> {
    let per_cent = |rate: Option<f64>| rate.map_or("–".to_owned(), |rate| percent(lang, rate, 1));
    let counted = |count: Option<u64>| count.map_or("–".to_owned(), |count| whole(lang, count));
    let mut grid = Grid::new(&[
        (texts::quantity().get(lang), Align::Left),
        (texts::value().get(lang), Align::Right),
    ]);
    let mut row = |what: stickprov::lang::Text, value: String| {
        grid.push(vec![Item::text(what.get(lang)), Item::text(value)]);
    };
    row(texts::rate(), percent(lang, machine.rate, 1));
    row(texts::lower(), per_cent(machine.lower));
    row(texts::upper(), per_cent(machine.upper));
    if machine.lower_count.is_some() || machine.upper_count.is_some() {
        row(texts::lower_count(), counted(machine.lower_count));
        row(texts::upper_count(), counted(machine.upper_count));
    }
    row(texts::confidence(), percent(lang, machine.confidence, 0));
    row(texts::method(), machine.method.to_owned());
    let promise = match machine.promise {
        "guaranteed" => texts::guaranteed(),
        "by_search" => texts::by_search(),
        _ => texts::approximate(),
    };
    row(texts::promise(), promise.get(lang).to_owned());
    vec![Block::Grid(grid)]
}
