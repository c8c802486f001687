//! The results for people: a table of all criteria, then by unit, then what could not be
//! said. Everything fits 80 columns. Numbers that a spreadsheet program shall count with
//! are in `sheet`.

mod contrasts;
mod sheet;
mod uncertain;
mod words;

use std::collections::BTreeMap;

use stickprov::estimate::{CriterionResult, Estimate, GroupResult, PopulationResult};
use stickprov::finding::Outcome;
use stickprov::lang::{Lang, Text, decimal, whole};
use stickprov::report;
use stickprov::template::FileStatus;
use stickprov::template::population::Counted;

use super::super::evaluated::Evaluation;
use super::super::folder::Audit;
use super::super::output::{Align, Block, Grid, Item};
use super::{of, texts};
use words::{FEWEST_FOR_PERCENT, between, methods, remarks, share};

pub(crate) fn blocks(
    audit: &Audit,
    evaluation: &Evaluation,
    grouped: bool,
    files: bool,
    lang: Lang,
) -> Vec<Block> {
    let gaps = &evaluation.gaps;
    let say = |text: Text| text.get(lang).to_owned();
    let cases = evaluation.protocol.reviewed().count();
    let mut blocks = vec![
        Block::Sheet(sheet::sheet(&gaps.criteria, lang)),
        Block::Heading(say(texts::heading(&audit.plan.title, cases))),
        Block::Lines(reviewed(audit, evaluation, lang)),
    ];
    let (assessed, open): (Vec<&CriterionResult>, Vec<&CriterionResult>) = gaps
        .criteria
        .iter()
        .partition(|criterion| criterion.assessed > 0);
    let (described, judged): (Vec<&CriterionResult>, Vec<&CriterionResult>) = assessed
        .into_iter()
        .partition(|criterion| criterion.descriptive);
    if !judged.is_empty() {
        blocks.push(Block::Grid(criteria(&judged, lang)));
        blocks.push(Block::Lines(notes(&gaps.criteria, &judged, lang)));
        blocks.extend(uncertain::tolerances(&judged, lang));
        blocks.extend(uncertain::sensitivity(&judged, lang));
    }
    if !described.is_empty() {
        blocks.push(Block::Heading(say(texts::descriptive())));
        blocks.push(Block::Grid(criteria(&described, lang)));
    }
    by_group(&mut blocks, &gaps.criteria, grouped, lang);
    blocks.extend(contrasts::contrasts(&gaps.contrasts, lang));
    over_registers(&mut blocks, &gaps.population, lang);
    if files {
        blocks.push(Block::Heading(say(texts::files())));
        blocks.push(Block::Grid(by_file(evaluation, lang)));
    }
    noted(&mut blocks, audit, evaluation, lang);
    blank(&mut blocks, audit, evaluation, lang);
    let open = open.iter().map(|one| (remarks(one, lang), one.id.as_str()));
    listed(&mut blocks, say(texts::nothing_assessed()), open);
    let not_evaluated = gaps
        .not_evaluated
        .iter()
        .map(|one| (one.reason.clone(), one.id.as_str()));
    listed(&mut blocks, say(texts::not_evaluated()), not_evaluated);
    blocks
}

/// Questions that reviewed files have left blank.
fn blank(blocks: &mut Vec<Block>, audit: &Audit, evaluation: &Evaluation, lang: Lang) {
    let states = report::states(&audit.template, &evaluation.protocol, &evaluation.answers);
    let lines = report::blank_questions(&audit.template, &states, lang);
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
}

/// Files whose own reason for a deviation is another than the rule's.
fn noted(blocks: &mut Vec<Block>, audit: &Audit, evaluation: &Evaluation, lang: Lang) {
    let lines = evaluation.noted.iter().map(|one| {
        let criterion = &audit.template.criterion(one.criterion).id;
        let question = &audit.template.question(one.question).id;
        let line = if one.by_rule {
            texts::only_the_rule(criterion, question)
        } else {
            texts::only_the_file(criterion, question)
        };
        (line.get(lang).to_owned(), one.id.as_str())
    });
    listed(blocks, texts::noted_otherwise().get(lang).to_owned(), lines);
}

