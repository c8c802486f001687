//! The fetch lists (aktbeställningar): which files each recipient is asked for. Secrecy
//! holds between boards too, so a workbook holds one recipient's people and nobody else's;
//! a recipient who keeps several kinds of files gets one workbook with a sheet for each.

mod sheet;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::lang::{Lang, Text};
use crate::problem::Result;
use crate::workbook::Book;

/// How the names of fetch lists begin.
pub const PREFIX: &str = "aktbestallning-";

/// What stands at the head of every list.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The language.
    pub lang: Lang,
    /// What the audit is called.
    pub title: &'a str,
    /// The audit's own number; may be empty.
    pub reference: &'a str,
    /// Of the draw, so that a list can be tied to its protocol.
    pub draw_id: &'a str,
    /// What the number is called by which a file is found: the title of the register's field.
    pub identity: &'a str,
    /// When the audit was announced: what is added to a file later must be told.
    pub announced: Option<Date>,
}

/// The files of one kind that are asked for, from all recipients.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// What several files of this kind are called.
    pub files: &'a Text,
    /// What a missing file can be due to, in words.
    pub reasons: Vec<&'a Text>,
    /// What the further column holds, where [`Line::extra`] is used.
    pub extra: Option<&'a Text>,
    /// In the order of the draw.
    pub lines: Vec<Line>,
}

/// One file that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The löpnummer.
    pub id: String,
    /// Who holds the file, as the register says; empty where it does not.
    pub recipient: String,
    /// The identity as people write it.
    pub identity: String,
    /// The person's name, where a register has it.
    pub name: Option<String>,
    /// What else finds the file: a case number, a household.
    pub extra: String,
}

/// The workbooks, one for each recipient, with their file names. `taken` are the names that
/// stand already: a further list to the same recipient gets the next number.
pub fn workbooks(
    heading: &Heading,
    lists: &[List],
    taken: &BTreeSet<String>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let recipients: BTreeSet<&str> = lists
        .iter()
        .flat_map(|list| list.lines.iter().map(|line| line.recipient.as_str()))
        .collect();
    let mut taken = taken.clone();
    let mut out = Vec::with_capacity(recipients.len());
    for recipient in recipients {
        let (name, number) = free_name(recipient, &taken);
        let mut book = Book::new(&sheet::title(heading, recipient, number));
        book.property("draw_id", heading.draw_id);
        for list in lists {
            let lines: Vec<&Line> = list
                .lines
                .iter()
                .filter(|line| line.recipient == recipient)
                .collect();
            if !lines.is_empty() {
                sheet::write(&mut book, heading, recipient, number, list, &lines);
            }
        }
        out.push((name.clone(), book.bytes()?));
        taken.insert(name);
    }
    Ok(out)
}

/// The first name of this recipient that is free, and the number it has.
fn free_name(recipient: &str, taken: &BTreeSet<String>) -> (String, u32) {
    let slug = slug(recipient);
    let mut number = 1;
    loop {
        let name = match number {
            1 => format!("{PREFIX}{slug}.xlsx"),
            further => format!("{PREFIX}{slug}-{further}.xlsx"),
        };
        if !taken.contains(&name) {
            return (name, number);
        }
        number += 1;
    }
}

/// A recipient's name as part of a file name: plain ASCII letters and digits with hyphens.
pub fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for letter in name.nfd().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ß' => out.push_str("ss"),
            // What NFD takes off a letter: å is a and a ring.
            '\u{300}'..='\u{36f}' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    // Room for the folder, the stem and a number under the 255 bytes of a file name.
    out.truncate(80);
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "utan-mottagare".to_owned()
    } else {
        out.to_owned()
    }
}
