//! `[[population]]` of a criterion: what it counts over a whole register.

use std::collections::BTreeMap;

use super::criteria::Resolver;
use super::faults::{Faults, Spot};
use crate::template::population::{Over, PROBLEM_CODES, Pair, Population, Values};
use crate::template::{FieldRef, Parameters, RegisterRef, Template, texts, wire};

impl Resolver<'_> {
    pub(super) fn population(
        &mut self,
        wire: wire::Population,
        parameters: &Parameters,
    ) -> Option<Population> {
        let register = self.register(&wire.register)?;
        let condition = self.over(register, wire.condition)?;
        self.check_over(&condition, parameters);
        Some(Population {
            title: wire.title,
            register,
            by: self.optional_in(register, wire.by.as_deref()),
            only: self.values_in(register, wire.only)?,
            except: self.values_in(register, wire.except)?,
            filled: self.all_in(register, &wire.filled)?,
            in_scope: wire.in_scope,
            condition,
        })
    }

    fn register(&mut self, id: &str) -> Option<RegisterRef> {
        let found = self.template.register_by_id(id);
        if found.is_none() {
            let known = self.template.registers.iter().map(|r| r.id.clone());
            let known: Vec<String> = known.collect();
            self.faults.unknown(self.file, id, "registers.toml", &known);
        }
        found
    }

    /// A field of a register by its id alone.
    fn field_in(&mut self, register: RegisterRef, id: &str) -> Option<usize> {
        let of = self.template.register(register);
        let found = of.field_by_id(id);
        if found.is_none() {
            let known: Vec<String> = of.fields.iter().map(|field| field.id.clone()).collect();
            self.faults.unknown(self.file, id, &of.id, &known);
        }
        found
    }

    fn optional_in(&mut self, register: RegisterRef, id: Option<&str>) -> Option<usize> {
        self.field_in(register, id?)
    }

    fn all_in(&mut self, register: RegisterRef, ids: &[String]) -> Option<Vec<usize>> {
        let found: Vec<_> = ids.iter().map(|id| self.field_in(register, id)).collect();
        found.into_iter().collect()
    }

    pub(super) fn values_in(
        &mut self,
        register: RegisterRef,
        wire: BTreeMap<String, Vec<String>>,
    ) -> Option<Values> {
        let found: Vec<_> = wire
            .into_iter()
            .map(|(id, values)| {
                let field = self.field_in(register, &id)?;
                self.known_values(register, field, &values);
                Some((field, values))
            })
            .collect();
        found.into_iter().collect()
    }

    /// A value that the field never shows would make the condition an empty one.
    fn known_values(&mut self, register: RegisterRef, field: usize, values: &[String]) {
        let of = &self.template.register(register).fields[field];
        for value in values.iter().filter(|value| !of.knows(value)) {
            let known: Vec<String> = of.values.iter().map(|v| v.value.clone()).collect();
            self.faults.unknown(self.file, value, &of.id, &known);
        }
    }

    fn over(&mut self, register: RegisterRef, wire: wire::Over) -> Option<Over> {
        Some(match wire {
            wire::Over::Problem(codes) => {
                let known: Vec<String> = PROBLEM_CODES.iter().map(|c| (*c).to_owned()).collect();
                for code in codes.iter().filter(|code| !known.contains(code)) {
                    self.faults.unknown(self.file, code, "problem", &known);
                }
                Over::Problem { codes }
            }
            wire::Over::Blank { field, or } => {
                let field = self.field_in(register, &field)?;
                self.known_values(register, field, &or);
                Over::Blank { field, or }
            }
            wire::Over::Order(chains) => {
                let chains: Vec<_> = chains
                    .iter()
                    .map(|chain| self.all_in(register, chain))
                    .collect();
                Over::Order {
                    chains: chains.into_iter().collect::<Option<_>>()?,
                }
            }
            wire::Over::Pairs {
                of,
                with,
                on,
                pairs,
            } => self.pairs(register, (&of, &with), on.as_deref(), pairs)?,
            wire::Over::Age {
                group,
                on,
                born,
                at_most,
                over,
            } => {
                let group = self.field_in(register, &group)?;
                self.known_values(register, group, &at_most);
                self.known_values(register, group, &over);
                Over::Age {
                    group,
                    on: self.field_in(register, &on)?,
                    born: self.optional_in(register, born.as_deref()),
                    at_most,
                    over,
                }
            }
            wire::Over::Unmatched {
                other,
                only,
                filled,
            } => {
                let other = self.register(&other)?;
                Over::Unmatched {
                    other,
                    only: self.values_in(other, only)?,
                    filled: self.all_in(other, &filled)?,
                }
            }
            wire::Over::Repeats { counting, on } => Over::Repeats {
                counting: self.values_in(register, counting)?,
                on: self.optional_in(register, on.as_deref()),
            },
            wire::Over::Returns { ended, began } => Over::Returns {
                ended: self.field_in(register, &ended)?,
                began: self.field_in(register, &began)?,
            },
            wire::Over::Together { key, day, time } => Over::Together {
                key: self.all_in(register, &key)?,
                day: self.field_in(register, &day)?,
                time: self.field_in(register, &time)?,
            },
            wire::Over::Months {
                month,
                checked,
                only,
            } => {
                let checked: FieldRef = self.field(&checked)?;
                Over::Months {
                    month: self.all_in(register, &month)?,
                    checked,
                    only: self.values_in(checked.register, only)?,
                }
            }
            wire::Over::Fewer { field } => Over::Fewer {
                field: self.field_in(register, &field)?,
            },
            wire::Over::Indicator { id, column } => Over::Indicator { id, column },
            wire::Over::ControlTotal {} => Over::ControlTotal,
        })
    }

    fn pairs(
        &mut self,
        register: RegisterRef,
        (of, with): (&str, &str),
        on: Option<&str>,
        pairs: Vec<wire::Pair>,
    ) -> Option<Over> {
        let (of, with) = (self.field_in(register, of)?, self.field_in(register, with)?);
        let on = self.optional_in(register, on);
        let pairs = pairs.into_iter();
        let pairs = pairs.map(|pair| self.pair(register, (of, with), pair));
        Some(Over::Pairs {
            pairs: pairs.collect(),
            of,
            with,
            on,
        })
    }

    fn pair(&mut self, register: RegisterRef, of: (usize, usize), pair: wire::Pair) -> Pair {
        self.known_values(register, of.0, std::slice::from_ref(&pair.of));
        self.known_values(register, of.1, &pair.with);
        Pair {
            of: pair.of,
            with: pair.with,
            valid: (self.date(pair.valid_from), self.date(pair.valid_to)),
        }
    }

    /// A condition needs its parameters.
    fn check_over(&mut self, condition: &Over, parameters: &Parameters) {
        let missing = match condition {
            Over::Age { .. } => parameters.age.is_none().then_some("age"),
            Over::Returns { .. } => parameters.months.is_none().then_some("months"),
            Over::Together { .. } => parameters.seconds.is_none().then_some("seconds"),
            Over::Fewer { .. } => parameters.times.is_none().then_some("times"),
            Over::Repeats { on, .. } => match (parameters.times, parameters.months, on) {
                (None, ..) => Some("times"),
                (Some(_), Some(_), None) => Some("on"),
                (Some(_), ..) => None,
            },
            Over::Problem { .. }
            | Over::Blank { .. }
            | Over::Order { .. }
            | Over::Pairs { .. }
            | Over::Unmatched { .. }
            | Over::Indicator { .. }
            | Over::ControlTotal
            | Over::Months { .. } => None,
        };
        if let Some(name) = missing {
            self.faults.at(
                self.file,
                Spot::Word("condition"),
                texts::no_parameter(name),
            );
        }
    }
}

/// Whether the indicators that criteria go by are there; they are read after the criteria.
pub(super) fn check_indicators(template: &Template, faults: &mut Faults) {
    for criterion in &template.criteria {
        let file = format!("criteria/{}.toml", criterion.id);
        let figures = criterion.population.iter();
        let figures = figures.filter(|part| part.condition.is_of_figures());
        if figures.clone().count() > 0 && criterion.population.len() > 1 {
            faults.at(&file, Spot::Word("population"), texts::figures_alone());
        }
        for part in figures {
            let Over::Indicator { id, column } = &part.condition else {
                continue;
            };
            let list = &template.indicators.list;
            let Some(indicator) = template.indicators.by_id(id).map(|at| &list[at]) else {
                let known: Vec<String> = list.iter().map(|one| one.id.clone()).collect();
                faults.unknown(&file, id, "indicators.toml", &known);
                continue;
            };
            let known = indicator.columns().iter().map(|column| column.id.clone());
            let known: Vec<String> = known.collect();
            if !known.contains(column) {
                faults.unknown(&file, column, id, &known);
            }
        }
    }
}