/// How far the review has come: a line for each kind of file.
fn reviewed(audit: &Audit, evaluation: &Evaluation, lang: Lang) -> Vec<String> {
    let states = report::states(&audit.template, &evaluation.protocol, &evaluation.answers);
    let mut lines = Vec::new();
    for (at, checklist) in audit.template.checklists.iter().enumerate() {
        let all = states.iter().filter(|state| state.checklist == at);
        let done = all
            .clone()
            .filter(|state| state.status == FileStatus::Reviewed);
        let done = whole(lang, u64::try_from(done.count()).unwrap_or(u64::MAX));
        let all = whole(lang, u64::try_from(all.count()).unwrap_or(u64::MAX));
        let files = checklist.files.get(lang);
        lines.push(texts::reviewed(&done, &all, files).get(lang).to_owned());
    }
    if let Some(counts) = &evaluation.gaps.fact_check {
        lines.push(texts::fact_check(counts).get(lang).to_owned());
    }
    if let Some(over) = &evaluation.gaps.over_coverage {
        lines.push(over.sentences(lang));
    }
    if evaluation.answers.first.is_empty() {
        lines.push(texts::no_answers().get(lang).to_owned());
    }
    lines
}

fn columns(texts: &[(Text, Align)], lang: Lang) -> Vec<(String, Align)> {
    texts
        .iter()
        .map(|(text, align)| (text.get(lang).to_owned(), *align))
        .collect()
}

fn grid(texts: &[(Text, Align)], lang: Lang) -> Grid {
    let columns = columns(texts, lang);
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .map(|(title, align)| (title.as_str(), *align))
        .collect();
    Grid::new(&columns)
}

fn criteria(results: &[&CriterionResult], lang: Lang) -> Grid {
    const TITLE: usize = 1;
    let headers = [
        (texts::id(), Align::Left),
        (texts::criterion(), Align::Left),
        (texts::gaps(), Align::Right),
        (texts::rate(), Align::Right),
        (texts::interval(), Align::Right),
        (texts::remark(), Align::Left),
    ];
    let mut grid = grid(&headers, lang).with_notes_under(TITLE);
    for result in results {
        grid.push(vec![
            Item::text(&result.id),
            Item::text(&result.title),
            Item::text(counted(result.gaps, result.assessed, lang)),
            Item::text(share(result.gaps, result.assessed, lang)),
            Item::text(interval(result.estimate.as_ref(), result.assessed, lang)),
            Item::text(remarks(result, lang)),
        ]);
        for further in &result.further {
            grid.push(vec![
                Item::text(""),
                Item::text(format!("– {}", further.title)),
                Item::text(counted(further.gaps, further.assessed, lang)),
                Item::text(share(further.gaps, further.assessed, lang)),
                Item::text(""),
                Item::text(""),
            ]);
        }
    }
    grid
}

fn counted(gaps: u64, assessed: u64, lang: Lang) -> String {
    if assessed == 0 {
        "–".to_owned()
    } else {
        of(gaps, assessed, lang)
    }
}

/// The weighted interval of the population.
fn interval(estimate: Option<&Estimate>, assessed: u64, lang: Lang) -> String {
    let limits = estimate.and_then(|e| Some((e.promise.as_str(), (e.lower?, e.upper?))));
    match limits {
        Some((promise, limits)) if assessed >= FEWEST_FOR_PERCENT => between(promise, limits, lang),
        Some(_) | None => String::new(),
    }
}

/// What must be known to read the table.
fn notes(all: &[CriterionResult], judged: &[&CriterionResult], lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = methods(all, lang).into_iter().collect();
    lines.extend(uncertain::reasons(judged));
    if judged.iter().any(|one| one.assessed < FEWEST_FOR_PERCENT) {
        let few = texts::few(FEWEST_FOR_PERCENT);
        lines.push(few.get(lang).to_owned());
    }
    lines
}

/// The results by responsible unit, or by what `--by` names. Without `--by`, criteria that
/// nobody deviates from would only hide the others.
fn by_group(blocks: &mut Vec<Block>, results: &[CriterionResult], grouped: bool, lang: Lang) {
    let (heading, group) = if grouped {
        (texts::groups(), texts::group())
    } else {
        (texts::responsible(), texts::unit())
    };
    let assessed = results.iter().filter(|result| result.assessed > 0);
    let shown: Vec<&CriterionResult> = assessed
        .clone()
        .filter(|result| grouped || result.gaps > 0)
        .collect();
    // A register that does not say who holds the files has no units.
    if shown.iter().all(|result| result.groups.is_empty()) {
        return;
    }
    let left_out = assessed.count() - shown.len();
    blocks.push(Block::Heading(heading.get(lang).to_owned()));
    blocks.push(Block::Grid(groups(&shown, group, lang)));
    if left_out > 0 {
        let line = texts::only_with_gaps();
        blocks.push(Block::Lines(vec![line.get(lang).to_owned()]));
    }
}

