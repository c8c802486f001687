//! Bilaga 4 (Stadsrevisionen nr 4/2010) from the example's register: every cell as printed,
//! agreement with the published spreadsheet, and the difference once a row is gone.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The figures as printed; the origin stands in the first line.
const PRINTED: &str = include_str!("../../testdata/authority/bilaga-4.csv");

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bilaga-4")
}

fn run(folder: &Path, words: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_stickprov"))
        .arg("-C")
        .arg(folder)
        .args(["--lang", "sv"])
        .args(words)
        .output()
        .expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    let status = output.status.code().expect("it ended by itself");
    assert!(status < 2, "{words:?}: {errors}");
    (String::from_utf8(output.stdout).expect("UTF-8"), status)
}

/// The tables of the file: lines of cells, without the origin.
fn printed() -> Vec<Vec<Vec<&'static str>>> {
    let tables = PRINTED.split_once('\n').expect("an origin").1.split("\n\n");
    let lines = |table: &'static str| {
        let lines = table.trim().lines();
        lines.map(|line| line.split(';').collect()).collect()
    };
    tables.map(lines).collect()
}

/// A Markdown table as lines of cells.
fn tables_of(markdown: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        if !line.starts_with('|') {
            inside = false;
            continue;
        }
        if line.starts_with("|---") {
            continue;
        }
        if !inside {
            tables.push(Vec::new());
            inside = true;
        }
        let cells = line.trim_matches('|').split('|');
        let cells = cells.map(|cell| cell.trim().to_owned()).collect();
        tables.last_mut().expect("one was begun").push(cells);
    }
    tables
}

const BOTH: [&str; 2] = ["bilaga-4-grupp", "bilaga-4-jobbtorg"];

#[test]
fn every_cell_is_as_printed() {
    let words = ["indicators", BOTH[0], BOTH[1], "--format", "md"];
    let (shown, _) = run(&example(), &words);
    let tables = tables_of(&shown);
    let printed = printed();
    let sizes: Vec<(usize, usize)> = printed.iter().map(|t| (t.len(), t[0].len())).collect();
    assert_eq!(
        sizes,
        [(5, 11), (10, 12)],
        "rows and columns of the two tables"
    );
    for (table, printed) in tables.iter().zip(&printed) {
        assert_eq!(table[1..], printed[1..], "{:?}", printed[0]);
    }
}

/// The same as numbers: counts are whole, percentages are fractions that round as printed.
#[test]
fn programs_get_numbers() {
    let words = ["indicators", BOTH[0], BOTH[1], "--format", "json"];
    let (text, _) = run(&example(), &words);
    let json: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["schema"], "stickprov/indicators/1");
    for (at, printed) in printed().iter().enumerate() {
        let indicator = &json["indicators"][at];
        assert_eq!(indicator["id"], BOTH[at]);
        let rows = indicator["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), printed.len() - 1);
        for (row, printed) in rows.iter().zip(&printed[1..]) {
            for (cell, printed) in row.as_array().expect("cells").iter().zip(printed) {
                match printed.strip_suffix('%') {
                    Some(percent) => {
                        let share = cell.as_f64().expect("a number") * 100.0;
                        let wanted: f64 = percent.replace(',', ".").parse().expect("a number");
                        assert!((share - wanted).abs() <= 0.05 + 1e-9, "{share} {printed}");
                    }
                    None if printed.is_empty() => assert_eq!(*cell, 0),
                    None => match printed.parse::<u64>() {
                        Ok(count) => assert_eq!(*cell, count),
                        Err(_) => assert_eq!(*cell, **printed),
                    },
                }
            }
        }
    }
}

fn controls(folder: &Path, command: &str) -> Vec<Value> {
    let (text, _) = run(folder, &[command, "--format", "json"]);
    let json: Value = serde_json::from_str(&text).expect("JSON");
    json["control_totals"].as_array().expect("controls").clone()
}

/// The published spreadsheet has 4 lines of 10 figures and 9 lines of 11.
#[test]
fn the_register_agrees_with_the_published_spreadsheet() {
    for command in ["frame", "indicators"] {
        let controls = controls(&example(), command);
        let seen: Vec<(&Value, &Value, &Value)> = controls
            .iter()
            .map(|c| (&c["indicator"], &c["compared"], &c["agrees"]))
            .collect();
        let (first, second): (Value, Value) = (40.into(), 99.into());
        let wanted = [
            (&Value::from(BOTH[0]), &first, &Value::Bool(true)),
            (&Value::from(BOTH[1]), &second, &Value::Bool(true)),
        ];
        assert_eq!(seen, wanted, "{command}");
    }
}

