//! The cells of a row. Those of a line of text are made when they are asked for: a draw asks for
//! a few columns of many, and a register may have ten million rows.

use std::borrow::Cow;

use crate::table::cell::Cell;
use crate::table::records::Field;

/// The cells of a row, lent for the time of a call.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a>(Held<'a>);

#[derive(Debug, Clone, Copy)]
enum Held<'a> {
    Made(&'a [Cell<'a>]),
    /// A line's text, and where its fields stand in it.
    Line(&'a str, &'a [Field]),
}

impl<'a> Cells<'a> {
    /// Those of a row that has none.
    pub fn none() -> &'static Cells<'static> {
        const { &Cells(Held::Made(&[])) }
    }

    /// Of a line of text.
    pub(super) fn of_line(text: &'a str, fields: &'a [Field]) -> Self {
        Self(Held::Line(text, fields))
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        match self.0 {
            Held::Made(cells) => cells.len(),
            Held::Line(_, fields) => fields.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell of a column counted from 0, if the row has one.
    pub fn get(&self, column: usize) -> Option<Cell<'a>> {
        (column < self.len()).then(|| self.at(column))
    }

    /// The cell of a column that the row has.
    ///
    /// # Panics
    /// Where it has none: a [`Row`](super::Row) has one for each of the table's columns.
    #[inline]
    pub fn at(&self, column: usize) -> Cell<'a> {
        match self.0 {
            Held::Made(cells) => cells[column].borrowed(),
            Held::Line(text, fields) => cell_of(text, fields[column]),
        }
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let cells = *self;
        (0..cells.len()).map(move |column| cells.at(column))
    }

    /// Whether a column's text may have about as many bytes as another: at most one more or less.
    /// Made without the cell, for a look at every cell of every row.
    #[inline]
    pub fn may_be_as_long(&self, column: usize, length: usize) -> bool {
        match self.0 {
            Held::Made(_) => true,
            // `="…"` stands for what is within.
            Held::Line(_, fields) => fields.get(column).is_some_and(|field| {
                let own = field.end() - field.start();
                own + 1 >= length && own <= length + 4
            }),
        }
    }

    /// Those from a column on and before another, as far as there are any.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        let (from, to) = (from.min(self.len()), to.min(self.len()));
        let from = from.min(to);
        Self(match self.0 {
            Held::Made(cells) => Held::Made(&cells[from..to]),
            Held::Line(text, fields) => Held::Line(text, &fields[from..to]),
        })
    }

    /// All of them, made.
    pub(super) fn made(&self) -> Cow<'a, [Cell<'a>]> {
        match self.0 {
            Held::Made(cells) => Cow::Borrowed(cells),
            Held::Line(..) => self.iter().collect(),
        }
    }

    /// The bytes of a column's text, where they are a line's as they stand.
    #[inline]
    pub(super) fn bytes(&self, column: usize) -> Option<&'a [u8]> {
        let Held::Line(text, fields) = self.0 else {
            return None;
        };
        let field = fields.get(column)?;
        let bytes = &text.as_bytes()[field.start()..field.end()];
        (bytes.first() != Some(&b'=')).then_some(bytes)
    }

    /// Whether nothing can be seen in any of them.
    pub(super) fn are_blank(&self) -> bool {
        (0..self.len()).all(|column| self.is_blank(column))
    }

    /// Whether nothing can be seen in a column's cell.
    #[inline]
    pub(crate) fn is_blank(&self, column: usize) -> bool {
        match self.0 {
            Held::Made(cells) => cells.get(column).is_none_or(Cell::is_blank),
            Held::Line(text, fields) => fields.get(column).is_none_or(|field| {
                // Nearly every cell is settled by its first byte.
                field.start() == field.end() || {
                    let first = text.as_bytes()[field.start()];
                    (!first.is_ascii_graphic() || first == b'=') && cell_of(text, *field).is_blank()
                }
            }),
        }
    }
}

impl<'a> From<&'a [Cell<'a>]> for Cells<'a> {
    fn from(cells: &'a [Cell<'a>]) -> Self {
        Self(Held::Made(cells))
    }
}

#[inline]
fn cell_of(text: &str, field: Field) -> Cell<'_> {
    let text = &text[field.start()..field.end()];
    let shown = match text.as_bytes().first() {
        Some(b'=') => as_shown(text),
        Some(_) | None => text,
    };
    if shown.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(Cow::Borrowed(shown))
    }
}

/// What Excel shows of a field: `="0012"` is how exports keep it from taking a text for a number.
fn as_shown(text: &str) -> &str {
    let inner = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.contains('"') => inner,
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_a_formula_is_the_text() {
        for (text, shown) in [
            ("=\"0012\"", "0012"),
            ("=\"\"", ""),
            ("=\"", "=\""),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("\"0012\"", "\"0012\""),
            ("=1", "=1"),
        ] {
            assert_eq!(as_shown(text), shown);
        }
    }

    /// A line's cells are the same whether they are made one by one or all at once, whole or in
    /// part.
    #[test]
    fn cells_are_made_when_they_are_asked_for() {
        let text = "199012102399; ;=\"\";Södermalm";
        let field = Field::new;
        let fields = [
            field(0, 12),
            field(13, 14),
            field(15, 18),
            field(19, text.len()),
        ];
        let line = Cells::of_line(text, &fields);
        let cell = |text: &'static str| Cell::Text(text.into());
        let made = [
            cell("199012102399"),
            cell(" "),
            Cell::Empty,
            cell("Södermalm"),
        ];
        let own = Cells::from(&made[..]);
        for cells in [line, own] {
            assert_eq!(cells.len(), 4);
            assert!(cells.iter().eq(made.iter().cloned()));
            assert_eq!(cells.made()[..], made);
            assert_eq!(cells.get(3), Some(made[3].clone()));
            assert_eq!(cells.get(4), None);
            let blank: Vec<bool> = (0..5).map(|at| cells.is_blank(at)).collect();
            assert_eq!(blank, [false, true, true, false, true]);
            let about = |column, length| cells.may_be_as_long(column, length);
            assert!(about(0, 11) && about(0, 12) && about(0, 13) && about(3, 10));
            assert!(cells.part(1, 3).are_blank() && !cells.part(1, 4).are_blank());
            assert!(cells.part(3, 9).iter().eq([made[3].clone()]));
            assert!(cells.part(7, 9).is_empty() && cells.part(2, 1).is_empty());
        }
    }
}
