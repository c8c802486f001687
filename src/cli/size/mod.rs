//! `size`: how many files to review, and what a number of files can say.

mod plan;
mod shown;
mod texts;

use clap::ValueEnum;
use serde::Serialize;
use stickprov::exact::{Confidence, Rate};
use stickprov::problem::{Error, Result};
use stickprov::stats::size::{self, Allowance, Model};
use stickprov::stats::{Misuse, Side, finite, proportion};

use super::exit::Exit;
use super::session::Session;
use super::translate::Swedish;

/// Say how many files to review, and what a number of files can say
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files in the population; in an audit's folder the frame's
    #[arg(long, value_name = "N")]
    population: Option<u64>,
    /// The highest rate that can be tolerated: how many files show that it is not exceeded?
    #[arg(long, value_name = "R", conflicts_with_all = ["precision", "discovery"])]
    tolerable: Option<Rate>,
    /// The rate expected among the files: k = ⌈n·R⌉ deviations are allowed
    #[arg(
        long,
        value_name = "R",
        requires = "tolerable",
        conflicts_with = "allowed"
    )]
    expected: Option<Rate>,
    /// Deviations allowed among the files; none if not said
    #[arg(long, value_name = "K", requires = "tolerable")]
    allowed: Option<u64>,
    /// The half-width of the interval: how many files give the rate ± E?
    #[arg(long, value_name = "E", conflicts_with = "discovery")]
    precision: Option<Rate>,
    /// The rate that is guessed at
    #[arg(long, value_name = "P")]
    rate: Option<Rate>,
    /// Deviating files in the population: how many files find at least one of them?
    #[arg(long, value_name = "K")]
    discovery: Option<u64>,
    /// What so many files can say
    #[arg(long, value_name = "N")]
    sample: Option<u64>,
    /// How sure the statement is to be
    #[arg(long, value_name = "C", default_value = "0.95")]
    confidence: Confidence,
    /// The model; without it the exact one where the population is known
    #[arg(long, value_name = "METHOD")]
    method: Option<MethodWord>,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Säg hur många akter som ska granskas, och vad ett antal akter kan säga",
    args: &[
        (
            "population",
            "Akter i populationen; i en gransknings mapp urvalsramens",
        ),
        (
            "tolerable",
            "Högsta andel som kan godtas: hur många akter visar att den inte överskrids?",
        ),
        (
            "expected",
            "Andelen som väntas bland akterna: k = ⌈n·R⌉ avvikelser tillåts",
        ),
        (
            "allowed",
            "Tillåtna avvikelser bland akterna; inga om inget sägs",
        ),
        (
            "precision",
            "Intervallets halva bredd: hur många akter ger andelen ± E?",
        ),
        ("rate", "Den andel som gissas"),
        (
            "discovery",
            "Avvikande akter i populationen: hur många akter hittar minst en av dem?",
        ),
        ("sample", "Vad så många akter kan säga"),
        ("confidence", "Hur säkert uttalandet ska vara"),
        (
            "method",
            "Modellen; utan den den exakta när populationen är känd",
        ),
    ],
};

/// A model, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodWord {
    Hypergeometric,
    Binomial,
    Poisson,
}

/// What programs get.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    /// The answer; null where only a table was asked for.
    sample: Option<u64>,
    /// Deviations that the sample may hold; null where the question has none.
    allowed: Option<u64>,
    method: Option<&'static str>,
    confidence: f64,
    population: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerable: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discovery: Option<u64>,
    /// The precision's size before it was rounded up.
    #[serde(skip_serializing_if = "Option::is_none")]
    unrounded: Option<f64>,
    /// The rate that the chances below are for.
    rate: f64,
    /// What different numbers of files can say.
    table: Vec<Says>,
    /// In an audit's folder: what the plan's files can say, by stratum.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    strata: Vec<Stratum>,
    /// In an audit's folder: all strata together.
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<All>,
    /// What must be said about it, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

/// What a number of files can say.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Says {
    sample: u64,
    /// The chance to see at least one deviating file if the rate is as guessed.
    at_least_one: f64,
    /// The chance to see at least two.
    at_least_two: f64,
    /// Half the width of the two-sided interval if the rate is as guessed.
    half_width: f64,
    /// The one-sided upper limit if no file deviates.
    upper_at_none: f64,
}

/// One stratum of the plan.
#[derive(Serialize)]
struct Stratum {
    #[serde(rename = "stratum")]
    letter: String,
    name: String,
    population: u64,
    #[serde(flatten)]
    says: Option<Says>,
    /// Whether it is too small to be spoken of by itself.
    no_statement: bool,
}

/// All strata of the plan together.
#[derive(Serialize)]
struct All {
    population: u64,
    sample: u64,
    at_least_one: f64,
    upper_at_none: Option<f64>,
    upper_count_at_none: Option<u64>,
    promise: Option<&'static str>,
}

const SCHEMA: &str = "stickprov/size/1";