/// The example with its register as CSV, one row gone.
fn without_one(gone: impl Fn(&[&str]) -> bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = example();
    std::fs::copy(
        from.join("bilaga-4.xlsx"),
        folder.path().join("bilaga-4.xlsx"),
    )
    .expect("a copy");
    let plan = std::fs::read_to_string(from.join("granskning.toml")).expect("a plan");
    let plan = plan.replace("register/flai.xlsx", "flai.csv");
    std::fs::write(folder.path().join("granskning.toml"), plan).expect("a plan");
    let (csv, _) = run(&from, &["inspect", "register/flai.xlsx", "--to", "csv"]);
    let mut lines = csv.lines();
    let head = lines.next().expect("a header");
    let mut text = format!("{head}\n");
    let mut left_out = 0;
    for line in lines {
        // A cell with a comma is quoted; those looked at stand before any such.
        let cells: Vec<&str> = line.split(',').collect();
        if left_out == 0 && gone(&cells) {
            left_out = 1;
            continue;
        }
        text.push_str(line);
        text.push('\n');
    }
    assert_eq!(left_out, 1);
    std::fs::write(folder.path().join("flai.csv"), text).expect("a register");
    folder
}

/// A person in Vällingby who was closed to work in the period is gone: one fewer in that
/// line and in all, in the columns of the enrolled, the closed and work, and the shares that
/// no longer round as printed.
#[test]
fn after_a_row_is_gone_the_difference_is_named() {
    let folder = without_one(|cells| {
        let line = cells.join(",");
        // The first of them have an earlier enrolment too.
        let is_late = cells[0].parse().is_ok_and(|number: u32| number > 105_000);
        is_late && line.contains("JS Vällingby") && line.contains(",Arbete,")
    });
    let (text, status) = run(folder.path(), &["indicators", BOTH[1], "--strict"]);
    assert_eq!(status, 1);
    for words in ["JS Vällingby", "1\u{a0}603", "1\u{a0}602", "\u{2212}1"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let controls = controls(folder.path(), "frame");
    let office = &controls[1];
    assert_eq!(office["agrees"], false);
    let differences = office["differences"].as_array().expect("differences");
    let named = |line: &str, column: &str| {
        let of = |d: &&Value| d["line"] == line && d["column"] == column;
        differences.iter().find(of).map(|d| d["difference"].clone())
    };
    for line in ["JS Vällingby", "Samtliga"] {
        for column in [
            "Inskrivna, antal",
            "Avslutade exkl. återremitterade, antal",
            "Arbete",
        ] {
            assert_eq!(named(line, column), Some((-1).into()), "{line} {column}");
        }
    }
    let others = differences
        .iter()
        .filter(|d| d["line"] != "JS Vällingby" && d["line"] != "Samtliga");
    assert_eq!(others.count(), 0, "{differences:?}");
}

/// The printed tables with what people write beside figures: a footnote, brackets, a unit, and
/// one that is no figure. The first has 4 lines of 10.
#[test]
fn what_stands_beside_a_figure_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let from = example();
    let plan = std::fs::read_to_string(from.join("granskning.toml")).expect("a plan");
    let register = from.join("register/flai.xlsx");
    std::fs::create_dir(folder.path().join("register")).expect("a folder");
    std::fs::copy(register, folder.path().join("register/flai.xlsx")).expect("a copy");
    let plan = plan.replace("\"bilaga-4.xlsx\"", "\"bilaga-4.csv\"");
    std::fs::write(folder.path().join("granskning.toml"), plan).expect("a plan");
    let mut table = PRINTED.split_once('\n').expect("an origin").1.to_owned();
    for (printed, written) in [
        (";652;40;", ";652*;(40);"),
        (";2190;", ";2 190 personer;"),
        (";2990;40,6%;", ";ca 2990;40,6 procent;"),
    ] {
        assert_eq!(table.matches(printed).count(), 1, "{printed}");
        table = table.replace(printed, written);
    }
    std::fs::write(folder.path().join("bilaga-4.csv"), table).expect("a table");
    let first = &controls(folder.path(), "frame")[0];
    assert_eq!(first["compared"], 39);
    assert_eq!(first["agrees"], false);
    assert_eq!(first["differences"], Value::Array(Vec::new()));
    let places = |of: &str| -> Vec<(u64, String)> {
        let places = first[of].as_array().expect("places");
        let place = |one: &Value| {
            let column = one["column"].as_str().expect("a column").to_owned();
            (one["row"].as_u64().expect("a row"), column)
        };
        places.iter().map(place).collect()
    };
    let at = |row: u64, column: &str| (row, column.to_owned());
    assert_eq!(
        places("noted"),
        [at(2, "Inskrivna, antal"), at(2, "Återremitterade, antal")]
    );
    let closed = "Avslutade exkl. återremitterade, antal";
    assert_eq!(places("unread"), [at(4, closed)]);
    let (text, status) = run(folder.path(), &["frame", "--strict"]);
    assert_eq!(status, 1);
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    for words in [
        "så långt den kunde läsas: 39 tal är lika",
        "Ett publicerat tal kunde inte läsas och jämfördes inte: bilaga-4.csv, rad 4, kolumn Avslutade",
        "2 publicerade tal lästes utan sina fotnoter eller parenteser: bilaga-4.csv, rad 2, kolumn Inskrivna, antal; rad 2",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
