//! From TOML files to a [`Template`]: parse, then resolve every name to a typed reference,
//! and tell all the faults at once.

mod checklists;
mod conditions;
mod criteria;
mod faults;
mod indicators;
mod layers;
mod population;
mod registers;
pub(super) mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::indicator::Indicators;
use super::texts;
use super::{
    Checklist, Cross, Evidence, EvidenceRef, FieldRef, Pick, QuestionRef, Side, Source, Template,
    wire,
};
use crate::problem::{Error, Place, Result};
use faults::{Faults, Spot};
use layers::Piece;

pub use checklists::standard_label;

/// One file of a template: its path within the template's folder and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    /// With `/` between folders.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// A built-in template.
pub fn builtin(name: &str) -> Result<Template> {
    let files = super::builtin_files(name)
        .ok_or_else(|| Error::new(texts::no_template(name, &super::builtin_names().join(", "))))?;
    // Their form is held against the schemas by a test, not by every command.
    loaded(name, &files, &layers::builtin_base, false)
}

/// Gives the files of the template that another names as what it builds on, with an id that
/// no other has: `base(who_asks, name)`.
pub type Base<'a> = &'a dyn Fn(&str, &str) -> Result<(String, Vec<TemplateFile>)>;

/// A template from its files; it may build on a built-in one.
pub fn load(id: &str, files: &[TemplateFile]) -> Result<Template> {
    load_on(id, files, &layers::builtin_base)
}

/// A template from its files and those of the templates it builds on.
pub fn load_on(id: &str, files: &[TemplateFile], base: Base<'_>) -> Result<Template> {
    loaded(id, files, base, true)
}

fn loaded(
    id: &str,
    files: &[TemplateFile],
    base: Base<'_>,
    form_in_doubt: bool,
) -> Result<Template> {
    let mut faults = Faults::default();
    let whole = layers::whole(id, files, base, &mut Vec::new(), &mut faults)?;
    faults.tell_of(&whole.pieces);
    let pieces = &whole.pieces;
    if form_in_doubt {
        let own = own_pieces(files);
        let broken = schema::check(&own, whole.extends.is_some(), &mut faults);
        faults.expect_less(&own, &broken);
    }
    let head: Option<wire::TemplateToml> = one(pieces, "template.toml", &mut faults);
    let registers: Option<wire::Registers> = one(pieces, "registers.toml", &mut faults);
    let evidence: Option<wire::EvidenceToml> = one(pieces, "evidence.toml", &mut faults);
    let checklists = folder::<wire::Checklist>(pieces, "checklists/", &mut faults);
    let mut criteria = folder::<wire::Criterion>(pieces, "criteria/", &mut faults);
    let indicators: Option<indicators::Wire> = whole
        .piece(indicators::FILE)
        .and_then(|piece| parse(piece, &mut faults));
    // What cannot be read is told; the rest is read all the same, for its own faults.
    let head = head.unwrap_or_default();
    let registers = registers.unwrap_or_default();
    let evidence = evidence.unwrap_or_default();
    criteria.sort_by_key(|(id, _)| (family_place(id, &head.families), id.clone()));
    let text_of = |name: &str| {
        let text = whole.piece(name).and_then(|piece| piece.texts.first());
        text.map_or_else(String::new, |(_, text)| text.clone())
    };
    let mut template = Template {
        id: id.to_owned(),
        extends: whole.extends.clone(),
        title: head.title,
        registers: registers::resolve(registers, &mut faults),
        checklists: Vec::new(),
        evidence: Vec::new(),
        criteria: Vec::new(),
        crosses: Vec::new(),
        indicators: Indicators::default(),
        plan: text_of("plan.toml"),
        plan_en: text_of("plan.en.toml"),
        synth: text_of("synth.toml"),
    };
    let names: Vec<String> = criteria.iter().map(|(name, _)| name.clone()).collect();
    for (name, checklist) in checklists {
        let checklist = checklists::resolve(&name, checklist, &names, &template, &mut faults);
        template.checklists.extend(checklist);
    }
    for piece in evidence.evidence {
        let piece = resolve_evidence(piece, &whole.inherited, &template, &mut faults);
        template.evidence.extend(piece);
    }
    for (name, criterion) in criteria {
        let criterion = criteria::resolve(&name, criterion, &names, &template, &mut faults);
        template.criteria.extend(criterion);
    }
    for cross in head.crosses {
        let cross = resolve_cross(cross, &template, &names, &mut faults);
        template.crosses.extend(cross);
    }
    if let Some(indicators) = indicators {
        let own = whole.own_ids(indicators::FILE);
        template.indicators = indicators::resolve(indicators, own.as_ref(), &template, &mut faults);
    }
    population::check_indicators(&template, &mut faults);
    if faults.is_empty() {
        Ok(template)
    } else {
        Err(faults.told())
    }
}

