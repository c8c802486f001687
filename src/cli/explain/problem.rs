//! `explain CODE` for a code that stands in brackets behind a problem, and `explain problems`
//! for all of them: `--format json` gives codes and places alone.

use serde::Serialize;
use stickprov::lang::{Lang, Text};
use stickprov::problem::Meaning;
use stickprov::{checklist, factcheck, finding, frame, register, table};

use super::texts;
use crate::cli::exit::Exit;
use crate::cli::output::{Align, Block, Grid, Item};
use crate::cli::session::Session;
use crate::cli::{evaluated, inspect};

/// `problems/1`: codes with what they mean.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    problems: Vec<Explained>,
}

#[derive(Serialize)]
struct Explained {
    code: &'static str,
    message: String,
}

/// All codes, each once, in their order. Where two stages tell of one code, both are heard.
pub(super) fn all() -> Vec<Meaning> {
    let mut all: Vec<Meaning> = [
        table::problems(),
        register::problems(),
        frame::problems(),
        inspect::problems(),
        checklist::problems(),
        factcheck::problems(),
        finding::problems(),
        evaluated::problems(),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_by_key(|(code, _)| *code);
    all.dedup_by(|(code, what), (kept, words)| {
        let is_same = code == kept;
        if is_same && what != words {
            *words = Text::joined(&[words, what], " / ");
        }
        is_same
    });
    all
}

/// Shows some of them.
pub(super) fn show(meanings: &[Meaning], session: &Session) -> anyhow::Result<Exit> {
    let lang = session.lang;
    let machine = Machine {
        schema: "stickprov/problems/1",
        problems: meanings.iter().map(|one| explained(one, lang)).collect(),
    };
    let mut grid = Grid::new(&[
        (texts::code().get(lang), Align::Left),
        (texts::meaning().get(lang), Align::Left),
    ]);
    for one in &machine.problems {
        grid.push(vec![Item::text(one.code), Item::text(&one.message)]);
    }
    let blocks = match machine.problems.as_slice() {
        [one] => vec![
            Block::Heading(one.code.to_owned()),
            Block::Lines(vec![sentence(&one.message)]),
            Block::Sheet(grid),
        ],
        _ => vec![Block::Grid(grid)],
    };
    session.show(&machine, &blocks)?;
    Ok(Exit::Done)
}

fn explained((code, what): &Meaning, lang: Lang) -> Explained {
    Explained {
        code,
        message: what.get(lang).to_owned(),
    }
}

/// A message as a sentence of its own.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}.", letters.as_str())
}
