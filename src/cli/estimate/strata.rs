//! Several strata from a CSV.

use std::path::Path;

use serde::Deserialize;
use stickprov::problem::{Error, Place, Result};
use stickprov::stats::stratified::{self, SingleFile, Stratum as Numbers};
use stickprov::stats::{Method, Side, finite};

use super::super::folder;
use super::{Args, Machine, MethodWord, SCHEMA, misuse, stratum, texts};

/// One line of the CSV.
#[derive(Deserialize)]
struct Line {
    stratum: String,
    population: u64,
    sample: u64,
    deviations: u64,
    applicable: Option<u64>,
}

pub(super) fn estimate(args: &Args, file: &Path) -> Result<Machine> {
    let lines = read(file)?;
    match args.method {
        None | Some(MethodWord::KornGraubard) => {}
        Some(
            MethodWord::Hypergeometric
            | MethodWord::ClopperPearson
            | MethodWord::Wilson
            | MethodWord::Jeffreys
            | MethodWord::AgrestiCoull,
        ) => return Err(Error::new(texts::not_for_strata())),
    }
    let side = Side::from(args.side);
    let numbers: Vec<Numbers> = lines
        .iter()
        .map(|line| {
            Numbers::new(line.population, line.sample, line.deviations)
                .applying_to(line.applicable.unwrap_or(line.sample))
        })
        .collect();
    let point = stratified::estimate(&numbers, SingleFile::Adjust).map_err(misuse)?;
    let limits = stratified::korn_graubard(&numbers, args.confidence, side, SingleFile::Adjust)
        .map_err(misuse)?;
    let mut strata = Vec::new();
    for line in &lines {
        let applicable = line.applicable.unwrap_or(line.sample);
        let counts = finite::hypergeometric_interval(
            line.population,
            applicable,
            line.deviations,
            args.confidence,
            side,
        )
        .map_err(misuse)?;
        strata.push(stratum(
            &line.stratum,
            Some(line.population),
            applicable,
            line.deviations,
            counts.rates(line.population),
            Some(counts),
        ));
    }
    Ok(Machine {
        schema: SCHEMA,
        rate: point.rate,
        standard_error: Some(point.standard_error),
        lower: limits.lower,
        upper: limits.upper,
        method: Method::KornGraubard.name(),
        promise: Method::KornGraubard.promise().name(),
        lower_count: None,
        upper_count: None,
        confidence: args.confidence.to_f64(),
        strata,
    })
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
