//! Excel's binary workbook, record by record, and the days of workbooks that count from 1904.

use std::path::Path;

use jiff::civil::date;
use stickprov::register::{Reader, Value};
use stickprov::table::{self, Direct};
use stickprov::template;

use super::workbooks::wanted;
use super::zipped::container;
use super::{check, given};

/// A record: its type, its length, its bytes.
fn record(out: &mut Vec<u8>, kind: u16, bytes: &[u8]) {
    for mut number in [usize::from(kind), bytes.len()] {
        while number >= 0x80 {
            out.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
            number >>= 7;
        }
        out.push(u8::try_from(number).unwrap());
    }
    out.extend(bytes);
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}

/// A text, or a number where it is one. By [MS-XLSB] 2.4: BrtWbProp 153 (its first bit says
/// 1904), BrtBundleSh 156, BrtEndBundleShs 144, BrtCalcProp 157, BrtWsDim 148,
/// BrtBeginSheetData 145, BrtRowHdr 0, BrtCellSt 6, BrtCellReal 5, BrtEndSheetData 146.
fn xlsb(is_1904: bool, rows: &[&[&str]]) -> Vec<u8> {
    xlsb_with(is_1904, &[], rows)
}

/// The same with hidden rows, counted from 0, and then the second column hidden too: by
/// BrtColInfo 60 (the first bit after 16 bytes) and BrtRowHdr (fDyZero in its twelfth byte).
fn xlsb_with(is_1904: bool, hidden: &[u32], rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Vec::new();
    record(
        &mut book,
        153,
        &[u8::from(is_1904), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    let bundle: Vec<u8> = [
        0_u32.to_le_bytes().to_vec(),
        1_u32.to_le_bytes().to_vec(),
        wide("rId1"),
        wide("Blad1"),
    ]
    .concat();
    record(&mut book, 156, &bundle);
    record(&mut book, 144, &[]);
    record(&mut book, 157, &[]);
    let mut sheet = Vec::new();
    record(&mut sheet, 148, &[0; 16]);
    for (column, flags) in [(0_u32, 0_u8), (1, 1)] {
        if !hidden.is_empty() {
            let ends = [column.to_le_bytes(), column.to_le_bytes()].concat();
            record(&mut sheet, 60, &[ends, vec![0; 8], vec![flags, 0]].concat());
        }
    }
    record(&mut sheet, 145, &[]);
    for (row, texts) in (0_u32..).zip(rows) {
        let flags = if hidden.contains(&row) { 0x10 } else { 0 };
        let head = [&row.to_le_bytes()[..], &[0; 7], &[flags, 0, 0, 0, 0, 0]].concat();
        record(&mut sheet, 0, &head);
        for (column, text) in (0_u32..).zip(*texts) {
            let head: Vec<u8> = [column.to_le_bytes(), [0; 4]].concat();
            match text.parse::<f64>() {
                Ok(number) => {
                    let bytes = number.to_le_bytes().to_vec();
                    record(&mut sheet, 5, &[head, bytes].concat());
                }
                Err(_) => record(&mut sheet, 6, &[head, wide(text)].concat()),
            }
        }
    }
    record(&mut sheet, 146, &[]);
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"t\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    container(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

#[test]
fn a_binary_workbook() {
    let rows: [&[&str]; 2] = [&["Personnr", "Jobbtorg"], &["199012102399", "JS Årsta"]];
    check(
        "a.xlsb",
        xlsb(false, &rows),
        "xlsb \"Blad1\" header 1\nPersonnr|Jobbtorg\n2: 199012102399|JS Årsta",
    );
}

#[test]
fn hidden_rows_and_columns_of_a_binary_workbook() {
    let rows: [&[&str]; 4] = [
        &["Personnr", "Jobbtorg"],
        &["1", "Farsta"],
        &["2", "Kista"],
        &["3", "Kista"],
    ];
    check(
        "a.xlsb",
        xlsb_with(false, &[2, 3], &rows),
        "xlsb \"Blad1\" header 1\nPersonnr|Jobbtorg\n2: 1|Farsta\n3: 2|Kista\n4: 3|Kista\n! hidden-columns Jobbtorg\n! hidden-rows 3 4",
    );
}

/// The day of a cell, as the field of a register reads it.
fn day(path: &Path, column: usize) -> String {
    let template = template::builtin("jobbtorg").unwrap();
    let field = template.registers[0]
        .fields
        .iter()
        .find(|field| field.id == "inskrivningsdatum");
    let mut table = table::open(path, "a", &wanted(), &Direct).unwrap();
    let reader = Reader::new(field.unwrap(), date(2009, 11, 30));
    let reader = reader.in_workbook(table.describe().is_1904);
    let mut shown = String::new();
    table
        .rows(&mut |row| {
            shown = match reader.read(&row.cells.at(column)) {
                (value @ Value::Date(_), _) => value.shown(),
                (value, _) => format!("{value:?}"),
            };
            Ok(())
        })
        .unwrap();
    shown
}

/// 39 937 and, from 1904, 1 462 less are 2009-05-04 by Microsoft's statement of the two systems.
#[test]
fn a_binary_workbooks_days_from_1904() {
    for (is_1904, number) in [(false, "39937"), (true, "38475")] {
        let rows: [&[&str]; 2] = [&["Personnr", "Inskrivningsdatum"], &["1", number]];
        let file = given("a.xlsb", xlsb(is_1904, &rows));
        assert_eq!(day(&file.path, 1), "2009-05-04", "{number}");
    }
}

/// A day as a day and the next as a bare number, saved from one workbook that counts from 1904
/// (`testdata/registers/README.md`).
#[test]
fn days_from_1904_in_the_formats_that_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/registers");
    for file in ["days-1904.xls", "days-1904.ods"] {
        let path = folder.join(file);
        assert_eq!(day(&path, 2), "2009-05-04", "{file}");
        assert_eq!(day(&path, 3), "2009-05-05", "{file}");
    }
}
