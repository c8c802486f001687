//! `registers.toml`.

use super::faults::{Faults, Spot};
use crate::template::{
    Field, FieldKind, FieldRef, Form, Link, Pick, PickBy, Register, RegisterRef, Value, texts, wire,
};

const FILE: &str = "registers.toml";

pub(super) fn resolve(wire: wire::Registers, faults: &mut Faults) -> Vec<Register> {
    let ids: Vec<(String, Vec<String>)> = wire
        .registers
        .iter()
        .map(|r| {
            (
                r.id.clone(),
                r.fields.iter().map(|f| f.id.clone()).collect(),
            )
        })
        .collect();
    let mut registers = Vec::new();
    for (at, register) in wire.registers.into_iter().enumerate() {
        match one(register, &ids, &registers, faults) {
            Some(register) => registers.push(register),
            // What names it is no fault of its own.
            None => faults.lose(std::iter::once(&ids[at].0).chain(&ids[at].1)),
        }
    }
    registers
}

fn one(
    wire: wire::Register,
    ids: &[(String, Vec<String>)],
    before: &[Register],
    faults: &mut Faults,
) -> Option<Register> {
    let own: Vec<String> = wire.fields.iter().map(|field| field.id.clone()).collect();
    for (at, id) in own.iter().enumerate() {
        if own[..at].contains(id) {
            let what = texts::twice(&format!("{}.{id}", wire.id));
            faults.at(FILE, Spot::Again(id), what);
        }
    }
    let find = |name: &str, known: &[String], faults: &mut Faults| {
        let at = known.iter().position(|id| id == name);
        if at.is_none() {
            faults.unknown(FILE, name, &wire.id, known);
        }
        at
    };
    let link = match &wire.link {
        wire::Link::Own(field) => Link::Identity(find(field, &own, faults)?),
        wire::Link::Via { field, via } => {
            let at = ids.iter().position(|(id, _)| id == via);
            let Some(at) = at else {
                let known: Vec<String> = ids.iter().map(|(id, _)| id.clone()).collect();
                faults.unknown(FILE, via, FILE, &known);
                return None;
            };
            let other = FieldRef {
                register: RegisterRef(at),
                field: find(field, &ids[at].1, faults)?,
            };
            Link::Via {
                field: find(field, &own, faults)?,
                other,
            }
        }
    };
    let pick = match &wire.pick {
        None => None,
        Some(pick) => {
            let field = find(&pick.by, &own, faults)?;
            let pick = match pick.pick {
                wire::Pick::First => Pick::First,
                wire::Pick::Last => Pick::Last,
                wire::Pick::Each => Pick::Each,
            };
            Some(PickBy { pick, field })
        }
    };
    let awaited = match &wire.awaited {
        None => None,
        Some(field) => Some(find(field, &own, faults)?),
    };
    // What is filled in by hand is about no person of the sample: their files have checklists.
    if wire.form.is_some() && wire.persons {
        faults.at(FILE, Spot::Word("form"), texts::form_of_persons(&wire.id));
    }
    let form = wire.form.map(|form| Form {
        instructions: form.instructions,
        rows: form.rows,
    });
    let fields = wire
        .fields
        .into_iter()
        .map(|field| resolve_field(field, before, faults))
        .collect();
    Some(Register {
        id: wire.id,
        title: wire.title,
        link,
        pick,
        awaited,
        persons: wire.persons,
        form,
        fields,
    })
}

fn resolve_field(wire: wire::Field, before: &[Register], faults: &mut Faults) -> Field {
    let mut values = match &wire.values_as {
        None => Vec::new(),
        Some(name) => values_of(name, before, faults),
    };
    for list in wire.values {
        let mut words = list.into_iter();
        match words.next() {
            Some(value) => values.push(Value {
                value,
                aliases: words.collect(),
            }),
            None => faults.add(FILE, texts::empty_value()),
        }
    }
    let kind = match wire.kind {
        wire::FieldKind::Personnummer => FieldKind::Personnummer,
        wire::FieldKind::Id => FieldKind::Id,
        wire::FieldKind::Code => FieldKind::Code,
        wire::FieldKind::Codes => FieldKind::Codes,
        wire::FieldKind::Date => FieldKind::Date,
        wire::FieldKind::Month => FieldKind::Month,
        wire::FieldKind::YesNo => FieldKind::YesNo,
        wire::FieldKind::Integer => FieldKind::Integer,
        wire::FieldKind::Text => FieldKind::Text,
    };
    Field {
        id: wire.id,
        title: wire.title,
        kind,
        aliases: wire.aliases,
        if_values: wire.if_values,
        values,
        required: wire.required,
        personal: wire.personal,
        protects: wire.protects,
    }
}

/// The values of `register.field` in a register that stands earlier in the file.
fn values_of(name: &str, before: &[Register], faults: &mut Faults) -> Vec<Value> {
    let found = name.split_once('.').and_then(|(register, field)| {
        let register = before.iter().find(|known| known.id == register)?;
        Some(&register.fields[register.field_by_id(field)?])
    });
    if let Some(field) = found {
        return field.values.clone();
    }
    let known: Vec<String> = before
        .iter()
        .flat_map(|register| {
            let field = |field: &Field| format!("{}.{}", register.id, field.id);
            register.fields.iter().map(field)
        })
        .collect();
    faults.unknown(FILE, name, FILE, &known);
    Vec::new()
}
