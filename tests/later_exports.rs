//! Later exports of a register (DESIGN 3): evidence comes from the latest of a kind, the frame
//! from the unit register alone, and a mark of protection counts whichever export has it.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking"
)]

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::run;

/// Made-up persons; the check digits by hand, for example 850712-238?: 8·2=16→7, 5, 0, 7, 2,
/// 2, 4, 3, 16→7: sum 37, digit 3.
const PEOPLE: [&str; 5] = [
    "19850712-2383",
    "19861103-2387",
    "19790415-2381",
    "19811224-2386",
    "19900208-2387",
];

const PLAN: &str = "[audit]\ntitle = \"Senare uttag\"\ntemplate = \"jobbtorg\"\nlanguage = \"sv\"\n\
     reference_date = 2009-11-30\nannounced = 2009-11-01\n\
     [registers.flai]\nfile = \"register/flai.csv\"\nas_of = 2009-06-30\n\
     [unit]\nregister = \"flai\"\none_per = \"personnummer\"\nif_several = \"latest\"\n\
     by = \"inskrivningsdatum\"\n\
     [strata]\nby = [\"flai.redovisningsgrupp\"]\n\
     [sample]\nsize = 4\nseed = \"17\"\n";

/// The latest export has plans that the first has not, and a person whom it does not know.
const LATER: &str = "[registers.flai_senare]\nkind = \"flai\"\nfile = \"register/senare.csv\"\n\
     as_of = 2009-09-30\n";
/// The earliest is neither the frame nor evidence, and alone says that somebody is protected.
const EARLIER: &str = "[registers.flai_tidigare]\nkind = \"flai\"\nfile = \"register/tidigare.csv\"\n\
     as_of = 2009-05-31\n";

/// An export: person, date of the job plan, mark of protection.
fn export(folder: &Path, name: &str, rows: &[(usize, &str, &str)]) {
    let mut text = "Personnr;Jobbtorg;SDN;Redovisningsgrupp;Inskrivningsdatum;\
                    Introduktionsmöte;Jobbplan upprättad;Skyddad identitet\n"
        .to_owned();
    for (person, plan, mark) in rows {
        let person = PEOPLE[*person];
        text.push_str(&format!(
            "{person};JS Farsta;Enskede-Årsta-Vantör;Övrig, över 24 år;2009-05-04;2009-05-04;{plan};{mark}\n"
        ));
    }
    fs::write(folder.join("register").join(name), text).unwrap();
}

/// The audit with a draw from its first export, and the others beside it.
fn drawn() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("register")).unwrap();
    let plan = "2009-05-06";
    let path = folder.path();
    export(
        path,
        "flai.csv",
        &[(0, "", ""), (1, "", ""), (2, "", ""), (3, "", "")],
    );
    let later = [
        (0, plan, ""),
        (1, plan, ""),
        (2, plan, ""),
        (3, "", ""),
        (4, plan, ""),
    ];
    export(path, "senare.csv", &later);
    export(path, "tidigare.csv", &[(0, "", ""), (1, "", "J")]);
    fs::write(path.join("granskning.toml"), PLAN).unwrap();
    run(path, "draw").done_with_notes();
    folder
}

impl program::Ran {
    /// The result of a run that did what it was asked, whatever it remarked.
    fn done_with_notes(self) -> String {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self.stdout
    }
}

fn json(folder: &Path, command: &str) -> serde_json::Value {
    let ran = run(folder, &format!("{command} --format json"));
    serde_json::from_str(&ran.done_with_notes()).unwrap()
}

/// Files assessed and deviations of the criterion on plans of the third week and before.
fn assessed(folder: &Path) -> (u64, u64) {
    let gaps = json(folder, "gaps");
    let criteria = gaps["criteria"].as_array().unwrap();
    let found = criteria
        .iter()
        .find(|criterion| criterion["id"] == "JP-03")
        .unwrap();
    (
        found["assessed"].as_u64().unwrap(),
        found["gaps"].as_u64().unwrap(),
    )
}

fn lists(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder.join("urval")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.contains("aktbestallning"))
        .collect()
}

/// Three of the four have a plan in the later export and nobody has one in the first: what was
/// not assessed is, while population, strata and draw stay.
#[test]
fn a_later_export_is_evidence_and_leaves_the_frame_alone() {
    let folder = drawn();
    let path = folder.path();
    let population = |frame: &serde_json::Value| frame["strata"][0]["population"].clone();
    let before = json(path, "frame");
    assert_eq!(population(&before), 4);
    assert_eq!(assessed(path), (0, 0));
    fs::write(path.join("granskning.toml"), format!("{PLAN}{LATER}")).unwrap();
    let after = json(path, "frame");
    assert_eq!(after["strata"], before["strata"]);
    assert_eq!(after["reconciliation"][0], before["reconciliation"][0]);
    assert_eq!(json(path, "verify")["identical"], true);
    assert_eq!(assessed(path), (3, 0));
}

