//! Opening a file: what it is, which of its sheets is meant, where the table begins. After
//! this nothing about the format is in doubt, and every doubt on the way was written down.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::problem::{Error, Place, Problem, Problems, Result};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::description::are_data;
use crate::table::encoding::printable;
use crate::table::header::{self, Head, HeadRow, Header, Merged};
use crate::table::hidden::Hidden;
use crate::table::kinds;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{
    Content, Description, Kind, Legacy, Sheet, Table, Wanted, file, guard, notice, sniff, text,
    texts, wire, xlsx,
};

/// How many rows of a file's beginning are looked at.
const HEAD: usize = 120;

/// Opens a file and finds out how it is to be read. `shown_as` is its name in places.
pub fn open(
    path: &Path,
    shown_as: &str,
    wanted: &Wanted<'_>,
    legacy: &dyn Legacy,
) -> Result<Table> {
    let place = Place::file(shown_as);
    let stamp = file::stamp(path, &place)?;
    let kind = sniff::kind(path, &place)?;
    let mut opened = match kind {
        Kind::Csv => delimited(path, &place, wanted)?,
        Kind::Xlsx => workbook(path, &place, wanted)?,
        Kind::Xls | Kind::Xlsb | Kind::Ods => held(path, &place, kind, wanted, legacy)?,
    };
    let description = Description {
        file: shown_as.to_owned(),
        kind,
        encoding: opened.encoding,
        delimiter: opened.delimiter,
        sheet: opened.sheet,
        sheets: opened.sheets,
        header_row: opened.header.rows.map(|(_, last)| last),
        headers: opened.header.labels.clone(),
        headers_are_data: are_data(&opened.header.labels),
        is_1904: match &opened.content {
            Content::Text(_) => false,
            Content::Xlsx(book) => book.is_1904,
            Content::Held(sheet) => sheet.is_1904,
        },
        first_column: opened.header.columns.start,
    };
    notice::header(&description, &opened.header, &mut opened.problems);
    notice::hidden(&description, &opened.hidden_columns, &mut opened.problems);
    notice::name(path, &description, &mut opened.problems);
    Ok(Table {
        path: path.to_owned(),
        description,
        content: opened.content,
        merged: opened.merged,
        has_beside: !opened.header.beside.is_empty(),
        again: opened.header.again,
        problems: opened.problems,
        stamp,
    })
}

/// What opening found, whatever the format.
struct Opened {
    content: Content,
    header: Header,
    merged: Vec<Merged>,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    sheets: Vec<Sheet>,
    hidden_columns: Vec<RangeInclusive<u32>>,
    problems: Problems,
}

fn delimited(path: &Path, place: &Place, wanted: &Wanted<'_>) -> Result<Opened> {
    let mut found = text::open(path, place, wanted)?;
    let mut head = HeadSink::default();
    found.each(false, &mut head)?;
    let head = head.head;
    if is_one_row_of_many(&head) {
        let error = Error::at(place.clone(), texts::other_line_ends());
        return Err(error.hint(texts::export_again()));
    }
    let header = header::find(&head, wanted.header_row, wanted.recognises)
        .map_err(|what| Error::at(place.clone(), what))?;
    let raw = match header.rows {
        Some((_, last)) => head.rows.iter().find(|row| row.number == last),
        None => head.rows.first(),
    };
    found.cut.expected = raw.map(|row| row.cells.len());
    let mut problems = Problems::new();
    if let Some(what) = found.encoding.doubt().filter(|_| wanted.encoding.is_none()) {
        problems.add(Problem {
            code: "encoding-guessed",
            what,
            place: place.clone(),
        });
    }
    if found.is_fixed && header.recognised == 0 {
        problems.add(Problem {
            code: "fixed-columns",
            what: texts::fixed_columns(),
            place: place.clone(),
        });
    }
    Ok(Opened {
        header,
        merged: Vec::new(),
        encoding: Some(found.encoding.name().to_owned()),
        delimiter: found.delimiter(),
        sheet: None,
        sheets: Vec::new(),
        hidden_columns: Vec::new(),
        problems,
        content: Content::Text(Box::new(found)),
    })
}

