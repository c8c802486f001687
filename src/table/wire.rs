//! A legacy workbook as a stream of frames between the process that reads it and the one
//! that uses it. A frame is a letter, a length and that many bytes; the stream is whole only
//! if it ends with the last frame, so a reader that was killed is noticed.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::ops::RangeInclusive;

use jiff::civil::{Date, Time};

use crate::problem::{Error, Place, Result};
use crate::table::cell::Cell;
use crate::table::cells::Cells;
use crate::table::file;
use crate::table::header::Merged;
use crate::table::hidden::Hidden;
use crate::table::source::{Flow, Odd, Sink};
use crate::table::value::ERRORS;
use crate::table::{Sheet, sniff, texts};

/// How the stream begins; the digit is its version.
const MAGIC: &[u8; 4] = b"spw2";
/// What the sheets of one workbook may take in memory.
const MOST: usize = 1000 * 1024 * 1024;
/// No frame is longer: a row of 16 384 cells, or a sheet's merged regions.
const LONGEST_FRAME: usize = 64 * 1024 * 1024;

/// Why a workbook could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Password,
    Damaged,
}

/// Writes frames.
pub(super) struct Wire<'o> {
    out: &'o mut dyn Write,
    row: Option<u32>,
    frame: Vec<u8>,
}

impl<'o> Wire<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            row: None,
            frame: Vec::new(),
        })
    }

    /// A sheet begins.
    pub(super) fn sheet(
        &mut self,
        sheet: &Sheet,
        merged: &[Merged],
        hidden: &Hidden,
        is_1904: bool,
    ) -> io::Result<()> {
        self.frame.clear();
        self.frame.extend([sheet.hidden, is_1904].map(u8::from));
        put_text(&mut self.frame, &sheet.name)?;
        for stretches in [&hidden.rows, &hidden.columns] {
            let count = u32::try_from(stretches.len()).map_err(io::Error::other)?;
            self.frame.extend(count.to_le_bytes());
            for stretch in stretches {
                self.frame.extend(stretch.start().to_le_bytes());
                self.frame.extend(stretch.end().to_le_bytes());
            }
        }
        for region in merged {
            for number in [region.first_row, region.last_row] {
                self.frame.extend(number.to_le_bytes());
            }
            for number in [region.first_column, region.last_column] {
                let number = u64::try_from(number).map_err(io::Error::other)?;
                self.frame.extend(number.to_le_bytes());
            }
        }
        self.send(b'S')
    }

    /// A cell, in order of rows and columns counted from 0.
    pub(super) fn cell(
        &mut self,
        row: u32,
        column: u32,
        cell: &Cell<'_>,
        odd: Option<Odd>,
    ) -> io::Result<()> {
        if self.row != Some(row) {
            self.end_row()?;
            self.row = Some(row);
            self.frame.extend((u64::from(row) + 1).to_le_bytes());
        }
        self.frame.extend(column.to_le_bytes());
        self.frame.push(match odd {
            None => 0,
            Some(Odd::NoValue) => 1,
            Some(Odd::ErrorValue) => 2,
            Some(_) => 3,
        });
        put_cell(&mut self.frame, cell)
    }

    fn end_row(&mut self) -> io::Result<()> {
        if self.row.take().is_some() {
            self.send(b'R')?;
        }
        Ok(())
    }

    /// The sheet is whole.
    pub(super) fn end_sheet(&mut self) -> io::Result<()> {
        self.end_row()?;
        self.send(b'E')
    }

    /// The workbook is whole.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.send(b'Z')?;
        self.out.flush()
    }

    /// The workbook cannot be read.
    pub(super) fn refuse(mut self, refusal: Refusal) -> io::Result<()> {
        self.frame.clear();
        self.send(match refusal {
            Refusal::Password => b'P',
            Refusal::Damaged => b'X',
        })?;
        self.out.flush()
    }

    fn send(&mut self, letter: u8) -> io::Result<()> {
        let length = u32::try_from(self.frame.len()).map_err(io::Error::other)?;
        self.out.write_all(&[letter])?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&self.frame)?;
        self.frame.clear();
        Ok(())
    }
}

