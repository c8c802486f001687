//! One's own template: exported, edited, checked with all faults at once, and used by folder.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod folders;
mod program;

use std::path::Path;

use folders::edit;
use program::run;

/// A built-in template in a folder of one's own.
fn exported(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &format!("template export {name} mall")).done();
    folder
}

fn mall(folder: &Path, file: &str) -> std::path::PathBuf {
    folder.join("mall").join(file)
}

#[test]
fn every_built_in_template_is_sound_as_a_folder() {
    for name in stickprov::template::builtin_names() {
        let folder = exported(name);
        let said = run(folder.path(), "template check mall").done();
        assert!(said.starts_with("mallen är hel; "), "{name}: {said}");
    }
}

#[test]
fn all_faults_are_told_at_once_with_line_and_nearest_word() {
    let folder = exported("genomforandeplan");
    let at = |file: &str| mall(folder.path(), file);
    edit(
        &at("criteria/GP-03.toml"),
        "authority = \"routine\"",
        "authority = \"rutin\"",
    );
    edit(&at("criteria/GP-03.toml"), "severity =", "severty =");
    edit(&at("criteria/GP-06.toml"), "\"G05\"", "\"G5\"");
    edit(&at("criteria/GP-07.toml"), "source = ", "# source = ");
    edit(
        &at("checklists/sol-akt.toml"),
        "judgement = true",
        "judgement = \"ja\"",
    );
    edit(
        &at("evidence.toml"),
        "\"acorda.remissdatum\"",
        "\"acorda.remisdatum\"",
    );
    edit(
        &at("registers.toml"),
        "via = \"treserva\"",
        "via = \"tresera\"",
    );
    std::fs::create_dir(at("kriterier")).unwrap();
    std::fs::write(at("kriterier/GP-20.toml"), "").unwrap();
    let said = run(folder.path(), "--lang en template check mall").refused();
    let line = |file: &str, word: &str| {
        let text = std::fs::read_to_string(at(file)).unwrap();
        1 + text.lines().position(|line| line.contains(word)).unwrap()
    };
    let judgement = line("checklists/sol-akt.toml", "judgement =");
    let expected = [
        format!("checklists/sol-akt.toml, row {judgement}: judgement should be true or false"),
        "criteria/GP-03.toml, row 10: unknown word: rutin\n  did you mean routine?".to_owned(),
        "criteria/GP-03.toml, row 11: unknown key: severty\n  did you mean severity?".to_owned(),
        format!(
            "criteria/GP-06.toml, row {}: G5 is not among",
            line("criteria/GP-06.toml", "G5")
        ),
        "criteria/GP-07.toml, row 1: a key is missing: source\n".to_owned(),
        "kriterier/GP-20.toml: the file does not belong to a template".to_owned(),
        format!(
            "registers.toml, row {}: tresera is not among the template's registers.toml\n  did you mean treserva?",
            line("registers.toml", "tresera")
        ),
    ];
    for fault in &expected {
        assert!(said.contains(fault), "{fault}\nin\n{said}");
    }
    // Nothing is told twice, and nothing that only follows from what is told already.
    assert_eq!(
        said.matches("error: ").count(),
        expected.len() + 1,
        "{said}"
    );
    assert!(said.contains("acorda.remisdatum"), "{said}");
}

#[test]
fn a_fault_of_toml_is_told_with_its_line_and_hides_no_other_file() {
    let folder = exported("genomforandeplan");
    let at = |file: &str| mall(folder.path(), file);
    edit(&at("criteria/GP-01.toml"), "severity = ", "severity ");
    edit(
        &at("criteria/GP-02.toml"),
        "severity = \"medium\"",
        "severity = \"middle\"",
    );
    let said = run(folder.path(), "--lang en template check mall").refused();
    assert!(said.contains("criteria/GP-01.toml, row 11: "), "{said}");
    assert!(
        said.contains("criteria/GP-02.toml, row 11: unknown word: middle"),
        "{said}"
    );
    assert_eq!(said.matches("error: ").count(), 2, "{said}");
}

#[test]
fn the_proposed_plan_and_the_recipe_are_checked_too() {
    let folder = exported("genomforandeplan");
    edit(
        &mall(folder.path(), "plan.toml"),
        "reserve = 3",
        "resrve = 3 ",
    );
    edit(
        &mall(folder.path(), "synth.toml"),
        "for_each = \"treserva\"",
        "for_each = \"tresera\"",
    );
    let said = run(folder.path(), "--lang en template check mall").refused();
    let text = std::fs::read_to_string(mall(folder.path(), "plan.toml")).unwrap();
    let line = 1 + text
        .lines()
        .position(|line| line.contains("resrve"))
        .unwrap();
    assert!(
        said.contains(&format!("plan.toml, row {line}, column 1")),
        "{said}"
    );
    assert!(
        said.contains("reserve") && said.contains("synth.toml"),
        "{said}"
    );
}

