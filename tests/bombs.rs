//! Files that were made to cost, and files that are broken: the program, given 1.5 GB of
//! address space and a minute, says one sentence and ends with status 2, or reads the file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(unix)]

mod program;
#[path = "registers/zipped.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "shared with the tests of the table layer, which use all of it"
)]
mod zipped;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{Ran, ran};
use zipped::{container, sheet, texts, xlsx, xlsx_with};

/// Kilobytes of address space.
const MEMORY: u64 = 1_500_000;
const TIME: Duration = Duration::from_secs(60);

/// Inspects a file under the limits.
fn inspect(name: &str, bytes: &[u8]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let start = Instant::now();
    let line = format!("ulimit -v {MEMORY}; exec \"$0\" inspect {name} --lang sv");
    let output = Command::new("sh")
        .args(["-c", &line, env!("CARGO_BIN_EXE_stickprov")])
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(start.elapsed() < TIME, "{name} took {:?}", start.elapsed());
    ran(output)
}

/// A sentence, where, and perhaps what to do.
fn refused(name: &str, bytes: &[u8], sentence: &str) {
    let ran = inspect(name, bytes);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    let said = ran.stderr;
    assert!(said.starts_with(&format!("fel: {name}")), "{said}");
    assert!(said.contains(sentence), "{said}");
    assert!(said.lines().count() <= 2, "one sentence and a hint: {said}");
}

fn read(name: &str, bytes: &[u8], rows: &str) {
    let ran = inspect(name, bytes);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let flat = ran.stdout.replace('\n', " ");
    assert!(
        flat.contains(rows),
        "{}",
        ran.stdout.lines().take(3).collect::<String>()
    );
}

const LARGE: &str = "skulle kräva mer minne än något register behöver";
const DAMAGED: &str = "arbetsboken är skadad och kan inte läsas";

fn data() -> String {
    texts(1, &[&["Personnr", "Jobbtorg"], &["1", "JS Farsta"]])
}

#[test]
fn a_sheet_that_is_nothing_but_air() {
    let blanks = " ".repeat(400 << 20);
    refused("a.xlsx", &xlsx(&[sheet("Blad1", &blanks)]), LARGE);
}

#[test]
fn a_part_that_is_larger_than_it_says() {
    let mut bytes = xlsx(&[sheet("Blad1", &data())]);
    // The central directory holds a part's size 22 bytes before its name.
    let name = b"xl/worksheets/sheet1.xml";
    let at = bytes.windows(name.len()).rposition(|w| w == name).unwrap();
    bytes[at - 22..at - 18].copy_from_slice(&10_u32.to_le_bytes());
    refused("a.xlsx", &bytes, DAMAGED);
}

#[test]
fn texts_by_the_thousand_million() {
    let claims = b"<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>";
    let parts: [(&str, &[u8]); 1] = [("xl/sharedStrings.xml", claims)];
    refused(
        "a.xlsx",
        &xlsx_with(&[sheet("Blad1", &data())], "", &parts),
        LARGE,
    );
    let mut many = b"<sst>".to_vec();
    many.extend(b"<si/>".repeat(40_000_000));
    many.extend(b"</sst>");
    let parts: [(&str, &[u8]); 1] = [("xl/sharedStrings.xml", &many)];
    refused(
        "a.xlsx",
        &xlsx_with(&[sheet("Blad1", &data())], "", &parts),
        LARGE,
    );
}

#[test]
fn two_cells_far_apart() {
    let far = data() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    read("a.xlsx", &xlsx(&[sheet("Blad1", &far)]), "1 rad");
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Blad1\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    container(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// Seventeen thousand million cells in two lines of XML: refused, or read as far as it goes.
#[test]
fn a_cell_repeated_over_the_whole_sheet() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let bomb = ods(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>"
    ));
    refused("a.ods", &bomb, "skadad");
}

