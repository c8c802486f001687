//! Deadlines and events: late, due, recurring, before, and two sources that differ. The start
//! is Monday 4 May 2009; five days later is Saturday 9 May (DOMAIN 3e).

use super::super::Outcome::{Gap, Met, NotApplicable, NotAssessable, Unanswered};
use super::scene::Scene;

const LATE: &str = "parameters = { days = 5, from = \"start\", to = \"end\" }\n\
    condition.late = { missing_end = \"gap\", exists = \"plan\", closed = \"closed\" }";

fn late(criterion: &str) -> Scene {
    Scene::of(criterion).answered("A5=2009-05-04 A2=J")
}

#[test]
fn in_time_and_late() {
    for (end, days, expected) in [
        ("2009-05-04", 0, Met),
        ("2009-05-09", 5, Met),
        ("2009-05-10", 6, Gap),
        ("2009-05-01", -3, Met),
    ] {
        let scene = late(LATE).answered(&format!("A6={end}"));
        let finding = scene.is(expected);
        let (_, findings) = scene.findings();
        let codes: Vec<&str> = findings.problems.iter().map(|(code, _)| code).collect();
        let told: &[&str] = if days < 0 { &["end-before-start"] } else { &[] };
        assert_eq!(codes, told, "{end}");
        assert_eq!(finding.days, Some(days));
        assert_eq!(finding.counted, Some(days), "a limit in calendar days");
        assert_eq!(
            finding.reason.is_some(),
            days < 0,
            "an end before the start is told"
        );
        assert!(!finding.never);
    }
}

/// The literal Saturday, the Monday after, and five working days: Monday 11 May too.
#[test]
fn the_ways_to_count() {
    let rolled = "\n[criteria.C1]\nroll = \"next_working_day\"\n";
    let working = "\n[criteria.C1]\ncount = \"working\"\n";
    for (plan, last, next) in [
        ("", "2009-05-09", "2009-05-10"),
        (rolled, "2009-05-11", "2009-05-12"),
        (working, "2009-05-11", "2009-05-12"),
    ] {
        late(LATE)
            .plan(plan)
            .answered(&format!("A6={last}"))
            .is(Met);
        late(LATE)
            .plan(plan)
            .answered(&format!("A6={next}"))
            .is(Gap);
    }
    // From Monday the 4th: Friday the 8th is the fourth working day, the weekend is over with the
    // fifth, Monday the 11th, and Tuesday is the sixth. Three days before is three days before.
    for (end, days) in [
        ("2009-05-08", 4),
        ("2009-05-09", 5),
        ("2009-05-11", 5),
        ("2009-05-12", 6),
        ("2009-05-04", 0),
        ("2009-05-01", -3),
    ] {
        let scene = late(LATE).plan(working).answered(&format!("A6={end}"));
        assert_eq!(scene.finding().counted, Some(days), "{end}");
    }
    // On the 10th and 11th it depends on how days are counted, on the 9th and 12th it does not.
    for (end, depends) in [("09", false), ("10", true), ("11", true), ("12", false)] {
        let finding = late(LATE).answered(&format!("A6=2009-05-{end}")).finding();
        assert_eq!(finding.depends_on_count, depends, "{end}");
    }
    let tolerance = "\n[criteria.C1]\ntolerance_days = 14\n";
    late(LATE).plan(tolerance).answered("A6=2009-05-23").is(Met);
    late(LATE).plan(tolerance).answered("A6=2009-05-24").is(Gap);
    // A month from 31 January ends with February.
    let month = LATE.replace("days = 5", "months = 1");
    let scene = late(&month).answered("A5=2009-01-31");
    scene.clone().answered("A6=2009-02-28").is(Met);
    scene.answered("A6=2009-03-01").is(Gap);
}

