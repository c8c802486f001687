//! The results in short, for everyone: a row for each criterion, what its deviations divide
//! into, and a picture of all estimates.

use super::cells::{column, item, part, text};
use super::results::counts;
use super::{Context, Judged, texts};
use crate::estimate::mark;
use crate::lang::{self, Text};
use crate::report::drawing::{Rate, rates};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

/// How many characters the bar of a share has in the terminal.
const BAR: usize = 20;

/// How many rows of estimates a picture has at most: what fits a page beside its text.
const ROWS: usize = 20;

/// What everyone reads: the result of every criterion, and what it rests on.
pub(super) fn summary(context: &Context) -> Section {
    let mut blocks = vec![Block::Paragraph(in_short(context))];
    let (described, judged): (Vec<&Judged>, Vec<&Judged>) = context
        .assessed()
        .partition(|judged| judged.criterion.descriptive);
    if !judged.is_empty() {
        blocks.push(Block::Table(short(context, &judged, false)));
        blocks.extend(tolerances(context, &judged));
        blocks.extend(figures(context, &judged).into_iter().map(Block::Figure));
    }
    if !described.is_empty() {
        blocks.push(Block::Table(short(context, &described, true)));
    }
    for descriptive in [false, true] {
        let all: Vec<&Judged> = context
            .judged
            .iter()
            .filter(|judged| judged.criterion.descriptive == descriptive)
            .collect();
        if !all.is_empty() {
            blocks.push(Block::Table(counts(context, &all, descriptive)));
        }
    }
    let idle: Vec<&Judged> = context
        .judged
        .iter()
        .filter(|judged| judged.result.assessed == 0)
        .collect();
    if !idle.is_empty() {
        blocks.push(Block::Table(nothing_assessed(context, &idle)));
    }
    if !context.inputs.gaps.not_evaluated.is_empty() {
        blocks.push(Block::Table(not_evaluated(context)));
    }
    Section {
        id: "summary",
        heading: context.say(texts::summary()),
        depth: Depth::Summary,
        blocks,
    }
}

/// What the files say about the tolerances that the plan sets; nothing where it sets none.
pub(super) fn tolerances(context: &Context, judged: &[&Judged]) -> Vec<Block> {
    let sentences = judged.iter().filter_map(|judged| {
        let tolerance = judged.result.tolerance.as_ref()?;
        let sentence = tolerance.sentence(context.lang);
        Some(format!("{}: {sentence}", judged.result.id))
    });
    let sentences: Vec<String> = sentences.collect();
    if sentences.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(context.say(prose::tolerances())),
        Block::List(sentences),
    ]
}

/// A row for each criterion that fits a terminal.
fn short(context: &Context, judged: &[&Judged], descriptive: bool) -> Table {
    let (id, title, sheet, what) = if descriptive {
        (
            "described",
            texts::described_title(),
            sheets::described(),
            texts::what(),
        )
    } else {
        (
            "summary",
            texts::summary_title(),
            sheets::summary(),
            texts::gap(),
        )
    };
    Table {
        id: id.to_owned(),
        title: context.say(title),
        sheet: context.say(sheet),
        shown: Shown::Pages,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, what, Kind::Words),
            column(context, texts::of_assessed(), Kind::Short),
            column(context, texts::rate(), Kind::Percent(0)),
            column(context, texts::estimate_interval(), Kind::Short),
            column(context, texts::bar(), Kind::Bar),
        ],
        rows: judged.iter().flat_map(|j| short_rows(context, j)).collect(),
        notes: if descriptive {
            vec![context.say(prose::described_note())]
        } else {
            notes(context)
        },
    }
}

