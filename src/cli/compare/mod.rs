//! `compare`: two years' reports side by side, on a page for those who decide.

mod shown;
mod texts;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use stickprov::compare::compare;
use stickprov::exact::Confidence;
use stickprov::problem::{Error, Place, Result};
use stickprov::report::json::{Machine, SCHEMA};

use super::exit::Exit;
use super::folder;
use super::output;
use super::session::Session;
use super::translate::Swedish;

/// Compare two years' reports
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The earlier rapport.json, or its audit's folder
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later rapport.json, or its audit's folder
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How often the intervals are to hold
    #[arg(long, value_name = "C", default_value = "0.95")]
    confidence: Confidence,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Jämför två års rapporter",
    args: &[
        ("old", "Den förra rapport.json, eller granskningens mapp"),
        ("new", "Den nya rapport.json, eller granskningens mapp"),
        ("confidence", "Hur ofta intervallen ska hålla"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let read = |path: &Path| report(&session.in_folder(path));
    let (mut old, mut new) = (read(&args.old)?, read(&args.new)?);
    if new.reference_date < old.reference_date {
        let (first, second) = (old.reference_date, new.reference_date);
        let told = texts::older_first(&first.to_string(), &second.to_string());
        output::note(told.get(session.lang));
        std::mem::swap(&mut old, &mut new);
    }
    let comparison = compare(&old, &new, args.confidence);
    session.show(&comparison, &shown::blocks(&comparison, session.lang))?;
    Ok(Exit::Done)
}

/// A report of a year that is not after the day, for a plan that calls it earlier.
pub(crate) fn report_before(path: &Path, day: Date) -> Result<Machine> {
    let found = report(path)?;
    if found.reference_date > day {
        let (theirs, ours) = (found.reference_date.to_string(), day.to_string());
        let place = Place::file(path.to_string_lossy());
        let error = Error::at(place, texts::not_earlier(&theirs, &ours));
        return Err(error.hint(texts::not_earlier_hint()));
    }
    Ok(found)
}

/// A report, from its file or its audit's folder.
fn report(path: &Path) -> Result<Machine> {
    let path = if path.is_dir() {
        path.join("rapport").join("rapport.json")
    } else {
        path.to_owned()
    };
    let shown = path.to_string_lossy();
    let bytes = folder::read(&path, &shown)?;
    let refused = |row: u64| {
        let place = Place::file(shown.clone());
        let place = if row > 0 { place.at_row(row) } else { place };
        Error::at(place, texts::not_a_report()).hint(texts::not_a_report_hint())
    };
    let report: Machine = serde_json::from_slice(&bytes)
        .map_err(|error| refused(u64::try_from(error.line()).unwrap_or_default()))?;
    if report.schema == SCHEMA {
        Ok(report)
    } else {
        Err(refused(0))
    }
}
