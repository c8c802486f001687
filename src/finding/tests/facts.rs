//! What a fact-check asks about a deviation: the answers it rests on, by hand.

use super::super::Outcome::{Gap, Met};
use super::scene::Scene;

const A2: &str = "condition.answer = { question = \"A2\" }";

/// The codes of what is asked, each with the deviations.
fn asked(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let words = |item: &crate::factcheck::Item| {
        let findings = item.findings.iter().map(|finding| finding.en.clone());
        (item.code.clone(), findings.collect())
    };
    scene.facts().iter().map(words).collect()
}

#[track_caller]
fn check(scene: &Scene, expected: &[(&str, &str)]) {
    let expected: Vec<(String, Vec<String>)> = (expected.iter())
        .map(|(code, finding)| ((*code).to_owned(), vec![(*finding).to_owned()]))
        .collect();
    assert_eq!(asked(scene), expected);
}

#[test]
fn an_answer_that_deviates_is_asked_about() {
    let scene = Scene::of(A2);
    let items = scene.clone().answered("A2=N").facts();
    let [item] = &items[..] else {
        panic!("{items:?}");
    };
    assert_eq!((item.id.as_str(), item.code.as_str()), ("A-01", "A2"));
    assert_eq!((item.board.as_str(), item.ours.as_str()), ("North", "N"));
    assert_eq!(
        (item.answer.sv.as_str(), item.answer.en.as_str()),
        ("Nej", "No")
    );
    assert_eq!(item.reference, "bl. A2");
    assert!(item.question.is_some());
    assert_eq!(item.findings[0].sv, "C1 T");
    check(&scene.clone().answered("A2=N"), &[("A2", "C1 T")]);
    check(&scene.clone().answered("A2=J"), &[]);
    check(&scene, &[]);
    // What only describes, or divides another, deviates from nothing.
    let descriptive = format!("descriptive = true\n{A2}");
    check(&Scene::of(&descriptive).answered("A2=N"), &[]);
    let part = "part_of = \"C1\"\ncondition.answer = { question = \"A3\", is = [\"J\"] }";
    let parted = Scene::of(A2).and("C2", "file-a", part);
    check(&parted.answered("A2=N A3=J"), &[("A2", "C1 T")]);
    // Two criteria rest on the same answer.
    let both = Scene::of(A2).and("C2", "file-a", A2).answered("A2=N");
    let named = vec!["C1 T".to_owned(), "C2 T".to_owned()];
    assert_eq!(asked(&both), [("A2".to_owned(), named)]);
    // An explained deviation is one, and its reason is told.
    let routine =
        format!("{A2}\n[[explained_by]]\ntitle = {{ sv = \"rutinen\", en = \"the routine\" }}\n");
    check(
        &Scene::of(&routine).answered("A2=N"),
        &[("A2", "C1 T (the routine)")],
    );
}

/// From 4 May to 10 May are six days, where five were allowed.
#[test]
fn a_deadline_rests_on_its_start_and_its_end() {
    let late = "parameters = { days = 5, from = \"start\", to = \"end\" }\n\
        condition.late = { missing_end = \"gap\", exists = \"plan\" }";
    let scene = Scene::of(late).answered("A5=2009-05-04 A2=J");
    let six = "C1 T (6 days)";
    check(
        &scene.clone().answered("A6=2009-05-10"),
        &[("A5", six), ("A6", six)],
    );
    let one = Scene::of(&late.replace("days = 5", "days = 0")).answered("A5=2009-05-04 A2=J");
    let day = "C1 T (1 day)";
    check(&one.answered("A6=2009-05-05"), &[("A5", day), ("A6", day)]);
    // Of a start in a register nothing is asked in the file; without an end, where it should
    // stand, and where no question is about the end, whether there is one at all.
    let started = Scene::of(late).row("reg_a: start=2009-05-04");
    let never = "C1 T (never came)";
    let none = started.clone().answered("A5=FE A2=N");
    none.is(Gap);
    check(&none, &[("A6", never)]);
    assert_eq!(none.facts()[0].answer.en, "no answer");
    assert_eq!(
        (
            none.facts()[0].ours.as_str(),
            none.facts()[0].reference.as_str()
        ),
        ("", "")
    );
    let by_register = Scene::of(&late.replace("to = \"end\"", "to = \"register_only\""));
    let by_register = by_register.row("reg_a: start=2009-05-04").answered("A5=FE");
    check(&by_register.clone().answered("A2=N"), &[("A2", never)]);
    // An end that a register shows is not asked of the file.
    let shown = Scene::of(&late.replace(", exists = \"plan\"", ""))
        .answered("A5=2009-05-04 A6=FE")
        .row("reg_a: end=2009-05-10");
    check(&shown, &[("A5", six)]);
}

