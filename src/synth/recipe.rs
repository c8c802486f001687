//! The recipe: `synth.toml` with every name resolved. What made-up registers look like is
//! data; here are only the few ways in which a cell can come about.

use jiff::civil::Date;

use super::chance::{Share, Weights};
use crate::template::RegisterRef;

/// How made-up exports are made.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// How far the exports reach.
    pub(super) until: Date,
    pub(super) people: People,
    /// In the order of the file; the first holds the rows that are asked for.
    pub(super) registers: Vec<Register>,
    /// How a register gets the totals of published tables.
    pub(super) totals: Option<Totals>,
}

/// How a register gets the totals of published tables.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    /// The indicators whose tables can be met, by their places in the template.
    pub(super) indicators: Vec<usize>,
    /// The column that counts everybody.
    pub(super) whole: String,
    /// The column that counts those who began in the period.
    pub(super) new: String,
    /// Columns of the first register: when a row begins and ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) youngest: Vec<String>,
    pub(super) apart: Vec<(String, String)>,
    pub(super) parts: Vec<Part>,
}

/// Those who are counted in a column.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) column: String,
    pub(super) values: Vec<(usize, String)>,
    pub(super) end: Vec<usize>,
}

/// Who there is.
#[derive(Debug, Clone)]
pub(super) struct People {
    /// How many rows a person has in the first register.
    pub(super) rows: Weights<usize>,
    /// People whom the first register lacks, as a share of those it has.
    pub(super) outside: Share,
    pub(super) coordination_numbers: Share,
    pub(super) women: Share,
    pub(super) woman: String,
    pub(super) man: String,
    pub(super) born: Vec<Born>,
    pub(super) given_women: Vec<String>,
    pub(super) given_men: Vec<String>,
    pub(super) family: Vec<String>,
}

/// Years of birth, first and last, with a weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Born {
    pub(super) from: i16,
    pub(super) to: i16,
    pub(super) weight: u64,
}

/// One export.
#[derive(Debug, Clone)]
pub(super) struct Register {
    /// The template's register.
    pub(super) of: RegisterRef,
    pub(super) id: String,
    pub(super) file: File,
    /// Whose rows each have rows here; `None` for the first register.
    pub(super) for_each: Option<ForEach>,
    pub(super) outside: bool,
    /// Columns without which a row is not written.
    pub(super) needs: Vec<usize>,
    pub(super) columns: Vec<Column>,
    /// The columns' places in an order in which each finds what it depends on.
    pub(super) order: Vec<usize>,
    pub(super) dirt: Vec<Dirt>,
}

/// Rows that each have rows in another register.
#[derive(Debug, Clone)]
pub(super) struct ForEach {
    /// The register of the recipe, an earlier one.
    pub(super) register: usize,
    pub(super) rows: Weights<usize>,
    pub(super) only_if: Vec<OnlyIf>,
}

/// What the file looks like around its cells.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) encoding: &'static encoding_rs::Encoding,
    pub(super) delimiter: u8,
    pub(super) sheet: String,
    pub(super) above: Vec<String>,
    pub(super) total: Option<String>,
    pub(super) below: Vec<String>,
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The template's field, where it knows the column.
    pub(super) field: Option<usize>,
    pub(super) header: String,
    /// The first that gives a value counts.
    pub(super) ways: Vec<Way>,
    pub(super) spelling: Spelling,
}

/// One way to fill a column.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) maker: Maker,
    pub(super) share: Share,
    pub(super) only_if: Vec<OnlyIf>,
    pub(super) if_filled: Vec<Spot>,
    pub(super) not_after: Vec<Spot>,
    pub(super) outside: Option<bool>,
    pub(super) closes: bool,
    pub(super) ahead: bool,
}

/// What a cell's value comes from.
#[derive(Debug, Clone)]
pub(super) enum Maker {
    Identity,
    Name,
    Sex,
    Born,
    /// Counts up from here, in the order in which rows are made.
    Number(u32),
    Is(String),
    OneOf(By<Weights<String>>),
    /// A working day in the window; several rows of a person share the window out.
    Day(Date, Date),
    /// Days after another day, moved on to a working day.
    After(Spot, By<Weights<Span>>),
    /// Days before another day, moved back to a working day.
    Before(Spot, By<Weights<Span>>),
    /// The value for the person's age on a day: highest age, value.
    AgeOn(Spot, Vec<(i16, String)>),
    Copy(Spot),
    MonthOf(Spot),
    /// Kronor with öre.
    Amount(u32, u32),
    /// The row's number among those of the same parent row, from 1.
    Nth,
}

