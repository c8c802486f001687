//! The JSON Schemas for editors: that of the plan knows the keys that the plan's reader knows,
//! and each of a template goes with its files. (That those of a template know the loader's
//! keys and words is a test beside the loader, which reads by them.)

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use stickprov::lang::Lang;
use stickprov::{plan, template};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str) -> Value {
    let path = root().join(format!("schemas/{name}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The keys of a table of a schema.
fn keys(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let table = schema.pointer(&format!("{pointer}/properties"));
    let table = table.unwrap_or_else(|| panic!("{pointer}"));
    table.as_object().unwrap().keys().cloned().collect()
}

/// A key in every section that no section has.
const PLAN: &str = r#"
zzz = 1
[audit]
zzz = 1
template = "jobbtorg"
reference_date = 2009-11-30
[registers.flai]
zzz = 1
file = "a.csv"
[unit]
zzz = 1
register = "flai"
[scope]
"flai.inskrivningsdatum" = { zzz = 1 }
[strata]
zzz = 1
[sample]
zzz = 1
size = 1
seed = "1"
[sample.coordinate]
zzz = 1
[review]
zzz = 1
[report]
zzz = 1
[report.scale]
zzz = 1
[criteria.JP-02]
zzz = 1
[criteria.SAM-10]
zzz = 1
[criteria.AP-03]
zzz = 1
[[control_totals]]
zzz = 1
"#;

/// What the reader says is possible in a section, and what stands there already.
fn known(section: &str, standing: &[&str]) -> BTreeSet<String> {
    let error = plan::parse(PLAN, "granskning.toml", &template::builtin)
        .err()
        .unwrap();
    let begins = match section {
        "" => "a plan has no section [zzz]".to_owned(),
        section => format!("{section} has no key zzz"),
    };
    let fault = error
        .faults
        .iter()
        .find(|fault| fault.what.get(Lang::En) == begins)
        .unwrap_or_else(|| panic!("{begins}"));
    let hint = fault.hint.as_ref().unwrap().get(Lang::En);
    let (_, words) = hint.split_once(": ").unwrap();
    words
        .split(", ")
        .chain(standing.iter().copied())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_plans_schema_knows_the_keys_of_every_section() {
    let schema = schema("granskning");
    let sections = [
        "audit",
        "registers",
        "unit",
        "scope",
        "strata",
        "sample",
        "criteria",
        "review",
        "report",
        "control_totals",
    ];
    assert_eq!(keys(&schema, ""), known("", &sections));
    for (section, pointer, standing) in [
        (
            "[audit]",
            "/properties/audit",
            &["template", "reference_date"][..],
        ),
        ("[registers.flai]", "/$defs/export", &["file"]),
        ("[unit]", "/properties/unit", &["register"]),
        ("flai.inskrivningsdatum", "/$defs/line/anyOf/1", &[]),
        ("[strata]", "/properties/strata", &[]),
        (
            "[sample]",
            "/properties/sample",
            &["size", "seed", "coordinate"],
        ),
        (
            "[sample.coordinate]",
            "/properties/sample/properties/coordinate",
            &[],
        ),
        ("[review]", "/properties/review", &[]),
        ("[report]", "/properties/report", &["scale"]),
        ("[report.scale]", "/properties/report/properties/scale", &[]),
        (
            "[[control_totals]]",
            "/properties/control_totals/items",
            &[],
        ),
    ] {
        assert_eq!(
            keys(&schema, pointer),
            known(section, standing),
            "{section}"
        );
    }
}

#[test]
fn the_plans_schema_knows_the_parameters_of_a_criterion() {
    let changed = keys(&schema("granskning"), "/$defs/criterion");
    let mut parameters = keys(&schema("criterion"), "/properties/parameters");
    for only_in_templates in ["from_choices", "to_choices"] {
        assert!(parameters.remove(only_in_templates));
    }
    parameters.insert("reason".to_owned());
    assert_eq!(changed, parameters);
    // The reader offers no other, and these are all used by some criterion.
    for section in ["[criteria.JP-02]", "[criteria.SAM-10]", "[criteria.AP-03]"] {
        assert!(known(section, &[]).is_subset(&changed), "{section}");
    }
}

#[test]
fn editors_find_every_schema() {
    let text = std::fs::read_to_string(root().join(".taplo.toml")).unwrap();
    let settings: toml::Table = text.parse().unwrap();
    let named: BTreeSet<String> = settings["rule"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["schema"]["path"].as_str().unwrap().to_owned())
        .collect();
    let there: BTreeSet<String> = std::fs::read_dir(root().join("schemas"))
        .unwrap()
        .map(|entry| format!("schemas/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    assert_eq!(named, there);
    for path in there {
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let name = Path::new(&path)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert_eq!(schema["$id"].as_str(), Some(name.as_str()));
    }
}
