//! Registers with the totals of published tables: so many people in every line of every table,
//! so many of them in every part. People are shared out so that all tables are met at once;
//! what a part looks like in the register is data (`[totals]` of the recipe). What was shared
//! out is counted again before anything is written.

mod share_out;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::chance::{Chance, Stream, Weights};
use super::people::{Person, people};
use super::recipe::{Made, Recipe, Totals};
use super::rows::{At, Say};
use super::texts;
use crate::calendar::{days_between, is_working_day, plus_days, plus_months};
use crate::indicator::{LineOf, Published};
use crate::problem::{Error, Result};
use crate::template::Template;
use crate::template::indicator::{Fact, Indicator, Test};
use share_out::{Cell, cells};

/// A line of a table that has people of its own.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The column of the first register and the value that puts a person in the line.
    pub(super) column: usize,
    pub(super) value: String,
    /// People in it.
    pub(super) whole: u64,
    /// By part of the recipe.
    pub(super) parts: Vec<u64>,
    /// Those who began in the period, where the table says so.
    pub(super) new: Option<u64>,
}

/// The people of a register with given totals, and what their rows must hold.
pub(super) struct Planned {
    pub(super) people: Vec<Person>,
    pub(super) assigned: Assigned,
}

/// Plans a register that has the totals; `rows` is how many rows it gets, at least one for
/// each person.
pub(super) fn plan(
    recipe: &Recipe,
    template: &Template,
    published: &[Published],
    rows: Option<u64>,
    seed: &str,
) -> Result<Planned> {
    let Some(totals) = &recipe.totals else {
        return Err(Error::new(texts::no_totals(&template.id)));
    };
    let mut tables = Vec::new();
    let mut months = 12;
    for table in published {
        if totals.indicators.contains(&table.indicator) {
            let indicator = &template.indicators.list[table.indicator];
            months = indicator.period.months.unwrap_or(months);
            tables.push(lines(recipe, template, totals, indicator, table)?);
        }
    }
    let wholes: Vec<u64> = tables
        .iter()
        .map(|lines: &Vec<Line>| lines.iter().map(|line| line.whole).sum())
        .collect();
    let Some(whole) = wholes.first().copied().filter(|whole| *whole > 0) else {
        return Err(Error::new(texts::no_totals_in_file()));
    };
    if let Some(other) = wholes.iter().find(|other| **other != whole) {
        return Err(Error::new(texts::wholes_differ(whole, *other)));
    }
    let rows = rows.unwrap_or(whole);
    if !(whole..=2 * whole).contains(&rows) {
        return Err(Error::new(texts::bad_rows(whole, 2 * whole)));
    }
    let cells = cells(totals, &tables)?;
    let mut chance = Chance::new(seed, Stream::Totals);
    let mut of_one = recipe.clone();
    if let Some(one) = Weights::new([(1, 1)]) {
        of_one.people.rows = one;
    }
    let mut people = people(&of_one, whole, seed);
    let inside = people.iter().filter(|person| person.rows > 0).count();
    if u64::try_from(inside) != Ok(whole) || people.iter().any(|person| person.rows > 1) {
        let most = u64::try_from(inside).unwrap_or(u64::MAX);
        return Err(Error::new(texts::too_few_people(most)));
    }
    let order = by_age(totals, &tables, &cells, &people, &mut chance);
    let period = period(recipe.until, months);
    let mut assigned = Assigned {
        cells: HashMap::new(),
        earlier: HashMap::new(),
        days: Days::of(recipe, totals),
    };
    let mut again = rows - whole;
    for (place, cell) in order {
        let person = &mut people[place];
        let mut row = BTreeMap::new();
        for (table, line) in cell.lines.iter().enumerate() {
            let line = &tables[table][*line];
            row.insert(line.column, Made::Text(line.value.clone()));
        }
        let start = if cell.new {
            working_day(period.0, plus_days(period.1, -4), &mut chance)
        } else {
            working_day(
                plus_days(period.0, -400),
                plus_days(period.0, -1),
                &mut chance,
            )
        };
        row.insert(totals.start, Made::Day(start));
        for column in &assigned.days.parts {
            row.entry(*column).or_insert(Made::Blank);
        }
        if let Some(part) = cell.part {
            let end = working_day(start.max(period.0), period.1, &mut chance);
            row.insert(totals.end, Made::Day(end));
            let part = &totals.parts[part];
            for (column, value) in &part.values {
                row.insert(*column, Made::Text(value.clone()));
            }
            for column in &part.end {
                row.insert(*column, Made::Day(end));
            }
        }
        if again > 0 {
            // An earlier row that the rule for several rows must pass over.
            again -= 1;
            person.rows = 2;
            let end = working_day(plus_days(start, -60), plus_days(start, -1), &mut chance);
            let began = working_day(plus_days(end, -200), plus_days(end, -10), &mut chance);
            let mut before = row.clone();
            before.insert(totals.start, Made::Day(began));
            before.insert(totals.end, Made::Day(end));
            assigned.earlier.insert(person.identity.clone(), before);
        }
        assigned.cells.insert(person.identity.clone(), row);
    }
    Ok(Planned { people, assigned })
}

