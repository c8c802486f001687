//! The results for a spreadsheet program: every criterion a row, every number a cell.

use stickprov::estimate::CriterionResult;
use stickprov::lang::{Lang, percent};

use super::super::super::output::{Align, Grid, Item};
use super::super::texts;
use super::grid;

/// One row for every criterion that was evaluated.
pub(super) fn sheet(results: &[CriterionResult], lang: Lang) -> Grid {
    let headers = [
        (texts::id(), Align::Left),
        (texts::criterion(), Align::Left),
        (texts::record(), Align::Left),
        (texts::responsible_short(), Align::Left),
        (texts::deviating(), Align::Right),
        (texts::assessed(), Align::Right),
        (texts::of_which_explained(), Align::Right),
        (texts::not_applicable_count(), Align::Right),
        (texts::not_assessable_count(), Align::Right),
        (texts::unanswered_count(), Align::Right),
        (texts::rate(), Align::Right),
        (texts::estimate(), Align::Right),
        (texts::lower(), Align::Right),
        (texts::upper(), Align::Right),
    ];
    let mut grid = grid(&headers, lang);
    for result in results {
        let estimate = result.estimate.as_ref();
        grid.push(vec![
            Item::text(&result.id),
            Item::text(&result.title),
            Item::text(&result.record),
            Item::text(&result.responsible),
            Item::whole(lang, result.gaps),
            Item::whole(lang, result.assessed),
            Item::whole(lang, result.explained),
            Item::whole(lang, result.not_applicable),
            Item::whole(lang, result.not_assessable),
            Item::whole(lang, result.unanswered),
            number(result.rate, lang),
            number(estimate.map(|estimate| estimate.rate), lang),
            number(estimate.and_then(|estimate| estimate.lower), lang),
            number(estimate.and_then(|estimate| estimate.upper), lang),
        ]);
    }
    grid
}

/// A share; nothing where there is none.
fn number(share: Option<f64>, lang: Lang) -> Item {
    match share {
        Some(share) => Item::number(percent(lang, share, 1), &share),
        None => Item::text(""),
    }
}
