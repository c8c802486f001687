//! `frame`: the population, its scope and strata, and what became of every row.

mod matching;
mod texts;

use serde::Serialize;
use stickprov::frame::{AVOIDED, Frame, NO_IDENTITY, Reconciliation, SUPERSEDED};
use stickprov::lang::{Lang, decimal, whole};
use stickprov::sample::{self, Sizes};

use super::control;
use super::drawn;
use super::exit::Exit;
use super::folder::Audit;
use super::output::{Align, Block, Grid, Item};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

/// Show the population, scope, strata and what became of every row
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Show the arithmetic of the allocation
    #[arg(long)]
    allocation: bool,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Visa populationen, avgränsningen, strata och vad som hände med varje rad",
    args: &[
        ("allocation", "Visa hur fördelningen räknades fram"),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

/// What programs get.
#[derive(Serialize)]
struct Machine<'a> {
    schema: &'static str,
    reconciliation: &'a [Reconciliation],
    strata: Vec<Stratum<'a>>,
    matching: Vec<matching::Machine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    control_totals: Vec<control::Machine<'a>>,
    problems: Vec<problems::Machine>,
}

#[derive(Serialize)]
struct Stratum<'a> {
    letter: &'a str,
    name: &'a str,
    values: std::collections::BTreeMap<String, &'a str>,
    population: u64,
    /// Both absent where the plan's size cannot be drawn from this frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    sample: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserve: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<f64>,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let frame = drawn::frame(&audit, session.lang)?;
    // A size that the frame cannot meet is a fault, but the frame is what shows why.
    let (sizes, fault) = match sample::sizes(&audit.plan.sample, &frame) {
        Ok(sizes) => (Some(sizes), None),
        Err(fault) => (None, Some(fault)),
    };
    let sizes = sizes.as_ref();
    let lang = session.lang;
    let unit = &audit.plan.export(audit.plan.unit.export).id;
    let controls = control::compare(&audit, lang)?;
    let mut machine = machine(&audit, &frame, sizes, args.allocation);
    machine.control_totals = control::machine(&controls, lang);
    let mut blocks = reconciliation(&frame, lang);
    blocks.extend(matching::blocks(&frame, unit, lang));
    blocks.extend(strata(&audit, &frame, sizes, args.allocation, lang));
    blocks.extend(control::blocks(&controls, lang));
    session.show(&machine, &blocks)?;
    drawn::note_unprotected(&audit, &frame, lang);
    let told = problems::tell(&frame.problems, lang, args.strict);
    let told = told.worse(control::verdict(&controls, args.strict));
    fault.map_or(Ok(told), |fault| Err(fault.into()))
}

fn machine<'a>(
    audit: &Audit,
    frame: &'a Frame,
    sizes: Option<&Sizes>,
    quotas: bool,
) -> Machine<'a> {
    let fields: Vec<String> = audit
        .plan
        .strata
        .iter()
        .map(|field| audit.template.field_name(*field))
        .collect();
    let strata = frame
        .strata
        .iter()
        .enumerate()
        .map(|(at, stratum)| Stratum {
            letter: &stratum.letter,
            name: &stratum.name,
            values: fields
                .iter()
                .cloned()
                .zip(stratum.values.iter().map(String::as_str))
                .collect(),
            population: stratum.population,
            sample: sizes.map(|sizes| sizes.sizes[at]),
            reserve: sizes.map(|sizes| reserve(audit, stratum.population, sizes.sizes[at])),
            quota: sizes
                .and_then(|sizes| sizes.quotas.get(at).copied())
                .filter(|_| quotas),
        });
    Machine {
        schema: "stickprov/frame/1",
        reconciliation: &frame.reconciliation,
        strata: strata.collect(),
        matching: frame.matching.iter().map(matching::machine).collect(),
        control_totals: Vec::new(),
        problems: problems::machine(&frame.problems),
    }
}

/// As many reserves as are asked for, as far as there are any; a list of picked files has none.
fn reserve(audit: &Audit, population: u64, sample: u64) -> u64 {
    if audit.plan.sample.given.is_some() {
        return 0;
    }
    audit.plan.sample.reserve.min(population - sample)
}

