//! The program as a whole: languages, help, usage errors, exit status, pipes, plan faults.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "helpers of tests fail by panicking, and their texts are short"
)]

mod folders;
mod program;

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use program::{program, ran, run};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Nothing is silent that a spreadsheet program asks for: at least the headers come.
#[test]
fn every_result_has_a_table_for_a_spreadsheet_program() {
    let audit = folders::copy_of("jobbtorg-2009");
    for (arguments, begins, holds) in [
        ("verify", "Vad,Löpnummer/rad,Stratum\r\n", ""),
        ("explain SAM-01", "Kod,Kriterium,", "\r\nSAM-01,"),
        (
            "explain accepted-in-register",
            "Kod,Vad det betyder\r\naccepted-in-register,",
            "",
        ),
        ("explain draw", "Steg,Vad som görs\r\n1,", "\r\n7,"),
        ("report", "Kriterium,Avvikelse,Metod,", "\r\nSAM-01,"),
        ("report --publish", "", "SAM-01"),
    ] {
        let ran = run(&audit.path, &format!("{arguments} --format csv"));
        assert_eq!(ran.status, 0, "{arguments}: {}", ran.stderr);
        assert!(
            ran.stdout.starts_with(begins),
            "{arguments}: {}",
            ran.stdout
        );
        assert!(ran.stdout.contains(holds), "{arguments}: {}", ran.stdout);
        assert!(!ran.stdout.is_empty(), "{arguments}");
    }
}

#[test]
fn the_language_is_said_else_the_plans_else_the_locales_else_swedish() {
    let folder = folder();
    let help = |locale: &str, arguments: &str| {
        let words: Vec<&str> = arguments.split_whitespace().collect();
        let mut command = program(folder.path());
        ran(command.env("LANG", locale).args(words).output().unwrap()).done()
    };
    assert!(help("", "--help").contains("Användning: stickprov [VAL] <KOMMANDO>"));
    assert!(help("en_US.UTF-8", "--help").contains("Usage: stickprov [OPTIONS] <COMMAND>"));
    assert!(help("de_DE.UTF-8", "--help").contains("Användning"));
    fs::write(
        folder.path().join("granskning.toml"),
        "[audit]\nlanguage = \"sv\"\n",
    )
    .unwrap();
    assert!(help("en_US.UTF-8", "--help").contains("Användning"));
    assert!(help("sv_SE.UTF-8", "--lang en --help").contains("Usage"));
    assert!(help("sv_SE.UTF-8", "explain --help --lang=en").contains("Usage: stickprov explain"));
}

#[test]
fn usage_errors_are_in_the_language_too_and_end_with_2() {
    let folder = folder();
    for (arguments, swedish, english) in [
        (
            "inspcet x",
            "fel: okänt kommando: inspcet\n  menade du inspect?",
            "error: unrecognized subcommand 'inspcet'",
        ),
        (
            "inspect",
            "fel: det saknas: <FIL>\n  hjälp: stickprov inspect --help",
            "error: the following required arguments were not provided:\n  <FILE>",
        ),
        (
            "inspect a --shet b",
            "fel: okänt argument: --shet\n  menade du --sheet?",
            "error: unexpected argument '--shet' found",
        ),
        (
            "--format xml explain",
            "fel: \"xml\" är inget möjligt värde för --format <FORM>\n  möjliga: table, json, csv, md",
            "error: invalid value 'xml' for '--format <FORMAT>'",
        ),
        (
            "init --request --seed 1",
            "fel: --request kan inte stå tillsammans med --seed <STARTVÄRDE>",
            "error: the argument '--request' cannot be used with '--seed <SEED>'",
        ),
        (
            "init --register a",
            "fel: \"a\" går inte att läsa som värde för --register <ID=FIL>",
            "error: invalid value 'a' for '--register <ID=FILE>'",
        ),
        ("", "Urval av akter", "Samples of case files"),
        (
            "template",
            "Lista, exportera och kontrollera mallar",
            "List, export and check templates",
        ),
    ] {
        let said = run(folder.path(), arguments).refused();
        assert!(said.starts_with(swedish), "{arguments}: {said}");
        let said = run(folder.path(), &format!("--lang en {arguments}")).refused();
        assert!(said.starts_with(english), "{arguments}: {said}");
        assert!(!said.contains("read-legacy"), "{said}");
    }
}

