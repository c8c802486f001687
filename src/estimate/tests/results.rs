//! Eight files in two strata, counted by hand.

use std::collections::BTreeMap;

use super::super::interval::{Counts as Interval, of_strata};
use super::super::{By, Gaps, NotedRecord, build, mark};
use crate::checklist::answers::Answers;
use crate::exact::Confidence;
use crate::finding::dossier::{Dossier, Dossiers, Row};
use crate::finding::population::{Compared, Counts};
use crate::finding::tests::scene::{self, criterion};
use crate::finding::{Case, Finding, Findings, NotedOtherwise, Outcome};
use crate::lang::{Lang, Text};
use crate::plan;
use crate::problem::Place;
use crate::protocol::{Protocol, Role, Status, Unit};
use crate::register::Value;
use crate::template::population::Counted;
use crate::template::{CriterionRef, FieldRef, Template};

const PLAN: &str = "[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
    [registers.reg_a]\nfile = \"a.csv\"\n[unit]\nregister = \"reg_a\"\n\
    [strata]\nby = [\"reg_a.board\"]\n[sample]\nsize = 8\nseed = \"s\"\n";

/// C1 and its part C2, C3 under two definitions, C4 without a source, C5 over a register.
fn template() -> Template {
    let plan = "condition.absent = { of = [\"plan\"] }\n";
    let criteria = [
        ("C1", criterion("file-a", plan)),
        (
            "C2",
            criterion("file-a", &format!("part_of = \"C1\"\n{plan}")),
        ),
        (
            "C3",
            criterion(
                "file-a",
                "parameters.definition = \"all\"\n\
                 [[definitions]]\nid = \"all\"\ntitle = { sv = \"D\", en = \"D\" }\n\
                 condition.answer = { question = \"A2\" }\n\
                 [[definitions]]\nid = \"some\"\ntitle = { sv = \"S\", en = \"S\" }\n\
                 condition.answer = { question = \"A3\" }\n",
            ),
        ),
        ("C4", criterion("file-b", plan)),
        (
            "C5",
            criterion(
                "register",
                "[[population]]\nregister = \"reg_a\"\nby = \"board\"\n\
                 condition.problem = [\"no-identity\"]\n",
            ),
        ),
    ];
    scene::template(&criteria.map(|(id, text)| (id.to_owned(), text)))
}

/// What was drawn: four files of twenty at one office, four of ten at another, one of which took
/// the place of a file that is not reviewed, and a reserve that was never needed.
fn protocol() -> Protocol {
    let file = |id: &str, rank| scene::unit(id, rank, Role::Sample, Status::Drawn);
    let mut units: Vec<Unit> = (1..=4).map(|n| file(&format!("A-0{n}"), n)).collect();
    units.extend((1..=3).map(|n| file(&format!("B-0{n}"), n)));
    units.push(scene::unit("B-04", 4, Role::Sample, Status::Replaced));
    units.push(scene::unit("B-05", 5, Role::Reserve, Status::InUse));
    units.push(scene::unit("B-06", 6, Role::Reserve, Status::Drawn));
    let strata = [("A", "Farsta", 20), ("B", "Kista", 10)]
        .map(|(letter, board, population)| scene::stratum(letter, board, population, (4, 2)));
    scene::drawn(strata.into(), units)
}

/// Office and group of each file.
fn dossiers(template: &Template) -> Dossiers {
    let (office, group) = (field(template, "board"), field(template, "done"));
    let mut dossiers = Dossiers::default();
    dossiers
        .fields
        .insert(office.register, vec![office.field, group.field]);
    for (id, of_group) in [
        ("A-01", "J"),
        ("A-02", "N"),
        ("A-03", "N"),
        ("A-04", "N"),
        ("B-01", "N"),
        ("B-02", "N"),
        ("B-03", "J"),
        ("B-05", ""),
    ] {
        let at = if id.starts_with('A') {
            "Farsta"
        } else {
            "Kista"
        };
        let value = |text: &str| Value::Text(text.to_owned().into());
        let own = Row {
            number: 2,
            values: BTreeMap::from([(office.field, value(at)), (group.field, value(of_group))]),
        };
        let dossier = Dossier {
            own,
            ..Dossier::default()
        };
        dossiers.units.insert(id.to_owned(), dossier);
    }
    dossiers
}

fn field(template: &Template, id: &str) -> FieldRef {
    let register = template.register_by_id("reg_a").unwrap();
    let field = template.register(register).field_by_id(id).unwrap();
    FieldRef { register, field }
}

