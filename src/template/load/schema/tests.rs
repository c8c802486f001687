//! The schemas and the loader know the same keys and words.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::*;
use crate::template::indicator::{DayCount, Format, Take};
use crate::template::load::indicators::wire as figures;
use crate::template::{Authority, Count, Partial, Roll, Severity, Unknown, wire};

/// What is known instead of `zzz`, from the reader's own message.
fn expected<T: DeserializeOwned>(text: &str) -> BTreeSet<String> {
    let error = toml::from_str::<T>(text)
        .err()
        .expect("zzz is known to nobody");
    let message = error.message();
    if let Some((_, known)) = message.split_once("available keys: ") {
        return known.split(", ").map(str::to_owned).collect();
    }
    let (_, known) = message.split_once("expected").expect(message);
    let known = known.split('`').skip(1).step_by(2);
    known.map(str::to_owned).collect()
}

/// The keys of a schema's table, or its words.
fn known(file: &str, pointer: &str) -> BTreeSet<String> {
    let at = FORMS
        .iter()
        .position(|(place, _)| *place == file)
        .expect("a file");
    let schema = SCHEMAS[at].as_ref().expect("with a schema");
    let found = schema
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{file}{pointer}"));
    match found {
        Value::Object(table) => table.keys().cloned().collect(),
        Value::Array(words) => words
            .iter()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{file}{pointer} is neither")
        }
    }
}

/// The loader and the schema know the same keys; `after` is for the layers alone.
fn keys<T: DeserializeOwned>(file: &str, pointer: &str) {
    same::<T>(file, &format!("{pointer}/properties"), "zzz = 1");
}

pub(crate) fn same<T: DeserializeOwned>(file: &str, pointer: &str, text: &str) {
    let (mut schema, expected) = (known(file, pointer), expected::<T>(text));
    if !expected.contains("after") {
        schema.remove("after");
    }
    assert_eq!(schema, expected, "schemas: {file}{pointer}");
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Of<T> {
    of: T,
}

#[test]
fn the_schemas_know_the_keys_that_the_loader_knows() {
    keys::<wire::TemplateToml>("template.toml", "");
    keys::<wire::Take>("template.toml", "/$defs/take");
    keys::<wire::Cross>("template.toml", "/$defs/cross");
    keys::<wire::Side>("template.toml", "/$defs/side");
    keys::<wire::Registers>("registers.toml", "");
    keys::<wire::Register>("registers.toml", "/$defs/register");
    keys::<wire::PickBy>("registers.toml", "/$defs/register/properties/pick");
    keys::<wire::Field>("registers.toml", "/$defs/field");
    keys::<wire::Checklist>("checklists/", "");
    keys::<wire::Head>("checklists/", "/properties/head");
    keys::<wire::Question>("checklists/", "/$defs/question");
    keys::<wire::AskedIf>("checklists/", "/$defs/question/properties/asked_if");
    keys::<wire::AnswerOption>("checklists/", "/$defs/option");
    keys::<wire::EvidenceToml>("evidence.toml", "");
    keys::<wire::Evidence>("evidence.toml", "/$defs/evidence");
    keys::<wire::Criterion>("criteria/", "");
    keys::<wire::Parameters>("criteria/", "/properties/parameters");
    keys::<wire::Definition>("criteria/", "/properties/definitions/items");
    keys::<wire::Explanation>("criteria/", "/properties/explained_by/items");
    keys::<wire::Condition>("criteria/", "/$defs/condition");
    for kind in known("criteria/", "/$defs/condition/properties") {
        let pointer = format!("/$defs/condition/properties/{kind}");
        if !["all", "any", "not"].contains(&kind.as_str()) {
            let text = format!("{kind} = {{ zzz = 1 }}");
            same::<wire::Condition>("criteria/", &format!("{pointer}/properties"), &text);
        }
    }
}

#[test]
fn the_schema_of_the_indicators_knows_what_the_loader_knows() {
    const FILE: &str = "indicators.toml";
    keys::<figures::Indicators>(FILE, "");
    keys::<figures::Population>(FILE, "/properties/populations/additionalProperties");
    keys::<figures::Day>(FILE, "/properties/days/additionalProperties");
    let indicator = "/$defs/indicator";
    keys::<figures::Indicator>(FILE, indicator);
    let within = |key: &str| format!("{indicator}/properties/{key}");
    keys::<figures::Period>(FILE, &within("period"));
    keys::<figures::Definitions>(FILE, &within("definitions"));
    keys::<figures::Rows>(FILE, &within("rows"));
    keys::<figures::Curve>(FILE, &within("curve"));
    keys::<figures::Figure>(FILE, &within("figures/items"));
    keys::<figures::Line>(FILE, "/$defs/line");
    keys::<figures::Column>(FILE, "/$defs/column");
    keys::<figures::Share>(FILE, "/$defs/column/properties/share");
    keys::<figures::Load>(FILE, "/$defs/column/properties/load");
    keys::<figures::Span>(FILE, "/$defs/column/properties/days");
    let tests = "/$defs/one_test/properties";
    same::<figures::OneTest>(FILE, tests, "zzz = 1");
    for kind in known(FILE, tests) {
        if known(FILE, &format!("{tests}/{kind}")).contains("properties") {
            let text = format!("{kind} = {{ zzz = 1 }}");
            let pointer = format!("{tests}/{kind}/properties");
            same::<figures::OneTest>(FILE, &pointer, &text);
        }
    }
    let word = "of = \"zzz\"";
    same::<Of<figures::Once>>(FILE, &within("once/enum"), word);
    same::<Of<DayCount>>(
        FILE,
        "/$defs/column/properties/days/properties/count/enum",
        word,
    );
    same::<Of<Format>>(FILE, "/$defs/column/properties/format/enum", word);
    same::<Of<Take>>(
        FILE,
        "/$defs/column/properties/load/properties/take/enum",
        word,
    );
}

/// A template that builds on another need not say everything: for its files editors take the
/// same schemas with nothing that must be there.
#[test]
fn the_schemas_of_parts_are_the_whole_ones_without_what_must_be_there() {
    fn optional(schema: &Value) -> Value {
        match schema {
            Value::Object(table) => {
                let kept = table
                    .iter()
                    .filter(|(key, value)| *key != "required" || !value.is_array());
                kept.map(|(key, value)| (key.clone(), optional(value)))
                    .collect()
            }
            Value::Array(list) => list.iter().map(optional).collect(),
            plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                plain.clone()
            }
        }
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let read = |path: std::path::PathBuf| -> Value {
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let mut parts = 0;
    for entry in std::fs::read_dir(folder.join("part")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut whole = optional(&read(folder.join(&name)));
        whole["$id"] = format!("part/{name}").into();
        let title = whole["title"].as_str().unwrap();
        whole["title"] = format!("{title} that builds on another").into();
        let is_current = read(path) == whole;
        assert!(
            is_current,
            "schemas/part/{name} is to be schemas/{name} without required"
        );
        parts += 1;
    }
    // Every file with a schema but template.toml, which says itself what it builds on.
    let with_schema = FORMS.iter().filter(|(_, schema)| schema.is_some());
    assert_eq!(parts, with_schema.count() - 1);
}

/// Editors find a schema for every file of a template, and for those of the part here another.
#[test]
fn the_list_for_editors_names_every_schema() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join(".taplo.toml")).unwrap();
    let list: toml::Table = toml::from_str(&text).unwrap();
    let rules = list["rule"].as_array().unwrap();
    let mut named = BTreeSet::new();
    for rule in rules {
        let path = rule["schema"]["path"].as_str().unwrap();
        assert!(root.join(path).is_file(), "{path}");
        named.insert(path.to_owned());
    }
    for folder in ["schemas", "schemas/part"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            let is_folder = !name.contains('.');
            assert!(is_folder || named.contains(&path), "{path}");
        }
    }
}

