//! A draw verified from exports on disk: shuffled and saved as another format it is identical;
//! after one person's office was changed it is told whose and how.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::audit::{Drawn, draw, frame_of, plan_text};
use super::export::{FORMS, Form, Table};
use super::model;
use stickprov::protocol::{self, Protocol};
use stickprov::verify::{Keys, Verification, What, verify};

const SECTIONS: &str = "[unit]\nby = \"in\"\n[strata]\nby = [\"reg_a.office\"]\n\
    [sample]\nsize = 9\nreserve = 2\nseed = \"20100225-54213\"\n";

/// Thirty people, twenty in North.
fn table() -> Table {
    let rows = (1..=30).map(|day| {
        let person = format!("19{}", model::completed(&format!("8001{day:02}239")));
        let office = if day <= 20 { "North" } else { "South" };
        [&person, office, "Ung", "2009-05-04", "1"].map(str::to_owned)
    });
    Table::new(rows.collect())
}

fn drawn(table: &Table, form: Form) -> Drawn {
    let folder = TempDir::new().unwrap();
    let file = table.write(folder.path(), form);
    draw(folder.path(), &plan_text(&file, SECTIONS)).unwrap()
}

fn recorded(drawn: &Drawn) -> (Protocol, Keys) {
    let hash = model::sha256(&drawn.text);
    let protocol = protocol::record(
        "stickprov 0.1.0",
        &hash,
        &drawn.plan,
        &drawn.template,
        &drawn.frame,
        &drawn.selection,
    );
    let entries = protocol::key::entries(&drawn.selection, &drawn.frame);
    let keys: BTreeMap<_, _> = entries.into_iter().map(|e| (e.id, e.key)).collect();
    (protocol, keys)
}

fn verified(table: &Table, form: Form, then: &(Protocol, Keys)) -> Verification {
    let folder = TempDir::new().unwrap();
    let file = table.write(folder.path(), form);
    let text = plan_text(&file, SECTIONS);
    let (plan, _, frame) = frame_of(folder.path(), &text).unwrap();
    let (protocol, keys) = then;
    verify(
        &plan,
        &model::sha256(&text),
        &frame,
        protocol,
        Some(keys),
        &[],
    )
    .unwrap()
}

#[test]
fn shuffled_and_saved_as_another_format_it_is_identical() {
    let then = recorded(&drawn(&table(), Form::Windows));
    for form in FORMS {
        let mut shuffled = table();
        shuffled.rows.reverse();
        shuffled.rows.rotate_left(7);
        shuffled.columns = [3, 1, 4, 0, 2];
        shuffled.above = vec!["FLAI 2009-09-30".to_owned(), String::new()];
        let found = verified(&shuffled, form, &then);
        assert!(found.identical, "{form:?}: {:?}", found.differences);
        let remarks: Vec<What> = found.remarks.iter().map(|remark| remark.what).collect();
        assert!(
            remarks.contains(&What::FileChanged),
            "{form:?}: {remarks:?}"
        );
    }
}

#[test]
fn an_office_that_was_changed_is_told() {
    let first = drawn(&table(), Form::Workbook);
    let then = recorded(&first);
    let drawn_keys: Vec<String> = first.lines().into_iter().map(|(_, key, _)| key).collect();
    // Somebody of North who was drawn, and somebody who was not.
    for was_drawn in [true, false] {
        let mut changed = table();
        let row = changed
            .rows
            .iter_mut()
            .find(|row| row[1] == "North" && drawn_keys.contains(&row[0]) == was_drawn)
            .unwrap();
        row[1] = "South".to_owned();
        let key = row[0].clone();
        let found = verified(&changed, Form::Workbook, &then);
        assert!(!found.identical);
        let strata: Vec<&str> = found
            .differences
            .iter()
            .filter(|d| d.what == What::Population)
            .map(|d| d.stratum.as_str())
            .collect();
        assert_eq!(strata, ["North", "South"]);
        let id = first
            .lines()
            .into_iter()
            .find(|line| line.1 == key)
            .map(|line| line.0);
        let named = found.differences.iter().any(|d| {
            matches!(d.what, What::NotDrawn | What::OtherStratum) && Some(&d.id) == id.as_ref()
        });
        assert_eq!(named, was_drawn, "{:?}", found.differences);
        // What is said names nobody.
        assert!(!serde_json::to_string(&found).unwrap().contains(&key[4..]));
    }
}
