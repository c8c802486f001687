//! How tables that take several pages print, and that the workbook has what a document leaves to it.

use std::io::{Cursor, Read};

use super::*;
use crate::lang::Lang;
use crate::report::fixture;
use crate::report::model::{Block, Printed, Row, Shown};

/// 485 points hold 49 rows of 15 and a header of 17 at 64 per cent (752 · 0.64 = 481), not at 65
/// (489); 45 rows and the header (692) at 70; of 60 rows (917, at 60 per cent 550) two pages must be,
/// and then they may be large.
#[test]
fn pages_side_by_side_are_as_few_and_as_large_as_they_can_be() {
    let rows = |count: usize| {
        let mut heights = vec![17.0];
        heights.extend(vec![15.0; count]);
        heights
    };
    assert_eq!(side_by_side(&rows(49)), 64);
    assert_eq!(side_by_side(&rows(45)), 70);
    assert_eq!(side_by_side(&rows(60)), 70);
}

/// A part of the workbook's file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    book.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// Every page of a table says which: at its foot; and where the first column alone is repeated,
/// where a title in it would be cut, at its head and not in the sheet.
#[test]
fn every_page_of_a_table_names_it() {
    let mut report = fixture::report(Lang::Sv, true);
    let title = "Allt om allt";
    let columns = (0..40).map(|n| Column {
        header: format!("Kriterium {n}"),
        kind: Kind::Short,
    });
    let table = Table {
        id: "wide".to_owned(),
        title: title.to_owned(),
        sheet: "Allt".to_owned(),
        shown: Shown::Workbook,
        columns: columns.collect(),
        rows: vec![Row {
            level: Level::Item,
            cells: vec![Cell::Text("uppfyllt".to_owned()); 40],
        }],
        notes: Vec::new(),
    };
    let mut section = report.sections[0].clone();
    section.blocks = vec![Block::Table(table)];
    report.sections = vec![section];
    report.charts.clear();
    let bytes = render(&report).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(
        sheet.contains(&format!("&amp;12 {title}</oddHeader>")),
        "{sheet}"
    );
    assert!(sheet.contains(&format!("· {title}&amp;R")), "{sheet}");
    // Header in row 4 and the one row below it; the columns are A to AN.
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("Allt!$A$4:$AN$5</definedName>"), "{names}");
}

/// A document that names a sheet sends nobody to one that is not there, and the page has the table.
#[test]
fn what_a_document_leaves_to_the_workbook_is_there() {
    for lang in [Lang::Sv, Lang::En] {
        let report = fixture::report(lang, true);
        let sheets = part(&render(&report).unwrap(), "xl/workbook.xml");
        let document = crate::report::markdown::render(&report);
        let page = crate::report::html::render(&report);
        let mut named = 0;
        for (_, table) in report.tables() {
            let leaves = match table.shown.in_document() {
                Printed::Named | Printed::WithoutParts => true,
                Printed::Whole | Printed::Nothing => false,
            };
            if leaves {
                let (before, after) = match lang {
                    Lang::Sv => ('”', '”'),
                    Lang::En => ('“', '”'),
                };
                let quoted = format!("{before}{}{after}.", table.sheet);
                assert!(document.contains(&quoted), "{quoted}");
                assert!(
                    sheets.contains(&format!("name=\"{}\"", table.sheet)),
                    "{quoted}"
                );
                assert!(page.contains(&format!("table-{}", table.id)), "{quoted}");
                named += 1;
            }
        }
        // The results in full, their estimates and those by stratum at least.
        assert!(named >= 3, "{named}");
    }
}
