//! `inspect`: how one export is taken, column by column, and what to do about it; or, with
//! `--to csv`, the table itself.

mod alike;
mod answer;
mod look;
mod persons;
mod profile;
mod repeats;
mod steps;
mod texts;
mod words;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use stickprov::lang::Lang;
use stickprov::plan::Plan;
use stickprov::problem::{Error, Meaning, Place};
use stickprov::table::{Description, Kind, Table};
use stickprov::template::{self, RegisterRef, Template};

use super::exit::Exit;
use super::export::{self, Said};
use super::legacy::InChild;
use super::output::{self, Format};
use super::progress::Progress;
use super::session::Session;
use super::translate::Swedish;
use look::Extent;

/// Show how an export is read: headers, fields, types and problems
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The export: CSV, XLSX, XLS, XLSB or ODS
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The sheet of a workbook
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// The row with the headers; 0 if there are none
    #[arg(long, value_name = "ROW")]
    header_row: Option<u64>,
    /// The encoding of a text file, for instance windows-1252
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,
    /// What stands between the columns of a text file
    #[arg(long, value_name = "DELIMITER")]
    delimiter: Option<String>,
    /// The register to take it for, by its id in the template
    #[arg(long, value_name = "REGISTER")]
    register: Option<String>,
    /// The template whose registers are tried
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Read the whole of a large file, not only its beginning
    #[arg(long)]
    full: bool,
    /// Write the table itself instead, to a file or a program
    #[arg(long, value_name = "FORMAT")]
    to: Option<To>,
    /// End with exit status 1 if there are problems
    #[arg(long)]
    strict: bool,
}

/// What `--to` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    Csv,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Visa hur en export läses: rubriker, fält, typer och problem",
    args: &[
        ("file", "Exporten: CSV, XLSX, XLS, XLSB eller ODS"),
        ("sheet", "Bladet i en arbetsbok"),
        (
            "header_row",
            "Raden med rubriker; 0 om det inte finns några",
        ),
        (
            "encoding",
            "Textfilens teckenkodning, till exempel windows-1252",
        ),
        ("delimiter", "Det som skiljer kolumnerna i en textfil"),
        (
            "register",
            "Registret filen ska tas som, med sitt id i mallen",
        ),
        ("template", "Mallen vars register prövas"),
        (
            "full",
            "Läs hela filen också när den är stor, inte bara början",
        ),
        (
            "to",
            "Skriv själva tabellen i stället, till en fil eller ett program",
        ),
        ("strict", "Avsluta med status 1 om det finns problem"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let path = located(&args.file, &session.folder);
    let shown_as = args.file.to_string_lossy();
    let audit = session.folder().audit().ok();
    let plan = audit.as_ref().map(|audit| &audit.plan);
    let in_plan = plan.and_then(|plan| in_plan(plan, &path, &session.folder));
    let templates = match (&args.template, &audit) {
        (Some(name), _) => vec![session.folder().template(name)?],
        (None, Some(audit)) => vec![audit.template.clone()],
        (None, None) => builtin_templates()?,
    };
    let said = said(args, plan, in_plan);
    let register = in_plan.and_then(|at| Some(plan?.registers[at].register));
    let candidates = candidates(args, &templates, register)?;
    let mut export = export::open(&path, &shown_as, &said, &candidates, &InChild)?;
    note_useless(&said, export.table.describe(), session.lang);
    if args.to.is_some() {
        return write_csv(&mut export.table, session.lang);
    }
    let reference = plan.map_or_else(today, |plan| plan.reference_date);
    // What programs and scripts get is always about the whole file.
    let whole = args.full || args.strict || session.format != Format::Table;
    let looked = look::look(
        &mut export.table,
        export.taken_as.as_ref(),
        Extent::of(&path, whole),
        reference,
        session.lang,
    )?;
    let description = export.table.describe();
    let answer = answer::Answer {
        description,
        taken_as: export.taken_as.as_ref(),
        export_id: in_plan.and_then(|at| Some(plan?.registers[at].id.as_str())),
        templates: &templates,
        looked: &looked,
    };
    session.show(&answer.machine(session.lang), &answer.blocks(session.lang))?;
    let has_problems = !looked.read.problems.is_empty();
    Ok(if args.strict && has_problems {
        Exit::Negative
    } else {
        Exit::Done
    })
}

/// A file of the current folder, or of the audit's.
fn located(file: &Path, folder: &Path) -> PathBuf {
    let in_folder = folder.join(file);
    if !file.exists() && in_folder.exists() {
        in_folder
    } else {
        file.to_owned()
    }
}

/// The export of the plan that this file is.
fn in_plan(plan: &Plan, path: &Path, folder: &Path) -> Option<usize> {
    let ours = path.canonicalize().ok()?;
    let is_ours = |file: &str| {
        folder
            .join(file)
            .canonicalize()
            .is_ok_and(|path| path == ours)
    };
    plan.registers
        .iter()
        .position(|export| export.files().any(is_ours))
}

/// What the command line says goes before what the plan says.
fn said(args: &Args, plan: Option<&Plan>, at: Option<usize>) -> Said {
    let export = plan.and_then(|plan| plan.registers.get(at?)).cloned();
    let planned = export.map_or_else(Said::default, |export| Said {
        // Of several sheets the first, unless the command line says another.
        sheet: export.parts.into_iter().find_map(|part| part.sheet),
        header_row: export.header_row,
        encoding: export.encoding,
        delimiter: export.delimiter,
        columns: export.columns,
    });
    Said {
        sheet: args.sheet.clone().or(planned.sheet),
        header_row: args.header_row.or(planned.header_row),
        encoding: args.encoding.clone().or(planned.encoding),
        delimiter: args.delimiter.clone().or(planned.delimiter),
        columns: planned.columns,
    }
}

/// Says which of what was said has no meaning for a file of this kind.
fn note_useless(said: &Said, description: &Description, lang: Lang) {
    let is_text = description.kind == Kind::Csv;
    let useless = [
        ("--sheet", said.sheet.is_some() && is_text),
        ("--delimiter", said.delimiter.is_some() && !is_text),
        ("--encoding", said.encoding.is_some() && !is_text),
    ];
    for (name, _) in useless.into_iter().filter(|(_, useless)| *useless) {
        let what = if is_text {
            texts::useless_in_text(name)
        } else {
            texts::useless_in_workbook(name)
        };
        output::note(what.get(lang));
    }
}

/// The built-in templates: those that build on no other first, the larger before the smaller,
/// so that of two that know an export equally well the more general one is taken.
pub(super) fn builtin_templates() -> stickprov::problem::Result<Vec<Template>> {
    let mut templates: Vec<Template> = template::builtin_names()
        .into_iter()
        .map(template::builtin)
        .collect::<stickprov::problem::Result<_>>()?;
    templates.sort_by_key(|template| {
        let size = std::cmp::Reverse(template.criteria.len());
        (template.extends.is_some(), size, template.id.clone())
    });
    Ok(templates)
}

fn candidates<'a>(
    args: &Args,
    templates: &'a [Template],
    planned: Option<RegisterRef>,
) -> stickprov::problem::Result<Vec<(&'a Template, RegisterRef)>> {
    let all = export::registers(templates);
    match (&args.register, planned) {
        (Some(id), _) => {
            let one = |(template, register): &(&Template, RegisterRef)| {
                template.register(*register).id == *id
            };
            let found: Vec<_> = all.iter().copied().filter(one).take(1).collect();
            if found.is_empty() {
                // A template that builds on another has its registers too.
                let mut known: Vec<&str> = Vec::new();
                for (template, register) in &all {
                    let id = template.register(*register).id.as_str();
                    if !known.contains(&id) {
                        known.push(id);
                    }
                }
                return Err(Error::new(texts::unknown_register(id, &known.join(", "))));
            }
            Ok(found)
        }
        (None, Some(register)) => Ok(templates.iter().map(|t| (t, register)).take(1).collect()),
        (None, None) => Ok(all),
    }
}

