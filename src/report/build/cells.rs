//! Cells and columns: the one place where numbers become words.

use super::Context;
use crate::lang::{self, Text};
use crate::report::model::{Cell, Column, Kind, Level, Row};
use crate::report::sentence;

/// A column.
#[allow(
    clippy::needless_pass_by_value,
    reason = "texts are made where they are said"
)]
pub(super) fn column(context: &Context, header: Text, kind: Kind) -> Column {
    Column {
        header: header.get(context.lang).to_owned(),
        kind,
    }
}

/// A row of its own.
pub(super) fn item(cells: Vec<Cell>) -> Row {
    Row {
        level: Level::Item,
        cells,
    }
}

/// A part of the row above.
pub(super) fn part(cells: Vec<Cell>) -> Row {
    Row {
        level: Level::Part,
        cells,
    }
}

/// Words.
pub(super) fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

impl Context<'_> {
    /// A whole number.
    pub(super) fn count(&self, count: u64) -> Cell {
        Cell::Number {
            value: number(count),
            text: lang::whole(self.lang, count),
        }
    }

    /// A share of counted files in whole per cent; nothing for fewer than ten.
    pub(super) fn share(&self, part: u64, of: u64) -> Cell {
        match sentence::percent(self.lang, part, of, &self.scale) {
            Some(text) => Cell::Number {
                value: number(part) / number(of),
                text,
            },
            None => Cell::Empty,
        }
    }

    /// The same for counts in a whole register, where a few of thousands are not none.
    pub(super) fn register_share(&self, part: u64, of: u64) -> Cell {
        match sentence::percent_of_many(self.lang, part, of, &self.scale) {
            Some(text) => Cell::Number {
                value: number(part) / number(of),
                text,
            },
            None => Cell::Empty,
        }
    }

    /// An estimated share with one decimal; nothing where there is none, or where it rests on
    /// fewer than ten files.
    pub(super) fn estimated(&self, share: Option<f64>, files: u64) -> Cell {
        match share {
            Some(value) if files >= self.scale.percent_from => Cell::Number {
                value,
                text: lang::percent(self.lang, value, 1),
            },
            Some(_) | None => Cell::Empty,
        }
    }

    /// A number with decimals.
    pub(super) fn decimal(&self, value: f64, decimals: u8) -> Cell {
        Cell::Number {
            value,
            text: lang::decimal(self.lang, value, usize::from(decimals)),
        }
    }

    /// `34 av 49`; a dash where nothing was assessed.
    pub(super) fn of(&self, part: u64, of: u64) -> String {
        if of == 0 {
            "–".to_owned()
        } else {
            sentence::of(self.lang, part, of)
        }
    }
}

/// A count as a number of a cell.
pub(super) fn number(count: u64) -> f64 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts of people are far below 2^53"
    )]
    {
        count as f64
    }
}
