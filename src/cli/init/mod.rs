//! `init`: makes the audit's folder with a plan that says what was found in the exports, or
//! writes the order for the exports. Everything is read before anything is written.

mod edit;
mod gather;
mod order;
mod placed;
mod plan_text;
mod texts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rand::TryRng as _;
use serde::Serialize;
use stickprov::lang::{Lang, Text, whole};
use stickprov::plan;
use stickprov::problem::{Error, Place, Result};
use stickprov::template::{self, Template};

use super::exit::Exit;
use super::folder::{self, Access, Folder, PLAN};
use super::inspect::builtin_templates;
use super::legacy::InChild;
use super::output::{self, Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;
use gather::{Found, Wish};

/// Make an audit's folder with a plan, from the exports
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The audit's folder; it is made if it does not exist
    #[arg(value_name = "FOLDER")]
    audit: Option<PathBuf>,
    /// The template; otherwise the built-in one that knows the exports best
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
    /// An export to copy in, with the register it is; may be repeated
    #[arg(long, value_name = "ID=FILE", value_parser = gather::wish)]
    register: Vec<Wish>,
    /// The seed; otherwise one is made by chance
    #[arg(long, value_name = "SEED")]
    seed: Option<String>,
    /// Copy the plan of an earlier audit, without its dates and seed
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// Write the order for the exports instead of a plan
    #[arg(long, conflicts_with_all = ["register", "seed", "from"])]
    request: bool,
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Gör en granskningsmapp med en plan, utifrån exporterna",
    args: &[
        ("audit", "Granskningens mapp; den görs om den inte finns"),
        (
            "template",
            "Mallen; annars den inbyggda som känner igen mest i exporterna",
        ),
        (
            "register",
            "En export att kopiera in, med det register den är; kan upprepas",
        ),
        ("seed", "Startvärdet; annars slumpas ett fram"),
        (
            "from",
            "Kopiera planen från en tidigare granskning, utan dess datum och startvärde",
        ),
        (
            "request",
            "Skriv beställningen av registeruttag i stället för en plan",
        ),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let root = match &args.audit {
        Some(folder) => session.in_folder(folder),
        None => session.folder.clone(),
    };
    let folder = session.folder().other(&root);
    if args.request {
        return request(args, &folder, session);
    }
    if folder.has_plan() {
        let place = Place::file(folder.path(PLAN).to_string_lossy());
        return Err(Error::at(place, texts::plan_exists())
            .hint(texts::plan_exists_hint())
            .into());
    }
    let earlier = args.from.as_deref().map(Earlier::read).transpose()?;
    let named = match (&args.template, &earlier) {
        (Some(name), _) => Some(placed::placed(name, &session.folder, &folder)?),
        (None, Some(earlier)) => {
            let name = edit::template_of(&earlier.text).unwrap_or_default();
            Some(placed::placed(&name, &earlier.folder, &folder)?)
        }
        (None, None) => None,
    };
    let templates = match &named {
        Some(named) => vec![Folder::new(&session.folder).template(&named.from)?],
        None => builtin_templates()?,
    };
    let files = gather::files(&folder, &args.register)?;
    let found = gather::take(&files, &templates, session.lang)?;
    let template = chosen(&templates, &found).map_err(|error| {
        let near = gather::misspelled(&found, &templates);
        match near.first() {
            Some((id, near)) => error.hint(texts::no_register(id, near)),
            None => error,
        }
    })?;
    let seed = match &args.seed {
        Some(seed) => seed.clone(),
        None => made_seed()?,
    };
    let named = named.unwrap_or_else(|| placed::Placed {
        name: template.id.clone(),
        ..placed::Placed::default()
    });
    let made = Made {
        template,
        template_name: named.name,
        exports: plan_text::exports(template, &found),
        reference_date: plan_text::latest(&found),
        seed,
    };
    let text = match &earlier {
        Some(earlier) => edit::renewed(&earlier.text, &made, session.lang),
        None => plan_text::whole(&made, &title(&root), session.lang),
    };
    write(&folder, &text, &files, &named.files)?;
    let mut changes: Vec<Text> = named.told.into_iter().collect();
    if let Some(earlier) = &earlier {
        changes.extend(earlier.changes(&made, &folder, &text)?);
    }
    let own = std::slice::from_ref(template);
    let said = Told {
        misspelled: gather::misspelled(&found, own),
        text: &text,
        is_seed_said: args.seed.is_some(),
        changes,
        lacking: match &earlier {
            Some(_) => Vec::new(),
            None => plan_text::strata_without_column(&made),
        },
    };
    show(&folder, &made, &found, &said, session)?;
    Ok(Exit::Done)
}

/// What the user has to be told of a new plan.
struct Told<'a> {
    text: &'a str,
    is_seed_said: bool,
    /// Ids of `--register` that are no register's, and what was likely meant.
    misspelled: Vec<(String, String)>,
    /// How it differs from last year's.
    changes: Vec<Text>,
    /// What a new plan would divide the sample by if the export had it.
    lacking: Vec<String>,
}

