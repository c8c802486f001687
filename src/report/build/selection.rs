//! How the files were chosen: population, scope, frame, sample and reviewed files, with what
//! was lost on the way; the strata; the units that a reserve replaced.

use super::cells::{column, item, number, text};
use super::{Context, texts};
use crate::lang;
use crate::protocol::Reconciliation;
use crate::protocol::paper::{
    allocation_in_words, reason_in_words, replacement_in_words, scope_in_words, several_in_words,
};
use crate::report::drawing::{Step, flow};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Level, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::FileStatus;

/// What was audited.
pub(super) fn facts(context: &Context) -> Vec<(String, String)> {
    let inputs = context.inputs;
    let (plan, template) = (inputs.plan, inputs.template);
    let mut facts = Vec::new();
    if !plan.reference.is_empty() {
        facts.push((context.say(texts::reference()), plan.reference.clone()));
    }
    let title = template.title.get(context.lang).to_owned();
    facts.push((context.say(texts::template()), title));
    for line in &plan.scope {
        facts.push(scope_in_words(context.lang, template, line));
    }
    let day = plan.reference_date.to_string();
    facts.push((context.say(texts::reference_date()), day));
    if let Some(day) = plan.announced {
        facts.push((context.say(texts::announced()), day.to_string()));
    }
    facts
}

/// The section.
pub(super) fn selection(context: &Context) -> Section {
    let inputs = context.inputs;
    let steps = steps(context);
    let drawn: Vec<Step> = steps.iter().map(|(step, _)| step.clone()).collect();
    let (wide, narrow) = flow(&drawn);
    let mut blocks = vec![
        Block::Paragraph(context.say(several_in_words(inputs.plan, inputs.template))),
        Block::Figure(Figure {
            id: "flow".to_owned(),
            title: context.say(texts::flow_title()),
            alternative: in_words(&drawn),
            wide,
            narrow: Some(narrow),
        }),
        Block::Table(steps_table(context, &steps)),
        Block::Paragraph(context.say(allocation_in_words(inputs.plan, inputs.protocol))),
        Block::Table(strata(context)),
    ];
    if !inputs.replacements.is_empty() {
        blocks.push(Block::Table(replaced(context)));
    }
    if let Some(over) = &inputs.gaps.over_coverage {
        blocks.push(Block::Paragraph(over.sentences(context.lang)));
    }
    Section {
        id: "selection",
        heading: context.say(texts::selection()),
        depth: Depth::Detail,
        blocks,
    }
}

/// The steps in one sentence each, for those who do not see the picture.
pub(super) fn in_words(steps: &[Step]) -> String {
    let steps: Vec<String> = steps
        .iter()
        .map(|step| {
            let mut words = format!("{}: {}", step.label, step.count);
            if !step.lost.is_empty() {
                words.push_str(&format!(" ({})", step.lost.join("; ")));
            }
            words
        })
        .collect();
    steps.join(". ")
}

/// The steps with their counts.
fn steps(context: &Context) -> Vec<(Step, u64)> {
    let inputs = context.inputs;
    let whole = |count| lang::whole(context.lang, count);
    let lost = |reason: &str, count: u64| {
        let words = reason_in_words(inputs.template, reason);
        format!("{}: {}", words.get(context.lang), whole(count))
    };
    let mut steps = Vec::new();
    let unit = &inputs.plan.export(inputs.plan.unit.export).id;
    let reconciliation: Option<&Reconciliation> = inputs
        .protocol
        .reconciliation
        .iter()
        .find(|reconciliation| reconciliation.register == *unit);
    if let Some(rows) = reconciliation {
        let step = Step {
            label: context.say(prose::step_rows(unit)),
            count: whole(rows.read),
            lost: rows
                .rejected
                .iter()
                .chain(&rows.excluded)
                .filter(|reason| reason.count > 0)
                .map(|reason| lost(&reason.reason, reason.count))
                .collect(),
        };
        steps.push((step, rows.read));
    }
    let population: u64 = inputs.protocol.strata.iter().map(|s| s.population).sum();
    let sample = counted(inputs.protocol.reviewed().count());
    let step = Step {
        label: context.say(prose::step_frame()),
        count: whole(population),
        lost: population
            .checked_sub(sample)
            .filter(|rest| *rest > 0)
            .map(|rest| context.say(prose::not_drawn(&whole(rest))))
            .into_iter()
            .collect(),
    };
    steps.push((step, population));
    let replaced = counted(inputs.replacements.len());
    let step = Step {
        label: context.say(prose::step_sample()),
        count: whole(sample),
        lost: (replaced > 0)
            .then(|| context.say(prose::of_which_reserves(&whole(replaced))))
            .into_iter()
            .collect(),
    };
    steps.push((step, sample));
    for (at, checklist) in inputs.template.checklists.iter().enumerate() {
        let with = |status| {
            let files = inputs.files.iter();
            counted(
                files
                    .filter(|file| file.checklist == at && file.status == status)
                    .count(),
            )
        };
        let lost = [
            (FileStatus::Missing, texts::status_missing()),
            (FileStatus::NotExpected, texts::status_not_expected()),
            (FileStatus::Ordered, texts::status_ordered()),
        ];
        let step = Step {
            label: context.say(prose::step_reviewed(checklist.files.get(context.lang))),
            count: whole(with(FileStatus::Reviewed)),
            lost: lost
                .into_iter()
                .filter(|(status, _)| with(*status) > 0)
                .map(|(status, words)| format!("{}: {}", context.say(words), whole(with(status))))
                .collect(),
        };
        steps.push((step, with(FileStatus::Reviewed)));
    }
    steps
}

