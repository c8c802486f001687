//! Opening a file: what it is, which of its sheets is meant, where the table begins. After
//! this nothing about the format is in doubt, and every doubt on the way was written down.

use std::collections::BTreeSet;
use std::path::Path;

use crate::problem::{Error, Place, Problem, Problems, Result};
use crate::table::cell::{Cell, is_blank, letters};
use crate::table::cells::Cells;
use crate::table::encoding::printable;
use crate::table::header::{self, Head, HeadRow, Header, Merged};
use crate::table::source::{Flow, Odd, Sink};
use crate::table::{
    Content, Description, Kind, Legacy, Sheet, Table, Wanted, file, guard, sniff, text, texts,
    wire, xlsx,
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
        headers_are_data: super::are_data(&opened.header.labels),
        is_1904: matches!(&opened.content, Content::Xlsx(book) if book.is_1904),
        first_column: opened.header.columns.start,
    };
    notice(&description, &opened.header, &mut opened.problems);
    if let Some(what) = named_otherwise(path, kind) {
        opened.problems.add(Problem {
            code: "named-otherwise",
            what,
            place: place.clone(),
        });
    }
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
    Ok(Opened {
        header,
        merged: Vec::new(),
        encoding: Some(found.encoding.name().to_owned()),
        delimiter: found.delimiter(),
        sheet: None,
        sheets: Vec::new(),
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
    Ok(taken.opened(sheets, Content::Xlsx(Box::new(book))))
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
    let content = Content::Held(held.swap_remove(taken.at));
    Ok(taken.opened(sheets, content))
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
        for (at, header) in std::mem::take(&mut self.alike) {
            let mut rows = Rows { header, count: 0 };
            read(at, &mut rows)?;
            names.push((printable(&sheets[at].name), rows.count));
            places.push(place.clone().in_sheet(&sheets[at].name));
        }
        if !names.is_empty() {
            let count = u64::try_from(names.len()).unwrap_or(u64::MAX);
            let what = texts::sheets_alike(&names);
            (self.problems).add_many("sheet-alike", &place.file, what, count, places);
        }
        Ok(self)
    }

    fn opened(self, sheets: Vec<Sheet>, content: Content) -> Opened {
        Opened {
            content,
            header: self.header,
            merged: self.merged,
            encoding: None,
            delimiter: None,
            sheet: Some(sheets[self.at].name.clone()),
            sheets,
            problems: self.problems,
        }
    }
}

/// The sheet the user named, or the one with the most recognised headers; of equal ones a
/// visible one, the widest, the first. Another sheet that is as well recognised is said.
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
    let rank = |(at, header, head): &(usize, Header, Head)| {
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
    let Some(best) = (0..found.len()).max_by_key(|i| (rank(&found[*i]), std::cmp::Reverse(*i)))
    else {
        return Err(fault.unwrap_or_else(|| Error::at(place.clone(), texts::no_table())));
    };
    let (at, header, head) = found.swap_remove(best);
    if sheets[at].hidden {
        add("sheet-hidden", texts::sheet_hidden(), &sheets[at]);
    }
    found.sort_by_key(|(at, _, _)| *at);
    let mut others = Vec::new();
    for (other, theirs, _) in found {
        let alike = if header.recognised > 0 {
            theirs.recognised * 2 > header.recognised
        } else {
            theirs.labels == header.labels && theirs.rows.is_some()
        };
        if alike {
            others.push((other, theirs.rows.map_or(0, |(_, last)| last)));
        }
    }
    Ok(Taken {
        at,
        header,
        merged: head.merged,
        alike: others,
        problems,
    })
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

/// What the header search itself found odd.
fn notice(description: &Description, header: &Header, problems: &mut Problems) {
    let mut add = |code, what, place| problems.add(Problem { code, what, place });
    let mut place = Place::file(&description.file);
    place.sheet.clone_from(&description.sheet);
    if let Some(row) = description.header_row {
        let mut seen = BTreeSet::new();
        for (column, label) in header.labels.iter().enumerate() {
            let place = description.place(row, Some(column));
            if is_blank(label) {
                add("header-blank", texts::header_blank(), place);
            } else if !seen.insert(label.trim().to_lowercase()) {
                add("header-twice", texts::header_twice(), place);
            }
        }
    } else {
        add("no-header", texts::no_header(), place.clone());
    }
    if let Some(row) = header.above {
        add(
            "table-above",
            texts::table_above(),
            description.place(row, None),
        );
    }
    if let ([label], Some(row)) = (header.labels.as_slice(), description.header_row)
        && let Some(delimiter) = several_in(label)
    {
        add(
            "lines-as-one-column",
            texts::lines_as_one_column(delimiter),
            description.place(row, None),
        );
    }
    for beside in &header.beside {
        let (first, last) = (letters(beside.start), letters(beside.end - 1));
        add(
            "table-beside",
            texts::table_beside(&first, &last),
            place.clone(),
        );
    }
}

/// What stands between the headers that a single header is made of.
fn several_in(label: &str) -> Option<&'static str> {
    let most = [(";", ';'), ("tabb (tab)", '\t'), ("|", '|'), (",", ',')];
    let found = most.into_iter().find(|(_, sign)| {
        let parts: Vec<&str> = label.split(*sign).map(str::trim).collect();
        let is_word = |part: &&str| part.chars().any(char::is_alphabetic) && part.len() < 40;
        parts.len() > 2 && parts.iter().all(is_word)
    });
    found.map(|(name, _)| name)
}

/// An ending that promises another kind of file.
fn named_otherwise(path: &Path, kind: Kind) -> Option<crate::lang::Text> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let fits = match ending.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => kind == Kind::Xlsx,
        "xls" | "xlt" => kind == Kind::Xls,
        "xlsb" => kind == Kind::Xlsb,
        "ods" | "ots" => kind == Kind::Ods,
        "csv" | "tsv" | "tab" | "txt" => kind == Kind::Csv,
        _ => true,
    };
    (!fits).then(|| texts::named_otherwise(kind.name()))
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