/// What the new plan is made of.
struct Made<'a> {
    template: &'a Template,
    /// As it is named in the plan.
    template_name: String,
    exports: Vec<plan_text::Export<'a>>,
    reference_date: Option<jiff::civil::Date>,
    seed: String,
}

/// The plan of an earlier audit.
struct Earlier {
    folder: PathBuf,
    text: String,
}

impl Earlier {
    fn read(path: &Path) -> Result<Self> {
        let (folder, file) = if path.is_dir() {
            (path.to_owned(), path.join(PLAN))
        } else {
            let parent = path.parent().unwrap_or(Path::new("."));
            (parent.to_owned(), path.to_owned())
        };
        let shown = file.to_string_lossy().into_owned();
        let text = String::from_utf8(folder::read(&file, &shown)?);
        let text = text.map_err(|_| Error::at(Place::file(shown), texts::not_utf8()))?;
        Ok(Self { folder, text })
    }

    /// What is different in the exports: columns that came or went, and registers of the plan
    /// that have no file yet.
    fn changes(&self, made: &Made, folder: &Folder, text: &str) -> Result<Vec<Text>> {
        let mut changes = Vec::new();
        let names = edit::names_of(&self.text);
        if !names.is_empty() {
            changes.push(texts::same_names(&names.join(" · ")));
        }
        if let Some(with) = edit::coordinated_with(&self.text) {
            changes.push(texts::same_coordination(&with));
        }
        let old_files = edit::files_of(&self.text);
        for export in &made.exports {
            let Some((_, file)) = old_files.iter().find(|(id, _)| *id == export.id) else {
                continue;
            };
            let path = self.folder.join(file);
            if !path.is_file() {
                changes.push(texts::no_old_export(&export.id));
                continue;
            }
            let as_said = super::export::Said::default();
            let taken = export.taken_as();
            let register = [(taken.template, taken.register)];
            let old = super::export::open(&path, file, &as_said, &register, &InChild)?;
            let headers = |table: &stickprov::table::Table| -> BTreeSet<String> {
                let described = table.describe();
                described
                    .headers
                    .iter()
                    .map(|h| h.trim().to_owned())
                    .collect()
            };
            let (old, new) = (headers(&old.table), headers(&export.found.export.table));
            let join = |names: Vec<&String>| {
                let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
                names.join(", ")
            };
            let (came, went) = (
                join(new.difference(&old).collect()),
                join(old.difference(&new).collect()),
            );
            if !came.is_empty() {
                changes.push(texts::columns_came(&export.id, &came));
            }
            if !went.is_empty() {
                changes.push(texts::columns_went(&export.id, &went));
            }
        }
        for (id, file) in edit::files_of(text) {
            if !folder.path(&file).is_file() {
                changes.push(texts::no_file_yet(&id, &file));
            }
        }
        Ok(changes)
    }
}

