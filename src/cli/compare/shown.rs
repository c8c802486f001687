//! The comparison for people: what chance can hardly explain first, in sentences, then every
//! criterion on a line.

use stickprov::compare::{Comparison, Pair};
use stickprov::lang::{Lang, Text, percent, whole};

use super::super::output::{Align, Block, Grid, Item};
use super::texts;

pub(super) fn blocks(comparison: &Comparison, lang: Lang) -> Vec<Block> {
    let say = |text: Text| text.get(lang).to_owned();
    let name =
        |year: &stickprov::compare::Year| format!("{} ({})", year.title, year.reference_date);
    let (old, new) = (name(&comparison.old), name(&comparison.new));
    let mut blocks = vec![Block::Heading(say(texts::heading(&old, &new)))];
    let tested: Vec<&Pair> = comparison
        .criteria
        .iter()
        .filter(|pair| pair.p.is_some())
        .collect();
    let count = u64::try_from(tested.len()).unwrap_or(u64::MAX);
    let mut lines = vec![say(texts::compared(&whole(lang, count)))];
    for (year, name) in [(&comparison.old, &old), (&comparison.new, &new)] {
        if year.draft {
            lines.push(say(texts::draft(name)));
        }
    }
    blocks.push(Block::Lines(lines));
    blocks.push(Block::Heading(say(texts::beyond())));
    let mut beyond: Vec<String> = tested
        .iter()
        .filter(|pair| pair.is_beyond(comparison.confidence))
        .map(|pair| format!("- {}", pair.sentence(lang).get(lang)))
        .collect();
    if beyond.is_empty() {
        beyond.push(say(texts::none_beyond()));
    }
    blocks.push(Block::Lines(beyond));
    let tolerances: Vec<String> = comparison
        .criteria
        .iter()
        .filter_map(|pair| {
            let tolerance = pair.tolerance.as_ref()?;
            Some(format!("- {}: {}", pair.id, tolerance.sentence(lang)))
        })
        .collect();
    if !tolerances.is_empty() {
        blocks.push(Block::Heading(say(texts::tolerances())));
        blocks.push(Block::Lines(tolerances));
    }
    for (heading, descriptive) in [(texts::all(), false), (texts::descriptive(), true)] {
        let pairs: Vec<&Pair> = comparison
            .criteria
            .iter()
            .filter(|pair| pair.descriptive == descriptive && pair.difference.is_some())
            .collect();
        if !pairs.is_empty() {
            blocks.push(Block::Heading(say(heading)));
            blocks.push(Block::Grid(grid(&pairs, lang)));
        }
    }
    let level = percent(lang, comparison.confidence, 0);
    let mut notes = vec![say(texts::how(&level))];
    let differently: Vec<&str> = comparison
        .criteria
        .iter()
        .filter(|pair| pair.counted_differently)
        .map(|pair| pair.id.as_str())
        .collect();
    if !differently.is_empty() {
        notes.push(say(texts::differently(&differently.join(", "))));
    }
    if !comparison.only_old.is_empty() {
        notes.push(say(texts::only_old(&comparison.only_old.join(", "))));
    }
    if !comparison.only_new.is_empty() {
        notes.push(say(texts::only_new(&comparison.only_new.join(", "))));
    }
    blocks.push(Block::Lines(notes));
    blocks
}

fn grid(pairs: &[&Pair], lang: Lang) -> Grid {
    let columns = [
        (texts::id(), Align::Left),
        (texts::criterion(), Align::Left),
        (texts::then(), Align::Right),
        (texts::now(), Align::Right),
        (texts::difference(), Align::Right),
        (texts::p(), Align::Right),
    ];
    let columns: Vec<(String, Align)> = columns
        .iter()
        .map(|(text, align)| (text.get(lang).to_owned(), *align))
        .collect();
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .map(|(title, align)| (title.as_str(), *align))
        .collect();
    let mut grid = Grid::new(&columns);
    for pair in pairs {
        grid.push(vec![
            Item::text(&pair.id),
            Item::text(&pair.title),
            Item::text(pair.old.of(lang)),
            Item::text(pair.new.of(lang)),
            Item::text(pair.points(lang)),
            Item::text(pair.p_shown(lang)),
        ]);
    }
    grid
}
