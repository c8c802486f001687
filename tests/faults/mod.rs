//! The bad input that the program must refuse (the list of the main job, and what else a
//! user meets): how a sound audit is spoilt, which commands then refuse, and what they must
//! say: what is wrong, where, and what to do.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests fail by panicking, and no test uses all of them"
)]

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use crate::folders::{PLAN, edit, example, without};

/// One kind of bad input.
pub(crate) struct Fault {
    /// For the messages of tests.
    pub(crate) name: &'static str,
    /// Makes it, in a copy of an example.
    pub(crate) spoil: fn(&Path),
    /// Commands that must refuse it.
    pub(crate) commands: &'static [&'static str],
    /// What must be said in Swedish.
    pub(crate) swedish: &'static [&'static str],
    /// What must be said in English.
    pub(crate) english: &'static [&'static str],
}

/// All of them.
pub(crate) const FAULTS: [Fault; 22] = [
    Fault {
        name: "no plan",
        spoil: |audit| without(audit, &[PLAN]),
        commands: &["frame", "draw", "gaps", "run"],
        swedish: &["granskning.toml: här finns ingen plan", "stickprov init"],
        english: &["granskning.toml: there is no plan here", "stickprov init"],
    },
    Fault {
        name: "a missing export",
        spoil: |audit| undrawn_without(audit, "register/paraplyet.csv"),
        commands: &["frame", "draw", "run"],
        swedish: &["register/paraplyet.csv: filen finns inte", "kontrollera"],
        english: &["register/paraplyet.csv: there is no such file", "check"],
    },
    Fault {
        name: "an export that went missing after the draw",
        spoil: |audit| without(audit, &["register/flai.xlsx"]),
        commands: &["verify", "gaps", "run"],
        swedish: &["register/flai.xlsx: filen finns inte", "kontrollera"],
        english: &["register/flai.xlsx: there is no such file", "check"],
    },
    Fault {
        name: "no such file to inspect",
        spoil: |_| {},
        commands: &["inspect register/flay.xlsx"],
        swedish: &["register/flay.xlsx: filen finns inte", "kontrollera"],
        english: &["register/flay.xlsx: there is no such file", "check"],
    },
    Fault {
        name: "no such sheet to inspect",
        spoil: |_| {},
        commands: &["inspect register/flai.xlsx --sheet Blad9"],
        swedish: &["register/flai.xlsx", "”Blad9”", "Inskrivningar", "--sheet"],
        english: &["register/flai.xlsx", "‘Blad9’", "Inskrivningar", "--sheet"],
    },
    Fault {
        name: "an unknown sheet in the plan",
        spoil: |audit| {
            undrawn(audit);
            let line = "file = \"register/flai.xlsx\"";
            edit(
                &audit.join(PLAN),
                line,
                &format!("{line}\nsheet = \"Blad9\""),
            );
        },
        commands: &["frame", "draw", "run"],
        swedish: &["register/flai.xlsx", "”Blad9”", "Inskrivningar", "sheet ="],
        english: &["register/flai.xlsx", "‘Blad9’", "Inskrivningar", "sheet ="],
    },
    Fault {
        name: "a required column with another header",
        spoil: |audit| header_of_persons(audit, "Uppgift"),
        commands: &["frame", "draw", "run"],
        swedish: &[
            "register/paraplyet.csv, rad 1",
            "ingen kolumn känns igen som personnummer",
            "Uppgift · Namn · HushållsID",
            "[registers.paraplyet.columns]",
        ],
        english: &[
            "register/paraplyet.csv, row 1",
            "no column is recognised as personnummer",
            "Uppgift · Namn · HushållsID",
            "[registers.paraplyet.columns]",
        ],
    },
    Fault {
        name: "a required column with a misspelt header",
        spoil: |audit| header_of_persons(audit, "Person nummret"),
        commands: &["draw"],
        swedish: &[
            "ingen kolumn känns igen som personnummer",
            "närmast är \"Person nummret\"",
            "Person nummret · Namn · HushållsID",
            "\"personnummer\" = \"Person nummret\"",
        ],
        english: &[
            "no column is recognised as personnummer",
            "the nearest is \"Person nummret\"",
            "Person nummret · Namn · HushållsID",
            "\"personnummer\" = \"Person nummret\"",
        ],
    },
    Fault {
        name: "a plan with five faults",
        spoil: five_faults,
        commands: &["frame", "draw", "run", "gaps", "verify"],
        swedish: &[
            "kolumn 1: [audit] har ingen nyckel templat\n  menade du template?",
            "kolumn 1: registret flai har inget fält jobbtorgg\n  menade du flai.jobbtorg?",
            "kolumn 7: registret flai har inget fält redovisningsgrup\n  menade du flai.redovisningsgrupp?",
            "kolumn 14: allocation kan inte vara \"proportionell\"\n  menade du proportional?",
            "kolumn 1: [report] har ingen nyckel min_sell\n  menade du min_cell?",
        ],
        english: &[
            "column 1: [audit] has no key templat\n  did you mean template?",
            "column 1: the register flai has no field jobbtorgg\n  did you mean flai.jobbtorg?",
            "column 7: the register flai has no field redovisningsgrup\n  did you mean flai.redovisningsgrupp?",
            "column 14: allocation cannot be \"proportionell\"\n  did you mean proportional?",
            "column 1: [report] has no key min_sell\n  did you mean min_cell?",
        ],
    },
    Fault {
        name: "a plan in another encoding than UTF-8",
        spoil: |audit| {
            let plan = fs::read_to_string(audit.join(PLAN)).unwrap();
            fs::write(audit.join(PLAN), latin(&plan)).unwrap();
        },
        commands: &["frame", "draw"],
        swedish: &[
            "granskning.toml, rad 1: planen är inte sparad som UTF-8",
            "Anteckningar",
        ],
        english: &[
            "granskning.toml, row 1: the plan is not saved as UTF-8",
            "Notepad",
        ],
    },
    Fault {
        name: "more files than there are people",
        spoil: |audit| {
            undrawn(audit);
            let size = plan_line(audit, "size = ");
            edit(&audit.join(PLAN), &size, "size = 5000");
        },
        commands: &["draw", "run"],
        swedish: &[
            "urvalet är 5000 akter men populationen bara",
            "[sample]",
            "[scope]",
        ],
        english: &[
            "the sample is 5000 files but the population only",
            "[sample]",
            "[scope]",
        ],
    },
    Fault {
        name: "more files in all than there are people",
        spoil: |_| {},
        commands: &["extend 5000"],
        swedish: &["urvalet är 5000 akter men populationen bara", "färre akter"],
        english: &[
            "the sample is 5000 files but the population only",
            "fewer files",
        ],
    },
    Fault {
        name: "nobody in scope",
        spoil: |audit| {
            undrawn(audit);
            let days = plan_line(audit, "\"flai.inskrivningsdatum\" = ");
            let later = "\"flai.inskrivningsdatum\" = { from = 2031-01-01 }";
            edit(&audit.join(PLAN), &days, later);
        },
        commands: &["frame", "draw", "run"],
        swedish: &[
            "register/flai.xlsx: ingen av ",
            "rader är inom avgränsningen",
            "flai.inskrivningsdatum: ",
            "rätta [scope]",
        ],
        english: &[
            "register/flai.xlsx: none of ",
            "rows is in scope",
            "flai.inskrivningsdatum: ",
            "correct [scope]",
        ],
    },
    Fault {
        name: "two registers with no person in common",
        spoil: |audit| {
            undrawn(audit);
            other_people(&audit.join("register/paraplyet.csv"));
        },
        commands: &["frame", "draw", "run"],
        swedish: &[
            "register/paraplyet.csv: registret paraplyet har ingen person gemensam med flai",
            "stickprov inspect",
        ],
        english: &[
            "register/paraplyet.csv: the register paraplyet has no person in common with flai",
            "stickprov inspect",
        ],
    },
    Fault {
        name: "an answer outside its list",
        spoil: |audit| {
            let answers = "id,question,answer\nB-02,P01a,KANSKE\n";
            fs::write(audit.join("checklistor/svar.csv"), answers).unwrap();
        },
        commands: &["gaps", "report", "run", "checklist --add"],
        swedish: &[
            "checklistor/svar.csv, rad 2, kolumn answer",
            "P01a",
            "B-02",
            "möjliga svar: Ja (J)",
        ],
        english: &[
            "checklistor/svar.csv, row 2, column answer",
            "P01a",
            "B-02",
            "possible answers: Yes (J)",
        ],
    },
    Fault {
        name: "an answer outside its list in a workbook",
        spoil: |audit| {
            let book = audit.join("checklistor/personakt-el.xlsx");
            replace_in_workbook(&book, "xl/sharedStrings.xml", "<t>Nej</t>", "<t>Kanske</t>");
        },
        commands: &["gaps", "run"],
        swedish: &[
            "checklistor/personakt-el.xlsx, blad ",
            ", rad ",
            "inget av dem som kan väljas",
            "möjliga svar: Ja",
        ],
        english: &[
            "checklistor/personakt-el.xlsx, sheet ",
            ", row ",
            "none of those that can be chosen",
            "possible answers: Yes",
        ],
    },
    Fault {
        name: "a checklist from another draw",
        spoil: |audit| {
            let other = if audit.ends_with("bortfall") {
                "jobbtorg-2009"
            } else {
                "bortfall"
            };
            let book = "checklistor/personakt-el.xlsx";
            fs::copy(
                example(other).join(book),
                audit.join("checklistor/fel.xlsx"),
            )
            .unwrap();
        },
        commands: &["gaps", "report", "run", "checklist"],
        swedish: &[
            "checklistor/fel.xlsx: checklistan hör till ett annat urval",
            "flytta checklistan",
        ],
        english: &[
            "checklistor/fel.xlsx: the checklist belongs to another draw",
            "move the checklist",
        ],
    },
    Fault {
        name: "a workbook that is no checklist, with the register in it",
        spoil: |audit| {
            fs::copy(
                audit.join("register/flai.xlsx"),
                audit.join("checklistor/flai.xlsx"),
            )
            .unwrap();
        },
        commands: &["gaps", "report", "run", "checklist"],
        swedish: &[
            "checklistor/flai.xlsx: filen är ingen checklista",
            "flytta bort filen",
        ],
        english: &[
            "checklistor/flai.xlsx: the file is no checklist",
            "move the file",
        ],
    },
    Fault {
        name: "the register as a file of answers",
        spoil: |audit| {
            let from = audit.join("register/paraplyet.csv");
            fs::copy(from, audit.join("checklistor/svar.csv")).unwrap();
        },
        commands: &["gaps", "report", "run", "checklist --add"],
        swedish: &["checklistor/svar.csv", "id, question och answer"],
        english: &["checklistor/svar.csv", "id, question and answer"],
    },
    Fault {
        name: "a damaged draw record",
        spoil: |audit| {
            let path = audit.join("urval/protokoll.json");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, &text[..text.len() / 2]).unwrap();
        },
        commands: &["verify", "gaps", "run", "checklist", "draw --again skadat"],
        swedish: &[
            "urval/protokoll.json",
            "protokollet kan inte läsas",
            "säkerhetskopia",
        ],
        english: &[
            "urval/protokoll.json",
            "the protocol cannot be read",
            "backup",
        ],
    },
    Fault {
        name: "a draw over a finished draw",
        spoil: |_| {},
        commands: &["draw", "draw --protected"],
        swedish: &[
            "urval/protokoll.json: urvalet är redan draget",
            "stickprov verify",
            "--again",
        ],
        english: &[
            "urval/protokoll.json: the sample is drawn already",
            "stickprov verify",
            "--again",
        ],
    },
    Fault {
        name: "a number that nobody has",
        spoil: |_| {},
        commands: &["replace Z-99 --reason not_in_scope"],
        swedish: &["ingen akt med löpnummer Z-99", "urval/urvalsprotokoll.md"],
        english: &[
            "no file with the serial number Z-99",
            "urval/urvalsprotokoll.md",
        ],
    },
];

