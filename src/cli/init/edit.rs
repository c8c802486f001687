//! Changes in a plan's text that leave every other character of it alone: values are
//! replaced where they stand, found by the TOML reader's spans.

use std::ops::Range;

use stickprov::lang::Lang;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Made, plan_text};

/// What stands where a date has to be filled in: no TOML, so that it cannot be overlooked.
pub(super) fn blank_date(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "ÅÅÅÅ-MM-DD",
        Lang::En => "YYYY-MM-DD",
    }
}

/// A text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key as TOML writes it.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

type Value<'a> = Spanned<DeValue<'a>>;

fn get<'a>(table: &'a DeTable<'a>, section: &str, key: &str) -> Option<&'a Value<'a>> {
    table.get(section)?.get_ref().as_table()?.get(key)
}

/// The template that a plan names.
pub(super) fn template_of(text: &str) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let template = get(root.get_ref(), "audit", "template")?;
    template.get_ref().as_str().map(str::to_owned)
}

/// The template that another one builds on.
pub(super) fn extends_of(text: &str) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let extends = root.get_ref().get("extends")?;
    extends.get_ref().as_str().map(str::to_owned)
}

/// The audit that a plan is coordinated with, as it is written.
pub(super) fn coordinated_with(text: &str) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let coordinate = get(root.get_ref(), "sample", "coordinate")?;
    let with = coordinate.get_ref().as_table()?.get("with")?;
    with.get_ref().as_str().map(str::to_owned)
}

/// The title and the reference that a plan has, where they are filled in.
pub(super) fn names_of(text: &str) -> Vec<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    ["title", "reference"]
        .into_iter()
        .filter_map(|key| get(root.get_ref(), "audit", key)?.get_ref().as_str())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The files of a plan's registers, by their ids: one, or each part of it.
