//! `gaps`: answers and registers give outcomes; rates per criterion, stratum and responsible
//! unit.

mod blocks;
mod texts;

use stickprov::estimate::By;
use stickprov::lang::{Lang, percent, whole};
use stickprov::problem::{Error, Result};
use stickprov::template::{self, FieldRef, Template};

use super::changes::{self, Writes};
use super::evaluated::{self, Evaluation};
use super::exit::Exit;
use super::folder::Audit;
use super::output;
use super::problems;
use super::session::Session;
use super::translate::Swedish;

pub(crate) use blocks::blocks;

/// Show the deviations: per criterion, stratum and responsible unit
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Group by a field, or take some of its values together: FIELD or "FIELD=V1,V2"
    #[arg(long, value_name = "FIELD")]
    by: Vec<String>,
    /// Show the outcomes file by file
    #[arg(long)]
    files: bool,
    /// End with exit status 1 when a rate exceeds the plan's [gate]
    #[arg(long)]
    gate: bool,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Visa avvikelserna: per kriterium, stratum och ansvarig enhet",
    args: &[
        (
            "by",
            "Gruppera efter ett fält, eller ta några av dess värden tillsammans: FÄLT eller \"FÄLT=V1,V2\"",
        ),
        ("files", "Visa utfallen akt för akt"),
        (
            "gate",
            "Avsluta med status 1 om en andel överstiger planens [gate]",
        ),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let by = groupings(&args.by, &audit)?;
    let evaluation = evaluated::evaluate(&audit, &by, session.lang)?;
    changes::record(&audit, &evaluation.answers, Writes::Nothing, session.lang)?;
    let blocks = blocks(
        &audit,
        &evaluation,
        !by.is_empty(),
        args.files,
        session.lang,
    );
    session.show(&evaluation.gaps, &blocks)?;
    let told = problems::tell(&evaluation.problems, session.lang, args.strict);
    Ok(match gate(&audit, &evaluation, args.gate, session.lang) {
        Exit::Done => told,
        negative @ (Exit::Negative | Exit::Failed) => negative,
    })
}

/// Whether a rate exceeds what the plan accepts; each that does is told.
pub(crate) fn gate(audit: &Audit, evaluation: &Evaluation, asked: bool, lang: Lang) -> Exit {
    if !asked {
        return Exit::Done;
    }
    let mut exit = Exit::Done;
    for (criterion, highest) in &audit.plan.gate {
        let id = &audit.template.criteria[*criterion].id;
        let result = evaluation
            .gaps
            .criteria
            .iter()
            .find(|result| result.id == *id);
        // The comparison is of whole numbers: gaps / assessed > numerator / denominator.
        let exceeds = result.is_some_and(|result| {
            let share = highest.fraction();
            u128::from(result.gaps) * u128::from(share.denominator())
                > u128::from(result.assessed) * u128::from(share.numerator())
        });
        if let Some(result) = result.filter(|_| exceeds) {
            let rate = percent(lang, result.rate.unwrap_or_default(), 1);
            let highest = percent(lang, highest.to_f64(), 1);
            let of = format!(
                "{} {}",
                whole(lang, result.gaps),
                texts::of(result.assessed).get(lang)
            );
            output::verdict(texts::exceeds(id, &rate, &of, &highest).get(lang));
            exit = Exit::Negative;
        }
        // What could not be tested has not passed.
        if result.is_none_or(|result| result.assessed == 0) {
            output::verdict(texts::not_tested(id).get(lang));
            exit = Exit::Negative;
        }
    }
    exit
}

/// `FIELD` or `FIELD=V1,V2`.
fn groupings(words: &[String], audit: &Audit) -> Result<Vec<By>> {
    words.iter().map(|word| grouping(word, audit)).collect()
}

fn grouping(word: &str, audit: &Audit) -> Result<By> {
    let (name, values) = match word.split_once('=') {
        Some((name, values)) => (name.trim(), Some(values)),
        None => (word.trim(), None),
    };
    let field = unit_field(name, audit)?;
    let of = audit.template.field(field);
    let values = values.map(|values| split_values(values, &audit.template, field));
    if let Some(unknown) = values
        .iter()
        .flatten()
        .find(|value| !of.knows(value.as_str()))
    {
        let known: Vec<String> = of.values.iter().map(|value| value.value.clone()).collect();
        let error = Error::new(texts::unknown_value(unknown, name));
        return Err(error.hint(texts::known_values(&known.join(", "))));
    }
    Ok(By { field, values })
}

/// The values between the commas; a value that holds a comma itself is taken whole.
fn split_values(values: &str, template: &Template, field: FieldRef) -> Vec<String> {
    let of = template.field(field);
    let mut found = Vec::new();
    let mut pending = String::new();
    for part in values.split(',') {
        if !pending.is_empty() {
            pending.push(',');
        }
        pending.push_str(part);
        let canonical = of.canonical(&pending);
        if of.knows(&canonical) || of.values.is_empty() {
            found.push(canonical);
            pending.clear();
        }
    }
    if !pending.is_empty() {
        found.push(of.canonical(&pending));
    }
    found
}

/// A field of the unit register, with or without the register's name.
fn unit_field(name: &str, audit: &Audit) -> Result<FieldRef> {
    let register = audit.plan.export(audit.plan.unit.export).register;
    let of = audit.template.register(register);
    let short = name.strip_prefix(&format!("{}.", of.id)).unwrap_or(name);
    let found = of
        .field_by_id(short)
        .filter(|field| !of.fields[*field].personal);
    if let Some(field) = found {
        return Ok(FieldRef { register, field });
    }
    let known: Vec<String> = of
        .fields
        .iter()
        .filter(|field| !field.personal)
        .map(|field| format!("{}.{}", of.id, field.id))
        .collect();
    let error = Error::new(texts::unknown_field(name));
    Err(match template::nearest(name, &known) {
        Some(near) => error.hint(texts::nearest(&near)),
        None => error.hint(texts::known_values(&known.join(", "))),
    })
}

/// How many of how many, as it stands in every table: `34 av 49`.
pub(crate) fn of(gaps: u64, assessed: u64, lang: Lang) -> String {
    stickprov::report::sentence::of(lang, gaps, assessed)
}
