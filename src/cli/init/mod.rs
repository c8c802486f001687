//! `init`: makes the audit's folder with a plan that says what was found in the exports, or
//! writes the order for the exports. Everything is read before anything is written.

mod edit;
mod gather;
mod order;
mod placed;
mod plan_text;
mod texts;
mod told;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rand::TryRng as _;
use stickprov::lang::Text;
use stickprov::problem::{Error, Place, Result};
use stickprov::template::Template;

use super::exit::Exit;
use super::folder::{self, Access, Folder, PLAN};
use super::inspect::builtin_templates;
use super::legacy::InChild;
use super::output;
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
    let said = told::Told {
        misspelled: gather::misspelled(&found, own),
        text: &text,
        is_seed_said: args.seed.is_some(),
        changes,
        lacking: match &earlier {
            Some(_) => Vec::new(),
            None => plan_text::strata_without_column(&made),
        },
    };
    told::show(&folder, &made, &found, &said, session)?;
    Ok(Exit::Done)
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