pub(super) fn counted(count: usize) -> u64 {
    u64::try_from(count).expect("a count fits")
}

fn steps_table(context: &Context, steps: &[(Step, u64)]) -> Table {
    Table {
        id: "steps".to_owned(),
        title: context.say(texts::flow_title()),
        sheet: context.say(sheets::steps()),
        shown: Shown::Workbook,
        columns: vec![
            column(context, texts::step(), Kind::Words),
            column(context, texts::count(), Kind::Count),
            column(context, texts::lost(), Kind::Long),
        ],
        rows: steps
            .iter()
            .map(|(step, count)| {
                item(vec![
                    text(&step.label),
                    context.count(*count),
                    if step.lost.is_empty() {
                        Cell::Empty
                    } else {
                        text(step.lost.join("; "))
                    },
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}

fn strata(context: &Context) -> Table {
    let inputs = context.inputs;
    let protocol = inputs.protocol;
    let mut columns = vec![
        column(context, texts::stratum(), Kind::Short),
        column(context, texts::stratum_values(), Kind::Words),
        column(context, texts::population(), Kind::Count),
        column(context, texts::sample(), Kind::Count),
        column(context, texts::fraction(), Kind::Percent(1)),
        column(context, texts::weight(), Kind::Decimal(2)),
    ];
    for checklist in &inputs.template.checklists {
        let files = checklist.files.get(context.lang);
        columns.push(column(context, texts::reviewed_files(files), Kind::Count));
    }
    let row = |level, letter: Option<&str>, name: String, population: u64, sample: u64| {
        let mut cells = vec![
            text(letter.unwrap_or_default()),
            text(name),
            context.count(population),
            context.count(sample),
            // The share of the frame that was drawn is no estimate: it is always shown.
            ratio(sample, population).map_or(Cell::Empty, |value| Cell::Number {
                value,
                text: lang::percent(context.lang, value, 1),
            }),
            ratio(population, sample).map_or(Cell::Empty, |value| context.decimal(value, 2)),
        ];
        for at in 0..inputs.template.checklists.len() {
            let reviewed = inputs.files.iter().filter(|file| {
                let stratum = protocol.unit(&file.id).map(|unit| unit.stratum.as_str());
                file.checklist == at
                    && file.status == FileStatus::Reviewed
                    && (letter.is_none() || stratum == letter)
            });
            cells.push(context.count(counted(reviewed.count())));
        }
        Row { level, cells }
    };
    let drawn = |letter: &str| {
        let units = protocol.reviewed();
        counted(units.filter(|unit| unit.stratum == letter).count())
    };
    let mut rows: Vec<Row> = protocol
        .strata
        .iter()
        .map(|stratum| {
            let name = if stratum.name.is_empty() {
                context.say(texts::whole_frame())
            } else {
                stratum.name.clone()
            };
            let letter = Some(stratum.letter.as_str());
            let sample = drawn(&stratum.letter);
            row(Level::Item, letter, name, stratum.population, sample)
        })
        .collect();
    rows.push(row(
        Level::Total,
        None,
        context.say(texts::all()),
        protocol.strata.iter().map(|s| s.population).sum(),
        counted(protocol.reviewed().count()),
    ));
    Table {
        id: "strata".to_owned(),
        title: context.say(texts::strata_title()),
        sheet: context.say(sheets::strata()),
        shown: Shown::Everywhere,
        columns,
        rows,
        notes: vec![context.say(prose::weight_note())],
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| number(part) / number(whole))
}

fn replaced(context: &Context) -> Table {
    let replacements = context.inputs.replacements;
    Table {
        id: "replaced".to_owned(),
        title: context.say(texts::replaced_title()),
        sheet: context.say(sheets::replaced()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::replaced(), Kind::Short),
            column(context, texts::replaced_by(), Kind::Short),
            column(context, texts::reason(), Kind::Words),
        ],
        rows: replacements
            .iter()
            .map(|replaced| {
                item(vec![
                    text(&replaced.replaced),
                    text(&replaced.by),
                    text(context.say(replacement_in_words(&replaced.reason))),
                ])
            })
            .collect(),
        notes: vec![context.say(prose::replaced_note())],
    }
}
