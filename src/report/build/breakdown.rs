//! The results divided: by stratum, and by the unit that answers for them, since
//! recommendations go to boards. On a page as a matrix of counts; in the workbook one row
//! for each criterion and group, with its interval.

use std::collections::BTreeMap;

use super::cells::{column, item, text};
use super::results::method;
use super::{Context, Judged, texts};
use crate::report::model::{Block, Cell, Column, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

/// One group of one criterion.
struct Group<'a> {
    name: String,
    assessed: u64,
    gaps: u64,
    explained: u64,
    lower: Option<f64>,
    upper: Option<f64>,
    method: Option<&'a str>,
}

/// By stratum.
pub(super) fn strata(context: &Context) -> Option<Section> {
    if context.inputs.protocol.strata.len() < 2 || context.judged.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    let mut long = Vec::new();
    let letters = context.inputs.protocol.strata.iter().map(|stratum| Column {
        header: stratum.letter.clone(),
        kind: Kind::Short,
    });
    for judged in context.assessed() {
        let groups: Vec<Group> = judged
            .result
            .strata
            .iter()
            .map(|stratum| Group {
                name: stratum.stratum.clone(),
                assessed: stratum.assessed,
                gaps: stratum.gaps,
                explained: stratum.explained,
                lower: stratum.lower,
                upper: stratum.upper,
                method: stratum.method.as_deref(),
            })
            .collect();
        let cells = groups.iter().map(|group| text(short(context, group)));
        rows.push(matrix_row(judged, context, cells));
        long.extend(groups.iter().map(|group| {
            let stratum = context.inputs.protocol.stratum(&group.name);
            let name = stratum.map_or(String::new(), |s| format!("{} {}", s.letter, s.name));
            long_row(context, judged, name, group)
        }));
    }
    let legend: Vec<String> = context
        .inputs
        .protocol
        .strata
        .iter()
        .map(|stratum| format!("{}: {}", stratum.letter, stratum.name))
        .collect();
    let mut notes = vec![legend.join("; ")];
    notes.push(context.say(prose::explained_note()));
    let mut columns = matrix_columns(context);
    columns.extend(letters);
    Some(Section {
        id: "by_stratum",
        heading: context.say(texts::by_stratum()),
        depth: Depth::Detail,
        blocks: vec![
            Block::Table(Table {
                id: "strata_matrix".to_owned(),
                title: context.say(texts::by_stratum_title()),
                sheet: context.say(sheets::by_stratum()),
                shown: Shown::Screen,
                columns,
                rows,
                notes,
            }),
            Block::Table(long_table(
                context,
                "strata_long",
                texts::by_stratum_title().get(context.lang),
                sheets::by_stratum().get(context.lang),
                texts::stratum().get(context.lang),
                long,
            )),
        ],
    })
}

