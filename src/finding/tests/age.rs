//! What is out of date on the last day up to which things are known.

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

/// The plan is dated in the first file (A5, else reg_a.start) and may have a last day in a
/// register (reg_a.end).
const AGED: &str = r#"
parameters = { months = 3 }
condition.aged = { dated = "start", until = "register_only", closed = "closed" }
"#;

/// Reviewed on 30 November 2009: three months back is 30 August (the same day number).
#[test]
fn a_plan_is_out_of_date_after_three_months_or_when_its_period_has_run_out() {
    for (dated, until, closed, expected) in [
        ("2009-08-30", "", "FE", Met),
        ("2009-08-29", "", "FE", Gap),
        // A period that is given decides, whatever the age.
        ("2009-05-12", "2009-11-30", "FE", Met),
        ("2009-11-02", "2009-11-29", "FE", Gap),
        // After the case was closed nothing grows old.
        ("2009-05-12", "", "2009-08-12", Met),
        ("2009-05-12", "", "2009-08-13", Gap),
        // No day is known.
        ("FE", "", "FE", NotAssessable),
        ("ET", "", "FE", NotApplicable),
        ("", "", "FE", Unanswered),
    ] {
        let answers = format!("A5={dated} A10={closed}");
        let scene = Scene::of(AGED)
            .answered("A0.day=2009-11-30")
            .answered(&answers);
        let scene = if until.is_empty() {
            scene
        } else {
            scene.row(&format!("reg_a: end={until}"))
        };
        scene.is(expected);
    }
}

/// The day of the review counts, not a later reference date.
#[test]
fn the_age_is_that_at_the_review() {
    Scene::of(AGED)
        .answered("A0.day=2009-10-01 A5=2009-07-15 A10=FE")
        .is(Met);
}

#[test]
fn without_a_register_for_the_period_the_age_decides_and_without_any_source_nothing() {
    let scene = Scene::of(AGED).registers(&[]).answered("A10=FE");
    scene.clone().answered("A5=2009-11-02").is(Met);
    scene.answered("A5=2009-05-12").is(Gap);
    let period = "parameters = { months = 3 }\ncondition.aged = { dated = \"register_only\" }";
    Scene::of(period).registers(&[]).is_not_evaluated();
}
