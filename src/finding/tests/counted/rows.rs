//! Rows that are judged one by one, or against the rows of the same time.

use super::{Registers, groups};
use crate::template::BLANK;

/// Row 3 names nobody and row 4 has no day; row 5 has no office.
#[test]
fn rows_in_which_a_problem_was_found() {
    let rows = "person;office;in;many @1;North;2009-05-04;1 ;North;2009-05-04;1 \
        @2;South;soon;few @3;;2009-05-04;1";
    let of = |codes: &str| {
        let criterion = format!(
            "[[population]]\nregister = \"reg_a\"\nby = \"office\"\ncondition.problem = [{codes}]"
        );
        Registers::of(&criterion).rows(rows)
    };
    let counts = of("\"no-identity\", \"not-a-date\"").are(4, &["reg_a 3 person", "reg_a 4 in"]);
    assert_eq!(
        groups(&counts),
        [(BLANK, 1, 0), ("North", 2, 1), ("South", 1, 1)]
    );
    of("\"not-a-date\"").are(4, &["reg_a 4 in"]);
    of("\"no-identity\"").are(4, &["reg_a 3 person"]);
    // Of two problems in a row the one that was asked for is shown.
    of("\"not-a-number\"").are(4, &["reg_a 4 many"]);
}

#[test]
fn what_says_as_little_as_nothing_is_blank() {
    let criterion = "[[population]]\nregister = \"reg_a\"\n\
        condition.blank = { field = \"group\", or = [\"?\"] }";
    Registers::of(criterion)
        .rows("person;group @1;X @2;? @3;")
        .are(3, &["reg_a 3 group", "reg_a 4 group"]);
}

/// A step that comes before an earlier one, or after the reference date, 30 November 2009.
#[test]
fn steps_out_of_their_order() {
    let criterion = "[[population]]\nregister = \"reg_a\"\n\
        condition.order = [[\"in\", \"met\", \"out\"], [\"born\", \"in\"]]";
    let rows = "person;in;met;out;born \
        @1;2009-05-04;2009-05-04;2009-05-04; \
        @2;2009-05-04;2009-05-03;; \
        @3;2009-05-04;;2009-05-03; \
        @4;;;; \
        @5;2009-11-30;;; \
        @6;2009-12-01;;; \
        @7;2009-05-04;2009-05-10;2009-05-09; \
        @8;2009-05-04;;;2009-05-05";
    let scene = Registers::of(criterion).rows(rows);
    // The same day is no fault, and without any day there is nothing to put in order.
    let until_reference = [
        "reg_a 3 met",
        "reg_a 4 out",
        "reg_a 7 in",
        "reg_a 8 out",
        "reg_a 9 in",
    ];
    scene.are(7, &until_reference);
    // What the register cannot know yet: from the day after it was drawn.
    let as_of = |day: &str| format!("[registers.reg_a]\nfile = \"reg_a.csv\"\nas_of = {day}\n");
    let earlier = [
        "reg_a 3 met",
        "reg_a 4 out",
        "reg_a 6 in",
        "reg_a 7 in",
        "reg_a 8 out",
        "reg_a 9 in",
    ];
    scene.clone().plan(&as_of("2009-11-29")).are(7, &earlier);
    scene
        .clone()
        .plan(&as_of("2010-01-31"))
        .are(7, &until_reference);
    // One column is enough; without any there is nothing to go by.
    scene
        .clone()
        .rows("person;met @1;2009-05-04 @2;2009-12-01 @3;")
        .are(2, &["reg_a 3 met"]);
    scene
        .rows("person;office @1;North")
        .is_not_evaluated("the export has no column for reg_a.in");
}

/// Until June group S1 goes with the south, from June on S2: in June both do.
#[test]
fn values_that_go_together_for_a_time() {
    let criterion = "[[population]]\nregister = \"reg_a\"\n[population.condition.pairs]\n\
        of = \"office\"\nwith = \"group\"\non = \"in\"\npairs = [\n\
        { of = \"North\", with = [\"N1\", \"N2\"] },\n\
        { of = \"South\", with = [\"S1\"], valid_to = 2009-06-30 },\n\
        { of = \"South\", with = [\"S2\"], valid_from = 2009-06-01 }]";
    let rows = "person;office;group;in \
        @1;North;N2;2009-05-04 \
        @2;North;S1;2009-05-04 \
        @3;South;S2;2009-05-04 \
        @4;South;S2;2009-06-15 \
        @5;South;S1;2009-07-01 \
        @6;South;S2; \
        @7;East;S1;2009-05-04 \
        @8;South;N1;2009-06-15";
    // Row 7 has no day and is held to the reference date; of the east nothing is listed.
    let expected = [
        "reg_a 3 group",
        "reg_a 4 group",
        "reg_a 6 group",
        "reg_a 9 group",
    ];
    Registers::of(criterion).rows(rows).are(7, &expected);
    // Without a column for the day all are.
    Registers::of(criterion)
        .rows("person;office;group @1;South;S1 @2;South;S2 @3;East;S1")
        .are(2, &["reg_a 2 group"]);
}

