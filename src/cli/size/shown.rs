//! The answer for people: one sentence, a table over the number of files, and the strata.

use stickprov::lang::{Lang, Text, decimal, percent, whole};

use super::super::output::{Align, Block, Grid, Item};
use super::{Machine, Says, texts};

pub(super) fn blocks(machine: &Machine, lang: Lang) -> Vec<Block> {
    let say = |text: Text| text.get(lang).to_owned();
    let mut blocks = Vec::new();
    if let Some(answer) = answer(machine, lang) {
        blocks.push(Block::Lines(answer.into_iter().map(&say).collect()));
    }
    let rate = percent(lang, machine.rate, 1);
    if !machine.table.is_empty() {
        let heading = match machine.population {
            Some(population) => texts::table_of(&whole(lang, population), &rate),
            None => texts::table_endless(&rate),
        };
        blocks.push(Block::Heading(say(heading)));
        let mut grid = grid(&[], lang);
        for says in &machine.table {
            grid.push(cells(Some(says), lang));
        }
        blocks.push(Block::Grid(grid));
    }
    if !machine.strata.is_empty() {
        blocks.push(Block::Heading(say(texts::strata_heading(&rate))));
        let first = [
            (texts::stratum(), Align::Left),
            (texts::population(), Align::Right),
        ];
        let mut grid = grid(&first, lang);
        for stratum in &machine.strata {
            let mut row = vec![
                Item::text(&stratum.letter),
                Item::whole(lang, stratum.population),
            ];
            row.extend(cells(stratum.says.as_ref(), lang));
            grid.push(row);
        }
        blocks.push(Block::Grid(grid));
    }
    let mut lines = Vec::new();
    if let Some(all) = &machine.all {
        let chance = percent(lang, all.at_least_one, 0);
        let sample = whole(lang, all.sample);
        lines.push(say(texts::all_chance(&sample, &chance, &rate)));
        if let (Some(count), Some(upper)) = (all.upper_count_at_none, all.upper_at_none) {
            let text = texts::all_limit(
                &sample,
                &whole(lang, count),
                &whole(lang, all.population),
                &percent(lang, upper, 1),
                &percent(lang, machine.confidence, 0),
            );
            lines.push(say(text));
        }
    }
    lines.extend(machine.warnings.iter().cloned());
    if !machine.table.is_empty() {
        lines.push(say(texts::columns(
            &rate,
            &percent(lang, machine.confidence, 0),
        )));
    }
    blocks.push(Block::Lines(lines));
    blocks
}

/// What was asked, answered in a sentence or two.
fn answer(machine: &Machine, lang: Lang) -> Option<Vec<Text>> {
    let sample = whole(lang, machine.sample?);
    let level = percent(lang, machine.confidence, 0);
    let method = texts::by_method(machine.method?);
    let first = if let Some(tolerable) = machine.tolerable {
        let tolerable = percent(lang, tolerable, 1);
        match machine.allowed.unwrap_or(0) {
            0 => texts::tolerable_none(&sample, &level, &tolerable),
            allowed => texts::tolerable_some(&sample, &level, &tolerable, &whole(lang, allowed)),
        }
    } else if let Some(deviating) = machine.discovery {
        texts::discovery(&sample, &level, &whole(lang, deviating))
    } else {
        let half_width = decimal(lang, machine.precision? * 100.0, 1);
        texts::precision(
            &sample,
            &level,
            &half_width,
            &percent(lang, machine.rate, 0),
        )
    };
    Some(vec![first, method])
}

fn grid(first: &[(Text, Align)], lang: Lang) -> Grid {
    let rest = [
        (texts::files(), Align::Right),
        (texts::at_least_one(), Align::Right),
        (texts::at_least_two(), Align::Right),
        (texts::half_width(), Align::Right),
        (texts::upper_at_none(), Align::Right),
    ];
    let columns: Vec<(String, Align)> = first
        .iter()
        .chain(&rest)
        .map(|(text, align)| (text.get(lang).to_owned(), *align))
        .collect();
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .map(|(title, align)| (title.as_str(), *align))
        .collect();
    Grid::new(&columns)
}

fn cells(says: Option<&Says>, lang: Lang) -> Vec<Item> {
    let Some(says) = says else {
        return Vec::from(["0", "–", "–", "–", "–"].map(Item::text));
    };
    vec![
        Item::whole(lang, says.sample),
        Item::text(percent(lang, says.at_least_one, 0)),
        Item::text(percent(lang, says.at_least_two, 0)),
        Item::text(format!("± {}", percent(lang, says.half_width, 0))),
        Item::text(percent(lang, says.upper_at_none, 1)),
    ]
}
