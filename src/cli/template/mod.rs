//! `template list`, `export` and `check`: the templates there are, and one's own.

mod texts;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::plan;
use stickprov::problem::{Error, Fault, Place};
use stickprov::synth;
use stickprov::template::{self, QuestionKind, Template};

use super::exit::Exit;
use super::folder::{self, Access, Folder};
use super::output::{Align, Block, Grid, Item};
use super::session::Session;
use super::translate::Swedish;

/// List, export and check templates
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the built-in templates, or the questions of one
    List {
        /// The template, or a folder with one
        #[arg(value_name = "NAME")]
        name: Option<String>,
        /// List the questions with their codes
        #[arg(long)]
        questions: bool,
    },
    /// Write a built-in template to a folder, to be edited
    Export {
        /// The template
        #[arg(value_name = "NAME")]
        name: String,
        /// The folder; it must not exist yet
        #[arg(value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Check a template of your own: every name, every value
    Check {
        /// The template's folder
        #[arg(value_name = "FOLDER")]
        template: PathBuf,
    },
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Lista, exportera och kontrollera mallar",
    args: &[],
};

/// The Swedish texts of `list`.
pub(crate) static SWEDISH_LIST: Swedish = Swedish {
    about: "Lista de inbyggda mallarna, eller frågorna i en",
    args: &[
        ("name", "Mallen, eller en mapp med en mall"),
        ("questions", "Lista frågorna med sina koder"),
    ],
};

/// The Swedish texts of `export`.
pub(crate) static SWEDISH_EXPORT: Swedish = Swedish {
    about: "Skriv en inbyggd mall till en mapp, för att ändra i den",
    args: &[("name", "Mallen"), ("to", "Mappen; den får inte finnas")],
};

/// The Swedish texts of `check`.
pub(crate) static SWEDISH_CHECK: Swedish = Swedish {
    about: "Kontrollera en egen mall: varje namn och värde",
    args: &[("template", "Mallens mapp")],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    match &args.command {
        Command::List { name, questions } => list(name.as_deref(), *questions, session),
        Command::Export { name, to } => export(name, to, session),
        Command::Check { template } => check(template, session),
    }
}

/// `templates/1`.
#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    templates: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    extends: Option<String>,
    title: String,
    registers: Vec<String>,
    checklists: Vec<String>,
    questions: usize,
    criteria: usize,
}

fn list(name: Option<&str>, questions: bool, session: &Session) -> anyhow::Result<Exit> {
    let lang = session.lang;
    let names = match name {
        Some(name) => vec![name],
        None => template::builtin_names(),
    };
    let folder = session.folder();
    let templates: Vec<Template> = (names.into_iter())
        .map(|name| folder.template(name))
        .collect::<stickprov::problem::Result<_>>()?;
    if questions {
        show_questions(&templates, session)?;
    } else {
        let listed: Vec<Listed> = templates
            .iter()
            .map(|template| of(template, lang))
            .collect();
        let blocks = vec![grid(&listed, lang)];
        let machine = Machine {
            schema: "stickprov/templates/1",
            templates: listed,
        };
        session.show(&machine, &blocks)?;
    }
    Ok(Exit::Done)
}

fn of(template: &Template, lang: Lang) -> Listed {
    Listed {
        id: template.id.clone(),
        extends: template.extends.clone(),
        title: template.title.get(lang).to_owned(),
        registers: template.registers.iter().map(|r| r.id.clone()).collect(),
        checklists: template.checklists.iter().map(|c| c.id.clone()).collect(),
        questions: template.checklists.iter().map(|c| c.questions.len()).sum(),
        criteria: template.criteria.len(),
    }
}

fn grid(listed: &[Listed], lang: Lang) -> Block {
    let titles = [
        texts::template(),
        texts::title(),
        texts::registers(),
        texts::questions(),
        texts::criteria(),
    ];
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
    ];
    let columns: Vec<(&str, Align)> = titles.iter().map(|t| t.get(lang)).zip(aligns).collect();
    let mut grid = Grid::new(&columns);
    let count = |n: usize| Item::number(n.to_string(), &n);
    for one in listed {
        grid.push(vec![
            Item::text(&one.id),
            Item::text(&one.title),
            Item::text(one.registers.join(", ")),
            count(one.questions),
            count(one.criteria),
        ]);
    }
    Block::Grid(grid)
}

/// `questions/1`.
#[derive(Serialize)]
struct Questions {
    schema: &'static str,
    questions: Vec<Asked>,
}

#[derive(Serialize)]
struct Asked {
    template: String,
    checklist: String,
    id: String,
    text: String,
    kind: &'static str,
    options: Vec<String>,
    judgement: bool,
}

