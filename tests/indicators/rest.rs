//! The other figures, each on a few rows counted by hand.

use super::scene::{Scene, line, person};

fn rows(head: &str, rows: &[(usize, &str)]) -> String {
    let mut text = format!("{head}\n");
    for (who, rest) in rows {
        text.push_str(&format!("{};{rest}\n", person(*who)));
    }
    text
}

fn values(cells: &[Option<f64>]) -> Vec<f64> {
    cells.iter().map(|cell| cell.unwrap_or(-1.0)).collect()
}

const FLAI: &str = "Personnr;Jobbtorg;Redovisningsgrupp;Målgrupp;Introduktionsmöte;Inskrivningsdatum;Coach;Avslutsdatum;Avslutsorsak";
const PARAPLYET: &str = "Personnr;Första kontakt;Ansökningsdatum;Nybesök;Ansökningsmånad;Beslut";

/// Contact to introduction: 3 and 8 days in Farsta, 15 in Kista; to the visit: 7, 14 and 20.
#[test]
fn waits_and_their_spread() {
    let flai = rows(
        FLAI,
        &[
            (
                1,
                "JS Farsta;Övrig;Försörjningsstöd;2009-03-05;2009-03-06;A;;",
            ),
            (
                2,
                "JS Farsta;Övrig;Försörjningsstöd;2009-03-10;2009-03-11;A;;",
            ),
            (
                3,
                "JS Kista-Kista;Övrig;Försörjningsstöd;2009-03-17;2009-03-18;A;;",
            ),
        ],
    );
    let paraplyet = rows(
        PARAPLYET,
        &[
            (1, "2009-03-02;2009-03-02;2009-03-09;2009-03;Bifall"),
            (2, "2009-03-02;2009-03-02;2009-03-16;2009-03;Bifall"),
            (3, "2009-03-02;2009-03-02;2009-03-22;2009-03;Bifall"),
        ],
    );
    let scene = Scene::new("2009-11-30", &[("flai", &flai), ("paraplyet", &paraplyet)]);
    let table = scene.table("väntetider-jobbtorg");
    let at = |label: &str, column: &str| {
        let place = table.column(column).expect("a column") - table.labels();
        line(&table, &[label])[place]
    };
    assert_eq!(at("JS Farsta", "intro_median"), Some(5.5));
    assert_eq!(at("JS Kista-Kista", "intro_median"), Some(15.0));
    assert_eq!(at("Spridning", "intro_median"), Some(9.5));
    assert_eq!(at("JS Farsta", "intro_7_andel"), Some(0.5));
    assert_eq!(at("Samtliga", "intro_14_andel"), Some(2.0 / 3.0));
    assert_eq!(at("Samtliga", "nybesök_7_andel"), Some(1.0 / 3.0));
    assert_eq!(at("Samtliga", "nybesök_14_andel"), Some(2.0 / 3.0));
    // From the meeting to the visit: 4, 6 and 5 days.
    assert_eq!(at("Samtliga", "intro_nybesök_median"), Some(5.0));
}

/// Two enrolments of one person: the contact of each is the one after the enrolment before.
#[test]
fn each_enrolment_has_its_own_contact() {
    let flai = rows(
        FLAI,
        &[
            (
                1,
                "JS Farsta;Övrig;;2009-01-09;2009-01-12;A;2009-02-27;Arbete",
            ),
            (1, "JS Farsta;Övrig;;2009-06-11;2009-06-15;A;;"),
        ],
    );
    let paraplyet = rows(
        PARAPLYET,
        &[
            (1, "2009-01-05;2009-01-05;2009-01-20;2009-01;Bifall"),
            (1, "2009-06-01;2009-06-01;2009-06-16;2009-06;Bifall"),
        ],
    );
    let scene = Scene::new("2009-11-30", &[("flai", &flai), ("paraplyet", &paraplyet)]);
    let table = scene.table("väntetider-månad");
    let median = |month: &str| line(&table, &[month])[1];
    assert_eq!(
        (median("2009-01"), median("2009-06")),
        (Some(4.0), Some(10.0))
    );
}

