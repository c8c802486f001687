//! The registers' own figures for others to read. Tables of one population are linked in more
//! ways than can be searched: by office and by month, under one definition and under another.
//! So little is given that no sums are left to solve:
//!
//! - of groups only shares, in whole per cent, never how many they rest on;
//! - a share needs at least `percent_from` cases, and at least `min_cell` on either side of it;
//! - where one group's share is hidden, others are too, until neither side of a hidden one can be
//!   worked out even by somebody who knows the size of every group;
//! - two shares of the same cases that differ by fewer than `min_cell` of them are not both
//!   given;
//! - counts and days stand for all cases together alone: counts in tens, days whole and from
//!   ten times `percent_from` cases; a line over time needs `min_cell` on either side and as many
//!   since the line before.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Rules, parts};
use crate::indicator::{Cell, Role, Row, Table, Unit};
use crate::lang::Text;

/// A table that others may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The indicator's id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The rule in words.
    pub note: Text,
    /// First and last day of the period it is about.
    pub period: (Date, Date),
    /// Name and title of each column.
    pub columns: Vec<(String, Text)>,
    /// The lines, with what each is.
    pub rows: Vec<(Role, Vec<Figure>)>,
}

/// A figure that others may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// There is nothing to say.
    Missing,
    /// A label.
    Label(Text),
    /// A share in whole per cent.
    Percent(u64),
    /// A number of cases, to the nearest ten.
    About(u64),
    /// Whole days, or cases for each of something.
    Whole(u64),
    /// Not shown.
    Hidden,
}

impl Open {
    /// Whether any number is shown.
    pub fn says_something(&self) -> bool {
        self.figures().any(|figure| {
            matches!(
                figure,
                Figure::Percent(_) | Figure::About(_) | Figure::Whole(_)
            )
        })
    }

    /// How many numbers are not shown.
    pub fn hidden(&self) -> usize {
        let hidden = self.figures().filter(|figure| **figure == Figure::Hidden);
        hidden.count()
    }

    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.rows.iter().flat_map(|(_, figures)| figures)
    }
}

/// All tables, as far as others may read them.
pub fn registers(tables: &[Table], rules: Rules) -> Vec<Open> {
    let mut given = Given::default();
    tables
        .iter()
        .map(|table| {
            let mut shown: Vec<Vec<bool>> = table
                .rows
                .iter()
                .map(|row| row.cells.iter().map(|cell| alone(cell, rules)).collect())
                .collect();
            over_time(table, &mut shown, rules);
            given.keep_apart(table, &mut shown, rules);
            // Last, so that what is hidden alone for any reason takes others with it.
            for column in 0..table.columns.len() {
                guard(table, column, &mut shown, rules);
            }
            Open {
                id: table.id.clone(),
                title: table.title.clone(),
                note: table.note.clone(),
                period: table.period,
                columns: table
                    .columns
                    .iter()
                    .map(|head| (head.id.clone(), head.title.clone()))
                    .collect(),
                rows: table
                    .rows
                    .iter()
                    .zip(&shown)
                    .map(|(row, shown)| (row.role, figures(table, row, shown, rules)))
                    .collect(),
            }
        })
        .collect()
}

/// Whether a share may be shown as far as it alone is concerned. Of other cells, what they
/// stand in decides.
fn alone(cell: &Cell, rules: Rules) -> bool {
    match cell {
        Cell::Share {
            numerator,
            denominator,
        } => {
            let rest = denominator - numerator;
            *denominator >= rules.percent_from.max(1)
                && *numerator >= rules.min_cell
                && rest >= rules.min_cell
        }
        Cell::Missing | Cell::Label(_) | Cell::Count(_) | Cell::Number(_) | Cell::Fraction(_) => {
            true
        }
        // What is largest and smallest may be groups that are hidden.
        Cell::Difference(_) => false,
    }
}