fn groups(results: &[&CriterionResult], group: Text, lang: Lang) -> Grid {
    let headers = [
        (texts::id(), Align::Left),
        (group, Align::Left),
        (texts::gaps(), Align::Right),
        (texts::rate(), Align::Right),
        (texts::interval(), Align::Right),
        (texts::of_which_explained(), Align::Right),
    ];
    let mut grid = grid(&headers, lang);
    for result in results {
        for (at, group) in result.groups.iter().enumerate() {
            let explained = match group.explained {
                0 => Item::text(""),
                some => Item::whole(lang, some),
            };
            grid.push(vec![
                Item::text(if at == 0 { result.id.as_str() } else { "" }),
                Item::text(&group.group),
                Item::text(counted(group.gaps, group.assessed, lang)),
                Item::text(share(group.gaps, group.assessed, lang)),
                Item::text(group_interval(group, lang)),
                explained,
            ]);
        }
    }
    grid
}

fn group_interval(group: &GroupResult, lang: Lang) -> String {
    let few = group.assessed < FEWEST_FOR_PERCENT;
    let promise = group.promise.as_deref().unwrap_or_default();
    match group.lower.zip(group.upper) {
        Some(limits) if !few => between(promise, limits, lang),
        Some(_) | None => String::new(),
    }
}

/// What is counted over whole registers, with its parts and the offices.
fn over_registers(blocks: &mut Vec<Block>, results: &[PopulationResult], lang: Lang) {
    if results.is_empty() {
        return;
    }
    let headers = [
        (texts::id(), Align::Left),
        (texts::measure(), Align::Left),
        (texts::gaps(), Align::Right),
        (texts::rate(), Align::Right),
        (texts::counted_in(), Align::Left),
    ];
    let mut grid = grid(&headers, lang);
    for result in results {
        let unit = match result.counted {
            Counted::Rows => texts::rows(),
            Counted::Persons => texts::persons(),
            Counted::Months => texts::months(),
            Counted::Groups => texts::units(),
            Counted::Figures => texts::figures(),
        };
        // Without a limit nothing deviates, and how many do would say that all is well.
        let judged = result
            .compared
            .as_ref()
            .is_none_or(|one| one.limit.is_some());
        let of_all = |text: String| Item::text(if judged { text } else { String::new() });
        grid.push(vec![
            Item::text(&result.id),
            Item::text(&result.title),
            of_all(counted(result.gaps, result.rows, lang)),
            of_all(share(result.gaps, result.rows, lang)),
            Item::text(unit.get(lang)),
        ]);
        if let Some(compared) = &result.compared {
            let spread = texts::spread().get(lang).to_owned();
            let figures = compared.figures.iter();
            let figures = figures.map(|one| (one.group.clone(), one.value));
            for (name, value) in figures.chain(compared.spread.map(|value| (spread, value))) {
                grid.push(vec![
                    Item::text(""),
                    Item::text(format!("– {name}")),
                    Item::text(decimal(lang, value, 1)),
                    Item::text(""),
                    Item::text(""),
                ]);
            }
        }
        let parts = result
            .parts
            .iter()
            .map(|one| (&one.title, one.gaps, one.rows));
        // Offices at which nothing was found say no more than the whole.
        let groups = result.groups.iter().filter(|_| result.gaps > 0);
        let groups = groups.map(|one| (&one.group, one.gaps, one.rows));
        for (name, gaps, rows) in parts.chain(groups) {
            grid.push(vec![
                Item::text(""),
                Item::text(format!("– {name}")),
                Item::text(counted(gaps, rows, lang)),
                Item::text(share(gaps, rows, lang)),
                Item::text(""),
            ]);
        }
    }
    blocks.push(Block::Heading(texts::over_registers().get(lang).to_owned()));
    blocks.push(Block::Grid(grid));
}

/// Every file with what deviates and what is open.
fn by_file(evaluation: &Evaluation, lang: Lang) -> Grid {
    let headers = [
        (texts::file(), Align::Left),
        (texts::deviating(), Align::Left),
        (texts::open(), Align::Left),
    ];
    let mut grid = grid(&headers, lang);
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

/// Criteria under what is said of them, in the order it is first said.
fn listed<'a>(
    blocks: &mut Vec<Block>,
    heading: String,
    said: impl Iterator<Item = (String, &'a str)>,
) {
    let mut order: Vec<String> = Vec::new();
    let mut of: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (what, id) in said {
        if !order.contains(&what) {
            order.push(what.clone());
        }
        of.entry(what).or_default().push(id);
    }
    if order.is_empty() {
        return;
    }
    let lines = order
        .iter()
        .map(|what| format!("- {what}: {}", of[what].join(", ")));
    blocks.push(Block::Heading(heading));
    blocks.push(Block::Lines(lines.collect()));
}