/// Whether the only row has characters in it that some programs end a line with.
fn is_one_row_of_many(head: &Head) -> bool {
    let [row] = head.rows.as_slice() else {
        return false;
    };
    let ends = |cell: &Cell<'_>| {
        let text = cell.text();
        text.trim()
            .matches(['\u{85}', '\u{2028}', '\u{2029}'])
            .count()
    };
    row.cells.iter().map(ends).sum::<usize>() > 0
}

fn workbook(path: &Path, place: &Place, wanted: &Wanted<'_>) -> Result<Opened> {
    let mut book = xlsx::open(path, place)?;
    let sheets: Vec<Sheet> = book.sheets.iter().map(|(_, sheet)| sheet.clone()).collect();
    let taken = choose(place, &sheets, wanted, &mut |at| {
        let mut sink = HeadSink::default();
        sink.head.is_sheet = true;
        sink.head.merged = book.look_ahead(at)?;
        book.each(at, 0, &mut sink)?;
        Ok(sink.head)
    })?;
    book.taken = taken.at;
    let taken = taken.with_alike(place, &sheets, &mut |at, rows| {
        book.each(at, 0, rows).map(drop)
    })?;
    let hidden = book.hidden.get(&taken.at).cloned().unwrap_or_default();
    Ok(taken.opened(sheets, hidden, Content::Xlsx(Box::new(book))))
}

fn held(
    path: &Path,
    place: &Place,
    kind: Kind,
    wanted: &Wanted<'_>,
    legacy: &dyn Legacy,
) -> Result<Opened> {
    if kind != Kind::Xls {
        guard::check(path, place, kind)?;
    }
    let mut held = wire::sheets(&mut *legacy.read(path, kind)?, place)?;
    let sheets: Vec<Sheet> = held.iter().map(|held| held.sheet.clone()).collect();
    let taken = choose(place, &sheets, wanted, &mut |at| {
        let mut sink = HeadSink::default();
        sink.head.is_sheet = true;
        sink.head.merged.clone_from(&held[at].merged);
        held[at].each(place, 0, &mut sink)?;
        Ok(sink.head)
    })?;
    let taken = taken.with_alike(place, &sheets, &mut |at, rows| {
        held[at].each(place, 0, rows).map(drop)
    })?;
    let content = held.swap_remove(taken.at);
    let hidden = content.hidden.clone();
    Ok(taken.opened(sheets, hidden, Content::Held(content)))
}

/// The sheet that is read.
struct Taken {
    at: usize,
    header: Header,
    merged: Vec<Merged>,
    /// Other sheets with like columns, and the row of their headers.
    alike: Vec<(usize, u64)>,
    problems: Problems,
}

impl Taken {
    /// Tells the sheets with like columns, with how many rows each has: together they may be
    /// the register of which only one was read.
    fn with_alike(
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

    fn opened(self, sheets: Vec<Sheet>, hidden: Hidden, content: Content) -> Opened {
        Opened {
            content,
            header: self.header,
            merged: self.merged,
            encoding: None,
            delimiter: None,
            sheet: Some(sheets[self.at].name.clone()),
            sheets,
            hidden_columns: hidden.columns,
            problems: self.problems,
        }
    }
}

/// The sheet the user named, or the one with the most recognised headers; of equal ones a
/// visible one, the widest, the first; before a hidden one a visible one like it. Other sheets
/// like it are said.
fn choose(
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

/// Gathers a file's beginning.
#[derive(Default)]
struct HeadSink {
    head: Head,
}

impl Sink for HeadSink {
    fn row(&mut self, number: u64, _lines: u64, cells: Cells<'_>) -> Result<Flow> {
        if cells.are_blank() {
            return Ok(Flow::On);
        }
        self.head.rows.push(HeadRow::new(number, &cells.made()));
        Ok(if self.head.rows.len() < HEAD {
            Flow::On
        } else {
            Flow::Stop
        })
    }

    fn odd(&mut self, _odd: Odd, _row: u64, _column: Option<usize>) {}
}
