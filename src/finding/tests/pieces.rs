//! Pieces of evidence: sources taken together, which row of several speaks, what a document shows
//! that came after the notice, and where it was seen.

use jiff::civil::date;

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

/// From 4 May; the day in either file counts, the first from the start on.
#[test]
fn sources_taken_together_give_all_their_days() {
    let late = "parameters = { days = 5, from = \"start\", to = \"ends\" }\n\
        condition.late = { missing_end = \"gap\" }";
    let scene = Scene::of_record("cross", late).answered("A5=2009-05-04");
    let finding = scene
        .clone()
        .answered("A6=2009-05-12 B3=2009-05-08")
        .is(Met);
    let seen: Vec<&str> = finding.evidence.iter().map(|seen| &*seen.value).collect();
    assert_eq!(seen, ["2009-05-04", "2009-05-12", "2009-05-08"]);
    assert_eq!(finding.days, Some(4));
    // What ended before it began ended something else; on the first day it may have.
    for (end, days) in [("2009-05-08", 4), ("2009-05-04", 0)] {
        let answers = format!("A6=2009-05-01 B3={end}");
        let finding = scene.clone().answered(&answers).is(Met);
        assert_eq!((finding.days, finding.reason), (Some(days), None));
    }
    scene.clone().answered("A6=FE B3=2009-05-12").is(Gap);
    scene.clone().answered("A6=2009-05-12 B3=FE").is(Gap);
    scene.clone().answered("A6=FE B3=FE").is(Gap);
    scene.clone().answered("A6=FE").is(Unanswered);
    // Without days the first that says something does.
    let both = Scene::of_record("cross", "condition.absent = { of = [\"both\"] }");
    both.clone().answered("A2=N B2=J").is(Gap);
    both.clone().answered("A2=J B2=N").is(Met);
    both.clone().answered("B2=J").is(Met);
    both.answered("A0.status=MIS B0.status=NOT")
        .is(NotAssessable);
}

/// Talks on 1 and 4 May: to the end on 9 May eight days, or five.
#[test]
fn the_first_or_the_last_row_speaks() {
    for (from, days, expected) in [("first_talk", 8, Gap), ("last_talk", 5, Met)] {
        let late = format!(
            "parameters = {{ days = 5, from = \"{from}\", to = \"end\" }}\n\
             condition.late = {{ missing_end = \"gap\" }}"
        );
        let finding = Scene::of(&late)
            .answered("A6=2009-05-09")
            .row("reg_b: kind=Talk day=2009-05-04")
            .row("reg_b: kind=Talk day=2009-05-01")
            .row("reg_b: kind=Note day=2009-05-07")
            .is(expected);
        assert_eq!(finding.days, Some(days));
        // The own row is the first of the scene, the talks the second and the third.
        let place = finding.evidence[0].place.clone().unwrap();
        let row = if from == "first_talk" { 3 } else { 2 };
        assert_eq!((place.file.as_str(), place.row), ("reg_b.csv", Some(row)));
    }
}

/// An end before its start is told with the place of the end.
#[test]
fn what_is_odd_is_told_where_it_stands() {
    let late = "parameters = { days = 5, from = \"start\", to = \"end\" }\n\
        condition.late = { missing_end = \"gap\" }";
    let (_, findings) = Scene::of(late)
        .answered("A5=2009-05-04 A6=FE")
        .row("reg_b: kind=Note day=2009-05-07")
        .row("reg_a: end=2009-05-01")
        .findings();
    let (_, kind) = findings.problems.iter().next().unwrap();
    let place = &kind.places[0];
    assert_eq!((place.file.as_str(), place.row), ("reg_a.csv", Some(1)));
}

#[test]
fn a_word_of_a_register_is_there_unless_it_says_no() {
    let scene = Scene::of("condition.absent = { of = [\"kind\"] }");
    scene.clone().row("reg_b: kind=Talk").is(Met);
    scene.clone().row("reg_b: kind=Nej").is(Gap);
    let both = scene.row("reg_b: kind=Nej").row("reg_b: kind=Talk").is(Met);
    assert_eq!(both.evidence[0].place.clone().unwrap().row, Some(3));
}