/// Fewest and most days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) fewest: u32,
    pub(super) most: u32,
}

/// Something that may depend on the value of another column.
#[derive(Debug, Clone)]
pub(super) struct By<T> {
    pub(super) spot: Option<Spot>,
    /// Value → what holds for it; without a column, one for any value.
    pub(super) cases: Vec<(String, T)>,
    pub(super) otherwise: Option<T>,
}

/// A column of this row, or of the row it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) register: usize,
    pub(super) column: usize,
}

/// A column has one of these values.
#[derive(Debug, Clone)]
pub(super) struct OnlyIf {
    pub(super) spot: Spot,
    pub(super) values: Vec<String>,
}

/// How a value is written into its cell.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// The share of cells with another spelling that the template knows.
    pub(super) aliases: Share,
    /// Patterns for days and identities; `None`: the plain form of the file's kind.
    pub(super) forms: Option<Weights<String>>,
    pub(super) as_number: Share,
    pub(super) nil: String,
}

/// Cells that come out wrong.
#[derive(Debug, Clone)]
pub(super) struct Dirt {
    pub(super) column: usize,
    pub(super) share: Share,
    pub(super) wrong: Wrong,
}

/// What is wrong with a cell.
#[derive(Debug, Clone)]
pub(super) enum Wrong {
    /// This stands there.
    Text(String),
    /// Its identity has another check digit.
    CheckDigit,
}

/// The value of a cell before it is spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Nothing.
    Blank,
    /// Words, a code, a month.
    Text(String),
    /// A day.
    Day(Date),
    /// A whole number.
    Number(u64),
    /// Kronor in öre.
    Amount(u64),
    /// Twelve digits.
    Identity(String),
}

impl Made {
    /// The day, where it is one.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Blank | Self::Text(_) | Self::Number(_) | Self::Amount(_) | Self::Identity(_) => {
                None
            }
        }
    }

    /// Whether it is compared as this value.
    pub(super) fn is(&self, value: &str) -> bool {
        match self {
            Self::Text(text) | Self::Identity(text) => text == value,
            Self::Number(number) => value.parse() == Ok(*number),
            Self::Day(day) => day.to_string() == value,
            Self::Blank => value.is_empty(),
            Self::Amount(_) => false,
        }
    }
}

impl<T> By<T> {
    /// The same whatever another column holds.
    pub(super) fn always(case: T) -> Self {
        Self {
            spot: None,
            cases: Vec::new(),
            otherwise: Some(case),
        }
    }

    /// What holds for a value.
    pub(super) fn case(&self, value: &Made) -> Option<&T> {
        self.cases
            .iter()
            .find(|(case, _)| value.is(case))
            .map(|(_, found)| found)
            .or(self.otherwise.as_ref())
    }

    /// Everything that can hold.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.cases
            .iter()
            .map(|(_, case)| case)
            .chain(&self.otherwise)
    }
}

impl Way {
    /// The columns it depends on.
    pub(super) fn depends_on(&self) -> Vec<Spot> {
        let mut spots: Vec<Spot> = self.only_if.iter().map(|only| only.spot).collect();
        spots.extend(&self.if_filled);
        spots.extend(&self.not_after);
        match &self.maker {
            Maker::OneOf(by) => spots.extend(by.spot),
            Maker::After(spot, by) | Maker::Before(spot, by) => {
                spots.push(*spot);
                spots.extend(by.spot);
            }
            Maker::AgeOn(spot, _) | Maker::Copy(spot) | Maker::MonthOf(spot) => spots.push(*spot),
            Maker::Identity
            | Maker::Name
            | Maker::Sex
            | Maker::Born
            | Maker::Number(_)
            | Maker::Is(_)
            | Maker::Day(..)
            | Maker::Amount(..)
            | Maker::Nth => {}
        }
        spots
    }
}

impl Recipe {
    /// The registers that are made, in the order of their files.
    pub fn registers(&self) -> Vec<&str> {
        self.registers.iter().map(|r| r.id.as_str()).collect()
    }

    /// The column of `register.field`, as it stands in a plan; `None` where it is not made.
    pub fn spot(&self, template: &crate::template::Template, name: &str) -> Option<(usize, usize)> {
        let (register, field) = name.split_once('.')?;
        let at = self.registers.iter().position(|r| r.id == register)?;
        let made = &self.registers[at];
        let column = made.columns.iter().position(|column| {
            column
                .field
                .is_some_and(|f| template.register(made.of).fields[f].id == field)
        })?;
        Some((at, column))
    }
}
