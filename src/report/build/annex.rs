//! What stands last: changed parameters and faults in the data, the method with the recipe
//! by which anyone can check the draw, and the words.

use super::cells::{column, item, part, text};
use super::{Context, parameters, texts};
use crate::estimate::Compared;
use crate::lang;
use crate::plan::{CoordinateMode, How};
use crate::protocol::paper::method_in_words;
use crate::protocol::recipe;
use crate::report::model::{Block, Cell, Depth, Kind, Row, Section, Shown, Table};
use crate::report::sources::Used;
use crate::report::texts::{glossary, prose, sheets};

/// How many places of a problem are named.
const PLACES: usize = 3;

/// Changed parameters, the results over whole registers, and faults in the data.
pub(super) fn problems(context: &Context) -> Section {
    let mut blocks = Vec::new();
    if !context.inputs.plan.criteria.is_empty() {
        blocks.push(Block::Table(parameters::table(context)));
    }
    if !context.inputs.gaps.population.is_empty() {
        blocks.push(Block::Table(population(context)));
    }
    if context.inputs.problems.is_empty() {
        blocks.push(Block::Paragraph(context.say(prose::no_problems())));
    } else {
        blocks.push(Block::Table(data_problems(context)));
    }
    Section {
        id: "problems",
        heading: context.say(texts::problems()),
        depth: Depth::Annex,
        blocks,
    }
}

