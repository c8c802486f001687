//! clap's help and errors in Swedish. clap knows English only, so the command tree is gone
//! through once: texts, headings, value names and usage lines are replaced. In English the
//! tree stays as it is, but for the heading over the options every command has.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _};
use stickprov::lang::Lang;

use super::args::{Cli, swedish};
use super::{examples, forms};

/// The Swedish texts of one command.
pub(crate) struct Swedish {
    /// What it does.
    pub(crate) about: &'static str,
    /// Argument id → text.
    pub(crate) args: &'static [(&'static str, &'static str)],
}

/// The arguments that every command has.
const COMMON: [&str; 7] = [
    "folder",
    "lang",
    "format",
    "quiet",
    "allow_outside",
    "help",
    "version",
];

/// What a value is called, in English and Swedish.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("FOLDER", "MAPP"),
    ("LANGUAGE", "SPRÅK"),
    ("FORMAT", "FORM"),
    ("FILE", "FIL"),
    ("SHEET", "BLAD"),
    ("ROW", "RAD"),
    ("ENCODING", "TECKENKODNING"),
    ("DELIMITER", "TECKEN"),
    ("REGISTER", "REGISTER"),
    ("ID=FILE", "ID=FIL"),
    ("NAME", "NAMN"),
    ("SEED", "STARTVÄRDE"),
    ("ID", "ID"),
    ("SHELL", "SKAL"),
    ("COMMAND", "KOMMANDO"),
    ("REASON", "SKÄL"),
    ("METHOD", "METOD"),
    ("ENGINE", "DATABAS"),
    ("OLD", "FÖRRA"),
    ("NEW", "NYA"),
    ("NUMBER", "LÖPNUMMER"),
    ("SIDE", "SIDA"),
    ("C", "C"),
    ("X", "X"),
    ("TOTAL", "ANTAL"),
    ("CODE", "KOD"),
    ("FIELD", "FÄLT"),
    ("LAYOUT", "UPPLÄGG"),
    ("REVIEWERS", "GRANSKARE"),
    ("N", "N"),
    ("R", "R"),
    ("K", "K"),
    ("E", "E"),
    ("P", "P"),
    ("DAY", "DAG"),
    ("DAYS", "DAGAR"),
    ("TEXT", "TEXT"),
];

const TEMPLATE: &str =
    "{before-help}{about-with-newline}\nAnvändning: {usage}\n\n{all-args}{after-help}";

/// The command tree in a language, ready to parse.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    if lang == Lang::Sv {
        command = in_swedish(command, "");
    }
    command = grouped(command, lang);
    command = with_examples(command, "", lang);
    command.build();
    if lang == Lang::Sv {
        usage_in_swedish(&mut command);
    }
    command
}

fn path_of(parent: &str, name: &str) -> String {
    format!("{parent} {name}").trim_start().to_owned()
}

fn in_swedish(command: Command, path: &str) -> Command {
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Kommandon")
        .subcommand_value_name("KOMMANDO");
    if let Some(texts) = swedish(path) {
        command = command.about(texts.about);
    }
    command = command.mut_args(|arg| argument(arg, path));
    command.mut_subcommands(|sub| {
        let path = path_of(path, sub.get_name());
        in_swedish(sub, &path)
    })
}

fn text_of(path: &str, id: &str) -> Option<&'static str> {
    let texts = swedish(path)?;
    let found = texts.args.iter().find(|(known, _)| *known == id);
    found.map(|(_, text)| *text)
}

fn argument(arg: Arg, path: &str) -> Arg {
    let heading = if arg.is_positional() {
        "Argument"
    } else {
        "Val"
    };
    let mut arg = arg.help_heading(heading);
    let takes_values = arg.get_action().takes_values();
    let mut text = text_of(path, arg.get_id().as_str()).map(str::to_owned);
    if takes_values && !arg.is_hide_possible_values_set() {
        let values = arg.get_possible_values();
        let names: Vec<&str> = (values.iter().filter(|value| !value.is_hide_set()))
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        if let (false, Some(text)) = (names.is_empty(), &mut text) {
            text.push_str(&format!(" [möjliga: {}]", names.join(", ")));
        }
        arg = arg.hide_possible_values(true);
    }
    if takes_values && !arg.is_hide_default_value_set() {
        let default = arg.get_default_values().first();
        if let (Some(default), Some(text)) = (default, &mut text) {
            text.push_str(&format!(" [annars: {}]", default.to_string_lossy()));
        }
        arg = arg.hide_default_value(true);
    }
    if let Some(text) = text {
        arg = arg.help(text);
    }
    let names: Vec<&'static str> = (arg.get_value_names().unwrap_or_default().iter())
        .filter_map(|name| value_name(name.as_str()))
        .collect();
    if takes_values && !names.is_empty() {
        arg = arg.value_names(names);
    }
    arg
}