/// Two criteria set against each other; `None`, and a fault, where one is unknown.
fn resolve_cross(
    cross: wire::Cross,
    template: &Template,
    names: &[String],
    faults: &mut Faults,
) -> Option<Cross> {
    let mut side = |side: wire::Side| {
        if !names.contains(&side.criterion) {
            faults.unknown("template.toml", &side.criterion, "criterion", names);
        }
        Some(Side {
            criterion: template.criterion_by_id(&side.criterion)?,
            met: side.met,
            gap: side.gap,
        })
    };
    let (rows, columns) = (side(cross.rows), side(cross.columns));
    Some(Cross {
        title: cross.title,
        rows: rows?,
        columns: columns?,
    })
}

/// Where a criterion's family stands in the catalogue; families that are not named come last.
fn family_place(id: &str, families: &[String]) -> usize {
    let family = id.rsplit_once('-').map_or(id, |(family, _)| family);
    families
        .iter()
        .position(|known| known == family)
        .unwrap_or(families.len())
}

/// The known word most like a given one, where any is alike.
pub fn nearest(word: &str, known: &[String]) -> Option<String> {
    let folded = word.to_lowercase();
    known
        .iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.clone())
}

/// The template's own files, as they are.
fn own_pieces(files: &[TemplateFile]) -> Vec<Piece> {
    files.iter().map(Piece::of).collect()
}

fn one<T: DeserializeOwned>(pieces: &[Piece], name: &str, faults: &mut Faults) -> Option<T> {
    let Some(piece) = pieces.iter().find(|piece| piece.path == name) else {
        // A head that cannot be read may have said where it comes from.
        if !faults.is_broken("template.toml") {
            faults.add(name, texts::file_missing(name));
        }
        return None;
    };
    parse(piece, faults)
}

fn folder<T: DeserializeOwned>(
    pieces: &[Piece],
    folder: &str,
    faults: &mut Faults,
) -> Vec<(String, T)> {
    pieces
        .iter()
        .filter_map(|piece| {
            let name = piece.path.strip_prefix(folder)?.strip_suffix(".toml")?;
            Some((name.to_owned(), parse(piece, faults)?))
        })
        .collect()
}

fn parse<T: DeserializeOwned>(piece: &Piece, faults: &mut Faults) -> Option<T> {
    let (shown, text) = piece.texts.first()?;
    // A file's text and what was laid together are read by one and the same code: read from the
    // text, every kind of file would be in the program twice.
    let table = match &piece.laid {
        Some(table) => Ok(table.clone()),
        None => text.parse::<toml::Table>(),
    };
    match table.and_then(toml::Table::try_into) {
        Ok(value) => Some(value),
        // What its schema says of it says it better.
        Err(_) if faults.is_broken(&piece.path) => None,
        Err(error) => {
            let place = Place {
                row: error.span().map(|span| line_of(text, span.start)),
                ..Place::file(shown)
            };
            faults.push(place, texts::not_toml(error.message()), None);
            None
        }
    }
}

/// The line, from 1, of a byte.
pub fn line_of(text: &str, byte: usize) -> u64 {
    let before = text
        .as_bytes()
        .iter()
        .take(byte)
        .filter(|b| **b == b'\n')
        .count();
    u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
}