/// By the unit that answers for the criterion: one matrix for each kind of unit.
pub(super) fn responsible(context: &Context) -> Option<Section> {
    let mut fields: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for judged in context.assessed() {
        if let Some(first) = judged.result.groups.first() {
            fields.entry(&first.field).or_default().push(judged);
        }
    }
    if fields.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    let mut long = Vec::new();
    for (place, (field, judged)) in fields.into_iter().enumerate() {
        let title = field_title(context, field);
        let mut names: Vec<&str> = Vec::new();
        for group in judged.iter().flat_map(|j| &j.result.groups) {
            if group.field == field && !names.contains(&group.group.as_str()) {
                names.push(&group.group);
            }
        }
        let mut rows = Vec::new();
        for judged in judged {
            let groups: Vec<Group> = judged
                .result
                .groups
                .iter()
                .filter(|group| group.field == field)
                .map(|group| Group {
                    name: group.group.clone(),
                    assessed: group.assessed,
                    gaps: group.gaps,
                    explained: group.explained,
                    lower: group.lower,
                    upper: group.upper,
                    method: group.method.as_deref(),
                })
                .collect();
            let cells = names.iter().map(|name| {
                let group = groups.iter().find(|group| group.name == *name);
                group.map_or(Cell::Empty, |group| text(short(context, group)))
            });
            rows.push(matrix_row(judged, context, cells));
            long.extend(groups.iter().map(|group| {
                let name = format!("{title}: {}", group.name);
                long_row(context, judged, name, group)
            }));
        }
        let mut columns = matrix_columns(context);
        columns.extend(names.iter().map(|name| Column {
            header: (*name).to_owned(),
            kind: Kind::Short,
        }));
        blocks.push(Block::Table(Table {
            id: format!("units_{}", place + 1),
            title: context.say(texts::by_responsible_title(&title)),
            sheet: title.clone(),
            shown: Shown::Pages,
            columns,
            rows,
            notes: vec![context.say(prose::explained_note())],
        }));
    }
    blocks.push(Block::Table(long_table(
        context,
        "responsible_long",
        texts::by_responsible().get(context.lang),
        sheets::by_responsible().get(context.lang),
        texts::responsible().get(context.lang),
        long,
    )));
    Some(Section {
        id: "by_responsible",
        heading: context.say(texts::by_responsible()),
        depth: Depth::Detail,
        blocks,
    })
}

/// A field by its title, where the template has it.
pub(super) fn field_title(context: &Context, name: &str) -> String {
    let template = context.inputs.template;
    template
        .registers
        .iter()
        .flat_map(|register| register.fields.iter().map(move |field| (register, field)))
        .find(|(register, field)| name == format!("{}.{}", register.id, field.id))
        .map_or_else(
            || name.to_owned(),
            |(_, field)| field.title.get(context.lang).to_owned(),
        )
}

/// `9 av 12 (9 f)`: counts alone, since a group is small.
fn short(context: &Context, group: &Group) -> String {
    let mut words = context.of(group.gaps, group.assessed);
    if group.explained > 0 {
        words.push_str(&context.say(prose::explained_mark(group.explained)));
    }
    words
}

fn matrix_columns(context: &Context) -> Vec<Column> {
    vec![
        column(context, texts::criterion(), Kind::Short),
        column(context, texts::what(), Kind::Words),
    ]
}

fn matrix_row(judged: &Judged, context: &Context, cells: impl Iterator<Item = Cell>) -> Row {
    let mut row = vec![
        text(&judged.result.id),
        text(judged.criterion.title.get(context.lang)),
    ];
    row.extend(cells);
    item(row)
}

fn long_row(context: &Context, judged: &Judged, name: String, group: &Group) -> Row {
    let limit = |share| context.estimated(share, group.assessed);
    item(vec![
        text(&judged.result.id),
        text(judged.criterion.title.get(context.lang)),
        text(name),
        group
            .method
            .map_or(Cell::Empty, |name| text(method(context, name))),
        context.count(group.assessed),
        context.count(group.gaps),
        context.count(group.explained),
        context.share(group.gaps, group.assessed),
        limit(group.lower),
        limit(group.upper),
    ])
}

fn long_table(
    context: &Context,
    id: &str,
    title: &str,
    sheet: &str,
    group: &str,
    rows: Vec<Row>,
) -> Table {
    Table {
        id: id.to_owned(),
        title: title.to_owned(),
        sheet: sheet.to_owned(),
        shown: Shown::Workbook,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            Column {
                header: group.to_owned(),
                kind: Kind::Words,
            },
            column(context, texts::method(), Kind::Short),
            column(context, texts::assessed(), Kind::Count),
            column(context, texts::gaps_or_cases(), Kind::Count),
            column(context, texts::explained(), Kind::Count),
            column(context, texts::rate(), Kind::Percent(0)),
            column(context, texts::lower(), Kind::Percent(1)),
            column(context, texts::upper(), Kind::Percent(1)),
        ],
        rows,
        notes: vec![context.say(prose::small_note(context.scale.percent_from))],
    }
}