/// The draw was made from `flai` alone; the results come from the later export too, and the
/// earliest gives marks of protection.
#[test]
fn the_report_names_what_its_numbers_come_from_and_how_far_that_reaches() {
    let folder = drawn();
    let path = folder.path();
    let plan = format!("{PLAN}{LATER}{EARLIER}");
    fs::write(path.join("granskning.toml"), &plan).unwrap();
    let sources = || {
        run(path, "report").done_with_notes();
        let text = fs::read_to_string(path.join("rapport/rapport.json")).unwrap();
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let inputs = report["inputs"].as_array().unwrap().clone();
        let text = |input: &serde_json::Value, key: &str| {
            input[key].as_str().unwrap_or_default().to_owned()
        };
        let keys = ["register", "file", "as_of", "used"];
        let line = |input| keys.map(|key| text(input, key)).join(" ");
        inputs.iter().map(line).collect::<Vec<String>>()
    };
    assert_eq!(
        sources(),
        [
            "flai register/flai.csv 2009-06-30 both",
            "flai_senare register/senare.csv 2009-09-30 results",
            "flai_tidigare register/tidigare.csv 2009-05-31 protection",
        ]
    );
    let page = fs::read_to_string(path.join("rapport/rapport.md")).unwrap();
    assert!(page.contains("2009-09-30"), "{page}");
    let told = run(path, "verify").done_with_notes();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for register in ["flai_senare", "flai_tidigare"] {
        let said = format!("{register} har kommit till i planen efter dragningen");
        assert!(told.contains(&said), "{told}");
    }
    // The frame's own file is replaced by a copy that was saved again.
    let text = fs::read_to_string(path.join("register/flai.csv")).unwrap();
    fs::write(
        path.join("register/omsparad.csv"),
        text.replace('\n', "\r\n"),
    )
    .unwrap();
    let plan = plan.replace("register/flai.csv", "register/omsparad.csv");
    fs::write(path.join("granskning.toml"), plan).unwrap();
    let found = sources();
    assert_eq!(
        found[..2],
        [
            "flai register/omsparad.csv 2009-06-30 results",
            "flai register/flai.csv  draw",
        ]
    );
}

/// The fetch lists leave out whom any export says is protected; asked for, those persons stand
/// in files of their own.
#[test]
fn a_mark_of_protection_counts_in_an_export_that_is_no_evidence() {
    let folder = drawn();
    let path = folder.path();
    let open = lists(path);
    fs::write(path.join("granskning.toml"), format!("{PLAN}{LATER}")).unwrap();
    run(path, "draw --again skydd --protected").done_with_notes();
    assert_eq!(lists(path), open, "nobody is protected yet");
    fs::write(
        path.join("granskning.toml"),
        format!("{PLAN}{LATER}{EARLIER}"),
    )
    .unwrap();
    let said = run(path, "draw --again skydd").stderr;
    let left_out = "1 av de dragna har skyddade personuppgifter och står inte i aktbeställningarna";
    assert!(said.contains(left_out), "{said}");
    let said = run(path, "draw --again skydd --protected").stderr;
    let apart = "1 av de dragna har skyddade personuppgifter och står i egna filer";
    assert!(said.contains(apart) && !said.contains(left_out), "{said}");
    let hidden: BTreeSet<String> = open.iter().map(|name| format!("skyddade-{name}")).collect();
    assert_eq!(lists(path), open.union(&hidden).cloned().collect());
}

/// Whatever the header calls it: who is protected stands on no list. An abbreviation counts only
/// where yes and no stand under it; where nothing tells, that is said.
#[test]
fn a_mark_of_protection_is_known_by_many_names() {
    let told = "ingen utelämnas därför ur listorna";
    for (header, mark, is_known) in [
        ("Sekretess", "J", true),
        ("Sekr.markering", "Ja", true),
        ("Sekr", "x", true),
        ("SKYDDAD ID", "1", true),
        ("SM", "J", true),
        ("SM", "Sommar", false),
        ("Anteckning", "J", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir(path.join("register")).unwrap();
        export(
            path,
            "flai.csv",
            &[(0, "", mark), (1, "", mark), (2, "", mark), (3, "", mark)],
        );
        let file = path.join("register/flai.csv");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("Skyddad identitet", header)).unwrap();
        fs::write(path.join("granskning.toml"), PLAN).unwrap();
        for command in ["frame", "draw"] {
            let ran = run(path, command);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert_eq!(
                !ran.stderr.contains(told),
                is_known,
                "{header}: {}",
                ran.stderr
            );
        }
        assert_eq!(lists(path).is_empty(), is_known, "{header}");
    }
}
