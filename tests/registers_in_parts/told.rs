//! What is told of a row or a column names its own part.

use std::fs;

use super::program::run;
use super::{
    FARSTA, FILES, KISTA, PEOPLE, Row, SHEETS, audit, csv, drawn, grid, json, plan, workbook,
};

/// The row without identity is the fourth of the second office: row 5 of the workbook under a
/// title and a blank row.
#[test]
fn a_row_is_placed_in_its_own_part() {
    for (register, file, sheet) in [
        (FILES, "register/kista.xlsx", "Blad1"),
        (SHEETS, "register/flai.xlsx", "Kista"),
    ] {
        let frame = json(audit(register).path(), "frame");
        let problems = frame["problems"].as_array().unwrap();
        let place = |code: &str| {
            let found = problems.iter().find(|problem| problem["code"] == code);
            found.unwrap()["places"][0].clone()
        };
        let nameless = place("no-identity");
        assert_eq!(nameless["file"], file);
        assert_eq!(nameless["sheet"], sheet);
        assert_eq!(nameless["row"], 5);
    }
    let several = audit(FILES);
    let text = plan(FILES).replace("\"latest\"", "\"error\"");
    fs::write(several.path().join("granskning.toml"), text).unwrap();
    let said = run(several.path(), "frame").refused();
    assert!(
        said.contains("register/kista.xlsx, blad Blad1, rad 4"),
        "{said}"
    );
    assert!(said.contains("4 (register/kista.xlsx, Blad1)"), "{said}");
}

/// What is told of two sheets of one file is told of each.
#[test]
fn sheets_of_one_file_are_told_apart() {
    let folder = audit(SHEETS);
    let path = folder.path();
    let without = |column: usize, office: &str, rows: &[Row]| {
        let mut grid = grid(office, rows);
        for row in &mut grid {
            row.remove(column);
        }
        grid
    };
    let nameless = [(None, 4, "Påhittad 31"), (Some(0), 4, "Påhittad 11")];
    let sheets = [
        ("Farsta", without(3, "JS Farsta", &nameless)),
        ("Tom", grid("JS Globen", &[])),
        ("Kista", without(5, "JS Kista-Kista", &KISTA)),
    ];
    workbook(path, "flai.xlsx", &sheets);
    let ran = run(path, "frame");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let said = ran.stderr;
    let after = |field: &str| {
        let lines: Vec<&str> = said.lines().collect();
        let at = lines.iter().position(|line| {
            line.contains("column-in-some-parts") && line.contains(&format!(": {field};"))
        });
        lines[at.unwrap_or_else(|| panic!("{said}")) + 1].to_owned()
    };
    assert!(after("redovisningsgrupp").contains("blad Farsta"), "{said}");
    assert!(after("namn").contains("blad Kista"), "{said}");
    assert!(
        said.contains(
            "register/flai.xlsx, blad Farsta, rad 4; register/flai.xlsx, blad Kista, rad 5"
        ),
        "{said}"
    );
    // A file that changed is told once, however many of its sheets are read.
    let (folder, _) = drawn(SHEETS);
    let path = folder.path();
    let mut kista = KISTA;
    kista[3].2 = "Påhittad 26";
    let sheets = [
        ("Farsta", grid("JS Farsta", &FARSTA)),
        ("Kista", grid("JS Kista-Kista", &kista)),
        ("Tom", grid("JS Globen", &[])),
    ];
    workbook(path, "flai.xlsx", &sheets);
    assert_eq!(
        json(path, "verify")["remarks"],
        serde_json::json!([{"what": "file_changed", "id": "flai (register/flai.xlsx)", "stratum": ""}])
    );
}

/// Rows without a match in another register are rows of a part.
#[test]
fn rows_without_a_match_name_their_part() {
    let paraplyet = "[registers.paraplyet]\nfile = [\"register/p1.csv\", \"register/p2.csv\"]";
    let folder = audit(&format!("{FILES}\n{paraplyet}"));
    let path = folder.path();
    let line = |person: &str| vec![person.to_owned(), "2009-05-04".to_owned()];
    let headers = ["Personnr", "Ansökningsdatum"].map(str::to_owned).to_vec();
    // 640101-238?: 6·2=12→3, 4, 0, 1, 0, 1, 4, 3, 16→7: sum 23, digit 7.
    csv(
        path,
        "p1.csv",
        &[headers.clone(), line(PEOPLE[0]), line(PEOPLE[1])],
    );
    csv(
        path,
        "p2.csv",
        &[headers, line(PEOPLE[2]), line("19640101-2387")],
    );
    let ran = run(path, "frame");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let seen = ran.stdout;
    assert!(seen.contains("3 (register/p2.csv)"), "{seen}");
    assert!(seen.contains("(register/kista.xlsx, Blad1)"), "{seen}");
}

/// The faults of all parts at once, each with its file and sheet.
#[test]
fn a_part_without_a_needed_column_is_named() {
    let folder = audit(FILES);
    let path = folder.path();
    let without = |column: usize| {
        let mut grid = grid("JS Farsta", &FARSTA);
        for row in &mut grid {
            row.remove(column);
        }
        grid
    };
    csv(path, "farsta.csv", &without(0));
    workbook(path, "kista.xlsx", &[("Blad1", without(4))]);
    let said = run(path, "frame").refused();
    assert!(
        said.contains("register/farsta.csv, rad 1: ingen kolumn känns igen som personnummer"),
        "{said}"
    );
    assert!(
        said.contains(
            "register/kista.xlsx, blad Blad1, rad 3: ingen kolumn känns igen som inskrivningsdatum"
        ),
        "{said}"
    );
    // A column that no step needs is told, and is evidence for nobody.
    csv(path, "farsta.csv", &without(5));
    workbook(
        path,
        "kista.xlsx",
        &[("Blad1", grid("JS Kista-Kista", &KISTA))],
    );
    let frame = json(path, "frame");
    let told = frame["problems"].to_string();
    assert!(told.contains("column-in-some-parts"), "{told}");
    // The same rows twice would double the population.
    fs::copy(
        path.join("register/farsta.csv"),
        path.join("register/kista.xlsx"),
    )
    .unwrap();
    let said = run(path, "frame").refused();
    assert!(said.contains("exakt samma innehåll"), "{said}");
}

/// Whoever stands only in a part that does not say who is protected may be: that is told.
#[test]
fn a_part_that_does_not_say_who_is_protected_is_told() {
    let folder = audit(FILES);
    let path = folder.path();
    let mut farsta = grid("JS Farsta", &FARSTA);
    for (row, cells) in farsta.iter_mut().enumerate() {
        cells.push(if row == 0 { "Skyddad identitet" } else { "nej" }.to_owned());
    }
    csv(path, "farsta.csv", &farsta);
    let frame = json(path, "frame");
    let problems = frame["problems"].as_array().unwrap();
    let told = problems
        .iter()
        .find(|one| one["code"] == "protection-in-some-parts");
    assert_eq!(told.unwrap()["places"][0]["file"], "register/kista.xlsx");
}
