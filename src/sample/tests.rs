//! Tickets, ranks, reserves and sizes on made-up frames.

use std::collections::BTreeMap;

use super::*;
use crate::frame::{Stratum, Unit, stratum_letter, stratum_name};
use crate::lang::Lang;
use crate::plan::{Allocation, Size};
use crate::problem::Problems;

/// Strata of so many units, called by their values; the keys are `stratum-number`.
fn frame(strata: &[(&[&str], usize)]) -> Frame {
    let mut units = Vec::new();
    let strata: Vec<Stratum> = strata
        .iter()
        .enumerate()
        .map(|(at, (values, count))| {
            for number in 0..*count {
                units.push(Unit {
                    key: Identity::from_text(&format!("{at}-{number}")).unwrap(),
                    stratum: at,
                    row: 0,
                    person: None,
                });
            }
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            Stratum {
                letter: stratum_letter(at),
                name: stratum_name(&values),
                values,
                population: u64::try_from(*count).unwrap(),
            }
        })
        .collect();
    Frame {
        strata,
        units: units.into_iter().collect(),
        inputs: Vec::new(),
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

fn settings(size: Size) -> Settings {
    Settings {
        size,
        allocation: Allocation::Proportional,
        minimum: 0,
        reserve: 1,
        seed: Some("17".to_owned()),
        given: None,
        coordinate: None,
    }
}

fn table(entries: &[(&str, u64)]) -> BTreeMap<String, u64> {
    entries
        .iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect()
}

#[track_caller]
fn refused(settings: &Settings, frame: &Frame, words: &[&str]) {
    let said = draw(settings, frame).unwrap_err().in_words(Lang::En);
    for word in words {
        assert!(said.contains(word), "{word:?} is not in {said:?}");
    }
}

/// The tickets of a stratum, sorted in full, against the ones that were kept.
#[test]
fn the_lowest_tickets_are_the_sample_and_the_next_the_reserve() {
    let frame = frame(&[(&["x"], 40), (&["y"], 3), (&["z"], 5)]);
    let fixed = Size::Fixed(table(&[("x", 7), ("y", 3), ("z", 0)]));
    let selection = draw(&settings(fixed), &frame).unwrap();
    let hash = seed_hash("17");
    for (stratum, (size, reserves)) in [(7, 1), (3, 0), (0, 1)].into_iter().enumerate() {
        let mut all: Vec<(String, usize)> = frame
            .units
            .iter()
            .enumerate()
            .filter(|(_, unit)| unit.stratum == stratum)
            .map(|(at, unit)| (Ticket::of(&hash, &unit.key).to_hex(), at))
            .collect();
        all.sort();
        let drawn: Vec<_> = selection
            .drawn
            .iter()
            .filter(|d| d.stratum == stratum)
            .collect();
        assert_eq!(drawn.len(), size + reserves);
        for (place, (drawn, (ticket, unit))) in drawn.iter().zip(&all).enumerate() {
            assert_eq!(
                (&drawn.ticket.unwrap().to_hex(), drawn.unit),
                (ticket, *unit)
            );
            assert_eq!(drawn.reserve, place >= size);
            assert_eq!(drawn.rank, u64::try_from(place).unwrap() + 1);
        }
    }
    let ids: Vec<&str> = selection.drawn.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids[..2], ["A-01", "A-02"]);
    assert_eq!(ids[8..], ["B-01", "B-02", "B-03", "C-01"]);
}

/// Two digits at least, and as many as are needed.
#[test]
fn numbers_grow_beyond_two_digits() {
    let frame = frame(&[(&[], 120)]);
    let selection = draw(&settings(Size::Total(101)), &frame).unwrap();
    let ids: Vec<&str> = selection.drawn.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(
        (ids[8], ids[98], ids[99], ids[101]),
        ("A-09", "A-99", "A-100", "A-102")
    );
}

/// DESIGN 4: NFC before hashing, and the printed recipe `printf %s "$seedhash$key" | sha256sum`.
#[test]
fn a_ticket_is_the_hash_of_the_printed_recipe() {
    let seed = seed_hash("A\u{30a}r");
    assert_eq!(seed, seed_hash("\u{c5}r"));
    assert_eq!(seed, sha256_hex("\u{c5}r".as_bytes()));
    let key = Identity::from_text("X-1").unwrap();
    assert_eq!(
        Ticket::of(&seed, &key).to_hex(),
        sha256_hex(format!("{seed}X-1").as_bytes())
    );
    // The hash of nothing, as every tool prints it.
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(sha256_hex(b""), empty);
}

/// A size table is spread within each value of the first stratifier: 3 over 4 and 2 is 2 and 1,
/// 2 over 5 and 5 a tie that goes by name.
#[test]
fn a_size_table_is_spread_within_each_value() {
    let frame = frame(&[
        (&["x", "p"], 4),
        (&["x", "q"], 2),
        (&["y", "p"], 5),
        (&["y", "q"], 5),
    ]);
    let mut settings = settings(Size::PerValue(table(&[("x", 3), ("y", 3)])));
    assert_eq!(sizes(&settings, &frame).unwrap().sizes, [2, 1, 2, 1]);
    settings.size = Size::PerValue(table(&[("x", 3), ("w", 3)]));
    refused(&settings, &frame, &["\"w\"", "\"y\""]);
    settings.size = Size::PerValue(table(&[("x", 7), ("y", 1)]));
    refused(&settings, &frame, &["7", "6"]);
}

/// `keep` files drawn before are the minimum of an extension.
#[test]
fn an_extension_gives_every_stratum_at_least_what_it_had() {
    let frame = frame(&[(&["x"], 30), (&["y"], 10)]);
    let fixed = settings(Size::Fixed(table(&[("x", 1), ("y", 5)])));
    let before = sizes(&fixed, &frame).unwrap().sizes;
    let total = Size::Total(10);
    let after = sizes_with_minimum(&fixed, &total, &frame, &before)
        .unwrap()
        .sizes;
    // 10 over 30 and 10 would be 7.5 and 2.5; y keeps its 5.
    assert_eq!(after, [5, 5]);
}

#[test]
fn what_is_not_said_is_asked_for() {
    let frame = frame(&[(&["x"], 3), (&["y"], 3)]);
    let mut settings = settings(Size::Total(2));
    settings.seed = None;
    refused(&settings, &frame, &["seed"]);
    settings.seed = Some("17".to_owned());
    settings.allocation =
        Allocation::Neyman(BTreeMap::from([("x".to_owned(), "0.5".parse().unwrap())]));
    refused(&settings, &frame, &["\"y\""]);
    settings.allocation = Allocation::Proportional;
    settings.size = Size::Fixed(table(&[("x", 1)]));
    refused(&settings, &frame, &["\"y\""]);
    settings.size = Size::Fixed(table(&[("x", 1), ("y", 1), ("z", 1)]));
    refused(&settings, &frame, &["\"z\"", "x; y"]);
    settings.size = Size::Listed;
    refused(&settings, &frame, &["given"]);
}

/// Files of a list are taken in its order, within their strata, without tickets and reserves.
#[test]
fn a_list_is_taken_as_it_stands() {
    let mut frame = frame(&[(&["x"], 3), (&["y"], 3)]);
    let key = |frame: &Frame, at: usize| frame.units.get(at).key.expose().to_owned();
    let place = |frame: &Frame, wanted: &str| {
        (0..frame.units.len())
            .find(|at| key(frame, *at) == wanted)
            .unwrap()
    };
    let picked = ["1-2", "0-2", "1-0"].map(|wanted| place(&frame, wanted));
    frame.given = Some(Given {
        how: How::Systematic,
        units: picked.to_vec(),
        strangers: Vec::new(),
        list: crate::problem::Place::file("lista.csv"),
        left_out: 3,
    });
    let mut settings = settings(Size::Listed);
    settings.reserve = 0;
    let selection = draw(&settings, &frame).unwrap();
    let drawn: Vec<(String, String, bool)> = selection
        .drawn
        .iter()
        .map(|one| (one.id.clone(), key(&frame, one.unit), one.ticket.is_some()))
        .collect();
    let expected = [("A-01", "0-2"), ("B-01", "1-2"), ("B-02", "1-0")];
    let expected = expected.map(|(id, key)| (id.to_owned(), key.to_owned(), false));
    assert_eq!(drawn, expected);
    assert_eq!(selection.sizes.sizes, [1, 2]);
    assert_eq!(seed(&settings, &frame), None);
}

/// The names stand in protocols that must be read for ever.
#[test]
fn methods_have_their_names() {
    let mut frame = frame(&[(&["x"], 1)]);
    assert_eq!(method(&frame), "sha256-rank/1");
    for (how, name) in [
        (How::Judgement, "given/judgement"),
        (How::Systematic, "given/systematic"),
        (How::All, "given/all"),
    ] {
        frame.given = Some(Given {
            how,
            units: Vec::new(),
            strangers: Vec::new(),
            list: crate::problem::Place::file("lista.csv"),
            left_out: 0,
        });
        assert_eq!(method(&frame), name);
        assert!(is_method(name));
    }
    assert!(is_method("sha256-rank/1"));
    assert!(!is_method("sha256-rank/2"));
}

fn earlier(mode: CoordinateMode, keys: &[String]) -> crate::frame::Earlier {
    crate::frame::Earlier {
        with: "2009".to_owned(),
        mode,
        draw_id: "d".to_owned(),
        seed: "theirs".to_owned(),
        units: (keys.iter())
            .map(|key| Identity::from_text(key).unwrap())
            .collect(),
    }
}

/// What two audits share are files of the sample; a reserve is nobody's file yet.
#[test]
fn the_overlap_counts_the_sample_and_no_reserves() {
    let mut frame = frame(&[(&["x"], 20)]);
    let selection = draw(&settings(Size::Total(4)), &frame).unwrap();
    assert_eq!(selection.overlap(&frame), None);
    let drawn = selection.drawn.iter();
    let keys: Vec<String> = drawn
        .map(|one| frame.units.get(one.unit).key.expose().to_owned())
        .collect();
    assert_eq!(keys.len(), 5, "four and a reserve");
    // Two of the four, the reserve, and somebody who was not drawn.
    let theirs = [&keys[0], &keys[3], &keys[4], &"9-9".to_owned()].map(Clone::clone);
    frame.earlier = Some(earlier(CoordinateMode::Avoid, &theirs));
    assert_eq!(selection.overlap(&frame), Some(2));
    assert_eq!(seed(&settings(Size::Total(4)), &frame), Some("17"));
    frame.earlier = Some(earlier(CoordinateMode::Keep, &theirs));
    assert_eq!(seed(&settings(Size::Total(4)), &frame), Some("theirs"));
}

/// `printf 'A-01,K1\nA-02,K2\n' | sha256sum`.
#[test]
fn a_selection_has_the_hash_of_its_lines() {
    let keys = ["K1", "K2"].map(|key| Identity::from_text(key).unwrap());
    let lines = ["A-01", "A-02"].into_iter().zip(keys);
    let expected = "9e8ad946a9144d59ca5449866b9c01839eab5fbcad435caac74c57aae4da04bd";
    assert_eq!(selection_sha256(lines), expected);
    let frame = frame(&[(&["x"], 3)]);
    let selection = draw(&settings(Size::Total(1)), &frame).unwrap();
    let keys: Vec<Identity> = (selection.drawn.iter())
        .map(|one| frame.units.get(one.unit).key)
        .collect();
    assert_eq!(
        selection.sha256(&frame),
        selection_sha256(["A-01", "A-02"].into_iter().zip(keys))
    );
}
