//! An evaluated audit: the answers in `checklistor/`, the registers' rows of the reviewed
//! units, the outcome of every criterion, and the numbers.

mod texts;

use std::collections::BTreeSet;

use stickprov::checklist::answers::Answers;
use stickprov::checklist::read::{self, Source};
use stickprov::estimate::{self, By, Gaps, NotedRecord};
use stickprov::factcheck::{FactCheck, Item, apply};
use stickprov::finding::dossier::Dossiers;
use stickprov::finding::population;
use stickprov::finding::{self, Case, Findings, NotedOtherwise};
use stickprov::frame::{self, Frame, Input};
use stickprov::lang::Lang;
use stickprov::plan::Export;
use stickprov::problem::{Error, Fault, Meaning, Place, Problem, Problems, Result};
use stickprov::protocol::{Protocol, Unit};

use super::drawn;
use super::factcheck;
use super::folder::{Audit, Folder};
use super::legacy::InChild;
use super::replace::replacements_now;

/// The folder of the checklists.
pub(crate) const CHECKLISTS: &str = "checklistor";

/// Everything that is known once the answers are read.
pub(crate) struct Evaluation {
    /// The draw.
    pub(crate) protocol: Protocol,
    /// What the reviewers answered.
    pub(crate) answers: Answers,
    /// Whether key or exports gave the persons, so that the registers could be asked.
    pub(crate) persons_known: bool,
    /// The files that were read besides the answers.
    pub(crate) read: Vec<Input>,
    /// What the registers hold.
    pub(crate) dossiers: Dossiers,
    /// The outcomes.
    pub(crate) findings: Findings,
    /// Files whose own reason for a deviation is another than the rule's.
    pub(crate) noted: Vec<NotedOtherwise>,
    /// What the boards said of them.
    pub(crate) fact_check: FactCheck,
    /// What a fact-check asks of them now.
    pub(crate) facts: Vec<Item>,
    /// The numbers.
    pub(crate) gaps: Gaps,
    /// What was odd in registers and checklists.
    pub(crate) problems: Problems,
}

/// Reads and evaluates.
pub(crate) fn evaluate(audit: &Audit, by: &[By], lang: Lang) -> Result<Evaluation> {
    let protocol = drawn::protocol_of_audit(audit)?;
    reasons_given(audit, &protocol)?;
    let mut problems = Problems::new();
    let frame = frame(audit, lang, &mut problems)?;
    let (mut answers, odd) = answers(audit, &protocol)?;
    problems.append(odd);
    let frame_of_answers = answers_of(audit, &protocol);
    let replies = factcheck::replies(&audit.folder, frame_of_answers, &mut problems)?;
    let fact_check = in_result(apply(&replies, &mut answers, &mut problems), &protocol);
    read::not_asked(&answers, &audit.template, &mut problems);
    let identities = drawn::identities(audit, &protocol, frame.as_ref())?;
    let persons_known = identities.is_some() && frame.is_some();
    let dossiers = if let (Some(identities), Some(frame)) = (&identities, &frame) {
        drawn::dossiers(audit, lang, frame, identities, &drawn::reviewed(&protocol))?
    } else {
        let place = Place::file(drawn::KEY);
        let what = texts::no_persons();
        problems.add(Problem {
            code: "no-persons",
            what,
            place,
        });
        Dossiers::default()
    };
    let case = Case {
        plan: &audit.plan,
        template: &audit.template,
        protocol: &protocol,
        answers: &answers,
        dossiers: &dossiers,
    };
    let mut findings = finding::evaluate(case);
    let mut read = Vec::new();
    if let Some(frame) = &frame {
        read.clone_from(&frame.inputs);
        read.extend(drawn::reading(audit, lang, |sources| {
            frame::beside(&audit.plan, &audit.template, sources)
        })?);
        let counted = drawn::reading(audit, lang, |sources| {
            population::count(&audit.plan, &audit.template, sources)
        })?;
        findings = findings.with(&audit.template, counted);
    }
    problems.append(findings.problems.clone());
    let noted = finding::noted_otherwise(case, &findings);
    let facts = finding::facts(case, &findings);
    let mut gaps = estimate::build(case, &findings, by, lang);
    let records = noted.iter();
    gaps.noted_otherwise = records
        .map(|one| NotedRecord::of(one, &audit.template))
        .collect();
    let replaced = replacements_now(&audit.folder, &protocol)?;
    gaps.over_coverage = estimate::over_coverage(case, &replaced, lang);
    gaps.fact_check = (!fact_check.is_empty()).then(|| fact_check.counts());
    Ok(Evaluation {
        protocol,
        answers,
        persons_known,
        read,
        dossiers,
        findings,
        noted,
        fact_check,
        facts,
        gaps,
        problems,
    })
}

