//! The header once more, as page breaks and files joined end to end leave it: also with
//! other capitals and blanks, a mark of the encoding in front, or a header changed here and
//! there. A row that holds a value beside the headers is never one.

use crate::table::cell::{Cell, is_blank};
use crate::table::header;

/// What the header's cells say, column by column, each way it stands in the header's rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Again {
    columns: Vec<Vec<String>>,
    /// How many columns have a header.
    named: usize,
}

impl Again {
    /// Of the texts that each column has in the header's rows.
    pub(super) fn new(columns: impl Iterator<Item = Vec<String>>) -> Self {
        let fold = |texts: Vec<String>| {
            let mut folded: Vec<String> = texts.iter().map(|text| folded(text)).collect();
            folded.retain(|text| !text.is_empty());
            folded.sort();
            folded.dedup();
            folded
        };
        let columns: Vec<Vec<String>> = columns.map(fold).collect();
        let named = columns.iter().filter(|texts| !texts.is_empty()).count();
        Self { columns, named }
    }

    /// Whether what a header of a column says begins with a digit, as a value may.
    pub(super) fn begins_with_digit(&self, column: usize) -> bool {
        let headers = self.columns.get(column).map_or(&[][..], Vec::as_slice);
        headers
            .iter()
            .any(|text| text.starts_with(char::is_numeric))
    }

    /// Whether a row is the header: all that stands in it, or, if the rest is words, most of
    /// what the header has.
    pub(super) fn is_in(&self, cells: &[Cell<'_>]) -> bool {
        if self.named == 0 {
            return false;
        }
        let most_misses = self.named / 4;
        let (mut hits, mut words, mut misses) = (0, 0, 0);
        for (cell, headers) in cells.iter().zip(&self.columns) {
            if cell.is_blank() {
                continue;
            }
            if headers.iter().any(|header| says(cell, header)) {
                hits += 1;
                words += usize::from(!header::is_value(cell));
            } else {
                misses += 1;
                // Every row passes here: the first cells settle nearly all.
                if misses > most_misses || header::is_value(cell) {
                    return false;
                }
            }
        }
        if misses == 0 {
            return hits > 1 || (hits == 1 && (self.named == 1 || words == 1));
        }
        hits > 2 && hits * 4 >= self.named * 3 && words * 2 > hits
    }
}

impl Again {
    /// Whether a row has the header's words and nothing else, most of them under other columns:
    /// another export begins here, whose columns stand in another order.
    pub(super) fn is_in_other_order(&self, cells: &[Cell<'_>]) -> bool {
        let (mut words, mut moved) = (0, 0);
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_blank() {
                continue;
            }
            let is_word = |headers: &Vec<String>| headers.iter().any(|header| says(cell, header));
            if header::is_value(cell) || !self.columns.iter().any(is_word) {
                return false;
            }
            words += 1;
            moved += usize::from(!self.columns.get(column).is_some_and(is_word));
        }
        words > 2 && words * 2 > self.named && moved * 2 > words
    }
}

/// Whether a cell says what a folded header says.
fn says(cell: &Cell<'_>, header: &str) -> bool {
    match cell {
        Cell::Text(text) => is_alike(text, header),
        Cell::Empty => false,
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
            is_alike(&cell.text(), header)
        }
    }
}

/// Whether a text folds to a folded one, without writing the fold down.
fn is_alike(text: &str, header: &str) -> bool {
    if let (Some(first), Some(own)) = (text.bytes().next(), header.bytes().next())
        && first.is_ascii_alphanumeric()
        && first.to_ascii_lowercase() != own
    {
        return false;
    }
    fold(text).eq(header.chars())
}

/// Letters and digits, in lower case; of a header of marks alone, its marks.
fn folded(text: &str) -> String {
    let letters: String = fold(text).collect();
    if letters.is_empty() && !is_blank(text) {
        return text.trim().to_owned();
    }
    letters
}

fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[&str], row: &[&str], expected: bool) {
        let again = Again::new(headers.iter().map(|text| vec![(*text).to_owned()]));
        let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::Text((*text).into())).collect();
        assert_eq!(again.is_in(&cells), expected, "{row:?}");
    }

    #[test]
    fn a_header_comes_again_in_many_shapes() {
        let headers = ["Personnr", "Namn", "Kön", "Jobbtorg"];
        check(&headers, &["Personnr", "Namn", "Kön", "Jobbtorg"], true);
        check(&headers, &["PERSONNR", " namn ", "KÖN", "Jobb-torg"], true);
        check(
            &headers,
            &["\u{feff}Personnr", "Namn", "Kön", "Jobbtorg"],
            true,
        );
        check(
            &headers,
            &["\u{c}Personnr", "Namn\u{200b}", "Kön", ""],
            true,
        );
        check(&headers, &["Personnummer", "Namn", "Kön", "Jobbtorg"], true);
    }

    #[test]
    fn a_row_with_a_value_is_no_header() {
        let headers = ["Personnr", "Namn", "Kön", "Jobbtorg"];
        for held in ["199012102399", "2009-05-04", "7"] {
            check(&headers, &[held, "Namn", "Kön", "Jobbtorg"], false);
        }
        check(
            &headers,
            &["Personnummer", "Namnet", "Kön", "Jobbtorg"],
            false,
        );
        check(&headers, &["", "", "", ""], false);
        check(
            &["2007", "2008", "2009", "Andel"],
            &["2007", "2008", "2009", "Alla"],
            false,
        );
    }
}
