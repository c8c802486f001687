//! Lists that the reviewers keep beside the files (case reviews by officer and year): written
//! with the checklists, filled in by LibreOffice, and counted by `gaps` like any other register.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod filling;
mod office;
mod program;

use std::path::Path;

use program::run;
use serde_json::{Value, json};
use stickprov::table::{Cell, Direct, Grid, grids};
use tempfile::TempDir;

const PLAN: &str = r#"
[audit]
title = "Arbetsplaner"
template = "arbetsplan"
language = "sv"
reference_date = 2011-03-31
announced = 2011-03-01
[registers.paraplyet]
file = "register/paraplyet.csv"
[registers.arendegenomgangar]
file = "checklistor/arendegenomgangar.xlsx"
[unit]
register = "paraplyet"
one_per = "personnummer"
if_several = "latest"
by = "ansökningsdatum"
[strata]
by = ["paraplyet.sdn"]
[sample]
size = 2
seed = "6-1-4-3"
"#;

const CASES: &str = "Personnr;SDN;Ansökningsdatum\n\
    880602-2391;Hägersten-Liljeholmen;2010-05-03\n\
    810901-2388;Spånga-Tensta;2010-05-04\n";

const LIST: &str = "checklistor/arendegenomgangar.xlsx";

/// An audit whose sample is drawn.
fn drawn() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("register")).unwrap();
    std::fs::write(path.join("granskning.toml"), PLAN).unwrap();
    std::fs::write(path.join("register/paraplyet.csv"), CASES).unwrap();
    assert_eq!(run(path, "draw").status, 0);
    folder
}

/// What `gaps` counts over the whole list; none: it is not evaluated.
fn counted(folder: &Path) -> Option<Value> {
    let gaps = run(folder, "gaps --format json").json();
    let populations = gaps["population"].as_array().unwrap();
    populations
        .iter()
        .find(|one| one["id"] == "UPF-03")
        .cloned()
}

#[test]
fn the_list_is_written_once_and_is_no_checklist() {
    let folder = drawn();
    let path = folder.path();
    assert_eq!(counted(path), None, "it is not written yet");
    let left = run(path, "gaps").done();
    assert!(left.contains("inte skriven ännu"), "{left}");
    let written = run(path, "checklist --format json").json();
    let written = written["written"].as_array().unwrap();
    let files: Vec<_> = written
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["checklistor/sol-akt.xlsx", LIST]);
    // Blank, it counts nobody, and no reader of checklists stumbles over it.
    assert_eq!(counted(path).unwrap()["rows"], 0);
    let bytes = std::fs::read(path.join(LIST)).unwrap();
    run(path, "checklist").done();
    assert_eq!(std::fs::read(path.join(LIST)).unwrap(), bytes);
    // The draw does not look at it.
    assert_eq!(run(path, "verify").status, 0);
}

/// A list as CSV does as well; changed after the draw, the rule's result before and after is told.
#[test]
fn a_rule_over_registers_that_is_changed_is_told_before_and_after() {
    let folder = drawn();
    let path = folder.path();
    let plan = PLAN.replace(LIST, "register/lista.csv");
    let rows = "Signatur;SDN;År;Antal genomgångar\n\
                AA;Hägersten-Liljeholmen;2010;2\nBB;Hägersten-Liljeholmen;2010;1\n";
    std::fs::write(path.join("register/lista.csv"), rows).unwrap();
    let changed = "[criteria.UPF-03]\ntimes = 1\nreason = \"enhetens egen rutin\"\n";
    std::fs::write(path.join("granskning.toml"), plan + changed).unwrap();
    assert_eq!(run(path, "report").status, 0);
    let report = std::fs::read_to_string(path.join("rapport/rapport.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let one = &report["parameters"][0];
    assert_eq!(
        (&one["changed"], &one["at_draw"]),
        (&json!([["times", "1"]]), &json!([["times", "2"]]))
    );
    assert_eq!(
        (&one["gaps_before"], &one["assessed_before"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(counted(path).unwrap()["gaps"], 0);
}

/// Two reviews a year are the rule of the one board, whose name alone may be chosen.
#[test]
fn what_libreoffice_fills_in_is_counted() {
    if !office::is_here() {
        return;
    }
    for lang in ["sv", "en"] {
        let folder = drawn();
        let path = folder.path();
        run(path, &format!("checklist --lang {lang}")).done();
        let list = path.join(LIST);
        let blank = grids(&list, "list", &Direct).unwrap().unwrap();
        let sheet = &blank[1];
        let headers = header_row(sheet);
        let rows = [
            ("AA", 2010.0, Some(2.0)),
            ("BB", 2010.0, Some(1.0)),
            ("CC", 2010.0, Some(0.0)),
            ("DD", 2010.0, None),
        ];
        let mut cells = Vec::new();
        for ((officer, year, reviews), row) in rows.into_iter().zip(headers + 1..) {
            let mut cell = |column: u16, value: Value| {
                let mut cell = json!({"sheet": sheet.name, "row": row, "column": column});
                cell.as_object_mut()
                    .unwrap()
                    .extend(value.as_object().unwrap().clone());
                cells.push(cell);
            };
            cell(0, json!({"text": officer}));
            cell(1, json!({"text": "Hägersten-Liljeholmen"}));
            cell(2, json!({"number": year}));
            if let Some(reviews) = reviews {
                cell(3, json!({"number": reviews}));
            }
            cell(4, json!({"text": "protokoll, 4 mars"}));
        }
        let input = path.join("tom.xlsx");
        std::fs::rename(&list, &input).unwrap();
        let job = json!([{"input": input, "cells": cells, "outputs": [list]}]);
        filling::fill(path, &job);
        // AA had two; BB one and CC none; of DD nobody knows.
        let found = counted(path).unwrap();
        assert_eq!(
            (&found["rows"], &found["gaps"]),
            (&json!(3), &json!(2)),
            "{lang}"
        );
        let front = &grids(&list, "list", &Direct).unwrap().unwrap()[0];
        let filled = front.cells.values().any(|cell| *cell == Cell::Number(4.0));
        assert!(filled, "the first sheet counts the rows filled in");
    }
}

/// The row of the headers.
fn header_row(sheet: &Grid) -> u32 {
    let is_reference =
        |cell: &Cell<'_>| matches!(cell, Cell::Text(t) if t == "Hänvisning" || t == "Reference");
    let mut cells = sheet.cells.iter();
    let header = cells.find(|(_, cell)| is_reference(cell));
    header.expect("the headers stand on the sheet").0.0
}
