//! One made-up audit through every renderer: the same words and figures everywhere.

use std::io::Cursor;

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook_from_rs};

use super::fixture::report;
use super::*;
use crate::lang::Lang;

fn machine(report: &Report) -> &json::Machine {
    match &report.numbers {
        Numbers::Audit(machine) => machine,
        Numbers::Published(_) => panic!("not the auditors' own report"),
    }
}

fn in_terminal(lang: Lang, settled: bool, width: u16) -> Vec<String> {
    terminal::render(&report(lang, settled), width)
        .into_iter()
        .map(|line| line.text)
        .collect()
}

fn book(lang: Lang, settled: bool) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = xlsx::render(&report(lang, settled)).unwrap();
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

fn sheet(name: &str) -> Range<Data> {
    book(Lang::Sv, false).worksheet_range(name).unwrap()
}

/// The row of a sheet that starts with these words.
fn row<'a>(cells: &'a Range<Data>, starts: &[&str]) -> Vec<&'a Data> {
    cells
        .rows()
        .find(|row| {
            starts
                .iter()
                .zip(*row)
                .all(|(word, cell)| cell.get_string() == Some(word))
        })
        .unwrap_or_else(|| panic!("no row starts with {starts:?}"))
        .iter()
        .collect()
}

#[test]
fn a_draft_says_what_is_outstanding_and_a_final_report_does_not() {
    let draft = in_terminal(Lang::Sv, false, 80).join("\n");
    assert!(draft.starts_with("UTKAST: Provgranskning"));
    assert!(draft.contains("Inte mottagna SoL-akter: 3 (D-01, D-02, D-03)."));
    assert!(draft.contains("Obesvarade frågor i personakter: 1 (A-04: Q1)."));
    let settled = in_terminal(Lang::Sv, true, 80).join("\n");
    assert!(settled.starts_with("Provgranskning"));
    assert!(!settled.contains("UTKAST") && !settled.contains("Kvar att göra"));
    // A deviation without a reference is told, but keeps nothing from being final.
    assert!(settled.contains("var i akten de syns: 1 (A-01)"));
    assert!(machine(&report(Lang::Sv, false)).draft);
    assert!(!machine(&report(Lang::Sv, true)).draft);
    assert_eq!(machine(&report(Lang::Sv, false)).outstanding.len(), 2);
}

#[test]
fn every_terminal_line_fits_its_width() {
    for width in [80, 100, 120, 200] {
        for lang in [Lang::Sv, Lang::En] {
            for line in in_terminal(lang, false, width) {
                assert!(
                    line.chars().count() <= usize::from(width),
                    "{width}: {line}"
                );
            }
        }
    }
}

/// 34 of 49 is 69.4 per cent, 5 of 47 10.6, 13 of 32 40.6; six of seven get no per cent.
#[test]
fn all_renderers_give_the_same_figures() {
    let lines = in_terminal(Lang::Sv, false, 120);
    let line = |code: &str| {
        lines
            .iter()
            .find(|line| line.starts_with(code))
            .unwrap_or_else(|| panic!("no line for {code}"))
            .clone()
    };
    assert!(line("AA-01").contains("34 av 49") && line("AA-01").contains("69\u{a0}%"));
    assert!(line("BB-01").contains("13 av 32") && line("BB-01").contains("41\u{a0}%"));
    assert!(line("BB-03").contains("6 av 7") && !line("BB-03").contains('%'));

    let results = sheet("Resultat");
    let found = row(&results, &["AA-01"]);
    // Criterion, title, file, responsible, then seven counts and the share.
    let numbers: Vec<Option<f64>> = found[4..12].iter().map(|cell| cell.get_float()).collect();
    let expected = [49.0, 15.0, 34.0, 4.0, 0.0, 0.0, 0.0, 34.0 / 49.0];
    assert_eq!(numbers, expected.map(Some));
    let observations = sheet("Iakttagelser");
    assert_eq!(
        row(&observations, &["AA-01"])[1].to_string(),
        "I cirka 70\u{a0}% av de 49 granskade SoL-akterna saknas samtycke eller dokumentation om \
         samtycke (34 av 49 granskade akter, 69\u{a0}%)."
    );

    let report = report(Lang::Sv, false);
    let machine = machine(&report);
    let criterion = machine.criteria.iter().find(|c| c.id == "AA-01").unwrap();
    assert_eq!((criterion.gaps, criterion.assessed), (34, 49));
}

#[test]
fn fewer_than_ten_files_get_no_share_in_any_table() {
    let strata = sheet("Per stratum");
    for line in strata.rows().filter(|row| row[0].to_string().contains('-')) {
        if line[4].get_float().is_some_and(|assessed| assessed < 10.0) {
            assert!(
                line[7..].iter().all(|cell| *cell == Data::Empty),
                "{line:?}"
            );
        }
    }
    let json = json::render(&report(Lang::Sv, false));
    let whole: serde_json::Value = serde_json::from_str(&json).unwrap();
    let few = &whole["criteria"][5];
    assert_eq!(few["id"], "BB-03");
    assert!(few["rate"].is_number(), "JSON always has the rate");
}