/// The file says that there is none: a gap at the limit, whatever date a register has.
#[test]
fn no_end() {
    let none = late(LATE).answered("A2=N");
    let finding = none.is(Gap);
    assert!(finding.never);
    none.clone().row("reg_a: end=2009-05-05").is(Gap);
    // There, but nobody knows when; not asked for is not the same as not shown.
    late(LATE).answered("A6=FE").is(NotAssessable);
    late(LATE).is(Unanswered);
    late(LATE).answered("A2=").is(Unanswered);
    late(LATE).answered("A2=ET A6=2009-05-10").is(NotApplicable);
    // Not shown in the file, but in the register.
    late(LATE)
        .answered("A6=FE")
        .row("reg_a: end=2009-05-10")
        .is(Gap);
    // Nobody has an answer: as `unknown` says.
    let plan = late(LATE).answered("A2=FE A6=FE");
    plan.is(Gap);
    let open = LATE.replace("\"gap\", exists = \"plan\"", "\"not_assessable\"");
    let open = late(&open);
    open.clone().answered("A6=FE").is(NotAssessable);
    open.is(Unanswered);
    let bare = LATE.replace(", exists = \"plan\"", "");
    late(&bare).answered("A6=FE").is(Gap);
}

#[test]
fn no_start() {
    let scene = Scene::of(LATE).answered("A2=J A6=2009-05-04");
    scene.clone().is(Unanswered);
    scene.clone().answered("A5=FE").is(NotAssessable);
    // Does not apply: another source may know a date.
    scene.clone().answered("A5=ET").is(NotApplicable);
    scene
        .clone()
        .answered("A5=ET")
        .row("reg_a: start=2009-05-04")
        .is(Met);
    scene
        .answered("A5=FE")
        .row("reg_a: start=2009-04-04")
        .is(Gap);
}

/// A deadline is due only if it fell on or before the earliest of the reference date, the
/// file's review and the register's reach.
#[test]
fn not_due_yet() {
    let end = "A6=2009-05-20";
    late(LATE).answered(end).is(Gap);
    for plan in [
        "reference_date = 2009-05-08\n[]",
        "[registers.reg_a]\nfile = \"a.csv\"\nas_of = 2009-05-08\n",
    ] {
        let finding = late(LATE).plan(plan).answered(end).is(NotApplicable);
        assert!(finding.reason.is_some());
        late(LATE)
            .plan(&plan.replace("05-08", "05-09"))
            .answered(end)
            .is(Gap);
    }
    late(LATE)
        .answered(end)
        .answered("A0.day=2009-05-08")
        .is(NotApplicable);
    late(LATE)
        .answered(end)
        .answered("A0.day=2009-05-09")
        .is(Gap);
    // Not due comes before what is found, also before a blank.
    late(LATE).answered("A0.day=2009-05-08").is(NotApplicable);
    // The other file's review and a register that is no source do not matter.
    late(LATE)
        .answered(end)
        .answered("B0.day=2009-05-08")
        .is(Gap);
    let other = "[registers.reg_b]\nfile = \"b.csv\"\nas_of = 2009-05-08\n";
    late(LATE).plan(other).answered(end).is(Gap);
    // A register that was not read does not limit.
    let gone = "[registers.reg_a]\nfile = \"a.csv\"\nas_of = 2009-05-08\n";
    late(LATE).plan(gone).registers(&[]).answered(end).is(Gap);
}

#[test]
fn closed_before_due() {
    let end = "A6=2009-05-20";
    let finding = late(LATE)
        .answered(end)
        .answered("A10=2009-05-08")
        .is(NotApplicable);
    assert!(finding.reason.is_some());
    late(LATE).answered(end).answered("A10=2009-05-09").is(Gap);
    late(LATE)
        .answered(end)
        .answered("A10=FE")
        .row("reg_a: closed=2009-05-08")
        .is(NotApplicable);
}

/// From 4 May; the register has the closing of an earlier time, on 13 February: the case is open.
#[test]
fn a_closing_before_the_start_closed_something_else() {
    let closed = "reg_a: closed=2009-02-13";
    late(LATE).answered("A2=N").row(closed).is(Gap);
    let due = Scene::of(DUE).answered("A5=2009-05-04 A2=N").row(closed);
    due.clone().is(Gap);
    due.answered("A10=2009-08-17").is(NotApplicable);
    let absent = "parameters = { days = 5, from = \"start\" }\n\
        condition.absent = { of = [\"plan\"], due = true, closed = \"closed\" }";
    let absent = Scene::of(absent).answered("A5=2009-05-04 A2=N");
    absent.clone().row(closed).is(Gap);
    absent.row("reg_a: closed=2009-05-05").is(NotApplicable);
    let recurs = Scene::of(RECURS).answered("A5=2009-05-04 A7=2009-08-05");
    recurs.row(closed).is(Gap);
}

