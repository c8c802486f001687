//! The registers' own figures as a part of the report: the tables that fit a page, and all of
//! them with a number a line for the workbook. The figures come finished.

use super::indicators_figures;
use super::model::{
    Block, Cell, Column, Depth, Kind, Level, Numbers, Report, Row, Section, Shown, Table,
};
use super::texts::registers as texts;
use crate::indicator::{self, Control, Head, Outcome, Record, Role, Unit};
use crate::lang::{Lang, Text, whole};

/// A page takes tables up to so many columns and rows; the workbook has them all.
const MOST_COLUMNS: usize = 13;
const MOST_ROWS: usize = 20;

/// Puts the figures in their place: a section after what the files show, before the annexes on
/// data and method, and all of them among the numbers for programs.
pub fn attach(report: &mut Report, outcome: &Outcome) {
    let lang = report.lang;
    if let Numbers::Audit(machine) = &mut report.numbers {
        let tables = outcome.tables.iter();
        machine.indicators = tables.map(|table| Record::new(table, lang)).collect();
    }
    if let Some(section) = section(outcome, lang) {
        insert(report, section);
    }
}

/// Before the annexes.
pub(super) fn insert(report: &mut Report, section: Section) {
    let annex = |section: &Section| section.depth == Depth::Annex;
    let place = report.sections.iter().position(annex);
    let place = place.unwrap_or(report.sections.len());
    report.sections.insert(place, section);
}

/// The section; none where nothing was computed.
fn section(outcome: &Outcome, lang: Lang) -> Option<Section> {
    if outcome.tables.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(say(texts::indicators_intro(), lang))];
    for control in &outcome.controls {
        blocks.push(Block::Paragraph(agreement(control, lang)));
    }
    let fits = |table: &indicator::Table| {
        table.columns.len() <= MOST_COLUMNS && table.rows.len() <= MOST_ROWS
    };
    // A table too wide for a page is in the workbook alone; its picture may still be shown.
    let mut on_pages = 0;
    for (at, one) in outcome.tables.iter().enumerate() {
        if fits(one) {
            blocks.push(Block::Table(page(one, on_pages, lang)));
            on_pages += 1;
        }
        blocks.extend(indicators_figures::figure(one, at, lang).map(Block::Figure));
    }
    blocks.push(Block::Table(long(outcome, lang)));
    Some(Section {
        id: "indicators",
        heading: say(texts::indicators(), lang),
        depth: Depth::Annex,
        blocks,
    })
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "texts are made where they are said"
)]
fn say(text: Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}

fn agreement(control: &Control, lang: Lang) -> String {
    let title = control.title.get(lang);
    let compared = whole(lang, control.compared);
    if control.agrees() {
        return say(texts::control_agrees(&control.file, title, &compared), lang);
    }
    let count = |of: usize| whole(lang, u64::try_from(of).unwrap_or(u64::MAX));
    let line = if control.differences.is_empty() {
        texts::control_as_far_as_read(&control.file, title, &compared)
    } else {
        let differing = count(control.differences.len());
        texts::control_differs(&control.file, title, &differing, &compared)
    };
    if control.unread.is_empty() {
        return say(line, lang);
    }
    let unread = texts::control_unread(&count(control.unread.len()));
    say(Text::joined(&[&line, &unread], " "), lang)
}