/// Four enrolled in 2008: closed to work after six months, referred back after one, closed
/// after thirteen months, still there. Two of the three who count remain after twelve months.
fn cohort() -> Scene {
    let flai = rows(
        FLAI,
        &[
            (
                1,
                "JS Farsta;Ungdom;Försörjningsstöd;;2008-03-03;Coach A;2008-09-03;Arbete",
            ),
            (
                2,
                "JS Farsta;Ungdom;Försörjningsstöd;;2008-03-03;Coach A;2008-04-03;Återremitterad",
            ),
            (
                3,
                "JS Farsta;Övrig;Försörjningsstöd;;2008-03-03;Coach B;2009-04-03;Studier",
            ),
            (
                4,
                "JS Kista-Kista;Övrig;Försörjningsstöd;;2008-03-03;Coach B;;",
            ),
            // The first one is back ten months after closing, the second one after two.
            (
                1,
                "JS Kista-Kista;Övrig;Försörjningsstöd;;2009-07-03;Coach B;;",
            ),
            (
                2,
                "JS Farsta;Övrig;Försörjningsstöd;;2008-06-03;Coach A;2009-03-03;Återremitterad",
            ),
        ],
    );
    Scene::new("2009-11-30", &[("flai", &flai)])
}

#[test]
fn remaining_after_twelve_months_is_of_a_cohort() {
    let table = cohort().table("kvar-12-månader");
    assert_eq!(table.period.0.to_string(), "2007-12-01");
    // Five enrolments began in those months; two were referred back within a year.
    let all = values(&line(&table, &["Samtliga"]));
    assert_eq!(all, [5.0, 2.0, 1.0, 1.0 / 3.0, 2.0, 2.0 / 3.0]);
    let by_month = cohort().table("kvar-12-månader-kohort");
    assert_eq!(values(&line(&by_month, &["2008-03"]))[..3], [4.0, 1.0, 1.0]);
    assert_eq!(values(&line(&by_month, &["2008-06"]))[..3], [1.0, 1.0, 0.0]);
}

/// Followed without referrals back, days from enrolment: 184 (closed), 396 (closed), 637 and
/// 150 (still there on 2009-11-30). After 3 months nobody has left; after 9 one of the three
/// then at risk has: 2/3; after 18 one of two more: 1/3.
#[test]
fn the_curve_by_hand() {
    let table = cohort().table("kvar-kurva");
    let at = |months: f64| {
        let of = |row: &&stickprov::indicator::Row| row.cells[1].value() == Some(months);
        let row = table.rows.iter().find(of).expect("a line");
        row.cells[2..5]
            .iter()
            .map(|c| c.value().unwrap_or(-1.0))
            .collect::<Vec<f64>>()
    };
    assert_eq!(at(3.0), [4.0, 0.0, 1.0]);
    let close = |months: f64, risk: f64, left: f64, remaining: f64| {
        let seen = at(months);
        assert_eq!(seen[..2], [risk, left], "{months}");
        assert!((seen[2] - remaining).abs() < 1e-12, "{months}: {seen:?}");
    };
    close(9.0, 2.0, 1.0, 2.0 / 3.0);
    close(18.0, 1.0, 2.0, 1.0 / 3.0);
}

#[test]
fn back_again_and_back_and_forth() {
    let again = cohort().table("återinskrivna");
    // Closed from December 2007 to November 2008: to work and referred back, both back in time.
    assert_eq!(values(&line(&again, &["Arbete"])), [1.0, 1.0, 1.0]);
    assert_eq!(values(&line(&again, &["Samtliga"])), [2.0, 2.0, 1.0]);
    // People; several enrolments (1 and 2); several offices (1); ever referred back (2);
    // enrolled again after it (2); twice referred back (2).
    let forth = cohort().table("fram-och-tillbaka");
    assert_eq!(
        values(&line(&forth, &["Samtliga"])),
        [4.0, 2.0, 1.0, 1.0, 1.0, 1.0]
    );
}

