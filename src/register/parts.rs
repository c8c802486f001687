//! The parts that a register comes in, files or sheets, as one: how a row of several parts is
//! numbered, where it stands, and what a reading of all of them gave. A register of one part is
//! numbered as its sheet is.

use super::texts;
use crate::plan::Export;
use crate::problem::{Error, Place, Problems, Result};
use crate::table::{self, Description};

/// The row of a part in the lower bits, the part above them. A frame keeps 38 bits of a row:
/// 256 parts of a thousand million rows.
const ROW_BITS: u32 = 30;

/// The number of a row among the rows of all parts. Rows of an earlier part come first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbering {
    part: u64,
    several: bool,
}

impl Numbering {
    pub(super) fn of(part: usize, parts: usize) -> Self {
        Self {
            part: u64::try_from(part).expect("a plan has few parts") << ROW_BITS,
            several: parts > 1,
        }
    }

    /// The number of a row of this part; `None` where a part has more rows than that.
    pub(super) fn number(self, row: u64) -> Option<u64> {
        (!self.several || row < 1 << ROW_BITS).then_some(self.part | row)
    }
}

/// The part and the row in it that a number stands for.
pub(super) fn part_and_row(parts: usize, number: u64) -> (usize, u64) {
    if parts < 2 {
        return (0, number);
    }
    let part = usize::try_from(number >> ROW_BITS).expect("a plan has few parts");
    (part, number & ((1 << ROW_BITS) - 1))
}

/// That a part has more rows than can be told apart.
pub(super) fn too_long(description: &Description) -> Error {
    Error::at(Place::file(&description.file), texts::part_too_long())
}

/// Where a row stands by the plan alone: its file, the sheet where the plan tells sheets apart,
/// and the row.
pub fn row_place(export: &Export, number: u64) -> Place {
    let (part, row) = part_and_row(export.parts.len(), number);
    let mut place = Place::file(&export.parts[part].file).at_row(row);
    place.sheet = export.telling_sheet(part).map(str::to_owned);
    place
}

/// Where the rows and fields of an export stand, also once it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// Of each part, how it was taken and the column of every field.
    pub(super) parts: Vec<(Description, Vec<Option<usize>>)>,
}

impl Locator {
    /// The place of a row, or of a field in it.
    pub fn place(&self, number: u64, field: Option<usize>) -> Place {
        let (part, row) = part_and_row(self.parts.len(), number);
        let (description, columns) = &self.parts[part];
        description.place(row, field.and_then(|field| columns[field]))
    }

    /// Some rows for a sentence: their numbers, and where there are several parts each with its
    /// part.
    pub fn rows(&self, numbers: &[u64]) -> String {
        let shown = |number: &u64| {
            let place = self.place(*number, None);
            match place.row {
                Some(row) if self.parts.len() < 2 => row.to_string(),
                Some(_) | None => place.row_of_part(),
            }
        };
        numbers.iter().map(shown).collect::<Vec<_>>().join(", ")
    }
}

/// Where the rows of an export's parts stand, as far as that can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(pub(super) Vec<table::Places>);

/// What a reading of all parts gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Data rows given.
    pub rows: u64,
    /// In the order of the plan.
    pub parts: Vec<PartRead>,
    /// Where the rows stand.
    pub places: Places,
    /// What was odd, by code and place.
    pub problems: Problems,
}

/// What a reading of one part gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRead {
    /// As the plan names it.
    pub file: String,
    /// The sheet, where the plan tells sheets of the file apart.
    pub sheet: Option<String>,
    /// SHA-256 of the file's bytes, in lower-case hex.
    pub sha256: String,
    /// Data rows given.
    pub rows: u64,
}

impl Reading {
    /// Takes in one more part.
    pub(super) fn add(&mut self, export: &Export, read: table::Read) -> Result<()> {
        let at = self.parts.len();
        let part = PartRead {
            file: export.parts[at].file.clone(),
            sheet: export.telling_sheet(at).map(str::to_owned),
            sha256: read.sha256,
            rows: read.rows,
        };
        for other in &self.parts {
            let place = || Place::file(&part.file);
            if other.file == part.file && other.sha256 != part.sha256 {
                return Err(table::changed_while_read(place()));
            }
            // Two offices may both have nobody, but not the same somebody.
            if other.file != part.file && other.sha256 == part.sha256 && part.rows > 0 {
                let error = Error::at(place(), texts::same_part(&other.file));
                return Err(error.hint(texts::same_part_hint()));
            }
        }
        self.rows += part.rows;
        self.parts.push(part);
        self.places.0.push(read.places);
        // What one sheet lacks another has: each tells its own.
        self.problems.append(match &self.parts[at].sheet {
            Some(sheet) => read.problems.of_sheet(sheet),
            None => read.problems,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last row of the last part that a plan can have is within the bits that a frame keeps
    /// of a row, and every number comes back as it was made.
    #[test]
    fn numbers_come_back_as_they_were() {
        let longest = (1 << ROW_BITS) - 1;
        for (part, row) in [(0, 1), (0, longest), (1, 2), (255, longest)] {
            let number = Numbering::of(part, 256).number(row).unwrap();
            assert!(number < 1 << 38);
            assert_eq!(part_and_row(256, number), (part, row));
        }
        assert_eq!(Numbering::of(1, 2).number(longest + 1), None);
        // A register of one part is numbered as it stands, however long it is.
        let number = Numbering::of(0, 1).number(longest + 1).unwrap();
        assert_eq!(part_and_row(1, number), (0, longest + 1));
    }

    /// Rows of an earlier part come first.
    #[test]
    fn parts_stand_in_their_order() {
        let number = |part, row| Numbering::of(part, 3).number(row).unwrap();
        assert!(number(0, 900) < number(1, 2));
        assert!(number(1, 900) < number(2, 2));
    }
}
