//! The review of fifteen implementation plans: a register that is a list of file numbers, and
//! what stands in the files.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use jiff::civil::Date;
use stickprov::calendar::{is_working_day, plus_days};

use crate::program::{self, Program};
use crate::table::{Row, Table};

const NAME: &str = "genomforandeplan-2018";

/// How many files there are; the municipality had so many households a month.
const FILES: u32 = 421;

pub(crate) fn make(examples: &Path) -> Result<()> {
    let folder = examples.join(NAME);
    crate::clear(&folder)?;
    fs::create_dir_all(folder.join("register"))?;
    fs::write(folder.join("register/treserva.csv"), register())?;
    let program = Program::new(&folder);
    program.run(&["draw"])?;
    let table = Table::read(include_str!("genomforandeplan-2018.txt"))?;
    fs::create_dir_all(folder.join("checklistor"))?;
    let answers = folder.join("checklistor/svar.csv");
    fs::write(&answers, csv(&table)?)?;
    program.run(&["checklist", "--add"])?;
    fs::remove_file(&answers)?;
    program::set_times(&folder.join("urval/logg.jsonl"), &["2017-09-18T11:20:00Z"])
}

/// File numbers as they run through the years, with gaps where files were closed.
fn register() -> String {
    let mut text = String::from("Aktnr\r\n");
    let (mut year, mut number) = (9, 0);
    for place in 0..FILES {
        if place % 47 == 46 {
            (year, number) = (year + 1, 0);
        }
        number += 1 + (place * place) % 7;
        text.push_str(&format!("EB{year:02}-{number:04}\r\n"));
    }
    text
}

fn csv(table: &Table) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "question", "answer", "reference", "comment"])?;
    for (place, line) in table.rows.iter().enumerate() {
        for (question, answer, reference) in answers(line, reviewed_on(place)?)? {
            writer.write_record([&line["akt"], question, &answer, reference, ""])?;
        }
    }
    Ok(writer.into_inner()?)
}

/// Three files a day from the 9th of October 2017.
fn reviewed_on(place: usize) -> Result<Date> {
    let mut day: Date = "2017-10-09".parse()?;
    for _ in 0..place / 3 {
        day = plus_days(day, 1);
        while !is_working_day(day) {
            day = plus_days(day, 1);
        }
    }
    Ok(day)
}

/// Question, answer, and where in the file it was seen.
type Said = (&'static str, String, &'static str);

fn answers(line: &Row, reviewed: Date) -> Result<Vec<Said>> {
    let text = |word: &str| word.to_owned();
    let mut said: Vec<Said> = vec![
        ("S00.status", text("GRANSKAD"), ""),
        ("S00.granskare", text("MB"), ""),
        ("S00.datum", reviewed.to_string(), ""),
        ("S01a", text("J"), "aktbeställningen"),
        ("G00", text("J"), "planen, första bladet"),
        ("G00.datum", date(&line["plan"])?, "planen, första bladet"),
    ];
    for (question, at) in ["G01", "G02", "G03", "G04"].into_iter().zip(0..) {
        said.push((question, code(line, "innehåll", at)?, "planen"));
    }
    for question in ["G05", "G06", "G07", "G08", "G09"] {
        said.push((question, code(line, question, 0)?, "planen"));
    }
    let follow_up = match line["G10"].as_str() {
        "F" => "FAST",
        "V" => "VID_BEHOV",
        _ => "SAKNAS",
    };
    said.push(("G10", text(follow_up), "planen, sista bladet"));
    said.push(("G11a", code(line, "G11", 0)?, "planen"));
    said.push(("G11b", code(line, "G11", 1)?, "planen och journalen"));
    said.push(("G12", code(line, "G12", 0)?, "akten i dess helhet"));
    said.push(("G13", code(line, "G13", 0)?, "planen, första bladet"));
    let template = match line["mall"].as_str() {
        "F" => "FORVALTNINGENS",
        "X" => "INSTRUMENT_X",
        _ => "ANNAN",
    };
    said.push(("G14", text(template), "planen"));
    said.push(("G15a", code(line, "G15", 0)?, "journalen"));
    said.push(("G15b", code(line, "G15", 1)?, "journalen"));
    for (question, column) in [
        ("G16.ansokan", "ansökan"),
        ("G16.remiss", "remiss"),
        ("G16.insats", "insats"),
    ] {
        let answer = match line[column].as_str() {
            "E" => text("ET"),
            "?" => text("FE"),
            day => date(day)?,
        };
        said.push((question, answer, "journalen"));
    }
    said.push(("G17", code(line, "G17", 0)?, "utredningen"));
    said.push(("G17.kod", line["kod"].clone(), "Treserva"));
    Ok(said)
}

/// A letter of a cell as an answer.
fn code(line: &Row, column: &str, at: usize) -> Result<String> {
    let letter = line[column].chars().nth(at);
    Ok(
        match letter.with_context(|| format!("{column} of {}", line["akt"]))? {
            'E' => "ET".to_owned(),
            letter => {
                ensure!("JND".contains(letter), "{letter} in {column}");
                letter.to_string()
            }
        },
    )
}

/// `03-14` of 2017, or a day in full.
fn date(text: &str) -> Result<String> {
    let whole = if text.len() == 5 {
        format!("2017-{text}")
    } else {
        text.to_owned()
    };
    let day: Date = whole.parse().with_context(|| whole.clone())?;
    Ok(day.to_string())
}
