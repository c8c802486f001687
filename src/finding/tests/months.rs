//! Months with something, and how many of them were checked: by two numbers of the file, else by
//! the registers.

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

/// Half of the months is enough. A8 is how many were checked, A12 of how many.
const MONTHS: &str = "parameters = { percent = 50 }\n[condition.months]\ndone = \"A8\"\n\
    of = \"A12\"\nmonth = [\"reg_b.day\"]\nchecked = \"reg_b.day\"\nonly = { kind = [\"Talk\"] }";

#[test]
fn the_numbers_of_the_file_decide() {
    let scene = Scene::of(MONTHS).answered("A3=J");
    for (answers, expected, months) in [
        ("A8=2 A12=4", Met, Some((2, 4))),
        ("A8=1 A12=4", Gap, Some((1, 4))),
        // More than there were is no more than all.
        ("A8=5 A12=4", Met, Some((4, 4))),
        // How many were checked is not shown: none is.
        ("A8=FE A12=4", Gap, Some((0, 4))),
        ("A8=0 A12=0", NotApplicable, None),
        ("A8=2 A12=ET", NotApplicable, None),
        ("A12=ET", NotApplicable, None),
        ("A8=2 A12=FE", NotAssessable, None),
        ("A8=2", Unanswered, None),
        ("A12=4", Unanswered, None),
        ("", Unanswered, None),
    ] {
        let finding = scene.clone().answered(answers).is(expected);
        assert_eq!(finding.months, months, "{answers}");
    }
    let seen = scene.clone().answered("A8=FE A12=4").finding().evidence;
    let seen: Vec<_> = (seen.iter())
        .map(|seen| (&*seen.source, &*seen.value, &*seen.reference))
        .collect();
    assert_eq!(seen, [("A8", "FE", "bl. A8"), ("A12", "4", "bl. A12")]);
    let none = scene.clone().answered("A8=0 A12=0").finding();
    assert_eq!(none.reason.unwrap().en, "no months to check");
    // A number that is not asked for is no open question.
    scene.answered("A3=N A8=2").is(NotAssessable);
}

/// A talk in September and in November, a note in October; December is not over.
#[test]
fn the_registers_decide_where_the_file_says_nothing() {
    let rows = |scene: Scene| {
        [
            "kind=Talk day=2009-09-10",
            "kind=Note day=2009-09-20",
            "kind=Note day=2009-10-05",
            "kind=Talk day=2009-11-02",
            "kind=Talk day=2009-12-01",
        ]
        .iter()
        .fold(scene, |scene, row| scene.row(&format!("reg_b: {row}")))
    };
    let scene = rows(Scene::of(MONTHS).answered("A3=J"));
    assert_eq!(scene.is(Met).months, Some((2, 3)));
    // Two of three are 66.7 per cent.
    let limit = |percent: &str| rows(Scene::of(&MONTHS.replace("percent = 50", percent)));
    limit("percent = 66").is(Met);
    limit("percent = 67").is(Gap);
    limit("percent = 100").is(Gap);
    // The file goes first, where it has both numbers.
    let told = scene.clone().answered("A8=1 A12=4").is(Gap);
    assert_eq!(told.months, Some((1, 4)));
    scene.clone().answered("A8=2").is(Met);
    // October is not over where the register ends with the 30th of it.
    let export = "\n[registers.reg_b]\nfile = \"reg_b.csv\"\nas_of = 2009-10-30\n";
    assert_eq!(scene.clone().plan(export).is(Met).months, Some((1, 1)));
    scene.clone().registers(&["reg_a"]).is(Unanswered);
    // Across records a missing file is left to the registers, one not to be expected is not.
    let cross = rows(Scene::of_record("cross", MONTHS));
    for (status, expected) in [("ORD", Met), ("MIS", Met), ("NOT", NotApplicable)] {
        cross
            .clone()
            .answered(&format!("A0.status={status}"))
            .is(expected);
    }
    let bare = Scene::of_record("cross", MONTHS);
    for (status, expected) in [("ORD", Unanswered), ("MIS", NotAssessable)] {
        bare.clone()
            .answered(&format!("A0.status={status}"))
            .is(expected);
    }
    // What was checked must be known, and by what.
    let apart = MONTHS
        .replace("[\"reg_b.day\"]", "[\"reg_a.start\"]")
        .replace("only = { kind = [\"Talk\"] }", "");
    let apart = Scene::of(&apart).row("reg_a: start=2009-09-04");
    assert_eq!(apart.is(Gap).months, Some((0, 1)));
    apart.registers(&["reg_a"]).is(Unanswered);
}
