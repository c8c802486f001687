//! Which cell holds what: the one truth for writing and reading. A sheet of answers is a
//! grid with the files along one side and the questions along the other; both are known by
//! their labels (löpnummer and question code), so a sheet is read back by what it says,
//! whatever rows and columns have moved.

use std::collections::BTreeMap;

use super::{Arrangement, texts};
use crate::lang::Text;
use crate::table::{Cell, Grid};
use crate::template::{Checklist, plain};

/// What a row or a column is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A file, by its löpnummer.
    File(String),
    /// A question, by its code.
    Question(String),
    /// The comment on a whole file.
    Comment,
}

/// What a cell holds about its file and question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The answer.
    Answer,
    /// Where in the file it was seen.
    Reference,
    /// A comment on the answer.
    Comment,
}

impl Part {
    /// The label above its cells.
    pub(super) fn label(self) -> Text {
        match self {
            Self::Answer => texts::answer(),
            Self::Reference => texts::reference(),
            Self::Comment => texts::comment(),
        }
    }
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) key: Key,
    pub(super) part: Part,
    pub(super) at: u16,
}

/// Where the answers of one sheet stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The cell with the label of the files, where both sides meet.
    pub(super) anchor: (u32, u16),
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<(Key, u32)>,
}

/// A cell and what it holds; no question: the comment on the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot<'a> {
    pub(super) id: &'a str,
    pub(super) question: Option<&'a str>,
    pub(super) part: Part,
    pub(super) row: u32,
    pub(super) column: u16,
}

impl Layout {
    /// The row of the labels in every sheet we write.
    const ANCHOR: (u32, u16) = (2, 0);
    /// In the sheets with questions downwards: stratum, what is left, labels of the parts.
    pub(super) const STRATUM_ROW: u32 = 3;
    pub(super) const LEFT_ROW: u32 = 4;
    pub(super) const PARTS_ROW: u32 = 5;
    /// In the sheets with one row per file: the questions' text and the labels of the parts.
    pub(super) const TEXT_ROW: u32 = 3;
    pub(super) const ROWS_PARTS_ROW: u32 = 4;
    pub(super) const STRATUM_COLUMN: u16 = 1;
    pub(super) const LEFT_COLUMN: u16 = 2;

    /// The layout we write.
    pub(super) fn new(arrangement: Arrangement, ids: &[&str], checklist: &Checklist) -> Self {
        let files = ids.iter().map(|id| Key::File((*id).to_owned()));
        let questions = checklist
            .questions
            .iter()
            .map(|question| Key::Question(question.id.clone()));
        let answered = [Part::Answer, Part::Reference];
        match arrangement {
            Arrangement::Across => Self {
                anchor: Self::ANCHOR,
                columns: columns(2, files, &answered),
                rows: downwards(checklist),
            },
            Arrangement::PerFile => Self {
                anchor: Self::ANCHOR,
                columns: columns(2, files, &[Part::Answer, Part::Reference, Part::Comment]),
                rows: downwards(checklist),
            },
            Arrangement::Rows => {
                let mut columns = columns(3, questions, &answered);
                columns.push(Column {
                    key: Key::Comment,
                    part: Part::Answer,
                    at: columns.last().map_or(3, |last| last.at + 1),
                });
                Self {
                    anchor: Self::ANCHOR,
                    columns,
                    rows: files.zip(Self::ROWS_PARTS_ROW + 1..).collect(),
                }
            }
        }
    }

