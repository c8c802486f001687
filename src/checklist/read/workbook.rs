//! A workbook that came back. It must be one of ours, of this draw, and hold every file and
//! question it was written with exactly once; where they stand does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::{Gathered, Note, Raw, seems_to_name, text, understand};
use super::{Frame, shown_id};
use crate::checklist::layout::{Layout, Part, Spot};
use crate::checklist::manifest::Manifest;
use crate::checklist::merged::Hidden;
use crate::checklist::persons::Words;
use crate::checklist::texts;
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Problems, Result};
use crate::table::{Cell, Grid, letters};
use crate::template::{Checklist, QuestionRef, Template, plain};

/// What a workbook's cells hold, by löpnummer and question, and the comments on files.
#[derive(Default)]
struct Cells {
    raw: BTreeMap<(String, String), Raw>,
    comments: BTreeMap<String, (String, Place)>,
    /// Which of them lie under merged cells, which show nothing of what those may hold.
    hidden: Hidden,
    /// Whether one of those holds something all the same.
    holds_hidden: bool,
}

/// The files that stand in a workbook: checklist, reading, löpnummer.
pub(super) fn files(
    file: &str,
    grids: &[Grid],
    frame: Frame<'_>,
) -> Result<Vec<(usize, bool, String)>> {
    let manifest = Manifest::read(file, grids)?;
    let (at, _) = belongs(file, &manifest, frame)?;
    Ok(manifest
        .ids
        .into_iter()
        .map(|id| (at, manifest.second, id))
        .collect())
}

/// Reads a workbook's answers.
pub(super) fn gather(file: &str, grids: &[Grid], frame: Frame<'_>) -> Result<Gathered> {
    let manifest = Manifest::read(file, grids)?;
    let (at, checklist) = belongs(file, &manifest, frame)?;
    let cells = cells(file, grids, &manifest)?;
    let mut faults = Vec::new();
    let mut problems = Problems::new();
    cells.hidden.tell(file, &mut problems);
    for id in &manifest.ids {
        if frame.protocol.unit(id).is_none() {
            faults.push(Fault {
                what: texts::unknown_id(),
                place: Some(Place::file(file)),
                hint: Some(texts::unknown_id_hint()),
            });
        }
    }
    let head = &checklist.questions[checklist.head.reviewer].id;
    let mut reviewers: BTreeMap<String, String> = BTreeMap::new();
    for ((id, code), raw) in &cells.raw {
        let said = text(&raw.answer);
        if code == head && !said.is_empty() {
            reviewers.insert(id.clone(), said);
        }
    }
    let mut raw = Vec::new();
    for ((id, code), cell) in cells.raw {
        match checklist.question_by_id(&code) {
            Some(question) => {
                let question = QuestionRef {
                    checklist: at,
                    question,
                };
                raw.push(((id, question), cell));
            }
            // A question that the template no longer has may stay, unanswered.
            None if cell.answer.is_blank() => {}
            None => faults.push(Fault {
                what: texts::unknown_question(),
                place: Some(cell.place),
                hint: Some(texts::unknown_question_hint()),
            }),
        }
    }
    let reviewer = |id: &str, _: &Raw, _: usize| {
        let said = reviewers.get(id).unwrap_or(&manifest.reviewer);
        said.clone()
    };
    let second = manifest.second;
    let given = understand(raw, &reviewer, second, frame, &mut faults, &mut problems);
    let words = Words::new(frame.template, frame.reference_date);
    for (comment, place) in cells.comments.values() {
        if words.name_person(comment) {
            problems.add(seems_to_name(place.clone()));
        }
    }
    let comments = cells
        .comments
        .into_iter()
        .filter(|_| !second)
        .map(|(id, comment)| ((id, at), comment))
        .collect();
    Error::all(faults).map(|()| Gathered {
        given,
        comments,
        problems: vec![problems],
    })
}

/// Whether a workbook holds anything that was not written into it empty.
pub(super) fn holds_answers(file: &str, grids: &[Grid], template: &Template) -> bool {
    let Ok(manifest) = Manifest::read(file, grids) else {
        return true;
    };
    let known = |checklist: &&Checklist| checklist.id == manifest.checklist;
    let Some(checklist) = template.checklists.iter().find(known) else {
        return true;
    };
    let Ok(cells) = cells(file, grids, &manifest) else {
        return true;
    };
    let head = &checklist.questions[checklist.head.reviewer].id;
    let is_own =
        |code: &str, raw: &Raw| code == head && text(&raw.answer) == plain(&manifest.reviewer);
    let holds = |((_, code), raw): (&(String, String), &Raw)| {
        let blank = raw.answer.is_blank() || is_own(code, raw);
        !(blank && raw.reference.text.is_empty() && raw.comment.text.is_empty())
    };
    cells.holds_hidden || cells.raw.iter().any(holds) || !cells.comments.is_empty()
}

