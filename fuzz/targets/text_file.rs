//! A delimited text of any kind: opened, read twice, written as CSV and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stickprov::register::folded;
use stickprov::table::{self, Direct, Wanted};
use stickprov_fuzz::{read, scratch};

const KNOWN: [&str; 6] = ["personnr", "namn", "jobbtorg", "stadsdelsnamnd", "kon", "datum"];

fuzz_target!(|data: &[u8]| {
    // The first byte says what the user said: a header row, an encoding, a delimiter.
    let Some((said, bytes)) = data.split_first() else {
        return;
    };
    let path = scratch("text.csv");
    std::fs::write(&path, bytes).expect("a scratch file can be written");
    let recognises = |text: &str| KNOWN.contains(&folded(text).as_str());
    let wanted = Wanted {
        sheet: None,
        header_row: (said & 8 != 0).then(|| u64::from(said >> 4)),
        encoding: [None, Some("utf-8"), Some("windows-1252"), Some("utf-16le")][usize::from(said & 3)],
        delimiter: (said & 4 != 0).then_some(";"),
        recognises: &recognises,
    };
    if read(&path, &wanted).is_err() {
        return;
    }
    // The table itself as CSV is a table that can be read.
    let mut table = table::open(&path, "file", &wanted, &Direct).expect("it was opened before");
    let mut out = Vec::new();
    let written = table::to_csv(&mut table, &mut out);
    written.expect("it was read before").expect("memory takes all");
    let as_csv = scratch("out.csv");
    std::fs::write(&as_csv, &out).expect("a scratch file can be written");
    let plain = Wanted {
        header_row: Some(u64::from(table.describe().header_row.is_some())),
        encoding: Some("utf-8"),
        delimiter: Some(","),
        ..Wanted::anything()
    };
    // Blank headers and the like may be refused; nothing may end the program.
    let _ = read(&as_csv, &plain);
});
