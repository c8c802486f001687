//! Problems in the data, told on stderr: what, how often, and the first places.

use serde::Serialize;
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Place, ProblemKind, Problems};

use super::exit::Exit;
use super::output;

/// How many rows are shown on the terminal.
const SHOWN: usize = 5;

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
        tell(&format!("  {}", places(kind, lang)));
    }
    if strict && !problems.is_empty() {
        Exit::Negative
    } else {
        Exit::Done
    }
}

/// Where a problem was seen: the file and what else all its places share, then the first rows.
fn places(kind: &ProblemKind, lang: Lang) -> String {
    let Some(first) = kind.places.first() else {
        return String::new();
    };
    let shared = |same: fn(&Place, &Place) -> bool| kind.places.iter().all(|p| same(p, first));
    let mut place = Place::file(&first.file);
    if shared(|a, b| a.sheet == b.sheet) {
        place.sheet.clone_from(&first.sheet);
    }
    if shared(|a, b| a.column == b.column) {
        place.column.clone_from(&first.column);
    }
    let rows: Vec<String> = (kind.places.iter().filter_map(|place| place.row))
        .take(SHOWN)
        .map(|row| row.to_string())
        .collect();
    let place = place.in_words(lang);
    if rows.is_empty() {
        return place;
    }
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let more = if kind.count > shown { " …" } else { "" };
    let (one, many) = match lang {
        Lang::Sv => ("rad", "raderna"),
        Lang::En => ("row", "rows"),
    };
    let word = if rows.len() == 1 { one } else { many };
    format!("{place}, {word} {}{more}", rows.join(", "))
}