#[test]
fn another_field_is_reviewed_without_a_line_of_rust() {
    let folder = folders::copy_of("own-template");
    let template = folder.path.join("mall");
    let said = run(&folder.path, "template check mall").done();
    assert_eq!(
        said.trim(),
        "mallen är hel; register: 2, frågor: 7, kriterier: 4"
    );
    assert!(template.join("checklists/akt.toml").is_file());
    assert_eq!(run(&folder.path, "run").status, 0);
    let gaps = run(&folder.path, "gaps --format json");
    assert_eq!(gaps.status, 0, "{}", gaps.stderr);
    let gaps: serde_json::Value = serde_json::from_str(&gaps.stdout).unwrap();
    let found: Vec<(&str, u64, u64)> = gaps["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|criterion| {
            let number = |key: &str| criterion[key].as_u64().unwrap();
            (
                criterion["id"].as_str().unwrap(),
                number("gaps"),
                number("assessed"),
            )
        })
        .collect();
    // Worked out by hand from checklistor/svar.csv and the two registers. HV-02: A-03 has no
    // plan, B-01's came after 18 days and B-04's after 22. HV-04: A-02 and B-01 show no
    // follow-up; A-03 has no plan and B-04's is not half a year old at the year's end.
    assert_eq!(
        found,
        [
            ("HV-01", 1, 8),
            ("HV-02", 3, 8),
            ("HV-03", 2, 7),
            ("HV-04", 2, 6)
        ]
    );
    let report = std::fs::read_to_string(folder.path.join("rapport/rapport.md")).unwrap();
    assert!(report.contains("hemtjänst"), "{report}");
    assert!(!report.to_lowercase().contains("jobbtorg") && !report.contains("SoL-akt"));
}

#[test]
fn a_template_of_ones_own_can_build_on_ones_own() {
    let folder = folders::copy_of("own-template");
    std::fs::create_dir(folder.path.join("mall-2")).unwrap();
    let head = "extends = \"../mall\"\ntitle = { sv = \"Kort\", en = \"Short\" }\n\
                [take]\ncriteria = [\"HV-01\"]\n";
    std::fs::write(folder.path.join("mall-2/template.toml"), head).unwrap();
    let said = run(&folder.path, "template check mall-2").done();
    assert_eq!(
        said.trim(),
        "mallen är hel; register: 2, frågor: 7, kriterier: 1"
    );
    edit(
        &folder.path.join("granskning.toml"),
        "\"mall\" ",
        "\"mall-2\"",
    );
    let frame = run(&folder.path, "frame --format json");
    assert_eq!(frame.status, 0, "{}", frame.stderr);
    std::fs::write(
        folder.path.join("mall/template.toml"),
        "extends = \"../mall-2\"\n",
    )
    .unwrap();
    let said = run(&folder.path, "--lang en template check mall-2").refused();
    assert!(said.contains("which in turn builds on it"), "{said}");
}

/// Next year's audit has the template in its own folder, whatever becomes of last year's; one
/// that is there already is this year's.
#[test]
fn next_years_plan_takes_a_template_of_ones_own_along() {
    let audit = folders::copy_as("own-template", "2024");
    let home = audit.path.parent().unwrap();
    let (old, new) = (&audit.path, home.join("2025"));
    std::fs::create_dir(old.join("kort")).unwrap();
    let head = "extends = \"../mall\"\ntitle = { sv = \"Kort\", en = \"Short\" }\n\
                [take]\ncriteria = [\"HV-01\"]\n";
    std::fs::write(old.join("kort/template.toml"), head).unwrap();
    edit(&old.join("granskning.toml"), "\"mall\" ", "\"kort\"");
    let plan = std::fs::read_to_string(old.join("granskning.toml")).unwrap();
    let with = "\n[sample.coordinate]\nwith = \"../2023\"\nmode = \"avoid\"\n";
    std::fs::write(old.join("granskning.toml"), plan + with).unwrap();
    let exports = "--register beslut=2024/register/beslut.csv \
                   --register utforare=2024/register/utforare.csv";
    let said = run(home, &format!("init 2025 --from 2024 --seed 1 {exports}")).done();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "den egna mallen är kopierad hit, till kort/",
        "[sample.coordinate] är kvar från förra granskningen: urvalet samordnas med ../2023",
    ] {
        assert!(said.contains(told), "{said}");
    }
    let plan = std::fs::read_to_string(new.join("granskning.toml")).unwrap();
    assert!(plan.contains("template = \"kort\""), "{plan}");
    edit(&new.join("granskning.toml"), with.trim_start(), "");
    std::fs::remove_dir_all(old).unwrap();
    let frame = run(&new, "frame --format json");
    assert_eq!(frame.status, 0, "{}", frame.stderr);

    let said = run(home, "init 2026 --from 2025 --seed 2");
    assert_eq!(said.status, 0, "{}", said.stderr);
    std::fs::remove_file(home.join("2026/granskning.toml")).unwrap();
    let mine = home.join("2026/kort/template.toml");
    edit(&mine, "Kort", "Årets");
    let said = run(home, "init 2026 --from 2025 --seed 2").done();
    assert!(said.contains("fanns redan här"), "{said}");
    let text = std::fs::read_to_string(mine).unwrap();
    assert!(text.contains("Årets"), "{text}");
}

/// Before a file has come only HV-02, whose dates the registers have, can lie between none and all:
/// of the others nothing is known, which is said once.
#[test]
fn a_report_on_no_files_yet_has_no_limits_of_what_nobody_knows() {
    let folder = folders::copy_of("own-template");
    let path = &folder.path;
    std::fs::remove_dir_all(path.join("checklistor")).unwrap();
    for command in ["draw", "checklist", "report"] {
        let ran = run(path, command);
        assert_eq!(ran.status, 0, "{command}: {}", ran.stderr);
    }
    let report = std::fs::read_to_string(path.join("rapport/rapport.md")).unwrap();
    assert!(report.starts_with("# UTKAST"), "{report}");
    let rows = |heading: &str| -> Vec<String> {
        let (_, after) = report
            .split_once(heading)
            .expect("the heading stands there");
        let section = after.split("\n## ").next().unwrap();
        let rows = section
            .lines()
            .filter_map(|line| line.strip_prefix("| HV-"));
        rows.map(|row| row[..2].to_owned()).collect()
    };
    let unknown = rows("**Kriterier utan någon bedömd akt**");
    assert_eq!(unknown, ["01", "03", "04"]);
    let mut limits = rows("## Det som inte kunde bedömas");
    limits.dedup();
    assert_eq!(limits, ["02"]);
}
