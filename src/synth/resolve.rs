//! From `synth.toml` to a [`Recipe`]: every name resolved against the template and against
//! the recipe's own columns, all faults at once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::value::Datetime;

use super::chance::{Share, Weights};
use super::column::{self, Names};
use super::recipe::{
    Born, Column, Dirt, File, ForEach, OnlyIf, Part, People, Recipe, Register, Totals, Wrong,
};
use super::{texts, wire};
use crate::lang::Text;
use crate::problem::{Error, Fault, Place, Result};
use crate::template::{RegisterRef, Template, nearest};

/// The file in a template.
const FILE: &str = "synth.toml";

/// The recipe of a template.
pub fn recipe(template: &Template) -> Result<Recipe> {
    if template.synth.is_empty() {
        return Err(Error::new(texts::no_recipe(&template.id)));
    }
    parse(&template.synth, template)
}

/// A recipe from its text.
pub fn parse(text: &str, template: &Template) -> Result<Recipe> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let synth: wire::Synth = toml::from_str(text).map_err(|error| {
        let mut place = Place::file(FILE);
        place.row = error
            .span()
            .map(|span| crate::template::line_of(text, span.start));
        Error::at(place, texts::not_toml(error.message()))
    })?;
    let mut faults = Faults(Vec::new());
    let until = faults.day("until", synth.until);
    let people = people(synth.people, &mut faults);
    let mut known: Vec<Known> = Vec::new();
    let mut registers = Vec::new();
    if synth.registers.is_empty() {
        faults.add(texts::no_registers());
    }
    for wire in synth.registers {
        let Some(of) = template.register_by_id(&wire.id) else {
            let ids: Vec<String> = template.registers.iter().map(|r| r.id.clone()).collect();
            faults.near(texts::unknown_register(&wire.id), &wire.id, &ids);
            continue;
        };
        let at = known.len();
        let parent = wire
            .for_each
            .as_ref()
            .and_then(|name| known.iter().position(|earlier: &Known| earlier.id == *name));
        if wire.for_each.is_some() == (at == 0) || parent.is_some() == (at == 0) {
            faults.add(texts::first_is_own(&wire.id));
        }
        if at == 0 && !wire.needs.is_empty() {
            faults.add(texts::first_needs_nothing(&wire.id));
        }
        known.push(Known {
            id: wire.id.clone(),
            keys: column::keys(&wire.columns),
            parent,
        });
        let names = Names {
            known: &known,
            at,
            template,
        };
        registers.extend(register(wire, of, &names, &mut faults));
    }
    let totals = synth
        .totals
        .and_then(|wire| totals(wire, &known, template, &mut faults));
    match (until, people) {
        (Some(until), Some(people)) if faults.0.is_empty() => Ok(Recipe {
            until,
            people,
            registers,
            totals,
        }),
        _ => Err(Error { faults: faults.0 }),
    }
}

/// How published totals are met; the columns are those of the first register.
fn totals(
    wire: wire::Totals,
    known: &[Known],
    template: &Template,
    faults: &mut Faults,
) -> Option<Totals> {
    let at = "totals";
    let names = Names {
        known: known.get(..1)?,
        at: 0,
        template,
    };
    let mut indicators = Vec::new();
    for id in &wire.indicators {
        if let Some(found) = template.indicators.by_id(id) {
            indicators.push(found);
            continue;
        }
        let list = template.indicators.list.iter();
        let ids: Vec<String> = list.map(|indicator| indicator.id.clone()).collect();
        faults.near(texts::unknown_indicator(id), id, &ids);
    }
    let mut parts = Vec::new();
    for (column, part) in wire.parts {
        let mut values = Vec::new();
        for (name, value) in part.values {
            let spot = names.spot(at, &name, faults)?;
            values.push((spot.column, value));
        }
        parts.push(Part {
            column,
            values,
            end: names.own(at, &part.end, faults),
        });
    }
    Some(Totals {
        indicators,
        whole: wire.whole,
        new: wire.new,
        start: names.spot(at, &wire.start, faults)?.column,
        end: names.spot(at, &wire.end, faults)?.column,
        youngest: wire.youngest,
        apart: wire.apart,
        parts,
    })
}

