//! `init`: the folder, the plan it writes, what it points out, and that it never overwrites.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "helpers of tests fail by panicking, and their texts are short"
)]

mod program;

use std::fs;
use std::path::Path;

use program::run;

const FLAI: &str = "Personnr;Jobbtorg;Stadsdel;Inskrivningsdatum;Intromote\n\
    19901210-2399;JS Farsta;Södermalm;2009-05-04;2009-05-07\n\
    19910201-2383;JS Farsta;Södermalm;2009-05-05;2009-09-30\n";
const PARAPLYET: &str = "Personnummer;Stadsdelsnämnd;Nybesök;Jobbplan inkommen\n\
    199012102399;Södermalm;2009-05-14;ja\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("år 2009/register");
    fs::create_dir_all(&register).unwrap();
    fs::write(register.join("flai.csv"), FLAI).unwrap();
    fs::write(folder.path().join("paraplyet.csv"), PARAPLYET).unwrap();
    folder
}

fn init(folder: &Path, more: &[&str]) -> program::Ran {
    let mut command = program::program(folder);
    command.args(["init", "år 2009", "--register", "paraplyet=paraplyet.csv"]);
    program::ran(command.args(more).output().unwrap())
}

fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("år 2009/granskning.toml")).unwrap()
}

#[test]
fn a_plan_is_written_that_can_be_read() {
    let folder = folder();
    let said = init(folder.path(), &["--seed", "tärning 4 2 6"]).done();
    let plan = plan(folder.path());
    for line in [
        "title = \"år 2009\"",
        "template = \"jobbtorg\"",
        "language = \"sv\"",
        "reference_date = 2009-09-30",
        "[registers.flai]\nfile = \"register/flai.csv\"",
        "# as_of = 2009-09-30",
        "[registers.paraplyet]\nfile = \"register/paraplyet.csv\"",
        "seed = \"tärning 4 2 6\"",
    ] {
        assert!(plan.contains(line), "{line} in\n{plan}");
    }
    assert!(said.contains("reference_date = 2009-09-30"), "{said}");
    assert!(
        !said.contains("startvärdet"),
        "a seed that was said is not pointed out: {said}"
    );
    assert!(!said.contains("rad "), "the plan has no fault: {said}");
    let copied = fs::read(folder.path().join("år 2009/register/paraplyet.csv")).unwrap();
    assert_eq!(copied, PARAPLYET.as_bytes());
    run(&folder.path().join("år 2009"), "explain").done();
}

#[test]
fn a_made_seed_is_new_each_time_and_pointed_out() {
    let seeds: Vec<String> = (0..2)
        .map(|_| {
            let folder = folder();
            let made = init(folder.path(), &["--format", "json"]).json();
            assert_eq!(made["schema"], "stickprov/init/1");
            let seed = made["seed"].as_str().unwrap().to_owned();
            assert!(plan(folder.path()).contains(&format!("seed = \"{seed}\"")));
            assert!(made["to_do"].to_string().contains(&seed));
            seed
        })
        .collect();
    assert_ne!(seeds[0], seeds[1]);
    let is_dice = |seed: &String| seed.len() == 23 && seed.split('-').all(|g| g.len() == 5);
    assert!(seeds.iter().all(is_dice), "{seeds:?}");
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder();
    init(folder.path(), &["--seed", "1"]).done();
    let before = plan(folder.path());
    assert!(
        init(folder.path(), &[])
            .refused()
            .contains("finns redan en plan")
    );
    assert_eq!(plan(folder.path()), before);
    // Another file of the same name as one in register/.
    let folder = self::folder();
    fs::write(folder.path().join("år 2009/register/paraplyet.csv"), FLAI).unwrap();
    let said = init(folder.path(), &[]).refused();
    assert!(said.contains("register/paraplyet.csv"), "{said}");
    assert!(!folder.path().join("år 2009/granskning.toml").exists());
}

#[test]
fn a_file_that_is_no_register_is_said() {
    let folder = folder();
    fs::write(
        folder.path().join("år 2009/register/recept.csv"),
        "Smör;Mjöl\n1;2\n3;4\n",
    )
    .unwrap();
    let said = init(folder.path(), &["--lang", "en"]).done();
    assert!(
        said.contains("register/recept.csv is not recognised"),
        "{said}"
    );
    let plan = plan(folder.path());
    assert!(plan.contains("language = \"en\""), "{plan}");
    assert!(!plan.contains("recept"), "{plan}");
}

