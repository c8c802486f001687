//! One awkward export, worked out by hand: scope lines in order, blanks, several rows of a
//! person, equal dates, totals and titles; and what is refused, with its numbers.

use tempfile::TempDir;

use super::audit::{Drawn, draw, frame_of, plan_text};
use super::export::{FORMS, Form, Row, Table};
use super::model;
use stickprov::lang::Lang;

/// Born on a day of January 1980, serial 238.
fn person(day: u32) -> String {
    let ten = model::completed(&format!("8001{day:02}238"));
    format!("{}-{}", &ten[..6], &ten[6..])
}

fn key(day: u32) -> String {
    format!("19{}", person(day).replace('-', ""))
}

fn row(person: &str, office: &str, group: &str, day: &str, visits: &str) -> Row {
    [person, office, group, day, visits].map(str::to_owned)
}

/// Thirteen rows. In scope are the offices North and South and the days 4 to 8 May.
fn awkward() -> Table {
    let p = person;
    let mut table = Table::new(vec![
        row(&p(1), "North", "Ung", "2009-05-04", "1"),
        row(&p(2), "N.", "Ung", "2009-05-08", "1"),
        row(&p(3), "South", "", "2009-05-05", "1"),
        row(&p(4), "South", "Ung", "2009-05-09", "1"), // a day too late
        row(&p(5), "", "Ung", "2009-05-09", "1"),      // fails both lines: counted under the first
        row(&p(6), "", "Ung", "2009-05-05", "1"),      // no office
        row("", "South", "Ung", "2009-05-05", "1"),    // nobody
        row(&p(7), "North", "Ung", "", "1"),           // no day
        row(&p(1), "South", "Ung", "2009-05-06", "5"), // later than the first row: speaks
        row(&p(2), "South", "Ung", "2009-05-08", "9"), // same day: North sorts first
        row(&p(2), "North", "Ung", "2009-06-01", "1"), // latest of all, but out of scope
        row(&p(8), "South\u{a0}", " Ung ", "2009-05-05", "1"),
        row(&p(9), "Elsewhere", "Ung", "2009-05-05", "1"), // another office
    ]);
    table.above = vec!["Utdrag 2009-09-30".to_owned(), String::new()];
    table.below = vec![["Samtliga".to_owned(), "13".to_owned()]];
    table
}

const SCOPE: &str = "[unit]\nregister = \"reg_a\"\nby = \"in\"\n[scope]\n\
    \"reg_a.in\" = { from = 2009-05-04, to = 2009-05-08 }\n\"reg_a.office\" = [\"North\", \"South\"]\n\
    [strata]\nby = [\"reg_a.office\", \"reg_a.group\"]\n";

fn drawn(table: &Table, form: Form, sections: &str) -> stickprov::problem::Result<Drawn> {
    let folder = TempDir::new().unwrap();
    let file = table.write(folder.path(), form);
    draw(folder.path(), &plan_text(&file, sections))
}

fn sample(keys: &str) -> String {
    format!("{SCOPE}[sample]\nseed = \"20100225-54213\"\n{keys}")
}

#[test]
fn every_row_is_accounted_for_in_every_form() {
    for form in FORMS {
        let drawn = drawn(&awkward(), form, &sample("size = 3\n")).unwrap();
        let rows = &drawn.frame.reconciliation[0];
        let counts = |reasons: &[stickprov::frame::Reason]| -> Vec<(String, u64)> {
            let pairs = reasons.iter().map(|r| (r.reason.clone(), r.count));
            pairs.collect()
        };
        assert_eq!((rows.read, rows.kept), (13, 4), "{form:?}");
        let excluded = [("reg_a.in", 4), ("reg_a.office", 2), ("superseded", 2)];
        let excluded = excluded.map(|(reason, count)| (reason.to_owned(), count));
        assert_eq!(counts(&rows.excluded), excluded, "{form:?}");
        assert_eq!(counts(&rows.rejected), [("no_identity".to_owned(), 1)]);
        assert_eq!(drawn.frame.problems.count("equal-dates"), 1, "{form:?}");
        assert_eq!(drawn.frame.problems.count("no-identity"), 1, "{form:?}");
        assert_eq!(drawn.frame.problems.count("unknown-code"), 1, "{form:?}");
        let strata: Vec<(&str, &str, u64)> = drawn
            .frame
            .strata
            .iter()
            .map(|s| (s.letter.as_str(), s.name.as_str(), s.population))
            .collect();
        let expected = [
            ("A", "North / Ung", 1),
            ("B", "South / (tomt)", 1),
            ("C", "South / Ung", 2),
        ];
        assert_eq!(strata, expected, "{form:?}");
    }
}

#[test]
fn the_order_is_that_of_the_tickets() {
    let drawn = drawn(&awkward(), Form::Windows, &sample("size = 3\n")).unwrap();
    // One file in each stratum; C has one person left for its two reserves.
    let seed = "20100225-54213";
    let mut c = [key(1), key(8)].map(|key| (model::ticket(seed, &key), key));
    c.sort();
    let line = |id: &str, key: &str, reserve| (id.to_owned(), key.to_owned(), reserve);
    let expected = [
        line("A-01", &key(2), false),
        line("B-01", &key(3), false),
        line("C-01", &c[0].1, false),
        line("C-02", &c[1].1, true),
    ];
    assert_eq!(drawn.lines(), expected);
}

