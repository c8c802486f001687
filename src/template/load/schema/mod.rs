//! The form of a template's files: the JSON Schemas in `schemas/`, which editors use too. A
//! file is held against its schema before it is read, so that every unknown key, every missing
//! one and every value of the wrong kind is told at once, with its line. The schemas use few
//! keywords; these are all that is understood here, and a test allows no other.

#[cfg(test)]
pub(crate) mod tests;

use std::sync::LazyLock;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::layers::Piece;
use super::{line_of, nearest};
use crate::lang::Text;
use crate::problem::Place;
use crate::template::texts;

/// A schema's text.
macro_rules! schema {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/schemas/",
            $name,
            ".schema.json"
        ))
    };
}

/// By the path of a file, or the folder it lies in; a file without a schema is text that
/// another step reads.
const FORMS: [(&str, Option<&str>); 9] = [
    ("template.toml", Some(schema!("template"))),
    ("registers.toml", Some(schema!("registers"))),
    ("evidence.toml", Some(schema!("evidence"))),
    ("checklists/", Some(schema!("checklist"))),
    ("criteria/", Some(schema!("criterion"))),
    ("plan.toml", None),
    ("plan.en.toml", None),
    ("synth.toml", Some(schema!("synth"))),
    ("indicators.toml", Some(schema!("indicators"))),
];

static SCHEMAS: LazyLock<Vec<Option<Value>>> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str(text).expect("our own schemas are JSON");
    FORMS.iter().map(|(_, text)| text.map(read)).collect()
});

/// Holds the own files of a template against their schemas; `part` is a template that builds
/// on another, whose files need not say everything. Gives the paths of those that do not hold.
pub(super) fn check(pieces: &[Piece], part: bool, faults: &mut Faults) -> Vec<String> {
    let mut broken = Vec::new();
    for piece in pieces {
        let Some((shown, text)) = piece.texts.first() else {
            continue;
        };
        let form = FORMS.iter().position(|(place, _)| {
            let in_folder = place.ends_with('/') && piece.path.starts_with(place);
            in_folder || piece.path == *place
        });
        let Some(form) = form else {
            faults.push(Place::file(shown), texts::unknown_file(), None);
            continue;
        };
        if let Some(schema) = &SCHEMAS[form] {
            let found = held_against(text, schema, part);
            if !found.is_empty() {
                broken.push(piece.path.clone());
            }
            for fault in found {
                let place = Place::file(shown).at_row(line_of(text, fault.at));
                faults.push(place, fault.what, fault.hint);
            }
        }
    }
    broken
}

/// Something in a text that its schema does not allow.
struct Found {
    at: usize,
    what: Text,
    hint: Option<Text>,
}

fn held_against(text: &str, schema: &Value, part: bool) -> Vec<Found> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut found: Vec<Found> = Vec::new();
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        // What follows on the same line is mostly the same mistake.
        if found
            .iter()
            .all(|before| line_of(text, before.at) != line_of(text, at))
        {
            found.push(Found {
                at,
                what: texts::not_toml(error.message()),
                hint: None,
            });
        }
    }
    if found.is_empty() {
        let mut held = Held {
            schema,
            part,
            found: Vec::new(),
        };
        held.table(root.get_ref(), schema, root.span().start, "");
        found = held.found;
    }
    found
}

struct Held<'a> {
    /// The whole schema, for its definitions.
    schema: &'a Value,
    part: bool,
    found: Vec<Found>,
}

impl<'a> Held<'a> {
    fn add(&mut self, at: usize, what: Text, hint: Option<Text>) {
        self.found.push(Found { at, what, hint });
    }

    fn resolved(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"]
            .as_str()
            .and_then(|name| name.strip_prefix('#'))
        {
            Some(pointer) => self
                .schema
                .pointer(pointer)
                .expect("our own schemas hang together"),
            None => schema,
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, schema: &'a Value, key: &str) {
        let schema = self.resolved(schema);
        let at = value.span().start;
        if let Some(choices) = schema["anyOf"].as_array() {
            return self.any_of(value, choices, key);
        }
        let is = schema["type"].as_str().unwrap_or_default();
        let is_date = schema["format"] == "date";
        match value.get_ref() {
            DeValue::Table(table) if is == "object" => self.table(table, schema, at, key),
            DeValue::Array(list) if is == "array" => {
                for item in list {
                    self.value(item, &schema["items"], key);
                }
            }
            DeValue::String(word) if is == "string" && !is_date => self.word(word, schema, at),
            DeValue::Integer(_) if is == "integer" || is == "number" => {}
            DeValue::Float(_) if is == "number" => {}
            DeValue::Boolean(_) if is == "boolean" => {}
            DeValue::Datetime(_) if is_date => {}
            DeValue::Table(_)
            | DeValue::Array(_)
            | DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                let should = if is_date { "date" } else { is };
                self.add(at, texts::wrong_kind(key, should), None);
            }
        }
    }

