//! What a report is made of, before it is laid out: sections of paragraphs, tables and
//! pictures. A cell holds its number and the words for it, so that a workbook gets real
//! numbers and a page gets "69 %" from the same place.

use super::drawing::Drawing;
use super::json::Machine;
use super::published::Published;
use crate::lang::Lang;

/// A finished report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The language of all words in it.
    pub lang: Lang,
    /// What the audit is called.
    pub title: String,
    /// The audit's own number; may be empty.
    pub reference: String,
    /// Draft or settled.
    pub state: State,
    /// What was audited: label and value.
    pub facts: Vec<(String, String)>,
    /// In reading order.
    pub sections: Vec<Section>,
    /// Charts of its tables, for the workbook.
    pub charts: Vec<Chart>,
    /// The folder of its pictures, beside the text that shows them.
    pub pictures: &'static str,
    /// The numbers for programs.
    pub numbers: Numbers,
}

/// A chart that a workbook draws from the cells of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its heading.
    pub title: String,
    /// The table, by its id.
    pub table: String,
    /// The column with the rows' names.
    pub label: usize,
    /// The columns with the numbers.
    pub values: Vec<usize>,
    /// How the bars lie.
    pub shape: Shape,
}

/// How the bars of a [`Chart`] lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Shares on a scale to a hundred per cent.
    Shares,
    /// Counts beside each other.
    Beside,
    /// Counts that make up a whole, after each other.
    Stacked,
}

/// The numbers for programs.
#[derive(Debug, Clone, PartialEq)]
pub enum Numbers {
    /// `rapport.json`: all of them.
    Audit(Box<Machine>),
    /// Those that others may read.
    Published(Box<Published>),
}

/// Whether every file is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What must be settled first, one sentence each; empty when the report is final.
    pub outstanding: Vec<String>,
    /// What should be looked at but stops nothing.
    pub reminders: Vec<String>,
}

impl State {
    /// Whether the report still is a draft.
    pub fn is_draft(&self) -> bool {
        !self.outstanding.is_empty()
    }
}

/// A part of the report under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// A short ASCII name: the anchor in a page.
    pub id: &'static str,
    /// The heading.
    pub heading: String,
    /// How deep a reader must be interested.
    pub depth: Depth,
    /// In reading order.
    pub blocks: Vec<Block>,
}

/// How deep a reader must be interested to be shown a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Always, also in the terminal.
    Summary,
    /// In documents.
    Detail,
    /// In documents, last.
    Annex,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading within the section, with its anchor.
    Heading(String, String),
    /// Running text.
    Paragraph(String),
    /// Points.
    List(Vec<String>),
    /// Points that follow each other, numbered from 1.
    Steps(Vec<String>),
    /// Labels with values, or terms with explanations.
    Facts(Vec<(String, String)>),
    /// Lines to be copied as they are.
    Code(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// A short ASCII name, unique in the report.
    pub id: String,
    /// The caption.
    pub title: String,
    /// The name of its sheet in the workbook: at most 31 characters.
    pub sheet: String,
    /// Where it is shown.
    pub shown: Shown,
    /// In order.
    pub columns: Vec<Column>,
    /// In order.
    pub rows: Vec<Row>,
    /// What a reader must know to read it.
    pub notes: Vec<String>,
}

/// Where a table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In all that people read.
    Everywhere,
    /// In pages and the terminal: a compact form of a table that the workbook has in full.
    Pages,
    /// As `Pages`; a document to print names the workbook's sheet instead.
    Screen,
    /// In all that people read; a document names the workbook's sheet instead.
    Annexed,
    /// In all that people read; a document leaves out the parts of its rows and says where they
    /// stand.
    Summed,
    /// In the workbook: too long or too wide for a page.
    Workbook,
}

/// What of a table stands in a document to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// All of it.
    Whole,
    /// Its rows without their parts.
    WithoutParts,
    /// In which sheet of the workbook it stands.
    Named,
    /// Nothing.
    Nothing,
}

impl Shown {
    /// Whether it stands in the page and in the terminal.
    pub fn on_page(self) -> bool {
        match self {
            Self::Everywhere | Self::Pages | Self::Screen | Self::Annexed | Self::Summed => true,
            Self::Workbook => false,
        }
    }

    /// Whether it is a sheet of the workbook.
    pub fn in_workbook(self) -> bool {
        match self {
            Self::Everywhere | Self::Annexed | Self::Summed | Self::Workbook => true,
            Self::Pages | Self::Screen => false,
        }
    }

    /// What of it stands in a document.
    pub fn in_document(self) -> Printed {
        match self {
            Self::Everywhere | Self::Pages => Printed::Whole,
            Self::Screen | Self::Annexed => Printed::Named,
            Self::Summed => Printed::WithoutParts,
            Self::Workbook => Printed::Nothing,
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header, unique in the table.
    pub header: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold: alignment, width and number format follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A code or a few words.
    Short,
    /// Words that may wrap.
    Words,
    /// Sentences.
    Long,
    /// A whole number.
    Count,
    /// A share as per cent with so many decimals.
    Percent(u8),
    /// A number with so many decimals.
    Decimal(u8),
    /// Numbers of several kinds: counts, shares and days in one column.
    Value,
    /// A picture of a share with its interval, in characters: for the terminal only.
    Bar,
}

impl Kind {
    /// Whether the column holds numbers.
    pub fn is_number(self) -> bool {
        match self {
            Self::Count | Self::Percent(_) | Self::Decimal(_) | Self::Value => true,
            Self::Short | Self::Words | Self::Long | Self::Bar => false,
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is among its neighbours.
    pub level: Level,
    /// As many as there are columns.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell as people read it. Words that stand in the row above are not missing in its parts:
    /// such a cell is blank and holds no dash.
    pub fn shown(&self, at: usize, kind: Kind) -> &str {
        match (self.level, &self.cells[at]) {
            (Level::Part, Cell::Empty) if !kind.is_number() => "",
            (Level::Item | Level::Part | Level::Total, cell) => cell.shown(),
        }
    }
}

/// What a row is among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// One of the rows.
    Item,
    /// A part of the row above ("därav").
    Part,
    /// The sum of the rows.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing can stand here: shown as a dash, empty in a workbook.
    Empty,
    /// Words.
    Text(String),
    /// A number and the words for it.
    Number {
        /// The number.
        value: f64,
        /// As it is written.
        text: String,
    },
}

impl Cell {
    /// As people read it.
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "–",
            Self::Text(text) | Self::Number { text, .. } => text,
        }
    }
}

/// A picture with what it says in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// A short ASCII name, unique in the report.
    pub id: String,
    /// The caption.
    pub title: String,
    /// What the picture shows, for those who do not see it.
    pub alternative: String,
    /// For paper and wide screens.
    pub wide: Drawing,
    /// For narrow screens, where the wide one would be too small to read.
    pub narrow: Option<Drawing>,
}

impl Report {
    /// The program that made it.
    pub fn program(&self) -> &str {
        match &self.numbers {
            Numbers::Audit(machine) => &machine.program,
            Numbers::Published(published) => &published.program,
        }
    }

    /// All tables with the section they stand in.
    pub fn tables(&self) -> impl Iterator<Item = (&Section, &Table)> {
        self.sections.iter().flat_map(|section| {
            section.blocks.iter().filter_map(move |block| match block {
                Block::Table(table) => Some((section, table)),
                Block::Heading(..)
                | Block::Paragraph(_)
                | Block::List(_)
                | Block::Steps(_)
                | Block::Facts(_)
                | Block::Code(_)
                | Block::Figure(_) => None,
            })
        })
    }
}
