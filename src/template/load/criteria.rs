//! `criteria/*.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::value::Datetime;

use super::faults::{Faults, Spot};
use super::{evidence_ref, field_ref, question_ref};
use crate::template::condition::{Count, Parameters, Partial, Roll, Unknown};
use crate::template::population::Population;
use crate::template::{
    Criterion, CriterionRef, Definition, EvidenceRef, Explanation, FieldRef, Noted, Profile,
    QuestionRef, Record, RegisterRef, Template, texts, wire,
};

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
    let record = resolver.record(&wire.record);
    let over_registers = matches!(record, Some(Record::Register | Record::Unit));
    resolver.check_kind(&wire, over_registers);
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
    let population: Vec<Population> = wire
        .population
        .into_iter()
        .filter_map(|part| resolver.population(part, &parameters))
        .collect();
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
    let noted = wire.noted.and_then(|noted| resolver.noted(noted));
    let only_for = resolver.by_field(wire.only_for);
    let valid = (resolver.date(wire.valid_from), resolver.date(wire.valid_to));
    let valid_on = wire.valid_on.and_then(|name| resolver.evidence(&name));
    let profiles = wire.profiles.into_iter();
    let profiles = profiles.map(|profile| resolver.profile(profile)).collect();
    Some(Criterion {
        id: name.to_owned(),
        title: wire.title,
        finding: wire.finding,
        met: wire.met,
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
        population,
        only_for,
        valid,
        valid_on,
        profiles,
        only_by_profile: wire.only_by_profile,
        part_of,
        explained_by,
        noted,
    })
}

pub(super) struct Resolver<'a> {
    pub(super) template: &'a Template,
    pub(super) file: &'a str,
    pub(super) faults: &'a mut Faults,
}

impl Resolver<'_> {
    /// What is decided file by file has a condition, what is counted over registers has parts.
    fn check_kind(&mut self, wire: &wire::Criterion, over_registers: bool) {
        if wire.condition.is_none() && wire.definitions.is_empty() && !over_registers {
            self.faults.add(self.file, texts::no_condition());
        }
        if over_registers && wire.population.is_empty() {
            self.faults
                .at(self.file, Spot::Word("record"), texts::no_population());
        }
        let by_file = [
            ("condition", wire.condition.is_some()),
            ("definitions", !wire.definitions.is_empty()),
        ];
        for (key, _) in by_file
            .iter()
            .filter(|(_, is_there)| *is_there && over_registers)
        {
            self.faults
                .at(self.file, Spot::Word(key), texts::not_by_file(key));
        }
    }

    fn record(&mut self, name: &str) -> Option<Record> {
        let checklists = &self.template.checklists;
        let record = match name {
            "cross" => Some(Record::Cross),
            "register" => Some(Record::Register),
            "unit" => Some(Record::Unit),
            other => {
                let at = checklists
                    .iter()
                    .position(|checklist| checklist.id == other);
                at.map(Record::Checklist)
            }
        };
        if record.is_none() {
            let known: Vec<String> = checklists.iter().map(|c| c.id.clone()).collect();
            let kinds = "checklists, cross, register, unit";
            self.faults.unknown(self.file, name, kinds, &known);
        }
        record
    }

    pub(super) fn evidence(&mut self, name: &str) -> Option<EvidenceRef> {
        evidence_ref(name, self.template, self.file, self.faults)
    }

    /// `Some(None)` where nothing was named, `None` where the name is unknown.
    #[allow(
        clippy::option_option,
        reason = "absent, unknown and found are three cases"
    )]
    pub(super) fn optional(&mut self, name: Option<String>) -> Option<Option<EvidenceRef>> {
        match name {
            None => Some(None),
            Some(name) => self.evidence(&name).map(Some),
        }
    }

    pub(super) fn date(&mut self, date: Option<Datetime>) -> Option<Date> {
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

    fn profile(&mut self, wire: wire::Profile) -> Profile {
        Profile {
            title: wire.title,
            only_for: self.by_field(wire.only_for),
            valid: (self.date(wire.valid_from), self.date(wire.valid_to)),
            days: wire.days,
            months: wire.months,
            times: wire.times,
            age: wire.age,
            percent: wire.percent,
        }
    }

    pub(super) fn field(&mut self, name: &str) -> Option<FieldRef> {
        field_ref(name, self.template, self.file, self.faults)
    }

    pub(super) fn question(&mut self, name: &str) -> Option<QuestionRef> {
        question_ref(name, self.template, self.file, self.faults)
    }

    /// Fields of one register, each with values.
    pub(super) fn rows_with(
        &mut self,
        register: RegisterRef,
        wire: BTreeMap<String, Vec<String>>,
    ) -> Option<Vec<(FieldRef, Vec<String>)>> {
        let values = self.values_in(register, wire)?;
        let named = values.into_iter();
        Some(
            named
                .map(|(field, values)| (FieldRef { register, field }, values))
                .collect(),
        )
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

    pub(super) fn list(&mut self, names: &[String]) -> Option<Vec<EvidenceRef>> {
        let found: Vec<_> = names.iter().map(|name| self.evidence(name)).collect();
        found.into_iter().collect()
    }

    fn noted(&mut self, wire: wire::Noted) -> Option<Noted> {
        let question = self.question(&wire.question)?;
        self.known_codes(question, &wire.explained);
        Some(Noted {
            question,
            explained: wire.explained,
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
            seconds: wire.seconds,
            times: wire.times,
            age: wire.age,
            percent: wire.percent,
            accept: wire.accept,
            definition: wire.definition,
            partial: wire.partial.unwrap_or(Partial::Gap),
            unknown: wire.unknown.unwrap_or(Unknown::NotAssessable),
        }
    }
}
