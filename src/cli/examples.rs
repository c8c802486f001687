//! Examples at the end of a command's help: a line to type and what it does. They are data,
//! since they name what templates hold; a test types each of them.

use std::sync::LazyLock;

use serde::Deserialize;
use stickprov::lang::Lang;

/// The examples, in the order of the commands.
const DATA: &str = include_str!("examples.toml");

/// A line to type, and what it does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    command: String,
    line: String,
    sv: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    examples: Vec<Example>,
}

/// All of them.
fn all() -> &'static [Example] {
    static ALL: LazyLock<Vec<Example>> = LazyLock::new(|| {
        let read: Examples = toml::from_str(DATA).expect("the examples are a part of the program");
        read.examples
    });
    &ALL
}

/// The examples of a command by its path; none for those whose usage line says it all.
fn of(path: &str) -> impl Iterator<Item = &'static Example> {
    all().iter().filter(move |example| example.command == path)
}

/// The examples as the end of a help text; `None` where there are none.
pub(crate) fn in_help(path: &str, lang: Lang) -> Option<String> {
    let heading = texts::heading();
    let mut text = String::new();
    for Example { line, sv, en, .. } in of(path) {
        let about = match lang {
            Lang::Sv => sv,
            Lang::En => en,
        };
        text.push_str(&format!("\n  {line}\n      {about}"));
    }
    (!text.is_empty()).then(|| format!("{}:{text}", heading.get(lang)))
}

mod texts {
    stickprov::texts! {
        heading() { "Exempel", "Examples" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::translate;

    /// The words of a line, with those in quotation marks together, as far as a shell would
    /// hand them over.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(['>', '|']).next().unwrap_or_default();
        let mut words = Vec::new();
        for (at, part) in line.split('"').enumerate() {
            if at % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    #[test]
    fn every_example_can_be_typed() {
        let mut paths: Vec<String> = translate::command(Lang::En)
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        paths.push(String::new());
        let mut typed = 0;
        for path in paths {
            for Example { line, .. } in of(&path) {
                let parsed = translate::command(Lang::En).try_get_matches_from(words(line));
                assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
                typed += 1;
            }
        }
        assert!(typed > 20);
        // Indented by two: a line that is broken would look like two commands.
        let typed_whole = |line: &str| line.split(" > ").next().unwrap_or_default().len() <= 78;
        for Example { line, .. } in all() {
            assert!(typed_whole(line), "{line}");
        }
        assert_eq!(typed, all().len(), "an example of no command");
        let help = in_help("report", Lang::Sv).unwrap();
        assert!(help.starts_with("Exempel:\n  stickprov report\n"));
    }
}