#[test]
fn a_stratum_of_none_has_reserves_all_the_same() {
    let fixed = "reserve = 1\n[sample.fixed]\n\"North / Ung\" = 0\n\"South / (tomt)\" = 1\n\"South / Ung\" = 1\n";
    let drawn = drawn(&awkward(), Form::Utf8Bom, &sample(fixed)).unwrap();
    let roles: Vec<(String, bool)> = drawn
        .lines()
        .into_iter()
        .map(|(id, _, r)| (id, r))
        .collect();
    let expected = [
        ("A-01", true),
        ("B-01", false),
        ("C-01", false),
        ("C-02", true),
    ];
    assert_eq!(
        roles,
        expected.map(|(id, reserve)| (id.to_owned(), reserve))
    );
}

#[test]
fn a_size_table_spreads_within_each_value_and_knows_the_blank_one() {
    let by_group = SCOPE.replace("\"reg_a.office\", \"reg_a.group\"", "\"reg_a.group\"");
    let sections = format!(
        "{by_group}[sample]\nseed = \"s\"\nsize = {{ \"(tomt)\" = 1, \"Ung\" = 2 }}\nreserve = 0\n"
    );
    let drawn = drawn(&awkward(), Form::Workbook, &sections).unwrap();
    let ids: Vec<String> = drawn.lines().into_iter().map(|(id, ..)| id).collect();
    assert_eq!(ids, ["A-01", "B-01", "B-02"]);
    assert_eq!(drawn.lines()[0].1, key(3));
}

#[test]
fn the_earliest_row_and_the_highest_number_speak_where_the_plan_says_so() {
    let earliest =
        sample("size = 3\n").replace("by = \"in\"\n", "by = \"in\"\nif_several = \"earliest\"\n");
    let drawn_ = drawn(&awkward(), Form::Utf16, &earliest).unwrap();
    // Person 1 is now in North by the row of 4 May: A has two, C one.
    let populations: Vec<u64> = drawn_.frame.strata.iter().map(|s| s.population).collect();
    assert_eq!(populations, [2, 1, 1]);
    let visits = sample("size = 3\n").replace("by = \"in\"", "by = \"visits\"");
    let drawn_ = drawn(&awkward(), Form::Utf16, &visits).unwrap();
    // By visits both persons 1 and 2 are in South: 5 above 1, and 9 above 1.
    let populations: Vec<u64> = drawn_.frame.strata.iter().map(|s| s.population).collect();
    assert_eq!(populations, [1, 3]);
    assert_eq!(drawn_.frame.problems.count("equal-dates"), 0);
}

#[track_caller]
fn refused(sections: &str, words: &[&str]) {
    let error = drawn(&awkward(), Form::Utf8Quoted, sections).err().unwrap();
    let said = error.in_words(Lang::Sv);
    for word in words {
        assert!(said.contains(word), "{word:?} is not in {said:?}");
    }
    assert!(!said.contains("8001"), "no one is named: {said}");
}

#[test]
fn what_cannot_be_drawn_is_refused_with_its_numbers() {
    refused(&sample("size = 5\n"), &["5", "4"]);
    refused(&sample("size = 2\n"), &["3", "2"]);
    refused(
        &sample(
            "[sample.fixed]\n\"North / Ung\" = 2\n\"South / (tomt)\" = 1\n\"South / Ung\" = 1\n",
        ),
        &["North / Ung", "2", "1"],
    );
    refused(
        &sample("[sample.fixed]\n\"North / Ung\" = 1\n\"South / (tomt)\" = 1\n\"West\" = 1\n"),
        &["West", "South / Ung"],
    );
    let nobody =
        sample("size = 1\n").replace("2009-05-04, to = 2009-05-08", "2011-05-04, to = 2011-05-08");
    refused(&nobody, &["13", "reg_a.in: 12"]);
    let several =
        sample("size = 1\n").replace("by = \"in\"", "by = \"in\"\nif_several = \"error\"");
    refused(&several, &["rad 12", "2"]);
    let no_seed = sample("size = 3\n").replace("seed = \"20100225-54213\"\n", "");
    refused(&no_seed, &["startvärde"]);
}

/// One column, no strata: identities that are no personnummer, one of them in two spellings of
/// the same text.
#[test]
fn a_register_of_one_column_is_valid() {
    let folder = TempDir::new().unwrap();
    let text = "\u{c4}rende\r\nD-1\r\n D-2 \r\n\u{c5}-3\r\nA\u{30a}-3\r\n\r\nD-4\r\n";
    std::fs::write(folder.path().join("b.csv"), text).unwrap();
    let plan = "[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
        [registers.reg_b]\nfile = \"b.csv\"\n[unit]\nregister = \"reg_b\"\nif_several = \"error\"\n\
        [sample]\nsize = 2\nreserve = 1\nseed = \"s\"\n";
    let error = frame_of(folder.path(), plan).err().unwrap();
    assert!(error.in_words(Lang::En).contains("row 5"), "{error}");

    let text = text.replace("A\u{30a}-3\r\n", "");
    std::fs::write(folder.path().join("b.csv"), text).unwrap();
    let drawn = draw(folder.path(), plan).unwrap();
    assert_eq!(drawn.frame.strata.len(), 1);
    assert_eq!(
        (
            drawn.frame.strata[0].letter.as_str(),
            drawn.frame.strata[0].population
        ),
        ("A", 4)
    );
    let mut keys = ["D-1", "D-2", "\u{c5}-3", "D-4"].map(|key| (model::ticket("s", key), key));
    keys.sort();
    let seen: Vec<String> = drawn.lines().into_iter().map(|(_, key, _)| key).collect();
    assert_eq!(seen, [keys[0].1, keys[1].1, keys[2].1]);
}
