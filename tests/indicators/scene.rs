//! An audit with registers of a few made-up people.

use std::fmt::Write as _;
use std::path::Path;

use stickprov::indicator::{self, Cell, Choice, Outcome, Table};
use stickprov::lang::Lang;
use stickprov::plan::{self, Plan};
use stickprov::problem::Error;
use stickprov::register::Sources;
use stickprov::table::Direct;
use stickprov::template::{self, Template};
use tempfile::TempDir;

/// Exports by register, as CSV.
pub(crate) struct Scene {
    folder: TempDir,
    plan: String,
}

impl Scene {
    /// Registers with their CSV text; the first is the unit register.
    pub(crate) fn new(reference: &str, registers: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut plan = format!(
            "[audit]\ntemplate = \"jobbtorg\"\nreference_date = {reference}\n[unit]\nregister = \"{}\"\n\
             one_per = \"personnummer\"\nif_several = \"latest\"\nby = \"inskrivningsdatum\"\n\
             [sample]\nsize = 1\nseed = \"s\"\n",
            registers[0].0
        );
        for (id, text) in registers {
            std::fs::write(folder.path().join(format!("{id}.csv")), text).expect("a file");
            write!(plan, "[registers.{id}]\nfile = \"{id}.csv\"\n").expect("a string takes it");
        }
        Self { folder, plan }
    }

    fn parsed(&self) -> (Plan, Template) {
        told(plan::parse(&self.plan, "granskning.toml", &|name| {
            template::builtin(name)
        }))
    }

    pub(crate) fn computed(&self, choice: &Choice) -> Outcome {
        let (plan, template) = self.parsed();
        told(indicator::compute(
            &plan,
            &template,
            choice,
            sources(self.folder.path()),
        ))
    }

    /// The table of one indicator.
    pub(crate) fn table(&self, id: &str) -> Table {
        self.under(id, Choice::default())
    }

    /// The same under another definition.
    pub(crate) fn under(&self, id: &str, choice: Choice) -> Table {
        let choice = Choice {
            ids: vec![id.to_owned()],
            ..choice
        };
        let mut outcome = self.computed(&choice);
        assert_eq!(outcome.left_out, [], "{id}");
        outcome.tables.remove(0)
    }
}

fn sources(folder: &Path) -> Sources<'_> {
    Sources {
        folder,
        legacy: &Direct,
        progress: &|_, _| {},
    }
}

pub(crate) fn told<T>(result: Result<T, Error>) -> T {
    result.unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)))
}

/// The cells of the line whose labels are these, without the labels.
pub(crate) fn line(table: &Table, labels: &[&str]) -> Vec<Option<f64>> {
    let own = |cells: &[Cell]| -> Vec<String> {
        let labels = cells.iter().map_while(|cell| match cell {
            Cell::Label(text) => Some(text.sv.clone()),
            Cell::Missing
            | Cell::Count(_)
            | Cell::Number(_)
            | Cell::Share { .. }
            | Cell::Fraction(_)
            | Cell::Difference(_) => None,
        });
        labels.collect()
    };
    let row = table.rows.iter().find(|row| own(&row.cells) == labels);
    let row = row.unwrap_or_else(|| {
        let all: Vec<_> = table.rows.iter().map(|row| own(&row.cells)).collect();
        panic!("{} has no line {labels:?}: {all:?}", table.id)
    });
    row.cells[labels.len()..].iter().map(Cell::value).collect()
}

/// The personnummer of a made-up man born in 1950 or later, one for each number.
pub(crate) fn person(number: usize) -> String {
    let days = i64::try_from(number).expect("a small number");
    let born = stickprov::calendar::plus_days(jiff::civil::date(1950, 1, 1), days);
    let nine = format!(
        "{:02}{:02}{:02}239",
        born.year() % 100,
        born.month(),
        born.day()
    );
    let digit = stickprov::identity::check_digit(&nine);
    format!("{}{nine}{digit}", born.year() / 100)
}