/// Hides more shares of a column until neither part of a hidden one follows from the others
/// and the whole.
fn guard(table: &Table, column: usize, shown: &mut [Vec<bool>], rules: Rules) {
    let groups: Vec<(usize, u64, u64)> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| matches!(row.role, Role::Group | Role::Unplaced))
        .filter_map(|(at, row)| match &row.cells[column] {
            Cell::Share {
                numerator,
                denominator,
            } => Some((at, *numerator, denominator - numerator)),
            Cell::Missing
            | Cell::Label(_)
            | Cell::Count(_)
            | Cell::Number(_)
            | Cell::Fraction(_)
            | Cell::Difference(_) => None,
        })
        .collect();
    let with: Vec<u64> = groups.iter().map(|(_, with, _)| *with).collect();
    let without: Vec<u64> = groups.iter().map(|(_, _, without)| *without).collect();
    let (by_with, whole_with) = parts(&with, rules);
    let (by_without, whole_without) = parts(&without, rules);
    for (place, (at, ..)) in groups.iter().enumerate() {
        shown[*at][column] &= by_with[place] && by_without[place];
    }
    let hidden = |shown: &[Vec<bool>]| groups.iter().filter(|(at, ..)| !shown[*at][column]).count();
    // One that is hidden alone, for whatever reason, is what the others leave.
    if hidden(shown) == 1 {
        let open = groups.iter().filter(|(at, ..)| shown[*at][column]);
        if let Some((at, ..)) = open.min_by_key(|(_, with, without)| with + without) {
            shown[*at][column] = false;
        }
    }
    // Sums of some groups, and where nothing is enough the sum of all, go too.
    let last = table.rows.iter().rposition(|row| row.role == Role::Total);
    let enough = whole_with && whole_without && hidden(shown) != 1;
    for (at, row) in table.rows.iter().enumerate() {
        let hides = match row.role {
            Role::Total if Some(at) == last => !enough,
            Role::Subtotal | Role::Total => hidden(shown) > 0,
            Role::Group | Role::Unplaced | Role::Spread => false,
        };
        if hides {
            shown[at][column] = false;
        }
    }
}

/// Lines over time: a line that has estimated shares is hidden where one of its counts is
/// small, or differs from that of the last line shown by a small number.
fn over_time(table: &Table, shown: &mut [Vec<bool>], rules: Rules) {
    let small = |count: u64| (1..rules.min_cell).contains(&count);
    let mut last: Option<Vec<u64>> = None;
    for (at, row) in table.rows.iter().enumerate() {
        if !row
            .cells
            .iter()
            .any(|cell| matches!(cell, Cell::Fraction(_)))
        {
            continue;
        }
        // The first count is the time itself.
        let counts = row.cells.iter().skip(1).filter_map(|cell| match cell {
            Cell::Count(count) => Some(*count),
            Cell::Missing
            | Cell::Label(_)
            | Cell::Number(_)
            | Cell::Share { .. }
            | Cell::Fraction(_)
            | Cell::Difference(_) => None,
        });
        let counts: Vec<u64> = counts.collect();
        let few = counts.iter().any(|count| small(*count))
            || counts.iter().sum::<u64>() < rules.percent_from;
        let near = last.as_ref().is_some_and(|last| {
            let pairs = last.iter().zip(&counts);
            pairs.clone().any(|(a, b)| small(a.abs_diff(*b)))
        });
        if few || near {
            shown[at].fill(false);
        } else {
            last = Some(counts);
        }
    }
}

/// The shares that are given, by the line's labels and the number of cases.
#[derive(Default)]
struct Given(BTreeMap<(Vec<String>, u64), Vec<u64>>);

impl Given {
    /// Hides a share that differs from one given for the same cases by a small number of them,
    /// or is what such a one leaves.
    fn keep_apart(&mut self, table: &Table, shown: &mut [Vec<bool>], rules: Rules) {
        let small = |count: u64| (1..rules.min_cell).contains(&count);
        for (at, row) in table.rows.iter().enumerate() {
            let labels: Vec<String> = row.cells.iter().filter_map(label).collect();
            for (column, cell) in row.cells.iter().enumerate() {
                let Cell::Share {
                    numerator,
                    denominator,
                } = cell
                else {
                    continue;
                };
                if !shown[at][column] {
                    continue;
                }
                // The same cases may stand under other words; of one number they may be all.
                let key = (labels.clone(), *denominator);
                let known = self.0.entry(key).or_default();
                let near = |other: &u64| {
                    small(numerator.abs_diff(*other))
                        || small((numerator + other).abs_diff(*denominator))
                };
                if known.iter().any(near) {
                    shown[at][column] = false;
                } else {
                    known.push(*numerator);
                }
            }
        }
    }
}

fn label(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Label(text) => Some(text.sv.clone()),
        Cell::Missing
        | Cell::Count(_)
        | Cell::Number(_)
        | Cell::Share { .. }
        | Cell::Fraction(_)
        | Cell::Difference(_) => None,
    }
}

