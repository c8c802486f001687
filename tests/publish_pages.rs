//! What the pages, the text, the workbook and the pictures of `report --publish` print is what the
//! attacks of `publish` and `publish_attack` tried, and nothing else.
//! `cargo test --test publish_pages -- --nocapture` prints how much was read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;
mod published;

use std::collections::BTreeSet;
use std::path::Path;

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook};

use folders::contents;
use published::{BOTH, list, number, small};

/// The texts of a page, each element's by itself.
fn texts_of(page: &str) -> impl Iterator<Item = &str> {
    page.split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
}

/// Every "n av m" of a text; captions of divided tables and a title's "av 12 månader" aside.
fn pairs(text: &str) -> Vec<(u64, u64)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok()
    };
    let at = (1..words.len().saturating_sub(1)).filter(|at| words[*at] == "av");
    let at = at.filter(|at| !words[at + 1].ends_with(")**"));
    let at = at.filter(|at| {
        words
            .get(at + 2)
            .is_none_or(|word| !word.starts_with("månader"))
    });
    at.filter_map(|at| Some((whole(words[at - 1])?, whole(words[at + 1])?)))
        .collect()
}

/// What the pages, the text, the workbook and the pictures print is what was attacked: no count of
/// theirs that is not in the published numbers, and none that is small.
#[test]
fn every_table_picture_and_sentence_prints_attacked_numbers_alone() {
    let (audit, _, public) = &*BOTH;
    let mut known: BTreeSet<(u64, u64)> = BTreeSet::new();
    for criterion in list(public, "criteria") {
        let parts = ["strata", "groups", "further"]
            .iter()
            .flat_map(|key| list(criterion, key));
        for result in parts.chain([criterion]) {
            known.extend(number(&result["gaps"]).zip(number(&result["assessed"])));
        }
    }
    // Days and months of the registers' own figures are no numbers of people.
    let lines = list(public, "indicators")
        .iter()
        .flat_map(|table| list(table, "rows"));
    let whole = lines.flat_map(|line| list(line, "whole"));
    let periods: BTreeSet<u64> = whole.filter_map(number).collect();
    let (mut counts, mut cells, mut files) = (0, 0, BTreeSet::new());
    let mut small_cell = |file: &str, value: u64| {
        cells += 1;
        assert!(
            !small(value) || periods.contains(&value),
            "{file} prints {value}"
        );
    };
    for (name, bytes) in contents(&audit.path.join("rapport")) {
        let Some(bytes) = bytes.filter(|_| name.contains("offentlig")) else {
            continue;
        };
        let mut texts: Vec<String> = Vec::new();
        let ending = Path::new(&name).extension().unwrap().to_str().unwrap();
        if ending == "xlsx" {
            let mut book: Xlsx<_> = open_workbook(audit.path.join("rapport").join(&name)).unwrap();
            for sheet in book.sheet_names() {
                for cell in book.worksheet_range(&sheet).unwrap().used_cells() {
                    // 1 is how a workbook has 100 per cent; the page has the same tables in words.
                    if let Data::String(text) = cell.2 {
                        texts.push(text.clone());
                    }
                    let count = cell.2.get_float().filter(|n| n.fract() == 0.0 && *n > 1.0);
                    if let Some(count) = count {
                        let count = count.to_string().parse().unwrap();
                        small_cell(&format!("{name}, {sheet}"), count);
                    }
                }
            }
        } else {
            let text = String::from_utf8(bytes).unwrap();
            match ending {
                "md" => {
                    for row in text.lines().filter(|line| line.starts_with('|')) {
                        for cell in row.split('|').filter_map(|cell| cell.trim().parse().ok()) {
                            small_cell(&name, cell);
                        }
                    }
                    texts.extend(text.lines().map(str::to_owned));
                }
                "html" | "svg" => {
                    for text in texts_of(&text) {
                        if let Ok(value) = text.trim().parse() {
                            small_cell(&name, value);
                        }
                        texts.push(text.to_owned());
                    }
                }
                _ => texts.push(text),
            }
        }
        for pair in texts.iter().flat_map(|text| pairs(text)) {
            counts += 1;
            assert!(
                known.contains(&pair),
                "{name} prints {} av {}",
                pair.0,
                pair.1
            );
        }
        files.insert(ending.to_owned());
    }
    println!(
        "{counts} counts of sentences and tables, {cells} numbers alone, in {files:?}: all of them published numbers, none small"
    );
    assert_eq!(files.len(), 5, "{files:?}");
    assert!(counts > 100 && cells > 300, "{counts} {cells}");
}

/// A sentence says counts only where they are published, and a share alone is the published one.
#[test]
fn sentences_say_what_is_published_and_no_more() {
    let (_, _, public) = &*BOTH;
    let (mut counts, mut shares, mut silent) = (0, 0, 0);
    for criterion in list(public, "criteria") {
        let said = criterion["sentence"].as_str();
        let (gaps, percent) = (number(&criterion["gaps"]), number(&criterion["percent"]));
        assert_eq!(said.is_some(), gaps.or(percent).is_some(), "{criterion}");
        let Some(said) = said else {
            silent += 1;
            continue;
        };
        if gaps.is_some() {
            counts += 1;
            continue;
        }
        shares += 1;
        let share = format!("{}\u{a0}% av de ", percent.unwrap());
        assert!(said.contains(&share), "{said}");
        for number in ["en", "ett", "två", "tre", "fyra", "båda", "samtliga"] {
            let told = said.to_lowercase().contains(&format!("{number} av de "));
            assert!(!told, "{said}");
        }
    }
    println!("{counts} sentences with counts, {shares} with a share alone, {silent} not written");
    assert!(counts > 10 && shares > 5 && silent > 10);
}
