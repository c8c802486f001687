//! A register that comes in several files or sheets, one for each office, is read as one: the
//! draw is that of the same rows in one file, and whatever is told of a row names its own part.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking"
)]

mod afterwards;
mod planned;
#[path = "../program/mod.rs"]
mod program;
mod same;
mod told;

use std::fs;
use std::path::Path;

use program::run;
use serde_json::Value;

/// Made-up persons; the check digits by hand, for example 850712-238?: 8·2=16→7, 5, 0, 7, 2,
/// 2, 4, 3, 16→7: sum 37, digit 3.
const PEOPLE: [&str; 5] = [
    "19850712-2383",
    "19861103-2387",
    "19790415-2381",
    "19811224-2386",
    "19900208-2387",
];

const HEADERS: [&str; 6] = [
    "Personnr",
    "Jobbtorg",
    "SDN",
    "Redovisningsgrupp",
    "Inskrivningsdatum",
    "Namn",
];

/// A row: person (none: a row without identity), day in May, own name.
type Row = (Option<usize>, u32, &'static str);

/// The second person is in both offices, later in the second.
const FARSTA: [Row; 3] = [
    (Some(0), 4, "Påhittad 11"),
    (Some(1), 5, "Påhittad 12"),
    (Some(2), 6, "Påhittad 13"),
];
const KISTA: [Row; 4] = [
    (Some(1), 7, "Påhittad 22"),
    (None, 7, "Påhittad 23"),
    (Some(3), 8, "Påhittad 24"),
    (Some(4), 8, "Påhittad 25"),
];

fn cells(row: &Row, office: &str) -> Vec<String> {
    let (person, day, own) = row;
    let person = person.map_or("", |at| PEOPLE[at]);
    let day = format!("2009-05-{day:02}");
    let cells = [
        person,
        office,
        "Enskede-Årsta-Vantör",
        "Övrig, över 24 år",
        &day,
        own,
    ];
    cells.map(str::to_owned).to_vec()
}

fn grid(office: &str, rows: &[Row]) -> Vec<Vec<String>> {
    let mut grid = vec![HEADERS.map(str::to_owned).to_vec()];
    grid.extend(rows.iter().map(|row| cells(row, office)));
    grid
}

fn csv(folder: &Path, name: &str, grid: &[Vec<String>]) {
    let lines: Vec<String> = grid.iter().map(|row| row.join(";") + "\n").collect();
    fs::write(folder.join("register").join(name), lines.concat()).unwrap();
}

/// A workbook, its columns from right to left, below a title.
fn workbook(folder: &Path, name: &str, sheets: &[(&str, Vec<Vec<String>>)]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (title, grid) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).unwrap();
        sheet.write(0, 0, "Uttag").unwrap();
        for (row, cells) in (2..).zip(grid) {
            for (column, cell) in (0..).zip(cells.iter().rev()) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    book.save(folder.join("register").join(name)).unwrap();
}

fn plan(register: &str) -> String {
    format!(
        "[audit]\ntitle = \"Delar\"\ntemplate = \"jobbtorg\"\nlanguage = \"sv\"\n\
         reference_date = 2009-11-30\n[registers.flai]\n{register}\n\
         [unit]\nregister = \"flai\"\none_per = \"personnummer\"\nif_several = \"latest\"\n\
         by = \"inskrivningsdatum\"\n[strata]\nby = [\"flai.jobbtorg\"]\n\
         [sample]\nsize = 4\nreserve = 1\nseed = \"17\"\n"
    )
}

const FILES: &str = "file = [\"register/farsta.csv\", \"register/kista.xlsx\"]";
const SHEETS: &str = "file = \"register/flai.xlsx\"\nsheet = [\"Farsta\", \"Tom\", \"Kista\"]";

fn audit(register: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("register")).unwrap();
    let (farsta, kista) = (grid("JS Farsta", &FARSTA), grid("JS Kista-Kista", &KISTA));
    csv(path, "farsta.csv", &farsta);
    workbook(path, "kista.xlsx", &[("Blad1", kista.clone())]);
    let whole: Vec<Vec<String>> = farsta.iter().chain(&kista[1..]).cloned().collect();
    csv(path, "allt.csv", &whole);
    let nobody = grid("JS Globen", &[]);
    let sheets = [("Farsta", farsta), ("Kista", kista), ("Tom", nobody)];
    workbook(path, "flai.xlsx", &sheets);
    fs::write(path.join("granskning.toml"), plan(register)).unwrap();
    folder
}

fn json(folder: &Path, command: &str) -> Value {
    let ran = run(folder, &format!("{command} --format json"));
    assert!(ran.status < 2, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn key(folder: &Path) -> String {
    fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap()
}

fn drawn(register: &str) -> (tempfile::TempDir, Value) {
    let folder = audit(register);
    let ran = run(folder.path(), "draw");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let protocol = fs::read_to_string(folder.path().join("urval/protokoll.json")).unwrap();
    (folder, serde_json::from_str(&protocol).unwrap())
}
