//! `criteria/*.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::value::Datetime;

use super::faults::{Faults, Spot};
use super::{evidence_ref, field_ref, question_ref};
use crate::template::condition::{Condition, Count, Parameters, Partial, Roll, Unknown};
use crate::template::{
    Criterion, CriterionRef, Definition, EvidenceRef, Explanation, FieldRef, Record, Template,
    texts, wire,
};

/// The answers that deviate where a criterion does not say: DESIGN 7.
const DEVIATING: [&str; 4] = ["N", "FE", "D", "AS"];

pub(super) fn resolve(
    name: &str,
    wire: wire::Criterion,
    all: &[String],
    template: &Template,
    faults: &mut Faults,
) -> Option<Criterion> {
    let file = format!("criteria/{name}.toml");
    let mut resolver = Resolver {
        template,
        file: &file,
        faults,
    };
    let record = match wire.record.as_str() {
        "cross" => Some(Record::Cross),
        "register" => Some(Record::Register),
        "unit" => Some(Record::Unit),
        other => template
            .checklists
            .iter()
            .position(|c| c.id == other)
            .map(Record::Checklist),
    };
    if record.is_none() {
        let known: Vec<String> = template.checklists.iter().map(|c| c.id.clone()).collect();
        resolver.faults.unknown(
            &file,
            &wire.record,
            "checklists, cross, register, unit",
            &known,
        );
    }
    if wire.condition.is_none() && wire.definitions.is_empty() {
        resolver.faults.add(&file, texts::no_condition());
    }
    let mut definitions = Vec::new();
    if let Some(condition) = wire.condition {
        definitions.push(resolver.definition(wire::Definition {
            id: String::new(),
            title: crate::lang::Text::default(),
            applies_if: wire.applies_if,
            condition,
        }));
    }
    definitions.extend(wire.definitions.into_iter().map(|d| resolver.definition(d)));
    let definitions: Vec<Definition> = definitions.into_iter().flatten().collect();
    // A start or end that is named but unknown is told where it is looked for.
    let named = (wire.parameters.from.is_some(), wire.parameters.to.is_some());
    let parameters = resolver.parameters(wire.parameters);
    for definition in &definitions {
        resolver.check_parameters(&definition.condition, &parameters, named);
    }
    if !parameters.definition.is_empty()
        && !definitions.iter().any(|d| d.id == parameters.definition)
    {
        let known: Vec<String> = definitions.iter().map(|d| d.id.clone()).collect();
        resolver
            .faults
            .unknown(&file, &parameters.definition, "definitions", &known);
    }
    let part_of = wire.part_of.and_then(|id| {
        let at = all.iter().position(|known| *known == id);
        if at.is_none() {
            resolver.faults.unknown(&file, &id, "criteria", all);
        }
        at.map(CriterionRef)
    });
    let explained_by = wire
        .explained_by
        .into_iter()
        .map(|explanation| resolver.explanation(explanation))
        .collect();
    let only_for = resolver.by_field(wire.only_for);
    let valid = (resolver.date(wire.valid_from), resolver.date(wire.valid_to));
    Some(Criterion {
        id: name.to_owned(),
        title: wire.title,
        finding: wire.finding,
        record: record?,
        authority: wire.authority,
        rule: wire.rule,
        severity: wire.severity,
        responsible: wire.responsible,
        source: wire.source,
        published: wire.published,
        descriptive: wire.descriptive,
        list_cases: wire.list_cases,
        parameters,
        definitions,
        only_for,
        valid,
        part_of,
        explained_by,
    })
}

struct Resolver<'a> {
    template: &'a Template,
    file: &'a str,
    faults: &'a mut Faults,
}

