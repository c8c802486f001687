//! Section 8 of the reference values: tickets and ranks.

use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use super::audit::{draw, plan_text};
use stickprov::identity::Identity;
use stickprov::sample::{Ticket, seed_hash};

fn cases() -> Vec<Value> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/reference/reference_public.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases: Vec<Value> = file["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["section"] == 8)
        .cloned()
        .collect();
    // The file's `meta` counts cases that are not public, too.
    assert_eq!(cases.len(), 8);
    cases
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap();
    list.iter()
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn every_case_of_section_8() {
    for case in cases() {
        let (id, inputs, expected) = (&case["id"], &case["inputs"], &case["expected"]);
        let seed = inputs["seed"].as_str().unwrap();
        match case["method"].as_str().unwrap() {
            "ticket" => {
                let hash = seed_hash(seed);
                let key = Identity::from_text(inputs["key"].as_str().unwrap()).unwrap();
                assert_eq!(expected["seed_sha256"], hash, "{id}");
                assert_eq!(expected["ticket"], Ticket::of(&hash, &key).to_hex(), "{id}");
            }
            "rank" => rank(id, seed, inputs, expected),
            other => panic!("{id}: no test knows the method {other}"),
        }
    }
}

/// Writes the units to an export, draws as many of each stratum, and compares key by key.
fn rank(id: &Value, seed: &str, inputs: &Value, expected: &Value) {
    let folder = TempDir::new().unwrap();
    let mut file = String::from("Person nr;Grupp;In\r\n");
    for unit in inputs["units"].as_array().unwrap() {
        let (key, stratum) = (
            unit["key"].as_str().unwrap(),
            unit["stratum"].as_str().unwrap(),
        );
        file.push_str(&format!("{key};{stratum};2009-05-04\r\n"));
    }
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let sizes = inputs["sample"].as_object().unwrap();
    let fixed: Vec<String> = sizes
        .iter()
        .map(|(name, n)| format!("\"{name}\" = {n}\n"))
        .collect();
    let fixed = fixed.concat();
    let sections = format!(
        "[unit]\nby = \"in\"\n[strata]\nby = [\"reg_a.group\"]\n\
         [sample]\nseed = \"{seed}\"\nreserve = {}\n[sample.fixed]\n{fixed}",
        inputs["reserve"]
    );
    let drawn = draw(folder.path(), &plan_text("a.csv", &sections)).unwrap();
    assert_eq!(drawn.frame.strata.len(), sizes.len(), "{id}");
    for stratum in &drawn.frame.strata {
        let of = |reserve: bool| -> Vec<String> {
            let prefix = format!("{}-", stratum.letter);
            drawn
                .lines()
                .into_iter()
                .filter(|(id, _, role)| id.starts_with(&prefix) && *role == reserve)
                .map(|(_, key, _)| key)
                .collect()
        };
        let expected = &expected[&stratum.name];
        assert_eq!(
            of(false),
            texts(&expected["sample"]),
            "{id} {}",
            stratum.name
        );
        assert_eq!(
            of(true),
            texts(&expected["reserve"]),
            "{id} {}",
            stratum.name
        );
    }
}