fn today() -> Date {
    let now = jiff::Timestamp::now();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The table as it was taken, row by row; what was odd goes to stderr.
fn write_csv(table: &mut Table, lang: Lang) -> anyhow::Result<Exit> {
    let out = std::io::stdout();
    if out.is_terminal() {
        return Err(Error::new(texts::to_terminal())
            .hint(texts::to_terminal_hint())
            .into());
    }
    let description = table.describe().clone();
    say_sheet(&description, lang);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out.lock());
    if description.header_row.is_some() {
        writer.write_record(&description.headers)?;
    }
    let progress = Progress::new(lang);
    let (mut rows, mut failed) = (0_u64, None);
    let read = table.rows(&mut |row| {
        rows += 1;
        if rows.is_multiple_of(8192) {
            progress.rows(&description.file, rows);
        }
        let written = writer.write_record(row.cells.iter().map(|cell| cell.text().into_owned()));
        written.map_err(|error| {
            failed = Some(error);
            // Ends the reading; the error itself is given below.
            Error::at(Place::file(&description.file), texts::to_terminal())
        })
    });
    if let Some(error) = failed {
        return Err(into_io(error).into());
    }
    let read = read?;
    writer.flush()?;
    for (_, kind) in read.problems.iter() {
        let place = kind
            .places
            .first()
            .map_or_else(String::new, |place| place.in_words(lang));
        output::note(&format!(
            "{place}: {} ({})",
            kind.what.get(lang),
            kind.count
        ));
    }
    Ok(Exit::Done)
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours; only one of them concerns the pipe"
)]
fn into_io(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => std::io::ErrorKind::Other.into(),
    }
}

fn say_sheet(description: &Description, lang: Lang) {
    let Some(sheet) = &description.sheet else {
        return;
    };
    let others: Vec<&str> = (description.sheets.iter())
        .filter(|other| other.name != *sheet)
        .map(|other| other.name.as_str())
        .collect();
    if !others.is_empty() {
        output::note(texts::took_sheet(sheet, &others.join(", ")).get(lang));
    }
}

/// The problems that are told here alone, with what they mean.
pub(crate) fn problems() -> Vec<Meaning> {
    vec![
        ("person-spelled-otherwise", texts::spelled_otherwise()),
        ("dates-in-disorder", texts::in_disorder()),
        ("row-repeated", texts::row_repeated()),
    ]
}