#[test]
fn entities_that_grow() {
    let mut doctype = "<!DOCTYPE x [<!ENTITY e0 \"ha\">".to_owned();
    for n in 1..30 {
        let before = format!("&e{};", n - 1);
        doctype.push_str(&format!("<!ENTITY e{n} \"{before}{before}\">"));
    }
    doctype.push_str("]>");
    let shared = format!("{doctype}<sst><si><t>&e29;</t></si></sst>");
    let parts: [(&str, &[u8]); 1] = [("xl/sharedStrings.xml", shared.as_bytes())];
    let ran = inspect("a.xlsx", &xlsx_with(&[sheet("Blad1", &data())], "", &parts));
    // They are never expanded: the file is damaged, or read without them.
    assert!([0, 2].contains(&ran.status), "{}", ran.stderr);
    assert!(!ran.stdout.contains("haha"));
}

/// An old workbook whose directory is a chain that leads to itself ([MS-CFB] 2.2, 2.3).
#[test]
fn a_chain_that_goes_round() {
    let mut bytes = vec![0_u8; 512 * 3];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    let mut word = |at: usize, value: u32| {
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    };
    word(44, 1); // sectors of the allocation table
    word(48, 1); // where the directory begins
    word(56, 4096);
    word(60, 0xffff_fffe);
    word(68, 0xffff_fffe);
    word(76, 0); // the allocation table is sector 0
    for at in 1..109 {
        word(76 + 4 * at, 0xffff_ffff);
    }
    word(512, 0xffff_fffd);
    word(516, 1); // sector 1 is followed by sector 1
    for at in 2..128 {
        word(512 + 4 * at, 0xffff_ffff);
    }
    let name: Vec<u8> = "Workbook"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes[1024..1024 + name.len()].copy_from_slice(&name);
    let ran = inspect("a.xls", &bytes);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("skadad"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn cut_off_and_locked() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/registers");
    for name in ["enrolled.xlsx", "enrolled.ods"] {
        let whole = std::fs::read(folder.join(name)).unwrap();
        refused(name, &whole[..whole.len() * 2 / 3], DAMAGED);
    }
    let whole = std::fs::read(folder.join("enrolled.xls")).unwrap();
    let ran = inspect("enrolled.xls", &whole[..whole.len() / 2]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    // The directory by which a workbook is known stands behind what is left of it.
    let mut cut = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    cut.resize(4096, 0);
    (cut[30], cut[48]) = (9, 30);
    refused("a.xls", &cut, DAMAGED);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(4096, 0);
    locked.extend(
        "EncryptedPackage\0"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let is_locked = "skyddad med lösenord";
    refused("a.xlsx", &locked, is_locked);
    for name in ["locked.xls", "locked.ods"] {
        refused(name, &std::fs::read(folder.join(name)).unwrap(), is_locked);
    }
}

/// Found by fuzzing: seven kilobytes whose reader asks for four thousand million bytes.
#[test]
fn an_old_workbook_that_asks_for_all_memory() {
    let bytes = include_bytes!("../testdata/hostile/asks-for-4-gb.xls");
    refused(
        "a.xls",
        bytes,
        "inte läsas inom minnesgränsen eller är skadad",
    );
}

#[test]
fn what_is_no_workbook() {
    let page = b"<html><body><table><tr><td>Personnr</td></tr></table></body></html>";
    refused("a.xls", page, "webbsida");
    refused("a.csv", b"", "filen är tom");
    let long = format!("Personnr;Namn\n1;A\n2;{}\n", "x".repeat(50 << 20));
    refused("a.csv", long.as_bytes(), "rad 3 är längre än 16 MB");
    refused(
        "a.csv",
        b"Personnr;Namn\n1;A\n2;\0B\n",
        "rad 3 innehåller noll-byte",
    );
}

#[test]
fn as_many_columns_as_a_sheet_has() {
    let header: Vec<String> = (0..16_384).map(|n| format!("Kolumn {n}")).collect();
    let row: Vec<String> = (0..16_384).map(|n| n.to_string()).collect();
    let text = format!("{}\n{}\n", header.join(";"), row.join(";"));
    read("a.csv", text.as_bytes(), "1 rad");
}
