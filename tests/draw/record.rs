//! What is written of a draw: protokoll.json field by field, nyckel.csv, the hashes and the
//! chained log (DESIGN 5).

use serde_json::{Value, json};
use tempfile::TempDir;

use super::audit::{Drawn, draw, plan_text};
use super::model;
use stickprov::log;
use stickprov::protocol::{self, Protocol, key};

/// Two strata of three and two; the second has a blank value. The seed is not ASCII.
const EXPORT: &str = "Person nr;Kontor;Grupp;In\r\n\
    199012102399;North;Ung;2009-05-04\r\n200501012389;N.;Ung;2009-05-04\r\n\
    190912012382;North;Ung;2009-05-05\r\n;North;Ung;2009-05-05\r\n\
    000101-T220;North;;2009-05-04\r\n197010632391;North;;2009-05-04\r\n\
    200010012383;West;;2009-05-04\r\n";

const SECTIONS: &str = "[unit]\nby = \"in\"\n[scope]\n\"reg_a.office\" = [\"North\"]\n\
    [strata]\nby = [\"reg_a.office\", \"reg_a.group\"]\n\
    [sample]\nsize = 3\nseed = \"fro\u{308} 17\"\nreserve = 1\n";

fn drawn() -> Drawn {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.csv"), EXPORT).unwrap();
    draw(folder.path(), &plan_text("a.csv", SECTIONS)).unwrap()
}

fn record(drawn: &Drawn) -> Protocol {
    protocol::record(
        "stickprov 0.1.0",
        &model::sha256(&drawn.text),
        &drawn.plan,
        &drawn.template,
        &drawn.frame,
        &drawn.selection,
    )
}

/// The same draw by hand: strata `North / (tomt)` (2) and `North / Ung` (3); quotas 3·2/5 = 1.2
/// and 1.8: 1 and 2 files, one reserve each.
fn lines() -> Vec<(String, String, bool)> {
    let seed = "fr\u{f6} 17";
    let ranked = |keys: &[&str]| -> Vec<String> {
        let mut ranked: Vec<_> = keys
            .iter()
            .map(|key| (model::ticket(seed, key), *key))
            .collect();
        ranked.sort();
        ranked.into_iter().map(|(_, key)| key.to_owned()).collect()
    };
    let a = ranked(&["000101-T220", "197010632391"]);
    let b = ranked(&["199012102399", "200501012389", "190912012382"]);
    let line = |id: &str, key: &str, reserve| (id.to_owned(), key.to_owned(), reserve);
    vec![
        line("A-01", &a[0], false),
        line("A-02", &a[1], true),
        line("B-01", &b[0], false),
        line("B-02", &b[1], false),
        line("B-03", &b[2], true),
    ]
}

#[test]
fn the_protocol_is_as_designed_field_by_field() {
    let drawn = drawn();
    assert_eq!(drawn.lines(), lines());
    let text: Vec<String> = lines()
        .iter()
        .map(|(id, key, _)| format!("{id},{key}\n"))
        .collect();
    let text = text.concat();
    let selection = model::sha256(&text);
    let json = protocol::to_json(&record(&drawn));
    let expected = json!({
        "schema": "stickprov/protocol/1",
        "program": "stickprov 0.1.0",
        "draw_id": selection[..12],
        "plan_sha256": model::sha256(&drawn.text),
        "method": "sha256-rank/1",
        "seed": "fro\u{308} 17",
        "inputs": [
            { "register": "reg_a", "file": "a.csv", "sha256": model::sha256(EXPORT), "rows": 7 }
        ],
        "reconciliation": [{
            "register": "reg_a",
            "read": 7,
            "kept": 5,
            "excluded": [
                { "reason": "reg_a.office", "count": 1 },
                { "reason": "superseded", "count": 0 },
            ],
            "rejected": [{ "reason": "no_identity", "count": 1 }],
        }],
        "strata": [
            {
                "letter": "A", "name": "North / (tomt)",
                "values": { "reg_a.office": "North", "reg_a.group": "" },
                "population": 2, "sample": 1, "reserve": 1,
            },
            {
                "letter": "B", "name": "North / Ung",
                "values": { "reg_a.office": "North", "reg_a.group": "Ung" },
                "population": 3, "sample": 2, "reserve": 1,
            },
        ],
        "selection_sha256": selection,
        "units": [
            { "id": "A-01", "stratum": "A", "role": "sample", "rank": 1, "status": "drawn" },
            { "id": "A-02", "stratum": "A", "role": "reserve", "rank": 2, "status": "drawn" },
            { "id": "B-01", "stratum": "B", "role": "sample", "rank": 1, "status": "drawn" },
            { "id": "B-02", "stratum": "B", "role": "sample", "rank": 2, "status": "drawn" },
            { "id": "B-03", "stratum": "B", "role": "reserve", "rank": 3, "status": "drawn" },
        ],
    });
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
    assert_eq!(
        protocol::parse(&json, "protokoll.json").unwrap(),
        record(&drawn)
    );
    // Nobody stands in it.
    for (_, key, _) in lines() {
        assert!(!json.contains(&key));
    }
}

