//! Every spelling of a personnummer in DOMAIN 3b, through the real reading path. The keys are
//! worked out by hand from DESIGN 4; the reference date is 30 November 2009.

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::audit::{frame_of, plan_text};
use super::model;
use stickprov::frame::Frame;

/// Text cells and their keys. Check digits: 901210-239 gives 31, so 9; 050101-238 21, 9;
/// 091201-238 28, 2; 091130-238 32, 8; 101210-238 22, 8; 000101-238 16, 4; 001001-238 17, 3;
/// 000229-238 29, 1.
const TEXTS: [(&str, &str); 31] = [
    ("19901210-2399", "199012102399"),
    ("199012102399", "199012102399"),
    ("901210-2399", "199012102399"),
    ("9012102399", "199012102399"),
    (" 901210 2399 ", "199012102399"),
    ("901210\u{2013}2399", "199012102399"),
    ("901210\u{2212}2399", "199012102399"),
    ("901210\u{2011}2399", "199012102399"),
    ("19901210\u{a0}2399", "199012102399"),
    ("901210\u{ad}2399", "199012102399"),
    // The latest century on or before the reference date.
    ("050101-2389", "200501012389"),
    ("091130-2388", "200911302388"),
    ("091201-2382", "190912012382"),
    ("000229-2381", "200002292381"),
    // With a plus the latest that makes the person 100 or more by year.
    ("901210+2399", "189012102399"),
    ("091130+2388", "190911302388"),
    ("101210+2388", "181012102388"),
    // A day plus 60; twelve digits are not held against the reference date.
    ("701063-2391", "197010632391"),
    ("20101210-2388", "201012102388"),
    // Leading zeros lost.
    ("501012389", "200501012389"),
    ("50101-2389", "200501012389"),
    ("10012383", "200010012383"),
    ("1012384", "200001012384"),
    // Kept as they stand: interim, wrong check digit, damaged, impossible, too short, reserve.
    ("000101-T220", "000101-T220"),
    ("901210-2390", "901210-2390"),
    ("1,98507E+11", "1,98507E+11"),
    ("901310-2399", "901310-2399"),
    ("000229+2381", "000229+2381"),
    ("19901210-239", "19901210-239"),
    (" 901210-TF01", "901210-TF01"),
    ("Sa\u{30a}-17", "S\u{e5}-17"),
];

/// Cells that hold a number, and their keys.
const NUMBERS: [(f64, &str); 6] = [
    (199_012_102_399.0, "199012102399"),
    (9_012_102_399.0, "199012102399"),
    (501_012_389.0, "200501012389"),
    (1_012_384.0, "200001012384"),
    (9_012_102_390.0, "9012102390"),
    (17.0, "17"),
];

const UNIT: &str = "[unit]\nby = \"in\"\n[sample]\nsize = 1\nseed = \"s\"\n";

fn keys(frame: &Frame) -> Vec<String> {
    let keys = frame.units.iter();
    let mut keys: Vec<String> = keys.map(|unit| unit.key.expose().to_owned()).collect();
    // The units of a frame stand in no order that means anything.
    keys.sort_unstable();
    keys
}

/// Each cell in a file of its own, so that one does not hide another.
#[test]
fn texts() {
    for (cell, expected) in TEXTS {
        let folder = TempDir::new().unwrap();
        let file = format!("Person nr;In;Besök\r\n{cell};2009-05-04;1\r\n");
        std::fs::write(folder.path().join("a.csv"), file).unwrap();
        let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
        assert_eq!(keys(&frame), [expected], "{cell:?}");
        assert_eq!(
            model::key(cell, false, (2009, 11, 30)).as_deref(),
            Some(expected),
            "{cell:?}"
        );
    }
}

/// Words for nothing are nobody: three such rows are not three rows of one person.
#[test]
fn words_for_nothing_are_nobody() {
    let cells = [
        "-",
        "NULL",
        "Skyddad identitet",
        "0",
        "000000-0000",
        "9999999999",
    ];
    let folder = TempDir::new().unwrap();
    let mut file = String::from("Person nr;In;Besök\r\n19901210-2399;2009-05-04;1\r\n");
    for cell in cells {
        file.push_str(&format!("{cell};2009-05-04;1\r\n"));
        assert_eq!(model::key(cell, false, (2009, 11, 30)), None, "{cell}");
    }
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame), ["199012102399"]);
    assert_eq!(frame.problems.count("not-an-identity"), 6);
    assert_eq!(frame.problems.count("no-identity"), 6);
}

/// A number with a mark beside it is the same person as without; both are told, and one is drawn.
#[test]
fn a_mark_beside_a_number_makes_no_second_person() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök\r\n19901210-2399;2009-05-04;1\r\n901210-2399 *;2009-06-04;1\r\n\
                050101-2389 (S);2009-05-04;1\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame), ["199012102399", "200501012389"]);
    assert_eq!(frame.problems.count("identity-with-mark"), 2);
}

