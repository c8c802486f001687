//! `explain`: the criteria of a template, one criterion with its rule, sources and
//! parameters, or how the draw is made so that anyone can check it.

mod draw;
mod texts;

use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::plan;
use stickprov::problem::Error;
use stickprov::template::{
    Authority, Condition, Criterion, EvidenceRef, Severity, Source, Template, nearest,
};

use super::exit::Exit;
use super::inspect::builtin_templates;
use super::output::{Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// Explain the criteria, one criterion, or how the draw is made
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A criterion's code, or draw for the method of the draw
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The template; otherwise the plan's, or all that are built in
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Förklara kriterierna, ett kriterium eller hur urvalet dras",
    args: &[
        ("id", "Ett kriteriums kod, eller draw för hur urvalet dras"),
        ("template", "Mallen; annars planens, eller alla inbyggda"),
    ],
};

/// The word that stands where a criterion's code could.
const DRAW: &str = "draw";

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    if args.id.as_deref() == Some(DRAW) {
        return draw::run(session);
    }
    let templates = templates_of(args, session)?;
    let catalogue = catalogue(&templates);
    let lang = session.lang;
    let (chosen, blocks) = match &args.id {
        None => {
            let blocks = vec![grid(&catalogue, lang)];
            (catalogue, blocks)
        }
        Some(id) => {
            let (template, one) = find(&catalogue, id)?;
            let blocks = one_in_full(one, template, lang);
            (vec![(template, one)], blocks)
        }
    };
    let machine = Machine {
        schema: "stickprov/criteria/1",
        criteria: chosen
            .into_iter()
            .map(|(template, criterion)| listed(criterion, template, lang))
            .collect(),
    };
    session.show(&machine, &blocks)?;
    Ok(Exit::Done)
}

fn templates_of(args: &Args, session: &Session) -> stickprov::problem::Result<Vec<Template>> {
    let folder = session.folder();
    match &args.template {
        Some(name) => Ok(vec![folder.template(name)?]),
        None if folder.has_plan() => Ok(vec![folder.audit()?.template]),
        None => builtin_templates(),
    }
}

/// A criterion with the template that explains it.
type Entry<'a> = (&'a Template, &'a Criterion);

/// All criteria of some templates, each once: of several with one code the first.
fn catalogue(templates: &[Template]) -> Vec<Entry<'_>> {
    let mut catalogue: Vec<Entry<'_>> = Vec::new();
    for template in templates {
        for criterion in &template.criteria {
            if !catalogue.iter().any(|(_, known)| known.id == criterion.id) {
                catalogue.push((template, criterion));
            }
        }
    }
    catalogue
}

fn find<'a>(catalogue: &[Entry<'a>], id: &str) -> stickprov::problem::Result<Entry<'a>> {
    let wanted = id.to_uppercase();
    let found = catalogue
        .iter()
        .copied()
        .find(|(_, criterion)| criterion.id.to_uppercase() == wanted);
    found.ok_or_else(|| {
        let known: Vec<String> = catalogue.iter().map(|(_, c)| c.id.clone()).collect();
        let mut names: Vec<&str> = catalogue.iter().map(|(t, _)| t.id.as_str()).collect();
        names.dedup();
        let error = Error::new(texts::no_criterion(id, &names.join(", ")));
        match nearest(&wanted, &known) {
            Some(near) => error.hint(texts::nearest(&near)),
            None => error.hint(texts::all_criteria()),
        }
    })
}

/// `criteria/1` (DESIGN 5).
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    criteria: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    title: String,
    record: String,
    kind: &'static str,
    severity: &'static str,
    authority: &'static str,
    source: String,
    descriptive: bool,
    rule: String,
    responsible: String,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    default: String,
}

fn listed(criterion: &Criterion, template: &Template, lang: Lang) -> Listed {
    let parameters = plan::parameters(criterion, template);
    Listed {
        id: criterion.id.clone(),
        title: criterion.title.get(lang).to_owned(),
        record: template.record_name(criterion.record).to_owned(),
        kind: kind_of(criterion),
        severity: match criterion.severity {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
        },
        authority: match criterion.authority {
            Authority::Law => "law",
            Authority::Budget => "budget",
            Authority::Guideline => "guideline",
            Authority::Routine => "routine",
            Authority::Practice => "practice",
            Authority::Recommendation => "recommendation",
            Authority::Derived => "derived",
        },
        source: criterion.source.clone(),
        descriptive: criterion.descriptive,
        rule: criterion.rule.get(lang).to_owned(),
        responsible: criterion.responsible.clone(),
        parameters: parameters
            .into_iter()
            .map(|(name, default)| Parameter { name, default })
            .collect(),
    }
}

/// The name in templates of the headline's condition, or of what is counted over a register.
fn kind_of(criterion: &Criterion) -> &'static str {
    let headline = criterion.headline(&criterion.parameters);
    let condition = criterion.definitions.get(headline);
    let counted = criterion.population.first();
    condition.map_or_else(
        || counted.map_or("", |part| part.condition.name()),
        |definition| kind(&definition.condition),
    )
}

/// The condition's name in templates.
fn kind(condition: &Condition) -> &'static str {
    match condition {
        Condition::Answer { .. } => "answer",
        Condition::Absent { .. } => "absent",
        Condition::Present { .. } => "present",
        Condition::Late { .. } => "late",
        Condition::Due { .. } => "due",
        Condition::Recurs { .. } => "recurs",
        Condition::Before { .. } => "before",
        Condition::Disagrees { .. } => "disagrees",
        Condition::Value { .. } => "value",
        Condition::All(_) => "all",
        Condition::Any(_) => "any",
        Condition::Months { .. } => "months",
        Condition::Not(_) => "not",
    }
}

