//! The command line as a tree. A subcommand is one file with its own `Args`, its Swedish
//! texts (`SWEDISH`; the English ones are the doc comments that clap reads) and `run`.
//! To add one: declare its module in `cli`, then a variant, an arm of `run` and an arm of
//! `swedish` here.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use stickprov::lang::Lang;

use super::exit::Exit;
use super::output::Format;
use super::session::Session;
use super::translate::Swedish;
use super::{
    agreement, checklist, compare, completions, draw, estimate, explain, extend, factcheck, frame,
    gaps, indicators, init, inspect, legacy, man, purge, replace, report, run, size, sql, synth,
    template, verify,
};

/// Samples of case files that anyone can check, checklists, deviations and the report.
#[derive(Parser)]
#[command(
    name = "stickprov",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(clap::Args)]
pub(crate) struct Common {
    /// Work on the audit in FOLDER instead of the current folder
    #[arg(
        short = 'C',
        long,
        value_name = "FOLDER",
        default_value = ".",
        hide_default_value = true,
        global = true
    )]
    pub(crate) folder: PathBuf,
    /// The language of what is printed
    #[arg(long, value_name = "LANGUAGE", global = true)]
    pub(crate) lang: Option<Language>,
    /// The form of the result
    #[arg(long, value_name = "FORMAT", default_value = "table", global = true)]
    pub(crate) format: Format,
    /// Let the plan name files outside the audit's folder
    #[arg(long, global = true)]
    pub(crate) allow_outside: bool,
    /// Say nothing but the result, errors and what decides the exit status
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print help
    #[arg(short, long, action = ArgAction::HelpShort, global = true)]
    help: Option<bool>,
}

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    Sv,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Sv => Self::Sv,
            Language::En => Self::En,
        }
    }
}

/// The subcommands, in the order of the work.
#[derive(Subcommand)]
pub(crate) enum Command {
    Init(init::Args),
    Inspect(inspect::Args),
    Frame(frame::Args),
    Size(size::Args),
    Draw(draw::Args),
    Verify(verify::Args),
    Extend(extend::Args),
    Replace(replace::Args),
    Checklist(checklist::Args),
    Gaps(gaps::Args),
    Factcheck(factcheck::Args),
    Indicators(indicators::Args),
    Report(report::Args),
    Compare(compare::Args),
    Run(run::Args),
    Purge(purge::Args),
    Estimate(estimate::Args),
    Agreement(agreement::Args),
    Sql(sql::Args),
    Synth(synth::Args),
    Explain(explain::Args),
    Template(template::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    ReadLegacy(legacy::Args),
}

impl Command {
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        match self {
            Self::Init(args) => init::run(&args, session),
            Self::Inspect(args) => inspect::run(&args, session),
            Self::Frame(args) => frame::run(&args, session),
            Self::Size(args) => size::run(&args, session),
            Self::Draw(args) => draw::run(&args, session),
            Self::Verify(args) => verify::run(&args, session),
            Self::Extend(args) => extend::run(&args, session),
            Self::Replace(args) => replace::run(&args, session),
            Self::Checklist(args) => checklist::run(&args, session),
            Self::Gaps(args) => gaps::run(&args, session),
            Self::Factcheck(args) => factcheck::run(&args, session),
            Self::Indicators(args) => indicators::run(&args, session),
            Self::Report(args) => report::run(&args, session),
            Self::Compare(args) => compare::run(&args, session),
            Self::Run(args) => run::run(&args, session),
            Self::Purge(args) => purge::run(&args, session),
            Self::Estimate(args) => estimate::run(&args, session),
            Self::Agreement(args) => agreement::run(&args, session),
            Self::Sql(args) => sql::run(&args, session),
            Self::Synth(args) => synth::run(&args, session),
            Self::Explain(args) => explain::run(&args, session),
            Self::Template(args) => template::run(&args, session),
            Self::Completions(args) => completions::run(&args, session),
            Self::Man(args) => man::run(&args, session),
            Self::ReadLegacy(args) => legacy::run(&args),
        }
    }
}

/// The Swedish texts of a command by its path: `""` is the program, `"template list"` a
/// subcommand of a subcommand. `None` where there are none, which a test does not allow.
pub(crate) fn swedish(path: &str) -> Option<&'static Swedish> {
    Some(match path {
        "" => &SWEDISH,
        "init" => &init::SWEDISH,
        "inspect" => &inspect::SWEDISH,
        "frame" => &frame::SWEDISH,
        "size" => &size::SWEDISH,
        "draw" => &draw::SWEDISH,
        "verify" => &verify::SWEDISH,
        "extend" => &extend::SWEDISH,
        "replace" => &replace::SWEDISH,
        "checklist" => &checklist::SWEDISH,
        "gaps" => &gaps::SWEDISH,
        "factcheck" => &factcheck::SWEDISH,
        "indicators" => &indicators::SWEDISH,
        "report" => &report::SWEDISH,
        "compare" => &compare::SWEDISH,
        "run" => &run::SWEDISH,
        "purge" => &purge::SWEDISH,
        "estimate" => &estimate::SWEDISH,
        "agreement" => &agreement::SWEDISH,
        "sql" => &sql::SWEDISH,
        "synth" => &synth::SWEDISH,
        "explain" => &explain::SWEDISH,
        "template" => &template::SWEDISH,
        "template list" => &template::SWEDISH_LIST,
        "template export" => &template::SWEDISH_EXPORT,
        "template check" => &template::SWEDISH_CHECK,
        "completions" => &completions::SWEDISH,
        "man" => &man::SWEDISH,
        _ => return None,
    })
}

/// The program's own texts; those of `Common` hold in every command.
static SWEDISH: Swedish = Swedish {
    about: "Urval av akter som vem som helst kan kontrollera, checklistor, avvikelser och rapport.",
    args: &[
        (
            "folder",
            "Arbeta med granskningen i MAPP i stället för i den mapp du står i",
        ),
        ("lang", "Språket i det som skrivs ut"),
        ("format", "Resultatets form"),
        (
            "allow_outside",
            "Låt planen peka ut filer utanför granskningens mapp",
        ),
        (
            "quiet",
            "Säg inget utöver resultatet, fel och det som avgör avslutsstatusen",
        ),
        ("help", "Visa hjälp"),
        ("version", "Visa versionen"),
    ],
};
