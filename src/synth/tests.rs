//! Recipes with made-up registers: what rows come out, and what a faulty recipe is told.

use std::io::Write;

use jiff::civil::date;

use super::*;
use crate::calendar::is_working_day;
use crate::template::{TemplateFile, load, same_keys};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "A", en = "A" }
link = "personnummer"
fields = [
    { id = "nr", title = { sv = "Nr", en = "No" }, type = "id" },
    { id = "personnummer", title = { sv = "Personnummer", en = "Number" }, type = "personnummer" },
    { id = "in", title = { sv = "In", en = "In" }, type = "date" },
    { id = "ut", title = { sv = "Ut", en = "Out" }, type = "date" },
    { id = "kontor", title = { sv = "Kontor", en = "Office" }, type = "code", values = [["Norr", "N"], ["Söder", "S"]] },
    { id = "grupp", title = { sv = "Grupp", en = "Group" }, type = "code" },
]

[[registers]]
id = "reg_b"
title = { sv = "B", en = "B" }
link = { field = "nr", via = "reg_a" }
fields = [
    { id = "nr", title = { sv = "Nr", en = "No" }, type = "id" },
    { id = "personnummer", title = { sv = "Personnummer", en = "Number" }, type = "personnummer" },
    { id = "plan", title = { sv = "Plan", en = "Plan" }, type = "integer" },
    { id = "dag", title = { sv = "Dag", en = "Day" }, type = "date" },
]
"#;

const PEOPLE: &str = r#"
until = 2009-11-30
[people]
rows = { 1 = 1, 3 = 1 }
outside = 0.1
coordination_numbers = 0.1
women = 0.5
woman = "K"
man = "M"
born = [{ from = 1970, to = 1979, weight = 1 }]
given_women = ["Prov"]
given_men = ["Test"]
family = ["Exempel"]
"#;

const TABLES: &str = r#"
[[registers]]
id = "reg_a"
file = "a.xlsx"
[[registers.columns]]
field = "nr"
number_from = 7
[[registers.columns]]
field = "personnummer"
person = "identity"
[[registers.columns]]
field = "ut"
after = "in"
days = { "5-90" = 1 }
share = 0.5
closes = true
[[registers.columns]]
field = "in"
day = { from = 2009-01-01, to = 2009-11-30 }
[[registers.columns]]
field = "kontor"
by = "grupp"
one_of.Y = { "Norr" = 1 }
one_of."*" = { "Söder" = 1 }
[[registers.columns]]
field = "grupp"
age_on = "in"
ages = { 34 = "Y", 99 = "Ä" }

[[registers]]
id = "reg_b"
file = "b.csv"
for_each = "reg_a"
rows = { 2 = 1 }
only_if = { "reg_a.kontor" = ["Norr"] }
needs = ["dag"]
[[registers.columns]]
field = "nr"
copy = "reg_a.nr"
[[registers.columns]]
field = "plan"
nth = true
[[registers.columns]]
field = "dag"
after = "reg_a.in"
by = "plan"
days.1 = { "0" = 1 }
days.2 = { "40" = 1 }
not_after = ["reg_a.ut"]
"#;

fn template() -> Template {
    let file = |path: &str, text: &str| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let files = [
        file("template.toml", "title = { sv = \"T\", en = \"T\" }"),
        file("registers.toml", REGISTERS),
        file("evidence.toml", "evidence = []"),
    ];
    load("t", &files).unwrap()
}

fn small() -> (Recipe, Template) {
    let template = template();
    let recipe = parse(&format!("{PEOPLE}{TABLES}"), &template).unwrap();
    (recipe, template)
}

/// All rows of both registers, in the order in which they are made.
fn made(say: &mut dyn Say) -> [Vec<Vec<Made>>; 2] {
    let (recipe, _) = small();
    let people = people(&recipe, 300, "s");
    let mut rows = [Vec::new(), Vec::new()];
    let mut each = |register: usize, row: &[Made]| {
        rows[register].push(row.to_vec());
        Ok(())
    };
    make(&recipe, &people, "s", say, &mut each).unwrap();
    rows
}

#[test]
fn cells_follow_from_what_they_depend_on() {
    let [a, b] = made(&mut AsMade);
    assert_eq!(a.len(), 300);
    assert!(b.len() > 100);
    for row in &a {
        let [nr, _, out, enter, office, group] = row.as_slice() else {
            panic!("six columns")
        };
        let entered = enter.day().unwrap();
        assert!(is_working_day(entered) && entered >= date(2009, 1, 1));
        assert!(
            out.day()
                .is_none_or(|out| out >= entered && out <= date(2009, 11, 30))
        );
        let young = *group == Made::Text("Y".to_owned());
        assert_eq!(*office == Made::Text("Norr".to_owned()), young);
        // What hangs on the row: the second plan forty days on, unless it is closed by then.
        let days: Vec<_> = b
            .iter()
            .filter(|plan| plan[0] == *nr)
            .map(|plan| &plan[2])
            .collect();
        let Some(first) = days.first() else {
            assert!(!young);
            continue;
        };
        assert_eq!(first.day(), Some(entered));
        assert!(days.len() == 1 || out.day().is_none_or(|out| days[1].day() <= Some(out)));
    }
}

