//! The fact-check as its people meet it: a workbook for each board with its own files alone,
//! filled in, read back as it is, as CSV and through `LibreOffice`; what is accepted counts,
//! what is refused does not, and the log tells.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod boards;
#[path = "../examples/make_examples/fill.rs"]
mod fill;
mod filling;
mod folders;
mod office;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boards::{SHEET, close, fill_in, json, opened, unchecked};
use fill::Filling;
use program::run;
use serde_json::Value;

fn log(folder: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join("urval/logg.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| {
            (
                line["event"].as_str().unwrap().to_owned(),
                line["reason"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

fn outcome(gaps: &Value, id: &str, criterion: &str) -> String {
    let files = gaps["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["id"] == id).unwrap();
    file["outcomes"][criterion].as_str().unwrap().to_owned()
}

/// Eighty columns are room for every header and file name: none is broken within a word.
#[test]
fn the_page_breaks_no_word() {
    let folder = unchecked("bortfall");
    for (lang, headers) in [
        ("sv", "Arbetsbok Mottagare Akter Rader"),
        ("en", "Workbook Recipient Files Lines"),
    ] {
        let page = run(&folder.path, &format!("factcheck --lang {lang}")).stdout;
        let said = page
            .lines()
            .find(|line| line.starts_with(&headers[..8]) && line.contains("  "));
        let said: Vec<&str> = said.unwrap_or_default().split_whitespace().collect();
        let wanted: Vec<&str> = headers.split_whitespace().collect();
        assert_eq!(said, wanted, "{page}");
        assert!(page.contains("\njs-farsta.xlsx "), "{page}");
    }
    // A program gets the whole path.
    let sheet = run(&folder.path, "factcheck --format csv").stdout;
    assert!(sheet.contains("faktakontroll/js-farsta.xlsx,"), "{sheet}");
}

#[test]
fn an_accepted_change_counts_a_refused_one_does_not_and_the_log_tells() {
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    let before = json(folder, "gaps --format json");
    assert!(before["fact_check"].is_null());
    assert_eq!(outcome(&before, "A-04", "JP-05"), "gap");
    assert_eq!(outcome(&before, "A-04", "JP-13"), "gap");
    let sent = json(folder, "factcheck --format json");
    assert_eq!(sent["schema"], "stickprov/factcheck/1");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.join("faktakontroll/js-farsta.xlsx");
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    let mut book = opened(folder, "js-farsta.xlsx");
    fill_in(
        &mut book,
        "A-04",
        "P17",
        &[
            ("Stämmer uppgiften?", "Stämmer inte"),
            ("Rätt svar enligt er", "Ja"),
            ("Handling som visar det", "jobbplan, sista bladet"),
            ("Handlingens datum", "2009-09-11"),
            ("Ställningstagande", "Godtas"),
        ],
    );
    fill_in(
        &mut book,
        "A-04",
        "P21",
        &[
            ("Rätt svar enligt er", "ja"),
            ("Ställningstagande", "Godtas inte"),
        ],
    );
    fill_in(
        &mut book,
        "B-07",
        "P05",
        &[("Stämmer uppgiften?", "Stämmer")],
    );
    fill_in(
        &mut book,
        "B-07",
        "P06",
        &[("Stämmer uppgiften?", "Stämmer inte")],
    );
    close(folder, "js-farsta.xlsx", book);

    let after = json(folder, "gaps --format json");
    assert_eq!(outcome(&after, "A-04", "JP-05"), "met");
    assert_eq!(outcome(&after, "A-04", "JP-13"), "gap");
    let counts = &after["fact_check"];
    let count = |name: &str| counts[name].as_u64().unwrap();
    assert_eq!(
        [
            count("accepted"),
            count("refused"),
            count("confirmed"),
            count("contested")
        ],
        [1, 1, 1, 1]
    );
    let told = ("answer".to_owned(), "A-04 P17 N -> J factcheck".to_owned());
    assert_eq!(log(folder).last(), Some(&told));
    // Read again, nothing more happens.
    let lines = log(folder).len();
    let again = json(folder, "gaps --format json");
    assert_eq!((again, log(folder).len()), (after, lines));
    assert_eq!(run(folder, "verify").status, 0);

    reported(folder);

    // The position is taken back: the first answer counts again, and the log says so.
    let mut book = opened(folder, "js-farsta.xlsx");
    fill_in(
        &mut book,
        "A-04",
        "P17",
        &[("Ställningstagande", "Godtas inte")],
    );
    close(folder, "js-farsta.xlsx", book);
    let back = json(folder, "gaps --format json");
    assert_eq!(outcome(&back, "A-04", "JP-05"), "gap");
    let told = ("answer".to_owned(), "A-04 P17 J -> N factcheck".to_owned());
    assert_eq!(log(folder).last(), Some(&told));
}

/// The report counts it, keeps the first answer, and is a draft while lines are open.
fn reported(folder: &Path) {
    json(folder, "report --format json");
    let text = std::fs::read_to_string(folder.join("rapport/rapport.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    let changed = &report["changed_answers"];
    assert_eq!(changed.as_array().unwrap().len(), 1);
    assert_eq!(
        (&changed[0]["from"], &changed[0]["to"]),
        (&"N".into(), &"J".into())
    );
    assert_eq!(changed[0]["after_notice"], false);
    let open = report["outstanding"].as_array().unwrap();
    let kinds: Vec<&str> = open
        .iter()
        .map(|one| one["what"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"fact_check_unanswered") && kinds.contains(&"fact_check_undecided"));
    let page = std::fs::read_to_string(folder.join("rapport/rapport.md")).unwrap();
    assert!(page.contains("godtagit: 1; inte godtagit: 1"), "{page}");
    let refused = run(folder, "report --final").refused();
    assert!(refused.contains("faktakontrollen"), "{refused}");
}

#[test]
fn a_document_dated_after_the_notice_meets_nothing_and_is_shown() {
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    json(folder, "factcheck --format json");
    let mut book = opened(folder, "js-farsta.xlsx");
    // Announced 2010-01-25.
    fill_in(
        &mut book,
        "A-04",
        "P17",
        &[
            ("Rätt svar enligt er", "Ja"),
            ("Handlingens datum", "2010-02-10"),
            ("Ställningstagande", "Godtas"),
        ],
    );
    close(folder, "js-farsta.xlsx", book);
    let gaps = json(folder, "gaps --format json");
    assert_eq!(outcome(&gaps, "A-04", "JP-05"), "gap");
    json(folder, "report --format json");
    let page = std::fs::read_to_string(folder.join("rapport/rapport.md")).unwrap();
    assert!(
        page.contains("handlingen tillfördes efter aviseringen"),
        "{page}"
    );
    let text = std::fs::read_to_string(folder.join("rapport/rapport.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["changed_answers"][0]["after_notice"], true);
}

/// Merges cells in the sheet of lines, as a spreadsheet program writes it: what stands in them
/// stays in the first alone.
fn merge(path: &Path, cells: &str) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let mut out = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let mut merged = 0;
    for (name, mut bytes) in parts {
        let tag = "<mergeCells count=";
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if name.starts_with("xl/worksheets/")
            && let Some(at) = text.find(tag)
        {
            let end = at + text[at..].find('>').unwrap() + 1;
            let text = format!(
                "{}<mergeCell ref=\"{cells}\"/>{}",
                &text[..end],
                &text[end..]
            );
            bytes = text.into_bytes();
            merged += 1;
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut out, &bytes).unwrap();
    }
    out.finish().unwrap();
    assert_eq!(merged, 1, "one sheet has merged cells of its own");
}

/// An administration that merges its answer over two lines has answered the first.
#[test]
fn merged_answers_count_for_the_line_they_stand_at_and_are_told() {
    use calamine::Reader as _;
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    json(folder, "factcheck --format json");
    let path = folder.join("faktakontroll/js-farsta.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let range = book.worksheet_range(SHEET).unwrap();
    let (row, column, _) = range
        .cells()
        .find(|(_, _, cell)| *cell == "Stämmer uppgiften?")
        .unwrap();
    let text = |column: usize| range.get((row + 1, column)).unwrap().to_string();
    let at = |name: &str| {
        let header = range
            .cells()
            .find(|(at, _, cell)| *at == row && *cell == name);
        header.unwrap().1
    };
    let (id, code) = (text(at("Löpnummer")), text(at("Fråga")));
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    let cells = format!("{letter}{}:{letter}{}", row + 2, row + 3);
    let mut book = opened(folder, "js-farsta.xlsx");
    fill_in(&mut book, &id, &code, &[("Stämmer uppgiften?", "Stämmer")]);
    close(folder, "js-farsta.xlsx", book);
    merge(&path, &cells);
    let ran = run(folder, "factcheck --status --format json");
    let status: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(status["total"]["confirmed"], 1);
    assert!(
        ran.stderr
            .contains(&format!("svarsceller är sammanfogade ({SHEET} {cells})"))
            && ran
                .stderr
                .contains(&format!("kolumn {letter}, rad {}", row + 3)),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_filled_in_workbook_is_never_written_over() {
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    json(folder, "factcheck --format json");
    let path = folder.join("faktakontroll/js-farsta.xlsx");
    let mut book = opened(folder, "js-farsta.xlsx");
    fill_in(
        &mut book,
        "B-07",
        "P05",
        &[("Stämmer uppgiften?", "Stämmer")],
    );
    close(folder, "js-farsta.xlsx", book);
    let filled = std::fs::read(&path).unwrap();
    let again = json(folder, "factcheck --format json");
    assert_eq!(std::fs::read(&path).unwrap(), filled);
    let files: Vec<&str> = again["written"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    // The other board's, in which nobody wrote, is written anew under its own name.
    assert_eq!(files, ["faktakontroll/enskede-arsta-vantor.xlsx"]);

    // A deviation that comes to light later goes to a workbook of its own.
    std::fs::write(
        folder.join("checklistor/mer.csv"),
        "id,question,answer,reviewer\nA-03,P05,N,EL\n",
    )
    .unwrap();
    let third = json(folder, "factcheck --format json");
    let written = &third["written"];
    let new = written
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["file"] == "faktakontroll/js-farsta-2.xlsx");
    assert_eq!(new.unwrap()["lines"], 1);
    assert_eq!(std::fs::read(&path).unwrap(), filled);
    // Everything stands somewhere now.
    let status = json(folder, "factcheck --status --format json");
    assert_eq!(status["written"], serde_json::json!([]));
}

/// Löpnummer on every fetch list, by recipient and kind of file: who holds what.
fn held(folder: &Path, prefix: &str) -> BTreeMap<String, BTreeSet<String>> {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let mut held: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("urval")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some(recipient) = name.strip_prefix(prefix) else {
            continue;
        };
        let recipient = recipient.trim_end_matches(|c: char| c.is_ascii_digit());
        let recipient = recipient.trim_end_matches('-').to_owned();
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        for sheet in book.sheet_names() {
            let range = book.worksheet_range(&sheet).unwrap();
            let ids = range.rows().map(|row| row[0].to_string());
            let ids = ids.filter(|id| is_id(id));
            held.entry(recipient.clone()).or_default().extend(ids);
        }
    }
    held
}

fn is_id(text: &str) -> bool {
    text.split_once('-').is_some_and(|(letter, number)| {
        letter.chars().all(|c| c.is_ascii_uppercase())
            && !letter.is_empty()
            && number.len() >= 2
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

#[test]
fn no_workbook_holds_another_recipients_people_whichever_pair_is_tried() {
    let folder = unchecked("jobbtorg-2009");
    let folder = folder.path.as_path();
    json(folder, "factcheck --format json");
    let held = held(folder, "aktbestallning-");
    let key = std::fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap();
    let persons: Vec<&str> = key
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap())
        .collect();
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("faktakontroll")).unwrap() {
        let path = entry.unwrap().path();
        let board = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let book = opened(folder, &format!("{board}.xlsx"));
        let ids = book.rows().iter().map(|row| row[0].clone());
        asked.insert(board, ids.filter(|id| is_id(id)).collect());
        for cell in book.rows().iter().flatten() {
            let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
            let named = persons.iter().any(|person| digits.contains(&person[2..]));
            assert!(!named, "an identity stands in {}", path.display());
        }
    }
    assert!(asked.len() >= 7, "{:?}", asked.keys());
    let mut pairs = 0;
    for (board, ids) in &asked {
        assert!(!ids.is_empty() && ids.is_subset(&held[board]), "{board}");
        for (other, theirs) in &held {
            let foreign: BTreeSet<&String> = theirs.difference(&held[board]).collect();
            let found: Vec<&String> = ids.iter().filter(|id| foreign.contains(id)).collect();
            assert!(found.is_empty(), "{board} sees {other}'s {found:?}");
            pairs += 1;
        }
    }
    assert_eq!(pairs, asked.len() * held.len());
}

#[test]
fn foreign_and_altered_workbooks_are_refused_with_a_sentence() {
    let home = unchecked("bortfall");
    let other = unchecked("jobbtorg-2009");
    json(&home.path, "factcheck --format json");
    json(&other.path, "factcheck --format json");
    let own = std::fs::read(home.path.join("faktakontroll/js-farsta.xlsx")).unwrap();
    let check = |name: &str, bytes: &[u8], said: &str| {
        let path = home.path.join("faktakontroll").join(name);
        std::fs::write(&path, bytes).unwrap();
        let told = run(&home.path, "gaps").refused();
        assert!(told.contains(said) && told.contains(name), "{told}");
        std::fs::remove_file(path).unwrap();
    };
    let theirs = std::fs::read(other.path.join("faktakontroll/js-farsta.xlsx")).unwrap();
    check("annan.xlsx", &theirs, "hör till ett annat urval");
    check("annan.xlsx", &theirs, "skriv nya med: stickprov factcheck");
    let list = std::fs::read(home.path.join("checklistor/personakt-el.xlsx")).unwrap();
    check("lista.xlsx", &list, "ingen arbetsbok av det slaget");
    let altered = |line: (&str, &str), header: &str, text: &str| {
        let mut book = Filling::new(own.clone(), SHEET).unwrap();
        book.set(&[("Löpnummer", line.0), ("Fråga", line.1)], header, text)
            .unwrap();
        book.bytes()
    };
    std::fs::remove_file(home.path.join("faktakontroll/js-farsta.xlsx")).unwrap();
    let line = ("B-07", "P05");
    check(
        "kod.xlsx",
        &altered(line, "Fråga", "P99"),
        "skrevs inte med arbetsboken",
    );
    check(
        "id.xlsx",
        &altered(line, "Löpnummer", "B-08"),
        "fråga P05 saknas för B-07",
    );
    check(
        "ord.xlsx",
        &altered(line, "Ställningstagande", "tja"),
        "något annat än det som kan väljas",
    );
    check(
        "datum.xlsx",
        &altered(line, "Handlingens datum", "i våras"),
        "inget datum",
    );
    check(
        "utan.xlsx",
        &altered(line, "Ställningstagande", "Godtas"),
        "det rätta svaret saknas",
    );
    // An answer that is to count must be one that can be chosen, and only that is said of it;
    // what stood in the cell is never repeated.
    let mut book = Filling::new(own.clone(), SHEET).unwrap();
    fill_in(
        &mut book,
        line.0,
        line.1,
        &[
            ("Rätt svar enligt er", "Anna Andersson"),
            ("Ställningstagande", "Godtas"),
        ],
    );
    let path = home.path.join("faktakontroll/namn.xlsx");
    std::fs::write(&path, book.bytes()).unwrap();
    let told = run(&home.path, "gaps").refused();
    assert!(told.contains("inget av dem som kan väljas"), "{told}");
    assert!(
        !told.contains("Anna") && !told.contains("det rätta svaret saknas"),
        "{told}"
    );
}

#[test]
fn csv_does_as_well() {
    let folder = unchecked("bortfall");
    let folder = folder.path.as_path();
    json(folder, "factcheck --format json");
    std::fs::write(
        folder.join("faktakontroll/svar.csv"),
        "id;question;answer;document;date;position\nA-04;P17;J;jobbplan;2009-09-11;accepted\nA-04;P21;J;;;refused\n",
    )
    .unwrap();
    let gaps = json(folder, "gaps --format json");
    assert_eq!(outcome(&gaps, "A-04", "JP-05"), "met");
    assert_eq!(gaps["fact_check"]["accepted"], 1);
    assert_eq!(gaps["fact_check"]["refused"], 1);
    // Two different answers to one line stop, and both places are named.
    let mut book = opened(folder, "js-farsta.xlsx");
    fill_in(
        &mut book,
        "A-04",
        "P17",
        &[("Stämmer uppgiften?", "Stämmer")],
    );
    close(folder, "js-farsta.xlsx", book);
    let told = run(folder, "gaps").refused();
    assert!(
        told.contains("svar.csv") && told.contains("js-farsta.xlsx"),
        "{told}"
    );
}

#[test]
fn what_libreoffice_saves_is_read_back() {
    if !office::is_here() {
        return;
    }
    let home = unchecked("bortfall");
    let folder = home.path.as_path();
    json(folder, "factcheck --format json");
    let path = folder.join("faktakontroll/js-farsta.xlsx");
    let book = opened(folder, "js-farsta.xlsx");
    let cell = |id: &str, code: &str, header: &str, text: &str| {
        let line = [("Löpnummer", id), ("Fråga", code)];
        let (row, column) = book.find(&line, header).unwrap();
        serde_json::json!({"sheet": SHEET, "row": row, "column": column, "text": text})
    };
    // 2009-09-11 as a sheet counts days.
    let (row, column) = book
        .find(
            &[("Löpnummer", "A-04"), ("Fråga", "P17")],
            "Handlingens datum",
        )
        .unwrap();
    let cells = [
        cell("A-04", "P17", "Stämmer uppgiften?", "Stämmer inte"),
        cell("A-04", "P17", "Rätt svar enligt er", "Ja"),
        cell("A-04", "P17", "Ställningstagande", "Godtas"),
        serde_json::json!({"sheet": SHEET, "row": row, "column": column, "number": 40067}),
        cell("A-04", "P21", "Rätt svar enligt er", "Ja"),
        cell("A-04", "P21", "Ställningstagande", "Godtas inte"),
        cell("B-07", "P05", "Stämmer uppgiften?", "Stämmer"),
    ];
    let temporary = tempfile::tempdir().unwrap();
    let outputs = ["xlsx", "ods"].map(|ending| temporary.path().join(format!("ut.{ending}")));
    let jobs = serde_json::json!([{"input": path, "cells": cells, "outputs": outputs}]);
    filling::fill(temporary.path(), &jobs);
    std::fs::remove_file(&path).unwrap();
    for (output, ending) in outputs.iter().zip(["xlsx", "ods"]) {
        let back = folder.join(format!("faktakontroll/js-farsta.{ending}"));
        std::fs::copy(output, &back).unwrap();
        let gaps = json(folder, "gaps --format json");
        let counts = &gaps["fact_check"];
        let count = |name: &str| counts[name].as_u64().unwrap();
        assert_eq!(
            [count("accepted"), count("refused"), count("confirmed")],
            [1, 1, 1],
            "{ending}"
        );
        assert_eq!(outcome(&gaps, "A-04", "JP-05"), "met", "{ending}");
        std::fs::remove_file(back).unwrap();
    }
}

/// The example: one board's workbook has come back.
#[test]
fn the_example_comes_back_with_two_accepted_changes_and_one_refused() {
    let home = unchecked("bortfall");
    let folder = home.path.as_path();
    json(folder, "factcheck --format json");
    let came_back = folders::example("faktakontroll").join("js-farsta.xlsx");
    std::fs::copy(came_back, folder.join("faktakontroll/js-farsta.xlsx")).unwrap();
    let gaps = json(folder, "gaps --format json");
    assert_eq!(gaps["fact_check"]["accepted"], 2);
    assert_eq!(gaps["fact_check"]["refused"], 1);
    assert_eq!(outcome(&gaps, "A-04", "JP-05"), "met");
    assert_eq!(outcome(&gaps, "A-04", "JP-13"), "gap");
    json(folder, "report --format json");
    let page = std::fs::read_to_string(folder.join("rapport/rapport.md")).unwrap();
    assert!(page.contains("godtagit: 2; inte godtagit: 1"), "{page}");
}
