//! `[unit]`: whose rows are the population, what one unit is, and which of several rows
//! speaks for it.

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::registers::{Exports, field};
use super::value;
use crate::plan::{IfSeveral, Unit, texts};
use crate::template::{FieldKind, FieldRef, Template};

const SEVERAL: [(&str, IfSeveral); 3] = [
    ("latest", IfSeveral::Latest),
    ("earliest", IfSeveral::Earliest),
    ("error", IfSeveral::Error),
];

pub(super) fn read(
    found: Found<'_>,
    exports: &Exports,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<Unit> {
    let mut keys = Keys::open("[unit]", found, faults)?;
    let export = match keys.get("register") {
        Some(found) => value::text("register", found, faults)
            .and_then(|id| exports.find(found.span().start, id, faults)),
        None => exports.only().or_else(|| {
            keys.need("register", None);
            None
        }),
    };
    let said = keys.get("if_several");
    let several_said = said.is_some();
    let if_several = said.and_then(|found| value::word("if_several", found, &SEVERAL, faults));
    let [one_per, by] = ["one_per", "by"].map(|name| keys.get(name));
    let register = export.and_then(|export| Some(exports.good(export)?.register));
    let at = keys.at();
    keys.close(faults);
    let register_ref = register?;
    let register = template.register(register_ref);
    if !register.persons {
        faults.add(at, texts::unit_without_persons(&register.id));
        return None;
    }
    let named = |key: &str, found: Option<Found<'_>>, faults: &mut Faults<'_>| match found {
        None => Some(None),
        Some(found) => {
            let name = value::text(key, found, faults)?;
            field(found.span().start, name, register, faults).map(Some)
        }
    };
    let one_per = named("one_per", one_per, faults).and_then(|said| {
        let field = said.or_else(|| register.identity_field());
        if field.is_none() {
            faults.add(at, texts::no_one_per());
        }
        field
    });
    // Without a word on it the latest counts, where something says which that is.
    let has_order = by.is_some() || register.pick.is_some();
    let if_several = match (several_said, has_order) {
        (true, _) => if_several,
        (false, true) => Some(IfSeveral::Latest),
        (false, false) => Some(IfSeveral::Error),
    };
    let by_at = by.map_or(at, |found| found.span().start);
    let by = named("by", by, faults).and_then(|said| {
        // Where several are an error nothing needs to say which is the latest.
        let field = match if_several {
            Some(IfSeveral::Error) => said,
            Some(IfSeveral::Latest | IfSeveral::Earliest) | None => {
                said.or_else(|| register.pick.map(|pick| pick.field))
            }
        };
        match field {
            Some(field) if !orders(register.fields[field].kind) => {
                faults.add(by_at, texts::no_order_field(&register.fields[field].id));
                None
            }
            None if if_several.is_some_and(|several| several != IfSeveral::Error) => {
                faults.add(at, texts::no_order());
                None
            }
            field => Some(field),
        }
    });
    let field_ref = |field| FieldRef {
        register: register_ref,
        field,
    };
    Some(Unit {
        export: export?,
        one_per: field_ref(one_per?),
        if_several: if_several?,
        by: by?.map(field_ref),
    })
}

/// Whether values of a kind have an order in time or size.
fn orders(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Date | FieldKind::Month | FieldKind::Integer => true,
        FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Code
        | FieldKind::Codes
        | FieldKind::YesNo
        | FieldKind::Text => false,
    }
}
