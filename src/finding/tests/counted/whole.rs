//! Which rows are gone through, the parts of a criterion together, and what is not there.

use super::{Registers, groups, shown};
use crate::lang::Text;
use crate::template::population::Counted;

const BLANK_GROUP: &str = "condition.blank = { field = \"group\" }";

/// Only the north, no X, and only where the day of the meeting is filled.
#[test]
fn some_rows_are_chosen() {
    let criterion = format!(
        "[[population]]\nregister = \"reg_a\"\nonly = {{ office = [\"North\"] }}\n\
         except = {{ month = [\"2009-02\"] }}\nfilled = [\"met\"]\n{BLANK_GROUP}"
    );
    let scene = Registers::of(&criterion);
    let rows = "person;office;month;met;group \
        @1;North;2009-01;2009-05-04; \
        @2;North;2009-02;2009-05-04; \
        @3;North;2009-01;; \
        @4;South;2009-01;2009-05-04; \
        @5;North;2009-01;2009-05-04;Y";
    scene.clone().rows(rows).are(2, &["reg_a 2 group"]);
    // A field that could take rows away takes none where it has no column; without one that must
    // be filled, or by which rows are chosen, nothing can be counted.
    scene
        .clone()
        .rows("person;office;met;group @1;North;2009-05-04; @2;North;;")
        .are(1, &["reg_a 2 group"]);
    for (columns, lacking) in [
        ("person;office;group", "met"),
        ("person;met;group", "office"),
        ("person;office;met", "group"),
    ] {
        scene
            .clone()
            .rows(&format!("{columns} @1;;"))
            .is_not_evaluated(&format!("the export has no column for reg_a.{lacking}"));
    }
}

/// The plan is about group X; what goes by the population leaves the rest out.
#[test]
fn rows_outside_the_scope_count_where_nothing_is_said() {
    let all = "[[population]]\nregister = \"reg_a\"\ncondition.blank = { field = \"met\" }";
    let within = "[[population]]\nregister = \"reg_a\"\nin_scope = true\n\
        condition.blank = { field = \"met\" }";
    let other = "[[population]]\nregister = \"reg_c\"\ncondition.blank = { field = \"filled\" }";
    let found = Registers::of(all)
        .and("C2", within)
        .and("C3", other)
        .plan("[scope]\n\"reg_a.group\" = [\"X\"]\n")
        .rows("person;group;met @1;X; @2;Y; @3;X;2009-05-04")
        .file("reg_c", "person;filled @1;x @2;")
        .all();
    let counts: Vec<(u64, u64)> = found.counts.iter().map(|c| (c.rows, c.gaps)).collect();
    assert_eq!(counts, [(3, 2), (2, 1), (2, 1)]);
    assert!(found.counts.iter().all(|counts| counts.parts.is_empty()));
}

#[test]
fn the_first_twenty_places_are_kept() {
    let criterion = format!("[[population]]\nregister = \"reg_a\"\n{BLANK_GROUP}");
    let rows = format!("person;group{}", " @1;".repeat(25));
    let found = Registers::of(&criterion).rows(&rows).all();
    assert_eq!((found.counts[0].rows, found.counts[0].gaps), (25, 25));
    let rows: Vec<u64> = found.counts[0]
        .places
        .iter()
        .filter_map(|p| p.row)
        .collect();
    assert_eq!(rows, (2..22).collect::<Vec<u64>>());
    // Of two parts the second gets the room that the first leaves: 15 and 5.
    let rows = format!("person;group;met{}", " @1;;".repeat(15));
    let second = "[[population]]\nregister = \"reg_a\"\ncondition.blank = { field = \"met\" }";
    let both = Registers::of(&format!("{criterion}\n{second}"));
    let found = both.rows(&rows).all();
    assert_eq!((found.counts[0].rows, found.counts[0].gaps), (30, 30));
    let places: Vec<String> = (2..17)
        .map(|row| format!("reg_a {row} group"))
        .chain((2..7).map(|row| format!("reg_a {row} met")))
        .collect();
    assert_eq!(shown(&found.counts[0]), places);
}

/// Two parts by office, which are added up, one by another field and one over another register,
/// which are not.
#[test]
fn the_parts_of_a_criterion_are_told_together_and_apart() {
    let part = |title: &str, register: &str, by: &str, field: &str| {
        format!(
            "[[population]]\ntitle = {{ sv = \"{title}\", en = \"{title}\" }}\n\
             register = \"{register}\"\nby = \"{by}\"\n\
             condition.blank = {{ field = \"{field}\" }}\n"
        )
    };
    let criterion = [
        part("first", "reg_a", "office", "group"),
        part("second", "reg_a", "office", "met"),
        part("third", "reg_a", "group", "out"),
        part("fourth", "reg_c", "kind", "filled"),
    ];
    let counts = Registers::of(&criterion.concat())
        .and("C2", &part("", "reg_c", "kind", "filled"))
        .rows(
            "person;office;group;met;out @1;North;;2009-05-04;2009-05-05 @2;North;X;; \
             @3;South;;;2009-05-05",
        )
        .file("reg_c", "person;kind;filled @1;North; @3;North;x")
        .all()
        .counts;
    let [all, other] = &counts[..] else {
        panic!("{} criteria", counts.len());
    };
    let parts = [
        ("first", 3, 2),
        ("second", 3, 2),
        ("third", 3, 1),
        ("fourth", 2, 1),
    ];
    let parts = parts.map(|(title, rows, gaps)| (Text::same(title), rows, gaps));
    assert_eq!(all.parts, parts);
    assert_eq!((all.rows, all.gaps, all.counted), (11, 6, Counted::Rows));
    // In the north rows 2 and 3 twice, of which row 2 has no group and row 3 no meeting; in the
    // south row 4 twice, which has neither.
    assert_eq!(groups(all), [("North", 4, 2), ("South", 2, 2)]);
    let places = [
        "reg_a 2 group",
        "reg_a 4 group",
        "reg_a 3 met",
        "reg_a 4 met",
        "reg_a 3 out",
        "reg_c 2 filled",
    ];
    assert_eq!(shown(all), places);
    assert_eq!((other.rows, other.gaps), (2, 1));
    assert_eq!(groups(other), [("North", 2, 1)]);
}

#[test]
fn what_is_not_there_is_not_counted() {
    let over_c = "[[population]]\nregister = \"reg_c\"\ncondition.blank = { field = \"filled\" }";
    let scene = Registers::of(over_c).rows("person;group @1;");
    scene.is_not_evaluated("no register or checklist in the plan gives the information");
    // One part without its register leaves the whole criterion open, and others are counted.
    let part = format!("[[population]]\nregister = \"reg_a\"\n{BLANK_GROUP}\n{over_c}");
    let found = Registers::of(&part)
        .and(
            "C2",
            &format!("[[population]]\nregister = \"reg_a\"\n{BLANK_GROUP}"),
        )
        .rows("person;group @1;")
        .all();
    assert_eq!(found.not_evaluated.len(), 1);
    assert_eq!((found.counts.len(), found.counts[0].gaps), (1, 1));
    // A list that nobody has begun is told so, and counted when it is there.
    let over_list = "[[population]]\nregister = \"list\"\ncondition.blank = { field = \"kind\" }";
    let list = Registers::of(over_list)
        .rows("person @1")
        .plan("[registers.list]\nfile = \"list.csv\"\n");
    list.is_not_evaluated("the list list.csv is not written yet; stickprov checklist does that");
    list.file("list", "number;kind 1;x 2;")
        .are(2, &["list 3 kind"]);
}
