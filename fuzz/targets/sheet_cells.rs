//! A sheet and its shared texts, which stand after a zero byte: what is scanned must be what
//! calamine reads. The first byte says how many cells both read.
#![no_main]

use std::fs::File;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use stickprov_cells::{Book, Cells};
use stickprov_fuzz::{forgive_readers, scratch};
use zip::write::SimpleFileOptions;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PACKAGE: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

fuzz_target!(init: forgive_readers(), |data: &[u8]| {
    let Some((together, rest)) = data.split_first() else {
        return;
    };
    let at = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
    let (sheet, texts) = (&rest[..at], rest.get(at + 1..).unwrap_or_default());
    // A sheet with formulas is never scanned; what texts claim to be in number is looked at before a
    // book is opened (`table/guard.rs`).
    let has = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    if has(sheet, b"<f") || has(sheet, b":f") || has(texts, b"uniqueCount") {
        return;
    }
    let path = scratch("cells.xlsx");
    write(&path, sheet, texts);
    let open = || File::open(&path).expect("the scratch file is there");
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut book = Book::open(open(), open()).ok()?.together(u64::from(*together));
        let scanned = all(book.cells("A", SHEET));
        Some((scanned, all(book.cells_with_formulas("A"))))
    }));
    if let Ok(Some((scanned, expected))) = found {
        assert_eq!(scanned, expected);
    }
});

fn write(path: &Path, sheet: &[u8], texts: &[u8]) {
    let file = File::create(path).expect("a scratch file can be written");
    let mut zip = zip::ZipWriter::new(file);
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", texts),
        (SHEET, sheet),
    ] {
        zip.start_file(name, options).expect("the file takes all");
        zip.write_all(bytes).expect("the file takes all");
    }
    zip.finish().expect("the file takes all");
}

/// The cells up to the first error, which the program tells as a damaged file.
fn all<E>(cells: Result<Cells<'_>, E>) -> Option<Vec<String>> {
    let mut cells = cells.ok()?;
    let mut found = Vec::new();
    loop {
        match cells.advance() {
            Ok(true) => found.push(format!("{:?} {:?}", cells.position(), cells.value())),
            Ok(false) => return Some(found),
            Err(_) => return None,
        }
    }
}