#[test]
fn a_closed_pipe_is_quiet_success() {
    let folder = folder();
    let rows: String = (0..200_000).map(|row| format!("{row};x\n")).collect();
    fs::write(folder.path().join("stor.csv"), format!("a;b\n{rows}")).unwrap();
    let mut child = program(folder.path())
        .args(["inspect", "stor.csv", "--to", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_plan_with_five_faults_is_told_with_all_five() {
    let folder = folder();
    let plan = "[audit]\n\
        template = \"jobbtorg\"\n\
        reference_datum = 2009-11-30\n\
        [registers.flai]\n\
        file = 7\n\
        [registers.paraplyet]\n\
        file = \"register/paraplyet.csv\"\n\
        [unit]\n\
        register = \"flai\"\n\
        if_several = \"senaste\"\n\
        [sample]\n\
        size = 49\n\
        allocation = \"proportionell\"\n\
        [criteria.JP-02]\n\
        from = \"introduktionsmöt\"\n";
    fs::write(
        folder.path().join("granskning.toml"),
        plan.replace('\n', "\r\n"),
    )
    .unwrap();
    let said = run(folder.path(), "explain").refused();
    let expected = "\
fel: granskning.toml, rad 3, kolumn 1: [audit] har ingen nyckel reference_datum
  menade du reference_date?
fel: granskning.toml, rad 5, kolumn 8: file ska vara en text inom citattecken, inte ett heltal
fel: granskning.toml, rad 10, kolumn 14: if_several kan inte vara \"senaste\"
  möjliga: latest, earliest, error
fel: granskning.toml, rad 13, kolumn 14: allocation kan inte vara \"proportionell\"
  menade du proportional?
fel: granskning.toml, rad 15, kolumn 8: mallen har inget underlag introduktionsmöt
  menade du introduktionsmöte?
";
    assert_eq!(said, expected);
}

#[test]
fn machine_output_begins_with_its_schema() {
    let folder = folder();
    for (arguments, schema) in [
        ("explain", "criteria"),
        ("explain JP-02", "criteria"),
        ("explain draw", "method"),
        ("template list", "templates"),
        ("template list jobbtorg --questions", "questions"),
    ] {
        let out = run(folder.path(), &format!("{arguments} --format json")).done();
        let start = format!("{{\n  \"schema\": \"stickprov/{schema}/1\",");
        assert!(out.starts_with(&start), "{arguments}: {out}");
        for format in ["table", "csv", "md"] {
            run(folder.path(), &format!("{arguments} --format {format}")).done();
        }
    }
    let criteria = run(folder.path(), "explain --format json --template jobbtorg").json();
    let jp02 = (criteria["criteria"].as_array().unwrap().iter())
        .find(|criterion| criterion["id"] == "JP-02")
        .unwrap();
    assert_eq!(jp02["kind"], "late");
    assert_eq!(jp02["record"], "personakt");
    assert_eq!(jp02["authority"], "budget");
    assert_eq!(jp02["descriptive"], false);
    let said = run(folder.path(), "explain JP-2").refused();
    assert!(said.contains("menade du JP-"), "{said}");
}

#[test]
fn a_template_is_exported_checked_and_used_as_ones_own() {
    let folder = folder();
    run(folder.path(), "template export jobbtorg mall").done();
    assert!(
        run(folder.path(), "template check mall")
            .done()
            .starts_with("mallen är hel")
    );
    assert!(
        run(folder.path(), "template export jobbtorg mall")
            .refused()
            .contains("finns redan")
    );
    let registers = folder.path().join("mall/registers.toml");
    let text = fs::read_to_string(&registers).unwrap();
    fs::write(
        &registers,
        text.replacen("id = \"aspirant_id\"", "id = \"annat\"", 1),
    )
    .unwrap();
    let said = run(folder.path(), "template check mall").refused();
    assert!(said.contains("aspirant_id"), "{said}");
    assert!(
        run(folder.path(), "explain --template nej")
            .refused()
            .contains("inbyggda mallar")
    );
}

#[test]
fn completions_and_manual_pages_are_made() {
    let folder = folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            run(folder.path(), &format!("completions {shell}"))
                .done()
                .contains("inspect")
        );
    }
    assert!(run(folder.path(), "man").done().contains(".SH NAMN"));
    assert!(
        run(folder.path(), "man template list --lang en")
            .done()
            .contains(".SH NAME")
    );
    assert!(run(folder.path(), "man nej").refused().contains("inspect"));
}