/// Takes the draw and what follows from it away.
pub(crate) fn undrawn(audit: &Path) {
    without(audit, &["urval", "checklistor", "rapport"]);
}

fn undrawn_without(audit: &Path, part: &str) {
    undrawn(audit);
    assert!(audit.join(part).exists(), "{part}");
    without(audit, &[part]);
}

/// The line of the plan that begins so.
pub(crate) fn plan_line(audit: &Path, start: &str) -> String {
    let plan = fs::read_to_string(audit.join(PLAN)).unwrap();
    let line = plan.lines().find(|line| line.starts_with(start));
    line.unwrap().to_owned()
}

fn header_of_persons(audit: &Path, header: &str) {
    undrawn(audit);
    let path = audit.join("register/paraplyet.csv");
    let bytes = fs::read(&path).unwrap();
    let rest = bytes.strip_prefix(b"Personnr").unwrap();
    fs::write(&path, [header.as_bytes(), rest].concat()).unwrap();
}

fn five_faults(audit: &Path) {
    let plan = audit.join(PLAN);
    edit(&plan, "template = ", "templat = \"jobbtorg\"\ntemplate = ");
    edit(&plan, "\"flai.jobbtorg\" = ", "\"flai.jobbtorgg\" = ");
    edit(
        &plan,
        "by = [\"flai.redovisningsgrupp\"",
        "by = [\"flai.redovisningsgrup\"",
    );
    edit(&plan, "\"proportional\"", "\"proportionell\"");
    edit(&plan, "min_cell = ", "min_sell = ");
}

