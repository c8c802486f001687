//! Opening a file: what it is, which of its sheets is meant, where the table begins. After
//! this nothing about the format is in doubt, and every doubt on the way was written down.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::problem::{Error, Place, Problem, Problems, Result};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::choose::{Taken, choose};
use crate::table::description::are_data;
use crate::table::header::{self, Head, HeadRow, Header, Merged};
use crate::table::hidden::Hidden;
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
    let content = Content::Xlsx(Box::new(book));
    Ok(with_sheet(taken, sheets, hidden, content))
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
    Ok(with_sheet(taken, sheets, hidden, Content::Held(content)))
}

/// With a sheet that was chosen.
fn with_sheet(taken: Taken, sheets: Vec<Sheet>, hidden: Hidden, content: Content) -> Opened {
    Opened {
        content,
        header: taken.header,
        merged: taken.merged,
        encoding: None,
        delimiter: None,
        sheet: Some(sheets[taken.at].name.clone()),
        sheets,
        hidden_columns: hidden.columns,
        problems: taken.problems,
    }
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