#[test]
fn descriptive_criteria_are_never_called_deviations() {
    let report = report(Lang::Sv, false);
    for (_, table) in report.tables() {
        let only_described = table.id.starts_with("described");
        if only_described {
            for column in &table.columns {
                assert!(
                    !column.header.to_lowercase().contains("avvikelse"),
                    "{}",
                    table.id
                );
            }
        }
        if ["counts", "summary", "outcomes", "estimates", "deviations"].contains(&table.id.as_str())
        {
            let described = table
                .rows
                .iter()
                .any(|row| row.cells.iter().any(|cell| cell.shown() == "BB-03"));
            assert!(!described, "{}", table.id);
        }
    }
}

/// 47 of 49 were assessed and two files are on loan: 5 of 47, 7 of 49 if they were
/// deviations, 5 of 49 if not.
#[test]
fn what_is_missing_shows_what_it_could_mean() {
    let bounds = sheet("Ej bedömda");
    let found: Vec<String> = row(&bounds, &["AA-02"])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found[2], "5 av 47 (11\u{a0}%)");
    assert_eq!(found[5], "7 av 49 (14\u{a0}%)");
    assert_eq!(found[6], "5 av 49 (10\u{a0}%)");
    assert_eq!(found[7], "7 av 49 (14\u{a0}%)");
    let missing = sheet("Saknade akter");
    let found: Vec<String> = row(&missing, &["personakt"])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found[1..5], ["Utlånad", "ej bedömbart", "2", "D-02, D-03"]);
}

/// Days 0 to 12 three times and 0 to 9 once more, a limit of seven: day 0 four times, 1 to 7
/// 28 times, 8 to 14 17 times; the middle one of 49 is the 25th, day 6.
#[test]
fn days_are_counted_against_the_limit() {
    let days = sheet("Dagar");
    let found: Vec<Option<f64>> = row(&days, &["BB-02"])[2..]
        .iter()
        .map(|cell| cell.get_float())
        .collect();
    let expected = [7.0, 49.0, 0.0, 4.0, 28.0, 17.0, 0.0, 6.0, 12.0];
    assert_eq!(found, expected.map(Some));
}

#[test]
fn the_workbook_is_the_same_from_run_to_run_and_names_its_sheets() {
    let bytes = || xlsx::render(&report(Lang::Sv, true)).unwrap();
    assert_eq!(bytes(), bytes());
    for lang in [Lang::Sv, Lang::En] {
        let mut book = book(lang, false);
        let names = book.sheet_names();
        let cover = book.worksheet_range(&names[0]).unwrap();
        for name in &names[1..] {
            assert!(
                cover
                    .used_cells()
                    .any(|(_, _, cell)| cell.to_string() == *name),
                "{name} is not in the contents"
            );
            assert!(name.chars().count() <= 31);
        }
    }
}

