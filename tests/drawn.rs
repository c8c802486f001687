//! What can happen to a draw after it was made: somebody edits its record, wants to draw again,
//! lets a reserve stand in and takes that back.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod folders;
mod program;

use std::fs;
use std::path::Path;

use folders::{contents, copy_of, differences, edit, without};
use program::{Ran, program, ran, run};
use serde_json::Value;

fn protocol(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("urval/protokoll.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The example's exports have a few problems that are told besides.
fn done(ran: &Ran) {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

/// A change of the protocol by hand, as text.
fn edited(from: &str, to: &str) -> folders::Copy {
    let audit = copy_of("jobbtorg-2009");
    let file = audit.path.join("urval/protokoll.json");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&file, text.replacen(from, to, 1)).unwrap();
    audit
}

#[test]
fn a_protocol_that_was_edited_or_is_another_plans_is_refused_and_told_by_verify() {
    for (audit, said, told) in [
        (
            edited("\"rank\": 1", "\"rank\": 2"),
            "akterna i stratum A är inte de som antalen där säger",
            "protocol",
        ),
        (
            edited("\"population\": 9", "\"population\": 8"),
            "strata har 89 enheter, kvar av raderna är 90",
            "population",
        ),
        (
            edited("20100225-54213", "20100225-54214"),
            "protokollet hör till en annan plan: den har ett annat startvärde",
            "seed",
        ),
        (
            edited("\"status\": \"drawn\"", "\"status\": \"replaced\""),
            "",
            "replacement",
        ),
    ] {
        let before = contents(&audit.path);
        if !said.is_empty() {
            for command in [
                "gaps",
                "report",
                "checklist --add",
                "extend 60",
                "replace A-02 --reason not_in_scope",
                "factcheck",
            ] {
                let refused = run(&audit.path, command).refused();
                assert!(refused.contains(said), "{command}: {refused}");
            }
        }
        let verified = run(&audit.path, "verify --format json");
        assert_eq!(verified.status, 1, "{}", verified.stderr);
        let found: Value = serde_json::from_str(&verified.stdout).unwrap();
        let mut told_of = found["differences"].as_array().unwrap().iter();
        assert!(told_of.any(|d| d["what"] == told), "{told}: {found}");
        assert!(differences(&before, &contents(&audit.path)).is_empty());
    }
}

#[test]
fn a_second_draw_wants_a_reason_in_words() {
    let audit = copy_of("jobbtorg-2009");
    let before = contents(&audit.path);
    for (arguments, said) in [
        (&["draw"][..], "urvalet är redan draget"),
        (&["draw", "--again", "  "], "skälet till att dra om är tomt"),
    ] {
        let refused = ran(program(&audit.path).args(arguments).output().unwrap()).refused();
        assert!(refused.contains(said), "{refused}");
    }
    assert!(differences(&before, &contents(&audit.path)).is_empty());
}

/// Another seed gives A-01 to somebody else: an answer that does not say its draw is not to
/// count for that person.
#[test]
fn a_second_draw_is_refused_while_answers_of_the_first_would_count_for_others() {
    let audit = copy_of("jobbtorg-2009");
    let folder = audit.path.as_path();
    done(&run(folder, "gaps"));
    done(&run(folder, "report"));
    let plan = fs::read_to_string(folder.join("granskning.toml")).unwrap();
    let seed = plan
        .lines()
        .find(|line| line.starts_with("seed = "))
        .unwrap();
    edit(
        &folder.join("granskning.toml"),
        seed,
        "seed = \"ett annat\"",
    );
    without(folder, &["checklistor", "faktakontroll"]);
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "checklistor/gemensamt.csv",
        "id,question,answer\nA-01,P17,J\n",
    );
    let line = "A-01,P17,J,jobbplan,2009-09-11,accepted";
    let header = "id,question,answer,document,date,position";
    write("faktakontroll/farsta.csv", &format!("{header}\n{line}\n"));
    let before = contents(folder);
    let refused = run(folder, "draw --again annat").refused();
    for said in [
        "checklistor/gemensamt.csv: filen har svar från den förra dragningen",
        "faktakontroll/farsta.csv: filen har svar från den förra dragningen",
        "flytta filerna ur mappen, till exempel till tidigare-",
    ] {
        assert!(refused.contains(said), "{refused}");
    }
    assert!(differences(&before, &contents(folder)).is_empty());

    // Out of the way, or with their draw beside them: then the reading itself refuses them.
    let old = protocol(folder)["draw_id"].as_str().unwrap().to_owned();
    let line = format!("draw_id,id,question,answer\n{old},A-01,P17,J\n");
    write("checklistor/gemensamt.csv", &line);
    without(folder, &["faktakontroll"]);
    done(&run(folder, "draw --again annat"));
    assert!(!folder.join("urval/svar.csv").exists());
    assert!(run(folder, "gaps").refused().contains("annat urval"));
    without(folder, &["checklistor"]);
    let log = |folder: &Path| fs::read_to_string(folder.join("urval/logg.jsonl")).unwrap();
    let drawn = log(folder);
    done(&run(folder, "gaps"));
    assert_eq!(log(folder), drawn, "no answer was taken back");
}

/// give way to the two reserves of A; A-02 is taken back, and the one reserve
/// that is still used is the first in the order.
#[test]
fn a_replacement_that_is_taken_back_leaves_the_reserves_in_their_order() {
    let audit = copy_of("jobbtorg-2009");
    done(&run(&audit.path, "replace A-02 --reason not_in_scope"));
    done(&run(&audit.path, "replace A-03 --reason wrong_person"));
    let before = contents(&audit.path);
    let said = run(&audit.path, "replace A-04 --reason not_in_scope").refused();
    assert!(said.contains("stratum A har ingen reserv kvar"), "{said}");
    assert!(differences(&before, &contents(&audit.path)).is_empty());
    done(&run(&audit.path, "replace A-02 --undo"));
    let drawn = protocol(&audit.path);
    let status = |id: &str| {
        let mut units = drawn["units"].as_array().unwrap().iter();
        units.find(|unit| unit["id"] == id).unwrap()["status"].clone()
    };
    let found = ["A-02", "A-03", "A-06", "A-07"].map(status);
    assert_eq!(found, ["drawn", "replaced", "in_use", "drawn"]);
    let paper = fs::read_to_string(audit.path.join("urval/urvalsprotokoll.md")).unwrap();
    let line = paper.lines().find(|line| line.contains("fel person"));
    let line = line.unwrap_or_else(|| panic!("{paper}"));
    assert!(line.contains("A-03") && line.contains("A-06"), "{line}");
    done(&run(&audit.path, "verify"));
}

/// The example has 98 checklists with answers on 49 files: all of them were known.
#[test]
fn an_extension_says_how_many_and_what_was_known() {
    let audit = copy_of("jobbtorg-2009");
    done(&run(&audit.path, "extend 60 --reason styrelsen"));
    let log = fs::read_to_string(audit.path.join("urval/logg.jsonl")).unwrap();
    let last = log.lines().last().unwrap();
    assert!(
        last.contains("\"reason\":\"60: styrelsen (answered files: 49 of 49)\""),
        "{last}"
    );
    let said = "Urvalet är sedan utökat till 60 akter; varje stratum har kvar dem det hade.";
    let paper = fs::read_to_string(audit.path.join("urval/urvalsprotokoll.md")).unwrap();
    assert!(paper.contains(said), "{paper}");
    let recipe = run(&audit.path, "explain draw --lang sv --format json").json();
    assert!(recipe["text"][2].as_str().unwrap().contains(said));
    done(&run(&audit.path, "verify"));
    done(&run(&audit.path, "extend 62"));
    done(&run(&audit.path, "verify"));
}

/// A has five of nine and two reserves, A-06 and A-07. Both are used; drawing again to the same
/// total gives two more.
#[test]
fn used_reserves_are_made_good_by_the_extension_that_the_refusal_names() {
    let audit = copy_of("jobbtorg-2009");
    let paper = || fs::read_to_string(audit.path.join("urval/urvalsprotokoll.md")).unwrap();
    let protected = |paper: &str| {
        let mut lines = paper.lines();
        lines.any(|line| line.contains("skyddade personuppgifter"))
    };
    let refused = run(&audit.path, "extend 49").refused();
    assert!(refused.contains("har redan 49"), "{refused}");
    done(&run(&audit.path, "replace A-02 --reason not_in_scope"));
    assert!(protected(&paper()), "{}", paper());
    done(&run(&audit.path, "replace A-03 --reason wrong_person"));
    let refused = run(&audit.path, "replace A-04 --reason not_in_scope").refused();
    assert!(refused.contains("stickprov extend 49"), "{refused}");
    let said = run(&audit.path, "extend 49");
    done(&said);
    assert!(
        said.stderr.contains("nya reserver: A-08, A-09"),
        "{}",
        said.stderr
    );
    assert!(said.stdout.contains("Reserver kvar"), "{}", said.stdout);
    let log = fs::read_to_string(audit.path.join("urval/logg.jsonl")).unwrap();
    assert!(log.contains("\"reason\":\"49 A+2: "), "{log}");
    let refused = run(&audit.path, "extend 49").refused();
    assert!(refused.contains("har redan 49"), "{refused}");
    done(&run(&audit.path, "verify"));
    done(&run(&audit.path, "replace A-04 --reason not_in_scope"));
    done(&run(&audit.path, "verify"));
    let drawn = protocol(&audit.path);
    let strata = drawn["strata"].as_array().unwrap();
    assert_eq!(
        (&strata[0]["sample"], &strata[0]["reserve"]),
        (&5.into(), &4.into())
    );
    let paper = paper();
    assert!(protected(&paper), "{paper}");
    let now = paper.split("## Akter som granskas nu").nth(1).unwrap();
    let row = now.lines().find(|line| line.starts_with("| A |")).unwrap();
    assert_eq!(
        row, "| A | A-01, A-05, A-06, A-07, A-08 | A-09 |",
        "{paper}"
    );
}

#[test]
fn a_size_that_cannot_be_drawn_is_no_zero_in_any_stratum() {
    let audit = copy_of("jobbtorg-2009");
    let plan = audit.path.join("granskning.toml");
    let text = fs::read_to_string(&plan).unwrap();
    assert!(text.contains("minimum = 1"), "{text}");
    fs::write(&plan, text.replace("minimum = 1", "minimum = 60")).unwrap();
    // The frame is still shown, as it says why; the numbers that do not exist are not in it.
    let shown = run(&audit.path, "frame");
    assert_eq!(shown.status, 2, "{}", shown.stderr);
    let last = "90 i urvalsramen. Planens storlek går inte att dra ur den.";
    assert!(shown.stdout.contains(last), "{}", shown.stdout);
    assert!(!shown.stdout.contains("0 av 90"), "{}", shown.stdout);
    let json: Value =
        serde_json::from_str(&run(&audit.path, "frame --format json").stdout).unwrap();
    let strata = json["strata"].as_array().unwrap();
    assert!(!strata.is_empty());
    for stratum in strata {
        assert!(stratum["population"].is_u64(), "{stratum}");
        assert!(stratum.get("sample").is_none(), "{stratum}");
        assert!(stratum.get("reserve").is_none(), "{stratum}");
    }
}
