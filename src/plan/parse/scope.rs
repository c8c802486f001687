//! `[scope]` and `[strata]`: fields of the unit register and what their values must be.

use jiff::civil::Date;
use toml::de::DeValue;

use super::faults::Faults;
use super::keys::{Entry, Found, Keys, entries};
use super::registers::field_value;
use super::value;
use crate::calendar::{plus_days, plus_months, written};
use crate::plan::{ScopeLine, ScopeRule, texts};
use crate::template::{Field, FieldKind, FieldRef, RegisterRef, Template, plain};

/// The fields that scope and strata may name: those of the unit register.
pub(super) struct Fields<'a> {
    pub(super) template: &'a Template,
    /// The id of the unit register in the plan; its id in the template is understood too.
    pub(super) export: &'a str,
    pub(super) register: RegisterRef,
}

impl Fields<'_> {
    fn find(&self, at: usize, name: &str, faults: &mut Faults<'_>) -> Option<FieldRef> {
        let register = self.template.register(self.register);
        let known = || {
            let name = |field: &Field| format!("{}.{}", register.id, field.id);
            register.fields.iter().map(name).collect::<Vec<_>>()
        };
        let plain = plain(name);
        let (prefix, id) = plain.split_once('.').unwrap_or(("", &plain));
        let ours = prefix == self.export || prefix == register.id;
        if !ours && self.template.register_by_id(prefix).is_some() {
            faults.add(at, texts::other_register(name, self.export));
            return None;
        }
        let Some(field) = register.field_by_id(id).filter(|_| ours) else {
            let what = texts::unknown_field(id, &register.id);
            faults.unknown(at, what, name, &known());
            return None;
        };
        let identifies = matches!(
            register.fields[field].kind,
            FieldKind::Personnummer | FieldKind::Id
        );
        if identifies || register.fields[field].personal {
            faults.add(at, texts::personal_field(name));
            return None;
        }
        Some(FieldRef {
            register: self.register,
            field,
        })
    }
}

/// The lines of the scope, in the order of the plan.
pub(super) fn read(
    found: Found<'_>,
    fields: &Fields<'_>,
    faults: &mut Faults<'_>,
) -> Vec<ScopeLine> {
    let Some(table) = value::table("[scope]", found, faults) else {
        return Vec::new();
    };
    let mut lines: Vec<ScopeLine> = Vec::new();
    for entry in entries(table) {
        for (name, entry) in with_points(entry) {
            let Some(field) = fields.find(entry.at, &name, faults) else {
                continue;
            };
            if lines.iter().any(|line| line.field == field) {
                faults.add(entry.at, texts::twice(&name));
            }
            let rule = rule(&name, entry.value, fields.template.field(field), faults);
            lines.extend(rule.map(|rule| ScopeLine { field, rule }));
        }
    }
    lines
}

/// TOML reads `register.field = …` without quotation marks as a table in a table; it is
/// taken as the name it was meant as.
fn with_points(entry: Entry<'_>) -> Vec<(String, Entry<'_>)> {
    match entry.value.get_ref() {
        DeValue::Table(inner) if !entry.name.contains('.') => entries(inner)
            .into_iter()
            .map(|field| (format!("{}.{}", entry.name, field.name), field))
            .collect(),
        DeValue::Table(_)
        | DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => vec![(entry.name.to_owned(), entry)],
    }
}

