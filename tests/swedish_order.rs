//! å, ä and ö stand after z, and capitals beside small letters: in every table of the report, page,
//! workbook, text and JSON, that has places in the order of the alphabet. (Strata stand in the order
//! of their letters, which the draw gives them by code point.)

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::fs;
use std::path::Path;

use folders::copy_of;
use program::run;
use serde_json::Value;
use stickprov::table::{Cell, Direct, grids};

/// The areas in the order of the Swedish alphabet (SAOL: … x, y, z, å, ä, ö).
const AREAS: [&str; 6] = [
    "bromma",
    "Vantör",
    "Zinkensdamm",
    "Årsta",
    "Älvsjö",
    "Östermalm",
];

const OVER_THE_REGISTER: &str = r#"
title = { sv = "Avslutad", en = "Closed" }
finding.sv = "På {gaps} av {assessed} rader ({percent}) saknas avslutsdag."
finding.en = "On {gaps} of {assessed} rows ({percent}) there is no closing date."
rule = { sv = "Beskriver.", en = "Describes." }
record = "register"
authority = "derived"
severity = "low"
responsible = "hemtjänsten"
source = "egen"
descriptive = true
[[population]]
register = "beslut"
by = "område"
condition.blank = { field = "avslutsdatum" }
"#;

const INDICATORS: &str = r#"
[populations.beslut]
register = "beslut"
start = "beslut"
end = "avslut"

[[indicators]]
id = "antal"
title = { sv = "Beslut", en = "Decisions" }
population = "beslut"
member = "active"
total = { sv = "Samtliga", en = "All" }
rows = { by = ["beslut.område"] }
[[indicators.columns]]
id = "antal"
title = { sv = "Antal", en = "Number" }
format = "plain"
count = []
"#;

/// An audit of five persons in each area, all of them reviewed; in each a plan is missing.
fn audit(path: &Path) {
    let registers = path.join("mall/registers.toml");
    let text = fs::read_to_string(&registers).unwrap();
    let values = "values = [[\"Norr\", \"Norra\"], [\"Söder\", \"Södra\"]]\n";
    assert!(text.contains(values));
    fs::write(&registers, text.replace(values, "")).unwrap();
    fs::write(path.join("mall/criteria/HV-05.toml"), OVER_THE_REGISTER).unwrap();
    fs::write(path.join("mall/indicators.toml"), INDICATORS).unwrap();
    let plan = path.join(folders::PLAN);
    let text = fs::read_to_string(&plan).unwrap();
    let strata = "[strata]\nby = [\"beslut.område\"]\n";
    assert!(text.contains(strata) && text.contains("size = 8"));
    let text = text.replace(strata, "").replace("size = 8", "size = 30");
    fs::write(&plan, text.replace("reserve = 1", "reserve = 0")).unwrap();
    let mut rows = String::from("Kundnr;Område;Beslut;Avslutad\n");
    // Neither in this order nor in the opposite one.
    let mixed = [3, 0, 5, 1, 4, 2];
    for person in 0..30 {
        let area = AREAS[mixed[person % 6]];
        rows.push_str(&format!("K{};{area};2024-02-15;\n", 4001 + 3 * person));
    }
    fs::write(path.join("register/beslut.csv"), rows).unwrap();
    fs::remove_dir_all(path.join("checklistor")).unwrap();
    let drawn = run(path, "draw");
    assert_eq!(drawn.status, 0, "{}", drawn.stderr);
    fs::create_dir_all(path.join("checklistor")).unwrap();
    let mut answers = String::from("id,question,answer\n");
    for unit in 1..=30 {
        let has = if unit % 5 == 0 { "N" } else { "J" };
        answers.push_str(&format!("A-{unit:02},V00.status,GRANSKAD\n"));
        answers.push_str(&format!("A-{unit:02},V00.datum,2025-01-20\n"));
        answers.push_str(&format!("A-{unit:02},V01,{has}\n"));
    }
    fs::write(path.join("checklistor/svar.csv"), answers).unwrap();
}

/// The areas among texts as they are read, by their places in the alphabet.
fn areas<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let place = |text: &str| {
        let text = text.trim().trim_start_matches("– ");
        let text = text.rsplit_once(": ").map_or(text, |(_, name)| name);
        AREAS.iter().position(|area| *area == text)
    };
    texts.filter_map(place).collect()
}

/// Whether a table has the six areas again and again in their order. One with fewer of them lists
/// something else.
fn in_order(what: &str, found: &[usize]) -> bool {
    if found.len() < AREAS.len() {
        return false;
    }
    for group in found.chunks(AREAS.len()) {
        assert_eq!(group, [0, 1, 2, 3, 4, 5], "{what}: {found:?}");
    }
    true
}

#[test]
fn places_stand_in_the_order_of_the_swedish_alphabet() {
    let folder = copy_of("own-template");
    let path = &folder.path;
    audit(path);
    assert_eq!(run(path, "report").status, 0);
    let read = |name: &str| fs::read_to_string(path.join("rapport").join(name)).unwrap();

    let page = read("rapport.html");
    let tables = page.split("<table").skip(1).map(|table| {
        let table = table.split("</table>").next().unwrap();
        areas(
            table
                .split('<')
                .map(|piece| piece.split('>').next_back().unwrap()),
        )
    });
    // By responsible unit, over the register, and the register's own figures.
    let found = tables.filter(|found| in_order("page", found)).count();
    assert_eq!(found, 3, "tables of the page");

    let text = read("rapport.md");
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    let cells = lines.iter().flat_map(|line| line.split('|'));
    assert!(in_order("text", &areas(cells)));

    let book = path.join("rapport/rapport.xlsx");
    let mut sheets = 0;
    for sheet in grids(&book, "rapport.xlsx", &Direct).unwrap().unwrap() {
        let mut cells: Vec<_> = sheet.cells.iter().collect();
        cells.sort_by_key(|(place, _)| **place);
        let texts = cells.into_iter().filter_map(|(_, cell)| {
            let Cell::Text(text) = cell else { return None };
            Some(text.to_string())
        });
        let texts: Vec<String> = texts.collect();
        let found = areas(texts.iter().map(String::as_str));
        sheets += usize::from(in_order(&sheet.name, &found));
    }
    assert_eq!(sheets, 3, "sheets of the workbook");

    for (what, command) in [
        ("gaps", "gaps --format json"),
        ("figures", "indicators --format json"),
    ] {
        let found = run(path, command);
        assert_eq!(found.status, 0, "{}", found.stderr);
        let found: Value = serde_json::from_str(&found.stdout).unwrap();
        assert!(in_order(what, &areas(strings(&found).into_iter())));
    }
    let report: Value = serde_json::from_str(&read("rapport.json")).unwrap();
    assert!(in_order("JSON", &areas(strings(&report).into_iter())));
}

/// Every string of a value as it is read.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(items) => items.values().flat_map(strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
