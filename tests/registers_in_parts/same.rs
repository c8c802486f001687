//! The draw from parts is that of the same rows in one file, and what counts rows counts all
//! parts.

use std::fs;

use calamine::Reader as _;

use super::program::run;
use super::{FILES, SHEETS, drawn, json, key};

/// One file, two files of different formats with their columns in another order, three sheets:
/// the same draw.
#[test]
fn the_draw_is_that_of_the_same_rows_in_one_file() {
    let (of_one, one) = drawn("file = \"register/allt.csv\"");
    assert!(one["inputs"][0]["sheet"].is_null());
    assert!(one["reconciliation"][0]["parts"].is_null());
    for register in [FILES, SHEETS] {
        let (folder, parts) = drawn(register);
        assert_eq!(parts["selection_sha256"], one["selection_sha256"]);
        assert_eq!(parts["strata"], one["strata"]);
        assert_eq!(parts["units"], one["units"]);
        assert_eq!(key(folder.path()), key(of_one.path()));
        // The person who is in both offices counts as one who is twice in one file.
        let mut rows = parts["reconciliation"].clone();
        rows[0].as_object_mut().unwrap().remove("parts");
        assert_eq!(rows, one["reconciliation"]);
        assert_eq!(rows[0]["excluded"][0]["reason"], "superseded");
        assert_eq!(rows[0]["excluded"][0]["count"], 1);
        assert_eq!(parts["reconciliation"][0]["read"], 7);
        assert_eq!(parts["reconciliation"][0]["rejected"][0]["count"], 1);
        assert_eq!(json(folder.path(), "verify")["identical"], true);
    }
    let (_folder, parts) = drawn(SHEETS);
    let read: Vec<(&str, u64)> = parts["reconciliation"][0]["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| {
            (
                part["sheet"].as_str().unwrap(),
                part["read"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(read, [("Farsta", 3), ("Tom", 0), ("Kista", 4)]);
    let inputs = parts["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 3);
    assert_eq!(inputs[0]["sha256"], inputs[2]["sha256"]);
}

/// The list of files to fetch shows what stands in the row of the part that speaks for a person.
#[test]
fn a_list_shows_the_row_of_its_own_part() {
    for register in [FILES, SHEETS] {
        let (folder, _) = drawn(register);
        let mut seen = String::new();
        for entry in fs::read_dir(folder.path().join("urval")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("aktbestallning") {
                let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
                for (_, sheet) in book.worksheets() {
                    for row in sheet.rows() {
                        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
                        seen.push_str(&cells.join("|"));
                        seen.push('\n');
                    }
                }
            }
        }
        let of = |digits: &str| {
            let mut lines = seen.lines().filter(|line| line.contains(digits));
            lines.next().unwrap_or_default().to_owned()
        };
        // In both offices: the later row, of the second, speaks; and one of the second alone.
        assert!(!seen.contains("Påhittad 12"), "{seen}");
        assert!(seen.contains("JS Kista-Kista"), "{seen}");
        for (person, own) in [
            ("2386", "Påhittad 24"),
            ("19900208", "Påhittad 25"),
            ("19861103", "Påhittad 22"),
        ] {
            let line = of(person);
            assert!(line.is_empty() || line.contains(own), "{line}");
        }
    }
}

/// What counts rows or persons of the whole register counts them over all parts: the person in
/// both offices is twice in the register, however many files that is.
#[test]
fn criteria_over_the_register_count_all_parts() {
    let population = |register: &str| {
        let (folder, _) = drawn(register);
        let path = folder.path();
        assert_eq!(run(path, "checklist").status, 0);
        let mut counted = json(path, "gaps")["population"].clone();
        let mut files = Vec::new();
        for criterion in counted.as_array_mut().unwrap() {
            let places = criterion.as_object_mut().unwrap().remove("places");
            for place in places.unwrap().as_array().unwrap() {
                files.push(place["file"].as_str().unwrap().to_owned());
            }
        }
        (counted, files)
    };
    let (one, _) = population("file = \"register/allt.csv\"");
    assert!(!one.as_array().unwrap().is_empty());
    let (files, places) = population(FILES);
    assert_eq!(files, one);
    assert!(
        places.iter().any(|file| file == "register/kista.xlsx"),
        "{places:?}"
    );
    assert_eq!(population(SHEETS).0, one);
}
