//! The job guarantee on a register built to give the published shares: 78 % in all, Kista
//! 74 %, Farsta and Rosenlundsgatan 81 % (Stadsrevisionen nr 4/2010, section 3.3, January to
//! November 2009); and the definitions of start, end and days on a few by hand.

use std::fmt::Write as _;

use stickprov::indicator::Choice;
use stickprov::template::indicator::DayCount;

use super::scene::{Scene, line, person};

const HEAD: &str = "Personnr;Jobbtorg;Redovisningsgrupp;Introduktionsmöte;Första besök;Inskrivningsdatum;Avslutsdatum;Avslutsorsak;Jobbplan upprättad;Jobbplan undertecknad";

/// How many begin at an office, and how many of them in time. 148 of 200 are 74 %, 81 of 100
/// are 81 %; 148 + 81 + 83 + 78 = 390 of 500 are 78 %.
const OFFICES: [(&str, usize, usize); 5] = [
    ("JS Kista-Kista", 150, 111),
    ("JS Kista ungdomsfilial", 50, 37),
    ("JS Farsta", 100, 81),
    ("JS Rosenlundsgatan", 100, 81),
    ("JS Vällingby", 100, 80),
];

/// Spread over the eleven months; a plan in time comes after 0 to 5 days, a late one after 6
/// or more or never, in calendar days whatever the week.
fn register() -> String {
    let mut text = format!("{HEAD}\n");
    let mut who = 0;
    for (office, all, in_time) in OFFICES {
        for at in 0..all {
            who += 1;
            let start = stickprov::calendar::plus_days(
                jiff::civil::date(2009, 1, 5),
                i64::try_from(at % 11).expect("small") * 28,
            );
            let plan = match (at < in_time, at % 7) {
                (true, rest) => Some(i64::try_from(rest % 6).expect("small")),
                (false, 0) => None,
                (false, rest) => Some(6 + i64::try_from(rest).expect("small")),
            };
            let plan = plan.map(|days| stickprov::calendar::plus_days(start, days).to_string());
            writeln!(
                text,
                "{};{office};Övrig;{start};{start};{start};;;{};",
                person(who),
                plan.unwrap_or_default()
            )
            .expect("a string takes it");
        }
    }
    text
}

fn share(cells: &[Option<f64>]) -> f64 {
    cells[3].expect("a share")
}

#[test]
fn the_published_shares() {
    let scene = Scene::new("2009-11-30", &[("flai", &register())]);
    let table = scene.table("jobbgaranti-jobbtorg");
    let close = |label: &str, expected: f64| {
        let seen = share(&line(&table, &[label]));
        assert!((seen - expected).abs() < 1e-12, "{label}: {seen}");
    };
    close("JS Kista", 148.0 / 200.0);
    close("JS Farsta", 0.81);
    close("JS Rosenlundsgatan", 0.81);
    close("Samtliga", 390.0 / 500.0);
    // By month: every eleventh of each office begins in the same month.
    let months = scene.table("jobbgaranti-månad");
    let all = line(&months, &["Hela perioden"]);
    assert_eq!(
        (all[0], all[1], all[2]),
        (Some(500.0), Some(500.0), Some(390.0))
    );
    let by_month: f64 = (1..=11)
        .map(|month| line(&months, &[&format!("2009-{month:02}")])[2].unwrap_or(0.0))
        .sum();
    assert!((by_month - 390.0).abs() < 1e-9);
    let groups = scene.table("jobbgaranti-grupp");
    assert!((share(&line(&groups, &["Övrig, över 24 år"])) - 0.78).abs() < 1e-12);
}