fn named(template: &Template, id: &str) -> CriterionRef {
    template.criterion_by_id(id).unwrap()
}

/// C1: two met (one with a remark, one depending on how days are counted), one that never came,
/// one explained, one outside the rule; one that cannot be assessed, one unanswered, and one of
/// which nothing was found. C3 under its other definition. C5 over the register.
fn findings(template: &Template) -> Findings {
    let mut findings = Findings::default();
    let mut add = |id: &str, finding: Finding| {
        let of_file = findings.units.entry(id.to_owned()).or_default();
        of_file.insert(named(template, "C1"), finding);
    };
    let met = Finding::new(Outcome::Met);
    add(
        "A-01",
        Finding {
            remark: true,
            months: Some((2, 3)),
            ..met.clone()
        },
    );
    let gap = Finding::new(Outcome::Gap);
    add("A-02", Finding { never: true, ..gap });
    add("A-03", Finding::new(Outcome::Explained));
    add("A-04", Finding::new(Outcome::NotApplicable));
    add(
        "B-01",
        Finding {
            depends_on_count: true,
            months: Some((1, 4)),
            ..met
        },
    );
    add("B-02", Finding::new(Outcome::NotAssessable));
    add("B-03", Finding::new(Outcome::Unanswered));
    // A file that was replaced is nobody's any more.
    add("B-04", Finding::new(Outcome::Gap));
    let outcomes = [
        ("A-01", Outcome::Gap),
        ("A-02", Outcome::Met),
        ("A-03", Outcome::NotApplicable),
        ("B-01", Outcome::Met),
    ];
    let outcomes = outcomes.map(|(id, outcome)| (id.to_owned(), outcome));
    findings
        .further
        .insert((named(template, "C3"), 1), outcomes.into());
    findings
        .not_evaluated
        .push((named(template, "C4"), Text::same("no file")));
    findings.counts.push(Counts {
        criterion: named(template, "C5"),
        counted: Counted::Rows,
        rows: 8,
        gaps: 2,
        places: vec![Place::file("a.csv").at_row(7)],
        by: Some(field(template, "board")),
        groups: [
            ("Östermalm", (5, 2)),
            ("Älvsjö", (3, 0)),
            ("Zinken", (0, 0)),
        ]
        .map(|(name, counts)| (name.to_owned(), counts))
        .into(),
        parts: vec![(Text::same("a part"), 4, 1)],
        compared: Some(Compared {
            limit: Some(5),
            spread: Some(2.5),
            figures: vec![(Text::same("a group"), 7.5)],
        }),
    });
    findings
}

fn results(sections: &str, by: impl Fn(&Template) -> Vec<By>) -> Gaps {
    results_of(&format!("{PLAN}{sections}"), by)
}

fn results_of(text: &str, by: impl Fn(&Template) -> Vec<By>) -> Gaps {
    let template = template();
    let (plan, _) = plan::parse(text, "granskning.toml", &|_| Ok(template.clone()))
        .unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)));
    let case = Case {
        plan: &plan,
        template: &template,
        protocol: &protocol(),
        answers: &Answers::default(),
        dossiers: &dossiers(&template),
    };
    build(case, &findings(&template), &by(&template), Lang::Sv)
}

fn one<'a>(gaps: &'a Gaps, id: &str) -> &'a super::super::CriterionResult {
    gaps.criteria.iter().find(|one| one.id == id).unwrap()
}

fn no_fields(_: &Template) -> Vec<By> {
    Vec::new()
}

#[test]
fn files_are_counted_by_their_outcomes() {
    let gaps = results("", no_fields);
    let c1 = one(&gaps, "C1");
    assert_eq!((c1.assessed, c1.gaps, c1.explained), (4, 2, 1));
    assert_eq!((c1.not_applicable, c1.not_assessable), (1, 2));
    assert_eq!(c1.unanswered, 1);
    assert_eq!((c1.never, c1.depends_on_count, c1.remarks), (1, 1, 1));
    assert_eq!(c1.rate, Some(0.5));
    let months = c1.months.as_ref().unwrap();
    assert_eq!((months.of, months.unchecked), (7, 1 + 3));
    assert_eq!(c1.record, "file-a");
    assert_eq!(c1.part_of, None);
    assert_eq!(one(&gaps, "C2").part_of.as_deref(), Some("C1"));
    // Of a file without a finding nothing can be said, and of a criterion without any neither.
    let other = one(&gaps, "C2");
    assert_eq!((other.assessed, other.not_assessable), (0, 8));
    assert!(other.months.is_none() && other.sensitivity.is_none());
}

