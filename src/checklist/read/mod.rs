//! Checklists that came back: workbooks as Excel or `LibreOffice` saved them, or CSV. Every
//! file is read, every fault told at once, with file, sheet and cell; what stood there is
//! never repeated, only what may stand there.

pub(super) mod gather;
mod lines;
mod merge;
#[cfg(test)]
mod tests;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use super::answers::{Answers, Value};
use super::books::Standing;
use super::{is_asked, ledger, settlement, texts};
use crate::problem::{Error, Problem, Problems, Result};
use crate::protocol::Protocol;
use crate::table::{self, Grid, Legacy};
use crate::template::{QuestionRef, Template};
use gather::Gathered;
use lines::Lines;

/// A file of answers, opened.
pub struct Source {
    file: String,
    content: Content,
}

enum Content {
    Workbook(Vec<Grid>),
    Lines(Box<Lines>),
}

/// What answers are read against.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The draw they must belong to.
    pub protocol: &'a Protocol,
    /// The checklists.
    pub template: &'a Template,
    /// What two-digit years are read against.
    pub reference_date: Date,
}

/// Old answers, to be filled into new workbooks: the reading that counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// By löpnummer and question.
    pub answers: BTreeMap<(String, QuestionRef), Old>,
    /// Comments on whole files, by löpnummer and checklist.
    pub comments: BTreeMap<(String, usize), String>,
}

/// An old answer with its texts, which go from one checklist to another and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Old {
    /// The answer.
    pub value: Value,
    /// Free text, where the answer is that.
    pub text: String,
    /// Where it was seen.
    pub reference: String,
    /// The comment beside it.
    pub comment: String,
}

