//! Three things that are never mixed: an [`Error`] (we cannot go on), a [`Problem`] (the
//! data have a fault, coded and located) and a finding (the audit's result, elsewhere).
//! Messages say what and where and what to do next; they give places, never the content
//! of a cell that could name a person.

use serde::{Deserialize, Serialize};

use crate::lang::{Lang, Text};

/// Where in the user's files something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user named it, relative to the audit's folder where that is possible.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row as a spreadsheet program counts it, or the line of a text file; from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column's header, letter, or the column of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }

    /// The same place with a row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place with a column.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same place with a sheet.
    #[must_use]
    pub fn in_sheet(mut self, sheet: impl Into<String>) -> Self {
        self.sheet = Some(sheet.into());
        self
    }

    /// The row, and of which file and sheet: `7 (file.xlsx, Blad1)`.
    pub fn row_of_part(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        let sheet = self.sheet.as_ref().map(|sheet| format!(", {sheet}"));
        format!("{row} ({}{})", self.file, sheet.unwrap_or_default())
    }

    /// `file.xlsx, blad Blad1, rad 7, kolumn Personnr`.
    pub fn in_words(&self, lang: Lang) -> String {
        let mut out = self.file.clone();
        let (sheet, row, column) = match lang {
            Lang::Sv => ("blad", "rad", "kolumn"),
            Lang::En => ("sheet", "row", "column"),
        };
        if let Some(value) = &self.sheet {
            out.push_str(&format!(", {sheet} {value}"));
        }
        if let Some(value) = self.row {
            out.push_str(&format!(", {row} {value}"));
        }
        if let Some(value) = &self.column {
            out.push_str(&format!(", {column} {value}"));
        }
        out
    }
}

/// One reason why we cannot go on: what, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong; lower case, no full stop.
    pub what: Text,
    /// Where.
    pub place: Option<Place>,
    /// What to do next.
    pub hint: Option<Text>,
}

/// Why a command could not be done; all the faults that were found, not the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// At least one.
    pub faults: Vec<Fault>,
}

/// What a fallible step gives.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// One fault without a place.
    pub fn new(what: Text) -> Self {
        Self {
            faults: vec![Fault {
                what,
                place: None,
                hint: None,
            }],
        }
    }

    /// One fault at a place.
    pub fn at(place: Place, what: Text) -> Self {
        Self {
            faults: vec![Fault {
                what,
                place: Some(place),
                hint: None,
            }],
        }
    }

    /// Adds what to do next to the last fault.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        if let Some(fault) = self.faults.last_mut() {
            fault.hint = Some(hint);
        }
        self
    }

    /// Several faults as one error; `Ok` when there are none.
    pub fn all(faults: Vec<Fault>) -> Result<()> {
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self { faults })
        }
    }

    /// All faults, one a line, hints indented below.
    pub fn in_words(&self, lang: Lang) -> String {
        let mut out = String::new();
        for fault in &self.faults {
            if !out.is_empty() {
                out.push('\n');
            }
            if let Some(place) = &fault.place {
                out.push_str(&place.in_words(lang));
                out.push_str(": ");
            }
            out.push_str(fault.what.get(lang));
            if let Some(hint) = &fault.hint {
                out.push_str("\n  ");
                out.push_str(hint.get(lang));
            }
        }
        out
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_words(Lang::En))
    }
}

impl std::error::Error for Error {}

/// A fault in the data that does not stop us: a code, a sentence, a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A fixed code in kebab-case, the same in both languages.
    pub code: &'static str,
    /// What it means for the user, without a cell's content.
    pub what: Text,
    /// Where.
    pub place: Place,
}

/// A code with what it means, what differs from file to file left open as `…`.
pub type Meaning = (&'static str, Text);

/// The problems that may leave people out of the frame, put one in twice or show one who is
/// protected, by code.
const GRAVE: [&str; 22] = [
    "birth-date-as-identity",
    "columns-in-other-order",
    "day-before-month",
    "day-first",
    "days-swapped",
    "export-cut",
    "group-label-once",
    "identity-among-words",
    "identity-once",
    "identity-shifted",
    "other-persons",
    "parts-apart",
    "persons-unread",
    "protection-elsewhere",
    "protection-in-some-parts",
    "rounded-identity",
    "rows-at-limit",
    "several-identities",
    "sheet-alike",
    "unclosed-quote",
    "undecided-out-of-scope",
    "words-as-identity",
];

/// Whether a problem may leave people out of the frame, put one in twice or show one who is
/// protected.
pub fn is_grave(code: &str) -> bool {
    GRAVE.contains(&code)
}

/// How many places of one kind of problem are kept; the rest are counted.
pub const PLACES_KEPT: usize = 20;

/// One kind of problem: how often, and the first places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemKind {
    /// What it means for the user.
    pub what: Text,
    /// How often it was seen.
    pub count: u64,
    /// The first places, in the order of reading.
    pub places: Vec<Place>,
}

