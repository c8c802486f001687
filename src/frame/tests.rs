//! Frames of made-up exports: who of one register is found in another, by which field, which
//! of several rows speaks, and what is said about odd rows.

use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::lang::Lang;
use crate::plan::{self, Plan};
use crate::problem::Result;
use crate::register::Sources;
use crate::table::Direct;
use crate::template::{self, Template, TemplateFile};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "A", en = "A" }
link = "person"
pick = { pick = "last", by = "in" }
fields = [
    { id = "person", title = { sv = "Person", en = "Person" }, type = "personnummer" },
    { id = "number", title = { sv = "Nummer", en = "Number" }, type = "id" },
    { id = "office", title = { sv = "Kontor", en = "Office" }, type = "code", aliases = ["Plats"] },
    { id = "district", title = { sv = "Distrikt", en = "District" }, type = "code", values = [["East", "E"], ["West", "W"]] },
    { id = "in", title = { sv = "In", en = "In date" }, type = "date" },
]
[[registers]]
id = "reg_b"
title = { sv = "B", en = "B" }
link = { field = "number", via = "reg_a" }
fields = [
    { id = "number", title = { sv = "Nummer", en = "Number" }, type = "id" },
    { id = "person", title = { sv = "Person", en = "Person" }, type = "personnummer" },
    { id = "what", title = { sv = "Vad", en = "What" }, type = "text" },
]
[[registers]]
id = "reg_c"
title = { sv = "C", en = "C" }
link = "person"
awaited = "day"
fields = [
    { id = "person", title = { sv = "Person", en = "Person" }, type = "personnummer" },
    { id = "day", title = { sv = "Dag", en = "Day" }, type = "date" },
    { id = "district", title = { sv = "Distrikt", en = "District" }, type = "code", values_as = "reg_a.district" },
]
"#;

const PLAN: &str = r#"
[audit]
template = "made-up"
reference_date = 2009-11-30
[registers.reg_a]
file = "a.csv"
[registers.reg_b]
file = "b.csv"
[unit]
register = "reg_a"
[strata]
by = ["reg_a.office"]
[sample]
size = 1
seed = "s"
"#;

fn template() -> Template {
    let files = [
        ("template.toml", "title = { sv = \"P\", en = \"M\" }"),
        ("registers.toml", REGISTERS),
        ("evidence.toml", "evidence = []"),
    ];
    let files = files.map(|(path, text)| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    template::load("made-up", &files).unwrap()
}

fn build_in(folder: &Path, plan: &str) -> Result<Frame> {
    let (plan, template): (Plan, Template) =
        plan::parse(plan, "granskning.toml", &|_| Ok(template()))?;
    let sources = Sources {
        folder,
        legacy: &Direct,
        progress: &|_, _| {},
    };
    build(&plan, &template, sources)
}

fn frame(a: &str, b: &str) -> Result<Frame> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.csv"), a).unwrap();
    std::fs::write(folder.path().join("b.csv"), b).unwrap();
    build_in(folder.path(), PLAN)
}

const A: &str = "Person;Nummer;Kontor;In\n199012102399;17;North;2009-05-04\n\
    200501012389;018;South;2009-05-04\n197010632391;19;South;2009-05-05\n";

#[test]
fn a_number_that_another_register_ties_to_the_person_finds_the_person() {
    let b = "Nummer;Vad\n17;x\n17;y\n018;x\n99;x\n;x\n";
    let frame = frame(A, b).unwrap();
    let matching = &frame.matching[0];
    assert_eq!(matching.register, "reg_b");
    assert_eq!((matching.rows, matching.rows_matched), (4, 3));
    assert_eq!((matching.units_matched, matching.units_unmatched), (2, 1));
    let rows: Vec<Option<u64>> = matching
        .strangers
        .places
        .iter()
        .map(|place| place.row)
        .collect();
    assert_eq!(rows, [Some(5)], "the row of number 99");
    let b = &frame.reconciliation[1];
    assert_eq!((b.read, b.kept, b.rejected[0].count), (5, 4, 1));
    assert!(b.adds_up());
    let inputs: Vec<(&str, u64)> = frame
        .inputs
        .iter()
        .map(|input| (input.register.as_str(), input.rows))
        .collect();
    assert_eq!(inputs, [("reg_a", 3), ("reg_b", 5)]);
}

