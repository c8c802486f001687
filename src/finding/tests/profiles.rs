//! Rules that differ by board and time, days on which a rule must hold, and other limits.

use super::super::Case;
use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable};
use super::super::dossier::Dossiers;
use super::scene::Scene;
use crate::register::Value;
use crate::template::FieldRef;

/// Five days; in the north ten for what began until June, elsewhere seven.
const LATE: &str = "valid_on = \"start\"\nparameters = { days = 5, from = \"start\", to = \"end\" }\n\
    condition.late = { missing_end = \"gap\" }\n";
const NORTH: &str = "[[profiles]]\ntitle = { sv = \"N\", en = \"N\" }\n\
    for.\"reg_a.board\" = [\"North\"]\nvalid_to = 2009-06-30\ndays = 10\n";
const OTHERS: &str = "[[profiles]]\ntitle = { sv = \"A\", en = \"A\" }\ndays = 7\n";

#[test]
fn the_first_profile_that_holds_gives_the_limit() {
    let scene = Scene::of(&format!("{LATE}{NORTH}{OTHERS}"));
    for (board, start, end, expected) in [
        ("North", "2009-05-04", "2009-05-14", Met),
        ("North", "2009-05-04", "2009-05-15", Gap),
        ("South", "2009-05-04", "2009-05-11", Met),
        ("South", "2009-05-04", "2009-05-12", Gap),
        // Ten days hold for what began on 30 June and not for what began on 1 July.
        ("North", "2009-06-30", "2009-07-10", Met),
        ("North", "2009-07-01", "2009-07-08", Met),
        ("North", "2009-07-01", "2009-07-09", Gap),
    ] {
        let scene = scene.clone().board(board);
        let finding = scene.answered(&format!("A5={start} A6={end}"));
        finding.is(expected);
    }
    // What the plan says goes before every profile: four days are more than three.
    let plan = scene.plan("\n[criteria.C1]\ndays = 3\n");
    plan.clone().answered("A5=2009-05-04 A6=2009-05-07").is(Met);
    plan.answered("A5=2009-05-04 A6=2009-05-08").is(Gap);
}

#[test]
fn a_rule_may_hold_by_its_profiles_alone() {
    let dates = "A5=2009-05-04 A6=2009-05-14";
    let only = format!("only_by_profile = true\n{LATE}{NORTH}");
    let scene = Scene::of(&only).answered(dates);
    scene.is(Met);
    let south = scene.clone().board("South").is(NotApplicable);
    assert_eq!(south.reason.unwrap().en, "the rule does not hold here");
    scene.answered("A5=2009-07-01").is(NotApplicable);
    // Otherwise the criterion's own limit holds for the rest.
    let rest = Scene::of(&format!("{LATE}{NORTH}")).board("South");
    rest.clone().answered(dates).is(Gap);
    rest.answered("A5=2009-05-04 A6=2009-05-09").is(Met);
}

/// The rule holds from June on, for what began then.
#[test]
fn a_rule_may_hold_by_the_day_of_the_start() {
    let from_june = Scene::of(&format!("valid_from = 2009-06-01\n{LATE}"));
    let before = from_june.clone().answered("A5=2009-05-31 A6=2009-07-01");
    assert_eq!(
        before.is(NotApplicable).reason.unwrap().en,
        "the rule did not hold then"
    );
    from_june
        .clone()
        .answered("A5=2009-06-01 A6=2009-07-01")
        .is(Gap);
    // Where the day is not known, on the reference date.
    from_june.answered("A5=FE A6=2009-07-01").is(NotAssessable);
}

#[test]
fn a_board_that_nobody_knows_leaves_it_open() {
    let closed =
        "for.\"reg_a.closed\" = [\"2009-05-08\"]\ncondition.answer = { question = \"A2\" }";
    let scene = Scene::of(closed).answered("A2=N");
    scene.clone().row("reg_a: closed=2009-05-08").is(Gap);
    scene
        .clone()
        .row("reg_a: closed=2009-05-09")
        .is(NotApplicable);
    scene.registers(&["reg_b"]).is_not_evaluated();
}

/// Six days are late under a limit of five and in time under six.
#[test]
fn another_limit_gives_other_outcomes() {
    let scene = Scene::of(LATE).answered("A5=2009-05-04 A6=2009-05-10");
    scene.is(Gap);
    assert_eq!((scene.under(5), scene.under(6)), (Gap, Met));
}

/// What only describes cannot be said of a file that nobody has seen.
#[test]
fn a_missing_file_describes_nothing() {
    let scene = |descriptive: bool| {
        Scene::of(&format!(
            "descriptive = {descriptive}\ncondition.answer = {{ question = \"A2\" }}"
        ))
    };
    let weeded = "A0.status=MIS A0.reason=WEEDED";
    scene(true).answered(weeded).is(NotAssessable);
    scene(false).answered(weeded).is(Gap);
    scene(true).answered("A2=N").is(Gap);
}

/// The row says the south and the stratum the north: the row is asked first, where there is one
/// with the field.
#[test]
fn a_board_is_told_by_the_row_or_else_by_the_stratum() {
    let scene = Scene::of("condition.answer = { question = \"A2\" }").board("North");
    let told = |id: &str, named: &str, change: &dyn Fn(&mut Dossiers)| {
        scene.decided(|case, _| {
            let register = case.template.register_by_id("reg_a").unwrap();
            let field = |named: &str| FieldRef {
                register,
                field: case.template.register(register).field_by_id(named).unwrap(),
            };
            let mut dossiers = case.dossiers.clone();
            let own = &mut dossiers.units.get_mut("A-01").unwrap().own;
            let south = Value::Text("South".into());
            own.values.insert(field("board").field, south);
            change(&mut dossiers);
            let dossiers = &dossiers;
            Case { dossiers, ..case }.own(id, field(named))
        })
    };
    let (south, north) = (Some("South".to_owned()), Some("North".to_owned()));
    assert_eq!(told("A-01", "board", &|_| {}), south);
    let without_column = |dossiers: &mut Dossiers| dossiers.fields.clear();
    assert_eq!(told("A-01", "board", &without_column), north);
    let without_row = |dossiers: &mut Dossiers| {
        dossiers.units.get_mut("A-01").unwrap().own.values.clear();
    };
    assert_eq!(told("A-01", "board", &without_row), north);
    // What is no stratifier is told by the row alone, and of another unit nothing is known.
    assert_eq!(told("A-01", "closed", &without_row), None);
    assert_eq!(told("B-01", "board", &|_| {}), None);
}
