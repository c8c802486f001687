//! How long things took: the days of every deadline that is counted in days, against its
//! limit, and each criterion under the other ways to count.

use super::cells::{column, item, number, part, text};
use super::{Context, Judged, texts};
use crate::report::drawing::{Bucket, histogram};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::{Count, CriterionRef, Parameters, Roll};

/// The section; none where nothing has a limit in days.
pub(super) fn deadlines(context: &Context) -> Option<Section> {
    let known: Vec<(&Judged, i64, Vec<i64>)> = context
        .judged
        .iter()
        .filter_map(|judged| {
            let limit = limit(context, judged)?;
            let days = days(context, judged);
            (!days.is_empty()).then_some((judged, limit, days))
        })
        .collect();
    let mut blocks = Vec::new();
    if !known.is_empty() {
        blocks.push(Block::Table(distribution(context, &known)));
        for (judged, limit, days) in &known {
            blocks.push(Block::Figure(figure(context, judged, *limit, days)));
        }
    }
    let counted = sensitivity(context);
    if !counted.rows.is_empty() {
        blocks.push(Block::Table(counted));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "deadlines",
        heading: context.say(texts::deadlines()),
        depth: Depth::Detail,
        blocks,
    })
}

/// The limit in days that the report counts by.
fn limit(context: &Context, judged: &Judged) -> Option<i64> {
    parameters(context, judged).days
}

fn parameters<'a>(context: &'a Context, judged: &Judged) -> &'a Parameters {
    let inputs = context.inputs;
    inputs.plan.parameters(inputs.template, judged.at)
}

fn in_working_days(context: &Context, judged: &Judged) -> bool {
    parameters(context, judged).count == Count::Working
}

/// The days of every file where both ends are known, as the rule counts them, sorted.
fn days(context: &Context, judged: &Judged) -> Vec<i64> {
    let mut days: Vec<i64> = context
        .inputs
        .findings
        .units
        .values()
        .filter_map(|decided| decided.get(&judged.at)?.counted)
        .collect();
    days.sort_unstable();
    days
}

fn distribution(context: &Context, known: &[(&Judged, i64, Vec<i64>)]) -> Table {
    let row = |(judged, limit, days): &(&Judged, i64, Vec<i64>)| {
        let limit = *limit;
        let within = |from: i64, to: i64| {
            let inside = days.iter().filter(|day| (from..=to).contains(*day));
            context.count(u64::try_from(inside.count()).expect("a count fits"))
        };
        item(vec![
            text(&judged.result.id),
            text(judged.criterion.title.get(context.lang)),
            context.decimal(to_number(limit), 0),
            context.count(u64::try_from(days.len()).expect("a count fits")),
            within(i64::MIN, -1),
            within(0, 0),
            within(1, limit),
            within(limit + 1, 2 * limit),
            within(2 * limit + 1, i64::MAX),
            context.decimal(median(days), 1),
            days.last().map_or(Cell::Empty, |longest| {
                context.decimal(to_number(*longest), 0)
            }),
        ])
    };
    Table {
        id: "days".to_owned(),
        title: context.say(texts::days_title()),
        sheet: context.say(sheets::days()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::limit_days(), Kind::Count),
            column(context, texts::both_dates(), Kind::Count),
            column(context, texts::before_start(), Kind::Count),
            column(context, texts::same_day(), Kind::Count),
            column(context, texts::within_limit(), Kind::Count),
            column(context, texts::to_double(), Kind::Count),
            column(context, texts::longer(), Kind::Count),
            column(context, texts::median(), Kind::Decimal(1)),
            column(context, texts::longest(), Kind::Count),
        ],
        rows: known.iter().map(row).collect(),
        notes: notes(context, known),
    }
}

/// What kind of days they are, and that a last day may have moved.
fn notes(context: &Context, known: &[(&Judged, i64, Vec<i64>)]) -> Vec<String> {
    let working: Vec<&str> = known
        .iter()
        .filter(|(judged, _, _)| in_working_days(context, judged))
        .map(|(judged, _, _)| judged.result.id.as_str())
        .collect();
    let mut notes = vec![context.say(if working.is_empty() {
        prose::days_note()
    } else if working.len() == known.len() {
        prose::working_days_note()
    } else {
        prose::both_days_note(&working.join(", "))
    })];
    let moves = known.iter().any(|(judged, _, _)| {
        let parameters = parameters(context, judged);
        parameters.roll == Roll::NextWorkingDay || parameters.tolerance_days > 0
    });
    if moves {
        notes.push(context.say(prose::moved_note()));
    }
    notes
}

