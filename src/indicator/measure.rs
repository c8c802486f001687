//! What one group of cases measures, added up case by case.

use std::collections::{BTreeMap, HashMap};

use super::kept::Number;
use super::table::Cell;
use super::view::View;
use crate::template::indicator::{Column, Measure, Sign, Take};

/// The columns of one line, so far.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    columns: Vec<Sum>,
    /// Cases added.
    pub(super) cases: u64,
}

#[derive(Debug, Clone)]
enum Sum {
    Count(u64),
    /// Days → cases.
    Days(BTreeMap<i64, u64>),
    /// Value → cases.
    Load(HashMap<Number, u64>),
    /// Made from other columns in the end.
    Derived,
}

impl Sums {
    pub(super) fn new(columns: &[Column]) -> Self {
        let sum = |column: &Column| match column.measure {
            Measure::Count(_) => Sum::Count(0),
            Measure::Share { .. } => Sum::Derived,
            Measure::Percentile(..) | Measure::Mean(..) => Sum::Days(BTreeMap::new()),
            Measure::Load(..) => Sum::Load(HashMap::new()),
        };
        Self {
            columns: columns.iter().map(sum).collect(),
            cases: 0,
        }
    }

    /// Adds a case.
    pub(super) fn add(
        &mut self,
        columns: &[Column],
        view: &View<'_>,
        case: usize,
        person: &[usize],
    ) {
        self.cases += 1;
        for (column, sum) in columns.iter().zip(&mut self.columns) {
            match (&column.measure, sum) {
                (Measure::Count(tests), Sum::Count(count)) => {
                    *count += u64::from(view.passes_all(tests, case, person));
                }
                (
                    Measure::Percentile(_, span, tests) | Measure::Mean(span, tests),
                    Sum::Days(days),
                ) => {
                    if view.passes_all(tests, case, person)
                        && let Some(time) = view.days(*span, case)
                    {
                        *days.entry(time).or_default() += 1;
                    }
                }
                (Measure::Load(fact, _, tests), Sum::Load(load)) => {
                    let value = view.cases.values[*fact][case];
                    if !view.cases.codes.text(value).is_empty()
                        && view.passes_all(tests, case, person)
                    {
                        *load.entry(value).or_default() += 1;
                    }
                }
                (_, _) => {}
            }
        }
    }

    /// The cells of the line; `all` is the line for all cases together.
    pub(super) fn cells(&self, columns: &[Column], all: &Self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (column, sum) in columns.iter().zip(&self.columns) {
            cells.push(match (&column.measure, sum) {
                (Measure::Share { of, per, of_total }, _) => {
                    let whole = if *of_total { all } else { self };
                    let numerator = of.iter().map(|at| self.count(*at)).sum();
                    let mut denominator = 0_u64;
                    for (at, sign) in per {
                        let count = whole.count(*at);
                        denominator = match sign {
                            Sign::Plus => denominator + count,
                            Sign::Minus => denominator.saturating_sub(count),
                        };
                    }
                    Cell::share(numerator, denominator)
                }
                (Measure::Percentile(percent, ..), Sum::Days(days)) => percentile(days, *percent),
                (Measure::Mean(..), Sum::Days(days)) => mean(days),
                (Measure::Load(_, take, _), Sum::Load(load)) => taken(load, *take),
                (_, Sum::Count(count)) => Cell::Count(*count),
                (_, Sum::Derived | Sum::Days(_) | Sum::Load(_)) => Cell::Missing,
            });
        }
        cells
    }

    fn count(&self, column: usize) -> u64 {
        match &self.columns[column] {
            Sum::Count(count) => *count,
            Sum::Derived | Sum::Days(_) | Sum::Load(_) => 0,
        }
    }
}

/// The smallest value that at least so many in a hundred do not exceed; halfway to the next
/// one where that many do so exactly (Hyndman and Fan's definition 2). 50 is the median.
pub(super) fn percentile(values: &BTreeMap<i64, u64>, percent: u64) -> Cell {
    let all: u64 = values.values().sum();
    if all == 0 {
        return Cell::Missing;
    }
    let wanted = all * percent;
    let mut so_far = 0;
    let mut reached = None;
    for (value, count) in values {
        if let Some(lower) = reached {
            return Cell::number(exact(lower + *value) / 2.0);
        }
        so_far += count * 100;
        if so_far > wanted {
            return Cell::number(exact(*value));
        }
        if so_far == wanted {
            reached = Some(*value);
        }
    }
    reached.map_or(Cell::Missing, |value| Cell::number(exact(value)))
}

fn mean(values: &BTreeMap<i64, u64>) -> Cell {
    let all: u64 = values.values().sum();
    if all == 0 {
        return Cell::Missing;
    }
    let sum: i64 = values
        .iter()
        .map(|(value, count)| value * i64::try_from(*count).expect("a count of cases fits"))
        .sum();
    Cell::number(exact(sum) / exact(i64::try_from(all).expect("a count of cases fits")))
}

fn taken(load: &HashMap<Number, u64>, take: Take) -> Cell {
    let mut sizes: BTreeMap<i64, u64> = BTreeMap::new();
    let mut counts: Vec<u64> = load.values().copied().collect();
    counts.sort_unstable();
    for count in &counts {
        let size = i64::try_from(*count).expect("a count of cases fits");
        *sizes.entry(size).or_default() += 1;
    }
    match take {
        Take::Values => Cell::Count(u64::try_from(counts.len()).expect("a count fits")),
        Take::Mean => mean(&sizes),
        Take::Median => percentile(&sizes, 50),
        Take::Largest => counts
            .last()
            .map_or(Cell::Missing, |most| Cell::Count(*most)),
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "days and counts of cases are far below 2^53, so the cast is exact"
)]
pub(super) fn exact(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[i64], percent: u64, expected: f64) {
        let mut days = BTreeMap::new();
        for value in values {
            *days.entry(*value).or_insert(0) += 1;
        }
        assert_eq!(
            percentile(&days, percent),
            Cell::number(expected),
            "{values:?}"
        );
    }

    /// R: quantile(x, p, type = 2); the definition is Hyndman and Fan's (1996).
    #[test]
    fn percentiles_by_hand() {
        check(&[5], 50, 5.0);
        check(&[1, 2, 3], 50, 2.0);
        check(&[1, 2, 3, 10], 50, 2.5);
        check(&[0, 0, 0, 7], 50, 0.0);
        // Nine in ten of ten values: halfway between the ninth and the tenth.
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 20], 90, 14.5);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 21], 90, 20.0);
        assert_eq!(percentile(&BTreeMap::new(), 50), Cell::Missing);
    }

    #[test]
    fn caseload_by_value() {
        let load = HashMap::from([(1, 30), (2, 20), (3, 40), (4, 10)]);
        assert_eq!(taken(&load, Take::Values), Cell::Count(4));
        assert_eq!(taken(&load, Take::Mean), Cell::number(25.0));
        assert_eq!(taken(&load, Take::Median), Cell::number(25.0));
        assert_eq!(taken(&load, Take::Largest), Cell::Count(40));
        assert_eq!(taken(&HashMap::new(), Take::Largest), Cell::Missing);
    }
}
