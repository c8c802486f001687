//! Several strata from a CSV.

use std::path::Path;

use serde::Deserialize;
use stickprov::lang::{Lang, Text};
use stickprov::problem::{Error, Place, Result};
use stickprov::stats::stratified::{self, SingleFile, Stratum as Numbers};
use stickprov::stats::wendell_schmee::{self, Effort};
use stickprov::stats::{CountLimits, Limits, Method, Misuse, Promise, Side, finite};

use super::super::folder;
use super::{AllStrata, Args, Machine, MethodWord, SCHEMA, Stratum, misuse, stratum, texts};

/// One line of the CSV.
#[derive(Deserialize)]
struct Line {
    stratum: String,
    population: u64,
    sample: u64,
    deviations: u64,
    applicable: Option<u64>,
}

impl Line {
    fn applicable(&self) -> u64 {
        self.applicable.unwrap_or(self.sample)
    }

    fn numbers(&self) -> Numbers {
        Numbers::new(self.population, self.sample, self.deviations).applying_to(self.applicable())
    }

    fn is_reached(&self) -> bool {
        self.sample > 0 || self.population == 0
    }
}

pub(super) fn estimate(args: &Args, file: &Path, lang: Lang) -> Result<Machine> {
    let lines = read(file)?;
    let side = Side::from(args.side);
    // A stratum of which no file was reviewed has no rate: it is named and not spoken for.
    let reached: Vec<&Line> = lines.iter().filter(|line| line.is_reached()).collect();
    let numbers: Vec<Numbers> = reached.iter().map(|line| line.numbers()).collect();
    let point = stratified::estimate(&numbers, SingleFile::Adjust).map_err(misuse)?;
    let interval = interval(args, &numbers, side)?;
    let population = reached.iter().map(|line| line.population).sum();
    if let Some(line) = lines.iter().find(|line| line.deviations > line.sample) {
        return Err(misuse(Misuse::DeviationsExceedSample {
            deviations: line.deviations,
            sample: line.sample,
        }));
    }
    let not_reached: Vec<&Line> = lines.iter().filter(|line| !line.is_reached()).collect();
    let beyond: u64 = not_reached.iter().map(|line| line.population).sum();
    let approximate = interval.method == Method::KornGraubard;
    let single = numbers.iter().any(|s| s.sample == 1 && s.population > 1);
    let domain = numbers.iter().any(|s| s.applicable < s.sample);
    Ok(Machine {
        schema: SCHEMA,
        rate: point.rate,
        standard_error: Some(point.standard_error),
        lower: interval.limits.lower,
        upper: interval.limits.upper,
        method: interval.method.name(),
        promise: interval.promise.name(),
        lower_count: interval.counts.and_then(|counts| counts.lower),
        upper_count: interval.counts.and_then(|counts| counts.upper),
        confidence: args.confidence.to_f64(),
        population: Some(population),
        applicable: domain.then_some(point.population),
        all: interval
            .counts
            .filter(|_| beyond > 0)
            .map(|counts| AllStrata {
                population: population + beyond,
                lower_count: counts.lower,
                upper_count: counts.upper.map(|upper| upper + beyond),
            }),
        not_reached: not_reached
            .iter()
            .map(|line| line.stratum.clone())
            .collect(),
        single_file: (approximate && single).then_some("adjust"),
        reason: interval.reason.map(|reason| reason.get(lang).to_owned()),
        strata: lines
            .iter()
            .map(|line| alone(args, line, side))
            .collect::<Result<_>>()?,
    })
}

/// An interval for all strata together.
struct Interval {
    limits: Limits,
    counts: Option<CountLimits>,
    method: Method,
    promise: Promise,
    reason: Option<Text>,
}

fn interval(args: &Args, numbers: &[Numbers], side: Side) -> Result<Interval> {
    let all_apply = numbers.iter().all(|s| s.applicable == s.sample);
    let exact = match args.method {
        None => all_apply,
        Some(MethodWord::WendellSchmee) if all_apply => true,
        Some(MethodWord::WendellSchmee) => return Err(Error::new(texts::applies_to_all_only())),
        Some(MethodWord::KornGraubard) => false,
        Some(
            MethodWord::Hypergeometric
            | MethodWord::ClopperPearson
            | MethodWord::Wilson
            | MethodWord::Jeffreys
            | MethodWord::AgrestiCoull,
        ) => return Err(Error::new(texts::not_for_strata())),
    };
    let mut reason = None;
    if exact {
        match wendell_schmee::total(numbers, args.confidence, side, Effort::THOROUGH) {
            Ok(total) => {
                let population = numbers.iter().map(|s| s.population).sum();
                let searched = total.promise == Promise::BySearch;
                return Ok(Interval {
                    limits: total.limits.rates(population),
                    counts: Some(total.limits),
                    method: Method::WendellSchmee,
                    promise: total.promise,
                    reason: searched.then(texts::only_searched),
                });
            }
            Err(Misuse::TooLarge) => reason = Some(texts::out_of_reach()),
            Err(other) => return Err(misuse(other)),
        }
    }
    let limits = stratified::korn_graubard(numbers, args.confidence, side, SingleFile::Adjust)
        .map_err(misuse)?;
    Ok(Interval {
        limits,
        counts: None,
        method: Method::KornGraubard,
        promise: Method::KornGraubard.promise(),
        reason,
    })
}

/// One stratum by itself: exact; where the criterion applies to some files only, for as many
/// files as it is estimated to apply to, rounded up.
fn alone(args: &Args, line: &Line, side: Side) -> Result<Stratum> {
    let applicable = line.applicable();
    if line.sample == 0 || applicable == 0 {
        let none = Limits {
            lower: None,
            upper: None,
        };
        let mut empty = stratum(&line.stratum, Some(line.population), 0, 0, none, None);
        empty.sample = line.sample;
        empty.applicable = line.applicable;
        return Ok(empty);
    }
    let product = u128::from(line.population) * u128::from(applicable);
    let population = product.div_ceil(u128::from(line.sample));
    let population = u64::try_from(population).unwrap_or(line.population);
    let counts = finite::hypergeometric_interval(
        population,
        applicable,
        line.deviations,
        args.confidence,
        side,
    )
    .map_err(misuse)?;
    let mut alone = stratum(
        &line.stratum,
        Some(line.population),
        applicable,
        line.deviations,
        counts.rates(population),
        Some(counts),
    );
    alone.sample = line.sample;
    alone.applicable = line.applicable;
    Ok(alone)
}

/// Reads the CSV; `;` serves as well as a comma.
fn read(file: &Path) -> Result<Vec<Line>> {
    let shown = file.to_string_lossy();
    let bytes = folder::read(file, &shown)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let header = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let delimiter = if header.contains(&b';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let mut lines = Vec::new();
    for line in reader.deserialize() {
        let line = line.map_err(|error: csv::Error| {
            let place = Place::file(shown.clone());
            let place = match error.position() {
                Some(position) => place.at_row(position.line()),
                None => place,
            };
            Error::at(place, texts::bad_line()).hint(texts::bad_line_hint())
        })?;
        lines.push(line);
    }
    if lines.is_empty() {
        return Err(Error::at(Place::file(shown), texts::no_lines()).hint(texts::bad_line_hint()));
    }
    Ok(lines)
}
