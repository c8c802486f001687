//! Plans against a made-up template: what a good one becomes, and how the faults of a bad
//! one are told.

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

#[test]
fn a_whole_plan_is_read_with_its_names_resolved() {
    let plan = good(WHOLE);
    assert_eq!(plan.title, "Kontoren");
    assert_eq!(plan.announced, Some(date(2009, 9, 15)));
    let field = |field| FieldRef {
        register: RegisterRef(0),
        field,
    };
    assert_eq!(plan.registers[0].parts[0].file, "register/a.xlsx");
    assert_eq!(plan.registers[0].columns[&2], ["Grupp"]);
    assert_eq!(plan.registers[1].register, RegisterRef(0));
    assert_eq!(plan.registers[1].header_row, Some(0));
    assert_eq!(plan.registers[2].delimiter.as_deref(), Some("\t"));
    assert_eq!(plan.evidence_export(RegisterRef(0)), Some(ExportRef(1)));
    assert_eq!(plan.unit.one_per, field(0));
    assert_eq!(plan.unit.by, Some(field(3)));
    let rules: Vec<&ScopeRule> = plan.scope.iter().map(|line| &line.rule).collect();
    let one_of = |values: &[&str]| ScopeRule::OneOf(values.iter().map(|v| (*v).into()).collect());
    assert_eq!(
        rules,
        [
            &one_of(&["North", "South"]),
            &ScopeRule::Days {
                from: Some(date(2009, 5, 4)),
                to: Some(date(2009, 6, 30))
            },
            &ScopeRule::Numbers {
                from: Some(1),
                to: None
            },
            &one_of(&["N"]),
        ]
    );
    assert_eq!(plan.strata, [field(1), field(2)]);
    let sizes = [("North".to_owned(), 39), ("South".to_owned(), 10)];
    assert_eq!(plan.sample.size, Size::PerValue(sizes.into()));
    assert_eq!((plan.sample.minimum, plan.sample.reserve), (1, 2));
    let change = &plan.criteria[&0];
    assert_eq!(change.parameters.days, Some(5));
    assert_eq!(change.parameters.months, None);
    assert_eq!(change.parameters.count, Count::Working);
    assert_eq!(change.parameters.roll, Roll::None);
    // `roll` is what the template says already: no change.
    let changed = [("days", "5"), ("count", "\"working\"")];
    assert_eq!(
        change.changed,
        changed.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(plan.report.confidence.fraction(), Fraction::new(9, 10));
    assert_eq!(plan.gate[&1].fraction(), Fraction::new(3, 40));
    assert_eq!(plan.control_totals[0].export, ExportRef(1));
}

const SMALL: &str = "[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
    [registers.reg_b]\nfile = \"b.csv\"\n[unit]\nif_several = \"error\"\n[sample]\nsize = 3\n";

#[test]
fn a_plan_without_scope_and_strata_is_a_plan() {
    let plan = good(SMALL);
    assert_eq!(plan.title, "Påhittad");
    assert_eq!(plan.sample.allocation, Allocation::Proportional);
    assert_eq!(plan.sample.seed, None);
    assert_eq!(plan.report.min_cell, 5);
    assert_eq!(plan.missing_file, MissingFile::ByReason);
    assert!(plan.scope.is_empty() && plan.strata.is_empty());
}

/// Each word has the range in which it still means what it says; ten files is the floor of
/// every per cent (issue 7).
#[test]
fn the_words_for_shares_have_limits_of_the_plan() {
    let with = |lines: &str| format!("{SMALL}[report.scale]\n{lines}\n");
    let plan = good(&with("percent_from = 15\nthird_to = 38"));
    assert_eq!(plan.report.scale.percent_from, 15);
    assert_eq!(plan.report.scale.third_to, 38);
    assert_eq!(plan.report.scale.half_to, Scale::default().half_to);
    assert_eq!(
        faults(&with("percent_from = 9\nhalf_too = 52")),
        [
            "11:16 percent_from is to be from 10 to 1000",
            "12:1 [report.scale] has no key half_too | did you mean half_to?"
        ]
    );
    let plan = good(&format!("{SMALL}[report]\nearlier = \"..\\\\2008\"\n"));
    assert_eq!(plan.report.earlier.as_deref(), Some("../2008"));
    let plan = good(&format!("{SMALL}[report]\nestimate_in_sentence = true\n"));
    assert!(plan.report.estimate_in_sentence);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"));
    assert_eq!(good(&windows), good(WHOLE));
    let broken = format!(
        "\u{feff}{}",
        SMALL.replace("size", "siz").replace('\n', "\r\n")
    );
    assert_eq!(
        faults(&broken),
        ["9:1 [sample] has no key siz | did you mean size?"]
    );
}

#[test]
fn five_faults_are_told_with_line_column_and_nearest_word() {
    let text = "[audit]\n\
        template = \"made-up\"\n\
        refrence_date = 2009-11-30\n\
        [registers.reg_a]\n\
        file = 7\n\
        [registers.reg_b]\n\
        file = \"b.csv\"\n\
        [unit]\n\
        register = \"reg_b\"\n\
        if_several = \"error\"\n\
        [scope]\n\
        \"reg_b.uot\" = { from = 2009-01-01 }\n\
        [sample]\n\
        size = 3\n\
        allocation = \"proportionel\"\n\
        [criteria.Q1]\n\
        from = \"strt\"\n";
    assert_eq!(
        faults(text),
        [
            "3:1 [audit] has no key refrence_date | did you mean reference_date?",
            "5:8 file is to be a text in quotation marks, not a whole number",
            "12:1 the register reg_b has no field uot | did you mean reg_b.out?",
            "15:14 allocation cannot be \"proportionel\" | did you mean proportional?",
            "17:8 the template has no evidence strt | did you mean start?",
        ]
    );
}

#[test]
fn what_is_no_toml_is_told_in_plain_words_beside_the_other_faults() {
    let text = SMALL
        .replace("size = 3", "size = 03\nreserv = 1\nseed = tärning")
        .replace("2009-11-30", "2009-11-31");
    let faults = faults(&text);
    assert_eq!(
        faults,
        [
            "3:18 there is no such date; write YYYY-MM-DD",
            "9:8 the number is not written as a number | if it is a text, a seed for instance, put it in quotation marks",
            "10:1 [sample] has no key reserv | did you mean reserve?",
            "11:8 texts stand in quotation marks",
        ]
    );
    for (from, to, said) in [
        (
            "size = 3",
            "size = 3\n[report]\nconfidence = 0,95",
            "11:15 decimals are written with a point, for example 0.95",
        ),
        (
            "size = 3",
            "size = 3\n[report]\nlist_protected = nej",
            "11:18 yes and no are written true and false, without quotation marks",
        ),
        (
            "2009-11-30",
            "30/11/2009",
            "3:18 there is no such date; write YYYY-MM-DD",
        ),
        (
            "size = 3",
            "size = 3\nseed = \"slag \"3\"\"",
            "10:15 something more stands on the line after the value | a comment begins with #; quotation marks within a text are written \\\"",
        ),
    ] {
        let faults = self::faults(&SMALL.replace(from, to));
        assert!(faults.iter().any(|fault| fault == said), "{faults:?}");
    }
    let cleared = SMALL.replace("2009-11-30", "ÅÅÅÅ-MM-DD");
    assert_eq!(
        self::faults(&cleared),
        ["3:18 there is no such date; write YYYY-MM-DD"]
    );
    let path = SMALL.replace("b.csv", "C:\\Uppdrag\\b.csv");
    assert!(
        self::faults(&path)[0].starts_with("5:"),
        "{:?}",
        self::faults(&path)
    );
    assert!(self::faults(&path)[0].contains("backslash"));
    let feed = SMALL.replace("b.csv", "register\\filer.csv");
    assert!(self::faults(&feed)[0].contains("file name"));
}

/// What is put for what, and what is said then.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "[unit]",
        "[unti]",
        "a plan has no section [unti] | did you mean unit?",
    ),
    (
        "[sample]\n",
        "[sample]\ngiven = \"l.csv\"\nhow = \"all\"\n",
        "say either given or size, not both",
    ),
    (
        "size = {",
        "fixed = { x = 1 }\nsize = {",
        "say either size or [sample.fixed], not both",
    ),
    (
        "seed = \"20100225-54213\"",
        "seed = 20100225",
        "seed is to be a text in quotation marks, not a whole number",
    ),
    ("seed = \"20100225-54213\"", "seed = \" \"", "seed is empty"),
    (
        "seed",
        "allocation = \"neyman\"\nseed",
        "neyman needs [sample.rates]",
    ),
    (
        "seed",
        "power = 0.5\nseed",
        "power counts only with allocation = \"power\"",
    ),
    (
        "South = 10",
        "Suoth = 10",
        "reg_a.office has no value \"Suoth\" in the template | did you mean South?\n  if",
    ),
    (
        "\"n.\"",
        "\"West\"",
        "reg_a.office has no value \"West\" in the template",
    ),
    (
        "reg_a.office\" =",
        "reg_b.out\" =",
        "reg_b.out does not belong to reg_a",
    ),
    (
        "reg_a.office\" =",
        "reg_a.person\" =",
        "reg_a.person points out persons",
    ),
    ("{ from = 1 }", "[]", "reg_a.visits lets nothing through"),
    (
        "to = \"2009-06\"",
        "to = 2009-05-03",
        "reg_a.in lets nothing through",
    ),
    (
        "{ from = 1 }",
        "{ form = 1 }",
        "reg_a.visits has no key form | did you mean from?",
    ),
    ("= false", "= \"nej\"", "reg_a.secret is limited by true"),
    (
        "register = \"later\"",
        "register = \"latr\"",
        "the plan has no register latr | did you mean later?",
    ),
    (
        "kind = \"reg_a\"",
        "kind = \"reg_c\"",
        "the template has no register reg_c",
    ),
    (
        "\"grupp_ö\" = ",
        "\"gruppo\" = ",
        "has no field gruppo | did you mean grupp_ö?",
    ),
    (
        "by = \"in\"",
        "by = \"office\"",
        "by needs a date field or a number",
    ),
    ("days = 5", "days = -5", "days is to be from 0 to 36525"),
    (
        "days = 5",
        "days = 5\nmonths = 1",
        "say either days or months, not both",
    ),
    (
        "[criteria.Q1]",
        "[criteria.Q2]\ndays = 1\n[criteria.Q1]",
        "[criteria.Q2] has no key days",
    ),
    (
        "[criteria.Q1]",
        "[criteria.Q9]",
        "the template has no criterion Q9",
    ),
    ("Q1 = 0.05", "Q1 = 1.5", "Q1: a rate is at most 1"),
    (
        "confidence = 0.90",
        "confidence = 95",
        "confidence: a confidence level lies between",
    ),
    (
        "confidence = 0.90",
        "confidence = true",
        "confidence is to be a number, not true or false",
    ),
    (
        "language = \"sv\"",
        "language = \"no\"",
        "language cannot be \"no\" | possible: sv, en",
    ),
    ("\"made-up\"", "\"other\"", "no such template"),
    (
        "reference_date = 2009-11-30\n",
        "",
        "2:1 [audit] lacks reference_date | reference_date = YYYY",
    ),
    ("2009-09-15\"", "15/9 2009\"", "there is no such date"),
];

/// Each change to a good plan gives exactly one fault.
#[test]
fn one_mistake_is_one_fault() {
    for (from, to, expected) in MISTAKES {
        let text = WHOLE.replacen(from, to, 1);
        assert_ne!(text, WHOLE, "{from} stands in the plan");
        let faults = faults(&text);
        assert_eq!(faults.len(), 1, "{from} -> {to}: {faults:#?}");
        assert!(faults[0].contains(expected), "{from} -> {to}: {faults:#?}");
    }
}

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
