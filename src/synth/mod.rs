//! Made-up exports: as many rows as are asked for, of people who cannot exist, in files that
//! look like those people get. What they look like is the template's `synth.toml`; the seed
//! decides the rest, the same on every machine.

mod chance;
mod column;
mod output;
mod people;
mod recipe;
mod resolve;
mod rows;
mod spell;
#[cfg(test)]
mod tests;
mod texts;
mod totals;
mod wire;

use std::io::Write;

use crate::indicator::Published;
use crate::problem::{Error, Result};
use crate::template::Template;

pub use output::{Exports, files};
pub use people::{Person, people};
pub use recipe::{Made, Recipe};
pub use resolve::{parse, recipe};
pub use rows::{AsMade, At, Each, Say, make};

/// In which formats exports are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// As the recipe says.
    #[default]
    AsRecipe,
    /// All as text.
    Csv,
}

/// Makes the exports with so many rows in the first register; `outs` takes the bytes of the
/// [`files`], in their order. Gives how many rows each has.
pub fn write<'a>(
    recipe: &'a Recipe,
    template: &'a Template,
    (rows, seed): (u64, &str),
    format: Format,
    outs: Vec<Box<dyn Write + 'a>>,
) -> Result<Vec<u64>> {
    if rows == 0 {
        return Err(Error::new(texts::no_rows()));
    }
    let people = people(recipe, rows, seed);
    let mut exports = Exports::begin(recipe, template, format, seed, outs)?;
    make(recipe, &people, seed, &mut AsMade, &mut |register, made| {
        exports.row(register, made)
    })?;
    exports.end()
}

/// Makes the exports with the totals of published tables; the first register gets a row for
/// each person counted there, and further rows of people who have one already up to `rows`.
pub fn write_to_totals<'a>(
    recipe: &'a Recipe,
    template: &'a Template,
    published: &[Published],
    (rows, seed): (Option<u64>, &str),
    format: Format,
    outs: Vec<Box<dyn Write + 'a>>,
) -> Result<Vec<u64>> {
    let totals::Planned {
        people,
        mut assigned,
    } = totals::plan(recipe, template, published, rows, seed)?;
    let mut exports = Exports::begin(recipe, template, format, seed, outs)?.without_dirt();
    make(
        recipe,
        &people,
        seed,
        &mut assigned,
        &mut |register, made| exports.row(register, made),
    )?;
    exports.end()
}
