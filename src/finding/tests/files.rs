//! What became of the file: ordered, missing with its reason, not expected; and criteria over
//! both files, which use what is left.

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

const A2: &str = "condition.answer = { question = \"A2\" }";
const PLAN: &str = "condition.absent = { of = [\"plan\"] }";

#[test]
fn a_file_not_received_is_unanswered_and_never_a_gap() {
    for condition in [A2, PLAN] {
        let scene = Scene::of(condition).answered("A0.status=ORD");
        scene.is(Unanswered);
        // Whatever the registers hold: the criterion is about the file.
        scene.row("reg_a: done=J").is(Unanswered);
        // Nothing at all is answered: ordered too.
        Scene::of(condition)
            .answered("A0.status= A0.day=2009-11-01")
            .is(Unanswered);
    }
    // Answers show that it was reviewed where nobody said so.
    Scene::of(A2).answered("A0.status= A2=N").is(Gap);
}

#[test]
fn a_file_that_should_not_exist_is_not_applicable() {
    let finding = Scene::of(A2)
        .answered("A0.status=NOT A2=N")
        .is(NotApplicable);
    assert!(finding.reason.is_some());
    Scene::of(PLAN)
        .answered("A0.status=NOT")
        .row("reg_a: done=N")
        .is(NotApplicable);
}

/// Never drawn up or weeded without decision: a gap in every criterion of the record, whatever
/// the registers hold. On loan, moved, protected, not found, or without a reason: not assessable.
#[test]
fn the_reason_of_a_missing_file_decides() {
    for (reason, expected) in [
        ("WEEDED", Gap),
        ("NEVER", Gap),
        ("LOAN", NotAssessable),
        ("MOVED", NotAssessable),
        ("PROTECTED", NotAssessable),
        ("LOST", NotAssessable),
        ("", NotAssessable),
    ] {
        for condition in [A2, PLAN] {
            let scene = Scene::of(condition).row("reg_a: done=J");
            let scene = scene.answered(&format!("A0.status=MIS A0.reason={reason}"));
            let finding = scene.is(expected);
            assert!(finding.reason.is_some());
        }
    }
    // The question whether the file exists says it as well.
    Scene::of(A2)
        .answered("A0.status= A1=AS A0.reason=WEEDED")
        .is(Gap);
    Scene::of(A2).answered("A0.status= A1=N").is(NotAssessable);
}

#[test]
fn a_plan_can_decide_for_all_missing_files() {
    let missing =
        |reason: &str| Scene::of(A2).answered(&format!("A0.status=MIS A0.reason={reason}"));
    let gap = "\n[review]\nmissing_file = \"gap\"\n";
    missing("LOAN").plan(gap).is(Gap);
    let open = "\n[review]\nmissing_file = \"not_assessable\"\n";
    missing("WEEDED").plan(open).is(NotAssessable);
    let by_reason = "\n[review]\nmissing_file = \"by_reason\"\n";
    missing("WEEDED").plan(by_reason).is(Gap);
}

/// The head's status as a question: a missing file is a gap whatever its reason.
#[test]
fn a_missing_file_is_a_gap_in_the_criterion_about_files() {
    let both = "condition.any = [\n\
        { answer = { question = \"A0.status\", is = [\"MIS\"] } },\n\
        { answer = { question = \"B0.status\", is = [\"MIS\"] } }]";
    let scene = Scene::of_record("cross", both);
    for (answers, expected) in [
        ("", Met),
        ("A0.status=MIS A0.reason=LOAN", Gap),
        ("B0.status=MIS", Gap),
        ("A0.status=ORD", Unanswered),
        ("A0.status=ORD B0.status=MIS", Gap),
        ("A0.status=NOT", Met),
        ("A0.status=NOT B0.status=NOT", NotApplicable),
        ("A0.status= A1=AS", Gap),
        ("A0.status= A2=J", Met),
    ] {
        scene.clone().answered(answers).is(expected);
    }
}

/// Criteria over both files use their remaining sources.
#[test]
fn criteria_over_both_files_use_what_is_left() {
    let any =
        "condition.any = [{ answer = { question = \"A2\" } }, { answer = { question = \"B2\" } }]";
    let all = any.replace("any", "all");
    for (answers, of_any, of_all) in [
        ("A2=J B0.status=MIS B0.reason=LOAN", Met, Met),
        ("A2=N B0.status=MIS B0.reason=LOAN", Gap, Gap),
        ("A2=J B0.status=MIS B0.reason=WEEDED", Met, Met),
        ("A2=J B0.status=NOT", Met, Met),
        ("A2=N B0.status=NOT", Gap, Gap),
        ("A0.status=MIS B0.status=MIS", NotAssessable, NotAssessable),
        // A file that is still to come leaves it open, unless the other decides.
        ("A2=J B0.status=ORD", Unanswered, Met),
        ("A2=N B0.status=ORD", Gap, Unanswered),
    ] {
        Scene::of_record("cross", any).answered(answers).is(of_any);
        Scene::of_record("cross", &all).answered(answers).is(of_all);
    }
    // Evidence falls through a missing file to the register, and to `unknown`.
    let absent = "condition.absent = { of = [\"plan\"] }";
    let cross = |criterion: &str| {
        Scene::of_record("cross", criterion).answered("A0.status=MIS A0.reason=WEEDED")
    };
    cross(absent).row("reg_a: done=J").is(Met);
    cross(absent).row("reg_a: done=N").is(Gap);
    cross(absent).is(NotAssessable);
    cross(&format!("parameters.unknown = \"gap\"\n{absent}")).is(Gap);
    // With no register left there is nothing to go by.
    cross(absent).registers(&[]).is(NotAssessable);
    let either = "parameters.unknown = \"gap\"\ncondition.absent = { of = [\"either\"] }";
    cross(either).answered("B2=J").is(Met);
    cross(either).answered("B2=N").is(Gap);
    // One file is missing and the other not to be expected: nothing is left that could say it.
    let of_either = "condition.absent = { of = [\"either\"] }";
    let missing = Scene::of_record("cross", of_either).answered("A0.status=MIS A0.reason=LOAN");
    let finding = missing.clone().answered("B0.status=NOT").is(NotAssessable);
    assert_eq!(finding.reason.unwrap().en, "the file is missing");
    missing.answered("B2=J").is(Met);
    let pieces = "condition.absent = { of = [\"plan\", \"plan_b\"] }";
    cross(pieces).registers(&[]).answered("B2=N").is(Gap);
    cross(pieces).registers(&[]).answered("B2=J").is(Met);
}

#[test]
fn a_deadline_over_both_files() {
    let late = "parameters = { days = 7, from = \"start\", to = \"end_b\" }\n\
        condition.late = { missing_end = \"gap\" }";
    let scene = Scene::of_record("cross", late).answered("A5=2009-05-04");
    scene.clone().answered("B3=2009-05-11").is(Met);
    scene.clone().answered("B3=FE").is(Gap);
    scene.clone().answered("B0.status=MIS").is(NotAssessable);
    scene.clone().answered("B0.status=NOT").is(NotApplicable);
    scene.clone().answered("B0.status=ORD").is(Unanswered);
    scene
        .answered("A0.status=MIS B3=2009-05-11")
        .is(NotAssessable);
}
