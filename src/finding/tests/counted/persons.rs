//! Persons, each once, and their months.

use super::{Registers, groups};
use crate::template::BLANK;

const UNMATCHED: &str = "[[population]]\nregister = \"reg_a\"\nby = \"office\"\n\
    [population.condition.unmatched]\nother = \"reg_c\"\nonly = { kind = [\"Yes\"] }\n\
    filled = [\"filled\", \"done\"]";

const IN_A: &str = "person;office @1;North @2;North @2;South @3;South @4;South @5;South \
    ;North @6;South";
const IN_C: &str = "person;kind;filled;done @1;Yes;x;J @3;No;x;J @4;Yes;;J @5;Yes;x;N \
    @6;Yes;nej;J";

/// @2 has no row, @3 one of another kind, @4 and @5 lack what must be filled, and @6 says no.
#[test]
fn persons_who_are_not_in_another_register() {
    let scene = Registers::of(UNMATCHED).rows(IN_A).file("reg_c", IN_C);
    // @2 has two rows and belongs where the first of them is.
    let expected = ["reg_a 3", "reg_a 5", "reg_a 6", "reg_a 7", "reg_a 9"];
    let counts = scene.are(6, &expected);
    assert_eq!(groups(&counts), [("North", 2, 1), ("South", 4, 4)]);
    let any = "[[population]]\nregister = \"reg_a\"\n\
        condition.unmatched = { other = \"reg_c\" }";
    let any = Registers::of(any).rows(IN_A);
    any.clone().file("reg_c", IN_C).are(6, &["reg_a 3"]);
    // The other way round: the row of @7 stands alone.
    let back = "[[population]]\nregister = \"reg_c\"\n\
        condition.unmatched = { other = \"reg_a\" }";
    Registers::of(back)
        .rows("person @1 @2")
        .file("reg_c", "person @1 @7 @2")
        .are(3, &["reg_c 3"]);
    // Without the register, or a column of it, nobody can tell.
    any.is_not_evaluated("no register or checklist in the plan gives the information");
    scene
        .file("reg_c", "person;kind;filled @1;Yes;x")
        .is_not_evaluated("the export has no column for reg_c.done");
}

/// The numbers 17 and 20 lead to @1, 18 to @2, and 99 to nobody; @3 has no number.
#[test]
fn a_number_leads_to_its_person() {
    let in_a = "person;number @1;17 @1;20 @2;18 @3;";
    let without = "[[population]]\nregister = \"reg_a\"\n\
        condition.unmatched = { other = \"reg_b\" }";
    Registers::of(without)
        .file("reg_b", "number;what 17;x 99;x 20;y")
        .rows(in_a)
        .are(3, &["reg_a 4", "reg_a 5"]);
    // Who has three rows has them under any number; what tells whose they are is read first.
    let repeated = "parameters = { times = 3 }\n[[population]]\nregister = \"reg_b\"\n\
        condition.repeats = {}";
    let scene = Registers::of(repeated).rows(in_a);
    scene
        .clone()
        .file("reg_b", "number;what 17;x 18;x 20;y 17;x 99;x 99;y 99;z")
        .are(2, &["reg_b 5"]);
    // An export that names the persons itself needs no numbers.
    scene.file("reg_b", "number;what 18;x").are(1, &[]);
}

const REPEATS: &str = "[[population]]\nregister = \"reg_c\"\n\
    condition.repeats = { counting = { kind = [\"Talk\"] }, on = \"day\" }";

const TALKS: &str = "person;kind;day \
    @1;Talk;2009-01-31 \
    @1;Talk;2009-04-30 \
    @2;Talk;2009-01-31 \
    @2;Talk;2009-05-01 \
    @3;Talk;2009-03-01 \
    @3;Note;2009-03-02 \
    @4;Note;2009-03-01 \
    @5;Talk; \
    @5;Talk;2009-03-01 \
    @6;Talk;2009-06-10 \
    @6;Talk;2009-05-10";

