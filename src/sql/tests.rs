//! What a script says and what it refuses; that it gives the same draw is proved on the engines
//! themselves (`tests/engines`).

use super::*;
use crate::protocol::fixture;

fn asked(dialect: Dialect, plan: &Plan, template: &Template) -> Result<String> {
    script(&Asked {
        dialect,
        table: "reg_a",
        plan,
        template,
        headers: &BTreeMap::from([(0, "Eget \"namn\"".to_owned())]),
        protocol: None,
        lang: Lang::En,
    })
}

#[test]
fn a_script_is_one_statement_with_the_seeds_code() {
    let (plan, template) = fixture::plan().unwrap();
    for dialect in [Dialect::DuckDb, Dialect::Postgres, Dialect::Spark] {
        let text = asked(dialect, &plan, &template).unwrap();
        // The only semicolon outside the head ends it.
        let query = text.split_once("\nWITH\n").unwrap().1;
        assert_eq!(query.find(';'), Some(query.len() - 2), "{text}");
        assert!(text.contains(&seed_hash("20100225-54213")), "{text}");
        assert!(text.contains("FROM reg_a"), "{text}");
    }
}

#[test]
fn a_title_cannot_end_the_comment() {
    let (mut plan, template) = fixture::plan().unwrap();
    plan.title = "A\nDROP TABLE b; --".to_owned();
    let text = asked(Dialect::DuckDb, &plan, &template).unwrap();
    assert!(
        text.starts_with("-- The sample of the audit A DROP TABLE b; --,"),
        "{text}"
    );
}

type Change = fn(&mut Plan);

#[test]
fn what_cannot_be_expressed_is_refused() {
    let (plan, template) = fixture::plan().unwrap();
    let changes: [(Change, &str); 4] = [
        (|plan| plan.sample.seed = None, "no seed"),
        (
            |plan| plan.unit.if_several = IfSeveral::Error,
            "cannot refuse",
        ),
        (
            |plan| plan.sample.allocation = Allocation::Equal,
            "cannot be computed exactly",
        ),
        (
            |plan| {
                plan.sample.given = Some(crate::plan::Given {
                    file: "l.csv".to_owned(),
                    how: crate::plan::How::All,
                });
            },
            "files already picked",
        ),
    ];
    for (change, said) in changes {
        let mut changed = plan.clone();
        change(&mut changed);
        let error = asked(Dialect::Spark, &changed, &template).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}
