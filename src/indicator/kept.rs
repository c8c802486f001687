//! What is kept of a register: of every row the few fields that the indicators ask for, as
//! numbers, and a hash of the person. A register of millions of rows is read once, row by
//! row, and never held as it stands; no name and no identity is kept.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hasher as _};

use super::clock::{self, NO_DAY};
use crate::calendar::written::Written;
use crate::identity::Identity;
use crate::plan::{ExportRef, Plan};
use crate::problem::Result;
use crate::register::{self, Ask, Linked, Reading, Sources, Value};
use crate::template::{FieldKind, FieldRef, RegisterRef, Template};

/// A value in a column: a day, a month or a code; [`NO_DAY`] or 0 where there is none.
pub(super) type Number = i32;

/// The code of a blank value.
pub(super) const BLANK: Number = 0;

/// Values as small numbers, the same in every register.
#[derive(Debug)]
pub(super) struct Codes {
    texts: Vec<String>,
    numbers: HashMap<String, Number>,
}

impl Codes {
    pub(super) fn new() -> Self {
        Self {
            texts: vec![String::new()],
            numbers: HashMap::from([(String::new(), BLANK)]),
        }
    }

    /// The number of a value, a new one where it was not seen before.
    pub(super) fn number(&mut self, text: &str) -> Number {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = Number::try_from(self.texts.len()).expect("a register has fewer values");
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The number of a value that was seen.
    pub(super) fn known(&self, text: &str) -> Option<Number> {
        self.numbers.get(text).copied()
    }

    pub(super) fn text(&self, number: Number) -> &str {
        usize::try_from(number)
            .ok()
            .and_then(|at| self.texts.get(at))
            .map_or("", String::as_str)
    }
}

/// The rows of one register.
pub(super) struct Kept {
    /// The register.
    pub(super) register: RegisterRef,
    /// A hash of the person, or of the number by which another register knows the person.
    pub(super) keys: Vec<u64>,
    /// Whether `keys` are persons.
    pub(super) by_person: bool,
    /// By field: its value in every row.
    pub(super) columns: BTreeMap<usize, Vec<Number>>,
    /// By field through which other registers reach this one's persons: a hash of its value.
    pub(super) links: BTreeMap<usize, Vec<u64>>,
    /// The day of birth by the identity, where it is asked for.
    pub(super) born: Vec<Number>,
    /// How the file was read.
    pub(super) read: Reading,
    /// Rows without an identity.
    pub(super) nameless: u64,
}

/// What is to be kept of a register.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) fields: Vec<usize>,
    pub(super) links: Vec<usize>,
    pub(super) born: bool,
}

/// Which number stands for which person, by the field that holds the number.
pub(super) type Persons = HashMap<FieldRef, HashMap<u64, u64>>;