/// The sizes of a table without a question of its own.
const TABLE: [u64; 10] = [10, 20, 30, 40, 50, 60, 80, 100, 150, 200];

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let asked = args.tolerable.is_some() || args.precision.is_some() || args.discovery.is_some();
    let plan = if args.population.is_none() && session.folder().has_plan() {
        Some(plan::read(session)?)
    } else {
        None
    };
    let population = args
        .population
        .or(plan.as_ref().map(plan::Plan::population));
    if !asked && args.sample.is_none() && population.is_none() {
        return Err(Error::new(texts::nothing_asked())
            .hint(texts::nothing_asked_hint())
            .into());
    }
    let answer = if asked {
        Some(answer(args, population)?)
    } else {
        None
    };
    let rate = args
        .rate
        .or(args.tolerable)
        // A precision is asked for without a rate: at worst half deviate, and the table goes by it.
        .or(args.precision.map(|_| Rate::HALF))
        .unwrap_or("0.1".parse().expect("a tenth is a rate"));
    let mut sizes: Vec<u64> = TABLE.to_vec();
    sizes.extend(answer.as_ref().map(|answer| answer.sample));
    sizes.extend(args.sample);
    sizes.extend(plan.as_ref().map(plan::Plan::sample));
    sizes.sort_unstable();
    sizes.dedup();
    sizes.retain(|n| *n > 0 && population.is_none_or(|all| *n <= all));
    let table = sizes
        .iter()
        .map(|n| says(population, *n, rate, args.confidence))
        .collect::<Result<Vec<Says>>>()?;
    let mut machine = Machine {
        schema: SCHEMA,
        sample: answer.as_ref().map(|a| a.sample).or(args.sample),
        allowed: answer.as_ref().and_then(|a| a.allowed),
        method: answer.as_ref().map(|a| a.method),
        confidence: args.confidence.to_f64(),
        population,
        tolerable: args.tolerable.map(Rate::to_f64),
        expected: args.expected.map(Rate::to_f64),
        precision: args.precision.map(Rate::to_f64),
        discovery: args.discovery,
        unrounded: answer.as_ref().and_then(|a| a.unrounded),
        rate: rate.to_f64(),
        table,
        strata: Vec::new(),
        all: None,
        warnings: Vec::new(),
    };
    if let Some(plan) = &plan {
        plan.describe(&mut machine, rate, args.confidence, session.lang)?;
    }
    session.show(&machine, &shown::blocks(&machine, session.lang))?;
    Ok(Exit::Done)
}

/// The answer to what was asked.
struct Answer {
    sample: u64,
    allowed: Option<u64>,
    method: &'static str,
    unrounded: Option<f64>,
}

fn answer(args: &Args, population: Option<u64>) -> Result<Answer> {
    if let Some(tolerable) = args.tolerable {
        let (model, method) = model(args, population)?;
        let allowance = match args.expected {
            Some(expected) => Allowance::Rate(expected),
            None => Allowance::Deviations(args.allowed.unwrap_or(0)),
        };
        let size = size::tolerable(model, tolerable, allowance, args.confidence);
        let size = size.map_err(|reason| infeasible(reason, population))?;
        return Ok(Answer {
            sample: size.sample,
            allowed: Some(size.allowed),
            method,
            unrounded: None,
        });
    }
    if let Some(deviating) = args.discovery {
        let Some(population) = population else {
            return Err(Error::new(texts::discovery_needs_population()));
        };
        return Ok(Answer {
            sample: size::discovery(population, deviating, args.confidence).map_err(misuse)?,
            allowed: None,
            method: "hypergeometric",
            unrounded: None,
        });
    }
    let half_width = args.precision.expect("one of the three was asked");
    let rate = args.rate.unwrap_or(Rate::HALF);
    let found = size::precision(half_width, rate, args.confidence, population).map_err(misuse)?;
    Ok(Answer {
        sample: found.sample(),
        allowed: None,
        method: "normal",
        unrounded: Some(found.finite.unwrap_or(found.endless)),
    })
}

fn model(args: &Args, population: Option<u64>) -> Result<(Model, &'static str)> {
    match (args.method, population) {
        (Some(MethodWord::Hypergeometric) | None, Some(population)) => {
            Ok((Model::Hypergeometric { population }, "hypergeometric"))
        }
        (Some(MethodWord::Hypergeometric), None) => Err(Error::new(texts::needs_population())),
        (Some(MethodWord::Binomial), _) | (None, None) => Ok((Model::Binomial, "binomial")),
        (Some(MethodWord::Poisson), _) => Ok((Model::Poisson, "poisson")),
    }
}

fn misuse(misuse: Misuse) -> Error {
    Error::new(misuse.text())
}

fn infeasible(reason: Misuse, population: Option<u64>) -> Error {
    let error = misuse(reason);
    if reason == Misuse::Infeasible {
        error.hint(texts::infeasible_hint(population.is_some()))
    } else {
        error
    }
}

/// A rate's share of files, rounded to the nearest number.
fn nearest(rate: Rate, files: u64) -> u64 {
    let share = rate.fraction();
    let doubled =
        2 * u128::from(files) * u128::from(share.numerator()) + u128::from(share.denominator());
    u64::try_from(doubled / (2 * u128::from(share.denominator()))).unwrap_or(files)
}

/// What n files can say, exact where the population is known.
fn says(population: Option<u64>, sample: u64, rate: Rate, confidence: Confidence) -> Result<Says> {
    let (none, chance) = if let Some(all) = population {
        let limits = finite::hypergeometric_interval(all, sample, 0, confidence, Side::Upper);
        let deviating = nearest(rate, all);
        let chance = |least| size::chance(all, deviating, sample, least);
        let limits = limits.map_err(misuse)?.rates(all);
        (limits, [chance(1), chance(2)])
    } else {
        let limits = proportion::clopper_pearson(0, sample, confidence, Side::Upper);
        let chance = |least| size::chance_endless(rate, sample, least);
        (limits.map_err(misuse)?, [chance(1), chance(2)])
    };
    let deviating = population.map(|all| (all, nearest(rate, all)));
    let half_width = size::expected_half_width(deviating, sample, rate, confidence);
    Ok(Says {
        sample,
        at_least_one: chance[0],
        at_least_two: chance[1],
        half_width: half_width.map_err(misuse)?,
        upper_at_none: none.upper.unwrap_or(1.0),
    })
}
