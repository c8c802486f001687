//! A draw against changed frames, plans and records: what is identical, and what exactly is
//! said to differ.

use super::*;
use crate::frame::{Input, Stratum, Unit, stratum_letter, stratum_name};
use crate::identity::Identity;
use crate::problem::Problems;
use crate::protocol;
use crate::template::{self, Template, TemplateFile};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "A", en = "A" }
link = "case"
fields = [
    { id = "case", title = { sv = "A", en = "A" }, type = "id" },
    { id = "office", title = { sv = "K", en = "O" }, type = "code" },
    { id = "group", title = { sv = "G", en = "G" }, type = "code" },
]
"#;

fn plan(sample: &str) -> (Plan, Template) {
    let text = format!(
        "[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
         [registers.reg_a]\nfile = \"a.csv\"\n[unit]\nif_several = \"error\"\n\
         [strata]\nby = [\"reg_a.office\", \"reg_a.group\"]\n[sample]\n{sample}"
    );
    let files = [
        ("template.toml", "title = { sv = \"P\", en = \"M\" }"),
        ("registers.toml", REGISTERS),
        ("evidence.toml", "evidence = []"),
    ];
    let files = files.map(|(path, text)| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    plan::parse(&text, "granskning.toml", &|_| {
        template::load("made-up", &files)
    })
    .unwrap()
}

/// A frame of named people: stratum values and who is there.
fn frame(strata: &[([&str; 2], &[&str])], sha256: &str) -> Frame {
    let mut sorted: Vec<_> = strata.iter().filter(|(_, keys)| !keys.is_empty()).collect();
    sorted.sort();
    let mut units = Vec::new();
    let mut described = Vec::new();
    for (at, (values, keys)) in sorted.into_iter().enumerate() {
        for key in *keys {
            units.push(Unit {
                key: Identity::from_text(key).unwrap(),
                stratum: at,
                row: 0,
                person: None,
            });
        }
        let values = values.map(str::to_owned).to_vec();
        described.push(Stratum {
            letter: stratum_letter(at),
            name: stratum_name(&values),
            values,
            population: u64::try_from(keys.len()).unwrap(),
        });
    }
    Frame {
        strata: described,
        units: units.into_iter().collect(),
        inputs: vec![Input {
            register: "reg_a".into(),
            file: "a.csv".into(),
            sheet: None,
            sha256: sha256.into(),
            rows: 0,
        }],
        reconciliation: Vec::new(),
        matching: Vec::new(),
        given: None,
        earlier: None,
        places: crate::register::Places::default(),
        kept: crate::frame::Kept::default(),
        protected: crate::frame::Protected::default(),
        problems: Problems::new(),
    }
}

const NORTH: [&str; 2] = ["North", "x"];
const SOUTH: [&str; 2] = ["South", "x"];
const EAST: [&str; 2] = ["East", "x"];
const PEOPLE: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const OTHERS: [&str; 4] = ["k", "l", "m", "n"];
const SAMPLE: &str = "size = 5\nreserve = 1\nseed = \"17\"\n";

/// What was drawn: 3 of 6 and 2 of 4, a reserve each.
struct Draw {
    protocol: Protocol,
    keys: Keys,
}

fn draw(plan_and: &(Plan, Template), frame: &Frame) -> Draw {
    let (plan, template) = plan_and;
    let selection = redraw(plan, frame, &[]).unwrap();
    let entries = protocol::key::entries(&selection, frame);
    Draw {
        protocol: protocol::record("p", "plan", plan, template, frame, &selection),
        keys: entries.into_iter().map(|e| (e.id, e.key)).collect(),
    }
}

fn first() -> ((Plan, Template), Draw) {
    let plan = plan(SAMPLE);
    let draw = draw(&plan, &frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then"));
    let sizes: Vec<(u64, u64)> = draw
        .protocol
        .strata
        .iter()
        .map(|s| (s.sample, s.reserve))
        .collect();
    assert_eq!(sizes, [(3, 1), (2, 1)]);
    (plan, draw)
}

/// Who was drawn, in order, as keys.
fn drawn(draw: &Draw, letter: &str) -> Vec<String> {
    let ids = draw
        .protocol
        .units
        .iter()
        .filter(|unit| unit.stratum == letter);
    ids.map(|unit| draw.keys[&unit.id].expose().to_owned())
        .collect()
}

fn said(differences: &[Difference]) -> Vec<(What, &str, &str)> {
    differences
        .iter()
        .map(|d| (d.what, d.id.as_str(), d.stratum.as_str()))
        .collect()
}

#[track_caller]
fn check(
    plan: &Plan,
    frame: &Frame,
    draw: &Draw,
    keys: Option<&Keys>,
    expected: &[(What, &str, &str)],
) {
    let found = verify(plan, "plan", frame, &draw.protocol, keys, &[]).unwrap();
    assert_eq!(said(&found.differences), expected);
    assert_eq!(found.identical, expected.is_empty());
    assert_eq!(found.schema, "stickprov/verify/1");
}

#[test]
fn the_same_frame_from_another_file_is_identical_and_the_file_is_told() {
    let ((plan, _), draw) = first();
    let mut shuffled = PEOPLE;
    shuffled.reverse();
    let frame = frame(&[(SOUTH, &OTHERS), (NORTH, &shuffled)], "now");
    check(&plan, &frame, &draw, Some(&draw.keys), &[]);
    check(&plan, &frame, &draw, None, &[]);
    let found = verify(&plan, "other", &frame, &draw.protocol, None, &[]).unwrap();
    let remarks = [
        (What::FileChanged, "reg_a", ""),
        (What::PlanChanged, "", ""),
    ];
    let mut seen = said(&found.remarks);
    seen.sort();
    assert_eq!(seen, remarks);
    assert!(found.identical);
}

/// An export that came or went is not one that was changed.
#[test]
fn a_register_that_was_added_or_taken_away_is_said_to_be() {
    let ((plan, _), draw) = first();
    let mut now = frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then");
    let mut added = now.inputs[0].clone();
    added.register = "reg_z".to_owned();
    now.inputs.push(added);
    let found = verify(&plan, "plan", &now, &draw.protocol, None, &[]).unwrap();
    assert_eq!(said(&found.remarks), [(What::FileAdded, "reg_z", "")]);
    now.inputs.clear();
    let found = verify(&plan, "plan", &now, &draw.protocol, None, &[]).unwrap();
    assert_eq!(said(&found.remarks), [(What::FileGone, "reg_a", "")]);
}

/// Somebody who was not drawn moves: both N_h differ and, by 7/10 and 3/10 of 5, both n_h;
/// nobody who was drawn is named. With two moves that cancel out, nothing differs.
#[test]
fn an_unsampled_person_who_moved_shows_in_the_numbers() {
    let ((plan, _), draw) = first();
    let in_south = drawn(&draw, "B");
    let mover = *OTHERS
        .iter()
        .find(|key| !in_south.contains(&(**key).to_owned()))
        .unwrap();
    let north: Vec<&str> = PEOPLE.into_iter().chain([mover]).collect();
    let south: Vec<&str> = OTHERS.into_iter().filter(|key| *key != mover).collect();
    let moved = frame(&[(NORTH, &north), (SOUTH, &south)], "now");
    let found = verify(&plan, "plan", &moved, &draw.protocol, Some(&draw.keys), &[]).unwrap();
    let what: Vec<(What, &str)> = found
        .differences
        .iter()
        .filter(|d| d.id.is_empty())
        .map(|d| (d.what, d.stratum.as_str()))
        .collect();
    // 5·7/10 = 3.5 and 5·3/10 = 1.5: the larger stratum wins the tie, 4 and 1.
    let expected = [
        (What::Population, "North / x"),
        (What::Population, "South / x"),
        (What::SampleSize, "North / x"),
        (What::SampleSize, "South / x"),
    ];
    assert_eq!(what, expected);
    assert!(!found.identical);
    let all = said(&found.differences);
    assert!(
        !all.iter().any(|(what, ..)| *what == What::OtherStratum),
        "{all:?}"
    );
}

/// The first of A moves to B: the löpnummer is named, with what became of it.
#[test]
fn a_sampled_person_who_moved_is_named_by_number() {
    let ((plan, _), draw) = first();
    let mover = drawn(&draw, "A")[0].clone();
    let north: Vec<&str> = PEOPLE.into_iter().filter(|key| *key != mover).collect();
    let south: Vec<&str> = OTHERS.into_iter().chain([mover.as_str()]).collect();
    let moved = frame(&[(NORTH, &north), (SOUTH, &south)], "now");
    let found = verify(&plan, "plan", &moved, &draw.protocol, Some(&draw.keys), &[]).unwrap();
    let all = said(&found.differences);
    let of_mover: Vec<What> = all
        .iter()
        .filter(|(_, id, _)| *id == "A-01")
        .map(|d| d.0)
        .collect();
    let becomes = *of_mover
        .iter()
        .find(|what| **what != What::NewUnit)
        .unwrap();
    assert!(
        matches!(becomes, What::OtherStratum | What::NotDrawn),
        "{all:?}"
    );
    // The other three of A move up.
    for id in ["A-02", "A-03", "A-04"] {
        assert!(
            all.contains(&(What::OtherRank, id, "North / x")),
            "{id}: {all:?}"
        );
    }
    assert!(all.contains(&(What::Population, "", "South / x")));
    // Without the key file only the whole can be compared.
    let purged = verify(&plan, "plan", &moved, &draw.protocol, None, &[]).unwrap();
    assert!(purged.differences.iter().all(|d| d.id.is_empty()));
    assert!(said(&purged.differences).contains(&(What::Selection, "", "")));
}

/// A drawn person's row is gone, an undrawn person's row is gone, and one is new.
#[test]
fn rows_that_are_gone_or_new() {
    let ((plan, _), draw) = first();
    let all = drawn(&draw, "A");
    let undrawn = *PEOPLE
        .iter()
        .find(|key| !all.contains(&(**key).to_owned()))
        .unwrap();
    let without: Vec<&str> = PEOPLE.into_iter().filter(|key| *key != undrawn).collect();
    let gone = frame(&[(NORTH, &without), (SOUTH, &OTHERS)], "now");
    // 5·5/9 = 2.8 and 2.2: still 3 and 2.
    let population = [(What::Population, "", "North / x")];
    check(&plan, &gone, &draw, Some(&draw.keys), &population);
    check(&plan, &gone, &draw, None, &population);

    let without: Vec<&str> = PEOPLE.into_iter().filter(|key| *key != all[3]).collect();
    let gone = frame(&[(NORTH, &without), (SOUTH, &OTHERS)], "now");
    let expected = [
        (What::Population, "", "North / x"),
        (What::Gone, "A-04", "North / x"),
        (What::NewUnit, "A-04", "North / x"),
    ];
    check(&plan, &gone, &draw, Some(&draw.keys), &expected);
}

#[test]
fn another_seed_is_told_with_what_it_changes() {
    let (_, draw) = first();
    let (other, _) = plan(&SAMPLE.replace("17", "18"));
    let same = frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then");
    let found = verify(&other, "plan", &same, &draw.protocol, Some(&draw.keys), &[]).unwrap();
    assert_eq!(found.differences[0].what, What::Seed);
    assert!(
        found.differences.len() > 1,
        "another order: {:?}",
        found.differences
    );
    // A plan that lost its seed is no other draw than that.
    let (none, _) = plan(&SAMPLE.replace("seed = \"17\"\n", ""));
    check(
        &none,
        &same,
        &draw,
        Some(&draw.keys),
        &[(What::Seed, "", "")],
    );
}

/// Letters move when a stratum comes before the others; the units of the old strata are theirs
/// all the same. A plan that gives every stratum its number cannot be drawn any more: that is
/// a difference, not a failure.
#[test]
fn a_new_stratum_is_a_difference_even_where_the_plan_has_no_number_for_it() {
    let fixed =
        "reserve = 1\nseed = \"17\"\n[sample.fixed]\n\"North / x\" = 3\n\"South / x\" = 2\n";
    let plan = plan(fixed);
    let draw = draw(&plan, &frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then"));
    let grown = frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS), (EAST, &["z"])], "now");
    let expected = [
        (What::StratumNew, "", "East / x"),
        (What::Sizes, "", ""),
        // n_h = 0 has its reserve.
        (What::NewUnit, "A-01", "East / x"),
    ];
    check(&plan.0, &grown, &draw, Some(&draw.keys), &expected);
    // All of the south left: its stratum and its units are gone.
    let shrunk = frame(&[(NORTH, &PEOPLE), (SOUTH, &[])], "now");
    let found = verify(
        &plan.0,
        "plan",
        &shrunk,
        &draw.protocol,
        Some(&draw.keys),
        &[],
    )
    .unwrap();
    let expected = [
        (What::StratumGone, "", "South / x"),
        (What::Sizes, "", ""),
        (What::Gone, "B-01", "South / x"),
        (What::Gone, "B-02", "South / x"),
        (What::Gone, "B-03", "South / x"),
    ];
    assert_eq!(said(&found.differences), expected);
}