/// Everybody of the unit register is known, also who is out of scope; only units are counted
/// as found.
#[test]
fn a_person_out_of_scope_is_no_stranger() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.csv"), A).unwrap();
    std::fs::write(folder.path().join("b.csv"), "Person;Vad\n901210-2399;x\n").unwrap();
    let plan = PLAN.replace(
        "[strata]",
        "[scope]\n\"reg_a.office\" = [\"South\"]\n[strata]",
    );
    let frame = build_in(folder.path(), &plan).unwrap();
    let matching = &frame.matching[0];
    assert_eq!((matching.rows, matching.rows_matched), (1, 1));
    assert_eq!((matching.units_matched, matching.units_unmatched), (0, 2));
}

#[test]
fn two_registers_without_a_person_in_common_are_a_wrong_file() {
    let error = frame(A, "Nummer;Vad\n98;x\n99;x\n").unwrap_err();
    let said = error.in_words(Lang::En);
    assert!(said.starts_with("b.csv: "), "{said}");
    assert!(said.contains("reg_b") && said.contains("reg_a"), "{said}");
    // A register without rows is empty, not wrong.
    let frame = frame(A, "Nummer;Vad\n");
    assert_eq!(frame.unwrap().matching[0].units_unmatched, 3);
}

/// Equal dates are told where they decide: two rows of the latest day, whatever their order
/// among the older ones.
#[test]
fn equal_dates_are_counted_whatever_the_order_of_rows() {
    let rows = [
        "199012102399;17;North;2009-05-04\n",
        "199012102399;17;South;2009-05-04\n",
        "199012102399;17;South;2009-05-08\n",
        "199012102399;17;North;2009-05-08\n",
    ];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [0, 2, 1, 3]] {
        let rows: String = order.iter().map(|at| rows[*at]).collect();
        let a = format!("Person;Nummer;Kontor;In\n{rows}");
        let frame = frame(&a, "Nummer;Vad\n17;x\n").unwrap();
        assert_eq!(frame.problems.count("equal-dates"), 1, "{order:?}");
        assert_eq!(frame.strata[0].name, "North", "{order:?}");
    }
    let a = format!("Person;Nummer;Kontor;In\n{}{}{}", rows[0], rows[1], rows[2]);
    let frame = frame(&a, "Nummer;Vad\n17;x\n").unwrap();
    assert_eq!(frame.problems.count("equal-dates"), 0);
}

/// A row without a date gives way to one with a date, first or last.
#[test]
fn a_row_without_a_date_speaks_only_where_there_is_no_other() {
    for (first, second) in [("", "2009-05-04"), ("2009-05-04", "")] {
        let office = |day: &str| if day.is_empty() { "North" } else { "South" };
        let a = format!(
            "Person;Nummer;Kontor;In\n199012102399;17;{};{first}\n199012102399;17;{};{second}\n",
            office(first),
            office(second)
        );
        let frame = frame(&a, "Nummer;Vad\n17;x\n").unwrap();
        assert_eq!(frame.strata.len(), 1);
        assert_eq!(frame.strata[0].name, "South");
    }
}

/// Three strangers: one awaited in time in two rows, one on no known day, one only later. Of
/// the two who are missing one belongs to the scope's district, under its other spelling.
#[test]
fn who_is_awaited_and_never_came_is_counted_once_and_placed() {
    let folder = TempDir::new().unwrap();
    let a = "Person;Nummer;Distrikt;In\n199012102399;17;East;2009-05-04\n\
        197010632391;19;West;2009-05-05\n200501012389;18;East;2009-05-06\n";
    std::fs::write(folder.path().join("a.csv"), a).unwrap();
    let c = "Person;Dag;Distrikt\n199012102399;2009-05-01;E\nX-1;2009-12-24;W\n\
        X-2;2009-05-02;W\nX-2;2009-12-24;E\nX-3;;East\n199012102399;2009-05-02;E\n;;\n";
    std::fs::write(folder.path().join("c.csv"), c).unwrap();
    let plan = PLAN
        .replace("reg_b", "reg_c")
        .replace("b.csv", "c.csv")
        .replace(
            "[strata]\nby = [\"reg_a.office\"]",
            "[scope]\n\"reg_a.district\" = [\"East\"]\n[strata]",
        )
        .replace("file = \"a.csv\"", "file = \"a.csv\"\nas_of = 2009-09-30");
    let frame = build_in(folder.path(), &plan).unwrap();
    let matching = &frame.matching[0];
    assert_eq!((matching.rows, matching.rows_matched), (6, 2));
    assert_eq!(matching.persons_matched, 1);
    assert_eq!((matching.units_matched, matching.units_unmatched), (1, 1));
    let rows = |places: &[Place]| places.iter().filter_map(|p| p.row).collect::<Vec<_>>();
    assert_eq!(rows(&matching.unit_places), [4]);
    let strangers = &matching.strangers;
    assert_eq!(strangers.persons, 3);
    assert_eq!(rows(&strangers.places), [3, 4, 5, 6]);
    assert_eq!(strangers.field.as_deref(), Some("district"));
    // X-2 counts under the row of 2 May, which is in time, not under the later one.
    let by = [("East".to_owned(), 1), ("West".to_owned(), 2)];
    assert_eq!(strangers.by, by);
    let coverage = strangers.coverage.unwrap();
    assert_eq!((coverage.missing, coverage.later), (2, 1));
    assert_eq!(coverage.missing_in_scope, Some(1));
    assert_eq!(coverage.until, jiff::civil::date(2009, 9, 30));
}

