//! The columns of a recipe's register: how each is filled and spelled.

use std::collections::BTreeMap;

use super::chance::{Share, Weights};
use super::recipe::{By, Column, Maker, Span, Spelling, Spot, Way};
use super::resolve::{Faults, Known};
use super::{texts, wire};
use crate::template::{Field, RegisterRef, Template};

/// Any other value, in tables by value.
const OTHERWISE: &str = "*";

/// What names in a register's columns can mean.
pub(super) struct Names<'a> {
    /// The registers so far, this one last.
    pub(super) known: &'a [Known],
    pub(super) at: usize,
    pub(super) template: &'a Template,
}

impl Names<'_> {
    /// The column of a name: a field or header of this register, or `register.field` of one
    /// that it hangs on.
    pub(super) fn spot(&self, at: &str, name: &str, faults: &mut Faults) -> Option<Spot> {
        let find = |register: usize, key: &str| {
            let column = self.known[register].keys.iter().position(|k| k == key)?;
            Some(Spot { register, column })
        };
        let own = find(self.at, name);
        let further = || {
            let (register, key) = name.split_once('.')?;
            let register = self
                .above()
                .find(|above| self.known[*above].id == register)?;
            find(register, key)
        };
        let spot = own.or_else(further);
        if spot.is_none() {
            let mut names = self.known[self.at].keys.clone();
            for above in self.above() {
                let Known { id, keys, .. } = &self.known[above];
                names.extend(keys.iter().map(|key| format!("{id}.{key}")));
            }
            faults.near(texts::unknown_column(at, name), name, &names);
        }
        spot
    }

    /// This register and those it hangs on.
    fn above(&self) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(self.at), |at| self.known[*at].parent)
    }
}

