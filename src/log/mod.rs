//! `logg.jsonl`: draws, extensions, replacements, changed answers, purges. Each line carries
//! the hash of the line before, so that a changed or removed line shows. The clock is the
//! caller's.

mod texts;

use serde::{Deserialize, Serialize};

use crate::problem::{Error, Place, Result};
use crate::sample::sha256_hex;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1.
    pub n: u64,
    /// When, in UTC (`2009-05-04T12:00:00Z`).
    pub time: String,
    /// `draw`, `extend`, `replace`, …
    pub event: String,
    /// What was decided and why.
    pub reason: String,
    /// The selection after the event; empty where the event does not touch it.
    pub selection_sha256: String,
    /// SHA-256 of the line before without its LF; 64 zeros first.
    pub previous: String,
}

/// The log with one line more.
pub fn append(log: &str, time: &str, event: &str, reason: &str, selection_sha256: &str) -> String {
    let last = log.lines().last();
    let entry = Entry {
        n: u64::try_from(log.lines().count()).expect("a count of lines fits") + 1,
        time: time.to_owned(),
        event: event.to_owned(),
        reason: reason.to_owned(),
        selection_sha256: selection_sha256.to_owned(),
        previous: last.map_or_else(|| "0".repeat(64), |line| sha256_hex(line.as_bytes())),
    };
    let line = serde_json::to_string(&entry).expect("an entry holds only texts and a number");
    let mut log = log.to_owned();
    if !log.is_empty() && !log.ends_with('\n') {
        log.push('\n');
    }
    log.push_str(&line);
    log.push('\n');
    log
}

/// Reads the log and checks its chain; the fault says at which line it breaks.
pub fn check(log: &str, file: &str) -> Result<Vec<Entry>> {
    let mut previous = "0".repeat(64);
    let mut entries = Vec::new();
    for (at, line) in log.lines().enumerate() {
        let n = u64::try_from(at).expect("a count of lines fits") + 1;
        let place = Place::file(file).at_row(n);
        let entry: Entry = serde_json::from_str(line)
            .map_err(|_| Error::at(place.clone(), texts::unreadable()))?;
        if entry.n != n {
            return Err(Error::at(place, texts::wrong_number(n)));
        }
        if entry.previous != previous {
            return Err(Error::at(place, texts::chain_broken()));
        }
        previous = sha256_hex(line.as_bytes());
        entries.push(entry);
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_breaks_the_chain_at_the_next() {
        let log = append("", "2009-05-04T12:00:00Z", "draw", "first", "aa");
        let log = append(&log, "2009-05-05T12:00:00Z", "extend", "more", "bb");
        let log = append(&log, "2009-05-06T12:00:00Z", "purge", "decision", "");
        let entries = check(&log, "log").unwrap();
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[0].previous, "0".repeat(64));
        let forged = log.replace("more", "less");
        assert_eq!(
            check(&forged, "log").unwrap_err().faults[0]
                .place
                .as_ref()
                .unwrap()
                .row,
            Some(3)
        );
        let (_, shortened) = log.split_once('\n').unwrap();
        assert_eq!(
            check(shortened, "log").unwrap_err().faults[0]
                .place
                .as_ref()
                .unwrap()
                .row,
            Some(1)
        );
    }
}