/// West is listed and no row has it; Mid is a district that the template does not know, and
/// the row with none fell out as any other.
#[test]
fn a_scope_that_names_what_no_row_has_is_told() {
    let plan = PLAN.replace(
        "[strata]",
        "[scope]\n\"reg_a.district\" = [\"East\", \"West\"]\n[strata]",
    );
    let told = |rows: &str| {
        let folder = TempDir::new().unwrap();
        let a =
            format!("Person;Nummer;Kontor;Distrikt;In\n199012102399;17;North;E;2009-05-04\n{rows}");
        std::fs::write(folder.path().join("a.csv"), a).unwrap();
        std::fs::write(folder.path().join("b.csv"), "Nummer;Vad\n17;x\n").unwrap();
        let problems = build_in(folder.path(), &plan).unwrap().problems;
        let count = |code: &str| problems.count(code);
        (count("scope-value-unseen"), count("unknown-out-of-scope"))
    };
    let mid = "200501012389;018;South;Mid;2009-05-04\n197010632391;19;North;;2009-05-05\n";
    assert_eq!(told(mid), (1, 1));
    assert_eq!(told("200501012389;018;South;W;2009-05-04\n"), (0, 0));
}

/// The scope asks for the days from 4 to 15 May 2009. May cannot be placed, and yes is no day; April
/// is out, and so are a day in June and a blank.
#[test]
fn rows_out_of_scope_that_only_might_be_are_told() {
    let plan = PLAN.replace(
        "[strata]",
        "[scope]\n\"reg_a.in\" = { from = 2009-05-04, to = 2009-05-15 }\n[strata]",
    );
    let folder = TempDir::new().unwrap();
    let write = |rows: &str| {
        let a = format!("Person;Nummer;Kontor;In\n{rows}");
        std::fs::write(folder.path().join("a.csv"), a).unwrap();
        std::fs::write(folder.path().join("b.csv"), "Nummer;Vad\n17;x\n").unwrap();
    };
    let undecided = "200501012389;18;South;maj 2009\n197010632391;19;North;ja\n";
    write(&format!(
        "199012102399;17;North;2009-05-04\n{undecided}196705042385;20;South;april 2009\n\
        196705052384;21;South;2009-06-02\n196705062383;22;South;\n"
    ));
    let problems = build_in(folder.path(), &plan).unwrap().problems;
    assert_eq!(problems.count("undecided-out-of-scope"), 2);
    write(undecided);
    let error = build_in(folder.path(), &plan).unwrap_err();
    let said = format!("{error:?}");
    assert!(said.contains("inte går att avgöra: 2\\n  vidga"), "{said}");
}

/// Bo and Eva stand where a district should, each with one person. Midland has three, and We-st is
/// nearly West.
#[test]
fn a_value_that_hardly_anybody_has_is_told() {
    let plan = PLAN.replace("by = [\"reg_a.office\"]", "by = [\"reg_a.district\"]");
    let folder = TempDir::new().unwrap();
    let districts = [
        "E", "W", "We-st", "Midland", "Midland", "Midland", "Bo", "Eva", "",
    ];
    let rows: Vec<String> = (districts.iter().zip(1..))
        .map(|(district, at)| format!("P-{at};{at};North;{district};2009-05-04\n"))
        .collect();
    let a = format!("Person;Nummer;Kontor;Distrikt;In\n{}", rows.concat());
    std::fs::write(folder.path().join("a.csv"), a).unwrap();
    std::fs::write(folder.path().join("b.csv"), "Nummer;Vad\n1;x\n").unwrap();
    let problems = build_in(folder.path(), &plan).unwrap().problems;
    let told = problems.iter().find(|(code, _)| *code == "rare-value");
    let said = told.unwrap().1.what.sv.as_str();
    // In the order of the values: "", Bo, East, Eva, Midland, We-st, West.
    assert!(said.starts_with("stratum B, D: "), "{said}");
    assert_eq!(problems.count("rare-value"), 2);
}

