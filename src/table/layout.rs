//! Which raw rows are rows of the register: below the header, within the table's columns,
//! not blank, not totals, not notes, not the next table. Nothing is left out unseen: every
//! row that is not given is counted and, except for blank ones, placed.

use crate::problem::{Problem, Problems, Result};
use crate::table::again::Again;
use crate::table::carried::Carried;
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::groups::Groups;
use crate::table::header::{self, Merged};
use crate::table::remarks;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::sparse::Sparse;
use crate::table::totals;
use crate::table::unlike::Unlike;
use crate::table::unread::Unread;
use crate::table::usual;
use crate::table::{Description, Row};

/// How many rows tell which columns hold values.
const PROFILED: u64 = if cfg!(fuzzing) { 3 } else { 200 };
/// More notes than this below a table are rows.
const MOST_NOTES: usize = 200;
/// How many rows sheets had, and have: what does not fit is left out without a word.
const LIMITS: [u64; 2] = [65_536, 1_048_576];
/// In a table of no more columns a row of data may look like anything.
const NARROW: usize = 2;

/// What takes the data rows.
pub(super) type Each<'f> = &'f mut dyn FnMut(&Row<'_>) -> Result<()>;

/// Sorts raw rows.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a property of the file or of how it is read, and none excludes another"
)]
pub(super) struct Layout<'a, 'f> {
    description: &'a Description,
    first: usize,
    last: usize,
    /// Rows up to this one are titles and header.
    header: u64,
    /// Whether a short row is a fault: in a text file, not in a sheet.
    is_text: bool,
    /// Whether what stands beside is another table, which was told as a whole.
    pub(super) has_beside: bool,
    again: &'a Again,
    carried: Carried<'a>,
    each: Each<'f>,
    limit: Option<u64>,
    /// Whether rows of totals are given: in a table of figures they are rows like others.
    pub(super) with_totals: bool,
    /// For every column: filled cells and values among them in the first rows.
    profile: Vec<(u64, u64)>,
    /// The column by which a row is data at a glance, once the first rows are known.
    pub(super) telling: Option<usize>,
    /// Rows of a single text or two, and how many: notes if no data row follows.
    pending: Vec<(u64, usize, Vec<Cell<'static>>)>,
    sparse: Sparse,
    /// The last line of the last row that is not blank.
    so_far: u64,
    /// How many lines with cells only outside the table follow it.
    aside: u64,
    /// Whether something other than a data row stands since the last data row.
    parted: bool,
    /// Whether no data row has followed the header yet.
    under_header: bool,
    /// How many rows stand in the next table, once it has begun.
    pub(super) below: Option<u64>,
    pub(super) rows: u64,
    pub(super) blank: u64,
    pub(super) totals: u64,
    pub(super) notes: u64,
    pub(super) headers_again: u64,
    pub(super) marks: u64,
    pub(super) outside: u64,
    unlike: Unlike,
    unread: Unread,
    groups: Groups,
    pub(super) problems: Problems,
}

impl<'a, 'f> Layout<'a, 'f> {
    pub(super) fn new(
        description: &'a Description,
        merged: &'a [Merged],
        again: &'a Again,
        limit: Option<u64>,
        each: Each<'f>,
    ) -> Self {
        let width = description.headers.len();
        let header = description.header_row.unwrap_or(0);
        Self {
            description,
            first: description.first_column,
            last: description.first_column + width,
            header,
            is_text: description.kind == crate::table::Kind::Csv,
            has_beside: false,
            again,
            carried: Carried::new(merged),
            each,
            limit,
            with_totals: false,
            profile: vec![(0, 0); width],
            telling: None,
            pending: Vec::new(),
            sparse: Sparse::new(width),
            so_far: header,
            aside: 0,
            parted: false,
            under_header: true,
            below: None,
            rows: 0,
            blank: 0,
            totals: 0,
            notes: 0,
            headers_again: 0,
            marks: 0,
            outside: 0,
            unlike: Unlike::default(),
            unread: Unread::default(),
            groups: Groups::new(width),
            problems: Problems::new(),
        }
    }

    /// What is left when the file has ended: single texts below the table are notes.
    pub(super) fn finish(&mut self) {
        self.end_table();
        if let Some(number) = self.unlike.last() {
            self.report(Odd::LastUnlike, number, None);
        }
        if LIMITS.contains(&self.so_far) {
            self.report(Odd::AtLimit, self.so_far, None);
        }
        self.unread.tell(self.description, &mut self.problems);
        self.groups.tell(self.description, &mut self.problems);
    }

    fn end_table(&mut self) {
        for (number, _, cells) in std::mem::take(&mut self.pending) {
            self.notes += 1;
            let said = remarks::said_in(&Cells::from(cells.as_slice()));
            self.report(said.unwrap_or(Odd::Note), number, None);
        }
    }

