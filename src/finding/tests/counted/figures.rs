//! Figures that are computed already: an indicator's groups, and published tables.

use super::Registers;
use crate::finding::population::Counts;
use crate::template::population::Counted;

const WAITS: &str = "[[population]]\nregister = \"reg_a\"\n\
    condition.indicator = { id = \"waits\", column = \"median\" }";

/// In the north 10 days, in the south 4, in the east 6.5, the middle of 3 and 10; in the west
/// nothing has ended.
const ROWS: &str = "person;office;in;out \
    @1;North;2009-05-04;2009-05-14 \
    @2;South;2009-05-04;2009-05-08 \
    @3;East;2009-05-04;2009-05-07 \
    @4;East;2009-05-04;2009-05-14 \
    @5;West;2009-05-04;";

#[test]
fn the_groups_of_an_indicator_are_compared_with_the_lowest() {
    let scene = Registers::of(WAITS).rows(ROWS);
    let told = |scene: &Registers| {
        let [counts] = <[Counts; 1]>::try_from(scene.all().counts).unwrap();
        (counts.rows, counts.gaps, counts.compared.unwrap())
    };
    let (rows, gaps, compared) = told(&scene);
    assert_eq!((rows, gaps, compared.limit), (3, 0, None));
    assert_eq!(compared.spread, Some(6.0));
    let mut figures: Vec<(&str, f64)> = (compared.figures.iter())
        .map(|(group, value)| (group.sv.as_str(), *value))
        .collect();
    figures.sort_by(|a, b| a.0.cmp(b.0));
    assert_eq!(figures, [("East", 6.5), ("North", 10.0), ("South", 4.0)]);
    // The north is 6 days above the south and the east 2.5: 6 is no more than 6, 2.5 more than 2.
    for (limit, gaps) in [(6, 0), (5, 1), (3, 1), (2, 2)] {
        let limited = format!("parameters = {{ days = {limit} }}\n{WAITS}");
        let (rows, found, compared) = told(&Registers::of(&limited).rows(ROWS));
        assert_eq!((rows, found, compared.limit), (3, gaps, Some(limit)));
    }
}

#[test]
fn an_indicator_whose_register_or_column_is_not_there_is_not_counted() {
    Registers::of(&WAITS.replace("reg_a", "reg_c"))
        .rows(ROWS)
        .is_not_evaluated("no register or checklist in the plan gives the information");
    let found = Registers::of(WAITS)
        .rows("person;in;out @1;2009-05-04;2009-05-14")
        .all();
    assert_eq!((found.counts.len(), found.not_evaluated.len()), (0, 1));
    let reason = &found.not_evaluated[0].1;
    assert!(reason.en.contains("office"), "{}", reason.en);
}

/// A criterion goes by the published tables of its own register.
#[test]
fn published_figures_are_set_against_the_register() {
    let over = |register: &str| {
        format!("[[population]]\nregister = \"{register}\"\ncondition.control_total = {{}}")
    };
    let published = "Kontor;Antal;Avslutade North;1;1 South;1;1 East;3;2 West;1;0 Alla;6;4";
    let scene = Registers::of(&over("reg_a"))
        .rows(ROWS)
        .file("published.csv", published)
        .plan("[[control_totals]]\nfile = \"published.csv\"\nregister = \"reg_a\"\n");
    // In the east there are two and in all five: two of ten figures are wrong, in rows 4 and 6.
    let counts = scene.clone().and("C2", WAITS).all().counts;
    assert_eq!((counts[0].rows, counts[0].gaps), (10, 2));
    assert_eq!(counts[0].counted, Counted::Figures);
    let rows: Vec<Option<u64>> = counts[0].places.iter().map(|place| place.row).collect();
    assert_eq!(rows, [Some(4), Some(6)]);
    assert_eq!((counts[1].rows, counts[1].counted), (3, Counted::Groups));
    let none = "the plan names no published table ([[control_totals]])";
    Registers::of(&over("reg_a"))
        .rows(ROWS)
        .is_not_evaluated(none);
    Registers::of(&over("reg_c"))
        .rows(ROWS)
        .file("reg_c", "person @1")
        .file("published.csv", published)
        .plan("[[control_totals]]\nfile = \"published.csv\"\nregister = \"reg_a\"\n")
        .is_not_evaluated(none);
}
