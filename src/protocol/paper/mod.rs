//! The urvalsprotokoll for the audit's own file, on one page: what was drawn, from what, how,
//! and how anyone can check it, with lines to sign. The same content as Markdown and as a
//! sheet; no identities.

mod content;
mod sheet;
#[cfg(test)]
mod tests;
mod texts;
mod words;

use crate::lang::Lang;
use crate::markdown;
use crate::plan::Plan;
use crate::problem::Result;
use crate::protocol::Protocol;
use crate::template::Template;

pub use content::RECIPE;
pub use words::{
    allocation_in_words, coordination_in_words, method_in_words, reason_in_words,
    replacement_in_words, scope_in_words, several_in_words,
};

/// What the paper is made from.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The language.
    pub lang: Lang,
    /// The plan.
    pub plan: &'a Plan,
    /// The template.
    pub template: &'a Template,
    /// The draw.
    pub protocol: &'a Protocol,
    /// Units that a reserve replaced, in the order of the log.
    pub replacements: &'a [Replaced],
    /// How many of the drawn units have protected personal data, where that is known.
    pub protected: Option<u64>,
}

/// A unit that a reserve replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The löpnummer that left.
    pub replaced: String,
    /// The löpnummer that came.
    pub by: String,
    /// Why, by the code of the closed list.
    pub reason: String,
}

/// `urvalsprotokoll.md`.
pub fn as_markdown(paper: &Paper) -> String {
    let content = content::content(paper);
    let mut out = format!("# {}\n", markdown::escape(&content.title));
    for part in &content.parts {
        out.push('\n');
        match part {
            Part::Heading(text) => out.push_str(&format!("## {}\n", markdown::escape(text))),
            Part::Text(text) => out.push_str(&format!("{}\n", markdown::escape(text))),
            Part::Code(text) => out.push_str(&format!("    {text}\n")),
            Part::Facts(facts) => {
                for (label, value) in facts {
                    out.push_str(&format!(
                        "- **{}:** {}\n",
                        markdown::escape(label),
                        markdown::escape(value)
                    ));
                }
            }
            Part::Grid(grid) => {
                let columns: Vec<(String, markdown::Align)> = grid
                    .columns
                    .iter()
                    .map(|column| {
                        let align = if column.number {
                            markdown::Align::Right
                        } else {
                            markdown::Align::Left
                        };
                        (column.header.clone(), align)
                    })
                    .collect();
                out.push_str(&markdown::table(&columns, &grid.rows));
            }
            Part::Signatures(labels) => {
                let columns: Vec<(String, markdown::Align)> = labels
                    .iter()
                    .map(|label| (label.clone(), markdown::Align::Left))
                    .collect();
                let line = vec![" ".repeat(16); labels.len()];
                out.push_str(&markdown::table(&columns, &[line.clone(), line]));
            }
        }
    }
    out
}

/// `urvalsprotokoll.xlsx`.
pub fn as_workbook(paper: &Paper) -> Result<Vec<u8>> {
    sheet::workbook(paper, &content::content(paper))
}

/// The paper before it is laid out.
struct Content {
    title: String,
    parts: Vec<Part>,
}

/// A part of the paper.
enum Part {
    Heading(String),
    Text(String),
    Code(String),
    Facts(Vec<(String, String)>),
    Grid(Grid),
    Signatures(Vec<String>),
}

/// A small table; its cells are finished words.
struct Grid {
    columns: Vec<GridColumn>,
    rows: Vec<Vec<String>>,
}

/// A column of a small table.
struct GridColumn {
    header: String,
    number: bool,
    /// How many of the sheet's twelve columns it takes.
    span: u16,
}