#[test]
fn last_years_plan_is_copied_without_its_dates_and_seed() {
    let folder = folder();
    init(folder.path(), &["--seed", "1"]).done();
    let old = folder.path().join("år 2009/granskning.toml");
    let text = fs::read_to_string(&old).unwrap();
    let text = text
        .replace("# announced = ÅÅÅÅ-MM-DD", "announced = 2009-09-15")
        .replace("# as_of =", "as_of =")
        .replace(
            "[scope]",
            "[scope]\n\"flai.inskrivningsdatum\" = { from = 2009-05-04, to = 2009-05-08 }",
        )
        .replace("size = 49", "size = 21");
    fs::write(&old, text).unwrap();
    let mut command = program::program(folder.path());
    command.args(["init", "år 2010", "--from", "år 2009", "--seed", "2"]);
    let said = program::ran(command.output().unwrap()).done();
    let new = fs::read_to_string(folder.path().join("år 2010/granskning.toml")).unwrap();
    for line in [
        "reference_date = ÅÅÅÅ-MM-DD",
        "# announced = ÅÅÅÅ-MM-DD",
        "# as_of = ÅÅÅÅ-MM-DD",
        "\"flai.inskrivningsdatum\" = { from = ÅÅÅÅ-MM-DD, to = ÅÅÅÅ-MM-DD }",
        "size = 21",
        "seed = \"2\"",
    ] {
        assert!(new.contains(line), "{line} in\n{new}");
    }
    assert!(!new.contains("2009-09"), "{new}");
    // The dates cannot be overlooked: the plan is refused until they are filled in.
    assert!(
        said.contains("datumet finns inte; skriv ÅÅÅÅ-MM-DD"),
        "{said}"
    );
    let refused = run(&folder.path().join("år 2010"), "explain").refused();
    assert_eq!(
        refused.matches("datumet finns inte").count(),
        2,
        "{refused}"
    );
}

#[test]
fn what_was_counted_last_year_is_counted_anew_and_its_name_is_pointed_out() {
    let folder = folder();
    init(folder.path(), &["--seed", "1"]).done();
    let old = plan(folder.path());
    assert!(old.contains("# rader: 2, "), "{old}");
    assert!(old.contains("# rader: 1, "), "{old}");
    let old = old.replace("reference = \"\"", "reference = \"REV 2009/17\"");
    fs::write(folder.path().join("år 2009/granskning.toml"), old).unwrap();
    // Three rows this year, and the latest day is another; no export of paraplyet yet.
    let more = "19901210-2399;JS Farsta;Södermalm;2010-05-04;2010-05-07\n";
    fs::write(folder.path().join("nytt.csv"), format!("{FLAI}{more}")).unwrap();
    let mut command = program::program(folder.path());
    command.args(["init", "år 2010", "--from", "år 2009", "--seed", "2"]);
    command.args(["--register", "flai=nytt.csv"]);
    let said = program::ran(command.output().unwrap()).done();
    let new = fs::read_to_string(folder.path().join("år 2010/granskning.toml")).unwrap();
    let counted: Vec<&str> = new
        .lines()
        .filter(|line| line.contains("rader: "))
        .collect();
    let [flai] = counted[..] else {
        panic!("{new}");
    };
    assert!(flai.starts_with("file = \"register/nytt.csv\""), "{flai}");
    assert!(flai.contains("# rader: 3, "), "{flai}");
    assert!(new.contains("# as_of = 2010-05-07"), "{new}");
    assert!(!new.contains("# as_of = 2009"), "{new}");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains(
            "title och reference är kvar från förra granskningen: år 2009 · REV 2009/17; skriv in årets"
        ),
        "{said}"
    );
}

#[test]
fn the_order_asks_for_no_more_than_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "init . --request").done();
    let order = fs::read_to_string(folder.path().join("bestallning-registeruttag.md")).unwrap();
    for word in [
        "Personnummer",
        "Uttagsdag",
        "säkra filöverföring",
        "Inskrivningsdatum",
    ] {
        assert!(order.contains(word), "{word} in\n{order}");
    }
    assert!(
        !order.contains("| Kön |"),
        "nothing in the template looks at it: {order}"
    );
    assert!(!folder.path().join("granskning.toml").exists());
    let english = tempfile::tempdir().unwrap();
    run(english.path(), "init --request --lang en").done();
    let order = fs::read_to_string(english.path().join("bestallning-registeruttag.md")).unwrap();
    assert!(order.contains("must be there"), "{order}");
}

