//! Files that cannot be read: one sentence that says why and what to do, in bounded memory.

use stickprov::table::Wanted;

use super::zipped::{container, rewritten, sheet, texts, xlsx, xlsx_with};
use super::{check, check_as, given, known, shown};

const SAVE: &str = "\n  open it in Excel, save it as a workbook (.xlsx) and give that file instead";
const AGAIN: &str = "\n  open it in Excel and save it again, or export it anew";
const DAMAGED: &str = "the workbook is damaged and cannot be read";
const LARGE: &str = "the workbook would take more memory than any register needs\n  save the register alone as .xlsx or .csv";

fn data() -> String {
    texts(1, &[&["Personnr", "Jobbtorg"], &["1", "JS Farsta"]])
}

#[test]
fn empty_files() {
    for bytes in ["", "\u{feff}", " \r\n\t\n"] {
        check(
            "a.csv",
            bytes,
            "refused: a.csv: the file is empty\n  export it again",
        );
    }
    check(
        "a.csv",
        ";;\n;;\n",
        "refused: a.csv: the file holds no table",
    );
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", "")]),
        "refused: a.xlsx, sheet Blad1: the file holds no table",
    );
}

#[test]
fn a_missing_file() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = Wanted::anything();
    let said = shown(&folder.path().join("a.csv"), &wanted);
    let expected = "refused: a.csv: there is no such file\n  check the file's name and folder";
    assert_eq!(said, expected);
}

#[test]
fn files_that_are_something_else() {
    let cases: [(&[u8], &str); 13] = [
        (b"%PDF-1.4", "a PDF, no table"),
        (b"{\\rtf1", "a text document, no table"),
        (b"\x1f\x8b\x08", "an archive, no table"),
        (b"SQLite format 3\0", "a database, no table"),
        (b"\x89PNG\r\n", "a picture, no table"),
        (b"<html><body><table><tr><td>1", "a web page (HTML), no workbook"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><title>", "a web page (HTML), no workbook"),
        (b"<table border=1><tr>", "a web page (HTML), no workbook"),
        (b"MIME-Version: 1.0\r\n", "a web page (HTML), no workbook"),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "an XML spreadsheet of Excel 2003"),
        (b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", "a web page (HTML), no workbook"),
        (b"TABLE\r\n0,1\r\n\"Blad1\"\r\n", "a sheet in the exchange format DIF"),
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "a sheet in the exchange format SYLK"),
    ];
    for (bytes, what) in cases {
        check(
            "a.xls",
            bytes,
            &format!("refused: a.xls: the file is {what}{SAVE}"),
        );
    }
    let cases: [(&[u8], &str); 7] = [
        (b"<?xml version=\"1.0\"?><poster/>", "XML, no table"),
        (
            b"<?xml version=\"1.0\"?><db><Table1><personnr>1",
            "XML, no table",
        ),
        (
            b"<rader>\r\n<rad><personnr>1</personnr></rad>",
            "XML, no table",
        ),
        (b"[{\"personnr\": 1}]", "JSON, no table"),
        (b"{\"rader\": []}", "JSON, no table"),
        (b"{\r\n  \"rader\": [\r\n", "JSON, no table"),
        (b"[\n  [\"Personnr\", \"Namn\"],\n", "JSON, no table"),
    ];
    for (bytes, what) in cases {
        check(
            "a.xls",
            bytes,
            &format!(
                "refused: a.xls: the file is {what}\n  export the register from its system as Excel (.xlsx) or CSV instead"
            ),
        );
    }
    // What only begins like a tag is a header.
    check(
        "a.csv",
        "<Personnr>;Jobbtorg\n1;JS Farsta\n",
        "csv \"utf-8\" \";\" header 1\n<Personnr>|Jobbtorg\n2: 1|JS Farsta",
    );
    check(
        "a.csv",
        "[Personnr];[Jobbtorg]\n1;JS Farsta\n",
        "csv \"utf-8\" \";\" header 1\n[Personnr]|[Jobbtorg]\n2: 1|JS Farsta",
    );
    let word = container(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    check(
        "a.xlsx",
        word,
        &format!("refused: a.xlsx: the file is a text document, no table{SAVE}"),
    );
    let zip = container(&[("flai.csv", b"Personnr\n1\n")]);
    check(
        "a.xlsx",
        zip,
        &format!("refused: a.xlsx: the file is an archive, no table{SAVE}"),
    );
}

/// As LibreOffice 7.4 begins a flat ODS, here without most of its namespaces, also in UTF-16 and
/// under the names that people give it.
#[test]
fn a_sheet_in_one_xml_file() {
    let text = |of: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.{of}\"><office:body><office:spreadsheet><table:table>"
        )
    };
    let wide = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let hint =
        "open it in LibreOffice, save it as an Excel workbook (.xlsx) and give that file instead";
    let flat = "a sheet of LibreOffice in flat XML (.fods)";
    for (name, bytes, what) in [
        ("a.fods", text("spreadsheet").into_bytes(), flat),
        ("a.xls", wide(&text("spreadsheet")), flat),
        (
            "a.xml",
            text("text").into_bytes(),
            "a text document, no table",
        ),
    ] {
        check(
            name,
            bytes,
            &format!("refused: {name}: the file is {what}\n  {hint}"),
        );
    }
}