fn to_number(days: i64) -> f64 {
    let size = number(days.unsigned_abs());
    if days < 0 { -size } else { size }
}

/// The middle one, or the mean of the two in the middle; the days are sorted and not empty.
fn median(days: &[i64]) -> f64 {
    let upper = days[days.len() / 2];
    let lower = days[(days.len() - 1) / 2];
    to_number(lower).midpoint(to_number(upper))
}

/// Days up to twice the limit one by one, the rest together.
fn figure(context: &Context, judged: &Judged, limit: i64, days: &[i64]) -> Figure {
    let last = (2 * limit).clamp(10, 30);
    let count = |from: i64, to: i64| {
        let inside = days.iter().filter(|day| (from..=to).contains(*day));
        u64::try_from(inside.count()).expect("a count fits")
    };
    let mut buckets = Vec::new();
    if days.iter().any(|day| *day < 0) {
        buckets.push(Bucket {
            label: "<0".to_owned(),
            count: count(i64::MIN, -1),
            beyond: false,
        });
    }
    buckets.extend((0..=last).map(|day| Bucket {
        label: day.to_string(),
        count: count(day, day),
        beyond: day > limit,
    }));
    buckets.push(Bucket {
        label: format!("{}+", last + 1),
        count: count(last + 1, i64::MAX),
        beyond: last + 1 > limit,
    });
    let words: Vec<String> = buckets
        .iter()
        .filter(|bucket| bucket.count > 0)
        .map(|bucket| context.say(prose::files_at(&bucket.label, bucket.count)))
        .collect();
    let working = in_working_days(context, judged);
    let (wide, narrow) = histogram(
        &buckets,
        &context.say(prose::limit_line(&days_in_words(context, limit, working))),
        &context.say(if working {
            prose::working_days_axis()
        } else {
            prose::days_axis()
        }),
    );
    Figure {
        id: format!("days-{}", judged.result.id.to_lowercase()),
        title: context.say(texts::days_figure(
            &judged.result.id,
            judged.criterion.title.get(context.lang),
        )),
        alternative: words.join("; "),
        wide,
        narrow: Some(narrow),
    }
}

fn sensitivity(context: &Context) -> Table {
    let inputs = context.inputs;
    // A criterion of which no way to count assesses a file has nothing to compare.
    let counted = |at: CriterionRef| {
        let mut lines = inputs.sensitivity.iter();
        lines.any(|line| line.criterion == at && line.assessed > 0)
    };
    let rows: Vec<Row> = inputs
        .sensitivity
        .iter()
        .filter(|line| counted(line.criterion))
        .map(|line| {
            let criterion = inputs.template.criterion(line.criterion);
            let mut words = line.what.get(context.lang).to_owned();
            if line.headline {
                words.push_str(&context.say(prose::as_counted_here()));
            }
            let cells = vec![
                text(&criterion.id),
                text(words),
                context.count(line.assessed),
                context.count(line.gaps),
                context.share(line.gaps, line.assessed),
            ];
            if line.headline {
                item(cells)
            } else {
                part(cells)
            }
        })
        .collect();
    Table {
        id: "definitions".to_owned(),
        title: context.say(texts::definitions_title()),
        sheet: context.say(sheets::definitions()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::way_to_count(), Kind::Words),
            column(context, texts::assessed(), Kind::Count),
            column(context, texts::gaps_or_cases(), Kind::Count),
            column(context, texts::rate(), Kind::Percent(0)),
        ],
        rows,
        notes: Vec::new(),
    }
}

/// `1 dag`, `5 dagar`, `5 arbetsdagar`.
fn days_in_words(context: &Context, days: i64, working: bool) -> String {
    context.say(match (days, working) {
        (1, false) => prose::one_day(),
        (1, true) => prose::one_working_day(),
        (_, false) => prose::many_days(days),
        (_, true) => prose::many_working_days(days),
    })
}
