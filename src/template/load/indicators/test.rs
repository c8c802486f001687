//! Tests and spans of an indicator.

use std::collections::BTreeMap;

use super::{Bench, FILE, place, wire};
use crate::template::indicator::{DayCount, Fact, Span, Test};
use crate::template::{FieldRef, texts};

impl Bench<'_, '_> {
    /// All of a list; what cannot be resolved is a fault and left out.
    pub(super) fn tests(&mut self, wires: &[wire::Test]) -> Vec<Test> {
        wires.iter().filter_map(|wire| self.test(wire, 0)).collect()
    }

    fn test(&mut self, wire: &wire::Test, depth: usize) -> Option<Test> {
        match wire {
            wire::Test::One(one) => self.one(one, depth),
            wire::Test::Named(name) => {
                let tests = self.names.tests;
                let Some(test) = tests.get(name) else {
                    let known: Vec<String> = tests.keys().cloned().collect();
                    self.faults.unknown(FILE, name, "tests", &known);
                    return None;
                };
                // A test that names itself would never end.
                if depth > tests.len() {
                    self.faults.add(FILE, texts::circle(name));
                    return None;
                }
                self.test(test, depth + 1)
            }
        }
    }

    fn all(&mut self, wires: &[wire::Test], depth: usize) -> Vec<Test> {
        let tests = wires.iter().filter_map(|wire| self.test(wire, depth));
        tests.collect()
    }

    fn one(&mut self, wire: &wire::OneTest, depth: usize) -> Option<Test> {
        use wire::OneTest;
        Some(match wire {
            OneTest::Is(fields) => {
                let mut all = Vec::new();
                for (name, values) in fields {
                    all.push(self.is(name, values)?);
                }
                Test::All(all)
            }
            OneTest::Known(day) => Test::Known(self.spot(day)?),
            OneTest::InPeriod(day) => Test::InPeriod(self.spot(day)?),
            OneTest::Open(true) => Test::Open,
            OneTest::Open(false) => Test::Not(vec![Test::Open]),
            OneTest::Days {
                from,
                to,
                least,
                most,
                count,
            } => Test::Days {
                span: self.span_of(from, to, *count)?,
                least: *least,
                most: *most,
            },
            OneTest::Months { from, to, most } => Test::Months {
                from: self.spot(from)?,
                to: self.spot(to)?,
                most: *most,
            },
            OneTest::Followed { from, months } => Test::Followed {
                from: self.spot(from)?,
                months: *months,
            },
            OneTest::Due {
                from,
                days,
                count,
                closed,
            } => Test::Due {
                from: self.spot(from)?,
                days: *days,
                count: *count,
                closed: match closed {
                    None => None,
                    Some(day) => Some(self.spot(day)?),
                },
            },
            OneTest::Age { born, on, from, to } => Test::Age {
                born: self.spot(born)?,
                on: self.spot(on)?,
                from: *from,
                to: *to,
            },
            OneTest::MonthAfter {
                field,
                only,
                after,
                months,
            } => Test::MonthAfter {
                months: self.months(field, only)?,
                after: self.spot(after)?,
                by: *months,
            },
            OneTest::MonthsIn { field, only, least } => Test::MonthsIn {
                months: self.months(field, only)?,
                least: *least,
            },
            OneTest::Times { of, least } => Test::Times {
                of: self.all(of, depth),
                least: *least,
            },
            OneTest::Places { of, least } => Test::Places {
                of: self.value(of)?,
                least: *least,
            },
            OneTest::Not(tests) => Test::Not(self.all(tests, depth)),
            OneTest::Any(tests) => Test::Any(self.all(tests, depth)),
            OneTest::All(tests) => Test::All(self.all(tests, depth)),
        })
    }

    fn is(&mut self, name: &str, values: &[String]) -> Option<Test> {
        let field = self.field(name)?;
        let values = values.iter().map(|value| self.known_value(field, value));
        let values = values.collect();
        Some(Test::Is(place(self.facts, Fact::Value(field)), values))
    }

    /// A value as the register shows it; one that the field's list lacks is a fault.
    fn known_value(&mut self, field: FieldRef, value: &str) -> String {
        let known = self.names.template.field(field);
        let canonical = known.canonical(value);
        if !canonical.is_empty() && !known.knows(&canonical) {
            let list: Vec<String> = known.values.iter().map(|v| v.value.clone()).collect();
            self.faults.unknown(FILE, value, &known.id, &list);
        }
        canonical
    }

    fn months(&mut self, field: &str, only: &BTreeMap<String, Vec<String>>) -> Option<usize> {
        let field = self.field(field)?;
        let register = self.names.template.register(field.register);
        let mut conditions = Vec::new();
        for (name, values) in only {
            let Some(at) = register.field_by_id(name) else {
                let ids: Vec<String> = register.fields.iter().map(|f| f.id.clone()).collect();
                self.faults.unknown(FILE, name, &register.id, &ids);
                return None;
            };
            let of = FieldRef {
                register: field.register,
                field: at,
            };
            conditions.push((of, values.clone()));
        }
        let fact = Fact::Months {
            field,
            only: conditions,
        };
        Some(place(self.facts, fact))
    }

    pub(super) fn span(&mut self, wire: &wire::Span) -> Option<Span> {
        self.span_of(&wire.from, &wire.to, wire.count)
    }

    fn span_of(&mut self, from: &str, to: &str, count: Option<DayCount>) -> Option<Span> {
        Some(Span {
            from: self.spot(from)?,
            to: self.spot(to)?,
            count,
        })
    }
}
