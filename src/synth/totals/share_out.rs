//! Sharing people out on the lines of several tables at once. Part by part the lines of one
//! table are set against those of the next: first in proportion (iterative proportional
//! fitting, whole numbers rounded down), then what is left where the remainder is largest.

use std::collections::BTreeMap;

use super::super::recipe::Totals;
use super::super::texts;
use super::Line;
use crate::problem::{Error, Result};

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// The line in every table.
    pub(super) lines: Vec<usize>,
    /// The part; `None` for those in no part.
    pub(super) part: Option<usize>,
    /// Whether the person began in the period.
    pub(super) new: bool,
}

/// One cell for each person.
pub(super) fn cells(totals: &Totals, tables: &[Vec<Line>]) -> Result<Vec<Cell>> {
    let mut people = Vec::new();
    let parts = totals.parts.len();
    for part in 0..=parts {
        let count = |line: &Line| {
            let in_parts: u64 = line.parts.iter().sum();
            line.parts
                .get(part)
                .copied()
                .unwrap_or(line.whole - in_parts)
        };
        // Lines so far → people.
        let mut so_far: Vec<(Vec<usize>, u64)> = vec![(Vec::new(), 0)];
        for (at, lines) in tables.iter().enumerate() {
            let columns: Vec<u64> = lines.iter().map(count).collect();
            let all: u64 = columns.iter().sum();
            if at == 0 {
                so_far[0].1 = all;
            }
            let rows: Vec<u64> = so_far.iter().map(|(_, people)| *people).collect();
            if rows.iter().sum::<u64>() != all {
                let name = totals
                    .parts
                    .get(part)
                    .map_or(totals.whole.as_str(), |p| &p.column);
                let sum = rows.iter().sum();
                return Err(Error::new(texts::part_differs(name, sum, all)));
            }
            let may = |row: usize, column: usize| {
                let value = &lines[column].value;
                let apart = |(one, other): &(String, String)| {
                    let before = so_far[row].0.iter().enumerate();
                    let mut before = before.map(|(table, line)| &tables[table][*line].value);
                    before.any(|b| b == one && value == other || b == other && value == one)
                };
                !totals.apart.iter().any(apart)
            };
            let shared = transport(&rows, &columns, &may);
            let mut next = Vec::new();
            for (row, (before, _)) in so_far.iter().enumerate() {
                for (column, people) in shared[row].iter().enumerate() {
                    if *people > 0 {
                        let mut lines = before.clone();
                        lines.push(column);
                        next.push((lines, *people));
                    }
                }
            }
            so_far = next;
        }
        for (lines, count) in so_far {
            for _ in 0..count {
                people.push(Cell {
                    lines: lines.clone(),
                    part: (part < parts).then_some(part),
                    new: false,
                });
            }
        }
    }
    begin(tables, &mut people);
    counted(totals, tables, &people)?;
    Ok(people)
}

/// Says who began in the period, by the first table that counts them.
fn begin(tables: &[Vec<Line>], people: &mut [Cell]) {
    let Some(table) = tables
        .iter()
        .position(|lines| lines.iter().all(|l| l.new.is_some()))
    else {
        return;
    };
    let mut seen: BTreeMap<usize, u64> = BTreeMap::new();
    for person in people {
        let line = &tables[table][person.lines[table]];
        let at = seen.entry(person.lines[table]).or_default();
        person.new = spread(*at, line.new.unwrap_or(0), line.whole);
        *at += 1;
    }
}

/// Whether number `at` of so many is one of the `some` that are spread out evenly.
pub(super) fn spread(at: u64, some: u64, of: u64) -> bool {
    let wide = |at: u64| u128::from(at) * u128::from(some) / u128::from(of.max(1));
    wide(at + 1) > wide(at)
}

/// Counts again what every table says.
fn counted(totals: &Totals, tables: &[Vec<Line>], people: &[Cell]) -> Result<()> {
    for (at, lines) in tables.iter().enumerate() {
        for (place, line) in lines.iter().enumerate() {
            let mine = people.iter().filter(|person| person.lines[at] == place);
            let count = |pass: &dyn Fn(&Cell) -> bool| {
                let passing = mine.clone().filter(|person| pass(person)).count();
                u64::try_from(passing).expect("a count of people fits")
            };
            let mut same = count(&|_| true) == line.whole;
            for (part, wanted) in line.parts.iter().enumerate() {
                same &= count(&|person| person.part == Some(part)) == *wanted;
            }
            same &= line
                .new
                .is_none_or(|new| count(&|person| person.new) == new);
            if !same {
                let what = texts::not_met(&line.value, &totals.whole);
                return Err(Error::new(what));
            }
        }
    }
    Ok(())
}