fn value_name(english: &str) -> Option<&'static str> {
    let found = VALUE_NAMES.iter().find(|(name, _)| *name == english);
    found.map(|(_, swedish)| *swedish)
}

/// Each command's help ends with its examples.
fn with_examples(command: Command, path: &str, lang: Lang) -> Command {
    let command = match examples::in_help(path, lang) {
        Some(text) => command.after_help(text),
        None => command,
    };
    command.mut_subcommands(|sub| {
        let path = path_of(path, sub.get_name());
        with_examples(sub, &path, lang)
    })
}

/// The options that every command has stand last, under a heading of their own.
fn grouped(command: Command, lang: Lang) -> Command {
    let heading = match lang {
        Lang::Sv => "Gemensamma val",
        Lang::En => "Common options",
    };
    command
        .mut_args(|arg| {
            if COMMON.contains(&arg.get_id().as_str()) {
                arg.help_heading(heading).display_order(900)
            } else {
                arg
            }
        })
        .mut_subcommands(|sub| grouped(sub, lang))
}

/// After the tree is built: usage lines are made by clap, in English.
fn usage_in_swedish(command: &mut Command) {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let usage = usage.replace("[OPTIONS]", "[VAL]");
    let taken = std::mem::take(command);
    *command = taken.override_usage(StyledStr::from(usage));
    for sub in command.get_subcommands_mut() {
        usage_in_swedish(sub);
    }
}

/// A usage error as a sentence with its hint.
pub(crate) fn fault(error: &clap::Error, lang: Lang) -> String {
    match lang {
        Lang::En => in_english(error),
        Lang::Sv => {
            let mut text = what_in_swedish(error);
            let similar = [
                ContextKind::SuggestedSubcommand,
                ContextKind::SuggestedArg,
                ContextKind::SuggestedValue,
            ];
            if let Some(near) = similar.iter().find_map(|kind| context(error, *kind)) {
                text.push_str(&format!("\n  menade du {near}?"));
            }
            text.push_str(&format!("\n  hjälp: {} --help", asked(error)));
            text
        }
    }
}

/// clap's own words without the parts that we print ourselves.
fn in_english(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::ValueValidation {
        let get = |kind| context(error, kind).unwrap_or_default();
        let argument = get(ContextKind::InvalidArg);
        let value = get(ContextKind::InvalidValue);
        let what = format!("invalid value '{value}' for '{argument}'");
        let help = format!("\n  help: {} --help", asked(error));
        return with_form(what, &argument, Lang::En) + &help;
    }
    let text = error.render().to_string();
    let text = text.trim_start_matches("error: ").trim_end();
    text.to_owned()
}

/// What is wrong with a value, and what may stand there: `--rows <N>` names the value.
fn with_form(what: String, argument: &str, lang: Lang) -> String {
    let name = argument
        .split(['<', '>', '[', ']'])
        .nth(1)
        .unwrap_or_default();
    let english = VALUE_NAMES.iter().find(|(_, swedish)| *swedish == name);
    let form = forms::of(english.map_or(name, |(english, _)| english));
    match form {
        Some(form) => format!("{what}\n  {}", forms::line(&form, lang)),
        None => what,
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours; the rest hold no words"
)]
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::Number(number) => Some(number.to_string()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds are not ours; the rest are no usage errors"
)]
fn what_in_swedish(error: &clap::Error) -> String {
    let get = |kind| context(error, kind).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} saknar sitt värde"),
        ErrorKind::InvalidValue => {
            let valid = get(ContextKind::ValidValue);
            let what = format!("\"{value}\" är inget möjligt värde för {argument}");
            if valid.is_empty() {
                what
            } else {
                format!("{what}\n  möjliga: {valid}")
            }
        }
        ErrorKind::UnknownArgument => format!("okänt argument: {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("okänt kommando: {}", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::NoEquals => format!("{argument} behöver ett likhetstecken före värdet"),
        ErrorKind::ValueValidation => {
            let what = format!("\"{value}\" går inte att läsa som värde för {argument}");
            with_form(what, &argument, Lang::Sv)
        }
        ErrorKind::TooManyValues => format!("{argument} fick ett värde för mycket: \"{value}\""),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} fick inte så många värden som det behöver")
        }
        ErrorKind::ArgumentConflict => {
            let prior = get(ContextKind::PriorArg);
            if prior == argument || prior.is_empty() {
                format!("{argument} står två gånger")
            } else {
                format!("{argument} kan inte stå tillsammans med {prior}")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("det saknas: {argument}"),
        ErrorKind::MissingSubcommand => {
            let valid = get(ContextKind::ValidSubcommand);
            format!("det saknas ett kommando\n  möjliga: {valid}")
        }
        ErrorKind::InvalidUtf8 => "ett argument är inte giltig UTF-8".to_owned(),
        _ => "kommandoraden går inte att förstå".to_owned(),
    }
}

