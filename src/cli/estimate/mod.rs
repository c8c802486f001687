//! `estimate`: a calculator for numbers typed in or from a CSV: what so many deviations in so
//! many files say of the rest.

mod strata;
mod texts;

use clap::ValueEnum;
use serde::Serialize;
use stickprov::exact::Confidence;
use stickprov::lang::{Lang, decimal, percent, whole};
use stickprov::problem::{Error, Result};
use stickprov::report::method_name;
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
    WendellSchmee,
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
    /// Files in the strata that were reached; null where the population counts as endless.
    population: Option<u64>,
    /// Where the criterion applies to some files only: how many it is estimated to apply to.
    #[serde(skip_serializing_if = "Option::is_none")]
    applicable: Option<f64>,
    /// Strata of which no file was reviewed: the estimate does not speak for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_reached: Vec<String>,
    /// The limits for all strata, those not reached included.
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<AllStrata>,
    /// How strata of which one file of several was reviewed got a variance.
    #[serde(skip_serializing_if = "Option::is_none")]
    single_file: Option<&'static str>,
    /// Why the interval is not the exact, proved one.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    strata: Vec<Stratum>,
}

/// Limits that let the strata not reached hold anything from none to all.
#[derive(Serialize)]
pub(super) struct AllStrata {
    population: u64,
    lower_count: Option<u64>,
    upper_count: Option<u64>,
}

/// One stratum, for programs.
#[derive(Serialize)]
pub(super) struct Stratum {
    #[serde(rename = "stratum")]
    name: String,
    population: Option<u64>,
    sample: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    applicable: Option<u64>,
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
        (Some(file), _, _) => strata::estimate(args, file, session.lang)?,
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
        (MethodWord::KornGraubard | MethodWord::WendellSchmee, _) => {
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
        population: args.population,
        applicable: None,
        not_reached: Vec::new(),
        all: None,
        single_file: None,
        reason: None,
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
        population,
        sample,
        applicable: None,
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
    if let Some(applicable) = machine.applicable {
        row(texts::applicable(), decimal(lang, applicable, 0));
    }
    row(texts::confidence(), level(lang, machine.confidence));
    row(texts::method(), method_name(lang, machine.method));
    row(
        texts::promise(),
        promise(machine.promise).get(lang).to_owned(),
    );
    let mut blocks = vec![Block::Grid(grid)];
    let mut lines = Vec::new();
    if let Some(reason) = &machine.reason {
        lines.push(format!("{}.", capitalised(reason)));
    }
    if machine.single_file.is_some() {
        lines.push(texts::single_file().get(lang).to_owned());
    }
    if let Some(all) = &machine.all {
        let missing = machine.not_reached.join(", ");
        lines.push(texts::not_reached(&missing).get(lang).to_owned());
        let text = texts::with_all(
            &whole(lang, all.population),
            &counted(all.lower_count),
            &counted(all.upper_count),
        );
        lines.push(text.get(lang).to_owned());
    }
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    if machine.strata.len() > 1 {
        blocks.push(Block::Grid(by_stratum(machine, lang)));
    }
    blocks
}

/// Every stratum on a line.
fn by_stratum(machine: &Machine, lang: Lang) -> Grid {
    let mut grid = Grid::new(&[
        (texts::stratum().get(lang), Align::Left),
        (texts::population().get(lang), Align::Right),
        (texts::deviations().get(lang), Align::Right),
        (texts::share().get(lang), Align::Right),
        (texts::interval().get(lang), Align::Right),
        (texts::files().get(lang), Align::Right),
    ]);
    let between = |lower: Option<String>, upper: Option<String>| match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{lower}–{upper}"),
        (Some(lower), None) => format!("≥ {lower}"),
        (None, Some(upper)) => format!("≤ {upper}"),
        (None, None) => "–".to_owned(),
    };
    for stratum in &machine.strata {
        let rate = |rate: Option<f64>| rate.map(|rate| percent(lang, rate, 1));
        let count = |count: Option<u64>| count.map(|count| whole(lang, count));
        let of = stratum.applicable.unwrap_or(stratum.sample);
        grid.push(vec![
            Item::text(&stratum.name),
            Item::text(
                stratum
                    .population
                    .map_or("–".to_owned(), |n| whole(lang, n)),
            ),
            Item::text(match of {
                0 => "–".to_owned(),
                of => super::gaps::of(stratum.deviations, of, lang),
            }),
            Item::text(rate(stratum.rate).unwrap_or_else(|| "–".to_owned())),
            Item::text(between(rate(stratum.lower), rate(stratum.upper))),
            Item::text(between(
                count(stratum.lower_count),
                count(stratum.upper_count),
            )),
        ]);
    }
    grid
}

fn promise(name: &str) -> stickprov::lang::Text {
    match name {
        "guaranteed" => texts::guaranteed(),
        "by_search" => texts::by_search(),
        _ => texts::approximate(),
    }
}

/// A confidence as it was typed: 95 %, 97,5 %.
fn level(lang: Lang, confidence: f64) -> String {
    let tenths = confidence * 1000.0;
    let decimals = usize::from((tenths / 10.0 - (tenths / 10.0).round()).abs() > 1e-9);
    percent(lang, confidence, decimals)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