fn grid(catalogue: &[Entry<'_>], lang: Lang) -> Block {
    let titles = [
        texts::code(),
        texts::criterion(),
        texts::about(),
        texts::ground(),
        texts::grave(),
    ];
    let columns: Vec<(&str, Align)> = titles.iter().map(|t| (t.get(lang), Align::Left)).collect();
    let mut grid = Grid::new(&columns);
    for (template, criterion) in catalogue {
        grid.push(vec![
            Item::text(&criterion.id),
            Item::text(criterion.title.get(lang)),
            Item::text(template.record_name(criterion.record)),
            Item::text(texts::authority(criterion.authority).get(lang)),
            Item::text(texts::severity(criterion.severity).get(lang)),
        ]);
    }
    Block::Grid(grid)
}

fn one_in_full(criterion: &Criterion, template: &Template, lang: Lang) -> Vec<Block> {
    let title = format!("{}  {}", criterion.id, criterion.title.get(lang));
    let mut lines = vec![criterion.rule.get(lang).to_owned()];
    let mut line = |what: stickprov::lang::Text, is: &str| {
        if !is.is_empty() {
            lines.push(format!("{}: {is}", what.get(lang)));
        }
    };
    line(texts::about(), template.record_name(criterion.record));
    line(texts::answers_for_it(), &criterion.responsible);
    line(
        texts::ground(),
        texts::authority(criterion.authority).get(lang),
    );
    line(
        texts::grave(),
        texts::severity(criterion.severity).get(lang),
    );
    line(texts::source(), &criterion.source);
    if let Some(published) = &criterion.published {
        line(texts::published(), published.get(lang));
    }
    if let Some(whole) = criterion.part_of {
        line(texts::part_of(), &template.criterion(whole).id);
    }
    for explanation in &criterion.explained_by {
        line(texts::explained_by(), explanation.title.get(lang));
    }
    if criterion.descriptive {
        lines.push(texts::only_describes().get(lang).to_owned());
    }
    let mut blocks = vec![Block::Heading(title), Block::Lines(lines)];
    let named: Vec<String> = (criterion.definitions.iter())
        .filter(|definition| !definition.id.is_empty())
        .map(|definition| format!("{}: {}", definition.id, definition.title.get(lang)))
        .collect();
    if !named.is_empty() {
        blocks.push(Block::Heading(texts::definitions().get(lang).to_owned()));
        blocks.push(Block::Lines(named));
    }
    let evidence = evidence_of(criterion);
    if !evidence.is_empty() {
        let lines = evidence
            .into_iter()
            .map(|at| evidence_line(at, template, lang));
        blocks.push(Block::Heading(texts::evidence().get(lang).to_owned()));
        blocks.push(Block::Lines(lines.collect()));
    }
    let settings = plan::parameters(criterion, template);
    let mut toml = vec![format!("[criteria.{}]", criterion.id)];
    toml.extend(
        settings
            .iter()
            .map(|(name, default)| format!("{name} = {default}")),
    );
    blocks.push(Block::Heading(texts::parameters().get(lang).to_owned()));
    blocks.push(Block::Lines(toml));
    blocks
}

fn evidence_line(at: EvidenceRef, template: &Template, lang: Lang) -> String {
    let evidence = template.evidence(at);
    let sources: Vec<String> = evidence
        .sources
        .iter()
        .map(|source| source_name(source, template))
        .collect();
    format!(
        "{} – {}: {}",
        evidence.id,
        evidence.title.get(lang),
        sources.join(", ")
    )
}

fn source_name(source: &Source, template: &Template) -> String {
    match source {
        Source::Question(question) => template.question(*question).id.clone(),
        Source::Field { field, .. } => template.field_name(*field),
        Source::Together(sources) => {
            let names = sources.iter().map(|source| source_name(source, template));
            names.collect::<Vec<_>>().join(" + ")
        }
    }
}

/// Every piece of evidence a criterion looks at, in the order it is first named.
fn evidence_of(criterion: &Criterion) -> Vec<EvidenceRef> {
    let mut found: Vec<EvidenceRef> = Vec::new();
    let parameters = &criterion.parameters;
    found.extend(parameters.from);
    found.extend(parameters.to);
    for definition in &criterion.definitions {
        gather(&definition.condition, &mut found);
        if let Some(condition) = &definition.applies_if {
            gather(condition, &mut found);
        }
    }
    let mut seen: Vec<EvidenceRef> = Vec::new();
    for one in found {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn gather(condition: &Condition, found: &mut Vec<EvidenceRef>) {
    match condition {
        Condition::Answer { .. } | Condition::Value { .. } | Condition::Months { .. } => {}
        Condition::Absent { of, closed, .. } => {
            found.extend(of);
            found.extend(closed);
        }
        Condition::Present { of } => found.extend(of),
        Condition::Late { exists, closed, .. } => {
            found.extend(exists);
            found.extend(closed);
        }
        Condition::Due {
            event,
            exists,
            closed,
        }
        | Condition::Recurs {
            event,
            exists,
            closed,
        } => {
            found.push(*event);
            found.extend(exists);
            found.extend(closed);
        }
        Condition::Before { first, then } => found.extend([first, then]),
        Condition::Disagrees { one, other } => found.extend([one, other]),
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                gather(condition, found);
            }
        }
        Condition::Not(inner) => gather(inner, found),
    }
}
