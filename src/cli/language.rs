//! The language of what people read: `--lang`, else the plan, else the locale, else Swedish.
//! It is needed before the command line can be parsed, as help and errors are in it too.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use stickprov::lang::Lang;

use super::folder::PLAN;

/// The language of a command line that has not been parsed yet.
pub(super) fn before_parsing(words: &[OsString]) -> Lang {
    let said = option(words, &["--lang"]);
    let folder = option(words, &["-C", "--folder"]).unwrap_or_else(|| ".".into());
    match said.as_deref().and_then(|said| said.to_str()) {
        Some("sv") => Lang::Sv,
        Some("en") => Lang::En,
        Some(_) | None => of_folder(&PathBuf::from(folder)),
    }
}

/// The language of an audit's folder when `--lang` says nothing.
pub(super) fn of_folder(folder: &Path) -> Lang {
    let plan = std::fs::read(folder.join(PLAN)).ok();
    let text = plan.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let said = text.and_then(|text| stickprov::plan::language_of(&text));
    said.or_else(|| locale(|name| std::env::var(name).ok()))
        .unwrap_or_default()
}

/// The value of the last of these options, however it is joined to its name.
fn option(words: &[OsString], names: &[&str]) -> Option<OsString> {
    let mut found = None;
    for (at, word) in words.iter().enumerate().skip(1) {
        let Some(text) = word.to_str() else { continue };
        for name in names {
            if text == *name {
                found = words.get(at + 1).cloned();
            } else if let Some(rest) = text.strip_prefix(name) {
                match rest.strip_prefix('=') {
                    Some(value) => found = Some(value.into()),
                    None if !name.starts_with("--") => found = Some(rest.into()),
                    None => {}
                }
            }
        }
    }
    found
}

/// The first of the three variables that says anything decides; a language that we do not
/// have decides nothing.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
    match said.split(['_', '.', '-', '@']).next() {
        Some("sv") => Some(Lang::Sv),
        Some("en") => Some(Lang::En),
        Some(_) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn options_are_found_before_parsing() {
        for line in [
            "x --lang en draw",
            "x draw --lang=en",
            "x --lang sv --lang en",
        ] {
            assert_eq!(
                option(&words(line), &["--lang"]),
                Some("en".into()),
                "{line}"
            );
        }
        for line in ["x -C en", "x -Cen", "x --folder=en", "x -C=en"] {
            let found = option(&words(line), &["-C", "--folder"]);
            assert_eq!(found, Some("en".into()), "{line}");
        }
        assert_eq!(option(&words("x draw"), &["--lang"]), None);
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
        let with = |all: &[(&str, &str)]| {
            locale(|name| {
                let found = all.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(
            with(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")]),
            Some(Lang::En)
        );
        assert_eq!(
            with(&[("LC_ALL", "sv_SE"), ("LANG", "en_US")]),
            Some(Lang::Sv)
        );
        assert_eq!(with(&[("LC_ALL", "C"), ("LANG", "en_US")]), None);
        assert_eq!(with(&[]), None);
    }
}
