//! What must be there, and what must not: evidence in its order, absence that is due, and
//! evidence from after the notice.

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

const PLAN: &str = "condition.absent = { of = [\"plan\"] }";

/// The checklist before the register: the first source that has a value counts.
#[test]
fn the_first_source_with_a_value_counts() {
    let scene = Scene::of(PLAN);
    for (answer, row, expected) in [
        ("A2=J", "", Met),
        ("A2=J", "reg_a: done=N", Met),
        ("A2=N", "reg_a: done=J", Gap),
        ("A2=FE", "reg_a: done=J", Gap),
        ("A2=AS", "", Gap),
        ("A2=ET", "reg_a: done=J", NotApplicable),
        // A value in the register goes before a blank question.
        ("", "reg_a: done=J", Met),
        ("", "reg_a: done=N", Gap),
        ("", "", Unanswered),
    ] {
        let scene = scene.clone().answered(answer);
        let scene = if row.is_empty() {
            scene
        } else {
            scene.row(row)
        };
        scene.is(expected);
    }
    let seen = Scene::of(PLAN).row("reg_a: done=J").is(Met).evidence;
    assert_eq!(
        (seen[0].source.as_str(), seen[0].value.as_str()),
        ("reg_a.done", "J")
    );
}

/// Nothing found and no question blank: as `unknown` says.
#[test]
fn nothing_is_found() {
    let absent = "condition.absent = { of = [\"register_only\"] }";
    Scene::of(absent).is(NotAssessable);
    Scene::of(&format!("parameters.unknown = \"gap\"\n{absent}")).is(Gap);
    // A register that is not in the plan is no source: not evaluated and listed, never a gap,
    // not for a file that is missing either.
    let without =
        Scene::of(&format!("parameters.unknown = \"gap\"\n{absent}")).registers(&["reg_b"]);
    without.is_not_evaluated();
    without
        .answered("A0.status=MIS A0.reason=WEEDED")
        .is_not_evaluated();
    // Of two sources the one that is left decides.
    Scene::of(PLAN).registers(&[]).answered("A2=N").is(Gap);
    Scene::of(PLAN).registers(&[]).is(Unanswered);
}

#[test]
fn any_of_several_pieces_is_enough() {
    let scene = Scene::of("condition.absent = { of = [\"plan\", \"number\"] }").registers(&[]);
    scene.clone().answered("A2=N A8=0").is(Gap);
    scene.clone().answered("A2=N A8=2").is(Met);
    scene.clone().answered("A2=J").is(Met);
    scene.clone().answered("A2=N").is(Unanswered);
    scene.answered("A2=ET A8=0").is(Gap);
    // Free text counts by being there; it is not shown.
    let words = Scene::of("condition.absent = { of = [\"words\"] }").answered("A11=something");
    assert_eq!(words.is(Met).evidence[0].value, "J");
}

#[test]
fn partly_there() {
    Scene::of(PLAN).answered("A2=D").is(Gap);
    let remark = Scene::of(&format!("parameters.partial = \"met_with_remark\"\n{PLAN}"));
    assert!(remark.answered("A2=D").is(Met).remark);
}

/// Absence that is due: five days from the start, Monday 4 May to Saturday 9 May.
#[test]
fn absence_that_is_due() {
    let scene = Scene::of(
        "parameters = { days = 5, from = \"start\", unknown = \"gap\" }\n\
         condition.absent = { of = [\"plan\"], due = true, closed = \"closed\" }",
    );
    let due = scene.clone().answered("A5=2009-05-04 A2=N");
    due.is(Gap);
    due.clone().answered("A2=J").is(Met);
    // Closed the day before, on the day.
    due.clone().answered("A10=2009-05-08").is(NotApplicable);
    due.clone().answered("A10=2009-05-09").is(Gap);
    // Reviewed before and on the day.
    due.clone().answered("A0.day=2009-05-08").is(NotApplicable);
    due.clone().answered("A0.day=2009-05-09").is(Gap);
    // The start is blank: the question must be answered; not shown anywhere: nobody can tell.
    scene.clone().answered("A2=N").is(Unanswered);
    scene.clone().answered("A2=N A5=FE").is(NotAssessable);
    scene.answered("A2=J A5=FE").is(Met);
}

#[test]
fn what_must_not_be_there() {
    let scene = Scene::of("condition.present = { of = [\"plan\"] }");
    scene.clone().answered("A2=J").is(Gap);
    scene.clone().answered("A2=D").is(Gap);
    scene.clone().answered("A2=N").is(Met);
    scene.clone().answered("A2=ET").is(NotApplicable);
    scene.clone().row("reg_a: done=J").is(Gap);
    scene.is(Unanswered);
    // A register without a row for the person shows that there is none.
    Scene::of("condition.present = { of = [\"first_talk\"] }").is(Met);
    // A fact is one whenever it was written.
    let announced = Scene::of("condition.present = { of = [\"first_talk\"] }")
        .plan("announced = 2009-09-15\n[]");
    announced.row("reg_b: kind=Talk day=2009-10-01").is(Gap);
}

#[test]
fn evidence_from_after_the_notice_meets_nothing() {
    let talk = Scene::of(
        "parameters.unknown = \"not_assessable\"\ncondition.absent = { of = [\"first_talk\"] }",
    )
    .plan("announced = 2009-09-15\n[]");
    talk.clone().row("reg_b: kind=Talk day=2009-09-15").is(Met);
    let late = talk.clone().row("reg_b: kind=Talk day=2009-09-16").is(Gap);
    assert_eq!(late.after_notice, Some(jiff::civil::date(2009, 9, 16)));
    // Another kind of row is no talk.
    talk.row("reg_b: kind=Note day=2009-09-01")
        .is(NotAssessable);
    // An undated yes is as late as the part that dates it.
    let plan = Scene::of(PLAN)
        .plan("announced = 2009-09-15\n[]")
        .registers(&[]);
    plan.clone().answered("A2=J A2.datum=2009-09-01").is(Met);
    plan.clone().answered("A2=J A2.datum=2009-10-01").is(Gap);
    plan.clone().answered("A2=J A2.datum=FE").is(Met);
    // The register may know of it from before.
    plan.registers(&["reg_a"])
        .row("reg_a: done=J")
        .answered("A2=J A2.datum=2009-10-01")
        .is(Met);
}

/// The unit register's own value, also where only the stratum is left to tell it.
#[test]
fn a_value_of_the_unit_register() {
    let scene = Scene::of("condition.value = { field = \"reg_a.board\", is = [\"North\"] }");
    scene.is(Gap);
    scene.clone().board("South").is(Met);
    scene.registers(&[]).is(Gap);
}
