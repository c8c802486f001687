//! Selections other than a plain draw, as a user makes them: files that were picked by other
//! means, and a draw that is coordinated with the year before.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod folders;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Reader as _, Xlsx, open_workbook};
use folders::{PLAN, contents, copy_as, copy_of, differences, edit, example, without};
use program::{Ran, run};
use serde_json::Value;

/// The identities of the example's sample and reserves, in order.
fn keys(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap();
    let key = |line: &str| line.split(',').nth(1).unwrap().to_owned();
    text.lines().skip(1).map(key).collect()
}

fn protocol(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("urval/protokoll.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What is said by a command that did what it was asked; the example's exports have a few
/// problems that are told besides.
fn done(ran: Ran) -> String {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran.stdout
}

/// The 49-file audit without its draw, and with a list in place of one.
fn with_list(name: &str, how: &str, list: &str) -> folders::Copy {
    let audit = copy_as("jobbtorg-2009", name);
    without(&audit.path, &["urval", "checklistor"]);
    let plan = fs::read_to_string(audit.path.join(PLAN)).unwrap();
    let (before, rest) = plan.split_once("[sample]").unwrap();
    let after = &rest[rest.find("[report]").unwrap()..];
    let sample = format!("[sample]\ngiven = \"lista.csv\"\nhow = \"{how}\"\n\n");
    fs::write(audit.path.join(PLAN), format!("{before}{sample}{after}")).unwrap();
    fs::write(audit.path.join("lista.csv"), list).unwrap();
    audit
}

/// A list of some of the example's people, in an order and with a column of its own.
fn list_of(keys: &[String]) -> String {
    let mut list = "Nr;Personnr\n".to_owned();
    for (at, key) in keys.iter().enumerate() {
        list.push_str(&format!("{};{key}\n", at + 1));
    }
    list
}

#[test]
fn picked_files_get_numbers_in_the_order_of_the_list_and_no_intervals_by_judgement() {
    let mut picked = keys(&example("jobbtorg-2009"))[..7].to_vec();
    picked.reverse();
    // Twice in the list is once in the selection.
    let list = format!("{}8;{}\n", list_of(&picked), picked[0]);
    let audit = with_list("judgement", "judgement", &list);
    let drawn = run(&audit.path, "draw --format json");
    assert!(
        drawn.stderr.contains("lista.csv, rad 9"),
        "{}",
        drawn.stderr
    );
    assert!(done(drawn).contains("given/judgement"));
    assert_eq!(keys(&audit.path), picked);
    let protocol = protocol(&audit.path);
    let [method, seed] = ["method", "seed"].map(|name| &protocol[name]);
    assert_eq!((method, seed), (&"given/judgement".into(), &"".into()));
    let units = protocol["units"].as_array().unwrap();
    assert!(units.iter().all(|unit| unit["role"] == "sample"));
    assert_eq!(units[0]["id"], "A-01");
    let inputs = protocol["inputs"].as_array().unwrap();
    let list = inputs.last().unwrap();
    assert_eq!(
        (&list["file"], &list["rows"]),
        (&"lista.csv".into(), &8.into())
    );
    done(run(&audit.path, "verify"));
    // The rest of the work is the same.
    done(run(&audit.path, "checklist"));
    fs::write(
        audit.path.join("checklistor/svar.csv"),
        "id,question,answer\nA-01,S00.status,granskad\nA-01,S05,N\nA-01,S06,FE\n\
         A-02,S00.status,granskad\nA-02,S05,Skriftligt\nA-02,S06,Blankett\n",
    )
    .unwrap();
    let gaps: Value = serde_json::from_str(&done(run(&audit.path, "gaps --format json"))).unwrap();
    let criteria = gaps["criteria"].as_array().unwrap();
    let consent = criteria.iter().find(|c| c["id"] == "SAM-01").unwrap();
    assert_eq!(
        (&consent["assessed"], &consent["gaps"]),
        (&2.into(), &1.into())
    );
    assert_eq!(consent["estimate"], Value::Null);
    done(run(&audit.path, "report"));
    // Nothing was drawn: there is nothing to extend or to stand in.
    let said = run(&audit.path, "extend 20").refused();
    assert!(said.contains("kan inte utökas med en dragning"), "{said}");
    let said = run(&audit.path, "replace A-01 --reason wrong_person").refused();
    assert!(said.contains("reserv"), "{said}");
}

#[test]
fn a_list_that_is_no_selection_from_the_frame_is_refused_by_row() {
    let picked = keys(&example("jobbtorg-2009"));
    // 19810424238 with the check digit 4 is in no register of the example.
    let stranger = format!("{}4;198104242384\n", list_of(&picked[..3]));
    for (how, list, said) in [
        (
            "judgement",
            stranger.as_str(),
            "lista.csv, rad 5: raden pekar ut någon som inte finns",
        ),
        (
            "all",
            &list_of(&picked),
            "how = \"all\" säger att alla är valda",
        ),
        ("systematic", "Personnr\n", "listan över valda akter är tom"),
        ("systematic", "Akt\n7\n", "kolumn"),
    ] {
        let audit = with_list("list", how, list);
        let before = contents(&audit.path);
        let ran = run(&audit.path, "draw");
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{said}\n{}", ran.stderr);
        assert!(!ran.stderr.contains("19810424"), "{}", ran.stderr);
        assert!(differences(&before, &contents(&audit.path)).is_empty());
    }
}

#[test]
fn somebody_of_the_list_who_left_the_frame_is_told_by_verify() {
    let picked = keys(&example("jobbtorg-2009"))[..5].to_vec();
    let audit = with_list("systematic", "systematic", &list_of(&picked));
    done(run(&audit.path, "draw"));
    // A-01 … A-05 are youths: without them the scope has none of the list.
    edit(
        &audit.path.join(PLAN),
        "[\"Ungdom, 16 - 24 år\", \"Övrig, över 24 år\"]",
        "[\"Övrig, över 24 år\"]",
    );
    let ran = run(&audit.path, "verify --format json");
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    let gone = found["differences"].as_array().unwrap().iter();
    assert_eq!(gone.filter(|d| d["what"] == "gone").count(), 5);
}

/// Two years side by side: `2009` as it was drawn, and `2010` with the same registers.
struct Years {
    _holder: tempfile::TempDir,
    then: PathBuf,
    now: PathBuf,
}

fn years(seed: &str, mode: &str) -> Years {
    let holder = tempfile::tempdir().unwrap();
    let source = copy_of("jobbtorg-2009");
    let [then, now] = ["2009", "2010"].map(|name| holder.path().join(name));
    for folder in [&then, &now] {
        fs::create_dir(folder).unwrap();
        for (name, bytes) in contents(&source.path) {
            match bytes {
                None => fs::create_dir_all(folder.join(name)).unwrap(),
                Some(bytes) => {
                    let file = folder.join(name);
                    fs::create_dir_all(file.parent().unwrap()).unwrap();
                    fs::write(file, bytes).unwrap();
                }
            }
        }
    }
    without(&now, &["urval", "checklistor"]);
    edit(
        &now.join(PLAN),
        "seed = \"20100225-54213\"",
        &format!("{seed}\n[sample.coordinate]\nwith = \"../2009\"\nmode = \"{mode}\""),
    );
    Years {
        _holder: holder,
        then,
        now,
    }
}

/// The sample's identities, reserves left out.
fn sample(folder: &Path) -> BTreeSet<String> {
    let drawn = protocol(folder);
    let units = drawn["units"].as_array().unwrap();
    let of_sample = |(unit, key): (&Value, String)| (unit["role"] == "sample").then_some(key);
    units
        .iter()
        .zip(keys(folder))
        .filter_map(of_sample)
        .collect()
}

#[test]
fn kept_files_are_those_of_the_same_seed_and_the_overlap_is_stated() {
    let years = years("", "keep");
    // 30 of 90 in place of 49: in every stratum the first of last year's order.
    edit(&years.now.join(PLAN), "size = 49", "size = 30");
    done(run(&years.now, "draw"));
    let (then, now) = (sample(&years.then), sample(&years.now));
    assert_eq!(now.len(), 30);
    assert!(now.is_subset(&then));
    let drawn = protocol(&years.now);
    assert_eq!(drawn["seed"], "20100225-54213");
    let coordination = &drawn["coordination"];
    assert_eq!(coordination["mode"], "keep");
    assert_eq!(
        (&coordination["units"], &coordination["overlap"]),
        (&49.into(), &30.into())
    );
    let paper = fs::read_to_string(years.now.join("urval/urvalsprotokoll.md")).unwrap();
    assert!(
        paper.contains("Av urvalet granskades även då: 30."),
        "{paper}"
    );
    done(run(&years.now, "verify"));
    done(run(&years.now, "extend 49"));
    assert_eq!(sample(&years.now), then);
    assert_eq!(protocol(&years.now)["coordination"]["overlap"], 49);
    done(run(&years.now, "verify"));
}

/// Another week of enrolments, which shares three days with last year's: some of the persons
/// are the same, and of them the same seed picks the same first.
#[test]
fn a_kept_seed_on_another_population_states_the_overlap_that_came_of_it() {
    let years = years("", "keep");
    let week = "from = 2009-05-04, to = 2009-05-08";
    edit(
        &years.now.join(PLAN),
        week,
        "from = 2009-05-06, to = 2009-05-12",
    );
    done(run(&years.now, "draw"));
    let (then, now) = (sample(&years.then), sample(&years.now));
    let both = then.intersection(&now).count();
    assert!(both > 0 && both < 49, "{both}");
    let drawn = protocol(&years.now);
    assert_eq!(drawn["coordination"]["overlap"], both);
    let paper = fs::read_to_string(years.now.join("urval/urvalsprotokoll.md")).unwrap();
    let said = format!("Av urvalet granskades även då: {both}.");
    assert!(paper.contains(&said), "{paper}");
    done(run(&years.now, "verify"));
}

#[test]
fn avoided_files_leave_the_frame_under_a_reason_of_their_own() {
    // The frame has 90 people, of whom 49 were reviewed: 41 remain, and 30 of them are drawn.
    let years = years("seed = \"17\"", "avoid");
    edit(&years.now.join(PLAN), "size = 49", "size = 30");
    let frame: Value = serde_json::from_str(&done(run(&years.now, "frame --format json"))).unwrap();
    let excluded = frame["reconciliation"][0]["excluded"].as_array().unwrap();
    let avoided = excluded.iter().find(|e| e["reason"] == "avoided").unwrap();
    assert_eq!(avoided["count"], 49);
    assert_eq!(frame["reconciliation"][0]["kept"], 41);
    // Each of the 41 is found in another register or not; those avoided are neither.
    let matching = frame["matching"].as_array().unwrap();
    assert!(!matching.is_empty());
    for register in matching {
        let number = |name: &str| register[name].as_u64().unwrap();
        let places = register["unit_places"].as_array().unwrap().len() as u64;
        assert_eq!(
            number("units_matched") + number("units_unmatched"),
            41,
            "{register}"
        );
        assert!(places <= number("units_unmatched"), "{register}");
    }
    done(run(&years.now, "draw"));
    assert!(sample(&years.now).is_disjoint(&sample(&years.then)));
    let drawn = protocol(&years.now);
    let strata = drawn["strata"].as_array().unwrap();
    let population = |s: &Value| s["population"].as_u64().unwrap();
    assert_eq!(strata.iter().map(population).sum::<u64>(), 41);
    assert_eq!(drawn["coordination"]["overlap"], 0);
    let paper = fs::read_to_string(years.now.join("urval/urvalsprotokoll.md")).unwrap();
    for [words, number] in [
        [
            "granskades i den granskning som urvalet samordnas med",
            " 49 |",
        ],
        ["Urvalsram (enheter)", " 41 |"],
        ["Samordning:", "Av urvalet granskades även då: 0."],
    ] {
        let mut lines = paper.lines().filter(|line| line.contains(words));
        assert!(lines.any(|line| line.contains(number)), "{words}\n{paper}");
    }
    done(run(&years.now, "verify"));
    // Without the key of the year before its exports say who was drawn.
    fs::remove_file(years.then.join("urval/nyckel.csv")).unwrap();
    done(run(&years.now, "verify"));
    // And without both it cannot be known.
    edit(&years.then.join(PLAN), "to = 2009-05-08", "to = 2009-05-07");
    let said = run(&years.now, "verify").refused();
    assert!(
        said.contains("../2009: det går inte att veta vilka som granskades"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_coordinated_is_refused_and_nothing_is_written() {
    let two_seeds = years("seed = \"17\"", "keep");
    let said = run(&two_seeds.now, "draw").refused();
    assert!(said.contains("planen har ett eget startvärde"), "{said}");
    let nobody = years("seed = \"17\"", "avoid");
    without(&nobody.then, &["urval"]);
    let said = run(&nobody.now, "draw").refused();
    assert!(
        said.contains("../2009/urval/protokoll.json: det finns inget urval"),
        "{said}"
    );
    without(&nobody.then, &[PLAN]);
    let said = run(&nobody.now, "draw").refused();
    assert!(said.contains("../2009: "), "{said}");
    let other = years("seed = \"17\"", "avoid");
    edit(
        &other.now.join(PLAN),
        "one_per = \"personnummer\"",
        "one_per = \"aspirant_id\"",
    );
    let said = run(&other.now, "draw").refused();
    assert!(said.contains("enheterna kan inte jämföras"), "{said}");
    let ring = years("seed = \"17\"", "avoid");
    edit(&ring.now.join(PLAN), "../2009", "../2010");
    let said = run(&ring.now, "draw").refused();
    assert!(said.contains("i en ring"), "{said}");
    for years in [&two_seeds, &nobody, &other, &ring] {
        assert!(!years.now.join("urval").exists());
    }
}

/// The texts of all cells of a workbook.
fn cells(file: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let names = book.sheet_names();
    let texts = names.iter().flat_map(|name| {
        let sheet = book.worksheet_range(name).unwrap();
        let cells = sheet.used_cells().map(|(_, _, cell)| cell.to_string());
        cells.collect::<Vec<_>>()
    });
    texts.collect()
}

#[test]
fn the_report_carries_the_recipe_and_what_others_may_read_does_not() {
    let audit = copy_of("jobbtorg-2009");
    let told: Value = serde_json::from_str(&done(run(
        &audit.path,
        "explain draw --lang sv --format json",
    )))
    .unwrap();
    done(run(&audit.path, "report --lang sv"));
    done(run(&audit.path, "report --publish --lang sv"));
    let read = |name: &str| fs::read_to_string(audit.path.join("rapport").join(name)).unwrap();
    let machine: Value = serde_json::from_str(&read("rapport.json")).unwrap();
    let recipe = &machine["draw"]["recipe"];
    assert_eq!(
        (&recipe["steps"], &recipe["commands"]),
        (&told["text"], &told["commands"])
    );
    let texts = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let (steps, commands) = (texts(&recipe["steps"]), texts(&recipe["commands"]));
    assert_eq!((steps.len(), commands.len()), (10, 2));
    // The audit's own numbers: 90 people in the frame, 49 files, the startvärde's hash.
    assert!(steps[0].contains("urvalsramen: 90 enheter"), "{}", steps[0]);
    let text = steps.join("\n");
    assert!(text.contains("Akter i urvalet: 49;") && text.contains("90e5adef05bcf1eb"));
    let (page, markdown) = (read("rapport.html"), read("rapport.md"));
    let workbook = cells(&audit.path.join("rapport/rapport.xlsx"));
    for (number, step) in (1..).zip(&steps) {
        let escaped = step.replace('"', "&quot;");
        assert!(page.contains(&format!("<li>{escaped}</li>")), "{step}");
        assert!(workbook.contains(&format!("{number}. {step}")), "{step}");
        let begins = markdown.lines().any(|line| {
            line.strip_prefix(&format!("{number}. "))
                .is_some_and(|line| line.replace('\\', "") == *step)
        });
        assert!(begins, "{step}");
    }
    for command in &commands {
        assert!(markdown.contains(&format!("    {command}\n")), "{command}");
        assert!(workbook.contains(command), "{command}");
    }
    for name in [
        "rapport-offentlig.html",
        "rapport-offentlig.md",
        "rapport-offentlig.json",
    ] {
        let published = read(name);
        assert!(!published.contains("göras om") && !published.contains("20100225-54213"));
    }
}

#[test]
fn what_was_avoided_is_said_in_the_report_and_counted_in_no_estimate() {
    let years = years("seed = \"17\"", "avoid");
    edit(&years.now.join(PLAN), "size = 49", "size = 30");
    done(run(&years.now, "draw"));
    // One file of stratum A is assessed and deviates.
    let drawn = protocol(&years.now);
    let id = drawn["units"][0]["id"].as_str().unwrap();
    let answers =
        format!("id,question,answer\n{id},S00.status,granskad\n{id},S05,N\n{id},S06,FE\n");
    fs::create_dir_all(years.now.join("checklistor")).unwrap();
    fs::write(years.now.join("checklistor/svar.csv"), answers).unwrap();
    done(run(&years.now, "report --lang sv"));
    let text = fs::read_to_string(years.now.join("rapport/rapport.md")).unwrap();
    let markdown = text.replace('\\', "");
    for said in [
        "Antal, andelar och intervall gäller dem som återstår.",
        "Granskade i den tidigare granskningen: 49. Kvar är urvalsramen: 41 enheter.",
        "Av urvalet granskades även då: 0.",
    ] {
        assert!(markdown.contains(said), "{said}");
    }
    let text = fs::read_to_string(years.now.join("rapport/rapport.json")).unwrap();
    let machine: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(machine["draw"]["coordination"]["overlap"], 0);
    let criteria = machine["criteria"].as_array().unwrap();
    let consent = criteria.iter().find(|c| c["id"] == "SAM-01").unwrap();
    assert_eq!(consent["assessed"], 1);
    // Of the nine people of A five were reviewed. Of the four who remain one is assessed and
    // deviates: the least K with K/4 above 0.025 is 1, a quarter (of nine it would be a ninth).
    assert_eq!(drawn["strata"][0]["population"], 4);
    assert_eq!(consent["strata"][0]["lower"], 0.25);
    assert_eq!(consent["estimate"]["population"], 4.0);
}

/// What `frame` says of people by office in a register of the given columns and rows, whose numbers
/// stand in front: the strata's names.
fn offices(header: &str, rows: &[String]) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    fs::create_dir(folder.join("register")).unwrap();
    let text = format!("{header}\n{}\n", rows.join("\n"));
    fs::write(folder.join("register/a.csv"), text).unwrap();
    let plan = "[audit]\ntitle = \"Prov\"\ntemplate = \"jobbtorg\"\nreference_date = 2009-11-30\n\
        [registers.flai]\nfile = \"register/a.csv\"\n[unit]\nregister = \"flai\"\n\
        one_per = \"personnummer\"\n[strata]\nby = [\"flai.jobbtorg\"]\n[sample]\nsize = 1\n\
        allocation = \"proportional\"\nreserve = 0\nseed = \"prov\"\n";
    fs::write(folder.join("granskning.toml"), plan).unwrap();
    let said = run(folder, "frame --format json");
    let frame: Value = serde_json::from_str(&said.stdout).unwrap();
    let strata = frame["strata"].as_array().unwrap().iter();
    strata
        .map(|stratum| stratum["name"].as_str().unwrap().to_owned())
        .collect()
}

/// An office of several words that the template does not know, in two columns of which one means
/// nothing to it: it is the office's name, not the person's, and stays a stratum. 900101-238: 2·9
/// (18 → 9), 0, 0, 1, 0, 1, 4, 3, 7 (16 → 7) give 25, so the check digit is 5.
#[test]
fn an_office_that_stands_twice_in_a_row_is_no_name() {
    let rows = ["19900101-2385;Prov Provsson;Nya Norra;Nya Norra;2009-09-01".to_owned()];
    let header = "Personnr;Namn;Jobbtorg;Mottagning;Inskrivningsdatum";
    assert_eq!(offices(header, &rows), ["Nya Norra"]);
}

/// The same in an export without names: a column that says the same of nearly everybody has none.
/// Where it says something else of everybody, it may: what stands there too is not shown.
#[test]
fn without_a_column_of_names_a_column_that_repeats_itself_has_none() {
    let header = "Personnr;Jobbtorg;Mottagning;Inskrivningsdatum";
    // Twelve days of birth; none of the numbers need be right.
    let row =
        |at: usize, office: &str| format!("199001{:02}-2385;{office};{office};2009-09-01", at + 1);
    let rows: Vec<String> = (0..12)
        .map(|at| row(at, if at < 6 { "Nya Norra" } else { "Nya Södra" }))
        .collect();
    assert_eq!(offices(header, &rows), ["Nya Norra", "Nya Södra"]);
    let letters = [
        "Ab", "Bo", "Cy", "Di", "Ed", "Fy", "Gy", "Ho", "Id", "Jo", "Ky", "Ly",
    ];
    let rows: Vec<String> = (0..12)
        .map(|at| row(at, &format!("{} Provsson", letters[at])))
        .collect();
    assert_eq!(offices(header, &rows), ["(tomt)"]);
}