/// The checklist of the workbook, if it is of this draw.
fn belongs<'t>(
    file: &str,
    manifest: &Manifest,
    frame: Frame<'t>,
) -> Result<(usize, &'t Checklist)> {
    let ours = &frame.protocol.draw_id;
    if manifest.draw_id != *ours {
        let what = texts::other_draw(&shown_id(&manifest.draw_id), ours);
        return Err(Error::at(Place::file(file), what).hint(texts::other_draw_hint()));
    }
    let checklists = &frame.template.checklists;
    checklists
        .iter()
        .enumerate()
        .find(|(_, checklist)| checklist.id == manifest.checklist)
        .ok_or_else(|| {
            let place = Place::file(file);
            Error::at(place, texts::unknown_checklist()).hint(texts::unknown_checklist_hint())
        })
}

/// All cells of all sheets, if every file and question is there once.
fn cells(file: &str, grids: &[Grid], manifest: &Manifest) -> Result<Cells> {
    let mut found = Cells::default();
    let mut faults = Vec::new();
    let mut fault = |what: Text, place: Place| {
        faults.push(Fault {
            what,
            place: Some(place),
            hint: Some(texts::altered_hint()),
        });
    };
    let mut seen_ids: BTreeSet<String> = BTreeSet::new();
    for grid in grids {
        let layout = Layout::find(grid, manifest.arrangement, &manifest.ids, &manifest.codes);
        let Some(layout) = layout else {
            continue;
        };
        let sheet = Place::file(file).in_sheet(&grid.name);
        let mut seen: BTreeSet<(&str, Option<&str>, Part)> = BTreeSet::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        let mut again: Vec<Spot> = Vec::new();
        let spots = layout.spots();
        let spots = spots.map(|spot| ((spot.row, spot.column), (spot.id, spot.question)));
        found.hidden.look(grid, &spots.collect());
        for spot in layout.spots() {
            ids.insert(spot.id);
            if seen.insert((spot.id, spot.question, spot.part)) {
                found.take(spot, grid, &sheet);
            } else {
                again.push(spot);
            }
        }
        for (name, spot) in repeated(&again, manifest) {
            fault(texts::stands_twice(name), place(&sheet, spot));
        }
        for id in &ids {
            for code in &manifest.codes {
                if !seen.contains(&(*id, Some(code.as_str()), Part::Answer)) {
                    fault(texts::question_gone(id, code), sheet.clone());
                }
            }
            if !seen_ids.insert((*id).to_owned()) {
                fault(texts::stands_twice(id), sheet.clone());
            }
        }
    }
    for id in &manifest.ids {
        if !seen_ids.contains(id) {
            fault(texts::file_gone(id), Place::file(file));
        }
    }
    Error::all(faults).map(|()| found)
}

/// What stands twice, once for each name: a löpnummer typed over another repeats all its
/// questions, and a question typed over another repeats itself for every löpnummer.
fn repeated<'s>(again: &[Spot<'s>], manifest: &Manifest) -> BTreeMap<&'s str, Spot<'s>> {
    let whole = |id: &str| {
        let answers = again.iter().filter(|spot| spot.part == Part::Answer);
        let codes = answers.filter(|spot| spot.id == id && spot.question.is_some());
        codes.count() == manifest.codes.len()
    };
    let mut found = BTreeMap::new();
    for spot in again {
        let name = match spot.question {
            Some(code) if !whole(spot.id) => code,
            Some(_) | None => spot.id,
        };
        found.entry(name).or_insert(*spot);
    }
    found
}

impl Cells {
    fn take(&mut self, spot: Spot<'_>, grid: &Grid, sheet: &Place) {
        let at = (spot.row, spot.column);
        let mut cell = grid.cells.get(&at).cloned().unwrap_or(Cell::Empty);
        if self.hidden.has(&grid.name, at) {
            self.holds_hidden |= !cell.is_blank();
            cell = Cell::Empty;
        }
        let place = place(sheet, spot);
        let Some(code) = spot.question else {
            let comment = text(&cell);
            if !comment.is_empty() {
                self.comments.insert(spot.id.to_owned(), (comment, place));
            }
            return;
        };
        let key = (spot.id.to_owned(), code.to_owned());
        let raw = self.raw.entry(key).or_default();
        match spot.part {
            Part::Answer => {
                raw.answer = cell;
                raw.place = place;
            }
            Part::Reference => raw.reference = note(&cell, place),
            Part::Comment => raw.comment = note(&cell, place),
        }
    }
}

fn note(cell: &Cell<'_>, place: Place) -> Note {
    let text = text(cell);
    Note { text, place }
}

fn place(sheet: &Place, spot: Spot<'_>) -> Place {
    sheet
        .clone()
        .at_row(u64::from(spot.row) + 1)
        .at_column(letters(usize::from(spot.column)))
}
