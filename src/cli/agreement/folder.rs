//! The readings of the audit in the folder: how well they agree, question by question, where
//! they differ, and the workbook in which the reviewers settle that.

use std::collections::BTreeMap;

use serde::Serialize;
use stickprov::checklist::answers::Answers;
use stickprov::checklist::readings::{self, Disagreement, Readings};
use stickprov::checklist::{Occasion, read, settlement};
use stickprov::exact::Confidence;
use stickprov::lang::{Lang, decimal, percent, plural, whole};
use stickprov::problem::{Error, Result};
use stickprov::protocol::Protocol;
use stickprov::stats::agreement::METHOD;

use super::super::drawn;
use super::super::evaluated::{self, CHECKLISTS};
use super::super::exit::Exit;
use super::super::folder::{Access, Audit};
use super::super::output::{self, Align, Block, Grid, Item};
use super::super::session::Session;
use super::{Numbers, texts};

/// What programs get.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    draw_id: String,
    confidence: f64,
    method: &'static str,
    /// How many files were read twice, by record.
    files: BTreeMap<String, u64>,
    questions: Vec<Asked>,
    disagreements: Vec<Difference>,
    written: Option<String>,
}

#[derive(Serialize)]
struct Asked {
    question: String,
    both: u64,
    equal: u64,
    one_sided: u64,
    share: Option<f64>,
    kappa: Option<f64>,
    standard_error: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Serialize)]
struct Difference {
    id: String,
    question: String,
    first: String,
    second: Vec<String>,
    settled: Option<String>,
}

pub(super) fn run(settle: bool, confidence: Confidence, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let lock = settle.then(|| audit.folder.lock()).transpose()?;
    let protocol = drawn::protocol_of_audit(&audit)?;
    let (answers, _) = evaluated::answers(&audit, &protocol)?;
    let readings = readings::compare(&audit.template, &answers);
    if readings.files.is_empty() {
        let error = Error::new(texts::no_second_reading());
        return Err(error.hint(texts::no_second_reading_hint()).into());
    }
    let written = match lock {
        Some(_) => write(&audit, &protocol, &answers, &readings, session.lang)?,
        None => None,
    };
    let machine = machine(&audit, &protocol, &readings, confidence, written);
    session.show(&machine, &blocks(&audit, &machine, session.lang))?;
    let unsettled = readings.unsettled().count();
    if let Some(file) = &machine.written {
        output::note(texts::settle_in(file).get(session.lang));
    } else if unsettled > 0 {
        output::note(texts::first_counts(unsettled).get(session.lang));
    }
    Ok(Exit::Done)
}

/// Writes what stands in no such workbook yet; none where everything does.
fn write(
    audit: &Audit,
    protocol: &Protocol,
    answers: &Answers,
    readings: &Readings,
    lang: Lang,
) -> Result<Option<String>> {
    let sources = evaluated::sources(audit)?;
    let stands = read::settling(&sources, evaluated::answers_of(audit, protocol))?;
    let left: Vec<&Disagreement> = readings
        .unsettled()
        .filter(|one| {
            let code = audit.template.question(one.question).id.clone();
            !stands.contains(&(one.id.clone(), code))
        })
        .collect();
    if left.is_empty() {
        return Ok(None);
    }
    let occasion = Occasion {
        title: &audit.plan.title,
        draw_id: &protocol.draw_id,
        lang,
    };
    let bytes = settlement::workbook(&audit.template, occasion, answers, &left)?;
    let taken = audit.folder.names(CHECKLISTS)?;
    let mut name = format!("{}.xlsx", settlement::STEM);
    let mut number = 1;
    while taken.contains(&name) {
        number += 1;
        name = format!("{}-{number}.xlsx", settlement::STEM);
    }
    let file = format!("{CHECKLISTS}/{name}");
    let mut batch = audit.folder.batch();
    batch.add(&file, &bytes, Access::Usual)?;
    batch.commit()?;
    Ok(Some(file))
}

