//! The urvalsprotokoll on paper, as text and read back as a sheet.

use super::*;
use crate::protocol::fixture;

fn with<T>(check: impl FnOnce(&Paper) -> T) -> T {
    let (plan, template) = fixture::plan().unwrap();
    let protocol = fixture::protocol();
    let replacements = [Replaced {
        replaced: "C-02".to_owned(),
        by: "C-08".to_owned(),
        reason: "not_in_scope".to_owned(),
    }];
    check(&Paper {
        lang: Lang::Sv,
        plan: &plan,
        template: &template,
        protocol: &protocol,
        replacements: &replacements,
        protected: Some(1),
    })
}

/// DOMAIN 3a, "Urvalsprotokoll should hold".
#[test]
fn the_paper_says_what_an_urvalsprotokoll_must_say() {
    let text = with(as_markdown);
    for needed in [
        "Provgranskning av kontoren",
        "nr 4/2010",
        "**Kontor:** Torg Nord, Torg Syd",
        "**Inskriven den:** 2009-05-04 – 2009-05-08",
        "register/reg\\_a.xlsx",
        "2\u{a0}345",
        &"a1b2c3d4".repeat(8),
        "utanför avgränsningen: Kontor",
        "1\u{a0}800",
        "saknar identitet",
        "annan rad gäller för samma enhet",
        "Urvalsram (enheter)",
        "gäller den rad där Inskriven den är senast",
        "Övrig, över 24 år / Norra nämnden",
        "proportionellt",
        "sha256-rank/1",
        "printf %s \"$seedhash$key\" | sha256sum",
        "20100225-54213",
        "stickprov 0.1.0",
        "A-01, A-02",
        "C-08",
        "ingår inte i avgränsningen",
        "skyddade personuppgifter",
        "Namnteckning",
    ] {
        assert!(text.contains(needed), "{needed} is missing in\n{text}");
    }
    // 22 of 40 drawn, each standing for 40/22; 49 of 87 in all.
    assert!(
        text.contains("55,0\u{a0}%") && text.contains("1,82"),
        "{text}"
    );
    assert!(
        text.contains("56,3\u{a0}%") && text.contains("1,78"),
        "{text}"
    );
}

#[test]
fn the_sheet_says_the_same_as_the_page() {
    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
    let bytes = with(as_workbook).unwrap();
    assert_eq!(bytes, with(as_workbook).unwrap());
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let cells = book.worksheet_range("Urvalsprotokoll").unwrap();
    let cells: Vec<String> = cells
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect();
    for needed in [
        "nr 4/2010",
        "Torg Nord, Torg Syd",
        "1\u{a0}800",
        "20100225-54213",
        "C-08",
    ] {
        assert!(cells.iter().any(|cell| cell == needed), "{needed}");
    }
}