pub(super) fn files_of(text: &str) -> Vec<(String, String)> {
    let (root, _) = DeTable::parse_recoverable(text);
    let registers = root.get_ref().get("registers");
    let registers = registers.and_then(|found| found.get_ref().as_table());
    registers
        .into_iter()
        .flatten()
        .filter_map(|(id, export)| {
            let file = export.get_ref().as_table()?.get("file")?;
            Some((id.get_ref().to_string(), file.get_ref()))
        })
        .flat_map(|(id, file)| {
            let parts = file.as_array().into_iter().flat_map(|parts| parts.iter());
            let parts = parts.filter_map(|part| part.get_ref().as_str());
            let files: Vec<&str> = file.as_str().into_iter().chain(parts).collect();
            (files.into_iter())
                .map(|file| (id.clone(), file.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A proposal with the seed in its place.
pub(super) fn with_seed(text: &str, seed: &str) -> String {
    let (root, _) = DeTable::parse_recoverable(text);
    if let Some(found) = get(root.get_ref(), "sample", "seed") {
        let (mut span, new) = (found.span(), quoted(seed));
        // A comment after the value stays where it is, as far as there is room.
        let room = text[span.end..].chars().take_while(|c| *c == ' ').count();
        let grown = new.len().saturating_sub(span.len());
        span.end += grown.min(room.saturating_sub(1));
        return replaced(text, vec![(span, new)]);
    }
    let line = format!("seed = {}\n", quoted(seed));
    match text.find("[sample]\n") {
        Some(at) => {
            let after = at + "[sample]\n".len();
            replaced(text, vec![(after..after, line)])
        }
        None => format!("{text}\n[sample]\n{line}"),
    }
}

/// The fields that a plan stratifies by.
pub(super) fn strata_of(text: &str) -> Vec<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let fields = get(root.get_ref(), "strata", "by").and_then(|by| by.get_ref().as_array());
    let fields = fields.into_iter().flat_map(|fields| fields.iter());
    fields
        .filter_map(|field| field.get_ref().as_str().map(str::to_owned))
        .collect()
}

/// A proposal that stratifies by these fields only, with a word on why.
pub(super) fn with_strata(text: &str, fields: &[String], about: &str) -> String {
    let (root, _) = DeTable::parse_recoverable(text);
    let Some(found) = get(root.get_ref(), "strata", "by") else {
        return text.to_owned();
    };
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    let by = format!("[{}]", fields.join(", "));
    let new = format!("{by:<27} # {about}");
    replaced(text, vec![(found.span(), new)])
}

/// Last year's plan for a new year: its dates blank or new, its seed new, its files those
/// that were found for the same register.
pub(super) fn renewed(text: &str, made: &Made<'_>, lang: Lang) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (root, _) = DeTable::parse_recoverable(text);
    let root = root.get_ref();
    let blank = blank_date(lang);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    if let Some(found) = get(root, "audit", "reference_date") {
        let date = made.reference_date.map(|date| date.to_string());
        edits.push((found.span(), date.unwrap_or_else(|| blank.to_owned())));
    }
    if let Some(found) = get(root, "audit", "template") {
        edits.push((found.span(), quoted(&made.template_name)));
    }
    for key in ["announced", "closed"] {
        edits.extend(commented(text, root.get("audit"), key, blank));
    }
    if let Some(found) = get(root, "sample", "seed") {
        edits.push((found.span(), quoted(&made.seed)));
    }
    if let Some(registers) = root.get("registers").and_then(|r| r.get_ref().as_table()) {
        for (id, export) in registers {
            edits.extend(commented(text, Some(export), "as_of", blank));
            let new = made.exports.iter().find(|new| new.id == *id.get_ref());
            let file = export
                .get_ref()
                .as_table()
                .and_then(|export| export.get("file"));
            // The parts of a register are named by the user; those that are not there are told.
            let file = file.filter(|file| file.get_ref().is_str());
            if let (Some(new), Some(file)) = (new, file) {
                edits.push((file.span(), quoted(&new.found.name)));
            }
        }
    }
    // What was last year's earlier report is not this year's.
    edits.extend(commented(text, root.get("report"), "earlier", "\"\""));
    if let Some(scope) = root.get("scope") {
        dates_in(scope, blank, &mut edits);
    }
    plan_text::counted_anew(&replaced(text, edits), made, lang)
}

/// Every `from` and `to` in the scope that is a date.
fn dates_in(value: &Value<'_>, blank: &str, edits: &mut Vec<(Range<usize>, String)>) {
    let Some(table) = value.get_ref().as_table() else {
        return;
    };
    for (key, value) in table {
        let is_end = matches!(key.get_ref().as_ref(), "from" | "to");
        match value.get_ref() {
            DeValue::Datetime(_) => edits.push((value.span(), blank.to_owned())),
            DeValue::String(_) if is_end => edits.push((value.span(), blank.to_owned())),
            DeValue::Table(_) => dates_in(value, blank, edits),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_) => {}
        }
    }
}

/// A key that may be absent: its line becomes a comment. Inside an inline table only its
/// value is blanked.
fn commented(
    text: &str,
    table: Option<&Value<'_>>,
    key: &str,
    blank: &str,
) -> Vec<(Range<usize>, String)> {
    let table = table.and_then(|table| table.get_ref().as_table());
    let Some((key, value)) = table.and_then(|table| table.get_key_value(key)) else {
        return Vec::new();
    };
    let start = key.span().start;
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let mut edits = vec![(value.span(), blank.to_owned())];
    if text[line_start..start].trim().is_empty() {
        edits.push((start..start, "# ".to_owned()));
    }
    edits
}

fn replaced(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::new();
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_goes_where_the_proposal_has_its_place() {
        assert_eq!(
            with_seed("[sample]\nseed = \"\"   # here\nsize = 1\n", "1\"2"),
            "[sample]\nseed = \"1\\\"2\" # here\nsize = 1\n"
        );
        assert_eq!(
            with_seed("[sample]\nsize = 1\n", "12"),
            "[sample]\nseed = \"12\"\nsize = 1\n"
        );
        assert_eq!(with_seed("", "12"), "\n[sample]\nseed = \"12\"\n");
    }

    #[test]
    fn strata_are_those_that_the_export_has() {
        let text = "[strata]\nby = [\"a.b\", \"a.c\"]\n";
        assert_eq!(strata_of(text), ["a.b", "a.c"]);
        assert_eq!(
            with_strata(text, &["a.c".to_owned()], "no a.b"),
            "[strata]\nby = [\"a.c\"]                     # no a.b\n"
        );
        assert_eq!(with_strata("[sample]\n", &[], ""), "[sample]\n");
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        assert_eq!(key("reg_a-2"), "reg_a-2");
        assert_eq!(key("å b"), "\"å b\"");
    }
}
