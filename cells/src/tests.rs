//! Whatever a sheet looks like, the scanner and calamine give the same cells.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use calamine::XlsxError;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Book, Cells};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook of one sheet: styles 1 a date, 2 a duration, 3 a number with decimals.
fn book(path: &Path, sheet: &str, texts: &str) {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{relation}\"><sheets>\
         <sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let package = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{relation}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" \
         formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0\"/></numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/>\
         <xf numFmtId=\"164\"/><xf numFmtId=\"46\"/><xf numFmtId=\"4\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"
    );
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, text) in [
        ("_rels/.rels", &*package),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", &styles),
        ("xl/sharedStrings.xml", texts),
        (SHEET, sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn opened(path: &Path, together: u64) -> Option<Book> {
    let book = Book::open(File::open(path).unwrap(), File::open(path).unwrap());
    book.ok().map(|book| book.together(together))
}

/// All cells, and the error that ends them.
fn all(cells: Result<Cells<'_>, XlsxError>) -> Vec<String> {
    let mut cells = match cells {
        Ok(cells) => cells,
        Err(error) => return vec![error.to_string()],
    };
    let mut found = Vec::new();
    loop {
        match cells.advance() {
            Ok(true) => found.push(format!("{:?} {:?}", cells.position(), cells.value())),
            Ok(false) => return found,
            Err(error) => {
                found.push(error.to_string());
                if !matches!(error, XlsxError::CellError(_)) {
                    return found;
                }
            }
        }
    }
}

/// What calamine reads, and what is read with so many cells of both.
fn read(sheet: &str, texts: &str, together: u64) -> [Vec<String>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    book(&path, sheet, texts);
    let mut book = opened(&path, together).unwrap();
    let scanned = all(book.cells("A", SHEET));
    [all(book.cells_with_formulas("A")), scanned]
}

fn sheet_of(data: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:N9\"/>{data}<pageMargins/></worksheet>"
    )
}

/// A text as somebody may have written it in XML.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[a-zåäöÅ ]{0,6}",
        1 => Just("&amp;".to_owned()),
        1 => Just("&lt;b&gt;&quot;&apos;".to_owned()),
        1 => Just("&#10;".to_owned()),
        1 => Just("&#xE5;".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => Just("_x000D_".to_owned()),
        1 => Just("]]".to_owned()),
    ];
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

/// A shared text.
fn item() -> impl Strategy<Value = String> {
    let plain = text().prop_map(|text| format!("<si><t>{text}</t></si>"));
    let kept = text().prop_map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>"));
    let rich = (text(), text()).prop_map(|(one, two)| {
        format!("<si><r><rPr><b/></rPr><t>{one}</t></r><r><t>{two}</t></r></si>")
    });
    let spoken = text().prop_map(|text| format!("<si><t>{text}</t><rPh><t>x</t></rPh></si>"));
    prop_oneof![6 => plain, 2 => kept, 1 => rich, 1 => spoken, 1 => Just("<si></si>".to_owned())]
}

/// Attributes and content of a cell.
fn cell() -> impl Strategy<Value = String> {
    let style = prop_oneof![
        4 => Just(String::new()),
        5 => (0..6_u32).prop_map(|style| format!(" s=\"{style}\"")),
        1 => Just(" s=\"x\"".to_owned()),
    ];
    let number = prop_oneof![
        4 => (0..60_000_u32).prop_map(|number| number.to_string()),
        2 => any::<f64>().prop_map(|number| number.to_string()),
        2 => (-9_999..9_999_i32).prop_map(|number| format!("{}", f64::from(number) / 100.0)),
        1 => prop::sample::select(vec![
            "1.5E+3", "2e-7", "-0", "007", "1e400", " 5", "5 ", "+5", "1.", ".5", "1e", "NaN",
            "inf", "", "0x1", "12345678901234567890", "0.1000000000000000055511151231257827",
        ]).prop_map(str::to_owned),
    ];
    let stored = prop_oneof![
        6 => number.clone().prop_map(|number| format!("><v>{number}</v></c>")),
        2 => number.prop_map(|number| format!(" t=\"n\"><v>{number}</v></c>")),
        6 => (0..8_u32).prop_map(|number| format!(" t=\"s\"><v>{number}</v></c>")),
        3 => text().prop_map(|text| format!(" t=\"str\"><v>{text}</v></c>")),
        3 => text().prop_map(|text| format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>")),
        1 => text().prop_map(|text| {
            format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }),
        6 => prop::sample::select(vec![
            "/>", "></c>", "><v></v></c>", "><v/></c>", " t=\"b\"><v>1</v></c>",
            " t=\"b\"><v>0</v></c>", " t=\"b\"><v>true</v></c>", " t=\"e\"><v>#N/A</v></c>",
            " t=\"e\"><v>#SPILL!</v></c>", " t=\"d\"><v>2009-05-04</v></c>",
            " t=\"s\"><v></v></c>", " t=\"inlineStr\"><v>3</v></c>", " cm=\"1\"><v>4</v></c>",
            " t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c>",
            " t=\"inlineStr\"><is></is></c>", "><v>1</v><extLst></extLst></c>",
            " t=\"str\"><v><![CDATA[a]]></v></c>", "> <v>1</v> </c>", "><!-- a --><v>1</v></c>",
        ]).prop_map(str::to_owned),
    ];
    (style, stored).prop_map(|(style, stored)| style + &stored)
}

/// Something of another form in place of a row.
fn strange() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "<!-- <row r=\"3\"><c r=\"A3\"><v>9</v></c></row> -->",
        "<row><c><v>1</v></c><c><v>2</v></c></row>",
        "<row r=\"3\"><c r=\"B7\"><v>1</v></c></row>",
        "<row r='3'><c r='B3'><v>1</v></c></row>",
        "<x:row r=\"3\"><x:c r=\"B3\"><x:v>1</x:v></x:c></x:row>",
        "<row r=\"3\" ><c r=\"b3\"  s=\"1\" ><v>1</v></c></row>",
        "<row r=\"0\"></row>",
        "<c r=\"A0\"><v>1</v></c>",
        "<row r=\"3\"><c r=\"XFE3\"><v>1</v></c></row>",
        "<row r=\"3\"><c r=\"A03\"><v>1</v></c></row>",
        "<row r=\"2\" spans=\"1:3\" x14ac:dyDescent=\"0.25\" hidden=\"1\"/>",
        "<row r=\"3\"><c r=\"A3\"><v>1</v></row>",
        "&amp;",
        "text",
        "<?a b?>",
        "<row r=\"3\"><c r=\"A3\" t=\"</c></row><row r=\"></c></row>",
        "</sheetData><sheetData>",
    ])
    .prop_map(str::to_owned)
}

