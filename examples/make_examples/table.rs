//! The table of what stands in the files: one line a file, columns parted by two spaces.

use std::collections::BTreeMap;
use std::ops::Index;

use anyhow::{Context as _, Result, ensure};
use jiff::civil::{Date, date};

/// A table.
pub(crate) struct Table {
    /// Its lines, in order.
    pub(crate) rows: Vec<Row>,
}

/// One line, by column.
pub(crate) struct Row(BTreeMap<String, String>);

impl Table {
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut lines = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let header: Vec<&str> = lines
            .next()
            .context("a header")?
            .split_whitespace()
            .collect();
        let mut rows = Vec::new();
        for line in lines {
            let cells: Vec<&str> = line.split_whitespace().collect();
            ensure!(cells.len() == header.len(), "{line}");
            let cells = header.iter().zip(cells);
            rows.push(Row(cells
                .map(|(column, cell)| ((*column).to_owned(), cell.to_owned()))
                .collect()));
        }
        Ok(Self { rows })
    }

    /// The line of a file.
    pub(crate) fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row["akt"] == *id)
    }
}

impl Index<&str> for Row {
    type Output = String;

    fn index(&self, column: &str) -> &String {
        self.0.get(column).expect("the table has the column")
    }
}

impl Row {
    /// A cell, where the table has the column and the cell is not `-`.
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        let cell = self.0.get(column)?;
        (cell != "-").then_some(cell)
    }

    /// A day, where there is one.
    pub(crate) fn day(&self, column: &str) -> Option<Date> {
        day(self.get(column)?)
    }

    /// One letter of a cell.
    pub(crate) fn letter(&self, column: &str, at: usize) -> Option<char> {
        self.get(column)?.chars().nth(at)
    }

    /// A part of a cell between slashes or colons.
    pub(crate) fn part(&self, column: &str, at: usize) -> Option<&str> {
        self.get(column)?.split(['/', ':']).nth(at)
    }

    /// The day of the first plan in FLAI.
    pub(crate) fn plan_in_flai(&self) -> Option<Date> {
        match self.get("flai")? {
            "=" => self.day("plan"),
            own => day(own),
        }
    }

    /// The day of closing.
    pub(crate) fn closed(&self) -> Option<Date> {
        day(self.part("avslut", 0)?)
    }
}

/// `05-04` of 2009, or a day in full.
pub(crate) fn day(text: &str) -> Option<Date> {
    if let Some((month, day)) = text.split_once('-')
        && month.len() == 2
    {
        let (month, day) = (month.parse().ok()?, day.get(..2)?.parse().ok()?);
        return Some(date(2009, month, day));
    }
    text.parse().ok()
}
