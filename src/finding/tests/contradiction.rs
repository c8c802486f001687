//! A claim against what other sources show for the time before it.

use super::super::Outcome::{Gap, Met, NotAssessable, Unanswered};
use super::scene::Scene;

/// The claim is a day in the first file (A6, else reg_a.end), contradicted by talks in the
/// month before unless the case was closed then.
const CLAIM: &str = r#"
parameters = { months = 1 }
condition.contradicted = { claim = "end", by = "talks", unless = "closed" }
"#;

/// 1 July and one month back: 1 June is in it, 31 May is not (the same day number, DOMAIN 3e).
#[test]
fn a_claim_is_tried_against_the_time_before_it() {
    for (talks, closed, expected) in [
        (&["2009-06-01"][..], "", Gap),
        (&["2009-07-01"], "", Gap),
        (&["2009-05-31"], "", NotAssessable),
        (&["2009-07-02"], "", NotAssessable),
        (&["2009-06-01"], "2009-06-30", Met),
        // Closed long before, or afterwards, bears out nothing.
        (&["2009-06-01"], "2009-05-31", Gap),
        (&["2009-06-01"], "2009-07-02", Gap),
        (&[], "2009-06-30", Met),
        (&[], "", NotAssessable),
    ] {
        let closed = if closed.is_empty() { "FE" } else { closed };
        let answers = format!("A6=2009-07-01 A10={closed}");
        let mut scene = Scene::of(CLAIM).answered(&answers);
        for day in talks {
            scene = scene.row(&format!("reg_b: kind=Talk day={day}"));
        }
        scene.is(expected);
    }
}

/// Without the register of talks there is nothing to try the claim against.
#[test]
fn without_what_could_contradict_it_a_claim_is_not_tried() {
    let scene = Scene::of(CLAIM).answered("A6=2009-07-01 A10=2009-06-30");
    scene.clone().registers(&["reg_b"]).is(Met);
    scene.registers(&["reg_a"]).is_not_evaluated();
}

#[test]
fn the_first_and_the_last_row_are_shown_and_all_days_counted() {
    let mut scene = Scene::of(CLAIM).answered("A6=2009-07-01 A10=FE");
    for day in ["2009-06-20", "2009-06-03", "2009-06-10"] {
        scene = scene.row(&format!("reg_b: kind=Talk day={day}"));
    }
    let finding = scene.is(Gap);
    let seen: Vec<_> = finding.evidence.iter().map(|seen| &*seen.value).collect();
    assert_eq!(seen, ["2009-07-01", "2009-06-03", "2009-06-20"]);
    assert_eq!(
        finding.reason.unwrap().en,
        "2009-06-03–2009-07-01: the talks (3 days), but not the close"
    );
}

/// What the register does not reach to cannot tell that nothing bore the claim out.
#[test]
fn a_register_that_ends_before_the_claim_does_not_contradict_it() {
    let export = "\n[registers.reg_b]\nfile = \"reg_b.csv\"\nas_of = 2009-06-15\n";
    Scene::of(CLAIM)
        .plan(export)
        .answered("A6=2009-07-01 A10=FE")
        .row("reg_b: kind=Talk day=2009-06-10")
        .is(NotAssessable);
}

#[test]
fn where_nothing_is_known_the_other_parts_decide() {
    let with_answer = r#"
parameters = { months = 1 }
condition.any = [
    { answer = { question = "A3", is = ["N"] } },
    { contradicted = { claim = "end", by = "talks", unless = "closed" } },
]
"#;
    let scene = Scene::of(with_answer).answered("A10=FE");
    for (answers, expected) in [
        ("A6=2009-07-01 A3=J", Met),
        ("A6=2009-07-01 A3=N", Gap),
        // No day is known: the same.
        ("A6=FE A3=J", Met),
        // What does not apply says nothing in its place.
        ("A6=FE A3=ET", NotAssessable),
        // A blank day is an open question.
        ("A3=J", Unanswered),
        ("A3=N", Gap),
    ] {
        scene.clone().answered(answers).is(expected);
    }
    // Without the register that could contradict, the part is not there.
    scene
        .registers(&["reg_a"])
        .answered("A6=2009-07-01 A3=J")
        .is(Met);
}
