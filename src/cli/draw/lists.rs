//! Fetch lists: which files each recipient is asked for.

use std::collections::{BTreeMap, BTreeSet};

use stickprov::frame::{self, Frame};
use stickprov::lang::Lang;
use stickprov::problem::Result;
use stickprov::protocol::fetch::{self, Heading, Line, List};
use stickprov::protocol::key::Entry;
use stickprov::protocol::{Protocol, Role, Status, Unit};
use stickprov::template::{Field, FieldKind, FieldRef};

use super::super::drawn;
use super::super::folder::{Audit, Batch};
use super::texts;

/// Workbooks to write.
pub(crate) struct Lists {
    /// File name within the audit's folder, and bytes.
    pub(crate) workbooks: Vec<(String, Vec<u8>)>,
    /// How many persons are left out of them, or stand in files of their own.
    pub(crate) hidden: usize,
}

/// Which fetch lists are asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The draw.
    pub(crate) protocol: &'a Protocol,
    /// Who is behind the löpnummer.
    pub(crate) entries: &'a [Entry],
    /// Whose files are asked for.
    pub(crate) ids: &'a [String],
    /// Whether persons with protected data are listed too.
    pub(crate) protected: bool,
    /// Whether lists were sent before, so that these are further ones.
    pub(crate) further: bool,
}

/// The fetch lists of some units. Persons with protected data are left out, or stand in
/// files of their own when that is asked for.
pub(crate) fn fetch_lists(
    audit: &Audit,
    lang: Lang,
    frame: &Frame,
    asked: Asked<'_>,
) -> Result<Lists> {
    let Asked {
        protocol,
        entries,
        ids: asked,
        protected,
        further,
    } = asked;
    let persons = Persons::read(audit, lang, frame, entries, asked)?;
    let one_per = audit.template.field(audit.plan.unit.one_per);
    let heading = Heading {
        lang,
        identity: one_per.title.get(lang),
        title: &audit.plan.title,
        reference: &audit.plan.reference,
        draw_id: &protocol.draw_id,
        announced: audit.plan.announced,
    };
    // A further list gets the next number; those of a new draw begin anew.
    let taken = if further {
        names(audit)
    } else {
        BTreeSet::new()
    };
    let list_all = audit.plan.report.list_protected;
    let is_protected = |id: &String| persons.protected.contains(id);
    let open: Vec<String> = asked
        .iter()
        .filter(|id| list_all || !is_protected(id))
        .cloned()
        .collect();
    let hidden: Vec<String> = asked
        .iter()
        .filter(|id| !list_all && is_protected(id))
        .cloned()
        .collect();
    let mut workbooks = Vec::new();
    for (name, bytes) in
        fetch::workbooks(&heading, &lists(audit, &persons, entries, &open), &taken)?
    {
        workbooks.push((format!("{}/{name}", drawn::DRAW), bytes));
    }
    if protected && !hidden.is_empty() {
        for (name, bytes) in
            fetch::workbooks(&heading, &lists(audit, &persons, entries, &hidden), &taken)?
        {
            let name = texts::protected_name(&name);
            workbooks.push((format!("{}/{}", drawn::DRAW, name.sv), bytes));
        }
    }
    Ok(Lists {
        workbooks,
        hidden: hidden.len(),
    })
}

/// How many persons with protected data are among those whose files have been asked for: the
/// sample, and the reserves that stood in.
pub(crate) fn protected_asked_for(frame: &Frame, protocol: &Protocol, entries: &[Entry]) -> u64 {
    let is_asked_for = |unit: &Unit| unit.role == Role::Sample || unit.status != Status::Drawn;
    let entries: Vec<&Entry> = entries
        .iter()
        .filter(|entry| protocol.unit(&entry.id).is_some_and(is_asked_for))
        .collect();
    let units = frame.units.find(entries.iter().map(|entry| &entry.key));
    let protected = entries
        .iter()
        .filter(|entry| is_protected(frame, entry, units.get(&entry.key)));
    u64::try_from(protected.count()).expect("a count of files fits")
}

