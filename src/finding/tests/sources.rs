//! What lacks a source, kind by kind: not evaluated, not for a missing file either, and left out
//! where other parts are left.

use super::super::Outcome::{Gap, Met, NotApplicable};
use super::scene::Scene;

/// Only the second register is at hand: `register_only` has no source left, and neither has a
/// field of the first register.
fn with(parameters: &str, condition: &str) -> Scene {
    let text = format!("parameters = {{ {parameters} }}\n{condition}");
    Scene::of(&text).registers(&["reg_b"])
}

const WEEDED: &str = "A0.status=MIS A0.reason=WEEDED";

const FROM: &str = "months = 1, from = \"start\"";

#[test]
fn a_condition_without_what_it_goes_by_is_not_evaluated() {
    let nowhere = "months = 1, from = \"register_only\"";
    let to_nowhere = "months = 1, from = \"start\", to = \"register_only\"";
    let from_nowhere = "months = 1, from = \"register_only\", to = \"end\"";
    let late = "late = { missing_end = \"gap\" }";
    for (parameters, condition) in [
        ("", "absent = { of = [\"register_only\"] }"),
        ("", "present = { of = [\"register_only\"] }"),
        (to_nowhere, late),
        (from_nowhere, late),
        (nowhere, "due = { event = \"events\" }"),
        (FROM, "due = { event = \"register_only\" }"),
        (
            FROM,
            "due = { event = \"register_only\", exists = \"register_only\" }",
        ),
        (nowhere, "recurs = { event = \"events\" }"),
        (FROM, "recurs = { event = \"register_only\" }"),
        ("", "before = { first = \"register_only\", then = \"end\" }"),
        (
            "",
            "before = { first = \"start\", then = \"register_only\" }",
        ),
        (
            "",
            "disagrees = { one = \"register_only\", other = \"end\" }",
        ),
        (
            "",
            "disagrees = { one = \"plan\", other = \"register_only\" }",
        ),
        (
            FROM,
            "contradicted = { claim = \"register_only\", by = \"talks\", unless = \"closed\" }",
        ),
        (
            FROM,
            "contradicted = { claim = \"end\", by = \"register_only\", unless = \"closed\" }",
        ),
        (
            FROM,
            "contradicted = { claim = \"end\", by = \"talks\", unless = \"register_only\" }",
        ),
        (FROM, "aged = { dated = \"register_only\" }"),
        (
            FROM,
            "aged = { dated = \"register_only\", until = \"register_only\" }",
        ),
        ("", "value = { field = \"reg_a.closed\", is = [\"x\"] }"),
        ("", "not = { absent = { of = [\"register_only\"] } }"),
        ("", "any = [{ absent = { of = [\"register_only\"] } }]"),
        ("", "all = [{ absent = { of = [\"register_only\"] } }]"),
    ] {
        let alone = with(parameters, &format!("condition.{condition}"));
        let dates = "A2=J A5=2009-05-04 A6=2009-07-01 A7=2009-06-01 A10=FE";
        alone.clone().answered(dates).is_not_evaluated();
        alone.answered(WEEDED).is_not_evaluated();
        // Beside an answer it is as if it were not there.
        let beside =
            format!("condition.any = [{{ answer = {{ question = \"A3\" }} }}, {{ {condition} }}]");
        let beside = with(parameters, &beside).answered(dates);
        beside.clone().answered("A3=J").is(Met);
        beside.answered("A3=N").is(Gap);
        // What it presupposes cannot be told either.
        let scope = format!("applies_if.{condition}\ncondition.answer = {{ question = \"A2\" }}");
        with(parameters, &scope).answered(WEEDED).is_not_evaluated();
    }
}

#[test]
fn one_source_of_several_is_enough() {
    for (parameters, condition) in [
        ("", "absent = { of = [\"register_only\", \"plan\"] }"),
        (
            "months = 1, from = \"start\", to = \"end\"",
            "late = { missing_end = \"gap\" }",
        ),
        (FROM, "due = { event = \"events\" }"),
        (
            FROM,
            "due = { event = \"register_only\", exists = \"plan\" }",
        ),
        (
            FROM,
            "due = { event = \"events\", exists = \"register_only\" }",
        ),
        (FROM, "recurs = { event = \"events\" }"),
        (
            FROM,
            "recurs = { event = \"register_only\", exists = \"plan\" }",
        ),
        (
            FROM,
            "recurs = { event = \"events\", exists = \"register_only\" }",
        ),
        ("", "before = { first = \"start\", then = \"end\" }"),
        ("", "disagrees = { one = \"plan\", other = \"end\" }"),
        (
            FROM,
            "contradicted = { claim = \"end\", by = \"talks\", unless = \"closed\" }",
        ),
        (FROM, "aged = { dated = \"start\" }"),
        (
            FROM,
            "aged = { dated = \"register_only\", until = \"end\" }",
        ),
        // What the strata are made of is known without the register.
        ("", "value = { field = \"reg_a.board\", is = [\"x\"] }"),
        (
            "",
            "all = [{ absent = { of = [\"register_only\"] } }, { answer = { question = \"A2\" } }]",
        ),
    ] {
        // There is a source, and the file was weeded.
        let scene = with(parameters, &format!("condition.{condition}"));
        scene.answered(WEEDED).is(Gap);
    }
}

/// A part that nobody can tell leaves it open whether all hold, unless one is known not to.
#[test]
fn all_of_which_one_cannot_be_told() {
    let scene = with(
        "",
        "condition.all = [{ answer = { question = \"A2\" } }, \
         { absent = { of = [\"register_only\"] } }]",
    );
    scene.clone().answered("A2=J").is(Met);
    scene.clone().answered("A2=N").is_not_evaluated();
    scene.answered("A2=ET").is_not_evaluated();
}

#[test]
fn a_scope_with_a_source_is_evaluated() {
    let scene = with(
        "",
        "applies_if.present = { of = [\"plan\"] }\ncondition.absent = { of = [\"number\"] }",
    );
    scene.clone().answered("A2=N A8=0").is(NotApplicable);
    scene.answered("A2=J A8=0").is(Gap);
}