#[test]
fn the_schemas_know_the_words_that_the_loader_knows() {
    let word = "of = \"zzz\"";
    let field = "/$defs/field/properties/type/enum";
    same::<Of<wire::FieldKind>>("registers.toml", field, word);
    let pick = "/$defs/register/properties/pick/properties/pick/enum";
    same::<Of<wire::Pick>>("registers.toml", pick, word);
    let question = "/$defs/question/properties/type/enum";
    same::<Of<wire::QuestionKind>>("checklists/", question, word);
    let option = "/$defs/option/properties";
    same::<Of<wire::FileStatus>>("checklists/", &format!("{option}/status/enum"), word);
    same::<Of<wire::MissingMeans>>("checklists/", &format!("{option}/missing/enum"), word);
    same::<Of<Authority>>("criteria/", "/properties/authority/enum", word);
    same::<Of<Severity>>("criteria/", "/properties/severity/enum", word);
    let parameters = "/properties/parameters/properties";
    same::<Of<Count>>("criteria/", &format!("{parameters}/count/enum"), word);
    same::<Of<Roll>>("criteria/", &format!("{parameters}/roll/enum"), word);
    same::<Of<Partial>>("criteria/", &format!("{parameters}/partial/enum"), word);
    same::<Of<Unknown>>("criteria/", &format!("{parameters}/unknown/enum"), word);
}

/// Every table and list of a schema, with those inside.
fn walk(schema: &Value, check: &mut dyn FnMut(&Map<String, Value>)) {
    if let Some(table) = schema.as_object() {
        check(table);
        for (key, inner) in table {
            match key.as_str() {
                "properties" | "$defs" => {
                    for schema in inner.as_object().into_iter().flat_map(Map::values) {
                        walk(schema, check);
                    }
                }
                "items" | "additionalProperties" => walk(inner, check),
                "anyOf" => {
                    for schema in inner.as_array().into_iter().flatten() {
                        walk(schema, check);
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_schemas_say_nothing_that_is_not_understood_here() {
    const UNDERSTOOD: [&str; 17] = [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "additionalProperties",
        "required",
        "items",
        "enum",
        "anyOf",
        "format",
        "minProperties",
        "maxProperties",
        "default",
    ];
    for schema in SCHEMAS.iter().flatten() {
        walk(schema, &mut |table| {
            for key in table.keys() {
                assert!(UNDERSTOOD.contains(&key.as_str()), "{key}");
            }
            if let Some(needed) = table.get("required").and_then(Value::as_array) {
                for key in needed {
                    assert!(
                        table["properties"]
                            .get(key.as_str().expect("a key"))
                            .is_some()
                    );
                }
            }
        });
    }
}
