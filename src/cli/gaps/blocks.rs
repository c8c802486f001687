//! The results for people: a table of all criteria, then by unit, then what could not be
//! said. Everything fits 80 columns.

use stickprov::estimate::{CriterionResult, Estimate, GroupResult};
use stickprov::finding::Outcome;
use stickprov::lang::{Lang, percent};

use super::super::evaluated::Evaluation;
use super::super::folder::Audit;
use super::super::output::{Align, Block, Grid, Item};
use super::{of, texts};

/// Below this a share is not given in per cent.
const FEWEST_FOR_PERCENT: u64 = 10;

pub(crate) fn blocks(
    audit: &Audit,
    evaluation: &Evaluation,
    grouped: bool,
    files: bool,
    lang: Lang,
) -> Vec<Block> {
    let gaps = &evaluation.gaps;
    let reviewed = evaluation.protocol.reviewed().count();
    let mut blocks = vec![Block::Heading(
        texts::heading(&audit.plan.title, reviewed)
            .get(lang)
            .to_owned(),
    )];
    let (assessed, open): (Vec<&CriterionResult>, Vec<&CriterionResult>) = gaps
        .criteria
        .iter()
        .partition(|criterion| criterion.assessed > 0);
    let (described, judged): (Vec<&CriterionResult>, Vec<&CriterionResult>) = assessed
        .into_iter()
        .partition(|criterion| criterion.descriptive);
    if judged.is_empty() {
        blocks.push(Block::Lines(vec![texts::no_answers().get(lang).to_owned()]));
    } else {
        blocks.push(Block::Grid(criteria(judged.into_iter(), lang)));
        blocks.push(Block::Lines(methods(&gaps.criteria, lang)));
    }
    if !described.is_empty() {
        blocks.push(Block::Heading(texts::descriptive().get(lang).to_owned()));
        blocks.push(Block::Grid(criteria(described.into_iter(), lang)));
    }
    if gaps.criteria.iter().any(|criterion| criterion.assessed > 0) {
        let heading = if grouped {
            texts::groups()
        } else {
            texts::responsible()
        };
        blocks.push(Block::Heading(heading.get(lang).to_owned()));
        blocks.push(Block::Grid(groups(&gaps.criteria, lang)));
    }
    if files {
        blocks.push(Block::Heading(texts::files().get(lang).to_owned()));
        blocks.push(Block::Grid(by_file(evaluation, lang)));
    }
    if !open.is_empty() {
        blocks.push(Block::Heading(
            texts::nothing_assessed().get(lang).to_owned(),
        ));
        let open = open
            .iter()
            .map(|one| format!("{}: {}", one.id, remarks(one, lang)));
        blocks.push(Block::Lines(open.collect()));
    }
    let not_evaluated: Vec<String> = gaps
        .not_evaluated
        .iter()
        .map(|one| format!("{}: {}", one.id, one.reason))
        .collect();
    if !not_evaluated.is_empty() {
        blocks.push(Block::Heading(texts::not_evaluated().get(lang).to_owned()));
        blocks.push(Block::Lines(not_evaluated));
    }
    blocks
}

fn criteria<'a>(results: impl Iterator<Item = &'a CriterionResult>, lang: Lang) -> Grid {
    let headers = [
        texts::id(),
        texts::criterion(),
        texts::gaps(),
        texts::rate(),
        texts::interval(),
        texts::other(),
    ];
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .zip(aligns)
        .map(|(text, align)| (text.get(lang), align))
        .collect();
    let mut grid = Grid::new(&columns);
    for result in results {
        grid.push(vec![
            Item::text(&result.id),
            Item::text(&result.title),
            counted(result.gaps, result.assessed, lang),
            share(result.rate, result.assessed, lang),
            Item::text(interval(result.estimate.as_ref(), lang)),
            Item::text(remarks(result, lang)),
        ]);
        for further in &result.further {
            grid.push(vec![
                Item::text(""),
                Item::text(format!("– {}", further.title)),
                counted(further.gaps, further.assessed, lang),
                share(further.rate, further.assessed, lang),
                Item::text(""),
                Item::text(""),
            ]);
        }
    }
    grid
}

fn counted(gaps: u64, assessed: u64, lang: Lang) -> Item {
    Item::text(if assessed == 0 {
        "–".to_owned()
    } else {
        of(gaps, assessed, lang)
    })
}

fn share(rate: Option<f64>, assessed: u64, lang: Lang) -> Item {
    match rate {
        Some(rate) if assessed >= FEWEST_FOR_PERCENT => Item::number(percent(lang, rate, 0), &rate),
        Some(_) | None => Item::text(""),
    }
}