/// Criteria that met no file they could be tested on, with what became of the files.
fn nothing_assessed(context: &Context, idle: &[&Judged]) -> Table {
    let some = |count: u64| {
        if count == 0 {
            Cell::Empty
        } else {
            context.count(count)
        }
    };
    Table {
        id: "nothing_assessed".to_owned(),
        title: context.say(texts::nothing_assessed_title()),
        sheet: context.say(sheets::nothing_assessed()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::not_applicable(), Kind::Count),
            column(context, texts::not_assessable(), Kind::Count),
            column(context, texts::unanswered(), Kind::Count),
        ],
        rows: idle
            .iter()
            .map(|judged| {
                let result = judged.result;
                item(vec![
                    text(&result.id),
                    text(judged.criterion.title.get(context.lang)),
                    some(result.not_applicable),
                    some(result.not_assessable),
                    some(result.unanswered),
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}

fn in_short(context: &Context) -> String {
    let inputs = context.inputs;
    let judged = || context.assessed().filter(|j| !j.criterion.descriptive);
    let gaps = judged().filter(|j| j.result.gaps > 0).count();
    let (units, criteria) = (inputs.protocol.reviewed().count(), judged().count());
    let covered = if inputs.plan.sample.given.is_some() {
        prose::in_short_given(units)
    } else {
        prose::in_short(units)
    };
    let found = match (criteria, gaps) {
        (0, _) => prose::none_tested(),
        (_, 0) => Text::joined(&[&prose::and_tests(criteria), &prose::none_deviates()], ""),
        (1, _) => Text::joined(&[&prose::and_tests(criteria), &prose::it_deviates()], ""),
        (_, gaps) => Text::joined(
            &[&prose::and_tests(criteria), &prose::with_deviations(gaps)],
            "",
        ),
    };
    context.say(Text::joined(&[&covered, &found], ""))
}

/// A criterion's row, and below it what divides its deviations and how it looks under the
/// further definitions.
fn short_rows(context: &Context, judged: &Judged) -> Vec<Row> {
    let result = judged.result;
    let title = judged.criterion.title.get(context.lang);
    let cells = vec![
        text(&result.id),
        text(title),
        text(context.of(result.gaps, result.assessed)),
        context.share(result.gaps, result.assessed),
        interval(context, judged),
        bar(context, judged),
    ];
    let mut rows = vec![if judged.criterion.part_of.is_some() {
        part(cells)
    } else {
        item(cells)
    }];
    let mut below = |label: String, of: String, share: Cell| {
        rows.push(part(vec![
            Cell::Text(String::new()),
            text(label),
            text(of),
            share,
            Cell::Text(String::new()),
            Cell::Text(String::new()),
        ]));
    };
    let mut parts = |count: u64, label: Text| {
        if count > 0 {
            below(
                context.say(label),
                lang::whole(context.lang, count),
                Cell::Text(String::new()),
            );
        }
    };
    // Where a criterion of its own divides off the explained ones, it stands in the next row.
    let told_apart = context
        .judged
        .iter()
        .any(|other| other.criterion.part_of == Some(judged.at) && other.result.explained > 0);
    if judged.criterion.part_of.is_none() && !told_apart {
        parts(result.explained, prose::of_which_explained());
    }
    parts(result.never, prose::of_which_never());
    parts(result.depends_on_count, prose::depends_on_count());
    parts(result.remarks, prose::with_remark());
    for further in &result.further {
        below(
            further.title.clone(),
            context.of(further.gaps, further.assessed),
            context.share(further.gaps, further.assessed),
        );
    }
    rows
}

/// `69 % (56–80 %)`: the weighted estimate with its interval, in whole per cent.
pub(super) fn interval(context: &Context, judged: &Judged) -> Cell {
    let result = judged.result;
    let Some(estimate) = &result.estimate else {
        return Cell::Empty;
    };
    if result.assessed < context.scale.percent_from {
        return Cell::Empty;
    }
    let percent = |share| lang::percent(context.lang, share, 0);
    let Some((lower, upper)) = estimate.lower.zip(estimate.upper) else {
        return text(percent(estimate.rate));
    };
    let from = lang::decimal(context.lang, 100.0 * lower, 0);
    let mark = mark(&estimate.promise);
    text(format!(
        "{} ({mark}{from}–{})",
        percent(estimate.rate),
        percent(upper)
    ))
}

/// The estimate and its interval on a line of characters: `····├───●──┤····`.
fn bar(context: &Context, judged: &Judged) -> Cell {
    let result = judged.result;
    let (Some(estimate), true) = (
        &result.estimate,
        result.assessed >= context.scale.percent_from,
    ) else {
        return Cell::Text(String::new());
    };
    let at = |share: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of twenty characters"
        )]
        {
            (share.clamp(0.0, 1.0) * (BAR - 1) as f64).round() as usize
        }
    };
    let mut line = vec!['·'; BAR];
    if let Some((lower, upper)) = estimate.lower.zip(estimate.upper) {
        let (from, to) = (at(lower), at(upper));
        line[from..=to].fill('─');
        line[from] = '├';
        line[to] = '┤';
    }
    line[at(estimate.rate)] = '●';
    text(line.into_iter().collect::<String>())
}

/// What must be known to read shares and estimates.
pub(super) fn notes(context: &Context) -> Vec<String> {
    let mut notes = vec![context.say(prose::small_note(context.scale.percent_from))];
    if context.judged.iter().any(|j| j.result.estimate.is_some()) {
        let confidence = context.inputs.plan.report.confidence.to_f64();
        let confidence = lang::percent(context.lang, confidence, 0);
        notes.push(context.say(prose::interval_note(&confidence)));
        let with = |promise: &str| {
            let mut estimates = context
                .judged
                .iter()
                .filter_map(|j| j.result.estimate.as_ref());
            estimates.any(|estimate| estimate.promise == promise)
        };
        for (promise, note) in [
            ("approximate", prose::approximate_note()),
            ("by_search", prose::by_search_note()),
        ] {
            if with(promise) {
                notes.push(context.say(note));
            }
        }
    } else {
        notes.push(context.say(prose::no_interval_note()));
    }
    notes
}

/// All criteria that can be gaps with their estimates, over as many pictures as it takes. Of fewer
/// than ten files there is no per cent, and no point on a scale of per cent: the table has them.
fn figures(context: &Context, judged: &[&Judged]) -> Vec<Figure> {
    let rows: Vec<Rate> = judged
        .iter()
        .filter(|judged| judged.criterion.part_of.is_none())
        .filter(|judged| judged.result.assessed >= context.scale.percent_from)
        .map(|judged| {
            let result = judged.result;
            let title = judged.criterion.title.get(context.lang);
            let estimate = result.estimate.as_ref();
            Rate {
                label: format!("{} {title}", result.id),
                counts: context.of(result.gaps, result.assessed),
                rate: estimate.map(|e| e.rate).or(result.rate),
                limits: estimate.and_then(|e| e.lower.zip(e.upper)),
            }
        })
        .collect();
    let pictures = rows.len().div_ceil(ROWS).max(1);
    rows.chunks(rows.len().div_ceil(pictures).max(1))
        .enumerate()
        .map(|(place, rows)| {
            let (wide, narrow) = rates(rows, &scale(context));
            let (id, title) = if pictures == 1 {
                ("rates".to_owned(), context.say(texts::rates_title()))
            } else {
                (
                    format!("rates-{}", place + 1),
                    context.say(texts::rates_title_of(place + 1, pictures)),
                )
            };
            Figure {
                id,
                title,
                alternative: context.say(prose::rates_alternative()),
                wide,
                narrow: Some(narrow),
            }
        })
        .collect()
}

/// The words below a scale of shares.
pub(super) fn scale(context: &Context) -> [String; 5] {
    [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| lang::percent(context.lang, share, 0))
}

pub(super) fn not_evaluated(context: &Context) -> Table {
    let inputs = context.inputs;
    Table {
        id: "not_evaluated".to_owned(),
        title: context.say(texts::not_evaluated_title()),
        sheet: context.say(sheets::not_evaluated()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::reason(), Kind::Words),
        ],
        rows: inputs
            .gaps
            .not_evaluated
            .iter()
            .map(|left_out| {
                let title = inputs
                    .template
                    .criterion_by_id(&left_out.id)
                    .map_or("", |at| {
                        inputs.template.criterion(at).title.get(context.lang)
                    });
                item(vec![
                    text(&left_out.id),
                    text(title),
                    text(&left_out.reason),
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}
