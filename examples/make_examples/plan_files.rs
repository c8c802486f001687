//! The reviews of plans, with one checklist each: fifteen implementation plans from a list of
//! file numbers, and twenty work plans of two district boards.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use jiff::civil::Date;
use stickprov::calendar::{is_working_day, plus_days};

use crate::program::{self, Program};
use crate::table::{Row, Table};

/// A review of one checklist, whose answers stand in a table.
struct Review {
    /// Its folder below `examples/`.
    name: &'static str,
    /// What stands in the files, by löpnummer.
    table: &'static str,
    /// Makes the registers.
    registers: fn(&Path, &Program) -> Result<()>,
    /// What the reviewers answered about one file, reviewed on a day.
    answers: fn(&Row, Date) -> Result<Vec<Said>>,
    /// The first day of reviewing, and how many files a day.
    reviewed: (&'static str, usize),
    /// How the checklists are divided.
    checklist: &'static [&'static str],
    /// The time of the log's line.
    time: &'static str,
}

const REVIEWS: [Review; 2] = [
    Review {
        name: "genomforandeplan-2018",
        table: include_str!("genomforandeplan-2018.txt"),
        registers: file_numbers,
        answers: implementation_plan,
        reviewed: ("2017-10-09", 3),
        checklist: &[],
        time: "2017-09-18T11:20:00Z",
    },
    Review {
        name: "arbetsplan-2011",
        table: include_str!("arbetsplan-2011.txt"),
        registers: cases,
        answers: work_plan,
        reviewed: ("2011-01-10", 4),
        checklist: &["--reviewers", "HK=Hägersten-Liljeholmen;SO=Spånga-Tensta"],
        time: "2010-12-20T10:05:00Z",
    },
];

pub(crate) fn make(examples: &Path) -> Result<()> {
    for review in REVIEWS {
        one(&review, &examples.join(review.name)).context(review.name)?;
    }
    Ok(())
}

fn one(review: &Review, folder: &Path) -> Result<()> {
    crate::clear(folder)?;
    let program = Program::new(folder);
    (review.registers)(folder, &program)?;
    program.run(&["draw"])?;
    let table = Table::read(review.table)?;
    fs::create_dir_all(folder.join("checklistor"))?;
    let answers = folder.join("checklistor/svar.csv");
    fs::write(&answers, csv(review, &table)?)?;
    program.run(&[&["checklist", "--add"], review.checklist].concat())?;
    fs::remove_file(&answers)?;
    program::set_times(&folder.join("urval/logg.jsonl"), &[review.time])
}

/// How many files there are; the municipality had so many households a month.
const FILES: u32 = 421;

/// A list of file numbers.
fn file_numbers(folder: &Path, _: &Program) -> Result<()> {
    fs::create_dir_all(folder.join("register"))?;
    Ok(fs::write(folder.join("register/treserva.csv"), register())?)
}

/// Made-up cases of four boards; the files say the rest.
fn cases(folder: &Path, program: &Program) -> Result<()> {
    let made = [
        "--template",
        "arbetsplan",
        "--rows",
        "260",
        "--seed",
        "2011",
    ];
    program.run(&[&["synth"][..], &made].concat())?;
    for name in ["flai.xlsx", "paraplyet_journal.csv"] {
        fs::remove_file(folder.join("register").join(name))?;
    }
    Ok(())
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

fn csv(review: &Review, table: &Table) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "question", "answer", "reference", "comment"])?;
    for (place, line) in table.rows.iter().enumerate() {
        let day = reviewed_on(review, place)?;
        for (question, answer, reference) in (review.answers)(line, day)? {
            writer.write_record([&line["akt"], question, &answer, reference, ""])?;
        }
    }
    Ok(writer.into_inner()?)
}

/// So many files a working day.
fn reviewed_on(review: &Review, place: usize) -> Result<Date> {
    let (first, a_day) = review.reviewed;
    let mut day: Date = first.parse()?;
    for _ in 0..place / a_day {
        day = plus_days(day, 1);
        while !is_working_day(day) {
            day = plus_days(day, 1);
        }
    }
    Ok(day)
}

/// Question, answer, and where in the file it was seen.
type Said = (&'static str, String, &'static str);

fn implementation_plan(line: &Row, reviewed: Date) -> Result<Vec<Said>> {
    let text = |word: &str| word.to_owned();
    let mut said: Vec<Said> = vec![
        ("S00.status", text("GRANSKAD"), ""),
        ("S00.granskare", text("MB"), ""),
        ("S00.datum", reviewed.to_string(), ""),
        ("S01a", text("J"), "aktbeställningen"),
        ("G00", text("J"), "planen, första bladet"),
        (
            "G00.datum",
            date("2017", &line["plan"])?,
            "planen, första bladet",
        ),
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
            day => date("2017", day)?,
        };
        said.push((question, answer, "journalen"));
    }
    said.push(("G17", code(line, "G17", 0)?, "utredningen"));
    said.push(("G17.kod", line["kod"].clone(), "Treserva"));
    Ok(said)
}

fn work_plan(line: &Row, reviewed: Date) -> Result<Vec<Said>> {
    let text = |word: &str| word.to_owned();
    let reviewer = if line["akt"].starts_with('A') {
        "HK"
    } else {
        "SO"
    };
    let mut said: Vec<Said> = vec![
        ("S00.status", text("GRANSKAD"), ""),
        ("S00.granskare", text(reviewer), ""),
        ("S00.datum", reviewed.to_string(), ""),
        ("S01a", text("J"), "aktbeställningen"),
        ("S01b", text("N"), "akten"),
        ("S13", text("J"), "arbetsplanen"),
        ("S13.datum", date("2010", &line["plan"])?, "arbetsplanen"),
    ];
    for (question, reference) in [
        ("S15", "arbetsplanen"),
        ("S16", "arbetsplanen"),
        ("S17", "arbetsplanen"),
        ("S18", "arbetsplanen"),
        ("S19", "arbetsplanen och grundutredningen"),
        ("S20", "journalen"),
        ("S21", "journalen"),
        ("S22", "arbetsplanen"),
        ("S23", "journalen"),
    ] {
        if line.get(question).is_some() {
            said.push((question, code(line, question, 0)?, reference));
        }
    }
    if let Some(days) = line.get("samtal") {
        said.push(("S23.datum", text(days), "journalen och kalendern"));
    }
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

/// `03-14` of a year, or a day in full.
fn date(year: &str, text: &str) -> Result<String> {
    let whole = if text.len() == 5 {
        format!("{year}-{text}")
    } else {
        text.to_owned()
    };
    let day: Date = whole.parse().with_context(|| whole.clone())?;
    Ok(day.to_string())
}