/// What became of the rows, register by register.
fn reconciliation(frame: &Frame, lang: Lang) -> Vec<Block> {
    let columns = [texts::register(), texts::what(), texts::rows()];
    let columns: Vec<&str> = columns.iter().map(|text| text.get(lang)).collect();
    let mut grid = Grid::new(&[
        (columns[0], Align::Left),
        (columns[1], Align::Left),
        (columns[2], Align::Right),
    ]);
    for one in &frame.reconciliation {
        let is_unit = one
            .excluded
            .iter()
            .any(|reason| reason.reason == SUPERSEDED);
        let mut row = |what: stickprov::lang::Text, count: u64| {
            let what = Item::text(what.get(lang));
            grid.push(vec![
                Item::text(&one.register),
                what,
                Item::whole(lang, count),
            ]);
        };
        for part in &one.parts {
            row(texts::read_of(&part.place().in_words(lang)), part.read);
        }
        row(texts::read(), one.read);
        for reason in &one.rejected {
            row(rejected(&reason.reason), reason.count);
        }
        for reason in &one.excluded {
            row(excluded(&reason.reason), reason.count);
        }
        row(
            if is_unit {
                texts::in_frame()
            } else {
                texts::usable()
            },
            one.kept,
        );
    }
    let sums = frame.reconciliation.iter().map(|one| sum(one, lang));
    vec![
        Block::Heading(texts::reconciliation().get(lang).to_owned()),
        Block::Grid(grid),
        Block::Lines(sums.collect()),
    ]
}

/// The arithmetic in one line: what was read is what was kept and what was left out.
fn sum(one: &Reconciliation, lang: Lang) -> String {
    let reasons = one.rejected.iter().chain(&one.excluded);
    let parts: Vec<String> = std::iter::once(one.kept)
        .chain(reasons.map(|reason| reason.count))
        .map(|count| whole(lang, count))
        .collect();
    let text = texts::sum(&one.register, &whole(lang, one.read), &parts.join(" + "));
    text.get(lang).to_owned()
}

fn rejected(reason: &str) -> stickprov::lang::Text {
    if reason == NO_IDENTITY {
        texts::no_identity()
    } else {
        stickprov::lang::Text::same(reason)
    }
}

fn excluded(reason: &str) -> stickprov::lang::Text {
    match reason {
        SUPERSEDED => texts::superseded(),
        AVOIDED => texts::avoided(),
        field => texts::out_of_scope(field),
    }
}

/// The strata with their sizes, where the plan's size can be drawn.
fn strata(
    audit: &Audit,
    frame: &Frame,
    sizes: Option<&Sizes>,
    quotas: bool,
    lang: Lang,
) -> Vec<Block> {
    let quotas = quotas && sizes.is_some_and(|sizes| !sizes.quotas.is_empty());
    let mut columns = vec![texts::letter(), texts::stratum(), texts::population()];
    columns.extend(quotas.then(texts::quota));
    columns.extend([texts::sample(), texts::reserve()]);
    let columns: Vec<(&str, Align)> = columns
        .iter()
        .enumerate()
        .map(|(at, text)| {
            (
                text.get(lang),
                if at < 2 { Align::Left } else { Align::Right },
            )
        })
        .collect();
    let mut grid = Grid::new(&columns);
    for (at, stratum) in frame.strata.iter().enumerate() {
        let name = if stratum.name.is_empty() {
            texts::everybody().get(lang).to_owned()
        } else {
            stratum.name.clone()
        };
        let mut row = vec![
            Item::text(&stratum.letter),
            Item::text(name),
            Item::whole(lang, stratum.population),
        ];
        if let Some(sizes) = sizes.filter(|_| quotas) {
            let quota = sizes.quotas[at];
            row.push(Item::number(decimal(lang, quota, 4), &quota));
        }
        if let Some(sizes) = sizes {
            let sample = sizes.sizes[at];
            row.push(Item::whole(lang, sample));
            let reserve = reserve(audit, stratum.population, sample);
            row.push(Item::whole(lang, reserve));
        } else {
            row.extend([Item::number("–", &""), Item::number("–", &"")]);
        }
        grid.push(row);
    }
    let population = whole(lang, frame.population());
    let line = match sizes {
        Some(sizes) => texts::in_all(&whole(lang, sizes.sizes.iter().sum()), &population),
        None => texts::none_sized(&population),
    };
    let mut blocks = vec![
        Block::Heading(texts::strata().get(lang).to_owned()),
        Block::Grid(grid),
    ];
    let mut lines = vec![line.get(lang).to_owned()];
    if quotas {
        lines.push(texts::quota_rule().get(lang).to_owned());
    }
    blocks.push(Block::Lines(lines));
    blocks
}