/// First and last day of so many months that end with the month of a day.
fn period(until: Date, months: i64) -> (Date, Date) {
    let last = until.last_of_month();
    (plus_months(last.first_of_month(), 1 - months), last)
}

/// A working day between two days; where there is none, the first.
fn working_day(from: Date, to: Date, chance: &mut Chance) -> Date {
    let days = u64::try_from(days_between(from, to).max(0)).unwrap_or(0);
    let offset = i64::try_from(chance.below(days + 1)).unwrap_or(0);
    let picked = plus_days(from, offset);
    let later = (0..7).map(|step| plus_days(picked, step));
    let earlier = (1..=offset.min(30)).map(|step| plus_days(picked, -step));
    let mut near = later.filter(|day| *day <= to).chain(earlier);
    near.find(|day| is_working_day(*day)).unwrap_or(picked)
}

/// The lines of a published table that have people of their own.
fn lines(
    recipe: &Recipe,
    template: &Template,
    totals: &Totals,
    indicator: &Indicator,
    table: &Published,
) -> Result<Vec<Line>> {
    let column_of = |id: &str| {
        indicator
            .columns()
            .iter()
            .position(|column| column.id == id)
    };
    let mut lines = Vec::new();
    for line in &table.lines {
        let Some((field, value)) = value_of(template, indicator, &line.line) else {
            continue;
        };
        let first = &recipe.registers[0];
        let is_it = |column: &super::recipe::Column| column.field == Some(field);
        let Some(column) = first.columns.iter().position(is_it) else {
            return Err(Error::new(texts::line_not_made(&line.label)));
        };
        let count = |id: &str| {
            let column = column_of(id)?;
            line.count(column)
        };
        let needed = |id: &str| {
            let missing = || texts::figure_missing(&line.label, id);
            count(id).ok_or_else(|| Error::at(table.place.clone(), missing()))
        };
        let mut parts = Vec::new();
        for part in &totals.parts {
            parts.push(needed(&part.column)?);
        }
        let whole = needed(&totals.whole)?;
        if parts.iter().sum::<u64>() > whole {
            let what = texts::parts_exceed(&line.label);
            return Err(Error::at(table.place.clone(), what));
        }
        let new = column_of(&totals.new).and_then(|_| count(&totals.new));
        lines.push(Line {
            column,
            value,
            whole,
            parts,
            new,
        });
    }
    Ok(lines)
}

