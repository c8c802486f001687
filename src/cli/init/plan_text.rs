//! The text of a new plan: what was found in the exports, then the template's proposal.

use jiff::civil::Date;
use stickprov::lang::{Lang, Text};
use stickprov::template::Template;

use super::super::export::TakenAs;
use super::gather::Found;
use super::{Made, edit, texts};

/// An export that goes into the plan.
pub(super) struct Export<'a> {
    pub(super) id: String,
    pub(super) found: &'a Found<'a>,
}

impl Export<'_> {
    /// The register it was taken for.
    pub(super) fn taken_as(&self) -> &TakenAs<'_> {
        let taken = self.found.export.taken_as.as_ref();
        taken.expect("only files taken for a register become exports")
    }

    /// The headers no field was found for, as far as they can be shown.
    pub(super) fn unknown_headers(&self) -> Vec<String> {
        let description = self.found.export.table.describe();
        let taken = self.taken_as();
        (0..description.headers.len())
            .filter(|column| taken.field_of(*column).is_none())
            .filter_map(|column| description.header(column).map(one_line))
            .collect()
    }
}

/// The files that were taken for a register of the template, with their ids; several
/// exports of one register are told apart by a number.
pub(super) fn exports<'a>(template: &Template, found: &'a [Found<'a>]) -> Vec<Export<'a>> {
    let mut exports: Vec<Export<'a>> = Vec::new();
    for found in found {
        let Some(taken) = &found.export.taken_as else {
            continue;
        };
        let is_said = found.id.is_some();
        // One column in common is a coincidence, unless all that is required is there.
        let is_likely = taken.missing().is_empty() || taken.recognised() > 2;
        if taken.template.id != template.id || !(is_said || is_likely) {
            continue;
        }
        let wanted = found
            .id
            .clone()
            .unwrap_or_else(|| taken.register().id.clone());
        let is_taken = |id: &str| exports.iter().any(|export| export.id == id);
        let mut id = wanted.clone();
        let mut number = 2;
        while is_taken(&id) {
            id = format!("{wanted}_{number}");
            number += 1;
        }
        exports.push(Export { id, found });
    }
    exports
}

/// The latest date of all exports.
pub(super) fn latest(found: &[Found<'_>]) -> Option<Date> {
    found.iter().filter_map(|found| found.latest).max()
}

/// The whole text.
pub(super) fn whole(made: &Made<'_>, title: &str, lang: Lang) -> String {
    let mut out = String::new();
    let comment = |out: &mut String, text: &str| {
        for line in text.split('\n') {
            out.push_str(&format!("# {line}\n"));
        }
    };
    comment(&mut out, texts::plan_head().get(lang));
    out.push_str("\n[audit]\n");
    let mut line = |setting: String, text: Text| {
        out.push_str(&format!("{setting:<32} # {}\n", text.get(lang)));
    };
    let language = match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    };
    line(
        format!("title = {}", edit::quoted(title)),
        texts::about_title(),
    );
    line("reference = \"\"".to_owned(), texts::about_reference());
    line(
        format!("template = {}", edit::quoted(&made.template_name)),
        texts::about_template(),
    );
    line(
        format!("language = \"{language}\""),
        texts::about_language(),
    );
    let (date, about) = match made.reference_date {
        Some(date) => (date.to_string(), texts::about_date_found()),
        None => (edit::blank_date(lang).to_owned(), texts::about_date()),
    };
    line(format!("reference_date = {date}"), about);
    line(
        format!("# announced = {}", edit::blank_date(lang)),
        texts::about_announced(),
    );
    out.push_str(&registers(made, lang));
    out.push('\n');
    let skeleton = match lang {
        Lang::En if !made.template.plan_en.is_empty() => &made.template.plan_en,
        Lang::Sv | Lang::En => &made.template.plan,
    };
    let proposal = edit::with_seed(skeleton, &made.seed);
    let lacking = strata_without_column(made);
    if lacking.is_empty() {
        out.push_str(&proposal);
        return out;
    }
    let mut kept = edit::strata_of(&proposal);
    kept.retain(|field| !lacking.contains(field));
    let about = texts::strata_left_out(&lacking.join(", "));
    out.push_str(&edit::with_strata(&proposal, &kept, about.get(lang)));
    out
}

/// The fields by which the template's proposal stratifies and that the export has no column
/// for: a plan with them could not be used.
pub(super) fn strata_without_column(made: &Made<'_>) -> Vec<String> {
    let mut fields = edit::strata_of(&made.template.plan);
    fields.retain(|name| {
        let Some((register, field)) = name.split_once('.') else {
            return false;
        };
        let export = made.exports.iter().find(|export| export.id == register);
        export.is_some_and(|export| {
            let taken = export.taken_as();
            let field = taken.register().field_by_id(field);
            field.is_some_and(|field| taken.recognition.columns[field].is_none())
        })
    });
    fields
}

fn registers(made: &Made<'_>, lang: Lang) -> String {
    let mut out = format!("\n# {}\n", texts::about_registers().get(lang));
    for export in &made.exports {
        let taken = export.taken_as();
        out.push_str(&format!("[registers.{}]\n", edit::key(&export.id)));
        if export.id != taken.register().id {
            out.push_str(&format!("kind = {}\n", edit::quoted(&taken.register().id)));
        }
        let file = format!("file = {}", edit::quoted(&export.found.name));
        out.push_str(&counted(&file, export, lang));
        for unread in &export.found.unread {
            out.push_str(&format!("# {}\n", one_line(unread.get(lang))));
        }
        if let Some(part) = part_of(made, export) {
            out.push_str(&format!("# {}\n", part.get(lang)));
        }
        out.push_str(&reach(export, lang));
        out.push_str(&unknown(export, lang));
        out.push_str(&suggestions(export, lang));
    }
    if made.exports.is_empty() {
        out.push_str("# [registers.ID]\n# file = \"register/…\"\n");
    }
    out
}

/// That an export has the columns of an earlier one of the same register: whether they are parts
/// of it, or one is a later export, only the user knows.
pub(super) fn part_of(made: &Made<'_>, export: &Export<'_>) -> Option<Text> {
    let columns = |export: &Export<'_>| -> Vec<bool> {
        let columns = &export.taken_as().recognition.columns;
        columns.iter().map(Option::is_some).collect()
    };
    let is_like = |other: &&Export<'_>| {
        let same_register = other.taken_as().register == export.taken_as().register;
        same_register && columns(other) == columns(export)
    };
    let alike: Vec<&Export<'_>> = made.exports.iter().filter(is_like).collect();
    let first = alike.first().filter(|first| first.id != export.id)?;
    let files = alike.iter().map(|one| edit::quoted(&one.found.name));
    let files = files.collect::<Vec<_>>().join(", ");
    Some(texts::same_columns(&export.id, &first.id, &files))
}

