//! What `init` says of a new plan: what it was made from, and what is left to do.

use serde::Serialize;
use stickprov::lang::{Lang, Text, whole};
use stickprov::problem::Error;
use stickprov::{plan, template};

use super::super::folder::{Folder, PLAN};
use super::super::output::{Align, Block, Grid, Item};
use super::super::session::Session;
use super::gather::Found;
use super::{Made, edit, plan_text, texts};

/// What the user has to be told of a new plan.
pub(super) struct Told<'a> {
    pub(super) text: &'a str,
    pub(super) is_seed_said: bool,
    /// Ids of `--register` that are no register's, and what was likely meant.
    pub(super) misspelled: Vec<(String, String)>,
    /// How it differs from last year's.
    pub(super) changes: Vec<Text>,
    /// What a new plan would divide the sample by if the export had it.
    pub(super) lacking: Vec<String>,
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

/// Says what the plan was made from, and what is left to do.
pub(super) fn show(
    folder: &Folder,
    made: &Made<'_>,
    found: &[Found<'_>],
    said: &Told<'_>,
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
    said: &Told<'_>,
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
        let unread = export.found.unread.iter();
        lines.extend(unread.map(|one| texts::of_file(&export.found.name, one.get(lang))));
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