#[test]
fn an_end_from_after_the_notice() {
    let scene = late(LATE)
        .plan("announced = 2009-09-15\n[]")
        .answered("A5=2009-09-12");
    scene.clone().answered("A6=2009-09-14").is(Met);
    let finding = scene.clone().answered("A6=2009-09-16").is(Gap);
    assert!(finding.never);
    assert_eq!(finding.after_notice, Some(jiff::civil::date(2009, 9, 16)));
    // The start is a fact, whenever it was.
    scene.answered("A5=2009-09-20 A6=2009-09-14").is(Met);
}

const DUE: &str = "parameters = { months = 3, tolerance_days = 14, from = \"start\" }\n\
    condition.due = { event = \"events\", exists = \"plan\", closed = \"closed\" }";

/// From 4 May three months are 4 August, with fourteen days 18 August.
#[test]
fn an_event_that_was_due() {
    let scene = Scene::of(DUE).answered("A5=2009-05-04");
    // Any event after the start counts, however late or early.
    scene.clone().answered("A2=J A7=2009-05-04").is(Met);
    scene.clone().answered("A2=J A7=2009-10-30").is(Met);
    scene.clone().answered("A2=J A7=2009-05-03").is(Gap);
    scene
        .clone()
        .answered("A2=J A7=2009-05-03/2009-06-01")
        .is(Met);
    // The reviewer's no and "does not apply" go before a date in the register.
    let talk = "reg_b: kind=Talk day=2009-08-01";
    scene.clone().answered("A2=N A7=FE").row(talk).is(Gap);
    scene.clone().answered("A2=ET").row(talk).is(NotApplicable);
    scene.clone().answered("A7=N").row(talk).is(Gap);
    // A date in the register goes before a blank, an undated yes before nothing.
    scene.clone().row(talk).is(Met);
    scene.clone().answered("A2=J A7=FE").is(Met);
    scene.clone().is(Unanswered);
    // Due on 18 August.
    scene
        .clone()
        .answered("A2=N A0.day=2009-08-17")
        .is(NotApplicable);
    scene.clone().answered("A2=N A0.day=2009-08-18").is(Gap);
    scene
        .clone()
        .answered("A2=N A10=2009-08-17")
        .is(NotApplicable);
    scene.clone().answered("A2=N A10=2009-08-18").is(Gap);
    // Without a start, only an event that took place decides.
    let scene = Scene::of(DUE).answered("A5=FE");
    scene.clone().answered("A2=J A7=FE").is(Met);
    scene.clone().answered("A2=N").is(NotAssessable);
    Scene::of(DUE).answered("A2=N").is(Unanswered);
    let notice = Scene::of(DUE)
        .plan("announced = 2009-09-15\n[]")
        .answered("A5=2009-05-04");
    notice.clone().answered("A7=2009-10-01").is(Gap);
    notice.answered("A7=2009-08-01/2009-10-01").is(Met);
}

const RECURS: &str = "parameters = { months = 3, from = \"start\" }\n\
    condition.recurs = { event = \"events\", closed = \"closed\" }";