fn is_protected(frame: &Frame, entry: &Entry, unit: Option<&frame::Unit>) -> bool {
    match unit {
        Some(unit) => frame.protected.has_unit(unit),
        None => frame.protected.has(&entry.key),
    }
}

/// What a fetch list tells of the persons it asks for.
struct Persons {
    /// By löpnummer: what stands in the row that speaks for the unit.
    rows: BTreeMap<String, BTreeMap<usize, String>>,
    /// Those whose data are protected.
    protected: BTreeSet<String>,
}

impl Persons {
    fn read(
        audit: &Audit,
        lang: Lang,
        frame: &Frame,
        entries: &[Entry],
        asked: &[String],
    ) -> Result<Self> {
        let (plan, template) = (&audit.plan, &audit.template);
        let asked: BTreeSet<&String> = asked.iter().collect();
        let entries: Vec<&Entry> = entries.iter().filter(|e| asked.contains(&e.id)).collect();
        let units = frame.units.find(entries.iter().map(|entry| &entry.key));
        let fields = template.listed_fields();
        let rows = units.values().map(|unit| unit.row).collect();
        let values = drawn::reading(audit, lang, |sources| {
            frame::own_rows(plan, template, frame, &rows, &fields, sources)
        })?;
        let mut persons = Self {
            rows: BTreeMap::new(),
            protected: BTreeSet::new(),
        };
        for entry in entries {
            let unit = units.get(&entry.key);
            if is_protected(frame, entry, unit) {
                persons.protected.insert(entry.id.clone());
            }
            if let Some(values) = unit.and_then(|unit| values.get(&unit.row)) {
                let row = fields.iter().copied().zip(values.iter().cloned());
                persons.rows.insert(entry.id.clone(), row.collect());
            }
        }
        Ok(persons)
    }

    /// A field of the unit's own row; blank where there is none.
    fn own(&self, id: &str, field: FieldRef) -> String {
        let row = self.rows.get(id);
        let value = row.and_then(|row| row.get(&field.field));
        value.cloned().unwrap_or_default()
    }
}

/// The names in the draw's folder.
fn names(audit: &Audit) -> BTreeSet<String> {
    let Ok(entries) = std::fs::read_dir(audit.folder.path(drawn::DRAW)) else {
        return BTreeSet::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}

/// Removes the fetch lists of the draw before, which ask for other people's files.
pub(crate) fn remove_old(batch: &mut Batch<'_>, audit: &Audit, kept: &Lists) {
    for name in names(audit) {
        let path = format!("{}/{name}", drawn::DRAW);
        let is_kept = kept.workbooks.iter().any(|(kept, _)| *kept == path);
        if name.contains(fetch::PREFIX) && !is_kept {
            batch.remove(&path);
        }
    }
}

fn lists<'a>(
    audit: &'a Audit,
    persons: &Persons,
    entries: &[Entry],
    asked: &[String],
) -> Vec<List<'a>> {
    let one_per = audit.template.field(audit.plan.unit.one_per);
    audit
        .template
        .checklists
        .iter()
        .map(|checklist| List {
            files: &checklist.files,
            reasons: checklist.questions[checklist.head.reason]
                .options
                .iter()
                .map(|option| &option.label)
                .collect(),
            extra: None,
            lines: entries
                .iter()
                .filter(|entry| asked.contains(&entry.id))
                .map(|entry| Line {
                    id: entry.id.clone(),
                    recipient: checklist
                        .recipient
                        .map(|field| persons.own(&entry.id, field))
                        .unwrap_or_default(),
                    identity: written(entry.key.expose(), one_per),
                    name: checklist
                        .name
                        .map(|field| persons.own(&entry.id, field))
                        .filter(|name| !name.is_empty()),
                    extra: String::new(),
                })
                .collect(),
        })
        .collect()
}

/// A personnummer as people write it; anything else as it stands.
fn written(key: &str, field: &Field) -> String {
    match key.split_at_checked(8) {
        Some((date, serial))
            if field.kind == FieldKind::Personnummer
                && serial.len() == 4
                && key.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{date}-{serial}")
        }
        Some(_) | None => key.to_owned(),
    }
}
