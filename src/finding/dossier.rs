//! What the registers hold about the reviewed units: their rows, gathered in one pass over
//! each export. Evidence comes from the latest export of a kind, the frame from the unit
//! register alone (DESIGN 3).

use std::collections::{BTreeMap, HashMap};

use crate::frame::Frame;
use crate::identity::Identity;
use crate::plan::{ExportRef, IfSeveral, Plan};
use crate::problem::Result;
use crate::register::{self, Ask, Linked, Sources, Value};
use crate::template::{FieldRef, Link, Pick, RegisterRef, Template};

/// One row of a register: the values of its fields that the export has and the row fills.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The row's number in its file.
    pub number: u64,
    /// By field.
    pub values: BTreeMap<usize, Value<'static>>,
}

impl Row {
    /// Whether it has one of the values in every field that a source asks for.
    pub(super) fn qualifies(&self, only: &[(FieldRef, Vec<String>)]) -> bool {
        only.iter().all(|(field, values)| {
            let value = self.values.get(&field.field);
            value.is_some_and(|value| values.contains(&value.shown()))
        })
    }
}

/// What the registers hold about one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dossier {
    /// The row of the unit register that speaks for the unit, for scope, strata and places.
    pub own: Row,
    /// By register: the rows that count as evidence, one where one row speaks for the person.
    pub rows: BTreeMap<RegisterRef, Vec<Row>>,
    /// By register in which one row speaks for the person: all rows, where there are several.
    pub all: BTreeMap<RegisterRef, Vec<Row>>,
}

/// The dossiers of all reviewed units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dossiers {
    /// By löpnummer.
    pub units: BTreeMap<String, Dossier>,
    /// The registers that were read, with the fields that their export has.
    pub fields: BTreeMap<RegisterRef, Vec<usize>>,
}

impl Dossiers {
    /// Whether a field can be looked up at all.
    pub fn has(&self, field: FieldRef) -> bool {
        self.fields
            .get(&field.register)
            .is_some_and(|fields| fields.contains(&field.field))
    }

    /// The value of a field in the unit's own row, as it is shown; blank where there is none.
    pub fn own(&self, id: &str, field: FieldRef) -> String {
        let value = self
            .units
            .get(id)
            .and_then(|dossier| dossier.own.values.get(&field.field));
        value.map(Value::shown).unwrap_or_default()
    }
}

/// Gathers the rows of the units whose keys are given by löpnummer.
pub fn collect(
    plan: &Plan,
    template: &Template,
    frame: &Frame,
    keys: &BTreeMap<String, Identity>,
    sources: Sources<'_>,
) -> Result<Dossiers> {
    let mut dossiers = Dossiers::default();
    let by_key = frame.units.find(keys.values());
    let mut persons: HashMap<Identity, Vec<String>> = HashMap::new();
    let mut own_rows: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for (id, key) in keys {
        dossiers.units.insert(id.clone(), Dossier::default());
        let unit = by_key.get(key);
        let person = unit.map_or(key, |unit| unit.person());
        persons.entry(person.clone()).or_default().push(id.clone());
        if let Some(unit) = unit {
            own_rows.entry(unit.row).or_default().push(id.clone());
        }
    }
    let unit_register = plan.export(plan.unit.export).register;
    let mut links: HashMap<(FieldRef, Identity), Vec<String>> = HashMap::new();
    let mut order: Vec<ExportRef> = (0..plan.registers.len()).map(ExportRef).collect();
    // Registers that are reached through another are read after it.
    order.sort_by_key(|at| {
        let via = matches!(
            template.register(plan.export(*at).register).link,
            Link::Via { .. }
        );
        (via, *at != plan.unit.export, at.0)
    });
    for at in order {
        let register = plan.export(at).register;
        let is_unit = at == plan.unit.export;
        let is_evidence = plan.evidence_export(register) == Some(at);
        if !template.register(register).persons || !is_unit && !is_evidence {
            continue;
        }
        let mut reading = Reading {
            plan,
            template,
            at,
            persons: &persons,
            own_rows: is_unit.then_some(&own_rows),
            links: &mut links,
            dossiers: &mut dossiers,
        };
        let gathered = reading.read(sources)?;
        for (id, mut rows) in gathered {
            let dossier = dossiers.units.entry(id).or_default();
            if is_unit && is_evidence && !dossier.own.values.is_empty() {
                rows = vec![dossier.own.clone()];
            } else if let Some(row) = speaking_row(plan, template, register, unit_register, &rows) {
                if is_evidence && rows.len() > 1 {
                    dossier.all.insert(register, rows);
                }
                rows = vec![row];
            }
            if is_evidence {
                dossier.rows.insert(register, rows);
            }
        }
    }
    Ok(dossiers)
}