/// Introduced on Thursday 30 April 2009 (DOMAIN 3e): five calendar days are 5 May; rolled the
/// same, a Tuesday; five working days are 8 May. Enrolled a week later.
fn few() -> Scene {
    let rows = [
        "JS Farsta;Ungdom;2009-04-30;2009-04-30;2009-05-07;;;2009-05-05;2009-05-08",
        "JS Farsta;Ungdom;2009-04-30;2009-04-30;2009-05-07;;;2009-05-08;2009-05-20",
        "JS Farsta;Ungdom;2009-04-30;2009-04-30;2009-05-07;;;2009-05-11;",
        // Saturday the 9th is the fifth day of Monday the 4th; rolled, Monday the 11th.
        "JS Farsta;Övrig;2009-05-04;2009-05-04;2009-05-07;;;2009-05-11;2009-05-11",
        // Closed on the third day without a plan: not assessed.
        "JS Farsta;Övrig;2009-05-04;2009-05-04;2009-05-04;2009-05-07;Arbete;;",
        // A plan before the meeting is in time.
        "JS Farsta;Övrig;2009-05-04;2009-05-04;2009-05-04;;;2009-04-29;2009-05-04",
        // Begun so late that the five days have not passed.
        "JS Farsta;Övrig;2009-11-27;2009-11-27;2009-11-27;;;;",
    ];
    let mut text = format!("{HEAD}\n");
    for (who, row) in rows.iter().enumerate() {
        writeln!(text, "{};{row}", person(who)).expect("a string takes it");
    }
    Scene::new("2009-11-30", &[("flai", &text)])
}

fn counts(scene: &Scene, choice: Choice) -> Vec<f64> {
    let table = scene.under("jobbgaranti-jobbtorg", choice);
    let cells = line(&table, &["Samtliga"]);
    cells[..3].iter().map(|cell| cell.unwrap_or(-1.0)).collect()
}

/// Begun, assessed, in time.
#[test]
fn the_clock_starts_stops_and_counts_as_it_is_told() {
    let scene = few();
    let choose = |from: &str, to: &str, count| Choice {
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        count: Some(count),
        ..Choice::default()
    };
    let intro = "introduktionsmöte";
    let plan = "första_jobbplan_klar";
    assert_eq!(counts(&scene, Choice::default()), [7.0, 5.0, 2.0]);
    let rolled = choose(intro, plan, DayCount::Rolled);
    assert_eq!(counts(&scene, rolled), [7.0, 5.0, 3.0]);
    let working = choose(intro, plan, DayCount::Working);
    assert_eq!(counts(&scene, working), [7.0, 5.0, 4.0]);
    // From enrolment all that have a plan are in time: it came at most four days after.
    let enrolled = choose("inskrivning", plan, DayCount::Calendar);
    assert_eq!(counts(&scene, enrolled), [7.0, 5.0, 5.0]);
    // Signed: 8 days, 20 days, never, 7 days, and the same day.
    let signed = choose(intro, "första_jobbplan_undertecknad", DayCount::Calendar);
    assert_eq!(counts(&scene, signed), [7.0, 5.0, 1.0]);
}

/// Days to the plan: 5, 8, 11, 7, and one before the start; two have none. Median 7.
#[test]
fn the_distribution() {
    let table = few().table("jobbgaranti-fördelning");
    let cells = line(&table, &["Samtliga"]);
    let seen: Vec<f64> = cells.iter().map(|cell| cell.unwrap_or(-1.0)).collect();
    assert_eq!(seen, [7.0, 1.0, 1.0, 2.0, 1.0, 2.0, 7.0, 11.0]);
}

/// Every combination of the starts and ends that the register has: three starts, three ends
/// (no register says when a plan was settled or handed over, work came once) and three ways to count.
#[test]
fn every_definition_stands_in_the_table_of_definitions() {
    let table = few().table("jobbgaranti-definitioner");
    let mut starts: Vec<String> = Vec::new();
    for row in &table.rows {
        starts.push(format!("{:?}", &row.cells[..2]));
    }
    starts.dedup();
    assert_eq!(table.rows.len() % 3, 0);
    assert_eq!(starts.len() * 3, table.rows.len());
    // From introduction, first visit and enrolment; to the plan, its signing, its being
    // registered, and the plan or work.
    assert_eq!(starts.len(), 3 * 4);
}
