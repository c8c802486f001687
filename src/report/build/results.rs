//! The results in full, for those who check them: every outcome counted, every estimate with
//! its interval, its method and what that promises.

use super::cells::{column, item, part, text};
use super::summary::notes;
use super::{Context, Judged, texts};
use crate::lang::{Lang, Text};
use crate::report::model::{Block, Cell, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

/// Every count and every estimate of the criteria that can be deviations.
pub(super) fn in_full(context: &Context) -> Option<Section> {
    let rows: Vec<&Judged> = context
        .assessed()
        .filter(|judged| !judged.criterion.descriptive)
        .collect();
    (!rows.is_empty()).then(|| Section {
        id: "results",
        heading: context.say(texts::in_full()),
        depth: Depth::Detail,
        blocks: vec![
            Block::Table(outcomes(context, &rows)),
            Block::Table(estimates(context, &rows)),
        ],
    })
}

fn row(judged: &Judged, cells: Vec<Cell>) -> Row {
    if judged.criterion.part_of.is_some() {
        part(cells)
    } else {
        item(cells)
    }
}

fn outcomes(context: &Context, judged: &[&Judged]) -> Table {
    let mut columns = vec![
        column(context, texts::criterion(), Kind::Short),
        column(context, texts::gap(), Kind::Words),
    ];
    columns.extend(outcome_headers().map(|header| column(context, header, Kind::Count)));
    Table {
        id: "outcomes".to_owned(),
        title: context.say(texts::outcomes_title()),
        sheet: context.say(sheets::results()),
        shown: Shown::Screen,
        columns,
        rows: judged
            .iter()
            .map(|judged| {
                let mut cells = vec![
                    text(&judged.result.id),
                    text(judged.criterion.title.get(context.lang)),
                ];
                cells.extend(outcome_cells(context, judged));
                row(judged, cells)
            })
            .collect(),
        notes: vec![context.say(prose::outcomes_note())],
    }
}

fn outcome_headers() -> [Text; 7] {
    [
        texts::assessed(),
        texts::met(),
        texts::gaps(),
        texts::explained(),
        texts::not_applicable(),
        texts::not_assessable(),
        texts::unanswered(),
    ]
}

fn outcome_cells(context: &Context, judged: &Judged) -> [Cell; 7] {
    let result = judged.result;
    [
        context.count(result.assessed),
        context.count(result.assessed - result.gaps),
        context.count(result.gaps),
        context.count(result.explained),
        context.count(result.not_applicable),
        context.count(result.not_assessable),
        context.count(result.unanswered),
    ]
}

fn estimates(context: &Context, judged: &[&Judged]) -> Table {
    Table {
        id: "estimates".to_owned(),
        title: context.say(texts::estimates_title()),
        sheet: context.say(sheets::estimates()),
        shown: Shown::Annexed,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::gap(), Kind::Words),
            column(context, texts::method(), Kind::Short),
            column(context, texts::promise(), Kind::Short),
            column(context, texts::rate(), Kind::Percent(0)),
            column(context, texts::estimated(), Kind::Percent(1)),
            column(context, texts::lower(), Kind::Percent(1)),
            column(context, texts::upper(), Kind::Percent(1)),
            column(context, texts::speaks_for(), Kind::Count),
        ],
        rows: judged
            .iter()
            .map(|judged| {
                let result = judged.result;
                let estimate = result.estimate.as_ref();
                let limit = |share| context.estimated(share, result.assessed);
                let words = |words: Option<String>| words.map_or(Cell::Empty, Cell::Text);
                let cells = vec![
                    text(&result.id),
                    text(judged.criterion.title.get(context.lang)),
                    words(estimate.map(|e| method(context, &e.method))),
                    words(estimate.map(|e| promise(context, &e.promise))),
                    context.share(result.gaps, result.assessed),
                    limit(estimate.map(|e| e.rate)),
                    limit(estimate.and_then(|e| e.lower)),
                    limit(estimate.and_then(|e| e.upper)),
                    estimate.map_or(Cell::Empty, |e| context.decimal(e.population, 0)),
                ];
                row(judged, cells)
            })
            .collect(),
        notes: notes(context),
    }
}

/// A method's name as people say it.
pub(super) fn method(context: &Context, name: &str) -> String {
    method_name(context.lang, name)
}

/// A method's name as people say it.
pub fn method_name(lang: Lang, name: &str) -> String {
    match name {
        "hypergeometric" => texts::method_hypergeometric().get(lang).to_owned(),
        "wendell-schmee" => "Wendell–Schmee".to_owned(),
        "korn-graubard" => "Korn–Graubard".to_owned(),
        "clopper-pearson" => "Clopper–Pearson".to_owned(),
        other => other.to_owned(),
    }
}

/// What a method promises.
fn promise(context: &Context, name: &str) -> String {
    match name {
        "guaranteed" => context.say(texts::promise_guaranteed()),
        "by_search" => context.say(texts::promise_by_search()),
        "approximate" => context.say(texts::promise_approximate()),
        other => other.to_owned(),
    }
}

/// Every count of a criterion in one row: the workbook's form of the summary.
pub(super) fn counts(context: &Context, judged: &[&Judged], descriptive: bool) -> Table {
    let what = if descriptive {
        texts::what()
    } else {
        texts::gap()
    };
    let mut columns = vec![
        column(context, texts::criterion(), Kind::Short),
        column(context, what, Kind::Words),
        column(context, texts::record(), Kind::Short),
        column(context, texts::responsible(), Kind::Short),
    ];
    for (place, header) in outcome_headers().into_iter().enumerate() {
        // What only describes is never called a deviation.
        let header = match (descriptive, place) {
            (true, 1) => texts::not_so(),
            (true, 2) => texts::so(),
            (false | true, _) => header,
        };
        columns.push(column(context, header, Kind::Count));
    }
    columns.push(column(context, texts::rate(), Kind::Percent(0)));
    columns.push(column(context, texts::remark(), Kind::Long));
    let (id, title, sheet) = if descriptive {
        (
            "described_counts",
            texts::described_title(),
            sheets::described(),
        )
    } else {
        ("counts", texts::summary_title(), sheets::results())
    };
    Table {
        id: id.to_owned(),
        title: context.say(title),
        sheet: context.say(sheet),
        shown: Shown::Workbook,
        columns,
        rows: judged
            .iter()
            .map(|judged| {
                let result = judged.result;
                let mut cells = vec![
                    text(&result.id),
                    text(judged.criterion.title.get(context.lang)),
                    text(context.record(judged.criterion.record)),
                    text(context.responsible(judged.criterion)),
                ];
                cells.extend(outcome_cells(context, judged));
                cells.push(context.share(result.gaps, result.assessed));
                cells.push(remark(context, judged));
                row(judged, cells)
            })
            .collect(),
        notes: vec![
            context.say(prose::outcomes_note()),
            context.say(prose::small_note(context.scale.percent_from)),
        ],
    }
}

/// What else is to be known of a result, in words.
fn remark(context: &Context, judged: &Judged) -> Cell {
    let result = judged.result;
    let mut words = Vec::new();
    let mut add = |count: u64, label: Text| {
        if count > 0 {
            words.push(format!("{}: {count}", context.say(label)));
        }
    };
    add(result.never, prose::of_which_never());
    add(result.depends_on_count, prose::depends_on_count());
    add(result.remarks, prose::with_remark());
    for further in &result.further {
        let of = context.of(further.gaps, further.assessed);
        words.push(format!("{}: {of}", further.title));
    }
    if words.is_empty() {
        Cell::Empty
    } else {
        text(words.join("; "))
    }
}