#[test]
fn tables_are_as_wide_as_their_headers_and_named_once() {
    for lang in [Lang::Sv, Lang::En] {
        let report = report(lang, false);
        let mut ids: Vec<&str> = report
            .tables()
            .map(|(_, table)| table.id.as_str())
            .collect();
        for (_, table) in report.tables() {
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.id);
            }
            let mut headers: Vec<String> = table
                .columns
                .iter()
                .map(|c| c.header.to_lowercase())
                .collect();
            headers.sort();
            headers.dedup();
            assert_eq!(headers.len(), table.columns.len(), "{}", table.id);
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn the_json_reads_back_and_starts_with_its_schema() {
    let text = json::render(&report(Lang::Sv, false));
    assert!(text.starts_with("{\n  \"schema\": \"stickprov/report/1\""));
    let back: json::Machine = serde_json::from_str(&text).unwrap();
    assert!(back == *machine(&report(Lang::Sv, false)));
}

/// DOMAIN 5.0: "brist" is the auditor's word, in the auditor's own sentences.
#[test]
fn nothing_is_called_brist() {
    let json = json::render(&report(Lang::Sv, false)).to_lowercase();
    let terminal = in_terminal(Lang::Sv, false, 100).join("\n").to_lowercase();
    assert!(!json.contains("brist") && !terminal.contains("brist"));
}
/// What the page must have to be read aloud, offline and without scripts; axe-core in a
/// browser checks the rest by hand.
#[test]
fn the_page_stands_alone_and_can_be_read_aloud() {
    for lang in [Lang::Sv, Lang::En] {
        let page = html::render(&report(lang, false));
        let code = match lang {
            Lang::Sv => "sv",
            Lang::En => "en",
        };
        assert!(page.starts_with("<!DOCTYPE html><html lang=\""));
        assert!(page.contains(&format!("<html lang=\"{code}\">")));
        for (tag, times) in [
            ("<main", 1),
            ("<h1", 1),
            ("<nav", 1),
            ("<script", 0),
            ("<link", 0),
        ] {
            assert_eq!(page.matches(tag).count(), times, "{tag}");
        }
        for outside in ["http://", "https://", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        let pictures = page.matches("<svg").count();
        assert_eq!(page.matches("role=\"img\" aria-label=\"").count(), pictures);
        assert!(pictures > 4);
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "every id stands once");
        for target in page
            .split("href=\"#")
            .skip(1)
            .filter_map(|r| r.split('"').next())
        {
            assert!(ids.contains(&target), "{target}");
        }
    }
}

#[test]
fn text_from_a_file_stays_text_on_the_page() {
    let mut report = report(Lang::Sv, false);
    report.title = "<script>x</script> \u{202e}&".to_owned();
    let page = html::render(&report);
    assert!(page.contains("<h1>&lt;script&gt;x&lt;/script&gt; &amp;</h1>"));
    let text = markdown::render(&report);
    assert!(text.starts_with("# UTKAST: \\<script\\>x"));
}

#[test]
fn the_page_and_the_text_say_what_the_terminal_says() {
    let report = report(Lang::Sv, false);
    let (page, text) = (html::render(&report), markdown::render(&report));
    for words in [
        "34 av 49",
        "69\u{a0}%",
        "13 av 32",
        "6 av 7",
        "Inte mottagna SoL-akter: 3",
    ] {
        assert!(page.contains(words), "{words}");
        assert!(text.contains(words), "{words}");
    }
    let sentence = "I cirka 70\u{a0}% av de 49 granskade SoL-akterna saknas";
    assert!(page.contains(sentence) && text.contains(sentence));
    assert!(!page.to_lowercase().contains("brist") && !text.to_lowercase().contains("brist"));
}

#[test]
fn every_picture_of_the_text_is_there() {
    let report = report(Lang::Sv, true);
    let text = markdown::render(&report);
    let pictures = markdown::pictures(&report);
    assert!(pictures.len() > 4);
    for (name, svg) in &pictures {
        assert!(text.contains(&format!("](bilder/{name})")), "{name}");
        assert!(svg.contains("<title>") && svg.ends_with("</svg>\n"));
    }
    assert_eq!(text.matches("![").count(), pictures.len());
}

/// AA-01 deviates in places 0 to 33, BB-01 in 0 to 12 and is assessed up to 31: of 32 files
/// 13 lack both, 19 lack consent alone, and 17 stand outside.
#[test]
fn two_criteria_are_set_against_each_other() {
    let square = sheet("Mot varandra");
    let numbers = |starts: &str| -> Vec<Option<f64>> {
        row(&square, &[starts])[1..]
            .iter()
            .map(|cell| cell.get_float())
            .collect()
    };
    assert_eq!(numbers("samtycke finns"), [0.0, 0.0, 0.0].map(Some));
    assert_eq!(numbers("samtycke saknas"), [19.0, 13.0, 32.0].map(Some));
    assert_eq!(numbers("Samtliga"), [19.0, 13.0, 32.0].map(Some));
    let page = html::render(&report(Lang::Sv, false));
    assert!(page.contains("Utanför tabellen, därför att något av de två inte är bedömt: 17."));
    let places = sheet("Mot varandra per enhet");
    let at = |name: &str| -> f64 {
        row(&places, &[name])[1..]
            .iter()
            .filter_map(|cell| cell.get_float())
            .sum()
    };
    assert!((at("Torg Nord") + at("Torg Syd") - 32.0).abs() < 1e-9);
}

/// The plan can ask for the estimate in the sentence; counts come first all the same.
#[test]
fn the_estimate_stands_in_the_sentence_where_the_plan_asks() {
    let mut audit = fixture::Audit::new(true);
    audit.plan.report.estimate_in_sentence = true;
    let report = audit.report(Lang::Sv);
    let said = &machine(&report).sentences[0].text;
    // 34/49 = 69.4 %, with the fixture's made-up limits 12 points either side.
    assert!(
        said.ends_with(
            "(34 av 49 granskade akter, 69\u{a0}%; uppräknat till hela urvalsramen 69\u{a0}%, \
             med 95\u{a0}% konfidens 57–81\u{a0}%)."
        ),
        "{said}"
    );
}

/// The contents lead to sheets that exist: a name that Excel would cut is none.
#[test]
fn the_published_workbook_names_its_sheets_and_draws_no_file() {
    for lang in [Lang::Sv, Lang::En] {
        let public = publish(&fixture::Audit::new(true).inputs(lang));
        let bytes = xlsx::render(&public).unwrap();
        assert_eq!(bytes, xlsx::render(&public).unwrap());
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let cover = book.worksheet_range(&names[0]).unwrap();
        for name in &names[1..] {
            assert!(
                cover
                    .used_cells()
                    .any(|(_, _, cell)| cell.to_string() == *name),
                "{name} is not in the contents"
            );
        }
        for (_, table) in public.tables() {
            assert!(table.sheet.chars().count() <= 31, "{}", table.sheet);
            assert!(
                !table.rows.iter().flat_map(|row| &row.cells).any(|cell| {
                    cell.shown() == "A-01" || cell.shown().contains("20100225-54213")
                })
            );
        }
        assert!(!public.charts.is_empty());
    }
}
