//! What a column holds: how many cells are blank, how many different texts there are, and
//! what kind of value most cells are. Only counts leave this module, never a text.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::civil::Date;
use stickprov::calendar::placeholder::is_placeholder_text;
use stickprov::calendar::written::{self, Written};
use stickprov::identity::{IdentityClass, read_personnummer};
use stickprov::register::is_yes;
use stickprov::table::Cell;

/// Beyond so many different texts they are no longer told apart.
const DISTINCT: usize = 1_000_000;
/// So many cells decide what a column holds.
const LOOKED_AT: u64 = 10_000;
/// So many different texts at most make a column of codes.
const CODES: usize = 60;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    Nothing,
    Personnummer,
    Date,
    Month,
    YesNo,
    Integer,
    Number,
    Code,
    Text,
}

impl Holds {
    /// Its name in machine output.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "empty",
            Self::Personnummer => "personnummer",
            Self::Date => "date",
            Self::Month => "month",
            Self::YesNo => "yes_no",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Code => "code",
            Self::Text => "text",
        }
    }
}

/// The counts of one column.
#[derive(Default)]
pub(super) struct Profile {
    /// Blank cells.
    pub(super) empty: u64,
    filled: u64,
    /// Cells that cannot be read as their field says.
    unreadable: u64,
    looked_at: u64,
    seen: HashSet<u64>,
    personnummer: u64,
    dates: u64,
    months: u64,
    yes_no: u64,
    integers: u64,
    numbers: u64,
}

/// Fewer cells may be unreadable each for a reason of its own.
const SOME: u64 = 3;

impl Profile {
    /// Counts a cell that cannot be read as its field says.
    pub(super) fn see_unreadable(&mut self) {
        self.unreadable += 1;
    }

    /// Whether none of its cells can be read as their field says.
    pub(super) fn is_unreadable(&self) -> bool {
        self.filled >= SOME && self.unreadable == self.filled
    }

    /// Counts a cell.
    pub(super) fn see(&mut self, cell: &Cell<'_>, reference: Date) {
        if cell.is_blank() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        let text = cell.text();
        if self.seen.len() <= DISTINCT {
            let mut hasher = DefaultHasher::new();
            text.trim().hash(&mut hasher);
            self.seen.insert(hasher.finish());
        }
        if self.looked_at < LOOKED_AT {
            self.looked_at += 1;
            self.look_at(cell, &text, reference);
        }
    }

    fn look_at(&mut self, cell: &Cell<'_>, text: &str, reference: Date) {
        let numeric = match cell {
            Cell::Date(_) | Cell::DateTime(_) => {
                self.dates += 1;
                return;
            }
            Cell::Bool(_) => {
                self.yes_no += 1;
                return;
            }
            Cell::Number(_) => true,
            Cell::Text(_) | Cell::Empty | Cell::Error(_) => false,
        };
        match read_personnummer(text, numeric, reference).class {
            IdentityClass::Personnummer | IdentityClass::Samordningsnummer => {
                self.personnummer += 1;
            }
            IdentityClass::Interim
            | IdentityClass::BadCheckDigit
            | IdentityClass::Rounded
            | IdentityClass::Other => {}
        }
        if !numeric {
            match written::read(text, reference) {
                Ok(Written::Day(_)) => self.dates += 1,
                Ok(Written::Month(..)) => self.months += 1,
                Err(_) if is_placeholder_text(text) => self.dates += 1,
                Err(_) => {}
            }
        }
        self.yes_no += u64::from(is_yes(text).is_some());
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = digits.replace('\u{2212}', "-").replace(',', ".");
        self.integers += u64::from(digits.parse::<i64>().is_ok());
        self.numbers += u64::from(digits.parse::<f64>().is_ok_and(f64::is_finite));
    }

    /// How many different texts; `None` when there are too many to tell apart.
    pub(super) fn distinct(&self) -> Option<u64> {
        let count = u64::try_from(self.seen.len()).ok()?;
        (self.seen.len() <= DISTINCT).then_some(count)
    }

    /// What nearly all cells are: one in twenty may be something else.
    pub(super) fn holds(&self) -> Holds {
        if self.filled == 0 {
            return Holds::Nothing;
        }
        let nearly_all = |count: u64| count * 20 >= self.looked_at * 19;
        let kinds = [
            (self.personnummer, Holds::Personnummer),
            (self.dates, Holds::Date),
            (self.months, Holds::Month),
            (self.yes_no, Holds::YesNo),
            (self.integers, Holds::Integer),
            (self.numbers, Holds::Number),
        ];
        let found = kinds.iter().find(|(count, _)| nearly_all(*count));
        let repeats = u64::try_from(self.seen.len()).is_ok_and(|seen| seen * 2 <= self.filled);
        match found {
            Some((_, Holds::YesNo)) if self.seen.len() > 2 && nearly_all(self.integers) => {
                Holds::Integer
            }
            Some((_, kind)) => *kind,
            None if repeats && self.seen.len() <= CODES => Holds::Code,
            None => Holds::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expected: Holds) {
        let mut profile = Profile::default();
        for cell in cells {
            let cell = Cell::Text((*cell).into());
            profile.see(&cell, jiff::civil::date(2009, 11, 30));
        }
        assert_eq!(profile.holds(), expected, "{cells:?}");
    }

    #[test]
    fn a_column_is_what_nearly_all_its_cells_are() {
        check(&["", " "], Holds::Nothing);
        check(&["19901210-2399", "", "199012102399"], Holds::Personnummer);
        check(&["2009-05-04", "4 maj 2009", "20090504"], Holds::Date);
        check(&["200905", "maj 2009"], Holds::Month);
        check(&["ja", "nej", "Ja"], Holds::YesNo);
        check(&["12", "1 234", "-3"], Holds::Integer);
        check(&["12", "1 234,50"], Holds::Number);
        check(&["Nord", "Syd", "Nord", "Nord"], Holds::Code);
        check(&["Nord", "Syd"], Holds::Text);
    }

    #[test]
    fn blanks_and_different_texts_are_counted() {
        let mut profile = Profile::default();
        for text in ["a", " a", "b", ""] {
            profile.see(&Cell::Text(text.into()), Date::MAX);
        }
        assert_eq!((profile.empty, profile.distinct()), (1, Some(2)));
    }
}