/// What is known of a register while the recipe is read.
pub(super) struct Known {
    pub(super) id: String,
    /// Field or header of each column, without repetitions.
    pub(super) keys: Vec<String>,
    pub(super) parent: Option<usize>,
}

/// The faults found so far.
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, what: Text) {
        self.0.push(Fault {
            what,
            place: Some(Place::file(FILE)),
            hint: None,
        });
    }

    pub(super) fn near(&mut self, what: Text, word: &str, known: &[String]) {
        self.add(what);
        if let (Some(fault), Some(near)) = (self.0.last_mut(), nearest(word, known)) {
            fault.hint = Some(Text::same(format!("→ {near}")));
        }
    }

    pub(super) fn day(&mut self, at: &str, day: Datetime) -> Option<Date> {
        let read = day.date.filter(|_| day.time.is_none()).and_then(|day| {
            let year = i16::try_from(day.year).ok()?;
            let (month, day) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
            Date::new(year, month, day).ok()
        });
        if read.is_none() {
            self.add(texts::bad_day(at));
        }
        read
    }

    pub(super) fn share(&mut self, at: &str, share: f64) -> Share {
        Share::new(share).unwrap_or_else(|| {
            self.add(texts::bad_share(at));
            Share::NONE
        })
    }

    pub(super) fn weights<T>(
        &mut self,
        at: &str,
        items: impl IntoIterator<Item = (T, u64)>,
    ) -> Option<Weights<T>> {
        let weights = Weights::new(items);
        if weights.is_none() {
            self.add(texts::no_weights(at));
        }
        weights
    }

    fn counts(&mut self, at: &str, wire: &BTreeMap<String, u64>) -> Option<Weights<usize>> {
        let mut items = Vec::new();
        for (word, weight) in wire {
            match word.parse() {
                Ok(count) => items.push((count, *weight)),
                Err(_) => self.add(texts::bad_count(at, word)),
            }
        }
        self.weights(at, items)
    }
}

fn people(wire: wire::People, faults: &mut Faults) -> Option<People> {
    let at = "people";
    let mut born = Vec::new();
    for years in &wire.born {
        if years.from > years.to {
            faults.add(texts::bad_window("people.born"));
        }
        if !(1900..2000).contains(&years.from) || !(1900..2000).contains(&years.to) {
            faults.add(texts::bad_years("people.born"));
        }
        born.push(Born {
            from: years.from,
            to: years.to,
            weight: years.weight,
        });
    }
    if born.iter().all(|years| years.weight == 0) {
        faults.add(texts::no_weights("people.born"));
    }
    for (name, list) in [
        ("given_women", &wire.given_women),
        ("given_men", &wire.given_men),
        ("family", &wire.family),
    ] {
        if list.is_empty() {
            faults.add(texts::empty_list(&format!("{at}.{name}")));
        }
    }
    let rows = faults.counts("people.rows", &wire.rows)?;
    if rows.items().any(|count| *count == 0) {
        faults.add(texts::bad_count("people.rows", "0"));
    }
    Some(People {
        rows,
        outside: faults.share("people.outside", wire.outside),
        coordination_numbers: faults
            .share("people.coordination_numbers", wire.coordination_numbers),
        women: faults.share("people.women", wire.women),
        woman: wire.woman,
        man: wire.man,
        born,
        given_women: wire.given_women,
        given_men: wire.given_men,
        family: wire.family,
    })
}

