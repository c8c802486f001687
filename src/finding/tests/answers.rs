//! Answer criteria: which answers deviate, which are accepted, what a blank one is.

use super::super::Outcome::{Gap, Met, NotApplicable, Unanswered};
use super::scene::Scene;

const A2: &str = "condition.answer = { question = \"A2\" }";

/// N, FE and D are gaps unless accepted; a document that is missing (AS) is one too.
#[test]
fn the_standard_answers() {
    let scene = Scene::of(A2);
    for (answer, expected) in [
        ("A2=J", Met),
        ("A2=N", Gap),
        ("A2=FE", Gap),
        ("A2=D", Gap),
        ("A2=AS", Gap),
        ("A2=ET", NotApplicable),
        ("A2=", Unanswered),
    ] {
        scene.clone().answered(answer).is(expected);
    }
}

#[test]
fn what_was_seen_is_kept_with_its_reference() {
    let finding = Scene::of(A2).answered("A2=FE").is(Gap);
    let seen = &finding.evidence[0];
    assert_eq!((seen.source.as_str(), seen.value.as_str()), ("A2", "FE"));
    assert_eq!(seen.reference, "bl. A2");
}

#[test]
fn a_plan_can_accept_an_answer() {
    let scene = Scene::of(A2).plan("\n[criteria.C1]\naccept = [\"FE\"]\n");
    scene.clone().answered("A2=FE").is(Met);
    scene.answered("A2=N").is(Gap);
}

/// Partly: a gap, or met with a remark; accepted it needs no remark.
#[test]
fn partly() {
    let remark = Scene::of(A2).plan("\n[criteria.C1]\npartial = \"met_with_remark\"\n");
    let finding = remark.clone().answered("A2=D").is(Met);
    assert!(finding.remark);
    assert!(!remark.clone().answered("A2=J").is(Met).remark);
    remark.answered("A2=N").is(Gap);
    let accepted = Scene::of(A2).plan("\n[criteria.C1]\naccept = [\"D\"]\n");
    assert!(!accepted.answered("A2=D").is(Met).remark);
    // A criterion of two parts is met with a remark where one of them is.
    let both = "parameters.partial = \"met_with_remark\"\n\
                condition.all = [{ answer = { question = \"A2\" } }, { answer = { question = \"A3\" } }]";
    let both = Scene::of(both);
    assert!(both.clone().answered("A2=J A3=D").is(Met).remark);
    assert!(!both.answered("A2=J A3=J").is(Met).remark);
}

#[test]
fn a_criterion_can_name_its_answers() {
    let scene = Scene::of("condition.answer = { question = \"A2\", is = [\"J\", \"ET\"] }");
    scene.clone().answered("A2=J").is(Gap);
    scene.clone().answered("A2=N").is(Met);
    // Answered so is not applicable, except where that very answer deviates.
    scene.answered("A2=ET").is(Gap);
}

#[test]
fn one_of_several_answers_is_enough() {
    let scene = Scene::of("condition.answer = { question = \"A9\", is = [\"N\"] }");
    scene.clone().answered("A9=J/N").is(Gap);
    scene.clone().answered("A9=J/D").is(Met);
    scene.is(Unanswered);
}

/// A question that an earlier answer rules out is not asked; one whose earlier question is
/// blank stands open.
#[test]
fn a_question_that_is_not_asked() {
    let scene = Scene::of("condition.answer = { question = \"A4\" }");
    scene.clone().answered("A3=J A4=N").is(Gap);
    scene.clone().answered("A3=J").is(Unanswered);
    scene.clone().answered("A3=N").is(NotApplicable);
    scene.is(Unanswered);
}

#[test]
fn all_and_any_are_decided_by_a_definite_part() {
    let both = |how: &str| {
        Scene::of(&format!(
            "condition.{how} = [{{ answer = {{ question = \"A2\" }} }}, {{ answer = {{ question = \"A3\" }} }}]"
        ))
    };
    for (answers, any, all) in [
        ("A2=N A3=J", Gap, Met),
        ("A2=N A3=N", Gap, Gap),
        ("A2=J A3=J", Met, Met),
        ("A2=N", Gap, Unanswered),
        ("A2=J", Unanswered, Met),
        ("A2=N A3=ET", Gap, Gap),
        ("A2=J A3=ET", Met, Met),
        ("A2=ET A3=ET", NotApplicable, NotApplicable),
        ("", Unanswered, Unanswered),
    ] {
        both("any").answered(answers).is(any);
        both("all").answered(answers).is(all);
    }
    let not = Scene::of("condition.not = { answer = { question = \"A2\" } }");
    not.clone().answered("A2=N").is(Met);
    not.clone().answered("A2=J").is(Gap);
    not.clone().answered("A2=ET").is(NotApplicable);
    not.is(Unanswered);
}

/// An answer that its own date part dates after the notice meets nothing; a deviation stays one.
#[test]
fn what_was_written_after_the_notice_meets_nothing() {
    let scene = Scene::of(A2).plan("announced = 2009-09-15\n[]");
    scene.clone().answered("A2=J A2.datum=2009-09-15").is(Met);
    let late = scene.clone().answered("A2=J A2.datum=2009-09-16").is(Gap);
    assert_eq!(late.after_notice, Some(jiff::civil::date(2009, 9, 16)));
    scene.clone().answered("A2=J A2.datum=FE").is(Met);
    scene.answered("A2=N").is(Gap);
}