fn show_questions(templates: &[Template], session: &Session) -> anyhow::Result<()> {
    let lang = session.lang;
    let mut asked = Vec::new();
    let mut blocks = Vec::new();
    let titles = [texts::code(), texts::question(), texts::answers()];
    for template in templates {
        for checklist in &template.checklists {
            let columns: Vec<(&str, Align)> =
                titles.iter().map(|t| (t.get(lang), Align::Left)).collect();
            let mut grid = Grid::new(&columns);
            for question in &checklist.questions {
                let options: Vec<String> = question
                    .options
                    .iter()
                    .map(|option| option.code.clone())
                    .collect();
                let kind = kind_word(question.kind);
                let mut answers = options.clone();
                if !matches!(question.kind, QuestionKind::Coded | QuestionKind::CodedMany) {
                    answers.insert(0, texts::kind(question.kind).get(lang).to_owned());
                }
                let text = question.text.get(lang).to_owned();
                grid.push(vec![
                    Item::text(&question.id),
                    Item::text(&text),
                    Item::text(answers.join(", ")),
                ]);
                asked.push(Asked {
                    template: template.id.clone(),
                    checklist: checklist.id.clone(),
                    id: question.id.clone(),
                    text,
                    kind,
                    options,
                    judgement: question.judgement,
                });
            }
            let title = format!("{}: {}", template.id, checklist.title.get(lang));
            blocks.push(Block::Heading(title));
            blocks.push(Block::Grid(grid));
        }
    }
    let machine = Questions {
        schema: "stickprov/questions/1",
        questions: asked,
    };
    session.show(&machine, &blocks)
}

fn kind_word(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Coded => "coded",
        QuestionKind::CodedMany => "coded_many",
        QuestionKind::Date => "date",
        QuestionKind::DateList => "date_list",
        QuestionKind::Integer => "integer",
        QuestionKind::Text => "text",
    }
}

fn export(name: &str, to: &Path, session: &Session) -> anyhow::Result<Exit> {
    let Some(files) = template::builtin_files(name) else {
        let known = template::builtin_names().join(", ");
        return Err(Error::new(texts::not_built_in(name, &known)).into());
    };
    let to = session.in_folder(to);
    let shown = to.to_string_lossy().into_owned();
    let is_empty = std::fs::read_dir(&to).is_ok_and(|mut entries| entries.next().is_none());
    if to.exists() && !is_empty {
        return Err(Error::at(Place::file(shown), texts::folder_exists()).into());
    }
    let folder = Folder::new(&to);
    let mut batch = folder.batch();
    for file in &files {
        batch.add(&file.path, file.text.as_bytes(), Access::Usual)?;
    }
    batch.commit()?;
    let said = texts::exported(files.len(), &shown);
    done(session, said.get(session.lang))
}

fn check(path: &Path, session: &Session) -> anyhow::Result<Exit> {
    let path = session.in_folder(path);
    let name = path.to_string_lossy().into_owned();
    if !path.is_dir() {
        return Err(Error::at(Place::file(name), texts::no_folder()).into());
    }
    let files = folder::template_files(&path)?;
    let folder = session.folder();
    let template = template::load_on(&name, &files, &|asking, name| folder.base(asking, name))?;
    let mut faults = faults_of_plans(&template);
    if !template.synth.is_empty() {
        faults.extend(
            synth::recipe(&template)
                .err()
                .into_iter()
                .flat_map(|e| e.faults),
        );
    }
    Error::all(faults)?;
    let listed = of(&template, session.lang);
    let said = texts::sound(listed.registers.len(), listed.questions, listed.criteria);
    done(session, said.get(session.lang))
}

/// What is wrong with the plans that a template proposes, once the user has filled in what
/// only the user knows.
fn faults_of_plans(template: &Template) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, proposed) in [
        ("plan.toml", &template.plan),
        ("plan.en.toml", &template.plan_en),
    ] {
        if proposed.is_empty() {
            continue;
        }
        let mut text = proposed.replace("seed = \"\"", "seed = \"1\"");
        // Behind the proposal, so that its lines keep their numbers.
        text.push_str("\n[audit]\ntemplate = \"own\"\nreference_date = 2000-01-01\n");
        for register in &template.registers {
            text.push_str(&format!("[registers.{}]\nfile = \"a.csv\"\n", register.id));
        }
        let parsed = plan::parse(&text, file, &|_| Ok(template.clone()));
        faults.extend(parsed.err().into_iter().flat_map(|error| error.faults));
    }
    faults
}

/// `done/1`: what a command that only does something says.
#[derive(Serialize)]
struct Done<'a> {
    schema: &'static str,
    done: &'a str,
}

fn done(session: &Session, said: &str) -> anyhow::Result<Exit> {
    let machine = Done {
        schema: "stickprov/done/1",
        done: said,
    };
    session.show(&machine, &[Block::Lines(vec![said.to_owned()])])?;
    Ok(Exit::Done)
}
