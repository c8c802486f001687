//! Who is found in which register: counts on the terminal with the first places, all of it
//! for programs.

use serde::Serialize;
use stickprov::frame::{Coverage, Frame, Matching};
use stickprov::lang::{Lang, sort_key, whole};
use stickprov::problem::Place;
use stickprov::template::BLANK;

use super::super::output::{Align, Block, Grid, Item};
use super::texts;

/// How many rows are named on the terminal.
const SHOWN: usize = 5;

/// What programs get about one register.
#[derive(Serialize)]
pub(super) struct Machine<'a> {
    register: &'a str,
    rows: u64,
    rows_matched: u64,
    persons_matched: u64,
    persons_unmatched: u64,
    units_matched: u64,
    units_unmatched: u64,
    places: &'a [Place],
    unit_places: &'a [Place],
    #[serde(skip_serializing_if = "Option::is_none")]
    unmatched_by: Option<By<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under_coverage: Option<UnderCoverage>,
}

#[derive(Serialize)]
struct By<'a> {
    field: &'a str,
    values: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    persons: u64,
}

#[derive(Serialize)]
struct UnderCoverage {
    persons: u64,
    in_scope: Option<u64>,
    later: u64,
    until: String,
}

pub(super) fn machine(matching: &Matching) -> Machine<'_> {
    let strangers = &matching.strangers;
    Machine {
        register: &matching.register,
        rows: matching.rows,
        rows_matched: matching.rows_matched,
        persons_matched: matching.persons_matched,
        persons_unmatched: strangers.persons,
        units_matched: matching.units_matched,
        units_unmatched: matching.units_unmatched,
        places: &strangers.places,
        unit_places: &matching.unit_places,
        unmatched_by: strangers.field.as_deref().map(|field| By {
            field,
            values: (strangers.by.iter())
                .map(|(value, persons)| Count {
                    value,
                    persons: *persons,
                })
                .collect(),
        }),
        under_coverage: strangers.coverage.map(|coverage| UnderCoverage {
            persons: coverage.missing,
            in_scope: coverage.missing_in_scope,
            later: coverage.later,
            until: coverage.until.to_string(),
        }),
    }
}

/// What people see; nothing where there is one register.
pub(super) fn blocks(frame: &Frame, unit: &str, lang: Lang) -> Vec<Block> {
    if frame.matching.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading(texts::matching(unit).get(lang).to_owned()),
        Block::Grid(counts(frame, unit, lang)),
    ];
    let places: Vec<String> = frame
        .matching
        .iter()
        .flat_map(|matching| places(frame, matching, unit, lang))
        .collect();
    if !places.is_empty() {
        blocks.push(Block::Lines(places));
    }
    for matching in &frame.matching {
        if let Some(coverage) = matching.strangers.coverage
            && matching.strangers.persons > 0
        {
            blocks.extend(under_coverage(matching, coverage, unit, lang));
        }
    }
    blocks
}

fn counts(frame: &Frame, unit: &str, lang: Lang) -> Grid {
    let columns = [
        texts::register(),
        texts::persons(),
        texts::not_in(unit),
        texts::units_matched(),
        texts::units_unmatched(),
    ];
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let align = if at == 0 { Align::Left } else { Align::Right };
            (text.get(lang), align)
        })
        .collect();
    let mut grid = Grid::new(&columns);
    for matching in &frame.matching {
        let strangers = matching.strangers.persons;
        grid.push(vec![
            Item::text(&matching.register),
            Item::whole(lang, matching.persons_matched + strangers),
            Item::whole(lang, strangers),
            Item::whole(lang, matching.units_matched),
            Item::whole(lang, matching.units_unmatched),
        ]);
    }
    grid
}

/// Where those without a match stand: rows of the register, rows of the unit register.
fn places(frame: &Frame, matching: &Matching, unit: &str, lang: Lang) -> Vec<String> {
    let in_parts = |register: &str| {
        let mut all = frame.reconciliation.iter();
        all.any(|one| one.register == register && !one.parts.is_empty())
    };
    let mut lines = Vec::new();
    if matching.strangers.persons > 0 {
        let count = whole(lang, matching.strangers.persons);
        let unmatched = matching.rows - matching.rows_matched;
        let rows = rows(
            &matching.strangers.places,
            unmatched,
            in_parts(&matching.register),
        );
        let line = texts::strangers(&matching.register, &count, unit, &rows);
        lines.push(line.get(lang).to_owned());
    }
    if matching.units_unmatched > 0 {
        let count = whole(lang, matching.units_unmatched);
        let rows = rows(
            &matching.unit_places,
            matching.units_unmatched,
            in_parts(unit),
        );
        let line = texts::not_found(&matching.register, &count, unit, &rows);
        lines.push(line.get(lang).to_owned());
    }
    lines
}

/// The first rows; of a register in several parts each with its part.
fn rows(places: &[Place], all: u64, in_parts: bool) -> String {
    let shown = |place: &Place| {
        let row = place.row?.to_string();
        Some(if in_parts { place.row_of_part() } else { row })
    };
    let shown: Vec<String> = places.iter().filter_map(shown).take(SHOWN).collect();
    let more = all > u64::try_from(shown.len()).unwrap_or(u64::MAX);
    format!(
        "{}{}",
        shown.join(", "),
        if more { " \u{2026}" } else { "" }
    )
}

fn under_coverage(matching: &Matching, coverage: Coverage, unit: &str, lang: Lang) -> Vec<Block> {
    let register = &matching.register;
    let until = coverage.until.to_string();
    let missing = whole(lang, coverage.missing);
    let field = matching.strangers.field.as_deref();
    let mut lines = vec![match (coverage.missing_in_scope, field) {
        (Some(inside), Some(field)) => {
            let inside = whole(lang, inside);
            texts::missing_in_scope(register, &missing, unit, &until, &inside, field)
        }
        (None, _) | (_, None) => texts::missing(register, &missing, unit, &until),
    }];
    if coverage.later > 0 {
        lines.push(texts::later(&whole(lang, coverage.later), &until));
    }
    lines.push(texts::what_it_means());
    let lines = lines.iter().map(|line| line.get(lang).to_owned()).collect();
    let mut blocks = vec![
        Block::Heading(texts::under_coverage(register).get(lang).to_owned()),
        Block::Lines(lines),
    ];
    if let Some(field) = field {
        let mut grid = Grid::new(&[
            (field, Align::Left),
            (texts::not_in(unit).get(lang), Align::Right),
        ]);
        let mut by: Vec<&(String, u64)> = matching.strangers.by.iter().collect();
        by.sort_by_key(|(value, _)| sort_key(value));
        for (value, persons) in by {
            let shown = if value.is_empty() { BLANK } else { value };
            grid.push(vec![Item::text(shown), Item::whole(lang, *persons)]);
        }
        blocks.push(Block::Grid(grid));
    }
    blocks
}