/// One indicator as a table of a page.
fn page(table: &indicator::Table, at: usize, lang: Lang) -> Table {
    let period = (table.period.0.to_string(), table.period.1.to_string());
    let mut notes = vec![say(texts::period(&period.0, &period.1), lang)];
    let note = table.note.get(lang);
    if !note.is_empty() {
        notes.push(note.to_owned());
    }
    let columns = table.columns.iter().map(|head| Column {
        // Headers are unique, and one without words says nothing.
        header: match head.short.get(lang) {
            "" => say(texts::line(), lang),
            words => words.to_owned(),
        },
        kind: kind(head),
    });
    let rows = table.rows.iter().map(|row| Row {
        level: match row.role {
            Role::Total => Level::Total,
            Role::Group | Role::Subtotal | Role::Unplaced | Role::Spread => Level::Item,
        },
        cells: row
            .cells
            .iter()
            .zip(&table.columns)
            .map(|(cell, head)| shown(cell, head, lang))
            .collect(),
    });
    Table {
        id: format!("indicator-{}", at + 1),
        title: table.title.get(lang).to_owned(),
        sheet: format!("{} {}", say(texts::sheet(), lang), at + 1),
        shown: Shown::Pages,
        columns: columns.collect(),
        rows: rows.collect(),
        notes,
    }
}

fn kind(head: &Head) -> Kind {
    match head.unit {
        Unit::Label => Kind::Words,
        Unit::Count => Kind::Count,
        Unit::Share => Kind::Percent(1),
        Unit::Days | Unit::Load => Kind::Decimal(1),
        Unit::Any => Kind::Short,
    }
}

fn shown(cell: &indicator::Cell, head: &Head, lang: Lang) -> Cell {
    let text = cell.shown(head, lang);
    match cell.value() {
        Some(value) if head.unit != Unit::Any => Cell::Number { value, text },
        Some(_) | None if text.is_empty() => Cell::Empty,
        Some(_) | None => Cell::Text(text),
    }
}

/// All indicators with a number a line.
fn long(outcome: &Outcome, lang: Lang) -> Table {
    let column = |header: Text, kind: Kind| Column {
        header: say(header, lang),
        kind,
    };
    let mut rows = Vec::new();
    for table in &outcome.tables {
        for row in &table.rows {
            for (cell, head) in row.cells.iter().zip(&table.columns) {
                if head.unit != Unit::Label {
                    rows.push(line(table, row, (cell, head), lang));
                }
            }
        }
    }
    Table {
        id: "indicators".to_owned(),
        title: say(texts::indicators(), lang),
        sheet: say(texts::indicators(), lang),
        shown: Shown::Workbook,
        columns: vec![
            column(texts::column(), Kind::Words),
            column(texts::line(), Kind::Words),
            column(texts::measure(), Kind::Words),
            column(texts::shown(), Kind::Short),
            column(texts::value(), Kind::Value),
            column(texts::numerator(), Kind::Count),
            column(texts::denominator(), Kind::Count),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn line(
    table: &indicator::Table,
    row: &indicator::Row,
    (cell, head): (&indicator::Cell, &Head),
    lang: Lang,
) -> Row {
    let labels = row.cells.iter().zip(&table.columns);
    let labels = labels.filter(|(_, head)| head.unit == Unit::Label);
    let labels = labels.map(|(cell, head)| cell.shown(head, lang));
    let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
    let count = |count: u64| Cell::Number {
        value: indicator::Cell::Count(count).value().unwrap_or_default(),
        text: whole(lang, count),
    };
    let (numerator, denominator) = match cell {
        indicator::Cell::Share {
            numerator,
            denominator,
        } => (count(*numerator), count(*denominator)),
        indicator::Cell::Missing
        | indicator::Cell::Label(_)
        | indicator::Cell::Count(_)
        | indicator::Cell::Number(_)
        | indicator::Cell::Fraction(_)
        | indicator::Cell::Difference(_) => (Cell::Empty, Cell::Empty),
    };
    let text = cell.shown(head, lang);
    let value = cell.value().map_or(Cell::Empty, |value| Cell::Number {
        value,
        text: crate::lang::decimal(lang, value, 4),
    });
    Row {
        level: Level::Item,
        cells: vec![
            Cell::Text(table.id.clone()),
            Cell::Text(labels.join(" / ")),
            Cell::Text(head.title.get(lang).to_owned()),
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text(text)
            },
            value,
            numerator,
            denominator,
        ],
    }
}