fn data() -> impl Strategy<Value = String> {
    let plain = prop::collection::vec(prop::option::weighted(0.8, cell()), 0..6);
    let row = prop_oneof![
        12 => plain.prop_map(Ok),
        1 => strange().prop_map(Err),
    ];
    let gap = prop_oneof![4 => Just(""), 1 => Just("\n"), 1 => Just("\r\n  ")];
    let rows = prop::collection::vec((row, gap), 0..9);
    (rows, 0..40_usize).prop_map(|(rows, cut)| {
        let mut data = "<sheetData>".to_owned();
        for (number, (row, gap)) in (1..).zip(rows) {
            match row {
                Err(strange) => data.push_str(&strange),
                Ok(cells) => {
                    data.push_str(&format!("<row r=\"{number}\" spans=\"1:6\">{gap}"));
                    for (column, cell) in ('A'..).zip(cells) {
                        if let Some(cell) = cell {
                            data.push_str(&format!("<c r=\"{column}{number}\"{cell}{gap}"));
                        }
                    }
                    data.push_str("</row>");
                }
            }
            data.push_str(gap);
        }
        data.push_str("</sheetData>");
        // One in twenty is cut short.
        if cut < 2 {
            let at = data.len() * cut / 2;
            let whole = (0..=at).rev().find(|at| data.is_char_boundary(*at));
            data.truncate(whole.unwrap_or(0));
        }
        data
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_cells_are_calamine_s(
        data in data(),
        items in prop::collection::vec(item(), 0..7),
        together in prop_oneof![Just(0), Just(1), Just(5), Just(4096)],
    ) {
        let texts = format!("<sst xmlns=\"{MAIN}\" count=\"9\">{}</sst>", items.concat());
        let [expected, found] = read(&sheet_of(&data), &texts, together);
        prop_assert_eq!(expected, found);
    }
}

/// How many cells calamine has read at the end of a sheet of which both read a hundred.
fn asked(data: &str, texts: &str) -> Option<u64> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    book(&path, &sheet_of(data), texts);
    let mut book = opened(&path, 100).unwrap();
    let mut cells = book.cells("A", SHEET).unwrap();
    while cells.advance().unwrap() {}
    cells.asked()
}

/// However the bytes fall into blocks: a sheet of several, with elements across every edge.
#[test]
fn a_sheet_of_many_blocks_is_read_by_the_scanner_to_its_end() {
    let mut data = "<sheetData>".to_owned();
    for row in 1..30_000 {
        data.push_str(&format!(
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\" s=\"1\"><v>{}\
             </v></c><c r=\"C{row}\" t=\"inlineStr\"><is><t>rad {row}</t></is></c></row>",
            row % 3,
            row + 30_000,
        ));
    }
    data.push_str("</sheetData>");
    let items = "<si><t>å</t></si><si><t>ä</t></si><si><r><t>ö</t></r></si>";
    let texts = format!("<sst xmlns=\"{MAIN}\">{items}</sst>");
    let [expected, found] = read(&sheet_of(&data), &texts, 100);
    assert!(expected == found);
    assert_eq!(found.len(), 3 * 29_999);
    // Where all texts are plain too, calamine reads nothing after the first hundred cells.
    let texts = texts.replace("<r><t>ö</t></r>", "<t>ö</t>");
    assert_eq!(asked(&data, &texts), Some(100));
}

/// A sum has a style of its own at the end of many registers: a number format that says the same
/// as another, or of digits alone, is not asked of calamine. Style 3 is `#,##0.00`, 4 `#,##0`.
#[test]
fn a_late_style_of_a_known_format_is_not_asked_for() {
    let row = |row: u32, style: u32| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"{style}\"><v>39937</v></c></row>")
    };
    let rows: String = (1..200).map(|at| row(at, 1)).collect();
    let (sum, mean) = (row(200, 3), row(201, 4));
    let data = format!("<sheetData>{rows}{sum}{mean}</sheetData>");
    assert_eq!(asked(&data, "<sst></sst>"), Some(100));
}

