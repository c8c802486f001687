//! Fact-checks that came back: workbooks as Excel or `LibreOffice` saved them, or CSV with the
//! headers `id,question,answer,document,date,position`. Every fault is told at once, with its
//! place; what stood there is never repeated.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use super::columns::{self, Columns};
use super::{kept, texts};
use crate::calendar::written;
use crate::checklist::answers::Value;
use crate::checklist::ledger::{self, Key};
use crate::checklist::persons::Words;
use crate::checklist::read::Frame;
use crate::checklist::value;
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Problems, Result};
use crate::table::{self, Cell, Description, Grid, Legacy, Wanted};
use crate::template::{QuestionRef, plain};

/// The form of the workbooks; a changed layout is a new number.
pub(super) const SCHEMA: &str = "stickprov/factcheck/1";
const FORM: ledger::Form<'_> = ledger::Form {
    family: "stickprov/factcheck/",
    schema: SCHEMA,
    command: "stickprov factcheck",
};

/// A file that came back, opened.
pub struct Source {
    /// As it is shown.
    pub file: String,
    content: Content,
}

impl Source {
    /// Whether it holds replies without a word of the draw that they belong to: CSV may.
    pub fn is_of_any_draw(&self) -> bool {
        match &self.content {
            Content::Workbook(_) => false,
            Content::Lines(description, rows) => {
                let columns = Columns::find(description);
                !rows.is_empty() && columns.is_ok_and(|columns| columns.draw_id.is_none())
            }
        }
    }
}

enum Content {
    Workbook(Vec<Grid>),
    Lines(Description, Vec<(u64, Vec<Cell<'static>>)>),
}

/// What the auditors think of a board's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// It counts instead of the first.
    Accepted,
    /// The first stands.
    Refused,
}

/// One line as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The löpnummer.
    pub id: String,
    /// The question's code, or the criterion's where registers alone decide.
    pub code: String,
    /// The question.
    pub question: Option<QuestionRef>,
    /// Who it was asked of; empty where a CSV does not say.
    pub board: String,
    /// The answer that was sent out, as its codes; unknown of a CSV.
    pub ours: Option<String>,
    /// Whether the board says that it is right.
    pub agrees: Option<bool>,
    /// The answer that the board says is right.
    pub answer: Option<Value>,
    /// Whether the board wrote words of its own in place of an answer that can be chosen.
    pub own_words: bool,
    /// The day of the document that shows it.
    pub dated: Option<Date>,
    /// What the auditors think of it.
    pub position: Option<Position>,
    /// Whether anything at all was filled in.
    pub filled: bool,
    /// Where what was typed seems to name a person.
    pub names_person: Option<Place>,
    /// Where the line's answer stands.
    pub place: Place,
}

/// The headers of the cells that are read, in the order of [`Cells`].
fn columns() -> [Text; 6] {
    [
        texts::agrees(),
        texts::answer(),
        texts::document(),
        texts::dated(),
        texts::position(),
        texts::reason(),
    ]
}

/// Opens a file, a workbook or CSV by its content.
pub fn open(path: &Path, shown_as: &str, legacy: &dyn Legacy) -> Result<Source> {
    let content = if let Some(grids) = table::grids(path, shown_as, legacy)? {
        Content::Workbook(grids)
    } else {
        let wanted = Wanted {
            recognises: &columns::is_known,
            ..Wanted::anything()
        };
        let mut table = table::open(path, shown_as, &wanted, legacy)?;
        let description = table.describe().clone();
        let mut rows = Vec::new();
        table.rows(&mut |row| {
            let cells = row.cells.iter().map(Cell::into_owned);
            rows.push((row.number, cells.collect()));
            Ok(())
        })?;
        Content::Lines(description, rows)
    };
    Ok(Source {
        file: shown_as.to_owned(),
        content,
    })
}

/// Whether a file is one of our workbooks, and who it is for.
pub fn recipient(source: &Source, frame: Frame<'_>) -> Result<Option<String>> {
    match &source.content {
        Content::Workbook(grids) => {
            let back = back(&source.file, grids, frame)?;
            Ok(Some(back.recipient))
        }
        Content::Lines(..) => Ok(None),
    }
}

fn back(file: &str, grids: &[Grid], frame: Frame<'_>) -> Result<ledger::Back> {
    let draw_id = &frame.protocol.draw_id;
    ledger::read(file, grids, FORM, draw_id, &columns())
}

