//! What reading a register and drawing from it cost, as ratios to a bare parse of the same file:
//! the csv crate over the bytes, calamine's cells reader over the workbook. Ratios hold from
//! machine to machine better than seconds do (benches/README.md). Without a harness of others:
//! what is measured is seconds long, and a median of a few runs says enough.
//!
//! ```text
//! cargo bench                            # 11 319 and 100 000 rows
//! cargo bench -- 1000000 10000000 csv    # as many as you like, of one kind of file
//! cargo bench -- 200000 1000000 xlsx
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
use stickprov::frame::{self, Foreseen};
use stickprov::plan;
use stickprov::register::Sources;
use stickprov::sample::{self, Likely};
use stickprov::synth::{self, Format};
use stickprov::table::{self, Direct, Wanted};
use stickprov::template;

/// How often everything is done; the median counts.
const RUNS: usize = 5;
/// From this many rows on, fewer runs say enough.
const LARGE: u64 = 5_000_000;
const FEW_RUNS: usize = 3;
/// The rows of the review that the program was built after, and a large register.
const ROWS: [u64; 2] = [11_319, 100_000];
/// A sheet has no more rows, with its titles and notes.
const SHEET: u64 = 1_040_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let said: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if said.is_empty() { ROWS.to_vec() } else { said };
    let is_asked = |kind: &str| {
        let mut kinds = words
            .iter()
            .filter(|word| ["csv", "xlsx"].contains(&word.as_str()));
        let first = kinds.next();
        first.is_none_or(|first| first == kind || kinds.any(|other| other == kind))
    };
    println!(
        "rows       file  what                  wall s    cpu s   wall/bare   cpu/bare   peak MB"
    );
    for (kind, format) in [("csv", Format::Csv), ("xlsx", Format::AsRecipe)] {
        let mut before: Option<(u64, Vec<Measured>)> = None;
        for rows in sizes.iter().copied().filter(|_| is_asked(kind)) {
            if format == Format::AsRecipe && rows > SHEET {
                continue;
            }
            let folder = tempfile::tempdir().unwrap();
            let now = measure(folder.path(), rows, kind, format);
            if let Some((fewer, before)) = &before {
                for (now, before) in now.iter().zip(before) {
                    println!(
                        "growth     {kind:<5} {:<20} {:.2} times the cpu for {:.2} times the rows",
                        now.what,
                        now.cpu() / before.cpu(),
                        ratio(rows, *fewer)
                    );
                }
            }
            before = Some((rows, now));
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of rows are far below 2^52"
)]
fn ratio(rows: u64, fewer: u64) -> f64 {
    rows as f64 / fewer as f64
}

/// One file: the bare parse, then the same file as the program reads it and draws from it.
fn measure(folder: &Path, rows: u64, kind: &str, format: Format) -> Vec<Measured> {
    let name = make(folder, rows, format);
    let path = folder.join(&name);
    let is_text = format == Format::Csv;
    let runs = if rows < LARGE { RUNS } else { FEW_RUNS };
    let plan = plan_text(&name);
    let parse = || {
        black_box(if is_text {
            parse_csv(&path)
        } else {
            parse_xlsx(&path)
        });
    };
    let read = || {
        black_box(read_rows(&path));
    };
    let frame_and_draw = || {
        black_box(draw(folder, &plan, false));
    };
    let draw_whole = || {
        black_box(draw(folder, &plan, true));
    };
    let works: [(&'static str, &dyn Fn()); 4] = [
        ("bare parse", &parse),
        ("read", &read),
        ("frame and draw", &frame_and_draw),
        ("draw, lists and all", &draw_whole),
    ];
    let mut measured: Vec<Measured> = Vec::new();
    for (what, work) in works {
        let one = Measured::of(what, runs, work);
        let bare = measured.first().unwrap_or(&one);
        println!(
            "{rows:<10} {kind:<5} {what:<20} {:>7.3}  {:>7.2} {:>11.2} {:>10.2} {:>9}",
            one.wall.as_secs_f64(),
            one.cpu(),
            one.wall.as_secs_f64() / bare.wall.as_secs_f64(),
            one.cpu() / bare.cpu(),
            one.peak.map_or("-".to_owned(), |kilobytes| format!(
                "{:.1}",
                kilobytes / 1024.0
            )),
        );
        measured.push(one);
    }
    measured
}

/// What a piece of work took.
struct Measured {
    what: &'static str,
    /// The median.
    wall: Duration,
    /// Processor time of all threads, in hundredths of a second for all runs, and the runs.
    ticks: (u32, u32),
    /// The most memory the process held, in kilobytes, where the system says it.
    peak: Option<f64>,
}

impl Measured {
    fn of(what: &'static str, runs: usize, work: &dyn Fn()) -> Self {
        // The first time reads the file from disk.
        work();
        forget_peak();
        let before = ticks();
        let mut times: Vec<Duration> = (0..runs)
            .map(|_| {
                let start = Instant::now();
                work();
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        Self {
            what,
            wall: times[runs / 2],
            ticks: (ticks() - before, u32::try_from(runs).unwrap()),
            peak: peak(),
        }
    }

    /// Seconds of processor time a run; the wall's where the system does not say it.
    fn cpu(&self) -> f64 {
        match self.ticks {
            (0, _) => self.wall.as_secs_f64(),
            (ticks, runs) => f64::from(ticks) / 100.0 / f64::from(runs),
        }
    }
}

/// Processor time of the process so far, in hundredths of a second (Linux).
fn ticks() -> u32 {
    let Ok(stat) = fs::read_to_string("/proc/self/stat") else {
        return 0;
    };
    // After the name in brackets: user and system time are the 12th and 13th word.
    let after = stat.rsplit(") ").next().unwrap_or_default();
    let words = after.split(' ').skip(11).take(2);
    words.filter_map(|word| word.parse::<u32>().ok()).sum()
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
/// allocation, ranks; then, where `lists` are asked for, the rows of the drawn persons, kept or
/// fetched from the same file, as the fetch lists need them.
fn draw(folder: &Path, text: &str, lists: bool) -> usize {
    let (plan, template) = plan::parse(text, "granskning.toml", &template::builtin).unwrap();
    let sources = Sources {
        folder,
        legacy: &Direct,
        progress: &|_, _| {},
    };
    let fields = template.listed_fields();
    let mut likely = Likely::new(&plan.sample).unwrap();
    let mut may_be_drawn = |key: &_, stratum| likely.may_be_drawn(key, stratum);
    let foreseen = lists.then_some(Foreseen {
        fields: &fields,
        may_be_drawn: &mut may_be_drawn,
    });
    let frame = frame::build_for(&plan, &template, foreseen, sources).unwrap();
    let drawn = sample::draw(&plan.sample, &frame).unwrap().drawn;
    if !lists {
        return drawn.len();
    }
    let rows = drawn.iter().map(|one| frame.units.get(one.unit).row);
    let rows = rows.collect();
    let found = frame::own_rows(&plan, &template, &frame, &rows, &fields, sources).unwrap();
    assert_eq!(found.len(), rows.len());
    found.len()
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
