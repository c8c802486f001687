//! A made-up template and plan, and the library run on them as the program runs it.

use std::path::Path;

use stickprov::frame::{self, Frame};
use stickprov::lang::Lang;
use stickprov::plan::{self, Plan};
use stickprov::problem::Result;
use stickprov::register::Sources;
use stickprov::sample::{self, Selection};
use stickprov::table::Direct;
use stickprov::template::{self, Template, TemplateFile};

const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "Register A", en = "Register A" }
link = "person"
pick = { pick = "last", by = "in" }
[[registers.fields]]
id = "person"
title = { sv = "Person nr", en = "Person no" }
type = "personnummer"
[[registers.fields]]
id = "office"
title = { sv = "Kontor", en = "Office" }
type = "code"
values = [["North", "N."], ["South"]]
[[registers.fields]]
id = "group"
title = { sv = "Grupp", en = "Group" }
type = "text"
[[registers.fields]]
id = "in"
title = { sv = "In", en = "In date" }
type = "date"
[[registers.fields]]
id = "visits"
title = { sv = "Besök", en = "Visits" }
type = "integer"
[[registers]]
id = "reg_b"
title = { sv = "Register B", en = "Register B" }
link = "case"
[[registers.fields]]
id = "case"
title = { sv = "Ärende", en = "Case" }
type = "id"
"#;

pub(crate) fn template() -> Template {
    let files = [
        (
            "template.toml",
            "title = { sv = \"P\u{e5}hittad\", en = \"Made up\" }",
        ),
        ("registers.toml", REGISTERS),
        ("evidence.toml", "evidence = []"),
    ];
    let files = files.map(|(path, text)| TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    template::load("made-up", &files).unwrap()
}

/// The plan's text around the sections that differ between tests.
pub(crate) fn plan_text(file: &str, sections: &str) -> String {
    format!(
        "[audit]\ntitle = \"Kontoren\"\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n\
         [registers.reg_a]\nfile = \"{file}\"\n{sections}"
    )
}

/// An audit of which everything up to the draw was done.
pub(crate) struct Drawn {
    pub(crate) text: String,
    pub(crate) plan: Plan,
    pub(crate) template: Template,
    pub(crate) frame: Frame,
    pub(crate) selection: Selection,
}

pub(crate) fn parse(text: &str) -> (Plan, Template) {
    plan::parse(text, "granskning.toml", &|_| Ok(template()))
        .unwrap_or_else(|error| panic!("{}\n{text}", error.in_words(Lang::En)))
}

pub(crate) fn frame_of(folder: &Path, text: &str) -> Result<(Plan, Template, Frame)> {
    let (plan, template) = parse(text);
    let sources = Sources {
        folder,
        legacy: &Direct,
        progress: &|_, _| {},
    };
    let frame = frame::build(&plan, &template, sources)?;
    Ok((plan, template, frame))
}

pub(crate) fn draw(folder: &Path, text: &str) -> Result<Drawn> {
    let (plan, template, frame) = frame_of(folder, text)?;
    let selection = sample::draw(&plan.sample, &frame)?;
    Ok(Drawn {
        text: text.to_owned(),
        plan,
        template,
        frame,
        selection,
    })
}

impl Drawn {
    /// Löpnummer, key and whether it is a reserve, in order.
    pub(crate) fn lines(&self) -> Vec<(String, String, bool)> {
        self.selection
            .drawn
            .iter()
            .map(|drawn| {
                let key = self.frame.units.get(drawn.unit).key.expose().to_owned();
                (drawn.id.clone(), key, drawn.reserve)
            })
            .collect()
    }
}