/// The audit was announced on 15 September; a document of the day after shows nothing.
#[test]
fn a_document_from_after_the_notice_shows_nothing() {
    let notice = "announced = 2009-09-15\n[]";
    let answer = Scene::of("condition.answer = { question = \"A2\" }").plan(notice);
    let absent = Scene::of("condition.absent = { of = [\"plan\"] }")
        .plan(notice)
        .registers(&[]);
    for scene in [answer.clone(), absent] {
        scene.clone().answered("A2=J@2009-09-15").is(Met);
        let late = scene.clone().answered("A2=J@2009-09-16").is(Gap);
        assert_eq!(late.after_notice, Some(date(2009, 9, 16)));
        // Without an announcement there is nothing that it could come after.
    }
    Scene::of("condition.answer = { question = \"A2\" }")
        .answered("A2=J@2009-09-16")
        .is(Met);
    let late = "parameters = { days = 5, from = \"start\", to = \"end\" }\n\
        condition.late = { missing_end = \"gap\" }";
    let late = Scene::of(late).plan(notice).answered("A5=2009-05-04");
    late.clone().answered("A6=2009-05-05@2009-09-15").is(Met);
    let shown = late.answered("A6=2009-05-05@2009-09-16").is(Gap);
    assert_eq!(
        (shown.never, shown.after_notice),
        (true, Some(date(2009, 9, 16)))
    );
}

/// The file says of the thing and of its day different things, or nothing.
#[test]
fn an_end_without_a_day_by_what_is_known_of_the_thing() {
    let late = |exists: &str, to: &str| {
        Scene::of_record(
            "cross",
            &format!(
                "parameters = {{ days = 5, from = \"start\", to = \"{to}\" }}\n\
                 condition.late = {{ missing_end = \"gap\", exists = \"{exists}\" }}"
            ),
        )
        .row("reg_a: start=2009-05-04")
    };
    // A thing that came after the notice never came, if its day is not shown.
    let notice = late("plan", "end")
        .plan("announced = 2009-09-15\n[]")
        .answered("A5=FE A2=J A2.datum=2009-10-01 A6=FE")
        .is(Gap);
    assert_eq!(
        (notice.never, notice.after_notice),
        (true, Some(date(2009, 10, 1)))
    );
    // One file is missing and the one that should show the day is not to be expected.
    late("plan", "end_b")
        .answered("A0.status=MIS B0.status=NOT")
        .is(NotApplicable);
    // Both are missing; one is, and the other does not show it.
    let lost = late("plan_b", "end_b").answered("A5=FE B0.status=MIS");
    assert_eq!(
        lost.is(NotAssessable).reason.unwrap().en,
        "the file is missing"
    );
    let one = late("plan_b", "end").answered("A5=FE A6=FE B0.status=MIS");
    assert_eq!(
        one.is(NotAssessable).reason.unwrap().en,
        "nothing is recorded"
    );
    let gap = one.plan("\n[criteria.C1]\nunknown = \"gap\"\n").is(Gap);
    assert!(gap.never);
    // Without a source for the thing its day alone decides.
    let bare = late("register_only", "end").registers(&["reg_b"]);
    bare.answered("A5=2009-05-04 A6=FE").is(Gap);
}

/// Whether there was an event, and when, may stand in a file that is missing: nobody can tell. A
/// register that is there and has none tells as much as the plan says, which here is a deviation.
#[test]
fn an_event_whose_file_is_missing_cannot_be_told() {
    let due = |event: &str, exists: &str| {
        Scene::of_record(
            "cross",
            &format!(
                "parameters = {{ days = 5, from = \"start\", unknown = \"gap\" }}\n\
                 condition.due = {{ event = \"{event}\", exists = \"{exists}\" }}"
            ),
        )
        .answered("A5=2009-05-04 B0.status=MIS")
    };
    let lost = due("end_b", "plan_b");
    assert_eq!(
        lost.is(NotAssessable).reason.unwrap().en,
        "the file is missing"
    );
    let no_register = due("register_only", "plan_b").registers(&["reg_b"]);
    no_register.is(NotAssessable);
    due("register_only", "plan_b").is(Gap);
    due("end_b", "register_only").is(Gap);
    due("register_only", "plan_b")
        .row("reg_a: end=2009-05-06")
        .is(Met);
}