/// The weighted interval of the population.
fn interval(estimate: Option<&Estimate>, lang: Lang) -> String {
    let limits = estimate.and_then(|e| Some((e.lower?, e.upper?)));
    limits.map_or_else(String::new, |(lower, upper)| between(lower, upper, lang))
}

fn between(lower: f64, upper: f64, lang: Lang) -> String {
    let lower = percent(lang, lower, 0);
    let lower = lower.trim_end_matches('%').trim_end_matches('\u{a0}');
    format!("{lower}–{}", percent(lang, upper, 0))
}

fn remarks(result: &CriterionResult, lang: Lang) -> String {
    let mut words = Vec::new();
    let mut add = |count: u64, text: fn(u64) -> stickprov::lang::Text| {
        if count > 0 {
            words.push(text(count).get(lang).to_owned());
        }
    };
    add(result.explained, texts::explained);
    add(result.never, texts::never);
    add(result.depends_on_count, texts::depends);
    add(result.remarks, texts::remarks);
    add(result.not_applicable, texts::not_applicable);
    add(result.not_assessable, texts::not_assessable);
    add(result.unanswered, texts::unanswered);
    words.join(", ")
}

/// The methods that were used, each with its promise.
fn methods(results: &[CriterionResult], lang: Lang) -> Vec<String> {
    let mut used: Vec<(&str, &str, f64)> = Vec::new();
    for estimate in results.iter().filter_map(|result| result.estimate.as_ref()) {
        let one = (
            estimate.method.as_str(),
            estimate.promise.as_str(),
            estimate.confidence,
        );
        if !used
            .iter()
            .any(|(method, promise, _)| (*method, *promise) == (one.0, one.1))
        {
            used.push(one);
        }
    }
    used.iter()
        .map(|(method, promise, confidence)| {
            let promise = match *promise {
                "guaranteed" => texts::guaranteed(),
                "by_search" => texts::by_search(),
                _ => texts::approximate(),
            };
            let level = percent(lang, *confidence, 0);
            texts::method(&level, method, promise.get(lang))
                .get(lang)
                .to_owned()
        })
        .collect()
}

fn groups(results: &[CriterionResult], lang: Lang) -> Grid {
    let headers = [
        texts::id(),
        texts::group(),
        texts::gaps(),
        texts::rate(),
        texts::interval(),
        texts::other(),
    ];
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .zip(aligns)
        .map(|(text, align)| (text.get(lang), align))
        .collect();
    let mut grid = Grid::new(&columns);
    for result in results.iter().filter(|result| result.assessed > 0) {
        for (at, group) in result.groups.iter().enumerate() {
            grid.push(vec![
                Item::text(if at == 0 { result.id.as_str() } else { "" }),
                Item::text(&group.group),
                counted(group.gaps, group.assessed, lang),
                share(group.rate, group.assessed, lang),
                Item::text(group_interval(group, lang)),
                Item::text(if group.explained > 0 {
                    texts::explained(group.explained).get(lang).to_owned()
                } else {
                    String::new()
                }),
            ]);
        }
    }
    grid
}

fn group_interval(group: &GroupResult, lang: Lang) -> String {
    let few = group.assessed < FEWEST_FOR_PERCENT;
    match (group.lower, group.upper) {
        (Some(lower), Some(upper)) if !few => between(lower, upper, lang),
        (_, _) => String::new(),
    }
}

/// Every file with what deviates and what is open.
fn by_file(evaluation: &Evaluation, lang: Lang) -> Grid {
    let headers = [texts::file(), texts::deviating(), texts::open()];
    let columns: Vec<(&str, Align)> = headers
        .iter()
        .map(|text| (text.get(lang), Align::Left))
        .collect();
    let mut grid = Grid::new(&columns);
    for file in evaluation.gaps.files.iter().flatten() {
        let list = |is: fn(Outcome) -> bool| {
            let ids = file.outcomes.iter().filter(|(_, outcome)| is(**outcome));
            ids.map(|(id, outcome)| match outcome {
                Outcome::Explained => format!("({id})"),
                Outcome::Met
                | Outcome::Gap
                | Outcome::NotApplicable
                | Outcome::NotAssessable
                | Outcome::Unanswered => id.clone(),
            })
            .collect::<Vec<_>>()
            .join(", ")
        };
        grid.push(vec![
            Item::text(&file.id),
            Item::text(list(|outcome| {
                matches!(outcome, Outcome::Gap | Outcome::Explained)
            })),
            Item::text(list(|outcome| {
                matches!(outcome, Outcome::Unanswered | Outcome::NotAssessable)
            })),
        ]);
    }
    grid
}
