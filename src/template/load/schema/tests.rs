//! The schemas and the loader know the same keys and words.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::*;
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

fn same<T: DeserializeOwned>(file: &str, pointer: &str, text: &str) {
    let mut schema = known(file, pointer);
    schema.remove("after");
    assert_eq!(schema, expected::<T>(text), "schemas: {file}{pointer}");
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
