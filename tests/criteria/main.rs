//! What the criteria of the built-in templates decide: for every criterion a file of cases
//! (`testdata/criteria/<ID>.toml`) with what is changed in a clean pair of files, what then
//! follows, and why. The expected outcomes are DOMAIN 5 with the decisions of 5.0, worked out
//! by hand; every outcome that a criterion can give is shown by at least one case.

mod catalogue;
#[path = "../program/mod.rs"]
mod program;
mod registers;
mod scene;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use stickprov::finding::Outcome;
use stickprov::template::{Criterion, Record, Template};

use Outcome::{Explained, Gap, Met, NotApplicable, NotAssessable, Unanswered};
use registers::Counted;
use scene::{Clean, audit, clean, decide, names, outcome, read, testdata};

/// `testdata/criteria/<ID>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// What is decided file by file.
    #[serde(default, rename = "cases")]
    files: Vec<Line>,
    /// What is counted over whole registers.
    #[serde(default)]
    registers: Vec<Counted>,
    /// Outcomes that the criterion cannot give, with the reason.
    #[serde(default)]
    cannot: BTreeMap<Outcome, String>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    why: String,
    #[serde(default)]
    answers: String,
    #[serde(default)]
    rows: Vec<String>,
    /// What is added to the plan.
    #[serde(default)]
    plan: String,
    /// Another reference date than the clean case's.
    reference_date: Option<String>,
    outcome: Outcome,
}

/// The templates for which there is a clean case, with it.
fn templates() -> Vec<(Clean, Template)> {
    let all: Vec<(Clean, Template)> = names("clean")
        .iter()
        .map(|name| {
            let clean = clean(name);
            let (_, template) = audit(&clean, "");
            (clean, template)
        })
        .collect();
    assert!(all.iter().any(|(_, template)| template.id == "jobbtorg"));
    all
}

/// The cases of a criterion: those of its template, where several templates have the code and
/// mean other files by it, else those of the code.
fn cases(template: &Template, id: &str) -> Cases {
    let own = testdata(&format!("criteria_of/{}/{id}.toml", template.id));
    if own.is_file() {
        read(&own)
    } else {
        read(&testdata(&format!("criteria/{id}.toml")))
    }
}

/// The criteria that are decided file by file.
fn by_file(template: &Template) -> impl Iterator<Item = &Criterion> {
    let criteria = template.criteria.iter();
    criteria.filter(|criterion| !matches!(criterion.record, Record::Register | Record::Unit))
}

#[test]
fn each_criterion_decides_as_its_cases_say() {
    let mut wrong = Vec::new();
    for (clean, template) in templates() {
        let unchanged = audit(&clean, "");
        for criterion in by_file(&template) {
            for case in cases(&template, &criterion.id).files {
                assert!(!case.why.is_empty(), "{}: a case says why", criterion.id);
                let mut audit = if case.plan.is_empty() {
                    unchanged.clone()
                } else {
                    audit(&clean, &case.plan)
                };
                if let Some(day) = &case.reference_date {
                    audit.0.reference_date = day.parse().expect(day);
                }
                let findings = decide(&clean, &audit, &case.answers, &case.rows);
                let outcome = outcome(&template, &findings, &criterion.id);
                if outcome != Some(case.outcome) {
                    let (id, expected) = (&criterion.id, case.outcome);
                    wrong.push(format!(
                        "{id} [{}] {:?}: {outcome:?}, not {expected:?}: {}",
                        case.answers, case.rows, case.why
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_outcome_that_a_criterion_can_give_is_shown() {
    let mut wrong = Vec::new();
    for (_, template) in templates() {
        for criterion in by_file(&template) {
            let file = cases(&template, &criterion.id);
            let shown: BTreeSet<Outcome> = file.files.iter().map(|case| case.outcome).collect();
            let cannot: BTreeSet<Outcome> = file.cannot.keys().copied().collect();
            let mut can = BTreeSet::from([Met, NotApplicable, NotAssessable, Unanswered]);
            let whole = criterion.part_of.map(|whole| template.criterion(whole));
            let explained = !whole.unwrap_or(criterion).explained_by.is_empty();
            if explained {
                can.insert(Explained);
            }
            // Of a part that an explanation decides, what is not explained is met.
            if whole.is_none() || !explained {
                can.insert(Gap);
            }
            can.retain(|outcome| !cannot.contains(outcome));
            if shown != can {
                wrong.push(format!("{}: {shown:?}, not {can:?}", criterion.id));
            }
            assert!(file.cannot.values().all(|why| !why.is_empty()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_fires_on_a_clean_case() {
    for (clean, template) in templates() {
        let findings = decide(&clean, &audit(&clean, ""), "", &[]);
        for criterion in by_file(&template) {
            let outcome = outcome(&template, &findings, &criterion.id);
            let id = &criterion.id;
            assert!(
                matches!(outcome, Some(Met | NotApplicable)),
                "{id}: {outcome:?}"
            );
        }
        assert!(findings.problems.is_empty());
    }
}

#[test]
fn the_further_lines_are_the_stricter_definitions() {
    const NO_PLAN: &str = "P14=N -P15 -P16 -P17 -P18 -P19 -P20 -P21 -P22 -P29 -P29.datum";
    let clean = clean("jobbtorg");
    let audit = audit(&clean, "");
    let further = |changes: &str, id| {
        let criterion = audit.1.criterion_by_id(id).unwrap();
        let findings = decide(&clean, &audit, changes, &[]);
        findings.further[&(criterion, 1)].get("A-01").copied()
    };
    // At least one of the two consents is missing.
    assert_eq!(further("P06=N -P08.2", "SAM-10"), Some(Gap));
    assert_eq!(further("", "SAM-10"), Some(Met));
    // Only where there is a plan at the jobbtorg.
    let none = format!("S10=N -S10.datum -S12 {NO_PLAN}");
    assert_eq!(further(&none, "KOM-01"), Some(NotApplicable));
    assert_eq!(further("S10=N -S10.datum -S12", "KOM-01"), Some(Gap));
    // Current in the reviewer's judgement; by its date of 12 May it is older than three months.
    assert_eq!(further("", "AP-05"), Some(Gap));
    assert_eq!(further("S13.datum=2009-10-12", "AP-05"), Some(Met));
    // The plan came before the visit, yet after the decision.
    assert_eq!(further("S26a=2009-05-07", "KOM-02"), Some(Gap));
}

#[test]
fn an_end_before_its_start_is_in_time_and_a_problem() {
    let clean = clean("jobbtorg");
    let findings = decide(&clean, &audit(&clean, ""), "P15=2009-05-01", &[]);
    assert_eq!(findings.problems.count("end-before-start"), 1);
}