const AGE: &str = "parameters = { age = 29 }\n\
    [[profiles]]\ntitle = { sv = \"P\", en = \"P\" }\nfor.\"reg_a.office\" = [\"South\"]\n\
    valid_to = 2009-06-30\nage = 24\n\
    [[population]]\nregister = \"reg_a\"\n[population.condition.age]\ngroup = \"group\"\n\
    on = \"in\"\nborn = \"born\"\nat_most = [\"young\"]\nover = [\"old\"]";

/// On 4 May 2009 who was born on 4 May 1980 is 29, who was born a year before 30, and who was
/// born on 5 May 1979 is 29 still; who was born on 4 May 1984 is 25.
#[test]
fn groups_for_another_age() {
    let rows = "person;office;group;in;born \
        @1980-05-04;North;young;2009-05-04; \
        @1979-05-04;North;young;2009-05-04; \
        @1980-05-04;North;old;2009-05-04; \
        @1979-05-04;North;old;2009-05-04; \
        @1979-05-05;North;young;2009-05-04; \
        @1979-05-04;North;other;2009-05-04; \
        @1979-05-04;North;young;; \
        ;North;young;2009-05-04; \
        @1979-05-04;North;young;2009-05-04;1985-01-01 \
        @1984-05-04;South;young;2009-05-04; \
        @1984-05-04;South;young;2009-07-01;";
    // Rows 7, 8 and 9 are in no group of an age, have no day, or nobody's age. In the south the
    // age was 24 until June.
    let scene = Registers::of(AGE).rows(rows);
    let expected = ["reg_a 3 group", "reg_a 4 group", "reg_a 11 group"];
    scene.are(8, &expected);
    // Where the plan sets the age no profile does: the 30 of row 3 and the 25 of row 11 are
    // young, the 29 of row 4 and the 30 of row 5 not old.
    scene
        .plan("[criteria.C1]\nage = 30\n")
        .are(8, &["reg_a 4 group", "reg_a 5 group"]);
}

#[test]
fn fewer_than_there_should_be() {
    let criterion = "parameters = { times = 3 }\n[[population]]\nregister = \"reg_a\"\n\
        condition.fewer = { field = \"many\" }";
    Registers::of(criterion)
        .rows("person;many @1;2 @2;3 @3; @4;4")
        .are(3, &["reg_a 2 many"]);
}

/// In the north @2 comes 60 seconds after @1 and 30 after @1's other row; @3 another 61 later.
#[test]
fn persons_at_the_same_place_at_almost_the_same_time() {
    let criterion = "parameters = { seconds = 60 }\n[[population]]\nregister = \"reg_a\"\n\
        by = \"group\"\n\
        condition.together = { key = [\"office\"], day = \"in\", time = \"time\" }";
    let rows = "person;office;in;time;group \
        @1;North;2009-05-04;08:00:00;X \
        @2;North;2009-05-04;08:01:00;Y \
        @3;North;2009-05-04;08:02:01;X \
        @1;North;2009-05-04;08:00:30;X \
        @4;South;2009-05-04;08:00:00;X \
        @5;North;2009-05-05;08:00:00;X \
        @6;;2009-05-04;08:00:00;X \
        @7;North;2009-05-04;;X \
        @8;North;;08:00:00;X \
        ;North;2009-05-04;08:00:00;X \
        @9;South;2009-05-04;09:00:00;X \
        @9;South;2009-05-04;09:00:10;X";
    // Rows 8 to 11 lack the place, the time, the day or the person; the two of @9 are one person's.
    let expected = ["reg_a 2 time", "reg_a 3 time", "reg_a 5 time"];
    let counts = Registers::of(criterion).rows(rows).are(8, &expected);
    assert_eq!(groups(&counts), [("X", 7, 2), ("Y", 1, 1)]);
    // A number that tells persons' cases apart is a key as well.
    let by_number = criterion.replace("office", "number");
    let rows = "person;number;in;time;group \
        @1;17;2009-05-04;08:00:00;X \
        @2;17;2009-05-04;08:00:00;X \
        @3;18;2009-05-04;08:00:00;X";
    let expected = ["reg_a 2 time", "reg_a 3 time"];
    Registers::of(&by_number).rows(rows).are(3, &expected);
}
