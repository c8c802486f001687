//! Parts and their headers in the plan, and in the plan that `init` writes.

use std::fs;

use super::program::run;
use super::{FARSTA, FILES, KISTA, Row, audit, csv, grid, json, plan, workbook};

/// A header that is not recognised may have another name in each part.
#[test]
fn the_plan_may_name_a_header_for_each_part() {
    let folder = audit(FILES);
    let path = folder.path();
    let with = |header: &str, office: &str, rows: &[Row]| {
        let mut grid = grid(office, rows);
        header.clone_into(&mut grid[0][4]);
        grid
    };
    csv(path, "farsta.csv", &with("Började", "JS Farsta", &FARSTA));
    workbook(
        path,
        "kista.xlsx",
        &[("Blad1", with("Kom hit", "JS Kista-Kista", &KISTA))],
    );
    let columns = "[registers.flai.columns]\ninskrivningsdatum = [\"Började\", \"Kom hit\"]";
    let text = plan(&format!("{FILES}\n{columns}"));
    fs::write(path.join("granskning.toml"), text).unwrap();
    assert_eq!(json(path, "frame")["reconciliation"][0]["kept"], 5);
}

/// Where the plan names headers, no other column is taken in their stead: a part that has none of
/// them is told, and so is a header that no part has.
#[test]
fn a_part_without_the_header_that_is_said_is_told() {
    let folder = audit(FILES);
    let path = folder.path();
    let mut farsta = grid("JS Farsta", &FARSTA);
    "Började".clone_into(&mut farsta[0][4]);
    csv(path, "farsta.csv", &farsta);
    let columns = |headers: &str| {
        let columns = format!("[registers.flai.columns]\ninskrivningsdatum = {headers}");
        let text = plan(&format!("{FILES}\n{columns}"));
        fs::write(path.join("granskning.toml"), text).unwrap();
    };
    columns("\"Började\"");
    let said = run(path, "frame").refused();
    assert!(
        said.contains("register/kista.xlsx, blad Blad1, rad 3: planen säger"),
        "{said}"
    );
    assert!(!said.contains("register/farsta.csv"), "{said}");
    assert!(
        said.contains("\"inskrivningsdatum\" = [\"rubriken i ena\", \"rubriken i andra\"]"),
        "{said}"
    );
    columns("[\"Började\", \"Inskrivningsdatum\"]");
    let frame = json(path, "frame");
    assert_eq!(frame["reconciliation"][0]["kept"], 5);
    let told = frame["problems"].to_string();
    assert!(!told.contains("header-damaged"), "{told}");
    // Of a part that cannot be read nobody knows which headers it has.
    fs::remove_file(path.join("register/farsta.csv")).unwrap();
    let said = run(path, "frame").refused();
    assert!(said.contains("register/farsta.csv"), "{said}");
    assert!(!said.contains("Började"), "{said}");
    // A field that no step needs, under a header that no part has.
    csv(path, "farsta.csv", &grid("JS Farsta", &FARSTA));
    let columns = "[registers.flai.columns]\nnamn = \"Finns inte\"";
    let text = plan(&format!("{FILES}\n{columns}"));
    fs::write(path.join("granskning.toml"), text).unwrap();
    let said = run(path, "frame").refused();
    assert!(said.contains("\"Finns inte\", som inte finns"), "{said}");
}

#[test]
fn faults_of_the_lists_have_line_and_column() {
    let folder = audit(FILES);
    for (register, place, words) in [
        ("file = []", "rad 7, kolumn 8", "listan file är tom"),
        (
            "file = [\"register/a.csv\", \"./register/a.csv\"]",
            "rad 7, kolumn 27",
            "står två gånger i file",
        ),
        (
            "file = \"register/flai.xlsx\"\nsheet = [\"Farsta\", \"farsta\"]",
            "rad 8, kolumn 20",
            "står två gånger i sheet",
        ),
        (
            "file = [\"register/a.xlsx\"]\nsheet = [\"Farsta\"]",
            "rad 8, kolumn 9",
            "kan inte båda vara listor",
        ),
    ] {
        fs::write(folder.path().join("granskning.toml"), plan(register)).unwrap();
        let said = run(folder.path(), "frame").refused();
        assert!(said.contains(place) && said.contains(words), "{said}");
    }
    let outside = plan("file = [\"register/farsta.csv\", \"../kista.xlsx\"]");
    fs::write(folder.path().join("granskning.toml"), outside).unwrap();
    let said = run(folder.path(), "frame").refused();
    assert!(said.contains("registers.flai"), "{said}");
}

/// What `init` finds may be parts or a later export: it says how to write either.
#[test]
fn a_new_plan_says_how_parts_are_written() {
    let folder = audit(FILES);
    let path = folder.path();
    fs::remove_file(path.join("granskning.toml")).unwrap();
    let ran = run(path, "init --template jobbtorg --lang sv");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = fs::read_to_string(path.join("granskning.toml")).unwrap();
    assert!(
        text.contains("flai_2 har samma kolumner som flai"),
        "{text}"
    );
    let list = "# arbetsboken har blad med liknande kolumner";
    assert!(text.contains(list), "{text}");
    assert!(text.contains("sheet = [\"Farsta\", \"Kista\""), "{text}");
}

/// The parts of last year's plan are this year's, and nothing is left to do about those that are
/// there; one that is not is told.
#[test]
fn the_parts_of_an_earlier_plan_stay() {
    let (then, now) = (audit(FILES), audit(FILES));
    let path = now.path();
    for file in ["granskning.toml", "register/allt.csv", "register/flai.xlsx"] {
        fs::remove_file(path.join(file)).unwrap();
    }
    let from = format!("init --lang sv --from {}", then.path().display());
    let ran = run(path, &from);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("samma kolumner"), "{}", ran.stdout);
    let text = fs::read_to_string(path.join("granskning.toml")).unwrap();
    assert!(text.contains(FILES), "{text}");
    fs::remove_file(path.join("granskning.toml")).unwrap();
    fs::remove_file(path.join("register/kista.xlsx")).unwrap();
    let said = run(path, &from).stdout;
    assert!(said.contains("register/kista.xlsx finns inte än"), "{said}");
}