    /// The choice the value is meant for is the one it breaks least: by its kind, then by what
    /// is wrong in it.
    fn any_of(&mut self, value: &Spanned<DeValue<'_>>, choices: &'a [Value], key: &str) {
        let tried = choices.iter().map(|choice| {
            let mut held = Held {
                schema: self.schema,
                part: self.part,
                found: Vec::new(),
            };
            held.value(value, choice, key);
            let is_kind = kind_of(value.get_ref()) == held.kind(choice);
            (!is_kind, held.found)
        });
        let least = tried.min_by_key(|(other_kind, found)| (*other_kind, found.len()));
        if let Some((_, found)) = least {
            self.found.extend(found);
        }
    }

    /// The kind of a schema, of a list with that of what is in it.
    fn kind(&self, schema: &'a Value) -> String {
        let schema = self.resolved(schema);
        match schema["type"].as_str() {
            Some("array") => format!("array of {}", self.kind(&schema["items"])),
            Some(kind) => kind.to_owned(),
            None => String::new(),
        }
    }

    fn word(&mut self, word: &str, schema: &'a Value, at: usize) {
        let Some(words) = schema["enum"].as_array() else {
            return;
        };
        let known: Vec<String> = words
            .iter()
            .filter_map(|w| w.as_str().map(str::to_owned))
            .collect();
        if !known.iter().any(|known| known == word) {
            let hint = match nearest(word, &known) {
                Some(near) => texts::nearest(&near),
                None => texts::possible(&known.join(", ")),
            };
            self.add(at, texts::unknown_word(word), Some(hint));
        }
    }

    fn table(&mut self, table: &DeTable<'_>, schema: &'a Value, at: usize, name: &str) {
        let properties = schema["properties"].as_object();
        let others = &schema["additionalProperties"];
        let mut unknown = Vec::new();
        for (key, value) in table {
            let name = key.get_ref();
            if let Some(schema) = properties.and_then(|known| known.get(name.as_ref())) {
                self.value(value, schema, name);
            } else if others.is_object() {
                self.value(value, others, name);
            } else {
                unknown.push((name.as_ref(), key.span().start));
            }
        }
        let missing = self.missing(table, schema);
        let said: Vec<&str> = table
            .iter()
            .map(|(key, _)| key.get_ref().as_ref())
            .collect();
        let free = |key: &&String| !said.contains(&key.as_str());
        let properties = properties.into_iter().flat_map(Map::keys);
        let free: Vec<String> = properties.filter(free).cloned().collect();
        let mut meant: Vec<String> = Vec::new();
        for (key, at) in unknown {
            let near = nearest(key, &free);
            let hint = match &near {
                Some(near) => texts::nearest(near),
                None => texts::possible(&free.join(", ")),
            };
            meant.extend(near);
            self.add(at, texts::unknown_key(key), Some(hint));
        }
        // A misspelt key that must be there is one fault, not two.
        for key in missing.into_iter().filter(|key| !meant.contains(key)) {
            let what = match name {
                "" => texts::missing_top_key(&key),
                of => texts::missing_key(&key, of),
            };
            self.add(at, what, None);
        }
        let fewest = schema["minProperties"].as_u64();
        if fewest.is_some_and(|fewest| (table.len() as u64) < fewest)
            || schema["maxProperties"]
                .as_u64()
                .is_some_and(|most| table.len() as u64 > most)
        {
            self.add(at, texts::exactly_one(name), None);
        }
    }

    fn missing(&self, table: &DeTable<'_>, schema: &Value) -> Vec<String> {
        let needed = schema["required"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let needed = needed
            .iter()
            .filter_map(Value::as_str)
            .filter(|_| !self.part);
        let is_there = |key: &str| table.iter().any(|(known, _)| known.get_ref() == key);
        needed
            .filter(|key| !is_there(key))
            .map(str::to_owned)
            .collect()
    }
}

fn kind_of(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Table(_) => "object".to_owned(),
        DeValue::Array(list) => {
            let first = list.iter().next().map(|item| kind_of(item.get_ref()));
            format!("array of {}", first.unwrap_or_default())
        }
        DeValue::String(_) | DeValue::Datetime(_) => "string".to_owned(),
        DeValue::Integer(_) => "integer".to_owned(),
        DeValue::Float(_) => "number".to_owned(),
        DeValue::Boolean(_) => "boolean".to_owned(),
    }
}
