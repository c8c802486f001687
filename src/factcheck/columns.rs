//! The columns of a fact-check in CSV, by their headers in either language.

use super::texts;
use crate::problem::{Error, Place, Result};
use crate::table::Description;
use crate::template::plain;

/// The columns of a CSV, by their places; those of the line in the order of [`columns`].
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) question: usize,
    /// Who it was asked of.
    pub(super) board: Option<usize>,
    /// The answer that was sent out, as its codes.
    pub(super) ours: Option<usize>,
    /// The draw that the line belongs to.
    pub(super) draw_id: Option<usize>,
    pub(super) cells: [Option<usize>; 6],
}

const NAMES: [&[&str]; 11] = [
    &["id", "löpnummer", "löpnr", "serial number"],
    &["question", "fråga", "kod", "code"],
    &["agrees", "stämmer", "stämmer uppgiften?", "is it correct?"],
    &[
        "answer",
        "svar",
        "rätt svar",
        "rätt svar enligt er",
        "the right answer",
    ],
    &["document", "handling", "handling som visar det"],
    &["date", "datum", "handlingens datum", "dated"],
    &[
        "position",
        "ställningstagande",
        "revisorernas ställningstagande",
    ],
    &["reason", "skäl", "revisorernas skäl"],
    &["board", "nämnd", "mottagare"],
    &["ours", "revisionens svar", "the auditors' answer"],
    &["draw_id", "urval"],
];

/// Whether a header is one of them.
pub(super) fn is_known(header: &str) -> bool {
    let header = plain(header).to_lowercase();
    NAMES.iter().any(|names| names.contains(&header.as_str()))
}

impl Columns {
    pub(super) fn find(description: &Description) -> Result<Self> {
        let find = |names: &[&str]| {
            let headers = &description.headers;
            headers
                .iter()
                .position(|header| names.contains(&plain(header).to_lowercase().as_str()))
        };
        let found = NAMES.map(find);
        let (Some(id), Some(question), Some(_), Some(_)) = (found[0], found[1], found[3], found[6])
        else {
            let place = Place::file(&description.file);
            return Err(Error::at(place, texts::not_answers()).hint(texts::not_answers_hint()));
        };
        let [
            _,
            _,
            agrees,
            answer,
            document,
            dated,
            position,
            reason,
            board,
            ours,
            draw_id,
        ] = found;
        Ok(Self {
            id,
            question,
            board,
            ours,
            draw_id,
            cells: [agrees, answer, document, dated, position, reason],
        })
    }
}
