//! What the registers hold about the persons that were drawn, gathered by hand.

use std::collections::BTreeMap;

use super::counted::{Registers, person};
use crate::finding::dossier::{Dossier, Dossiers, collect};
use crate::frame;
use crate::identity::Identity;
use crate::lang::Lang;
use crate::template::{FieldRef, RegisterRef, Template};

/// @1 has two rows and two numbers, @2 one of each; @3 is not drawn.
const DRAWN: &str = "person;in;office;number @1;2009-03-01;South;18 @1;2009-05-04;North;17 \
    @2;2009-05-04;South;19 @3;2009-05-04;South;20";

fn scene() -> Registers {
    let any = "[[population]]\nregister = \"reg_a\"\ncondition.blank = { field = \"group\" }";
    Registers::of(any).rows(DRAWN)
}

/// What is known of @1 as A-01 and of @2 as B-01.
fn gathered(scene: &Registers) -> (Template, Dossiers) {
    scene.look(|plan, template, sources| {
        let frame = frame::build(plan, template, sources).unwrap_or_else(|error| {
            panic!("{}", error.in_words(Lang::En));
        });
        let keys = [("A-01", "@1"), ("B-01", "@2")].map(|(id, name)| {
            let key = Identity::from_text(&person(name)).unwrap();
            (id.to_owned(), key)
        });
        let dossiers = collect(plan, template, &frame, &BTreeMap::from(keys), sources);
        (template.clone(), dossiers.unwrap())
    })
}

/// The numbers of the rows of a register: those that count, and all where one speaks.
fn rows(dossier: &Dossier, register: RegisterRef) -> (Vec<u64>, Vec<u64>) {
    let numbers = |rows: &BTreeMap<RegisterRef, Vec<_>>| {
        let rows = rows.get(&register).into_iter().flatten();
        rows.map(|row: &crate::finding::dossier::Row| row.number)
            .collect()
    };
    (numbers(&dossier.rows), numbers(&dossier.all))
}

#[test]
fn every_register_gives_its_rows_of_a_person() {
    let scene = scene()
        .file("reg_b", "number;what 17;x 18;y 19;z 99;w 20;v")
        .file(
            "reg_c",
            "person;day @1;2009-05-04 @3;2009-05-04 @1;2009-05-05",
        )
        .file(
            "reg_d",
            "person;day @1;2009-06-01 @1;2009-05-01 @1; @2;2009-05-01",
        )
        .file("list", "number;kind 17;x");
    let (template, dossiers) = gathered(&scene);
    let [a, b, c, d, list] =
        ["reg_a", "reg_b", "reg_c", "reg_d", "list"].map(|id| template.register_by_id(id).unwrap());
    let (one, two) = (&dossiers.units["A-01"], &dossiers.units["B-01"]);
    // The latest row speaks for the person in the unit register, the earliest in the fourth.
    assert_eq!((one.own.number, two.own.number), (3, 4));
    assert_eq!(rows(one, a), (vec![3], vec![]));
    assert_eq!(rows(one, d), (vec![3], vec![2, 3, 4]));
    assert_eq!(rows(two, d), (vec![5], vec![]));
    // Either number leads to the person, and in the third register every row counts.
    assert_eq!(rows(one, b), (vec![2, 3], vec![]));
    assert_eq!(rows(two, b), (vec![4], vec![]));
    assert_eq!(rows(one, c), (vec![2, 4], vec![]));
    assert_eq!(rows(two, c), (vec![], vec![]));
    assert_eq!(dossiers.units.len(), 2);
    // A blank cell is no value; a list that is about no persons is not read for any.
    assert_eq!(one.all[&d][2].values.keys().collect::<Vec<_>>(), [&0]);
    assert_eq!(dossiers.fields[&a], [0, 1, 2, 3]);
    assert!(!dossiers.fields.contains_key(&list));
    let field = |id: &str| FieldRef {
        register: a,
        field: template.register(a).field_by_id(id).unwrap(),
    };
    assert!(dossiers.has(field("office")) && !dossiers.has(field("out")));
    assert_eq!(dossiers.own("A-01", field("office")), "North");
    assert_eq!(dossiers.own("A-01", field("out")), "");
    assert_eq!(dossiers.own("C-01", field("office")), "");
}

/// A later export of the register says what is so; what was drawn from says who the unit is.
#[test]
fn the_latest_export_is_evidence_and_the_first_tells_the_unit() {
    let exports = "[registers.later]\nfile = \"later.csv\"\nkind = \"reg_a\"\nas_of = 2009-11-30\n\
        [registers.oldest]\nfile = \"oldest.csv\"\nkind = \"reg_a\"\nas_of = 2009-01-31\n\
        [registers.reg_a]\nfile = \"reg_a.csv\"\nas_of = 2009-06-30\n";
    let later = "person;in;office @3;2009-05-04;South @1;2009-05-04;North @1;2009-10-01;South";
    for (several, own, speaks) in [("latest", 3, 4), ("earliest", 2, 3)] {
        let unit =
            format!("[unit]\nregister = \"reg_a\"\nif_several = \"{several}\"\nby = \"in\"\n");
        let scene = scene()
            .file("later.csv", later)
            .file("oldest.csv", "person;in @1;2009-01-01")
            .file("reg_d", "person;day @1;2009-06-01 @1;2009-05-01")
            .plan(exports)
            .plan(&unit);
        let (template, dossiers) = gathered(&scene);
        let [a, d] = ["reg_a", "reg_d"].map(|id| template.register_by_id(id).unwrap());
        let one = &dossiers.units["A-01"];
        assert_eq!(one.own.number, own);
        assert_eq!(rows(one, a), (vec![speaks], vec![3, 4]));
        assert_eq!(dossiers.fields[&a], [0, 1, 2]);
        // How several rows of a unit are told apart says nothing of other registers.
        assert_eq!(rows(one, d), (vec![3], vec![2, 3]));
        // Who is not in the later export any more keeps the row that was drawn, and has no other.
        let two = &dossiers.units["B-01"];
        assert_eq!((two.own.number, rows(two, a)), (4, (vec![], vec![])));
    }
}