/// Headings and remarks of a report, each alone in its row, are no persons, whatever numbers they
/// have; they are counted among the rows without identity. A file's number alone is one.
#[test]
fn headings_with_numbers_are_no_persons() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök\r\nEnhet 45012 JS Farsta;;\r\n19901210-2399;2009-05-04;1\r\n\
                Antal personer: 10;;\r\nSN 2009-114;;\r\n050101-2389;2009-05-04;1\r\n\
                Uttag 2009-11-30 14:32;;\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(
        keys(&frame),
        ["199012102399", "200501012389", "SN 2009-114"]
    );
    assert_eq!(frame.problems.count("not-an-identity"), 3);
    assert_eq!(frame.problems.count("no-identity"), 3);
}

/// Numbers that stand in the first of a person's rows are told once, and nothing is filled in.
#[test]
fn numbers_that_stand_once_for_several_rows_are_told() {
    let folder = TempDir::new().unwrap();
    let mut file = String::from("Person nr;In;Besök\r\n");
    for number in ["19901210-2399", "050101-2389", "850165-2393"] {
        file.push_str(&format!("{number};2009-05-04;1\r\n;2009-06-04;2\r\n"));
    }
    std::fs::write(folder.path().join("a.csv"), &file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame).len(), 3);
    assert_eq!(frame.problems.count("identity-once"), 1);
    assert_eq!(frame.problems.count("no-identity"), 3);
}

/// A column that is not read and has other people's numbers may be the one that was meant; one with
/// the same numbers is not.
#[test]
fn other_persons_beside_the_row_s_own_are_told() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök;Klienten;Kopia\r\n\
                19901210-2399;2009-05-04;1;050101-2389;901210-2399\r\n\
                19901210-2399;2009-05-05;1;850165-2393;901210-2399\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame), ["199012102399"]);
    assert_eq!(frame.problems.count("other-persons"), 2);
    assert_eq!(frame.problems.count("persons-unread"), 0);
}

/// Words of protection in a remark leave nobody out, and are told.
#[test]
fn words_of_protection_elsewhere_are_told() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök;Anm\r\n19901210-2399;2009-05-04;1;Skyddad identitet\r\n\
                050101-2389;2009-05-05;1;skyddat arbete\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(frame.problems.count("protection-elsewhere"), 1);
}

/// Rows whose cells are shifted have somebody's number where there should be something else.
#[test]
fn shifted_rows_are_told() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök\r\n19901210-2399;2009-05-04;1\r\n\
                2009-05-04;050101-2389;1\r\nR 4711;2009-05-04;1\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(frame.problems.count("identity-shifted"), 1);
    assert_eq!(frame.problems.count("birth-date-as-identity"), 1);
    assert_eq!(frame.problems.count("other-identity"), 1);
}

/// A list in two blocks side by side: the second block's persons are told, and those that stand in
/// both blocks are not.
#[test]
fn a_second_block_of_persons_is_told() {
    let folder = TempDir::new().unwrap();
    let file = "Person nr;In;Besök;Person nr;In\r\n19901210-2399;2009-05-04;1;050101-2389;2009-05-04\r\n\
                850165-2393;2009-05-04;1;850165-2393;2009-05-04\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame), ["198501652393", "199012102399"]);
    assert_eq!(frame.problems.count("persons-unread"), 1);
    // The same where the second block has no headers.
    let file = "Person nr;In;Besök\r\n19901210-2399;2009-05-04;1;050101-2389;2009-05-04\r\n\
                850165-2393;2009-05-04;1;091130-2388;2009-05-04\r\n";
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    assert_eq!(keys(&frame), ["198501652393", "199012102399"]);
    assert_eq!(frame.problems.count("persons-unread"), 2);
}

#[test]
fn numbers() {
    for (number, expected) in NUMBERS {
        let folder = TempDir::new().unwrap();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, header) in (0..).zip(["Person nr", "In", "Besök"]) {
            sheet.write_string(0, column, header).unwrap();
        }
        sheet.write_number(1, 0, number).unwrap();
        sheet.write_string(1, 1, "2009-05-04").unwrap();
        sheet.write_number(1, 2, 1.0).unwrap();
        book.save(folder.path().join("a.xlsx")).unwrap();
        let (_, _, frame) = frame_of(folder.path(), &plan_text("a.xlsx", UNIT)).unwrap();
        assert_eq!(keys(&frame), [expected], "{number}");
        let text = format!("{number}");
        assert_eq!(
            model::key(&text, true, (2009, 11, 30)).as_deref(),
            Some(expected),
            "{number}"
        );
    }
}

/// One person in twenty-three spellings is one unit, and the odd ones are told by kind.
#[test]
fn spellings_of_one_person_are_one_unit() {
    let folder = TempDir::new().unwrap();
    let mut file = String::from("Person nr;In;Besök\r\n");
    for (cell, _) in TEXTS {
        file.push_str(&format!("{cell};2009-05-04;1\r\n"));
    }
    std::fs::write(folder.path().join("a.csv"), file).unwrap();
    let (_, _, frame) = frame_of(folder.path(), &plan_text("a.csv", UNIT)).unwrap();
    let mut expected: Vec<&str> = TEXTS.iter().map(|(_, key)| *key).collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(keys(&frame), expected);
    assert_eq!(frame.problems.count("bad-check-digit"), 1);
    assert_eq!(frame.problems.count("other-identity"), 6);
    assert_eq!(frame.problems.count("rounded-identity"), 1);
    // No message names anyone.
    for (_, kind) in frame.problems.iter() {
        assert!(!format!("{kind:?}").contains("2399"), "{kind:?}");
    }
}
