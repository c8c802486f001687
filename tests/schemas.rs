//! Every JSON output agrees with its schema in `schemas/output/`: what it promises is there,
//! and of the kind it says. A new key is no fault, so that a version can grow; a key that goes
//! or changes its kind is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use folders::{PLAN, copy_of, edit};
use program::run;

/// The schemas by the names of their outputs.
fn schemas() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/output");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            let name = schema["title"].as_str().unwrap().to_owned();
            let file = path.file_name().unwrap().to_str().unwrap();
            assert_eq!(Some(file), schema["$id"].as_str());
            assert_eq!(schema["properties"]["schema"]["const"], name.as_str());
            (name, schema)
        })
        .collect()
}

/// The words of JSON Schema that the schemas use, and nothing else.
const KNOWN: [&str; 11] = [
    "$schema",
    "$id",
    "title",
    "description",
    "type",
    "const",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "enum",
];

/// Where a value is not what its schema says.
fn faults(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().unwrap();
    for word in rules.keys() {
        assert!(KNOWN.contains(&word.as_str()), "{place}: {word}");
    }
    if let Some(wanted) = rules.get("const")
        && wanted != value
    {
        found.push(format!("{place} is not {wanted}"));
    }
    if let Some(words) = rules.get("enum")
        && !words.as_array().unwrap().contains(value)
    {
        found.push(format!("{place} is not one of {words}"));
    }
    if let Some(kinds) = rules.get("type") {
        let kinds: Vec<&str> = match kinds.as_array() {
            Some(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
            None => vec![kinds.as_str().unwrap()],
        };
        let is = |kind: &&str| match *kind {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{place}: no such type as {other}"),
        };
        if !kinds.iter().any(is) {
            found.push(format!("{place} is {value}, not {kinds:?}"));
        }
    }
    if let Value::Object(fields) = value {
        for key in rules
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let key = key.as_str().unwrap();
            if !fields.contains_key(key) {
                found.push(format!("{place} lacks {key}"));
            }
        }
        for (key, value) in fields {
            let rule = rules
                .get("properties")
                .and_then(|known| known.get(key))
                .or_else(|| rules.get("additionalProperties"));
            if let Some(rule) = rule {
                faults(rule, value, &format!("{place}.{key}"), found);
            }
        }
    }
    if let (Value::Array(values), Some(rule)) = (value, rules.get("items")) {
        for (at, value) in values.iter().enumerate() {
            faults(rule, value, &format!("{place}[{at}]"), found);
        }
    }
}

/// Runs commands in a folder and holds what they give against the schemas.
struct Outputs {
    schemas: BTreeMap<String, Value>,
    seen: BTreeSet<String>,
}

impl Outputs {
    fn of(&mut self, folder: &Path, command: &str) {
        let ran = run(folder, &format!("{command} --format json"));
        let value: Value = serde_json::from_str(&ran.stdout)
            .unwrap_or_else(|error| panic!("{command}: {error}: {}", ran.stderr));
        self.agrees(&value, command);
    }

    fn agrees(&mut self, value: &Value, what: &str) {
        let name = value["schema"].as_str().unwrap().to_owned();
        let first = value.as_object().unwrap().keys().next().unwrap();
        assert!(
            first == "schema" || value.as_object().unwrap().contains_key("schema"),
            "{what}"
        );
        let schema = &self.schemas[&name];
        let mut found = Vec::new();
        faults(schema, value, &name, &mut found);
        assert!(found.is_empty(), "{what}: {found:#?}");
        self.seen.insert(name);
    }
}

/// A second reviewer's answers to the first questions of one file.
fn read_again(audit: &Path) {
    let gaps: Value =
        serde_json::from_str(&run(audit, "gaps --files --format json").stdout).unwrap();
    let id = gaps["files"][0]["id"].as_str().unwrap();
    let mut lines = "id,question,answer,reviewer\n".to_owned();
    for (question, answer) in [("P00.status", "Granskad"), ("P01a", "J"), ("P05", "N")] {
        lines.push_str(&format!("{id},{question},{answer},NN\n"));
    }
    fs::write(audit.join("checklistor/andra.csv"), lines).unwrap();
}

#[test]
fn every_output_agrees_with_its_schema() {
    let mut outputs = Outputs {
        schemas: schemas(),
        seen: BTreeSet::new(),
    };
    for name in ["jobbtorg-2009", "bortfall"] {
        let audit = copy_of(name);
        for command in [
            "frame --allocation",
            "verify",
            "gaps --files",
            "report",
            "report --publish",
            "explain",
            "explain draw",
            "checklist",
            "indicators",
            "inspect register/flai.xlsx",
            "inspect register/paraplyet.csv",
        ] {
            outputs.of(&audit.path, command);
        }
        for file in [
            "urval/protokoll.json",
            "rapport/rapport.json",
            "rapport/rapport-offentlig.json",
        ] {
            let text = fs::read_to_string(audit.path.join(file)).unwrap();
            outputs.agrees(&serde_json::from_str(&text).unwrap(), file);
        }
        edit(&audit.path.join(PLAN), "seed = \"", "seed = \"9");
        outputs.of(&audit.path, "verify");
    }
    let audit = copy_of("bortfall");
    let plan = audit.path.join(PLAN);
    edit(&plan, "announced = ", "closed = 2010-04-30\nannounced = ");
    outputs.of(&audit.path, "purge --decision beslut --yes");

    let audit = copy_of("jobbtorg-2009");
    outputs.of(&audit.path, "indicators --list");
    outputs.of(&audit.path, "factcheck");
    outputs.of(&audit.path, "report");
    outputs.of(&audit.path, "compare . .");
    read_again(&audit.path);
    outputs.of(&audit.path, "agreement");

    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    outputs.of(folder, "estimate --deviations 5 --sample 49");
    outputs.of(
        folder,
        "estimate --deviations 5 --sample 49 --population 90 --side upper",
    );
    for size in [
        "size --population 90 --tolerable 0.1 --allowed 1",
        "size --population 90 --precision 0.1",
        "size --population 90 --discovery 3",
    ] {
        outputs.of(folder, size);
    }
    fs::write(folder.join("r.csv"), "a,b\nJ,J\nN,J\nN,N\n").unwrap();
    outputs.of(folder, "agreement --ratings r.csv");
    outputs.of(folder, "explain problems");
    outputs.of(folder, "template list");
    outputs.of(folder, "template list --questions");
    outputs.of(folder, "template export jobbtorg egen");
    outputs.of(
        folder,
        "-C ny synth --template jobbtorg --rows 200 --seed 3",
    );
    outputs.of(folder, "init ny");

    let promised: BTreeSet<String> = outputs.schemas.keys().cloned().collect();
    assert_eq!(outputs.seen, promised, "every schema is one of an output");
}

/// A check that finds nothing must be able to find something.
#[test]
fn what_does_not_agree_is_found() {
    let schemas = schemas();
    let schema = &schemas["stickprov/verify/1"];
    let mut found = Vec::new();
    let wrong = serde_json::json!({
        "schema": "stickprov/verify/2", "identical": "yes", "differences": [{"what": 1}]
    });
    faults(schema, &wrong, "verify", &mut found);
    for fault in [
        "verify.schema is not \"stickprov/verify/1\"",
        "verify.identical is \"yes\", not [\"boolean\"]",
        "verify.differences[0].what is 1, not [\"string\"]",
        "verify.differences[0] lacks id",
    ] {
        assert!(found.iter().any(|one| one == fault), "{fault} in {found:?}");
    }
}