/// Open on 30 November 2009: the fourth with coach B, and the first, back, with coach B.
#[test]
fn caseload_names_nobody() {
    let table = cohort().table("coacher");
    assert_eq!(
        values(&line(&table, &["Samtliga"])),
        [2.0, 1.0, 2.0, 2.0, 2.0]
    );
    let shown = format!("{table:?}");
    assert!(!shown.contains("Coach A") && !shown.contains("Coach B"));
}

/// Days to closing in the twelve months: 396 and 273. The mean of the young: nobody.
#[test]
fn lengths_of_enrolment() {
    let table = cohort().table("inskrivningstider");
    let all = line(&table, &["Samtliga"]);
    assert_eq!(
        all,
        [Some(2.0), Some(334.5), Some(334.5), Some(396.0), None]
    );
}

#[test]
fn meetings_missed() {
    let bookings = rows(
        "Personnr;SDF;Bokningsdatum;Bokat möte;Utfall",
        &[
            (1, "Södermalm;2009-10-01;2009-10-05;Kom"),
            (2, "Södermalm;2009-10-01;2009-10-05;Uteblev"),
            (3, "Södermalm;2009-10-01;2009-10-06;Avbokad"),
            (3, "Älvsjö;2009-11-02;2009-11-05;Kom"),
        ],
    );
    let flai = rows(FLAI, &[(1, "JS Farsta;Övrig;;;2009-10-12;A;;")]);
    let scene = Scene::new(
        "2009-11-30",
        &[("flai", &flai), ("narapp_bokningar", &bookings)],
    );
    let months = scene.table("uteblivna-månad");
    assert_eq!(
        values(&line(&months, &["2009-10"])),
        [3.0, 1.0, 1.0, 1.0, 0.5]
    );
    let boards = scene.table("uteblivna-stadsdel");
    assert_eq!(
        values(&line(&boards, &["Älvsjö"])),
        [1.0, 1.0, 0.0, 0.0, 0.0]
    );
    assert_eq!(values(&line(&boards, &["Samtliga"]))[4..], [1.0 / 3.0]);
}

/// People born in 1950 and after: outreach counts by age, so that one of nearly sixty is
/// among the others.
#[test]
fn the_monthly_report_goes_by_age() {
    let young = "198501012390";
    let nine = &young[2..11];
    let young = format!("{}{}", &young[..11], stickprov::identity::check_digit(nine));
    let mut flai = rows(
        FLAI,
        &[
            (1, "JS Farsta;Övrig;Uppsök;;2009-10-12;A;;"),
            (
                2,
                "JS Farsta;Övrig;Försörjningsstöd;;2009-09-14;A;2009-10-14;Arbete",
            ),
        ],
    );
    flai.push_str(&format!(
        "{young};JS Farsta;Ungdom;Uppsök;;2009-10-12;A;;\n"
    ));
    let table = Scene::new("2009-11-30", &[("flai", &flai)]).table("månadsrapport");
    let october = |group: &str| values(&line(&table, &["2009-10", group]));
    assert_eq!(october("Försörjningsstöd"), [1.0, 0.0, 0.0, 1.0, 0.0, 30.0]);
    assert_eq!(october("Uppsök 20–29")[..5], [1.0, 1.0, 0.0, 0.0, 1.0]);
    assert_eq!(october("Övriga")[..5], [1.0, 1.0, 0.0, 0.0, 1.0]);
}