/// Rows of one person follow one upon another, each closed before the next begins.
#[test]
fn rows_of_one_person_do_not_overlap() {
    let [a, _] = made(&mut AsMade);
    let mut followed = 0;
    for pair in a.windows(2).filter(|pair| pair[0][1] == pair[1][1]) {
        let closed = pair[0][2].day().expect("an earlier row is always closed");
        assert!(closed < pair[1][3].day().unwrap());
        followed += 1;
    }
    assert!(followed > 100, "{followed}");
}

/// People whom the first register lacks have no row in it, nor where they are not let in.
#[test]
fn numbers_count_up_and_people_outside_are_not_seen() {
    let [a, _] = made(&mut AsMade);
    // The people inside come first; their rows are numbered from 7 without a gap.
    let numbers: Vec<&Made> = a.iter().map(|row| &row[0]).collect();
    let expected: Vec<Made> = (7..307).map(Made::Number).collect();
    assert!(numbers.into_iter().eq(expected.iter()));
    let (recipe, _) = small();
    let people = people(&recipe, 300, "s");
    assert!(people.iter().any(|person| person.rows == 0));
}

/// What a caller changes, all that depends on it follows.
#[test]
fn a_caller_has_the_last_word() {
    struct FourthOfMay;
    impl Say for FourthOfMay {
        fn rows(&mut self, _: &Person, _: usize, made: usize) -> usize {
            made.min(1)
        }

        fn value(&mut self, at: At<'_>, made: Made) -> Made {
            if (at.register, at.column) == (0, 3) {
                Made::Day(date(2009, 5, 4))
            } else {
                made
            }
        }
    }
    let [a, b] = made(&mut FourthOfMay);
    let fourth = Some(date(2009, 5, 4));
    assert!(a.iter().all(|row| row[3].day() == fourth));
    assert!(!b.is_empty() && b.iter().all(|row| row[2].day() == fourth));
}

#[test]
fn files_come_in_the_order_of_the_recipe() {
    let (recipe, template) = small();
    assert_eq!(files(&recipe, Format::AsRecipe), ["a.xlsx", "b.csv"]);
    assert_eq!(files(&recipe, Format::Csv), ["a.csv", "b.csv"]);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let outs: Vec<Box<dyn Write>> = vec![Box::new(&mut a), Box::new(&mut b)];
    let rows = write(&recipe, &template, (20, "s"), Format::Csv, outs).unwrap();
    assert_eq!(rows[0], 20);
    let text = encoding_rs::WINDOWS_1252.decode(&a).0.into_owned();
    assert!(
        text.starts_with("Nr;Personnummer;Ut;In;Kontor;Grupp\r\n7;19"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 21);
    assert!(write(&recipe, &template, (0, "s"), Format::Csv, Vec::new()).is_err());
}

#[test]
fn all_faults_of_a_recipe_are_told() {
    let wrong = TABLES
        .replace("for_each = \"reg_a\"", "for_each = \"reg_x\"")
        .replace("\"Söder\" = 1", "\"Öster\" = 1")
        .replace("share = 0.5", "share = 1.5")
        .replace("nth = true", "nth = true\nis = \"1\"")
        .replace("after = \"in\"", "after = \"inn\"")
        .replace("file = \"b.csv\"", "file = \"../b.csv\"");
    let error = parse(&format!("{PEOPLE}{wrong}"), &template()).unwrap_err();
    let words = error.in_words(crate::lang::Lang::En);
    for part in [
        "reg_b: the first register has no for_each",
        "reg_a.kontor: Öster is no value",
        "reg_a.ut: a share lies between 0 and 1",
        "reg_b.plan: a column is filled in exactly one way",
        "reg_a.ut: inn is no column",
        "→ in",
        "reg_b: the file ../b.csv",
    ] {
        assert!(words.contains(part), "{part} in:\n{words}");
    }
    let circle = TABLES.replace(
        "day = { from = 2009-01-01, to = 2009-11-30 }",
        "copy = \"ut\"",
    );
    let error = parse(&format!("{PEOPLE}{circle}"), &template()).unwrap_err();
    assert!(error.in_words(crate::lang::Lang::Sv).contains("i ring"));
    let broken = parse("until = 2009-11-30\n[people]\nrows = 1", &template()).unwrap_err();
    assert_eq!(broken.faults[0].place.as_ref().unwrap().row, Some(3));
}

/// The schema of the recipe, for editors and for the check of a template, knows the keys and
/// words that are read here.
#[test]
fn the_schema_of_the_recipe_knows_what_is_read() {
    fn keys<T: serde::de::DeserializeOwned>(pointer: &str) {
        same_keys::<T>("synth.toml", &format!("{pointer}/properties"), "zzz = 1");
    }
    #[derive(serde::Deserialize)]
    #[allow(dead_code, reason = "only read")]
    struct Of<T> {
        of: T,
    }
    keys::<wire::Synth>("");
    keys::<wire::People>("/properties/people");
    keys::<wire::Born>("/properties/people/properties/born/items");
    keys::<wire::Totals>("/$defs/totals");
    keys::<wire::Part>("/$defs/part");
    keys::<wire::Register>("/$defs/register");
    keys::<wire::Column>("/$defs/column");
    keys::<wire::Days>("/$defs/column/properties/day");
    keys::<wire::Amount>("/$defs/column/properties/amount");
    keys::<wire::Dirt>("/$defs/dirt");
    let words = "/$defs/column/properties/person/enum";
    same_keys::<Of<wire::PersonPart>>("synth.toml", words, "of = \"zzz\"");
}
