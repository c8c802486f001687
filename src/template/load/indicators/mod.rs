//! `indicators.toml`: every name resolved to a fact of the population that it is asked of.

mod column;
mod test;
pub(super) mod wire;

use std::collections::{BTreeMap, BTreeSet};

use super::faults::Spot as At;
use super::{Faults, field_ref, resolve_source};
use crate::lang::Text;
use crate::template::indicator::{
    Content, Curve, DayChoice, DayOf, Fact, Figure, Indicator, Indicators, Line, Member, Once,
    Period, Population, Rows, Spot, Vary,
};
use crate::template::{FieldRef, Source, Template, texts};

/// The file in a template.
pub(super) const FILE: &str = "indicators.toml";

pub(super) use wire::Indicators as Wire;

/// What names can mean.
struct Names<'a> {
    template: &'a Template,
    days: BTreeMap<String, (Text, DayOf)>,
    tests: &'a BTreeMap<String, wire::Test>,
}

/// `own` holds the ids of the indicators that are the template's own; of others, which a
/// template below wrote for registers that may not have been taken, what cannot be resolved
/// drops out.
pub(super) fn resolve(
    wire: Wire,
    own: Option<&BTreeSet<String>>,
    template: &Template,
    faults: &mut Faults,
) -> Indicators {
    let mut names = Names {
        template,
        days: BTreeMap::new(),
        tests: &wire.tests,
    };
    let mut unheard = Faults::default();
    for (id, day) in wire.days {
        let faults = if own.is_none() {
            &mut *faults
        } else {
            &mut unheard
        };
        if template.evidence_by_id(&id).is_some() {
            faults.add(FILE, texts::twice(&id));
        }
        let of = names.day_of(&id, day.sources, day.earliest, (day.next, day.born), faults);
        if let Some(of) = of {
            names.days.insert(id, (day.title, of));
        }
    }
    let mut found = Indicators::default();
    for (id, population) in wire.populations {
        let faults = if own.is_none() {
            &mut *faults
        } else {
            &mut unheard
        };
        let population = names.population(id, &population, faults);
        found.populations.extend(population);
    }
    for indicator in wire.list {
        let is_own = own.is_none_or(|own| own.contains(&indicator.id));
        if is_own {
            let indicator = names.indicator(indicator, &mut found, faults);
            found.list.extend(indicator);
            continue;
        }
        let mut unheard = Faults::default();
        let before = found.populations.clone();
        match names.indicator(indicator, &mut found, &mut unheard) {
            Some(indicator) if unheard.is_empty() => found.list.push(indicator),
            Some(_) | None => found.populations = before,
        }
    }
    found
}