/// The one row that speaks for a person, in registers where one does.
fn speaking_row(
    plan: &Plan,
    template: &Template,
    register: RegisterRef,
    unit_register: RegisterRef,
    rows: &[Row],
) -> Option<Row> {
    let (latest, field) = if register == unit_register && plan.unit.by.is_some() {
        let by = plan.unit.by.map(|field| field.field)?;
        (plan.unit.if_several != IfSeveral::Earliest, by)
    } else {
        let pick = template.register(register).pick?;
        match pick.pick {
            Pick::First => (false, pick.field),
            Pick::Last => (true, pick.field),
            Pick::Each => return None,
        }
    };
    let day = |row: &Row| row.values.get(&field).and_then(Value::day);
    let dated = rows.iter().filter(|row| day(row).is_some());
    let chosen = if latest {
        dated.max_by_key(|row| (day(row), std::cmp::Reverse(row.number)))
    } else {
        dated.min_by_key(|row| (day(row), row.number))
    };
    chosen.or_else(|| rows.first()).cloned()
}

struct Reading<'a> {
    plan: &'a Plan,
    template: &'a Template,
    at: ExportRef,
    persons: &'a HashMap<Identity, Vec<String>>,
    own_rows: Option<&'a BTreeMap<u64, Vec<String>>>,
    links: &'a mut HashMap<(FieldRef, Identity), Vec<String>>,
    dossiers: &'a mut Dossiers,
}

impl Reading<'_> {
    fn read(&mut self, sources: Sources<'_>) -> Result<BTreeMap<String, Vec<Row>>> {
        let at = self.plan.export(self.at).register;
        let register = self.template.register(at);
        let Linked {
            mut opened,
            field: link_field,
            via: through,
        } = register::open_linked(self.plan, self.template, self.at, sources)?;
        let present: Vec<usize> = (0..register.fields.len())
            .filter(|field| opened.has(*field))
            .collect();
        let mut asks = vec![Ask::identity(link_field)];
        asks.extend(present.iter().map(|field| Ask::value(*field)));
        let linking: Vec<usize> = present
            .iter()
            .copied()
            .filter(|field| self.is_linking(at, *field))
            .collect();
        let mut gathered: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        let (persons, links, own_rows) = (self.persons, &*self.links, self.own_rows);
        let ids_of = |value: &Value<'_>| match (value, through) {
            (Value::Identity(number, _), None) => persons.get(number),
            (Value::Identity(number, _), Some(other)) => links.get(&(other, number.clone())),
            (_, _) => None,
        };
        let own_of = |row: u64| own_rows.and_then(|rows| rows.get(&row));
        let mut is_ours = |row: u64, value: &Value<'_>| {
            let has_identity = matches!(value, Value::Identity(..));
            has_identity && (ids_of(value).is_some() || own_of(row).is_some())
        };
        let units = &mut self.dossiers.units;
        let mut tied: Vec<((FieldRef, Identity), Vec<String>)> = Vec::new();
        opened.records_again(&asks, &mut is_ours, &mut |record| {
            let ids = ids_of(&record.values[0]).into_iter().flatten();
            let own = own_of(record.row).into_iter().flatten();
            let row = row_of(record, &present);
            for id in ids.clone() {
                gathered.entry(id.clone()).or_default().push(row.clone());
            }
            for id in own {
                if let Some(dossier) = units.get_mut(id) {
                    dossier.own = row.clone();
                }
            }
            for field in &linking {
                let number = match row.values.get(field) {
                    Some(Value::Identity(identity, _)) => Some(identity.clone()),
                    Some(value) => Identity::from_text(&value.shown()),
                    None => None,
                };
                let field = FieldRef {
                    register: at,
                    field: *field,
                };
                tied.extend(number.map(|number| ((field, number), ids.clone().cloned().collect())));
            }
            Ok(())
        })?;
        for (number, ids) in tied {
            let known = self.links.entry(number).or_default();
            for id in ids {
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        // What is odd in a register is counted when the frame is built, once.
        self.dossiers.fields.insert(at, present);
        Ok(gathered)
    }

    fn is_linking(&self, at: RegisterRef, field: usize) -> bool {
        self.template
            .registers
            .iter()
            .any(|other| match other.link {
                Link::Via { other, .. } => {
                    other
                        == FieldRef {
                            register: at,
                            field,
                        }
                }
                Link::Identity(_) => false,
            })
    }
}

fn row_of(record: &register::Record<'_>, present: &[usize]) -> Row {
    let values = present
        .iter()
        .zip(&record.values[1..])
        .filter(|(_, value)| **value != Value::Missing)
        .map(|(field, value)| (*field, value.clone().into_owned()))
        .collect();
    Row {
        number: record.row,
        values,
    }
}