/// Found by the fuzzer: what comes before the cells may be made to look like their beginning.
#[test]
fn a_head_that_begins_twice_is_left_to_calamine() {
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    for data in [
        format!("<sheetData/><sheetData>{row}</sheetData>"),
        format!("<x:sheetData>{row}</x:sheetData><sheetData>{row}{row}</sheetData>"),
        format!("<sheetData ><sheetData>{row}</sheetData>"),
    ] {
        let [expected, found] = read(&sheet_of(&data), "<sst></sst>", 0);
        assert_eq!(expected, found, "{data}");
    }
}

/// The workbooks that the project keeps, every sheet.
#[test]
fn kept_workbooks_are_read_as_calamine_reads_them() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..")];
    let mut sheets = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "xlsx") {
                sheets += compared(&path);
            }
        }
    }
    assert!(sheets > 50, "{sheets}");
}

/// The sheets of a workbook that stand where most programs put them.
fn compared(path: &Path) -> usize {
    let mut sheets = 0;
    for together in [0, 30] {
        let Some(mut book) = opened(path, together) else {
            return 0;
        };
        let all_sheets = book.sheets().iter();
        let names: Vec<String> = all_sheets.map(|sheet| sheet.name.clone()).collect();
        for (number, name) in (1..).zip(&names) {
            let part = format!("xl/worksheets/sheet{number}.xml");
            let found = all(book.cells(name, &part));
            let expected = all(book.cells_with_formulas(name));
            assert!(found == expected, "{} {name}", path.display());
        }
        sheets = names.len();
    }
    sheets
}
