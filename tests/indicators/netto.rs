//! The rule of Bilaga 4, counted by hand (DOMAIN 1.6): whose enrolment was open some day of
//! the twelve months counts once, by the enrolment that began last.

use super::scene::{Scene, line, person};

const HEAD: &str = "Personnr;Jobbtorg;Redovisningsgrupp;Inskrivningsdatum;Avslutsdatum;Avslutsorsak;Återremissdatum;Statusmånad";

fn register(rows: &[(usize, &str)]) -> String {
    let mut text = format!("{HEAD}\n");
    for (who, rest) in rows {
        text.push_str(&format!("{};{rest};200911\n", person(*who)));
    }
    text
}

const YOUTH: &str = "Ungdom, 16 - 24 år";
const ADULT: &str = "Övrig, över 24 år";

fn scene() -> Scene {
    let rows = [
        // Open since before the window.
        (1, "JS Farsta;Ungdom;2008-03-03;;;"),
        // Closed the day before the window begins: not in it.
        (2, "JS Farsta;Ungdom;2008-03-03;2008-11-30;Arbete;"),
        // Closed on its first day.
        (3, "JS Farsta;Ungdom;2008-03-03;2008-12-01;Arbete;"),
        // Enrolled after its last day: not in it.
        (4, "JS Farsta;Ungdom;2009-12-01;;;"),
        // Enrolled on its last day.
        (5, "JS Farsta;Ungdom;2009-11-30;;;"),
        // Twice: closed to work in Farsta, then open in Kista. Counts once, in Kista.
        (6, "JS Farsta;Övrig;2009-01-12;2009-02-27;Arbete;"),
        (6, "JS Kista-Kista;Övrig;2009-03-02;;;"),
        // Referred back, said in three ways.
        (
            7,
            "JS Kista-Kista;Övrig;2009-01-12;2009-02-27;Återremitterad;",
        ),
        (8, "JS Kista-Lunda;Övrig;2009-01-12;;;2009-02-27"),
        // Closed after the window: open in it.
        (9, "JS Kista-Lunda;Övrig;2009-01-12;2009-12-04;Studier;"),
        // Closed without a reason: unknown.
        (10, "JS Vårberg;Övrig;2009-01-12;2009-06-04;;"),
        // An office that no line has.
        (11, ";Övrig;2009-01-12;2009-06-04;Okänd;"),
    ];
    Scene::new("2010-02-28", &[("flai", &register(&rows))])
}

fn counts(cells: &[Option<f64>]) -> Vec<f64> {
    cells.iter().map(|cell| cell.unwrap_or(-1.0)).collect()
}

/// Columns: enrolled, referred back, share, closed, share, work, studies, programme, other,
/// unknown. Youth: 1, 3 and 5; adults: 6 to 11, of whom 7 and 8 referred back.
#[test]
fn by_group() {
    let table = scene().table("bilaga-4-grupp");
    assert_eq!(table.period.0.to_string(), "2008-12-01");
    assert_eq!(table.period.1.to_string(), "2009-11-30");
    assert_eq!(
        counts(&line(&table, &[YOUTH])),
        [3.0, 0.0, 0.0, 1.0, 1.0 / 3.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    );
    assert_eq!(
        counts(&line(&table, &[ADULT])),
        [6.0, 2.0, 2.0 / 6.0, 2.0, 2.0 / 4.0, 0.0, 0.0, 0.0, 0.0, 2.0]
    );
    assert_eq!(
        counts(&line(&table, &["Samtliga"])),
        [9.0, 2.0, 2.0 / 9.0, 3.0, 3.0 / 7.0, 1.0, 0.0, 0.0, 0.0, 2.0]
    );
}

/// Columns: enrolled, referred back, new, share, closed, share, reasons.
#[test]
fn by_office_with_the_subtotal_and_the_one_without_an_office() {
    let table = scene().table("bilaga-4-jobbtorg");
    let first = |label: &str| counts(&line(&table, &[label]))[..5].to_vec();
    assert_eq!(first("JS Kista"), [4.0, 2.0, 4.0, 1.0, 0.0]);
    assert_eq!(first("JS Kista-Kista"), [2.0, 1.0, 2.0, 1.0, 0.0]);
    assert_eq!(first("JS Kista-Lunda"), [2.0, 1.0, 2.0, 1.0, 0.0]);
    assert_eq!(first("JS Kista ungdomsfilial")[..2], [0.0, 0.0]);
    assert_eq!(first("JS Farsta"), [3.0, 0.0, 1.0, 1.0 / 3.0, 1.0]);
    assert_eq!(first("JS Vårberg"), [1.0, 0.0, 1.0, 1.0, 1.0]);
    assert_eq!(first("(ingen av grupperna)"), [1.0, 0.0, 1.0, 1.0, 1.0]);
    assert_eq!(first("Samtliga"), [9.0, 2.0, 7.0, 7.0 / 9.0, 3.0]);
}

/// The order of rows and of columns does not matter, nor does a later reference date.
#[test]
fn the_order_of_rows_does_not_matter() {
    let rows = [
        (6, "JS Kista-Kista;Övrig;2009-03-02;;;"),
        (6, "JS Farsta;Övrig;2009-03-02;;;"),
    ];
    let mut turned = rows;
    turned.reverse();
    let table = |rows: &[(usize, &str)]| {
        Scene::new("2009-11-30", &[("flai", &register(rows))]).table("bilaga-4-jobbtorg")
    };
    assert_eq!(table(&rows), table(&turned));
}