#[test]
fn what_cannot_be_counted_for_a_file_is_no_criterion_of_files() {
    let gaps = results("", no_fields);
    for id in ["C4", "C5"] {
        assert!(gaps.criteria.iter().all(|one| one.id != id), "{id}");
    }
    let not: Vec<(&str, &str)> = (gaps.not_evaluated.iter())
        .map(|one| (one.id.as_str(), one.reason.as_str()))
        .collect();
    assert_eq!(not, [("C4", "no file")]);
    let files = gaps.files.unwrap();
    let ids: Vec<&str> = files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "A-01", "A-02", "A-03", "A-04", "B-01", "B-02", "B-03", "B-05"
        ]
    );
    assert_eq!(files[2].outcomes["C1"], Outcome::Explained);
    assert!(files[7].outcomes.is_empty());
}

/// 20/4 of two deviating, of 20/4 of three assessed and 10/1 of one: 10 of 25.
#[test]
fn strata_weigh_by_their_populations() {
    let gaps = results("", no_fields);
    let c1 = one(&gaps, "C1");
    let counts =
        [(20, 4, 3, 2), (10, 1, 1, 0)].map(|(population, decided, assessed, gaps)| Interval {
            population,
            decided,
            assessed,
            gaps,
        });
    let estimate = c1.estimate.as_ref().unwrap();
    assert!((estimate.rate - 0.4).abs() < 1e-12, "{}", estimate.rate);
    let expected = of_strata(&counts, Confidence::NINETY_FIVE, Lang::Sv);
    assert_eq!(Some(estimate), expected.as_ref());
    let strata: Vec<_> = (c1.strata.iter())
        .map(|s| (s.stratum.as_str(), s.assessed, s.gaps, s.explained, s.rate))
        .collect();
    assert_eq!(
        strata,
        [("A", 3, 2, 1, Some(2.0 / 3.0)), ("B", 1, 0, 0, Some(0.0))]
    );
    assert!(c1.strata.iter().all(|stratum| stratum.method.is_some()));
}

/// Three are not known: none of them deviating, or all.
#[test]
fn what_is_not_known_may_go_either_way() {
    let gaps = results("", no_fields);
    let known = one(&gaps, "C1").sensitivity.as_ref().unwrap();
    assert_eq!(known.missing, 3);
    assert_eq!((known.if_none.assessed, known.if_none.gaps), (7, 2));
    assert_eq!((known.if_all.assessed, known.if_all.gaps), (7, 5));
    let rates = [known.if_none.rate, known.if_all.rate].map(f64::to_bits);
    assert_eq!(rates, [2.0_f64 / 7.0, 5.0 / 7.0].map(f64::to_bits));
    // 20/4 · 2 of 20/4 · 3 + 10/4 · 4; and 10/4 · 3 more.
    for (assumed, expected) in [(&known.if_none, 10.0 / 25.0), (&known.if_all, 17.5 / 25.0)] {
        let rate = assumed.estimate.as_ref().unwrap().rate;
        assert!((rate - expected).abs() < 1e-12, "{rate}");
    }
}

type Group<'a> = (&'a str, u64, u64, u64);

fn groups(gaps: &Gaps) -> Vec<Group<'_>> {
    (one(gaps, "C1").groups.iter())
        .map(|group| {
            (
                group.group.as_str(),
                group.assessed,
                group.gaps,
                group.explained,
            )
        })
        .collect()
}

/// By the unit that answers for the files, unless other fields are asked for.
#[test]
fn groups_are_counted_by_themselves() {
    let gaps = results("", no_fields);
    assert_eq!(groups(&gaps), [("Farsta", 3, 2, 1), ("Kista", 1, 0, 0)]);
    // A stratifier's group is its strata.
    let farsta = &one(&gaps, "C1").groups[0];
    let alone = Interval {
        population: 20,
        decided: 4,
        assessed: 3,
        gaps: 2,
    };
    let expected = of_strata(&[alone], Confidence::NINETY_FIVE, Lang::Sv).unwrap();
    assert_eq!(
        (farsta.lower, farsta.upper),
        (expected.lower, expected.upper)
    );
    let by = |template: &Template| {
        vec![By {
            field: field(template, "done"),
            values: None,
        }]
    };
    let gaps = results("", by);
    assert_eq!(
        groups(&gaps),
        [("(tomt)", 0, 0, 0), ("J", 1, 0, 0), ("N", 3, 2, 1)]
    );
    // Of a domain the other files of a stratum are decided: they do not belong to it.
    let other = &one(&gaps, "C1").groups[2];
    let counts =
        [(20, 4, 2, 2), (10, 3, 1, 0)].map(|(population, decided, assessed, gaps)| Interval {
            population,
            decided,
            assessed,
            gaps,
        });
    let expected = of_strata(&counts, Confidence::NINETY_FIVE, Lang::Sv).unwrap();
    assert_eq!((other.lower, other.upper), (expected.lower, expected.upper));
    let together = |template: &Template| {
        vec![By {
            field: field(template, "done"),
            values: Some(vec!["J".to_owned(), "N".to_owned()]),
        }]
    };
    assert_eq!(groups(&results("", together)), [("J + N", 4, 2, 1)]);
}

