//! What people did around the checklists: second readings and how well they agree, the
//! fact-check, and the answers that changed by them.

use super::Context;
use super::cells::{column, item, text};
use crate::checklist::answers::{Because, Changed};
use crate::checklist::readings::QuestionReadings;
use crate::factcheck::Counts;
use crate::lang::{self, decimal, plural};
use crate::report::json::{ChangedAnswer, FactCheckBoard, ReadingRecord};
use crate::report::model::{Block, Cell, Depth, Kind, Level, Row, Section, Shown, Table};
use crate::report::texts::people as texts;

/// The section; none where no file was read twice and nothing went out to be checked.
pub(super) fn checks(context: &Context) -> Option<Section> {
    let people = context.inputs.people;
    let mut blocks = Vec::new();
    if !people.fact_check.is_empty() {
        let counts = people.fact_check.counts();
        blocks.push(Block::Paragraph(context.say(texts::fact_check(
            counts.asked,
            counts.confirmed,
            counts.accepted,
            counts.refused,
        ))));
        blocks.push(Block::Table(boards(context, counts)));
    }
    if !people.readings.files.is_empty() {
        let differences = people.readings.disagreements.len();
        let settled = differences - people.readings.unsettled().count();
        let files = files_read(context);
        blocks.push(Block::Paragraph(context.say(texts::readings(
            &files,
            differences,
            settled,
        ))));
        blocks.push(Block::Table(readings(context)));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "checks",
        heading: context.say(texts::heading()),
        depth: Depth::Detail,
        blocks,
    })
}

/// `5 personakter och 4 SoL-akter`.
fn files_read(context: &Context) -> String {
    let counted = context.inputs.people.readings.files.iter();
    let words: Vec<String> = counted
        .map(|(at, count)| {
            let list = &context.inputs.template.checklists[*at];
            let (one, many) = (list.file.get(context.lang), list.files.get(context.lang));
            let name = plural(*count, one, many);
            format!("{} {name}", lang::whole(context.lang, *count))
        })
        .collect();
    let and = match context.lang {
        lang::Lang::Sv => " och ",
        lang::Lang::En => " and ",
    };
    words.join(and)
}

fn boards(context: &Context, all: Counts) -> Table {
    let line = |name: &str, counts: &Counts, level| Row {
        level,
        cells: vec![
            text(name),
            context.count(counts.asked),
            context.count(counts.unanswered),
            context.count(counts.confirmed),
            context.count(counts.contested),
            context.count(counts.accepted),
            context.count(counts.refused),
        ],
    };
    let by_board = context.inputs.people.fact_check.by_board();
    let mut rows: Vec<Row> = by_board
        .iter()
        .map(|(board, counts)| line(board, counts, Level::Item))
        .collect();
    if rows.len() > 1 {
        let total = context.say(texts::in_all());
        rows.push(line(&total, &all, Level::Total));
    }
    Table {
        id: "fact_check".to_owned(),
        title: context.say(texts::fact_check_title()),
        sheet: context.say(texts::sheet_fact_check()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::board(), Kind::Words),
            column(context, texts::asked(), Kind::Count),
            column(context, texts::no_answer(), Kind::Count),
            column(context, texts::confirmed(), Kind::Count),
            column(context, texts::undecided(), Kind::Count),
            column(context, texts::accepted(), Kind::Count),
            column(context, texts::refused(), Kind::Count),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn readings(context: &Context) -> Table {
    let rows = context.inputs.people.readings.questions.iter().map(|one| {
        let record = record(context, one);
        let number = |value: Option<f64>| match value {
            Some(value) => Cell::Number {
                value,
                text: decimal(context.lang, value, 2),
            },
            None => Cell::Empty,
        };
        let interval = match (record.lower, record.upper) {
            (Some(lower), Some(upper)) => text(format!(
                "{} – {}",
                decimal(context.lang, lower, 2),
                decimal(context.lang, upper, 2)
            )),
            (None, _) | (_, None) => Cell::Empty,
        };
        item(vec![
            text(&record.question),
            context.count(one.both),
            context.count(one.equal),
            context.share(one.equal, one.both),
            number(record.kappa),
            interval,
        ])
    });
    Table {
        id: "readings".to_owned(),
        title: context.say(texts::readings_title()),
        sheet: context.say(texts::sheet_readings()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::question(), Kind::Short),
            column(context, texts::both(), Kind::Count),
            column(context, texts::equal(), Kind::Count),
            column(context, texts::share(), Kind::Percent(0)),
            column(context, texts::kappa(), Kind::Decimal(2)),
            column(context, texts::interval(), Kind::Short),
        ],
        rows: rows.collect(),
        notes: vec![context.say(texts::kappa_note())],
    }
}

/// The answers that changed, for the auditors alone; none where none did.
pub(super) fn changes(context: &Context) -> Option<Table> {
    let changed = &context.inputs.people.changed;
    if changed.is_empty() {
        return None;
    }
    let rows = changed.iter().map(|change| {
        let record = changed_answer(context, change);
        let because = match (change.because, record.after_notice) {
            (Because::Settled, _) => texts::settled(),
            (Because::FactCheck, false) => texts::by_fact_check(),
            (Because::FactCheck, true) => texts::after_notice(),
        };
        item(vec![
            text(&record.id),
            text(&record.question),
            text(
                record
                    .from
                    .unwrap_or_else(|| context.say(texts::no_first())),
            ),
            text(&record.to),
            text(context.say(because)),
            record
                .dated
                .map_or(Cell::Empty, |day| text(day.to_string())),
        ])
    });
    Some(Table {
        id: "changed_answers".to_owned(),
        title: context.say(texts::changes_title()),
        sheet: context.say(texts::sheet_changes()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::id(), Kind::Short),
            column(context, texts::question(), Kind::Short),
            column(context, texts::before(), Kind::Short),
            column(context, texts::after(), Kind::Short),
            column(context, texts::because(), Kind::Words),
            column(context, texts::dated(), Kind::Short),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    })
}

/// A changed answer for programs.
pub(super) fn changed_answer(context: &Context, change: &Changed) -> ChangedAnswer {
    let announced = context.inputs.plan.announced;
    let dated = change.after.dated;
    ChangedAnswer {
        id: change.id.clone(),
        question: context.inputs.template.question(change.question).id.clone(),
        from: change.before.as_ref().map(|before| before.value.codes()),
        to: change.after.value.codes(),
        because: change.because.code().to_owned(),
        dated,
        after_notice: announced.is_some_and(|announced| dated.is_some_and(|day| day > announced)),
    }
}

/// One question's readings for programs.
pub(super) fn record(context: &Context, one: &QuestionReadings) -> ReadingRecord {
    let kappa = one.agreement.and_then(|found| found.kappa.ok());
    let confidence = context.inputs.plan.report.confidence;
    let limits = kappa.map(|kappa| kappa.limits(confidence));
    ReadingRecord {
        question: context.inputs.template.question(one.question).id.clone(),
        both: one.both,
        equal: one.equal,
        one_sided: one.one_sided,
        kappa: kappa.map(|kappa| kappa.value),
        standard_error: kappa.map(|kappa| kappa.standard_error),
        lower: limits.and_then(|limits| limits.lower),
        upper: limits.and_then(|limits| limits.upper),
    }
}

/// The fact-check by board, for programs.
pub(super) fn fact_check_boards(context: &Context) -> Vec<FactCheckBoard> {
    let boards = context.inputs.people.fact_check.by_board();
    boards
        .into_iter()
        .map(|(board, counts)| FactCheckBoard {
            board: board.to_owned(),
            counts,
        })
        .collect()
}