/// A piece of evidence. Of one that was written for a template below, what was not taken from
/// there drops out; where nothing is left, so does the whole.
fn resolve_evidence(
    piece: wire::Evidence,
    inherited: &BTreeSet<String>,
    template: &Template,
    faults: &mut Faults,
) -> Option<Evidence> {
    let file = "evidence.toml";
    if template.evidence_by_id(&piece.id).is_some() {
        faults.at(file, Spot::Again(&piece.id), texts::twice(&piece.id));
    }
    let is_inherited = inherited.contains(&piece.id);
    let mut unheard = Faults::default();
    let faults = if is_inherited { &mut unheard } else { faults };
    let sources: Vec<Source> = piece
        .sources
        .into_iter()
        .filter_map(|source| resolve_source(source, template, file, faults))
        .collect();
    let is_left = !is_inherited || !sources.is_empty();
    is_left.then_some(Evidence {
        id: piece.id,
        title: piece.title,
        sources,
    })
}

fn resolve_source(
    source: wire::Source,
    template: &Template,
    file: &str,
    faults: &mut Faults,
) -> Option<Source> {
    let (name, only, pick) = match source {
        wire::Source::Name(name) => {
            if let Some(question) = template.question_by_id(&name) {
                return Some(Source::Question(question));
            }
            (name, std::collections::BTreeMap::new(), wire::Pick::Last)
        }
        wire::Source::Rows { field, only, pick } => (field, only, pick),
        wire::Source::Together(sources) => {
            let sources: Vec<Source> = sources
                .into_iter()
                .filter_map(|one| resolve_source(one, template, file, faults))
                .collect();
            return (!sources.is_empty()).then_some(Source::Together(sources));
        }
    };
    let field = field_ref(&name, template, file, faults)?;
    let register = template.register(field.register);
    let only = only
        .into_iter()
        .filter_map(|(name, values)| {
            let Some(at) = register.field_by_id(&name) else {
                let known: Vec<_> = register.fields.iter().map(|f| f.id.clone()).collect();
                faults.unknown(file, &name, &register.id, &known);
                return None;
            };
            let register = field.register;
            Some((
                FieldRef {
                    register,
                    field: at,
                },
                values,
            ))
        })
        .collect();
    let pick = match pick {
        wire::Pick::First => Pick::First,
        wire::Pick::Last => Pick::Last,
        wire::Pick::Each => Pick::Each,
    };
    Some(Source::Field { field, only, pick })
}

/// `register.field`.
fn field_ref(name: &str, template: &Template, file: &str, faults: &mut Faults) -> Option<FieldRef> {
    let found = name.split_once('.').and_then(|(register, field)| {
        let register = template.register_by_id(register)?;
        let field = template.register(register).field_by_id(field)?;
        Some(FieldRef { register, field })
    });
    if found.is_none() {
        faults.unknown(file, name, "registers.toml", &field_names(template));
    }
    found
}

/// Every `register.field` of a template.
pub fn field_names(template: &Template) -> Vec<String> {
    template
        .registers
        .iter()
        .flat_map(|register| {
            register
                .fields
                .iter()
                .map(|field| format!("{}.{}", register.id, field.id))
        })
        .collect()
}

fn evidence_ref(
    name: &str,
    template: &Template,
    file: &str,
    faults: &mut Faults,
) -> Option<EvidenceRef> {
    let found = template.evidence_by_id(name);
    if found.is_none() {
        let known: Vec<String> = template.evidence.iter().map(|e| e.id.clone()).collect();
        faults.unknown(file, name, "evidence.toml", &known);
    }
    found
}

fn question_ref(
    name: &str,
    template: &Template,
    file: &str,
    faults: &mut Faults,
) -> Option<QuestionRef> {
    let found = template.question_by_id(name);
    if found.is_none() {
        faults.unknown(
            file,
            name,
            "checklists",
            &question_ids(&template.checklists),
        );
    }
    found
}

fn question_ids(checklists: &[Checklist]) -> Vec<String> {
    checklists
        .iter()
        .flat_map(|list| list.questions.iter().map(|q| q.id.clone()))
        .collect()
}