impl Names<'_> {
    fn day_of(
        &self,
        id: &str,
        sources: Option<Vec<crate::template::wire::Source>>,
        earliest: Option<Vec<String>>,
        (next, born): (bool, bool),
        faults: &mut Faults,
    ) -> Option<DayOf> {
        match (sources, earliest, next, born) {
            (Some(sources), None, false, false) => {
                let resolved = sources
                    .into_iter()
                    .filter_map(|source| resolve_source(source, self.template, FILE, faults));
                let sources: Vec<Source> = resolved.collect();
                Some(DayOf::First(self.days_only(id, &sources, faults)))
            }
            (None, Some(names), false, false) => {
                let days = names.iter().filter_map(|name| self.day(name, faults));
                Some(DayOf::Earliest(days.map(|(_, day)| day).collect()))
            }
            (None, None, true, false) => Some(DayOf::Next),
            (None, None, false, true) => Some(DayOf::Born),
            _ => {
                faults.add(
                    FILE,
                    texts::one_of_keys(id, "sources, earliest, next, born"),
                );
                None
            }
        }
    }

    /// What a name of a day means: one of the file, a piece of evidence, `register.field`.
    fn day(&self, name: &str, faults: &mut Faults) -> Option<(Text, DayOf)> {
        if let Some(found) = self.days.get(name) {
            return Some(found.clone());
        }
        if let Some(evidence) = self.template.evidence_by_id(name) {
            let evidence = self.template.evidence(evidence);
            let sources = self.days_only(name, &evidence.sources, faults);
            return Some((evidence.title.clone(), DayOf::First(sources)));
        }
        if name.contains('.') {
            let field = field_ref(name, self.template, FILE, faults)?;
            let title = self.template.field(field).title.clone();
            let source = Source::Field {
                field,
                only: Vec::new(),
                pick: crate::template::Pick::Last,
            };
            let sources = self.days_only(name, &[source], faults);
            return Some((title, DayOf::First(sources)));
        }
        let evidence = self.template.evidence.iter().map(|e| e.id.clone());
        let known: Vec<String> = evidence.chain(self.days.keys().cloned()).collect();
        faults.unknown(FILE, name, "evidence.toml", &known);
        None
    }

    /// Sources that are days of a register; answers are of the sample alone.
    fn days_only(&self, name: &str, sources: &[Source], faults: &mut Faults) -> Vec<Source> {
        let days: Vec<Source> = sources.iter().filter_map(|s| self.only_days(s)).collect();
        if days.is_empty() {
            faults.add(FILE, texts::no_day(name));
        }
        days
    }

    fn only_days(&self, source: &Source) -> Option<Source> {
        match source {
            Source::Question(_) => None,
            Source::Field { field, .. } => {
                let kind = self.template.field(*field).kind;
                (kind == crate::template::FieldKind::Date).then(|| source.clone())
            }
            Source::Together(sources) => {
                let days = sources.iter().filter_map(|source| self.only_days(source));
                let days: Vec<Source> = days.collect();
                (!days.is_empty()).then_some(Source::Together(days))
            }
        }
    }

    fn population(
        &self,
        id: String,
        wire: &wire::Population,
        faults: &mut Faults,
    ) -> Option<Population> {
        let Some(register) = self.template.register_by_id(&wire.register) else {
            let ids: Vec<String> = self
                .template
                .registers
                .iter()
                .map(|r| r.id.clone())
                .collect();
            faults.unknown(FILE, &wire.register, "registers.toml", &ids);
            return None;
        };
        let mut facts = Vec::new();
        let (_, start) = self.day(&wire.start, faults)?;
        let start = place(&mut facts, Fact::Day(start));
        let end = match &wire.end {
            None => None,
            Some(name) => {
                let (_, end) = self.day(name, faults)?;
                Some(place(&mut facts, Fact::Day(end)))
            }
        };
        let status_month = match &wire.status_month {
            None => None,
            Some(name) => Some(field_ref(name, self.template, FILE, faults)?.field),
        };
        Some(Population {
            id,
            register,
            start,
            end,
            status_month,
            facts,
        })
    }

    fn indicator(
        &self,
        wire: wire::Indicator,
        found: &mut Indicators,
        faults: &mut Faults,
    ) -> Option<Indicator> {
        let id = wire.id.clone();
        if found.by_id(&id).is_some() {
            faults.at(FILE, At::Again(&id), texts::twice(&id));
        }
        let known: Vec<String> = found.populations.iter().map(|p| p.id.clone()).collect();
        let asked = wire.population.as_ref();
        let population = match asked.map(|name| known.iter().position(|id| id == name)) {
            Some(Some(population)) => population,
            // Figures have no population of their own.
            None if !wire.figures.is_empty() && !known.is_empty() => 0,
            Some(None) | None => {
                let name = asked.cloned().unwrap_or_default();
                faults.unknown(FILE, &name, "populations", &known);
                return None;
            }
        };
        let mut facts = found.populations[population].facts.clone();
        let mut bench = Bench {
            names: self,
            facts: &mut facts,
            indicator: &id,
            faults,
        };
        let member = match wire.member.as_deref() {
            None | Some("active") => Member::Active,
            Some("begun") => Member::Begun,
            Some(name) => Member::On(bench.spot(name)?),
        };
        let only = bench.tests(&wire.only);
        let mut vary = match &wire.definitions_as {
            None => bench.vary(&wire.definitions),
            Some(other) => earlier(other, population, found, bench.faults)?
                .vary
                .clone(),
        };
        vary.shown = wire.every_definition;
        let rows = match &wire.rows_as {
            None => bench.rows(wire.rows),
            Some(other) => earlier(other, population, found, bench.faults)?
                .rows
                .clone(),
        };
        let content = if let Some(curve) = &wire.curve {
            Content::Curve(Curve {
                from: bench.spot(&curve.from)?,
                to: bench.spot(&curve.to)?,
                months: curve.months.clone(),
            })
        } else if !wire.figures.is_empty() {
            Content::Figures(figures(&wire.figures, found, bench.faults))
        } else if let Some(other) = &wire.columns_as {
            let other = earlier(other, population, found, bench.faults)?;
            Content::Columns(other.columns().to_vec())
        } else {
            Content::Columns(bench.columns(wire.columns))
        };
        found.populations[population].facts = facts;
        let empty = matches!(&content, Content::Columns(columns) if columns.is_empty());
        if empty {
            faults.add(
                FILE,
                texts::one_of_keys(&id, "columns, columns_as, curve, figures"),
            );
        }
        Some(Indicator {
            id,
            title: wire.title,
            note: wire.note,
            detail: wire.detail,
            population,
            once: match wire.once {
                wire::Once::EachCase => Once::EachCase,
                wire::Once::Latest => Once::Latest,
            },
            period: Period {
                months: wire.period.months,
                back: wire.period.back,
                by_month: wire.period.by_month,
            },
            member,
            only,
            vary,
            rows,
            total: wire.total,
            spread: wire.spread,
            content,
        })
    }
}