#[test]
fn another_definition_has_its_own_counts() {
    let gaps = results("", no_fields);
    let further = &one(&gaps, "C3").further;
    assert_eq!(further.len(), 1);
    assert_eq!(further[0].definition, "some");
    assert_eq!((further[0].assessed, further[0].gaps), (3, 1));
    assert_eq!(further[0].rate, Some(1.0 / 3.0));
    assert!(one(&gaps, "C1").further.is_empty());
}

#[test]
fn a_whole_register_is_told_with_its_groups_and_parts() {
    let gaps = results("", no_fields);
    let reg = &gaps.population[0];
    assert_eq!((reg.id.as_str(), reg.rows, reg.gaps), ("C5", 8, 2));
    assert_eq!((reg.rate, reg.places[0].row), (Some(0.25), Some(7)));
    let groups: Vec<_> = (reg.groups.iter())
        .map(|group| (group.group.as_str(), group.rows, group.gaps, group.rate))
        .collect();
    assert_eq!(
        groups,
        [
            ("Zinken", 0, 0, None),
            ("Älvsjö", 3, 0, Some(0.0)),
            ("Östermalm", 5, 2, Some(0.4))
        ]
    );
    assert_eq!(reg.groups[0].field, "reg_a.board");
    assert_eq!((reg.parts[0].rows, reg.parts[0].gaps), (4, 1));
    let compared = reg.compared.as_ref().unwrap();
    assert_eq!((compared.limit, compared.spread), (Some(5), Some(2.5)));
    assert_eq!(compared.figures[0].value.to_bits(), 7.5_f64.to_bits());
}

/// Files picked on purpose speak for themselves alone.
#[test]
fn files_picked_on_purpose_get_no_intervals() {
    let drawn = results("[gate]\nC1 = 0.5\n", no_fields);
    assert!(one(&drawn, "C1").tolerance.is_some());
    assert!(one(&drawn, "C2").tolerance.is_none());
    let text = PLAN.replace(
        "size = 8\nseed = \"s\"",
        "given = \"lista.csv\"\nhow = \"judgement\"",
    );
    let gaps = results_of(&format!("{text}[gate]\nC1 = 0.5\n"), no_fields);
    let c1 = one(&gaps, "C1");
    assert_eq!(c1.rate, Some(0.5));
    assert!(c1.estimate.is_none() && c1.tolerance.is_none());
    assert!(
        c1.strata
            .iter()
            .all(|s| s.lower.is_none() && s.method.is_none())
    );
    assert!(gaps.contrasts.is_empty());
}

/// What is nought is left out of the output, and what is not stands there.
#[test]
fn noughts_of_rare_things_are_left_out() {
    let gaps = results("", no_fields);
    let json = |id: &str| serde_json::to_value(one(&gaps, id)).unwrap();
    assert_eq!(json("C1")["never"], 1);
    assert!(json("C2").get("never").is_none());
    assert_eq!(mark("approximate"), "≈\u{a0}");
    assert_eq!(mark("by_search"), "~\u{a0}");
    assert_eq!(mark("guaranteed"), "");
}

/// What the rule finds explained the file does not, and the other way round.
#[test]
fn what_a_file_notes_otherwise_is_named() {
    let template = template();
    for by_rule in [true, false] {
        let one = NotedOtherwise {
            id: "A-02".to_owned(),
            criterion: named(&template, "C1"),
            by_rule,
            question: template.question_by_id("A2").unwrap(),
            answer: "N".to_owned(),
        };
        let record = NotedRecord::of(&one, &template);
        assert_eq!((record.by_rule, record.by_file), (by_rule, !by_rule));
        let names = [
            &record.id,
            &record.criterion,
            &record.question,
            &record.answer,
        ];
        assert_eq!(names, ["A-02", "C1", "A2", "N"]);
    }
}