/// The line that names the file, with what was counted in it.
fn counted(file: &str, export: &Export<'_>, lang: Lang) -> String {
    let all = export.found.export.table.describe().headers.len();
    let recognised = export.taken_as().recognised();
    let known = texts::known_columns(&export.found.rows.to_string(), recognised, all);
    format!("{file:<32} # {}\n", known.get(lang))
}

/// How far the export reaches.
fn reach(export: &Export<'_>, lang: Lang) -> String {
    let Some(latest) = export.found.latest else {
        return String::new();
    };
    let as_of = format!("# as_of = {latest}");
    format!("{as_of:<32} # {}\n", texts::about_as_of().get(lang))
}

/// The headers that are no field's.
fn unknown(export: &Export<'_>, lang: Lang) -> String {
    let unknown = export.unknown_headers();
    if unknown.is_empty() {
        return String::new();
    }
    let said = texts::unknown_headers(&unknown.join(" · "));
    format!("# {}\n", said.get(lang))
}

/// Last year's plan with what `init` counted then counted in this year's exports, and left
/// out where there is none yet. Every other line is left alone.
pub(super) fn counted_anew(text: &str, made: &Made<'_>, lang: Lang) -> String {
    let is_ours = |line: &str, about: &Text, from: &str| {
        let start = |said: &str| said.split(from).next().unwrap_or_default().to_owned();
        line.contains(&start(&about.sv)) || line.contains(&start(&about.en))
    };
    let mut out = String::new();
    let mut export: Option<&Export<'_>> = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            export = made
                .exports
                .iter()
                .find(|one| line.starts_with(&format!("[registers.{}]", edit::key(&one.id))));
        }
        let comment = line.find(" # ").map(|at| line.split_at(at));
        match comment {
            Some((setting, about))
                if setting.starts_with("file = ")
                    && is_ours(about, &texts::known_columns("0", 0, 0), "0") =>
            {
                let is_one = !setting.contains('[');
                match export.filter(|_| is_one) {
                    Some(export) => out.push_str(&counted(setting.trim_end(), export, lang)),
                    None => out.push_str(&format!("{}\n", setting.trim_end())),
                }
            }
            Some((setting, about))
                if setting.starts_with("# as_of = ")
                    && !setting.contains(edit::blank_date(lang))
                    && is_ours(about, &texts::about_as_of(), ";") =>
            {
                out.extend(export.map(|export| reach(export, lang)));
            }
            _ if line.starts_with("# ") && is_ours(line, &texts::unknown_headers("\0"), "\0") => {
                out.extend(export.map(|export| unknown(export, lang)));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Headers that are nearly a field's, as lines to take away the # from.
fn suggestions(export: &Export<'_>, lang: Lang) -> String {
    let taken = export.taken_as();
    let description = export.found.export.table.describe();
    let near: Vec<String> = (taken.recognition.near.iter())
        .filter_map(|(column, field)| {
            let header = one_line(description.header(*column)?);
            let field = &taken.register().fields[*field].id;
            Some(format!(
                "# {} = {}\n",
                edit::quoted(field),
                edit::quoted(&header)
            ))
        })
        .collect();
    if near.is_empty() {
        return String::new();
    }
    let section = format!("# [registers.{}.columns]", edit::key(&export.id));
    let about = texts::about_columns();
    format!("{section:<32} # {}\n{}", about.get(lang), near.concat())
}

/// A header of several lines on one, without what a comment cannot hold.
fn one_line(header: &str) -> String {
    let plain: String = header
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