/// Two lists of values can be written the same; they are not the same stratum.
#[test]
fn strata_are_told_apart_by_their_values() {
    let plan = plan("size = 2\nreserve = 0\nseed = \"17\"\n");
    let then = frame(&[(["a / b", "c"], &["k", "l"])], "then");
    let draw = draw(&plan, &then);
    let now = frame(&[(["a", "b / c"], &["k", "l"])], "now");
    let found = verify(&plan.0, "plan", &now, &draw.protocol, Some(&draw.keys), &[]).unwrap();
    let what: Vec<What> = found.differences.iter().map(|d| d.what).collect();
    assert_eq!(
        what,
        [
            What::StratumGone,
            What::StratumNew,
            What::OtherStratum,
            What::OtherStratum
        ]
    );
}

type Change = fn(&mut Protocol);

/// Who changed the protocol by hand is found out, with the key file and without it.
#[test]
fn a_protocol_changed_by_hand_differs() {
    let ((plan, _), draw) = first();
    let same = frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then");
    let changes: [(Change, What); 7] = [
        (|p| p.units.retain(|unit| unit.id != "A-02"), What::NewUnit),
        (|p| p.units[0].rank = 2, What::OtherRank),
        (
            |p| p.units[2].role = protocol::Role::Reserve,
            What::OtherRole,
        ),
        (|p| p.strata[0].population += 1, What::Population),
        (|p| p.strata[1].reserve += 1, What::ReserveSize),
        (
            |p| p.selection_sha256.replace_range(..1, "x"),
            What::Selection,
        ),
        (|p| p.draw_id.replace_range(..1, "x"), What::DrawId),
    ];
    for (change, what) in changes {
        let mut protocol = draw.protocol.clone();
        change(&mut protocol);
        let found = verify(&plan, "plan", &same, &protocol, Some(&draw.keys), &[]).unwrap();
        assert!(
            said(&found.differences).iter().any(|d| d.0 == what),
            "{what:?}: {found:?}"
        );
        let purged = verify(&plan, "plan", &same, &protocol, None, &[]).unwrap();
        assert!(!purged.identical, "{what:?} once the key is gone");
    }
}

fn to(total: u64) -> Extension {
    Extension {
        total,
        ..Extension::default()
    }
}

/// After an extension the draw is that of the plan and then of the new total.
#[test]
fn an_extended_draw_is_redrawn_in_its_steps() {
    let ((plan, _), draw) = first();
    let same = frame(&[(NORTH, &PEOPLE), (SOUTH, &OTHERS)], "then");
    let selection = redraw(&plan, &same, &[to(7)]).unwrap();
    let extended = protocol::change::extend(&draw.protocol, &same, &selection);
    let entries = protocol::key::entries(&selection, &same);
    let keys: Keys = entries.into_iter().map(|e| (e.id, e.key)).collect();
    let found = verify(&plan, "plan", &same, &extended, Some(&keys), &[to(7)]).unwrap();
    assert_eq!(said(&found.differences), []);
    assert_eq!(extended.draw_id, draw.protocol.draw_id);
    let found = verify(&plan, "plan", &same, &extended, Some(&keys), &[]).unwrap();
    assert!(!found.identical, "without the extension it is another draw");
}
