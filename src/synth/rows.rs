//! The rows: person by person, and for each row of theirs the rows of the registers that
//! hang on it, so that a plan follows its enrolment and a decision its application.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::chance::{Chance, Share, Stream, Weights};
use super::people::Person;
use super::recipe::{By, Made, Maker, OnlyIf, Recipe, Span, Spot, Way};
use crate::calendar::{is_working_day, plus_days, rolled_forward};
use crate::problem::Result;

/// A cell that is being made.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// Whose row it is.
    pub person: &'a Person,
    /// The register, by its place in the recipe.
    pub register: usize,
    /// The column, by its place in the register.
    pub column: usize,
    /// The row's place among those made for the same row, or for the person.
    pub nth: usize,
}

/// Has the last word on what is made: what it changes, all that depends on it follows.
pub trait Say {
    /// How many rows of a register there are for one row of another.
    fn rows(&mut self, person: &Person, register: usize, made: usize) -> usize {
        let _ = (person, register);
        made
    }

    /// What a cell holds.
    fn value(&mut self, at: At<'_>, made: Made) -> Made {
        let _ = at;
        made
    }
}

/// Leaves everything as it is made.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsMade;

impl Say for AsMade {}

/// Takes the rows of a register as they are made.
pub type Each<'a> = &'a mut dyn FnMut(usize, &[Made]) -> Result<()>;

/// Makes the rows of all registers, person by person.
pub fn make(
    recipe: &Recipe,
    people: &[Person],
    seed: &str,
    say: &mut dyn Say,
    each: Each<'_>,
) -> Result<()> {
    let registers = recipe.registers.iter();
    let mut bench = Bench {
        recipe,
        chance: (0..recipe.registers.len())
            .map(|at| Chance::new(seed, Stream::Rows(at)))
            .collect(),
        counted: registers
            .clone()
            .map(|r| vec![0; r.columns.len()])
            .collect(),
        rows: registers
            .map(|r| vec![Made::Blank; r.columns.len()])
            .collect(),
        until: None,
        say,
        each,
    };
    for person in people {
        for nth in 0..person.rows.max(1) {
            bench.until = None;
            let row = Row {
                register: 0,
                nth,
                of: person.rows.max(1),
            };
            bench.row(person, row, person.rows > 0)?;
        }
    }
    Ok(())
}

/// Where the work is done.
struct Bench<'a> {
    recipe: &'a Recipe,
    chance: Vec<Chance>,
    /// How far each column's numbers have come.
    counted: Vec<Vec<u32>>,
    /// The row at hand of each register.
    rows: Vec<Vec<Made>>,
    /// The day before the person's next row of the first register begins.
    until: Option<Date>,
    say: &'a mut dyn Say,
    each: Each<'a>,
}

/// Which row is made.
#[derive(Clone, Copy)]
struct Row {
    register: usize,
    nth: usize,
    of: usize,
}

