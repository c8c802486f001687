//! A finished table of one indicator: labels and numbers, without a word on how it is laid
//! out. Reports, terminal and files show it; they calculate nothing.

use jiff::civil::Date;

use crate::lang::Text;
use crate::template::indicator::Format;

/// An indicator's table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The rule in words.
    pub note: Text,
    /// Whether it is shown only when asked for.
    pub detail: bool,
    /// First and last day of the period it is about.
    pub period: (Date, Date),
    /// The label columns first.
    pub columns: Vec<Head>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The column's name, the same in both languages.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its title where there is little room.
    pub short: Text,
    /// Other titles that mean it in published tables.
    pub aliases: Vec<String>,
    /// What its cells are.
    pub unit: Unit,
    /// How its numbers are written.
    pub format: Format,
    /// Whether nothing is written for a count of 0.
    pub blank_zero: bool,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A label.
    Label,
    /// A number of cases.
    Count,
    /// A share of cases.
    Share,
    /// A number of days.
    Days,
    /// A number of cases for each of something.
    Load,
    /// A number whose unit its row says.
    Any,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the line is.
    pub role: Role,
    /// Other labels that mean the line in published tables.
    pub aliases: Vec<String>,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A group of its own.
    Group,
    /// A group whose cases stand in other lines too.
    Subtotal,
    /// Cases that no group takes: without a value, or in none of the lines.
    Unplaced,
    /// All cases together.
    Total,
    /// The largest difference between groups.
    Spread,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to say: no cases to measure.
    Missing,
    /// A label.
    Label(Text),
    /// A number of cases.
    Count(u64),
    /// A number of days, or of cases for each of something.
    Number(f64),
    /// A share of cases.
    Share {
        /// Cases with the property.
        numerator: u64,
        /// Cases.
        denominator: u64,
    },
    /// An estimated share.
    Fraction(f64),
    /// A difference between two shares.
    Difference(f64),
}

impl Head {
    /// A heading written as everywhere in the program.
    pub(super) fn new(id: &str, title: Text, unit: Unit) -> Self {
        Self {
            id: id.to_owned(),
            short: title.clone(),
            title,
            aliases: Vec::new(),
            unit,
            format: Format::Usual,
            blank_zero: false,
        }
    }
}

impl Cell {
    /// A share; missing where there is nothing to divide by.
    pub fn share(numerator: u64, denominator: u64) -> Self {
        if denominator == 0 {
            return Self::Missing;
        }
        Self::Share {
            numerator,
            denominator,
        }
    }

    /// A number.
    pub fn number(number: f64) -> Self {
        Self::Number(number)
    }

    /// A label that is the same in both languages.
    pub fn label(words: impl Into<String>) -> Self {
        Self::Label(Text::same(words))
    }

    /// The number in it; a share as a fraction of one.
    pub fn value(&self) -> Option<f64> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "numbers of cases are far below 2^53, so the cast is exact"
        )]
        match self {
            Self::Missing | Self::Label(_) => None,
            Self::Count(count) => Some(*count as f64),
            Self::Number(number) | Self::Fraction(number) | Self::Difference(number) => {
                Some(*number)
            }
            Self::Share {
                numerator,
                denominator,
            } => Some(*numerator as f64 / *denominator as f64),
        }
    }
}

impl Table {
    /// How many of the columns are labels.
    pub fn labels(&self) -> usize {
        let labels = self.columns.iter().take_while(|c| c.unit == Unit::Label);
        labels.count()
    }

    /// The column with an id, by its place.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The line for all cases of the whole period.
    pub fn total(&self) -> Option<&Row> {
        self.rows.iter().rev().find(|row| row.role == Role::Total)
    }

    /// The cell of a column in the line for all cases: what a criterion with a limit, or a
    /// key figure, goes by.
    pub fn figure(&self, column: &str) -> Option<&Cell> {
        let at = self.column(column)?;
        self.total().map(|row| &row.cells[at])
    }
}