impl Resolver<'_> {
    fn evidence(&mut self, name: &str) -> Option<EvidenceRef> {
        evidence_ref(name, self.template, self.file, self.faults)
    }

    /// `Some(None)` where nothing was named, `None` where the name is unknown.
    #[allow(
        clippy::option_option,
        reason = "absent, unknown and found are three cases"
    )]
    fn optional(&mut self, name: Option<String>) -> Option<Option<EvidenceRef>> {
        match name {
            None => Some(None),
            Some(name) => self.evidence(&name).map(Some),
        }
    }

    fn date(&mut self, date: Option<Datetime>) -> Option<Date> {
        let date = date?;
        let day = date.date.filter(|_| date.time.is_none()).and_then(|day| {
            let year = i16::try_from(day.year).ok()?;
            Date::new(
                year,
                i8::try_from(day.month).ok()?,
                i8::try_from(day.day).ok()?,
            )
            .ok()
        });
        if day.is_none() {
            self.faults.add(self.file, texts::bad_date());
        }
        day
    }

    fn by_field(&mut self, wire: BTreeMap<String, Vec<String>>) -> Vec<(FieldRef, Vec<String>)> {
        wire.into_iter()
            .filter_map(|(name, values)| {
                Some((
                    field_ref(&name, self.template, self.file, self.faults)?,
                    values,
                ))
            })
            .collect()
    }

    fn definition(&mut self, wire: wire::Definition) -> Option<Definition> {
        // Both are looked at before either is given up, so that all their faults are told.
        let applies_if = wire.applies_if.map(|condition| self.condition(condition));
        let condition = self.condition(wire.condition);
        let applies_if = match applies_if {
            None => None,
            Some(condition) => Some(condition?),
        };
        Some(Definition {
            id: wire.id,
            title: wire.title,
            applies_if,
            condition: condition?,
        })
    }

    fn explanation(&mut self, wire: wire::Explanation) -> Explanation {
        Explanation {
            title: wire.title,
            only_for: self.by_field(wire.only_for),
            valid: (self.date(wire.valid_from), self.date(wire.valid_to)),
            when: wire.when.and_then(|condition| self.condition(condition)),
        }
    }

    fn list(&mut self, names: &[String]) -> Option<Vec<EvidenceRef>> {
        let found: Vec<_> = names.iter().map(|name| self.evidence(name)).collect();
        found.into_iter().collect()
    }

    fn conditions(&mut self, wire: Vec<wire::Condition>) -> Option<Vec<Condition>> {
        let found: Vec<_> = wire
            .into_iter()
            .map(|condition| self.condition(condition))
            .collect();
        found.into_iter().collect()
    }

    fn condition(&mut self, wire: wire::Condition) -> Option<Condition> {
        Some(match wire {
            wire::Condition::Answer { question, is } => {
                let question = question_ref(&question, self.template, self.file, self.faults)?;
                let known = self.template.question(question);
                let has = |code: &str| known.options.iter().any(|option| option.code == code);
                let is = is.unwrap_or_else(|| {
                    DEVIATING
                        .iter()
                        .filter(|c| has(c))
                        .map(|c| (*c).to_owned())
                        .collect()
                });
                for code in is.iter().filter(|code| !has(code)) {
                    let spot = Spot::Beside {
                        by: &known.id,
                        word: code,
                    };
                    self.faults
                        .at(self.file, spot, texts::no_option(code, &known.id));
                }
                Condition::Answer { question, is }
            }
            wire::Condition::Absent { of, due, closed } => Condition::Absent {
                of: self.list(&of)?,
                due,
                closed: self.optional(closed)?,
            },
            wire::Condition::Present { of } => Condition::Present {
                of: self.list(&of)?,
            },
            wire::Condition::Late {
                missing_end,
                exists,
                closed,
            } => Condition::Late {
                missing_end,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Due {
                event,
                exists,
                closed,
            } => Condition::Due {
                event: self.evidence(&event)?,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Recurs {
                event,
                exists,
                closed,
            } => Condition::Recurs {
                event: self.evidence(&event)?,
                exists: self.optional(exists)?,
                closed: self.optional(closed)?,
            },
            wire::Condition::Before { first, then } => Condition::Before {
                first: self.evidence(&first)?,
                then: self.evidence(&then)?,
            },
            wire::Condition::Disagrees { one, other } => Condition::Disagrees {
                one: self.evidence(&one)?,
                other: self.evidence(&other)?,
            },
            wire::Condition::Value { field, is } => {
                let field = field_ref(&field, self.template, self.file, self.faults)?;
                Condition::Value { field, is }
            }
            wire::Condition::All(inner) => Condition::All(self.conditions(inner)?),
            wire::Condition::Any(inner) => Condition::Any(self.conditions(inner)?),
            wire::Condition::Not(inner) => Condition::Not(Box::new(self.condition(*inner)?)),
        })
    }

    fn parameters(&mut self, wire: wire::Parameters) -> Parameters {
        Parameters {
            days: wire.days,
            months: wire.months,
            count: wire.count.unwrap_or(Count::Calendar),
            roll: wire.roll.unwrap_or(Roll::None),
            from: wire.from.and_then(|name| self.evidence(&name)),
            to: wire.to.and_then(|name| self.evidence(&name)),
            from_choices: self.list(&wire.from_choices).unwrap_or_default(),
            to_choices: self.list(&wire.to_choices).unwrap_or_default(),
            tolerance_days: wire.tolerance_days,
            accept: wire.accept,
            definition: wire.definition,
            partial: wire.partial.unwrap_or(Partial::Gap),
            unknown: wire.unknown.unwrap_or(Unknown::NotAssessable),
        }
    }

    /// A condition with a clock needs its parameters.
    fn check_parameters(
        &mut self,
        condition: &Condition,
        parameters: &Parameters,
        named: (bool, bool),
    ) {
        let (start, end, limit) = match condition {
            Condition::Late { .. } => (true, true, true),
            Condition::Due { .. } | Condition::Recurs { .. } => (true, false, true),
            Condition::Absent { due, .. } => (*due, false, *due),
            Condition::All(inner) | Condition::Any(inner) => {
                for condition in inner {
                    self.check_parameters(condition, parameters, named);
                }
                return;
            }
            Condition::Not(inner) => return self.check_parameters(inner, parameters, named),
            Condition::Answer { .. }
            | Condition::Present { .. }
            | Condition::Before { .. }
            | Condition::Disagrees { .. }
            | Condition::Value { .. } => return,
        };
        if start && !named.0 {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_start());
        }
        if end && !named.1 {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_end());
        }
        if limit && parameters.days.is_none() && parameters.months.is_none() {
            self.faults
                .at(self.file, Spot::Word("condition"), texts::no_limit());
        }
    }
}