fn put_text(frame: &mut Vec<u8>, text: &str) -> io::Result<()> {
    let length = u32::try_from(text.len()).map_err(io::Error::other)?;
    frame.extend(length.to_le_bytes());
    frame.extend(text.as_bytes());
    Ok(())
}

fn put_cell(frame: &mut Vec<u8>, cell: &Cell<'_>) -> io::Result<()> {
    let put_date = |frame: &mut Vec<u8>, date: Date| {
        frame.extend(date.year().to_le_bytes());
        frame.extend([date.month().unsigned_abs(), date.day().unsigned_abs()]);
    };
    match cell {
        Cell::Empty => frame.push(b'e'),
        Cell::Text(text) => {
            frame.push(b't');
            put_text(frame, text)?;
        }
        Cell::Number(number) => {
            frame.push(b'n');
            frame.extend(number.to_le_bytes());
        }
        Cell::Date(date) => {
            frame.push(b'd');
            put_date(frame, *date);
        }
        Cell::DateTime(moment) => {
            frame.push(b'm');
            put_date(frame, moment.date());
            let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
            frame.extend([hour, minute, second].map(i8::unsigned_abs));
        }
        Cell::Bool(value) => frame.extend([b'b', u8::from(*value)]),
        Cell::Error(code) => {
            let at = ERRORS.iter().position(|known| known == code).unwrap_or(0);
            frame.extend([b'x', u8::try_from(at).map_err(io::Error::other)?]);
        }
    }
    Ok(())
}

/// A sheet that was read whole.
pub(super) struct HeldSheet {
    pub(super) sheet: Sheet,
    pub(super) merged: Vec<Merged>,
    pub(super) hidden: Hidden,
    /// Whether the workbook counts days from 1904.
    pub(super) is_1904: bool,
    /// Its rows' frames.
    rows: Vec<u8>,
}

/// All the sheets of a stream.
pub(super) fn sheets(from: &mut dyn Read, place: &Place) -> Result<Vec<HeldSheet>> {
    let died = || Error::at(place.clone(), texts::reader_died()).hint(texts::save_as_xlsx());
    let mut magic = [0; 4];
    if file::fill(&mut { &mut *from }, &mut magic).ok() != Some(4) || magic != *MAGIC {
        return Err(died());
    }
    let mut sheets: Vec<HeldSheet> = Vec::new();
    let mut held = 0;
    let mut frame = Vec::new();
    loop {
        let letter = next_frame(from, &mut frame).ok_or_else(died)?;
        held += frame.len();
        if held > MOST {
            return Err(Error::at(place.clone(), texts::too_large()).hint(texts::save_smaller()));
        }
        match letter {
            b'S' => sheets.push(begun(&frame).ok_or_else(died)?),
            b'R' => {
                let sheet = sheets.last_mut().ok_or_else(died)?;
                let length = u32::try_from(frame.len()).map_err(|_| died())?;
                sheet.rows.extend(length.to_le_bytes());
                sheet.rows.extend(&frame);
            }
            b'E' => {}
            b'Z' => return Ok(sheets),
            b'P' => return Err(sniff::password(place)),
            b'X' => return Err(sniff::damaged(place)),
            _ => return Err(died()),
        }
    }
}

fn next_frame(from: &mut dyn Read, frame: &mut Vec<u8>) -> Option<u8> {
    let mut head = [0; 5];
    if file::fill(&mut { &mut *from }, &mut head).ok()? < head.len() {
        return None;
    }
    let [letter, length @ ..] = head;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    if length > LONGEST_FRAME {
        return None;
    }
    frame.resize(length, 0);
    let read = file::fill(&mut { &mut *from }, frame).ok()?;
    (read == length).then_some(letter)
}

