//! `report`: the report in `rapport/`, derived and always replaced. It is a draft, and says
//! what is outstanding, until every file is settled.

mod sheet;
mod standing;
mod texts;

use stickprov::checklist::readings;
use stickprov::compare;
use stickprov::estimate::{self, Gaps};
use stickprov::finding::{self, Case, population};
use stickprov::indicator::{self, Choice, Outcome};
use stickprov::lang::{Lang, Text};
use stickprov::plan::{self, Export, Plan};
use stickprov::problem::{Error, Result};
use stickprov::report::{self, Inputs, Report, html, json, markdown, terminal, xlsx};

use super::changes::{self, Writes};
use super::drawn;
use super::evaluated::{self, Evaluation};
use super::exit::Exit;
use super::folder::{Access, Audit, not_written};
use super::gaps;
use super::output::{self, Block};
use super::problems;
use super::replace::replacements_now;
use super::session::Session;
use super::translate::Swedish;

/// The auditors' own report, in `rapport/`: workbook, page, text with its pictures beside
/// it, and numbers for programs.
const OWN: &str = "rapport";
/// The one that others may read.
const PUBLIC: &str = "rapport-offentlig";

/// Write the report
#[derive(clap::Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the switches of a command line are independent of each other"
)]
pub(crate) struct Args {
    /// Refuse while anything is outstanding
    #[arg(long = "final")]
    final_: bool,
    /// Write the version that others may read: disclosure control, nothing about one file
    #[arg(long)]
    publish: bool,
    /// End with exit status 1 when a rate exceeds the plan's [gate]
    #[arg(long)]
    gate: bool,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv rapporten",
    args: &[
        ("final_", "Vägra så länge något återstår"),
        (
            "publish",
            "Skriv den version som andra får läsa: röjandekontroll, inget om en enskild akt",
        ),
        (
            "gate",
            "Avsluta med status 1 om en andel överstiger planens [gate]",
        ),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let evaluation = evaluated::evaluate(&audit, &[], session.lang)?;
    let name = if args.publish { PUBLIC } else { OWN };
    standing::may_be_replaced(&audit, &evaluation, name)?;
    if args.final_ {
        // A report that is refused leaves the folder as it was.
        let state = build(&audit, &evaluation, session.lang)?.state;
        if state.is_draft() {
            let open: Vec<String> = state
                .outstanding
                .iter()
                .map(|one| format!("- {one}"))
                .collect();
            let error = Error::new(texts::not_final());
            return Err(error.hint(Text::same(open.join("\n  "))).into());
        }
    }
    changes::record(&audit, &evaluation.answers, Writes::Results, session.lang)?;
    let report = build(&audit, &evaluation, session.lang)?;
    let report = if args.publish {
        published(&audit, &evaluation, session.lang)?
    } else {
        report
    };
    write(&audit, &report, name)?;
    show(&report, session)?;
    output::note(texts::written(name).get(session.lang));
    let told = problems::tell(&evaluation.problems, session.lang, args.strict);
    Ok(
        match gaps::gate(&audit, &evaluation, args.gate, session.lang) {
            Exit::Done => told,
            negative @ (Exit::Negative | Exit::Failed) => negative,
        },
    )
}

/// Builds the finished report.
pub(crate) fn build(audit: &Audit, evaluation: &Evaluation, lang: Lang) -> Result<Report> {
    let mut report = with_inputs(audit, evaluation, lang, report::build)?;
    if let Some(outcome) = registers(audit, lang)? {
        report::indicators(&mut report, &outcome);
    }
    if let Some(earlier) = &audit.plan.report.earlier {
        let day = audit.plan.reference_date;
        let earlier = super::compare::report_before(&audit.folder.path(earlier), day)?;
        compare::attach(&mut report, &earlier, audit.plan.report.confidence);
    }
    Ok(report)
}

/// The registers' own figures; none where the template has none or the exports are gone.
fn registers(audit: &Audit, lang: Lang) -> Result<Option<Outcome>> {
    let mut files = evaluated::exports(audit).flat_map(Export::files);
    let all_there = files.all(|file| audit.folder.path(file).is_file());
    if audit.template.indicators.list.is_empty() || !all_there {
        return Ok(None);
    }
    let choice = Choice::default();
    drawn::reading(audit, lang, |sources| {
        indicator::compute(&audit.plan, &audit.template, &choice, sources)
    })
    .map(Some)
}

/// Builds the version that others may read.
fn published(audit: &Audit, evaluation: &Evaluation, lang: Lang) -> Result<Report> {
    let mut report = with_inputs(audit, evaluation, lang, report::publish)?;
    if let Some(outcome) = registers(audit, lang)? {
        report::indicators_published(&mut report, &outcome, &audit.plan);
    }
    Ok(report)
}

fn with_inputs(
    audit: &Audit,
    evaluation: &Evaluation,
    lang: Lang,
    build: fn(&Inputs<'_>) -> Report,
) -> Result<Report> {
    let case = Case {
        plan: &audit.plan,
        template: &audit.template,
        protocol: &evaluation.protocol,
        answers: &evaluation.answers,
        dossiers: &evaluation.dossiers,
    };
    let unchanged = unchanged(audit, evaluation, lang)?;
    let replacements = replacements_now(&audit.folder, &evaluation.protocol)?;
    let files = report::states(&audit.template, &evaluation.protocol, &evaluation.answers);
    let people = report::People {
        changed: evaluation.answers.changed.clone(),
        fact_check: evaluation.fact_check.clone(),
        facts: evaluation.facts.clone(),
        readings: readings::compare(&audit.template, &evaluation.answers),
    };
    Ok(build(&Inputs {
        lang,
        plan: &audit.plan,
        template: &audit.template,
        protocol: &evaluation.protocol,
        findings: &evaluation.findings,
        gaps: &evaluation.gaps,
        unchanged: unchanged.as_ref(),
        noted: &evaluation.noted,
        sensitivity: &report::sensitivity(case),
        problems: &evaluation.problems,
        files: &files,
        replacements: &replacements,
        people: &people,
        places: &report::places(case),
        sources: &report::sources(&audit.plan, &evaluation.protocol, &evaluation.read),
    }))
}

/// The numbers before the plan's changes: of a criterion that was changed after the draw, with
/// the parameters of the draw, of the others with the template's own.
fn unchanged(audit: &Audit, evaluation: &Evaluation, lang: Lang) -> Result<Option<Gaps>> {
    if audit.plan.criteria.is_empty() {
        return Ok(None);
    }
    let protocol = &evaluation.protocol;
    let changed = evaluated::changed_since(audit, protocol);
    let at_draw = protocol.criteria.iter();
    let at_draw = at_draw.filter(|(id, _)| changed.contains(*id));
    let plan = Plan {
        criteria: at_draw
            .filter_map(|(id, written)| plan::recorded(id, written, &audit.template))
            .collect(),
        ..audit.plan.clone()
    };
    let case = Case {
        plan: &plan,
        template: &audit.template,
        protocol: &evaluation.protocol,
        answers: &evaluation.answers,
        dossiers: &evaluation.dossiers,
    };
    let mut findings = finding::evaluate(case);
    // The registers are gone through again only where one of their criteria was changed.
    let over_registers = |at: &usize| !audit.template.criteria[*at].population.is_empty();
    let exports_are_there = !evaluation.gaps.population.is_empty();
    if exports_are_there && audit.plan.criteria.keys().any(over_registers) {
        let counted = drawn::reading(audit, lang, |sources| {
            population::count(&plan, &audit.template, sources)
        })?;
        findings = findings.with(&audit.template, counted);
    }
    Ok(Some(estimate::build(case, &findings, &[], lang)))
}

/// Refuses where the auditors' own report is final and can no longer be computed.
pub(crate) fn own_may_be_replaced(audit: &Audit, evaluation: &Evaluation) -> Result<()> {
    standing::may_be_replaced(audit, evaluation, OWN)
}

/// Writes the auditors' own report.
pub(crate) fn write_own(audit: &Audit, report: &Report) -> Result<()> {
    write(audit, report, OWN)
}

/// Writes what differs from what is there: a second run changes nothing.
fn write(audit: &Audit, report: &Report, name: &str) -> Result<()> {
    let pictures = format!("rapport/{}", report.pictures);
    let file = |ending: &str| format!("rapport/{name}.{ending}");
    let mut files = vec![
        (file("xlsx"), xlsx::render(report)?),
        (file("html"), html::render(report).into_bytes()),
        (file("md"), markdown::render(report).into_bytes()),
        (file("json"), json::render(report).into_bytes()),
    ];
    for (name, text) in markdown::pictures(report) {
        files.push((format!("{pictures}/{name}"), text.into_bytes()));
    }
    let mut batch = audit.folder.batch();
    for (name, bytes) in &files {
        let old = std::fs::read(audit.folder.path(name));
        if old.is_ok_and(|old| old == *bytes) {
            continue;
        }
        batch.add(name, bytes, Access::Usual)?;
    }
    batch.commit()?;
    remove_old_pictures(audit, &pictures, &files)
}

/// A picture of an earlier report that this one does not have would be taken for its own.
fn remove_old_pictures(audit: &Audit, folder: &str, files: &[(String, Vec<u8>)]) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(audit.folder.path(folder)) else {
        // There is no such folder when a report has no pictures.
        return Ok(());
    };
    for entry in entries.flatten() {
        let file = entry.file_name();
        let name = format!("{folder}/{}", file.to_string_lossy());
        let ours = std::path::Path::new(&file).extension() == Some("svg".as_ref());
        if ours && !files.iter().any(|(kept, _)| *kept == name) {
            let removed = std::fs::remove_file(entry.path());
            removed.map_err(|error| not_written(&error, &name))?;
        }
    }
    Ok(())
}

fn show(report: &Report, session: &Session) -> anyhow::Result<()> {
    use super::output::Format;
    match session.format {
        Format::Json => output::print(&output::escaped(&json::render(report))),
        Format::Md => output::print(&markdown::render(report)),
        Format::Csv => session.show(&(), &[Block::Sheet(sheet::sheet(report))]),
        Format::Table => {
            let lines = terminal::render(report, output::width());
            let text: Vec<String> = lines.into_iter().map(|line| line.text).collect();
            session.show(&(), &[Block::Lines(text)])
        }
    }
}
