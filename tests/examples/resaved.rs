//! `verify` on exports that were saved anew: shuffled and in another format the draw is
//! identical; after one person's office was changed it is told, whoever it was.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _};
use rust_xlsxwriter::Workbook;

use super::folders::{Copy, PLAN, copy_of, edit};
use super::program::run;

type Rows = Vec<Vec<String>>;

/// The rows of `register/flai.xlsx` from its header on, as text; the last two are the total
/// and the note.
fn enrolments(audit: &Path) -> Rows {
    let path = audit.join("register/flai.xlsx");
    let mut book = calamine::open_workbook_auto(path).unwrap();
    let (_, range) = book.worksheets().remove(0);
    let shown = |cell: &Data| {
        if let Data::DateTime(moment) = cell {
            // Whole days from 1899-12-30, as Excel counts them.
            let days: i64 = moment.as_f64().round().to_string().parse().unwrap();
            (jiff::civil::date(1899, 12, 30) + jiff::Span::new().days(days)).to_string()
        } else {
            cell.to_string()
        }
    };
    let rows = range.rows().map(|row| row.iter().map(shown).collect());
    let mut rows: Rows = rows.collect();
    let header = rows.iter().position(|row| row[0] == "AspirantID").unwrap();
    rows.drain(..header);
    let total = rows.iter().position(|row| row[0] == "Samtliga").unwrap();
    rows.truncate(total);
    rows
}

/// The rows in another order, the columns too.
fn shuffled(rows: &Rows) -> Rows {
    let mut mixed = rows.clone();
    mixed[1..].reverse();
    let third = mixed.len() / 3;
    mixed[1..].rotate_left(third);
    for row in &mut mixed {
        row.reverse();
        row.rotate_left(5);
    }
    mixed
}

/// An audit whose unit register is the given rows as a text file in UTF-16, as Excel saves
/// "Unicode text".
fn with_enrolments(rows: &Rows) -> Copy {
    let audit = copy_of("jobbtorg-2009");
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t") + "\r\n").collect();
    let units = lines.concat();
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(units.encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(audit.path.join("register/flai.txt"), bytes).unwrap();
    fs::remove_file(audit.path.join("register/flai.xlsx")).unwrap();
    edit(
        &audit.path.join(PLAN),
        "register/flai.xlsx",
        "register/flai.txt",
    );
    audit
}

#[test]
fn shuffled_and_in_another_format_it_is_identical() {
    let rows = enrolments(&copy_of("jobbtorg-2009").path);
    let audit = with_enrolments(&shuffled(&rows));
    // The other register becomes a workbook.
    let old = audit.path.join("register/paraplyet.csv");
    let bytes = fs::read(&old).unwrap();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines().rev().take(400).chain(text.lines().take(1))) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(audit.path.join("register/paraplyet.xlsx"))
        .unwrap();
    for lang in ["sv", "en"] {
        let ran = run(&audit.path, &format!("verify --lang {lang}"));
        assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
        let word = if lang == "sv" {
            "Identiskt"
        } else {
            "Identical"
        };
        assert!(ran.stdout.contains(word), "{}", ran.stdout);
        // That the file is another is said.
        let other = if lang == "sv" {
            "Filen för flai"
        } else {
            "flai"
        };
        assert!(ran.stdout.contains(other), "{}", ran.stdout);
    }
}

/// Somebody who was drawn, then somebody who was not, is moved to an office out of scope, and
/// to another board: what differs is told, with exit status 1.
#[test]
fn a_changed_office_is_told() {
    let audit = copy_of("jobbtorg-2009");
    let rows = enrolments(&audit.path);
    let column = |title: &str| rows[0].iter().position(|cell| cell == title).unwrap();
    let (person, office, board, day) = (
        column("Personnr"),
        column("Jobbtorg"),
        column("SDN"),
        column("Inskrivningsdatum"),
    );
    let key = fs::read_to_string(audit.path.join("urval/nyckel.csv")).unwrap();
    let keys: Vec<(&str, &str)> = key
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split(',');
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    let drawn: BTreeSet<&str> = keys.iter().map(|(_, key)| *key).collect();
    let in_scope = |row: &Vec<String>| {
        row[office] == "JS Farsta"
            && row[board] == "Enskede-Årsta-Vantör"
            && ("2009-05-04"..="2009-05-08").contains(&row[day].as_str())
            && row.iter().any(|cell| cell == "Övrig, över 24 år")
    };
    let digits = |text: &str| text.replace('-', "");
    let of = |was_drawn: bool| {
        let found = rows.iter().position(|row| {
            in_scope(row) && drawn.contains(digits(&row[person]).as_str()) == was_drawn
        });
        found.unwrap()
    };
    for was_drawn in [true, false] {
        for (column, value) in [(office, "JS Vårberg"), (board, "Södermalm")] {
            let at = of(was_drawn);
            let mut changed = rows.clone();
            value.clone_into(&mut changed[at][column]);
            let audit = with_enrolments(&changed);
            let ran = run(&audit.path, "verify --format json");
            assert_eq!(ran.status, 1, "{}\n{}", ran.stdout, ran.stderr);
            let said: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
            assert_eq!(said["identical"], false);
            let differences = said["differences"].as_array().unwrap();
            // The stratum lost one of its people.
            let stratum = "Övrig, över 24 år / Enskede-Årsta-Vantör";
            assert!(
                differences
                    .iter()
                    .any(|one| one["what"] == "population" && one["stratum"] == stratum),
                "{differences:?}"
            );
            // Who it was, where it was one of the drawn.
            let key = digits(&rows[at][person]);
            let id = keys.iter().find(|(_, other)| *other == key);
            let named = differences
                .iter()
                .any(|one| id.is_some_and(|(id, _)| one["id"] == *id));
            assert_eq!(named, was_drawn, "{differences:?}");
        }
    }
}
