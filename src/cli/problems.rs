//! Problems in the data, told on stderr: what, how often, and the first places.

use serde::Serialize;
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Place, Problems};

use super::exit::Exit;
use super::output;

/// How many places are shown on the terminal.
const SHOWN: usize = 3;

/// What programs get.
#[derive(Serialize)]
pub(crate) struct Machine {
    code: &'static str,
    count: u64,
    places: Vec<Place>,
}

/// The problems for programs.
pub(crate) fn machine(problems: &Problems) -> Vec<Machine> {
    problems
        .iter()
        .map(|(code, kind)| Machine {
            code,
            count: kind.count,
            places: kind.places.clone(),
        })
        .collect()
}

/// Tells the problems; with `strict` they make the verdict negative.
pub(crate) fn tell(problems: &Problems, lang: Lang, strict: bool) -> Exit {
    for (code, kind) in problems.iter() {
        let places: Vec<String> = kind
            .places
            .iter()
            .take(SHOWN)
            .map(|place| place.in_words(lang))
            .collect();
        let more = kind.count > u64::try_from(places.len()).unwrap_or(u64::MAX);
        let (word, times) = match lang {
            Lang::Sv => ("obs", "gånger"),
            Lang::En => ("note", "times"),
        };
        let times = if kind.count > 1 {
            format!(" ({} {times})", whole(lang, kind.count))
        } else {
            String::new()
        };
        // Under --strict the problems are the verdict, which is told also when all else is quiet.
        let tell = if strict {
            output::verdict
        } else {
            output::note
        };
        tell(&format!("{word}: {}{times} [{code}]", kind.what.get(lang)));
        let more = if more { "; …" } else { "" };
        tell(&format!("  {}{more}", places.join("; ")));
    }
    if strict && !problems.is_empty() {
        Exit::Negative
    } else {
        Exit::Done
    }
}
