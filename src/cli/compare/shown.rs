//! The comparison for people: what chance can hardly explain first, in sentences, then every
//! criterion on a line.

use stickprov::compare::{Comparison, Found, Pair};
use stickprov::lang::{self, Lang, Text, decimal, percent, whole};

use super::super::gaps;
use super::super::output::{Align, Block, Grid, Item};
use super::texts;

/// Below this a share is not given in per cent, here as in the report.
const FEWEST: u64 = 10;

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
    let risk = 1.0 - comparison.confidence;
    let mut beyond: Vec<String> = tested
        .iter()
        .filter(|pair| pair.p_holm.is_some_and(|p| p <= risk) && !few(pair))
        .map(|pair| format!("- {}", sentence(pair, lang).get(lang)))
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

fn few(pair: &Pair) -> bool {
    pair.old.assessed < FEWEST || pair.new.assessed < FEWEST
}

/// `34 av 49 (69 %)`.
fn counted(found: &Found, lang: Lang) -> String {
    let words = gaps::of(found.gaps, found.assessed, lang);
    match found.rate {
        Some(rate) if found.assessed >= FEWEST => format!("{words} ({})", percent(lang, rate, 0)),
        Some(_) | None => words,
    }
}

fn sentence(pair: &Pair, lang: Lang) -> Text {
    let difference = pair.difference.unwrap_or_default();
    let points = decimal(lang, difference.abs() * 100.0, 0);
    let (new, old) = (counted(&pair.new, lang), counted(&pair.old, lang));
    if difference > 0.0 {
        texts::worse(&pair.id, &pair.title, &new, &old, &points)
    } else {
        texts::better(&pair.id, &pair.title, &new, &old, &points)
    }
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
        let of = |found: &Found| gaps::of(found.gaps, found.assessed, lang);
        grid.push(vec![
            Item::text(&pair.id),
            Item::text(&pair.title),
            Item::text(of(&pair.old)),
            Item::text(of(&pair.new)),
            Item::text(points(pair, lang)),
            Item::text(match pair.p_holm {
                Some(p) if !few(pair) => lang::p_value(lang, p),
                Some(_) | None => String::new(),
            }),
        ]);
    }
    grid
}

/// `+29 (10 till 46)`, in percentage points; nothing for few files.
fn points(pair: &Pair, lang: Lang) -> String {
    let Some(((difference, lower), upper)) = pair.difference.zip(pair.lower).zip(pair.upper) else {
        return String::new();
    };
    if few(pair) {
        return String::new();
    }
    let signed = |share| lang::points(lang, share);
    format!(
        "{} ({}…{})",
        signed(difference),
        signed(lower),
        signed(upper)
    )
}