fn machine(
    audit: &Audit,
    protocol: &Protocol,
    readings: &Readings,
    confidence: Confidence,
    written: Option<String>,
) -> Machine {
    let template = &audit.template;
    let questions = readings.questions.iter().map(|one| {
        let numbers = one.agreement.map(|found| Numbers::new(&found, confidence));
        let number = |of: fn(&Numbers) -> Option<f64>| numbers.as_ref().and_then(of);
        Asked {
            question: template.question(one.question).id.clone(),
            both: one.both,
            equal: one.equal,
            one_sided: one.one_sided,
            share: share(one.equal, one.both),
            kappa: number(|numbers| numbers.kappa),
            standard_error: number(|numbers| numbers.standard_error),
            lower: number(|numbers| numbers.lower),
            upper: number(|numbers| numbers.upper),
        }
    });
    let differences = readings.disagreements.iter().map(|one| Difference {
        id: one.id.clone(),
        question: template.question(one.question).id.clone(),
        first: one.first.clone(),
        second: one.second.clone(),
        settled: one.settled.clone(),
    });
    Machine {
        schema: "stickprov/readings/1",
        draw_id: protocol.draw_id.clone(),
        confidence: confidence.to_f64(),
        method: METHOD,
        files: readings
            .files
            .iter()
            .map(|(at, count)| (template.checklists[*at].id.clone(), *count))
            .collect(),
        questions: questions.collect(),
        disagreements: differences.collect(),
        written,
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "files are counted in thousands at the most"
)]
fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

fn blocks(audit: &Audit, machine: &Machine, lang: Lang) -> Vec<Block> {
    let counts = machine.files.iter().filter_map(|(record, count)| {
        let mut lists = audit.template.checklists.iter();
        let list = lists.find(|list| list.id == *record)?;
        let files = plural(*count, list.file.get(lang), list.files.get(lang));
        let count = whole(lang, *count);
        Some(texts::read_twice(&count, files).get(lang).to_owned())
    });
    let mut blocks = vec![
        Block::Heading(texts::readings().get(lang).to_owned()),
        Block::Lines(counts.collect()),
        Block::Grid(questions(machine, lang)),
        Block::Lines(vec![
            texts::kappa_note().get(lang).to_owned(),
            texts::interval_note().get(lang).to_owned(),
        ]),
        Block::Heading(texts::differences().get(lang).to_owned()),
    ];
    if machine.disagreements.is_empty() {
        blocks.push(Block::Lines(vec![texts::none().get(lang).to_owned()]));
    } else {
        blocks.push(Block::Grid(differences(machine, lang)));
    }
    blocks
}

fn questions(machine: &Machine, lang: Lang) -> Grid {
    let mut grid = Grid::new(&[
        (texts::question().get(lang), Align::Left),
        (texts::both().get(lang), Align::Right),
        (texts::equal().get(lang), Align::Right),
        (texts::observed().get(lang), Align::Right),
        (texts::kappa_short().get(lang), Align::Right),
        (texts::interval().get(lang), Align::Right),
        (texts::one_sided().get(lang), Align::Right),
    ]);
    let dash = || Item::text("–");
    // What only one of them answered anywhere compares nothing; programs get it all the same.
    for one in machine.questions.iter().filter(|one| one.both > 0) {
        let interval = match (one.lower, one.upper) {
            (Some(lower), Some(upper)) => Item::text(format!(
                "{} – {}",
                decimal(lang, lower, 2),
                decimal(lang, upper, 2)
            )),
            _ => dash(),
        };
        grid.push(vec![
            Item::text(&one.question),
            Item::number(whole(lang, one.both), &one.both),
            Item::number(whole(lang, one.equal), &one.equal),
            one.share
                .map_or_else(dash, |share| Item::number(percent(lang, share, 0), &share)),
            one.kappa
                .map_or_else(dash, |kappa| Item::number(decimal(lang, kappa, 2), &kappa)),
            interval,
            Item::number(whole(lang, one.one_sided), &one.one_sided),
        ]);
    }
    grid
}

fn differences(machine: &Machine, lang: Lang) -> Grid {
    let mut grid = Grid::new(&[
        (texts::id().get(lang), Align::Left),
        (texts::question().get(lang), Align::Left),
        (texts::first().get(lang), Align::Left),
        (texts::second().get(lang), Align::Left),
        (texts::joint().get(lang), Align::Left),
    ]);
    for one in &machine.disagreements {
        let settled = one.settled.clone();
        grid.push(vec![
            Item::text(&one.id),
            Item::text(&one.question),
            Item::text(&one.first),
            Item::text(one.second.join("; ")),
            Item::text(settled.unwrap_or_else(|| texts::unsettled().get(lang).to_owned())),
        ]);
    }
    grid
}
