//! What a criterion counts over a whole register (DESIGN 7): which rows or persons it is
//! about, and which of them deviate.

use jiff::civil::Date;

use super::{FieldRef, RegisterRef};
use crate::lang::Text;

/// A count over a register. A criterion may have several parts: persons of the one register
/// who are not in the other, and the other way round.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// What sets the part apart; empty where there is one.
    pub title: Text,
    /// The register whose rows are gone through.
    pub register: RegisterRef,
    /// The field of it by which the result is shown too: the office.
    pub by: Option<usize>,
    /// Only rows in which each of these fields has one of these values.
    pub only: Values,
    /// No rows in which one of these fields has one of these values; a field without a column
    /// leaves all in.
    pub except: Values,
    /// Only rows in which each of these fields has a value.
    pub filled: Vec<usize>,
    /// Only rows within the plan's scope, in the register that is the population.
    pub in_scope: bool,
    /// What deviates.
    pub condition: Over,
}

/// Fields of a register, each with values.
pub type Values = Vec<(usize, Vec<String>)>;

/// When a row, a person or a month of a register deviates.
#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// Rows: one of these problems was found when the row was read.
    Problem {
        /// Their codes.
        codes: Vec<String>,
    },
    /// Rows: the field is blank, or says as little.
    Blank {
        /// The field.
        field: usize,
        /// Values that are as good as none.
        or: Vec<String>,
    },
    /// Rows with a date: a later step is dated before an earlier one, or after the day to
    /// which the register reaches.
    Order {
        /// Steps in their order, chain by chain.
        chains: Vec<Vec<usize>>,
    },
    /// Rows whose value of the one field is listed: the other's is none of those that go with
    /// it.
    Pairs {
        /// The field that is looked up.
        of: usize,
        /// The field that must agree.
        with: usize,
        /// The day on which a pairing must hold; the reference date where there is none.
        on: Option<usize>,
        /// What goes together, and when.
        pairs: Vec<Pair>,
    },
    /// Rows with an age on the day: the group is for another age than `parameters.age` parts.
    Age {
        /// The group.
        group: usize,
        /// The day.
        on: usize,
        /// The date of birth, where the register has one; otherwise by the personnummer.
        born: Option<usize>,
        /// Groups for those of at most `parameters.age` years.
        at_most: Vec<String>,
        /// Groups for those above.
        over: Vec<String>,
    },
    /// Persons: another register has no row of the person, or none with all the fields filled.
    Unmatched {
        /// The other register.
        other: RegisterRef,
        /// Only its rows in which each of these fields has one of these values.
        only: Values,
        /// Each of these fields must have a value that is not no; none: any row will do.
        filled: Vec<usize>,
    },
    /// Persons: at least `parameters.times` rows of the same person, within
    /// `parameters.months` of each other where that is set.
    Repeats {
        /// Only rows in which each of these fields has one of these values count.
        counting: Values,
        /// The day of a row.
        on: Option<usize>,
    },
    /// Persons whose case ended `parameters.months` or more before the day to which the
    /// register reaches: it began anew within that time.
    Returns {
        /// The day of the end.
        ended: usize,
        /// The day of the beginning of another row.
        began: usize,
    },
    /// Rows with a time: another person's row has the same key within `parameters.seconds`.
    Together {
        /// What must be the same.
        key: Vec<usize>,
        /// The day.
        day: usize,
        /// The time of day.
        time: usize,
    },
    /// Months of persons: no row of another register dated in the month.
    Months {
        /// The month, by the first of these fields that has one.
        month: Vec<usize>,
        /// The other register's field.
        checked: FieldRef,
        /// Only its rows in which each of these fields has one of these values.
        only: Values,
    },
    /// Rows with a number: it is below `parameters.times`.
    Fewer {
        /// The number.
        field: usize,
    },
    /// Groups of an indicator: the figure is more than `parameters.days` above the lowest.
    /// Without a limit the largest difference is shown, and nothing deviates.
    Indicator {
        /// The indicator's id.
        id: String,
        /// The column's.
        column: String,
    },
    /// Figures of the published tables that the plan sets against the register: they differ.
    ControlTotal,
}

/// Values that go together for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The value that is looked up.
    pub of: String,
    /// The values that go with it.
    pub with: Vec<String>,
    /// First and last day.
    pub valid: (Option<Date>, Option<Date>),
}

/// What a population counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Rows of the register.
    Rows,
    /// Persons, each once.
    Persons,
    /// Months of persons.
    Months,
    /// Groups of an indicator: offices.
    Groups,
    /// Published figures.
    Figures,
}

impl Over {
    /// What it counts.
    pub fn counted(&self) -> Counted {
        match self {
            Self::Problem { .. }
            | Self::Blank { .. }
            | Self::Order { .. }
            | Self::Pairs { .. }
            | Self::Age { .. }
            | Self::Fewer { .. }
            | Self::Together { .. } => Counted::Rows,
            Self::Unmatched { .. } | Self::Repeats { .. } | Self::Returns { .. } => {
                Counted::Persons
            }
            Self::Months { .. } => Counted::Months,
            Self::Indicator { .. } => Counted::Groups,
            Self::ControlTotal => Counted::Figures,
        }
    }

    /// Whether it goes by figures that are computed already, and not row by row.
    pub fn is_of_figures(&self) -> bool {
        match self {
            Self::Indicator { .. } | Self::ControlTotal => true,
            Self::Problem { .. }
            | Self::Blank { .. }
            | Self::Order { .. }
            | Self::Pairs { .. }
            | Self::Age { .. }
            | Self::Fewer { .. }
            | Self::Together { .. }
            | Self::Unmatched { .. }
            | Self::Repeats { .. }
            | Self::Returns { .. }
            | Self::Months { .. } => false,
        }
    }

    /// The condition's name in templates.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Problem { .. } => "problem",
            Self::Blank { .. } => "blank",
            Self::Order { .. } => "order",
            Self::Pairs { .. } => "pairs",
            Self::Age { .. } => "age",
            Self::Unmatched { .. } => "unmatched",
            Self::Repeats { .. } => "repeats",
            Self::Returns { .. } => "returns",
            Self::Together { .. } => "together",
            Self::Months { .. } => "months",
            Self::Fewer { .. } => "fewer",
            Self::Indicator { .. } => "indicator",
            Self::ControlTotal => "control_total",
        }
    }
}

/// The problems that a row can have, by their codes (`register::ValueFault`, and a row without
/// an identity).
pub const PROBLEM_CODES: [&str; 16] = [
    "ambiguous-date",
    "bad-check-digit",
    "birth-date-as-identity",
    "date-as-number",
    "error-cell",
    "identity-among-words",
    "no-identity",
    "not-a-date",
    "not-a-number",
    "not-yes-or-no",
    "other-identity",
    "placeholder-date",
    "rounded-identity",
    "several-identities",
    "unknown-code",
    "words-as-identity",
];
