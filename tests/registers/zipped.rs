//! Workbooks put together part by part, so that a test can hold what no program would write.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A container of parts.
pub(crate) fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A sheet to be: name, attributes of its entry, rows, what stands after them.
pub(crate) struct Sheet<'a> {
    pub(crate) name: &'a str,
    pub(crate) state: &'a str,
    pub(crate) rows: &'a str,
    pub(crate) after: &'a str,
}

pub(crate) fn sheet<'a>(name: &'a str, rows: &'a str) -> Sheet<'a> {
    Sheet {
        name,
        state: "",
        rows,
        after: "",
    }
}

/// An XLSX. Style 1 is a date, 2 a time of day, 3 a length of time, 4 bold and no date.
pub(crate) fn xlsx(sheets: &[Sheet<'_>]) -> Vec<u8> {
    xlsx_with(sheets, "", &[])
}

/// The same with attributes of the workbook and further parts.
pub(crate) fn xlsx_with(sheets: &[Sheet<'_>], book: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let n = at + 1;
        let (name, state) = (sheet.name, sheet.state);
        list.push_str(&format!(
            "<sheet name=\"{name}\" sheetId=\"{n}\" {state} r:id=\"rId{n}\"/>"
        ));
        relations.push_str(&format!(
            "<Relationship Id=\"rId{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        ));
        let (rows, after) = (sheet.rows, sheet.after);
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{after}</worksheet>")
                .into_bytes(),
        ));
    }
    for (id, name) in [("rIdS", "styles"), ("rIdT", "sharedStrings")] {
        relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{name}\" Target=\"{name}.xml\"/>"
        ));
    }
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><workbookPr {book}/><sheets>{list}</sheets></workbook>"
    );
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    let fixed = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{namespace}\"><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        ("xl/workbook.xml", workbook),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships xmlns=\"{namespace}\">{relations}</Relationships>"),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"[$-41D]d mmmm yyyy\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/><xf numFmtId=\"46\"/><xf numFmtId=\"0\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    for (name, text) in fixed {
        parts.push((name.to_owned(), text.into_bytes()));
    }
    let mut all: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    all.extend_from_slice(more);
    container(&all)
}

/// The same workbook with a prefix before every tag of its sheets, as some programs write it.
pub(crate) fn prefixed(workbook: &[u8]) -> Vec<u8> {
    rewritten(workbook, "worksheets/", &|text| {
        let text = text.replace('<', "<x:").replace("<x:/", "</x:");
        text.replace("xmlns=", "xmlns:x=").into_bytes()
    })
}

/// The same container with the parts whose names have a word in them written anew.
pub(crate) fn rewritten(whole: &[u8], part: &str, write: &dyn Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let bytes = if name.contains(part) {
            write(&text)
        } else {
            text.into_bytes()
        };
        parts.push((name, bytes));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    container(&parts)
}

/// Rows of inline texts, from a row on; empty texts give no cell.
pub(crate) fn texts(first_row: u64, rows: &[&[&str]]) -> String {
    let mut out = String::new();
    for (number, row) in (first_row..).zip(rows) {
        out.push_str(&format!("<row r=\"{number}\">"));
        for (column, text) in row.iter().enumerate() {
            if !text.is_empty() {
                let column = stickprov::table::letters(column);
                out.push_str(&format!(
                    "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
                ));
            }
        }
        out.push_str("</row>");
    }
    out
}
