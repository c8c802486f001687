//! What criteria count over whole registers, by hand: made-up exports are written and read again.
//! Rows have the numbers of the file, in which the headers are row 1; `@1985-05-01` is a made-up
//! person who was born that day, and `@7` one of another day.

mod figures;
mod persons;
mod rows;
mod whole;

use std::fmt::Write as _;

use tempfile::TempDir;

use super::scene::criterion;
use crate::finding::population::{Counts, Populations, count};
use crate::identity::check_digit;
use crate::lang::{Lang, Text};
use crate::plan::{self, Plan};
use crate::register::Sources;
use crate::table::Direct;
use crate::template::{self, Template, TemplateFile};

/// Persons, numbers that lead to them, and a list that reviewers fill in.
const REGISTERS: &str = r#"
[[registers]]
id = "reg_a"
title = { sv = "A", en = "A" }
link = "person"
pick = { pick = "last", by = "in" }
fields = [
    { id = "person", title = { sv = "1", en = "1" }, type = "personnummer" },
    { id = "in", title = { sv = "2", en = "2" }, type = "date" },
    { id = "office", title = { sv = "Kontor", en = "Office" }, type = "code", values = [["North"], ["South"], ["East"], ["West"]] },
    { id = "number", title = { sv = "4", en = "4" }, type = "id" },
    { id = "out", title = { sv = "5", en = "5" }, type = "date" },
    { id = "met", title = { sv = "6", en = "6" }, type = "date" },
    { id = "born", title = { sv = "7", en = "7" }, type = "date" },
    { id = "group", title = { sv = "8", en = "8" }, type = "code" },
    { id = "time", title = { sv = "9", en = "9" }, type = "text" },
    { id = "many", title = { sv = "10", en = "10" }, type = "integer" },
    { id = "month", title = { sv = "11", en = "11" }, type = "month" },
]
[[registers]]
id = "reg_b"
title = { sv = "B", en = "B" }
link = { field = "number", via = "reg_a" }
fields = [
    { id = "number", title = { sv = "1", en = "1" }, type = "id" },
    { id = "what", title = { sv = "2", en = "2" }, type = "code" },
]
[[registers]]
id = "reg_c"
title = { sv = "C", en = "C" }
link = "person"
fields = [
    { id = "person", title = { sv = "1", en = "1" }, type = "personnummer" },
    { id = "day", title = { sv = "2", en = "2" }, type = "date" },
    { id = "kind", title = { sv = "3", en = "3" }, type = "code" },
    { id = "filled", title = { sv = "4", en = "4" }, type = "text" },
    { id = "done", title = { sv = "5", en = "5" }, type = "yes_no" },
]
[[registers]]
id = "reg_d"
title = { sv = "D", en = "D" }
link = "person"
pick = { pick = "first", by = "day" }
fields = [
    { id = "person", title = { sv = "1", en = "1" }, type = "personnummer" },
    { id = "day", title = { sv = "2", en = "2" }, type = "date" },
]
[[registers]]
id = "list"
title = { sv = "L", en = "L" }
link = "number"
persons = false
form = { instructions = { sv = "I", en = "I" }, rows = 5 }
fields = [
    { id = "number", title = { sv = "1", en = "1" }, type = "id" },
    { id = "kind", title = { sv = "2", en = "2" }, type = "code" },
]
"#;

/// Days from `in` to `out` by office.
const INDICATORS: &str = r#"
[populations.cases]
register = "reg_a"
start = "reg_a.in"
end = "reg_a.out"
[[indicators]]
id = "waits"
title = { sv = "Väntan", en = "Waits" }
population = "cases"
member = "begun"
rows = { by = ["reg_a.office"] }
total = { sv = "Alla", en = "All" }
[[indicators.columns]]
id = "cases"
title = { sv = "Antal", en = "Cases" }
count = []
[[indicators.columns]]
id = "ended"
title = { sv = "Avslutade", en = "Ended" }
count = [{ known = "reg_a.out" }]
[[indicators.columns]]
id = "median"
title = { sv = "Median", en = "Median" }
percentile = 50
days = { from = "reg_a.in", to = "reg_a.out" }
"#;

/// An audit with criteria over registers, and its exports.
#[derive(Clone, Default)]
pub(super) struct Registers {
    criteria: Vec<(String, String)>,
    plan: String,
    files: Vec<(String, String)>,
}

impl Registers {
    /// With one criterion C1: TOML with its `[[population]]`.
    pub(super) fn of(criterion: &str) -> Self {
        Self::default().and("C1", criterion)
    }

    /// A further criterion.
    fn and(mut self, id: &str, text: &str) -> Self {
        self.criteria
            .push((id.to_owned(), criterion("register", text)));
        self
    }

    /// Whole sections of the plan.
    pub(super) fn plan(mut self, sections: &str) -> Self {
        self.plan.push_str(sections);
        self
    }

    /// The export of a register, or another file by its name. Rows are parted by blanks.
    pub(super) fn file(mut self, name: &str, rows: &str) -> Self {
        let mut text = String::new();
        for row in rows.split_whitespace() {
            let cells: Vec<String> = row.split(';').map(cell).collect();
            writeln!(text, "{}", cells.join(";")).unwrap();
        }
        self.files.retain(|(known, _)| known != name);
        self.files.push((name.to_owned(), text));
        self
    }