/// A line's figures. Counts and days are for all cases together.
fn figures(table: &Table, row: &Row, shown: &[bool], rules: Rules) -> Vec<Figure> {
    let over_time = row
        .cells
        .iter()
        .any(|cell| matches!(cell, Cell::Fraction(_)));
    let cases = row.cells.iter().filter_map(|cell| match cell {
        Cell::Count(count) => Some(*count),
        Cell::Share { denominator, .. } => Some(*denominator),
        Cell::Missing
        | Cell::Label(_)
        | Cell::Number(_)
        | Cell::Fraction(_)
        | Cell::Difference(_) => None,
    });
    let cases = cases.max().filter(|_| row.role == Role::Total).unwrap_or(0);
    let enough = cases >= rules.percent_from.max(10);
    let many = cases >= 10 * rules.percent_from.max(10);
    row.cells
        .iter()
        .zip(shown)
        .enumerate()
        .map(|(column, (cell, shown))| match cell {
            Cell::Missing => Figure::Missing,
            Cell::Label(text) => Figure::Label(text.clone()),
            // The time of a line over time.
            Cell::Count(count) if over_time && column == 0 => Figure::Whole(*count),
            Cell::Count(count) if enough && *count >= rules.min_cell.max(10) => {
                Figure::About((count + 5) / 10 * 10)
            }
            Cell::Number(number) if many && table.columns[column].unit != Unit::Any => {
                Figure::Whole(rounded(*number))
            }
            Cell::Share { .. } | Cell::Fraction(_) if *shown => {
                Figure::Percent(rounded(100.0 * cell.value().unwrap_or_default()))
            }
            Cell::Count(_)
            | Cell::Number(_)
            | Cell::Share { .. }
            | Cell::Fraction(_)
            | Cell::Difference(_) => Figure::Hidden,
        })
        .collect()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares and days are never negative and small"
)]
fn rounded(number: f64) -> u64 {
    number.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Head;
    use crate::template::indicator::Format;

    const RULES: Rules = Rules {
        min_cell: 5,
        percent_from: 10,
    };

    fn table(shares: &[&[(u64, u64)]]) -> Table {
        let head = |id: &str, unit| Head {
            id: id.to_owned(),
            title: Text::same(id),
            short: Text::same(id),
            aliases: Vec::new(),
            unit,
            format: Format::Usual,
            blank_zero: false,
        };
        let width = shares[0].len();
        let mut columns = vec![head("label", Unit::Label)];
        columns.extend((0..width).map(|_| head("share", Unit::Share)));
        let row = |(at, cells): (usize, &&[(u64, u64)])| {
            let last = at + 1 == shares.len();
            let mut line = vec![Cell::label(format!("{at}"))];
            line.extend(cells.iter().map(|(part, of)| Cell::share(*part, *of)));
            Row {
                role: if last { Role::Total } else { Role::Group },
                aliases: Vec::new(),
                cells: line,
            }
        };
        let day = Date::constant(2009, 9, 30);
        Table {
            id: "one".to_owned(),
            title: Text::same("one"),
            note: Text::default(),
            detail: false,
            period: (day, day),
            columns,
            rows: shares.iter().enumerate().map(row).collect(),
        }
    }

    fn column(open: &Open, at: usize) -> Vec<Figure> {
        open.rows
            .iter()
            .map(|(_, figures)| figures[at].clone())
            .collect()
    }

    /// 3 of 40 is small, so the office is hidden; alone it would be what the others leave of
    /// the whole, so the next smallest goes too.
    #[test]
    fn a_small_group_takes_another_with_it() {
        let open = registers(
            &[table(&[
                &[(30, 60)],
                &[(3, 40)],
                &[(70, 100)],
                &[(103, 200)],
            ])],
            RULES,
        );
        let found = column(&open[0], 1);
        assert_eq!(found[1], Figure::Hidden);
        assert_eq!(found.iter().filter(|f| **f == Figure::Hidden).count(), 2);
        assert_eq!(found[3], Figure::Percent(52));
    }

    /// 40 and 41 of the same 100: the one whom the definition moves could be told.
    #[test]
    fn two_definitions_that_differ_by_one_person_are_not_both_given() {
        let open = registers(&[table(&[&[(40, 100), (41, 100), (59, 100)]])], RULES);
        let of = |at| column(&open[0], at)[0].clone();
        assert_eq!(of(1), Figure::Percent(40));
        assert_eq!(of(2), Figure::Hidden);
        // 59 is what 41 leaves, and so one from what 40 leaves.
        assert_eq!(of(3), Figure::Hidden);
    }

    #[test]
    fn all_none_and_few_are_not_shown() {
        for (part, of) in [(0, 50), (50, 50), (4, 9), (46, 50)] {
            let open = registers(&[table(&[&[(part, of)]])], RULES);
            assert_eq!(column(&open[0], 1), [Figure::Hidden], "{part} of {of}");
            assert!(!open[0].says_something());
        }
    }
}
