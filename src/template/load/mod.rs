//! From TOML files to a [`Template`]: parse, then resolve every name to a typed reference,
//! and tell all the faults at once.

mod checklists;
mod criteria;
mod registers;

use serde::de::DeserializeOwned;

use super::texts;
use super::{
    Checklist, Cross, Evidence, EvidenceRef, FieldRef, Pick, QuestionRef, Side, Source, Template,
    wire,
};
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Result};

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
    load(name, &files)
}

/// A template from its files.
pub fn load(id: &str, files: &[TemplateFile]) -> Result<Template> {
    let mut faults = Faults::default();
    let head: Option<wire::TemplateToml> = one(files, "template.toml", &mut faults);
    let registers: Option<wire::Registers> = one(files, "registers.toml", &mut faults);
    let evidence: Option<wire::EvidenceToml> = one(files, "evidence.toml", &mut faults);
    let checklists = folder::<wire::Checklist>(files, "checklists/", &mut faults);
    let mut criteria = folder::<wire::Criterion>(files, "criteria/", &mut faults);
    let (Some(head), Some(registers), Some(evidence)) = (head, registers, evidence) else {
        return Err(Error { faults: faults.0 });
    };
    criteria.sort_by_key(|(id, _)| (family_place(id, &head.families), id.clone()));
    let text_of = |name: &str| {
        files
            .iter()
            .find(|file| file.path == name)
            .map_or_else(String::new, |f| f.text.clone())
    };
    let mut template = Template {
        id: id.to_owned(),
        title: head.title,
        registers: registers::resolve(registers, &mut faults),
        checklists: Vec::new(),
        evidence: Vec::new(),
        criteria: Vec::new(),
        crosses: Vec::new(),
        plan: text_of("plan.toml"),
        plan_en: text_of("plan.en.toml"),
        synth: text_of("synth.toml"),
    };
    for (name, checklist) in checklists {
        let checklist = checklists::resolve(&name, checklist, &template, &mut faults);
        template.checklists.extend(checklist);
    }
    for piece in evidence.evidence {
        let piece = resolve_evidence(piece, &template, &mut faults);
        template.evidence.push(piece);
    }
    let names: Vec<String> = criteria.iter().map(|(name, _)| name.clone()).collect();
    for (name, criterion) in criteria {
        let criterion = criteria::resolve(&name, criterion, &names, &template, &mut faults);
        template.criteria.extend(criterion);
    }
    for cross in head.crosses {
        let cross = resolve_cross(cross, &template, &names, &mut faults);
        template.crosses.extend(cross);
    }
    Error::all(faults.0)?;
    Ok(template)
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

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, file: &str, what: Text) {
        self.0.push(Fault {
            what,
            place: Some(Place::file(file)),
            hint: None,
        });
    }

    fn add_hinted(&mut self, file: &str, what: Text, hint: Option<Text>) {
        self.0.push(Fault {
            what,
            place: Some(Place::file(file)),
            hint,
        });
    }

    fn unknown(&mut self, file: &str, name: &str, kind: &str, known: &[String]) {
        let hint = nearest(name, known).map(|near| texts::nearest(&near));
        self.add_hinted(file, texts::unknown_name(name, kind), hint);
    }
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

fn one<T: DeserializeOwned>(files: &[TemplateFile], name: &str, faults: &mut Faults) -> Option<T> {
    let Some(file) = files.iter().find(|file| file.path == name) else {
        faults.add(name, texts::file_missing(name));
        return None;
    };
    parse(file, faults)
}

fn folder<T: DeserializeOwned>(
    files: &[TemplateFile],
    folder: &str,
    faults: &mut Faults,
) -> Vec<(String, T)> {
    files
        .iter()
        .filter_map(|file| {
            let name = file.path.strip_prefix(folder)?.strip_suffix(".toml")?;
            Some((name.to_owned(), parse(file, faults)?))
        })
        .collect()
}

fn parse<T: DeserializeOwned>(file: &TemplateFile, faults: &mut Faults) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            let row = error.span().map(|span| line_of(&file.text, span.start));
            let place = Place {
                row,
                ..Place::file(&file.path)
            };
            let what = texts::not_toml(error.message());
            faults.0.push(Fault {
                what,
                place: Some(place),
                hint: None,
            });
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

fn resolve_evidence(piece: wire::Evidence, template: &Template, faults: &mut Faults) -> Evidence {
    let file = "evidence.toml";
    if template.evidence_by_id(&piece.id).is_some() {
        faults.add(file, texts::twice(&piece.id));
    }
    let sources = piece
        .sources
        .into_iter()
        .filter_map(|source| match source {
            wire::Source::Name(name) => {
                if let Some(question) = template.question_by_id(&name) {
                    return Some(Source::Question(question));
                }
                let field = field_ref(&name, template, file, faults)?;
                Some(Source::Field {
                    field,
                    only: Vec::new(),
                    pick: Pick::Last,
                })
            }
            wire::Source::Rows { field, only, pick } => {
                let field = field_ref(&field, template, file, faults)?;
                let only = only
                    .into_iter()
                    .filter_map(|(name, values)| {
                        let at = template.register(field.register).field_by_id(&name);
                        if at.is_none() {
                            let register = template.register(field.register);
                            let known: Vec<_> =
                                register.fields.iter().map(|f| f.id.clone()).collect();
                            faults.unknown(file, &name, &register.id, &known);
                        }
                        Some((
                            FieldRef {
                                register: field.register,
                                field: at?,
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
        })
        .collect();
    Evidence {
        id: piece.id,
        title: piece.title,
        sources,
    }
}

/// `register.field`.
pub(super) fn field_ref(
    name: &str,
    template: &Template,
    file: &str,
    faults: &mut Faults,
) -> Option<FieldRef> {
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
