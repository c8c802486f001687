//! Where and when a rule holds, what explains a deviation, how one criterion divides another,
//! and definitions beside the headline.

use super::super::Outcome::{Explained, Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

const A2: &str = "condition.answer = { question = \"A2\" }";

#[test]
fn a_rule_for_one_board() {
    let scene = Scene::of(&format!(
        "for.\"reg_a.board\" = [\"North\", \"East\"]\n{A2}"
    ));
    scene.clone().answered("A2=N").is(Gap);
    let elsewhere = scene
        .clone()
        .board("South")
        .answered("A2=N")
        .is(NotApplicable);
    assert!(elsewhere.reason.is_some());
    // Not applicable comes before a blank and before a missing file.
    scene.clone().board("South").is(NotApplicable);
    let missing = "A0.status=MIS A0.reason=WEEDED";
    scene
        .clone()
        .board("South")
        .answered(missing)
        .is(NotApplicable);
    // The stratum tells the board where the registers are gone.
    scene.clone().registers(&[]).answered("A2=N").is(Gap);
    scene
        .registers(&[])
        .board("South")
        .answered("A2=N")
        .is(NotApplicable);
}

/// The reference date is 30 November 2009; both ends belong to the time.
#[test]
fn a_rule_for_a_time() {
    for (valid, expected) in [
        ("valid_from = 2009-11-30", Gap),
        ("valid_from = 2009-12-01", NotApplicable),
        ("valid_to = 2009-11-30", Gap),
        ("valid_to = 2009-11-29", NotApplicable),
        ("valid_from = 2009-01-01\nvalid_to = 2009-12-31", Gap),
    ] {
        Scene::of(&format!("{valid}\n{A2}"))
            .answered("A2=N")
            .is(expected);
    }
}

#[test]
fn a_criterion_that_applies_to_some() {
    let scene = Scene::of(&format!(
        "applies_if.answer = {{ question = \"A3\", is = [\"J\", \"D\"] }}\n{A2}"
    ));
    scene.clone().answered("A3=J A2=N").is(Gap);
    scene.clone().answered("A3=J A2=J").is(Met);
    let outside = scene.clone().answered("A3=N").is(NotApplicable);
    assert!(outside.reason.is_some());
    scene.clone().answered("A3=ET").is(NotApplicable);
    scene.clone().answered("A2=N").is(Unanswered);
    // What the plan accepts, and what partly counts as, concern the rule and not its scope.
    let accept = scene
        .clone()
        .plan("\n[criteria.C1]\naccept = [\"J\", \"D\"]\npartial = \"met_with_remark\"\n");
    accept.clone().answered("A3=J A2=N").is(Gap);
    accept.answered("A3=D A2=N").is(Gap);
    // Present evidence as the scope, also what came after the notice.
    let present = Scene::of(&format!(
        "applies_if.present = {{ of = [\"events\"] }}\n{A2}"
    ))
    .plan("announced = 2009-09-15\n[]");
    present.clone().answered("A7=2009-10-01 A2=N").is(Gap);
    present.clone().answered("A7=N A2=N").is(NotApplicable);
    present.answered("A2=N").is(Unanswered);
    // A document that came after the notice puts nobody among those with one.
    let late = Scene::of(
        "applies_if.answer = { question = \"A2\", is = [\"J\"] }\n\
         condition.answer = { question = \"A3\" }",
    )
    .plan("announced = 2009-09-15\n[]");
    let late = late.answered("A3=N");
    late.clone().answered("A2=J A2.datum=2009-09-15").is(Gap);
    late.answered("A2=J A2.datum=2009-09-16").is(NotApplicable);
    // Over a missing file nothing can be said; in the file's own record its reason decides.
    let cross = Scene::of_record(
        "cross",
        &format!("applies_if.answer = {{ question = \"B2\", is = [\"J\"] }}\n{A2}"),
    );
    cross.answered("B0.status=MIS A2=N").is(NotAssessable);
}

const ROUTINE: &str = "[[explained_by]]\ntitle = { sv = \"rutinen\", en = \"the routine\" }\n\
    for.\"reg_a.board\" = [\"North\"]\nvalid_to = 2009-12-31\n\
    when.answer = { question = \"A3\", is = [\"N\"] }\n";

/// A documented local routine: still a gap, shown apart.
#[test]
fn a_routine_explains() {
    let scene = Scene::of(&format!("{A2}\n{ROUTINE}"));
    let explained = scene.clone().answered("A2=N A3=N").is(Explained);
    assert_eq!(explained.reason.unwrap().en, "the routine");
    scene.clone().answered("A2=J A3=N").is(Met);
    // Not where it does not hold: another answer, a blank one, another board, another time.
    scene.clone().answered("A2=N A3=J").is(Gap);
    scene.clone().answered("A2=N").is(Gap);
    scene.clone().board("South").answered("A2=N A3=N").is(Gap);
    let expired = Scene::of(&format!(
        "{A2}\n{}",
        ROUTINE.replace("2009-12-31", "2009-11-29")
    ));
    expired.answered("A2=N A3=N").is(Gap);
    // Nor does it explain a file that was weeded.
    scene
        .clone()
        .answered("A0.status=MIS A0.reason=WEEDED")
        .is(Gap);
    // The board is known by its stratum where the registers are gone.
    scene.registers(&[]).answered("A2=N A3=N").is(Explained);
}

/// C2 divides the deviations of C1 by the routine that explains them.
#[test]
fn a_part_of_an_explained_criterion() {
    let part = format!(
        "part_of = \"C1\"\nfor.\"reg_a.board\" = [\"North\"]\n{}",
        A2.replace("A2", "A3")
    );
    let scene = Scene::of(&format!("{A2}\n{ROUTINE}")).and("C2", "file-a", &part);
    for (answers, expected) in [
        ("A2=N A3=N", Explained),
        ("A2=N A3=J", Met),
        ("A2=N", Unanswered),
        ("A2=J A3=N", NotApplicable),
        ("A2=ET", NotApplicable),
        ("", Unanswered),
        ("A0.status=MIS A0.reason=LOAN", NotAssessable),
        ("A0.status=MIS A0.reason=WEEDED", Met),
    ] {
        let finding = scene.clone().answered(answers).finding_of("C2").unwrap();
        assert_eq!(finding.outcome, expected, "{answers}");
    }
    let elsewhere = scene.board("South").answered("A2=N A3=N").finding_of("C2");
    assert_eq!(elsewhere.unwrap().outcome, NotApplicable);
}

/// C2 divides the deviations of C1 by a condition of its own, whatever the order of ids.
#[test]
fn a_part_by_its_own_condition() {
    let scene = Scene::of(A2).and(
        "C0",
        "file-a",
        "part_of = \"C1\"\ncondition.answer = { question = \"A3\", is = [\"J\"] }",
    );
    for (answers, expected) in [
        ("A2=N A3=J", Gap),
        ("A2=N A3=N", Met),
        ("A2=N", Unanswered),
        ("A2=J A3=J", NotApplicable),
    ] {
        let finding = scene.clone().answered(answers).finding_of("C0").unwrap();
        assert_eq!(finding.outcome, expected, "{answers}");
    }
}

#[test]
fn definitions_beside_the_headline() {
    let criterion = "parameters.definition = \"all\"\n\
        [[definitions]]\nid = \"all\"\ncondition.answer = { question = \"A2\" }\n\
        [[definitions]]\nid = \"some\"\napplies_if.answer = { question = \"A3\", is = [\"J\"] }\n\
        condition.answer = { question = \"A2\" }";
    let scene = Scene::of(criterion).answered("A2=N A3=N");
    scene.is(Gap);
    assert_eq!(scene.further(1), NotApplicable);
    let chosen = scene.plan("\n[criteria.C1]\ndefinition = \"some\"\n");
    chosen.is(NotApplicable);
    assert_eq!(chosen.further(0), Gap);
}
