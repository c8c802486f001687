//! Two criteria set against each other, file by file: where both are met, one or neither,
//! in all and at each place that holds the files. What one plan lacks the other may hold.

use std::collections::BTreeSet;

use super::cells::{column, item, text};
use super::{Context, texts};
use crate::finding::Outcome;
use crate::lang::{Text, sort_key};
use crate::report::model::{Block, Column, Depth, Kind, Level, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::{CriterionRef, Cross};

/// How many files stand in each field of a cross.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Four {
    /// Both met.
    pub(super) both: u64,
    /// The rows' criterion met, the columns' not.
    pub(super) row_only: u64,
    /// The columns' criterion met, the rows' not.
    pub(super) column_only: u64,
    /// Neither met.
    pub(super) neither: u64,
    /// At least one of them not assessed.
    pub(super) outside: u64,
}

/// The section; none where the template sets nothing against each other, or no file of a
/// pair was assessed.
pub(super) fn crosses(context: &Context) -> Option<Section> {
    let mut blocks = Vec::new();
    for (place, cross) in context.inputs.template.crosses.iter().enumerate() {
        let all = four(context, cross, |_| true);
        if all.both + all.row_only + all.column_only + all.neither == 0 {
            continue;
        }
        blocks.push(Block::Table(square(context, cross, place, all)));
        blocks.extend(by_place(context, cross, place).map(Block::Table));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "crosses",
        heading: context.say(texts::crosses()),
        depth: Depth::Detail,
        blocks,
    })
}

/// The files in each field.
pub(super) fn four(context: &Context, cross: &Cross, wanted: impl Fn(&str) -> bool) -> Four {
    let inputs = context.inputs;
    let mut four = Four::default();
    for unit in inputs.protocol.reviewed().filter(|unit| wanted(&unit.id)) {
        let met = |at: CriterionRef| {
            let finding = inputs.findings.units.get(&unit.id)?.get(&at)?;
            match finding.outcome {
                Outcome::Met => Some(true),
                Outcome::Gap | Outcome::Explained => Some(false),
                Outcome::NotApplicable | Outcome::NotAssessable | Outcome::Unanswered => None,
            }
        };
        match met(cross.rows.criterion).zip(met(cross.columns.criterion)) {
            Some((true, true)) => four.both += 1,
            Some((true, false)) => four.row_only += 1,
            Some((false, true)) => four.column_only += 1,
            Some((false, false)) => four.neither += 1,
            None => four.outside += 1,
        }
    }
    four
}

fn header(context: &Context, words: &Text) -> Column {
    Column {
        header: words.get(context.lang).to_owned(),
        kind: Kind::Count,
    }
}

/// Two by two with sums.
pub(super) fn square(context: &Context, cross: &Cross, place: usize, all: Four) -> Table {
    let row = |level, name: String, met: u64, gap: u64| Row {
        level,
        cells: vec![
            text(name),
            context.count(met),
            context.count(gap),
            context.count(met + gap),
        ],
    };
    let said = |words: &Text| words.get(context.lang).to_owned();
    let mut notes = vec![
        context.say(prose::cross_note(
            &context.inputs.template.criterion(cross.rows.criterion).id,
            &context
                .inputs
                .template
                .criterion(cross.columns.criterion)
                .id,
        )),
    ];
    if all.outside > 0 {
        notes.push(context.say(prose::cross_outside(all.outside)));
    }
    Table {
        id: format!("cross_{}", place + 1),
        title: said(&cross.title),
        sheet: context.say(sheets::cross()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::number_of_files(), Kind::Words),
            header(context, &cross.columns.met),
            header(context, &cross.columns.gap),
            column(context, texts::all(), Kind::Count),
        ],
        rows: vec![
            row(Level::Item, said(&cross.rows.met), all.both, all.row_only),
            row(
                Level::Item,
                said(&cross.rows.gap),
                all.column_only,
                all.neither,
            ),
            row(
                Level::Total,
                context.say(texts::all()),
                all.both + all.column_only,
                all.row_only + all.neither,
            ),
        ],
        notes,
    }
}

/// The four fields at each place that holds the files of the columns' criterion.
fn by_place(context: &Context, cross: &Cross, place: usize) -> Option<Table> {
    let template = context.inputs.template;
    let responsible = &template.criterion(cross.columns.criterion).responsible;
    let list = template
        .checklists
        .iter()
        .find(|list| list.responsible == *responsible)?;
    let field = list.recipient?;
    let kept = context.inputs.places.get(&template.field_name(field))?;
    let mut names: Vec<&String> = kept.values().collect::<BTreeSet<_>>().into_iter().collect();
    names.sort_by_key(|name| sort_key(name));
    if names.len() < 2 {
        return None;
    }
    let said = |row: &Text, column: &Text| Column {
        header: format!("{}, {}", row.get(context.lang), column.get(context.lang)),
        kind: Kind::Count,
    };
    let (rows, columns) = (&cross.rows, &cross.columns);
    let title = format!(
        "{}: {}",
        cross.title.get(context.lang),
        context.say(texts::by_each(
            template.field(field).title.get(context.lang)
        ))
    );
    Some(Table {
        id: format!("cross_{}_places", place + 1),
        title,
        sheet: context.say(sheets::cross_by_place()),
        shown: Shown::Everywhere,
        columns: vec![
            Column {
                header: template.field(field).title.get(context.lang).to_owned(),
                kind: Kind::Words,
            },
            said(&rows.met, &columns.met),
            said(&rows.met, &columns.gap),
            said(&rows.gap, &columns.met),
            said(&rows.gap, &columns.gap),
        ],
        rows: names
            .into_iter()
            .map(|name| {
                let here = four(context, cross, |id| kept.get(id) == Some(name));
                let shown = if name.is_empty() {
                    context.say(texts::no_place())
                } else {
                    name.clone()
                };
                item(vec![
                    text(shown),
                    context.count(here.both),
                    context.count(here.row_only),
                    context.count(here.column_only),
                    context.count(here.neither),
                ])
            })
            .collect(),
        notes: Vec::new(),
    })
}