/// What kinds are kept apart by: code, file, and the sheet where it was said.
type Key = (&'static str, String, String);

/// Problems gathered while reading, by code; bounded in memory whatever the file's size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// In the order of code and file: few, and looked up by reference for every cell.
    kinds: Vec<(Key, ProblemKind)>,
}

impl Problems {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one problem. Kinds are kept apart by code and file.
    pub fn add(&mut self, problem: Problem) {
        let Problem { code, what, place } = problem;
        let kind = self.kind((code, &place.file, ""), || what);
        kind.count += 1;
        if kind.places.len() < PLACES_KEPT {
            kind.places.push(place);
        }
    }

    /// Counts one problem that a register may have in every row: its words and its place are
    /// made where they are kept.
    pub fn see(
        &mut self,
        code: &'static str,
        file: &str,
        what: impl FnOnce() -> Text,
        place: impl FnOnce() -> Place,
    ) {
        let kind = self.kind((code, file, ""), what);
        kind.count += 1;
        if kind.places.len() < PLACES_KEPT {
            kind.places.push(place());
        }
    }

    /// Counts so many problems of one kind, of which the first places are known.
    pub fn add_many(
        &mut self,
        code: &'static str,
        file: &str,
        what: Text,
        count: u64,
        places: Vec<Place>,
    ) {
        self.add_kind((code, file, ""), what, count, places);
    }

    fn add_kind(
        &mut self,
        key: (&'static str, &str, &str),
        what: Text,
        count: u64,
        places: Vec<Place>,
    ) {
        let kind = self.kind(key, || what);
        kind.count += count;
        let room = PLACES_KEPT.saturating_sub(kind.places.len());
        kind.places.extend(places.into_iter().take(room));
    }

    fn kind(
        &mut self,
        (code, file, sheet): (&'static str, &str, &str),
        what: impl FnOnce() -> Text,
    ) -> &mut ProblemKind {
        let order =
            |((c, f, s), _): &(Key, _)| (*c, f.as_str(), s.as_str()).cmp(&(code, file, sheet));
        let at = match self.kinds.binary_search_by(order) {
            Ok(at) => at,
            Err(at) => {
                let kind = ProblemKind {
                    what: what(),
                    count: 0,
                    places: Vec::new(),
                };
                let key = (code, file.to_owned(), sheet.to_owned());
                self.kinds.insert(at, (key, kind));
                at
            }
        };
        &mut self.kinds[at].1
    }

    /// Takes over the problems of another reading.
    pub fn append(&mut self, other: Self) {
        for ((code, file, sheet), theirs) in other.kinds {
            let key = (code, file.as_str(), sheet.as_str());
            self.add_kind(key, theirs.what, theirs.count, theirs.places);
        }
    }

    /// The same, kept apart from those of other sheets of their file.
    #[must_use]
    pub fn of_sheet(mut self, name: &str) -> Self {
        for ((_, _, sheet), _) in &mut self.kinds {
            name.clone_into(sheet);
        }
        self
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Code and kind, in the order of code and file.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &ProblemKind)> {
        self.kinds.iter().map(|((code, _, _), kind)| (*code, kind))
    }

    /// The same for people to read: first what may leave people out of the frame or put them in
    /// twice.
    pub fn gravest_first(&self) -> impl Iterator<Item = (&'static str, &ProblemKind)> {
        let grave = self.iter().filter(|(code, _)| is_grave(code));
        grave.chain(self.iter().filter(|(code, _)| !is_grave(code)))
    }

    /// How often a code was seen in all files together.
    pub fn count(&self, code: &str) -> u64 {
        self.iter()
            .filter(|(c, _)| *c == code)
            .map(|(_, kind)| kind.count)
            .sum()
    }
}
