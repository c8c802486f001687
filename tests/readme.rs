//! The README says what is there, and says it in both languages: every command of the program
//! has its line, what is named exists, and README.sv.md names the same commands, keys and files.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::run;

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Code between backticks, and the lines of indented blocks up to what is said about them.
fn code(part: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut prose = String::new();
    for line in part.lines() {
        if let Some(block) = line
            .strip_prefix("    ")
            .filter(|_| !line.starts_with("     * "))
        {
            let said = block.split('#').next().unwrap().trim();
            let name = said.split("  ").next().unwrap().trim();
            // The plan of a file's folder, a command, or a line of a template.
            if !name.is_empty() {
                found.insert(name.to_owned());
            }
        } else {
            prose.push_str(line);
            prose.push(' ');
        }
    }
    let spans = prose.split('`').skip(1).step_by(2);
    found.extend(spans.map(str::to_owned));
    found.into_iter().map(|span| placeless(&span)).collect()
}

/// What stands for the user's own words (FOLDER, MAPP) is named in each language.
fn placeless(span: &str) -> String {
    let words = span.split(' ').map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let stands_for = bare.len() > 2
            && bare
                .chars()
                .all(|c| c.is_uppercase() || c == '-' || c == '=' || c == '.');
        if stands_for { "…" } else { word }
    });
    let words: Vec<&str> = words.collect();
    let joined = words.join(" ");
    // ID=FILE, FIELD=V1,V2 and FILE.csv hold such a word within another.
    ["FILE", "FIELD", "FIL", "FÄLT", "LAST-YEAR", "FÖRRA-ÅRET"]
        .iter()
        .fold(joined, |text, word| text.replace(word, "…"))
}

/// The parts under the headings of the second level.
fn parts(text: &str) -> Vec<&str> {
    text.split("\n## ").collect()
}

#[test]
fn both_languages_name_the_same_commands_keys_and_files() {
    let (english, swedish) = (text("README.md"), text("README.sv.md"));
    let (english, swedish) = (parts(&english), parts(&swedish));
    assert_eq!(english.len(), swedish.len(), "another number of headings");
    for (one, other) in english.iter().zip(swedish) {
        let heading = one.lines().next().unwrap();
        let (one, other) = (code(one), code(other));
        let only: Vec<&String> = one.symmetric_difference(&other).collect();
        assert!(only.is_empty(), "{heading}: in one of them only: {only:?}");
    }
}

/// The commands that `--help` lists.
fn commands() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), "--help --lang en").done();
    let list = help.split("Commands:\n").nth(1).unwrap();
    let list = list.split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty()).then(|| name.to_owned())
    });
    names.collect()
}

#[test]
fn every_command_has_its_line_and_every_named_one_exists() {
    let commands = commands();
    assert!(commands.len() > 15, "{commands:?}");
    for file in ["README.md", "README.sv.md"] {
        let text = text(file);
        for command in &commands {
            let line = format!("`stickprov {command}");
            assert!(text.contains(&line), "{file} does not tell of {command}");
        }
        let after = text.split("stickprov ").skip(1);
        for rest in after.filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())) {
            let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-');
            let word = &rest[..end.unwrap_or(rest.len())];
            let is_command = commands.contains(word);
            let is_prose = text.contains(&format!("`stickprov` {word}"));
            assert!(is_command || is_prose, "{file}: stickprov {word}");
        }
    }
}

/// The options in a command's line are options of that command.
#[test]
fn every_option_exists() {
    let folder = tempfile::tempdir().unwrap();
    let text = text("README.md");
    let mut seen = 0;
    for line in text
        .lines()
        .filter(|line| line.starts_with("| `stickprov "))
    {
        let word = line["| `stickprov ".len()..]
            .split([' ', '`'])
            .next()
            .unwrap();
        let help = run(folder.path(), &format!("{word} --help --lang en")).done();
        for option in line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            if option.starts_with("--") && option.len() > 2 {
                assert!(help.contains(option), "{word}: {option}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