fn register(
    wire: wire::Register,
    of: RegisterRef,
    names: &Names<'_>,
    faults: &mut Faults,
) -> Option<Register> {
    let id = wire.id.clone();
    let file = file(&wire, faults);
    let rows = if wire.rows.is_empty() {
        Weights::new([(1, 1)])
    } else {
        faults.counts(&format!("{id}.rows"), &wire.rows)
    };
    let only_if = names.only_if(&id, &wire.only_if, faults);
    let needs = names.own(&id, &wire.needs, faults);
    let dirt = wire
        .dirt
        .iter()
        .filter_map(|dirt| one_dirt(&id, dirt, names, faults))
        .collect();
    let columns = column::resolve(&id, wire.columns, of, names, faults);
    let order = order(&id, names.at, &columns, faults);
    let for_each = names.known[names.at].parent.zip(rows);
    Some(Register {
        of,
        id,
        file: file?,
        for_each: for_each.map(|(register, rows)| ForEach {
            register,
            rows,
            only_if,
        }),
        outside: wire.outside,
        needs,
        columns,
        order,
        dirt,
    })
}

fn file(wire: &wire::Register, faults: &mut Faults) -> Option<File> {
    let at = &wire.id;
    let name = wire.file.clone();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    if !matches!(ending, Some("xlsx" | "csv")) || name.contains(['/', '\\']) {
        faults.add(texts::bad_file(at, &name));
    }
    let encoding = match &wire.encoding {
        None => Some(encoding_rs::WINDOWS_1252),
        Some(label) => {
            let found = encoding_rs::Encoding::for_label(label.as_bytes());
            if found.is_none() {
                faults.add(texts::unknown_encoding(at, label));
            }
            found
        }
    };
    let delimiter = u8::try_from(wire.delimiter.unwrap_or(';'));
    let delimiter = delimiter
        .ok()
        .filter(|byte| byte.is_ascii() && *byte != b'"');
    if delimiter.is_none() {
        faults.add(texts::bad_delimiter(at));
    }
    Some(File {
        sheet: wire.sheet.clone().unwrap_or_else(|| at.clone()),
        name,
        encoding: encoding?,
        delimiter: delimiter?,
        above: wire.above.clone(),
        total: wire.total.clone(),
        below: wire.below.clone(),
    })
}

fn one_dirt(id: &str, wire: &wire::Dirt, names: &Names<'_>, faults: &mut Faults) -> Option<Dirt> {
    let at = format!("{id}.dirt");
    let column = names.own(&at, std::slice::from_ref(&wire.column), faults);
    let wrong = match (&wire.text, wire.check_digit) {
        (Some(text), false) => Wrong::Text(text.clone()),
        (None, true) => Wrong::CheckDigit,
        (Some(_), true) | (None, false) => {
            faults.add(texts::bad_dirt(&at));
            return None;
        }
    };
    Some(Dirt {
        column: *column.first()?,
        share: faults.share(&at, wire.share),
        wrong,
    })
}

/// An order in which every column comes after those it depends on.
fn order(id: &str, register: usize, columns: &[Column], faults: &mut Faults) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..columns.len()).collect();
    while !left.is_empty() {
        let ready = |at: &usize| {
            columns[*at]
                .ways
                .iter()
                .flat_map(super::recipe::Way::depends_on)
                .filter(|spot| spot.register == register)
                .all(|spot| order.contains(&spot.column))
        };
        let (now, later): (Vec<usize>, Vec<usize>) = left.into_iter().partition(ready);
        if now.is_empty() {
            faults.add(texts::circle(id));
            return order;
        }
        order.extend(now);
        left = later;
    }
    order
}

impl Names<'_> {
    /// The places of own columns.
    fn own(&self, at: &str, names: &[String], faults: &mut Faults) -> Vec<usize> {
        names
            .iter()
            .filter_map(|name| self.spot(at, name, faults))
            .filter(|spot| spot.register == self.at)
            .map(|spot| spot.column)
            .collect()
    }

    /// Conditions on values.
    pub(super) fn only_if(
        &self,
        at: &str,
        wire: &BTreeMap<String, Vec<String>>,
        faults: &mut Faults,
    ) -> Vec<OnlyIf> {
        wire.iter()
            .filter_map(|(name, values)| {
                let spot = self.spot(at, name, faults)?;
                Some(OnlyIf {
                    spot,
                    values: values.clone(),
                })
            })
            .collect()
    }
}
