//! `explain`: the criteria of a template, one criterion with its rule, sources and
//! parameters, or how the draw is made so that anyone can check it.

mod draw;
mod facts;
mod file;
mod page;
mod problem;
mod texts;
mod words;

use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::plan;
use stickprov::problem::Error;
use stickprov::template::{Authority, Condition, Criterion, Severity, Template, nearest};

use super::exit::Exit;
use super::folder::Audit;
use super::inspect::builtin_templates;
use super::output::{Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// Explain the criteria, one criterion, a problem, or how the draw is made
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A criterion's or a problem's code, problems for all of these, or draw for the method of the
    /// draw
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// The template; otherwise the plan's, or all that are built in
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// Why this file got its outcome, evidence by evidence
    #[arg(long, value_name = "NUMBER")]
    file: Option<String>,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Förklara kriterierna, ett kriterium, ett problem eller hur urvalet dras",
    args: &[
        (
            "id",
            "Ett kriteriums eller ett problems kod, problems för alla problem, eller draw för hur urvalet dras",
        ),
        ("template", "Mallen; annars planens, eller alla inbyggda"),
        ("file", "Varför akten fick sitt utfall, uppgift för uppgift"),
    ],
};

/// The word that stands where a criterion's code could.
const DRAW: &str = "draw";
/// The word for all problems' codes.
const PROBLEMS: &str = "problems";

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    if args.id.as_deref() == Some(DRAW) {
        return draw::run(session);
    }
    if let Some(id) = args.id.as_deref() {
        let all = problem::all();
        if id == PROBLEMS {
            return problem::show(&all, session);
        }
        if let Some(one) = all.iter().find(|(code, _)| *code == id) {
            return problem::show(std::slice::from_ref(one), session);
        }
    }
    let audit = audit_of(args, session)?;
    let built_in = match (&audit, &args.template) {
        (Some(_), _) => Vec::new(),
        (None, Some(name)) => vec![session.folder().template(name)?],
        (None, None) => builtin_templates()?,
    };
    let own = audit.as_ref().map(|audit| &audit.template);
    let catalogue = catalogue(own.into_iter().chain(&built_in));
    let lang = session.lang;
    let mut decided = None;
    let (chosen, blocks) = match &args.id {
        None if args.file.is_some() => return Err(Error::new(texts::needs_criterion()).into()),
        None => {
            let blocks = vec![Block::Grid(grid(&catalogue, lang))];
            (catalogue, blocks)
        }
        Some(id) => {
            let (template, one) = find(&catalogue, id)?;
            let plan = audit.as_ref().map(|audit| &audit.plan);
            let mut blocks = page::page(one, template, plan, lang);
            if args.file.is_none() {
                blocks.push(Block::Sheet(grid(&[(template, one)], lang)));
            }
            if let Some(file) = &args.file {
                let audit = session.folder().audit()?;
                let at = audit.template.criterion_by_id(&one.id);
                let at = at.ok_or_else(|| Error::new(texts::not_decided(&one.id)))?;
                let found = file::decided(&audit, file, at, lang)?;
                // What became of the file stands right after the rule.
                let told = file::blocks(&found, &audit, one, lang);
                blocks.splice(page::RULE..page::RULE, told);
                decided = Some(file::machine(&found, &audit.template, lang));
            }
            (vec![(template, one)], blocks)
        }
    };
    let machine = Machine {
        schema: "stickprov/criteria/1",
        criteria: chosen
            .into_iter()
            .map(|(template, criterion)| listed(criterion, template, lang))
            .collect(),
        file: decided,
    };
    session.show(&machine, &blocks)?;
    Ok(Exit::Done)
}

/// The audit of the folder, where no template is named.
fn audit_of(args: &Args, session: &Session) -> stickprov::problem::Result<Option<Audit>> {
    let folder = session.folder();
    if args.template.is_none() && folder.has_plan() {
        folder.audit().map(Some)
    } else {
        Ok(None)
    }
}

/// A criterion with the template that explains it.
type Entry<'a> = (&'a Template, &'a Criterion);

/// All criteria of some templates, each once: of several with one code the first.
fn catalogue<'a>(templates: impl Iterator<Item = &'a Template>) -> Vec<Entry<'a>> {
    let mut catalogue: Vec<Entry<'a>> = Vec::new();
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
        let codes: Vec<String> = problem::all()
            .iter()
            .map(|(code, _)| (*code).to_owned())
            .collect();
        match nearest(&wanted, &known).or_else(|| nearest(&id.to_lowercase(), &codes)) {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<file::Machine>,
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
        Condition::Contradicted { .. } => "contradicted",
        Condition::Aged { .. } => "aged",
        Condition::Value { .. } => "value",
        Condition::All(_) => "all",
        Condition::Any(_) => "any",
        Condition::Months { .. } => "months",
        Condition::Not(_) => "not",
    }
}

fn grid(catalogue: &[Entry<'_>], lang: Lang) -> Grid {
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
    grid
}