fn rule(name: &str, found: Found<'_>, field: &Field, faults: &mut Faults<'_>) -> Option<ScopeRule> {
    let rule = match field.kind {
        FieldKind::Date | FieldKind::Month => days(name, found, faults)?,
        FieldKind::Integer => numbers(name, found, faults)?,
        FieldKind::YesNo => {
            let Some(yes) = found.get_ref().as_bool() else {
                faults.add(found.span().start, texts::scope_yes_no(name));
                return None;
            };
            ScopeRule::OneOf(vec![(if yes { "J" } else { "N" }).to_owned()])
        }
        FieldKind::Code
        | FieldKind::Codes
        | FieldKind::Text
        | FieldKind::Personnummer
        | FieldKind::Id => {
            if found.get_ref().is_table() {
                faults.add(found.span().start, texts::scope_list(name));
                return None;
            }
            let values = value::text_list(name, found, faults);
            let known = values
                .iter()
                .map(|(at, text)| field_value(*at, text, name, field, faults));
            ScopeRule::OneOf(known.collect::<Option<Vec<String>>>()?)
        }
    };
    let empty = match &rule {
        ScopeRule::OneOf(values) => values.is_empty(),
        ScopeRule::Days { from, to } => from.is_some() && to.is_some() && from > to,
        ScopeRule::Numbers { from, to } => from.is_some() && to.is_some() && from > to,
    };
    if empty {
        faults.add(found.span().start, texts::scope_empty(name));
        return None;
    }
    Some(rule)
}

/// The two ends of a range; at least one must be there.
fn ends<'a, T>(
    name: &str,
    found: Found<'a>,
    faults: &mut Faults<'_>,
    mut read: impl FnMut(&str, Found<'a>, &mut Faults<'_>) -> Option<T>,
) -> Option<(Option<T>, Option<T>)> {
    let mut keys = Keys::open(name, found, faults)?;
    let [from, to] = ["from", "to"].map(|key| keys.get(key).map(|found| (key, found)));
    if from.is_none() && to.is_none() {
        keys.need("from", None);
    }
    keys.close(faults);
    let mut end = |end: Option<(&str, Found<'a>)>| match end {
        None => Some(None),
        Some((key, found)) => read(key, found, faults).map(Some),
    };
    let (from, to) = (end(from), end(to));
    Some((from?, to?))
}

fn days(name: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<ScopeRule> {
    if !found.get_ref().is_table() {
        faults.add(found.span().start, texts::scope_days(name));
        return None;
    }
    let (from, to) = ends(name, found, faults, |key, found, faults| {
        match month(found) {
            Some(first) if key == "to" => Some(plus_days(plus_months(first, 1), -1)),
            Some(first) => Some(first),
            None => value::date(key, found, faults),
        }
    })?;
    Some(ScopeRule::Days { from, to })
}

/// The first day of `"2009-05"`.
fn month(found: Found<'_>) -> Option<Date> {
    let text = found.get_ref().as_str()?;
    match written::read(text, Date::MAX).ok()? {
        written::Written::Month(year, month) => Date::new(year, month, 1).ok(),
        written::Written::Day(_) => None,
    }
}

fn numbers(name: &str, found: Found<'_>, faults: &mut Faults<'_>) -> Option<ScopeRule> {
    let any = (i64::MIN, i64::MAX);
    match found.get_ref() {
        DeValue::Table(_) => {
            let (from, to) = ends(name, found, faults, |key, found, faults| {
                value::integer(key, found, any, faults)
            })?;
            Some(ScopeRule::Numbers { from, to })
        }
        DeValue::Integer(_) | DeValue::Array(_) => {
            let numbers = value::list(found)
                .into_iter()
                .map(|item| value::integer(name, item, any, faults));
            let numbers = numbers.collect::<Option<Vec<i64>>>()?;
            let values = numbers.iter().map(i64::to_string).collect();
            Some(ScopeRule::OneOf(values))
        }
        DeValue::String(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            faults.add(found.span().start, texts::scope_numbers(name));
            None
        }
    }
}

/// The fields that divide the frame.
pub(super) fn strata(
    found: Found<'_>,
    fields: &Fields<'_>,
    faults: &mut Faults<'_>,
) -> Vec<FieldRef> {
    let Some(mut keys) = Keys::open("[strata]", found, faults) else {
        return Vec::new();
    };
    let names = keys
        .get("by")
        .map_or_else(Vec::new, |found| value::text_list("by", found, faults));
    keys.close(faults);
    let mut by: Vec<FieldRef> = Vec::new();
    for (at, name) in names {
        if let Some(field) = fields.find(at, name, faults) {
            if by.contains(&field) {
                faults.add(at, texts::twice(name));
            }
            by.push(field);
        }
    }
    by
}