/// Field or header of each column, without repetitions.
pub(super) fn keys(columns: &[wire::Column]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in columns.iter().filter_map(key) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

fn key(column: &wire::Column) -> Option<&String> {
    column.field.as_ref().or(column.header.as_ref())
}

/// The columns; further entries of one column are further ways to fill it.
pub(super) fn resolve(
    id: &str,
    wires: Vec<wire::Column>,
    of: RegisterRef,
    names: &Names<'_>,
    faults: &mut Faults,
) -> Vec<Column> {
    let register = names.template.register(of);
    let mut columns: Vec<(String, Column)> = Vec::new();
    for wire in wires {
        let Some(key) = key(&wire).cloned() else {
            faults.add(texts::nameless_column(id));
            continue;
        };
        let at = format!("{id}.{key}");
        let field = wire.field.as_ref().and_then(|field| {
            let found = register.field_by_id(field);
            if found.is_none() {
                let ids: Vec<String> = register.fields.iter().map(|f| f.id.clone()).collect();
                faults.near(texts::unknown_field(id, field), field, &ids);
            }
            found
        });
        let known = field.map(|field| &register.fields[field]);
        let way = way(&at, &wire, known, names, faults);
        if let Some((_, column)) = columns.iter_mut().find(|(other, _)| *other == key) {
            column.ways.extend(way);
            continue;
        }
        let title = known.map(|field| field.title.sv.clone());
        let column = Column {
            field,
            header: wire.header.clone().or(title).unwrap_or_default(),
            ways: way.into_iter().collect(),
            spelling: spelling(&at, &wire, faults),
        };
        columns.push((key, column));
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

fn spelling(at: &str, wire: &wire::Column, faults: &mut Faults) -> Spelling {
    let forms = if wire.forms.is_empty() {
        None
    } else {
        faults.weights::<String>(at, wire.forms.clone())
    };
    Spelling {
        aliases: faults.share(at, wire.aliases.unwrap_or(0.0)),
        forms,
        as_number: faults.share(at, wire.as_number.unwrap_or(0.0)),
        nil: wire.nil.clone().unwrap_or_default(),
    }
}

fn way(
    at: &str,
    wire: &wire::Column,
    field: Option<&Field>,
    names: &Names<'_>,
    faults: &mut Faults,
) -> Option<Way> {
    let only_if = names.only_if(at, &wire.only_if, faults);
    let mut spots = |list: &[String]| {
        list.iter()
            .filter_map(|name| names.spot(at, name, faults))
            .collect::<Vec<Spot>>()
    };
    let (if_filled, not_after) = (spots(&wire.if_filled), spots(&wire.not_after));
    let share = match wire.share {
        None => Share::ALL,
        Some(share) => faults.share(at, share),
    };
    let maker = maker(at, wire, names, faults)?;
    if let Some(field) = field {
        check_values(at, &maker, field, faults);
    }
    Some(Way {
        maker,
        share,
        only_if,
        if_filled,
        not_after,
        outside: wire.outside,
        closes: wire.closes,
        ahead: wire.ahead,
    })
}

/// Exactly one of the keys that say how a column is filled.
fn maker(at: &str, wire: &wire::Column, names: &Names<'_>, faults: &mut Faults) -> Option<Maker> {
    let said = [
        wire.person.is_some(),
        wire.number_from.is_some(),
        wire.is.is_some(),
        wire.one_of.is_some(),
        wire.day.is_some(),
        wire.after.is_some(),
        wire.before.is_some(),
        wire.age_on.is_some(),
        wire.copy.is_some(),
        wire.month_of.is_some(),
        wire.amount.is_some(),
        wire.nth.is_some(),
    ];
    if said.into_iter().filter(|said| *said).count() != 1 {
        faults.add(texts::one_way(at));
        return None;
    }
    let mut spot = |name: &Option<String>| names.spot(at, name.as_ref()?, faults);
    let (after, before) = (spot(&wire.after), spot(&wire.before));
    let (copy, month_of, age_on) = (spot(&wire.copy), spot(&wire.month_of), spot(&wire.age_on));
    if let Some(part) = wire.person {
        return Some(match part {
            wire::PersonPart::Identity => Maker::Identity,
            wire::PersonPart::Name => Maker::Name,
            wire::PersonPart::Sex => Maker::Sex,
            wire::PersonPart::Born => Maker::Born,
        });
    }
    if let Some(from) = wire.number_from {
        return Some(Maker::Number(from));
    }
    if let Some(is) = &wire.is {
        return Some(Maker::Is(is.clone()));
    }
    if let Some(one_of) = &wire.one_of {
        return Some(Maker::OneOf(choices(at, one_of, wire, names, faults)?));
    }
    if let Some(window) = &wire.day {
        let (from, to) = (faults.day(at, window.from)?, faults.day(at, window.to)?);
        if from > to {
            faults.add(texts::bad_window(at));
        }
        return Some(Maker::Day(from, to));
    }
    if let Some(spot) = after {
        return Some(Maker::After(spot, spans(at, wire, names, faults)?));
    }
    if let Some(spot) = before {
        return Some(Maker::Before(spot, spans(at, wire, names, faults)?));
    }
    if let Some(spot) = age_on {
        return Some(Maker::AgeOn(spot, ages(at, wire, faults)));
    }
    if let Some(amount) = &wire.amount {
        if amount.from > amount.to {
            faults.add(texts::bad_window(at));
        }
        return Some(Maker::Amount(amount.from, amount.to));
    }
    if wire.nth.is_some() {
        return Some(Maker::Nth);
    }
    copy.map(Maker::Copy).or(month_of.map(Maker::MonthOf))
}

fn choices(
    at: &str,
    wire: &wire::OneOf,
    column: &wire::Column,
    names: &Names<'_>,
    faults: &mut Faults,
) -> Option<By<Weights<String>>> {
    match wire {
        wire::OneOf::List(words) => {
            let even = words.iter().map(|word| (word.clone(), 1));
            faults.weights(at, even).map(By::always)
        }
        wire::OneOf::Weighted(weights) => faults.weights(at, weights.clone()).map(By::always),
        wire::OneOf::By(cases) => by(at, cases, column, names, faults, |word, _| {
            Some(word.to_owned())
        }),
    }
}

fn spans(
    at: &str,
    column: &wire::Column,
    names: &Names<'_>,
    faults: &mut Faults,
) -> Option<By<Weights<Span>>> {
    match &column.days {
        None => {
            faults.add(texts::needs_days(at));
            None
        }
        Some(wire::Spans::Weighted(weights)) => {
            weighted(at, weights, faults, |word, faults| span(at, word, faults)).map(By::always)
        }
        Some(wire::Spans::By(cases)) => by(at, cases, column, names, faults, |word, faults| {
            span(at, word, faults)
        }),
    }
}

/// `3` or `1-5`.
fn span(at: &str, word: &str, faults: &mut Faults) -> Option<Span> {
    let (fewest, most) = word.split_once('-').unwrap_or((word, word));
    let read = fewest.parse().ok().zip(most.parse().ok());
    let Some((fewest, most)) = read.filter(|(fewest, most)| fewest <= most) else {
        faults.add(texts::bad_count(at, word));
        return None;
    };
    Some(Span { fewest, most })
}

fn by<T>(
    at: &str,
    wire: &BTreeMap<String, BTreeMap<String, u64>>,
    column: &wire::Column,
    names: &Names<'_>,
    faults: &mut Faults,
    item: impl Fn(&str, &mut Faults) -> Option<T> + Copy,
) -> Option<By<Weights<T>>> {
    let Some(by) = &column.by else {
        faults.add(texts::by_needed(at));
        return None;
    };
    let spot = names.spot(at, by, faults);
    let mut cases = Vec::new();
    let mut otherwise = None;
    for (value, weights) in wire {
        let Some(weights) = weighted(at, weights, faults, item) else {
            continue;
        };
        if value == OTHERWISE {
            otherwise = Some(weights);
        } else {
            cases.push((value.clone(), weights));
        }
    }
    Some(By {
        spot,
        cases,
        otherwise,
    })
}

fn weighted<T>(
    at: &str,
    wire: &BTreeMap<String, u64>,
    faults: &mut Faults,
    item: impl Fn(&str, &mut Faults) -> Option<T>,
) -> Option<Weights<T>> {
    let mut items = Vec::new();
    for (word, weight) in wire {
        items.extend(item(word, faults).map(|item| (item, *weight)));
    }
    faults.weights(at, items)
}

fn ages(at: &str, wire: &wire::Column, faults: &mut Faults) -> Vec<(i16, String)> {
    let Some(wire) = &wire.ages else {
        faults.add(texts::needs_ages(at));
        return Vec::new();
    };
    let mut ages = Vec::new();
    for (word, value) in wire {
        match word.parse() {
            Ok(age) => ages.push((age, value.clone())),
            Err(_) => faults.add(texts::bad_count(at, word)),
        }
    }
    ages.sort();
    ages
}

/// What is made must be something that the template can read back.
fn check_values(at: &str, maker: &Maker, field: &Field, faults: &mut Faults) {
    let words: Vec<&String> = match maker {
        Maker::Is(word) => vec![word],
        Maker::OneOf(by) => by.all().flat_map(Weights::items).collect(),
        Maker::AgeOn(_, ages) => ages.iter().map(|(_, value)| value).collect(),
        Maker::Identity
        | Maker::Name
        | Maker::Sex
        | Maker::Born
        | Maker::Number(_)
        | Maker::Day(..)
        | Maker::After(..)
        | Maker::Before(..)
        | Maker::Copy(_)
        | Maker::MonthOf(_)
        | Maker::Amount(..)
        | Maker::Nth => Vec::new(),
    };
    if field.kind != crate::template::FieldKind::Code {
        return;
    }
    let values: Vec<String> = field
        .values
        .iter()
        .map(|value| value.value.clone())
        .collect();
    for word in words.into_iter().filter(|word| !field.knows(word)) {
        faults.near(texts::unknown_value(at, word), word, &values);
    }
}