/// An earlier indicator of the same population, of which something is taken.
fn earlier<'a>(
    id: &str,
    population: usize,
    found: &'a Indicators,
    faults: &mut Faults,
) -> Option<&'a Indicator> {
    let same = |indicator: &&Indicator| indicator.population == population;
    let other = found.list.iter().filter(same).find(|other| other.id == id);
    if other.is_none() {
        let known: Vec<String> = found
            .list
            .iter()
            .filter(same)
            .map(|i| i.id.clone())
            .collect();
        faults.unknown(FILE, id, "indicators", &known);
    }
    other
}

fn figures(wire: &[wire::Figure], found: &Indicators, faults: &mut Faults) -> Vec<Figure> {
    let mut figures = Vec::new();
    for figure in wire {
        let at = figure.of.split_once('.').and_then(|(indicator, column)| {
            let at = found.by_id(indicator)?;
            let columns = found.list[at].columns();
            Some((at, columns.iter().position(|c| c.id == column)?))
        });
        let Some((indicator, column)) = at else {
            let known = found.list.iter().flat_map(|indicator| {
                let columns = indicator.columns().iter();
                columns.map(|column| format!("{}.{}", indicator.id, column.id))
            });
            let known: Vec<String> = known.collect();
            faults.unknown(FILE, &figure.of, "indicators", &known);
            continue;
        };
        figures.push(Figure {
            title: figure.title.clone(),
            indicator,
            column,
        });
    }
    figures
}

/// Where one indicator is put together.
struct Bench<'a, 'n> {
    names: &'a Names<'n>,
    facts: &'a mut Vec<Fact>,
    indicator: &'a str,
    faults: &'a mut Faults,
}

impl Bench<'_, '_> {
    /// A day by its name; `from` and `to` are those of the definition at hand.
    fn spot(&mut self, name: &str) -> Option<Spot> {
        match name {
            "from" => Some(Spot::From),
            "to" => Some(Spot::To),
            _ => {
                let (_, day) = self.names.day(name, self.faults)?;
                Some(Spot::Fact(place(self.facts, Fact::Day(day))))
            }
        }
    }

    fn field(&mut self, name: &str) -> Option<FieldRef> {
        field_ref(name, self.names.template, FILE, self.faults)
    }

    /// The value of a field.
    fn value(&mut self, name: &str) -> Option<usize> {
        let field = self.field(name)?;
        Some(place(self.facts, Fact::Value(field)))
    }

    fn vary(&mut self, wire: &wire::Definitions) -> Vary {
        let mut days = |names: &[String]| {
            let mut days = Vec::new();
            for name in names {
                if let Some((title, day)) = self.names.day(name, self.faults) {
                    days.push(DayChoice {
                        id: name.clone(),
                        fact: place(self.facts, Fact::Day(day)),
                        title,
                    });
                }
            }
            days
        };
        Vary {
            from: days(&wire.from),
            to: days(&wire.to),
            count: wire.count.clone(),
            shown: false,
        }
    }

    fn rows(&mut self, wire: wire::Rows) -> Rows {
        let mut by = Vec::new();
        for name in &wire.by {
            let Some(field) = self.field(name) else {
                continue;
            };
            let known = self.names.template.field(field);
            // A table by person or free text would name people.
            if known.personal || identifies(known.kind) {
                self.faults
                    .add(FILE, texts::personal_rows(self.indicator, name));
            }
            by.push((known.title.clone(), place(self.facts, Fact::Value(field))));
        }
        let mut list = Vec::new();
        for line in wire.list {
            list.push(Line {
                when: self.tests(&line.when),
                title: line.title,
                aliases: line.aliases,
                subtotal: line.subtotal,
            });
        }
        Rows {
            by,
            title: wire.title,
            list,
        }
    }
}

fn identifies(kind: crate::template::FieldKind) -> bool {
    use crate::template::FieldKind;
    match kind {
        FieldKind::Personnummer | FieldKind::Id | FieldKind::Text => true,
        FieldKind::Code
        | FieldKind::Codes
        | FieldKind::Date
        | FieldKind::Month
        | FieldKind::YesNo
        | FieldKind::Integer => false,
    }
}

/// The place of a fact, which is added where it is new.
fn place(facts: &mut Vec<Fact>, fact: Fact) -> usize {
    facts
        .iter()
        .position(|known| *known == fact)
        .unwrap_or_else(|| {
            facts.push(fact);
            facts.len() - 1
        })
}