/// XML allows it and no spreadsheet program writes it: it is said, not called damage.
#[test]
fn a_workbook_in_utf_16() {
    let said = format!(
        "refused: NAME: the workbook's content is written in UTF-16, which no spreadsheet program writes{AGAIN}"
    );
    let whole = xlsx(&[sheet("Blad1", &data())]);
    for part in [
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
    ] {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = rewritten(&whole, part, &|text| {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units.flat_map(to_bytes).collect()
            });
            check("a.xlsx", bytes, &said.replace("NAME", "a.xlsx"));
        }
    }
    let sheet = rewritten(&super::workbooks::ods(""), "content.xml", &|text| {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    });
    check("a.ods", sheet, &said.replace("NAME", "a.ods"));
}

#[test]
fn what_the_content_is_counts_not_the_name() {
    check(
        "a.xls",
        "Personnr;Jobbtorg\n1;JS Farsta\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg\n2: 1|JS Farsta\n! named-otherwise",
    );
    check(
        "a.csv",
        xlsx(&[sheet("Blad1", &data())]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg\n2: 1|JS Farsta\n! named-otherwise",
    );
    check(
        "a.xlsm",
        xlsx(&[sheet("Blad1", &data())]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg\n2: 1|JS Farsta",
    );
}

#[test]
fn passwords() {
    let ole = |name: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(300_000, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(310_000, 0);
        bytes
    };
    check(
        "a.xlsx",
        ole("EncryptedPackage"),
        "refused: a.xlsx: the workbook is protected by a password\n  open it in Excel, remove the password and save it",
    );
    check(
        "a.xls",
        ole("WordDocument"),
        &format!("refused: a.xls: the file is a text document, no table{SAVE}"),
    );
    check(
        "a.xls",
        ole("Contents"),
        &format!("refused: a.xls: the file is an Office document without a workbook{SAVE}"),
    );
    // A workbook whose chains lead nowhere.
    check(
        "a.xls",
        ole("Workbook"),
        &format!("refused: a.xls: {DAMAGED}{AGAIN}"),
    );
}

#[test]
fn damaged_workbooks() {
    let whole = xlsx(&[sheet("Blad1", &data())]);
    for length in [4, 100, whole.len() / 2, whole.len() - 1] {
        check(
            "a.xlsx",
            &whole[..length],
            &format!("refused: a.xlsx: {DAMAGED}{AGAIN}"),
        );
    }
    // A byte of the sheet's packed text: either its text or its checksum is wrong.
    let at = whole.windows(9).position(|w| w == b"sheet1.xm").unwrap() + 30;
    let mut damaged = whole.clone();
    damaged[at] ^= 0x40;
    let said = shown(&given("a.xlsx", damaged).path, &Wanted::anything());
    assert!(
        said.starts_with("refused: a.xlsx") && said.contains(DAMAGED),
        "{said}"
    );
    // Rows out of order.
    let rows = texts(3, &[&["Personnr", "Jobbtorg"]]) + &texts(1, &[&["1", "JS Farsta"]]);
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        &format!("refused: a.xlsx, sheet Blad1, row 3: {DAMAGED}{AGAIN}"),
    );
    // A text that is not in the table of texts.
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>";
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", rows)]),
        &format!("refused: a.xlsx, sheet Blad1: {DAMAGED}{AGAIN}"),
    );
}