#[test]
fn a_folder_that_cannot_be_made_is_one_sentence() {
    let folder = folder();
    let said = run(folder.path(), "init paraplyet.csv/x").refused();
    assert!(said.starts_with("fel: paraplyet.csv/x"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    fs::write(folder.path().join("år 2009/~$granskning.toml"), "").unwrap();
    let said = init(folder.path(), &[]).refused();
    assert!(said.contains("stäng den i Excel och kör igen"), "{said}");
    assert!(
        !folder
            .path()
            .join("år 2009/register/paraplyet.csv")
            .exists()
    );
}

/// An id that is no register's names the export; where it is nearly one, that is said.
#[test]
fn a_misspelled_register_or_template_is_told_with_what_was_likely_meant() {
    let folder = folder();
    fs::write(
        folder.path().join("planer.csv"),
        "Personnr;Plan;Planstatus\n19901210-2399;Jobbplan;Klar\n",
    )
    .unwrap();
    let said = init(folder.path(), &["--register", "flai_plan=planer.csv"]).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("inget register med det id:t; menade du flai_planer?"),
        "{said}"
    );
    assert!(!said.contains("--register paraplyet:"), "{said}");

    let audit = folder.path().join("år 2009");
    let text = plan(folder.path()).replace("\"jobbtorg\"", "\"jobtorg\"");
    fs::write(audit.join("granskning.toml"), text).unwrap();
    let refused = run(&audit, "frame").refused();
    assert!(
        refused.contains("som heter jobtorg") && refused.contains("\n  menade du jobbtorg?"),
        "{refused}"
    );
}

/// The plan divides by what the export has: the next step works, and what is lacking is told.
#[test]
fn a_new_plan_divides_by_columns_that_are_there() {
    let folder = folder();
    let said = init(folder.path(), &[]).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("[strata] är utan flai.redovisningsgrupp:"),
        "{said}"
    );
    let plan = plan(folder.path());
    let by = "by = [\"flai.stadsdelsnämnd\"]     # mallen delar också på flai.redovisningsgrupp, som exporten inte har\n";
    assert!(plan.contains(by), "{plan}");
    let audit = folder.path().join("år 2009");
    fs::write(
        audit.join("granskning.toml"),
        plan.replace("size = 49", "size = 2"),
    )
    .unwrap();
    assert_eq!(run(&audit, "frame").status, 0);
}

/// A register over several sheets: nobody shall believe that the one that is read is all.
#[test]
fn sheets_with_the_same_columns_are_told_with_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("Del 1", 3_u32), ("Del 2", 2)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let headers = ["Personnr", "Jobbtorg", "Stadsdel", "Inskrivningsdatum"];
        for (column, header) in (0..).zip(headers) {
            sheet.write(0, column, header).unwrap();
        }
        for row in 1..=rows {
            let person = format!("199012{}-2389", 10 + row);
            let cells = [person.as_str(), "JS Farsta", "Farsta", "2009-05-04"];
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    fs::create_dir_all(folder.path().join("a/register")).unwrap();
    book.save(folder.path().join("a/register/flai.xlsx"))
        .unwrap();
    let said = run(folder.path(), "init a").done();
    let told = "liknande kolumner som inte lästes: Del 2 (2 rader)";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&said).contains(told), "{said}");
    let frame = run(folder.path(), "-C a frame");
    assert!(words(&frame.stderr).contains(told), "{}", frame.stderr);
}

/// A date that can be read in two ways is not read at all: its column is named.
#[test]
fn columns_of_ambiguous_dates_are_named() {
    let folder = folder();
    let flai = folder.path().join("år 2009/register/flai.csv");
    let text = FLAI
        .replace("2009-05-07", "05/06/2009")
        .replace("2009-05-05", "06/05/2009");
    fs::write(flai, text).unwrap();
    let said = init(folder.path(), &[]).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains(
            "register/flai.csv, Inskrivningsdatum, Intromote: datum som inte läses (2), "
        ),
        "{said}"
    );
    assert!(!said.contains("paraplyet.csv,"), "{said}");
}

/// A slip in the year of the reference date is told on the screen with its line, and changes
/// nothing of the result; one that has passed is not.
#[test]
fn a_reference_date_far_ahead_is_told() {
    let folder = folder();
    init(folder.path(), &["--seed", "1"]).done();
    let audit = folder.path().join("år 2009");
    let seen = run(&audit, "explain");
    assert!(!seen.stderr.contains("reference_date"), "{}", seen.stderr);
    let text = plan(folder.path());
    let line = 1 + text
        .lines()
        .position(|l| l.starts_with("reference_date"))
        .unwrap();
    let text = text.replace("reference_date = 2009-", "reference_date = 2909-");
    fs::write(audit.join("granskning.toml"), text).unwrap();
    let told = run(&audit, "explain");
    assert_eq!(told.stdout, seen.stdout);
    assert!(
        told.stderr.contains("reference_date är 2909-09-30")
            && told
                .stderr
                .contains(&format!("granskning.toml, rad {line}")),
        "{}",
        told.stderr
    );
    assert!(run(&audit, "explain --quiet").stderr.is_empty());
}

/// A list that goes on beside its table is told when the plan is written, before anything is drawn.
#[test]
fn persons_beside_the_table_are_told() {
    let folder = folder();
    let beside: String = FLAI
        .lines()
        .zip([";;;", ";;050101-2389;Farsta", ";;850165-2393;Kista"])
        .map(|(line, more)| format!("{line}{more}\n"))
        .collect();
    fs::write(folder.path().join("år 2009/register/flai.csv"), beside).unwrap();
    let said = init(folder.path(), &[]).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("register/flai.csv: i celler som inte läses"),
        "{said}"
    );
    assert!(plan(folder.path()).contains("# i celler som inte läses"));
}