fn begun(frame: &[u8]) -> Option<HeldSheet> {
    let mut rest = Rest(frame);
    let [is_hidden, is_1904] = rest.take::<2>()?.map(|flag| flag != 0);
    let name = rest.text()?.to_owned();
    let hidden_rows = rest.stretches()?;
    let hidden_columns = rest.stretches()?;
    let mut merged = Vec::new();
    while !rest.0.is_empty() {
        let mut number = || Some(u64::from_le_bytes(rest.take::<8>()?));
        let (first_row, last_row) = (number()?, number()?);
        let (first, last) = (number()?, number()?);
        merged.push(Merged {
            first_row,
            last_row,
            first_column: usize::try_from(first).ok()?,
            last_column: usize::try_from(last).ok()?,
        });
    }
    Some(HeldSheet {
        sheet: Sheet {
            name,
            hidden: is_hidden,
        },
        merged,
        hidden: Hidden {
            rows: hidden_rows,
            columns: hidden_columns,
        },
        is_1904,
        rows: Vec::new(),
    })
}

impl HeldSheet {
    /// Gives the sheet's rows, at least `width` cells each; whether it came to the end.
    pub(super) fn each(&self, place: &Place, width: usize, sink: &mut dyn Sink) -> Result<bool> {
        let mut rest = Rest(&self.rows);
        let mut cells: Vec<Cell<'_>> = Vec::new();
        let broken = || sniff::damaged(place);
        let mut hidden = self.hidden.in_order();
        while !rest.0.is_empty() {
            let frame = rest.bytes().ok_or_else(broken)?;
            cells.clear();
            let number = row(frame, &mut cells, sink).ok_or_else(broken)?;
            if cells.len() < width {
                cells.resize(width, Cell::Empty);
            }
            if hidden.has(number) && !cells.iter().all(Cell::is_blank) {
                sink.odd(Odd::Hidden, number, None);
            }
            if sink.row(number, 1, Cells::from(cells.as_slice()))? == Flow::Stop {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn row<'r>(frame: &'r [u8], cells: &mut Vec<Cell<'r>>, sink: &mut dyn Sink) -> Option<u64> {
    let mut rest = Rest(frame);
    let number = u64::from_le_bytes(rest.take::<8>()?);
    while !rest.0.is_empty() {
        let column = usize::try_from(u32::from_le_bytes(rest.take::<4>()?)).ok()?;
        let odd = match rest.take::<1>()? {
            [0] => None,
            [1] => Some(Odd::NoValue),
            [2] => Some(Odd::ErrorValue),
            _ => Some(Odd::NotADate),
        };
        if let Some(odd) = odd {
            sink.odd(odd, number, Some(column));
        }
        let cell = rest.cell()?;
        if column >= 16_384 {
            return None;
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }
    Some(number)
}

/// What is left of a frame.
struct Rest<'r>(&'r [u8]);

impl<'r> Rest<'r> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn bytes(&mut self) -> Option<&'r [u8]> {
        let length = usize::try_from(u32::from_le_bytes(self.take::<4>()?)).ok()?;
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<&'r str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn stretches(&mut self) -> Option<Vec<RangeInclusive<u32>>> {
        let mut number = || Some(u32::from_le_bytes(self.take::<4>()?));
        let count = number()?;
        (0..count).map(|_| Some(number()?..=number()?)).collect()
    }

    fn date(&mut self) -> Option<Date> {
        let year = i16::from_le_bytes(self.take::<2>()?);
        let [month, day] = self.take::<2>()?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    fn cell(&mut self) -> Option<Cell<'r>> {
        Some(match self.take::<1>()? {
            [b'e'] => Cell::Empty,
            [b't'] => Cell::Text(Cow::Borrowed(self.text()?)),
            [b'n'] => Cell::Number(f64::from_le_bytes(self.take::<8>()?)),
            [b'd'] => Cell::Date(self.date()?),
            [b'm'] => {
                let date = self.date()?;
                let [hour, minute, second] = self.take::<3>()?;
                let part = |n: u8| i8::try_from(n).ok();
                let time = Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
                Cell::DateTime(date.to_datetime(time))
            }
            [b'b'] => Cell::Bool(self.take::<1>()? != [0]),
            [b'x'] => {
                let [at] = self.take::<1>()?;
                Cell::Error(ERRORS.get(usize::from(at))?)
            }
            _ => return None,
        })
    }
}
