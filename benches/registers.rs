//! What reading a register and drawing from it cost, as ratios to a bare parse of the same file:
//! the csv crate over the bytes, calamine's cells reader over the workbook. Ratios hold from
//! machine to machine better than seconds do (benches/README.md). Without a harness of others:
//! what is measured is seconds long, and a median of a few runs says enough.
//!
//! ```text
//! cargo bench                    # 11 319 and 100 000 rows
//! cargo bench -- 1000000         # as many as you like
//! ```

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its result and stops where it cannot go on"
)]

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufReader, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use stickprov::frame;
use stickprov::plan;
use stickprov::register::Sources;
use stickprov::sample;
use stickprov::synth::{self, Format};
use stickprov::table::{self, Direct, Wanted};
use stickprov::template;

/// How often everything is done; the median counts.
const RUNS: usize = 5;
/// The rows of the review that the program was built after, and a large register.
const ROWS: [u64; 2] = [11_319, 100_000];

fn main() {
    let said: Vec<u64> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if said.is_empty() { ROWS.to_vec() } else { said };
    println!("rows       file  what              seconds    of bare parse   peak MB");
    for rows in sizes {
        let folder = tempfile::tempdir().unwrap();
        for format in [Format::Csv, Format::AsRecipe] {
            measure(folder.path(), rows, format);
        }
    }
}

/// One file: the bare parse, then the same file as the program reads it and draws from it.
fn measure(folder: &Path, rows: u64, format: Format) {
    let name = make(folder, rows, format);
    let path = folder.join(&name);
    let is_text = format == Format::Csv;
    let bare = Measured::of(|| {
        black_box(if is_text {
            parse_csv(&path)
        } else {
            parse_xlsx(&path)
        });
    });
    let read = Measured::of(|| {
        black_box(read_rows(&path));
    });
    let plan = plan_text(&name);
    let drawn = Measured::of(|| {
        black_box(draw(folder, &plan));
    });
    let kind = if is_text { "csv" } else { "xlsx" };
    for (what, one) in [
        ("bare parse", &bare),
        ("read", &read),
        ("frame and draw", &drawn),
    ] {
        let ratio = one.median.as_secs_f64() / bare.median.as_secs_f64();
        println!(
            "{rows:<10} {kind:<5} {what:<16} {:>8.3} {ratio:>16.2} {:>9}",
            one.median.as_secs_f64(),
            one.peak.map_or("-".to_owned(), |kilobytes| format!(
                "{:.1}",
                kilobytes / 1024.0
            )),
        );
    }
}

/// What a piece of work took.
struct Measured {
    median: Duration,
    /// The most memory the process held, in kilobytes, where the system says it.
    peak: Option<f64>,
}

impl Measured {
    fn of(work: impl Fn()) -> Self {
        // The first time reads the file from disk.
        work();
        forget_peak();
        let mut times: Vec<Duration> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        Self {
            median: times[RUNS / 2],
            peak: peak(),
        }
    }
}

/// Linux counts the peak from here on; other systems are not asked.
fn forget_peak() {
    let cleared = fs::write("/proc/self/clear_refs", "5");
    if cleared.is_err() && Path::new("/proc/self/status").exists() {
        println!("(the peak is that of all the work so far)");
    }
}

fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// A made-up register of enrolments; the other registers are thrown away.
fn make(folder: &Path, rows: u64, format: Format) -> String {
    let template = template::builtin("jobbtorg").unwrap();
    let recipe = synth::recipe(&template).unwrap();
    let name = synth::files(&recipe, format).remove(0);
    let others = recipe.registers().len() - 1;
    let mut outs: Vec<Box<dyn Write>> = vec![Box::new(File::create(folder.join(&name)).unwrap())];
    outs.extend((0..others).map(|_| Box::new(std::io::sink()) as Box<dyn Write>));
    synth::write(&recipe, &template, (rows, "1"), format, outs).unwrap();
    name
}

/// The csv crate, every record into one that is used again.
fn parse_csv(path: &Path) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .unwrap();
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        fields += record.len();
    }
    fields
}

/// calamine's reader of cells, one after another.
fn parse_xlsx(path: &Path) -> usize {
    let file = BufReader::new(File::open(path).unwrap());
    let mut book: Xlsx<_> = Xlsx::new(file).unwrap();
    let sheet = book.sheet_names().remove(0);
    let mut cells = book.worksheet_cells_reader(&sheet).unwrap();
    let mut count = 0;
    while cells.next_cell().unwrap().is_some() {
        count += 1;
    }
    count
}

/// The program's reading: header, encoding, types of cells, rows that are none.
fn read_rows(path: &Path) -> u64 {
    let mut table = table::open(path, "register", &Wanted::anything(), &Direct).unwrap();
    let read = table
        .rows(&mut |row| {
            black_box(row.number);
            Ok(())
        })
        .unwrap();
    read.rows
}

/// Everything from the plan to the sample: identities, scope, one unit per person, strata,
/// allocation, ranks.
fn draw(folder: &Path, text: &str) -> usize {
    let (plan, template) = plan::parse(text, "granskning.toml", &template::builtin).unwrap();
    let sources = Sources {
        folder,
        legacy: &Direct,
        progress: &|_, _| {},
    };
    let frame = frame::build(&plan, &template, sources).unwrap();
    sample::draw(&plan.sample, &frame).unwrap().drawn.len()
}

fn plan_text(file: &str) -> String {
    format!(
        "[audit]\ntitle = \"Bench\"\ntemplate = \"jobbtorg\"\nreference_date = 2009-11-30\n\
         [registers.flai]\nfile = \"{file}\"\n\
         [unit]\nregister = \"flai\"\none_per = \"personnummer\"\nif_several = \"latest\"\n\
         by = \"inskrivningsdatum\"\n\
         [strata]\nby = [\"flai.jobbtorg\", \"flai.redovisningsgrupp\"]\n\
         [sample]\nsize = 49\nseed = \"1\"\n"
    )
}