/// Whole numbers with these row and column sums, which have the same total; `may` says where
/// they should stand as far as the sums allow.
fn transport(rows: &[u64], columns: &[u64], may: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<u64>> {
    let mut fitted = fit(rows, columns, may);
    let mut shared = vec![vec![0_u64; columns.len()]; rows.len()];
    let mut row_left = rows.to_vec();
    let mut column_left = columns.to_vec();
    let mut remainders: Vec<(bool, f64, usize, usize)> = Vec::new();
    for (row, line) in fitted.iter_mut().enumerate() {
        for (column, value) in line.iter().enumerate() {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count of people, not negative"
            )]
            let floor = value.floor() as u64;
            let take = floor.min(row_left[row]).min(column_left[column]);
            shared[row][column] = take;
            row_left[row] -= take;
            column_left[column] -= take;
            remainders.push((may(row, column), value - value.floor(), row, column));
        }
    }
    // First where they should stand, the largest remainder first; then wherever there is room.
    remainders.sort_by(|a, b| {
        let order = b.0.cmp(&a.0).then(b.1.total_cmp(&a.1));
        order.then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    for round in 0..2 {
        for (_, _, row, column) in &remainders {
            let room = row_left[*row].min(column_left[*column]);
            let take = if round == 0 { room.min(1) } else { room };
            shared[*row][*column] += take;
            row_left[*row] -= take;
            column_left[*column] -= take;
        }
    }
    shared
}

/// Iterative proportional fitting of 1 where something may stand.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of people are far below 2^53, so the cast is exact"
)]
fn fit(rows: &[u64], columns: &[u64], may: &dyn Fn(usize, usize) -> bool) -> Vec<Vec<f64>> {
    const ROUNDS: usize = 60;
    let weight = |row, column| if may(row, column) { 1.0 } else { 0.0 };
    let mut fitted: Vec<Vec<f64>> = (0..rows.len())
        .map(|row| {
            (0..columns.len())
                .map(|column| weight(row, column))
                .collect()
        })
        .collect();
    let factor = |wanted: u64, sum: f64| if sum > 0.0 { wanted as f64 / sum } else { 0.0 };
    for _ in 0..ROUNDS {
        for (line, wanted) in fitted.iter_mut().zip(rows) {
            let by = factor(*wanted, line.iter().sum());
            for value in line.iter_mut() {
                *value *= by;
            }
        }
        for (column, wanted) in columns.iter().enumerate() {
            let by = factor(*wanted, fitted.iter().map(|line| line[column]).sum());
            for line in &mut fitted {
                line[column] *= by;
            }
        }
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(shared: &[Vec<u64>]) -> (Vec<u64>, Vec<u64>) {
        let rows = shared.iter().map(|row| row.iter().sum()).collect();
        let columns = (0..shared[0].len())
            .map(|column| shared.iter().map(|row| row[column]).sum())
            .collect();
        (rows, columns)
    }

    #[test]
    fn sums_are_met_whatever_they_are() {
        for (rows, columns) in [
            (
                vec![652, 2190, 8477],
                vec![1623, 1001, 776, 1603, 1241, 3299, 1776],
            ),
            (vec![0, 34, 147], vec![26, 14, 5, 37, 24, 42, 33]),
            (vec![1], vec![0, 1]),
            (vec![3, 0], vec![1, 2]),
        ] {
            let shared = transport(&rows, &columns, &|_, _| true);
            assert_eq!(sums(&shared), (rows, columns));
        }
    }

    /// The third office takes the second group alone, as far as that has people.
    #[test]
    fn what_should_be_apart_is_as_far_as_the_sums_allow() {
        let may = |row: usize, column: usize| column != 2 || row == 1;
        let shared = transport(&[50, 40, 110], &[80, 90, 30], &may);
        assert_eq!((shared[0][2], shared[1][2], shared[2][2]), (0, 30, 0));
        assert_eq!(sums(&shared), (vec![50, 40, 110], vec![80, 90, 30]));
        let shared = transport(&[50, 20, 130], &[80, 90, 30], &may);
        assert_eq!(sums(&shared), (vec![50, 20, 130], vec![80, 90, 30]));
    }

    #[test]
    fn some_of_many_are_spread_out() {
        let picked = |some, of| (0..of).filter(|at| spread(*at, some, of)).count();
        assert_eq!(picked(2060, 3400), 2060);
        assert_eq!(picked(0, 5), 0);
        assert_eq!(picked(5, 5), 5);
    }
}