/// The template that knows the most columns; the one with the most registers among equals.
fn chosen<'a>(templates: &'a [Template], found: &[Found<'a>]) -> Result<&'a Template> {
    let known = |template: &Template| -> usize {
        found
            .iter()
            .flat_map(|found| &found.export.taken_as)
            .filter(|taken| taken.template.id == template.id)
            .map(super::export::TakenAs::recognised)
            .sum()
    };
    // With nothing to go by, the first: the most general one.
    if let [only] = templates {
        return Ok(only);
    } else if let (true, [first, ..]) = (found.is_empty(), templates) {
        return Ok(first);
    }
    let best = templates.iter().enumerate().max_by_key(|(at, template)| {
        (
            known(template),
            template.registers.len(),
            std::cmp::Reverse(*at),
        )
    });
    match best {
        Some((_, template)) if known(template) > 0 => Ok(template),
        Some(_) | None => {
            let names: Vec<&str> = templates.iter().map(|t| t.id.as_str()).collect();
            Err(Error::new(texts::which_template(&names.join(", "))))
        }
    }
}

/// Four groups of five digits, from the operating system's randomness.
fn made_seed() -> anyhow::Result<String> {
    let mut groups = Vec::new();
    while groups.len() < 4 {
        let number = rand::rngs::SysRng.try_next_u32()? >> 15;
        // 17 random bits, of which those above 99 999 are thrown away: every group is as likely.
        if number < 100_000 {
            groups.push(format!("{number:05}"));
        }
    }
    Ok(groups.join("-"))
}

fn title(root: &Path) -> String {
    let path = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

fn write(
    folder: &Folder,
    text: &str,
    files: &[gather::Candidate],
    template: &[(String, String)],
) -> Result<()> {
    let made = std::fs::create_dir_all(folder.root());
    made.map_err(|error| folder::not_written(&error, &folder.root().to_string_lossy()))?;
    let _lock = folder.lock()?;
    let mut batch = folder.batch();
    for file in files.iter().filter(|file| file.is_copied) {
        batch.copy(&file.name, &file.path)?;
    }
    for (name, text) in template {
        batch.add(name, text.as_bytes(), Access::Usual)?;
    }
    batch.add(PLAN, text.as_bytes(), Access::Usual)?;
    batch.commit()
}

/// `init/1`.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    folder: String,
    template: String,
    reference_date: Option<String>,
    seed: String,
    registers: Vec<Register>,
    not_recognised: Vec<String>,
    to_do: Vec<String>,
}

#[derive(Serialize)]
struct Register {
    id: String,
    #[serde(rename = "register")]
    kind: String,
    file: String,
    rows: u64,
    columns: usize,
    recognised: usize,
    unknown_headers: Vec<String>,
    missing_fields: Vec<String>,
    latest_date: Option<String>,
}

fn show(
    folder: &Folder,
    made: &Made<'_>,
    found: &[Found<'_>],
    said: &Told,
    session: &Session,
) -> anyhow::Result<()> {
    let lang = session.lang;
    let registers: Vec<Register> = made.exports.iter().map(register).collect();
    let taken = |name: &String| made.exports.iter().any(|export| export.found.name == *name);
    let not_recognised: Vec<String> = (found.iter().map(|found| found.name.clone()))
        .filter(|name| !taken(name))
        .collect();
    let to_do = to_do(made, &not_recognised, said, folder, lang);
    let plan = folder.path(PLAN).to_string_lossy().into_owned();
    let mut blocks = vec![Block::Lines(vec![texts::made(&plan).get(lang).to_owned()])];
    if !registers.is_empty() {
        blocks.push(grid(&registers, lang));
    }
    blocks.push(Block::Heading(texts::to_do().get(lang).to_owned()));
    blocks.push(Block::Lines(
        to_do.iter().map(|line| format!("- {line}")).collect(),
    ));
    let machine = Machine {
        schema: "stickprov/init/1",
        folder: folder.root().to_string_lossy().into_owned(),
        template: made.template_name.clone(),
        reference_date: made.reference_date.map(|date| date.to_string()),
        seed: made.seed.clone(),
        registers,
        not_recognised,
        to_do,
    };
    session.show(&machine, &blocks)
}

fn register(export: &plan_text::Export<'_>) -> Register {
    let taken = export.taken_as();
    Register {
        id: export.id.clone(),
        kind: taken.register().id.clone(),
        file: export.found.name.clone(),
        rows: export.found.rows,
        columns: export.found.export.table.describe().headers.len(),
        recognised: taken.recognised(),
        unknown_headers: export.unknown_headers(),
        missing_fields: (taken.missing().iter())
            .map(|field| taken.register().fields[*field].id.clone())
            .collect(),
        latest_date: export.found.latest.map(|date| date.to_string()),
    }
}

fn grid(registers: &[Register], lang: Lang) -> Block {
    let titles = [
        texts::file(),
        texts::register(),
        texts::rows(),
        texts::columns(),
        texts::unknown(),
    ];
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    let columns: Vec<(&str, Align)> = titles.iter().map(|t| t.get(lang)).zip(aligns).collect();
    let mut grid = Grid::new(&columns);
    for one in registers {
        // They all lie in one folder; the plan says which.
        let name = one.file.rsplit('/').next().unwrap_or(&one.file);
        grid.push(vec![
            Item::text(name),
            Item::text(&one.id),
            Item::whole(lang, one.rows),
            Item::text(texts::of(one.recognised, one.columns).get(lang)),
            Item::text(one.unknown_headers.join(", ")),
        ]);
    }
    Block::Grid(grid)
}

/// What only the user can know, and what the new plan lacks.
fn to_do(
    made: &Made<'_>,
    not_recognised: &[String],
    said: &Told,
    folder: &Folder,
    lang: Lang,
) -> Vec<String> {
    let mut lines = Vec::new();
    for name in not_recognised {
        lines.push(texts::not_recognised(name));
    }
    for (id, near) in &said.misspelled {
        lines.push(texts::no_register(id, near));
    }
    for export in &made.exports {
        let taken = export.taken_as();
        for field in taken.missing() {
            let id = &taken.register().fields[field].id;
            lines.push(texts::missing(&export.found.name, id, &export.id));
        }
        lines.extend(ambiguous(export, lang));
        if let Some(alike) = &export.found.alike {
            lines.push(texts::of_file(&export.found.name, alike.get(lang)));
        }
        // Last year's plan may name it among the parts of another already.
        let is_part =
            |(id, file): &(String, String)| *id != export.id && *file == export.found.name;
        if !edit::files_of(said.text).iter().any(is_part) {
            lines.extend(plan_text::part_of(made, export));
        }
    }
    if !said.lacking.is_empty() {
        lines.push(texts::no_strata_column(&said.lacking.join(", ")));
    }
    if made.exports.is_empty() {
        let others: Vec<&str> = template::builtin_names()
            .into_iter()
            .filter(|name| *name != made.template_name)
            .collect();
        lines.push(texts::template_taken(
            &made.template_name,
            &others.join(", "),
        ));
        lines.push(texts::no_exports());
    }
    match made.reference_date {
        Some(date) => lines.push(texts::check_date(&date.to_string())),
        None => lines.push(texts::set_date()),
    }
    lines.extend(said.changes.iter().cloned());
    if !said.is_seed_said {
        lines.push(texts::check_seed(&made.seed));
    }
    let mut lines: Vec<String> = lines.iter().map(|line| line.get(lang).to_owned()).collect();
    if let Err(error) = plan::parse(said.text, PLAN, &|name| folder.template(name)) {
        for fault in error.faults {
            let one = Error {
                faults: vec![fault],
            };
            lines.push(one.in_words(lang));
        }
    }
    lines.push(texts::next().get(lang).to_owned());
    lines
}

/// Which columns of an export have dates that can be read in two ways.
fn ambiguous(export: &plan_text::Export<'_>, lang: Lang) -> Option<Text> {
    let found = export.found;
    let described = found.export.table.describe();
    let columns = found
        .ambiguous
        .keys()
        .map(|column| described.column_name(*column));
    let columns: Vec<String> = columns.collect();
    let count = whole(lang, found.ambiguous.values().sum());
    (!columns.is_empty()).then(|| texts::ambiguous(&found.name, &columns.join(", "), &count))
}

fn request(args: &Args, folder: &Folder, session: &Session) -> anyhow::Result<Exit> {
    let template = match &args.template {
        Some(name) => Folder::new(&session.folder).template(name)?,
        None if folder.has_plan() => folder.audit()?.template,
        // As for a new plan with nothing to go by.
        None => chosen(&builtin_templates()?, &[])?.clone(),
    };
    let text = order::markdown(&template, session.lang);
    let made = std::fs::create_dir_all(folder.root());
    made.map_err(|error| folder::not_written(&error, &folder.root().to_string_lossy()))?;
    let _lock = folder.lock()?;
    let mut batch = folder.batch();
    if folder.path(order::NAME).exists() {
        let place = Place::file(folder.path(order::NAME).to_string_lossy());
        return Err(Error::at(place, texts::order_exists()).into());
    }
    batch.add(order::NAME, text.as_bytes(), Access::Usual)?;
    batch.commit()?;
    let path = folder.path(order::NAME).to_string_lossy().into_owned();
    output::print(&format!("{}\n", texts::ordered(&path).get(session.lang)))?;
    Ok(Exit::Done)
}