impl Bench<'_> {
    /// One row and all that hangs on it; `inside` is whether the first register has the person.
    fn row(&mut self, person: &Person, row: Row, inside: bool) -> Result<()> {
        let recipe = self.recipe;
        let register = &recipe.registers[row.register];
        self.rows[row.register].fill(Made::Blank);
        for &column in &register.order {
            let made = self.cell(person, row, column);
            let at = At {
                person,
                register: row.register,
                column,
                nth: row.nth,
            };
            self.rows[row.register][column] = self.say.value(at, made);
        }
        let cells = &self.rows[row.register];
        if register.needs.iter().any(|at| cells[*at] == Made::Blank) {
            return Ok(());
        }
        if inside || register.outside {
            (self.each)(row.register, cells)?;
        }
        for (child, hangs) in recipe.registers.iter().enumerate() {
            let Some(hangs) = hangs
                .for_each
                .as_ref()
                .filter(|f| f.register == row.register)
            else {
                continue;
            };
            let made = if self.all_hold(&hangs.only_if) {
                *self.chance[child].pick(&hangs.rows)
            } else {
                0
            };
            let of = self.say.rows(person, child, made);
            for nth in 0..of {
                let row = Row {
                    register: child,
                    nth,
                    of,
                };
                self.row(person, row, inside)?;
            }
        }
        Ok(())
    }

    /// The first way that gives a value.
    fn cell(&mut self, person: &Person, row: Row, column: usize) -> Made {
        let recipe = self.recipe;
        let ways = &recipe.registers[row.register].columns[column].ways;
        ways.iter()
            .map(|way| self.by_way(person, row, column, way))
            .find(|made| *made != Made::Blank)
            .unwrap_or(Made::Blank)
    }

    fn by_way(&mut self, person: &Person, row: Row, column: usize, way: &Way) -> Made {
        let must = way.closes && row.nth + 1 < row.of;
        let share = if must { Share::ALL } else { way.share };
        if !self.all_hold(&way.only_if)
            || way
                .if_filled
                .iter()
                .any(|spot| *self.at(*spot) == Made::Blank)
            || way
                .outside
                .is_some_and(|outside| outside != (person.rows == 0))
            || !self.chance[row.register].happens(share)
        {
            return Made::Blank;
        }
        match self.made(person, row, column, &way.maker) {
            Made::Day(day) if must => {
                Made::Day(self.until.map_or(day, |until| back(day.min(until))))
            }
            Made::Day(day) if day > self.recipe.until && !way.ahead => Made::Blank,
            Made::Day(day) if self.lies_after(day, &way.not_after) => Made::Blank,
            made @ (Made::Blank
            | Made::Text(_)
            | Made::Day(_)
            | Made::Number(_)
            | Made::Amount(_)
            | Made::Identity(_)) => made,
        }
    }

    fn made(&mut self, person: &Person, row: Row, column: usize, maker: &Maker) -> Made {
        match maker {
            Maker::Identity => Made::Identity(person.identity.clone()),
            Maker::Name => Made::Text(person.name.clone()),
            Maker::Sex => {
                let people = &self.recipe.people;
                let word = if person.woman {
                    &people.woman
                } else {
                    &people.man
                };
                Made::Text(word.clone())
            }
            Maker::Born => Made::Day(person.born),
            Maker::Number(from) => {
                let counted = &mut self.counted[row.register][column];
                *counted += 1;
                Made::Number(u64::from(*from) + u64::from(*counted) - 1)
            }
            Maker::Is(text) => Made::Text(text.clone()),
            Maker::OneOf(by) => {
                let word = self.case(row.register, by);
                word.map_or(Made::Blank, |word| Made::Text(word.clone()))
            }
            Maker::Day(from, to) => Made::Day(self.day(row, *from, *to)),
            Maker::After(spot, spans) => self.moved(row, *spot, spans, 1),
            Maker::Before(spot, spans) => self.moved(row, *spot, spans, -1),
            Maker::AgeOn(spot, ages) => {
                let value = self.at(*spot).day().and_then(|day| {
                    let age = age(person.born, day);
                    ages.iter().find(|(highest, _)| age <= *highest)
                });
                value.map_or(Made::Blank, |(_, value)| Made::Text(value.clone()))
            }
            Maker::Copy(spot) => self.at(*spot).clone(),
            Maker::MonthOf(spot) => match self.at(*spot).day() {
                Some(day) => Made::Text(format!("{:04}{:02}", day.year(), day.month())),
                None => Made::Blank,
            },
            Maker::Amount(from, to) => {
                let öre = u64::from(to - from) * 100 + 1;
                Made::Amount(u64::from(*from) * 100 + self.chance[row.register].below(öre))
            }
            Maker::Nth => Made::Number(u64::try_from(row.nth).expect("a place fits") + 1),
        }
    }

    /// A working day in the window. Several rows of a person in the first register each get
    /// their part of it, in order.
    fn day(&mut self, row: Row, from: Date, to: Date) -> Date {
        let days = i64::from((to - from).get_days()) + 1;
        let (mut start, mut end) = (from, to);
        if row.register == 0 && row.of > 1 {
            let part = |nth: usize| {
                let nth = i64::try_from(nth).expect("a place fits");
                let of = i64::try_from(row.of).expect("a count fits");
                plus_days(from, days * nth / of)
            };
            start = part(row.nth);
            end = plus_days(part(row.nth + 1), -1).max(start);
            self.until = Some(end);
        }
        let length = u64::try_from((end - start).get_days() + 1).expect("the end is not before");
        let offset = self.chance[row.register].below(length);
        let day = plus_days(start, i64::try_from(offset).expect("days fit"));
        let working = rolled_forward(day);
        if working > end { back(day) } else { working }
    }

    /// A day so long after (1) or before (-1) another.
    fn moved(&mut self, row: Row, spot: Spot, spans: &By<Weights<Span>>, sign: i64) -> Made {
        let Some(start) = self.at(spot).day() else {
            return Made::Blank;
        };
        let Some(span) = self.case(row.register, spans).copied() else {
            return Made::Blank;
        };
        let width = u64::from(span.most - span.fewest) + 1;
        let more = self.chance[row.register].below(width);
        let days = i64::from(span.fewest) + i64::try_from(more).expect("days fit");
        let day = plus_days(start, sign * days);
        Made::Day(match (days, sign) {
            (0, _) => day,
            (_, 1) => rolled_forward(day),
            (_, _) => back(day),
        })
    }

    fn case<'b, T>(&mut self, register: usize, by: &'b By<Weights<T>>) -> Option<&'b T> {
        let weights = match by.spot {
            None => by.case(&Made::Blank),
            Some(spot) => by.case(&self.rows[spot.register][spot.column]),
        };
        weights.map(|weights| self.chance[register].pick(weights))
    }

    fn lies_after(&self, day: Date, limits: &[Spot]) -> bool {
        let mut limits = limits.iter().filter_map(|spot| self.at(*spot).day());
        limits.any(|limit| limit < day)
    }

    fn at(&self, spot: Spot) -> &Made {
        &self.rows[spot.register][spot.column]
    }

    fn all_hold(&self, conditions: &[OnlyIf]) -> bool {
        conditions.iter().all(|only| {
            let made = self.at(only.spot);
            only.values.iter().any(|value| made.is(value))
        })
    }
}

/// The day itself if it is a working day, else the last one before it.
fn back(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        day = plus_days(day, -1);
    }
    day
}

/// Age in whole years.
fn age(born: Date, day: Date) -> i16 {
    let years = day.year() - born.year();
    let birthday = born.saturating_add(i64::from(years).years());
    if birthday > day { years - 1 } else { years }
}