#[test]
fn bombs() {
    // A table of texts that claims four billion.
    let claims = b"<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    check(
        "a.xlsx",
        xlsx_with(
            &[sheet("Blad1", &data())],
            "",
            &[("xl/sharedStrings.xml", claims)],
        ),
        &format!("refused: a.xlsx: {LARGE}"),
    );
    // A sheet of 200 MB that packs to nothing.
    let blanks = " ".repeat(200 * 1024 * 1024);
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &blanks)]),
        &format!("refused: a.xlsx: {LARGE}"),
    );
    // One text of 20 MB, which packs no better than a register does.
    let mut text = String::with_capacity(20 << 20);
    let mut seed = 1_u32;
    while text.len() < 20 << 20 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(&format!("{seed:x}"));
    }
    let rows = texts(1, &[&["Personnr", "Jobbtorg"], &["1", &text]]);
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        &format!("refused: a.xlsx: {LARGE}"),
    );
    // Entities that would grow: they are not expanded.
    let doctype = b"<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let said = shown(
        &given(
            "a.xlsx",
            xlsx_with(
                &[sheet("Blad1", &data())],
                "",
                &[("xl/sharedStrings.xml", doctype)],
            ),
        )
        .path,
        &Wanted {
            recognises: &known,
            ..Wanted::anything()
        },
    );
    assert!(
        said.starts_with("refused: a.xlsx") || said.ends_with("2: 1|JS Farsta"),
        "{said}"
    );
}

#[test]
fn text_that_is_no_table() {
    check(
        "a.csv",
        b"Personnr;Namn\n1;A\n2;\0B\n",
        "refused: a.csv: line 3 holds zero bytes: the file is damaged or no text file\n  export it again",
    );
    let long = format!("Personnr;Namn\n1;A\n2;{}\n", "x".repeat(50 << 20));
    check(
        "a.csv",
        long,
        "refused: a.csv: line 3 is longer than 16 MB: this is no table",
    );
    let told = Wanted {
        encoding: Some("klingon"),
        ..Wanted::anything()
    };
    check_as(
        "a.csv",
        "a;b\n",
        &told,
        "refused: a.csv: the encoding ‘klingon’ is unknown\n  known are utf-8, windows-1252, iso-8859-1, utf-16le, utf-16be, cp850 and macintosh",
    );
}

#[test]
fn many_columns() {
    let header: Vec<String> = (0..16_384).map(|n| format!("Kolumn {n}")).collect();
    let row: Vec<String> = (0..16_384).map(|n| n.to_string()).collect();
    let text = format!("{}\n{}\n", header.join(";"), row.join(";"));
    let said = shown(&given("a.csv", &text).path, &Wanted::anything());
    let expected = format!(
        "csv \"utf-8\" \";\" header 1\n{}\n2: {}",
        header.join("|"),
        row.join("|")
    );
    assert!(said == expected);
}

#[test]
fn a_file_that_changes_while_it_is_read() {
    let file = given("a.csv", "Personnr;Namn\n1;A\n");
    let mut table = stickprov::table::open(
        &file.path,
        "a.csv",
        &Wanted::anything(),
        &stickprov::table::Direct,
    )
    .unwrap();
    let read = table.rows(&mut |_| {
        std::fs::write(&file.path, "Personnr;Namn\n1;A\n2;B\n").unwrap();
        Ok(())
    });
    assert_eq!(
        read.unwrap_err().to_string(),
        "a.csv: the file changed while it was read\n  wait until it is written and run again"
    );
}