/// A text in Windows-1252, as far as Swedish goes.
fn latin(text: &str) -> Vec<u8> {
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap());
    bytes.collect()
}

/// Gives every row of an export a person of its own, whom no other register knows: born in
/// 1901 to 1904, with the serial 238.
fn other_people(export: &Path) {
    let bytes = fs::read(export).unwrap();
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let mut out = lines.next().unwrap().to_vec();
    for (number, line) in lines.enumerate() {
        let (year, month, day) = (1 + number / 336 % 4, 1 + number / 28 % 12, 1 + number % 28);
        let digits = format!("{year:02}{month:02}{day:02}238");
        let person = format!("19{digits}{}", check_digit(&digits));
        let first = line.iter().position(|byte| *byte == b';').unwrap();
        out.extend(person.as_bytes());
        out.extend(&line[first..]);
    }
    fs::write(export, out).unwrap();
}

/// The check digit after nine digits (modulus 10 with the weights 2 and 1).
fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .chars()
        .enumerate()
        .map(|(at, digit)| {
            let product = digit.to_digit(10).unwrap() * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Replaces a text everywhere in one part of a workbook.
pub(crate) fn replace_in_workbook(book: &Path, part: &str, old: &str, new: &str) {
    let bytes = fs::read(book).unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(old), "{old} in {part}");
            content = text.replace(old, new).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(name, options).unwrap();
        to.write_all(&content).unwrap();
    }
    fs::write(book, to.finish().unwrap().into_inner()).unwrap();
}