/// Somebody without any of the values that the sample is divided by, as a child below its parents;
/// one that lacks a single value is drawn as others.
#[test]
fn persons_without_any_value_of_the_strata_are_told() {
    let both = "by = [\"reg_a.office\", \"reg_a.district\"]";
    let plan = PLAN.replace("by = [\"reg_a.office\"]", both);
    let folder = TempDir::new().unwrap();
    let a = "Person;Nummer;Kontor;Distrikt;In\nP-1;1;North;E;2009-05-04\nP-2;2;North;;2009-05-04\n\
             P-3;3;;;2009-05-04\n";
    std::fs::write(folder.path().join("a.csv"), a).unwrap();
    std::fs::write(folder.path().join("b.csv"), "Nummer;Vad\n1;x\n").unwrap();
    let problems = build_in(folder.path(), &plan).unwrap().problems;
    let told = problems.iter().find(|(code, _)| *code == "stratum-blank");
    let said = told.unwrap().1.what.sv.as_str();
    // In the order of the values: blank and blank, North and blank, North and East.
    assert!(said.starts_with("stratum A: "), "{said}");
    assert_eq!(problems.count("stratum-blank"), 1);
}

/// Two files of one register that the plan keeps apart: the frame is the first alone. A later export
/// says with `as_of` what it is.
#[test]
fn a_second_file_of_the_unit_register_is_told() {
    let folder = TempDir::new().unwrap();
    let header = "Person;Nummer;Kontor;In\n";
    let (first, second) = (
        "199012102399;17;North;2009-05-04\n",
        "200501012389;18;South;2009-05-04\n",
    );
    let plan = |line: &str| {
        let more = format!("[registers.more]\nkind = \"reg_a\"\nfile = \"c.csv\"\n{line}[unit]");
        PLAN.replace("[unit]", &more)
    };
    let write = |name: &str, rows: &[&str]| {
        std::fs::write(
            folder.path().join(name),
            format!("{header}{}", rows.concat()),
        )
        .unwrap();
    };
    write("a.csv", &[first]);
    write("c.csv", &[first, second]);
    std::fs::write(folder.path().join("b.csv"), "Nummer;Vad\n17;x\n").unwrap();
    let told = |line: &str| {
        let problems = build_in(folder.path(), &plan(line)).unwrap().problems;
        problems.count("parts-apart")
    };
    assert_eq!((told(""), told("as_of = 2009-06-30\n")), (1, 0));
    write("c.csv", &[second]);
    let said = format!("{:?}", build_in(folder.path(), &plan("")).unwrap_err());
    assert!(
        said.contains("file = [\\\"a.csv\\\", \\\"c.csv\\\"]"),
        "{said}"
    );
}

#[test]
fn strata_are_lettered_as_columns_are() {
    let letters = [0, 1, 25, 26, 51, 52, 701, 702].map(stratum_letter);
    assert_eq!(letters, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    let values = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
    assert_eq!(stratum_name(&values(&["x", "", "z"])), "x / (tomt) / z");
    assert_eq!(stratum_name(&[]), "");
}

/// Strata in the order of code points: Ä (U+00C4) before Å (U+00C5), capitals before small.
#[test]
fn strata_stand_in_the_order_of_code_points() {
    let offices = ["\u{c5}by", "a", "\u{c4}lta", "Z", ""];
    let rows: Vec<String> = (1..)
        .zip(offices)
        .map(|(at, o)| format!("X-{at};{at};{o};\n"))
        .collect();
    let rows = rows.concat();
    let frame = frame(
        &format!("Person;Nummer;Kontor;In\n{rows}"),
        "Nummer;Vad\n1;x\n",
    )
    .unwrap();
    let names: Vec<&str> = frame.strata.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["(tomt)", "Z", "a", "\u{c4}lta", "\u{c5}by"]);
}
