//! Plans with faults: each is told with its line, its column and what was likely meant.

use super::*;

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
