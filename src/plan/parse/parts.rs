//! `file` and `sheet` of an export: one of each, or a list of either, which are the parts that
//! the register comes in.

use toml::de::DeValue;

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::value;
use crate::plan::{MOST_PARTS, Part, texts};

/// The parts in their order; `None`, and a fault, where they are not clear.
pub(super) fn read(keys: &mut Keys<'_>, faults: &mut Faults<'_>) -> Option<Vec<Part>> {
    let (file, sheet) = (keys.need("file", None), keys.get("sheet"));
    let files = file.and_then(|found| list("file", found, value::path, same_path, faults));
    let sheets = match sheet {
        Some(found) => list("sheet", found, value::filled, same_sheet, faults),
        None => Some(Vec::new()),
    };
    if let (Some(file), Some(sheet)) = (file, sheet)
        && is_list(file)
        && is_list(sheet)
    {
        let at = sheet.span().start;
        faults.add_hinted(at, texts::two_lists(), texts::two_lists_hint());
        return None;
    }
    let (files, sheets) = (files?, sheets?);
    if files.len() > MOST_PARTS || sheets.len() > MOST_PARTS {
        let at = keys.at();
        faults.add(at, texts::many_parts(MOST_PARTS));
        return None;
    }
    let one_sheet = (sheets.len() < 2).then(|| sheets.first().cloned());
    let part = |file: &String, sheet: Option<String>| Part {
        file: file.clone(),
        sheet,
    };
    if let Some(sheet) = one_sheet {
        let parts = files.iter().map(|file| part(file, sheet.clone()));
        return Some(parts.collect());
    }
    let of_file = |file| {
        let sheets = sheets.iter();
        sheets.map(move |sheet| part(file, Some(sheet.clone())))
    };
    Some(files.iter().flat_map(of_file).collect())
}

fn is_list(found: Found<'_>) -> bool {
    matches!(found.get_ref(), DeValue::Array(_))
}

/// The texts of a list, each once; a text alone is a list of one.
fn list(
    key: &str,
    found: Found<'_>,
    read: fn(&str, Found<'_>, &mut Faults<'_>) -> Option<String>,
    same: fn(&str) -> String,
    faults: &mut Faults<'_>,
) -> Option<Vec<String>> {
    let items = value::list(found);
    if items.is_empty() {
        faults.add(found.span().start, texts::empty_list(key));
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    let mut whole = true;
    for item in items {
        let Some(text) = read(key, item, faults) else {
            whole = false;
            continue;
        };
        if texts.iter().any(|known| same(known) == same(&text)) {
            faults.add(item.span().start, texts::twice_in_list(key, &text));
            whole = false;
        }
        texts.push(text);
    }
    whole.then_some(texts)
}

/// Two spellings of one path.
fn same_path(path: &str) -> String {
    let parts = path.split('/');
    let parts: Vec<&str> = parts.filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/")
}

/// Two spellings of one sheet: sheets are told apart without regard to case, as Excel does.
fn same_sheet(sheet: &str) -> String {
    sheet.trim().to_lowercase()
}