/// Reads one file.
pub fn replies(source: &Source, frame: Frame<'_>, problems: &mut Problems) -> Result<Vec<Reply>> {
    let mut faults = Vec::new();
    let mut replies = Vec::new();
    let words = Words::new(frame.template, frame.reference_date);
    match &source.content {
        Content::Workbook(grids) => {
            let back = back(&source.file, grids, frame)?;
            problems.append(back.problems);
            for line in back.lines {
                let cells = Cells::of(&line.cells);
                let about = About {
                    key: &line.key,
                    board: &back.recipient,
                    known: true,
                };
                let reply = reply(about, &cells, &words, frame, &mut faults);
                replies.extend(reply.map(|mut reply| {
                    reply.filled |= line.hides;
                    reply
                }));
            }
        }
        Content::Lines(description, rows) => {
            let columns = Columns::find(description)?;
            for (number, cells) in rows {
                let at = |column: Option<usize>| {
                    let place = description.place(*number, column.or(Some(columns.id)));
                    let cell = column.and_then(|column| cells.get(column));
                    (cell.map_or(Cell::Empty, Cell::borrowed).into_owned(), place)
                };
                let (draw, place) = at(columns.draw_id);
                if columns.draw_id.is_some() && text(&draw) != frame.protocol.draw_id {
                    faults.push(Fault {
                        what: texts::row_of_other_draw(&frame.protocol.draw_id),
                        place: Some(place),
                        hint: Some(texts::row_of_other_draw_hint()),
                    });
                    continue;
                }
                let ours = text(&at(columns.ours).0);
                let key = Key {
                    id: text(&at(Some(columns.id)).0).to_uppercase(),
                    code: text(&at(Some(columns.question)).0),
                    ours: if ours == kept::BLANK { "" } else { &ours }.to_owned(),
                };
                let line: Vec<(Cell<'static>, Place)> =
                    columns.cells.iter().map(|column| at(*column)).collect();
                let about = About {
                    key: &key,
                    board: &text(&at(columns.board).0),
                    known: !ours.is_empty(),
                };
                replies.extend(reply(about, &Cells::of(&line), &words, frame, &mut faults));
            }
        }
    }
    Error::all(faults).map(|()| replies)
}

/// All files' lines, each once: an empty one gives way, two that differ stop.
pub fn all(sources: &[Source], frame: Frame<'_>, problems: &mut Problems) -> Result<Vec<Reply>> {
    let mut found: BTreeMap<(String, String), Reply> = BTreeMap::new();
    let mut faults = Vec::new();
    for source in sources {
        let replies = match replies(source, frame, problems) {
            Ok(replies) => replies,
            Err(error) => {
                faults.extend(error.faults);
                continue;
            }
        };
        for mut reply in replies {
            let key = (reply.id.clone(), reply.code.clone());
            let Some(known) = found.get_mut(&key) else {
                found.insert(key, reply);
                continue;
            };
            let same = known.agrees == reply.agrees
                && known.answer == reply.answer
                && known.own_words == reply.own_words
                && known.dated == reply.dated
                && known.position == reply.position;
            if !known.filled {
                if reply.board.is_empty() {
                    reply.board.clone_from(&known.board);
                    reply.ours.clone_from(&known.ours);
                }
                *known = reply;
            } else if reply.filled && !same {
                let other = &known.place;
                let words = Text {
                    sv: other.in_words(crate::lang::Lang::Sv),
                    en: other.in_words(crate::lang::Lang::En),
                };
                let what = Text {
                    sv: texts::two_replies(&reply.id, &reply.code, &words.sv).sv,
                    en: texts::two_replies(&reply.id, &reply.code, &words.en).en,
                };
                faults.push(Fault {
                    what,
                    place: Some(reply.place),
                    hint: Some(texts::two_replies_hint()),
                });
            }
        }
    }
    Error::all(faults).map(|()| found.into_values().collect())
}

/// The cells of one line.
struct Cells<'c> {
    agrees: &'c (Cell<'static>, Place),
    answer: &'c (Cell<'static>, Place),
    dated: &'c (Cell<'static>, Place),
    position: &'c (Cell<'static>, Place),
    /// The document and the reason.
    typed: [&'c (Cell<'static>, Place); 2],
    filled: bool,
}

impl<'c> Cells<'c> {
    fn of(cells: &'c [(Cell<'static>, Place)]) -> Self {
        let [agrees, answer, document, dated, position, reason] = cells else {
            unreachable!("as many cells are read as there are headers");
        };
        Self {
            agrees,
            answer,
            dated,
            position,
            typed: [document, reason],
            filled: cells.iter().any(|(cell, _)| !cell.is_blank()),
        }
    }
}

/// What a line is about.
#[derive(Clone, Copy)]
struct About<'a> {
    key: &'a Key,
    board: &'a str,
    /// Whether the answer that was sent out is known.
    known: bool,
}

