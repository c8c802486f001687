//! Makes the examples: their registers, the draw and the filled-in checklists, and the
//! register that has the totals of a published table. Run it again and every file comes out
//! the same to the byte:
//!
//! ```text
//! cargo run --example make_examples [NAME]…
//! ```
//!
//! The plan and the README of an example are written by hand and stay as they are. What the
//! files hold is decided by the tables beside this program, not by chance; the people are
//! made up by `stickprov::synth`, and everything from the draw on is done by the program's
//! own commands, as a user would. Only the time of day in the log is set afterwards.

mod answers;
mod bilaga;
mod cohort;
mod plan_files;
mod program;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cohort::{Cohort, Group};
use program::Program;
use table::Table;

/// One example.
struct Example {
    /// Its folder below `examples/`.
    name: &'static str,
    /// What stands in the files, by löpnummer.
    table: &'static str,
    /// Rows of the unit register.
    rows: u64,
    /// The Monday and the Friday on which those in scope were enrolled.
    week: [&'static str; 2],
    /// Who is in scope, in the order of the strata's letters; then who nearly is.
    groups: &'static [Group],
    /// Who reads which places.
    reviewers: &'static str,
    /// A file that a reserve replaces.
    replaced: Option<&'static str>,
    /// The times of the log's lines.
    times: &'static [&'static str],
}

const YOUNG: &str = "Ungdom, 16 - 24 år";
const ADULT: &str = "Övrig, över 24 år";
const REFUGEE: &str = "Nyanländ flykting";

/// 43 + 31 + 16 people at the three offices, 18 young and 72 adults, 90 in all: 49 of them
/// proportionally are 10 young and 39 adults; 23, 17 and 9 at the offices.
const JOBBTORG_2009: Example = Example {
    name: "jobbtorg-2009",
    table: include_str!("jobbtorg-2009.txt"),
    rows: 2400,
    week: ["2009-05-04", "2009-05-08"],
    groups: &[
        Group::new("A", 9, YOUNG, "JS Farsta", "Enskede-Årsta-Vantör"),
        Group::new("B", 6, YOUNG, "JS Kista ungdomsfilial", "Rinkeby-Kista"),
        Group::new("C", 3, YOUNG, "JS Rosenlundsgatan", "Södermalm"),
        Group::new("D", 34, ADULT, "JS Farsta", "Enskede-Årsta-Vantör"),
        Group::new("E", 25, ADULT, "JS Kista-Kista", "Rinkeby-Kista"),
        Group::new("F", 13, ADULT, "JS Rosenlundsgatan", "Södermalm"),
        Group::new("", 5, REFUGEE, "JS Farsta", "Enskede-Årsta-Vantör"),
    ],
    reviewers: "EL=JS Farsta,Enskede-Årsta-Vantör;TN=JS Kista-Kista,JS Kista ungdomsfilial,JS Rosenlundsgatan,Rinkeby-Kista,Södermalm",
    replaced: None,
    times: &["2010-02-25T09:12:00Z"],
};

/// 10 young and 26 adults: 12 files are 3 and 9.
const BORTFALL: Example = Example {
    name: "bortfall",
    table: include_str!("bortfall.txt"),
    rows: 500,
    week: ["2009-09-07", "2009-09-11"],
    groups: &[
        Group::new("A", 10, YOUNG, "JS Farsta", "Enskede-Årsta-Vantör"),
        Group::new("B", 26, ADULT, "JS Farsta", "Enskede-Årsta-Vantör"),
        Group::new("", 2, REFUGEE, "JS Farsta", "Enskede-Årsta-Vantör"),
    ],
    reviewers: "EL=JS Farsta,Enskede-Årsta-Vantör",
    replaced: Some("A-02"),
    times: &["2010-02-25T13:40:00Z", "2010-03-03T08:05:00Z"],
};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|other| other == name);
    for example in [JOBBTORG_2009, BORTFALL] {
        if wanted(example.name) {
            make(&example, &root.join(example.name)).with_context(|| example.name)?;
        }
    }
    if wanted("bilaga-4") {
        bilaga::make(&root.join("bilaga-4")).context("bilaga-4")?;
    }
    if wanted("plans") {
        plan_files::make(&root).context("the review of plans")?;
    }
    Ok(())
}

/// Takes away what was made before.
fn clear(folder: &Path) -> Result<()> {
    for derived in ["register", "urval", "checklistor", "rapport"] {
        let path = folder.join(derived);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

fn make(example: &Example, folder: &Path) -> Result<()> {
    clear(folder)?;
    let table = Table::read(example.table)?;
    let cohort = Cohort::new(example)?;
    // Once to see who becomes A-01, and once to let the registers say what the table says.
    let drawn = cohort.draw(folder)?;
    cohort.write(folder, &drawn, &table)?;
    anyhow::ensure!(cohort.draw_from(folder)? == drawn, "the draw changed");

    let program = Program::new(folder);
    program.run(&["draw"])?;
    let drawn = &drawn;
    let lines = |reserve: bool| {
        let rows = table.rows.iter();
        rows.filter(move |row| drawn.is_reserve(&row["akt"]) == reserve)
    };
    let answers: PathBuf = folder.join("checklistor/svar.csv");
    fs::create_dir_all(folder.join("checklistor"))?;
    fs::write(&answers, answers::csv(lines(false))?)?;
    program.run(&["checklist", "--add", "--reviewers", example.reviewers])?;
    fs::remove_file(&answers)?;
    if let Some(id) = example.replaced {
        program.run(&["replace", id, "--reason", "not_in_scope"])?;
        let reserve = folder.join("checklistor/reserv.csv");
        fs::write(reserve, answers::csv(lines(true))?)?;
    }
    program::set_times(&folder.join("urval/logg.jsonl"), example.times)
}