/// The field and value that put a case in a line; `None` for totals and subtotals.
fn value_of(template: &Template, indicator: &Indicator, line: &LineOf) -> Option<(usize, String)> {
    let population = &template.indicators.populations[indicator.population];
    let field = |fact: usize| match &population.facts[fact] {
        Fact::Value(field) if field.register == population.register => Some(field.field),
        Fact::Value(_) | Fact::Day(_) | Fact::Months { .. } => None,
    };
    match line {
        LineOf::Total => None,
        LineOf::Value(value) => {
            let (_, fact) = indicator.rows.by.first()?;
            Some((field(*fact)?, value.clone()))
        }
        LineOf::Listed(at) => {
            let line = indicator.rows.list.get(*at).filter(|line| !line.subtotal)?;
            let (fact, values) = line.when.iter().find_map(one_value)?;
            Some((field(fact)?, values.first()?.clone()))
        }
    }
}

fn one_value(test: &Test) -> Option<(usize, &Vec<String>)> {
    match test {
        Test::Is(fact, values) => Some((*fact, values)),
        Test::All(tests) => tests.iter().find_map(one_value),
        Test::Known(_)
        | Test::InPeriod(_)
        | Test::Open
        | Test::Days { .. }
        | Test::Months { .. }
        | Test::Followed { .. }
        | Test::Due { .. }
        | Test::Age { .. }
        | Test::MonthAfter { .. }
        | Test::MonthsIn { .. }
        | Test::Times { .. }
        | Test::Places { .. }
        | Test::Not(_)
        | Test::Any(_) => None,
    }
}

/// A person's place with the cell the person is in: the youngest in the lines that are said
/// to hold them, otherwise as chance has it.
fn by_age<'a>(
    totals: &Totals,
    tables: &[Vec<Line>],
    cells: &'a [Cell],
    people: &[Person],
    chance: &mut Chance,
) -> Vec<(usize, &'a Cell)> {
    let rank = |cell: &Cell| {
        let values = cell.lines.iter().enumerate();
        let mut values = values.map(|(table, line)| &tables[table][*line].value);
        let places = totals.youngest.iter();
        let place = values.find_map(|value| places.clone().position(|young| young == value));
        place.unwrap_or(totals.youngest.len())
    };
    let mut places: Vec<usize> = (0..people.len())
        .filter(|at| people[*at].rows > 0)
        .collect();
    places.sort_by_key(|at| std::cmp::Reverse((people[*at].born, *at)));
    let mut order = Vec::new();
    let mut places = places.as_slice();
    for wanted in 0..=totals.youngest.len() {
        let of_rank: Vec<&Cell> = cells.iter().filter(|cell| rank(cell) == wanted).collect();
        let (mine, rest) = places.split_at(of_rank.len().min(places.len()));
        let mut mine = mine.to_vec();
        let count = mine.len();
        chance.mix(&mut mine, count);
        order.extend(mine.into_iter().zip(of_rank));
        places = rest;
    }
    order.sort_by_key(|(place, _)| *place);
    order
}

/// The columns that parts decide.
struct Days {
    parts: Vec<usize>,
}

impl Days {
    fn of(recipe: &Recipe, totals: &Totals) -> Self {
        let own = totals.parts.iter().flat_map(|part| {
            let values = part.values.iter().map(|(column, _)| *column);
            values.chain(part.end.iter().copied())
        });
        let mut parts: Vec<usize> = own.chain([totals.end]).collect();
        parts.sort_unstable();
        parts.dedup();
        debug_assert!(
            parts
                .iter()
                .all(|at| *at < recipe.registers[0].columns.len())
        );
        Self { parts }
    }
}

/// What the rows of the first register hold, by the person's identity.
pub(super) struct Assigned {
    cells: HashMap<String, BTreeMap<usize, Made>>,
    earlier: HashMap<String, BTreeMap<usize, Made>>,
    days: Days,
}

impl Say for Assigned {
    fn value(&mut self, at: At<'_>, made: Made) -> Made {
        if at.register != 0 {
            return made;
        }
        let earlier = at.person.rows > 1 && at.nth + 1 < at.person.rows;
        let rows = if earlier { &self.earlier } else { &self.cells };
        let cell = rows.get(&at.person.identity);
        cell.and_then(|row| row.get(&at.column))
            .cloned()
            .unwrap_or(made)
    }
}
