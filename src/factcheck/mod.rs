//! Fact-checking (faktakontroll): what the auditors found goes to the board that holds the
//! file, which says whether it is right and shows what is not; the auditors accept that or
//! refuse it. [`book`] writes the workbooks, [`read`] takes them back, and [`apply()`] lets an
//! accepted answer count instead of the first, which is kept.
//!
//! Secrecy holds between boards: a workbook holds one board's files and nobody else's.

pub mod apply;
pub mod book;
mod columns;
pub mod kept;
pub mod read;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::{Text, sort_key};
use crate::template::QuestionRef;

pub use apply::{apply, problems};
pub use read::{Position, Reply};

/// One thing that a board is asked to check: an answer in a file, with the deviations that
/// rest on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The löpnummer.
    pub id: String,
    /// The question's code; of a deviation that rests on registers alone, the criterion's.
    pub code: String,
    /// The question; none where registers alone decide.
    pub question: Option<QuestionRef>,
    /// Who holds the file, as the register says.
    pub board: String,
    /// The answer as its codes; empty where there is none.
    pub ours: String,
    /// The answer in words.
    pub answer: Text,
    /// Where in the file it was seen.
    pub reference: String,
    /// The deviations, each with its code and name.
    pub findings: Vec<Text>,
}

/// What became of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The board has not answered.
    Unanswered,
    /// The board says that it is right.
    Confirmed,
    /// The board says otherwise, and the auditors have not said what they think of it.
    Contested,
    /// The auditors accept what the board showed.
    Accepted,
    /// The auditors hold on to their own.
    Refused,
}

impl Standing {
    /// Whether something is still to be done about it.
    pub fn is_open(self) -> bool {
        match self {
            Self::Unanswered | Self::Contested => true,
            Self::Confirmed | Self::Accepted | Self::Refused => false,
        }
    }
}

/// A line that came back, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The löpnummer.
    pub id: String,
    /// As in [`Item::code`].
    pub code: String,
    /// Who it was asked of.
    pub board: String,
    /// What became of it.
    pub standing: Standing,
}

/// All that is known of the fact-check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactCheck {
    /// Every line of every workbook, by löpnummer and code.
    pub lines: BTreeMap<(String, String), Judged>,
}

/// How many lines stand how, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Lines that went out.
    pub asked: u64,
    /// See [`Standing`].
    pub unanswered: u64,
    /// See [`Standing`].
    pub confirmed: u64,
    /// See [`Standing`].
    pub contested: u64,
    /// See [`Standing`].
    pub accepted: u64,
    /// See [`Standing`].
    pub refused: u64,
}

impl FactCheck {
    /// Whether nothing went out.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The same without the lines of files that are no longer in the result, as one that a reserve
    /// replaced: what its board says of it changes nothing, and nobody need settle it.
    #[must_use]
    pub fn of_files(mut self, is_in_result: impl Fn(&str) -> bool) -> Self {
        self.lines.retain(|(id, _), _| is_in_result(id));
        self
    }

    /// All lines, counted.
    pub fn counts(&self) -> Counts {
        Counts::of(self.lines.values())
    }

    /// The lines of each board, counted; in the order of their names.
    pub fn by_board(&self) -> Vec<(&str, Counts)> {
        let mut boards: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
        for line in self.lines.values() {
            boards.entry(&line.board).or_default().push(line);
        }
        let counts = |(board, lines): (_, Vec<&Judged>)| (board, Counts::of(lines.into_iter()));
        let mut boards: Vec<(&str, Counts)> = boards.into_iter().map(counts).collect();
        boards.sort_by_key(|(board, _)| sort_key(board));
        boards
    }

    /// What is asked now and still open: a line whose deviation is gone is nobody's work.
    pub fn open<'i>(&self, items: &'i [Item]) -> Vec<(&'i Item, Standing)> {
        let standing = |item: &'i Item| {
            let key = (item.id.clone(), item.code.clone());
            let standing = self.lines.get(&key)?.standing;
            standing.is_open().then_some((item, standing))
        };
        items.iter().filter_map(standing).collect()
    }

    /// What would be asked now and stands in no workbook.
    pub fn not_asked<'i>(&self, items: &'i [Item]) -> Vec<&'i Item> {
        let stands = |item: &&Item| {
            let key = (item.id.clone(), item.code.clone());
            !self.lines.contains_key(&key)
        };
        items.iter().filter(stands).collect()
    }
}

impl Counts {
    fn of<'j>(lines: impl Iterator<Item = &'j Judged>) -> Self {
        let mut counts = Self::default();
        for line in lines {
            counts.asked += 1;
            *match line.standing {
                Standing::Unanswered => &mut counts.unanswered,
                Standing::Confirmed => &mut counts.confirmed,
                Standing::Contested => &mut counts.contested,
                Standing::Accepted => &mut counts.accepted,
                Standing::Refused => &mut counts.refused,
            } += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the Swedish alphabet å comes before ä; by code point it would not.
    #[test]
    fn boards_stand_in_the_order_of_the_swedish_alphabet() {
        let mut check = FactCheck::default();
        for (number, board) in ["JS Vällingby", "JS Östermalm", "JS Vårberg"]
            .iter()
            .enumerate()
        {
            let id = format!("A-{number:02}");
            let line = Judged {
                id: id.clone(),
                code: "Q1".to_owned(),
                board: (*board).to_owned(),
                standing: Standing::Unanswered,
            };
            check.lines.insert((id, "Q1".to_owned()), line);
        }
        let left = check.clone().of_files(|id| id != "A-01");
        assert_eq!((check.counts().asked, left.counts().asked), (3, 2));
        assert!(left.lines.keys().all(|(id, _)| id != "A-01"));
        let boards: Vec<&str> = check
            .by_board()
            .into_iter()
            .map(|(board, _)| board)
            .collect();
        assert_eq!(boards, ["JS Vårberg", "JS Vällingby", "JS Östermalm"]);
    }
}
