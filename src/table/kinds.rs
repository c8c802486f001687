//! What the columns of a sheet hold, as its first rows show: a sheet without a header, or with
//! other words in it, may still be the rest of the register that another sheet holds.

use crate::table::cell::Cell;
use crate::table::description::names_a_person;
use crate::table::header::{Head, Header};

/// What most cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    Nothing,
    Person,
    Day,
    Number,
    Words,
}

/// Of every column of a table, what its cells below the header are.
pub(super) fn of(head: &Head, header: &Header) -> Vec<Holds> {
    let last = header.rows.map_or(0, |(_, last)| last);
    let rows = || head.rows.iter().filter(|row| row.number > last);
    (header.columns.clone())
        .map(|column| {
            let cells = rows().filter_map(|row| row.cells.get(column));
            let mut seen: Vec<Holds> = cells.filter(|cell| !cell.is_blank()).map(of_cell).collect();
            seen.sort_unstable();
            let most = seen.chunk_by(PartialEq::eq).max_by_key(|alike| alike.len());
            match most {
                Some(alike) if alike.len() * 2 > seen.len() => alike[0],
                Some(_) => Holds::Words,
                None => Holds::Nothing,
            }
        })
        .collect()
}

fn of_cell(cell: &Cell<'_>) -> Holds {
    if matches!(cell, Cell::Date(_) | Cell::DateTime(_)) {
        return Holds::Day;
    }
    let text = cell.text();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_figure = digits > 0
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-/.,: ".contains(c));
    if is_figure && names_a_person(&text) {
        Holds::Person
    } else if is_figure && matches!(digits, 6 | 8) && !matches!(cell, Cell::Number(_)) {
        Holds::Day
    } else if is_figure {
        Holds::Number
    } else {
        Holds::Words
    }
}

/// Whether two tables have persons in the same column, and of the columns that hold something
/// three in four are of one kind.
pub(super) fn are_alike(ours: &[Holds], theirs: &[Holds]) -> bool {
    let filled = |columns: &[Holds]| {
        let held = columns.iter().filter(|holds| **holds != Holds::Nothing);
        held.count()
    };
    let same = || {
        let pairs = ours.iter().zip(theirs).filter(|(a, b)| a == b);
        pairs
            .map(|(holds, _)| *holds)
            .filter(|holds| *holds != Holds::Nothing)
    };
    let most = filled(ours).max(filled(theirs));
    most > 1 && same().any(|holds| holds == Holds::Person) && same().count() * 4 >= most * 3
}

#[cfg(test)]
mod tests {
    use Holds::{Day, Nothing, Number, Person, Words};

    use super::*;

    #[test]
    fn three_columns_in_four_and_the_persons_are_enough() {
        let ours = [Person, Words, Words, Day];
        assert!(are_alike(&ours, &[Person, Words, Words, Day]));
        assert!(are_alike(&ours, &[Person, Words, Number, Day]));
        assert!(are_alike(&ours, &[Person, Words, Words, Day, Nothing]));
        assert!(!are_alike(&ours, &[Person, Day, Words, Words]));
        assert!(!are_alike(&ours, &[Words, Words, Words, Day]));
        assert!(!are_alike(
            &ours,
            &[Person, Words, Words, Day, Words, Words]
        ));
        assert!(!are_alike(&[Person], &[Person]));
    }

    #[test]
    fn cells_are_told_apart() {
        let text = |text: &'static str| of_cell(&Cell::Text(text.into()));
        for (cell, holds) in [
            ("19901210-2399", Person),
            ("901210-2399", Person),
            ("2009-05-04", Day),
            ("090504", Day),
            ("12,5", Number),
            ("JS Farsta", Words),
            ("901210-T239", Words),
            ("-", Words),
        ] {
            assert_eq!(text(cell), holds, "{cell}");
        }
        assert_eq!(of_cell(&Cell::Number(199_012_102_399.0)), Person);
        assert_eq!(of_cell(&Cell::Number(20_090_504.0)), Number);
    }
}
