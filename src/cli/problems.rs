//! Problems in the data, told on stderr: what, how often, and the first places.

use serde::Serialize;
use stickprov::lang::{Lang, whole};
use stickprov::problem::{Place, ProblemKind, Problems};

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

/// Tells the problems; with `strict` they make the verdict negative.
pub(crate) fn tell(problems: &Problems, lang: Lang, strict: bool) -> Exit {
    for (code, kind) in problems.iter() {
        let (word, times) = match lang {
            Lang::Sv => ("obs", "gånger"),
            Lang::En => ("note", "times"),
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

/// Where a problem was seen: the file and what else all its places share, then the first rows.
fn places(kind: &ProblemKind, lang: Lang) -> String {
    let Some(first) = kind.places.first() else {
        return String::new();
    };
    let shared = |same: fn(&Place, &Place) -> bool| kind.places.iter().all(|p| same(p, first));
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
    let columns = different(kind.places.iter().filter_map(|place| place.column.clone()));
    if columns.len() > 1 {
        place = format!(
            "{place}, {of_columns} {}",
            first_few(&columns, SHOWN, false)
        );
    }
    // A row counts once, however many of its columns are meant.
    let rows = different(kind.places.iter().filter_map(|place| place.row));
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    let word = match rows.len() {
        0 => return place,
        1 => of_one_row,
        _ => of_rows,
    };
    let kept = u64::try_from(kind.places.len()).unwrap_or(u64::MAX);
    format!(
        "{place}, {word} {}",
        first_few(&rows, SHOWN, kind.count > kept)
    )
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
}
