//! What a file gives as the reason for a deviation, beside what the rule says.

use super::super::Outcome::{Explained, Gap, Met, NotApplicable};
use super::scene::Scene;

/// C1 is explained in the north where A3 is J; C2 divides it, and B2 notes what the file says.
fn scene() -> Scene {
    let whole = r#"
condition.absent = { of = ["plan"] }
[[explained_by]]
title = { sv = "rutin", en = "routine" }
for."reg_a.board" = ["North"]
when.answer = { question = "A3", is = ["J"] }
"#;
    let part = r#"
part_of = "C1"
condition.answer = { question = "A3", is = ["J"] }
noted = { question = "B2", explained = ["J"] }
"#;
    Scene::of(whole).and("C2", "file-a", part)
}

#[test]
fn rule_and_file_are_set_against_each_other() {
    for (board, answers, outcome, differ) in [
        ("North", "A2=N A3=J B2=J", Explained, None),
        ("North", "A2=N A3=J B2=N", Explained, Some(true)),
        ("North", "A2=N A3=N B2=N", Met, None),
        ("North", "A2=N A3=N B2=J", Met, Some(false)),
        // The routine holds elsewhere only.
        ("South", "A2=N A3=J B2=J", Met, Some(false)),
        // There is nothing to explain, or the file says nothing.
        ("North", "A2=J B2=J", NotApplicable, None),
        ("North", "A2=N A3=J", Explained, None),
    ] {
        let scene = scene().board(board).answered(answers);
        assert_eq!(
            scene.finding_of("C2").unwrap().outcome,
            outcome,
            "{answers}"
        );
        let found = scene.noted_otherwise();
        let by_rule: Vec<bool> = found.iter().map(|one| one.by_rule).collect();
        assert_eq!(by_rule, Vec::from_iter(differ), "{board} {answers}");
        assert!(found.iter().all(|one| one.id == "A-01"));
    }
    assert_eq!(scene().answered("A2=N A3=N").finding().outcome, Gap);
}