fn reply(
    about: About<'_>,
    cells: &Cells<'_>,
    words: &Words,
    frame: Frame<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Reply> {
    let key = about.key;
    let count = faults.len();
    let mut fault = |what: Text, place: &Place, hint: Text| {
        faults.push(Fault {
            what,
            place: Some(place.clone()),
            hint: Some(hint),
        });
    };
    let answer_place = &cells.answer.1;
    if frame.protocol.unit(&key.id).is_none() {
        fault(texts::unknown_id(), answer_place, texts::unknown_id_hint());
        return None;
    }
    let question = frame.template.question_by_id(&key.code);
    if question.is_none() && frame.template.criterion_by_id(&key.code).is_none() {
        let hint = texts::unknown_code_hint();
        fault(texts::unknown_code(), answer_place, hint);
        return None;
    }
    let read = question.map(|at| {
        let of = frame.template.question(at);
        value::read(of, &cells.answer.0, frame.reference_date).map_err(|_| value::allowed(of))
    });
    let agrees = word(&cells.agrees.0, &AGREES).unwrap_or_else(|NotAWord| {
        let hint = texts::words_are_agrees();
        fault(texts::not_a_word(&key.id, &key.code), &cells.agrees.1, hint);
        None
    });
    let position = word(&cells.position.0, &POSITIONS).unwrap_or_else(|NotAWord| {
        let (what, hint) = (
            texts::not_a_word(&key.id, &key.code),
            texts::words_are_position(),
        );
        fault(what, &cells.position.1, hint);
        None
    });
    // Only what is to count must be an answer that can be chosen; otherwise the board's words
    // are its own.
    let (answer, own_words) = match read {
        None => (None, false),
        Some(Ok(answer)) => (answer, false),
        Some(Err(allowed)) => {
            if position == Some(Position::Accepted) {
                let hint = Text {
                    sv: texts::words_are(&allowed.sv).sv,
                    en: texts::words_are(&allowed.en).en,
                };
                fault(texts::not_allowed(&key.id, &key.code), answer_place, hint);
            }
            (None, true)
        }
    };
    let dated = day(&cells.dated.0, frame.reference_date).unwrap_or_else(|NotAWord| {
        let what = texts::not_a_day(&key.id, &key.code);
        fault(what, &cells.dated.1, texts::not_a_day_hint());
        None
    });
    let is_ours = answer.as_ref().is_some_and(|a| a.codes() == key.ours) && about.known;
    if position == Some(Position::Accepted)
        && question.is_some()
        && answer.is_none()
        && !own_words
        && agrees != Some(true)
    {
        let what = texts::accepted_nothing(&key.id, &key.code);
        fault(what, answer_place, texts::accepted_nothing_hint());
    }
    (faults.len() == count).then(|| Reply {
        id: key.id.clone(),
        code: key.code.clone(),
        question,
        board: about.board.to_owned(),
        ours: about.known.then(|| key.ours.clone()),
        agrees: agrees.or(is_ours.then_some(true)),
        answer: answer.filter(|_| !is_ours),
        own_words,
        dated,
        position,
        filled: cells.filled,
        names_person: own_words
            .then_some(cells.answer)
            .into_iter()
            .chain(cells.typed)
            .find(|(cell, _)| words.name_person(&text(cell)))
            .map(|(_, place)| place.clone()),
        place: answer_place.clone(),
    })
}

/// Something else than what can be chosen.
struct NotAWord;

const AGREES: [(&[&str], bool); 2] = [
    (&["stämmer", "correct", "ja", "yes", "j", "y"], true),
    (&["stämmer inte", "not correct", "nej", "no", "n"], false),
];

const POSITIONS: [(&[&str], Position); 2] = [
    (
        &["godtas", "accepted", "godtagen", "godtaget", "accepteras"],
        Position::Accepted,
    ),
    (
        &[
            "godtas inte",
            "refused",
            "ej godtagen",
            "avvisas",
            "avvisad",
        ],
        Position::Refused,
    ),
];

fn word<T: Copy>(cell: &Cell<'_>, words: &[(&[&str], T)]) -> Result2<T> {
    let text = text(cell).to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let found = words
        .iter()
        .find(|(names, _)| names.contains(&text.as_str()));
    found.map(|(_, value)| Some(*value)).ok_or(NotAWord)
}

type Result2<T> = std::result::Result<Option<T>, NotAWord>;

fn day(cell: &Cell<'_>, reference: Date) -> Result2<Date> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(day) => Ok(Some(*day)),
        Cell::DateTime(moment) => Ok(Some(moment.date())),
        Cell::Text(_) if cell.is_blank() => Ok(None),
        Cell::Number(number) => value::serial(*number).map(Some).ok_or(NotAWord),
        Cell::Text(_) => written::read(&text(cell), reference)
            .ok()
            .and_then(written::Written::day)
            .map(Some)
            .ok_or(NotAWord),
        Cell::Bool(_) | Cell::Error(_) => Err(NotAWord),
    }
}

fn text(cell: &Cell<'_>) -> String {
    if cell.is_blank() {
        return String::new();
    }
    plain(&cell.text())
}
