//! Pictures of the registers' own figures: how they went month by month, and how many remain
//! after so many months.

use super::drawing::{Column, Series, columns};
use super::model::Figure;
use super::texts::registers as texts;
use crate::indicator::{Cell, Head, Role, Row, Table, Unit};
use crate::lang::Lang;

/// A picture shows at most so many figures, and a figure at most so many months.
const MOST_FIGURES: usize = 3;
const MOST_MONTHS: usize = 14;

/// The picture of a table whose lines are months, or of one that follows people for months.
pub(super) fn figure(table: &Table, at: usize, lang: Lang) -> Option<Figure> {
    let labels: Vec<&Head> = table.columns.iter().take(table.labels()).collect();
    let series = match labels[..] {
        [only] if only.id == "month" => by_month(table, lang),
        [_] => followed(table, lang).into_iter().collect(),
        _ => Vec::new(),
    };
    if series.is_empty() {
        return None;
    }
    let words: Vec<String> = series.iter().map(in_words).collect();
    let (wide, narrow) = columns(&series);
    Some(Figure {
        id: format!("indicator-{}", at + 1),
        title: table.title.get(lang).to_owned(),
        alternative: words.join(" "),
        wide,
        narrow: Some(narrow),
    })
}

/// `Andel: 2009-01 75,0 %; 2009-02 73,9 %.`
fn in_words(series: &Series) -> String {
    let columns = series.columns.iter();
    let columns = columns.filter(|column| column.value.is_some());
    let columns: Vec<String> = columns
        .map(|column| format!("{} {}", column.label, column.text))
        .collect();
    format!("{}: {}.", series.title, columns.join("; "))
}

/// The months' days where days are measured, else their shares.
fn by_month(table: &Table, lang: Lang) -> Vec<Series> {
    let months: Vec<&Row> = table
        .rows
        .iter()
        .filter(|row| row.role == Role::Group)
        .collect();
    if !(2..=MOST_MONTHS).contains(&months.len()) {
        return Vec::new();
    }
    let of = |unit: Unit| -> Vec<usize> {
        let columns = table.columns.iter().enumerate();
        let columns = columns.filter(|(_, head)| head.unit == unit);
        columns.map(|(at, _)| at).take(MOST_FIGURES).collect()
    };
    let days = of(Unit::Days);
    let chosen = if days.is_empty() {
        of(Unit::Share)
    } else {
        days
    };
    chosen
        .into_iter()
        .map(|at| one(table, &months, at, lang))
        .filter(|series| series.columns.iter().any(|column| column.value.is_some()))
        .collect()
}

fn one(table: &Table, months: &[&Row], at: usize, lang: Lang) -> Series {
    let head = &table.columns[at];
    let columns: Vec<Column> = months
        .iter()
        .map(|row| Column {
            label: row.cells[0].shown(&table.columns[0], lang),
            value: row.cells[at].value(),
            text: row.cells[at].shown(head, lang),
            limits: None,
        })
        .collect();
    let highest = columns.iter().filter_map(|column| column.value);
    let top = match head.unit {
        Unit::Share => 1.0,
        Unit::Label | Unit::Count | Unit::Days | Unit::Load | Unit::Any => {
            highest.fold(1.0, f64::max)
        }
    };
    Series {
        title: head.title.get(lang).to_owned(),
        columns,
        top,
    }
}

/// The share that remains after so many months, with its limits.
fn followed(table: &Table, lang: Lang) -> Option<Series> {
    let at = |id: &str| table.columns.iter().position(|head| head.id == id);
    let (months, share) = (at("months")?, at("remaining")?);
    let (lower, upper) = (at("lower")?, at("upper")?);
    let columns: Vec<Column> = table
        .rows
        .iter()
        .map(|row| {
            let value = |at: usize| row.cells.get(at).and_then(Cell::value);
            let month = row.cells[months].shown(&table.columns[months], lang);
            Column {
                label: texts::after(&month).get(lang).to_owned(),
                value: value(share),
                text: row.cells[share].shown(&table.columns[share], lang),
                limits: value(lower).zip(value(upper)),
            }
        })
        .collect();
    let known = columns.iter().filter(|column| column.value.is_some());
    (known.count() > 1 && columns.len() <= MOST_MONTHS).then(|| Series {
        title: texts::remaining().get(lang).to_owned(),
        columns,
        top: 1.0,
    })
}
