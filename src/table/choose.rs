//! Which sheet of a workbook is read, and which others are like it.

use crate::problem::{Error, Place, Problem, Problems, Result};
use crate::table::cells::Cells;
use crate::table::encoding::printable;
use crate::table::header::{self, Head, Header, Merged};
use crate::table::kinds;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{Sheet, Wanted, texts};

/// The sheet that is read.
pub(super) struct Taken {
    pub(super) at: usize,
    pub(super) header: Header,
    pub(super) merged: Vec<Merged>,
    /// Other sheets with like columns, and the row of their headers.
    alike: Vec<(usize, u64)>,
    pub(super) problems: Problems,
}

impl Taken {
    /// Tells the sheets with like columns, with how many rows each has: together they may be
    /// the register of which only one was read.
    pub(super) fn with_alike(
        mut self,
        place: &Place,
        sheets: &[Sheet],
        read: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<Self> {
        let mut names = Vec::new();
        let mut places = Vec::new();
        let alike = std::mem::take(&mut self.alike);
        let mut all: Vec<usize> = alike.iter().map(|(at, _)| *at).collect();
        all.push(self.at);
        all.sort_unstable();
        for (at, header) in alike {
            let mut rows = Rows { header, count: 0 };
            read(at, &mut rows)?;
            names.push((printable(&sheets[at].name), rows.count));
            places.push(place.clone().in_sheet(&sheets[at].name));
        }
        if !names.is_empty() {
            let all: Vec<String> = (all.iter())
                .map(|at| printable(&sheets[*at].name))
                .collect();
            let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
            let what = texts::sheets_alike(&names, &all);
            (self.problems).add_many("sheet-alike", &place.file, what, count, places);
        }
        Ok(self)
    }
}

/// The sheet the user named, or the one with the most recognised headers; of equal ones a
/// visible one, the widest, the first; before a hidden one a visible one like it. Other sheets
/// like it are said.
pub(super) fn choose(
    place: &Place,
    sheets: &[Sheet],
    wanted: &Wanted<'_>,
    head: &mut dyn FnMut(usize) -> Result<Head>,
) -> Result<Taken> {
    let find = |head: &Head| header::find(head, wanted.header_row, wanted.recognises);
    let mut problems = Problems::new();
    let mut add = |code, what, sheet: &Sheet| {
        let place = place.clone().in_sheet(&sheet.name);
        problems.add(Problem { code, what, place });
    };
    if let Some(name) = wanted.sheet {
        let at = named(name, sheets, place)?;
        let head = head(at)?;
        let header = find(&head)
            .map_err(|what| Error::at(place.clone().in_sheet(&sheets[at].name), what))?;
        return Ok(Taken {
            at,
            header,
            merged: head.merged,
            alike: Vec::new(),
            problems,
        });
    }
    let mut found = Vec::new();
    let mut fault = None;
    for (at, sheet) in sheets.iter().enumerate() {
        let head = head(at)?;
        match find(&head) {
            Ok(header) => found.push((at, header, head)),
            // A blank sheet is no candidate; if all are blank, the first one's fault is told.
            Err(what) if fault.is_none() => {
                fault = Some(Error::at(place.clone().in_sheet(&sheet.name), what));
            }
            Err(_) => {}
        }
    }
    let rank = |(at, header, head): &Candidate| {
        let rows = head.rows.len() > 1;
        let wide = header.columns.len().min(50);
        (
            header.recognised,
            !sheets[*at].hidden,
            header.rows.is_some() && rows,
            rows,
            wide,
        )
    };
    let by_rank = |i: &usize| (rank(&found[*i]), std::cmp::Reverse(*i));
    let Some(mut best) = (0..found.len()).max_by_key(by_rank) else {
        return Err(fault.unwrap_or_else(|| Error::at(place.clone(), texts::no_table())));
    };
    if sheets[found[best].0].hidden {
        // Last year's list, with its headers in better order than this year's.
        let hidden = &found[best];
        let goes_before = |other: &Candidate| {
            !sheets[other.0].hidden
                && is_alike(hidden, other)
                && (has_persons(other) || !has_persons(hidden))
        };
        let seen = (0..found.len()).filter(|i| goes_before(&found[*i]));
        best = seen.max_by_key(by_rank).unwrap_or(best);
    }
    let (at, header, head) = found.swap_remove(best);
    if sheets[at].hidden {
        add("sheet-hidden", texts::sheet_hidden(), &sheets[at]);
    }
    found.sort_by_key(|(at, _, _)| *at);
    let taken = (at, header, head);
    let alike = (found.into_iter())
        .filter(|other| is_alike(&taken, other))
        .map(|(other, theirs, _)| (other, theirs.rows.map_or(0, |(_, last)| last)))
        .collect();
    let (at, header, head) = taken;
    Ok(Taken {
        at,
        header,
        merged: head.merged,
        alike,
        problems,
    })
}

/// A sheet, its header and its first rows.
type Candidate = (usize, Header, Head);

fn has_persons((_, header, head): &Candidate) -> bool {
    kinds::of(head, header).contains(&kinds::Holds::Person)
}

/// Whether another sheet has columns like those of one, by their headers or by what they hold.
fn is_alike((_, header, head): &Candidate, (_, theirs, their_head): &Candidate) -> bool {
    if kinds::are_alike(&kinds::of(head, header), &kinds::of(their_head, theirs)) {
        return true;
    }
    if header.recognised > 0 {
        theirs.recognised * 2 > header.recognised
    } else {
        theirs.labels == header.labels && theirs.rows.is_some()
    }
}

/// Counts the rows below a header.
struct Rows {
    header: u64,
    count: u64,
}

impl Sink for Rows {
    fn row(&mut self, number: u64, _lines: u64, cells: Cells<'_>) -> Result<Flow> {
        let is_row = number > self.header && !cells.are_blank();
        self.count += u64::from(is_row);
        Ok(Flow::On)
    }

    fn odd(&mut self, _odd: Odd, _row: u64, _column: Option<usize>) {}
}

fn named(name: &str, sheets: &[Sheet], place: &Place) -> Result<usize> {
    let folded = |name: &str| name.trim().to_lowercase();
    let exact = sheets.iter().position(|sheet| sheet.name == name);
    exact
        .or_else(|| {
            sheets
                .iter()
                .position(|sheet| folded(&sheet.name) == folded(name))
        })
        .ok_or_else(|| {
            let all: Vec<String> = sheets.iter().map(|sheet| printable(&sheet.name)).collect();
            let what = texts::unknown_sheet(&printable(name), &all.join(", "));
            Error::at(place.clone(), what).hint(texts::say_sheet())
        })
}
