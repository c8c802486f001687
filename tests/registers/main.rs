//! Registers as they come: one dirty input per quirk, with what is read from it, cell for
//! cell, and which problems are reported. Everything is written out by hand; nothing here
//! was copied from what the program said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;
mod binary;
mod dialects;
mod hidden;
mod layouts;
mod meaning;
mod workbooks;
mod zipped;

use std::path::{Path, PathBuf};

use stickprov::lang::Lang;
use stickprov::problem::Problems;
use stickprov::table::{self, Direct, Wanted};

/// Headers that the caller of these tests knows, in lower case.
const KNOWN: [&str; 9] = [
    "personnr",
    "namn",
    "kön",
    "jobbtorg",
    "stadsdelsnämnd",
    "inskrivningsdatum",
    "avslutsdatum",
    "upprättad",
    "klar",
];

fn known(header: &str) -> bool {
    KNOWN.contains(&header.to_lowercase().as_str())
}

/// A file in a folder of its own, gone when dropped.
struct Given {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn given(name: &str, bytes: impl AsRef<[u8]>) -> Given {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Given {
        _folder: folder,
        path,
    }
}

/// How the file was taken, its headers, its rows, what was left out and what was odd; or
/// why it could not be read.
fn shown(path: &Path, wanted: &Wanted<'_>) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    let mut table = match table::open(path, name, wanted, &Direct) {
        Ok(table) => table,
        Err(error) => return format!("refused: {}", error.in_words(Lang::En)),
    };
    let description = table.describe().clone();
    let mut out = description.kind.name().to_owned();
    for part in [
        &description.encoding,
        &description.delimiter,
        &description.sheet,
    ]
    .into_iter()
    .flatten()
    {
        out.push_str(&format!(" {part:?}"));
    }
    match description.header_row {
        Some(row) => out.push_str(&format!(" header {row}\n")),
        None => out.push_str(" no header\n"),
    }
    out.push_str(&description.headers.join("|"));
    let read = table.rows(&mut |row| {
        let cells = row.cells.iter().map(|cell| cell.text().into_owned());
        let cells: Vec<String> = cells.collect();
        out.push_str(&format!(
            "\n{}: {}",
            row.number,
            cells.join("|").escape_debug()
        ));
        Ok(())
    });
    let read = match read {
        Ok(read) => read,
        Err(error) => return format!("{out}\nrefused: {}", error.in_words(Lang::En)),
    };
    for (what, count) in [
        ("blank", read.blank),
        ("totals", read.totals),
        ("notes", read.notes),
        ("headers again", read.headers_again),
        ("marks", read.marks),
        ("below", read.below),
        ("outside", read.outside),
    ] {
        if count > 0 {
            out.push_str(&format!("\n{what}: {count}"));
        }
    }
    out.push_str(&odd(&read.problems));
    out
}

/// Every problem's code with its places.
fn odd(problems: &Problems) -> String {
    let mut out = String::new();
    for (code, kind) in problems.iter() {
        out.push_str(&format!("\n! {code}"));
        if kind.count > u64::try_from(kind.places.len()).unwrap() {
            out.push_str(&format!(" x{}", kind.count));
        }
        for place in &kind.places {
            out.push_str(&match (&place.row, &place.column, &place.sheet) {
                (Some(row), Some(column), _) => format!(" {row}/{column}"),
                (Some(row), None, _) => format!(" {row}"),
                (None, Some(column), Some(_)) => format!(" {column}"),
                (None, None, Some(sheet)) => format!(" {sheet}"),
                (None, _, None) => String::new(),
            });
        }
    }
    out
}

/// Reads with everything found and the known headers recognised.
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    check_as(
        name,
        bytes,
        &Wanted {
            recognises: &known,
            ..Wanted::anything()
        },
        expected,
    );
}

fn check_as(name: &str, bytes: impl AsRef<[u8]>, wanted: &Wanted<'_>, expected: &str) {
    let file = given(name, bytes);
    assert_eq!(shown(&file.path, wanted), expected.trim_start(), "{name}");
}

/// Single letters of Swedish text as bytes of an older alphabet.
fn single(text: &str, letters: &[(char, u8)]) -> Vec<u8> {
    text.chars()
        .map(|c| {
            u8::try_from(c)
                .ok()
                .filter(u8::is_ascii)
                .unwrap_or_else(|| letters.iter().find(|(letter, _)| *letter == c).unwrap().1)
        })
        .collect()
}

/// ISO 8859-1, and Windows-1252 as far as these tests go.
const LATIN1: [(char, u8); 7] = [
    ('å', 0xe5),
    ('ä', 0xe4),
    ('ö', 0xf6),
    ('Å', 0xc5),
    ('Ä', 0xc4),
    ('Ö', 0xd6),
    ('–', 0x96),
];
