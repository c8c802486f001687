//! Plans against a made-up template: what a good one becomes, and how the faults of a bad
//! one are told.

mod mistakes;
mod whole;

use jiff::civil::date;

use super::*;
use crate::exact::Fraction;
use crate::problem::{Error, Result};
use crate::template::{Count, Roll, Template, TemplateFile, load};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "Register A", en = "Register A" }
link = "person"
pick = { pick = "last", by = "in" }
[[registers.fields]]
id = "person"
title = { sv = "Person", en = "Person" }
type = "personnummer"
[[registers.fields]]
id = "office"
title = { sv = "Kontor", en = "Office" }
type = "code"
values = [["North", "N."], ["South"]]
[[registers.fields]]
id = "grupp_ö"
title = { sv = "Grupp", en = "Group" }
type = "code"
[[registers.fields]]
id = "in"
title = { sv = "In", en = "In" }
type = "date"
[[registers.fields]]
id = "visits"
title = { sv = "Besök", en = "Visits" }
type = "integer"
[[registers.fields]]
id = "secret"
title = { sv = "Skydd", en = "Protected" }
type = "yes_no"
[[registers]]
id = "reg_b"
title = { sv = "Register B", en = "Register B" }
link = "person"
[[registers.fields]]
id = "person"
title = { sv = "Person", en = "Person" }
type = "personnummer"
[[registers.fields]]
id = "out"
title = { sv = "Ut", en = "Out" }
type = "date"
[[registers]]
id = "desks"
title = { sv = "Platser", en = "Desks" }
link = "desk"
persons = false
[[registers.fields]]
id = "desk"
title = { sv = "Plats", en = "Desk" }
type = "id"
"#;

const EVIDENCE: &str = r#"
[[evidence]]
id = "start"
title = { sv = "starten", en = "the start" }
sources = ["reg_a.in"]
[[evidence]]
id = "end"
title = { sv = "slutet", en = "the end" }
sources = ["reg_b.out"]
"#;

const LATE: &str = r#"
title = { sv = "Sent", en = "Late" }
finding = { sv = "Sent", en = "Late" }
rule = { sv = "I tid", en = "In time" }
record = "cross"
authority = "law"
severity = "low"
responsible = "office"
source = "here"
parameters = { months = 1, from = "start", to = "end" }
condition = { late = { missing_end = "gap" } }
"#;

const ABSENT: &str = r#"
title = { sv = "Saknas", en = "Absent" }
finding = { sv = "Saknas", en = "Absent" }
rule = { sv = "Ska finnas", en = "Must be" }
record = "cross"
authority = "law"
severity = "low"
responsible = "office"
source = "here"
condition = { absent = { of = ["end"] } }
"#;

fn template(name: &str) -> Result<Template> {
    if name != "made-up" {
        return Err(Error::new(crate::lang::Text::same("no such template")));
    }
    let files = [
        (
            "template.toml",
            "title = { sv = \"Påhittad\", en = \"Made up\" }",
        ),
        ("registers.toml", REGISTERS),
        ("evidence.toml", EVIDENCE),
        ("criteria/Q1.toml", LATE),
        ("criteria/Q2.toml", ABSENT),
    ];
    let files = files.map(|(path, text)| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    load(name, &files)
}

const WHOLE: &str = r#"
[audit]
title = "Kontoren"
reference = "nr 4/2010"
template = "made-up"
language = "sv"
reference_date = 2009-11-30
announced = "2009-09-15"

[registers.reg_a]
file = 'register\a.xlsx'
as_of = 2009-09-30
[registers.reg_a.columns]
"grupp_ö" = "Grupp"
[registers.later]
kind = "reg_a"
file = "register/later.csv"
header_row = 0
as_of = 2009-10-31
[registers.reg_b]
file = "register/b.csv"
delimiter = "\t"

[unit]
register = "reg_a"
one_per = "person"
by = "in"

[scope]
"reg_a.office" = ["n.", "South"]
"reg_a.in" = { from = 2009-05-04, to = "2009-06" }
"reg_a.visits" = { from = 1 }
"reg_a.secret" = false

[strata]
by = ["reg_a.office", "reg_a.grupp_ö"]

[sample]
size = { North = 39, South = 10 }
seed = "20100225-54213"

[criteria.Q1]
days = 5
count = "working"
roll = "none"
reason = "lokal regel"

[report]
confidence = 0.90
[gate]
Q1 = 0.05
Q2 = "7,5 %"
[[control_totals]]
file = "tabell.csv"
register = "later"
"#;

fn good(text: &str) -> Plan {
    match parse(text, "granskning.toml", &template) {
        Ok((plan, _)) => plan,
        Err(error) => panic!("{error}"),
    }
}

/// Row, column, English words and English hint of each fault.
fn faults(text: &str) -> Vec<String> {
    let error = parse(text, "p.toml", &template).expect_err("a plan with faults");
    let words = |fault: &crate::problem::Fault| {
        let place = fault.place.clone().unwrap_or_default();
        let mut line = format!(
            "{}:{} {}",
            place.row.map_or_else(String::new, |row| row.to_string()),
            place.column.unwrap_or_default(),
            fault.what.en
        );
        if let Some(hint) = &fault.hint {
            line.push_str(&format!(" | {}", hint.en));
        }
        line
    };
    error.faults.iter().map(words).collect()
}

const SMALL: &str = "[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
    [registers.reg_b]\nfile = \"b.csv\"\n[unit]\nif_several = \"error\"\n[sample]\nsize = 3\n";

#[test]
fn a_register_about_no_persons_is_no_frame() {
    let faults = faults(&SMALL.replace("reg_b", "desks"));
    let expected = "the rows of desks are about no persons, so they cannot be the frame";
    assert!(
        faults.len() == 1 && faults[0].ends_with(expected),
        "{faults:#?}"
    );
}

#[test]
fn a_field_without_quotation_marks_is_understood() {
    let text = WHOLE.replace("\"reg_a.office\" =", "reg_a.office =");
    assert_eq!(good(&text).scope, good(WHOLE).scope);
}

#[test]
fn the_language_of_a_faulty_plan_is_known() {
    let text = "\u{feff}[audit]\nlanguage = \"en\"\nreference_date = 2009-13-01\n[x";
    assert_eq!(language_of(text), Some(Lang::En));
    assert_eq!(language_of("[audit]\nlanguage = \"no\""), None);
    assert_eq!(language_of(""), None);
}

#[test]
fn given_files_need_no_size() {
    let text = SMALL.replace("size = 3", "given = \"lista.csv\"\nhow = \"judgement\"");
    let plan = good(&text);
    assert_eq!(plan.sample.size, Size::Listed);
    let given = Given {
        file: "lista.csv".to_owned(),
        how: How::Judgement,
    };
    assert_eq!(plan.sample.given, Some(given));
}

proptest::proptest! {
    /// Whatever is cut out of a plan or written into it, there is an answer.
    #[test]
    fn a_damaged_plan_is_read_or_refused(
        at in 0..WHOLE.len(),
        cut in 0..60_usize,
        put in "[a-z0-9=.\\[\\]{}\"' \n#,-]{0,8}",
    ) {
        let start = (0..=at).rev().find(|at| WHOLE.is_char_boundary(*at)).unwrap();
        let end = (start + cut).min(WHOLE.len());
        let end = (end..=WHOLE.len()).find(|at| WHOLE.is_char_boundary(*at)).unwrap();
        let text = format!("{}{put}{}", &WHOLE[..start], &WHOLE[end..]);
        if let Err(error) = parse(&text, "p.toml", &template) {
            proptest::prop_assert!(!error.faults.is_empty());
        }
    }
}