/// Three months from 31 January end with 30 April.
#[test]
fn persons_with_several_rows() {
    let scene = |parameters: &str| {
        Registers::of(&format!("parameters = {{ {parameters} }}\n{REPEATS}"))
            .rows("person @1")
            .file("reg_c", TALKS)
    };
    // The row that completes the number stands for it: of @6 the later day, in row 11.
    scene("times = 2, months = 3").are(6, &["reg_c 3 day", "reg_c 11 day"]);
    // Without a span the days do not matter, and a row without one counts too.
    let expected = ["reg_c 3 day", "reg_c 5 day", "reg_c 10 day", "reg_c 11 day"];
    scene("times = 2").are(6, &expected);
    scene("times = 3").are(6, &[]);
    scene("times = 3, months = 12").are(6, &[]);
}

/// Twelve months after the end must be over on 30 November 2009.
#[test]
fn persons_whose_case_began_anew() {
    let criterion = "parameters = { months = 12 }\n[[population]]\nregister = \"reg_a\"\n\
        by = \"office\"\ncondition.returns = { ended = \"out\", began = \"in\" }";
    let rows = "person;in;out \
        @1;2008-01-01;2008-11-30 \
        @1;2009-11-30; \
        @2;2008-01-01;2008-12-01 \
        @2;2009-01-01; \
        @3;2008-01-01;2008-06-30 \
        @3;2009-07-01; \
        @4;2008-01-01;2008-06-30 \
        @4;2008-06-30; \
        @5;2008-06-30;2008-06-30 \
        @6;;2008-06-30 \
        @6;2008-06-29; \
        @7;2008-01-01;2008-06-30 \
        @7;2009-02-01; \
        @7;2008-09-01;";
    // @1 began again on the last day and @4 on the first; @3 a day too late, @5 once and @6 only
    // before. @2 cannot be followed for so long. Of @7 the first return is shown, in row 15.
    let expected = ["reg_a 3 in", "reg_a 9 in", "reg_a 15 in"];
    let scene = Registers::of(criterion).rows(rows);
    let counts = scene.are(6, &expected);
    assert_eq!(groups(&counts), [(BLANK, 6, 3)]);
    // An export of the day before cannot follow @1 either.
    scene
        .plan("[registers.reg_a]\nfile = \"reg_a.csv\"\nas_of = 2009-11-29\n")
        .are(5, &["reg_a 9 in", "reg_a 15 in"]);
}

/// October of @1 has a note and no talk; of @2 the month is that of the day.
#[test]
fn months_without_what_they_should_have() {
    let criterion = "[[population]]\nregister = \"reg_a\"\nby = \"office\"\n\
        [population.condition.months]\nmonth = [\"month\", \"in\"]\nchecked = \"reg_c.day\"\n\
        only = { kind = [\"Talk\"] }";
    let in_a = "person;month;in;office \
        @1;2009-09;2009-01-04;North \
        @1;2009-10;;North \
        @1;2009-10;;South \
        @2;;2009-09-04;South \
        @3;2009-11;; \
        @3;2009-12;; \
        @4;;; \
        ;2009-09;;North";
    let in_c = "person;kind;day @1;Talk;2009-09-15 @1;Note;2009-10-15 ;Talk;2009-10-15";
    let scene = Registers::of(criterion).rows(in_a).file("reg_c", in_c);
    // November ends with the reference date and December later; row 4 is October again.
    let counts = scene.are(4, &["reg_a 3", "reg_a 5", "reg_a 6"]);
    assert_eq!(
        groups(&counts),
        [(BLANK, 1, 1), ("North", 2, 1), ("South", 1, 1)]
    );
    // Nothing is due of a month that the other register does not reach the end of.
    scene
        .clone()
        .plan("[registers.reg_c]\nfile = \"reg_c.csv\"\nas_of = 2009-10-30\n")
        .are(2, &["reg_a 5"]);
    scene
        .clone()
        .rows("person;in @1;2009-09-04 @2;2009-09-04")
        .are(2, &["reg_a 3"]);
    scene
        .clone()
        .rows("person;office @1;North")
        .is_not_evaluated("the export has no column for reg_a.month");
    for (columns, lacking) in [("person;kind", "day"), ("person;day", "kind")] {
        scene
            .clone()
            .file("reg_c", &format!("{columns} @1;"))
            .is_not_evaluated(&format!("the export has no column for reg_c.{lacking}"));
    }
}
