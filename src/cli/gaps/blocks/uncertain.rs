//! What hangs on the files that could not be assessed, and what the files say about the plan's
//! tolerances.

use std::collections::BTreeMap;

use stickprov::estimate::{Assumed, CriterionResult};
use stickprov::lang::Lang;

use super::super::super::output::{Align, Block, Item};
use super::words::FEWEST_FOR_PERCENT;
use super::{counted, grid, interval, texts};

/// A sentence for every tolerance that the plan sets.
pub(super) fn tolerances(judged: &[&CriterionResult], lang: Lang) -> Vec<Block> {
    let lines: Vec<String> = judged
        .iter()
        .filter_map(|result| {
            let tolerance = result.tolerance.as_ref()?;
            Some(format!("- {}: {}", result.id, tolerance.sentence(lang)))
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(texts::tolerances().get(lang).to_owned()),
        Block::Lines(lines),
    ]
}

/// Why an interval is not the exact, proved one, with the criteria it is about.
pub(super) fn reasons(judged: &[&CriterionResult]) -> Vec<String> {
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for result in judged {
        let reason = result.estimate.as_ref().and_then(|e| e.reason.as_deref());
        if let Some(reason) = reason.filter(|_| result.assessed >= FEWEST_FOR_PERCENT) {
            of.entry(reason).or_default().push(&result.id);
        }
    }
    of.into_iter()
        .map(|(reason, ids)| format!("{}: {reason}.", ids.join(", ")))
        .collect()
}

/// The results if everything that could not be assessed deviated, or none of it.
pub(super) fn sensitivity(judged: &[&CriterionResult], lang: Lang) -> Vec<Block> {
    let headers = [
        (texts::id(), Align::Left),
        (texts::missing(), Align::Right),
        (texts::if_none(), Align::Right),
        (texts::interval(), Align::Right),
        (texts::if_all(), Align::Right),
        (texts::interval(), Align::Right),
    ];
    let mut grid = grid(&headers, lang);
    let mut any = false;
    for result in judged {
        let Some(sensitivity) = &result.sensitivity else {
            continue;
        };
        any = true;
        let assumed = |assumed: &Assumed| {
            let words = counted(assumed.gaps, assumed.assessed, lang);
            let limits = interval(assumed.estimate.as_ref(), assumed.assessed, lang);
            [Item::text(words), Item::text(limits)]
        };
        let mut row = vec![
            Item::text(&result.id),
            Item::whole(lang, sensitivity.missing),
        ];
        row.extend(assumed(&sensitivity.if_none));
        row.extend(assumed(&sensitivity.if_all));
        grid.push(row);
    }
    if !any {
        return Vec::new();
    }
    vec![
        Block::Heading(texts::sensitivity().get(lang).to_owned()),
        Block::Grid(grid),
    ]
}
