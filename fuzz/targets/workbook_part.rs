//! One part of a workbook at a time, in a container that is otherwise sound: the first byte
//! says which part, so that the fuzzer meets the XML behind the zip's checksum.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use stickprov::table::{Direct, Wanted, grids};
use stickprov_fuzz::{forgive_readers, read, scratch};
use zip::write::SimpleFileOptions;

const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Jobbtorg</t></is></c></row><row r="2"><c r="A2" s="1"><v>39937</v></c><c r="B2" t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>"#;
const TEXTS: &str = r#"<sst uniqueCount="1"><si><t>Personnr</t></si></sst>"#;
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PACKAGE: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

fuzz_target!(init: forgive_readers(), |data: &[u8]| {
    let Some((which, part)) = data.split_first() else {
        return;
    };
    let mut parts: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    if which % 8 == 7 {
        let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        parts = vec![("mimetype", kind), ("content.xml", part)];
    } else if which % 8 == 6 {
        parts.extend([
            ("xl/workbook.bin", part),
            ("xl/_rels/workbook.bin.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", part),
        ]);
    } else {
        parts.push(("_rels/.rels", PACKAGE.as_bytes()));
        parts.extend([
            ("xl/worksheets/sheet1.xml", SHEET.as_bytes()),
            ("xl/sharedStrings.xml", TEXTS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ]);
        let count = parts.len() - 2;
        parts[2 + usize::from(which % 8) % count].1 = part;
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name, options).expect("memory takes all");
        zip.write_all(bytes).expect("memory takes all");
    }
    let bytes = zip.finish().expect("memory takes all").into_inner();
    let path = scratch("part.xlsx");
    std::fs::write(&path, bytes).expect("a scratch file can be written");
    let _ = read(&path, &Wanted::anything());
    let _ = grids(&path, "file", &Direct);
});