impl std::fmt::Debug for Old {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Free text may name a person: it is not printed, not even by a failing test.
        f.debug_struct("Old")
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// Whether a file in the checklists' folder is to be read at all: the lock files that
/// programs leave beside an open workbook are not.
pub fn is_checklist_file(name: &str) -> bool {
    if name.starts_with("~$") || name.starts_with(".~lock") || name.starts_with('.') {
        return false;
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    matches!(
        ending.as_deref(),
        Some("xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "csv" | "tsv" | "txt")
    )
}

/// Opens a file of answers, a workbook or CSV by its content.
pub fn open(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Source> {
    let content = match table::grids(path, shown_as, legacy)? {
        Some(grids) => Content::Workbook(grids),
        None => Content::Lines(Box::new(Lines::open(path, shown_as, legacy)?)),
    };
    Ok(Source {
        file: shown_as.to_owned(),
        content,
    })
}

impl Source {
    /// Whether it holds answers without a word of the draw that they belong to: lines may.
    pub fn is_of_any_draw(&self) -> bool {
        match &self.content {
            Content::Workbook(_) => false,
            Content::Lines(lines) => !lines.say_their_draw(),
        }
    }
}

#[cfg(test)]
impl Source {
    /// The sheets of a workbook, to be looked at and altered by tests.
    pub(in crate::checklist) fn grids(&mut self) -> &mut Vec<Grid> {
        match &mut self.content {
            Content::Workbook(grids) => grids,
            Content::Lines(_) => panic!("CSV has no sheets"),
        }
    }
}

/// Reads all files into the answers of a draw, with what was odd. The files may come in any
/// order.
pub fn read(sources: &[Source], frame: Frame<'_>) -> Result<(Answers, Problems)> {
    let gathered = gather_all(sources, frame)?;
    let mut problems = Problems::new();
    for odd in gathered.problems {
        problems.append(odd);
    }
    let merged = merge::merge(gathered.given)?;
    merge::notice(&merged, frame.reference_date, &mut problems);
    Ok((merge::answers(merged, gathered.comments), problems))
}

/// Answers to questions that are not asked, neither by the reviewer's own answers nor by those
/// that count since two readings were settled or a fact-check was accepted.
pub fn not_asked(answers: &Answers, template: &Template, problems: &mut Problems) {
    for ((id, at), given) in &answers.first {
        let checklist = &template.checklists[at.checklist];
        let of = |question: usize| QuestionRef {
            checklist: at.checklist,
            question,
        };
        let own = |question: usize| Some(&answers.original(id, of(question))?.value);
        let counts = |question: usize| Some(&answers.get(id, of(question))?.value);
        if !is_asked(checklist, at.question, &counts) && !is_asked(checklist, at.question, &own) {
            problems.add(Problem {
                code: "answer-not-asked",
                what: texts::answer_not_asked(),
                place: given.place.clone(),
            });
        }
    }
}

/// The answers as they stand, with their texts, to be filled into new workbooks.
pub fn filled(sources: &[Source], frame: Frame<'_>) -> Result<Filled> {
    let gathered = gather_all(sources, frame)?;
    let merged = merge::merge(gathered.given)?;
    Ok(merge::filled(merged, gathered.comments))
}

/// Which files stand in the workbooks, so that none is written twice.
pub fn standing(sources: &[Source], frame: Frame<'_>) -> Result<Standing> {
    let mut standing = Standing::default();
    let mut faults = Vec::new();
    for source in sources {
        standing.names.push(base_name(&source.file).to_owned());
        let Content::Workbook(grids) = &source.content else {
            continue;
        };
        if ledger::is_of(settlement::FAMILY, grids) {
            continue;
        }
        match workbook::files(&source.file, grids, frame) {
            Ok(files) => standing.files.extend(files),
            Err(error) => faults.extend(error.faults),
        }
    }
    Error::all(faults).map(|()| standing)
}

/// Whether a file holds an answer, so that it must never be overwritten. A file that cannot
/// be understood may hold one.
pub fn holds_answers(source: &Source, template: &Template) -> bool {
    match &source.content {
        Content::Workbook(grids) => workbook::holds_answers(&source.file, grids, template),
        Content::Lines(_) => true,
    }
}

/// What stands in workbooks that settle two readings, by löpnummer and code.
pub fn settling(sources: &[Source], frame: Frame<'_>) -> Result<BTreeSet<(String, String)>> {
    let mut asks = BTreeSet::new();
    for source in sources {
        if let Content::Workbook(grids) = &source.content
            && ledger::is_of(settlement::FAMILY, grids)
        {
            asks.extend(settlement::asks(&source.file, grids, frame)?);
        }
    }
    Ok(asks)
}

fn settled(file: &str, grids: &[Grid], frame: Frame<'_>) -> Result<Gathered> {
    let mut problems = Problems::new();
    let given = settlement::gather(file, grids, frame, &mut problems)?;
    Ok(Gathered {
        given,
        problems: vec![problems],
        ..Gathered::default()
    })
}

fn gather_all(sources: &[Source], frame: Frame<'_>) -> Result<Gathered> {
    let mut ordered: Vec<&Source> = sources.iter().collect();
    // The workbooks that went out come first: whose they are has the first reading.
    ordered.sort_by_key(|source| {
        let is_lines = matches!(source.content, Content::Lines(_));
        (is_lines, name_order(&source.file))
    });
    let mut all = Gathered::default();
    let mut faults = Vec::new();
    for source in ordered {
        let gathered = match &source.content {
            Content::Workbook(grids) if ledger::is_of(settlement::FAMILY, grids) => {
                settled(&source.file, grids, frame)
            }
            Content::Workbook(grids) => workbook::gather(&source.file, grids, frame),
            Content::Lines(lines) => lines.gather(&source.file, frame),
        };
        match gathered {
            Ok(gathered) => all.append(gathered),
            Err(error) => faults.extend(error.faults),
        }
    }
    Error::all(faults).map(|()| all)
}

/// A draw's number as a workbook gives it: shown only if it can be one.
pub(super) fn shown_id(id: &str) -> String {
    if id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        id.to_owned()
    } else {
        "?".to_owned()
    }
}

fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// `list.xlsx` before `list-2.xlsx` before `list-10.xlsx`: the order in which they came.
fn name_order(file: &str) -> (String, u64, String) {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let numbered = stem
        .rsplit_once('-')
        .and_then(|(stem, number)| Some((stem, number.parse().ok()?)));
    let (stem, number) = numbered.unwrap_or((stem, 1));
    (stem.to_lowercase(), number, file.to_owned())
}