    /// The layout of a sheet that came back; `None` when it is no sheet of answers. Only
    /// the given löpnummer and codes are looked for.
    pub(super) fn find(
        grid: &Grid,
        arrangement: Arrangement,
        ids: &[String],
        codes: &[String],
    ) -> Option<Self> {
        let files: BTreeMap<&str, Key> = ids
            .iter()
            .map(|id| (id.as_str(), Key::File(id.clone())))
            .collect();
        let questions: BTreeMap<&str, Key> = codes
            .iter()
            .map(|code| (code.as_str(), Key::Question(code.clone())))
            .collect();
        let (across, down) = match arrangement {
            Arrangement::Across | Arrangement::PerFile => (files, questions),
            Arrangement::Rows => (questions, files),
        };
        // The comment stands among the questions.
        let comment = |known: &BTreeMap<&str, Key>, text: &str| {
            let among_questions = matches!(known.values().next(), Some(Key::Question(_)));
            (among_questions && is_label(&texts::file_comment(), text)).then_some(Key::Comment)
        };
        let key = |known: &BTreeMap<&str, Key>, text: &str| {
            known.get(text).cloned().or_else(|| comment(known, text))
        };
        let anchor = grid.cells.iter().find_map(|(at, cell)| {
            is_label(&texts::serial_number(), &text_of(cell)).then_some(*at)
        })?;
        let below = (anchor.0 + 1, 0)..;
        let rows: Vec<(Key, u32)> = grid
            .cells
            .range(below)
            .filter(|((_, column), _)| *column == anchor.1)
            .filter_map(|((row, _), cell)| Some((key(&down, &text_of(cell))?, *row)))
            .collect();
        let first_row = rows.first().map_or(u32::MAX, |(_, row)| *row);
        let mut columns = Vec::new();
        let mut current: Option<Key> = None;
        for at in anchor.1 + 1..=grid.last_column() {
            let label = grid.cells.get(&(anchor.0, at)).map(text_of);
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                current = key(&across, &label);
            }
            let part = grid
                .cells
                .range((anchor.0 + 1, 0)..(first_row, 0))
                .filter(|((_, column), _)| *column == at)
                .find_map(|(_, cell)| part_of(&text_of(cell)));
            let part = match (&current, part) {
                // The comment on a file needs no label of its parts.
                (Some(Key::Comment), None) => Some(Part::Answer),
                (_, part) => part,
            };
            if let (Some(key), Some(part)) = (&current, part) {
                columns.push(Column {
                    key: key.clone(),
                    part,
                    at,
                });
            }
        }
        Some(Self {
            anchor,
            columns,
            rows,
        })
    }

    /// Every cell that can be filled in.
    pub(super) fn spots(&self) -> impl Iterator<Item = Spot<'_>> {
        self.rows.iter().flat_map(move |(row_key, row)| {
            self.columns.iter().filter_map(move |column| {
                let ((Key::File(id), subject) | (subject, Key::File(id))) = (row_key, &column.key)
                else {
                    return None;
                };
                let question = match subject {
                    Key::Question(code) => Some(code.as_str()),
                    Key::Comment => None,
                    Key::File(_) => return None,
                };
                // The comment on a file is one cell, whatever parts its column has.
                if question.is_none() && column.part != Part::Answer {
                    return None;
                }
                Some(Spot {
                    id,
                    question,
                    part: column.part,
                    row: *row,
                    column: column.at,
                })
            })
        })
    }

    /// The last row and column that hold something.
    pub(super) fn end(&self) -> (u32, u16) {
        let row = self.rows.last().map_or(self.anchor.0, |(_, row)| *row);
        let column = self.columns.last().map_or(self.anchor.1, |last| last.at);
        (row, column)
    }
}

/// The questions downwards, a row left for every heading, the comment last.
fn downwards(checklist: &Checklist) -> Vec<(Key, u32)> {
    let mut row = Layout::PARTS_ROW;
    let mut rows = Vec::with_capacity(checklist.questions.len() + 1);
    for question in &checklist.questions {
        row += if question.section.sv.is_empty() { 1 } else { 2 };
        rows.push((Key::Question(question.id.clone()), row));
    }
    rows.push((Key::Comment, row + 1));
    rows
}

fn columns(first: u16, keys: impl Iterator<Item = Key>, parts: &[Part]) -> Vec<Column> {
    let each = keys.flat_map(|key| parts.iter().map(move |part| (key.clone(), *part)));
    each.zip(first..)
        .map(|((key, part), at)| Column { key, part, at })
        .collect()
}

fn part_of(label: &str) -> Option<Part> {
    [Part::Answer, Part::Reference, Part::Comment]
        .into_iter()
        .find(|part| is_label(&part.label(), label))
}

fn is_label(label: &Text, text: &str) -> bool {
    label.sv == text || label.en == text
}

/// A label as it is compared.
fn text_of(cell: &Cell<'_>) -> String {
    plain(&cell.text())
}
