//! Exports, answers and a plan full of attacks go through the whole line: nothing that others
//! wrote is a formula in our workbooks or CSV, markup in our pages, or obeyed by a terminal.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook};

use super::folders::contents;
use super::program::run;

const LINK: &str = "=HYPERLINK(\"http://ond.example\",\"klicka\")";
const DDE: &str = "@SUM(1+1)*cmd|' /C calc'!A0";
const SCRIPT: &str = "<script>alert(1)</script>";
const IMAGE: &str = "\"><img src=x onerror=alert(1)>";
const ESCAPE: &str = "a\u{1b}]0;ägd\u{7}\u{1b}[2Jb\u{9b}31m";
const BIDI: &str = "a\u{202e}gpj.exe\u{2066}b";

/// Twelve people, every text of whose rows is an attack; their names are formulas.
fn register() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2009, 5, 4).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet();
    let headers = [
        "Personnr",
        "Namn",
        "Jobbtorg",
        "Stadsdelsnämnd",
        "Redovisningsgrupp",
        "Inskrivningsdatum",
    ];
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header).unwrap();
    }
    let people = [
        "197001012397",
        "197002012396",
        "197003012395",
        "197004012394",
        "197005012393",
        "197006012392",
        "197007012391",
        "197008012390",
        "197009012399",
        "197010012396",
        "197011012395",
        "197012012394",
    ];
    let groups = [DDE, SCRIPT, BIDI];
    for (row, person) in (1..).zip(people) {
        let group = groups[usize::try_from(row).unwrap() % 3];
        sheet.write(row, 0, person).unwrap();
        let name = Formula::new("=cmd|' /C calc'!A0").set_result("+1+1");
        sheet.write(row, 1, name).unwrap();
        for (column, text) in [(2, SCRIPT), (3, LINK), (4, group), (5, "2009-05-04")] {
            sheet.write(row, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn plan() -> String {
    let title = format!("{IMAGE} {SCRIPT}");
    format!(
        "[audit]\ntitle = '{title}'\nreference = '{DDE_IN_PLAN}'\ntemplate = \"jobbtorg\"\n\
         language = \"sv\"\nreference_date = 2009-11-30\n\
         [registers.flai]\nfile = \"register/flai.xlsx\"\n\
         [unit]\nregister = \"flai\"\none_per = \"personnummer\"\nif_several = \"latest\"\n\
         by = \"inskrivningsdatum\"\n\
         [strata]\nby = [\"flai.redovisningsgrupp\"]\n\
         [sample]\nsize = 6\nreserve = 1\nseed = '{LINK}'\n"
    )
}

const DDE_IN_PLAN: &str = "=1+cmd|calc!A0";

pub(crate) fn audit(folder: &Path) {
    fs::create_dir_all(folder.join("register")).unwrap();
    fs::write(folder.join("register/flai.xlsx"), register()).unwrap();
    fs::write(folder.join("granskning.toml"), plan()).unwrap();
}

/// Answers, references, comments and a reviewer's name that are attacks.
pub(crate) fn answers() -> String {
    format!(
        "id,question,answer,reference,comment,reviewer\n\
         A-01,S00.status,granskad,,,\nA-01,S05,N,\"{}\",\"{}\",\"{}\"\n\
         A-02,S00.status,granskad,,,\nA-02,S05,N,{DDE_IN_PLAN},{ESCAPE},{BIDI}\n",
        LINK.replace('"', "\"\""),
        SCRIPT,
        DDE,
    )
}

/// The workbook lies in `testdata/hostile` too, to be opened by other programs.
#[test]
fn the_hostile_workbook_is_the_one_in_testdata() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/hostile/flai.xlsx");
    assert!(fs::read(kept).unwrap() == register());
}

#[test]
fn what_others_wrote_is_text_and_nothing_else() {
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path();
    audit(folder);
    let mut printed = Vec::new();
    let mut tell = |line: &str| {
        for format in ["table", "csv", "md", "json"] {
            let ran = run(folder, &format!("{line} --format {format}"));
            assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
            printed.push((format!("{line} --format {format}"), ran.stdout));
            printed.push((format!("{line}: stderr"), ran.stderr));
        }
    };
    tell("inspect register/flai.xlsx");
    tell("frame --allocation");
    let ran = run(folder, "draw");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    tell("verify");
    tell("explain draw");
    assert_eq!(run(folder, "checklist").status, 0);
    fs::write(folder.join("checklistor/svar.csv"), answers()).unwrap();
    tell("gaps --files");
    tell("gaps --by flai.jobbtorg");
    tell("report");
    assert_eq!(run(folder, "checklist --add").status, 0);

    for (what, text) in &printed {
        for c in text.chars() {
            let obeyed = (c.is_control() && !matches!(c, '\n' | '\r'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!obeyed, "{what}: {c:?}");
        }
        if what.ends_with("csv") {
            no_formula_in_csv(what, text);
        }
    }
    let mut pages = 0;
    let mut sheets = 0;
    for (name, bytes) in contents(folder) {
        let Some(bytes) = bytes.filter(|_| !name.starts_with("register/")) else {
            continue;
        };
        let ending = name.rsplit('.').next().unwrap();
        match ending {
            "html" | "svg" => {
                pages += 1;
                let text = String::from_utf8(bytes).unwrap();
                assert!(
                    !text.contains("<script") && !text.contains("<img"),
                    "{name}"
                );
            }
            "md" => {
                let text = String::from_utf8(bytes).unwrap().replace("\\<", "");
                assert!(
                    !text.contains("<script") && !text.contains("<img"),
                    "{name}"
                );
            }
            "xlsx" => {
                sheets += 1;
                no_foreign_formula(&name, &bytes);
            }
            _ => {}
        }
    }
    assert!(pages > 0 && sheets > 4, "{pages} pages, {sheets} workbooks");
}

/// No cell begins as a formula does, unless it is a number.
fn no_formula_in_csv(what: &str, text: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            let begins = cell.trim_start().starts_with(['=', '+', '-', '@']);
            assert!(!begins || cell.parse::<f64>().is_ok(), "{what}: {cell}");
        }
    }
}

/// Our workbooks have formulas of their own, to count answers; none holds what others wrote.
fn no_foreign_formula(name: &str, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let part_name = part.name().unwrap().into_owned();
        assert!(!part_name.contains("externalLink"), "{name}: {part_name}");
        let mut text = String::new();
        let ending = part_name.rsplit('.').next();
        if !matches!(ending, Some("xml" | "rels")) {
            continue;
        }
        part.read_to_string(&mut text).unwrap();
        assert!(
            !text.contains("TargetMode=\"External\""),
            "{name}: {part_name}"
        );
        for piece in text.split("<f>").skip(1).chain(text.split("<f ").skip(1)) {
            let formula = piece.split("</f>").next().unwrap();
            // A sheet has the name of its office; between quotes that is a name.
            let formula: String = formula.split('\'').step_by(2).collect();
            for attack in ["HYPERLINK", "cmd", "calc", "script", "ond.example"] {
                assert!(!formula.contains(attack), "{name}: {part_name}: {formula}");
            }
        }
    }
}
