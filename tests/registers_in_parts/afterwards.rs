//! What comes after the draw: parts that changed or went, more files, the purge.

use std::fs;

use serde_json::Value;

use super::program::run;
use super::{FILES, KISTA, Row, SHEETS, audit, drawn, grid, json, plan, workbook};

#[test]
fn a_part_that_changed_or_went_is_named() {
    let (folder, _) = drawn(FILES);
    let path = folder.path();
    let farsta = path.join("register/farsta.csv");
    let text = fs::read_to_string(&farsta).unwrap();
    fs::write(&farsta, text.replace(";Påhittad 13\n", ";Påhittad 14\n")).unwrap();
    let verified = json(path, "verify");
    assert_eq!(verified["identical"], true);
    assert_eq!(
        verified["remarks"],
        serde_json::json!([{"what": "file_changed", "id": "flai (register/farsta.csv)", "stratum": ""}])
    );
    // Taken out of the plan, and its persons with it.
    let alone = plan("file = \"register/kista.xlsx\"");
    fs::write(path.join("granskning.toml"), alone).unwrap();
    let verified = json(path, "verify");
    assert_eq!(verified["identical"], false);
    let remarks = verified["remarks"].to_string();
    assert!(remarks.contains("flai (register/farsta.csv)"), "{remarks}");
    assert!(remarks.contains("file_gone"), "{remarks}");
    assert_eq!(run(path, "draw").status, 2);
    fs::write(path.join("granskning.toml"), plan(FILES)).unwrap();
    fs::remove_file(&farsta).unwrap();
    let said = run(path, "verify").refused();
    assert!(said.contains("register/farsta.csv"), "{said}");
}

/// Nothing is drawn on top of a part that gives another frame; one that gives the same is no
/// hindrance.
#[test]
fn more_files_are_drawn_from_the_same_parts_only() {
    let folder = audit(FILES);
    let path = folder.path();
    let smaller = plan(FILES).replace("size = 4", "size = 2");
    fs::write(path.join("granskning.toml"), smaller).unwrap();
    assert_eq!(run(path, "draw").status, 0);
    let kista = |rows: &[Row]| {
        let grid = grid("JS Kista-Kista", rows);
        workbook(path, "kista.xlsx", &[("Blad1", grid)]);
    };
    kista(&KISTA[..3]);
    let said = run(path, "extend 4 --reason fler").refused();
    assert!(
        said.contains("inte längre det urval som är draget"),
        "{said}"
    );
    assert!(said.contains("register/kista.xlsx"), "{said}");
    assert!(!said.contains("register/farsta.csv"), "{said}");
    let mut other = KISTA;
    other[3].2 = "Påhittad 26";
    kista(&other);
    let ran = run(path, "extend 4 --reason fler");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(json(path, "verify")["identical"], true);
}

/// The exports go with all their parts, also a part that the plan names no longer.
#[test]
fn a_purge_deletes_every_part() {
    for (register, parts) in [
        (FILES, &["register/farsta.csv", "register/kista.xlsx"][..]),
        (SHEETS, &["register/flai.xlsx"]),
    ] {
        let (folder, _) = drawn(register);
        let path = folder.path();
        let closed = plan("file = [\"register/kista.xlsx\", \"register/gone.csv\"]");
        let closed = match register {
            FILES => closed,
            _ => plan(register),
        };
        let closed = closed.replace("reference_date", "closed = 2010-06-01\nreference_date");
        fs::write(path.join("granskning.toml"), closed).unwrap();
        let command = "purge --decision beslut --yes --registers --format json";
        let told: Value = serde_json::from_str(&run(path, command).stdout).unwrap();
        for part in parts {
            assert!(told["deleted"].to_string().contains(part), "{told}");
            assert!(!path.join(part).exists(), "{part}");
        }
        assert!(path.join("register/allt.csv").exists());
        assert!(told["kept"].to_string().contains("register/allt.csv"));
        // What is left says that the exports are gone, and the record stands.
        let said = run(path, "verify").refused();
        assert!(
            said.contains("register/kista.xlsx") || register == SHEETS,
            "{said}"
        );
    }
}
