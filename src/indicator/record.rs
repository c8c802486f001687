//! An indicator's table for programs, the same in `indicators` and in the report's numbers.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::table::{Cell, Role, Table, Unit};
use crate::lang::Lang;

/// A table: one list of values for each line, in the order of the columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The rule in words.
    pub note: String,
    /// First and last day of the period.
    pub period: [String; 2],
    /// The columns' titles; `keys` are their names, the same in both languages.
    pub columns: Vec<String>,
    /// The columns' names.
    pub keys: Vec<String>,
    /// What their cells are: `label`, `count`, `share`, `days`, `load` or `any`.
    pub units: Vec<String>,
    /// The lines.
    pub rows: Vec<Vec<Value>>,
    /// What each line is: `group`, `subtotal`, `unplaced`, `total` or `spread`.
    pub roles: Vec<String>,
}

impl Record {
    /// A table in a language.
    pub fn new(table: &Table, lang: Lang) -> Self {
        let columns = table.columns.iter();
        let values = |cells: &[Cell]| cells.iter().map(|cell| json(cell, lang)).collect();
        Self {
            id: table.id.clone(),
            title: table.title.get(lang).to_owned(),
            note: table.note.get(lang).to_owned(),
            period: [table.period.0.to_string(), table.period.1.to_string()],
            columns: columns
                .clone()
                .map(|c| c.title.get(lang).to_owned())
                .collect(),
            keys: columns.clone().map(|c| c.id.clone()).collect(),
            units: columns.map(|c| unit(c.unit).to_owned()).collect(),
            rows: table.rows.iter().map(|row| values(&row.cells)).collect(),
            roles: table
                .rows
                .iter()
                .map(|row| role(row.role).to_owned())
                .collect(),
        }
    }
}

/// A cell for programs: numbers as numbers, shares as fractions of one.
fn json(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Label(text) => json!(text.get(lang)),
        Cell::Count(count) => json!(count),
        Cell::Number(_) | Cell::Share { .. } | Cell::Fraction(_) | Cell::Difference(_) => {
            json!(cell.value())
        }
    }
}

/// What a column's numbers are, for programs.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Label => "label",
        Unit::Count => "count",
        Unit::Share => "share",
        Unit::Days => "days",
        Unit::Load => "load",
        Unit::Any => "any",
    }
}

/// What a line is, for programs.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Group => "group",
        Role::Subtotal => "subtotal",
        Role::Unplaced => "unplaced",
        Role::Total => "total",
        Role::Spread => "spread",
    }
}
