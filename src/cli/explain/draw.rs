//! `explain draw`: the method of the draw, with the audit's own numbers where one was made.

use serde::Serialize;
use stickprov::lang::Lang;
use stickprov::protocol::recipe;
use stickprov::sample;

use super::texts;
use crate::cli::drawn;
use crate::cli::exit::Exit;
use crate::cli::output::{Align, Block, Grid, Item};
use crate::cli::session::Session;

/// `method/1`: how the draw is made.
#[derive(Serialize)]
struct Method {
    schema: &'static str,
    #[serde(rename = "method")]
    name: String,
    /// The draw that the numbers are of; null where none was made.
    draw_id: Option<String>,
    text: Vec<String>,
    commands: Vec<String>,
}

pub(super) fn run(session: &Session) -> anyhow::Result<Exit> {
    let lang = session.lang;
    let folder = session.folder();
    let drawn = if folder.has_plan() {
        drawn::protocol(&folder)?
    } else {
        None
    };
    let Some(protocol) = drawn else {
        let text = texts::draw(lang).iter().map(|line| (*line).to_owned());
        let machine = Method {
            schema: "stickprov/method/1",
            name: sample::METHOD.to_owned(),
            draw_id: None,
            text: text.collect(),
            commands: Vec::new(),
        };
        let lines = Block::Lines(machine.text.clone());
        let steps = machine.text.iter();
        let steps: Vec<String> = steps
            .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
            .cloned()
            .collect();
        session.show(&machine, &[lines, sheet(&steps, lang)])?;
        return Ok(Exit::Done);
    };
    let audit = folder.audit()?;
    let recipe = recipe::recipe(&audit.plan, &audit.template, &protocol, lang);
    let mut lines = Vec::new();
    for (at, step) in recipe.steps.iter().enumerate() {
        lines.push(format!("{}. {step}", at + 1));
    }
    let mut blocks = vec![
        Block::Heading(texts::recipe(&audit.plan.title).get(lang).to_owned()),
        Block::Lines(lines),
    ];
    if !recipe.commands.is_empty() {
        blocks.push(Block::Heading(texts::check_one().get(lang).to_owned()));
        blocks.push(Block::Lines(recipe.commands.clone()));
    }
    blocks.push(sheet(&recipe.steps, lang));
    let machine = Method {
        schema: "stickprov/method/1",
        name: protocol.method,
        draw_id: Some(protocol.draw_id),
        text: recipe.steps,
        commands: recipe.commands,
    };
    session.show(&machine, &blocks)?;
    Ok(Exit::Done)
}

/// The steps for a spreadsheet program, a row each; without their own numbers.
fn sheet(steps: &[String], lang: Lang) -> Block {
    let mut grid = Grid::new(&[
        (texts::step().get(lang), Align::Right),
        (texts::what_is_done().get(lang), Align::Left),
    ]);
    for (number, step) in (1_u64..).zip(steps) {
        let own = format!("{number}. ");
        let step = step.strip_prefix(&own).unwrap_or(step);
        grid.push(vec![Item::whole(lang, number), Item::text(step)]);
    }
    Block::Sheet(grid)
}