impl Kept {
    /// Reads an export. A row that reaches its person through a number gets the person where
    /// `persons` knows the field, and keeps the number as its key where it does not.
    pub(super) fn read(
        plan: &Plan,
        template: &Template,
        export: ExportRef,
        wanted: &Wanted,
        persons: &Persons,
        codes: &mut Codes,
        sources: Sources<'_>,
    ) -> Result<Self> {
        let at = plan.export(export).register;
        let register = template.register(at);
        let Linked {
            mut opened,
            field: link,
            via,
        } = register::open_linked(plan, template, export, sources)?;
        let translated = via.and_then(|via| persons.get(&via));
        let fields: Vec<usize> = wanted
            .fields
            .iter()
            .copied()
            .filter(|field| opened.has(*field))
            .collect();
        let links: Vec<usize> = wanted
            .links
            .iter()
            .copied()
            .filter(|field| opened.has(*field))
            .collect();
        let mut asks = vec![Ask::identity(link)];
        asks.extend(fields.iter().map(|field| Ask::value(*field)));
        asks.extend(links.iter().map(|field| Ask::identity(*field)));
        let mut kept = Self {
            register: at,
            keys: Vec::new(),
            by_person: via.is_none() || translated.is_some(),
            columns: fields.iter().map(|field| (*field, Vec::new())).collect(),
            links: links.iter().map(|field| (*field, Vec::new())).collect(),
            born: Vec::new(),
            read: Reading::default(),
            nameless: 0,
        };
        kept.read = opened.records(&asks, &mut |record| {
            let key = match &record.values[0] {
                Value::Identity(identity, _) => {
                    let number = hash(identity);
                    match translated {
                        None => number,
                        Some(known) => match known.get(&number) {
                            Some(person) => *person,
                            None => return Ok(()),
                        },
                    }
                }
                Value::Missing
                | Value::Text(_)
                | Value::Date(_)
                | Value::Integer(_)
                | Value::YesNo(_) => {
                    // Nobody else's row; counted as a person of its own.
                    kept.nameless += 1;
                    hash_of(&(record.row, "nameless"))
                }
            };
            kept.keys.push(key);
            if wanted.born {
                kept.born.push(born(&record.values[0]));
            }
            let values = &record.values[1..];
            for (field, value) in fields.iter().zip(values) {
                let known = &register.fields[*field];
                let number = if known.personal {
                    hidden(value, codes)
                } else {
                    number(value, known.kind, codes)
                };
                kept.columns.entry(*field).or_default().push(number);
            }
            for (field, value) in links.iter().zip(&values[fields.len()..]) {
                let number = match value {
                    Value::Identity(number, _) => hash(number),
                    Value::Missing
                    | Value::Text(_)
                    | Value::Date(_)
                    | Value::Integer(_)
                    | Value::YesNo(_) => 0,
                };
                kept.links.entry(*field).or_default().push(number);
            }
            Ok(())
        })?;
        Ok(kept)
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Puts the rows in an order.
    pub(super) fn sort(&mut self, order: &[usize]) {
        fn sorted<T: Copy>(column: &mut Vec<T>, order: &[usize]) {
            if !column.is_empty() {
                *column = order.iter().map(|at| column[*at]).collect();
            }
        }
        sorted(&mut self.keys, order);
        sorted(&mut self.born, order);
        for column in self.columns.values_mut() {
            sorted(column, order);
        }
        for column in self.links.values_mut() {
            sorted(column, order);
        }
    }

    /// The rows in the order of their keys, each key's as they stand in the file.
    pub(super) fn sort_by_key(&mut self) {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|at| self.keys[*at]);
        self.sort(&order);
    }

    /// The rows of a key, once they are sorted by it.
    pub(super) fn rows_of(&self, key: u64) -> std::ops::Range<usize> {
        let start = self.keys.partition_point(|known| *known < key);
        let end = start + self.keys[start..].partition_point(|known| *known == key);
        start..end
    }
}

/// A value as a number.
fn number(value: &Value<'_>, kind: FieldKind, codes: &mut Codes) -> Number {
    match (kind, value) {
        (FieldKind::Date, Value::Date(Written::Day(day))) => clock::number(*day),
        (FieldKind::Month, Value::Date(Written::Day(day))) => month(day.year(), day.month()),
        (FieldKind::Month, Value::Date(Written::Month(year, in_year))) => month(*year, *in_year),
        (FieldKind::Date | FieldKind::Month, _) => NO_DAY,
        (_, Value::Identity(..)) => hidden(value, codes),
        (_, _) => codes.number(&value.shown()),
    }
}

fn month(year: i16, in_year: i8) -> Number {
    let months = (i64::from(year) - 1970) * 12 + i64::from(in_year) - 1;
    Number::try_from(months).expect("the years of a calendar fit")
}

/// A name or free text: told from others, and not kept.
fn hidden(value: &Value<'_>, codes: &mut Codes) -> Number {
    match value {
        Value::Missing => BLANK,
        Value::Identity(identity, _) => codes.number(&format!("\u{0}{:016x}", hash(identity))),
        Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => {
            codes.number(&format!("\u{0}{:016x}", hash_of(&value.shown())))
        }
    }
}

/// The day of birth in a personnummer or samordningsnummer.
fn born(value: &Value<'_>) -> Number {
    use crate::identity::IdentityClass;
    let Value::Identity(identity, class) = value else {
        return NO_DAY;
    };
    if !matches!(
        class,
        IdentityClass::Personnummer | IdentityClass::Samordningsnummer
    ) {
        return NO_DAY;
    }
    let digits = identity.expose();
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else {
        return NO_DAY;
    };
    let day = if day > 60 { day - 60 } else { day };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return NO_DAY;
    };
    jiff::civil::Date::new(year, month, day).map_or(NO_DAY, clock::number)
}

fn hash(identity: &Identity) -> u64 {
    hash_of(identity)
}

fn hash_of(value: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
