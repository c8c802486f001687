//! What the fuzz targets share: a file in memory-backed storage, a reading of it with the
//! laws every reading keeps, and a panic hook that tells our panics from the readers' own,
//! which the program turns into a sentence.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use stickprov::problem::Error;
use stickprov::table::{self, Direct, Wanted};

/// Crates whose panics the table layer catches.
const CAUGHT: [&str; 3] = ["/calamine-", "/quick-xml-", "/zip-"];

/// Replaces the fuzzer's hook: a panic in a workbook reader is caught by the code under test
/// and is no finding; any other ends the run.
pub fn forgive_readers() {
    std::panic::set_hook(Box::new(|info| {
        let file = info.location().map_or("", |place| place.file());
        if CAUGHT.iter().any(|name| file.contains(name)) {
            return;
        }
        eprintln!("{info}");
        std::process::abort();
    }));
}

/// The name of a file that every run writes anew.
pub fn scratch(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let shared = Path::new("/dev/shm");
        let base = if shared.is_dir() {
            shared.to_path_buf()
        } else {
            std::env::temp_dir()
        };
        let folder = base.join(format!("stickprov-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for scratch files can be made");
        folder
    });
    folder.join(name)
}

/// Reads a file twice and holds it to what every reading promises: rows in order, each as
/// wide as the header, the same the second time, and every row of the file accounted for.
pub fn read(path: &Path, wanted: &Wanted<'_>) -> Result<u64, Error> {
    let mut table = table::open(path, "file", wanted, &Direct)?;
    let description = table.describe().clone();
    let width = description.headers.len();
    assert!(width > 0, "a table has a column");
    let mut last = description.header_row.unwrap_or(0);
    let mut seen = 0_u64;
    let mut text = 0_usize;
    // Every third row is fetched again from where it stands.
    let mut picked: Vec<(u64, Vec<String>)> = Vec::new();
    let read = table.rows(&mut |row| {
        assert!(row.number > last, "rows come in their order");
        last = row.number;
        assert_eq!(row.cells.len(), width, "a row is as wide as the header");
        text += row.cells.iter().map(|cell| cell.text().len()).sum::<usize>();
        seen += 1;
        if seen % 3 == 1 {
            picked.push((row.number, row.cells.iter().map(|cell| cell.text().into_owned()).collect()));
        }
        Ok(())
    })?;
    assert_eq!(read.rows, seen, "every row is counted");
    assert_eq!(read.sha256.len(), 64);
    for (_, kind) in read.problems.iter() {
        assert!(kind.count >= u64::try_from(kind.places.len()).unwrap_or(u64::MAX));
    }
    let mut again = 0_usize;
    let second = table.rows(&mut |row| {
        again += row.cells.iter().map(|cell| cell.text().len()).sum::<usize>();
        Ok(())
    })?;
    assert_eq!((second.rows, again), (seen, text), "the second reading is the first");
    let numbers: BTreeSet<u64> = picked.iter().map(|(number, _)| *number).collect();
    let mut fetched = Vec::new();
    table.rows_at(&numbers, &read.places, &mut |row| {
        fetched.push((row.number, row.cells.iter().map(|cell| cell.text().into_owned()).collect()));
        Ok(())
    })?;
    assert!(fetched == picked, "a row fetched is the row that was read");
    let glance = table.first_rows(3, &mut |_| Ok(()))?;
    assert_eq!(glance.rows, seen.min(3));
    Ok(seen)
}