/// From 4 May to the reference date, 30 November, at least every third month.
#[test]
fn events_that_must_come_back() {
    let scene = Scene::of(RECURS).answered("A5=2009-05-04");
    // 4 Aug, 4 Nov: each three months to the day; the rest is shorter.
    let finding = scene.clone().answered("A7=2009-08-04/2009-11-04").is(Met);
    assert_eq!(finding.days, Some(92));
    scene.clone().answered("A7=2009-08-05/2009-11-05").is(Gap);
    scene.clone().answered("A7=2009-08-04").is(Gap);
    // The stretch to the end counts; a closed case ends it.
    scene
        .clone()
        .answered("A7=2009-08-04 A10=2009-11-04")
        .is(Met);
    scene
        .clone()
        .answered("A7=2009-08-04 A10=2009-11-05")
        .is(Gap);
    scene
        .clone()
        .answered("A7=2009-08-04 A0.day=2009-11-04")
        .is(Met);
    // Closed or reviewed before the first was due; none at all; none but that answered so.
    scene.clone().answered("A10=2009-08-03").is(NotApplicable);
    scene
        .clone()
        .answered("A0.day=2009-08-03")
        .is(NotApplicable);
    scene.clone().answered("A7=N").is(Gap);
    scene.clone().answered("A7=ET").is(NotApplicable);
    scene.clone().is(Unanswered);
    scene.clone().answered("A7=FE").is(NotAssessable);
    scene
        .clone()
        .plan("\n[criteria.C1]\nunknown = \"gap\"\n")
        .answered("A7=FE")
        .is(Gap);
    // Three months to the day without any are not more than three months, however it is known.
    for none in ["A7=N", "A7=FE"] {
        let unknown = "\n[criteria.C1]\nunknown = \"gap\"\n";
        let closed = |day: &str| {
            let scene = scene.clone().plan(unknown);
            scene.answered(&format!("{none} A10={day}"))
        };
        closed("2009-08-04").is(Met);
        closed("2009-08-05").is(Gap);
    }
    Scene::of(RECURS).answered("A7=2009-08-04").is(Unanswered);
    // What came after the notice does not count.
    let notice = scene.plan("announced = 2009-09-15\n[]");
    let finding = notice.answered("A7=2009-08-04/2009-11-04").is(Gap);
    assert!(finding.after_notice.is_some());
}

#[test]
fn what_must_not_come_first() {
    let scene = Scene::of("condition.before = { first = \"start\", then = \"end\" }");
    scene
        .clone()
        .answered("A5=2009-05-04 A6=2009-05-04")
        .is(Met);
    scene
        .clone()
        .answered("A5=2009-05-05 A6=2009-05-04")
        .is(Met);
    scene
        .clone()
        .answered("A5=2009-05-03 A6=2009-05-04")
        .is(Gap);
    let tolerance = scene.clone().plan("\n[criteria.C1]\ntolerance_days = 2\n");
    tolerance
        .clone()
        .answered("A5=2009-05-02 A6=2009-05-04")
        .is(Met);
    tolerance.answered("A5=2009-05-01 A6=2009-05-04").is(Gap);
    scene.clone().answered("A5=2009-05-03").is(Unanswered);
    scene
        .clone()
        .answered("A5=2009-05-03 A6=FE")
        .is(NotAssessable);
    scene.answered("A5=ET A6=2009-05-04").is(NotApplicable);
}

#[test]
fn two_sources_that_differ() {
    let dates =
        Scene::of("condition.disagrees = { one = \"end\", other = \"end_b\" }").registers(&[]);
    dates
        .clone()
        .answered("A6=2009-05-04 B3=2009-05-04")
        .is(Met);
    dates
        .clone()
        .answered("A6=2009-05-04 B3=2009-05-05")
        .is(Gap);
    dates
        .clone()
        .answered("A6=2009-05-05 B3=2009-05-04")
        .is(Gap);
    dates.clone().answered("A6=2009-05-04 B3=FE").is(Gap);
    dates.clone().answered("A6=FE B3=FE").is(Met);
    dates.clone().answered("A6=2009-05-04").is(Unanswered);
    let plans = Scene::of_record(
        "cross",
        "condition.disagrees = { one = \"plan\", other = \"plan_b\" }",
    )
    .registers(&[]);
    plans.clone().answered("A2=J B2=N").is(Gap);
    plans.clone().answered("A2=N B2=N").is(Met);
    plans.clone().answered("A2=ET B2=N").is(NotApplicable);
    plans
        .clone()
        .answered("A2=J B0.status=MIS")
        .is(NotAssessable);
    plans.answered("A2=J B0.status=NOT").is(NotApplicable);
}
