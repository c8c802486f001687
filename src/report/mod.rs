//! The report: one finished [`Report`] value, numbers and texts in the reader's language,
//! built by [`build`] from the plan, the protocol, the findings and the rates. The renderers
//! lay it out and calculate nothing: terminal, workbook, JSON, Markdown and HTML all print
//! the same words and the same figures.

mod blank;
mod build;
pub mod drawing;
#[cfg(test)]
mod fixture;
pub mod html;
mod indicators;
mod indicators_figures;
mod indicators_open;
mod inputs;
pub mod json;
pub mod markdown;
mod model;
pub mod published;
mod sensitivity;
pub mod sentence;
mod sources;
pub mod svg;
pub mod terminal;
#[cfg(test)]
mod tests;
mod texts;
pub mod xlsx;

pub use blank::blank_questions;
pub use build::{build, method_name, publish};
pub use indicators::attach as indicators;
pub use indicators_open::attach as indicators_published;
pub use inputs::{FileState, Inputs, MissingReason, People, Places, Sensitivity, places, states};
pub use model::{
    Block, Cell, Chart, Column, Depth, Figure, Kind, Level, Numbers, Report, Row, Section, Shape,
    Shown, State, Table,
};
pub use sensitivity::sensitivity;
pub use sources::{Source, Used, sources};
