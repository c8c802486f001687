//! Problems in the data, told on stderr: what, how often, and the first places.

use serde::Serialize;
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Place, ProblemKind, Problems, is_grave};

use super::exit::Exit;
use super::output;

/// How many rows are shown on the terminal.
const SHOWN: usize = 5;

/// What programs get.
#[derive(Serialize)]
pub(crate) struct Machine {
    code: &'static str,
    count: u64,
    places: Vec<Place>,
}

/// The problems for programs.
pub(crate) fn machine(problems: &Problems) -> Vec<Machine> {
    problems
        .iter()
        .map(|(code, kind)| Machine {
            code,
            count: kind.count,
            places: kind.places.clone(),
        })
        .collect()
}

/// Tells the problems, first those that may leave people out of the frame; with `strict` they
/// make the verdict negative.
pub(crate) fn tell(problems: &Problems, lang: Lang, strict: bool) -> Exit {
    for (code, kind) in problems.gravest_first() {
        let word = match (lang, is_grave(code)) {
            (Lang::Sv, true) => "varning",
            (Lang::Sv, false) => "obs",
            (Lang::En, true) => "warning",
            (Lang::En, false) => "note",
        };
        let times = match lang {
            Lang::Sv => "gånger",
            Lang::En => "times",
        };
        let times = if kind.count > 1 {
            format!(" ({} {times})", whole(lang, kind.count))
        } else {
            String::new()
        };
        // Under --strict the problems are the verdict, which is told also when all else is quiet.
        let tell = if strict {
            output::verdict
        } else {
            output::note
        };
        tell(&format!("{word}: {}{times} [{code}]", kind.what.get(lang)));
        tell(&format!("  {}", places(kind, lang)));
    }
    if strict && !problems.is_empty() {
        Exit::Negative
    } else {
        Exit::Done
    }
}

/// Where a problem was seen. Rows of several files or sheets are told apart.
fn places(kind: &ProblemKind, lang: Lang) -> String {
    let kept = u64::try_from(kind.places.len()).unwrap_or(u64::MAX);
    let and_more = kind.count > kept;
    let stands_in = |place: &Place| (place.file.clone(), place.sheet.clone());
    let tables = different(kind.places.iter().map(stands_in));
    if tables.len() < 2 || kind.places.iter().all(|place| place.row.is_none()) {
        let all: Vec<&Place> = kind.places.iter().collect();
        return of_one_table(&all, and_more, lang);
    }
    let of_table = |table: &(String, Option<String>)| {
        let own = kind
            .places
            .iter()
            .filter(|place| stands_in(place) == *table);
        of_one_table(&own.collect::<Vec<_>>(), false, lang)
    };
    let shown: Vec<String> = tables.iter().take(SHOWN).map(of_table).collect();
    let more = if and_more || tables.len() > SHOWN {
        " …"
    } else {
        ""
    };
    format!("{}{more}", shown.join("; "))
}

/// The file and what else all places share, then the first rows.
fn of_one_table(places: &[&Place], and_more: bool, lang: Lang) -> String {
    let Some(first) = places.first() else {
        return String::new();
    };
    let shared = |same: fn(&Place, &Place) -> bool| places.iter().all(|p| same(p, first));
    let mut place = Place::file(&first.file);
    if shared(|a, b| a.sheet == b.sheet) {
        place.sheet.clone_from(&first.sheet);
    }
    if shared(|a, b| a.column == b.column) {
        place.column.clone_from(&first.column);
    }
    let mut place = place.in_words(lang);
    let (of_columns, of_one_row, of_rows) = match lang {
        Lang::Sv => ("kolumnerna", "rad", "raderna"),
        Lang::En => ("columns", "row", "rows"),
    };
    let columns = different(places.iter().filter_map(|place| place.column.clone()));
    if columns.len() > 1 {
        place = format!(
            "{place}, {of_columns} {}",
            first_few(&columns, SHOWN, false)
        );
    }
    // A row counts once, however many of its columns are meant.
    let rows = different(places.iter().filter_map(|place| place.row));
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    let word = match rows.len() {
        0 => return place,
        1 => of_one_row,
        _ => of_rows,
    };
    format!("{place}, {word} {}", first_few(&rows, SHOWN, and_more))
}

/// Each once, in the order they were met.
pub(crate) fn different<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut met = Vec::new();
    for one in all {
        if !met.contains(&one) {
            met.push(one);
        }
    }
    met
}

/// The first of them, and whether there are more.
pub(crate) fn first_few(all: &[String], most: usize, and_more: bool) -> String {
    let shown = all.len().min(most);
    let more = if and_more || all.len() > shown {
        " …"
    } else {
        ""
    };
    format!("{}{more}", all[..shown].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stickprov::lang::Text;
    use stickprov::problem::Problem;

    fn told(lang: Lang, places: &[(u64, &str)]) -> String {
        let mut problems = Problems::new();
        for (row, column) in places {
            problems.add(Problem {
                code: "unknown-code",
                what: Text::same("odd"),
                place: Place::file("a.csv")
                    .at_row(*row)
                    .at_column((*column).to_owned()),
            });
        }
        let (_, kind) = problems.iter().next().unwrap();
        super::places(kind, lang)
    }

    /// What shares a column says it once; a row with two odd cells is one row.
    #[test]
    fn rows_stand_once_and_columns_have_names() {
        assert_eq!(
            told(Lang::Sv, &[(2, "Grupp"), (4, "Grupp")]),
            "a.csv, kolumn Grupp, raderna 2, 4"
        );
        assert_eq!(
            told(Lang::En, &[(2, "Grupp"), (2, "Orsak")]),
            "a.csv, columns Grupp, Orsak, row 2"
        );
        let many: Vec<(u64, &str)> = (2..30).flat_map(|row| [(row, "A"), (row, "B")]).collect();
        assert_eq!(
            told(Lang::Sv, &many),
            "a.csv, kolumnerna A, B, raderna 2, 3, 4, 5, 6 …"
        );
    }

    /// A row number says nothing without the sheet that it is of.
    #[test]
    fn rows_of_two_sheets_are_told_apart() {
        let mut problems = Problems::new();
        for (sheet, row) in [("Farsta", 3), ("Kista", 3), ("Kista", 5)] {
            problems.add(Problem {
                code: "no-identity",
                what: Text::same("odd"),
                place: Place::file("a.xlsx").in_sheet(sheet).at_row(row),
            });
        }
        let (_, kind) = problems.iter().next().unwrap();
        assert_eq!(
            places(kind, Lang::Sv),
            "a.xlsx, blad Farsta, rad 3; a.xlsx, blad Kista, raderna 3, 5"
        );
    }
}
