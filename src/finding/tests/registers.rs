//! What is counted over whole registers, beside what is decided file by file.

use super::super::population::{Counts, Populations};
use super::scene::Scene;
use crate::lang::Text;
use crate::template::CriterionRef;
use crate::template::population::Counted;

/// Of a criterion over a register alone it is the register's reading that says whether it could be
/// evaluated; of one about files the files do. Both are told in the order of the catalogue.
#[test]
fn who_says_that_a_criterion_could_not_be_evaluated() {
    let over = "[[population]]\nregister = \"reg_a\"\ncondition.problem = [\"no-identity\"]\n";
    let scene = Scene::of("condition.absent = { of = [\"register_only\"] }")
        .and("C2", "register", over)
        .and("C3", "register", over)
        .registers(&["reg_b"]);
    let (template, findings) = scene.findings();
    let [c1, c2, c3] = [0, 1, 2].map(CriterionRef);
    let counts = Counts {
        criterion: c2,
        counted: Counted::Rows,
        rows: 3,
        gaps: 1,
        places: Vec::new(),
        by: None,
        groups: [].into(),
        parts: Vec::new(),
        compared: None,
    };
    let populations = Populations {
        counts: vec![counts.clone()],
        not_evaluated: vec![(c3, Text::same("no export")), (c1, Text::same("not mine"))],
    };
    let findings = findings.with(&template, populations);
    let not: Vec<CriterionRef> = findings.not_evaluated.iter().map(|(at, _)| *at).collect();
    assert_eq!(not, [c1, c3]);
    assert!(findings.not_evaluated[0].1 != Text::same("not mine"));
    assert_eq!(findings.counts, [counts]);
    assert!(!findings.units.is_empty(), "what was found stays");
}