fn population(context: &Context) -> Table {
    let inputs = context.inputs;
    Table {
        id: "registers".to_owned(),
        title: context.say(texts::registers_title()),
        sheet: context.say(sheets::registers()),
        shown: Shown::Summed,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::counted_in(), Kind::Short),
            column(context, texts::number_of(), Kind::Count),
            column(context, texts::gaps_or_cases(), Kind::Count),
            column(context, texts::rate(), Kind::Percent(1)),
            column(context, texts::places(), Kind::Long),
        ],
        rows: inputs
            .gaps
            .population
            .iter()
            .flat_map(|result| {
                // Without a limit nothing deviates: how many do is not said.
                let no_limit = |one: &Compared| one.limit.is_none();
                let (gaps, rate) = if result.compared.as_ref().is_some_and(no_limit) {
                    (Cell::Empty, Cell::Empty)
                } else {
                    let share = context.register_share(result.gaps, result.rows);
                    (context.count(result.gaps), share)
                };
                let whole = item(vec![
                    text(&result.id),
                    text(&result.title),
                    text(context.say(texts::counted(result.counted))),
                    context.count(result.rows),
                    gaps,
                    rate,
                    places(context, &result.places),
                ]);
                let parts = result.parts.iter().map(|one| {
                    let title = one.title.clone();
                    population_part(context, title, one.rows, one.gaps)
                });
                let groups = result.groups.iter().map(|one| {
                    let group = one.group.clone();
                    population_part(context, group, one.rows, one.gaps)
                });
                let compared = result.compared.iter().flat_map(|compared| {
                    let figures = compared.figures.iter();
                    let figures = figures.map(|one| (one.group.clone(), one.value));
                    let spread = compared.spread.map(|value| {
                        let name = context.say(texts::spread());
                        (name, value)
                    });
                    figures.chain(spread).map(|(name, value)| {
                        part(vec![
                            Cell::Empty,
                            text(name),
                            Cell::Empty,
                            context.decimal(value, 1),
                            Cell::Empty,
                            Cell::Empty,
                            Cell::Empty,
                        ])
                    })
                });
                std::iter::once(whole)
                    .chain(parts)
                    .chain(groups)
                    .chain(compared)
                    .collect::<Vec<Row>>()
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// A part or a group under the whole.
fn population_part(context: &Context, name: String, rows: u64, gaps: u64) -> Row {
    part(vec![
        Cell::Empty,
        text(name),
        Cell::Empty,
        context.count(rows),
        context.count(gaps),
        context.register_share(gaps, rows),
        Cell::Empty,
    ])
}

fn places(context: &Context, places: &[crate::problem::Place]) -> Cell {
    let named: Vec<String> = places
        .iter()
        .take(PLACES)
        .map(|place| place.in_words(context.lang))
        .collect();
    if named.is_empty() {
        Cell::Empty
    } else {
        text(named.join("; "))
    }
}

fn data_problems(context: &Context) -> Table {
    Table {
        id: "problems".to_owned(),
        title: context.say(texts::problems_title()),
        sheet: context.say(sheets::problems()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::code(), Kind::Short),
            column(context, texts::meaning(), Kind::Words),
            column(context, texts::count(), Kind::Count),
            column(context, texts::places(), Kind::Long),
        ],
        rows: context
            .inputs
            .problems
            .iter()
            .map(|(code, kind)| {
                item(vec![
                    text(code),
                    text(kind.what.get(context.lang)),
                    context.count(kind.count),
                    places(context, &kind.places),
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// How it was done.
pub(super) fn method(context: &Context) -> Section {
    let inputs = context.inputs;
    let mut blocks = method_text(context);
    let recipe = recipe::recipe(inputs.plan, inputs.template, inputs.protocol, context.lang);
    let heading = context.say(prose::recipe_heading());
    blocks.push(Block::Heading("recipe".to_owned(), heading));
    blocks.push(Block::Steps(recipe.steps));
    if !recipe.commands.is_empty() {
        blocks.push(Block::Paragraph(context.say(prose::recipe_ticket())));
        blocks.push(Block::Code(recipe.commands));
    }
    blocks.push(Block::Facts(sums(context)));
    blocks.push(Block::Table(sources(context)));
    Section {
        id: "method",
        heading: context.say(texts::method_heading()),
        depth: Depth::Annex,
        blocks,
    }
}

/// The method in words, with nothing that leads back to the draw.
pub(super) fn method_text(context: &Context) -> Vec<Block> {
    let inputs = context.inputs;
    let protocol = inputs.protocol;
    let mut blocks = vec![Block::Paragraph(
        context.say(method_in_words(inputs.plan, &protocol.method)),
    )];
    let population: u64 = protocol.strata.iter().map(|s| s.population).sum();
    blocks.push(Block::Paragraph(context.say(prose::speaks_for_text(
        &lang::whole(context.lang, population),
    ))));
    // Without numbers and names: what others may read has this, too.
    let coordination = protocol.coordination.as_ref();
    blocks.extend(coordination.map(|with| {
        Block::Paragraph(context.say(match with.mode {
            CoordinateMode::Keep => prose::kept_text(),
            CoordinateMode::Avoid => prose::avoided_text(),
        }))
    }));
    blocks.push(Block::Paragraph(context.say(prose::counts_text())));
    let given = inputs.plan.sample.given.as_ref();
    if given.is_some_and(|given| given.how == How::Judgement) {
        blocks.push(Block::Paragraph(context.say(prose::judgement_text())));
    } else {
        let confidence = inputs.plan.report.confidence.to_f64();
        let confidence = lang::percent(context.lang, confidence, 0);
        blocks.push(Block::Paragraph(
            context.say(prose::intervals_text(&confidence)),
        ));
        blocks.push(Block::List(methods_used(context)));
    }
    blocks.push(Block::Paragraph(context.say(prose::missing_text())));
    blocks
}

/// The methods that gave the report's intervals, each in a sentence.
fn methods_used(context: &Context) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for result in &context.inputs.gaps.criteria {
        let of_strata = result.strata.iter().filter_map(|s| s.method.as_deref());
        let of_groups = result.groups.iter().filter_map(|g| g.method.as_deref());
        let overall = result.estimate.as_ref().map(|e| e.method.as_str());
        names.extend(overall.into_iter().chain(of_strata).chain(of_groups));
    }
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| match name {
            "hypergeometric" => context.say(prose::about_hypergeometric()),
            "wendell-schmee" => context.say(prose::about_wendell_schmee()),
            "korn-graubard" => context.say(prose::about_korn_graubard()),
            other => other.to_owned(),
        })
        .collect()
}

fn sums(context: &Context) -> Vec<(String, String)> {
    let protocol = context.inputs.protocol;
    let mut facts = vec![(context.say(texts::program()), protocol.program.clone())];
    if context.inputs.plan.sample.given.is_none() {
        facts.push((context.say(texts::seed()), protocol.seed.clone()));
    }
    facts.push((context.say(texts::draw_id()), protocol.draw_id.clone()));
    facts.push((
        context.say(texts::selection_sum()),
        protocol.selection_sha256.clone(),
    ));
    facts.push((context.say(texts::plan_sum()), protocol.plan_sha256.clone()));
    facts
}

fn sources(context: &Context) -> Table {
    Table {
        id: "sources".to_owned(),
        title: context.say(texts::sources_title()),
        sheet: context.say(sheets::sources()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::register(), Kind::Short),
            column(context, texts::file(), Kind::Words),
            column(context, texts::rows(), Kind::Count),
            column(context, texts::as_of(), Kind::Short),
            column(context, texts::used_for(), Kind::Words),
            column(context, lang::Text::same("SHA-256"), Kind::Long),
        ],
        rows: context
            .inputs
            .sources
            .iter()
            .map(|source| {
                let as_of = source.as_of;
                item(vec![
                    text(&source.register),
                    text(source.place().in_words(context.lang)),
                    context.count(source.rows),
                    as_of.map_or(Cell::Empty, |day| text(day.to_string())),
                    text(context.say(match source.used {
                        Used::Draw => texts::used_draw(),
                        Used::Results => texts::used_results(),
                        Used::Both => texts::used_both(),
                        Used::Protection => texts::used_protection(),
                    })),
                    text(&source.sha256),
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// The words.
pub(super) fn words(context: &Context) -> Section {
    let words = glossary::GLOSSARY
        .iter()
        .map(|(word, meaning)| (context.say(word()), context.say(meaning())))
        .collect();
    Section {
        id: "glossary",
        heading: context.say(texts::glossary_heading()),
        depth: Depth::Annex,
        blocks: vec![Block::Facts(words)],
    }
}