    /// The rows of the first register.
    pub(super) fn rows(self, rows: &str) -> Self {
        self.file("reg_a", rows)
    }

    fn template(&self) -> Template {
        let mut files = vec![
            (
                "template.toml".to_owned(),
                "title = { sv = \"P\", en = \"M\" }".to_owned(),
            ),
            ("registers.toml".to_owned(), REGISTERS.to_owned()),
            ("indicators.toml".to_owned(), INDICATORS.to_owned()),
            ("evidence.toml".to_owned(), "evidence = []".to_owned()),
        ];
        for (id, text) in &self.criteria {
            files.push((format!("criteria/{id}.toml"), text.clone()));
        }
        let files: Vec<TemplateFile> = files
            .into_iter()
            .map(|(path, text)| TemplateFile { path, text })
            .collect();
        template::load("made-up", &files).unwrap_or_else(|e| panic!("{}", e.in_words(Lang::En)))
    }

    /// The plan over the exports that there are, in the order in which they were given.
    fn plan_text(&self) -> String {
        let mut text =
            String::from("[audit]\ntemplate = \"made-up\"\nreference_date = 2009-11-30\n");
        let registers = self.files.iter().map(|(name, _)| name);
        let registers = registers.filter(|name| !name.contains('.'));
        for register in registers {
            if !self.plan.contains(&format!("[registers.{register}]")) {
                writeln!(text, "[registers.{register}]\nfile = \"{register}.csv\"").unwrap();
            }
        }
        text.push_str(&self.plan);
        if !self.plan.contains("[unit]") {
            text.push_str("\n[unit]\nregister = \"reg_a\"");
        }
        text.push_str("\n[strata]\nby = [\"reg_a.office\"]\n[sample]\nsize = 1\nseed = \"s\"\n");
        text
    }

    /// What all criteria count.
    fn all(&self) -> Populations {
        self.look(|plan, template, sources| {
            count(plan, template, sources)
                .unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)))
        })
    }

    /// Writes the exports, and looks at them.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Plan, &Template, Sources<'_>) -> T) -> T {
        let text = self.plan_text();
        let parsed = plan::parse(&text, "granskning.toml", &|_| Ok(self.template()));
        let (plan, template): (Plan, Template) =
            parsed.unwrap_or_else(|error| panic!("{}\n{text}", error.in_words(Lang::En)));
        let folder = TempDir::new().unwrap();
        for (name, text) in &self.files {
            let name = if name.contains('.') {
                name.clone()
            } else {
                format!("{name}.csv")
            };
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let sources = Sources {
            folder: folder.path(),
            legacy: &Direct,
            progress: &|_, _| {},
        };
        at(&plan, &template, sources)
    }

    /// What C1 counts: how many, and where those that deviate stand, as `reg_a 3 met`.
    #[track_caller]
    fn are(&self, rows: u64, places: &[&str]) -> Counts {
        let found = self.all();
        assert_eq!(found.not_evaluated, []);
        let [counts] = &found.counts[..] else {
            panic!("{} criteria", found.counts.len());
        };
        let gaps = u64::try_from(places.len()).unwrap();
        assert_eq!((counts.rows, counts.gaps), (rows, gaps), "{counts:?}");
        assert_eq!(shown(counts), places);
        counts.clone()
    }

    /// Why C1 is not evaluated.
    #[track_caller]
    fn is_not_evaluated(&self, because: &str) {
        let found = self.all();
        assert_eq!(found.counts, []);
        let reasons: Vec<&str> = found
            .not_evaluated
            .iter()
            .map(|(_, why)| why.en())
            .collect();
        assert_eq!(reasons, [because]);
    }
}

trait English {
    fn en(&self) -> &str;
}

impl English for Text {
    fn en(&self) -> &str {
        self.get(Lang::En)
    }
}

/// The places of what deviates: file, row and column.
fn shown(counts: &Counts) -> Vec<String> {
    let places = counts.places.iter();
    places
        .map(|place| {
            let file = place.file.trim_end_matches(".csv");
            let row = place.row.unwrap();
            let column = place.column.iter().map(|column| format!(" {column}"));
            format!("{file} {row}{}", column.collect::<String>())
        })
        .collect()
}

/// How many and how many deviate, by group.
fn groups(counts: &Counts) -> Vec<(&str, u64, u64)> {
    let groups = counts.groups.iter();
    groups
        .map(|(group, (rows, gaps))| (group.as_str(), *rows, *gaps))
        .collect()
}

/// A cell, where a person is named with the made-up personnummer.
fn cell(text: &str) -> String {
    if text.starts_with('@') {
        person(text)
    } else {
        text.to_owned()
    }
}

/// The personnummer of `@1985-05-01` or `@7`: serial 239 is never given out.
pub(super) fn person(name: &str) -> String {
    let born = &name[1..];
    let born = if born.contains('-') {
        born.replace('-', "")
    } else {
        format!("197006{:02}", born.parse::<u8>().unwrap())
    };
    let nine = format!("{}239", &born[2..]);
    format!("{born}239{}", check_digit(&nine))
}
