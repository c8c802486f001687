//! Strata and units against each other: how many comparisons were made, and those that are
//! worth a line.

use stickprov::estimate::contrast::{Contrast, SHOWN_BELOW, STRATUM, Side};
use stickprov::lang::{self, Lang, whole};

use super::super::super::output::{Align, Block, Item};
use super::super::{of, texts};
use super::grid;
use super::words::FEWEST_FOR_PERCENT;

pub(super) fn contrasts(contrasts: &[Contrast], lang: Lang) -> Vec<Block> {
    if contrasts.is_empty() {
        return Vec::new();
    }
    let count = whole(lang, u64::try_from(contrasts.len()).unwrap_or(u64::MAX));
    let made = texts::contrasts_made(&count, FEWEST_FOR_PERCENT);
    let mut lines = vec![made.get(lang).to_owned()];
    let headers = [
        (texts::id(), Align::Left),
        (texts::compared(), Align::Left),
        (texts::first(), Align::Right),
        (texts::second(), Align::Right),
        (texts::difference(), Align::Right),
        (texts::p(), Align::Right),
    ];
    let mut grid = grid(&headers, lang);
    let shown = contrasts.iter().filter(|one| one.p < SHOWN_BELOW);
    for contrast in shown.clone() {
        grid.push(vec![
            Item::text(&contrast.id),
            Item::text(format!(
                "{} – {}",
                name(contrast, &contrast.first, lang),
                name(contrast, &contrast.second, lang)
            )),
            Item::text(of(contrast.first.gaps, contrast.first.assessed, lang)),
            Item::text(of(contrast.second.gaps, contrast.second.assessed, lang)),
            Item::text(format!(
                "{} ({}…{})",
                lang::points(lang, contrast.difference),
                lang::points(lang, contrast.lower),
                lang::points(lang, contrast.upper)
            )),
            Item::text(lang::p_value(lang, contrast.p_holm)),
        ]);
    }
    let mut blocks = vec![Block::Heading(texts::contrasts().get(lang).to_owned())];
    if shown.count() == 0 {
        lines.push(texts::contrasts_none().get(lang).to_owned());
        blocks.push(Block::Lines(lines));
        return blocks;
    }
    lines.push(texts::contrasts_shown().get(lang).to_owned());
    blocks.push(Block::Grid(grid));
    blocks.push(Block::Lines(lines));
    blocks
}

fn name(contrast: &Contrast, side: &Side, lang: Lang) -> String {
    if contrast.field == STRATUM {
        texts::stratum(&side.group).get(lang).to_owned()
    } else {
        side.group.clone()
    }
}