    fn report(&mut self, odd: Odd, row: u64, column: Option<usize>) {
        self.problems.add(Problem {
            code: odd.code(),
            what: odd.what(),
            place: self.description.place(row, column),
        });
    }

    fn sort(&mut self, number: u64, lines: u64, cells: &[Cell<'_>]) -> Result<Flow> {
        let parted = self.parted || number > self.so_far + 1;
        self.pass(number, lines);
        let filled = cells.iter().filter(|cell| !cell.is_blank()).take(3).count();
        let is_sparse = parted && self.sparse.is_note(filled, cells);
        let noted =
            self.is_note(filled, cells, parted) || is_sparse && !self.is_another_table(cells);
        if self.again.is_in(cells) {
            self.headers_again += 1;
            self.under_header = true;
            self.report(Odd::HeaderAgain, number, None);
        } else if self.header > 0 && self.again.is_in_other_order(cells) {
            self.end_table();
            self.below = Some(1);
            self.report(Odd::OtherOrder, number, None);
        } else if let Some(mark) = self.mark(cells) {
            self.marks += 1;
            self.report(mark, number, None);
        } else if !self.with_totals && self.is_totals(filled, cells) {
            self.totals += 1;
            self.report(Odd::Totals, number, None);
        } else if noted && self.pending.len() < MOST_NOTES {
            let owned = cells.iter().cloned().map(Cell::into_owned).collect();
            self.pending.push((number, filled, owned));
        } else if parted && self.is_another_table(cells) {
            self.end_table();
            self.below = Some(1);
            self.report(Odd::TableBelow, number, None);
        } else {
            for (number, filled, cells) in std::mem::take(&mut self.pending) {
                self.unlike.see(number, filled, &cells, false);
                self.sparse.see_filled(filled);
                if filled == 1 {
                    self.groups.see_alone(number);
                }
                self.give(number, &cells)?;
                if self.is_enough() {
                    return Ok(Flow::Stop);
                }
            }
            self.unlike.see(number, filled, cells, parted);
            self.sparse.see_filled(filled);
            self.parted = false;
            self.under_header = false;
            self.give(number, cells)?;
            return Ok(self.flow());
        }
        self.parted = true;
        Ok(Flow::On)
    }

    /// Counts the blank rows before a row, and goes on behind it.
    fn pass(&mut self, number: u64, lines: u64) {
        if self.rows > 0 || self.so_far > self.header {
            self.blank += number - self.so_far - 1 - self.aside;
        }
        self.aside = 0;
        self.so_far = number + lines - 1;
    }

    /// Whether a row only draws a line, numbers the columns or says what they hold.
    fn mark(&self, cells: &[Cell<'_>]) -> Option<Odd> {
        if self.header == 0 {
            return None;
        }
        if totals::is_rule(cells, self.under_header) {
            return Some(Odd::Rule);
        }
        if !self.under_header {
            return None;
        }
        if totals::is_numbering(cells) {
            return Some(Odd::Numbering);
        }
        totals::is_units(cells).then_some(Odd::Units)
    }

    /// Whether a row is a total, or says in a narrow table how many rows stand above it.
    fn is_totals(&self, filled: usize, cells: &[Cell<'_>]) -> bool {
        if totals::is_totals(cells) || (self.header > 0 && totals::is_subtotal(cells)) {
            return true;
        }
        if filled > 2 || self.header == 0 || !self.pending.is_empty() {
            return false;
        }
        let mut texts = cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text);
        match (texts.next(), texts.next()) {
            (Some(text), None) => cells.len() < 3 && totals::is_count(&text, self.rows),
            (Some(first), Some(second)) => {
                cells.len() > 2 && totals::is_count(&format!("{first} {second}"), self.rows)
            }
            (None, _) => false,
        }
    }

    fn is_enough(&self) -> bool {
        self.limit.is_some_and(|limit| self.rows >= limit)
    }

    fn flow(&self) -> Flow {
        if self.is_enough() {
            Flow::Stop
        } else {
            Flow::On
        }
    }

    fn give(&mut self, number: u64, cells: &[Cell<'_>]) -> Result<()> {
        if self.rows < PROFILED {
            self.sparse.see(cells);
            for (cell, (filled, values)) in cells.iter().zip(&mut self.profile) {
                *filled += u64::from(!cell.is_blank());
                *values += u64::from(header::is_value(cell));
            }
            if self.rows + 1 == PROFILED && cells.len() > NARROW {
                self.telling = usual::telling(&self.profile, self.again);
            }
        }
        self.give_on(number, &Cells::from(cells))
    }

    fn give_on(&mut self, number: u64, cells: &Cells<'_>) -> Result<()> {
        if self.header > 0 && !self.groups.is_over() {
            self.groups.see(*cells);
        }
        self.rows += 1;
        (self.each)(&Row { number, cells })
    }

    /// Whether a row follows on one of data and is one itself at a glance.
    fn is_usual(&self, number: u64, cells: &Cells<'_>) -> bool {
        let Some(telling) = self.telling else {
            return false;
        };
        number == self.so_far + 1
            && !self.parted
            && !self.under_header
            && self.pending.is_empty()
            && self.below.is_none()
            && self.carried.is_empty()
            && usual::is_usual(cells, telling)
    }

    /// A text alone in the row: in a wide table any, in a narrow one only what is marked
    /// as a note and set apart. Digits alone may be an identity: never a note.
    fn is_note(&self, filled: usize, cells: &[Cell<'_>], parted: bool) -> bool {
        if filled != 1 || self.header == 0 {
            return false;
        }
        let Some(Cell::Text(text)) = cells.iter().find(|cell| !cell.is_blank()) else {
            return false;
        };
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if cells.len() > 2 {
            letters > digits
        } else {
            parted && totals::is_marked_note(text)
        }
    }

    /// A row of words where this table has values, or of this table's own headers in other
    /// places, set apart from it: another's header.
    fn is_another_table(&self, cells: &[Cell<'_>]) -> bool {
        if self.rows == 0 || !header::is_words(cells) {
            return false;
        }
        let headers = &self.description.headers;
        let mut evidence = 0;
        for (at, cell) in cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
        {
            let text = cell.text();
            let (filled, values) = self.profile[at];
            // A header of this table, a word among values; one cell may be both.
            evidence += u32::from(headers.iter().any(|header| *header == text));
            evidence += u32::from(values * 10 >= filled * 9 && values > 0);
        }
        evidence > 1
    }
}

impl Sink for Layout<'_, '_> {
    fn row(&mut self, number: u64, lines: u64, cells: Cells<'_>) -> Result<Flow> {
        if number <= self.header {
            // A header may stand in the middle of the list that it belongs to.
            self.unread.see(number, &cells);
            if let Some(said) = remarks::said_in(&cells) {
                self.report(said, number, None);
            }
            return Ok(Flow::On);
        }
        let is_exact = self.first == 0 && cells.len() == self.last;
        if is_exact && self.is_usual(number, &cells) {
            return self.usual(number, lines, &cells);
        }
        let (mut within, mut is_outside) = (cells, false);
        if !is_exact {
            within = cells.part(self.first, self.last);
            let before = cells.part(0, self.first);
            let beyond = cells.part(self.last, cells.len());
            let is_aside = !before.are_blank() || !beyond.are_blank();
            is_outside = is_aside && !self.has_beside;
            if is_aside {
                self.unread.see(number, &before);
                self.unread.see(number, &beyond);
            }
            let is_whole = within.len() == self.last - self.first && !is_outside;
            if is_whole && self.is_usual(number, &within) {
                return self.usual(number, lines, &within);
            }
        }
        self.unusual(number, lines, &within.made(), is_outside)
    }

    fn odd(&mut self, odd: Odd, row: u64, column: Option<usize>) {
        let inside = column.is_none_or(|c| (self.first..self.last).contains(&c));
        if row > self.header && inside && self.below.is_none() {
            self.report(odd, row, column.map(|c| c - self.first));
        }
    }
}

impl Layout<'_, '_> {
    /// A row that is data at a glance.
    fn usual(&mut self, number: u64, lines: u64, cells: &Cells<'_>) -> Result<Flow> {
        self.so_far = number + lines - 1;
        self.unlike.see_usual();
        self.give_on(number, cells)?;
        Ok(self.flow())
    }

    /// A row that may be anything, by its cells within the table.
    fn unusual(
        &mut self,
        number: u64,
        lines: u64,
        within: &[Cell<'_>],
        is_outside: bool,
    ) -> Result<Flow> {
        if within.iter().all(Cell::is_blank) {
            if is_outside {
                self.outside += 1;
                self.aside += lines;
                self.report(Odd::Outside, number, None);
            }
            return Ok(Flow::On);
        }
        if let Some(below) = &mut self.below {
            *below += 1;
            self.unread.see(number, &Cells::from(within));
            return Ok(Flow::On);
        }
        let short = within.len() < self.last - self.first;
        if short && self.is_text && within.iter().filter(|c| !c.is_blank()).take(2).count() > 1 {
            self.report(Odd::TooFew, number, None);
        }
        if is_outside {
            self.report(Odd::TooMany, number, None);
        }
        if !short && self.carried.is_empty() {
            return self.sort(number, lines, within);
        }
        let mut padded: Vec<Cell<'_>> = within.iter().map(Cell::borrowed).collect();
        padded.resize(self.last - self.first, Cell::Empty);
        for column in self.carried.fill(number, self.first, &mut padded) {
            self.report(Odd::Merged, number, Some(column));
        }
        self.sort(number, lines, &padded)
    }
}