/// A reader of the file meets the fields in the order of DESIGN 5.
#[test]
fn the_fields_stand_in_their_order() {
    let json = protocol::to_json(&record(&drawn()));
    let top: Vec<&str> = json
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
        .collect();
    let expected = [
        "schema",
        "program",
        "draw_id",
        "plan_sha256",
        "method",
        "seed",
        "inputs",
        "reconciliation",
        "strata",
        "selection_sha256",
        "units",
    ];
    assert_eq!(top, expected);
    for order in [
        &["register", "file", "sha256", "rows"][..],
        &["register", "read", "kept", "excluded", "rejected"],
        &[
            "letter",
            "name",
            "values",
            "population",
            "sample",
            "reserve",
        ],
        &["id", "stratum", "role", "rank", "status"],
    ] {
        let first = format!("\"{}\": ", order[0]);
        let objects: Vec<&str> = json.split(&first).collect();
        let found = objects.iter().skip(1).any(|object| {
            let mut at = 0;
            order[1..].iter().all(|field| {
                let next = object[at..].find(&format!("\"{field}\": "));
                at += next.unwrap_or_default();
                next.is_some()
            })
        });
        assert!(found, "{order:?}");
    }
    assert!(json.ends_with("}\n") && !json.contains('\r'));
}

#[test]
fn the_key_file_has_its_form_and_gives_the_hash_again() {
    let drawn = drawn();
    let entries = key::entries(&drawn.selection, &drawn.frame);
    let file = String::from_utf8(key::to_csv(&entries).to_vec()).unwrap();
    let mut expected = String::from("id,key,ticket\n");
    for (id, key, _) in lines() {
        expected.push_str(&format!(
            "{id},{key},{}\n",
            model::ticket("fr\u{f6} 17", &key)
        ));
    }
    assert_eq!(file, expected);
    let back = key::parse(file.as_bytes(), "nyckel.csv").unwrap();
    assert_eq!(key::sha256(&back), record(&drawn).selection_sha256);
}

#[test]
fn two_runs_are_the_same_to_the_byte_and_a_strange_file_is_refused() {
    let one = protocol::to_json(&record(&drawn()));
    assert_eq!(one, protocol::to_json(&record(&drawn())));
    let refused = |json: &str| protocol::parse(json, "protokoll.json").is_err();
    assert!(refused(
        &one.replace("stickprov/protocol/1", "stickprov/protocol/2")
    ));
    assert!(refused(&one.replace("sha256-rank/1", "sha256-rank/2")));
    assert!(refused(&one[..one.len() / 2]));
    assert!(!refused(&format!("\u{feff}{}", one.replace('\n', "\r\n"))));
}

#[test]
fn the_log_is_a_chain() {
    let text = log::append("", "2009-05-04T12:00:00Z", "draw", "first", "aa");
    let text = log::append(
        &text,
        "2009-05-05T12:00:00Z",
        "replace",
        "not_in_scope",
        "bb",
    );
    let first = text.lines().next().unwrap();
    let zeros = "0".repeat(64);
    assert_eq!(
        first,
        format!(
            "{{\"n\":1,\"time\":\"2009-05-04T12:00:00Z\",\"event\":\"draw\",\"reason\":\"first\",\
             \"selection_sha256\":\"aa\",\"previous\":\"{zeros}\"}}"
        )
    );
    let second: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(second["previous"], model::sha256(first));
    assert_eq!(second["n"], 2);
    assert!(text.ends_with("}\n"));
    assert_eq!(log::check(&text, "logg.jsonl").unwrap().len(), 2);
    for (old, new) in [
        ("first", "other"),
        (
            "12:00:00Z\",\"event\":\"draw",
            "13:00:00Z\",\"event\":\"draw",
        ),
    ] {
        assert!(
            log::check(&text.replace(old, new), "logg.jsonl").is_err(),
            "{new}"
        );
    }
}