/// Support for ten of the twelve months, for nine, and for none of them; six months after
/// closing in March 2009 one of the two closed has support for September.
#[test]
fn income_support_over_time() {
    let flai = rows(
        FLAI,
        &[
            (
                1,
                "JS Farsta;Övrig;Försörjningsstöd;;2008-12-08;A;2009-03-10;Arbete",
            ),
            (
                2,
                "JS Farsta;Övrig;Försörjningsstöd;;2008-12-08;A;2009-03-10;Arbete",
            ),
        ],
    );
    let mut months = Vec::new();
    for month in 1..=10 {
        months.push((1, format!("2009-01-02;2009-01-02;;2009-{month:02};Bifall")));
    }
    for month in [1, 2, 3, 4, 5, 6, 7, 8, 10] {
        months.push((
            2,
            format!("2009-01-02;2009-01-02;;2009-{month:02};Delavslag"),
        ));
    }
    months.push((2, "2009-01-02;2009-01-02;;2009-09;Avslag".to_owned()));
    let months: Vec<(usize, &str)> = months
        .iter()
        .map(|(who, row)| (*who, row.as_str()))
        .collect();
    let paraplyet = rows(PARAPLYET, &months);
    let scene = Scene::new("2009-11-30", &[("flai", &flai), ("paraplyet", &paraplyet)]);
    let long = scene.table("långvarigt-försörjningsstöd");
    assert_eq!(values(&line(&long, &["Samtliga"])), [2.0, 1.0, 0.5]);
    let without = scene.table("självförsörjande-6-månader");
    assert_eq!(values(&line(&without, &["Samtliga"])), [2.0, 1.0, 0.5]);
}

/// Friday 2 October and four working days are in time, a week and a day are not; an
/// application of 26 November has not had its five working days by the 30th.
#[test]
fn a_measure_within_five_working_days() {
    let flai = "Personnr;AspirantID;Jobbtorg;Inskrivningsdatum\n".to_owned()
        + &format!("{};a1;JS Farsta;2009-10-02\n", person(1))
        + &format!("{};a2;JS Farsta;2009-10-02\n", person(2))
        + &format!("{};a3;JS Farsta;2009-11-26\n", person(3));
    let measures = "AspirantID;Insats;Start\na1;CV-kurs;2009-10-09\na2;CV-kurs;2009-10-12\na3;CV-kurs;2009-11-27\n";
    let paraplyet = rows(
        PARAPLYET,
        &[
            (1, ";2009-10-02;;2009-10;Bifall"),
            (2, ";2009-10-02;;2009-10;Bifall"),
            (3, ";2009-11-26;;2009-11;Bifall"),
        ],
    );
    let scene = Scene::new(
        "2009-11-30",
        &[
            ("flai", &flai),
            ("flai_insatser", measures),
            ("paraplyet", &paraplyet),
        ],
    );
    let table = scene.table("insats-fem-arbetsdagar");
    assert_eq!(values(&line(&table, &["Samtliga"])), [2.0, 1.0, 0.5]);
}

/// Value, the year before, numerator and denominator.
#[test]
fn key_figures_have_the_year_before() {
    let table = cohort().table("nyckeltal");
    let row = |label: &str| {
        let of = |row: &&stickprov::indicator::Row| matches!(&row.cells[0], stickprov::indicator::Cell::Label(text) if text.sv == label);
        let row = table.rows.iter().find(of).expect("a line");
        row.cells[2..]
            .iter()
            .map(|cell| cell.value().unwrap_or(-1.0))
            .collect::<Vec<f64>>()
    };
    // Enrolled in the twelve months: 1, 2, 3 and 4, of whom 2 was referred back; the year
    // before 1 to 4, of whom none was in the end (the second enrolment of 2 was still open).
    assert_eq!(row("Återremitteringsgrad"), [0.25, 0.0, 1.0, 4.0]);
    assert_eq!(row("Kvar efter 12 månader")[2..], [2.0, 3.0]);
}

/// What the registers do not suffice for is said, with the field that is missing.
#[test]
fn what_cannot_be_computed_is_named() {
    let outcome = cohort().computed(&stickprov::indicator::Choice::default());
    let reason = |id: &str| {
        let left = outcome.left_out.iter().find(|left| left.id == id);
        left.unwrap_or_else(|| panic!("{id}")).reason.sv.clone()
    };
    assert!(reason("uteblivna-månad").contains("narapp_bokningar"));
    assert!(reason("väntetider-jobbtorg").contains("paraplyet.första_kontakt"));
    assert!(
        outcome
            .tables
            .iter()
            .any(|table| table.id == "bilaga-4-grupp")
    );
}
