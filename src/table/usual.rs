//! Rows that are data at a glance, as nearly all of a register are: four cells or more are
//! filled, the first does not begin as a total does, and where rows have a value and the header a
//! word there is a value. Nothing that tells a row of data from another can be true of such a
//! row, so that none of it need be asked.

use crate::table::again::Again;
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::totals;

/// So many filled cells are no note, no count, no remark and no subtotal.
const FILLED: usize = totals::MOST_FILLED + 1;

/// The column that most often held a value, where no header has one; `profile` has filled cells
/// and values among them for each column.
pub(super) fn telling(profile: &[(u64, u64)], again: &Again) -> Option<usize> {
    let columns = profile.iter().enumerate();
    columns
        .filter(|(at, (filled, values))| values * 2 > *filled && !again.begins_with_digit(*at))
        .max_by_key(|(at, (_, values))| (*values, std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// Whether a row of a wide table is data at a glance, by the column that tells.
pub(super) fn is_usual(cells: &Cells<'_>, telling: usize) -> bool {
    let mut filled = 0;
    for column in 0..cells.len() {
        if cells.is_blank(column) {
            continue;
        }
        filled += 1;
        if filled == 1 && may_begin_totals(cells, column) {
            return false;
        }
        if filled == FILLED {
            return match cells.bytes(telling) {
                Some(bytes) => is_number_first(bytes),
                None => cells.get(telling).as_ref().is_some_and(is_plain_value),
            };
        }
    }
    false
}

fn may_begin_totals(cells: &Cells<'_>, column: usize) -> bool {
    // Nearly every first cell is a number.
    let is_digit = |bytes: &[u8]| bytes.first().is_some_and(u8::is_ascii_digit);
    !cells.bytes(column).is_some_and(is_digit) && totals::may_begin(&cells.at(column))
}

/// At least half of the bytes are digits in front.
fn is_number_first(bytes: &[u8]) -> bool {
    let begins = |bytes: &[u8; 8]| bytes.iter().all(u8::is_ascii_digit);
    if bytes.len() <= 16 && bytes.first_chunk().is_some_and(begins) {
        return true;
    }
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    digits > 0 && digits * 2 >= bytes.len()
}

/// A value that no header can be: at least half of its signs are digits in front.
fn is_plain_value(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => is_number_first(text.as_bytes()),
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) => true,
        Cell::Empty | Cell::Bool(_) | Cell::Error(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::table::header;
    use crate::table::layout::Layout;
    use crate::table::source::{Odd, Sink as _};
    use crate::table::{Description, Kind};

    fn again(headers: &[&str]) -> Again {
        Again::new(headers.iter().map(|text| vec![(*text).to_owned()]))
    }

    #[test]
    fn the_column_with_most_values_tells() {
        let headers = again(&["Namn", "Personnr", "2009", "Datum"]);
        let profile = [(9, 0), (9, 8), (9, 9), (9, 8)];
        assert_eq!(telling(&profile, &headers), Some(1));
        assert_eq!(telling(&[(9, 4), (9, 2), (9, 9), (0, 0)], &headers), None);
    }

    /// Whatever a row of data at a glance holds, it is none of the rows that are not data.
    #[test]
    fn nothing_else_is_data_at_a_glance() {
        let texts = [
            "",
            " ",
            "-",
            "---",
            "***",
            "Personnr",
            "personnr ",
            "Datum",
            "Summa",
            " totalt",
            "Delsumma",
            "7",
            "12",
            "2009",
            "2009-05-04",
            "19901210-2399",
            "9012102399",
            "12 st",
            "1A2B3C",
            "12ABCD",
            "Antal: 5",
            "s:a",
            "heltal",
            "\u{feff}Personnr",
            "4%",
            "%",
        ];
        let headers = again(&["Personnr", "Datum", "Kod", "7"]);
        let mut usual = 0;
        for at in 0..texts.len().pow(4) {
            let text = |power: u32| texts[at / texts.len().pow(power) % texts.len()];
            let row = [text(0), text(1), text(2), text(3)];
            let cells = row.map(cell);
            for telling in 0..3 {
                if !is_usual(&Cells::from(&cells[..]), telling) {
                    continue;
                }
                usual += 1;
                assert!(header::is_value(&cells[telling]), "{row:?}");
                assert!(!headers.is_in(&cells), "{row:?}");
                assert!(!totals::is_rule(&cells, false), "{row:?}");
                assert!(!totals::is_totals(&cells), "{row:?}");
                assert!(!totals::is_subtotal(&cells), "{row:?}");
                assert!(cells.iter().filter(|cell| !cell.is_blank()).count() > 3);
            }
        }
        assert!(usual > 100_000, "{usual}");
    }

    fn cell(text: &str) -> Cell<'_> {
        match text {
            "" => Cell::Empty,
            text => Cell::Text(text.into()),
        }
    }

    const MANY: u64 = 201;
    const HEADERS: [&str; 4] = ["Personnr", "Namn", "Datum", "Ort"];

    /// What reading rows by their numbers gives and tells, with data known at a glance or not.
    fn read(rows: &[(u64, Vec<&str>)], telling: Option<usize>) -> String {
        let (description, again) = (Description::made_up(Kind::Csv, &HEADERS), again(&HEADERS));
        let mut given = String::new();
        let mut each = |row: &crate::table::Row<'_>| {
            let cells: Vec<String> = row.cells.iter().map(|c| c.text().into_owned()).collect();
            given.push_str(&format!("{} {cells:?}\n", row.number));
            Ok(())
        };
        let mut layout = Layout::new(&description, &[], &again, None, &mut each);
        // As many as it takes to know which columns hold values.
        let first = ["199012102399", "A", "2009-05-04", "Kista"].map(cell);
        for number in 2..=MANY {
            layout.row(number, 1, Cells::from(&first[..])).unwrap();
        }
        assert_eq!(layout.telling, Some(0));
        layout.telling = telling;
        for (number, texts) in rows {
            let cells: Vec<Cell<'_>> = texts.iter().map(|text| cell(text)).collect();
            layout
                .row(*number, 1, Cells::from(cells.as_slice()))
                .unwrap();
            if texts.len() > 4 {
                layout.odd(Odd::StrayMark, *number, None);
            }
        }
        layout.finish();
        let counts = [
            layout.rows,
            layout.blank,
            layout.totals,
            layout.notes,
            layout.headers_again,
            layout.marks,
            layout.outside,
            layout.below.unwrap_or(0),
        ];
        let problems = format!("{:?}", layout.problems);
        format!("{given}{counts:?}\n{problems}")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Rows of data between all that is none, in any order, apart or not: with the glance
        /// and without it the reading is the same.
        #[test]
        fn a_glance_changes_nothing(rows in prop::collection::vec((0_u64..2, 0_usize..24, 0_usize..6), 1..24)) {
            let mut number = MANY;
            let rows: Vec<(u64, Vec<&str>)> = rows
                .into_iter()
                .map(|(gap, kind, other)| {
                    number += 1 + gap * u64::from(other < 2);
                    let ort = ["Kista", "", "Farsta", "Totalt", "Datum", "12"][other];
                    (number, match kind {
                        0 => HEADERS.to_vec(),
                        1 => vec!["PERSONNR", "namn", "", "Ort"],
                        2 => vec!["---", "---", "---", "---"],
                        3 => vec!["Summa", "", "12", ""],
                        4 => vec!["Totalt", "7", "12", "2009"],
                        5 => vec!["", "Anm: en not", "", ""],
                        6 => vec!["1", "2", "3", "4"],
                        7 => vec!["text", "text", "datum", "text"],
                        8 => vec!["Kön", "Ålder", "Antal", "Andel"],
                        9 => vec!["", "", "", "", "x"],
                        10 => vec!["Antal rader: 3"],
                        11 => vec!["9012102399", "A", "2009-05-04", ort, "", "x"],
                        12 => vec!["9012102399", "A"],
                        13 => vec!["Skyddad", "A", "2009-05-04", ort],
                        14 => vec!["", "", "2009-05-04", ort],
                        _ => vec!["199012102399", "A", "2009-05-04", ort],
                    })
                })
                .collect();
            let slowly = read(&rows, None);
            prop_assert_eq!(&read(&rows, Some(0)), &slowly);
            prop_assert_eq!(&read(&rows, Some(2)), &slowly);
        }
    }
}
