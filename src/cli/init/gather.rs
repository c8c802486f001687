//! The exports a new audit begins with: those already in `register/` and those named on the
//! command line, each opened, taken for a register and read once for its rows and dates.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use stickprov::lang::{Lang, Text};
use stickprov::problem::{Error, Place, Result};
use stickprov::register::{Reader, ValueFault};
use stickprov::template::{FieldKind, RegisterRef, Template, nearest};

use super::super::export::{self, Export, Said};
use super::super::folder::{EXPORTS, Folder};
use super::super::legacy::InChild;
use super::super::progress::Progress;
use super::texts;

/// The endings of files that can be exports.
const ENDINGS: [&str; 9] = [
    "csv", "txt", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods", "skv",
];

/// `--register ID=FILE`.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    id: String,
    file: PathBuf,
}

/// Reads `ID=FILE`.
pub(super) fn wish(text: &str) -> std::result::Result<Wish, String> {
    match text.split_once('=') {
        Some((id, file)) if !id.is_empty() && !file.is_empty() => Ok(Wish {
            id: id.to_owned(),
            file: file.into(),
        }),
        Some(_) | None => Err("ID=FILE".to_owned()),
    }
}

/// A file that may be an export.
pub(super) struct Candidate {
    /// Where it is now.
    pub(super) path: PathBuf,
    /// What it is called in the audit's folder.
    pub(super) name: String,
    /// Whether it has to be copied there.
    pub(super) is_copied: bool,
    /// Its id in the plan, where the user said one.
    pub(super) id: Option<String>,
}

/// The files of `register/` in the order of their names, and the named ones.
pub(super) fn files(folder: &Folder, wishes: &[Wish]) -> Result<Vec<Candidate>> {
    let mut files = Vec::new();
    let home = folder.path(EXPORTS);
    if let Ok(entries) = std::fs::read_dir(&home) {
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && is_export(&name) {
                files.push(Candidate {
                    path: entry.path(),
                    name: format!("{EXPORTS}/{name}"),
                    is_copied: false,
                    id: None,
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    for wish in wishes {
        let shown = wish.file.to_string_lossy().into_owned();
        let Some(name) = wish.file.file_name().map(|name| name.to_string_lossy()) else {
            return Err(Error::at(Place::file(shown), texts::no_file()));
        };
        if !wish.file.is_file() {
            return Err(Error::at(Place::file(shown), texts::no_file()));
        }
        let name = format!("{EXPORTS}/{name}");
        let there = files.iter_mut().find(|file| file.name == name);
        match there {
            Some(there) if is_same(&there.path, &wish.file) => there.id = Some(wish.id.clone()),
            Some(_) => return Err(Error::at(Place::file(shown), texts::name_taken(&name))),
            None => files.push(Candidate {
                path: wish.file.clone(),
                name,
                is_copied: true,
                id: Some(wish.id.clone()),
            }),
        }
    }
    Ok(files)
}

fn is_export(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    !name.starts_with(['.', '~']) && ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), _) | (_, Err(_)) => false,
    }
}

/// An export as it was found.
pub(super) struct Found<'a> {
    /// What it is called in the audit's folder.
    pub(super) name: String,
    /// Its id in the plan, where the user said one.
    pub(super) id: Option<String>,
    pub(super) export: Export<'a>,
    pub(super) rows: u64,
    /// The latest date in a recognised date column that is not after today.
    pub(super) latest: Option<Date>,
    /// Columns with dates in which day and month could stand in two orders, and how many.
    pub(super) ambiguous: BTreeMap<usize, u64>,
    /// That there is more of the register than is read: sheets with like columns, persons in
    /// other cells.
    pub(super) unread: Vec<Text>,
}

/// Ids that were said and are no register's, each with the register's id that is most like it.
/// One that begins with what its file was taken for is a name for one more export of it.
pub(super) fn misspelled(found: &[Found<'_>], templates: &[Template]) -> Vec<(String, String)> {
    let all = export::registers(templates);
    let known: Vec<String> = all
        .iter()
        .map(|(template, register)| template.register(*register).id.clone())
        .collect();
    found
        .iter()
        .filter_map(|found| {
            let id = found.id.as_ref().filter(|id| !known.contains(id))?;
            let taken = found.export.taken_as.as_ref();
            let is_one_more = taken.is_some_and(|taken| id.starts_with(&taken.register().id));
            let near = nearest(id, &known).filter(|_| !is_one_more)?;
            Some((id.clone(), near))
        })
        .collect()
}

/// Opens and reads every file.
pub(super) fn take<'a>(
    files: &[Candidate],
    templates: &'a [Template],
    lang: Lang,
) -> Result<Vec<Found<'a>>> {
    let all = export::registers(templates);
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    let now = jiff::Timestamp::now();
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let progress = Progress::new(lang);
    for file in files {
        match take_one(file, &all, today, &progress) {
            Ok(one) => found.push(one),
            Err(error) => faults.extend(error.faults),
        }
    }
    Error::all(faults)?;
    Ok(found)
}

fn take_one<'a>(
    file: &Candidate,
    all: &[(&'a Template, RegisterRef)],
    today: Date,
    progress: &Progress,
) -> Result<Found<'a>> {
    // An id that is a register's says what the file is; any other is only a name for it.
    let said = |(template, register): &(&Template, RegisterRef)| {
        Some(&template.register(*register).id) == file.id.as_ref()
    };
    let mut candidates: Vec<_> = all.iter().copied().filter(said).collect();
    if candidates.is_empty() {
        candidates = all.to_vec();
    }
    let mut export = export::open(
        &file.path,
        &file.name,
        &Said::default(),
        &candidates,
        &InChild,
    )?;
    let dates: Vec<(usize, _)> = export
        .taken_as
        .iter()
        .flat_map(|taken| {
            let fields = taken.register().fields.iter().enumerate();
            fields.filter_map(|(at, field)| match field.kind {
                FieldKind::Date => {
                    Some((taken.recognition.columns[at]?, Reader::new(field, today)))
                }
                FieldKind::Personnummer
                | FieldKind::Id
                | FieldKind::Code
                | FieldKind::Codes
                | FieldKind::Month
                | FieldKind::YesNo
                | FieldKind::Integer
                | FieldKind::Text => None,
            })
        })
        .collect();
    let (mut latest, mut rows) = (None, 0_u64);
    let mut ambiguous = BTreeMap::new();
    let read = export.table.rows(&mut |row| {
        rows += 1;
        if rows.is_multiple_of(8192) {
            progress.rows(&file.name, rows);
        }
        for (column, reader) in &dates {
            let (value, fault) = reader.read(&row.cells.at(*column));
            if fault == Some(ValueFault::AmbiguousDate) {
                *ambiguous.entry(*column).or_insert(0) += 1;
            }
            latest = latest.max(value.day().filter(|day| *day <= today));
        }
        Ok(())
    })?;
    Ok(Found {
        name: file.name.clone(),
        id: file.id.clone(),
        export,
        rows: read.rows,
        latest,
        ambiguous,
        unread: (read.problems.iter())
            .filter(|(code, _)| ["persons-unread", "sheet-alike"].contains(code))
            .map(|(_, kind)| kind.what.clone())
            .collect(),
    })
}