#[test]
fn the_parts_that_make_a_deviation_are_asked_about() {
    let parts = "[{ answer = { question = \"A2\" } }, { answer = { question = \"A3\" } }]";
    let any = Scene::of(&format!("condition.any = {parts}"));
    check(&any.clone().answered("A2=N A3=J"), &[("A2", "C1 T")]);
    check(&any.answered("A2=J A3=N"), &[("A3", "C1 T")]);
    let all = Scene::of(&format!("condition.all = {parts}"));
    check(
        &all.answered("A2=N A3=N"),
        &[("A2", "C1 T"), ("A3", "C1 T")],
    );
    // Turned round it is those that do not hold.
    let not_all = Scene::of(&format!("condition.not = {{ all = {parts} }}"));
    check(&not_all.answered("A2=N A3=J"), &[("A3", "C1 T")]);
    let not_any = Scene::of(&format!("condition.not = {{ any = {parts} }}"));
    check(
        &not_any.answered("A2=J A3=J"),
        &[("A2", "C1 T"), ("A3", "C1 T")],
    );
}

/// Of the sources of a piece of evidence the one that showed it.
#[test]
fn the_source_that_shows_it_is_asked_about() {
    let absent = "condition.absent = { of = [\"either\"] }";
    let either = Scene::of_record("cross", absent);
    check(&either.clone().answered("A2=N B2=N"), &[("A2", "C1 T")]);
    check(&either.answered("A0.status=MIS B2=N"), &[("B2", "C1 T")]);
    let due = "parameters.from = \"start\"\nparameters.months = 3\n\
        condition.due = { event = \"events\", exists = \"plan\" }";
    let due = Scene::of(due).answered("A5=2009-05-04 A7=N A2=N");
    check(&due, &[("A7", "C1 T")]);
    let disagrees = "condition.disagrees = { one = \"plan\", other = \"plan_b\" }";
    check(
        &Scene::of_record("cross", disagrees).answered("A2=J B2=N"),
        &[("A2", "C1 T"), ("B2", "C1 T")],
    );
}

#[test]
fn a_file_that_is_missing_is_asked_for_once() {
    let missing = Scene::of(A2)
        .and("C2", "file-a", A2)
        .and("C3", "file-b", "condition.answer = { question = \"B2\" }")
        .answered("A0.status=MIS A0.reason=WEEDED B2=N");
    missing.is(Gap);
    let file = "The file could not be reviewed (criteria where that counts as a deviation: 2)";
    check(&missing, &[("A0.status", file), ("B2", "C3 T")]);
}

/// No question is behind it: the board that answers for the criterion is asked.
#[test]
fn what_rests_on_registers_alone_is_asked_of_the_board() {
    let late = "parameters = { days = 5, from = \"start\", to = \"register_only\" }\n\
        condition.late = { missing_end = \"gap\" }";
    let scene = Scene::of(late)
        .answered("A5=FE")
        .row("reg_a: start=2009-05-04 end=2009-05-10");
    scene.is(Gap);
    check(&scene, &[("C1", "C1 T (6 days)")]);
    let items = scene.facts();
    let item = &items[0];
    assert_eq!((item.board.as_str(), item.question), ("North", None));
    assert_eq!(
        item.answer.en,
        "the start: 2009-05-04; the register: 2009-05-10"
    );
    assert_eq!((item.ours.as_str(), item.reference.as_str()), ("", ""));
    // After the answers, whatever the order of the catalogue.
    let both = scene.and("C2", "file-a", A2).answered("A2=N");
    check(&both, &[("A2", "C2 T"), ("C1", "C1 T (6 days)")]);
    Scene::of(late)
        .answered("A5=FE")
        .row("reg_a: start=2009-05-04 end=2009-05-09")
        .is(Met);
}