/// The help of the command that was asked for.
pub(crate) fn help(error: &clap::Error, command: &mut Command) -> String {
    let names = asked(error);
    let mut found = command;
    for name in names.split(' ').skip(1) {
        if found.find_subcommand(name).is_none() {
            break;
        }
        found = found.find_subcommand_mut(name).expect("it was found above");
    }
    found.render_help().to_string()
}

/// The command that was asked for, as far as it was understood: how its usage begins.
fn asked(error: &clap::Error) -> String {
    let usage = context(error, ContextKind::Usage).unwrap_or_default();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let words = usage.split_whitespace();
    let names: Vec<&str> = words
        .take_while(|word| !word.starts_with(['[', '<', '-']))
        .collect();
    if names.is_empty() {
        "stickprov".to_owned()
    } else {
        names.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;
    use std::path::PathBuf;

    use super::*;

    fn walk(command: &Command, path: &str, see: &mut dyn FnMut(&Command, &str)) {
        see(command, path);
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            walk(sub, &path_of(path, sub.get_name()), see);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_swedish_text() {
        let mut missing = Vec::new();
        walk(&Cli::command(), "", &mut |command, path| {
            let Some(texts) = swedish(path) else {
                missing.push(format!("command {path}"));
                return;
            };
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                if !texts.args.iter().any(|(known, _)| *known == id) {
                    missing.push(format!("{path}: {id}"));
                }
                for name in arg.get_value_names().unwrap_or_default() {
                    if arg.get_action().takes_values() && value_name(name.as_str()).is_none() {
                        missing.push(format!("{path}: value name {name}"));
                    }
                }
            }
            for (id, _) in texts.args {
                if !command.get_arguments().any(|arg| arg.get_id() == *id) {
                    missing.push(format!("{path}: {id} is no argument any more"));
                }
            }
        });
        assert!(missing.is_empty(), "{missing:#?}");
    }

    /// Whether a value can be refused for its form: it is neither a text, a path nor one of a
    /// few words, which the refusal lists.
    fn has_form(arg: &Arg) -> bool {
        let parser = arg.get_value_parser().type_id();
        let any = [TypeId::of::<String>(), TypeId::of::<PathBuf>()];
        arg.get_action().takes_values()
            && arg.get_possible_values().is_empty()
            && any.iter().all(|free| parser != *free)
    }

    /// What can be refused for its form has that form said, under its name in either language.
    #[test]
    fn every_value_that_can_be_refused_has_a_form() {
        let mut met = 0;
        let mut missing = Vec::new();
        walk(&Cli::command(), "", &mut |command, path| {
            for arg in command.get_arguments().filter(|arg| has_form(arg)) {
                met += 1;
                for name in arg.get_value_names().unwrap_or_default() {
                    if forms::of(name.as_str()).is_none() {
                        missing.push(format!("{path}: {name}"));
                    }
                }
            }
        });
        assert!(met > 10, "{met}");
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn a_refused_value_is_told_with_the_form_it_should_have() {
        for (line, lang, expected) in [
            (
                "synth --template a --seed 1 --rows ett",
                Lang::Sv,
                "\"ett\" går inte att läsa som värde för --rows <N>\n  skriv ett heltal, minst 1, till exempel 50\n",
            ),
            (
                "size --precision 5",
                Lang::Sv,
                "\"5\" går inte att läsa som värde för --precision <E>\n  skriv en andel från 0 till 1, till exempel 0,05 eller 5%\n",
            ),
            (
                "init --register fil.csv",
                Lang::Sv,
                "\"fil.csv\" går inte att läsa som värde för --register <ID=FIL>\n  skriv registrets id och filen med likhetstecken emellan: ID=FIL\n",
            ),
            (
                "extend två",
                Lang::Sv,
                "\"två\" går inte att läsa som värde för <ANTAL>\n  skriv ett heltal, minst 1, till exempel 50\n",
            ),
            (
                "size --confidence 95",
                Lang::En,
                "invalid value '95' for '--confidence <C>'\n  write a confidence level between 0 and 1, such as 0.95 or 95%\n",
            ),
        ] {
            let words = std::iter::once("stickprov").chain(line.split(' '));
            let error = command(lang).try_get_matches_from(words).unwrap_err();
            let told = fault(&error, lang);
            assert!(told.starts_with(expected), "{line}: {told}");
        }
    }

    #[test]
    fn the_tree_is_sound_and_its_help_has_no_english_frame_in_swedish() {
        Cli::command().debug_assert();
        walk(&command(Lang::Sv), "", &mut |sub, path| {
            let help = sub.clone().render_help().to_string();
            for word in [
                "Usage",
                "Options",
                "Commands",
                "Arguments:",
                "OPTIONS",
                "possible",
                "default",
                "Print",
            ] {
                assert!(!help.contains(word), "{path}: {word} in\n{help}");
            }
        });
    }
}