/// A criterion that is changed since the draw needs a reason: the report shows the result
/// before and after.
fn reasons_given(audit: &Audit, protocol: &Protocol) -> Result<()> {
    if drawn::plan_sha256(audit) == protocol.plan_sha256 {
        return Ok(());
    }
    let template = &audit.template;
    let reason = |id: &String| {
        let at = template.criterion_by_id(id)?;
        audit.plan.criteria.get(&at.0)?.reason.as_ref()
    };
    let changed = changed_since(audit, protocol);
    let faults = changed
        .iter()
        .filter(|id| reason(id).is_none())
        .map(|id| Fault {
            what: texts::no_reason(id),
            place: Some(Place::file(super::folder::PLAN)),
            hint: Some(texts::no_reason_hint(id)),
        })
        .collect();
    Error::all(faults)
}

/// The criteria whose parameters are not those of the draw.
pub(crate) fn changed_since(audit: &Audit, protocol: &Protocol) -> BTreeSet<String> {
    let now = audit.plan.changed_parameters(&audit.template);
    let ids = now.keys().chain(protocol.criteria.keys());
    ids.filter(|id| now.get(*id) != protocol.criteria.get(*id))
        .cloned()
        .collect()
}

/// The frame; `None` once the exports are purged, which leaves the checklists to judge by.
fn frame(audit: &Audit, lang: Lang, problems: &mut Problems) -> Result<Option<Frame>> {
    if exports(audit)
        .flat_map(Export::files)
        .all(|file| !audit.folder.path(file).is_file())
    {
        return Ok(None);
    }
    let mut frame = drawn::frame(audit, lang)?;
    problems.append(std::mem::take(&mut frame.problems));
    Ok(Some(frame))
}

/// The answers of this draw, and what was odd in them.
pub(crate) fn answers(audit: &Audit, protocol: &Protocol) -> Result<(Answers, Problems)> {
    let sources = sources(audit)?;
    read::read(&sources, answers_of(audit, protocol))
}

/// What answers are read against.
pub(crate) fn answers_of<'a>(audit: &'a Audit, protocol: &'a Protocol) -> read::Frame<'a> {
    read::Frame {
        protocol,
        template: &audit.template,
        reference_date: audit.plan.reference_date,
    }
}

/// The files of answers, opened, in the order of their names. A list that the plan reads as a
/// register lies beside them and holds none.
pub(crate) fn sources(audit: &Audit) -> Result<Vec<Source>> {
    static LEGACY: InChild = InChild;
    let folder = &audit.folder;
    let lists: BTreeSet<&str> = audit
        .plan
        .registers
        .iter()
        .flat_map(Export::files)
        .collect();
    file_names(folder)?
        .iter()
        .filter(|name| read::is_checklist_file(name))
        .map(|name| format!("{CHECKLISTS}/{name}"))
        .filter(|shown_as| !lists.contains(&**shown_as))
        .map(|shown_as| read::open(&folder.path(&shown_as), &shown_as, &LEGACY))
        .collect()
}

/// The exports of systems; lists that the reviewers fill in are none.
pub(crate) fn exports(audit: &Audit) -> impl Iterator<Item = &Export> {
    let registers = audit.plan.registers.iter();
    registers.filter(|export| audit.template.register(export.register).form.is_none())
}

/// The names of all files in the checklists' folder, sorted; none without the folder.
pub(crate) fn file_names(folder: &Folder) -> Result<BTreeSet<String>> {
    folder.names(CHECKLISTS)
}

/// What the boards said, judged, with what was odd.
pub(crate) fn fact_check(audit: &Audit, protocol: &Protocol) -> Result<(FactCheck, Problems)> {
    let (mut answers, _) = answers(audit, protocol)?;
    let mut problems = Problems::new();
    let replies = factcheck::replies(&audit.folder, answers_of(audit, protocol), &mut problems)?;
    let found = apply(&replies, &mut answers, &mut problems);
    Ok((in_result(found, protocol), problems))
}

/// What was asked of files that are in the result.
fn in_result(found: FactCheck, protocol: &Protocol) -> FactCheck {
    found.of_files(|id| protocol.unit(id).is_some_and(Unit::is_reviewed))
}

/// The problems that are told here, with what they mean.
pub(crate) fn problems() -> Vec<Meaning> {
    vec![("no-persons", texts::no_persons())]
}
